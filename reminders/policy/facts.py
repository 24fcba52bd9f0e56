"""What is known about one application, as plain data: the whole input of the policy.

Every date is a local date in the zone of the interview it belongs to (a message: in the zone of the latest
interview, else the user's). Nothing here validates; `reading.read_facts` does that for data from outside.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from reminders.policy.etiquette import DEFAULT_QUIET, QuietPeriod
from reminders.policy.steps import StepKind


class Stage(StrEnum):
    """Where the application stands. `closed` is accepted, declined, withdrawn or no response."""

    APPLIED = "applied"
    INTERVIEWING = "interviewing"
    OFFER = "offer"
    REJECTED = "rejected"
    CLOSED = "closed"


class InterviewStatus(StrEnum):
    """`cancelled` is the user's own cancellation: the policy then ignores the interview."""

    SCHEDULED = "scheduled"
    HELD = "held"
    CANCELLED_BY_EMPLOYER = "cancelled_by_employer"
    CANCELLED = "cancelled"


class MessageKind(StrEnum):
    """What was sent or received (`references_called` is an event that is logged like a message)."""

    THANK_YOU = "thank_you"
    STATUS_INQUIRY = "status_inquiry"
    APPLICATION_INQUIRY = "application_inquiry"
    REPLY = "reply"
    QUESTION = "question"
    AUTO_REPLY = "auto_reply"
    ANSWER = "answer"
    REFERENCES_CALLED = "references_called"
    RESCHEDULE = "reschedule"
    REJECTION_THANKS = "rejection_thanks"
    OFFER_ACKNOWLEDGEMENT = "offer_acknowledgement"


@dataclass(frozen=True)
class CalendarFacts:
    """The business calendar. No country: no public holidays, weekend Saturday and Sunday.

    `quiet` holds (first, last) pairs of (month, day), both ends inside; a pair may wrap the year.
    `dates_as_in` is the country in whose order the reader writes day and month; None: this one.
    """

    country: str | None = None
    subdivision: str | None = None
    quiet: tuple[QuietPeriod, ...] = DEFAULT_QUIET
    days_off: frozenset[dt.date] = frozenset()
    dates_as_in: str | None = None


@dataclass(frozen=True)
class ApplicationFacts:
    """The application itself; a date that is not known is None, and what would count from it is left out."""

    stage: Stage
    applied_on: dt.date | None = None
    closing_on: dt.date | None = None
    no_contact: bool = False
    rejected_on: dt.date | None = None
    offered_on: dt.date | None = None
    offer_deadline: dt.date | None = None


@dataclass(frozen=True)
class Promise:
    """What they said about timing: `text`, said on `on`; a `date` that is given stands above the text.

    `on` None means the date of the interview or message that carries the promise.
    """

    on: dt.date | None = None
    text: str = ""
    date: dt.date | None = None


@dataclass(frozen=True)
class InterviewFacts:
    """One interview. `starts` is a naive wall-clock time in `time_zone` (IANA), `minutes` its real length."""

    id: str
    starts: dt.datetime
    time_zone: str
    status: InterviewStatus
    minutes: int = 60
    confirmed: bool = True
    owes_thanks: bool = True
    invited_on: dt.date | None = None
    cancelled_on: dt.date | None = None
    replaced: bool = False
    people: tuple[str, ...] = ()
    recipient: str | None = None
    promise: Promise | None = None

    @cached_property
    def start_at(self) -> dt.datetime:
        """The start as an instant, in UTC. A time that a clock change skips counts as the later one."""
        return self.starts.replace(tzinfo=ZoneInfo(self.time_zone)).astimezone(dt.UTC)

    @cached_property
    def end_at(self) -> dt.datetime:
        """The end as an instant, in UTC."""
        return self.start_at + dt.timedelta(minutes=self.minutes)

    @cached_property
    def date(self) -> dt.date:
        """The interview's date: the local date of its end, in its own zone (POLICY, Words)."""
        return self.end_at.astimezone(ZoneInfo(self.time_zone)).date()


@dataclass(frozen=True)
class MessageFacts:
    """One message or event on day `on`. `key` is a stable id from the database ("" where there is none)."""

    kind: MessageKind
    on: dt.date
    to: str | None = None
    interview: str | None = None
    promise: Promise | None = None
    returns_on: dt.date | None = None
    key: str = ""


@dataclass(frozen=True)
class Skip:
    """A step the user chose to skip. `key` is the key of the own promise, for `own_promise` only."""

    kind: StepKind
    interview: str | None = None
    to: str | None = None
    number: int | None = None
    on: dt.date | None = None
    key: str = ""


@dataclass(frozen=True)
class OwnPromise:
    """What the user promised to do by the date `on`; `interview` is the one it was promised in, if any."""

    key: str
    text: str
    on: dt.date
    done: bool = False
    interview: str | None = None


@dataclass(frozen=True)
class Facts:
    """All facts of one application at the instant `now` (aware). `time_zone` is the user's (IANA).

    The order of interviews, messages and skips means nothing.
    """

    now: dt.datetime
    application: ApplicationFacts
    time_zone: str = "UTC"
    calendar: CalendarFacts = CalendarFacts()
    interviews: tuple[InterviewFacts, ...] = ()
    messages: tuple[MessageFacts, ...] = ()
    skipped: tuple[Skip, ...] = ()
    own_promises: tuple[OwnPromise, ...] = ()
