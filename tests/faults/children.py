"""Processes of our own that flag on the test's database, to be raced with.

    python -m tests.faults.children flag NOW READY GO

`flag` touches READY, waits for the file GO, then flags and prints how many.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

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


if __name__ == "__main__":
    import django

    django.setup()
    _, moment, ready, go = sys.argv[1:]
    _flag(datetime.fromisoformat(moment), Path(ready), Path(go))
