"""A reply pasted on the application's page, looked over and saved; the page names what each kind needs."""

from __future__ import annotations

import time_machine
from playwright.sync_api import Page, expect

from accounts.models import User
from applications.models import Application
from tests.e2e.conftest import problems_of
from tests.e2e.test_etiquette import WEDNESDAY, maya, pytestmark

__all__ = ["maya", "pytestmark"]

MAIL = (
    "From: Ana Silva <ana@acme.example>\nDate: Tue, 3 Nov 2026 16:00:00 +0000\nSubject: Re: Thank you\n\n"
    "Hi Maya,\n\nGood to meet you. We will get back to you by Friday.\n\nBest,\nAna\n"
)


def test_a_pasted_reply_is_looked_over_and_stands_in_the_conversation(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        application = Application.objects.for_user(maya).order_by("pk").first()
        assert application
        page.goto(f"/applications/{application.pk}/")
        page.get_by_label("Paste their mail").fill(MAIL)
        page.get_by_role("button", name="Read it").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("A reply")
        expect(page.get_by_text("Understood as Friday 6 November.")).to_be_visible()
        expect(page.get_by_label("Back on")).to_be_hidden()
        page.get_by_text("An automatic reply: they are away").click()
        expect(page.get_by_label("Back on")).to_be_visible()
        expect(page.get_by_text("Understood as Friday 6 November.")).to_be_hidden()
        page.get_by_text("A reply", exact=True).last.click()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_timeout(150)
            assert problems_of(page) == []
        page.set_viewport_size({"width": 320, "height": 700})
        wider = "document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth"
        assert page.evaluate(wider) <= 0
        page.set_viewport_size({"width": 1340, "height": 900})
        page.get_by_role("button", name="Save it").click()
        expect(page.get_by_text("Their reply is logged.")).to_be_visible()
        page.get_by_role("link", name="The conversation").click()
        expect(page.get_by_role("heading", name="Their reply from Ana Silva")).to_be_visible()
        assert problems_of(page) == []
        page.get_by_role("link", name="People").first.click()
        page.get_by_role("link", name="Ana Silva").click()
        expect(page.get_by_role("heading", name="The conversation")).to_be_visible()
        page.get_by_text("Read it").click()
        expect(page.get_by_text("Good to meet you.")).to_be_visible()
        assert problems_of(page) == []
