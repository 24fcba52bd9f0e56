"""A step as a small calendar file: for those who trust their calendar more than their inbox."""

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

PRODUCT = "-//Followthrough//Followthrough//EN"
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
