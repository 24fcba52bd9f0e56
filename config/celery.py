"""The Celery application that worker and beat run."""

import os

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("followthrough")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.celeryd_init.connect
@signals.beat_init.connect
def stop_without_secret(**_signal: object) -> None:
    """Before a worker or a beat begins; not on import, for `up` imports this too and makes the secret."""
    from django.conf import settings

    from config import environment

    environment.stop_without_secret(settings.ENVIRONMENT)
