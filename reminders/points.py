"""The points between two steps of a reminder, from the fact to the note that it went out.

A process may end at any of them: killed, out of memory, the power gone. `tests/faults` kills it at each and looks
that nothing is lost, nothing stuck, and nothing sent twice but where a point's line says so. A new step gets its own
point here, and `passing(Point.…)` where it stands in the code, once.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum


class Point(Enum):
    """Each with what is true there."""

    PLAN_TAKEN = "An application's plan is out of date; its row is locked, nothing is written."
    PLAN_WRITTEN = "Its follow-ups are written, in a transaction that is still open."
    PLANNED = "The plan stands. A step whose moment has come waits for the flagger."
    MORNINGS_TAKEN = "Mornings that have come are locked; nothing is written."
    MORNINGS_QUEUED = (
        "Those that hold something are written to the outbox, in a transaction that is still open."
    )
    EVENINGS_TAKEN = "Mornings stand in the outbox; interviews to ask about are locked."
    EVENINGS_QUEUED = (
        "Their questions are written, in a transaction that is still open; they still ask to be asked."
    )
    OCCASIONS_FLAGGED = (
        "Mornings, and questions after interviews, stand in the outbox. Steps are still to come."
    )
    DUE_TAKEN = "Steps whose moment has come are locked; nothing is written."
    QUEUED = "Their notifications are written, in a transaction that is still open; the steps still ask for attention."
    MOVED_ON = "The steps look to their next moment as well; the transaction is still open."
    FLAGGED = "The notifications stand in the outbox. No delivery has them."
    GATHERING = "A channel with waiting notifications is locked; nothing is written."
    DELIVERY_MADE = "A delivery is made but has no notifications, in a transaction that is still open."
    GATHERED = "The delivery stands with its notifications and Message-ID. Nobody holds it."
    LEASING = "A sender has written its lease, in a transaction that is still open."
    LEASED = "The lease stands. Until it runs out nobody else may try."
    CHECKED = "What is still wanted has been read; nothing is composed."
    COMPOSED = "The letter is ready; the far end knows nothing of it."
    HANDED_OVER = "The far end has taken the letter and nobody has noted so: here alone it may come twice."
    SETTLED = "It is noted as sent."
    REFUSED = "The far end has not taken the letter, and nobody has noted so."
    PUT_OFF = "It is noted when to try again, or that nobody will."


# None but in the processes that tests kill.
_hook: Callable[[Point], None] | None = None


def passing(point: Point) -> None:
    """Does nothing, and costs nothing worth measuring, but in tests."""
    if _hook is not None:
        _hook(point)


def at_each(hook: Callable[[Point], None] | None) -> None:
    """Call `hook` at every point from now on, in all threads of this process; None: no more."""
    global _hook
    _hook = hook
