"""Facts → policy → follow-ups, in the transaction of the change."""

from __future__ import annotations

import logging
from datetime import datetime
from importlib import metadata
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from accounts.signals import settings_changed
from applications.models import Application, Interview
from applications.signals import application_changed, applications_forgotten, applications_imported
from reminders.decisions import record as record_decision
from reminders.models import Delivery, FollowUp, Notification, Plan
from reminders.models.delivery import DeliveryStatus
from reminders.models.follow_up import FollowUpStatus
from reminders.points import Point, passing
from reminders.policy import Step, next_change
from reminders.services.attention import settle
from reminders.services.evenings import doubt_evenings_ahead, hold_evenings, keep_evenings
from reminders.services.facts import gather_facts
from reminders.services.history import owed
from reminders.services.manners import etiquette_of
from reminders.services.mornings import doubt_mornings_ahead, keep_morning
from reminders.services.steps import (
    Entry,
    Key,
    file_history,
    judge_again,
    keep,
    key_of_row,
    key_of_step,
)

log = logging.getLogger(__name__)

# Raise it when a rule changes: the sweep then plans everything anew, as it does for new holiday tables.
RULES = 3
POLICY_VERSION = f"{RULES} holidays {metadata.version('holidays')}"
AT_ONCE = 200
# As many as a page may plan before it is shown; the sweep does the others.
ON_A_PAGE = 25


def listen() -> None:
    """Connect planning to the writers of facts. Called once, when the app is ready."""
    application_changed.connect(_on_application_changed, dispatch_uid="plan")
    settings_changed.connect(_on_settings_changed, dispatch_uid="plan")
    applications_imported.connect(_on_applications_imported, dispatch_uid="plan")
    applications_forgotten.connect(_decided_on, dispatch_uid="plan")


def _on_application_changed(application: Application, **_: Any) -> None:
    now = timezone.now()
    try:
        with transaction.atomic():
            replan(application, now=now, entered=True)
    except Exception:
        # The user's write stands whatever our rules do; the sweep tries again.
        log.exception("planning application %s failed; it is marked stale", application.pk)
        Plan.objects.get_or_create(application=application)
        Plan.objects.filter(application=application).update(
            stale=True, entered_at=Coalesce(F("entered_at"), Value(now))
        )


def _on_settings_changed(user: User, **_: Any) -> None:
    """Zone, region, days off or etiquette may move every date: the sweep plans each application anew."""
    Plan.objects.filter(application__owner=user).update(stale=True)


def _on_applications_imported(applications: list[Application], interviews: list[Interview], **_: Any) -> None:
    """What is imported is history and asks for nothing (POLICY "Reminders"), so it is planned already: all but
    the applications with an interview to come, which the sweep plans as if they were entered now."""
    now = timezone.now()
    to_plan = {each.application_id for each in interviews if not each.is_history}
    Plan.objects.bulk_create(
        (
            Plan(application=each, stale=True, entered_at=now)
            if each.pk in to_plan
            else Plan(application=each, planned_at=now, policy_version=POLICY_VERSION)
            for each in applications
        ),
        batch_size=1000,
    )


def _decided_on(ids: list[int], **_: Any) -> set[int]:
    """Those of these applications one of whose follow-ups the user has sent, skipped, put off or worded a letter of.

    Called for applications that are about to be deleted, and by whoever holds them.
    """
    _wait_for_flaggers(ids)
    decided = Q(status=FollowUpStatus.SENT) | Q(status=FollowUpStatus.SKIPPED, is_history=False)
    decided |= Q(snoozed_until__isnull=False) | Q(draft__isnull=False) | Q(draft_versions__isnull=False)
    decided |= ~Q(register="") | ~Q(skill="") | Q(template__isnull=False) | Q(asks_for_time=True)
    found: set[int] = set()
    for begin in range(0, len(ids), AT_ONCE):
        some = FollowUp.objects.filter(decided, application__in=ids[begin : begin + AT_ONCE])
        found.update(some.values_list("application_id", flat=True))
    return found


def _wait_for_flaggers(ids: list[int]) -> None:
    """Lock what of these applications a flagger takes: what it puts into the outbox of them is then there to be seen,
    and deleted with them."""
    list(FollowUp.objects.filter(application__in=ids).select_for_update().order_by("pk").values_list("pk"))
    hold_evenings(ids)


def replan_due(now: datetime, *, owner: User | None = None, limit: int | None = None) -> int:
    """Plan anew what is stale, what time has changed, and what an older rule or holiday table planned.

    Each application in a transaction of its own; one that fails stays stale, is logged, and stops nobody.
    Returns how many were planned.
    """
    waiting = _waiting(now)
    if owner is not None:
        waiting = waiting.filter(application__owner=owner)
    limit = limit or (AT_ONCE if owner is None else ON_A_PAGE)
    # What time alone has changed comes first; those that failed take turns at the end.
    in_turn = waiting.order_by(F("failed_at").asc(nulls_first=True), "stale", "replan_at", "pk")
    return sum(_replan_one(pk, now) for pk in list(in_turn.values_list("application_id", flat=True)[:limit]))


