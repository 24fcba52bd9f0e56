"""What is due → the outbox. Level-triggered: down time delays, never skips."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from reminders.models import FollowUp, Notification
from reminders.policy import due_moment
from reminders.services.channels import usable_channels
from reminders.services.planning import moment_after, moments_of

BATCH = 200


def flag_due(now: datetime) -> int:
    """Put every follow-up whose moment has come into the outbox. Returns how many were flagged.

    Two flaggers share the work: each skips the rows the other holds, and the outbox's unique constraint
    keeps a moment from being queued twice whatever happens.
    """
    flagged = 0
    while True:
        with transaction.atomic():
            rows = list(
                FollowUp.objects.open()
                .filter(next_moment_at__lte=now)
                .select_related("application__owner")
                .select_for_update(skip_locked=True, of=("self",))
                .order_by("next_moment_at")[:BATCH]
            )
            for row in rows:
                flagged += _flag(row, now)
        if len(rows) < BATCH:
            return flagged


def _flag(row: FollowUp, now: datetime) -> int:
    owner = row.application.owner
    moment = due_moment(moments_of(row, owner), row.attended_at, now)
    made = 0
    if moment is not None:
        outbox = [
            Notification(follow_up=row, channel=channel, moment=moment.name, due_at=moment.at)
            for channel in usable_channels(owner)
        ]
        Notification.objects.bulk_create(outbox, ignore_conflicts=True)
        made = 1
    row.attended_at = now
    row.next_moment_at = moment_after(row, owner)
    row.save(update_fields=["attended_at", "next_moment_at"])
    return made
