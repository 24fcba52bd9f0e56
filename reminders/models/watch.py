from __future__ import annotations

from django.db import models


class Tick(models.Model):
    """When beat, or any worker, last did something. `at` is UTC, on the clock of the process that noted it."""

    process = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.process} at {self.at:%Y-%m-%d %H:%M:%S}"


class Tally(models.Model):
    """How often something was decided, in all processes together, since counting was switched on."""

    decision = models.CharField(max_length=40, primary_key=True)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.decision}: {self.count}"
