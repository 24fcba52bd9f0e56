"""`manage.py reminders`: what is due, stuck or failed, for everybody here; and another try."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reminders.models import Delivery
from reminders.models.delivery import DeliveryStatus
from reminders.pipeline import Amount, Pipeline, in_trouble, read_pipeline, stuck
from reminders.services.sending import retry
from reminders.services.ticks import Pulse, read_pulses

_ADDRESS = re.compile(r"[^\s<>\"'“(:]+@[^\s<>\"'”):,;]+")
LONGEST_WORDS = 160


class Command(BaseCommand):
    help = (
        "Tell what is due, stuck or failed, of everybody here, in numbers and ids. Exit code 1: somebody should look "
        "(a message failed, something is stuck, beat or worker does not run). --retry tries again at the next tick."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--retry",
            nargs="*",
            type=int,
            metavar="ID",
            help="try these messages again; without ids, all that failed or wait for another try",
        )
        parser.add_argument("--json", action="store_true", help="the same as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        retried = None if options["retry"] is None else _retry(options["retry"], now)
        found, pulses, troubled = read_pipeline(now), _last_ticks(now), in_trouble(now)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(found, pulses, troubled, retried, now), indent=1))
        else:
            self.stdout.write("\n".join(_as_text(found, pulses, troubled, retried, now)))
        if found.needs_somebody or any(pulse.stopped for pulse in pulses):
            raise SystemExit(1)


def _retry(ids: list[int], now: datetime) -> int:
    if not ids:
        rows = Delivery.objects.filter(status=DeliveryStatus.FAILED)
        waiting = Delivery.objects.filter(status=DeliveryStatus.PENDING).exclude(error="")
        return retry((rows | waiting).select_related("channel__owner").order_by("pk").iterator(), now=now)
    found = list(Delivery.objects.filter(pk__in=ids).select_related("channel__owner"))
    missing = sorted(set(ids) - {each.pk for each in found})
    if missing:
        raise CommandError(f"there is no message {missing[0]}", returncode=2)
    return retry(found, now=now)


def _last_ticks(now: datetime) -> tuple[Pulse, ...]:
    """This process has just begun, but nobody waits for it: what was not seen for five minutes does not run."""
    return read_pulses(now, watching_since=now - timedelta(days=1))


def _as_text(
    found: Pipeline, pulses: tuple[Pulse, ...], troubled: list[Delivery], retried: int | None, now: datetime
) -> list[str]:
    lines = [] if retried is None else [f"{retried} to be tried again at the next tick", ""]
    for pulse in pulses:
        seen = f"last seen {_age(pulse.at, now)} ago" if pulse.at else "never seen"
        lines.append(f"{pulse.process:<10}{'NOT RUNNING, ' if pulse.stopped else ''}{seen}")
    lines += [
        _line("due", found.due, "moments that have come, to be told of", now),
        _line("queued", found.queued, "told of, for the next message", now),
        _line("waiting", found.waiting, "messages for the next tick", now),
        _line("retried", found.retried, "messages that failed and will be tried again", now),
        _line("failed", found.failed, "messages given up", now),
        _line("stuck", found.stuck_steps, "moments that several ticks have passed by", now),
        _line("", found.stuck_messages, "messages that several ticks have passed by", now),
    ]
    if found.unplanned:
        lines.append(f"{'unplanned':<10}{found.unplanned} applications to be planned anew")
    if troubled:
        lines += [
            "",
            f"{'message':>8} {'channel':>8}  {'state':<8} {'made':<17} {'tries':>5}  next try, and why",
        ]
    for each in troubled:
        again = "-" if each.status == DeliveryStatus.FAILED else f"{each.next_try_at:%Y-%m-%d %H:%M}Z"
        lines.append(
            f"{each.pk:>8} {each.channel_id:>8}  {_state(each, now):<8} {each.created_at:%Y-%m-%d %H:%M}Z "
            f"{each.tries:>5}  {again}  {_words(each)}".rstrip()
        )
    hidden = found.failed.count + found.retried.count - len(troubled)
    return [*lines, f"... and {hidden} more"] if hidden > 0 else lines


def _as_json(
    found: Pipeline, pulses: tuple[Pulse, ...], troubled: list[Delivery], retried: int | None, now: datetime
) -> dict[str, object]:
    amounts = ("due", "queued", "waiting", "retried", "failed", "stuck_steps", "stuck_messages")
    return {
        "at": now.isoformat(),
        "retried_now": retried,
        "processes": {
            pulse.process.value: {"running": not pulse.stopped, "last_tick": _iso(pulse.at)}
            for pulse in pulses
        },
        **{
            name: {"count": getattr(found, name).count, "since": _iso(getattr(found, name).since)}
            for name in amounts
        },
        "unplanned": found.unplanned,
        "messages": [
            {
                "id": each.pk,
                "channel": each.channel_id,
                "kind": each.channel.kind,
                "state": _state(each, now),
                "made": _iso(each.created_at),
                "tries": each.tries,
                "next_try": None if each.status == DeliveryStatus.FAILED else _iso(each.next_try_at),
                "error": _words(each),
            }
            for each in troubled
        ],
    }


def _line(name: str, amount: Amount, meaning: str, now: datetime) -> str:
    since = f", the first for {_age(amount.since, now)}" if amount.count and amount.since else ""
    return f"{name:<10}{amount.count} {meaning}{since}"


def _state(delivery: Delivery, now: datetime) -> str:
    if delivery.status == DeliveryStatus.FAILED:
        return "failed"
    return "stuck" if stuck(delivery, now) else "retried"


def _words(delivery: Delivery) -> str:
    """What the far end said, without anybody's address."""
    said = _ADDRESS.sub("…@…", delivery.error)
    return said if len(said) <= LONGEST_WORDS else said[: LONGEST_WORDS - 1] + "…"


def _age(instant: datetime, now: datetime) -> str:
    seconds = max(0, round((now - instant).total_seconds()))
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant else None
