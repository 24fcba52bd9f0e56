from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from accounts.ownership import OwnedQuerySet


class CompanyQuerySet(OwnedQuerySet["Company"]):
    pass


class Company(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="companies")
    name = models.CharField(max_length=200)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("owner", Lower("name"), name="company_once_an_owner"),
            models.CheckConstraint(condition=~models.Q(name=""), name="company_has_a_name"),
        ]
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name
