"""The etiquette form as a browser sends it."""

from __future__ import annotations

from reminders.policy import CUSTOMS

USUAL: dict[str, str] = {each.name: str(each.default) for each in CUSTOMS} | {
    "register": "warm",
    "quiet": "24 December to 1 January",
    "reminder_hour": "08:00",
    "quiet_from": "21:00",
    "quiet_until": "07:00",
    "asks_when_open": "on",
    "asks_before_best_by": "on",
    "asks_when_late": "on",
}


def typed(*without: str, **changes: str) -> dict[str, str]:
    """The usual form with changes; an unticked box is left out."""
    return {name: value for name, value in (USUAL | changes).items() if name not in without}
