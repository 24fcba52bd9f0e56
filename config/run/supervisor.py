"""Keep the processes running until a signal says stop; then stop all of them, in order and in time."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

from config.run.child import Child
from config.run.home import trim_log

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Together under the five seconds that we promise: the first for what does work, the second for the broker.
SECONDS_TO_FINISH = 3.0
SECONDS_FOR_THE_BROKER = 1.0
SECONDS_BETWEEN_TRIMS = 600.0


def say(line: str, *, error: bool = False) -> None:
    """Tell the person. The terminal may be gone already (HUP), which is no reason to fail."""
    stream = sys.stderr if error else sys.stdout
    try:
        stream.write(line + "\n")
        stream.flush()
    except OSError:
        # Or Python tries once more at its exit and complains.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class Alarm:
    """Signals and threads wake the main loop through one pipe; the loop sleeps on it and never polls."""

    def __init__(self) -> None:
        self.stopping = False
        self.hurried = False
        self._wake, self._woken = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._woken, False)

    @contextmanager
    def armed(self) -> Iterator[None]:
        """From here on INT, TERM and HUP are noted; before, they end the process where it stands."""
        kept = signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)
        handlers = {number: signal.signal(number, self._note_stop) for number in STOP_SIGNALS}
        handlers[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, _note)
        try:
            yield
        finally:
            signal.set_wakeup_fd(kept)
            for number, handler in handlers.items():
                signal.signal(number, handler)

    def ring(self) -> None:
        """Wake the loop from another thread."""
        # When the pipe is full, the loop is awake anyway.
        with suppress(BlockingIOError):
            os.write(self._woken, b"!")

    def wait(self, seconds: float) -> None:
        if select.select([self._wake], [], [], max(0.0, seconds))[0]:
            os.read(self._wake, 4096)

    def _note_stop(self, number: int, _frame: FrameType | None) -> None:
        # Only Ctrl-C hurries: a closing terminal may well say HUP twice.
        self.hurried = self.stopping and number == signal.SIGINT
        self.stopping = True


def _note(_number: int, _frame: FrameType | None) -> None:
    """Only here so that the signal reaches the wake-up pipe."""


class Supervisor:
    """The children in the order of their start. The first is the broker when it is ours."""

    def __init__(self, alarm: Alarm, broker: Child | None, workers: Sequence[Child]) -> None:
        self.alarm = alarm
        self.broker = broker
        self.workers = list(workers)
        self.children = [*([broker] if broker else []), *workers]

    def run(self, *, broker_is_ready: Callable[[], bool], each_turn: Callable[[], None]) -> None:
        """Start all, keep them running, and return when all have stopped after the first stop signal."""
        try:
            self._start_broker(broker_is_ready)
            trim_at = 0.0
            while not self.alarm.stopping:
                now = time.monotonic()
                if now >= trim_at:
                    trim_at = now + SECONDS_BETWEEN_TRIMS
                    for child in self.children:
                        trim_log(child.program.log)
                self._restart(now)
                each_turn()
                starts = [child.start_at for child in self.children if child.process is None]
                self.alarm.wait(min([trim_at, *starts]) - time.monotonic())
                self._notice_deaths()
        finally:
            self._stop()

    def _start_broker(self, is_ready: Callable[[], bool]) -> None:
        """Give our broker a moment, so that the others need not try twice, as they would."""
        if self.broker is None:
            return
        self.broker.start()
        patience = time.monotonic() + 5
        while not is_ready() and not self.alarm.stopping and time.monotonic() < patience:
            self.alarm.wait(0.02)
            self._notice_deaths()
            if self.broker.process is None:
                return

    def _restart(self, now: float) -> None:
        for child in self.children:
            if child.process is None and now >= child.start_at:
                child.start()

    def _notice_deaths(self) -> None:
        for child in self.children:
            if how := child.reap():
                for line in child.tell(how):
                    say(line, error=True)

    def _stop(self) -> None:
        """Let work in hand finish, then end the rest. The broker goes last: the worker reports to it."""
        say(("\n" if sys.stdout.isatty() else "") + "Stopping ...")
        brokers = [self.broker] if self.broker else []
        for children, seconds in ((self.workers, SECONDS_TO_FINISH), (brokers, SECONDS_FOR_THE_BROKER)):
            for child in children:
                child.ask_to_stop()
            deadline = time.monotonic() + seconds
            while any(self._is_running(child) for child in children):
                left = deadline - time.monotonic()
                if left <= 0 or self.alarm.hurried:
                    break
                self.alarm.wait(left)
            for child in children:
                child.kill()
            for child in children:
                if child.process is not None:
                    child.process.wait()
                    child.process = None

    @staticmethod
    def _is_running(child: Child) -> bool:
        child.reap()
        return child.process is not None
