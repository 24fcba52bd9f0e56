"""A time zone as a calendar file spells it out (RFC 5545, 3.6.5): which offset counts from which local time on."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
_NONE = timedelta(0)


@lru_cache(maxsize=64)
def time_zone(name: str, first_year: int, last_year: int) -> Timezone:
    """The zone of that IANA name with each change of its clock in these years, both included.

    Every change is told by itself: some programs take no RDATE here, and no rule holds for every zone.
    """
    zone = ZoneInfo(name)
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    end = datetime(last_year + 1, 1, 2, tzinfo=UTC)
    told = Timezone()
    told.add("tzid", name)
    before = start.astimezone(zone).utcoffset() or _NONE
    told.add_component(_phase(start.astimezone(zone), start + before, before, before))
    for change in _changes(zone, start, end):
        local = change.astimezone(zone)
        after = local.utcoffset() or _NONE
        # By the clock as it was before the change.
        told.add_component(_phase(local, change + before, before, after))
        before = after
    return told


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """The instants (UTC, to the second) at which the zone's offset changes; no zone changes it twice a day."""
    found = []
    day = start
    while day < end:
        if _offset(zone, day) != _offset(zone, day + _DAY):
            low, high = day, day + _DAY
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
                low, high = (middle, high) if _offset(zone, middle) == _offset(zone, day) else (low, middle)
            found.append(high)
        day += _DAY
    return found


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta | None:
    return instant.astimezone(zone).utcoffset()


def _phase(local: datetime, onset: datetime, before: timedelta, after: timedelta) -> Component:
    phase = TimezoneDaylight() if local.dst() and after >= before else TimezoneStandard()
    phase.add("dtstart", onset.replace(tzinfo=None))
    phase.add("tzoffsetfrom", before)
    phase.add("tzoffsetto", after)
    phase.add("tzname", local.tzname() or "")
    return phase
