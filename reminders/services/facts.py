"""An application's rows → the policy's facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.models import User
from applications.models import Application, Interview, Message, OwnPromise
from applications.models.interview import Status
from applications.models.message import MessageKind as StoredKind
from applications.stages import Stage as StoredStage
from reminders.models import FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import (
    ApplicationFacts,
    Facts,
    InterviewFacts,
    InterviewStatus,
    MessageFacts,
    MessageKind,
    Promise,
    Skip,
    Stage,
    StepKind,
)
from reminders.policy import OwnPromise as PromiseFacts
from reminders.rounds import recipient_of, rounds_of
from reminders.services.manners import calendar_of

STAGES = {
    StoredStage.APPLIED: Stage.APPLIED,
    StoredStage.INTERVIEWING: Stage.INTERVIEWING,
    StoredStage.OFFER: Stage.OFFER,
    StoredStage.REJECTED: Stage.REJECTED,
}


def gather_facts(application: Application, *, now: datetime) -> Facts:
    """Everything the policy may know about an application at `now`."""
    user = application.owner
    interviews = list(
        application.interviews.filter(deleted_at=None)
        .select_related("replaced_by")
        .prefetch_related("participations")
        .order_by("starts_at", "pk")
    )
    zone = counting_zone(interviews, user, now=now)
    messages = list(application.messages.select_related("interview"))
    replaced = _replaced(interviews, messages, zone, now=now)
    return Facts(
        now=now,
        time_zone=user.time_zone,
        application=ApplicationFacts(
            stage=STAGES.get(StoredStage(application.stage), Stage.CLOSED),
            applied_on=application.applied_on,
            closing_on=application.closing_on,
            no_contact=application.no_contact,
            rejected_on=application.rejected_on,
            offered_on=application.offered_on,
            offer_deadline=application.offer_deadline,
        ),
        calendar=calendar_of(user, application),
        interviews=tuple(_interview_facts(interviews, replaced)),
        messages=tuple(_message_facts(messages, zone, replaced)),
        skipped=tuple(_skips(application, zone)),
        own_promises=tuple(_promise_facts(application.own_promises.filter(interview__deleted_at=None))),
    )


def counting_zone(interviews: Iterable[Interview], user: User, *, now: datetime) -> ZoneInfo:
    """Where days are counted: at the latest interview held, else at the user's (POLICY, Words)."""
    held = [interview for interview in interviews if interview.is_held(now)]
    return max(held, key=lambda interview: interview.ends_at).zone if held else user.zone


def _replaced(
    interviews: list[Interview], messages: list[Message], zone: ZoneInfo, *, now: datetime
) -> set[Interview | Message]:
    """What named a date that something newer of the same day replaced: the policy's facts know only days.

    What an interview named counts at its end. Only what the policy takes a date from can replace another.
    """
    said: list[tuple[date, datetime, Interview | Message]] = [
        (each.timing_said_on or each.local_end.date(), each.ends_at, each)
        for each in interviews
        if each.timing_date and each.is_held(now)
    ]
    said += [
        (_day_of(each, zone), each.at, each)
        for each in messages
        if each.timing_date and each.kind in (StoredKind.REPLY, StoredKind.QUESTION)
    ]
    # At the same minute the letters take the interview's word, so it comes last here.
    said.sort(key=lambda one: (one[1], isinstance(one[2], Interview), one[2].pk))
    newest = {day: each for day, _, each in said}
    return {each for day, _, each in said if each != newest[day]}


def _day_of(message: Message, zone: ZoneInfo) -> date:
    return message.at.astimezone(message.interview.zone if message.interview else zone).date()


def _interview_facts(
    interviews: list[Interview], replaced: set[Interview | Message]
) -> Iterable[InterviewFacts]:
    recipients = _recipients(interviews)
    for interview in interviews:
        local = interview.local_start
        yield InterviewFacts(
            id=str(interview.pk),
            starts=local.replace(tzinfo=None, fold=local.fold),
            time_zone=interview.time_zone,
            status=InterviewStatus(interview.status),
            minutes=interview.minutes,
            confirmed=interview.confirmed,
            owes_thanks=interview.owes_thanks,
            invited_on=interview.invited_on,
            cancelled_on=interview.cancelled_on,
            replaced=interview.replaced,
            people=tuple(str(participation.contact_id) for participation in interview.participations.all()),
            recipient=recipients.get(interview.pk),
            promise=(
                Promise(on=interview.timing_said_on, text=interview.timing_text, date=interview.timing_date)
                if (interview.timing_text or interview.timing_date) and interview not in replaced
                else None
            ),
        )


def _recipients(interviews: list[Interview]) -> dict[int, str]:
    """Interview id → to whom inquiries of its round go, named at the interview where they sat."""
    chosen: dict[int, str] = {}
    # A meeting that was called off is no part of the day's round, whoever would have been there.
    for round_ in rounds_of(each for each in interviews if each.status in (Status.SCHEDULED, Status.HELD)):
        recipient = recipient_of(round_)
        if recipient is not None:
            chosen[recipient.interview_id] = str(recipient.contact_id)
    return chosen


def _message_facts(
    messages: Iterable[Message], zone: ZoneInfo, replaced: set[Interview | Message]
) -> Iterable[MessageFacts]:
    for message in messages:
        if message.kind == StoredKind.CONFIRMATION:
            continue
        on = _day_of(message, zone)
        yield MessageFacts(
            kind=MessageKind(message.kind),
            on=on,
            to=str(message.contact_id) if message.contact_id else None,
            interview=str(message.interview_id) if message.interview_id else None,
            promise=(
                Promise(on=on, text=message.timing_text, date=message.timing_date)
                if (message.timing_text or message.timing_date) and message not in replaced
                else None
            ),
            returns_on=message.returns_on,
            key=str(message.pk),
        )


def _skips(application: Application, zone: ZoneInfo) -> Iterable[Skip]:
    skipped = application.follow_ups.filter(status=FollowUpStatus.SKIPPED).select_related("interview")
    for row in skipped:
        if row.interview is not None and row.interview.deleted_at is not None:
            # Or it would stand for every other meeting with the same person.
            continue
        where = row.interview.zone if row.interview else zone
        yield Skip(
            kind=StepKind(row.kind),
            interview=str(row.interview_id) if row.interview_id else None,
            to=row.recipient or None,
            number=row.number or None,
            on=(row.skipped_at or row.created_at).astimezone(where).date(),
            key=own_promise_key(row),
        )


def own_promise_key(row: FollowUp) -> str:
    """The key of the promise that an `own_promise` follow-up reminds of; empty for other kinds."""
    prefix, _, key = row.anchor.partition(":")
    return key if prefix == "own_promise" else ""


def _promise_facts(promises: Iterable[OwnPromise]) -> Iterable[PromiseFacts]:
    for promise in promises:
        yield PromiseFacts(
            key=str(promise.pk),
            text=promise.text,
            on=promise.due_on,
            done=promise.kept_on is not None,
            interview=str(promise.interview_id) if promise.interview_id else None,
        )
