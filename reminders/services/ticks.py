"""Whether beat and worker run: each notes now and then that it does, and pages and probes read when it last did.

Beat notes as it hands out a task, a worker as it runs one. So while beat stands still, nothing is known of the workers.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from reminders.models import Tick

# In all: however many workers there are, one of them writes so often.
SECONDS_BETWEEN_NOTES = 20
PAUSED_AFTER = timedelta(minutes=5)
# A clock that differs from the last by more has been put forward or back.
JUMP = timedelta(minutes=1)

# Until then nothing can have been missed that this process could know of: it, too, has just begun, and a laptop that
# starts Followthrough in the morning has last evening's ticks.
_WATCHING_SINCE = timezone.now()
# On the clock that only runs on, and on the one that people put right.
_looked: dict[str, tuple[float, datetime]] = {}


class Process(StrEnum):
    BEAT = "beat"
    WORKER = "worker"


@dataclass(frozen=True)
class Pulse:
    """When a process last did something (UTC, None: never), and whether that is too long ago."""

    process: Process
    at: datetime | None
    stopped: bool


def note_tick(
    process: Process, now: datetime, *, when_put_back: Callable[[datetime], object] | None = None
) -> None:
    """Note that this process did something. At most one small write every 20 seconds, and else nothing.

    `when_put_back` is called with `now` where the last note lies ahead: what was done since was done on a clock that
    has been put back.
    """
    elapsed = time.monotonic()
    looked_at, clock_then = _looked.get(process, (-float(SECONDS_BETWEEN_NOTES), now))
    jumped = abs(now - clock_then - timedelta(seconds=elapsed - looked_at)) > JUMP
    if elapsed - looked_at < SECONDS_BETWEEN_NOTES and not jumped:
        return
    _looked[process] = (elapsed, now)
    fresh_from = now - timedelta(seconds=SECONDS_BETWEEN_NOTES)
    known = Tick.objects.filter(process=process)
    at = known.values_list("at", flat=True).first()
    if at is not None and at > now + JUMP and when_put_back is not None:
        # Before the note, so that who is killed in between does it again.
        when_put_back(now)
    # One from the future was noted before a clock was put right; one of a jump forward has to be there then.
    if at is not None and fresh_from < at <= now:
        return
    if at is None:
        Tick.objects.get_or_create(process=process, defaults={"at": now})
    else:
        known.update(at=now)


def read_pulses(now: datetime, *, watching_since: datetime | None = None) -> tuple[Pulse, Pulse]:
    """Beat's and the workers', in one query. `watching_since`: before then, a tick may be missing (UTC)."""
    ticks = dict(Tick.objects.values_list("process", "at"))
    begun = watching_since or _WATCHING_SINCE
    return _pulse(Process.BEAT, ticks, now, begun), _pulse(Process.WORKER, ticks, now, begun)


def _pulse(process: Process, ticks: dict[str, datetime], now: datetime, begun: datetime) -> Pulse:
    at = ticks.get(process)
    quiet_since = max(at, begun) if at is not None and at <= now else begun
    return Pulse(process, at, stopped=now - quiet_since >= PAUSED_AFTER)
