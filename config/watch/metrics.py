"""The counters and gauges of /metrics as Prometheus text, read from the database: right for all processes together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from reminders.models import Tally
from reminders.pipeline import Amount, read_pipeline
from reminders.services.ticks import read_pulses

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def write_metrics(now: datetime) -> str:
    """The text at `now`, in seven queries. Every label is a word of ours."""
    return "".join(f"{line}\n" for line in _lines(now))


def _lines(now: datetime) -> Iterator[str]:
    yield from _head("decisions_total", "counter", "What was decided, since counting was switched on.")
    for tally in Tally.objects.order_by("decision"):
        yield f'followthrough_decisions_total{{decision="{tally.decision}"}} {tally.count}'
    stages = _stages(now)
    yield from _head("reminders", "gauge", "Reminders by where they stand now.")
    for stage, amount in stages.items():
        yield f'followthrough_reminders{{stage="{stage}"}} {amount.count}'
    yield from _head("reminders_oldest_seconds", "gauge", "How long the first of them has stood there.")
    for stage, amount in stages.items():
        seconds = max(0.0, (now - amount.since).total_seconds()) if amount.since else 0.0
        yield f'followthrough_reminders_oldest_seconds{{stage="{stage}"}} {seconds:.0f}'
    yield from _head("last_tick_timestamp_seconds", "gauge", "When beat, and any worker, last did something.")
    for pulse in read_pulses(now):
        if pulse.at is not None:
            yield (
                f'followthrough_last_tick_timestamp_seconds{{process="{pulse.process}"}} '
                f"{pulse.at.timestamp():.0f}"
            )


def _stages(now: datetime) -> dict[str, Amount]:
    found = read_pipeline(now)
    return {
        "due": found.due,
        "queued": found.queued,
        "waiting": found.waiting,
        "retried": found.retried,
        "stuck_step": found.stuck_steps,
        "stuck_message": found.stuck_messages,
        "failed": found.failed,
        "unplanned": Amount(found.unplanned, None),
    }


def _head(name: str, kind: str, meaning: str) -> tuple[str, str]:
    return f"# HELP followthrough_{name} {meaning}", f"# TYPE followthrough_{name} {kind}"
