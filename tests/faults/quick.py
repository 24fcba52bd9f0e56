"""The product's Celery, in a hurry: ticks each second, short leases and pauses, and points at which it can be stopped.

    celery --app tests.faults.quick worker|beat ...
    python -m tests.faults.quick      # makes a user to whom a reminder is due since yesterday

The environment says more. FAULTS names a folder with a socket: who passes the point that its file `armed` names says
so there, and stands still until it is answered. FAR_END is where messages of the kinds "messenger" and "browser" go.
"""

from __future__ import annotations

import http.client
import json
import os
import select
import socket
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

import django
import time_machine

from config.celery import app

if "faketime" in os.environ.get("LD_PRELOAD", ""):
    # Python sleeps until an instant of the clock that runs on, which libfaketime takes for one of the clock it moves.
    def sleep(seconds: Any) -> None:
        select.select([], [], [], seconds)

    time.sleep = sleep

app.conf.beat_schedule = {
    name: {"task": f"reminders.tasks.{name}", "schedule": 1.0, "options": {"expires": 5}}
    for name in ("replan_due", "flag_due", "send_pending")
}
# A worker that fell behind drops ticks, and a broken broker is asked again soon.
app.conf.broker_transport_options |= {"visibility_timeout": 10}
LEASE = timedelta(seconds=5)
PAUSE = timedelta(seconds=1)
SECONDS_FOR_MAIL = 2


class Posting:
    """A way out that tells the far end of the tests, and fails when it answers so."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def send(self, letter: Any) -> Any:
        from reminders.delivery.base import DeliveryError, Outcome

        said = {"kind": self.kind, "to": letter.to, "message_id": letter.message_id, "text": letter.text}
        line = http.client.HTTPConnection("127.0.0.1", int(os.environ["FAR_END"]), timeout=5)
        try:
            line.request("POST", "/", json.dumps(said))
            status = line.getresponse().status
        except OSError as error:
            raise DeliveryError("It could not be reached.", permanent=False) from error
        finally:
            line.close()
        if status != 200:
            raise DeliveryError(f"It answered {status}.", permanent=False)
        return Outcome.SENT


def stand_still(point: Any) -> None:
    """At the point that is armed: tell who and where, and wait for the answer."""
    folder = Path(os.environ["FAULTS"])
    try:
        armed = (folder / "armed").read_text()
    except FileNotFoundError:
        return
    if armed == point.name:
        # Nobody there any more: the round is over.
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.connect(str(folder / "socket"))
            line.sendall(f"{point.name} {os.getpid()}\n".encode())
            line.recv(1)


@app.on_after_finalize.connect
def hurry(**_signal: object) -> None:
    django.setup()
    from django.conf import settings

    from reminders import points
    from reminders.services import sending

    sending.LEASE, sending.FIRST_PAUSE, sending.LONGEST_PAUSE = LEASE, PAUSE, 2 * PAUSE
    sending.HANGS_AFTER, sending.MOST_TRIES = PAUSE, 1000
    settings.EMAIL_TIMEOUT = SECONDS_FOR_MAIL
    if os.environ.get("FAR_END"):
        sending.CHANNELS |= {kind: Posting(kind) for kind in ("messenger", "browser")}
    if os.environ.get("FAULTS"):
        points.at_each(stand_still)


def owe_a_thank_you() -> None:
    """The interview was four days ago, logged then; since that evening nothing has run."""
    django.setup()
    from accounts.models import User
    from applications.services.interviews import log_interview
    from tests.reminders.story import entry

    then = datetime.now(UTC).replace(microsecond=0) - timedelta(days=4)
    with time_machine.travel(then, tick=False):
        # Awake around the clock, so that the test may run at any hour.
        user = User.objects.create_user(
            "maya@example.org", "correct horse battery", quiet_from=clock(0), quiet_until=clock(0)
        )
        log_interview(user, entry(then), company="Acme", title="Data Engineer", now=then)


if __name__ == "__main__":
    owe_a_thank_you()
    sys.stdout.write("owed")
