"""The outbox → letters: gather, lease, send outside any transaction, settle.

Late is possible, lost is not; doubled only where the far end took a letter and we died before noting so, and
then under the same Message-ID.
"""

from __future__ import annotations

import logging
import random
import time
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q

from reminders.decisions import record
from reminders.delivery import base
from reminders.delivery.email import EmailChannel
from reminders.models import Channel, Delivery, FollowUp, Notification
from reminders.models.delivery import DeliveryStatus
from reminders.models.follow_up import FollowUpStatus
from reminders.points import Point, passing
from reminders.services.attention import awake
from reminders.services.channels import is_confirmed
from reminders.services.reminder_mail import compose_reminder

log = logging.getLogger(__name__)

# Longer than any send may take (EMAIL_TIMEOUT is 20 s for each step of the conversation).
LEASE = timedelta(minutes=5)
# 1, 2, 4 … minutes, at most two hours apart: about ten hours in all.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=2)
# So that letters which failed together do not all come back together.
JITTER = 0.25
MOST_TRIES = 12
# A sender then leaves the rest to the next tick: a task that runs for a minute is given to another worker.
SHIFT = timedelta(seconds=45)
# A far end that fails so slowly hangs: the rest of its kind wait for the next shift, and hold up no other kind.
PATIENCE = timedelta(seconds=5)
SECONDS_BETWEEN_NOTES = 1.0

CHANNELS: dict[str, base.Channel] = {"email": EmailChannel()}


@dataclass(frozen=True)
class Lease:
    """The right to try one delivery until the lease runs out; `token` proves it when settling."""

    delivery_id: int
    token: str
    kind: str


class _Watch:
    """What time it is, counted on from the instant at which a task began. A letter may take minutes."""

    def __init__(self, now: datetime) -> None:
        self._start = now
        self._began = time.monotonic()

    @property
    def passed(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self._began)

    @property
    def now(self) -> datetime:
        return self._start + self.passed


def send_pending(now: datetime) -> int:
    """Send what is in the outbox. Returns how many letters were handed over."""
    watch = _Watch(now)
    put_clock_right(now)
    gather(now)
    sent = 0
    hanging: set[str] = set()
    while watch.passed < SHIFT and (lease := claim(watch.now, without=hanging)) is not None:
        began = watch.passed
        handed_over = deliver(lease, now=watch.now)
        sent += handed_over
        if not handed_over and watch.passed - began > PATIENCE:
            hanging.add(lease.kind)
    return sent


def put_clock_right(now: datetime) -> None:
    """What was leased or put off by a clock that ran ahead waits no longer than by this one."""
    pending = Delivery.objects.filter(status=DeliveryStatus.PENDING)
    # Whoever holds it may still be at it.
    pending.filter(lease_expires_at__gt=now + LEASE).update(lease_expires_at=now + LEASE)
    longest = LONGEST_PAUSE * (1 + JITTER)
    for delivery in pending.filter(next_try_at__gt=now + longest).select_related("channel__owner"):
        if delivery.next_try_at > awake(delivery.channel.owner, now + longest):
            pending.filter(pk=delivery.pk).update(next_try_at=awake(delivery.channel.owner, now))


def gather(now: datetime) -> int:
    """Put what is due to one user on one channel into one delivery, fixed from here on."""
    waiting = Notification.objects.filter(delivery=None, withdrawn_at=None)
    made = 0
    for channel_id in list(waiting.order_by().values_list("channel_id", flat=True).distinct()):
        try:
            with transaction.atomic():
                gathered = _gather_one(channel_id, now)
            if gathered:
                passing(Point.GATHERED)
                made += 1
        except Exception:
            log.exception("the reminders of channel %s could not be gathered", channel_id)
    return made


