"""When a step asks for attention: at most three moments and the end of a snooze (POLICY, Reminders)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from reminders.policy.steps import StepKind

MomentName = Literal["opens", "best_by", "late", "snooze"]

ALL_MOMENTS: frozenset[MomentName] = frozenset({"opens", "best_by", "late", "snooze"})

# Of moments that coincide the most pressing gives its name.
_PRESSING: tuple[MomentName, ...] = ("late", "best_by", "opens", "snooze")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    """One moment, in UTC."""

    name: MomentName
    at: dt.datetime


@dataclass(frozen=True)
class _Clock:
    """The user's reminder hour, once a day, outside the quiet hours (first included, last not)."""

    hour: dt.time
    zone: ZoneInfo
    quiet: tuple[dt.time, dt.time]

    def is_quiet(self, time: dt.time) -> bool:
        first, last = self.quiet
        return first <= time < last if first <= last else time >= first or time < last

    def on(self, day: dt.date) -> dt.datetime:
        """That day's reminder in UTC; a time that a clock change skips counts as the later one."""
        hour = self.quiet[1] if self.is_quiet(self.hour) else self.hour
        return self._awake(self._resolve(day, hour))

    def awake(self, instant: dt.datetime) -> dt.datetime:
        """`instant`, or the end of the quiet hours it lies in, in UTC."""
        return self._awake(instant.astimezone(dt.UTC))

    def day(self, instant: dt.datetime) -> dt.date:
        return instant.astimezone(self.zone).date()

    def _resolve(self, day: dt.date, time: dt.time) -> dt.datetime:
        return dt.datetime.combine(day, time, tzinfo=self.zone).astimezone(dt.UTC)

    def _awake(self, instant: dt.datetime) -> dt.datetime:
        local = instant.astimezone(self.zone)
        if not self.is_quiet(local.time()):
            return instant
        ends_next_day = local.time() >= self.quiet[1]
        return self._resolve(local.date() + _DAY * ends_next_day, self.quiet[1])

    def first(self, since: dt.datetime, *, included: bool) -> dt.datetime:
        """The first reminder after `since`, or at it where included."""
        day = self.day(since) - _DAY
        while (at := self.on(day)) < since or (at == since and not included):
            day += _DAY
        return at

    def last_before(self, limit: dt.datetime) -> dt.datetime:
        """The last reminder before `limit`."""
        day = self.day(limit) + _DAY
        while (at := self.on(day)) >= limit:
            day -= _DAY
        return at


def moments(
    kind: StepKind,
    opens_at: dt.datetime | None,
    best_by_at: dt.datetime | None,
    late_after_at: dt.datetime | None,
    *,
    hour: dt.time,
    time_zone: str,
    quiet_hours: tuple[dt.time, dt.time],
    snoozed_until: dt.datetime | None = None,
    wanted: Container[MomentName] = ALL_MOMENTS,
) -> tuple[Moment, ...]:
    """A step's moments in UTC, sorted. Instants are aware; `hour` and `quiet_hours` are in the user's zone.

    Opening: the first reminder hour at or after it, for a thank-you the next morning (the next local day's).
    Best by: the last reminder hour before that instant, unless the step is not open yet. Late: the first
    after. A reminder hour inside the quiet hours is put off to their end; equal ends mean no quiet hours.
    What lies before the end of a snooze is withdrawn. A blocked step (no `opens_at`) has no moments. `wanted`
    names the moments the user cares for.
    """
    if opens_at is None:
        return ()
    clock = _Clock(hour, ZoneInfo(time_zone), quiet_hours)
    found: list[Moment] = []
    if kind is StepKind.THANK_YOU:
        found.append(Moment("opens", clock.on(clock.day(opens_at) + _DAY)))
    else:
        found.append(Moment("opens", clock.first(opens_at, included=True)))
    if best_by_at is not None and (at := clock.last_before(best_by_at)) >= opens_at:
        found.append(Moment("best_by", at))
    if late_after_at is not None:
        found.append(Moment("late", clock.first(late_after_at, included=False)))
    if snoozed_until is not None:
        until = clock.awake(snoozed_until)
        found = [each for each in found if each.at >= until] + [Moment("snooze", until)]
    return _once([each for each in found if each.name in wanted])


def due_moment(found: Iterable[Moment], after: dt.datetime | None, now: dt.datetime) -> Moment | None:
    """The latest moment up to `now`, so that after down time one goes out; None if there is none.

    `after` is when the fact was entered or the last moment handled: what lies at or before it never sends.
    """
    missed = (each for each in found if each.at <= now and (after is None or each.at > after))
    return max(missed, key=lambda each: each.at, default=None)


def next_moment(found: Iterable[Moment], after: dt.datetime | None) -> Moment | None:
    """The first moment after `after` (the first of all where it is None)."""
    coming = (each for each in found if after is None or each.at > after)
    return min(coming, key=lambda each: each.at, default=None)


def _once(found: list[Moment]) -> tuple[Moment, ...]:
    """Moments that coincide are one."""
    by_instant: dict[dt.datetime, Moment] = {}
    for moment in sorted(found, key=lambda each: _PRESSING.index(each.name)):
        by_instant.setdefault(moment.at, moment)
    return tuple(sorted(by_instant.values(), key=lambda each: each.at))
