"""When reminders come: the settings in a real browser."""

from __future__ import annotations

import time_machine
from playwright.sync_api import Page, expect

from accounts.models import User
from reminders.models import Channel
from reminders.models.channel import Tells
from tests.e2e.conftest import Watched, problems_of
from tests.e2e.test_etiquette import WEDNESDAY, maya, pytestmark

__all__ = ["maya", "pytestmark"]


def test_the_words_follow_and_no_day_is_refused(page: Page, maya: User, watched: Watched) -> None:
    watched.expected += ("status of 422", "htmx:sendAbort", "htmx:afterRequest")
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto("/settings/reminders/")
        told = page.locator("#when-told")
        expect(told).to_contain_text("Reminders come at 08:00 every day")
        for day in ("Saturday", "Sunday"):
            page.get_by_label(day).uncheck()
        expect(told).to_contain_text("from Monday to Friday, the next tomorrow at 08:00.")
        # With the keyboard, as anybody without a mouse would.
        page.get_by_label("Monday").focus()
        page.keyboard.press("Space")
        expect(told).to_contain_text("on Tuesday, Wednesday, Thursday and Friday")
        for day in ("Tuesday", "Wednesday", "Thursday", "Friday"):
            page.get_by_label(day).uncheck()
        page.get_by_label("Remind me at").fill("09:15")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("Choose at least one day.")
        expect(page.get_by_label("Remind me at")).to_have_value("09:15")
        assert problems_of(page) == []
        page.get_by_label("Friday").check()
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#when-told")).to_contain_text("at 09:15 on Friday, the next Fri 6 Nov at 09:15.")
        maya.refresh_from_db()
        assert maya.reminder_weekdays == {4}
        page.get_by_role("button", name="Back to the defaults").click()
        expect(page.locator("#when-told")).to_contain_text("Reminders come at 08:00 every day")


def test_what_the_mail_tells_is_chosen_in_its_card(page: Page, maya: User, watched: Watched) -> None:
    watched.expected += ("status of 422",)
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto("/settings/reminders/")
        page.get_by_text("What it tells you", exact=False).first.click()
        page.get_by_label("In the morning: what the day holds").uncheck()
        page.get_by_role("button", name="what maya", exact=False).click()
        expect(page.get_by_text("It counts from the next reminder on.")).to_be_visible()
        # The address names the card, which is therefore open.
        expect(page.get_by_label("In the morning: what the day holds")).not_to_be_checked()
        assert Channel.objects.get(owner=maya).tells.isdisjoint({"digest"})
        for name in Tells.labels:
            page.get_by_label(name).uncheck()
        page.get_by_role("button", name="what maya", exact=False).click()
        expect(page.get_by_text("Choose at least one, or turn these reminders off.")).to_be_visible()
        assert problems_of(page) == []
