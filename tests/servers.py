"""Real servers for tests: PostgreSQL and Redis of our own, on free loopback ports, gone afterwards.

    with servers.postgres() as url: ...     # postgres://...
    with servers.redis() as url: ...        # redis://...
    with servers.running_postgres() as server: ...      # server.url, server.stop(), server.start(): the same data again

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


def find_faketime() -> Path | None:
    """The library that shows its process another clock."""
    return next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)


def find_browser() -> Path | None:
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return Path(found)
    return None


# What a group of tests needs, and the package that brings it.
GROUPS: dict[str, tuple[Callable[[], Path | None], str]] = {
    "browser": (find_browser, "chromium"),
    "faketime": (find_faketime, "libfaketime"),
    "postgres": (find_postgres, "postgresql"),
    "redis": (find_redis, "redis-server"),
}


def available(group: str) -> bool:
    """Whether this machine can run the tests of a group."""
    return GROUPS[group][0]() is not None


class Server:
    """A server on a free port, to be stopped and started again on the same port and data."""

    def __init__(
        self,
        command: Callable[[int], list[str]],
        answers: Callable[[int], bool],
        address: str,
        log: Path,
        stop_with: signal.Signals,
    ) -> None:
        self._command, self._answers, self._address = command, answers, address
        self._log, self._stop_with = log, stop_with
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return self._address.format(port=self.port)

    def start(self) -> None:
        """Start it and wait until it answers: the first time on a port that it can get."""
        for _ in range(TRIES):
            port = self.port or find_free_port()
            self._launch(port)
            deadline = time.monotonic() + PATIENCE
            while self._process is not None and self._process.poll() is None and time.monotonic() < deadline:
                if self._answers(port):
                    self.port = port
                    return
                time.sleep(0.05)
            self.stop()
        raise AssertionError(f"the server does not start: {self._log.read_text('utf-8', 'replace')}")

    def stop(self, stop_with: signal.Signals | None = None) -> None:
        process, self._process = self._process, None
        if process is not None:
            _stop(process, stop_with or self._stop_with)

    def _launch(self, port: int) -> None:
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(TETHER), "--watch", str(os.getpid()), *self._command(port)],
                stdout=output,
                stderr=output,
                cwd=self._log.parent,
                start_new_session=True,
            )


@contextmanager
def redis() -> Iterator[str]:
    """A Redis that keeps nothing. Yields its address."""
    with running_redis() as server:
        yield server.url


@contextmanager
def running_redis() -> Iterator[Server]:
    program = find_redis()
    assert program is not None, "no redis-server on PATH"
    with _folder() as folder:

        def command(port: int) -> list[str]:
            words = f"--port {port} --bind 127.0.0.1 --appendonly no --save".split()
            return [str(program), *words, "", "--dir", str(folder)]

        def answers(port: int) -> bool:
            with suppress(RedisError):
                return bool(Redis(port=port).ping())
            return False

        address = "redis://127.0.0.1:{port}/0"
        with _running(Server(command, answers, address, folder / "log", signal.SIGTERM)) as server:
            yield server


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL with an empty database, careless of power cuts and so quick. Yields its address."""
    with running_postgres() as server:
        yield server.url


@contextmanager
def running_postgres() -> Iterator[Server]:
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
            # Nothing here outlives the machine; but what is committed has to outlive a crash of the server.
            words = f"-p {port} -h 127.0.0.1 -c fsync=off -c full_page_writes=off"
            return [*lower, str(programs / "postgres"), "-D", str(data), "-k", str(folder), *words.split()]

        def answers(port: int) -> bool:
            with suppress(psycopg.OperationalError), _connect(port):
                return True
            return False

        # SIGINT is PostgreSQL's "fast" shutdown: it does not wait for the connections that tests leave open.
        address = f"postgres://{NAME}@127.0.0.1:{{port}}/{NAME}"
        with _running(Server(command, answers, address, folder / "log", signal.SIGINT)) as server:
            with _connect(server.port) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
            yield server


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
def _running(server: Server) -> Iterator[Server]:
    """Start it, and stop it for certain."""
    stop = _once(server.stop)
    try:
        server.start()
        yield server
    finally:
        stop()


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
