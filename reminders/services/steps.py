"""Steps of the policy → rows: new ones, moved ones, and those that are history. Only planning uses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from applications.models import Application, Interview
from reminders.models import FollowUp, Plan
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import Etiquette, Step, StepKind
from reminders.services.attention import moment_after, moments_of, withdraw_pending

Key: TypeAlias = tuple[str, str, str, int]


def key_of_step(step: Step) -> Key:
    return (step.kind.value, step.anchor, step.to or "", step.number or 0)


def key_of_row(row: FollowUp) -> Key:
    return (row.kind, row.anchor, row.recipient, row.number)


@dataclass(frozen=True)
class Entry:
    """When the facts at hand were entered, and what time had already changed by then.

    `entered_at` is None when time alone moved on since `planned_at`. `overtaken` are interviews known to the
    last plan, if it was out of date before the facts came: their new steps are due to time, not to the entry.
    """

    now: datetime
    entered_at: datetime | None
    planned_at: datetime
    overtaken: frozenset[str]

    @classmethod
    def of(cls, application: Application, record: Plan, *, now: datetime, entered: bool) -> Entry:
        entered_at = record.entered_at or (now if entered else None)
        overtaken: frozenset[str] = frozenset()
        if entered_at and record.planned_at and record.replan_at and record.replan_at <= now:
            known = Interview.objects.filter(application=application, created_at__lte=record.planned_at)
            overtaken = frozenset(str(pk) for pk in known.values_list("pk", flat=True))
        return cls(now, entered_at, record.planned_at or now, overtaken)

    @property
    def since(self) -> datetime:
        """Moments after this ask for attention; earlier ones lay before the fact was entered."""
        return self.entered_at or self.planned_at

    def is_entered(self, step: Step) -> bool:
        """Whether a step that is new comes from what was entered, and not from time alone."""
        return self.entered_at is not None and _interview_of(step) not in self.overtaken

    def since_for(self, step: Step) -> datetime:
        return self.since if self.is_entered(step) else self.planned_at


def _interview_of(step: Step) -> str:
    prefix, _, key = step.anchor.partition(":")
    return step.interview or (key if prefix == "round" else "")


def judge_again(rows: Mapping[Key, FollowUp], entry: Entry) -> set[Key]:
    """Take thank-yous out of the history whose interview has another end now: a slip of the keys.

    Returns their keys; whether they are still owed, or history again, is for the plan to say.
    """
    filed = {key: row for key, row in rows.items() if row.is_history and row.interview_id}
    if entry.entered_at is None or not filed:
        return set()
    interviews = Interview.objects.in_bulk([row.interview_id for row in filed.values()])
    moved = {key for key, row in filed.items() if row.opens_at != interviews[row.interview_id or 0].ends_at}
    for key in moved:
        row = rows[key]
        row.status, row.skipped_at, row.is_history = FollowUpStatus.WITHDRAWN, None, False
        row.save()
    return moved


def file_history(
    application: Application,
    steps: tuple[Step, ...],
    rows: dict[Key, FollowUp],
    unfiled: set[Key],
    entry: Entry,
    manners: Etiquette,
) -> bool:
    """Skip thank-yous that were long late when their interview was logged (POLICY "Reminders").

    Says whether there were any.
    """
    filed = False
    history_after = timedelta(days=manners.thank_you_history_days)
    for step in steps:
        key = key_of_step(step)
        if step.kind != StepKind.THANK_YOU or step.late_after_at is None or not entry.is_entered(step):
            continue
        if (key not in rows or key in unfiled) and entry.since - step.late_after_at > history_after:
            row = rows.get(key) or _fresh_row(application, step, entry)
            _copy(step, row)
            row.status, row.skipped_at, row.is_history = FollowUpStatus.SKIPPED, entry.now, True
            row.save()
            rows[key] = row
            filed = True
    return filed


def keep(application: Application, row: FollowUp | None, step: Step, entry: Entry) -> None:
    """Make or move the row of a step that is owed. A row that says so already is not written."""
    if row is None:
        row = _fresh_row(application, step, entry)
        row.next_moment_at = moment_after(row, application.owner)
        row.save()
        return
    before = _state_of(row)
    instants = (row.opens_at, row.best_by, row.late_after)
    _copy(step, row)
    if row.status != FollowUpStatus.OPEN or instants != (row.opens_at, row.best_by, row.late_after):
        # Open again after an undo, or moved: only moments still to come ask for attention.
        since = entry.since_for(step) if row.status == FollowUpStatus.WITHDRAWN else entry.since
        row.status, row.skipped_at, row.message, row.is_history = FollowUpStatus.OPEN, None, None, False
        row.attended_at = max(row.attended_at, since)
        # Time alone, a setting or a rule moved one instant of it: what waits for another still stands.
        standing = () if entry.entered_at else [each.at for each in moments_of(row, application.owner)]
        withdraw_pending([row], now=entry.now, but_due_at=standing)
    row.next_moment_at = moment_after(row, application.owner)
    if _state_of(row) != before:
        row.save()


def _fresh_row(application: Application, step: Step, entry: Entry) -> FollowUp:
    row = FollowUp(
        application=application,
        kind=step.kind,
        anchor=step.anchor,
        recipient=step.to or "",
        number=step.number or 0,
        attended_at=entry.since_for(step),
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


def _state_of(row: FollowUp) -> tuple[object, ...]:
    return tuple(getattr(row, field.attname) for field in FollowUp._meta.concrete_fields)
