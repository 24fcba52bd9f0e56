"""Celery's shells around the services. Truth is in the database, and each tick repairs the last."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from reminders.services import flagging, planning, sending


@shared_task
def replan_due() -> None:
    while planning.replan_due(timezone.now()) >= planning.AT_ONCE:
        pass


@shared_task
def flag_due() -> None:
    flagging.flag_due(timezone.now())


@shared_task
def send_pending() -> None:
    sending.send_pending(timezone.now())
