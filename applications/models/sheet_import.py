from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.application import Application
from applications.models.company import Company
from applications.models.contact import Contact
from applications.models.intake import Intake
from applications.models.limits import at_most


class ImportState(models.TextChoices):
    CHOOSING = "choosing", "Waiting for you"
    CHECKING = "checking", "Being looked over"
    READY = "ready", "Ready to import"
    IMPORTING = "importing", "Being imported"
    DONE = "done", "Imported"
    UNDOING = "undoing", "Being taken back"
    UNDONE = "undone", "Taken back"
    FAILED = "failed", "Could not be imported"


# What a worker does; the rest waits for the user, or is over.
AT_WORK = (ImportState.CHECKING, ImportState.IMPORTING, ImportState.UNDOING)
OVER = (ImportState.DONE, ImportState.UNDONE, ImportState.FAILED)


class SheetImportQuerySet(OwnedQuerySet["SheetImport"]):
    pass


class SheetImport(models.Model):
    """An old tracker on its way in: how its columns are read, how far it is, what it brought.

    Its rows are with `intake` as long as that is kept. `choices` is how the user wants it read, `counts` what
    looking it over found or importing it brought, `refused_file` the rows that could not be taken, as CSV.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sheet_imports"
    )
    intake = models.OneToOneField(Intake, on_delete=models.SET_NULL, null=True, related_name="sheet_import")
    name = models.CharField(max_length=255, blank=True)
    rows = models.PositiveIntegerField(default=0)
    choices = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    refused_file = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=ImportState.choices, default=ImportState.CHOOSING)
    problem = models.CharField(max_length=500, blank=True)
    # How far the work at hand is; a total of 0 is not known.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # A worker has it until then; if that has died, another takes it. And how often it was begun.
    held_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["checking", "importing", "undoing"]),
                name="sheet_import_at_work",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="sheet_import_state_known"
            ),
            *at_most("sheet_import", name=255, problem=500),
        ]

    def __str__(self) -> str:
        return self.name or "Pasted table"

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def is_over(self) -> bool:
        return self.state in OVER


class ImportedRowQuerySet(OwnedQuerySet["ImportedRow"]):
    owner_path = "sheet_import__owner"


class ImportedRow(models.Model):
    """One row of ours that an import brought. With another `fingerprint` than then, the user has
    changed it since, and the undo leaves it."""

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="brought")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64)

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(application=None, contact=None, company__isnull=False)
                | Q(application=None, company=None, contact__isnull=False)
                | Q(contact=None, company=None, application__isnull=False),
                name="imported_row_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"brought by {self.sheet_import_id}"
