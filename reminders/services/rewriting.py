"""Have a letter rewritten by the language model that a user has chosen, through the interface most servers share.

Neither the key nor a word of the letter is logged or stored here.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain

from applications.outbound import HangUp, LineAnswer, OutboundError, Permit, Why, stream_lines
from reminders.drafting.rewriting import Message

MOST_CHARACTERS = 8_000
MOST_SECONDS = 120.0
# Each word of a stream comes in some 300 bytes of its own.
_MOST_BYTES = 4_000_000

_THINKS, _THOUGHT = "<think>", "</think>"
# Signs that turn the direction of writing: they would show one text and copy another.
_TURNS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_TRY_AGAIN = "Try again, or keep the draft as it is."
_NOT_A_LETTER = f"The model's server sent something that is no letter. Check its address. {_TRY_AGAIN}"


class RewritingError(Exception):
    """There is no rewritten letter, or not all of it. The message is a sentence or two for the user."""


@dataclass(frozen=True)
class Endpoint:
    """Where the model is: `base_url` as its maker gives it (`https://models.example/v1`), its name, and a key."""

    base_url: str
    model: str
    key: str = field(default="", repr=False)


def propose(
    endpoint: Endpoint,
    prompt: Iterable[Message],
    permit: Permit,
    *,
    most_seconds: float = MOST_SECONDS,
    hang_up: HangUp | None = None,
) -> Iterator[str]:
    """The rewritten letter, piece by piece as it is written; nothing is sent before the first piece is asked for.

    Raises RewritingError, perhaps after some pieces: what came before is then no whole letter.
    """
    with _asked(endpoint, prompt, permit, most_seconds, hang_up) as answer:
        _refuse(answer.status)
        length, said = 0, False
        for piece in _without_thoughts(_pieces(answer.lines)):
            length += len(piece)
            if length > MOST_CHARACTERS:
                raise RewritingError(
                    f"The model wrote far more than a letter, so it was stopped. {_TRY_AGAIN}"
                )
            said = said or bool(piece.strip())
            yield piece
        if not said:
            raise RewritingError(f"The model answered without a word. {_TRY_AGAIN}")


@contextmanager
def _asked(
    endpoint: Endpoint,
    prompt: Iterable[Message],
    permit: Permit,
    most_seconds: float,
    hang_up: HangUp | None,
) -> Iterator[LineAnswer]:
    messages = [{"role": message.role, "content": message.content} for message in prompt]
    headers = {"Content-Type": "application/json", "Accept": "text/event-stream, application/json"}
    if endpoint.key:
        if not (endpoint.key.isascii() and endpoint.key.isprintable()):
            raise RewritingError("The key holds characters that no key has. Copy it again.")
        headers["Authorization"] = f"Bearer {endpoint.key}"
    try:
        with stream_lines(
            f"{endpoint.base_url.strip().rstrip('/')}/chat/completions",
            method="POST",
            headers=headers,
            body=json.dumps({"model": endpoint.model, "messages": messages, "stream": True}).encode(),
            permit=permit,
            most_bytes=_MOST_BYTES,
            most_seconds=most_seconds,
            any_port=True,
            secret=True,
            hang_up=hang_up,
        ) as answer:
            yield answer
    except OutboundError as error:
        raise RewritingError(_said(error)) from error


def _said(error: OutboundError) -> str:
    if error.why is Why.TIMED_OUT:
        return f"The model took too long to answer. {_TRY_AGAIN}"
    if error.why is Why.TOO_LARGE:
        return f"The model wrote far more than a letter, so it was stopped. {_TRY_AGAIN}"
    return str(error)


def _refuse(status: int) -> None:
    """Raises RewritingError for every answer that is none."""
    if 200 <= status < 300:
        return
    if status in {401, 403}:
        raise RewritingError("The model's server did not accept the key. Check the key and enter it again.")
    if status == 404:
        raise RewritingError(
            "The model's server does not know this model or address. Check both for typing errors."
        )
    if status == 429:
        raise RewritingError(
            "The model's server takes no more requests just now, or the account's allowance is used up. "
            "Try again later."
        )
    if status >= 500:
        raise RewritingError("The model's server has trouble of its own just now. Try again later.")
    raise RewritingError(
        f"The model's server did not take the request (it answered {status}). Check the model's name and the address."
    )


def _without_thoughts(pieces: Iterator[str]) -> Iterator[str]:
    """The letter alone: some models first think aloud, between <think> and </think>."""
    begun = ""
    for piece in pieces:
        begun += piece
        start = begun.lstrip()
        if not start or (len(start) < len(_THINKS) and _THINKS.startswith(start)):
            continue
        if not start.startswith(_THINKS):
            yield begun
            break
        if _THOUGHT in start:
            yield start.partition(_THOUGHT)[2].lstrip()
            break
    else:
        # It ended in the middle of a thought, or before it was clear that there was none.
        yield "" if begun.lstrip().startswith(_THINKS) else begun
    yield from pieces


def _pieces(lines: Iterator[str]) -> Iterator[str]:
    """The words in an answer, be it a stream of events or, from servers that do not stream, one object."""
    told = (line for line in lines if line and not line.isspace())
    first = next(told, "")
    if first.lstrip("\ufeff \t").startswith("{"):
        yield _fit_to_store(_whole("\n".join([first.lstrip("\ufeff"), *told])))
        return
    ended = False
    for line in chain([first] if first else [], told):
        name, colon, value = line.partition(":")
        if not colon:
            raise RewritingError(_NOT_A_LETTER)
        if name != "data":
            if name not in {"", "event", "id", "retry"}:
                raise RewritingError(_NOT_A_LETTER)
            continue
        value = value.strip()
        if value == "[DONE]":
            return
        piece, ends = _event(value)
        ended = ended or ends
        if piece:
            yield _fit_to_store(piece)
    if not ended:
        raise RewritingError(f"The model broke off in the middle. {_TRY_AGAIN}")


def _event(data: str) -> tuple[str, bool]:
    """The words of one event, and whether it says that the letter is done."""
    choice = _choice(_read(data))
    if choice is None:
        return "", False
    delta = choice.get("delta")
    content = delta.get("content") if isinstance(delta, dict) else None
    if content is not None and not isinstance(content, str):
        raise RewritingError(_NOT_A_LETTER)
    return content or "", _is_done(choice)


def _whole(text: str) -> str:
    choice = _choice(_read(text))
    message = choice.get("message") if choice is not None else None
    content = message.get("content") if isinstance(message, dict) else None
    if choice is None or not isinstance(content, str):
        raise RewritingError(_NOT_A_LETTER)
    _is_done(choice)
    return content


def _read(text: str) -> dict[str, object]:
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RewritingError(_NOT_A_LETTER) from error
    if not isinstance(answer, dict):
        raise RewritingError(_NOT_A_LETTER)
    if answer.get("error"):
        # What it says may quote the key or the letter.
        raise RewritingError(f"The model's server reported an error. {_TRY_AGAIN}")
    return answer


def _choice(answer: dict[str, object]) -> dict[str, object] | None:
    """The one proposal; None in an event that only counts what was used."""
    choices = answer.get("choices")
    if not isinstance(choices, list):
        raise RewritingError(_NOT_A_LETTER)
    if not choices:
        return None
    if not isinstance(choices[0], dict):
        raise RewritingError(_NOT_A_LETTER)
    return choices[0]


def _is_done(choice: dict[str, object]) -> bool:
    """Whether it is the end. Raises RewritingError for an end before the letter's."""
    why = choice.get("finish_reason")
    if why == "length":
        raise RewritingError(f"The model stopped before the end of the letter. {_TRY_AGAIN}")
    if why == "content_filter":
        raise RewritingError(f"The model's server held this letter back. {_TRY_AGAIN}")
    return bool(why)


def _fit_to_store(piece: str) -> str:
    """Without what no database and no page takes: control characters, halves of characters, turned writing."""
    piece = piece.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(letter for letter in piece if letter in "\n\t" or not _is_unfit(letter))


def _is_unfit(letter: str) -> bool:
    return letter in _TURNS or unicodedata.category(letter) == "Cc"
