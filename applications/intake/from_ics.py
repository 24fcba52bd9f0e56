"""Calendar invitations: iCalendar text → interviews."""

from __future__ import annotations

import html
import re
import threading
import warnings
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

import nh3
from icalendar import Component
from icalendar.timezone import tzp

from applications.intake.calendar_text import NOT_A_CALENDAR, calm_calendar
from applications.intake.errors import IntakeError
from applications.intake.guesses import guess_company, guess_kind, guess_role, spell_company
from applications.intake.meeting_places import place_of
from applications.intake.parsed import (
    ParsedCalendar,
    ParsedInterview,
    ParsedPerson,
    Refused,
    calendar_as_json,
)
from applications.intake.reader import Json
from applications.intake.senders import (
    company_of,
    domain_of,
    is_address,
    is_room,
    is_scheduler,
    tidy_name,
)
from applications.intake.zones import means_utc, zone_by_name, zone_of

MOST_EVENTS = 50
MOST_READ = 2000
MOST_PEOPLE = 40
LONGEST_TEXT = 10_000
LONGEST = timedelta(days=14)
LATEST_SEQUENCE = 2**31 - 1
NO_EVENT = "There is no event in this calendar. Save the invitation as .ics, or log the interview by typing."
_LINK_PROPERTIES = (
    "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "URL",
)  # fmt: skip
_HOW_OFTEN = {"DAILY": "every day", "WEEKLY": "every week", "MONTHLY": "every month", "YEARLY": "every year"}
# The library keeps the time zones it meets for the whole process; one invitation's must not be the next one's.
_one_at_a_time = threading.Lock()


def read(data: bytes) -> list[ParsedInterview]:
    """The interviews of a calendar file, the latest start first.

    Raises IntakeError where there is none that can be read.
    """
    return list(read_calendar(data).interviews)


def understand(data: bytes, name: str) -> Json:
    """`read_calendar` for the registry of readers."""
    return calendar_as_json(read_calendar(data))


def read_calendar(data: bytes) -> ParsedCalendar:
    """The interviews of a calendar file, the latest start first, and what was refused with the reason.

    Raises IntakeError where nothing can be read.
    """
    lines = calm_calendar(data)
    refused: list[Refused] = []
    found: list[ParsedInterview] = []
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tzp.use_default()
        events = list(_events(lines, refused))
        if not events and not refused:
            raise IntakeError(NO_EVENT)
        for method, event in events[:MOST_READ]:
            try:
                found.append(_interview(event, method))
            except _Unreadable as error:
                refused.append(Refused(_title(event) or "An event without a title", str(error)))
            except Exception:
                refused.append(Refused(_title(event) or "An event without a title", "It is damaged."))
    if not found:
        raise IntakeError(_nothing_left(refused))
    found.sort(key=lambda each: each.starts.replace(tzinfo=None), reverse=True)
    left_out = len(found) - MOST_EVENTS + max(0, len(events) - MOST_READ)
    if left_out > 0:
        refused.append(
            Refused(f"{left_out} more", f"Only the {MOST_EVENTS} latest events of a file are read.")
        )
    return ParsedCalendar(tuple(found[:MOST_EVENTS]), tuple(refused))


def as_seen_by(interview: ParsedInterview, own: Collection[str]) -> ParsedInterview:
    """The interview as it is for somebody with these addresses: without themselves among the people."""
    mine = {address.casefold() for address in own}
    others = tuple(person for person in interview.people if person.email.casefold() not in mine)
    organiser = "" if interview.organiser.casefold() in mine else interview.organiser
    names = tuple(person.name for person in interview.people)
    return replace(
        interview,
        people=others,
        organiser=organiser,
        company=_company(interview.title, organiser, others, names=names),
    )


class _Unreadable(Exception):
    """Why an event is no interview, in words for the user."""


def _nothing_left(refused: list[Refused]) -> str:
    first = refused[0]
    if len(refused) == 1:
        return f"The event in this calendar cannot be read. {first.why} Log the interview by typing."
    return f"None of the {len(refused)} events in this calendar can be read. The first: {first.why}"


def _events(lines: list[str], refused: list[Refused]) -> Iterator[tuple[str, Component]]:
    """Each event with its calendar's method. Where one breaks the calendar, they are read one by one."""
    try:
        calendars = Component.from_ical("\r\n".join(lines).encode(), multiple=True)
    except Exception:
        calendars = list(_one_by_one(lines, refused))
    for calendar in calendars:
        method = _line(calendar, "METHOD").upper()[:20]
        for event in calendar.walk("VEVENT"):
            yield method, event


