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
    planned = planning.AT_ONCE
    while planned >= planning.AT_ONCE:
        planned = planning.replan_due(_noted_now())


@shared_task
def flag_due() -> None:
    if flagging.flag_all(_noted_now()):
        # Or it would wait for the next tick. Without a broker it does, so nothing is gained by trying again.
        with contextlib.suppress(OperationalError):
            send_pending.apply_async(expires=25, retry=False)


@shared_task
def send_pending() -> None:
    sending.send_pending(_noted_now())


def _noted_now() -> datetime:
    """The time (UTC), noted before anything is done by it: so if it turns out to have run ahead, that is seen.

    It shows that a worker works, too. Accepted: what another thread does in the instant in which a clock is put
    back, by the time that it had read before.
    """
    now = timezone.now()
    note_tick(Process.WORKER, now, when_put_back=_doubt_what_lies_ahead)
    return now


def _doubt_what_lies_ahead(now: datetime) -> None:
    planning.doubt_plans_ahead(now)
    sending.doubt_withdrawn_ahead(now)
