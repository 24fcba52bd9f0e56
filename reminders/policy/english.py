"""English names of days and months, whatever the machine's locale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


def spell(day: dt.date, today: dt.date) -> str:
    """Tuesday 3 November; with the year where it is not today's."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{_year(day, today)}"


def spell_short(day: dt.date, today: dt.date) -> str:
    """Tue 3 Nov; with the year where it is not today's."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}{_year(day, today)}"


def spell_month_day(month: int, day: int) -> str:
    """24 December."""
    return f"{day} {MONTHS[month - 1]}"


def enumerate_all(words: Sequence[str]) -> str:
    """a; a and b; a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _year(day: dt.date, today: dt.date) -> str:
    return "" if day.year == today.year else f" {day.year}"
