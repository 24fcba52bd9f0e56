from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.ownership import OwnedQuerySet
from applications.models.company import Company
from applications.models.limits import at_most


class ContactQuerySet(OwnedQuerySet["Contact"]):
    pass


class Contact(models.Model):
    """Someone the user met or wrote to."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contacts")
    company = models.ForeignKey(
        Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=50, blank=True)
    profile_url = models.URLField(max_length=500, blank=True)
    role = models.CharField(max_length=200, blank=True)
    notes = models.TextField(max_length=20_000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "name"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(email=""), name="contact_has_a_name_or_address"
            ),
            *at_most("contact", name=200, email=254, phone=50, profile_url=500, role=200, notes=20_000),
        ]

    def __str__(self) -> str:
        return self.name or self.email
