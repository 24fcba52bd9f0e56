"""What a tick of the flagger costs with few and with many follow-ups stored.

    python -m bench.flagging [--few 1000] [--many 20000] [--due 200] [--runs 5]

The cost should follow what is due, not what is stored: the ratio in the last line should be near 1. Each run
flags the same number of due follow-ups in a temporary SQLite database (in the product's own mode, WAL); the
others open next year. The best of the runs counts, for the machine has other work too. A tick with nothing
due, which is nearly every tick, is measured beside it. Exits with 1 when the ratio is above --limit.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bench.stand import temporary_site

NOW = datetime(2026, 11, 4, 13, 0, tzinfo=UTC)
FOLLOW_UPS_EACH = 20


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.flagging", description=__doc__.partition("\n")[0])
    parser.add_argument("--few", type=int, default=1_000, help="follow-ups stored in the small database")
    parser.add_argument("--many", type=int, default=20_000, help="follow-ups stored in the large database")
    parser.add_argument("--due", type=int, default=200, help="how many of them are due in each run")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=2.0, help="the ratio above which this fails")
    chosen = parser.parse_args(arguments)
    with temporary_site():
        few = _measure(chosen.few, chosen.due, chosen.runs)
        many = _measure(chosen.many, chosen.due, chosen.runs)
    print(f"{'stored':>10} {'due':>6} {'flagging them':>15} {'nothing due':>13}")
    for stored, (busy, idle) in ((chosen.few, few), (chosen.many, many)):
        print(f"{stored:>10,} {chosen.due:>6,} {busy * 1000:>12.1f} ms {idle * 1000:>10.2f} ms")
    ratio = many[0] / few[0]
    print(f"ratio {ratio:.2f} for {chosen.many / chosen.few:.0f} times as many stored")
    return 1 if ratio > chosen.limit else 0


def _measure(stored: int, due: int, runs: int) -> tuple[float, float]:
    """The best seconds for a tick that flags `due` of `stored` follow-ups, and for one that finds none."""
    from reminders.models import FollowUp, Notification
    from reminders.services.flagging import flag_due

    _fill(stored)
    chosen = list(
        FollowUp.objects.order_by("pk").values_list("pk", flat=True)[:: max(1, stored // due)][:due]
    )
    busy: list[float] = []
    idle: list[float] = []
    for _ in range(runs):
        Notification.objects.all().delete()
        FollowUp.objects.filter(pk__in=chosen).update(
            opens_at=NOW - timedelta(days=1), attended_at=NOW - timedelta(days=2), next_moment_at=NOW
        )
        busy.append(_seconds(lambda: flag_due(NOW), due))
        idle.append(_seconds(lambda: flag_due(NOW), 0))
    return min(busy), min(idle)


def _seconds(tick: Callable[[], int], expected: int) -> float:
    begun = time.perf_counter()
    flagged = tick()
    took = time.perf_counter() - begun
    if flagged != expected:
        raise SystemExit(f"flagged {flagged} instead of {expected}")
    return took


def _fill(stored: int) -> None:
    """So many open inquiries of next year, a few to an application, ten applications to a user."""
    from accounts.models import User
    from applications.models import Application, Company
    from reminders.models import FollowUp, Plan
    from reminders.policy import StepKind

    _empty()
    opens = NOW + timedelta(days=365)
    homes = -(-stored // FOLLOW_UPS_EACH)
    users = User.objects.bulk_create(
        User(email=f"u{number}@example.org") for number in range(-(-homes // 10))
    )
    companies = Company.objects.bulk_create(Company(owner=user, name="Acme") for user in users)
    applications = Application.objects.bulk_create(
        Application(owner=users[number // 10], company=companies[number // 10], title=f"Role {number}")
        for number in range(homes)
    )
    Plan.objects.bulk_create(Plan(application=each, planned_at=NOW) for each in applications)
    FollowUp.objects.bulk_create(
        (
            FollowUp(
                application=applications[number // FOLLOW_UPS_EACH],
                kind=StepKind.STATUS_INQUIRY,
                anchor=f"round:{number}",
                number=1,
                opens_at=opens,
                time_zone="UTC",
                reason_code="inquiry_after_thanks",
                attended_at=NOW,
                next_moment_at=opens,
            )
            for number in range(stored)
        ),
        batch_size=2000,
    )


def _empty() -> None:
    from accounts.models import User
    from applications.models import Application, Company

    Application.objects.all().delete()
    Company.objects.all().delete()
    User.objects.all().delete()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
