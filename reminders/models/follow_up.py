from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models import Application, Contact, Interview, Message
from applications.models.limits import at_most
from reminders.drafting.register import Register
from reminders.models.template import Template
from reminders.policy import Reason, State, StepKind, state_at


class FollowUpStatus(models.TextChoices):
    OPEN = "open", "Open"
    SENT = "sent", "Done"
    SKIPPED = "skipped", "Skipped"
    WITHDRAWN = "withdrawn", "No longer needed"


class FollowUpQuerySet(OwnedQuerySet["FollowUp"]):
    owner_path = "application__owner"

    def live(self) -> FollowUpQuerySet:
        return self.filter(application__deleted_at=None)

    def open(self) -> FollowUpQuerySet:
        return self.live().filter(status=FollowUpStatus.OPEN)

    def asking(self, now: datetime) -> FollowUpQuerySet:
        """Those that are due or late now and not put off."""
        return self.open().filter(Q(snoozed_until=None) | Q(snoozed_until__lte=now), opens_at__lte=now)


class FollowUp(models.Model):
    """One step of the policy. Instants are UTC; `time_zone` is where its dates are counted.

    `anchor` names the fact it counts from, so that a new silence is a new row and a moved interview moves its
    own.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=30)
    anchor = models.CharField(max_length=100)
    recipient = models.CharField(max_length=40, blank=True)
    number = models.PositiveSmallIntegerField(default=0)
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="follow_ups"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    opens_at = models.DateTimeField(null=True, blank=True)
    best_by = models.DateTimeField(null=True, blank=True)
    late_after = models.DateTimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=64)
    reason_code = models.CharField(max_length=60)
    reason_args = models.JSONField(default=dict)
    status = models.CharField(max_length=20, choices=FollowUpStatus.choices, default=FollowUpStatus.OPEN)
    skipped_at = models.DateTimeField(null=True, blank=True)
    # Skipped by us, not by the user: it was long late when its interview was first logged.
    is_history = models.BooleanField(default=False)
    message = models.ForeignKey(
        Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    # How its letter sounds; empty: as the user's letters do. And whether it asks for time to decide on an offer.
    register = models.CharField(max_length=10, blank=True)
    asks_for_time = models.BooleanField(default=False)
    # What the user chose from their shelf for this letter, in its words of then; empty: the application's own line.
    skill = models.CharField(max_length=200, blank=True)
    # What its letter is written from, where the user chose a template for this one.
    template = models.ForeignKey(
        Template, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups"
    )
    snoozed_until = models.DateTimeField(null=True, blank=True)
    # The latest moment dealt with, or the entry of the fact: only moments after it ask for attention.
    attended_at = models.DateTimeField(default=timezone.now)
    next_moment_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_moment_at"], name="follow_up_next_moment"),
            models.Index(fields=["application", "status"], name="follow_up_of_application"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind", "anchor", "recipient", "number"], name="follow_up_once_a_step"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in StepKind]), name="follow_up_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=FollowUpStatus.values), name="follow_up_status_known"
            ),
            models.CheckConstraint(
                condition=Q(register__in=["", *(each.value for each in Register)]),
                name="follow_up_register_known",
            ),
            *at_most("follow_up", skill=200),
            models.CheckConstraint(
                condition=Q(status="skipped") | Q(is_history=False), name="follow_up_history_is_skipped"
            ),
            models.CheckConstraint(
                condition=Q(status="open") | Q(next_moment_at=None), name="follow_up_settled_asks_for_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.recipient} of {self.application_id}"

    @property
    def step_kind(self) -> StepKind:
        return StepKind(self.kind)

    @property
    def reason(self) -> Reason:
        return Reason.from_json({"code": self.reason_code, "args": self.reason_args})

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_blocked(self) -> bool:
        return self.opens_at is None

    def state(self, now: datetime) -> State:
        return state_at(self.opens_at, self.late_after, now, blocked=self.is_blocked)

    def is_snoozed(self, now: datetime) -> bool:
        return self.snoozed_until is not None and self.snoozed_until > now

    def is_told(self, now: datetime) -> bool:
        """Whether a reminder that was queued is still to be told; its application is the one of now."""
        is_open = self.status == FollowUpStatus.OPEN and self.application.deleted_at is None
        return is_open and not self.is_snoozed(now)
