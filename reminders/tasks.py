"""Celery's shells around the services. Truth is in the database, and each tick repairs the last."""

from __future__ import annotations

import contextlib
from datetime import datetime

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from reminders.services import flagging, planning, sending
from reminders.services.ticks import Process, note_tick


@shared_task
def replan_due() -> None:
    """The task that comes most often, so it also shows that a worker works."""
    planned = planning.AT_ONCE
    while planned >= planning.AT_ONCE:
        now = timezone.now()
        note_tick(Process.WORKER, now, when_put_back=_doubt_what_lies_ahead)
        planned = planning.replan_due(now)


def _doubt_what_lies_ahead(now: datetime) -> None:
    planning.doubt_plans_ahead(now)
    sending.doubt_withdrawn_ahead(now)


@shared_task
def flag_due() -> None:
    if flagging.flag_all(timezone.now()):
        # Or it would wait for the next tick. Without a broker it does, so nothing is gained by trying again.
        with contextlib.suppress(OperationalError):
            send_pending.apply_async(expires=25, retry=False)


@shared_task
def send_pending() -> None:
    sending.send_pending(timezone.now())
