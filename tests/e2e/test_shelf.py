"""A line chosen from the shelf while one types: the letter takes it, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from config import demo
from reminders.models import FollowUp
from tests.e2e.test_every_page import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_line_is_put_in_and_what_was_typed_stays(
    context: BrowserContext, page: Page, live_server: LiveServer
) -> None:
    with time_machine.travel(datetime(2026, 11, 4, 9, 40, tzinfo=UTC), tick=True):
        demo.fill()
        user = User.objects.get(email=demo.ADDRESS)
        sign_in(context, live_server, user)
        row = (
            FollowUp.objects.for_user(user)
            .open()
            .filter(contact__name="Sara Lindqvist")
            .get(kind="thank_you")
        )
        page.goto(f"/follow-ups/{row.pk}/")
        letter = page.locator("textarea[name=body]")
        letter.press("Control+End")
        letter.type("\nTyped a moment ago.")
        line = page.get_by_role("button", name="ran forty experiments a quarter at Fjord")
        page.locator("#shelf summary").click()
        line.click()
        expect(page.get_by_text("The line is in this letter.")).to_be_visible()
        expect(line).to_have_attribute("aria-pressed", "true")
        expect(letter).to_have_value(
            re.compile("I ran forty experiments a quarter at Fjord.*Typed a moment ago\\.$", re.DOTALL)
        )
        page.get_by_role("button", name="Undo").last.click()
        expect(page.get_by_text("No line from your shelf in this letter.")).to_be_visible()
        expect(line).to_be_hidden()
        expect(letter).not_to_have_value(re.compile("forty experiments"))
        expect(letter).to_have_value(re.compile("Typed a moment ago\\.$"))
