from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.company import Company
from applications.models.limits import at_most
from applications.stages import STAGE_CHOICES, Stage


class ApplicationQuerySet(OwnedQuerySet["Application"]):
    def live(self) -> ApplicationQuerySet:
        """All but the deleted, which wait a while for an undo."""
        return self.filter(deleted_at=None)


class Application(models.Model):
    """One job at one company. Dates are the user's own calendar days."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications")
    company = models.ForeignKey(Company, on_delete=models.RESTRICT, related_name="applications")
    title = models.CharField(max_length=200)
    fit = models.CharField(max_length=500, blank=True)
    posting_url = models.URLField(max_length=1000, blank=True)
    posting_text = models.TextField(max_length=50_000, blank=True)
    location = models.CharField(max_length=200, blank=True)
    salary = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    stage = models.CharField(max_length=20, choices=STAGE_CHOICES, default=Stage.APPLIED)
    applied_on = models.DateField(null=True, blank=True)
    closing_on = models.DateField(null=True, blank=True)
    no_contact = models.BooleanField(default=False)
    rejected_on = models.DateField(null=True, blank=True)
    offered_on = models.DateField(null=True, blank=True)
    offer_deadline = models.DateField(null=True, blank=True)
    country = models.CharField(max_length=2, blank=True)
    subdivision = models.CharField(max_length=40, blank=True)
    archived = models.BooleanField(default=False)
    # Imported: what its own row says (applied, turned down, an offer) asks for nothing, until the user wants it.
    is_history = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "stage"])]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="application_has_a_title"),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]), name="application_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(offer_deadline=None)
                | Q(offered_on=None)
                | Q(offer_deadline__gte=F("offered_on")),
                name="application_offer_before_its_deadline",
            ),
            *at_most(
                "application",
                title=200,
                fit=500,
                posting_url=1000,
                posting_text=50_000,
                location=200,
                salary=200,
                source=200,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}, {self.title}"


class HistoryQuerySet(OwnedQuerySet["StageChange"]):
    owner_path = "application__owner"


class StageChange(models.Model):
    """Append-only: when the application moved from one stage to another. `on` may be back-dated."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(max_length=20, choices=STAGE_CHOICES, blank=True)
    to_stage = models.CharField(max_length=20, choices=STAGE_CHOICES)
    on = models.DateField()
    # What an offer gave as its deadline, so that undoing the next change knows it.
    offer_deadline = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_stage__in=[stage.value for stage in Stage]),
                name="stage_change_to_a_known_stage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage} on {self.on}"
