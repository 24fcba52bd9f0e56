from __future__ import annotations

from django.db import models

from applications.models import Application


class Plan(models.Model):
    """When an application was last planned and when that plan may change by itself.

    `stale`: planning failed, or a setting changed; the sweep plans again. `replan_at` (UTC): the next
    instant at which time alone changes the plan, such as an interview's end. `entered_at`: since when facts
    wait that could not be planned as they were entered. `failed_at`: when the sweep last failed, so that
    those which fail take turns behind the others.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="plan")
    stale = models.BooleanField(default=False)
    replan_at = models.DateTimeField(null=True, blank=True)
    planned_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    policy_version = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["replan_at"], name="plan_replan_at"),
            models.Index(fields=["stale"], name="plan_stale", condition=models.Q(stale=True)),
            models.Index(fields=["policy_version"], name="plan_policy_version"),
        ]

    def __str__(self) -> str:
        return f"plan of {self.application_id}"
