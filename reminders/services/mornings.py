"""The morning's message: planned with a user's applications, put into the outbox on days that hold something."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from reminders.decisions import record
from reminders.digest import have_something
from reminders.models import Morning, Notification
from reminders.models.channel import Tells
from reminders.points import Point, passing
from reminders.services.attention import rhythm_of
from reminders.services.channels import usable_channels_of

log = logging.getLogger(__name__)

BATCH = 200


def keep_morning(owner: User, *, now: datetime) -> None:
    """Bring the user's next morning in line with their settings. The caller holds the user's row.

    The first one counts from `now`; later ones from the last that was dealt with, so that a new reminder hour
    tells no morning again that lies behind.
    """
    row = Morning.objects.select_for_update(no_key=True).filter(owner=owner).first()
    since = row.attended_at if row else now
    next_at = rhythm_of(owner).first(since, included=False)
    if row is None:
        Morning.objects.create(owner=owner, attended_at=since, next_at=next_at)
    elif row.next_at != next_at:
        row.next_at = next_at
        row.save(update_fields=["next_at"])


def doubt_mornings_ahead(now: datetime) -> None:
    """After the clock was put back: what was dealt with as if a later day had come is looked at again.

    Today's, too, whose hour may lie behind. If it was told, it is not told again: the outbox holds it.
    """
    Morning.objects.filter(attended_at__gt=now).update(attended_at=now - timedelta(days=1))
    Morning.objects.filter(next_at__gt=now).update(next_at=now)


def flag_mornings(now: datetime) -> int:
    """Put the mornings that have come into the outbox, each at most once on a channel. Returns how many.

    A morning is told on its own day: what lies behind after down time is left out, today's goes out late.
    """
    flagged = 0
    broken: set[int] = set()
    while True:
        with transaction.atomic():
            rows = list(
                _due(now, broken)
                .select_related("owner")
                .select_for_update(of=("self",), no_key=True)
                .order_by("next_at", "pk")[:BATCH]
            )
            flagged += _flag(rows, now, broken) if rows else 0
        # None may mean that another flagger, waited for, has just dealt with these.
        if not rows and not _due(now, broken).exists():
            return flagged


def _due(now: datetime, broken: set[int]) -> QuerySet[Morning]:
    return Morning.objects.filter(next_at__lte=now).exclude(pk__in=broken)


def _flag(rows: list[Morning], now: datetime, broken: set[int]) -> int:
    passing(Point.MORNINGS_TAKEN)
    come: list[tuple[Morning, datetime]] = []
    handled: list[Morning] = []
    for row in rows:
        try:
            reminder = _move_on(row, now)
        except Exception:
            log.exception("the morning of user %s cannot be flagged", row.owner_id)
            broken.add(row.pk)
            continue
        handled.append(row)
        if reminder is not None:
            come.append((row, reminder))
    worth_it = have_something((row.owner for row, _ in come), now=now) if come else set()
    told = [(row, reminder) for row, reminder in come if row.owner_id in worth_it]
    channels = usable_channels_of(row.owner for row, _ in told) if told else {}
    Notification.objects.bulk_create(
        (
            Notification(
                day=now.astimezone(row.owner.zone).date(),
                channel=channel,
                moment=Tells.DIGEST,
                due_at=reminder,
                created_at=now,
            )
            for row, reminder in told
            for channel in channels[row.owner_id]
            if Tells.DIGEST in channel.tells
        ),
        ignore_conflicts=True,
    )
    passing(Point.MORNINGS_QUEUED)
    Morning.objects.bulk_update(handled, ["attended_at", "next_at"])
    for row, _ in told:
        record("morning_flagged", user=row.owner_id)
    return len(told)


def _move_on(row: Morning, now: datetime) -> datetime | None:
    """The reminder hour of today that has come, if it is one to tell of; the row then looks to its next one."""
    rhythm = rhythm_of(row.owner)
    wakes = rhythm.awake(now)
    if wakes > now:
        row.next_at = wakes
        return None
    reminder = rhythm.on(rhythm.day(now))
    row.next_at = rhythm.first(now, included=False)
    row.attended_at, since = max(row.attended_at, now), row.attended_at
    is_due = since < reminder <= now and rhythm.allows(reminder)
    return reminder if is_due else None
