"""One process of ours: started tied to us, in its own session, and stopped with everything it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from config.run import tether
from config.run.home import read_last_lines

# Dying sooner than this after its start counts as a quick death.
SETTLED_AFTER = 20.0
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
TELL_AT = 3
TELL_AGAIN_EVERY = 10


@dataclass(frozen=True)
class Program:
    """What to run, and under which name its log is kept."""

    name: str
    command: tuple[str, ...]
    variables: Mapping[str, str]
    cwd: Path
    log: Path


@dataclass
class Child:
    """A program that is to keep running."""

    program: Program
    watched: bool = False
    start_at: float = 0.0
    started_at: float = 0.0
    quick_deaths: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it in a session of its own: the terminal's Ctrl-C then reaches only us.

        Call this from the main thread only: the kernel's word "parent" in PR_SET_PDEATHSIG means the thread.
        """
        wrapper = [sys.executable, "-I", "-S", str(Path(tether.__file__).resolve())]
        wrapper += ["--watch"] * self.watched + [str(os.getpid())]
        with self.program.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603  (our own programs)
                [*wrapper, *self.program.command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.program.cwd,
                env=dict(self.program.variables),
                start_new_session=True,
            )
        self.started_at = time.monotonic()

    def reap(self) -> str:
        """When it has ended: end what it left, plan the next start, return how it ended. Else nothing."""
        process = self.process
        if process is None or not self._has_ended(process):
            return ""
        # Not reaped yet, so its number still names its group and cannot have been given to a stranger.
        self.kill()
        code = process.wait()
        self.process = None
        settled = time.monotonic() - self.started_at >= SETTLED_AFTER
        self.quick_deaths = 1 if settled else self.quick_deaths + 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self.quick_deaths - 1, 10))
        self.start_at = time.monotonic() + pause
        return _describe(code)

    @staticmethod
    def _has_ended(process: subprocess.Popen[bytes]) -> bool:
        if hasattr(os, "waitid"):
            return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        # macOS before Python 3.13. Accepted: the number is free between this look and the kill.
        return process.poll() is not None

    def tell(self, how: str) -> list[str]:
        """What a person should hear about this death: the first, the third with the log, then every tenth."""
        name, deaths = self.program.name, self.quick_deaths
        if deaths == 1:
            return [f"The {name} process {how}; starting it again."]
        if deaths == TELL_AT or deaths % TELL_AGAIN_EVERY == 0:
            end = [f"    {line}" for line in read_last_lines(self.program.log, 5)]
            return [f"The {name} process keeps stopping ({how}). {self.program.log} ends:", *end]
        return []

    def ask_to_stop(self) -> None:
        self._signal(os.kill, signal.SIGTERM)

    def kill(self) -> None:
        """End it and all of its group, such as granian's worker, which would keep the port."""
        self._signal(os.killpg, signal.SIGKILL)

    def _signal(self, send: Callable[[int, int], None], number: int) -> None:
        if self.process is None:
            return
        # Gone already; of a group that holds only a zombie, macOS says "not permitted".
        with suppress(ProcessLookupError, PermissionError):
            send(self.process.pid, number)


def _describe(code: int) -> str:
    if code >= 0:
        return f"stopped with code {code}"
    try:
        return f"was killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"was killed by signal {-code}"
