"""What the user does with a follow-up: sent, skipped, put off, and each of them taken back.

A page may be minutes old: each looks at the row as it is now, under the application's lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from applications.models import Application
from applications.models.message import Means, MessageKind
from applications.models.promise import OwnPromise
from applications.services.applications import move_stage
from applications.services.changes import changing
from applications.services.messages import MessageEntry, record_message
from applications.stages import Stage
from reminders.models import FollowUp, Plan
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.services.attention import moment_after, settle, withdraw_pending
from reminders.services.facts import own_promise_key
from reminders.sheets import sheet_of

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
    """The day given lies before what the follow-up answers, so it would still be due; or it is a decision."""


@transaction.atomic
def mark_sent(
    follow_up: FollowUp, *, at: datetime, means: Means, subject: str, text: str, now: datetime
) -> FollowUp:
    """Note that the user sent it at `at` (an instant) by `means`, with the text as it was.

    Raises DoesNotSettle, leaving everything as it was, when that day cannot settle it. Sent already: a second
    click changes nothing.
    """
    application = Application.objects.select_for_update().get(pk=follow_up.application_id)
    row = _row_as_it_is(follow_up)
    if row.status == FollowUpStatus.SENT:
        return row
    message = None
    if row.kind == StepKind.OWN_PROMISE:
        _keep_promise(row, at)
    elif row.step_kind not in MESSAGES:
        raise DoesNotSettle
    else:
        if row.kind == StepKind.CONFIRM_INTERVIEW and row.interview is not None:
            row.interview.confirmed = True
            row.interview.save(update_fields=["confirmed"])
        message = record_message(
            application,
            MessageEntry(
                kind=MESSAGES[row.step_kind],
                at=at,
                means=means,
                contact=row.contact,
                interview=row.interview,
                subject=subject,
                text=text,
            ),
        )
    planned = _row_as_it_is(row)
    # Where planning failed the plan says nothing, and the user's word stands.
    if planned.status == FollowUpStatus.OPEN and not Plan.objects.filter(application=application, stale=True):
        raise DoesNotSettle
    planned.message = message
    planned.skipped_at, planned.is_history = None, False
    settle(planned, FollowUpStatus.SENT, now=now)
    return planned


def mark_sent_as_drafted(follow_up: FollowUp, *, at: datetime, means: Means, now: datetime) -> FollowUp:
    """Note that it was sent, with its letter as it stands now. Raises DoesNotSettle.

    The row comes with all that its letter tells.
    """
    sheet = sheet_of(follow_up, now=now)
    subject, text = (sheet.subject[:500], sheet.body[:50_000]) if sheet else ("", "")
    return mark_sent(follow_up, at=at, means=means, subject=subject, text=text, now=now)


def unmark_sent(follow_up: FollowUp) -> None:
    """Take "sent" back: its message goes, and the plan is as before."""
    with _changing(follow_up) as row:
        if row.status != FollowUpStatus.SENT:
            return
        if row.kind == StepKind.OWN_PROMISE:
            OwnPromise.objects.filter(pk=own_promise_key(row)).update(kept_on=None)
        if row.kind == StepKind.CONFIRM_INTERVIEW and row.interview is not None:
            row.interview.confirmed = False
            row.interview.save(update_fields=["confirmed"])
        if row.message is not None:
            row.message.delete()


def skip(follow_up: FollowUp, *, now: datetime) -> None:
    """The user chose not to send it. What is no longer open stays as it is."""
    with _changing(follow_up) as row:
        if row.status == FollowUpStatus.OPEN:
            row.skipped_at = now
            settle(row, FollowUpStatus.SKIPPED, now=now)


def unskip(follow_up: FollowUp) -> None:
    """Take a skip back; also how an old thank-you that was filed as history is asked for after all."""
    with _changing(follow_up) as row:
        if row.status == FollowUpStatus.SKIPPED:
            # If it is still owed, the plan opens it again, with the moments that are still to come.
            row.status, row.skipped_at, row.is_history = FollowUpStatus.WITHDRAWN, None, False
            row.save()


@transaction.atomic
def snooze(follow_up: FollowUp, *, until: datetime | None, now: datetime) -> None:
    """Ask again at `until` (an instant); None shows it now, as before the snooze.

    A snooze is the user's wish about attention, not a fact: dates stay as they are and nothing is replanned.
    """
    row = _row_as_it_is(follow_up)
    if row.status != FollowUpStatus.OPEN:
        return
    row.snoozed_until = until
    # The user has just seen it: what was to be said until now is said.
    row.attended_at = max(row.attended_at, now)
    row.next_moment_at = moment_after(row, row.application.owner)
    row.save(update_fields=["snoozed_until", "attended_at", "next_moment_at"])
    withdraw_pending([row], now=now)


def close_out(follow_up: FollowUp, *, now: datetime) -> None:
    """The user lets a silent application go."""
    today = now.astimezone(follow_up.application.owner.zone).date()
    move_stage(follow_up.application, Stage.NO_RESPONSE, on=today)


@contextmanager
def _changing(follow_up: FollowUp) -> Iterator[FollowUp]:
    """The follow-up as it is now, in the frame of a change to its application."""
    with changing(follow_up.application):
        yield _row_as_it_is(follow_up)


def _row_as_it_is(follow_up: FollowUp) -> FollowUp:
    return (
        FollowUp.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application__owner", "interview", "contact", "message")
        .get(pk=follow_up.pk)
    )


def _keep_promise(row: FollowUp, at: datetime) -> None:
    with changing(row.application) as application:
        OwnPromise.objects.filter(application=application, pk=own_promise_key(row)).update(
            kept_on=at.astimezone(row.zone).date()
        )
