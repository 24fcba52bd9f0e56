from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.application import Application
from applications.models.limits import at_most


class EventQuerySet(OwnedQuerySet["Event"]):
    owner_path = "application__owner"


class Event(models.Model):
    """Append-only: a line of the application's story that no other row tells. `at` is UTC.

    Only a cancelling undone at once is deleted: see `reinstate_interview`.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["application", "at"])]
        constraints = [*at_most("event", text=1000)]

    def __str__(self) -> str:
        return self.text
