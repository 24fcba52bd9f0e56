"""The calendar that programs subscribe to, read back by two parsers that know nothing of each other."""

from __future__ import annotations

import itertools
import zoneinfo
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from reminders.calendar_feed import (
    MOST_REMEMBERED,
    MOST_TEXT,
    Entry,
    Revision,
    Standing,
    feed_calendar,
    revise,
)

SPACE = UUID("5f9c8f06-5ad3-4a4b-9c06-2b1d40f0b6a1")
NOW = datetime(2026, 11, 4, 17, 0, 30, 123456, tzinfo=UTC)
STARTS = datetime(2026, 11, 10, 15, 0, tzinfo=UTC)
TALK = Entry(
    key="interview-7",
    title="Video interview with Acme",
    starts=STARTS,
    minutes=60,
    zone="America/New_York",
    text="Senior Data Engineer\nhttps://followthrough.example/applications/7/",
    place="Room 3; 5th floor, left",
    url="https://followthrough.example/applications/7/",
    blocks=True,
    alarm_minutes_before=60,
)
NOTE = Entry(key="follow-up-3", title="Thank-you to Sara", starts=STARTS, minutes=15, alarm_minutes_before=0)
ZONES = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
# So that no parser knows a zone from elsewhere, or from another example: only the feed says what it is.
UNKNOWN = (f"Unheard-of/{number}" for number in itertools.count())


def fed(*entries: Entry, known: dict[str, Revision] | None = None, now: datetime = NOW) -> bytes:
    revisions = revise(entries, known or {}, now=now)
    return feed_calendar(entries, revisions, name="Followthrough", uid_space=SPACE)


def test_it_reads_back() -> None:
    calendar = Calendar.from_ical(fed(TALK, NOTE))
    assert (calendar["VERSION"], calendar["X-WR-CALNAME"]) == ("2.0", "Followthrough")
    assert "METHOD" not in calendar
    note, talk = calendar.walk("VEVENT")
    assert talk["UID"] == str(uuid5(SPACE, "interview-7"))
    assert talk["SUMMARY"] == "Video interview with Acme"
    assert talk["LOCATION"] == "Room 3; 5th floor, left"
    assert (talk["STATUS"], talk["TRANSP"], note["TRANSP"]) == ("CONFIRMED", "OPAQUE", "TRANSPARENT")
    assert talk.decoded("DTSTART").tzinfo.key == "America/New_York"
    assert talk.decoded("DTEND") - talk.decoded("DTSTART") == timedelta(hours=1)
    assert talk.decoded("DTSTAMP") == talk.decoded("LAST-MODIFIED") == NOW.replace(microsecond=0)
    assert [each.decoded("TRIGGER") for each in (*talk.walk("VALARM"), *note.walk("VALARM"))] == [
        timedelta(hours=-1),
        timedelta(0),
    ]
    assert not any(component.errors for component in calendar.walk())


def test_another_parser_reads_the_same() -> None:
    calendar = vobject.readOne(fed(TALK, NOTE).decode())
    talk = next(each for each in calendar.vevent_list if each.summary.value.startswith("Video"))
    assert talk.dtstart.value == STARTS
    assert talk.location.value == TALK.place
    assert talk.description.value == TALK.text
    assert talk.valarm.trigger.value == timedelta(hours=-1)
    assert talk.validate(raiseException=True)
    assert calendar.validate(raiseException=True)


def starts_told(content: bytes, zone: str) -> list[tuple[datetime, datetime]]:
    """Start and end of each event as two parsers read them, from nothing but what the feed says of its zones."""
    text = content.decode().replace("\r\n ", "")
    name = next(UNKNOWN)
    text = text.replace(f"TZID={zone}:", f"TZID={name}:").replace(f"TZID:{zone}\r\n", f"TZID:{name}\r\n")
    zones = vobject.readOne(text).contents.get("vtimezone", [])
    if zones:
        # By itself it takes a zone for UTC that has UTC's offset up to 2020, as all we tell begins later.
        vobject.icalendar.registerTzid(name, zones[0].tzinfo)
    told = [
        (event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC))
        for event in vobject.readOne(text).vevent_list
    ]
    told += [
        (event.decoded("DTSTART").astimezone(UTC), event.decoded("DTEND").astimezone(UTC))
        for event in Calendar.from_ical(text).walk("VEVENT")
    ]
    return told


def changes_of(zone: ZoneInfo) -> list[datetime]:
    """The hours of 2024 to 2028 before which its clock is changed, in UTC."""
    hours = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=each) for each in range(5 * 366 * 24)]
    offsets = [each.astimezone(zone).utcoffset() for each in hours]
    return [hours[place] for place in range(1, len(hours)) if offsets[place] != offsets[place - 1]]


CHANGES = {
    name: changes_of(ZoneInfo(name))
    for name in ("America/New_York", "Europe/Dublin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza")
}


@given(
    zone=st.sampled_from(ZONES),
    starts=st.datetimes(datetime(2024, 11, 1), datetime(2028, 11, 1), timezones=st.just(UTC)),
    minutes=st.integers(1, 14 * 24 * 60),
)
def test_the_instant_told_is_the_instant_stored(zone: str, starts: datetime, minutes: int) -> None:
    starts = starts.replace(microsecond=0)
    content = fed(replace(TALK, zone=zone, starts=starts, minutes=minutes))
    for told in starts_told(content, zone):
        assert told == (starts, starts + timedelta(minutes=minutes))


