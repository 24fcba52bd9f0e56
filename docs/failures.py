"""What a person sees when something around Followthrough has failed, as pictures (needs Chromium).

    python -m docs.failures FOLDER      each failure, light and dark, wide and narrow

Uses the demo job hunt, in a data directory of its own, at a fixed hour.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import time_machine

from docs.screenshot import BROWSERS, CALM, WEDNESDAY, demo_site

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
REFUSED = "The mail server did not take it: “451 4.7.1 greylisted, try again later”"
NO_SUCH = "The mail server refused the address: “550 5.1.1 no such user”"


@contextmanager
def mail_failing() -> Iterator[str]:
    with _failing("email", "", REFUSED) as (path, _):
        yield path


@contextmanager
def delivery_log() -> Iterator[str]:
    with _failing("email", "", REFUSED) as (_, log):
        yield log


@contextmanager
def one_channel_broken() -> Iterator[str]:
    with _failing("messenger", "ntfy on my phone", "It answered 500.") as (path, _):
        yield path


@contextmanager
def _failing(kind: str, name: str, words: str) -> Iterator[tuple[str, str]]:
    """Since two days nothing goes by this channel: one message waits, one was given up."""
    from django.utils import timezone

    from accounts.models import User
    from accounts.secrets import seal
    from config import demo
    from reminders.models import Channel, Delivery
    from reminders.services.channels import email_channel

    now = timezone.now()
    user = User.objects.get(email=demo.ADDRESS)
    # The demo's own messages are no part of the story.
    Delivery.objects.filter(channel__owner=user).delete()
    channel = email_channel(user)
    if kind != "email":
        channel = Channel.objects.create(
            owner=user, kind=kind, address="ntfy.example", name=name, secret=seal(name)
        )
    Delivery.objects.create(
        channel=channel, message_id="<1@pictures>", error=words, tries=5, created_at=now - 2 * DAY,
        next_try_at=now + HOUR,
    )  # fmt: skip
    Delivery.objects.create(
        channel=channel, message_id="<2@pictures>", status="failed", error=NO_SUCH if kind == "email" else words,
        tries=1, created_at=now - DAY, settled_at=now - DAY,
    )  # fmt: skip
    try:
        yield "/", f"/settings/reminders/{channel.pk}/log/"
    finally:
        Delivery.objects.filter(channel=channel).delete()
        if kind != "email":
            channel.delete()


@contextmanager
def worker_not_running() -> Iterator[str]:
    with _ticks(beat=timedelta(seconds=10), worker=HOUR):
        yield "/"


@contextmanager
def beat_not_running() -> Iterator[str]:
    with _ticks(beat=HOUR, worker=HOUR):
        yield "/"


@contextmanager
def broker_down() -> Iterator[str]:
    """No page asks it: this is a form as ever. After five minutes Today says what `beat_not_running` shows."""
    yield "/log/"


@contextmanager
def _ticks(**ago: timedelta) -> Iterator[None]:
    from django.utils import timezone

    from reminders.models import Tick
    from reminders.services import ticks

    now, since = timezone.now(), ticks._WATCHING_SINCE
    ticks._WATCHING_SINCE = now - DAY
    for process, passed in ago.items():
        Tick.objects.update_or_create(process=process, defaults={"at": now - passed})
    try:
        yield
    finally:
        ticks._WATCHING_SINCE = since
        Tick.objects.all().delete()


@contextmanager
def database_down() -> Iterator[str]:
    from django.db import OperationalError

    with _breaking(OperationalError("connection refused")):
        yield "/"


@contextmanager
def our_mistake() -> Iterator[str]:
    with _breaking(RuntimeError("a mistake")):
        yield "/"


@contextmanager
def _breaking(error: Exception) -> Iterator[None]:
    """Every page that reads a session fails so."""
    from django.contrib.sessions.backends.db import SessionStore

    with mock.patch.object(SessionStore, "load", side_effect=error):
        yield


FAILURES = (
    mail_failing, delivery_log, one_channel_broken, worker_not_running, beat_not_running, broker_down,
    database_down, our_mistake,
)  # fmt: skip


def main(folder: str) -> None:
    from playwright.sync_api import sync_playwright

    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        raise SystemExit("Chromium is needed: apt-get install chromium")
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    # A mail server is set up, and nothing is sent to it.
    os.environ["EMAIL_URL"] = "smtp://127.0.0.1:1"
    with ExitStack() as stack:
        stack.enter_context(time_machine.travel(WEDNESDAY, tick=True))
        address, session = stack.enter_context(demo_site())
        _confirm_the_address()
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=executable, args=CALM
        )
        for failure in FAILURES:
            with failure() as path:
                for scheme, width in (("light", 1340), ("dark", 1340), ("light", 360)):
                    file = out / f"{failure.__name__.replace('_', '-')}-{scheme}-{width}.png"
                    _shoot(browser, address, session, path, file, scheme=scheme, width=width)
        browser.close()


def _confirm_the_address() -> None:
    from allauth.account.models import EmailAddress

    from accounts.models import User
    from config import demo

    user = User.objects.get(email=demo.ADDRESS)
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def _shoot(
    browser: Any, address: str, session: str, path: str, file: Path, *, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 760}, color_scheme=scheme, timezone_id="Europe/Berlin"
    )
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    page.goto(address + path)
    page.wait_for_timeout(300)
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("python -m docs.failures FOLDER")
    main(sys.argv[1])
