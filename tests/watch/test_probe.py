"""A probe never waits longer than it may, whatever hangs, and looks once however many ask."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from config.watch import probe
from config.watch.probe import Probe


def test_it_says_what_it_found() -> None:
    assert Probe("x", lambda: 7).ask() == 7


def test_a_look_that_fails_is_no_answer_and_tells_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> int:
        raise OSError("redis://:password@there")

    assert Probe("broker", fail).ask() is None
    assert "broker does not answer: OSError" in caplog.text
    assert "password" not in caplog.text


def test_a_look_that_hangs_holds_nobody_and_is_not_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "SECONDS_TO_ANSWER", 0.05)
    goes_on, looks = threading.Event(), []

    def hang() -> int:
        looks.append(1)
        goes_on.wait(30)
        return 7

    asked = Probe("x", hang)
    assert [asked.ask() for _ in range(3)] == [None, None, None]
    assert len(looks) == 1
    monkeypatch.setattr(probe, "SECONDS_TO_ANSWER", 30)
    asked._began += 30
    goes_on.set()
    assert asked.ask() == 7
    assert len(looks) == 1


def test_many_who_ask_at_once_share_one_look() -> None:
    looks: list[int] = []
    begin = threading.Barrier(8)

    def look() -> int:
        looks.append(1)
        return 7

    asked = Probe("x", look)
    found: list[int | None] = []

    def ask() -> None:
        begin.wait(10)
        found.append(asked.ask())

    run_all([ask] * 8)
    assert found == [7] * 8
    assert len(looks) == 1


def run_all(calls: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
