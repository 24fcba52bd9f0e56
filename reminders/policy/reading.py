"""Facts from JSON, as POLICY.md, "Facts as data", shows them.

What may be left out: everything but `now`, `application.stage`, an interview's id, starts, time_zone and
status, and the kind and day of a message (nothing can be counted from a message without a day) and a skip's
kind. Defaults: `me.time_zone` UTC; `calendar.quiet` 24 December to 1 January, while `[]` is none; no country:
no public holidays and a weekend of Saturday and Sunday; `minutes` 60; a promise's `on` the day of its bearer.
A promise may also be written as its date alone ("2026-11-13").

Beyond that page, two more keys may be given: `etiquette`, numbers of one's own by their name in `Etiquette`
within the bounds of `customs`, and `own_promises`, a list of {"id", "text", "on", "done", "interview"}.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from functools import lru_cache

import holidays

from reminders.policy.customs import CUSTOMS, CustomError, choose
from reminders.policy.etiquette import DEFAULT_QUIET, Etiquette, MonthDay, QuietPeriod
from reminders.policy.facts import (
    ApplicationFacts,
    CalendarFacts,
    Facts,
    InterviewFacts,
    InterviewStatus,
    MessageFacts,
    MessageKind,
    OwnPromise,
    Promise,
    Skip,
    Stage,
)
from reminders.policy.fields import FactsError, Record, parse_date, parse_text
from reminders.policy.steps import StepKind
from reminders.policy.workdays import free_days

__all__ = ["FactsError", "read_etiquette", "read_facts"]

_DEFAULT_MINUTES = 60
# A take-home may be out for weeks; nothing is out for longer than a month.
_MOST_MINUTES = 31 * 24 * 60
_MOST_NUMBER = 2

_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_ANY_LEAP_YEAR = 2024

_TOP = (
    "now", "me", "calendar", "application", "interviews", "messages", "skipped", "etiquette", "own_promises",
)  # fmt: skip
_CALENDAR = ("country", "subdivision", "quiet", "days_off")
_APPLICATION = (
    "stage", "applied_on", "closing_on", "no_contact", "rejected_on", "offered_on", "offer_deadline",
)  # fmt: skip
_INTERVIEW = (
    "id", "starts", "minutes", "time_zone", "status", "confirmed", "owes_thanks", "invited_on",
    "cancelled_on", "replaced", "people", "recipient", "promise",
)  # fmt: skip
_MESSAGE = ("kind", "on", "to", "interview", "promise", "returns_on")
_SKIP = ("kind", "interview", "to", "number", "on", "own_promise")
_OWN_PROMISE = ("id", "text", "on", "done", "interview")

# A promise elsewhere would be dropped unseen, so it is refused.
_MAY_PROMISE = (MessageKind.REPLY, MessageKind.QUESTION)


def read_facts(obj: object) -> Facts:
    """The facts in a JSON object. Raises FactsError with the path of the first key that is wrong."""
    top = Record(obj, "", _TOP)
    me = Record(top.raw("me") if top.has("me") else {}, "me", ("time_zone",))
    now = top.instant("now")
    application = _application(Record(top.required("application"), "application", _APPLICATION))
    calendar = _calendar(Record(top.raw("calendar") if top.has("calendar") else {}, "calendar", _CALENDAR))
    interviews = [_interview(Record(*each, _INTERVIEW)) for each in top.items("interviews") or ()]
    ids: set[str] = set()
    for number, interview in enumerate(interviews):
        if interview.id in ids:
            raise FactsError(f"interviews[{number}].id", f"{interview.id} is there twice")
        ids.add(interview.id)
    return Facts(
        now=now,
        time_zone=me.zone(me.raw("time_zone"), "time_zone") if me.has("time_zone") else "UTC",
        calendar=calendar,
        application=application,
        interviews=tuple(interviews),
        messages=tuple(_message(Record(*each, _MESSAGE), ids) for each in top.items("messages") or ()),
        skipped=tuple(_skip(Record(*each, _SKIP), ids) for each in top.items("skipped") or ()),
        own_promises=tuple(
            _own_promise(Record(*each, _OWN_PROMISE), ids) for each in top.items("own_promises") or ()
        ),
    )


def read_etiquette(obj: object) -> Etiquette:
    """The numbers of one's own in the same JSON object; POLICY's where it names none. Raises FactsError."""
    top = Record(obj, "", _TOP)
    numbers = top.raw("etiquette") if top.has("etiquette") else {}
    chosen = Record(numbers, "etiquette", [each.name for each in CUSTOMS])
    found = {each.name: chosen.whole(each.name, each.least, each.most) for each in CUSTOMS}
    try:
        return choose({name: number for name, number in found.items() if number is not None})
    except CustomError as error:
        raise FactsError(chosen.at(error.name), error.problem) from None


def _application(record: Record) -> ApplicationFacts:
    return ApplicationFacts(
        stage=record.choice("stage", Stage),
        applied_on=record.date("applied_on"),
        closing_on=record.date("closing_on"),
        no_contact=record.flag("no_contact", False),
        rejected_on=record.date("rejected_on"),
        offered_on=record.date("offered_on"),
        offer_deadline=record.date("offer_deadline"),
    )


@lru_cache(maxsize=1)
def _regions() -> dict[str, list[str]]:
    return dict(holidays.list_supported_countries())


def _calendar(record: Record) -> CalendarFacts:
    country, subdivision = record.text("country"), record.text("subdivision")
    if country is not None and country not in _regions():
        raise FactsError(record.at("country"), f"no holidays are known for {country}")
    if subdivision is not None:
        if country is None:
            raise FactsError(record.at("subdivision"), "needs a country")
        if subdivision not in _subdivisions(country):
            raise FactsError(record.at("subdivision"), f"{country} has no subdivision {subdivision}")
    quiet = record.items("quiet")
    periods = DEFAULT_QUIET if quiet is None else tuple(_quiet_period(*each) for each in quiet)
    if periods and not free_days(periods):
        raise FactsError(record.at("quiet"), "leaves no day of the year")
    return CalendarFacts(
        country=country,
        subdivision=subdivision,
        quiet=periods,
        days_off=frozenset(parse_date(*each) for each in record.items("days_off") or ()),
    )


@lru_cache(maxsize=512)
def _subdivisions(country: str) -> Collection[str]:
    """Codes and the names the library takes for them, such as NY and New York."""
    names = getattr(getattr(holidays, country), "subdivisions_aliases", {})
    return frozenset(_regions()[country]) | frozenset(names)


def _quiet_period(value: object, path: str) -> QuietPeriod:
    if not isinstance(value, list) or len(value) != 2:
        raise FactsError(path, "must be a first and a last day, MM-DD")
    return _month_day(value[0], f"{path}[0]"), _month_day(value[1], f"{path}[1]")


def _month_day(value: object, path: str) -> MonthDay:
    match = _MONTH_DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise FactsError(path, "must be a day of the year, MM-DD")
    month, day = int(match[1]), int(match[2])
    try:
        dt.date(_ANY_LEAP_YEAR, month, day)
    except ValueError:
        raise FactsError(path, f"{value} is not a day of the year") from None
    return month, day


def _interview(record: Record) -> InterviewFacts:
    minutes = record.whole("minutes", 1, _MOST_MINUTES)
    return InterviewFacts(
        id=record.required_text("id"),
        starts=record.local_time("starts"),
        time_zone=record.zone(record.required("time_zone"), "time_zone"),
        status=record.choice("status", InterviewStatus),
        minutes=_DEFAULT_MINUTES if minutes is None else minutes,
        confirmed=record.flag("confirmed", True),
        owes_thanks=record.flag("owes_thanks", True),
        invited_on=record.date("invited_on"),
        cancelled_on=record.date("cancelled_on"),
        replaced=record.flag("replaced", False),
        people=tuple(dict.fromkeys(parse_text(*each) for each in record.items("people") or ())),
        recipient=record.text("recipient"),
        promise=_promise(record),
    )


def _promise(record: Record) -> Promise | None:
    value, path = record.raw("promise"), record.at("promise")
    if value is None:
        return None
    if isinstance(value, str):
        return Promise(date=parse_date(value, path))
    promise = Record(value, path, ("on", "text", "date"))
    text = promise.raw("text")
    if text is not None and not isinstance(text, str):
        raise FactsError(promise.at("text"), "must be text")
    return Promise(
        on=promise.date("on"),
        text=parse_text(text, promise.at("text")) if text and text.strip() else "",
        date=promise.date("date"),
    )


def _message(record: Record, interviews: Collection[str]) -> MessageFacts:
    kind = record.choice("kind", MessageKind)
    if record.has("promise") and kind not in _MAY_PROMISE:
        raise FactsError(record.at("promise"), "belongs to a reply or a question")
    if record.has("returns_on") and kind is not MessageKind.AUTO_REPLY:
        raise FactsError(record.at("returns_on"), "belongs to an auto_reply")
    return MessageFacts(
        kind=kind,
        on=record.required_date("on"),
        to=record.text("to"),
        interview=_known(record, interviews),
        promise=_promise(record),
        returns_on=record.date("returns_on"),
    )


def _skip(record: Record, interviews: Collection[str]) -> Skip:
    return Skip(
        kind=record.choice("kind", StepKind),
        interview=_known(record, interviews),
        to=record.text("to"),
        number=record.whole("number", 1, _MOST_NUMBER),
        on=record.date("on"),
        key=record.text("own_promise") or "",
    )


def _own_promise(record: Record, interviews: Collection[str]) -> OwnPromise:
    return OwnPromise(
        key=record.required_text("id"),
        text=record.required_text("text"),
        on=record.required_date("on"),
        done=record.flag("done", False),
        interview=_known(record, interviews),
    )


def _known(record: Record, interviews: Collection[str]) -> str | None:
    """An interview's id. People, unlike it, may be in none (a recruiter who passes a note on, C4)."""
    interview = record.text("interview")
    if interview is not None and interview not in interviews:
        raise FactsError(record.at("interview"), f"there is no interview {interview}")
    return interview