def _gather_one(channel_id: int, now: datetime) -> bool:
    # The channel's lock keeps two senders from splitting one evening's letter into two.
    locked = Channel.objects.select_for_update(of=("self",), no_key=True).select_related("owner")
    channel = locked.filter(pk=channel_id).first()
    if channel is None or awake(channel.owner, now) > now:
        return False
    # Locked ones are being withdrawn, or are for the next letter.
    waiting = (
        Notification.objects.filter(channel_id=channel_id, delivery=None, withdrawn_at=None)
        .select_for_update(skip_locked=True, no_key=True)
        .values_list("pk", flat=True)
    )
    ids = list(waiting)
    if not ids:
        return False
    passing(Point.GATHERING)
    delivery = Delivery.objects.create(
        channel=channel, message_id=_new_message_id(), next_try_at=now, created_at=now
    )
    passing(Point.DELIVERY_MADE)
    Notification.objects.filter(pk__in=ids).update(delivery=delivery)
    record("gathered", delivery=delivery.pk, channel=channel_id, notifications=len(ids))
    return True


def claim(now: datetime, *, without: Collection[str] = ()) -> Lease | None:
    """Lease the next delivery whose time has come and that nobody holds; none by these kinds of channels."""
    while True:
        with transaction.atomic():
            delivery = (
                Delivery.objects.filter(status=DeliveryStatus.PENDING, next_try_at__lte=now)
                .filter(Q(lease_expires_at=None) | Q(lease_expires_at__lte=now))
                .exclude(channel__kind__in=without)
                .select_related("channel")
                .select_for_update(skip_locked=True, of=("self",))
                .order_by("next_try_at", "pk")
                .first()
            )
            if delivery is None:
                return None
            lease = Lease(delivery.pk, uuid.uuid4().hex, delivery.channel.kind)
            delivery.lease_token, delivery.lease_expires_at = lease.token, now + LEASE
            if delivery.tries < MOST_TRIES:
                delivery.tries += 1
                delivery.save(update_fields=["lease_token", "lease_expires_at", "tries"])
                record("leased", delivery=delivery.pk, tries=delivery.tries)
                passing(Point.LEASING)
                return lease
            # Every sender that tried it was killed. To try for ever might be to send it for ever.
            delivery.save(update_fields=["lease_token", "lease_expires_at"])
            problem = "Sending was broken off again and again."
            settle(lease, DeliveryStatus.FAILED, now=now, error=problem)
            record("failed", delivery=delivery.pk, tries=delivery.tries, code="broken_off")


def deliver(lease: Lease, *, now: datetime) -> bool:
    """Send a leased delivery and settle it. Says whether a letter was handed over."""
    watch = _Watch(now)
    delivery = Delivery.objects.select_related("channel__owner").filter(pk=lease.delivery_id).first()
    if delivery is None:
        # Its user left meanwhile.
        return False
    passing(Point.LEASED)
    try:
        wanted = _still_wanted(delivery, now)
        passing(Point.CHECKED)
        if not wanted:
            if settle(lease, DeliveryStatus.WITHDRAWN, now=now):
                record("withdrawn", delivery=delivery.pk)
            return False
        letter = compose_reminder(delivery.channel, wanted, message_id=delivery.message_id, now=now)
        passing(Point.COMPOSED)
        outcome = CHANNELS[delivery.channel.kind].send(letter)
    except base.DeliveryError as error:
        _settle_failure(lease, delivery, error, now=watch.now)
        return False
    except Exception:
        # Our own mistake, not the far end's: it must not stop the letters behind this one.
        log.exception("delivery %s could not be composed or sent", delivery.pk)
        problem = base.DeliveryError("Something went wrong on our side.", permanent=False, code="our_mistake")
        _settle_failure(lease, delivery, problem, now=watch.now)
        return False
    passing(Point.HANDED_OVER)
    status = DeliveryStatus.SENT if outcome is base.Outcome.SENT else DeliveryStatus.KEPT
    if _note_handed_over(lease, status, watch):
        record(status.value, delivery=delivery.pk, channel=delivery.channel_id, tries=delivery.tries)
    passing(Point.SETTLED)
    return True


