from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.intake.kinds import Kind
from applications.models.limits import at_most

KIND_NAMES = {
    Kind.CALENDAR: "Calendar invitation",
    Kind.MAIL: "E-mail",
    Kind.POSTING: "Job posting",
    Kind.SPREADSHEET: "Spreadsheet",
    Kind.VCARD: "Contact card",
}


class IntakeState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    READ = "read", "Ready for you"
    FAILED = "failed", "Could not be read"
    SAVED = "saved", "Saved"
    UNDONE = "undone", "Taken back"


UNFINISHED = (IntakeState.WAITING, IntakeState.READING, IntakeState.READ, IntakeState.FAILED)


class IntakeQuerySet(OwnedQuerySet["Intake"]):
    def unfinished(self) -> IntakeQuerySet:
        return self.filter(state__in=UNFINISHED)


class Intake(models.Model):
    """Something the user dropped, pasted or chose: what it is, how it was understood, what came of it.

    `raw` is emptied once it is saved, or after some days. `understood` is as its kind's reader gives it,
    `outcome` what saving it made and changed, as its kind's undo wants it.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="intakes")
    kind = models.CharField(max_length=20, choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    name = models.CharField(max_length=255, blank=True)
    raw = models.BinaryField(default=b"")
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=IntakeState.choices, default=IntakeState.WAITING)
    understood = models.JSONField(default=dict, blank=True)
    outcome = models.JSONField(default=dict, blank=True)
    error = models.CharField(max_length=500, blank=True)
    # While a worker reads it: since when, so that one that died does not keep it; and how often it was begun.
    reading_since = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["owner", "state"]),
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["waiting", "reading"]),
                name="intake_to_read",
            ),
            models.Index(fields=["created_at"], name="intake_by_age"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=IntakeState.values), name="intake_state_known"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in KIND_NAMES]), name="intake_kind_known"
            ),
            *at_most("intake", name=255, error=500),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.kind_label}, pasted"

    @property
    def kind_label(self) -> str:
        return KIND_NAMES[Kind(self.kind)]

    @property
    def is_being_read(self) -> bool:
        return self.state in {IntakeState.WAITING, IntakeState.READING}
