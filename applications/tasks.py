"""Celery's shells around the services. Each tick looks for itself; a lost one changes nothing."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from applications.services import imports, intakes


@shared_task
def read_waiting() -> None:
    while intakes.read_waiting(timezone.now()):
        pass


@shared_task
def forget_old() -> None:
    while intakes.forget_old(timezone.now()):
        pass
    imports.forget_unfinished(timezone.now())


@shared_task
def work_on_imports() -> None:
    while imports.work_on_waiting(timezone.now()):
        pass
