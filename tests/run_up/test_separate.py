"""A server for many: pages, worker and schedule as separate processes on a real PostgreSQL and Redis."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import servers
from tests.run_up.processes import (
    ROOT,
    Up,
    ask_page,
    call_task,
    clean_variables,
    find_free_port,
    started,
    wait_until,
)

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.xdist_group("separate"),
]


@dataclass
class Place:
    """A data directory for static files, and the variables of every process."""

    folder: Path
    variables: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            env=clean_variables(self.folder, self.variables),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    if not servers.available("redis"):
        pytest.skip("no redis-server")
    with servers.postgres() as database, servers.redis() as redis:
        variables = {"DATABASE_URL": database, "REDIS_URL": redis, "SECRET_KEY": "a-secret-for-all-of-them"}
        yield Place(tmp_path_factory.mktemp("server") / "data", variables)


def run_in_background(stack: ExitStack, place: Place, log: Path, *command: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command],
            env=clean_variables(place.folder, place.variables),
            cwd=ROOT,
            stdout=output,
            stderr=output,
        )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


def test_pages_worker_and_beat(place: Place, tmp_path: Path) -> None:
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        done = place.run("manage.py", *command)
        assert done.returncode == 0, done.stderr
    port = find_free_port()
    web = (
        f"-m granian --interface wsgi --port {port} --workers 2 --blocking-threads 4 config.wsgi:application"
    )
    worker = (
        "-m celery --app config.celery worker --pool threads --concurrency 4 --loglevel INFO"
        " --without-gossip --without-mingle --without-heartbeat"
    )
    beat = f"-m celery --app config.celery beat --loglevel INFO --schedule {tmp_path}/schedule"
    with ExitStack() as stack:
        run_in_background(stack, place, tmp_path / "web.log", *web.split())
        run_in_background(stack, place, tmp_path / "worker.log", *worker.split())
        run_in_background(stack, place, tmp_path / "beat.log", *beat.split())
        assert wait_until(lambda: ask_page(port), "the first page") in {200, 302}
        log = tmp_path / "worker.log"
        wait_until(lambda: "ready" in log.read_text(), "the worker")
        pinged = place.run("-m", "celery", "--app", "config.celery", "inspect", "ping", "--timeout", "3")
        assert "pong" in pinged.stdout, pinged.stderr
        call_task(place.folder, **place.variables)
        wait_until(lambda: "flag_due" in log.read_text() and "succeeded" in log.read_text(), "the task")
        wait_until(lambda: "beat: Starting" in (tmp_path / "beat.log").read_text(), "the schedule")


def test_up_on_these_servers_starts_no_broker(place: Place, tmp_path: Path) -> None:
    variables = {**place.variables, "SECRET_KEY": ""}
    with started(Up(tmp_path / "data", variables=variables)) as up:
        up.wait_for_page()
        up.wait_for_all()
        assert not (up.data / "valkey").exists()
        assert not (up.data / "followthrough.sqlite3").exists()
        assert (up.data / "secret").exists()
        up.process.terminate()
        assert up.process.wait(20) == 0


@pytest.mark.parametrize(
    "command",
    [
        "-m granian --interface wsgi --port {port} config.wsgi:application",
        "-m celery --app config.celery worker --pool threads",
        "-m celery --app config.celery beat --schedule {folder}/schedule",
    ],
)
def test_without_a_secret_nothing_serves(place: Place, tmp_path: Path, command: str) -> None:
    bare = Place(tmp_path / "empty", {**place.variables, "SECRET_KEY": ""})
    done = bare.run(*command.format(port=find_free_port(), folder=tmp_path).split())
    assert done.returncode != 0
    said = [line for line in (done.stdout + done.stderr).splitlines() if "SECRET_KEY" in line]
    assert len(said) == 1
    assert "Traceback" not in done.stdout + done.stderr