def doubt_plans_ahead(now: datetime) -> None:
    """After the clock was put back: what was planned as if a later time had come is planned anew, as of `now`.

    What was told meanwhile is not told again.
    """
    _forget_what_waits_ahead(now)
    attended = FollowUp.objects.filter(attended_at__gt=now)
    Plan.objects.filter(application__in=attended.values("application")).update(stale=True)
    attended.update(attended_at=now)
    ahead = Plan.objects.filter(planned_at__gt=now)
    rows = FollowUp.objects.filter(application__plan__in=ahead)
    # Over on that day, perhaps not on this one: the new plan finds it as it was, with what is still to be told of it.
    rows.filter(status=FollowUpStatus.WITHDRAWN).update(status=FollowUpStatus.OPEN)
    rows.filter(is_history=True, skipped_at__gt=now).update(
        status=FollowUpStatus.OPEN, is_history=False, skipped_at=None
    )
    # The end of a night, or a day with reminders, that lay ahead of that clock. Flagging looks to the right one.
    FollowUp.objects.open().filter(next_moment_at__gt=now).update(next_moment_at=now)
    doubt_mornings_ahead(now)
    doubt_evenings_ahead(now)
    ahead.update(stale=True, planned_at=now)


def _forget_what_waits_ahead(now: datetime) -> None:
    """What waits for a moment that is still to come is queued anew when that has come: in the outbox it would stand
    in the way of it, and be taken for outdated till then. What somebody holds may have been handed over."""
    unsent = Delivery.objects.filter(
        status__in=[DeliveryStatus.PENDING, DeliveryStatus.WITHDRAWN], lease_token=""
    )
    waiting = Notification.objects.filter(Q(delivery=None) | Q(delivery__in=unsent))
    waiting.filter(due_at__gt=now).delete()
    # Nothing is left that they could tell, or the log show.
    unsent.filter(created_at__gt=now, notifications=None).delete()


def _waiting(now: datetime) -> QuerySet[Plan]:
    return Plan.objects.filter(
        Q(stale=True)
        | Q(replan_at__lte=now)
        | Q(policy_version__lt=POLICY_VERSION)
        | Q(policy_version__gt=POLICY_VERSION)
    )


def _replan_one(application_id: int, now: datetime) -> bool:
    try:
        with transaction.atomic():
            # Locked by a writer: that writer is planning it.
            locked = Application.objects.select_for_update(skip_locked=True).filter(pk=application_id).first()
            # Another sweep may have been here since the list was read.
            if locked is None or not _waiting(now).filter(application=locked).exists():
                return False
            passing(Point.PLAN_TAKEN)
            replan(locked, now=now, entered=False)
            passing(Point.PLAN_WRITTEN)
        passing(Point.PLANNED)
        return True
    except Exception:
        log.exception("planning application %s failed; the next sweep tries again", application_id)
        Plan.objects.filter(application_id=application_id).update(stale=True, failed_at=now)
        return False


def replan(application: Application, *, now: datetime, entered: bool) -> None:
    """Bring the application's follow-ups in line with its facts. The caller holds its lock.

    `entered`: facts were just typed in, so that moments before `now` ask for nothing. Otherwise time alone
    moved on, and what was missed since the last plan is still flagged once.
    """
    # Read anew and held: settings that change meanwhile wait for this plan, and then mark it stale.
    application.owner = User.objects.select_for_update(no_key=True).get(pk=application.owner_id)
    record, _ = Plan.objects.get_or_create(application=application)
    entry = Entry.of(application, record, now=now, entered=entered)
    # Held, for a flagger writes to them too.
    found = application.follow_ups.select_for_update(no_key=True).order_by("pk")
    rows = {key_of_row(row): row for row in found}
    steps: tuple[Step, ...] = ()
    record.replan_at = None
    # A deleted application is owed nothing until it is restored.
    if application.deleted_at is None:
        unfiled = judge_again(rows, entry)
        manners = etiquette_of(application.owner)
        facts = gather_facts(application, now=now)
        steps = owed(application, facts, manners)
        if file_history(application, steps, rows, unfiled, entry, manners):
            facts = gather_facts(application, now=now)
            steps = owed(application, facts, manners)
        record.replan_at = next_change(facts, manners)
    keep_evenings(application, since=entry.since, now=now)
    keep_morning(application.owner, now=now)
    _write(application, steps, rows, entry)
    record.stale = False
    record.entered_at = record.failed_at = None
    record.planned_at = now
    record.policy_version = POLICY_VERSION
    record.save()
    record_decision("planned", application=application.pk, steps=len(steps), entered=int(entered))


def _write(
    application: Application, steps: tuple[Step, ...], rows: dict[Key, FollowUp], entry: Entry
) -> None:
    """Store the steps as rows."""
    wanted = {key_of_step(step): step for step in steps}
    for key, step in wanted.items():
        keep(application, rows.get(key), step, entry)
    for key, row in rows.items():
        if key not in wanted and row.status == FollowUpStatus.OPEN:
            settle(row, FollowUpStatus.WITHDRAWN, now=entry.now)
