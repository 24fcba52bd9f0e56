"""When a step asks for attention: at most three moments and the end of a snooze (POLICY, Reminders)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

from reminders.policy.rhythm import EVERY_DAY, Rhythm
from reminders.policy.steps import StepKind

MomentName = Literal["opens", "best_by", "late", "snooze"]

ALL_MOMENTS: frozenset[MomentName] = frozenset({"opens", "best_by", "late", "snooze"})

# Of moments that coincide the most pressing gives its name.
_PRESSING: tuple[MomentName, ...] = ("late", "best_by", "opens", "snooze")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    """One moment, in UTC. `also`: the names of those that coincide with it."""

    name: MomentName
    at: dt.datetime
    also: frozenset[MomentName] = frozenset()

    def told_to(self, chosen: Container[str]) -> MomentName | None:
        """Under which of its names it is told to whoever wants only the chosen ones: the most pressing."""
        names = self.also | {self.name}
        return next((name for name in _PRESSING if name in names and name in chosen), None)


def moments(
    kind: StepKind,
    opens_at: dt.datetime | None,
    best_by_at: dt.datetime | None,
    late_after_at: dt.datetime | None,
    *,
    hour: dt.time,
    time_zone: str,
    quiet_hours: tuple[dt.time, dt.time],
    days: frozenset[int] = EVERY_DAY,
    snoozed_until: dt.datetime | None = None,
    wanted: Container[MomentName] = ALL_MOMENTS,
) -> tuple[Moment, ...]:
    """A step's moments in UTC, sorted. Instants are aware; `hour` and `quiet_hours` are in the user's zone.

    Opening: the first reminder hour at or after it, for a thank-you the next morning (the next local day's).
    Best by: the last reminder hour before that instant, unless the step is not open yet. Late: the first
    after. Reminder hours are those of `days` (weekdays, Monday 0): an opening on another day is put off to the
    next of them, best by falls on the last before. The end of a snooze was chosen, so it counts on any day. A
    reminder hour inside the quiet hours is put off to their end; equal ends mean no quiet hours. What lies
    before the end of a snooze is withdrawn. A blocked step (no `opens_at`) has no moments. `wanted` names the
    moments the user cares for.
    """
    if opens_at is None:
        return ()
    rhythm = Rhythm(hour, ZoneInfo(time_zone), quiet_hours, days)
    found: list[Moment] = []
    if kind is StepKind.THANK_YOU:
        found.append(Moment("opens", rhythm.from_day(rhythm.day(opens_at) + _DAY)))
    else:
        found.append(Moment("opens", rhythm.first(opens_at, included=True)))
    if best_by_at is not None and (at := rhythm.last_before(best_by_at)) >= opens_at:
        found.append(Moment("best_by", at))
    if late_after_at is not None:
        found.append(Moment("late", rhythm.first(late_after_at, included=False)))
    if snoozed_until is not None:
        until = rhythm.awake(snoozed_until)
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
        first = by_instant.setdefault(moment.at, moment)
        if first is not moment:
            by_instant[moment.at] = replace(first, also=first.also | {moment.name})
    return tuple(sorted(by_instant.values(), key=lambda each: each.at))
