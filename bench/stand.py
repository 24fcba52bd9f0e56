"""Where benchmarks stand: the product's own settings on a temporary SQLite database."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

OTHERS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "BROKER_URL")


@contextmanager
def temporary_site() -> Iterator[None]:
    """Django set up on an empty, migrated database that goes away afterwards."""
    with tempfile.TemporaryDirectory(prefix="followthrough-bench-") as folder:
        os.environ.update(
            FOLLOWTHROUGH_DATA=folder,
            SECRET_KEY="bench only",  # noqa: S106
            DJANGO_SETTINGS_MODULE="config.settings",
        )
        for name in OTHERS:
            os.environ.pop(name, None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from reminders.decisions import untold

        with untold():
            yield
