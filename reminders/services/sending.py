"""The outbox → letters: gather, lease, send outside any transaction, settle.

Late is possible, lost is not; doubled only where the far end took a letter and we died before noting so, and
then under the same Message-ID.
"""

from __future__ import annotations

import logging
import random
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from reminders.delivery import base
from reminders.delivery.email import EmailChannel
from reminders.models import Channel, Delivery, Notification
from reminders.models.delivery import DeliveryStatus
from reminders.models.follow_up import FollowUpStatus
from reminders.services.reminder_mail import compose_reminder

log = logging.getLogger(__name__)

# Longer than any send may take (EMAIL_TIMEOUT is 20 s for each step of the conversation).
LEASE = timedelta(minutes=5)
# 1, 2, 4 … minutes, at most two hours apart: about ten hours in all.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=2)
MOST_TRIES = 12
BATCH = 100

CHANNELS: dict[str, base.Channel] = {"email": EmailChannel()}


@dataclass(frozen=True)
class Lease:
    """The right to try one delivery until the lease runs out; `token` proves it when settling."""

    delivery_id: int
    token: str


def send_pending(now: datetime) -> int:
    """Send what is in the outbox. Returns how many letters were handed over."""
    gather(now)
    sent = 0
    while (lease := claim(now)) is not None:
        sent += deliver(lease, now=now)
    return sent


def gather(now: datetime) -> int:
    """Put what is due to one user on one channel into one delivery, fixed from here on."""
    channel_ids = list(
        Notification.objects.filter(delivery=None, withdrawn_at=None)
        .order_by()
        .values_list("channel_id", flat=True)
        .distinct()[:BATCH]
    )
    made = 0
    for channel_id in channel_ids:
        with transaction.atomic():
            # The channel's lock keeps two senders from splitting one evening's letter into two.
            Channel.objects.select_for_update().get(pk=channel_id)
            waiting = Notification.objects.filter(channel_id=channel_id, delivery=None, withdrawn_at=None)
            if not waiting.exists():
                continue
            delivery = Delivery.objects.create(
                channel_id=channel_id, message_id=_new_message_id(), next_try_at=now, created_at=now
            )
            waiting.update(delivery=delivery)
            made += 1
    return made


def claim(now: datetime) -> Lease | None:
    """Lease the next delivery whose time has come and that nobody holds."""
    with transaction.atomic():
        delivery = (
            Delivery.objects.filter(status=DeliveryStatus.PENDING, next_try_at__lte=now)
            .filter(Q(lease_expires_at=None) | Q(lease_expires_at__lte=now))
            .select_for_update(skip_locked=True)
            .order_by("next_try_at", "pk")
            .first()
        )
        if delivery is None:
            return None
        delivery.lease_token = uuid.uuid4().hex
        delivery.lease_expires_at = now + LEASE
        delivery.tries += 1
        delivery.save(update_fields=["lease_token", "lease_expires_at", "tries"])
        return Lease(delivery.pk, delivery.lease_token)


def deliver(lease: Lease, *, now: datetime) -> bool:
    """Send a leased delivery and settle it. Says whether a letter was handed over."""
    delivery = Delivery.objects.select_related("channel__owner").get(pk=lease.delivery_id)
    wanted = [
        notification.follow_up
        for notification in delivery.notifications.filter(withdrawn_at=None)
        .filter(follow_up__status=FollowUpStatus.OPEN, follow_up__application__deleted_at=None)
        .select_related("follow_up")
        .order_by("due_at", "pk")
        if not notification.follow_up.is_snoozed(now)
    ]
    if not wanted or not delivery.channel.active:
        settle(lease, DeliveryStatus.WITHDRAWN, now=now)
        return False
    try:
        letter = compose_reminder(delivery.channel, wanted, message_id=delivery.message_id, now=now)
        outcome = CHANNELS[delivery.channel.kind].send(letter)
    except base.DeliveryError as error:
        _settle_failure(lease, delivery, error, now=now)
        return False
    except Exception:
        # Our own mistake, not the far end's: it must not stop the letters behind this one.
        log.exception("delivery %s could not be composed or sent", delivery.pk)
        problem = base.DeliveryError("Something went wrong on our side.", permanent=False)
        _settle_failure(lease, delivery, problem, now=now)
        return False
    status = DeliveryStatus.SENT if outcome is base.Outcome.SENT else DeliveryStatus.KEPT
    settle(lease, status, now=now)
    return True


def settle(lease: Lease, status: DeliveryStatus, *, now: datetime, error: str = "") -> bool:
    """Note how a leased delivery ended. False if the lease had passed to somebody else meanwhile."""
    return bool(
        Delivery.objects.filter(pk=lease.delivery_id, lease_token=lease.token).update(
            status=status, settled_at=now, error=error, lease_token="", lease_expires_at=None
        )
    )


def _settle_failure(
    lease: Lease, delivery: Delivery, error: base.DeliveryError, *, now: datetime
) -> None:
    problem = str(error)[:1000]
    if error.permanent or delivery.tries >= MOST_TRIES:
        log.warning("delivery %s failed for good: %s", delivery.pk, problem)
        settle(lease, DeliveryStatus.FAILED, now=now, error=problem)
        return
    pause = min(FIRST_PAUSE * 2 ** (delivery.tries - 1), LONGEST_PAUSE)
    # Jitter, so that letters which failed together do not all come back together.
    pause *= random.uniform(0.75, 1.25)  # noqa: S311
    Delivery.objects.filter(pk=lease.delivery_id, lease_token=lease.token).update(
        next_try_at=now + pause, error=problem, lease_token="", lease_expires_at=None
    )


def send_again(delivery: Delivery, *, now: datetime) -> None:
    """Give a failed delivery a fresh row of tries, under the same Message-ID."""
    Delivery.objects.filter(pk=delivery.pk, status=DeliveryStatus.FAILED).update(
        status=DeliveryStatus.PENDING, tries=0, next_try_at=now, settled_at=None, error=""
    )


def _new_message_id() -> str:
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>"
