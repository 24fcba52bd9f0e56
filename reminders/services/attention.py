"""When a follow-up asks for attention, and how it stops asking."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import User
from reminders.decisions import record
from reminders.models import FollowUp, Notification
from reminders.models.delivery import DeliveryStatus
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import Moment, MomentName, Rhythm, moments, next_moment

# A reminder of a later name has told all that an earlier one would tell.
_PRESSING = {"opens": 0, "best_by": 1, "late": 2}


def rhythm_of(owner: User) -> Rhythm:
    """When this user's reminders may come."""
    return Rhythm(
        hour=owner.reminder_hour,
        zone=owner.zone,
        quiet=(owner.quiet_from, owner.quiet_until),
        days=owner.reminder_weekdays,
    )


def moments_of(row: FollowUp, owner: User) -> tuple[Moment, ...]:
    """When this follow-up asks for attention, at the owner's reminder hour."""
    return moments(
        row.step_kind,
        row.opens_at,
        row.best_by,
        row.late_after,
        hour=owner.reminder_hour,
        time_zone=owner.time_zone,
        quiet_hours=(owner.quiet_from, owner.quiet_until),
        days=owner.reminder_weekdays,
        snoozed_until=row.snoozed_until,
    )


def moment_after(row: FollowUp, owner: User) -> datetime | None:
    """The next instant (UTC) at which this follow-up asks for attention."""
    moment = next_moment(moments_of(row, owner), row.attended_at)
    return moment.at if moment else None


def awake(owner: User, instant: datetime) -> datetime:
    """`instant`, or the end of the owner's quiet hours it lies in: when a snooze until then would end."""
    return rhythm_of(owner).awake(instant)


def reminder_hour_in(days: int, owner: User, *, now: datetime) -> datetime:
    """The owner's reminder hour so many days from today, in their zone."""
    day = now.astimezone(owner.zone).date() + timedelta(days=days)
    return datetime.combine(day, owner.reminder_hour, tzinfo=owner.zone)


def has_told(told: Iterable[tuple[str, datetime]], moment: Moment, name: MomentName, row: FollowUp) -> bool:
    """Whether reminders of the row on a channel, as (name, instant), have told what this moment would under `name`.

    A new reminder hour moves a moment; if it was told at the old hour, it is not told again at the new one.
    """
    since = {
        "opens": row.opens_at,
        "best_by": row.best_by - timedelta(days=1) if row.best_by else None,
        "late": row.late_after,
        "snooze": row.snoozed_until,
    }
    begins = since[name]
    if name == "best_by" and begins is not None and moment.at < begins:
        # No reminders come on the days between, so the last before was earlier.
        begins = moment.at - timedelta(days=1)
    return begins is not None and any(_covers(known, name) and at >= begins for known, at in told)


def _covers(told: str, name: str) -> bool:
    if told == name:
        return True
    return told in _PRESSING and name in _PRESSING and _PRESSING[told] > _PRESSING[name]


def settle(row: FollowUp, status: FollowUpStatus, *, now: datetime) -> None:
    """Close a follow-up: it asks for nothing more, and what was about to be sent is withdrawn."""
    row.status = status
    row.next_moment_at = None
    row.save()
    withdraw_pending([row], now=now)


def withdraw_pending(
    rows: Iterable[FollowUp], *, now: datetime, but_due_at: Collection[datetime] = ()
) -> None:
    """Withdraw reminders of these follow-ups that have not gone out. The caller holds the rows' locks.

    `but_due_at`: the instants of moments that stand as they stood.
    """
    ids = [row.pk for row in rows]
    pending = Notification.objects.filter(follow_up__in=ids).exclude(due_at__in=but_due_at)
    if ids and (withdrawn := withdraw(pending, now=now)):
        told: dict[str, int] = {"follow_up": ids[0]} if len(ids) == 1 else {"follow_ups": len(ids)}
        record("notifications_withdrawn", **told, notifications=withdrawn)


def withdraw(notifications: QuerySet[Notification], *, now: datetime) -> int:
    """Withdraw those that have not gone out. Returns how many."""
    return (
        notifications.filter(withdrawn_at=None)
        .exclude(delivery__status__in=[DeliveryStatus.SENT, DeliveryStatus.KEPT])
        .update(withdrawn_at=now)
    )
