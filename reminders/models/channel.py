from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet


class ChannelKind(models.TextChoices):
    EMAIL = "email", "E-mail"


class ChannelQuerySet(OwnedQuerySet["Channel"]):
    pass


class Channel(models.Model):
    """Where a user's reminders go."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=20, choices=ChannelKind.choices, default=ChannelKind.EMAIL)
    address = models.CharField(max_length=500)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "address"], name="channel_once_an_address"),
            models.CheckConstraint(condition=Q(kind__in=ChannelKind.values), name="channel_kind_known"),
            models.CheckConstraint(condition=~Q(address=""), name="channel_has_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.address}"
