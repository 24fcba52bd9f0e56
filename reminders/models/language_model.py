from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.limits import at_most


class LanguageModel(models.Model):
    """The language model that a user asks for help with letters, and where they agreed to send them.

    `address` is empty where the user has none of their own and asks the operator's. `agreed_to` is the address that the
    user agreed to (at `agreed_at`, UTC): another one asks anew. The key is sealed (`accounts.secrets`).
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="language_model"
    )
    address = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True)
    sealed_key = models.TextField(blank=True)
    agreed_to = models.CharField(max_length=500, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(address="", name="", sealed_key="") | (~Q(address="") & ~Q(name=""))),
                name="language_model_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(agreed_to="", agreed_at=None) | (~Q(agreed_to="") & Q(agreed_at__isnull=False)),
                name="language_model_agreed_at_a_time",
            ),
            *at_most("language_model", address=500, name=200, sealed_key=2000, agreed_to=500),
        ]

    def __str__(self) -> str:
        return f"language model of {self.user_id}"
