"""After a letter left the page: the question whether it was sent, and what the clipboard holds."""

from __future__ import annotations

import time_machine
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from tests.e2e.conftest import problems_of
from tests.e2e.test_etiquette import WEDNESDAY, maya, pytestmark

__all__ = ["maya", "pytestmark"]

AWAY_AND_BACK = "for (const each of ['blur', 'focus']) window.dispatchEvent(new Event(each))"
CLIPBOARD = "async type => (await (await navigator.clipboard.read())[0].getType(type)).text()"


def copy(card: Locator) -> None:
    """Copy the letter, and wait until it is in the clipboard."""
    # Not what the button said the time before.
    expect(card.get_by_role("button", name="Copied")).to_have_count(0)
    card.get_by_role("button", name="Copy letter").click()
    expect(card.get_by_role("button", name="Copied")).to_be_visible()


def test_after_copying_the_card_asks_when_one_comes_back(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto("/")
        card = page.get_by_role("article", name="Thank-you to Sara Lindqvist")
        question = card.locator(".sent-question")
        copy(card)
        expect(question).to_have_count(0)
        page.evaluate(AWAY_AND_BACK)
        expect(question).to_be_visible()
        assert problems_of(page) == []
        card.get_by_role("button", name="Not yet").click()
        expect(question).to_have_count(0)
        page.evaluate(AWAY_AND_BACK)
        expect(question).to_have_count(0)
        copy(card)
        page.evaluate(AWAY_AND_BACK)
        card.get_by_role("button", name="Yes, mark as sent").click()
        expect(card).to_have_count(0)
        expect(page.get_by_text("Marked as sent.")).to_be_visible()


def test_rich_text_has_its_paragraphs(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto("/")
        card = page.get_by_role("article", name="Thank-you to Sara Lindqvist")
        card.get_by_label("More for: Thank-you to Sara Lindqvist").click()
        card.get_by_role("button", name="Copy as rich text").click()
        expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
        assert page.evaluate(CLIPBOARD, "text/plain").startswith("Dear Sara,\n\n")
        written = page.evaluate(CLIPBOARD, "text/html")
        assert "<p>Dear Sara,</p><p>" in written
        assert "Maya Okafor<br>" in written
