"""Worker and beat on a real Redis: what is due goes out within seconds."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

from tests import servers
from tests.faults.children import ROOT
from tests.reminders.mailing import free_port

pytestmark = pytest.mark.redis


class House:
    """A data directory with its database, and processes of the product that live on it."""

    def __init__(self, data: Path, broker: str) -> None:
        self.data, self.broker = data, broker

    def environment(self, **more: str) -> dict[str, str]:
        ours = {"DATABASE_URL", "EMAIL_URL", "BROKER_URL", "FOLLOWTHROUGH_TEST_DATA"}
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "FOLLOWTHROUGH_DATA": str(self.data),
            "REDIS_URL": self.broker,
            "SECRET_KEY": "for tests only",
            **more,
        }

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def celery(self, *arguments: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        command = [sys.executable, "-m", "celery", "--app", "tests.faults.quick", *arguments]
        with (self.data / f"{arguments[0]}.log").open("ab") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment(**more),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            kill(process)

    def worker(self, **more: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
        return self.celery("worker", "--pool", "threads", "--concurrency", "2", **more)

    def beat(self, name: str = "one") -> AbstractContextManager[subprocess.Popen[bytes]]:
        return self.celery("beat", "--schedule", str(self.data / f"beat-{name}"))

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.data / "followthrough.sqlite3", timeout=20) as database:
            return database.execute(query).fetchall()

    def statuses(self) -> list[str]:
        return [str(status) for (status,) in self.ask("SELECT status FROM reminders_delivery")]

    def letters(self) -> list[str]:
        folder = self.data / "mail"
        written = (
            "".join(path.read_text("utf-8") for path in sorted(folder.iterdir())) if folder.exists() else ""
        )
        return re.findall(r"^Message-ID: (.+)$", written, flags=re.MULTILINE)

    def tell(self) -> str:
        logs = [path.read_text("utf-8", "replace")[-3000:] for path in sorted(self.data.glob("*.log"))]
        return "\n".join(logs)

    def wait(self, look: Callable[[], object], seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not look():
            assert time.monotonic() < deadline, self.tell()
            time.sleep(0.1)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with servers.redis() as broker:
        found = House(tmp_path, broker)
        found.run("manage.py", "migrate", "--verbosity", "0")
        yield found


# Beside a morning, which depends on the hour.
STEPS_TOLD = "SELECT COUNT(*) FROM reminders_notification WHERE follow_up_id IS NOT NULL"


def test_what_is_due_is_flagged_and_sent_once(house: House) -> None:
    house.run("-m", "tests.faults.quick")
    with house.worker(), house.beat():
        house.wait(lambda: house.statuses() == ["kept"])
        # A few ticks more change nothing.
        time.sleep(3)
    assert len(house.letters()) == 1
    assert house.ask(STEPS_TOLD) == [(1,)]


READY = "import django, json; django.setup(); from config.watch import ready; print(json.dumps(ready.look().as_json()))"


def test_beat_and_worker_leave_word_that_they_run(house: House) -> None:
    with house.worker(), house.beat():
        house.wait(lambda: len(house.ask("SELECT process FROM reminders_tick")) == 2)
    found = json.loads(house.run("-c", READY))
    assert [found[part]["ok"] for part in ("database", "broker", "beat", "worker")] == [True] * 4
    assert found["ready"] is True


def test_without_a_broker_writes_work_and_are_made_up_for_later(house: House) -> None:
    broker, house.broker = house.broker, f"redis://127.0.0.1:{free_port()}/0"
    assert house.run("-m", "tests.faults.quick") == "owed"
    house.broker = broker
    with house.worker(), house.beat():
        house.wait(lambda: house.statuses() == ["kept"])
    assert len(house.letters()) == 1
