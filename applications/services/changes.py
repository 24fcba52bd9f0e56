"""The frame of every write to an application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet

from applications.models import Application
from applications.signals import application_changed


def hold(applications: QuerySet[Application]) -> None:
    """Lock several applications, in the order of their ids. For a transaction that changes more than one.

    Whoever plans an application locks it before its owner; with one of them planned, and so the owner locked, it
    is too late to lock another.
    """
    list(applications.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@contextmanager
def changing(application: Application) -> Iterator[Application]:
    """Lock the application, let the caller write, then announce the change, all in one transaction.

    Two writers of one application queue here, so a plan is never made from half of another's write. What is
    announced is the application as it is stored: one write may contain another, which read a row of its own.
    Raises Application.DoesNotExist where an undo has taken it meanwhile.
    """
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        yield locked
        locked.refresh_from_db()
        application_changed.send(sender=Application, application=locked)
