"""The two messages that no step asks for: what a day holds, and how an interview went. Instants are UTC."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.models import Interview


class Morning(models.Model):
    """When a user's next morning may be told of. Everybody has one who has an application that was planned.

    `attended_at`: the last morning dealt with, or since when there are any.
    """

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="morning")
    attended_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"morning of {self.owner_id}"


class Evening(models.Model):
    """When to ask how an interview went that ends at `ends_at`; `asks_at` is None once that is done with.

    An interview has none if it was over when it was logged, and loses it when there is nothing to ask any more.
    """

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="evening")
    ends_at = models.DateTimeField()
    asks_at = models.DateTimeField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"evening of {self.interview_id}"
