"""Start the real command, look at its processes, and be certain that none is left after the test."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.conf import settings

Found = TypeVar("Found")
ROOT = Path(settings.BASE_DIR)
PATIENCE = 60.0
# The product promises five seconds. The rest is for a machine that is busy with other tests.
PATIENCE_FOR_STOP = 20.0
OURS = (
    *(
        "ALLOWED_HOSTS",
        "BROKER_URL",
        "DATABASE_URL",
        "DEBUG",
        "DISPLAY",
        "EMAIL_URL",
        "REDIS_URL",
        "SECRET_KEY",
    ),
    *("LANGUAGE_MODEL_URL", "LANGUAGE_MODEL_NAME", "LANGUAGE_MODEL_KEY", "LANGUAGE_MODEL_OWN"),
    *("OUTBOUND_ALLOW", "OUTBOUND_LOOPBACK", "LOG_FORMAT", "METRICS_TOKEN", "SENTRY_DSN"),
    *("SITE_URL", "TRUST_PROXY", "WAYLAND_DISPLAY", "BROWSER", "DJANGO_SETTINGS_MODULE", "XDG_RUNTIME_DIR"),
)


def clean_variables(data: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a person who has set nothing but the data directory."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**kept, "FOLLOWTHROUGH_DATA": str(data), **(more or {})}


def find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until(look: Callable[[], Found], what: str, seconds: float = PATIENCE) -> Found:
    """Look again and again until there is something to see."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for {what}"
        time.sleep(0.05)
    return found


def ask_page(port: int, path: str = "/") -> int:
    """The status of a page, or 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def list_processes(data: Path) -> dict[int, str]:
    """Every living process that was given this data directory, with its command line."""
    wanted = b"FOLLOWTHROUGH_DATA=" + os.fsencode(data)
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                command = (entry / "cmdline").read_bytes()
                # Valkey writes its title over its environment, but works in a directory of ours.
                given = wanted in (entry / "environ").read_bytes().split(b"\0")
                works_there = (entry / "cwd").readlink().is_relative_to(data)
                # A zombie's command line is empty. Ours stand behind the tether for a moment.
                if command and b"tether.py" not in command and (given or works_there):
                    found[int(entry.name)] = command.replace(b"\0", b" ").decode()
    return found


def read_parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[1])


@dataclass
class Up:
    """A running `manage.py up`."""

    data: Path
    port: int = field(default_factory=find_free_port)
    variables: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] = field(init=False)
    output: Path = field(init=False)

    def start(self, *, stdin: int = subprocess.DEVNULL, before: tuple[str, ...] = ()) -> None:
        self.output = self.data.with_name(f"{self.data.name}.out")
        command = [
            *before,
            sys.executable,
            str(ROOT / "manage.py"),
            "up",
            "--no-browser",
            "--port",
            str(self.port),
        ]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*command, *self.arguments],
                stdin=stdin,
                stdout=output,
                stderr=output,
                env=clean_variables(self.data, self.variables),
                cwd=ROOT.parent,
                start_new_session=not before,
            )

    def wait_for_page(self) -> int:
        def look() -> int:
            assert self.process.poll() is None, self.read()
            return ask_page(self.port)

        return wait_until(look, "the first page")

    def read(self) -> str:
        """Everything it and its children have said."""
        logs = sorted((self.data / "logs").glob("*.log"))
        return "\n".join(path.read_text("utf-8", "replace") for path in [self.output, *logs])

    def find(self, name: str) -> int:
        """The number of one of its processes, or 0."""
        for pid, command in list_processes(self.data).items():
            with suppress(OSError):
                first = read_parent(pid) == self.process.pid
                words = {
                    "web": first and "granian" in command,
                    "web worker": not first and "granian" in command,
                    "worker": first and " worker " in command,
                    "beat": first and " beat " in command,
                    "broker": first and "unixsocket" in command,
                }
                if words[name]:
                    return pid
        return 0

    def wait_for(self, name: str) -> int:
        return wait_until(lambda: self.find(name), f"the {name} process")

    def wait_for_all(self) -> None:
        for name in ("web", "web worker", "worker", "beat"):
            self.wait_for(name)

    def end(self) -> None:
        """For the test's end, however it ended."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pid in list_processes(self.data):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextmanager
def started(up: Up) -> Iterator[Up]:
    up.start()
    try:
        yield up
    finally:
        up.end()


def call_task(data: Path, **variables: str) -> None:
    """Send a task that any worker knows, as a page would."""
    subprocess.run(
        [sys.executable, "-m", "celery", "--app", "config.celery", "call", "reminders.tasks.flag_due"],
        env=clean_variables(data, variables),
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )


def run_up(data: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """For a start that is refused."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "up", "--no-browser", *arguments],
        capture_output=True,
        text=True,
        env=clean_variables(data, variables),
        check=False,
        timeout=PATIENCE,
    )
