"""What Followthrough decided, for whoever runs it: one line in the log, and one more on its counter."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import transaction
from django.db.models import F

from reminders.models import Tally

log = logging.getLogger("followthrough.decisions")
_untold: ContextVar[bool] = ContextVar("untold", default=False)


def record(decision: str, **ids: int | str) -> None:
    """Log a decision and count it, once it stands; one that is rolled back is never told.

    `ids` are numbers of rows, counts and our own codes: no name, no address, nothing that anybody wrote.
    """
    # Robust: that something could not be counted undoes nothing.
    transaction.on_commit(lambda: _tell(decision, ids), robust=True)


@contextmanager
def untold() -> Iterator[None]:
    """What stands in here is a demonstration or a measurement: nobody is told of it."""
    token = _untold.set(True)
    try:
        yield
    finally:
        _untold.reset(token)


def _tell(decision: str, ids: dict[str, int | str]) -> None:
    if _untold.get():
        return
    log.info(decision, extra={"ids": ids})
    if settings.METRICS_TOKEN and not _count(decision):
        Tally.objects.get_or_create(decision=decision)
        _count(decision)


def _count(decision: str) -> int:
    return Tally.objects.filter(decision=decision).update(count=F("count") + 1)
