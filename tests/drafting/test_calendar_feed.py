"""A step as a calendar file (RFC 5545)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from reminders.calendar_feed import step_calendar

STARTS = datetime(2026, 11, 4, 9, 0, tzinfo=ZoneInfo("America/New_York"))
NOW = datetime(2026, 11, 3, 20, 0, tzinfo=UTC)


def made(**changes: object) -> bytes:
    given: dict[str, object] = {
        "uid": "step-7@followthrough",
        "title": "Thank-you to Sara Lindqvist",
        "description": "You met yesterday.\nBest by 17:00.",
        "url": "https://followthrough.example/steps/7/",
        "starts": STARTS,
        "minutes": 15,
        "alarm_minutes_before": 10,
        "now": NOW,
    }
    return step_calendar(**{**given, **changes})  # type: ignore[arg-type]


def test_it_reads_back() -> None:
    calendar = Calendar.from_ical(made())
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert calendar["PRODID"]
    (event,) = calendar.walk("VEVENT")
    assert event["UID"] == "step-7@followthrough"
    assert event["SUMMARY"] == "Thank-you to Sara Lindqvist"
    assert event["DESCRIPTION"] == "You met yesterday.\nBest by 17:00."
    assert event["URL"] == "https://followthrough.example/steps/7/"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.decoded("DTSTART") == datetime(2026, 11, 4, 14, 0, tzinfo=UTC)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=15)
    assert event.decoded("DTSTAMP") == NOW


def test_it_rings() -> None:
    (alarm,) = Calendar.from_ical(made()).walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm.decoded("TRIGGER") == timedelta(minutes=-10)
    assert alarm["DESCRIPTION"] == "Thank-you to Sara Lindqvist"


def test_its_bytes_keep_to_the_format() -> None:
    text = made(title="Zoë; Ng, “R\\D” 李小龍 " * 12)
    assert b"DTSTART:20261104T140000Z" in text
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "name", ["a;b,c\\n", "x\r\nATTENDEE:evil", "李 🎉", "\x00\x07\x9f\ud800z", ":", "e" * 300, "BEGIN:VEVENT"]
)
def test_no_name_breaks_it(name: str) -> None:
    calendar = Calendar.from_ical(
        made(uid=name, title=name, description=name, url="https://x.example/" + name)
    )
    (event,) = calendar.walk("VEVENT")
    plain = " ".join(
        name.replace("\x00", "").replace("\x07", "").replace("\x9f", "").replace("\ud800", "").split()
    )
    assert event["SUMMARY"] == plain
    assert "ATTENDEE" not in event
    assert len(calendar.walk("VALARM")) == 1


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        made(starts=datetime(2026, 11, 4, 9, 0))
