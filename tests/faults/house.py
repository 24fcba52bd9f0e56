"""Followthrough as on a server: PostgreSQL, Redis, workers, beats and a far end, each to be broken and mended."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from redis import Redis

from reminders.points import Point
from tests import servers
from tests.faults.far_end import FarEnd, listening
from tests.faults.nursery import Nursery
from tests.run import SETTINGS

SECRET = "for faults only"


class Ambush:
    """Waits at a point: the first child that passes it stands still until it is let go, or killed there."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._armed = folder / "armed"
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / "socket"))
        self._listener.listen(50)
        self.struck = threading.Event()
        self._wanted: str | None = None
        self._line: socket.socket | None = None
        self.pid = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def lay(self, point: Point) -> None:
        self.struck.clear()
        self._wanted = point.name
        part = self._armed.with_suffix(".part")
        part.write_text(point.name)
        part.rename(self._armed)

    def lift(self) -> None:
        """Nobody is waited for any more, and whoever stands still goes on."""
        self._wanted = None
        self._armed.unlink(missing_ok=True)
        self.let_go()

    def let_go(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError):
                line.sendall(b"!")
            line.close()

    def _listen(self) -> None:
        while True:
            line, _ = self._listener.accept()
            name, _, pid = line.recv(100).decode().strip().partition(" ")
            if name != self._wanted:
                # Another came at the same time, or too late.
                with suppress(OSError):
                    line.sendall(b"!")
                line.close()
                continue
            self._wanted = None
            self._armed.unlink(missing_ok=True)
            self._line, self.pid = line, int(pid)
            self.struck.set()


class House:
    """The processes of one installation, and the servers they need."""

    name = "PostgreSQL and Redis"

    def __init__(
        self, folder: Path, database: servers.Server, broker: servers.Server, far_end: FarEnd
    ) -> None:
        self.folder, self.database, self.broker, self.far_end = folder, database, broker, far_end
        self.ambush = Ambush(folder / "faults")
        self.kills = 0
        self._frozen = 0
        self.pool = "threads"
        self._clock = folder / "clock"
        self._nurseries: dict[bool, Nursery] = {}
        self.faked = False
        self.workers: list[int] = []
        self.beats: list[int] = []
        self.wanted_workers, self.wanted_beats, self.concurrency = 1, 1, 2

    def variables(self) -> dict[str, str]:
        """The environment of every process of this installation, the judge's own as well."""
        kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.database.url,
            "REDIS_URL": self.broker.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.far_end.mail_port}",
            "FAR_END": str(self.far_end.http_port),
            "FAULTS": str(self.folder / "faults"),
            "FOLLOWTHROUGH_DATA": str(self.folder),
            "SECRET_KEY": SECRET,
        }

    # The children ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start what is wanted and does not run, as systemd or compose would."""
        for living, wanted, begin in (
            (self.workers, self.wanted_workers, self._start_worker),
            (self.beats, self.wanted_beats, self._start_beat),
        ):
            living[:] = [pid for pid in living if not self._nursery.has_ended(pid)]
            while len(living) < wanted:
                living.append(begin(len(living)))

    keep = start

    def stop(self) -> None:
        """End the children of a round, and put everything back."""
        self.ambush.lift()
        for nursery in self._nurseries.values():
            nursery.kill_all()
        self.workers, self.beats = [], []
        self.wanted_workers, self.wanted_beats, self.concurrency = 1, 1, 2
        self.pool, self.faked, self.kills = "threads", False, 0
        self.set_clock("+0")
        for schedule in self.folder.glob("beat-*"):
            schedule.unlink()

    def kill_struck(self) -> None:
        """Kill -9 the process that stands at the point. Of a forking worker that is one of its children."""
        self.kills += 1
        with suppress(ProcessLookupError):
            os.kill(self.ambush.pid, signal.SIGKILL)
        self.ambush.let_go()

    def kill(self, pids: list[int]) -> None:
        for pid in pids:
            self.kills += 1
            self._nursery.kill(pid)

    def close(self) -> None:
        for nursery in self._nurseries.values():
            nursery.close()

    # What can be broken ----------------------------------------------------------------------------------------

    def flush_broker(self) -> None:
        Redis.from_url(self.broker.url).flushall()

    def freeze_broker(self) -> None:
        self._frozen = int(Redis.from_url(self.broker.url).info("server")["process_id"])
        os.kill(self._frozen, signal.SIGSTOP)

    def thaw_broker(self) -> None:
        frozen, self._frozen = self._frozen, 0
        if frozen:
            os.kill(frozen, signal.SIGCONT)

    def set_clock(self, offset: str) -> None:
        """What the children's clocks show from now on: "+2d", "-1h"."""
        part = self._clock.with_suffix(".part")
        part.write_text(offset + "\n")
        part.rename(self._clock)

    def tell(self, most: int = 4000) -> str:
        """The end of each log."""
        return "\n".join(
            f"--- {path.name}\n{path.read_text('utf-8', 'replace')[-most:]}"
            for path in sorted(self.folder.glob("*.log"))
        )

    def count_in_logs(self, words: str) -> int:
        return sum(
            path.read_text("utf-8", "replace").count(words) for path in self.folder.glob("worker*.log")
        )

    # ----------------------------------------------------------------------------------------------------------

    @property
    def _nursery(self) -> Nursery:
        if self.faked not in self._nurseries:
            self._nurseries[self.faked] = Nursery(self._clocked(), self.folder / "nursery.log")
        return self._nurseries[self.faked]

    def _clocked(self) -> Mapping[str, str]:
        if not self.faked:
            return self.variables()
        library = servers.find_faketime()
        assert library is not None, "libfaketime is not installed"
        self.set_clock("+0")
        return {
            **self.variables(),
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._clock),
            # Seconds until it is read again. Waits and timeouts go by the clock that runs on, as the kernel's do.
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }

    def _start_worker(self, number: int) -> int:
        words = f"worker --pool {self.pool} --concurrency {self.concurrency} --loglevel INFO --hostname w{number}@here"
        quiet = "--without-gossip --without-mingle --without-heartbeat"
        return self._nursery.start(*words.split(), *quiet.split(), log=self.folder / f"worker-{number}.log")

    def _start_beat(self, number: int) -> int:
        schedule = str(self.folder / f"beat-{number}")
        return self._nursery.start(
            "beat", "--pidfile=", "--schedule", schedule, log=self.folder / f"beat-{number}.out.log"
        )


@contextmanager
def house(folder: Path) -> Iterator[House]:
    """A house with its servers, on free ports. Ends them all."""
    with ExitStack() as stack:
        far_end = stack.enter_context(listening())
        database = stack.enter_context(servers.running_postgres())
        broker = stack.enter_context(servers.running_redis())
        found = House(folder, database, broker, far_end)
        try:
            yield found
        finally:
            found.close()
