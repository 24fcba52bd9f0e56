"""Followthrough as on a laptop: `manage.py up` with SQLite, its own broker and its supervisor.

python -m tests.faults.small_house PORT      the real `up`, with its Celery in a hurry (tests.faults.quick)
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from redis import Redis

from tests import servers
from tests.faults.far_end import FarEnd, listening
from tests.faults.house import SECRET, Ambush
from tests.faults.nursery import ROOT
from tests.run import SETTINGS


class SmallHouse:
    """One `up`, which is left running from round to round. `files`: its broker is files, not a Valkey."""

    def __init__(self, folder: Path, far_end: FarEnd, *, files: bool = False) -> None:
        self.folder, self.far_end, self.files = folder, far_end, files
        self.data = folder / "data"
        self.data.mkdir()
        self.ambush = Ambush(folder / "faults")
        self.kills = 0
        self.pool, self.concurrency = "threads", 2
        self._up: subprocess.Popen[bytes] | None = None

    def variables(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        given = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.far_end.mail_port}",
            "FAR_END": str(self.far_end.http_port),
            "FAULTS": str(self.folder / "faults"),
            "FOLLOWTHROUGH_DATA": str(self.data),
            "SECRET_KEY": SECRET,
        }
        return {**kept, **given, **({"BROKER_URL": "filesystem://"} if self.files else {})}

    def start(self) -> None:
        """Start `up` if it does not run. What runs in it is its own to start again."""
        if self._up is not None and self._up.poll() is None:
            return
        with (self.folder / "up.log").open("ab") as output:
            self._up = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.small_house", str(servers.find_free_port())],
                cwd=ROOT, env=self.variables(), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip

    def stop(self) -> None:
        """Between two rounds."""
        self.ambush.lift()
        self.kills = 0

    def close(self) -> None:
        if self._up is not None:
            self._up.terminate()
            self._up.wait(20)

    def kill_struck(self) -> None:
        self.kill([self.ambush.pid])
        self.ambush.let_go()

    def kill(self, pids: list[int]) -> None:
        for pid in pids:
            self.kills += 1
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_everything(self) -> None:
        """`up` itself; its children end with it, as the kernel sees to."""
        assert self._up is not None
        self.kill([self._up.pid])
        self._up.wait(10)

    def find(self, name: str) -> list[int]:
        """The processes of this house whose command line holds `name`."""
        wanted = b"FOLLOWTHROUGH_DATA=" + os.fsencode(self.data)
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if wanted in (entry / "environ").read_bytes().split(b"\0"):
                    command = (entry / "cmdline").read_bytes().split(b"\0")
                    if name.encode() in command and b"celery" in command:
                        found.append(int(entry.name))
        return found

    def empty_broker(self) -> None:
        if self.files:
            for path in (self.data / "broker").iterdir():
                # A worker may have taken it meanwhile.
                path.unlink(missing_ok=True)
            return
        url = urlsplit((self.data / "broker-url").read_text())
        Redis(unix_socket_path=unquote(url.path)).flushall()

    def tell(self, most: int = 4000) -> str:
        logs = [*sorted(self.data.glob("logs/*.log")), self.folder / "up.log"]
        return "\n".join(f"--- {path.name}\n{path.read_text('utf-8', 'replace')[-most:]}" for path in logs)

    def count_in_logs(self, words: str) -> int:
        return sum(path.read_text("utf-8", "replace").count(words) for path in self.data.glob("logs/*.log"))


@contextmanager
def small_house(folder: Path, *, files: bool = False) -> Iterator[SmallHouse]:
    with listening() as far_end:
        found = SmallHouse(folder, far_end, files=files)
        try:
            yield found
        finally:
            found.close()


def run_up(port: int) -> None:
    """The real `up`; only its Celery is ours, and a child that was killed is not taken for one that cannot live."""
    import django

    django.setup()
    from config.run import child, up

    real: Callable[..., dict[str, child.Program]] = up.list_programs

    def hurried(
        options: up.Options, data: Path, broker: object, variables: Mapping[str, str]
    ) -> dict[str, child.Program]:
        found = real(options, data, broker, variables)
        return {
            name: child.Program(
                name,
                tuple("tests.faults.quick" if word == "config.celery" else word for word in program.command),
                program.variables,
                program.cwd,
                program.log,
            )
            for name, program in found.items()
        }

    up.list_programs = hurried
    child.SETTLED_AFTER = 0.0
    up.run(up.Options(port=port, browser=False))


if __name__ == "__main__":
    run_up(int(sys.argv[1]))
