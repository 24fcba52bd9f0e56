"""The business calendar: which days are business days, how they are counted, and the quiet periods.

Public holidays and weekends are the `holidays` library's, observed holidays and the weekend of the country
included (Friday and Saturday in some; a Saturday that the state made a working day counts as one).
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import holidays

from reminders.policy.etiquette import QuietPeriod
from reminders.policy.facts import CalendarFacts

_DAY = dt.timedelta(days=1)
DAY_OFF = "your day off"
WEEKEND = "weekend"
_ENGLISH = ("en_US", "en_GB", "en")
_COMMON_YEAR = 2026
# Quiet periods that leave no business day for so long are taken for a mistake.
_LONGEST_QUIET = 2 * 366


@lru_cache(maxsize=4096)
def _closed_days(country: str, subdivision: str | None, year: int) -> frozenset[dt.date]:
    """Weekends and public holidays of one year.

    Built once and never changed, since the library's own objects grow while they are read, which threads
    cannot share. The years beside are built too: a holiday may be observed across New Year.
    Raises NotImplementedError for a country or subdivision the library does not know.
    """
    table = holidays.country_holidays(country, subdiv=subdivision, years=(year - 1, year, year + 1))
    first = dt.date(year, 1, 1)
    days = (first + _DAY * n for n in range((dt.date(year + 1, 1, 1) - first).days))
    return frozenset(day for day in days if not table.is_working_day(day))


@lru_cache(maxsize=4096)
def _holiday_name(country: str, subdivision: str | None, day: dt.date) -> str:
    """The public holiday's name, in English where the library has it; "" on a mere weekend."""
    known = getattr(getattr(holidays, country, None), "supported_languages", ())
    language = next((each for each in _ENGLISH if each in known), None)
    table = holidays.country_holidays(country, subdiv=subdivision, years=day.year, language=language)
    return str(table.get(day) or "")


def _covers(period: QuietPeriod, day: dt.date) -> bool:
    first, last = period
    here = (day.month, day.day)
    return first <= here <= last if first <= last else here >= first or here <= last


def free_days(quiet: tuple[QuietPeriod, ...]) -> int:
    """How many days of a common year lie in no quiet period."""
    days = (dt.date(_COMMON_YEAR, 1, 1) + _DAY * n for n in range(365))
    return sum(not any(_covers(period, day) for period in quiet) for day in days)


class Workdays:
    """Counting in one business calendar. Dates are plain local dates; the caller chooses the zone."""

    def __init__(self, calendar: CalendarFacts) -> None:
        """Raises NotImplementedError, on the first question, for a country that the library does not know."""
        self._calendar = calendar

    def is_workday(self, day: dt.date) -> bool:
        """Whether `day` is neither weekend nor public holiday nor one of the user's days off."""
        calendar = self._calendar
        if day in calendar.days_off:
            return False
        if calendar.country is None:
            return day.weekday() < 5
        return day not in _closed_days(calendar.country, calendar.subdivision, day.year)

    def count(self, day: dt.date, number: int) -> dt.date:
        """`BD(d, n)` of POLICY: the n-th business day strictly after `day`; before it where n < 0."""
        step = _DAY if number > 0 else -_DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def on_or_after(self, day: dt.date) -> dt.date:
        """`F(d)` of POLICY: `day` if it is a business day, else the next one."""
        return day if self.is_workday(day) else self.count(day, 1)

    def on_or_before(self, day: dt.date) -> dt.date:
        """`P(d)` of POLICY: `day` if it is a business day, else the one before."""
        return day if self.is_workday(day) else self.count(day, -1)

    def closed_between(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        """The closed days strictly between two dates, in the order in which one counts from `first`."""
        step = _DAY if last > first else -_DAY
        between = (first + step * n for n in range(1, abs((last - first).days)))
        return tuple(day for day in between if not self.is_workday(day))

    def name_closed(self, day: dt.date) -> str:
        """Why `day` is no business day: a holiday's name, "your day off" or "weekend"; "" if it is one."""
        if self.is_workday(day):
            return ""
        if day in self._calendar.days_off:
            return DAY_OFF
        country = self._calendar.country
        return (country and _holiday_name(country, self._calendar.subdivision, day)) or WEEKEND

    def quiet_around(self, day: dt.date) -> QuietPeriod | None:
        """The quiet period that `day` lies in, None where it lies in none."""
        return next((each for each in self._calendar.quiet if _covers(each, day)), None)

    def is_quiet(self, day: dt.date) -> bool:
        """Whether `day` lies in any quiet period, its first and last day included."""
        return any(_covers(period, day) for period in self._calendar.quiet)

    def after_quiet(self, day: dt.date) -> dt.date:
        """The first business day after the quiet period that `day` lies in (and in no other one)."""
        return self._out_of_quiet(day, 1)

    def before_quiet(self, day: dt.date) -> dt.date:
        """The last business day before the quiet period that `day` lies in (and in no other one)."""
        return self._out_of_quiet(day, -1)

    def _out_of_quiet(self, day: dt.date, direction: int) -> dt.date:
        found = day
        for _ in range(_LONGEST_QUIET):
            found += _DAY * direction
            if self.is_workday(found) and not self.is_quiet(found):
                return found
        return day
