"""/readyz: each part by itself, 503 where one does not work, nothing secret, and never a hang."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from config.celery import app
from config.watch import ready
from config.watch.probe import Probe
from reminders.models import Tick
from reminders.services import ticks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered from the test before, and this process has run for an hour."""
    monkeypatch.setattr(ready, "_database", Probe("database", ready._read_database))
    monkeypatch.setattr(ready, "_broker", Probe("broker", lambda: True))
    monkeypatch.setattr(ticks, "_WATCHING_SINCE", timezone.now() - timedelta(hours=1))


@pytest.fixture
def ticking() -> None:
    for process in ("beat", "worker"):
        Tick.objects.create(process=process, at=timezone.now())


@pytest.fixture
def silent_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It takes the connection and says nothing for ever."""
    monkeypatch.setattr(ready, "_broker", Probe("broker", ready._reach_broker))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(5)
        monkeypatch.setattr(
            app.conf, "broker_read_url", f"redis://:hush@127.0.0.1:{listener.getsockname()[1]}/0"
        )
        yield


def ask(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/readyz")
    assert response["Content-Type"] == "application/json"
    assert "no-store" in response["Cache-Control"]
    return response.status_code, json.loads(response.content)


def test_all_is_well(client: Client, ticking: None) -> None:
    status, parts = ask(client)
    assert status == 200
    assert parts["ready"] is True
    assert [parts[name]["ok"] for name in ("database", "broker", "beat", "worker")] == [True] * 4
    assert str(parts["worker"]["last_tick"]).startswith(f"{timezone.now():%Y-%m-%dT}")


@pytest.mark.parametrize("process", ["beat", "worker"])
def test_a_process_that_stands_still(client: Client, ticking: None, process: str) -> None:
    Tick.objects.filter(process=process).update(at=timezone.now() - timedelta(minutes=6))
    status, parts = ask(client)
    assert status == 503
    assert {name for name in ("database", "broker", "beat", "worker") if not parts[name]["ok"]} == {process}


def test_processes_never_seen(client: Client) -> None:
    status, parts = ask(client)
    assert status == 503
    assert parts["beat"] == parts["worker"] == {"ok": False, "last_tick": None}


def test_a_database_that_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError

    monkeypatch.setattr(ready, "_database", Probe("database", fail))
    status, parts = ask(client)
    assert status == 503
    assert [parts[name]["ok"] for name in ("database", "broker", "beat", "worker")] == [
        False,
        True,
        False,
        False,
    ]


def test_a_broker_that_takes_the_call_and_says_nothing(
    client: Client, ticking: None, silent_broker: None
) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert json.loads(response.content)["broker"] == {"ok": False}
    assert json.loads(response.content)["database"] == {"ok": True}
    assert b"hush" not in response.content


def test_a_broker_that_answers(client: Client, ticking: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kombu's own in memory stands in; a real Redis is asked in tests/faults."""
    monkeypatch.setattr(ready, "_broker", Probe("broker", ready._reach_broker))
    monkeypatch.setattr(app.conf, "broker_read_url", "memory://")
    assert ask(client)[0] == 200
