"""The writers of users' settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from accounts.models import DayOff, User
from accounts.signals import settings_changed


def save_settings(user: User, chosen: Mapping[str, object]) -> User:
    """Store the user's settings, a value for each field's name, and announce the change."""
    with transaction.atomic():
        for name, value in chosen.items():
            setattr(user, name, value)
        user.save(update_fields=list(chosen))
        settings_changed.send(sender=User, user=user)
    return user


@contextmanager
def changing_settings(user: User) -> Iterator[None]:
    """Let the caller write what goes with the user's settings, and announce the change; one transaction."""
    with transaction.atomic():
        _hold(user)
        yield
        settings_changed.send(sender=User, user=user)


MOST_DAYS_OFF = 100


class TooManyDaysOff(Exception):
    """There is no room for more entries; the user should remove old ones."""


def add_days_off(user: User, *, first: date, last: date, name: str) -> DayOff:
    """Keep `first` to `last` free of business. The same days again only rename them.

    Raises TooManyDaysOff.
    """
    with transaction.atomic():
        _hold(user)
        if user.days_off.exclude(first=first, last=last).count() >= MOST_DAYS_OFF:
            raise TooManyDaysOff
        entry, _ = DayOff.objects.update_or_create(
            owner=user, first=first, last=last, defaults={"name": name}
        )
        settings_changed.send(sender=User, user=user)
    return entry


def remove_days_off(user: User, pk: int) -> DayOff | None:
    """Take an entry of the user's away; None if there is none. What is returned can be added again."""
    with transaction.atomic():
        _hold(user)
        entry = user.days_off.filter(pk=pk).first()
        if entry is not None:
            entry.delete()
            settings_changed.send(sender=User, user=user)
    return entry


def _hold(user: User) -> None:
    """Wait for a plan that is being made from the settings as they were."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
