"""How long after its moment a reminder is handed over, when little is to be done.

    python -m bench.due_to_sent [--reminders 40] [--minutes 4] [--large]

Runs the product's own beat and worker, on the product's own schedule, on an empty installation: SQLite and the broker
that `up` brings or, with --large, PostgreSQL and Redis of its own. The moments lie at random within the minutes. Each
is a snooze that ends then, for a snooze is told to the second. A mail server on loopback notes when each comes.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
OTHERS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "BROKER_URL", "SITE_URL")
GRACE = timedelta(seconds=90)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.due_to_sent", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--reminders", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--large", action="store_true", help="PostgreSQL and Redis")
    chosen = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="followthrough-bench-")))
        arrivals = stack.enter_context(mail_server())
        variables = stack.enter_context(installation(folder, arrivals.port, large=chosen.large))
        waits = measure(chosen.reminders, chosen.minutes, arrivals, variables, stack)
    name = "PostgreSQL, Redis" if chosen.large else "SQLite, embedded broker"
    cut = quantiles(waits, n=100, method="inclusive")
    print(f"{'':<24} {'reminders':>9} {'median':>8} {'p99':>8} {'longest':>8}")
    print(f"{name:<24} {len(waits):>9} {median(waits):>6.1f} s {cut[98]:>6.1f} s {max(waits):>6.1f} s")
    return 0


class Arrivals(socketserver.ThreadingTCPServer):
    """A mail server that notes when it took whose letter."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.port = int(self.server_address[1])
        self.at: dict[str, datetime] = {}


class _Smtp(socketserver.StreamRequestHandler):
    server: Arrivals

    def handle(self) -> None:
        self.wfile.write(b"220 bench\r\n")
        to = ""
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"RCPT" and (found := re.search(rb"<(.+?)>", line)):
                to = found[1].decode()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() not in {b".\r\n", b""}:
                    pass
                self.server.at[to] = datetime.now(UTC)
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


@contextmanager
def mail_server() -> Iterator[Arrivals]:
    server = Arrivals()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def installation(folder: Path, mail_port: int, *, large: bool) -> Iterator[Mapping[str, str]]:
    """The environment of an empty installation, Django set up on it in this process."""
    variables = {name: value for name, value in os.environ.items() if name not in OTHERS}
    variables |= {
        "FOLLOWTHROUGH_DATA": str(folder),
        "SECRET_KEY": "bench only",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }
    with ExitStack() as stack:
        if large:
            from tests import servers

            variables["DATABASE_URL"] = stack.enter_context(servers.postgres())
            variables["REDIS_URL"] = stack.enter_context(servers.redis())
        else:
            from config.run.broker import choose_broker

            broker = stack.enter_context(choose_broker(folder, {}))
            variables |= {"BROKER_URL": broker.url, **broker.variables}
            if broker.command:
                stack.enter_context(running(broker.command, variables))
        os.environ.update(variables)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield variables


@contextmanager
def running(command: tuple[str, ...], variables: Mapping[str, str]) -> Iterator[None]:
    process = subprocess.Popen(  # noqa: S603
        command, cwd=ROOT, env=dict(variables), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()


def measure(
    count: int, minutes: float, arrivals: Arrivals, variables: Mapping[str, str], stack: ExitStack
) -> list[float]:
    """Seconds from each moment to its letter."""
    celery = (sys.executable, "-m", "celery", "--quiet", "--app", "config.celery")
    worker = "worker --pool threads --concurrency 2 --pidfile= --without-gossip --without-mingle"
    beat = f"beat --pidfile= --schedule {variables['FOLLOWTHROUGH_DATA']}/beat-schedule"
    stack.enter_context(running((*celery, *worker.split()), variables))
    stack.enter_context(running((*celery, *beat.split()), variables))
    due = _owe(count, minutes)
    give_up = max(due.values()) + GRACE
    while len(arrivals.at) < count:
        if datetime.now(UTC) > give_up:
            raise SystemExit(f"only {len(arrivals.at)} of {count} reminders came")
        time.sleep(0.5)
    return [(arrivals.at[email] - at).total_seconds() for email, at in due.items()]


def _owe(count: int, minutes: float) -> dict[str, datetime]:
    """Each user put one thank-you off until a moment of their own."""
    from allauth.account.models import EmailAddress
    from django.utils import timezone

    from accounts.models import User
    from applications.models.interview import Kind, Role
    from applications.services.contacts import Person
    from applications.services.interviews import InterviewEntry, Timing, log_interview
    from reminders.models import FollowUp
    from reminders.services.follow_ups import snooze

    dice = random.Random(6)  # noqa: S311
    # So that each lies ahead of all that is written here.
    begin = timezone.now() + timedelta(seconds=40)
    due = {}
    for number in range(count):
        now = timezone.now()
        user = User.objects.create_user(
            f"u{number}@example.org", time_zone="UTC", country="US", quiet_from=clock(0), quiet_until=clock(0)
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        entry = InterviewEntry(
            fit="", kind=Kind.VIDEO, starts_at=now - timedelta(hours=3), time_zone="UTC", minutes=60, place="",
            people=(Person("Sara Lee", "sara@acme.example", Role.INTERVIEWER, ""),), timing=Timing("", None, None),
            promise_text="", promise_due=None, notes="",
        )  # fmt: skip
        interview = log_interview(user, entry, company="Acme", title="Data Engineer", now=now)
        at = begin + timedelta(seconds=dice.uniform(0, minutes * 60))
        row = FollowUp.objects.get(application=interview.application, kind="thank_you")
        snooze(row, until=at, now=now)
        due[user.email] = at
    return due


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
