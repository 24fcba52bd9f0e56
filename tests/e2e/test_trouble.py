"""Today and the log when reminders do not come, in a real browser: what axe says, narrow too, and Send again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from reminders.models import Delivery
from reminders.services import ticks
from reminders.services.channels import email_channel
from tests.e2e.test_every_page import look_at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DAY = timedelta(days=1)
WORDS = "The mail server refused you: “550 5.1.1 " + "a-long-word-without-end" * 4 + "”"


@pytest.fixture
def failed(user: User, monkeypatch: pytest.MonkeyPatch) -> Delivery:
    now = timezone.now()
    monkeypatch.setattr(ticks, "_WATCHING_SINCE", now - DAY)
    channel = email_channel(user)
    Delivery.objects.create(
        channel=channel, message_id="<1@x.example>", error="Later.", tries=2,
        created_at=now - 2 * DAY, next_try_at=now + DAY,
    )  # fmt: skip
    for number in (2, 3):
        failed = Delivery.objects.create(
            channel=channel, message_id=f"<{number}@x.example>", status="failed", error=WORDS, tries=1,
            created_at=now - DAY, settled_at=now - DAY,
        )  # fmt: skip
    return failed


def test_what_a_person_sees_and_does(
    context: BrowserContext, page: Page, live_server: LiveServer, user: User, failed: Delivery
) -> None:
    sign_in(context, live_server, user)
    log = f"/settings/reminders/{failed.channel_id}/log/"
    assert {path: look_at(page, path) for path in ("/", log)} == {"/": [], log: []}
    page.goto("/")
    expect(page.get_by_text("Reminders are paused: beat")).to_be_visible()
    expect(page.get_by_text("Mail has failed since")).to_be_visible()
    page.get_by_role("button", name="Send again").first.click()
    expect(page.get_by_text("It is on its way again.")).to_be_visible()
    expect(page.get_by_role("button", name="Send again")).to_have_count(1)
    page.get_by_role("link", name="What was sent").click()
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("It is on its way again.")).to_be_visible()
    expect(page.get_by_role("button", name="Send again")).to_have_count(0)
    assert page.url.endswith(log)
