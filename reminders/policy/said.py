"""The day on which something was said about timing, and the weeks and months around it."""

from __future__ import annotations

import calendar as months_of
import datetime as dt
import re
from dataclasses import dataclass

from reminders.policy.spoken_dates import MONTHS, months_later
from reminders.policy.workdays import Workdays

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Said:
    """The day the words were said, and the business calendar they were said in."""

    on: dt.date
    days: Workdays
    country: str | None

    @property
    def monday(self) -> dt.date:
        """Of the week in which it was said."""
        return self.on - _DAY * self.on.weekday()

    def end_of_week(self, weeks: int) -> dt.date:
        """The last business day of a week, Monday to Sunday; where it is gone already, the next week's."""
        monday = self.monday + weeks * _WEEK
        while (found := self.last_workday(monday)) is None or found < self.on:
            monday += _WEEK
        return found

    def last_workday(self, monday: dt.date) -> dt.date | None:
        """The last business day of the week that begins on `monday`; None where it has none."""
        found = self.days.on_or_before(monday + 6 * _DAY)
        return found if found >= monday else None

    def end_of_month(self, first: dt.date) -> dt.date:
        """The last business day of a month; where it is gone already, the next month's."""
        while True:
            last = first.replace(day=months_of.monthrange(first.year, first.month)[1])
            found = self.days.on_or_before(last)
            if found >= max(first, self.on):
                return found
            first = months_later(first, 1)

    def month(self, match: re.Match[str]) -> dt.date | None:
        """The first day of the month that was named: of this year, or the next where it is gone."""
        if match["which"]:
            return months_later(self.on.replace(day=1), int(match["which"] == "next"))
        number = MONTHS[match["month"]]
        year = int(match["year"] or self.on.year + (number < self.on.month))
        return dt.date(year, number, 1) if self.on.year <= year <= self.on.year + 1 else None
