"""What goes into one message: gathered when it is due, looked at again when it is sent."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Min, QuerySet

from applications.models import Interview
from reminders.decisions import record
from reminders.digest import Digest, read_digest
from reminders.models import Channel, Delivery, Evening, FollowUp, Notification
from reminders.models.channel import ANY_DAY
from reminders.points import Point, passing
from reminders.services.attention import rhythm_of
from reminders.services.channels import is_confirmed
from reminders.services.evenings import still_asks

log = logging.getLogger(__name__)

# A user's reminders wait so long for what else is due to them at the same time.
PATIENCE = timedelta(minutes=2)


def gather(now: datetime) -> int:
    """Put what is due to one user on one channel into one delivery, fixed from here on.

    Whoever is still being flagged waits for the rest, so that what is due together is one message; but not for
    longer than PATIENCE, for a step that cannot be flagged must hold nobody back.
    """
    waiting = Notification.objects.filter(delivery=None, withdrawn_at=None).order_by()
    channels = waiting.values_list("channel", "channel__owner").annotate(since=Min("created_at"))
    found = list(channels)
    # Asked before anything is gathered: what is no longer due by then stands in the outbox.
    flagged_still = _still_to_flag(waiting, now) if found else frozenset()
    made = 0
    for channel_id, owner_id, since in found:
        # What a clock that ran ahead has flagged has waited long enough.
        if owner_id in flagged_still and now - PATIENCE < since <= now:
            continue
        try:
            with transaction.atomic():
                gathered = _gather_one(channel_id, now)
            if gathered:
                passing(Point.GATHERED)
                made += 1
        except Exception:
            log.exception("the reminders of channel %s could not be gathered", channel_id)
    return made


def _still_to_flag(waiting: QuerySet[Notification], now: datetime) -> Set[int]:
    """The users for whom something waits and of whom a question or a step, which come last, is still to be flagged."""
    owners = waiting.values("channel__owner")
    steps = FollowUp.objects.open().filter(next_moment_at__lte=now, application__owner__in=owners)
    questions = Evening.objects.filter(asks_at__lte=now, interview__application__owner__in=owners)
    return set(
        steps.values_list("application__owner", flat=True)
        .order_by()
        .union(questions.values_list("interview__application__owner", flat=True).order_by())
    )


def _gather_one(channel_id: int, now: datetime) -> bool:
    # The channel's lock keeps two senders from splitting one evening's letter into two.
    locked = Channel.objects.select_for_update(of=("self",), no_key=True).select_related("owner")
    channel = locked.filter(pk=channel_id).first()
    if channel is None:
        return False
    rhythm = rhythm_of(channel.owner)
    if rhythm.awake(now) > now:
        return False
    # Locked ones are being withdrawn, or are for the next letter.
    waiting = Notification.objects.filter(channel_id=channel_id, delivery=None, withdrawn_at=None)
    if not rhythm.allows(now):
        waiting = waiting.filter(moment__in=ANY_DAY)
    ids = list(waiting.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True))
    if not ids:
        return False
    passing(Point.GATHERING)
    delivery = Delivery.objects.create(
        channel=channel, message_id=new_message_id(), next_try_at=now, created_at=now
    )
    passing(Point.DELIVERY_MADE)
    Notification.objects.filter(pk__in=ids).update(delivery=delivery)
    record("gathered", delivery=delivery.pk, channel=channel_id, notifications=len(ids))
    return True


@dataclass(frozen=True)
class Wanted:
    """What a delivery is still to tell, each once; `digest` only on the morning it was meant for.

    `left_out`: its notifications of what is not told any more.
    """

    follow_ups: tuple[FollowUp, ...] = ()
    interviews: tuple[Interview, ...] = ()
    digest: Digest | None = None
    left_out: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.follow_ups or self.interviews or self.digest)


def still_wanted(delivery: Delivery, now: datetime) -> Wanted:
    """What to write about. Nothing if the way out was closed since it was flagged."""
    if not delivery.channel.active or not is_confirmed(delivery.channel):
        return Wanted()
    notifications = list(
        delivery.notifications.filter(withdrawn_at=None)
        .select_related("follow_up__application", "interview__application__company")
        .select_related("interview__application__owner")
        .defer("follow_up__application__posting_text", "interview__application__posting_text")
        .order_by("due_at", "pk")
    )
    steps = {each.follow_up.pk: each.follow_up for each in notifications if each.follow_up}
    over = {
        each.interview.pk: each.interview
        for each in notifications
        if each.interview and still_asks(each, now)
    }
    user = delivery.channel.owner
    today = now.astimezone(user.zone).date()
    digest = None
    if any(each.day == today for each in notifications):
        digest = read_digest(user, now=now)
    told = [row for row in steps.values() if row.is_told(now)]
    digest = digest if digest and digest.is_worth_telling else None
    told_of = {row.pk for row in told}
    return Wanted(
        follow_ups=tuple(told),
        interviews=tuple(sorted(over.values(), key=lambda each: each.ends_at)),
        digest=digest,
        left_out=tuple(
            each.pk
            for each in notifications
            if each.follow_up_id not in told_of
            and each.interview_id not in over
            and not (digest and each.day == today)
        ),
    )


def new_message_id() -> str:
    """A Message-ID that no other message has."""
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>"
