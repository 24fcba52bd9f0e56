"""Before Christmas, in the new year, after Thanksgiving: days that people name by the season."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TypeAlias

from dateutil.easter import easter

from reminders.policy.workdays import Workdays

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_THURSDAY = 3

_Find: TypeAlias = Callable[[dt.date, Workdays, str | None], dt.date | None]
_BREAK = r"(?:christmas|xmas|winter|festive|year-end|holiday)"


def _after_holidays(said_on: dt.date, _: Workdays, __: str | None) -> dt.date | None:
    """Friday of the first January week whose Monday is in January, if said from 1 November to that day."""
    year = said_on.year + (said_on.month >= 11)
    first = dt.date(year, 1, 1)
    friday = first + dt.timedelta(days=-first.weekday() % 7 + 4)
    return friday if dt.date(year - 1, 11, 1) <= said_on <= friday else None


def _before_christmas(said_on: dt.date, days: Workdays, _: str | None) -> dt.date:
    return _coming(said_on, lambda year: days.count(dt.date(year, 12, 25), -1))


def _end_of_year(said_on: dt.date, days: Workdays, _: str | None) -> dt.date:
    return _coming(said_on, lambda year: days.on_or_before(dt.date(year, 12, 31)))


def _before_easter(said_on: dt.date, days: Workdays, _: str | None) -> dt.date:
    """The last business day before Good Friday."""
    return _coming(said_on, lambda year: days.count(easter(year) - 2 * _DAY, -1))


def _after_easter(said_on: dt.date, days: Workdays, _: str | None) -> dt.date:
    """The last business day of the week of Easter Monday."""
    return _coming(said_on, lambda year: days.on_or_before(easter(year) + _WEEK))


def _before_thanksgiving(said_on: dt.date, days: Workdays, country: str | None) -> dt.date | None:
    if country not in _THANKSGIVINGS:
        return None
    return _coming(said_on, lambda year: days.count(_thanksgiving(year, country), -1))


def _after_thanksgiving(said_on: dt.date, days: Workdays, country: str | None) -> dt.date | None:
    """The last business day of the week after."""
    if country not in _THANKSGIVINGS:
        return None

    def find(year: int) -> dt.date:
        day = _thanksgiving(year, country)
        return days.on_or_before(day - _DAY * day.weekday() + _WEEK + 6 * _DAY)

    return _coming(said_on, find)


# Month, weekday and which of them; nobody asks who has told no country.
_THANKSGIVINGS: dict[str | None, tuple[int, int, int]] = {
    None: (11, _THURSDAY, 4),
    "US": (11, _THURSDAY, 4),
    "CA": (10, 0, 2),
}


def _thanksgiving(year: int, country: str | None) -> dt.date:
    month, weekday, nth = _THANKSGIVINGS[country]
    first = dt.date(year, month, 1)
    return first + _DAY * ((weekday - first.weekday()) % 7) + _WEEK * (nth - 1)


def _coming(said_on: dt.date, find: Callable[[int], dt.date]) -> dt.date:
    """This year's day, or next year's where that is gone."""
    this_year = find(said_on.year)
    return this_year if this_year >= said_on else find(said_on.year + 1)


SEASONS: tuple[tuple[re.Pattern[str], _Find], ...] = (
    (
        re.compile(
            rf"\b(?:after (?:the )?(?:{_BREAK} )?(?:holidays|christmas|xmas|new year(?:'s)?)"
            rf"|after (?:the )?{_BREAK} (?:holiday|break)|(?:early )?in(?:to)? the (?:early )?new year)\b"
        ),
        _after_holidays,
    ),
    (
        re.compile(rf"\b(?:before|by|ahead of) (?:the )?(?:{_BREAK} )?(?:christmas|xmas|holidays)\b"),
        _before_christmas,
    ),
    (
        re.compile(
            r"\b(?:(?:(?:by|before) )?(?:the )?(?:very )?end(?: of|-of)?(?: the| this)?(?: calendar)? year"
            r"|(?:by |before )?(?:the )?year(?:'s)?[ -]?end|eoy|before the year is (?:out|over)|(?:later )?this year"
            r"|before (?:the )?new year(?:'s)?(?: eve| day)?|between christmas and (?:the )?new year(?:'s)?)\b"
        ),
        _end_of_year,
    ),
    (re.compile(r"\b(?:before|by|ahead of) (?:the )?easter\b"), _before_easter),
    (re.compile(r"\bafter (?:the )?easter\b"), _after_easter),
    (re.compile(r"\b(?:before|by|ahead of) thanksgiving\b"), _before_thanksgiving),
    (re.compile(r"\bafter (?:the )?thanksgiving\b"), _after_thanksgiving),
)
