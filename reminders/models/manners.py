from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from reminders.drafting.register import Register


class Manners(models.Model):
    """What a user does differently from POLICY.md. No row, and what a row leaves out: as POLICY says.

    `numbers` holds fields of the policy's Etiquette by name; `quiet` a list of [first, last] days of the
    year as MM-DD, None for POLICY's. `register` is how the user's letters sound where a letter has no other.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="manners")
    numbers = models.JSONField(default=dict)
    quiet = models.JSONField(null=True, blank=True)
    register = models.CharField(max_length=10, default=Register.WARM.value)

    class Meta:
        verbose_name_plural = "manners"
        constraints = [
            models.CheckConstraint(
                condition=Q(register__in=[each.value for each in Register]), name="manners_register_known"
            ),
        ]

    def __str__(self) -> str:
        return f"manners of {self.user_id}"
