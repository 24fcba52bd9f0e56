"""However it is told to stop, everything stops; and nothing outlives it."""

from __future__ import annotations

import os
import pty
import signal
import sys
from pathlib import Path

import pytest

from tests.run_up.processes import (
    PATIENCE_FOR_STOP,
    Up,
    ask_page,
    call_task,
    list_processes,
    started,
    wait_until,
)

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]

ON_A_TERMINAL = "import os, sys; os.login_tty(os.dup(0)); os.execv(sys.argv[1], sys.argv[1:])"


def check_that_all_stopped(up: Up) -> None:
    assert up.process.wait(PATIENCE_FOR_STOP) == 0, up.read()
    assert not list_processes(up.data)
    assert "Traceback" not in up.read()
    assert ask_page(up.port) == 0


def test_ctrl_c_in_a_terminal(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    up = Up(tmp_path / "data")
    up.start(stdin=theirs, before=(sys.executable, "-c", ON_A_TERMINAL))
    try:
        said = b""
        while b"Ctrl-C" not in said:
            said += os.read(ours, 4096)
        up.wait_for_all()
        os.write(ours, b"\x03")
        check_that_all_stopped(up)
        said += os.read(ours, 4096)
        assert b"Traceback" not in said
    finally:
        up.end()
        os.close(ours)
        os.close(theirs)


def test_hang_up_when_the_terminal_is_gone(tmp_path: Path) -> None:
    with started(Up(tmp_path / "data")) as up:
        up.wait_for_page()
        up.process.send_signal(signal.SIGHUP)
        up.process.send_signal(signal.SIGHUP)
        check_that_all_stopped(up)


def test_terminate_with_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    data = tmp_path / ("long" * 30) / "data"
    data.parent.mkdir()
    with started(Up(data)) as up:
        up.wait_for_page()
        socket = Path((data / "broker-url").read_text().removeprefix("redis+socket://"))
        assert len(os.fsencode(socket)) <= 100
        assert socket.parent.stat().st_mode & 0o777 == 0o700
        wait_until(lambda: "ready" in (data / "logs" / "worker.log").read_text(), "the worker")
        up.process.terminate()
        check_that_all_stopped(up)
        assert not socket.parent.exists()


def test_a_stop_before_anything_runs(tmp_path: Path) -> None:
    with started(Up(tmp_path / "data")) as up:
        wait_until(lambda: (up.data / "logs").exists(), "its first step")
        up.process.send_signal(signal.SIGINT)
        check_that_all_stopped(up)


def test_nothing_is_left_when_it_is_killed_itself(tmp_path: Path) -> None:
    with started(Up(tmp_path / "data")) as up:
        up.wait_for_page()
        up.wait_for_all()
        assert up.find("broker")
        assert len(list_processes(up.data)) == 6
        up.process.kill()
        up.process.wait()
        wait_until(lambda: not list_processes(up.data), "an empty room", PATIENCE_FOR_STOP)
        first_secret = (up.data / "secret").read_text()
        # And it starts again on what it left, on the same port.
        up.start()
        up.wait_for_page()
        assert (up.data / "secret").read_text() == first_secret
        up.process.terminate()
        check_that_all_stopped(up)


def test_tasks_as_files(tmp_path: Path) -> None:
    with started(Up(tmp_path / "data", variables={"BROKER_URL": "filesystem://"})) as up:
        up.wait_for_page()
        assert not up.find("broker")
        log = up.data / "logs" / "worker.log"
        wait_until(lambda: "ready" in log.read_text(), "the worker")
        # Without BROKER_URL: the data directory remembers.
        call_task(up.data)
        wait_until(lambda: "flag_due" in log.read_text() and "succeeded" in log.read_text(), "the task")
        up.process.terminate()
        check_that_all_stopped(up)
