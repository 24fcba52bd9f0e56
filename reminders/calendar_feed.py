"""A step as a small calendar file, and everything ahead as one that calendar programs subscribe to (RFC 5545)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from reminders.calendar_zones import time_zone

PRODUCT = "-//Followthrough//Followthrough//EN"
# What one event may say; a draft beyond it is cut off, and stands whole behind the link.
MOST_TEXT = 4_000
# Events that left the feed and may come back: how many of them are remembered.
MOST_REMEMBERED = 4_000
REFRESH = timedelta(hours=1)
_CONTROLS = {
    number: None for number in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)) if number != 0x0A
}


def step_calendar(
    uid: str,
    title: str,
    description: str,
    url: str,
    starts: datetime,
    minutes: int,
    alarm_minutes_before: int,
    now: datetime,
) -> bytes:
    """One step as iCalendar (RFC 5545), in UTC, with an alarm.

    It does not block the time: a courtesy is no meeting.
    """
    if starts.utcoffset() is None or now.utcoffset() is None:
        raise ValueError("a calendar entry needs aware datetimes")
    begins = starts.astimezone(UTC)
    event = Event()
    event.add("uid", _on_one_line(uid))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=minutes))
    event.add("summary", _on_one_line(title))
    if description:
        event.add("description", _tidy(description))
    if url:
        event.add("url", "".join(_on_one_line(url).split()))
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(title, alarm_minutes_before))

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


class Standing(StrEnum):
    """How sure an event is, as its STATUS."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Entry:
    """One event of the feed. `key` names what it stands for, and stays when the rest changes.

    `starts` is aware; `zone` is the IANA zone of the clock it is shown by, empty for UTC. `blocks`: the time is taken.
    """

    key: str
    title: str
    starts: datetime
    minutes: int
    zone: str = ""
    text: str = ""
    place: str = ""
    url: str = ""
    blocks: bool = False
    standing: Standing = Standing.CONFIRMED
    alarm_minutes_before: int | None = None

    @property
    def fingerprint(self) -> str:
        """The same as long as a calendar would show the same."""
        told = astuple(replace(self, starts=self.starts.astimezone(UTC)))
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Revision:
    """How often an event has changed since it was first told, and when it was first told as it is now (UTC)."""

    fingerprint: str
    sequence: int
    changed_at: datetime


def revise(entries: Iterable[Entry], known: Mapping[str, Revision], *, now: datetime) -> dict[str, Revision]:
    """The revision of each entry by its key: the known one while nothing changed, else the next.

    Those of entries that are gone follow, the latest first: whatever comes back goes on counting.
    """
    moment = now.astimezone(UTC).replace(microsecond=0)
    revisions: dict[str, Revision] = {}
    for entry in entries:
        before = known.get(entry.key)
        if before is None:
            revisions[entry.key] = Revision(entry.fingerprint, 0, moment)
        elif before.fingerprint == entry.fingerprint:
            revisions[entry.key] = before
        else:
            # A clock that was set back takes no change back.
            changed_at = max(moment, before.changed_at)
            revisions[entry.key] = Revision(entry.fingerprint, before.sequence + 1, changed_at)
    gone = [(key, each) for key, each in known.items() if key not in revisions]
    gone.sort(key=lambda each: (each[1].changed_at, each[0]), reverse=True)
    return revisions | dict(gone[:MOST_REMEMBERED])


def feed_calendar(
    entries: Iterable[Entry], revisions: Mapping[str, Revision], *, name: str, uid_space: UUID
) -> bytes:
    """The entries as a calendar to subscribe to: the same bytes as long as they say the same.

    `uid_space` keeps the UIDs of two feeds apart. There is no METHOD, so a DTSTAMP is when its event last changed.
    """
    in_order = sorted(entries, key=lambda entry: (entry.starts, entry.key))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # The older names beside the newer ones (RFC 7986): programs know one or the other.
    for each in ("name", "x-wr-calname"):
        calendar.add(each, _on_one_line(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    events = [_event(entry, revisions[entry.key], uid_space) for entry in in_order]
    # Whole years, so that the text stays the same from one day to the next.
    first = min((entry.starts.year for entry in in_order), default=0) - 1
    last = max((entry.starts.year for entry in in_order), default=0) + 1
    for zone in sorted({entry.zone for entry in in_order if _on_its_clock(entry)[0].tzinfo != UTC}):
        calendar.add_component(time_zone(zone, first, last))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(entry: Entry, revision: Revision, uid_space: UUID) -> Event:
    event = Event()
    event.add("uid", str(uuid5(uid_space, entry.key)))
    event.add("dtstamp", revision.changed_at)
    event.add("last-modified", revision.changed_at)
    event.add("sequence", revision.sequence)
    starts, ends = _on_its_clock(entry)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", _on_one_line(entry.title))
    if entry.text:
        event.add("description", _at_most(_tidy(entry.text), MOST_TEXT))
    if entry.place:
        event.add("location", _on_one_line(entry.place))
    if entry.url:
        event.add("url", "".join(_on_one_line(entry.url).split()))
    event.add("status", entry.standing.value)
    event.add("transp", "OPAQUE" if entry.blocks else "TRANSPARENT")
    if entry.alarm_minutes_before is not None:
        event.add_component(_alarm(entry.title, entry.alarm_minutes_before))
    return event


def _on_its_clock(entry: Entry) -> tuple[datetime, datetime]:
    """Start and end in the entry's zone, or in UTC where that zone's clock shows one of them twice.

    A local time that comes twice means the first of the two (RFC 5545, 3.3.5): the second has no other name.
    """
    if entry.starts.utcoffset() is None:
        raise ValueError("a calendar entry needs aware datetimes")
    span = (entry.starts.astimezone(UTC), entry.starts.astimezone(UTC) + timedelta(minutes=entry.minutes))
    if not entry.zone or entry.zone == "UTC":
        return span
    starts, ends = (each.astimezone(ZoneInfo(entry.zone)) for each in span)
    return span if starts.fold or ends.fold else (starts, ends)


def _at_most(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 2].rstrip() + " …"


def _alarm(title: str, minutes_before: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _on_one_line(title))
    alarm.add("trigger", timedelta(minutes=-minutes_before))
    return alarm


def _tidy(text: str) -> str:
    """Without control characters, which no calendar file may hold; line breaks stay."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").translate(_CONTROLS)


def _on_one_line(text: str) -> str:
    return " ".join(_tidy(text).split())
