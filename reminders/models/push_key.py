from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models.limits import at_most


class PushKey(models.Model):
    """The one key pair with which this Followthrough signs notices to browsers (VAPID, RFC 8292).

    `public` is base64url; browsers are told it. `sealed_private` is base64url sealed (accounts.secrets). It stands in
    the database, since web processes that subscribe and workers that send may share nothing else.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    public = models.CharField(max_length=100)
    sealed_private = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="push_key_only_one"),
            *at_most("push_key", public=100, sealed_private=500),
        ]

    def __str__(self) -> str:
        return f"push key of {self.made_at:%Y-%m-%d}"
