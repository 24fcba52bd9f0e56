"""Beat on a computer whose clock is put back: it goes on at once, and hands out every task as often as ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from celery import Celery

from config.beat import Scheduler

NOON = datetime(2026, 11, 4, 12, tzinfo=UTC)
PERIODS = {"plan": 5.0, "flag": 30.0}


class Noting(Scheduler):
    """Publishes nothing."""

    def apply_entry(self, entry: object, producer: object = None) -> None:
        handed_out[entry.name] += 1  # type: ignore[attr-defined]


handed_out: Counter[str] = Counter()


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[Noting]:
    handed_out.clear()
    app = Celery("test", broker="memory://", set_as_current=False)
    app.conf.update(timezone="UTC", result_expires=None)
    app.conf.beat_schedule = {name: {"task": name, "schedule": period} for name, period in PERIODS.items()}
    with time_machine.travel(NOON, tick=False):
        made = Noting(app, schedule_filename=str(tmp_path / "schedule"))
    yield made
    made.close()


def pass_a_minute(scheduler: Scheduler, start: datetime) -> dict[str, int]:
    handed_out.clear()
    for second in range(60):
        with time_machine.travel(start + timedelta(seconds=second), tick=False):
            # Beat sleeps as long as `tick` says; here the clock stands still meanwhile.
            for _ in range(4):
                scheduler.tick()
    return dict(handed_out)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=2)])
def test_a_clock_put_back_stops_no_task(scheduler: Noting, back: timedelta) -> None:
    usual = pass_a_minute(scheduler, NOON)
    assert usual == {"plan": 11, "flag": 1}
    assert pass_a_minute(scheduler, NOON - back) == usual


def test_a_clock_put_forward_hands_each_out_once_and_goes_on(scheduler: Noting) -> None:
    pass_a_minute(scheduler, NOON)
    assert pass_a_minute(scheduler, NOON + timedelta(days=2)) == {"plan": 12, "flag": 2}


def test_a_beat_that_is_started_again_with_a_last_run_ahead_of_it(scheduler: Noting, tmp_path: Path) -> None:
    pass_a_minute(scheduler, NOON + timedelta(days=2))
    scheduler.close()
    with time_machine.travel(NOON, tick=False):
        again = Noting(scheduler.app, schedule_filename=str(tmp_path / "schedule"))
    assert set(pass_a_minute(again, NOON)) == {"plan", "flag"}
    again.close()


def test_a_clock_put_back_in_the_middle_of_a_tick_costs_some_seconds(
    scheduler: Noting, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = NOON + timedelta(days=2)
    pass_a_minute(scheduler, ahead)
    with time_machine.travel(NOON, tick=False), monkeypatch.context() as patch:
        patch.setattr(scheduler.app, "now", lambda: ahead + timedelta(minutes=1))
        assert scheduler.tick() <= 5
    assert set(pass_a_minute(scheduler, NOON)) == {"plan", "flag"}
