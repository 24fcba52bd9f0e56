"""When to ask how an interview went (our own choice; no source speaks of it)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from reminders.policy.rhythm import Rhythm

# Long enough to be out of the door, short enough to remember.
REST = dt.timedelta(minutes=30)
# Between two interviews closer than this nobody wants to be asked about the first.
TOGETHER = dt.timedelta(hours=2)
# What waits for the end of the night waits so much longer for the morning's reminder, to be one message with it.
MORNING = dt.timedelta(hours=3)
# From the day after next on it is too late to ask: memory is no longer fresh, and the thank-you has asked.
_FRESH_DAYS = 1
# By no clock and in no zone is an interview asked about longer than this after its end.
FRESH_AT_MOST = dt.timedelta(days=_FRESH_DAYS + 2)


def asks_at(end: dt.datetime, others: Iterable[tuple[dt.datetime, dt.datetime]]) -> dt.datetime:
    """Half an hour after an interview that ends at `end`, or after the last of those that follow it closely.

    `others` are the beginnings and ends of the user's other interviews, whosever they are. Instants are aware.
    """
    last = end
    for first, until in sorted(others):
        if first < last + TOGETHER:
            last = max(last, until)
    return last + REST


def put_off(instant: dt.datetime, rhythm: Rhythm) -> dt.datetime:
    """`instant`; in the quiet hours their end, or that morning's reminder hour if it comes soon after (UTC).

    The days of the week do not count: there was an interview on this one.
    """
    wakes = rhythm.awake(instant)
    if wakes <= instant:
        return wakes
    reminder = rhythm.on(rhythm.day(wakes))
    return reminder if wakes <= reminder <= wakes + MORNING else wakes


def is_fresh(end: dt.datetime, now: dt.datetime, rhythm: Rhythm) -> bool:
    """Whether one can still ask: on the day of its end and the next, on the user's calendar."""
    return end <= now and (rhythm.day(now) - rhythm.day(end)).days <= _FRESH_DAYS
