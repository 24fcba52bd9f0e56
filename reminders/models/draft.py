from __future__ import annotations

from django.db import models

from reminders.models.follow_up import FollowUp


class Draft(models.Model):
    """The letter as the user changed it. Until then it is written anew from the facts at each reading."""

    follow_up = models.OneToOneField(FollowUp, on_delete=models.CASCADE, related_name="draft")
    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField(max_length=50_000, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.subject
