"""Quiet periods as text: MM-DD pairs for storage, "24 December to 1 January" for people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from reminders.policy.english import MONTHS, spell_month_day
from reminders.policy.etiquette import MonthDay, QuietPeriod
from reminders.policy.workdays import free_days

MOST_PERIODS = 12
LEAST_FREE = 60
_ANY_LEAP_YEAR = 2024
_MONTHS = {name.lower()[:3]: number for number, name in enumerate(MONTHS, start=1)}
_NAME = r"(?P<{0}>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_EITHER = (
    rf"(?:{_DAY.format('{0}day')}\.? (?:of )?{_NAME.format('{0}month')}"
    rf"|{_NAME.format('{0}first_month')} {_DAY.format('{0}second_day')})"
)
_PERIOD = re.compile(
    _EITHER.replace("{0}", "a_")
    + r"(?: ?(?:to|until|till|through|[-–—]) ?"
    + _EITHER.replace("{0}", "b_")
    + r")?",
    re.IGNORECASE,
)


class QuietError(ValueError):
    """A line that is no period; the message says what to write."""


def quiet_from_text(pairs: Iterable[Sequence[str]]) -> tuple[QuietPeriod, ...]:
    """The periods of a stored list of (first, last) as MM-DD."""
    return tuple((_month_day(first), _month_day(last)) for first, last in pairs)


def quiet_to_text(periods: Iterable[QuietPeriod]) -> list[list[str]]:
    """The periods as a list of [first, last] as MM-DD."""
    return [[f"{month:02}-{day:02}" for month, day in period] for period in periods]


def read_quiet(text: str) -> tuple[QuietPeriod, ...]:
    """One period a line, as people write it; a single day is a period of that day. No line: none.

    Raises QuietError.
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_PERIODS:
        raise QuietError(f"There is room for {MOST_PERIODS} periods.")
    periods = tuple(_read_line(line) for line in lines)
    if free_days(periods) < LEAST_FREE:
        raise QuietError(
            f"That leaves too few days to ask on. Keep at least {LEAST_FREE} days of the year free."
        )
    return periods


def spell_quiet(periods: Iterable[QuietPeriod]) -> str:
    """One period a line, so that `read_quiet` reads the same."""
    return "\n".join(f"{spell_month_day(*first)} to {spell_month_day(*last)}" for first, last in periods)


def _read_line(line: str) -> QuietPeriod:
    match = _PERIOD.fullmatch(line)
    if match is None:
        raise QuietError(f"“{line[:60]}” is no period. Write it as 24 December to 1 January.")
    first = _found(match, "a_")
    last = _found(match, "b_") or first
    if first is None or last is None:
        raise QuietError(f"“{line[:60]}” names a day that no month has.")
    return first, last


def _found(match: re.Match[str], side: str) -> MonthDay | None:
    """The day of the year on one side of a period; None where there is none, or it is no day."""
    month = match[f"{side}month"] or match[f"{side}first_month"]
    day = match[f"{side}day"] or match[f"{side}second_day"]
    if month is None:
        return None
    found = (_MONTHS[month.lower()], int(day))
    try:
        dt.date(_ANY_LEAP_YEAR, *found)
    except ValueError:
        raise QuietError(f"There is no {spell_month_day(*found)}.") from None
    return found


def _month_day(text: str) -> MonthDay:
    month, day = text.split("-")
    return int(month), int(day)
