"""A letter rewritten by a model behind a real server on loopback."""

from __future__ import annotations

import ipaddress
import json
import logging
import socket
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from applications.outbound import Permit
from reminders.drafting.rewriting import Message, ask, facts_sent
from reminders.services.rewriting import MOST_CHARACTERS, Endpoint, RewritingError, propose
from tests.drafting.facts import FILLED
from tests.model_server import LETTER, Model, model_server

HERE = Permit(loopback=True)
KEY = "sk-never-to-be-seen"
PROMPT = (Message("system", "Rewrite."), Message("user", "A private letter."))


@pytest.fixture
def model() -> Iterator[Model]:
    with model_server() as running:
        yield running


def rewritten(model: Model, permit: Permit = HERE, key: str = KEY, **changes: Any) -> list[str]:
    return list(propose(Endpoint(model.base_url, "small", key), PROMPT, permit, **changes))


@pytest.mark.parametrize(
    "mode", ["good", "good, no [DONE]", "good, other spelling", "good, in single letters", "whole"]
)
def test_letter_arrives(model: Model, mode: str) -> None:
    model.mode = mode
    assert "".join(rewritten(model)) == "".join(LETTER)


def test_pieces_come_as_they_are_written(model: Model) -> None:
    assert rewritten(model) == list(LETTER)
    model.mode = "slow"
    assert list(islice(propose(Endpoint(model.base_url, "small"), PROMPT, HERE), 1)) == [LETTER[0]]


def test_what_is_asked(model: Model) -> None:
    prompt = ask("Dear Sara,", "Thanks", facts_sent(FILLED), kind="thank_you")
    list(propose(Endpoint(model.base_url + "/", "small", KEY), prompt, HERE))
    (asked,) = model.asked
    assert (asked.method, asked.path) == ("POST", "/v1/chat/completions")
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    body = json.loads(asked.body)
    assert (body["model"], body["stream"]) == ("small", True)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["messages"][1]["content"] == prompt[1].content


def test_no_key_no_authorization(model: Model) -> None:
    rewritten(model, key="")
    assert "authorization" not in model.asked[0].headers


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (400, "did not take the request"),
        (401, "did not accept the key"),
        (403, "did not accept the key"),
        (404, "does not know this model"),
        (422, "did not take the request"),
        (429, "no more requests"),
        (500, "trouble of its own"),
        (503, "trouble of its own"),
        (302, "again and again"),
        ("drops", "broke off"),
        ("ends early", "broke off in the middle"),
        ("nothing", "broke off in the middle"),
        ("no answer at all", "broke off in the middle"),
        ("cut at its limit", "stopped before the end"),
        ("refuses", "held this letter back"),
        ("empty", "without a word"),
        ("an empty whole answer", "without a word"),
        ("fails", "reported an error"),
        ("junk in the middle", "no letter"),
        ("odd shapes", "no letter"),
        ("a page", "no letter"),
        ("json of another kind", "no letter"),
        ("a list", "no letter"),
        ("a number for an answer", "no letter"),
        ("deep", "no letter"),
        ("endless", "far more than a letter"),
    ],
)
def test_what_goes_wrong_is_said_plainly(
    model: Model, mode: str | int, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    """And neither the key nor the letter is told to anyone."""
    model.mode = mode
    with caplog.at_level(logging.DEBUG), pytest.raises(RewritingError, match=said) as caught:
        rewritten(model)
    message = str(caught.value)
    assert message.endswith(".")
    assert "!" not in message
    for private in (KEY, "private letter", LETTER[0].strip()):
        assert private not in message
        assert private not in caplog.text


@pytest.mark.parametrize("mode", ["slow", "endless"])
def test_model_that_does_not_end_is_stopped(model: Model, mode: str) -> None:
    model.mode = mode
    begun = time.monotonic()
    pieces: list[str] = []
    with pytest.raises(RewritingError):
        pieces.extend(propose(Endpoint(model.base_url, "small"), PROMPT, HERE, most_seconds=0.5))
    assert len("".join(pieces)) <= MOST_CHARACTERS
    assert time.monotonic() - begun < 8


def test_slow_model_is_told_from_a_broken_one(model: Model) -> None:
    model.mode = "slow"
    with pytest.raises(RewritingError, match="took too long"):
        rewritten(model, most_seconds=0.3)


def test_what_came_before_a_failure_was_handed_on(model: Model) -> None:
    model.mode = "drops"
    pieces = propose(Endpoint(model.base_url, "small"), PROMPT, HERE)
    assert [next(pieces), next(pieces)] == list(LETTER[:2])
    with pytest.raises(RewritingError):
        next(pieces)


def test_refused_address_is_never_asked(model: Model) -> None:
    for permit in (Permit(), Permit(private=(ipaddress.ip_network("10.0.0.0/8"),))):
        with pytest.raises(RewritingError, match="private network"):
            rewritten(model, permit)
    assert model.asked == []


@pytest.mark.parametrize(
    "base", ["models.example", "ftp://models.example", "", "http://user:pw@models.example/v1"]
)
def test_no_web_address(base: str) -> None:
    with pytest.raises(RewritingError):
        list(propose(Endpoint(base, "small", KEY), PROMPT, HERE))


def test_letter_never_goes_unencrypted_over_the_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    def far(_host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]

    monkeypatch.setattr(socket, "getaddrinfo", far)
    with pytest.raises(RewritingError, match="without encryption"):
        list(propose(Endpoint("http://models.example/v1", "small"), PROMPT, HERE))


@pytest.mark.parametrize("key", ["sk\r\nHost: elsewhere", "ключ"])
def test_key_that_is_none(model: Model, key: str) -> None:
    with pytest.raises(RewritingError, match="Copy it again") as caught:
        rewritten(model, key=key)
    assert key not in str(caught.value)
    assert model.asked == []


def test_only_what_can_be_stored_comes_through(model: Model) -> None:
    model.mode = "unstorable"
    assert "".join(rewritten(model)) == "Dear Sara\N{REPLACEMENT CHARACTER},\n"


def test_writing_is_never_turned_around(model: Model) -> None:
    model.mode = "turns"
    assert "".join(rewritten(model)) == "Dear Sara"


def test_what_a_model_thinks_aloud_is_no_letter(model: Model) -> None:
    model.mode = "thinks aloud"
    assert "".join(rewritten(model)) == "".join(LETTER)
    model.mode = "only thinks"
    with pytest.raises(RewritingError, match="without a word"):
        rewritten(model)


def test_key_does_not_show_in_a_traceback() -> None:
    assert KEY not in repr(Endpoint("https://models.example/v1", "small", KEY))
