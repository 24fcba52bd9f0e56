"""What readers understood: plain facts, and the same as JSON, to be kept until looked over."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from applications.intake.reader import Json


@dataclass(frozen=True)
class ParsedPerson:
    """Somebody named in an invitation. Of name and e-mail one may be empty."""

    name: str
    email: str
    organiser: bool = False


@dataclass(frozen=True)
class ParsedContact:
    """Somebody as a card or a signature names them. Of name and e-mail one may be empty, not both."""

    name: str
    email: str = ""
    phone: str = ""
    role: str = ""
    company: str = ""
    profile_url: str = ""


@dataclass(frozen=True)
class ParsedInterview:
    """One event of a calendar, read as an interview.

    `starts` and `ends` are instants in UTC, or, without a zone, what a clock shows (naive) where the invitation
    names no zone that anybody knows. With `all_day` only the day of `starts` counts. `time_zone` is the IANA name
    of the clock it was agreed on, empty where the invitation does not say; `zone_said` is then what it says.
    `key` tells invitations apart (UID, and RECURRENCE-ID of one in a series); `sequence` is how new it is.
    `method` is the calendar's, in capitals. `kind` is one of the interview's kinds, by name, or empty.
    `organiser` is the address that invites, also where a machine's; `people` are those one may write to.
    `repeats` says in words how often, empty for once.
    """

    starts: datetime
    ends: datetime | None
    all_day: bool
    time_zone: str
    zone_said: str
    title: str
    place: str
    text: str
    organiser: str
    people: tuple[ParsedPerson, ...]
    kind: str
    company: str
    role: str
    key: str
    sequence: int
    method: str
    cancelled: bool
    repeats: str

    @property
    def minutes(self) -> int | None:
        """How long it lasts, where it says so."""
        return int((self.ends - self.starts).total_seconds() // 60) if self.ends else None


@dataclass(frozen=True)
class Refused:
    """What could not be read, and why, in words for the user."""

    what: str
    why: str


@dataclass(frozen=True)
class ParsedCalendar:
    interviews: tuple[ParsedInterview, ...]
    refused: tuple[Refused, ...]


def calendar_as_json(calendar: ParsedCalendar) -> Json:
    return {
        "interviews": [interview_as_json(each) for each in calendar.interviews],
        "refused": [asdict(each) for each in calendar.refused],
    }


def calendar_from_json(kept: Any) -> ParsedCalendar:
    return ParsedCalendar(
        interviews=tuple(interview_from_json(each) for each in kept["interviews"]),
        refused=tuple(Refused(**each) for each in kept["refused"]),
    )


def interview_as_json(interview: ParsedInterview) -> Json:
    return {
        **asdict(interview),
        "starts": interview.starts.isoformat(),
        "ends": interview.ends.isoformat() if interview.ends else None,
    }


def interview_from_json(kept: Any) -> ParsedInterview:
    return ParsedInterview(
        **kept
        | {
            "starts": datetime.fromisoformat(kept["starts"]),
            "ends": datetime.fromisoformat(kept["ends"]) if kept["ends"] else None,
            "people": tuple(ParsedPerson(**each) for each in kept["people"]),
        }
    )
