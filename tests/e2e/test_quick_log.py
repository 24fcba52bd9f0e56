"""On a phone, on the way home: few taps and few letters from opening the page to drafts that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.e2e.conftest import problems_of
from tests.e2e.test_every_page import sign_in
from tests.factories import (
    ApplicationFactory,
    ContactFactory,
    InterviewFactory,
    ParticipationFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AFTER = datetime(2026, 11, 4, 21, 2, tzinfo=UTC)
MOST_TAPS = 12
MOST_LETTERS = 120


@dataclass
class Thumb:
    """Counts what it does."""

    taps: int = 0
    letters: int = 0

    def tap(self, where: Locator) -> None:
        where.tap()
        self.taps += 1

    def type(self, where: Locator, text: str) -> None:
        self.tap(where)
        where.press_sequentially(text)
        self.letters += len(text)


@pytest.fixture
def touch() -> bool:
    return True


def test_a_panel_with_people_one_knows(
    context: BrowserContext, page: Page, live_server: LiveServer, pictures: Path | None
) -> None:
    with time_machine.travel(AFTER, tick=True):
        user = UserFactory.create()
        acme = ApplicationFactory.create(owner=user, company__name="Acme", company__owner=user)
        before = InterviewFactory.create(application=acme, starts_at=datetime(2026, 10, 20, 15, tzinfo=UTC))
        for name in ("Sara Lindqvist", "Tom Kerr"):
            contact = ContactFactory.create(owner=user, name=name, company=acme.company)
            ParticipationFactory.create(interview=before, contact=contact)
        sign_in(context, live_server, user)
        page.goto("/log/")
        thumb = Thumb()
        thumb.tap(page.get_by_role("link", name="Acme"))
        expect(page.get_by_role("heading", level=1)).to_have_text("How did it go at Acme?")
        assert problems_of(page) == []
        for name, about in (
            ("Sara Lindqvist", "late-arriving events and batch windows"),
            ("Tom Kerr", "the on-call rota"),
        ):
            thumb.tap(page.locator(".chip", has_text=name))
            thumb.type(page.get_by_label(f"What did you talk about with {name}?"), about)
        thumb.tap(page.locator(".chip", has_text="Next week"))
        if pictures is not None:
            page.screenshot(path=pictures / "quick-known.png", full_page=True)
        assert problems_of(page) == []
        thumb.tap(page.get_by_role("button", name="Save"))
        for name in ("Sara Lindqvist", "Tom Kerr"):
            expect(page.get_by_role("article", name=f"Thank-you to {name}").last).to_be_visible()
        assert acme.interviews.latest("pk").timing_text == "next week"
        assert (thumb.taps, thumb.letters) == (7, 54)
        assert thumb.taps <= MOST_TAPS
        assert thumb.letters <= MOST_LETTERS


def test_the_very_first_one(context: BrowserContext, page: Page, live_server: LiveServer) -> None:
    """Nothing is known yet: company, role and both names are typed, too."""
    with time_machine.travel(AFTER, tick=True):
        sign_in(context, live_server, UserFactory.create())
        page.goto("/log/")
        thumb = Thumb()
        thumb.type(page.get_by_label("Company"), "Acme")
        thumb.type(page.get_by_label("Role"), "Data Engineer")
        thumb.type(page.get_by_label("Who was there?").first, "Sara Lindqvist")
        thumb.type(page.get_by_label("What did you talk about?").first, "late-arriving events")
        thumb.tap(page.get_by_role("button", name="Add a person"))
        thumb.type(page.get_by_label("Who was there?").last, "Tom Kerr")
        thumb.type(page.get_by_label("What did you talk about?").last, "the on-call rota")
        thumb.tap(page.locator(".chip", has_text="They didn’t say"))
        thumb.tap(page.get_by_role("button", name="Save"))
        for name in ("Sara Lindqvist", "Tom Kerr"):
            expect(page.get_by_role("article", name=f"Thank-you to {name}")).to_be_visible()
        assert (thumb.taps, thumb.letters) == (9, 75)
        assert thumb.taps <= MOST_TAPS
        assert thumb.letters <= MOST_LETTERS
