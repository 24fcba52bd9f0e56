"""What the user does with a follow-up: sent, skipped, put off, rewritten, and each of them taken back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from applications.models import Application
from applications.models.message import Means, MessageKind
from applications.models.promise import OwnPromise
from applications.services.changes import changing
from applications.services.messages import MessageEntry, record_message
from applications.stages import Stage
from applications.services.applications import move_stage
from reminders.models import Draft, FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.services.facts import own_promise_key
from reminders.services.planning import moment_after, settle, withdraw_pending

MESSAGES = {
    StepKind.THANK_YOU: MessageKind.THANK_YOU,
    StepKind.STATUS_INQUIRY: MessageKind.STATUS_INQUIRY,
    StepKind.APPLICATION_INQUIRY: MessageKind.APPLICATION_INQUIRY,
    StepKind.CONFIRM_INTERVIEW: MessageKind.CONFIRMATION,
    StepKind.RESCHEDULE: MessageKind.RESCHEDULE,
    StepKind.ANSWER: MessageKind.ANSWER,
    StepKind.REJECTION_THANKS: MessageKind.REJECTION_THANKS,
    StepKind.OFFER_ACKNOWLEDGEMENT: MessageKind.OFFER_ACKNOWLEDGEMENT,
}


class DoesNotSettle(Exception):
    """The day given lies before what the follow-up answers, so it would still be due."""


@transaction.atomic
def mark_sent(
    follow_up: FollowUp, *, at: datetime, means: Means, subject: str, text: str, now: datetime
) -> FollowUp:
    """Note that the user sent it at `at` (an instant) by `means`, with the text as it was.

    Raises DoesNotSettle, leaving everything as it was, when that day cannot settle it. Sent already: a second
    click changes nothing.
    """
    Application.objects.select_for_update().get(pk=follow_up.application_id)
    follow_up.refresh_from_db(fields=["status"])
    if follow_up.status == FollowUpStatus.SENT:
        return follow_up
    if follow_up.kind == StepKind.OWN_PROMISE:
        _keep_promise(follow_up, at)
    else:
        message = record_message(
            follow_up.application,
            MessageEntry(
                kind=MESSAGES[follow_up.step_kind],
                at=at,
                means=means,
                contact=follow_up.contact,
                interview=follow_up.interview,
                subject=subject,
                text=text,
            ),
        )
        follow_up.message = message
        if follow_up.kind == StepKind.CONFIRM_INTERVIEW and follow_up.interview is not None:
            follow_up.interview.confirmed = True
            follow_up.interview.save(update_fields=["confirmed"])
            with changing(follow_up.application):
                pass
    planned = FollowUp.objects.get(pk=follow_up.pk)
    if planned.status == FollowUpStatus.OPEN:
        raise DoesNotSettle
    planned.message = follow_up.message
    settle(planned, FollowUpStatus.SENT, now=now)
    return planned


@transaction.atomic
def unmark_sent(follow_up: FollowUp) -> None:
    """Take "sent" back: its message goes, and the plan is as before."""
    with changing(follow_up.application):
        if follow_up.kind == StepKind.OWN_PROMISE:
            OwnPromise.objects.filter(pk=own_promise_key(follow_up)).update(kept_on=None)
        if follow_up.kind == StepKind.CONFIRM_INTERVIEW and follow_up.interview is not None:
            follow_up.interview.confirmed = False
            follow_up.interview.save(update_fields=["confirmed"])
        if follow_up.message is not None:
            follow_up.message.delete()


def skip(follow_up: FollowUp, *, now: datetime) -> None:
    """The user chose not to send it."""
    with changing(follow_up.application):
        follow_up.skipped_at = now
        settle(follow_up, FollowUpStatus.SKIPPED, now=now)


def unskip(follow_up: FollowUp) -> None:
    """Take a skip back; also how an old thank-you that was filed as history is asked for after all."""
    with changing(follow_up.application) as application:
        follow_up.status = FollowUpStatus.OPEN
        follow_up.skipped_at = None
        follow_up.next_moment_at = moment_after(follow_up, application.owner)
        follow_up.save()


@transaction.atomic
def snooze(follow_up: FollowUp, *, until: datetime | None, now: datetime) -> None:
    """Ask again at `until` (an instant); None asks now, as before the snooze.

    A snooze is the user's wish about attention, not a fact: dates stay as they are and nothing is replanned.
    """
    row = FollowUp.objects.select_for_update().select_related("application__owner").get(pk=follow_up.pk)
    row.snoozed_until = until
    row.next_moment_at = moment_after(row, row.application.owner)
    row.save(update_fields=["snoozed_until", "next_moment_at"])
    withdraw_pending(row, now=now)


def close_out(follow_up: FollowUp, *, now: datetime) -> None:
    """The user lets a silent application go."""
    today = now.astimezone(follow_up.application.owner.zone).date()
    move_stage(follow_up.application, Stage.NO_RESPONSE, on=today)


def save_draft(follow_up: FollowUp, *, subject: str, body: str) -> Draft:
    """Keep the user's own wording from here on."""
    draft, _ = Draft.objects.update_or_create(
        follow_up=follow_up, defaults={"subject": subject, "body": body}
    )
    return draft


def drop_draft(follow_up: FollowUp) -> None:
    """Back to the letter written from the facts."""
    Draft.objects.filter(follow_up=follow_up).delete()


def _keep_promise(follow_up: FollowUp, at: datetime) -> None:
    with changing(follow_up.application) as application:
        OwnPromise.objects.filter(application=application, pk=own_promise_key(follow_up)).update(
            kept_on=at.astimezone(follow_up.zone).date()
        )
