"""What was sent on a channel, and what became of it: the log that its owner reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from reminders.days import short_day
from reminders.letters import title_of
from reminders.models import Channel, Delivery, Notification
from reminders.models.delivery import DeliveryStatus

A_PAGE = 25
MOST_QUEUED = 50
_CARRIED = (
    Notification.objects.select_related("follow_up__application__company", "follow_up__contact")
    .select_related("interview__application__company")
    .defer("follow_up__application__posting_text", "interview__application__posting_text")
    .order_by("due_at", "pk")
)


@dataclass(frozen=True)
class Carried:
    """What a message told of. `url` is empty where nothing leads there: its application was deleted."""

    title: str
    position: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One message of the log, with what it carried."""

    delivery: Delivery
    carried: list[Carried]

    @property
    def state(self) -> str:
        """queued, sending, retried, sent, kept, failed or withdrawn."""
        if self.delivery.status != DeliveryStatus.PENDING:
            return self.delivery.status
        if self.delivery.error:
            return "retried"
        return "sending" if self.delivery.tries else "queued"

    @property
    def ended_at(self) -> datetime:
        """When it was settled, which of an old row may not be known."""
        return self.delivery.settled_at or self.delivery.created_at


@dataclass(frozen=True)
class Log:
    """A page of a channel's log. `queued`: what its next message will carry; only on the first page."""

    page: Page[Delivery]
    entries: list[Entry]
    queued: list[Carried]


def read_log(channel: Channel, page: str | None) -> Log:
    """The channel's messages, the newest first, in a number of queries that does not grow with them."""
    rows = (
        Delivery.objects.filter(channel=channel)
        .prefetch_related(Prefetch("notifications", _CARRIED))
        .order_by("-created_at", "-pk")
    )
    found = Paginator(rows, A_PAGE).get_page(page)
    waiting = _CARRIED.filter(channel=channel, delivery=None, withdrawn_at=None)
    return Log(
        page=found,
        entries=[Entry(row, _carried_by(row)) for row in found],
        queued=_each_once(waiting[:MOST_QUEUED]) if found.number == 1 else [],
    )


def _carried_by(delivery: Delivery) -> list[Carried]:
    """What the message told of, and what it would have told of where it was not needed any more."""
    all_of_it = delivery.status == DeliveryStatus.WITHDRAWN
    return _each_once(each for each in delivery.notifications.all() if all_of_it or each.withdrawn_at is None)


def _each_once(notifications: Iterable[Notification]) -> list[Carried]:
    rows = {(each.follow_up_id, each.interview_id, each.day): each for each in notifications}
    return [_carried(each) for each in rows.values()]


def _carried(notification: Notification) -> Carried:
    row, interview = notification.follow_up, notification.interview
    if row is not None:
        gone = row.application.deleted_at is not None
        return Carried(
            title_of(row), row.application.title, "" if gone else reverse("follow_up", args=[row.pk])
        )
    if interview is not None:
        application = interview.application
        gone = bool(interview.deleted_at or application.deleted_at)
        url = "" if gone else reverse("interview", args=[interview.pk])
        return Carried(f"How did {application.company.name} go?", application.title, url)
    day = notification.day or timezone.localdate(notification.due_at)
    return Carried("What the day held", short_day(day, timezone.localdate()), "")
