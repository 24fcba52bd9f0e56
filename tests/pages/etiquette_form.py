"""The etiquette form as a browser sends it."""

from __future__ import annotations

from reminders.policy import CUSTOMS

USUAL: dict[str, str] = {each.name: str(each.default) for each in CUSTOMS} | {
    "register": "warm",
    "quiet": "24 December to 1 January",
}


def typed(*without: str, **changes: str) -> dict[str, str]:
    """The usual form with changes; an unticked box is left out."""
    return {name: value for name, value in (USUAL | changes).items() if name not in without}
