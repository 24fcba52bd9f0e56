"""How the reminders of everybody stand, for whoever runs Followthrough: numbers and ids, nothing of anybody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from reminders.models import Delivery, Evening, FollowUp, Morning, Notification, Plan
from reminders.models.delivery import DeliveryStatus

# A tick comes every 30 seconds; what has waited so long has been passed by several.
STUCK_AFTER = timedelta(minutes=5)
MOST_LISTED = 50


@dataclass(frozen=True)
class Amount:
    """How many there are, and since when the first of them waits (UTC; None where there are none)."""

    count: int
    since: datetime | None

    def __add__(self, other: Amount) -> Amount:
        since = min((each for each in (self.since, other.since) if each), default=None)
        return Amount(self.count + other.count, since)


@dataclass(frozen=True)
class Pipeline:
    """Where reminders stand between the fact and the far end.

    `due`: steps whose moment has come, interviews to ask about and mornings to tell of. `queued`: told of, not yet in
    a message (the night is waited for).
    `waiting`: messages for the next tick. `retried`: messages that failed and will be tried again.
    `stuck`: steps and messages that several ticks have passed by. `failed`: given up, to be sent again by somebody.
    """

    due: Amount
    queued: Amount
    waiting: Amount
    retried: Amount
    stuck_steps: Amount
    stuck_messages: Amount
    failed: Amount
    unplanned: int

    @property
    def needs_somebody(self) -> bool:
        return bool(self.stuck_steps.count or self.stuck_messages.count or self.failed.count)


def read_pipeline(now: datetime) -> Pipeline:
    """The numbers at `now`, in a fixed number of queries."""
    due = _due(FollowUp.objects.open(), "next_moment_at", now)
    due += _due(Evening.objects.all(), "asks_at", now) + _due(Morning.objects.all(), "next_at", now)
    queued = Notification.objects.filter(delivery=None, withdrawn_at=None).aggregate(
        count=Count("pk"), since=Min("created_at")
    )
    pending, tried, stuck = Q(status=DeliveryStatus.PENDING), ~Q(error=""), _is_stuck(now)
    failed = Q(status=DeliveryStatus.FAILED)
    messages = Delivery.objects.filter(pending | failed).aggregate(
        waiting=Count("pk", filter=pending & ~tried),
        waiting_since=Min("created_at", filter=pending & ~tried),
        retried=Count("pk", filter=pending & tried),
        retried_since=Min("created_at", filter=pending & tried),
        stuck=Count("pk", filter=stuck),
        stuck_since=Min("next_try_at", filter=stuck),
        failed=Count("pk", filter=failed),
        failed_since=Min("settled_at", filter=failed),
    )
    return Pipeline(
        due=due.due,
        queued=Amount(queued["count"], queued["since"]),
        waiting=Amount(messages["waiting"], messages["waiting_since"]),
        retried=Amount(messages["retried"], messages["retried_since"]),
        stuck_steps=due.stuck,
        stuck_messages=Amount(messages["stuck"], messages["stuck_since"]),
        failed=Amount(messages["failed"], messages["failed_since"]),
        unplanned=Plan.objects.filter(Q(stale=True) | Q(replan_at__lte=now - STUCK_AFTER)).count(),
    )


@dataclass(frozen=True)
class _Due:
    due: Amount
    stuck: Amount

    def __add__(self, other: _Due) -> _Due:
        return _Due(self.due + other.due, self.stuck + other.stuck)


def _due(rows: QuerySet[Any], at: str, now: datetime) -> _Due:
    """Of these rows those whose instant `at` has come, and those that several ticks have passed by."""
    stuck = Q(**{f"{at}__lte": now - STUCK_AFTER})
    found = rows.filter(**{f"{at}__lte": now}).aggregate(
        count=Count("pk"), since=Min(at), stuck=Count("pk", filter=stuck), stuck_since=Min(at, filter=stuck)
    )
    return _Due(Amount(found["count"], found["since"]), Amount(found["stuck"], found["stuck_since"]))


def in_trouble(now: datetime, *, limit: int = MOST_LISTED) -> list[Delivery]:
    """The messages that failed, are tried again or are stuck; the newest first."""
    rows = Delivery.objects.filter(
        Q(status=DeliveryStatus.FAILED) | Q(status=DeliveryStatus.PENDING) & ~Q(error="") | _is_stuck(now)
    )
    return list(rows.select_related("channel__owner").order_by("-created_at", "-pk")[:limit])


def stuck(delivery: Delivery, now: datetime) -> bool:
    """Whether several ticks have passed a message by: nobody holds it, and its time came long ago."""
    held = delivery.lease_expires_at is not None and delivery.lease_expires_at > now
    return (
        delivery.status == DeliveryStatus.PENDING and not held and delivery.next_try_at <= now - STUCK_AFTER
    )


def _is_stuck(now: datetime) -> Q:
    free = Q(lease_expires_at=None) | Q(lease_expires_at__lte=now)
    return free & Q(status=DeliveryStatus.PENDING, next_try_at__lte=now - STUCK_AFTER)
