from __future__ import annotations

import unicodedata

from django.conf import settings
from django.db import models

from accounts.ownership import OwnedQuerySet
from applications.models.limits import at_most


def name_key(name: str) -> str:
    """What two spellings of one name share, whatever their case: a database folds ASCII letters at best."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).strip()


class KeyField(models.CharField):  # type: ignore[type-arg]
    """The name without its case, written whenever the row is."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = name_key(model_instance.name)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key


class CompanyQuerySet(OwnedQuerySet["Company"]):
    def named(self, name: str) -> CompanyQuerySet:
        """Those of this name, whatever its case."""
        return self.filter(key=name_key(name))


class Company(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="companies")
    name = models.CharField(max_length=200)
    # Folding makes some letters three.
    key = KeyField(max_length=600, editable=False)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="company_once_an_owner"),
            models.CheckConstraint(condition=~models.Q(name=""), name="company_has_a_name"),
            models.CheckConstraint(condition=~models.Q(key=""), name="company_has_a_key"),
            *at_most("company", name=200),
        ]
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name

    def rename(self, name: str) -> None:
        self.name = name
        self.save(update_fields=["name", "key"])
