from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models.limits import at_most
from reminders.drafting.register import Register
from reminders.models.follow_up import FollowUp
from reminders.models.template import Template


class Draft(models.Model):
    """The letter as the user changed it. Until then it is written anew from the facts at each reading."""

    follow_up = models.OneToOneField(FollowUp, on_delete=models.CASCADE, related_name="draft")
    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField(max_length=50_000, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.subject

    @property
    def version(self) -> str:
        """Names this very text. An editor says which one it started from, so that no two overwrite each other."""
        return hashlib.sha256(f"{self.subject}\0{self.body}".encode()).hexdigest()[:16]


class DraftVersion(models.Model):
    """The user's wording as it was before something replaced it, and what that was."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="draft_versions")
    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField(max_length=50_000, blank=True)
    # How the letter from the facts was written at the time; it comes back together with the text.
    register = models.CharField(max_length=10)
    template = models.ForeignKey(Template, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asks_for_time = models.BooleanField(default=False)
    why = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(register__in=[each.value for each in Register]),
                name="draft_version_register_known",
            ),
            *at_most("draft_version", subject=500, body=50_000, why=100),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.why})"
