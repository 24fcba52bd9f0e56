"""Every page of the demo job hunt: what axe says in light and dark, no sideways scroll at 320 px, keyboard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from config import demo
from docs.screenshot import pages
from tests.e2e.conftest import problems_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEDNESDAY = datetime(2026, 11, 4, 9, 40, tzinfo=UTC)
SIGNED_OUT = (
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/no-such-page/",
    "/from-mail/x/",
)


def sign_in(context: BrowserContext, live_server: LiveServer, user: User) -> None:
    from django.test import Client

    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])


def test_axe_and_width(context: BrowserContext, page: Page, live_server: LiveServer) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        demo.fill()
        sign_in(context, live_server, User.objects.get(email=demo.ADDRESS))
        found = {name: look_at(page, path) for name, path in pages().items()}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_axe_and_width_signed_out(page: Page, watched) -> None:  # type: ignore[no-untyped-def]
    watched.expected += ("status of 404",)
    found = {path: look_at(page, path) for path in SIGNED_OUT}
    assert {path: problems for path, problems in found.items() if problems} == {}


def look_at(page: Page, path: str) -> list[str]:
    """What is wrong with a page, in both schemes and at its narrowest."""
    # Reduced motion first, or colours would still be fading from one scheme to the other when axe looks.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 1340, "height": 900})
    page.goto(path)
    problems: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(150)
        problems += [f"{scheme}: {problem}" for problem in problems_of(page)]
    page.set_viewport_size({"width": 320, "height": 700})
    problems += [f"320 px: {problem}" for problem in problems_of(page)]
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if sideways > 0:
        problems.append(f"scrolls sideways by {sideways} px at 320 px")
    return problems


def test_a_note_is_marked_sent_with_the_keyboard_alone(
    context: BrowserContext, page: Page, live_server: LiveServer
) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        demo.fill()
        sign_in(context, live_server, User.objects.get(email=demo.ADDRESS))
        page.goto("/")
        card = page.get_by_role("article", name="Thank-you to Tom Kerr")
        opener = card.locator("summary", has_text="Mark as sent")
        for _ in range(200):
            page.keyboard.press("Tab")
            if opener.evaluate("each => each === document.activeElement"):
                break
        else:
            pytest.fail("Tab never reaches “Mark as sent”")
        page.keyboard.press("Enter")
        expect(card.get_by_label("When did you send it?")).to_be_visible()
        page.keyboard.press("Escape")
        expect(card.get_by_label("When did you send it?")).to_be_hidden()
        page.keyboard.press("Enter")
        card.get_by_role("button", name="Mark as sent").focus()
        page.keyboard.press("Enter")
        expect(card).to_have_count(0)
        # Focus stays in the page's content, where the next card is.
        expect(page.locator("main :focus, main:focus")).to_have_count(1)


def test_what_was_typed_survives_a_lost_session(
    context: BrowserContext, page: Page, live_server: LiveServer, user: User
) -> None:
    sign_in(context, live_server, user)
    page.goto("/interviews/new/")
    page.get_by_label("Company").fill("Acme")
    page.get_by_label("Notes for yourself").fill("They laughed at the outbox joke")
    context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save the interview").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    sign_in(context, live_server, user)
    page.goto("/interviews/new/")
    expect(page.get_by_label("Company")).to_have_value("Acme")
    expect(page.get_by_label("Notes for yourself")).to_have_value("They laughed at the outbox joke")
