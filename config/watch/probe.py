"""A look at something that may not answer, which never takes longer than it is given."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)
Found = TypeVar("Found")

SECONDS_TO_ANSWER = 2.0
# However many ask, at most one look in this time: anybody may ask.
SECONDS_REMEMBERED = 2.0


class Probe(Generic[Found]):
    """Looks in a thread of its own, one at a time. A look that hangs holds that thread and nobody else."""

    def __init__(self, name: str, look: Callable[[], Found]) -> None:
        self.name = name
        self._look = look
        self._changed = threading.Condition()
        self._looking = False
        self._began = 0.0
        self._found: Found | None = None
        self._found_at = float("-inf")

    def ask(self) -> Found | None:
        """What was found within the last seconds, or None: it failed, or gave no answer in time."""
        with self._changed:
            if not self._is_fresh() and not self._looking:
                self._looking, self._began = True, time.monotonic()
                threading.Thread(target=self._run, daemon=True, name=f"probe {self.name}").start()
            # From when the look began: who comes while it hangs is answered at once.
            left = self._began + SECONDS_TO_ANSWER - time.monotonic()
            self._changed.wait_for(self._is_fresh, max(0.0, left))
            return self._found if self._is_fresh() else None

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._found_at < SECONDS_REMEMBERED

    def _run(self) -> None:
        found: Found | None = None
        try:
            found = self._look()
        except Exception as error:
            # The name alone: what it says may hold the password of an address.
            log.warning("%s does not answer: %s", self.name, type(error).__name__)
        with self._changed:
            self._found, self._found_at, self._looking = found, time.monotonic(), False
            self._changed.notify_all()
