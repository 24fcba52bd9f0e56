"""Facts → policy → follow-ups, in the transaction of the change."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

import holidays
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.signals import settings_changed
from applications.models import Application
from applications.signals import application_changed
from reminders.models import FollowUp, Notification, Plan
from reminders.models.delivery import DeliveryStatus
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import Moment, Step, StepKind, moments, next_change, next_moment, plan
from reminders.services.facts import gather_facts

log = logging.getLogger(__name__)

# Raise it when a rule changes: the sweep then plans every application anew, as it does for new holiday tables.
RULES = 1
POLICY_VERSION = f"{RULES} holidays {holidays.__version__}"
# A thank-you this late when its interview is first logged is history (POLICY "Reminders").
HISTORY_AFTER = timedelta(days=30)
AT_ONCE = 200


def listen() -> None:
    """Connect planning to the writers of facts. Called once, when the app is ready."""
    application_changed.connect(_on_application_changed, dispatch_uid="plan")
    settings_changed.connect(_on_settings_changed, dispatch_uid="plan")


def _on_application_changed(application: Application, **_: Any) -> None:
    try:
        with transaction.atomic():
            replan(application, now=timezone.now(), entered=True)
    except Exception:
        # The user's write stands whatever our rules do; the sweep tries again.
        log.exception("planning application %s failed; it is marked stale", application.pk)
        Plan.objects.update_or_create(application=application, defaults={"stale": True})


def _on_settings_changed(user: User, **_: Any) -> None:
    """Zone, region or reminder hours may move every date: the sweep plans each application anew."""
    Plan.objects.filter(application__owner=user).update(stale=True)


def replan_due(now: datetime, *, owner: User | None = None, limit: int = AT_ONCE) -> int:
    """Plan anew what is stale, what time has changed, and what an older rule or holiday table planned.

    Each application in a transaction of its own; one that fails stays stale, is logged, and stops nobody.
    Returns how many were planned.
    """
    waiting = Plan.objects.filter(application__deleted_at=None).filter(
        Q(stale=True)
        | Q(replan_at__lte=now)
        | Q(policy_version__lt=POLICY_VERSION)
        | Q(policy_version__gt=POLICY_VERSION)
    )
    if owner is not None:
        waiting = waiting.filter(application__owner=owner)
    planned = 0
    # Stale ones last: one that cannot be planned must not keep the others waiting.
    for application_id in waiting.order_by("stale", "replan_at").values_list("application_id", flat=True)[:limit]:
        try:
            with transaction.atomic():
                # Locked by a writer: that writer is planning it.
                locked = (
                    Application.objects.select_for_update(skip_locked=True, of=("self",))
                    .select_related("owner")
                    .filter(pk=application_id)
                    .first()
                )
                if locked is not None:
                    replan(locked, now=now, entered=False)
                    planned += 1
        except Exception:
            log.exception("planning application %s failed; the next sweep tries again", application_id)
            Plan.objects.filter(application_id=application_id).update(stale=True, replan_at=None)
    return planned


def replan(application: Application, *, now: datetime, entered: bool) -> None:
    """Bring the application's follow-ups in line with its facts. The caller holds its lock.

    `entered`: facts were just typed in, so that moments before `now` ask for nothing. Otherwise time alone
    moved on, and what was missed since the last plan is still flagged once.
    """
    record, _ = Plan.objects.get_or_create(application=application)
    since = now if entered else (record.planned_at or now)
    facts = gather_facts(application, now=now)
    if _file_old_thank_yous(application, plan(facts), now=now, entered=entered):
        facts = gather_facts(application, now=now)
    wanted = {_key(step): step for step in plan(facts)}
    rows = {_row_key(row): row for row in application.follow_ups.all()}
    for key, step in wanted.items():
        _keep(application, rows.get(key), step, since=since, now=now)
    for key, row in rows.items():
        if key not in wanted and row.status == FollowUpStatus.OPEN:
            settle(row, FollowUpStatus.WITHDRAWN, now=now)
    record.stale = False
    record.replan_at = next_change(facts)
    record.planned_at = now
    record.policy_version = POLICY_VERSION
    record.save()


def _file_old_thank_yous(
    application: Application, steps: tuple[Step, ...], *, now: datetime, entered: bool
) -> bool:
    """Skip thank-yous that were long late when their interview was first logged. Says whether there were any."""
    if not entered:
        return False
    known = {_row_key(row) for row in application.follow_ups.filter(kind=StepKind.THANK_YOU)}
    filed = False
    for step in steps:
        if step.kind != StepKind.THANK_YOU or step.late_after_at is None or _key(step) in known:
            continue
        if now - step.late_after_at > HISTORY_AFTER:
            row = _fresh_row(application, step, since=now)
            row.status = FollowUpStatus.SKIPPED
            row.skipped_at = now
            row.save()
            filed = True
    return filed


Key = tuple[str, str, str, int]


def _key(step: Step) -> Key:
    return (step.kind.value, step.anchor, step.to or "", step.number or 0)


def _row_key(row: FollowUp) -> Key:
    return (row.kind, row.anchor, row.recipient, row.number)


def _fresh_row(application: Application, step: Step, *, since: datetime) -> FollowUp:
    row = FollowUp(
        application=application,
        kind=step.kind,
        anchor=step.anchor,
        recipient=step.to or "",
        number=step.number or 0,
        attended_at=since,
    )
    _copy(step, row)
    return row


def _copy(step: Step, row: FollowUp) -> None:
    row.interview_id = int(step.interview) if step.interview else None
    row.contact_id = int(step.to) if step.to else None
    row.opens_at = step.opens_at
    row.best_by = step.best_by_at
    row.late_after = step.late_after_at
    row.time_zone = step.time_zone
    reason = step.reason.to_json()
    row.reason_code = str(reason["code"])
    row.reason_args = reason["args"]


def _keep(
    application: Application, row: FollowUp | None, step: Step, *, since: datetime, now: datetime
) -> None:
    if row is None:
        row = _fresh_row(application, step, since=since)
        row.next_moment_at = moment_after(row, application.owner)
        row.save()
        return
    before = _state_of(row)
    instants = (row.opens_at, row.best_by, row.late_after)
    _copy(step, row)
    if row.status != FollowUpStatus.OPEN:
        row.status, row.skipped_at, row.message = FollowUpStatus.OPEN, None, None
    if instants != (row.opens_at, row.best_by, row.late_after):
        row.attended_at = max(row.attended_at, since)
        withdraw_pending(row, now=now)
    row.next_moment_at = moment_after(row, application.owner)
    if _state_of(row) != before:
        row.save()


def _state_of(row: FollowUp) -> tuple[object, ...]:
    return tuple(getattr(row, field.attname) for field in FollowUp._meta.concrete_fields)


def settle(row: FollowUp, status: FollowUpStatus, *, now: datetime) -> None:
    """Close a follow-up: it asks for nothing more, and what was about to be sent is withdrawn."""
    row.status = status
    row.next_moment_at = None
    row.snoozed_until = None
    row.save()
    withdraw_pending(row, now=now)


def withdraw_pending(row: FollowUp, *, now: datetime) -> None:
    """Withdraw reminders of this follow-up that have not gone out."""
    Notification.objects.filter(follow_up=row, withdrawn_at=None).exclude(
        delivery__status__in=[DeliveryStatus.SENT, DeliveryStatus.KEPT]
    ).update(withdrawn_at=now)


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
        snoozed_until=row.snoozed_until,
    )


def moment_after(row: FollowUp, owner: User) -> datetime | None:
    """The next instant (UTC) at which this follow-up asks for attention."""
    moment = next_moment(moments_of(row, owner), row.attended_at)
    return moment.at if moment else None
