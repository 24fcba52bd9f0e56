"""Children in a hurry: a process that has imported everything once, and forks workers and beats when asked.

A fork takes a tenth of a second where a start takes two. The children end with the nursery and it with its parent.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


class Nursery:
    """Starts children and ends them."""

    def __init__(self, variables: Mapping[str, str], log: Path) -> None:
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery", str(os.getpid())],
                cwd=ROOT, env=dict(variables), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=output,
                text=True, start_new_session=True,
            )  # fmt: skip
        self._living: list[int] = []

    def start(self, *arguments: str, log: Path) -> int:
        pid = int(self._ask({"arguments": arguments, "log": str(log)}))
        self._living.append(pid)
        return pid

    def has_ended(self, pid: int) -> bool:
        return pid not in self._living or self._reap(pid)

    def kill(self, pid: int) -> None:
        """With -9, together with what it forked itself; and wait until it is gone."""
        if pid in self._living:
            self._ask({"kill": pid})
            self._living.remove(pid)

    def kill_all(self) -> None:
        for pid in list(self._living):
            self.kill(pid)

    def close(self) -> None:
        self.kill_all()
        self._process.terminate()
        self._process.wait(10)

    def _reap(self, pid: int) -> bool:
        if ended := self._ask({"reap": pid}) == "ended":
            self._living.remove(pid)
        return ended

    def _ask(self, what: dict[str, Any]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


def _serve(parent: int) -> None:
    from config.run.tether import end_with

    end_with(parent)
    _import_all()
    for line in sys.stdin:
        said = json.loads(line)
        if "arguments" in said:
            answer = str(_fork(said["arguments"], said["log"]))
        elif "kill" in said:
            answer = _kill(said["kill"])
        else:
            answer = "ended" if os.waitpid(said["reap"], os.WNOHANG)[0] else ""
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


def _import_all() -> None:
    for name in (
        *("celery.apps.beat", "celery.apps.worker", "celery.bin.celery", "celery.concurrency.prefork"),
        *("celery.concurrency.thread", "kombu.transport.redis", "tests.faults.quick"),
    ):
        import_module(name)
    from config.celery import app

    app.finalize()
    app.loader.import_default_modules()


def _fork(arguments: list[str], log: str) -> int:
    from config.run.tether import end_with

    parent = os.getpid()
    if pid := os.fork():
        return pid
    try:
        end_with(parent)
        os.setsid()
        output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        for number in (1, 2):
            os.dup2(output, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        from celery.bin.celery import main

        sys.argv = ["celery", "--app", "tests.faults.quick", *arguments]
        main()
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(1)


def _kill(pid: int) -> str:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)
    return "killed"


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