def _one_by_one(lines: list[str], refused: list[Refused]) -> Iterator[Component]:
    events: list[list[str]] = []
    shared: list[str] = []
    inside: list[str] | None = None
    for line in lines:
        if inside is None and line.upper().startswith("BEGIN:VEVENT"):
            inside = []
        if inside is None:
            shared.append(line)
            continue
        inside.append(line)
        if line.upper().startswith("END:VEVENT"):
            events.append(inside)
            inside = None
    if not events:
        raise IntakeError(NOT_A_CALENDAR)
    zones = _blocks(shared, "VTIMEZONE")
    method = next((line for line in shared if line.upper().startswith("METHOD")), "METHOD:PUBLISH")
    for event in events[:MOST_READ]:
        alone = ["BEGIN:VCALENDAR", "VERSION:2.0", method, *zones, *event, "END:VCALENDAR"]
        calendar = _parsed(alone) or _parsed([line for line in alone if line not in zones])
        if calendar is not None:
            yield calendar
        else:
            title = next((line.partition(":")[2] for line in event if line.upper().startswith("SUMMARY")), "")
            refused.append(Refused(title[:200] or "An event without a title", "It is damaged."))


def _parsed(lines: list[str]) -> Component | None:
    try:
        return Component.from_ical("\r\n".join(lines).encode())
    except Exception:
        return None


def _blocks(lines: list[str], name: str) -> list[str]:
    kept: list[str] = []
    inside = False
    for line in lines:
        inside = inside or line.upper().startswith(f"BEGIN:{name}")
        if inside:
            kept.append(line)
        inside = inside and not line.upper().startswith(f"END:{name}")
    return kept


def _interview(event: Component, method: str) -> ParsedInterview:
    starts, all_day, zone, said = _start(event)
    title, text = _title(event), _text(event)
    location = _line(event, "LOCATION")
    links = [_line(event, name) for name in _LINK_PROPERTIES]
    place = place_of(location, *links, title, text)
    people = _people(event)
    organiser = next(filter(None, map(_address, _all(event, "ORGANIZER"))), "")
    return ParsedInterview(
        starts=starts,
        ends=_end(event, starts),
        all_day=all_day,
        time_zone=zone,
        zone_said=said,
        title=title,
        place=place,
        text=text,
        organiser=organiser,
        people=people,
        kind=guess_kind(title, place=place, room=_is_a_room(place)),
        company=_company(title, organiser, people),
        role=guess_role(title, text),
        key=_key(event),
        sequence=_sequence(event),
        method=method,
        cancelled=method == "CANCEL" or _line(event, "STATUS").upper() == "CANCELLED",
        repeats=_repeats(event),
    )


def _company(
    title: str, organiser: str, people: tuple[ParsedPerson, ...], *, names: tuple[str, ...] = ()
) -> str:
    """The organiser's, else that of somebody invited, else the one the title names. `names` are of people."""
    addresses = [organiser, *(person.email for person in people)]
    if company := next(filter(None, map(company_of, addresses)), ""):
        return spell_company(company, title)
    return guess_company(title, names=(*names, *(person.name for person in people)))


def _start(event: Component) -> tuple[datetime, bool, str, str]:
    """When it begins, whether only the day is named, its zone, and what it says of one that nobody knows."""
    given = _first(event, "DTSTART")
    if given is None:
        raise _Unreadable("It names no start.")
    start = _moment(event, "DTSTART")
    said = str(getattr(given, "params", {}).get("TZID", "")).strip()[:100]
    if isinstance(start, datetime):
        if start.tzinfo is None:
            # An hour whose zone the calendar does not tell: by its name, where that is one.
            named = "" if means_utc(said) else zone_by_name(said)
            return start, False, named, "" if named else said
        try:
            instant = start.astimezone(UTC)
            utc = means_utc(said or str(start.tzinfo))
            zone = "" if utc else zone_of(start, said or str(start.tzinfo))
        except (OverflowError, ValueError) as error:
            raise _Unreadable("Its date lies outside the calendar.") from error
        return instant, False, zone, "" if zone or utc else said
    if isinstance(start, date):
        return datetime.combine(start, time.min), True, "", ""
    raise _Unreadable("Its start is no date.")


