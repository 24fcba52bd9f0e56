from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.application import Application
from applications.models.interview import Interview
from applications.models.limits import at_most


class OwnPromiseQuerySet(OwnedQuerySet["OwnPromise"]):
    owner_path = "application__owner"


class OwnPromise(models.Model):
    """What the user promised them, by when, and the day it was kept."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="own_promises")
    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, null=True, blank=True, related_name="own_promises"
    )
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    kept_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OwnPromiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="own_promise_says_what"),
            models.UniqueConstraint(fields=["interview"], name="own_promise_once_an_interview"),
            *at_most("own_promise", text=500),
        ]

    def __str__(self) -> str:
        return f"{self.text} by {self.due_on}"
