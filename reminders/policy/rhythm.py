"""When reminders may come: an hour of the day, days of the week, and hours in which nothing comes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

EVERY_DAY: frozenset[int] = frozenset(range(7))
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """A user's reminder hour, quiet hours (first included, last not; equal ones: none) and days, in `zone`.

    `days` are weekdays, Monday 0, at least one. Instants taken are aware, those returned are in UTC.
    """

    hour: dt.time
    zone: ZoneInfo
    quiet: tuple[dt.time, dt.time]
    days: frozenset[int] = EVERY_DAY

    def is_quiet(self, time: dt.time) -> bool:
        first, last = self.quiet
        return first <= time < last if first <= last else time >= first or time < last

    def allows(self, instant: dt.datetime) -> bool:
        """Whether it lies on one of the days."""
        return self.day(instant).weekday() in self.days

    def day(self, instant: dt.datetime) -> dt.date:
        """Its date on the user's calendar."""
        return instant.astimezone(self.zone).date()

    def on(self, day: dt.date) -> dt.datetime:
        """The reminder hour of `day`, whether or not reminders come on it.

        In the quiet hours it is their end; a time that a clock change skips counts as the later one.
        """
        hour = self.quiet[1] if self.is_quiet(self.hour) else self.hour
        return self.awake(self._resolve(day, hour))

    def awake(self, instant: dt.datetime) -> dt.datetime:
        """`instant`, or the end of the quiet hours it lies in."""
        local = instant.astimezone(self.zone)
        if not self.is_quiet(local.time()):
            return instant.astimezone(dt.UTC)
        ends_next_day = local.time() >= self.quiet[1]
        return self._resolve(local.date() + _DAY * ends_next_day, self.quiet[1])

    def from_day(self, day: dt.date) -> dt.datetime:
        """The first reminder on `day` or later."""
        while not self.allows(at := self.on(day)):
            day += _DAY
        return at

    def first(self, since: dt.datetime, *, included: bool) -> dt.datetime:
        """The first reminder after `since`, or at it where included."""
        day = self.day(since) - _DAY
        while (at := self.from_day(day)) < since or (at == since and not included):
            day += _DAY
        return at

    def last_before(self, limit: dt.datetime) -> dt.datetime:
        """The last reminder before `limit`."""
        day = self.day(limit) + _DAY
        while (at := self.on(day)) >= limit or not self.allows(at):
            day -= _DAY
        return at

    def _resolve(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, tzinfo=self.zone).astimezone(dt.UTC)
