"""Beat and worker note that they run; what was not seen for five minutes stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import celery as celery_app
from reminders import tasks
from reminders.models import Tick
from reminders.services import ticks
from reminders.services.ticks import Process, note_tick, read_pulses

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def elapsed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that this process has run: the test moves them on."""
    found = [0.0]
    monkeypatch.setattr(ticks, "_looked", {})
    monkeypatch.setattr("reminders.services.ticks.time.monotonic", lambda: found[0])
    return found


def stopped(now: datetime, since: datetime) -> list[str]:
    return [pulse.process.value for pulse in read_pulses(now, watching_since=since) if pulse.stopped]


def test_five_minutes_without_a_tick(elapsed: list[float]) -> None:
    for process in Process:
        note_tick(process, NOON)
    assert stopped(NOON + 5 * MINUTE - SECOND, NOON - HOUR) == []
    assert stopped(NOON + 5 * MINUTE, NOON - HOUR) == ["beat", "worker"]
    elapsed[0] += 300
    note_tick(Process.BEAT, NOON + 5 * MINUTE)
    assert stopped(NOON + 5 * MINUTE, NOON - HOUR) == ["worker"]


def test_who_has_just_begun_to_look_waits_five_minutes_too(elapsed: list[float]) -> None:
    """In the morning the last ticks are last evening's."""
    note_tick(Process.WORKER, NOON - 12 * HOUR)
    assert stopped(NOON + 4 * MINUTE, NOON) == []
    assert stopped(NOON + 5 * MINUTE, NOON) == ["beat", "worker"]


def test_a_clock_put_right_hides_nothing(elapsed: list[float]) -> None:
    note_tick(Process.WORKER, NOON + HOUR)
    assert stopped(NOON, NOON - HOUR) == ["beat", "worker"]
    elapsed[0] += 30
    note_tick(Process.WORKER, NOON)
    assert Tick.objects.get().at == NOON


def test_one_write_in_twenty_seconds_however_many_ticks(elapsed: list[float]) -> None:
    note_tick(Process.WORKER, NOON)
    with CaptureQueriesContext(connection) as none:
        note_tick(Process.WORKER, NOON + 5 * SECOND)
    assert len(none) == 0
    # Another worker noted meanwhile: this one looks, and leaves it at that.
    elapsed[0] += 21
    Tick.objects.update(at=NOON + 15 * SECOND)
    with CaptureQueriesContext(connection) as looked:
        note_tick(Process.WORKER, NOON + 21 * SECOND)
    assert len(looked) == 1
    elapsed[0] += 21
    note_tick(Process.WORKER, NOON + 42 * SECOND)
    assert Tick.objects.get().at == NOON + 42 * SECOND


def test_the_task_that_plans_shows_that_a_worker_works(elapsed: list[float]) -> None:
    tasks.replan_due()
    assert Tick.objects.get().process == "worker"


def test_beat_goes_on_without_a_database(
    elapsed: list[float], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_given: object) -> None:
        raise OSError("password")

    # The connection of this test is not beat's to close.
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    celery_app._note_tick()
    assert Tick.objects.get().process == "beat"
    monkeypatch.setattr("reminders.services.ticks.note_tick", fail)
    celery_app._note_tick()
    assert "the tick of beat could not be noted: OSError" in caplog.text
    assert "password" not in caplog.text
