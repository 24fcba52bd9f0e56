"""How did it go? Planned with the interview, put into the outbox half an hour after its end."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TypeAlias

from django.db import transaction
from django.db.models import F, Q, QuerySet

from applications.models import Application, Interview
from applications.models.interview import Status
from applications.stages import Stage
from reminders.decisions import record
from reminders.models import Evening, Notification
from reminders.models.channel import Tells
from reminders.points import Point, passing
from reminders.policy import FRESH_AT_MOST, REST, asks_at, is_fresh, put_off
from reminders.services.attention import rhythm_of, withdraw
from reminders.services.channels import usable_channels_of

log = logging.getLogger(__name__)

BATCH = 200
_DAY = timedelta(days=1)
# The beginnings and ends of a user's interviews, by the user's id.
Meetings: TypeAlias = dict[int, list[tuple[datetime, datetime]]]


def keep_evenings(application: Application, *, since: datetime, now: datetime) -> None:
    """Bring the evenings of an application in line with its interviews. The caller holds its lock.

    An interview that ended before `since`, when the facts were entered, is not asked about: whoever enters it
    then is at the page.
    """
    rhythm = rhythm_of(application.owner)
    rows = {row.interview_id: row for row in hold_evenings([application.pk])}
    for interview in application.interviews.all():
        if not may_ask(interview, application):
            continue
        row, ends_at = rows.pop(interview.pk, None), interview.ends_at
        if row is not None and row.ends_at == ends_at and row.asks_at is None:
            continue
        is_to_come = ends_at > since or _stands(row, ends_at) or _is_back(interview, row, since)
        asks = put_off(ends_at + REST, rhythm) if is_to_come else None
        if row is None:
            if asks is not None:
                Evening.objects.create(interview=interview, ends_at=ends_at, asks_at=asks)
        elif (row.ends_at, row.asks_at) != (ends_at, asks):
            if row.ends_at != ends_at:
                _withdraw([row.interview_id], now)
            row.ends_at, row.asks_at = ends_at, asks
            row.save()
    if rows:
        _withdraw(list(rows), now)
        Evening.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()


def hold_evenings(applications: Collection[int]) -> list[Evening]:
    """Lock the evenings of these applications. The caller holds those."""
    held = Evening.objects.select_for_update(of=("self",), no_key=True)
    # In the flagger's order, for it may hold one of them and wait for another.
    return list(held.filter(interview__application__in=applications).order_by("asks_at", "pk"))


def doubt_evenings_ahead(now: datetime) -> None:
    """After the clock was put back: what was put off or given up as if a later time had come is looked at again.

    What was asked too early is not asked again: the outbox holds it.
    """
    ahead = Q(asks_at__gt=now) | Q(asks_at=None, ends_at__gt=now - FRESH_AT_MOST)
    with transaction.atomic():
        # In the order of `hold_evenings`, for who writes meanwhile may hold one of them and wait for another.
        held = Evening.objects.filter(ahead).select_for_update(no_key=True).order_by("asks_at", "pk")
        list(held.values_list("pk"))
        Evening.objects.filter(ahead).update(asks_at=F("ends_at") + REST)


def may_ask(interview: Interview, application: Application) -> bool:
    """Whether there is anything to ask, now or later: it is on or over, and the user has not told how it went."""
    return (
        interview.status == Status.SCHEDULED
        and interview.debriefed_at is None
        and interview.deleted_at is None
        and not interview.is_history
        and application.deleted_at is None
        and not Stage(application.stage).is_over
    )


def still_asks(notification: Notification, now: datetime) -> bool:
    """Whether an evening in the outbox is still to be told; its interview and application are those of now."""
    interview = notification.interview
    return (
        interview is not None
        and may_ask(interview, interview.application)
        and interview.ends_at + REST == notification.due_at
        and is_fresh(interview.ends_at, now, rhythm_of(interview.application.owner))
    )


def flag_evenings(now: datetime) -> int:
    """Put the evenings that have come into the outbox, each once on a channel. Returns how many."""
    flagged = 0
    broken: set[int] = set()
    while True:
        with transaction.atomic():
            rows = list(
                _due(now, broken)
                .select_related("interview__application__owner")
                .defer("interview__application__posting_text")
                .select_for_update(of=("self",), no_key=True)
                .order_by("asks_at", "pk")[:BATCH]
            )
            flagged += _flag(rows, now, broken) if rows else 0
        # None may mean that another flagger, waited for, has just dealt with these.
        if not rows and not _due(now, broken).exists():
            return flagged


def _due(now: datetime, broken: set[int]) -> QuerySet[Evening]:
    return Evening.objects.filter(asks_at__lte=now).exclude(pk__in=broken)


def _flag(rows: list[Evening], now: datetime, broken: set[int]) -> int:
    passing(Point.EVENINGS_TAKEN)
    told: list[Evening] = []
    handled: list[Evening] = []
    meetings = _meetings_around(rows)
    for row in rows:
        try:
            is_due = _move_on(row, meetings, now)
        except Exception:
            log.exception("the evening of interview %s cannot be flagged", row.interview_id)
            broken.add(row.pk)
            continue
        handled.append(row)
        if is_due:
            told.append(row)
    owners = {row.pk: row.interview.application.owner for row in told}
    channels = usable_channels_of(owners.values()) if told else {}
    Notification.objects.bulk_create(
        (
            Notification(
                interview=row.interview,
                channel=channel,
                moment=Tells.EVENING,
                due_at=row.ends_at + REST,
                created_at=now,
            )
            for row in told
            for channel in channels[owners[row.pk].pk]
            if Tells.EVENING in channel.tells
        ),
        ignore_conflicts=True,
    )
    passing(Point.EVENINGS_QUEUED)
    Evening.objects.bulk_update(handled, ["asks_at"])
    for row in told:
        record("evening_flagged", interview=row.interview_id)
    return len(told)


def _move_on(row: Evening, meetings: Meetings, now: datetime) -> bool:
    """Whether to ask now; the row then asks no more, or later."""
    application = row.interview.application
    rhythm = rhythm_of(application.owner)
    # The interview as planning last saw it: if it was moved since, planning sees to that.
    at = put_off(max(now, asks_at(row.ends_at, meetings[application.owner_id])), rhythm)
    if at > now:
        row.asks_at = at if may_ask(row.interview, application) else None
        return False
    row.asks_at = None
    return may_ask(row.interview, application) and is_fresh(row.ends_at, now, rhythm)


def _meetings_around(rows: list[Evening]) -> Meetings:
    """The meetings of these users from a day before the first of these ends. A day and longer is no meeting."""
    owners = {row.interview.application.owner_id for row in rows}
    found = Interview.objects.live().filter(
        application__owner__in=owners,
        status__in=[Status.SCHEDULED, Status.HELD],
        minutes__lt=_DAY / timedelta(minutes=1),
        starts_at__gt=min(row.ends_at for row in rows) - _DAY,
        starts_at__lt=max(row.ends_at for row in rows) + _DAY,
    )
    meetings: Meetings = defaultdict(list)
    for owner_id, starts_at, minutes in found.values_list("application__owner", "starts_at", "minutes"):
        meetings[owner_id].append((starts_at, starts_at + timedelta(minutes=minutes)))
    return meetings


def _stands(row: Evening | None, ends_at: datetime) -> bool:
    return row is not None and row.ends_at == ends_at


def _is_back(interview: Interview, row: Evening | None, since: datetime) -> bool:
    """Whether it was logged before its end, and deleted or called off until now, with the question still to come."""
    return row is None and interview.created_at <= interview.ends_at and interview.ends_at + REST > since


def _withdraw(interviews: list[int], now: datetime) -> None:
    if withdrawn := withdraw(Notification.objects.filter(interview__in=interviews), now=now):
        record("notifications_withdrawn", interviews=len(interviews), notifications=withdrawn)
