"""Which time zone an invitation means: by its name, by Windows' name for it, or by what its clock does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

# Of zones whose clocks agree the whole year, the one most people live in.
_FIRST = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London",
    "Europe/Berlin", "Europe/Athens", "Asia/Kolkata", "Asia/Tokyo", "Asia/Shanghai", "Asia/Singapore",
    "Australia/Sydney", "America/Sao_Paulo", "Asia/Dubai", "Europe/Istanbul", "Africa/Lagos",
    "Africa/Johannesburg", "America/Phoenix", "America/Toronto", "Pacific/Auckland",
)  # fmt: skip
_NOBODY_LIVES_THERE = {
    "UTC",
    "ETC/UTC",
    "GMT",
    "ETC/GMT",
    "Z",
    "ZULU",
    "COORDINATED UNIVERSAL TIME",
    "ETC/UCT",
    "UCT",
}
A_FORTNIGHT = timedelta(days=14)


def means_utc(name: str) -> bool:
    """Whether it only says that no clock was meant: nobody agrees to meet at a UTC hour."""
    return name.strip().upper() in _NOBODY_LIVES_THERE


def zone_by_name(name: str) -> str:
    """The IANA zone that a TZID names, itself, behind a vendor's prefix or by its Windows name; empty for none."""
    for tried in _names(name):
        if tried in _known():
            return tried
    return ""


def zone_of(start: datetime, name: str) -> str:
    """The IANA zone whose clock shows `start` (with its own zone) as `start` does; empty for none.

    The one named, else one that agrees with it all the year round, else one that does so on the day.
    """
    named = zone_by_name(name)
    if named and _shows(named, start):
        return named
    candidates = [zone for zone in _common() if _shows(zone, start)]
    inside = MINYEAR + 1 < start.year < MAXYEAR
    around = [start + turn * A_FORTNIGHT for turn in range(-13, 14)] if inside else []
    for zone in candidates:
        if all(_offset(moment, ZoneInfo(zone)) == _own_offset(moment) for moment in around):
            return zone
    fixed = _fixed(start)
    return fixed or next(iter(candidates), "")


def _names(name: str) -> Iterator[str]:
    plain = name.strip().strip('"').strip("/")
    yield plain
    yield WINDOWS_TO_OLSON.get(plain, "")
    parts = plain.split("/")
    for start in range(1, min(len(parts), 6)):
        yield "/".join(parts[start:])
    folded = plain.lower().replace(" ", "_")
    yield _by_folded_name().get(folded, "")


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones()) - {"localtime", "posixrules"}


@cache
def _by_folded_name() -> dict[str, str]:
    return {name.lower(): name for name in _known()}


@cache
def _common() -> tuple[str, ...]:
    """The zones with a Windows name of their own: one for each clock that is in use."""
    others = dict.fromkeys(zone for zone in WINDOWS_TO_OLSON.values() if zone in _known() and "/" in zone)
    return tuple(dict.fromkeys((*_FIRST, *others)))


def _shows(zone: str, start: datetime) -> bool:
    return start.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == start.replace(tzinfo=None)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(UTC).astimezone(zone).utcoffset()


def _own_offset(moment: datetime) -> timedelta | None:
    """What the invitation's own clock is ahead of UTC at that moment."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).utcoffset()


def _fixed(start: datetime) -> str:
    """The zone of a clock that is set so many whole hours from UTC."""
    ahead = start.utcoffset()
    if ahead is None or ahead % timedelta(hours=1):
        return ""
    hours = ahead // timedelta(hours=1)
    # Their names count the other way round.
    name = f"Etc/GMT{-hours:+d}" if hours else ""
    return name if name in _known() else ""
