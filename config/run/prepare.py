"""What must be true before the first page: tables, static files, and a demonstration when it is asked for."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from contextlib import suppress
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from config.environment import ConfigurationError
from config.run.home import write_privately
from config.run.supervisor import say


def migrate() -> None:
    """Bring the tables up to date; looking whether there is anything to do is most of the time."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            say("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no reason given"
        raise ConfigurationError(f"the database cannot be used: {reason}") from error
    finally:
        # The connection must not live on in a process that only waits.
        with suppress(DatabaseError):
            connection.close()


def make_push_keys() -> None:
    """The keys that sign notices to browsers, where there are none yet."""
    # Its models cannot be read before the tables are there.
    from reminders.services.push_keys import public_key

    try:
        public_key()
    finally:
        connection.close()


def collect_static_files(data: Path) -> None:
    """Copy, name and compress the static files, unless nothing has changed since the last time."""
    stamp, manifest = data / "static-stamp", Path(settings.STATIC_ROOT) / "staticfiles.json"
    wanted = fingerprint_static_files()
    if stamp.exists() and stamp.read_text("ascii") == wanted and manifest.exists():
        return
    # Not stamped until it is done: a half-finished copy is made again.
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    write_privately(stamp, wanted)


def fingerprint_static_files() -> str:
    """A digest of every source file's name, size and time, and of what turns them into what is served."""
    digest = hashlib.sha256(repr((django.VERSION, settings.STORAGES, settings.STATIC_URL)).encode())
    for finder in finders.get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def fill_demo() -> str:
    """Make the demonstration account, and return how to log in."""
    if importlib.util.find_spec("config.demo") is None:
        raise ConfigurationError("this copy has no demonstration; leave --demo out")
    demo = importlib.import_module("config.demo")
    try:
        return str(demo.fill())
    finally:
        connection.close()
