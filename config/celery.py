"""The Celery application that worker and beat run."""

import logging
import os

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("followthrough")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
log = logging.getLogger(__name__)


@signals.celeryd_init.connect
@signals.beat_init.connect
def stop_without_secret(**_signal: object) -> None:
    """Before a worker or a beat begins; not on import, for `up` imports this too and makes the secret."""
    from django.conf import settings

    from config import environment

    environment.stop_without_secret(settings.ENVIRONMENT)


@signals.beat_init.connect
def note_ticks_of_beat(**_signal: object) -> None:
    """From here on beat leaves word in the database whenever it hands out a task."""
    signals.before_task_publish.connect(_note_tick, weak=False, dispatch_uid="tick")


def _note_tick(**_signal: object) -> None:
    from django.db import close_old_connections
    from django.utils import timezone

    from reminders.services.ticks import Process, note_tick

    try:
        # Or a database that was restarted would never be reached again.
        close_old_connections()
        note_tick(Process.BEAT, timezone.now())
    except Exception as error:
        # Beat needs no database to wake the workers, and must not stop for want of one.
        log.warning("the tick of beat could not be noted: %s", type(error).__name__)
