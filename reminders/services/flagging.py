"""What is due → the outbox. Level-triggered: down time delays, never skips."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from reminders.decisions import record
from reminders.models import FollowUp, Notification
from reminders.models.channel import ANY_DAY
from reminders.models.follow_up import FollowUpQuerySet
from reminders.points import Point, passing
from reminders.policy import Moment, due_moment
from reminders.services.attention import has_told, moment_after, moments_of, rhythm_of, withdraw
from reminders.services.channels import usable_channels_of
from reminders.services.evenings import flag_evenings
from reminders.services.mornings import flag_mornings

log = logging.getLogger(__name__)

BATCH = 200


def flag_all(now: datetime) -> int:
    """Put everything that is due into the outbox. Returns how much it is.

    Steps come last, and nobody skips the mornings and evenings that another flagger holds: so whatever of a step
    stands in the outbox, what is due with it stands there too, and `gather` need not look for mornings still due.
    What goes wrong with a morning or an evening keeps no step from anybody.
    """
    occasions = 0
    for flag in (flag_mornings, flag_evenings):
        try:
            occasions += flag(now)
        except Exception:
            log.exception("%s failed; the next tick tries again", flag.__name__)
    if occasions:
        passing(Point.OCCASIONS_FLAGGED)
    return occasions + flag_due(now)


def flag_due(now: datetime) -> int:
    """Put every follow-up whose moment has come into the outbox. Returns how many there is something to tell of.

    Two flaggers share the work: each skips the rows the other holds, and the outbox's unique constraint
    keeps a moment from being queued twice whatever happens. A row that cannot be flagged is logged, stops
    nobody and is tried again at the next tick.
    """
    flagged = 0
    broken: set[int] = set()
    while True:
        with transaction.atomic():
            rows = list(
                _due(now)
                .exclude(pk__in=broken)
                .select_related("application__owner__manners")
                .select_for_update(skip_locked=True, of=("self",), no_key=True)
                .order_by("next_moment_at", "pk")[:BATCH]
            )
            flagged += _flag(rows, now, broken) if rows else 0
        if rows:
            passing(Point.FLAGGED)
        if len(rows) < BATCH:
            return flagged


def _due(now: datetime) -> FollowUpQuerySet:
    """Open steps whose moment has come, but for those that time has changed: they are planned anew first."""
    overtaken = Q(application__plan__replan_at__lte=now, application__plan__stale=False)
    return FollowUp.objects.open().filter(next_moment_at__lte=now).exclude(overtaken)


def _flag(rows: list[FollowUp], now: datetime, broken: set[int]) -> int:
    passing(Point.DUE_TAKEN)
    told: list[tuple[FollowUp, Moment]] = []
    handled: list[FollowUp] = []
    for row in rows:
        try:
            moment = _move_on(row, now)
        except Exception:
            log.exception("follow-up %s cannot be flagged", row.pk)
            broken.add(row.pk)
            continue
        handled.append(row)
        if moment is not None:
            told.append((row, moment))
    channels = usable_channels_of(row.application.owner for row, _ in told)
    known = _read_told(row for row, _ in told)
    queued = [
        Notification(follow_up=row, channel=channel, moment=name, due_at=moment.at, created_at=now)
        for row, moment in told
        for channel in channels[row.application.owner_id]
        if (name := moment.told_to(channel.tells))
        and not has_told(known[row.pk, channel.pk], moment, name, row)
    ]
    Notification.objects.bulk_create(queued, ignore_conflicts=True)
    _withdraw_overtaken(queued, now)
    passing(Point.QUEUED)
    FollowUp.objects.bulk_update(handled, ["attended_at", "next_moment_at"])
    passing(Point.MOVED_ON)
    ways = Counter(each.follow_up_id for each in queued)
    for row, moment in told:
        record("flagged", follow_up=row.pk, moment=moment.name, channels=ways[row.pk])
    return len(ways)


def _read_told(rows: Iterable[FollowUp]) -> dict[tuple[int, int], list[tuple[str, datetime]]]:
    """What stands in the outbox of these on each channel, sent or to be sent: names of moments and their instants."""
    told: dict[tuple[int, int], list[tuple[str, datetime]]] = defaultdict(list)
    found = Notification.objects.filter(follow_up__in=[row.pk for row in rows], withdrawn_at=None)
    for row, channel, name, at in found.values_list("follow_up", "channel", "moment", "due_at"):
        told[row, channel].append((name, at))
    return told


def _withdraw_overtaken(queued: list[Notification], now: datetime) -> None:
    """An earlier reminder of the same step that has not gone out on a channel yet has nothing to add there."""
    newer = Notification.objects.filter(
        follow_up=OuterRef("follow_up"), channel=OuterRef("channel"), due_at__gt=OuterRef("due_at")
    )
    earlier = Notification.objects.filter(follow_up__in={each.follow_up_id for each in queued})
    if queued and (withdrawn := withdraw(earlier.filter(Exists(newer)), now=now)):
        record("notifications_withdrawn", notifications=withdrawn)


def _move_on(row: FollowUp, now: datetime) -> Moment | None:
    """The moment to tell of, if any; the row then looks to its next one."""
    owner = row.application.owner
    rhythm = rhythm_of(owner)
    wakes = rhythm.awake(now)
    if wakes > now:
        # After down time it may be the middle of the night.
        row.next_moment_at = wakes
        return None
    moment = due_moment(moments_of(row, owner), row.attended_at, now)
    if moment is not None and not rhythm.allows(now) and not moment.told_to(ANY_DAY):
        # Or a day without reminders.
        row.next_moment_at = rhythm.first(now, included=False)
        return None
    row.attended_at = max(row.attended_at, now)
    row.next_moment_at = moment_after(row, owner)
    return moment
