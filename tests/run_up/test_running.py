"""One `up`, from an empty directory: what it makes, what it refuses, and what it starts again."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import redis

from tests.run_up.processes import Up, ask_page, call_task, list_processes, run_up, started, wait_until

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
    pytest.mark.xdist_group("up"),
]


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    # A name that breaks whatever forgets to quote.
    data = tmp_path_factory.mktemp("up") / "new" / "my data 100%20 é#?"
    data.parent.mkdir()
    with started(Up(data)) as up:
        up.wait_for_page()
        up.wait_for_all()
        yield up


def test_the_first_page_answers(up: Up) -> None:
    assert ask_page(up.port) in {200, 302}


def test_what_it_makes_is_private(up: Up) -> None:
    assert up.data.stat().st_mode & 0o777 == 0o700
    assert (up.data / "secret").stat().st_mode & 0o777 == 0o600
    assert len((up.data / "secret").read_text()) > 50
    for path in up.data.rglob("*"):
        if path.is_file() and "static" not in path.parts:
            assert path.stat().st_mode & 0o077 == 0, path


def test_the_database_is_in_wal_mode(up: Up) -> None:
    with sqlite3.connect(up.data / "followthrough.sqlite3") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_keys_that_sign_notices_are_there(up: Up) -> None:
    with sqlite3.connect(up.data / "followthrough.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM reminders_pushkey").fetchone() == (1,)


def test_it_says_where_to_look_and_how_to_stop(up: Up) -> None:
    wait_until(lambda: "Ctrl-C" in up.output.read_text(), "the greeting")
    said = up.output.read_text()
    assert f"http://127.0.0.1:{up.port}" in said
    assert str(up.data) in said


def test_a_second_one_on_the_same_data_is_refused(up: Up) -> None:
    second = run_up(up.data, "--port", "1")
    assert second.returncode == 2
    assert second.stdout == ""
    assert second.stderr.count("\n") == 1
    assert "already running" in second.stderr


def test_a_taken_port_is_refused(up: Up, tmp_path: Path) -> None:
    second = run_up(tmp_path / "data", "--port", str(up.port))
    assert second.returncode == 2
    assert second.stdout == ""
    assert second.stderr.count("\n") == 1
    assert f"port {up.port}" in second.stderr
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["lock"]
    assert not list_processes(tmp_path / "data")


@pytest.mark.parametrize("name", ["web", "web worker", "worker", "beat", "broker"])
def test_what_is_killed_is_started_again(up: Up, name: str) -> None:
    old = up.wait_for(name)
    os.kill(old, signal.SIGKILL)
    wait_until(lambda: up.find(name) not in {0, old}, f"another {name} process")
    up.wait_for_page()
    assert up.process.poll() is None
    assert "starting it again" in up.output.read_text()
    up.wait_for_all()


def test_tasks_still_arrive_after_all_that(up: Up) -> None:
    log = up.data / "logs" / "worker.log"
    done_before = log.read_text().count("succeeded")
    call_task(up.data)
    wait_until(lambda: log.read_text().count("succeeded") > done_before, "the task")


def test_the_broker_listens_on_its_socket_only(up: Up) -> None:
    url = urlsplit((up.data / "broker-url").read_text())
    client = redis.Redis(unix_socket_path=unquote(url.path))
    assert client.config_get("port") == {"port": "0"}
    assert client.config_get("appendonly") == {"appendonly": "yes"}
    assert client.config_get("appendfsync") == {"appendfsync": "everysec"}
