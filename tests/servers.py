"""Real servers for tests: PostgreSQL and Redis of our own, on free loopback ports, gone afterwards.

    with servers.postgres() as url: ...     # postgres://...
    with servers.redis() as url: ...        # redis://...

They end with the `with`, at the exit of this process, and (through `config/run/tether.py`) when it is killed.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from redis import Redis
from redis.exceptions import RedisError

TETHER = Path(__file__).resolve().parent.parent / "config" / "run" / "tether.py"
PATIENCE = 60.0
# The port was free when we looked. Somebody may take it before the server does.
TRIES = 3
NAME = "followthrough"


def find_postgres() -> Path | None:
    """The directory of PostgreSQL's programs, the newest version first. Debian keeps them off PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _version(path.parent.name))
    candidates = found[::-1]
    if pg_config := shutil.which("pg_config"):
        done = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        candidates.append(Path(done.stdout.strip() or "/nonexistent"))
    for candidate in candidates:
        if (candidate / "initdb").exists() and (candidate / "postgres").exists():
            return candidate
    return None


def _version(name: str) -> float:
    try:
        return float(name)
    except ValueError:
        return 0.0


def find_redis() -> Path | None:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(found) if found else None


def find_browser() -> Path | None:
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return Path(found)
    return None


# What a group of tests needs, and the package that brings it.
GROUPS: dict[str, tuple[Callable[[], Path | None], str]] = {
    "browser": (find_browser, "chromium"),
    "postgres": (find_postgres, "postgresql"),
    "redis": (find_redis, "redis-server"),
}


def available(group: str) -> bool:
    """Whether this machine can run the tests of a group."""
    return GROUPS[group][0]() is not None


@contextmanager
def redis() -> Iterator[str]:
    """A Redis that keeps nothing. Yields its address."""
    server = find_redis()
    assert server is not None, "no redis-server on PATH"
    with _folder() as folder:

        def command(port: int) -> list[str]:
            return [
                str(server),
                *f"--port {port} --bind 127.0.0.1 --appendonly no --save".split(),
                "",
                "--dir",
                str(folder),
            ]

        def answers(port: int) -> bool:
            with suppress(RedisError):
                return bool(Redis(port=port).ping())
            return False

        with _running(command, answers, folder / "log", signal.SIGTERM) as port:
            yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL with an empty database, careless of power cuts and so quick. Yields its address."""
    programs = find_postgres()
    assert programs is not None, "no PostgreSQL programs found"
    # PostgreSQL refuses to run as root.
    lower: list[str] = []
    with _folder() as folder:
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            lower = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--init-groups", "--"]
            if not shutil.which("setpriv"):
                lower = ["runuser", "-u", "postgres", "--"]
        data = folder / "data"
        _run(
            [*lower, str(programs / "initdb"), "--pgdata", str(data), "--username", NAME, *INITDB.split()],
            folder,
        )

        def command(port: int) -> list[str]:
            words = f"-p {port} -h 127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
            return [*lower, str(programs / "postgres"), "-D", str(data), "-k", str(folder), *words.split()]

        def answers(port: int) -> bool:
            with suppress(psycopg.OperationalError), _connect(port):
                return True
            return False

        # SIGINT is PostgreSQL's "fast" shutdown: it does not wait for the connections that tests leave open.
        with _running(command, answers, folder / "log", signal.SIGINT) as port:
            with _connect(port) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
            yield f"postgres://{NAME}@127.0.0.1:{port}/{NAME}"


INITDB = "--auth trust --encoding UTF8 --locale C --no-sync"


def _connect(port: int) -> psycopg.Connection[tuple[object, ...]]:
    address = f"host=127.0.0.1 port={port} user={NAME} dbname=postgres connect_timeout=5"
    return psycopg.connect(address, autocommit=True)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


@contextmanager
def _folder() -> Iterator[Path]:
    # Directly under /tmp: pytest's own directories may not be entered by the user postgres.
    folder = Path(tempfile.mkdtemp(prefix="followthrough-test-"))
    remove = _once(lambda: shutil.rmtree(folder, ignore_errors=True))
    try:
        yield folder
    finally:
        remove()


@contextmanager
def _running(
    command: Callable[[int], list[str]], answers: Callable[[int], bool], log: Path, stop_with: signal.Signals
) -> Iterator[int]:
    """Start a server until one got its port, wait for it, and stop it for certain."""
    for _ in range(TRIES):
        port = find_free_port()
        with log.open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(TETHER), "--watch", str(os.getpid()), *command(port)],
                stdout=output,
                stderr=output,
                cwd=log.parent,
                start_new_session=True,
            )
        stop = _once(lambda process=process: _stop(process, stop_with))  # type: ignore[misc]
        deadline = time.monotonic() + PATIENCE
        try:
            while process.poll() is None and time.monotonic() < deadline:
                if answers(port):
                    yield port
                    return
                time.sleep(0.05)
        finally:
            stop()
    raise AssertionError(f"the server does not start: {log.read_text('utf-8', 'replace')}")


def _stop(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    process.send_signal(number)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _once(action: Callable[[], object]) -> Callable[[], None]:
    """Do it when called or at the exit of this process, whichever comes first; never in a fork of it."""
    owner, done = os.getpid(), False

    def act() -> None:
        nonlocal done
        if not done and os.getpid() == owner:
            done = True
            atexit.unregister(act)
            action()

    atexit.register(act)
    return act


def find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
