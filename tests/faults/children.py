"""Processes of our own that flag and send on the test's database, to be raced with and to be killed.

    python -m tests.faults.children flag NOW READY GO
    python -m tests.faults.children send NOW before|after FILE

`flag` waits for the file GO, then flags and prints how many. `send` touches FILE before or after handing the
letter over, and then hangs for ever.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


def start(*arguments: str, **variables: str) -> subprocess.Popen[str]:
    """Start one of the above on this test's own database."""
    from django.db import connection

    database = connection.settings_dict
    place = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
    url = f"postgres://{database['USER']}:{database['PASSWORD']}@{place}"
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.children", *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url, **variables},
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for(path: Path, child: subprocess.Popen[str], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists():
        assert child.poll() is None, "the child ended"
        assert time.monotonic() < deadline, f"waited {seconds} s in vain"
        time.sleep(0.02)


def _flag(now: datetime, ready: Path, go: Path) -> None:
    from django.db import connection

    from reminders.services import flagging

    flagging.BATCH = 10
    connection.ensure_connection()
    ready.touch()
    while not go.exists():
        time.sleep(0.001)
    sys.stdout.write(str(flagging.flag_due(now)))


def _send(now: datetime, when: str, touched: Path) -> None:
    from reminders.services import sending

    real = sending.CHANNELS["email"]

    class Hanging:
        def send(self, letter: Any) -> Any:
            if when == "after":
                real.send(letter)
            touched.touch()
            time.sleep(3600)

    sending.CHANNELS["email"] = Hanging()
    sending.send_pending(now)


if __name__ == "__main__":
    import django

    django.setup()
    deed, moment, *rest = sys.argv[1:]
    if deed == "flag":
        _flag(datetime.fromisoformat(moment), Path(rest[0]), Path(rest[1]))
    else:
        _send(datetime.fromisoformat(moment), rest[0], Path(rest[1]))
