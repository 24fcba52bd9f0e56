"""Calendars for tests: the corpus, and small ones written in the test."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path(__file__).parent / "calendars"


def corpus(name: str) -> bytes:
    return (CORPUS / f"{name}.ics").read_bytes()


def event(*lines: str, uid: str = "one@acme.example") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261104T090000Z", *lines, "END:VEVENT"])


def calendar(*events: str, method: str = "REQUEST", head: str = "") -> bytes:
    """A calendar of these events; `head` is what stands before them, such as time zones."""
    parts = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//EN",
        f"METHOD:{method}",
        *([head] if head else []),
    ]
    return "\r\n".join([*parts, *events, "END:VCALENDAR", ""]).encode()


def zone(
    name: str, *, standard: str, daylight: str = "", rule: str = "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"
) -> str:
    """A VTIMEZONE with European rules, such as standard="+0100", daylight="+0200"."""
    other = daylight or standard
    parts = [
        "BEGIN:VTIMEZONE", f"TZID:{name}",
        "BEGIN:STANDARD", "DTSTART:19961027T030000", f"TZOFFSETFROM:{other}", f"TZOFFSETTO:{standard}",
        *([f"RRULE:{rule}"] if daylight else []),
        "END:STANDARD",
    ]  # fmt: skip
    if daylight:
        parts += [
            "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", f"TZOFFSETFROM:{standard}", f"TZOFFSETTO:{daylight}",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
        ]  # fmt: skip
    return "\r\n".join([*parts, "END:VTIMEZONE"])
