"""The product's Celery, in a hurry: ticks each second, short leases. HANG names a file to touch before a
letter is handed over, and then a sender hangs for ever.

    celery --app tests.faults.quick worker|beat ...
    python -m tests.faults.quick      # makes a user to whom a reminder is due since yesterday
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

import django
import time_machine

from config.celery import app

app.conf.beat_schedule = {
    name: {"task": f"reminders.tasks.{name}", "schedule": 1.0, "options": {"expires": 5}}
    for name in ("replan_due", "flag_due", "send_pending")
}
LEASE = timedelta(seconds=3)


class Hanging:
    def send(self, _letter: Any) -> Any:
        Path(os.environ["HANG"]).touch()
        time.sleep(3600)


@app.on_after_finalize.connect
def _hurry(**_signal: object) -> None:
    django.setup()
    from reminders.services import sending

    sending.LEASE = LEASE
    if os.environ.get("HANG"):
        sending.CHANNELS["email"] = Hanging()


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
