"""The outbox → letters: gathered, leased, sent outside any transaction, settled.

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
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from accounts.secrets import SealError
from accounts.signals import settings_changed
from reminders.decisions import record
from reminders.delivery import base
from reminders.delivery.email import EmailChannel
from reminders.delivery.messenger import MessengerChannel
from reminders.delivery.push import BrowserChannel
from reminders.models import Delivery, Notification
from reminders.models.delivery import DeliveryStatus
from reminders.points import Point, passing
from reminders.services.attention import awake
from reminders.services.channels import stop
from reminders.services.gathering import gather, still_wanted
from reminders.services.push_keys import signing_keys
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
HANGS_AFTER = timedelta(seconds=5)
SECONDS_BETWEEN_NOTES = 1.0

CHANNELS: dict[str, base.Channel] = {
    "email": EmailChannel(),
    "messenger": MessengerChannel(),
    "browser": BrowserChannel(signing_keys),
}


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


def listen() -> None:
    """Hear of new quiet hours. Called once, when the app is ready."""
    settings_changed.connect(_on_settings_changed, dispatch_uid="send")


def _on_settings_changed(user: User, **_: Any) -> None:
    """What waits for a time that now lies in the quiet hours waits for their end."""
    waiting = Delivery.objects.filter(channel__owner=user, status=DeliveryStatus.PENDING, lease_token="")
    for pk, at in waiting.values_list("pk", "next_try_at"):
        if (wakes := awake(user, at)) != at:
            waiting.filter(pk=pk, next_try_at=at).update(next_try_at=wakes)


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
        if not handed_over and watch.passed - began > HANGS_AFTER:
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


def doubt_withdrawn_ahead(now: datetime) -> None:
    """After the clock was put back: what was not sent because its day seemed to be over is looked at again."""
    newer = Notification.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=now),
        follow_up=OuterRef("follow_up"),
        channel=OuterRef("channel"),
        due_at__gt=OuterRef("due_at"),
    )
    # What was told early has told what it overtook.
    withdrawn = Notification.objects.filter(~Exists(newer), withdrawn_at__gt=now)
    # The message went out without it.
    withdrawn.filter(delivery__status__in=[DeliveryStatus.SENT, DeliveryStatus.KEPT]).update(delivery=None)
    withdrawn.update(withdrawn_at=None)
    settled = Delivery.objects.filter(status=DeliveryStatus.WITHDRAWN, settled_at__gt=now)
    for delivery in settled.select_related("channel__owner"):
        # Else it would be taken for one that its owner sent again in the night.
        settled.filter(pk=delivery.pk).update(
            status=DeliveryStatus.PENDING, settled_at=None, next_try_at=awake(delivery.channel.owner, now)
        )


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
    if _is_kept_by_the_night(lease, delivery, now):
        return False
    try:
        wanted = still_wanted(delivery, now)
        passing(Point.CHECKED)
        if not wanted:
            if settle(lease, DeliveryStatus.WITHDRAWN, now=now):
                record("withdrawn", delivery=delivery.pk)
            return False
        letter = compose_reminder(
            delivery.channel,
            wanted.follow_ups,
            interviews=wanted.interviews,
            digest=wanted.digest,
            message_id=delivery.message_id,
            now=now,
        )
        passing(Point.COMPOSED)
        outcome = CHANNELS[delivery.channel.kind].send(letter)
    except base.DeliveryError as error:
        _settle_failure(lease, delivery, error, now=watch.now)
        return False
    except SealError as error:
        unread = base.DeliveryError(str(error), permanent=True, code="sealed")
        _settle_failure(lease, delivery, unread, now=watch.now)
        return False
    except Exception:
        # Our own mistake, not the far end's: it must not stop the letters behind this one.
        log.exception("delivery %s could not be composed or sent", delivery.pk)
        problem = base.DeliveryError("Something went wrong on our side.", permanent=False, code="our_mistake")
        _settle_failure(lease, delivery, problem, now=watch.now)
        return False
    passing(Point.HANDED_OVER)
    status = DeliveryStatus.SENT if outcome is base.Outcome.SENT else DeliveryStatus.KEPT
    if _note_handed_over(lease, status, watch, left_out=wanted.left_out):
        record(status.value, delivery=delivery.pk, channel=delivery.channel_id, tries=delivery.tries)
    passing(Point.SETTLED)
    return True


def _is_kept_by_the_night(lease: Lease, delivery: Delivery, now: datetime) -> bool:
    """Put off to the end of the quiet hours what waited until they began, and say whether it is.

    What its owner sent again in the quiet hours goes out in them.
    """
    owner, due_at = delivery.channel.owner, delivery.next_try_at
    wakes = awake(owner, now)
    if wakes <= now or awake(owner, due_at) > due_at:
        return False
    Delivery.objects.filter(pk=lease.delivery_id, lease_token=lease.token).update(
        next_try_at=wakes, tries=F("tries") - 1, lease_token="", lease_expires_at=None
    )
    record("kept_by_night", delivery=delivery.pk, channel=delivery.channel_id)
    return True


def settle(lease: Lease, status: DeliveryStatus, *, now: datetime, error: str = "") -> bool:
    """Note how a leased delivery ended. False if the lease had passed to somebody else meanwhile."""
    return bool(
        Delivery.objects.filter(pk=lease.delivery_id, lease_token=lease.token).update(
            status=status, settled_at=now, error=error, lease_token="", lease_expires_at=None
        )
    )


def _note_handed_over(
    lease: Lease, status: DeliveryStatus, watch: _Watch, *, left_out: Collection[int]
) -> bool:
    """Settle what the far end took; the notifications `left_out` of it were not told.

    If the database is away just now, wait for it: unnoted, the letter goes twice.
    """
    while True:
        try:
            with transaction.atomic():
                settled = settle(lease, status, now=watch.now)
                if settled and left_out:
                    Notification.objects.filter(pk__in=left_out).update(withdrawn_at=watch.now)
            return settled
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
            if error.code == base.GONE:
                stop(delivery.channel)
        return
    pause = min(FIRST_PAUSE * 2 ** min(delivery.tries - 1, 10), LONGEST_PAUSE)
    pause *= random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
    pause = max(pause, min(timedelta(seconds=error.wait_seconds), LONGEST_PAUSE))
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