def _still_wanted(delivery: Delivery, now: datetime) -> list[FollowUp]:
    """The follow-ups to write about, each once. None if the way out was closed since they were flagged."""
    if not delivery.channel.active or not is_confirmed(delivery.channel):
        return []
    notifications = (
        delivery.notifications.filter(withdrawn_at=None)
        .filter(follow_up__status=FollowUpStatus.OPEN, follow_up__application__deleted_at=None)
        .select_related("follow_up")
        .order_by("due_at", "pk")
    )
    rows = {each.follow_up_id: each.follow_up for each in notifications}
    return [row for row in rows.values() if not row.is_snoozed(now)]


def settle(lease: Lease, status: DeliveryStatus, *, now: datetime, error: str = "") -> bool:
    """Note how a leased delivery ended. False if the lease had passed to somebody else meanwhile."""
    return bool(
        Delivery.objects.filter(pk=lease.delivery_id, lease_token=lease.token).update(
            status=status, settled_at=now, error=error, lease_token="", lease_expires_at=None
        )
    )


def _note_handed_over(lease: Lease, status: DeliveryStatus, watch: _Watch) -> bool:
    """Settle what the far end took. If the database is away just now, wait for it: unnoted, the letter goes twice."""
    while True:
        try:
            return settle(lease, status, now=watch.now)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or watch.passed > LEASE:
                raise
            log.warning(
                "the database is away; delivery %s was handed over and is noted later", lease.delivery_id
            )
            connection.close()
            time.sleep(SECONDS_BETWEEN_NOTES)


def _settle_failure(lease: Lease, delivery: Delivery, error: base.DeliveryError, *, now: datetime) -> None:
    passing(Point.REFUSED)
    _put_off(lease, delivery, error, now=now)
    passing(Point.PUT_OFF)


def _put_off(lease: Lease, delivery: Delivery, error: base.DeliveryError, *, now: datetime) -> None:
    """Note when to try again, or that nobody will."""
    problem = str(error)[:1000]
    told: dict[str, int | str] = {"delivery": delivery.pk, "channel": delivery.channel_id}
    told |= {"tries": delivery.tries, "code": error.code}
    if error.permanent or delivery.tries >= MOST_TRIES:
        if settle(lease, DeliveryStatus.FAILED, now=now, error=problem):
            record("failed", **told)
        return
    pause = min(FIRST_PAUSE * 2 ** min(delivery.tries - 1, 10), LONGEST_PAUSE)
    pause *= random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
    next_try_at = awake(delivery.channel.owner, now + pause)
    if Delivery.objects.filter(pk=lease.delivery_id, lease_token=lease.token).update(
        next_try_at=next_try_at, error=problem, lease_token="", lease_expires_at=None
    ):
        record("retried", **told, seconds=round((next_try_at - now).total_seconds()))


def send_again(delivery: Delivery, *, now: datetime) -> bool:
    """Give a failed delivery a fresh row of tries, under the same Message-ID. False if it has not failed."""
    fresh = Delivery.objects.filter(pk=delivery.pk, status=DeliveryStatus.FAILED).update(
        status=DeliveryStatus.PENDING, tries=0, next_try_at=now, settled_at=None, error=""
    )
    if fresh:
        record("sent_again", delivery=delivery.pk)
    return bool(fresh)


def retry(deliveries: Iterable[Delivery], *, now: datetime) -> int:
    """The operator mended something: failed ones begin anew, and waiting ones wait no longer than the night.

    Returns how many that concerns.
    """
    retried = 0
    for delivery in deliveries:
        at = awake(delivery.channel.owner, now)
        waits = Delivery.objects.filter(
            pk=delivery.pk, status=DeliveryStatus.PENDING, lease_token="", next_try_at__gt=at
        )
        retried += send_again(delivery, now=at) or waits.update(next_try_at=at)
    return retried


def _new_message_id() -> str:
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>"
