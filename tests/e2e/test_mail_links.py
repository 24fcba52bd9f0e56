"""A reminder is taken by a mail server, opened by somebody who is not signed in, and its links do what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from reminders.models import Channel, FollowUp
from reminders.services.sending import send_pending
from tests.e2e.conftest import problems_of
from tests.e2e.test_every_page import look_at, sign_in
from tests.reminders.mailing import DUE, queue, running_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Thank-you to Sara Lindqvist"


@pytest.fixture
def html(user: User, live_server: LiveServer, settings: LazySettings) -> Iterator[str]:
    """The mail, as it was taken by a server on Wednesday at eight."""
    with running_post() as post, time_machine.travel(DUE, tick=True):
        settings.SITE_URL = live_server.url
        settings.MAIL_REACHES_PEOPLE = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        queue(user)
        assert send_pending(DUE) == 1
        part = post.letters[0].get_body(("html",))
        assert part is not None
        yield str(part.get_content())


def follow(page: Page, html: str, words: str) -> None:
    """Press a link of the mail, as a mail program would open it."""
    (address,) = re.findall(rf'href="([^"]+)"[^>]*>{words}<', unescape(html))
    page.goto(address)


def test_done_from_the_mail_and_taken_back(page: Page, html: str) -> None:
    follow(page, html, "Mark as sent")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    row = FollowUp.objects.get(kind="thank_you")
    assert row.status == "open"
    page.get_by_role("button", name="Yes, I sent it").click()
    expect(page.get_by_text("Marked as sent.")).to_be_visible()
    row.refresh_from_db()
    assert row.status == "sent"
    assert problems_of(page) == []
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It is open again.")).to_be_visible()
    row.refresh_from_db()
    assert row.status == "open"
    page.get_by_role("link", name="Open it").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_put_off_from_the_mail_and_back_on_today_tomorrow(
    context: BrowserContext, page: Page, html: str, user: User, live_server: LiveServer
) -> None:
    follow(page, html, "Snooze to tomorrow")
    expect(page.get_by_text("It comes back tomorrow at 08:00.")).to_be_visible()
    page.get_by_role("button", name="Put it off").click()
    expect(page.get_by_text("Put off. It comes back tomorrow at 08:00.")).to_be_visible()
    sign_in(context, live_server, user)
    page.goto("/")
    card = page.get_by_role("article", name=TITLE)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(card).to_have_count(0)
    with time_machine.travel(DUE + timedelta(days=1, minutes=1), tick=True):
        page.goto("/")
        expect(card).to_be_visible()


def test_the_mails_are_stopped_from_the_mail(page: Page, html: str) -> None:
    follow(page, html, "Stop these mails")
    page.get_by_role("button", name="Stop these mails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("No more of these mails")
    assert not Channel.objects.get().active
    assert problems_of(page) == []


def test_what_can_no_longer_be_done_is_told_kindly(page: Page, html: str, watched) -> None:  # type: ignore[no-untyped-def]
    watched.expected += ("status of 410",)
    (address,) = re.findall(r'href="([^"]+)"[^>]*>Mark as sent<', unescape(html))
    with time_machine.travel(DUE + timedelta(days=15), tick=True):
        assert look_at(page, address) == []
        expect(page.get_by_role("heading", level=1)).to_have_text("This link is too old")
        expect(page.get_by_text(TITLE)).to_have_count(0)


def test_the_mail_itself(page: Page, html: str) -> None:
    page.set_content(html)
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    for scheme in ("light", "dark"):
        for width in (1340, 320):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            # A mail has no landmarks: it stands in the page of a mail program.
            assert [each for each in problems_of(page) if not each.startswith(("region", "landmark"))] == []
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wider) <= 0