@given(data=st.data(), zone=st.sampled_from(sorted(CHANGES)))
def test_and_beside_every_change_of_the_clock(data: st.DataObject, zone: str) -> None:
    near = data.draw(st.sampled_from(CHANGES[zone]))
    starts = near + timedelta(minutes=data.draw(st.integers(-180, 180)))
    minutes = data.draw(st.integers(1, 240))
    for told in starts_told(fed(replace(TALK, zone=zone, starts=starts, minutes=minutes)), zone):
        assert told == (starts, starts + timedelta(minutes=minutes))


def test_a_time_that_comes_twice_is_told_in_utc() -> None:
    """1 November 2026, 01:30 in New York: first at 05:30 UTC, again an hour later."""
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert b"DTSTART;TZID=America/New_York:20261101T013000" in fed(replace(TALK, starts=first, minutes=15))
    again = fed(replace(TALK, starts=first + timedelta(hours=1)))
    assert b"DTSTART:20261101T063000Z" in again
    assert b"VTIMEZONE" not in again


def test_a_zone_is_spelled_out_by_the_clock_before_each_change() -> None:
    """In New York at two o'clock both times: 8 March and 1 November 2026."""
    zone: Any = Calendar.from_ical(fed(TALK)).walk("VTIMEZONE")[0]
    told = {each["DTSTART"].dt: (each.name, each.to_ical().decode()) for each in zone.subcomponents}
    summer, winter = told[datetime(2026, 3, 8, 2)], told[datetime(2026, 11, 1, 2)]
    assert (summer[0], winter[0]) == ("DAYLIGHT", "STANDARD")
    assert "TZOFFSETFROM:-0500" in summer[1]
    assert "TZOFFSETTO:-0400" in summer[1]
    assert "TZOFFSETFROM:-0400" in winter[1]


def test_what_has_not_changed_is_told_in_the_same_bytes() -> None:
    known = revise([TALK, NOTE], {}, now=NOW)
    later = NOW + timedelta(days=40)
    assert fed(NOTE, TALK, known=known, now=later) == fed(TALK, NOTE)


def test_a_change_grows_the_sequence_and_nothing_else_does() -> None:
    later, latest = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    first = revise([TALK, NOTE], {}, now=NOW)
    moved = replace(TALK, starts=STARTS + timedelta(days=1))
    second = revise([moved, NOTE], first, now=later)
    assert (first["interview-7"].sequence, second["interview-7"].sequence) == (0, 1)
    assert second["interview-7"].changed_at == later.replace(microsecond=0)
    assert second["follow-up-3"] == first["follow-up-3"]
    assert revise([moved, NOTE], second, now=latest) == second
    # Back to what it was: that is a change as well.
    assert revise([TALK], second, now=latest)["interview-7"].sequence == 2


@given(st.lists(st.sampled_from(["one", "two", "gone"]), max_size=12), st.integers(-3, 3))
def test_a_sequence_never_shrinks_and_no_time_runs_back(story: list[str], hours: int) -> None:
    known: dict[str, Revision] = {}
    before = Revision("", -1, NOW - timedelta(days=1))
    for step, title in enumerate(story):
        shown = [] if title == "gone" else [replace(TALK, title=title)]
        known = revise(shown, known, now=NOW + timedelta(hours=hours * step))
        if shown:
            now_told = known[TALK.key]
            assert now_told.sequence >= before.sequence
            assert now_told.changed_at >= before.changed_at
            assert (now_told.sequence > before.sequence) == (now_told.fingerprint != before.fingerprint)
            before = now_told


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"minutes": 30},
        {"zone": "Europe/Oslo"},
        {"text": ""},
        {"place": "Oslo"},
        {"url": ""},
        {"blocks": False},
        {"standing": Standing.CANCELLED},
        {"alarm_minutes_before": None},
    ],
    ids=str,
)
def test_whatever_a_calendar_shows_is_a_change(change: dict[str, object]) -> None:
    assert replace(TALK, **change).fingerprint != TALK.fingerprint  # type: ignore[arg-type]


def test_what_is_remembered_of_the_gone_has_an_end() -> None:
    known = {f"interview-{number}": Revision("x", 0, NOW) for number in range(MOST_REMEMBERED + 50)}
    assert len(revise([NOTE], known, now=NOW)) == MOST_REMEMBERED + 1


@given(title=st.text(max_size=300), text=st.text(max_size=6000), place=st.text(max_size=300))
def test_any_text_makes_a_calendar_that_can_be_read(title: str, text: str, place: str) -> None:
    content = fed(replace(TALK, title=title, text=text, place=place))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert len(event.get("DESCRIPTION", "")) <= MOST_TEXT
    (again,) = vobject.readOne(content.decode()).vevent_list
    assert again.summary.value == event["SUMMARY"]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        fed(replace(TALK, starts=datetime(2026, 11, 4, 9)))


def test_no_two_feeds_share_a_uid() -> None:
    revisions = revise([TALK], {}, now=NOW)
    other = feed_calendar([TALK], revisions, name="Followthrough", uid_space=UUID(int=7))
    assert Calendar.from_ical(other).walk("VEVENT")[0]["UID"] != str(uuid5(SPACE, "interview-7"))
