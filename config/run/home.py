"""The data directory: private, held by one `up` at a time, with its secret and its logs."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.environment import ConfigurationError

LONGEST_LOG = 5_000_000
PRIVATE_DIRECTORY = 0o700
PRIVATE_FILE = 0o600


@contextmanager
def hold(data: Path) -> Iterator[None]:
    """Make the data directory private and ours alone. A second `up` is refused before it touches anything.

    The kernel drops the lock with the process, however that ends, so no stale lock can keep anyone out.
    """
    try:
        data.mkdir(parents=True, exist_ok=True, mode=PRIVATE_DIRECTORY)
        descriptor = os.open(data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE_FILE)
    except OSError as error:
        raise ConfigurationError(
            f"the data directory {data} cannot be used ({error.strerror}); set FOLLOWTHROUGH_DATA to another"
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ConfigurationError(
                f"Followthrough is already running on {data}; stop it first, or set FOLLOWTHROUGH_DATA"
            ) from error
        data.chmod(PRIVATE_DIRECTORY)
        yield
    finally:
        os.close(descriptor)


def keep_secret(data: Path) -> str:
    """The secret of this data directory, made at the first start. Written whole or not at all."""
    path = data / "secret"
    if path.exists() and (kept := path.read_text("ascii").strip()):
        path.chmod(PRIVATE_FILE)
        return kept
    secret = secrets.token_urlsafe(64)
    write_privately(path, secret + "\n")
    return secret


def write_privately(path: Path, text: str) -> None:
    """Write a file that only its owner reads, so that after a power cut it is there whole or not there."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def trim_log(path: Path) -> None:
    """Move a long log aside as `.1`. Its writer keeps appending, so the file is copied and emptied.

    Accepted: lines written between the copy and the cut are lost.
    """
    try:
        if path.stat().st_size <= LONGEST_LOG:
            return
        shutil.copyfile(path, path.with_name(f"{path.name}.1"))
        os.truncate(path, 0)
    except FileNotFoundError:
        return


def read_last_lines(path: Path, count: int) -> list[str]:
    """The end of a log, for a message to a person."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - 8192))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return []
    return [line for line in lines if line.strip()][-count:]
