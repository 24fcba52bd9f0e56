"""Etiquette, what-if and the unfolded reasons, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from config import demo
from reminders.models import Manners
from reminders.services.planning import replan_due
from tests.e2e.conftest import Watched, problems_of
from tests.e2e.test_every_page import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEDNESDAY = datetime(2026, 11, 4, 9, 40, tzinfo=UTC)


@pytest.fixture
def maya(context: BrowserContext, live_server: LiveServer) -> User:
    """The demo's job hunt, signed in."""
    with time_machine.travel(WEDNESDAY, tick=True):
        demo.fill()
        user = User.objects.get(email=demo.ADDRESS)
        sign_in(context, live_server, user)
    return user


def test_the_preview_follows_ones_typing_and_a_save_plans_anew(
    page: Page, maya: User, watched: Watched
) -> None:
    # A save overtakes the preview that is on its way, which htmx logs as an error.
    watched.expected += ("htmx:sendAbort", "htmx:afterRequest")
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto("/settings/etiquette/")
        beside = page.get_by_role("complementary")
        expect(beside).to_contain_text("ask once more, the last time")
        page.get_by_label("Inquiries into one silence, at most").fill("1")
        expect(beside).not_to_contain_text("ask once more, the last time")
        page.get_by_label("Inquiry: you may ask from, days").fill("3")
        expect(beside).to_contain_text("Inquiry: you may ask from, days: Choose a number from 7 to 21.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Choose a number from 7 to 21.")
        assert not Manners.objects.exists()
        page.get_by_label("Inquiry: you may ask from, days").fill("9")
        page.get_by_role("button", name="Save", exact=True).click()
        planning = page.locator("#planning")
        expect(planning).to_contain_text("Working out your dates anew: 0 of 15")
        assert problems_of(page) == []
        replan_due(timezone.now(), limit=6)
        expect(planning).to_contain_text("6 of 15")
        replan_due(timezone.now())
        expect(planning).to_contain_text("Every date follows your settings now.")
        assert Manners.objects.get().numbers == {"most_inquiries": 1, "wait_opens_days": 9}
        page.get_by_role("button", name="Back to the defaults").click()
        expect(page.get_by_label("Inquiry: you may ask from, days")).to_have_value("7")


def test_a_reason_unfolds_with_the_keyboard_where_it_stands(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto("/")
        card = page.get_by_role("article", name="Thank-you to Sara Lindqvist")
        summary = card.get_by_text("How is this worked out?")
        summary.focus()
        page.keyboard.press("Enter")
        expect(card).to_contain_text("3 business days later: Fri 6 Nov.")
        expect(card).to_contain_text("S4")
        # Only what unfolds changes, and focus stays.
        assert summary.evaluate("each => each === document.activeElement")
        expect(page.get_by_role("article")).not_to_have_count(1)
        assert problems_of(page) == []


def test_an_imagined_interview_is_played_while_one_types(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto("/what-if/")
        weeks = page.get_by_role("region", name="The weeks after it")
        expect(weeks).to_contain_text("Thank each of the three")
        page.get_by_label("How many people").fill("1")
        expect(weeks).to_contain_text("Send the thank-you")
        page.get_by_label("What they say about timing").fill("by 18 November")
        expect(weeks).to_contain_text("Understood as Wednesday 18 November.")
        page.get_by_label("How many people").fill("99")
        expect(weeks).to_contain_text("Ensure this value is less than or equal to 8.")
        # What one is typing in keeps the focus.
        expect(page.get_by_label("How many people")).to_be_focused()
        page.get_by_label("How many people").fill("2")
        expect(weeks).to_contain_text("Thank each of the two")
        weeks.get_by_text("How is this worked out?").nth(1).click()
        expect(weeks).to_contain_text("Wed 18 Nov: the date they named.")
        assert problems_of(page) == []
