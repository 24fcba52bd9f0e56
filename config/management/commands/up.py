"""Start Followthrough on this machine."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from config.run import at_login, up


class Command(BaseCommand):
    help = "Start everything on this machine: database, pages, worker, scheduler. Ctrl-C stops it."
    # For a fast start: the tests run the checks.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--host", default="127.0.0.1", help="where to listen (default: this machine only)"
        )
        parser.add_argument("--port", type=int, default=8000, choices=range(1, 65536), metavar="PORT")
        parser.add_argument("--no-browser", action="store_true", help="do not open the page")
        parser.add_argument("--demo", action="store_true", help="fill an account to look around in")
        login = parser.add_mutually_exclusive_group()
        login.add_argument("--at-login", action="store_true", help="from now on start by itself at login")
        login.add_argument("--not-at-login", action="store_true", help="no longer start at login")

    def handle(self, *_args: object, **given: Any) -> None:
        if given["at_login"]:
            at_login.install(settings.ENVIRONMENT.data, given["host"], given["port"])
        elif given["not_at_login"]:
            at_login.remove()
        else:
            browser = not given["no_browser"]
            up.run(up.Options(given["host"], given["port"], browser=browser, demo=given["demo"]))
