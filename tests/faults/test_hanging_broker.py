"""A broker that says nothing any more holds up nobody for ever."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests import servers
from tests.faults.children import ROOT

pytestmark = pytest.mark.redis

WAKE = """
import os, signal
import django
django.setup()
from unittest.mock import patch
from redis import Redis
from config.celery import app
from reminders import tasks
assert app.conf.broker_url == os.environ["BROKER_URL"]
broker = int(Redis.from_url(os.environ["BROKER_URL"]).info("server")["process_id"])
with patch.object(tasks.flagging, "flag_all", return_value=1), patch.object(tasks, "note_tick"):
    tasks.flag_due()
    print("woken", app.connection_for_read().default_channel.client.llen("celery"), flush=True)
    os.kill(broker, signal.SIGSTOP)
    try:
        # On the line that it has, then on a new one.
        tasks.flag_due()
        tasks.flag_due()
    finally:
        os.kill(broker, signal.SIGCONT)
print("went on")
"""


def test_flagging_goes_on_though_nobody_can_be_woken() -> None:
    with servers.redis() as broker:
        done = subprocess.run(
            [sys.executable, "-c", WAKE],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "BROKER_URL": broker,
                "REDIS_URL": broker,
                "SECRET_KEY": "x",
            },
            capture_output=True,
            text=True,
            check=False,
            # Bounded, it takes a few seconds; else it would not come back before the broker does.
            timeout=100,
        )
    assert done.stdout == "woken 1\nwent on\n", done.stderr
