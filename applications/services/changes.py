"""The frame of every write to an application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from applications.models import Application
from applications.signals import application_changed


@contextmanager
def changing(application: Application) -> Iterator[Application]:
    """Lock the application, let the caller write, then announce the change, all in one transaction.

    Two writers of one application queue here, so a plan is never made from half of another's write. What is
    announced is the application as it is stored: one write may contain another, which read a row of its own.
    """
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        yield locked
        locked.refresh_from_db()
        application_changed.send(sender=Application, application=locked)
