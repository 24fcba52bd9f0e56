"""The writers of users' settings."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from accounts.signals import settings_changed


def save_settings(user: User, chosen: Mapping[str, object]) -> User:
    """Store the user's settings, a value for each field's name, and announce the change."""
    with transaction.atomic():
        for name, value in chosen.items():
            setattr(user, name, value)
        user.save(update_fields=list(chosen))
        settings_changed.send(sender=User, user=user)
    return user
