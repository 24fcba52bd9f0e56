"""Hold the line to a language model for one person, so that neither they nor the server waits without end.

A web process has few threads, and a model that thinks holds one: so few run at once, one for each person, and each
ends when its reader goes.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterable
from queue import Empty, SimpleQueue

from applications.outbound import HangUp, Permit
from reminders.drafting.rewriting import Message
from reminders.services.rewriting import MOST_SECONDS, Endpoint, RewritingError, propose

log = logging.getLogger(__name__)

# In this process, of the four threads that `up` gives it.
MOST_AT_ONCE = 2
# Who pressed Stop and begins again: the line that they left is closed within this time.
SECONDS_FOR_THE_LAST_ONE_TO_END = 3.0
SECONDS_BETWEEN_BEATS = 1.0

_places = threading.Condition()
_running: set[int] = set()


def listen(
    user_id: int,
    endpoint: Endpoint,
    prompt: Iterable[Message],
    permit: Permit,
    *,
    most_seconds: float = MOST_SECONDS,
) -> Generator[str]:
    """What `propose` says, as it comes, and "" each second in which nothing does.

    A "" is for the caller to pass on: only a write shows that a reader has gone. Closing the iterator hangs up on the
    model. Raises RewritingError as `propose` does, and before anything is sent where too many run already.
    """
    _take_place(user_id)
    said: SimpleQueue[str | RewritingError | None] = SimpleQueue()
    hang_up = HangUp()

    def read() -> None:
        try:
            for piece in propose(endpoint, prompt, permit, most_seconds=most_seconds, hang_up=hang_up):
                said.put(piece)
            said.put(None)
        except RewritingError as error:
            said.put(error)
        except Exception as error:
            # Its name alone: the message may quote the letter.
            log.error("a rewrite ended with %s", type(error).__name__)
            said.put(RewritingError("Something went wrong here. Try again, or keep the draft as it is."))
        finally:
            _leave_place(user_id)

    threading.Thread(target=read, daemon=True, name="language model").start()
    try:
        while (piece := _next(said)) is not None:
            if isinstance(piece, RewritingError):
                raise piece
            yield piece
    finally:
        hang_up()


def _next(said: SimpleQueue[str | RewritingError | None]) -> str | RewritingError | None:
    try:
        return said.get(timeout=SECONDS_BETWEEN_BEATS)
    except Empty:
        return ""


def _take_place(user_id: int) -> None:
    with _places:
        if not _places.wait_for(lambda: user_id not in _running, SECONDS_FOR_THE_LAST_ONE_TO_END):
            raise RewritingError(
                "A letter of yours is being rewritten already. Wait for it, or stop it there."
            )
        if len(_running) >= MOST_AT_ONCE:
            raise RewritingError("Others have their letters rewritten just now. Try again in a minute.")
        _running.add(user_id)


def _leave_place(user_id: int) -> None:
    with _places:
        _running.discard(user_id)
        _places.notify_all()
