"""What a way out takes and how it says that it failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, runtime_checkable

# The code of an address that is no more: its channel is switched off, for only its owner can open another.
GONE = "gone"
MOST_WORDS = 300


@dataclass(frozen=True)
class Letter:
    """One message to one address. `message_id` stays the same however often it is tried.

    `to` is what the way out needs: an e-mail address, a messenger's whole address, a browser's subscription.
    `text` and `html` are the whole letter, `brief` a few plain lines without the drafts, for a small screen;
    `url` is the page that it is about, `headers` what only a mail says. Nobody logs or shows `to`: it may hold a
    secret.
    """

    to: str = field(repr=False)
    subject: str
    text: str
    html: str
    brief: str
    url: str
    message_id: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Outcome(Enum):
    """SENT: handed to somebody's mail server. KEPT: written to a file, so it reached nobody."""

    SENT = "sent"
    KEPT = "kept"


@dataclass(frozen=True)
class Told:
    """How it ended, and what the far end said, in a sentence for the user."""

    outcome: Outcome
    words: str


class Channel(Protocol):
    def send(self, letter: Letter) -> Outcome:
        """Hand the letter over. Raises DeliveryError."""
        ...


@runtime_checkable
class Telling(Protocol):
    """A way out whose far end says something when it takes a letter."""

    def tell(self, letter: Letter) -> Told:
        """Like `send`, with its words. Raises DeliveryError."""
        ...


class DeliveryError(Exception):
    """A letter was not taken. `permanent`: trying again would not help.

    The message is for the user and may hold the far end's words; `code`, a short word of ours, is for the log.
    `wait_seconds`: for how long the far end asks to be left alone.
    """

    def __init__(self, problem: str, *, permanent: bool, code: str = "other", wait_seconds: int = 0) -> None:
        super().__init__(problem)
        self.permanent = permanent
        self.code = code
        self.wait_seconds = wait_seconds


def in_its_words(code: int, words: bytes | str) -> str:
    """: “550 no such user”, as the far end said it, in one line and at most 300 characters; else a full stop."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    # An answer of several lines, or one with control characters for somebody's terminal, becomes plain words.
    said = " ".join("".join(each if each.isprintable() else " " for each in f"{code} {text}").split())
    if len(said) > MOST_WORDS:
        said = said[: MOST_WORDS - 1] + "…"
    return f": “{said}”" if code > 0 or text else "."
