"""Start a program so that it ends when its parent does, even when the parent is killed with -9.

Run as a file, with nothing but the standard library, because it stands in front of every process:

    python tether.py [--watch] <pid of the parent> <program> [argument ...]

On Linux the kernel does it (PR_SET_PDEATHSIG survives exec) and this process becomes the program. Elsewhere,
or with --watch, this process stays in front of the program, looks once a second whether its parent is still
there, and takes the whole process group down when it is not.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1
SECONDS_BETWEEN_LOOKS = 1.0
# The shells' answers for "no such program".
CANNOT_START = 127


def end_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends. Does nothing where the kernel cannot."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:
        # The parent ended before the kernel was told: no signal will come any more.
        os.kill(os.getpid(), signal.SIGKILL)


def watch(parent: int, command: list[str]) -> int:
    """Run the command in this process group and end the group when the parent is gone."""
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, _note)
    program = subprocess.Popen(command)  # noqa: S603  (up names the program)

    def pass_on(number: int, _frame: FrameType | None) -> None:
        program.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, pass_on)
    while program.poll() is None:
        if os.getppid() != parent:
            os.killpg(0, signal.SIGKILL)
        if select.select([wake], [], [], SECONDS_BETWEEN_LOOKS)[0]:
            os.read(wake, 4096)
    code = program.returncode
    return code if code >= 0 else 128 - code


def _note(_number: int, _frame: FrameType | None) -> None:
    """Only here so that the signal reaches the wake-up pipe."""


def main(arguments: list[str]) -> int:
    watching = arguments[0] == "--watch" or sys.platform != "linux"
    if arguments[0] == "--watch":
        arguments = arguments[1:]
    parent, command = int(arguments[0]), arguments[1:]
    try:
        if watching:
            return watch(parent, command)
        end_with(parent)
        os.execv(command[0], command)  # noqa: S606  (up names the program)
    except OSError as error:
        sys.stderr.write(f"{Path(command[0]).name} does not start: {error}\n")
    return CANNOT_START


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
