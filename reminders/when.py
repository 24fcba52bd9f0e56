"""When reminders come, in plain words."""

from __future__ import annotations

from datetime import datetime, time

from reminders.days import spell_moment
from reminders.policy import EVERY_DAY, Rhythm, enumerate_all

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FROM_MONDAY = frozenset(range(5))


def tell_when(rhythm: Rhythm, *, now: datetime) -> str:
    """Reminders come at 08:00 from Monday to Friday, the next tomorrow at 08:00. Nothing comes from 21:00 to 07:00."""
    following = spell_moment(rhythm.first(now, included=False), now=now, zone=rhythm.zone)
    lines = [f"{_at(rhythm)} {spell_days(rhythm.days)}, the next {following}."]
    first, last = rhythm.quiet
    if first != last:
        lines.append(f"Nothing comes from {_clock(first)} to {_clock(last)}.")
    return " ".join(lines)


def spell_days(days: frozenset[int]) -> str:
    """every day; from Monday to Friday; on Monday and Thursday."""
    if days == EVERY_DAY:
        return "every day"
    if days == _FROM_MONDAY:
        return "from Monday to Friday"
    return f"on {enumerate_all([WEEKDAYS[day] for day in sorted(days)])}"


def _at(rhythm: Rhythm) -> str:
    if not rhythm.is_quiet(rhythm.hour):
        return f"Reminders come at {_clock(rhythm.hour)}"
    return f"{_clock(rhythm.hour)} is in your quiet hours, so reminders come at {_clock(rhythm.quiet[1])}"


def _clock(hour: time) -> str:
    return f"{hour:%H:%M}"
