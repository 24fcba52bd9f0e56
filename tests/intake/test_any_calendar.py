"""Whatever a calendar holds: an event that the library parses becomes an interview at the same instant, and nothing
raises anything but IntakeError. INTAKE_EXAMPLES asks for more examples than an everyday run tries."""

from __future__ import annotations

import os
import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component
from icalendar.timezone import tzp

from applications.intake.calendar_text import calm_calendar
from applications.intake.errors import IntakeError
from applications.intake.from_ics import MOST_EVENTS, as_seen_by, read_calendar
from applications.intake.kinds import tell_kind
from applications.intake.parsed import calendar_as_json, calendar_from_json
from tests.intake.calendar import CORPUS, calendar, event, zone

MANY = int(os.environ.get("INTAKE_EXAMPLES", "150"))
often = settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ZONES = ["Europe/Oslo", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu",
         "UTC", "W. Europe Standard Time", "Eastern Standard Time", "India Standard Time", "Nowhere/Land",
         "Custom"]  # fmt: skip
CUSTOM = zone("Custom", standard="+0230", daylight="+0330")
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2037, 12, 31))
plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@st.composite
def starts(draw: st.DrawFn) -> str:
    """A DTSTART line of any form that the standard knows."""
    moment = draw(moments)
    form = draw(st.sampled_from(["utc", "floating", "day", "zone"]))
    if form == "day":
        return f"DTSTART;VALUE=DATE:{moment:%Y%m%d}"
    if form == "zone":
        return f"DTSTART;TZID={draw(st.sampled_from(ZONES))}:{moment:%Y%m%dT%H%M%S}"
    return f"DTSTART:{moment:%Y%m%dT%H%M%S}{'Z' if form == 'utc' else ''}"


@st.composite
def events(draw: st.DrawFn) -> str:
    number = draw(st.integers(0, 10**9))
    escaped = draw(plain).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    more = draw(
        st.lists(
            st.sampled_from(
                [
                    f"SUMMARY:{escaped}", f"LOCATION:{escaped}", f"DESCRIPTION:{escaped}", "DURATION:PT30M",
                    "DTEND:20261110T150000Z", "RRULE:FREQ=WEEKLY", "SEQUENCE:4", "STATUS:CANCELLED", "SEQUENCE:x",
                    "ORGANIZER;CN=Sara:mailto:sara@acme.example", "ATTENDEE:mailto:tom@acme.example",
                    "RECURRENCE-ID:20261110T150000Z",
                ]
            ),
            unique=True,
        )
    )  # fmt: skip
    return event(draw(starts()), *more, uid=str(number))


def instants(data: bytes) -> list[datetime | date]:
    """What the library itself makes of each event's start."""
    tzp.use_default()
    parsed = Calendar.from_ical("\r\n".join(calm_calendar(data)).encode())
    found = [each.get("DTSTART").dt for each in parsed.walk("VEVENT")]
    return [each.astimezone(UTC) if isinstance(each, datetime) and each.tzinfo else each for each in found]


@often
@given(st.lists(events(), min_size=1, max_size=6))
def test_every_event_with_a_start_is_an_interview_at_that_instant(written: list[str]) -> None:
    data = calendar(*written, head=CUSTOM)
    understood = read_calendar(data)
    assert understood.refused == ()
    assert len(understood.interviews) == len(written) <= MOST_EVENTS
    ours = [each.starts.date() if each.all_day else each.starts for each in understood.interviews]
    theirs = instants(data)
    for mine in ours:
        if isinstance(mine, datetime) and mine.tzinfo is None:
            # Without a zone, or with one that only we know by name: the clock's hour is the library's.
            assert any(isinstance(each, datetime) and each.tzinfo is None and each == mine for each in theirs)
        else:
            assert mine in theirs
    assert sorted(map(str, ours)) == sorted(map(str, theirs))
    for each in understood.interviews:
        if each.time_zone and each.starts.tzinfo:
            ZoneInfo(each.time_zone)
    assert calendar_from_json(calendar_as_json(understood)) == understood


@often
@given(moments, st.sampled_from(ZONES))
def test_the_zone_found_shows_the_hour_that_was_written(moment: datetime, name: str) -> None:
    moment = moment.replace(microsecond=0)
    (found,) = read_calendar(
        calendar(event(f"DTSTART;TZID={name}:{moment:%Y%m%dT%H%M%S}"), head=CUSTOM)
    ).interviews
    if found.time_zone and found.starts.tzinfo:
        local = found.starts.astimezone(ZoneInfo(found.time_zone)).replace(tzinfo=None)
        # An hour that clocks leave out is shown as the hour it is taken for.
        assert abs(local - moment) in {timedelta(0), timedelta(hours=1)}


def survives(data: bytes) -> None:
    """It is read or refused, and either way in words."""
    tell_kind(data, "invite.ics")
    try:
        understood = read_calendar(data)
    except IntakeError as error:
        said = str(error)
    else:
        said = ""
        for each in understood.interviews:
            as_seen_by(each, ["maya@example.org"])
        assert all(each.what and each.why for each in understood.refused)
        calendar_as_json(understood)
    assert not said or said.endswith(".")


@often
@given(st.binary(max_size=2000))
def test_bytes_of_any_sort(data: bytes) -> None:
    survives(data)
    survives(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data + b"\r\nEND:VEVENT\r\nEND:VCALENDAR")


@often
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "SUMMARY", "LOCATION", "ATTENDEE", "UID",
                 "ORGANIZER", "SEQUENCE", "RECURRENCE-ID", "DESCRIPTION", "CONFERENCE", "BEGIN", "END", "STATUS"]
            ),
            st.sampled_from(["", ";TZID=Europe/Oslo", ";VALUE=DATE", ";CN=\"x", ";TZID=", ";VALUE=PERIOD", ";X=Y;X=Z"]),
            st.one_of(plain, st.sampled_from(["20261110T140000Z", "20261110", "VEVENT", "PT1H", "FREQ=WEEKLY", "-1"])),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_lines_of_any_sort(lines: list[tuple[str, str, str]]) -> None:
    survives(calendar(event(*("".join([name, more, ":", value]) for name, more, value in lines))))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.ics")), ids=lambda path: path.stem)
def test_the_corpus_damaged(path: object) -> None:
    """Each invitation with bytes dropped, doubled and changed, the same ones in every run."""
    whole = path.read_bytes()  # type: ignore[attr-defined]
    chance = random.Random(path.stem)  # type: ignore[attr-defined]
    for _ in range(MANY):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    del data[at : at + chance.randint(1, 60)]
                case 1:
                    data[at:at] = data[at : at + chance.randint(1, 200)]
                case 2:
                    data[at] = chance.randrange(256)
                case _:
                    data[at:at] = chance.choice(
                        [b"\r\n", b":", b";", b"\0", b"BEGIN:VEVENT\r\n", b"\xff", b'"']
                    )
            if not data:
                break
        survives(bytes(data))


def test_the_library_still_says_what_it_cannot_parse() -> None:
    """What the reading rests on: a broken date raises when it is asked, and does not when it is not."""
    parsed = Component.from_ical(calendar(event("DTSTART:next Tuesday")))
    assert parsed.walk("VEVENT")[0].get("DTSTART") is not None
