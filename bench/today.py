"""What the Today page costs with few and with many applications.

    python -m bench.today [--few 10] [--many 1000] [--runs 7]

Each application had an interview yesterday with two people, so both notes are due; a third of them were thanked
and wait. The number of queries must be the same; the time should follow what is shown (25 cards), not what is
stored. The best of the runs counts. Exits with 1 when the queries differ.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bench.stand import temporary_site

if TYPE_CHECKING:
    from accounts.models import User


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.today", description=__doc__.partition("\n")[0])
    parser.add_argument("--few", type=int, default=10)
    parser.add_argument("--many", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=7)
    chosen = parser.parse_args(arguments)
    with temporary_site():
        few = _measure("few@example.org", chosen.few, chosen.runs)
        many = _measure("many@example.org", chosen.many, chosen.runs)
    print(f"{'applications':>12} {'queries':>8} {'time':>10} {'page':>10}")
    for count, (queries, seconds, size) in ((chosen.few, few), (chosen.many, many)):
        print(f"{count:>12,} {queries:>8} {seconds * 1000:>7.0f} ms {size / 1000:>7.0f} kB")
    print(f"ratio {many[1] / few[1]:.2f} for {chosen.many / chosen.few:.0f} times as many")
    return 0 if few[0] == many[0] else 1


def _measure(email: str, count: int, runs: int) -> tuple[int, float, int]:
    """Queries, best seconds and bytes of the page for a user with so many applications."""
    from django.db import connection
    from django.test import Client

    from accounts.models import User

    user = User.objects.create_user(email, name="Maya Okafor", time_zone="Europe/Berlin", country="DE")
    _fill(user, count)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    client.get("/")
    queries = 0

    def count_query(execute: Any, *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    with connection.execute_wrapper(count_query):
        size = len(client.get("/").content)
    times: list[float] = []
    for _ in range(runs):
        begun = time.perf_counter()
        client.get("/")
        times.append(time.perf_counter() - begun)
    return queries, min(times), size


def _fill(user: User, count: int) -> None:
    from django.utils import timezone

    from applications.models.interview import Kind, Role
    from applications.models.message import MessageKind
    from applications.services.contacts import Person
    from applications.services.interviews import InterviewEntry, Timing, log_interview
    from applications.services.messages import MessageEntry, record_message

    now = timezone.now()
    for number in range(count):
        people = tuple(
            Person(f"{name} {number}", f"{name.lower()}{number}@acme.example", Role.INTERVIEWER, "Pipelines")
            for name in ("Sara", "Tom")
        )
        entry = InterviewEntry(
            fit="cut the batch window", kind=Kind.PANEL, starts_at=now - timedelta(hours=20),
            time_zone="Europe/Berlin", minutes=60, place="", people=people, timing=Timing("", None, None),
            promise_text="", promise_due=None, notes="",
        )  # fmt: skip
        interview = log_interview(user, entry, company=f"Acme {number}", title="Data Engineer", now=now)
        if number % 3 == 0:
            for seat in interview.participations.all():
                record_message(
                    interview.application,
                    MessageEntry(
                        kind=MessageKind.THANK_YOU, at=now, contact=seat.contact, interview=interview
                    ),
                )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
