"""`manage.py explain`: the steps that follow from facts, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from applications.models import Application
from reminders.explanation import explain
from reminders.policy import FactsError

LARGEST_FILE = 10_000_000


class Command(BaseCommand):
    help = (
        "Print the steps that follow from one facts object or a list of them (--facts FILE, - for standard input) "
        "as JSON, or those of a stored application (--application ID) as text."
    )
    # Facts come without a database, and a stored application checks its own.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--facts", metavar="FILE", help="a JSON file, or - for standard input")
        source.add_argument("--application", metavar="ID", type=int, help="a stored application's number")
        parser.add_argument(
            "--working",
            action="store_true",
            help="with --facts: also the rules and the arithmetic of each date (--application always tells them)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["facts"] is not None:
            found = _explain_file(options["facts"], options["working"])
            self.stdout.write(json.dumps(found, indent=1, ensure_ascii=False))
        else:
            self.stdout.write(_explain_application(options["application"]))


def _explain_file(name: str, working: bool) -> object:
    try:
        raw = sys.stdin.buffer.read(LARGEST_FILE + 1) if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}") from error
    if len(raw) > LARGEST_FILE:
        raise CommandError(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB")
    try:
        return explain(json.loads(raw), working=working)
    except FactsError as error:
        raise CommandError(str(error)) from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{name} is not JSON: {error}") from error


def _explain_application(number: int) -> str:
    from reminders.why import explain_application

    application = Application.objects.live().select_related("company", "owner").filter(pk=number).first()
    if application is None:
        raise CommandError(f"there is no application {number}")
    return explain_application(application, now=timezone.now())
