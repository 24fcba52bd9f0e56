"""What a person should know when their reminders do not come: a channel that fails, or processes that stand still."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F, Min, OuterRef, Q, Subquery

from accounts.models import User
from reminders.models import Channel, Delivery
from reminders.models.channel import ChannelKind
from reminders.models.delivery import DeliveryStatus
from reminders.services.ticks import Pulse, read_pulses

# A mail server that asks for patience (greylisting) is no trouble yet.
PATIENCE = timedelta(minutes=30)
MOST_GIVEN_UP = 5


@dataclass(frozen=True)
class Failing:
    """A channel through which nothing has gone since `since` (UTC).

    `next_try_at` (UTC): when a message that waits is tried next; None where nothing waits. `given_up`: the newest of
    those that wait no more, for "Send again".
    """

    channel: Channel
    since: datetime
    next_try_at: datetime | None
    given_up: tuple[Delivery, ...] = ()

    @property
    def words(self) -> str:
        """What has failed: "Mail", "Telegram …1234"."""
        return "Mail" if self.channel.kind == ChannelKind.EMAIL else self.channel.title


@dataclass(frozen=True)
class Trouble:
    """What stands on Today: the process that does not run, if any, the channels that fail, the browsers that ended.

    `given_up`: single messages that did not go through a channel which else works, or whose trouble is quite new.
    """

    stopped: Pulse | None
    failing: list[Failing]
    given_up: list[Delivery]
    ended: list[Channel]


def read_trouble(user: User, *, now: datetime) -> Trouble:
    """What keeps reminders from the user at `now`, in four queries."""
    beat, worker = read_pulses(now)
    # While beat stands still, a worker has nothing to do, so nothing can be said of it.
    stopped = beat if beat.stopped else worker if worker.stopped else None
    # Nobody switches a browser off and keeps it: one that is off takes no notices any more.
    ended = Channel.objects.for_user(user).filter(kind=ChannelKind.BROWSER, active=False).order_by("pk")
    failing, given_up = read_failing(user, now=now), _given_up(user)
    whole = {each.channel.pk for each in failing}
    failing = [
        replace(each, given_up=tuple(row for row in given_up if row.channel_id == each.channel.pk))
        for each in failing
    ]
    return Trouble(stopped, failing, [row for row in given_up if row.channel_id not in whole], list(ended))


def _given_up(user: User) -> list[Delivery]:
    """The newest messages that will not be tried again; not those of a browser that can be sent none any more."""
    return list(
        Delivery.objects.filter(channel__owner=user, status=DeliveryStatus.FAILED)
        .exclude(channel__kind=ChannelKind.BROWSER, channel__active=False)
        .select_related("channel")
        .order_by("-settled_at")[:MOST_GIVEN_UP]
    )


def read_failing(user: User, *, now: datetime) -> list[Failing]:
    """The user's channels that are on and through which nothing goes at `now`, in one query.

    What was given up before a channel led where it leads now says nothing of it.
    """
    sent = Delivery.objects.filter(channel=OuterRef("pk"), status=DeliveryStatus.SENT)
    retried = Q(deliveries__status=DeliveryStatus.PENDING) & ~Q(deliveries__error="")
    failed = Q(deliveries__status=DeliveryStatus.FAILED, deliveries__settled_at__gte=F("created_at"))
    channels = (
        Channel.objects.for_user(user)
        .filter(active=True)
        .annotate(last_sent_at=Subquery(sent.order_by("-settled_at").values("settled_at")[:1]))
        .filter(retried | failed, Q(last_sent_at=None) | Q(deliveries__created_at__gt=F("last_sent_at")))
        .annotate(
            failing_since=Min("deliveries__created_at"),
            next_try_at=Min("deliveries__next_try_at", filter=retried),
        )
        .filter(failing_since__lte=now - PATIENCE)
        .order_by("pk")
    )
    return [
        Failing(each, each.failing_since, each.next_try_at)  # type: ignore[attr-defined]
        for each in channels
    ]
