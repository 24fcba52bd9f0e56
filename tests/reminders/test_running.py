"""Few models at once, one for each person, and none whose reader has gone."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterator

import pytest

from applications.outbound import Permit
from reminders.drafting.rewriting import Message
from reminders.services import running
from reminders.services.rewriting import Endpoint, RewritingError
from reminders.services.running import listen
from tests.model_server import LETTER, Model, model_server

PROMPT = (Message("user", "A private letter."),)


@pytest.fixture
def model() -> Iterator[Model]:
    with model_server() as made:
        yield made


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "SECONDS_BETWEEN_BEATS", 0.02)
    monkeypatch.setattr(running, "SECONDS_FOR_THE_LAST_ONE_TO_END", 0.1)


def begun(model: Model, user_id: int = 1) -> Generator[str]:
    return listen(user_id, Endpoint(model.base_url, "small", "sk-secret"), PROMPT, Permit(loopback=True))


def all_over() -> bool:
    with running._places:
        return running._places.wait_for(lambda: not running._running, timeout=20)


def test_the_letter_comes_and_the_place_is_free_again(model: Model) -> None:
    for _ in range(3):
        assert "".join(begun(model)) == "".join(LETTER)
        assert all_over()


def test_silence_has_its_beats_and_who_leaves_hangs_up(model: Model) -> None:
    model.mode = "silent"
    pieces = begun(model)
    assert [next(pieces), next(pieces)] == ["", ""]
    assert not model.left.is_set()
    pieces.close()
    assert model.left.wait(20)
    assert all_over()


def test_who_leaves_in_the_middle_hangs_up(model: Model) -> None:
    model.mode = "slow"
    pieces = begun(model)
    assert next(piece for piece in pieces if piece) == LETTER[0]
    pieces.close()
    assert model.left.wait(20)
    assert all_over()


def test_what_was_never_read_was_never_asked(model: Model) -> None:
    begun(model).close()
    assert model.asked == []
    assert "".join(begun(model)) == "".join(LETTER)


def test_one_for_each_person_and_two_in_all(model: Model) -> None:
    model.mode = "silent"
    first, second = begun(model, 1), begun(model, 2)
    next(first), next(second)
    with pytest.raises(RewritingError, match="being rewritten already"):
        next(begun(model, 1))
    with pytest.raises(RewritingError, match="Others have their letters"):
        next(begun(model, 3))
    assert len(model.asked) == 2
    first.close()
    second.close()
    assert all_over()


def test_who_stops_and_begins_again_waits_for_the_line_they_left(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS_FOR_THE_LAST_ONE_TO_END", 20)
    model.mode = "silent"
    first = begun(model)
    next(first)
    # The server hears of the reader's going only with its next write.
    threading.Timer(0.3, running._leave_place, (1,)).start()
    model.mode = "good"
    assert "".join(begun(model)) == "".join(LETTER)
    first.close()
    assert all_over()


def test_what_nobody_foresaw_is_one_sentence_and_tells_no_secret(
    model: Model, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> Iterator[str]:
        raise ZeroDivisionError("A private letter. sk-secret")

    monkeypatch.setattr(running, "propose", fail)
    with caplog.at_level(logging.DEBUG), pytest.raises(RewritingError, match="went wrong here"):
        list(begun(model))
    assert "ZeroDivisionError" in caplog.text
    assert "private" not in caplog.text
    assert "sk-secret" not in caplog.text
    assert all_over()
