"""Beat's schedule, on a computer whose clock may be put back."""

from __future__ import annotations

from typing import Any

from celery.beat import PersistentScheduler


class Scheduler(PersistentScheduler):
    """Celery's own, but that a last run which lies ahead counts as one of just now.

    Celery waits until the clock has come past it again: an hour, or two days, in which nobody would be reminded.
    """

    # Put back in the middle of a tick, the clock makes it sleep for as long as it may: usually five minutes.
    max_interval = 5

    def tick(self, *arguments: Any, **options: Any) -> float:
        now = self.app.now()
        ahead = [entry for entry in self.schedule.values() if entry.last_run_at and entry.last_run_at > now]
        for entry in ahead:
            entry.last_run_at = now
        if ahead:
            # It is ordered by the clock as it was.
            self._heap = None
        return float(super().tick(*arguments, **options))
