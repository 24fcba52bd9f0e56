"""The main job: from signing up to the day the inquiry is due, with real clicks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine
from playwright.sync_api import Page, expect

from applications.models import Interview, Message
from reminders.models import FollowUp
from tests.e2e.conftest import problems_of, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLIPBOARD = "navigator.clipboard.readText()"
# Tuesday evening in New York, after an interview that ended at 16:00.
EVENING = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)


def test_evening_after_an_interview(page: Page, pictures: Path | None) -> None:
    def picture(name: str) -> None:
        if pictures is not None:
            page.screenshot(path=pictures / f"journey-{name}.png", full_page=True)

    with time_machine.travel(EVENING, tick=True) as clock:
        sign_up(page)
        picture("1-empty")
        assert problems_of(page) == []

        log_panel(page)
        picture("2-logged")
        expect(page.get_by_role("heading", level=1)).to_have_text("Two notes to send today.")
        for name in ("Sara Lindqvist", "Tom Kerr"):
            expect(page.get_by_role("article", name=f"Thank-you to {name}")).to_be_visible()
        assert problems_of(page) == []

        sara = page.get_by_role("article", name="Thank-you to Sara Lindqvist")
        subject = "Thank you – Senior Data Engineer interview"
        sara.get_by_role("button", name="Copy subject", exact=True).click()
        expect(sara.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate(CLIPBOARD) == subject
        sara.get_by_label("More for").click()
        sara.get_by_role("button", name="Copy subject and letter").click()
        wait_until(page, lambda: str(page.evaluate(CLIPBOARD)).startswith(f"{subject}\n\n"))
        both = page.evaluate(CLIPBOARD)
        sara.get_by_role("button", name="Copy letter", exact=True).click()
        wait_until(page, lambda: page.evaluate(CLIPBOARD) != both)
        copied = page.evaluate(CLIPBOARD)
        assert both == f"{subject}\n\n{copied}"
        assert copied.startswith("Dear Sara,\n\n")
        assert "late-arriving events" in copied
        assert copied.endswith("Kind regards,\nMaya Okafor")

        mailto = urlsplit(sara.get_by_role("link", name="Open in mail").get_attribute("href") or "")
        assert unquote(mailto.path) == "sara@acme.example"
        assert parse_qs(mailto.query)["subject"] == ["Thank you – Senior Data Engineer interview"]

        stamp = page.evaluate("window.stamp = 'not reloaded'")
        mark_sent(page, "Thank-you to Sara Lindqvist")
        mark_sent(page, "Thank-you to Tom Kerr")
        waiting = page.get_by_role("complementary").get_by_role("listitem").filter(has_text="Acme")
        expect(waiting).to_contain_text("Senior Data Engineer")
        expect(waiting).to_contain_text("Patience until Mon 16 Nov")
        assert page.evaluate("window.stamp") == stamp
        expect(page.get_by_role("heading", level=1)).to_have_text("Nothing to send. Waiting on one.")
        picture("3-waiting")
        assert problems_of(page) == []
        assert Message.objects.filter(kind="thank_you").count() == 2

        clock.move_to(datetime(2026, 11, 16, 14, 30, tzinfo=UTC))
        page.goto("/")
        inquiry = page.get_by_role("article", name="Ask Acme about their decision")
        expect(inquiry).to_be_visible()
        expect(inquiry).to_contain_text("Following Up – Maya Okafor – Senior Data Engineer")
        picture("4-inquiry")
        inquiry.get_by_role("link", name="Ask Acme about their decision", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ask Acme about their decision")
        assert problems_of(page) == []
        picture("5-letter")


def test_undo_brings_a_note_back(page: Page) -> None:
    with time_machine.travel(EVENING, tick=True):
        sign_up(page)
        log_panel(page)
        mark_sent(page, "Thank-you to Sara Lindqvist")
        expect(page.get_by_role("article", name="Thank-you to Sara Lindqvist")).to_have_count(0)
        page.get_by_role("button", name="Undo").last.click()
        expect(page.get_by_role("article", name="Thank-you to Sara Lindqvist")).to_be_visible()
        assert not Message.objects.exists()


def test_sent_on_an_impossible_day_says_so_at_the_field(page: Page) -> None:
    with time_machine.travel(EVENING, tick=True):
        sign_up(page)
        log_panel(page)
        card = page.get_by_role("article", name="Thank-you to Tom Kerr")
        card.get_by_text("Mark as sent", exact=False).first.click()
        card.get_by_label("When did you send it?").fill("2026-11-01T10:00")
        card.get_by_role("button", name="Mark as sent").click()
        expect(card).to_contain_text("before the day this answers")
        expect(card.get_by_label("When did you send it?")).to_have_value("2026-11-01T10:00")
        assert FollowUp.objects.filter(kind="thank_you", status="open").count() == 2


def test_log_form_without_javascript(page: Page, browser, live_server, watched) -> None:  # type: ignore[no-untyped-def]
    """The first submit shows the date understood and asks once; lines are added by the server."""
    with time_machine.travel(EVENING, tick=True):
        sign_up(page)
        plain = browser.new_context(
            base_url=live_server.url, java_script_enabled=False, storage_state=page.context.storage_state()
        )
        form = plain.new_page()
        form.goto("/interviews/new/")
        fill_interview(form)
        form.get_by_label("Did they say when you would hear?").fill("within two weeks")
        form.get_by_role("button", name="Add a person").click()
        expect(form.get_by_label("Company")).to_have_value("Acme")
        expect(form.get_by_label("Name", exact=True).nth(1)).to_have_value("Tom Kerr")
        form.get_by_role("button", name="Save the interview").click()
        expect(form.locator("body")).to_contain_text("Understood as Tuesday 17 November")
        expect(form.get_by_label("Name", exact=True).nth(0)).to_have_value("Sara Lindqvist")
        form.get_by_role("button", name="Save the interview").click()
        expect(form.get_by_role("heading", level=1)).to_have_text("Two notes to send today.")
        assert str(Interview.objects.get().timing_date) == "2026-11-17"
        plain.close()


def sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Your name").fill("Maya Okafor")
    page.get_by_label("E-mail").fill("maya@example.org")
    page.get_by_label("Password").fill("a quiet harbour at dusk")
    expect(page.get_by_label("Your time zone")).to_have_value("America/New_York")
    page.get_by_label("Holiday country").select_option("US")
    page.get_by_role("button", name="Create the account").click()
    # Only now the browser has its session.
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing to send.")


def fill_interview(page: Page) -> None:
    page.get_by_label("Company").fill("Acme")
    page.locator("#id_title").fill("Senior Data Engineer")
    page.get_by_label("Kind").select_option("panel")
    page.get_by_label("Starts").fill("2026-11-03T15:00")
    for number, (name, email, topics) in enumerate(
        [
            ("Sara Lindqvist", "sara@acme.example", "Late-arriving events"),
            ("Tom Kerr", "tom@acme.example", "On-call every sixth week"),
        ]
    ):
        page.get_by_label("Name", exact=True).nth(number).fill(name)
        page.get_by_label("E-mail", exact=True).nth(number).fill(email)
        page.get_by_label("What did you talk about with them?").nth(number).fill(topics)


def log_panel(page: Page) -> None:
    page.get_by_role("link", name="Log an interview").first.click()
    fill_interview(page)
    said = page.get_by_label("Did they say when you would hear?")
    said.fill("by the end of next week")
    expect(page.get_by_text("Understood as Friday 13 November")).to_be_visible()
    page.get_by_label("Something you have done that fits this role").fill(
        "cut the batch window from four hours to nine minutes"
    )
    page.get_by_role("button", name="Save the interview").click()


def mark_sent(page: Page, title: str) -> None:
    card = page.get_by_role("article", name=title)
    card.get_by_text("Mark as sent", exact=False).first.click()
    card.get_by_role("button", name="Mark as sent").click()
    expect(card).to_have_count(0)


def test_a_double_click_logs_one_interview(page: Page) -> None:
    with time_machine.travel(EVENING, tick=True):
        sign_up(page)
        page.get_by_role("link", name="Log an interview").first.click()
        fill_interview(page)
        page.get_by_role("button", name="Save the interview").dblclick()
        expect(page.get_by_role("heading", level=1)).to_have_text("Two notes to send today.")
        assert Interview.objects.count() == 1