def _end(event: Component, starts: datetime) -> datetime | None:
    """When it ends, as `starts` is given; None where it does not say, or says what cannot be."""
    ends: Any = _moment(event, "DTEND")
    length = _moment(event, "DURATION")
    if isinstance(length, timedelta) and not isinstance(ends, datetime):
        try:
            ends = starts + length
        except OverflowError:
            return None
    if not isinstance(ends, datetime):
        return None
    if starts.tzinfo is None:
        ends = ends.replace(tzinfo=None)
    elif ends.tzinfo is None:
        return None
    else:
        try:
            ends = ends.astimezone(UTC)
        except (OverflowError, ValueError):
            return None
    return ends if timedelta(0) < ends - starts <= LONGEST else None


def _people(event: Component) -> tuple[ParsedPerson, ...]:
    """The organiser and those invited: no rooms, no machines, each once."""
    people: dict[str, ParsedPerson] = {}
    for organiser, property_name in ((True, "ORGANIZER"), (False, "ATTENDEE")):
        for each in _all(event, property_name):
            params = getattr(each, "params", {})
            name, address = tidy_name(str(params.get("CN", ""))), _address(each)
            if str(params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE", "GROUP"} or is_room(
                address, name
            ):
                continue
            if (address and is_scheduler(address)) or not (name or address):
                continue
            key = address.lower() or name.lower()
            if key not in people and len(people) < MOST_PEOPLE:
                people[key] = ParsedPerson(name=name, email=address, organiser=organiser)
    return tuple(people.values())


def _address(person: Any) -> str:
    """The address of an organiser or attendee, lower-cased at the domain; empty where it is none."""
    params = getattr(person, "params", {})
    for given in (str(params.get("EMAIL", "")), str(person)):
        plain = re.sub(r"^mailto:", "", given.strip(), flags=re.IGNORECASE).strip("<> ")
        if is_address(plain):
            return f"{plain.rpartition('@')[0]}@{domain_of(plain)}"
    return ""


def _key(event: Component) -> str:
    uid = _line(event, "UID")
    one = _moment(event, "RECURRENCE-ID")
    if uid and isinstance(one, date):
        try:
            moment = one.astimezone(UTC) if isinstance(one, datetime) and one.tzinfo else one
        except (OverflowError, ValueError):
            moment = one
        uid = f"{uid} {moment.isoformat()}"
    return uid if len(uid) <= 250 else sha256(uid.encode("utf-8", "replace")).hexdigest()


def _sequence(event: Component) -> int:
    try:
        return max(0, min(int(str(_first(event, "SEQUENCE") or 0)), LATEST_SEQUENCE))
    except ValueError:
        return 0


def _repeats(event: Component) -> str:
    rule = _first(event, "RRULE")
    if rule is None:
        return "on several days" if _first(event, "RDATE") is not None else ""
    often = rule.get("FREQ", [""]) if hasattr(rule, "get") else [""]
    return _HOW_OFTEN.get(
        str(often[0] if isinstance(often, list) and often else often).upper(), "more than once"
    )


def _is_a_room(place: str) -> bool:
    return bool(place) and not place.startswith("https://") and not place.lstrip("+( ")[:1].isdigit()


def _title(event: Component) -> str:
    return _line(event, "SUMMARY")[:300]


def _text(event: Component) -> str:
    """The description as plain text; whatever mark-up it came with is gone."""
    text = str(_first(event, "DESCRIPTION") or "")[: LONGEST_TEXT * 4]
    if re.search(r"<(?:/?[a-z][a-z0-9]*)\b[^<>]{0,500}>", text, re.IGNORECASE):
        # Where a link's words hide its address, the address is what one needs.
        text = re.sub(
            r"<a\b[^<>]{0,2000}?href=[\"']?(https?://[^\"'<> ]+)[^<>]{0,2000}>", r" \1 ", text, flags=re.I
        )
        text = re.sub(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]{0,500}>", "\n", text, flags=re.IGNORECASE)
        text = html.unescape(nh3.clean(text, tags=set()))
    rows = [" ".join(row.split()) for row in text.replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()[:LONGEST_TEXT]


def _line(component: Component, name: str) -> str:
    """A property as one line of text; empty where there is none."""
    value = _first(component, name)
    return (
        " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())[:2000]
        if value is not None
        else ""
    )


def _first(component: Component, name: str) -> Any:
    return next(iter(_all(component, name)), None)


def _moment(component: Component, name: str) -> Any:
    """What a property of dates means; None where it means nothing."""
    try:
        return getattr(_first(component, name), "dt", None)
    except Exception:
        # A value that could not be parsed says so only when it is asked.
        return None


def _all(component: Component, name: str) -> list[Any]:
    given = component.get(name)
    if given is None:
        return []
    return given if isinstance(given, list) else [given]
