"""Take the documentation's pictures anew: `make screenshot` (needs Chromium and the development requirements).

    python -m docs.screenshot [FOLDER]      every page, light and dark, wide and narrow, into FOLDER
                                            (without it: only docs/today.png, the picture in the README)

Starts the demo job hunt in a data directory of its own at a fixed hour, and removes both.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import time_machine

if TYPE_CHECKING:
    from accounts.models import User

HERE = Path(__file__).resolve().parent
WEDNESDAY = datetime(2026, 11, 4, 9, 40, tzinfo=UTC)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CALM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
WIDTHS = (1340, 800, 360)


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Pictures, not lines."""


@contextmanager
def demo_site() -> Iterator[tuple[str, str]]:
    """The demo on a free port: its address and a session key of its user."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "FOLLOWTHROUGH_DATA": data,
            "SECRET_KEY": "for pictures only",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from django.conf import settings
        from django.test import Client

        from accounts.models import User
        from config import demo
        from config.wsgi import application

        settings.ALLOWED_HOSTS = ["*"]
        demo.fill()
        client = Client()
        client.force_login(User.objects.get(email=demo.ADDRESS))
        server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", client.cookies["sessionid"].value
        server.shutdown()


def pages() -> dict[str, str]:
    """Name → path of every page worth a look."""
    from applications.models import Application, Contact, Interview, Message
    from reminders.models import FollowUp, Template

    acme = Application.objects.get(company__name="Acme")
    thank_you = FollowUp.objects.filter(application=acme, kind="thank_you").order_by("pk")
    return {
        "today": "/",
        "log": "/interviews/new/",
        "quick-log": "/log/",
        "quick-log-acme": f"/log/?application={acme.pk}",
        "quick-log-new": "/log/?application=new",
        "add": "/add/",
        "interview": f"/interviews/{Interview.objects.get(application=acme).pk}/",
        "debrief": f"/interviews/{Interview.objects.get(application__company__name='Northwind').pk}/debrief/",
        "letter": f"/follow-ups/{thank_you[0].pk}/",
        "letter-no-address": f"/follow-ups/{thank_you[1].pk}/",
        "application": f"/applications/{acme.pk}/",
        "application-long": f"/applications/{Application.objects.get(company__name='Lumen Labs').pk}/",
        "applications": "/applications/",
        "application-form": "/applications/new/",
        "reply": f"/applications/{acme.pk}/reply/",
        "message": f"/messages/{Message.objects.order_by('pk')[0].pk}/",
        "spreadsheets": "/add/spreadsheets/",
        "people": "/people/",
        "person": f"/people/{Contact.objects.order_by('pk')[0].pk}/",
        "settings": "/settings/",
        "reminders": "/settings/reminders/",
        "delivery-log": f"/settings/reminders/{_fill_log(acme.owner)}/log/",
        "etiquette": "/settings/etiquette/",
        "days-off": "/settings/days-off/",
        "calendar": "/settings/calendar/",
        "language-model": "/settings/language-model/",
        "rewrite": f"/follow-ups/{thank_you[0].pk}/rewrite/",
        "shelf": "/settings/shelf/",
        "templates": "/settings/templates/",
        "template": f"/settings/templates/{Template.objects.get(owner=acme.owner).pk}/",
        "template-new": "/settings/templates/new/?kind=reschedule",
        "templates-import": "/settings/templates/import/",
        "what-if": "/what-if/",
        "why": f"/follow-ups/{thank_you[0].pk}/why/",
        **{
            f"heard-{what}": f"/applications/{acme.pk}/heard/{what}/"
            for what in ("question", "away", "references", "rejected", "offer", "cancelled", "promise")
        },
        "addresses": "/accounts/email/",
    }


def _fill_log(user: User) -> int:
    """Messages in the log of the user's e-mail, one of each kind but those that Today would show. Its channel's id."""
    from django.utils import timezone

    from reminders.models import Delivery, FollowUp, Notification
    from reminders.services.channels import email_channel

    channel, now = email_channel(user), timezone.now()
    steps = list(FollowUp.objects.for_user(user).exclude(opens_at=None).order_by("pk")[:8])
    statuses = ("pending", "sent", "kept", "withdrawn", "pending", "sent")
    for hours, status in enumerate(statuses, start=1):
        retried = hours == 5
        message = Delivery.objects.create(
            channel=channel,
            message_id=f"<{hours}@pictures.example>",
            status=status,
            tries=3 if retried else int(status != "pending"),
            error="The mail server did not take it: “451 try again later”" if retried else "",
            created_at=now - timedelta(hours=hours),
            next_try_at=now + timedelta(minutes=4),
            settled_at=None if status == "pending" else now - timedelta(hours=hours),
        )
        for step in steps[hours : hours + 1 + hours % 2]:
            Notification.objects.create(
                follow_up=step, channel=channel, moment="opens", due_at=message.created_at, delivery=message
            )
    return channel.pk


def main(folder: str | None) -> None:
    from playwright.sync_api import sync_playwright

    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        raise SystemExit("Chromium is needed: apt-get install chromium")
    with (
        time_machine.travel(WEDNESDAY, tick=True),
        demo_site() as (address, session),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=CALM)

        def shoot(
            path: str, file: Path, *, width: int, scheme: str, full: bool, signed_in: bool = True
        ) -> None:
            context = browser.new_context(
                viewport={"width": width, "height": 900 if width > 700 else 760},
                color_scheme="dark" if scheme == "dark" else "light",
                timezone_id="Europe/Berlin",
                device_scale_factor=1,
            )
            if signed_in:
                context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
            page = context.new_page()
            page.goto(address + path)
            page.wait_for_timeout(300)
            page.screenshot(path=file, full_page=full)
            context.close()

        if folder is None:
            shoot("/", HERE / "today.png", width=1340, scheme="light", full=False)
            return
        out = Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        for name, path in pages().items():
            for scheme in ("light", "dark"):
                for width in WIDTHS:
                    shoot(path, out / f"{name}-{scheme}-{width}.png", width=width, scheme=scheme, full=True)
        for name in ("login", "signup", "password/reset"):
            file = out / f"{name.replace('/', '-')}.png"
            shoot(f"/accounts/{name}/", file, width=800, scheme="light", full=True, signed_in=False)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
