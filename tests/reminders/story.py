"""Stories in a few words: what a person logs at which hour in New York, through the product's own services.

Tuesday 3 November 2026 is the usual day of the interview; reminders come at 08:00, quiet is 21:00 to 07:00.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from accounts.models import User
from applications.models import Application, Interview, Message
from applications.models.interview import Kind
from applications.models.message import Means, MessageKind
from applications.services.contacts import Person
from applications.services.interviews import InterviewEntry, Timing, edit_interview, log_interview
from applications.services.messages import NOTHING_SAID, MessageEntry, record_message
from reminders.models import FollowUp, Notification
from reminders.policy import Facts
from reminders.services import follow_ups
from reminders.services.facts import gather_facts
from reminders.services.flagging import flag_due
from reminders.services.planning import replan_due

NEW_YORK = ZoneInfo("America/New_York")


def ny(day: int, hour: int = 12, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    """An hour on New York's clock, in UTC; by default in November 2026."""
    return datetime(year, month, day, hour, minute, tzinfo=NEW_YORK).astimezone(UTC)


def frozen(now: datetime) -> time_machine.travel:
    return time_machine.travel(now, tick=False)


def entry(
    starts: datetime,
    *,
    people: Iterable[str] = ("Sara Lindqvist",),
    roles: Iterable[str] = (),
    minutes: int = 60,
    kind: Kind = Kind.VIDEO,
    time_zone: str = "America/New_York",
    timing: Timing = NOTHING_SAID,
    promise: tuple[str, date] | None = None,
) -> InterviewEntry:
    names = list(people)
    seats = list(roles) or ["interviewer"] * len(names)
    return InterviewEntry(
        fit="",
        kind=kind,
        starts_at=starts,
        time_zone=time_zone,
        minutes=minutes,
        place="",
        people=tuple(
            Person(name=name, email=f"{name.split()[0].lower()}@acme.example", role=seat, topics="")
            for name, seat in zip(names, seats, strict=True)
        ),
        timing=timing,
        promise_text=promise[0] if promise else "",
        promise_due=promise[1] if promise else None,
        notes="",
    )


def log(
    user: User, form: InterviewEntry, *, now: datetime, company: str = "Acme", title: str = "Data Engineer"
) -> Interview:
    with frozen(now):
        interview = log_interview(user, form, company=company, title=title, now=now)
    return Interview.objects.get(pk=interview.pk)


def edit(user: User, interview: Interview, form: InterviewEntry, *, now: datetime) -> None:
    with frozen(now):
        edit_interview(user, Interview.objects.get(pk=interview.pk), form, now=now)


def hear(
    application: Application,
    at: datetime,
    *,
    kind: MessageKind = MessageKind.REPLY,
    names: date | None = None,
) -> Message:
    """Something came (or went) at `at`, and is logged then."""
    timing = Timing(text="", date=names, said_on=None) if names else NOTHING_SAID
    with frozen(at):
        return record_message(application, MessageEntry(kind=kind, at=at, timing=timing))


def send(row: FollowUp, at: datetime, *, now: datetime | None = None) -> FollowUp:
    """The user marks it sent, at `at`."""
    with frozen(now or at):
        return follow_ups.mark_sent(row, at=at, means=Means.EMAIL, subject="S", text="T", now=now or at)


def tick(now: datetime) -> int:
    """What beat does every half minute, but for sending. Returns how many follow-ups were flagged."""
    with frozen(now):
        replan_due(now)
        return flag_due(now)


def pass_days(first: datetime, last: datetime, *, every_minutes: int = 60) -> list[tuple[str, str, datetime]]:
    """Ticks from `first` to `last`; what each queued: (kind, moment, when it was queued)."""
    seen: set[int] = set(Notification.objects.values_list("pk", flat=True))
    found: list[tuple[str, str, datetime]] = []
    now = first
    while now <= last:
        tick(now)
        for each in Notification.objects.exclude(pk__in=seen).select_related("follow_up"):
            seen.add(each.pk)
            found.append((each.follow_up.kind if each.follow_up else "", each.moment, now))
        now += timedelta(minutes=every_minutes)
    return found


def open_rows(application: Application) -> list[FollowUp]:
    return list(FollowUp.objects.filter(application=application).open().order_by("kind", "recipient", "pk"))


def row_of(application: Application, kind: str, **more: object) -> FollowUp:
    return FollowUp.objects.get(application=application, kind=kind, **more)


def facts_of(application: Application, now: datetime) -> Facts:
    return gather_facts(Application.objects.get(pk=application.pk), now=now)
