"""What reaches the operator's Sentry: where the code failed, and nothing that anybody wrote."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.run_up.processes import clean_variables

FAILING = """
import logging, sys
import django
django.setup()
import sentry_sdk
from django.test import Client, override_settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
from accounts.models import User
user = User.objects.create_user("maya@example.org", "correct horse battery", name="Maya Okafor")
client = Client(raise_request_exception=False)
client.force_login(user)
import reminders.views.pages as pages

def fail(*_given, **_more):
    letter = "Dear Sara, thank you"
    raise ValueError(f"cannot write {letter} to sara@acme.example")

pages.read_today = fail
print(client.get("/?q=Lindqvist", headers={"X-Secret": "hush"}).status_code)
try:
    fail()
except ValueError:
    logging.getLogger("reminders.x").exception("follow-up %s cannot be flagged for %s", 7, "Sara")
logging.getLogger("somebody").error("Dear Sara, thank you")
sentry_sdk.flush(10)
"""


class Far(BaseHTTPRequestHandler):
    got: list[bytes]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        # The client takes brotli where it finds it.
        opened = {"br": "brotli", "gzip": "gzip"}[self.headers["Content-Encoding"]]
        self.got.append(importlib.import_module(opened).decompress(body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    got: list[bytes] = []
    server = HTTPServer(("127.0.0.1", 0), type("Here", (Far,), {"got": got}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port, got
    finally:
        server.shutdown()


def test_an_error_arrives_without_words(tmp_path: Path) -> None:
    pytest.importorskip("sentry_sdk")
    with listening() as (port, got):
        variables = {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "FOLLOWTHROUGH_TEST_DATA": str(tmp_path),
            "SECRET_KEY": "for tests only",
            "SENTRY_DSN": f"http://key@127.0.0.1:{port}/1",
            "SITE_URL": "http://testserver",
        }
        done = subprocess.run(
            [sys.executable, "-c", FAILING],
            cwd=settings.BASE_DIR,
            env=clean_variables(tmp_path, variables),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.stdout.strip() == "500", done.stderr
    events = [
        json.loads(line)
        for body in got
        for line in body.splitlines()
        if b'"event_id"' in line and b'"level"' in line
    ]
    assert [each["exception"]["values"][-1]["type"] for each in events if "exception" in each] == [
        "ValueError"
    ] * 2
    frames = events[0]["exception"]["values"][-1]["stacktrace"]["frames"]
    assert any(
        frame["function"] == "today" and frame["module"] == "reminders.views.pages" for frame in frames
    )
    assert events[0]["transaction"] == "/"
    assert {"message": "follow-up %s cannot be flagged for %s"} in [each.get("logentry") for each in events]
    everything = b"\n".join(got).decode()
    for theirs in ("Sara", "sara@", "maya", "Maya", "Dear", "hush", "Lindqvist", "sessionid", "cannot write"):
        assert theirs not in everything
