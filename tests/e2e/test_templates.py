"""Templates of one's own in a real browser: written with a live preview, kept, taken along, chosen for a letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from config import demo
from reminders.models import Template
from tests.e2e.conftest import Watched, problems_of
from tests.e2e.test_every_page import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEDNESDAY = datetime(2026, 11, 4, 9, 40, tzinfo=UTC)


@pytest.fixture
def maya(context: BrowserContext, live_server: LiveServer, watched: Watched) -> Iterator[User]:
    """The demo's job hunt, signed in, without its template."""
    # A save overtakes the preview that is on its way, which htmx logs as an error.
    watched.expected += ("htmx:sendAbort", "htmx:afterRequest")
    with time_machine.travel(WEDNESDAY, tick=True):
        demo.fill()
        user = User.objects.get(email=demo.ADDRESS)
        Template.objects.for_user(user).delete()
        sign_in(context, live_server, user)
        yield user


def begin(page: Page) -> None:
    page.goto("/settings/templates/")
    page.get_by_label("For which letter?").select_option("thank_you")
    page.get_by_role("button", name="Begin with our letter").click()
    # Modules run before a page counts as loaded; before that a button has nothing to insert with.
    page.wait_for_url("**/new/**", wait_until="load")
    page.get_by_label("Name", exact=False).first.fill("Plain")


def put_caret_behind(page: Page, words: str) -> None:
    page.get_by_label("Letter", exact=True).evaluate(
        "(area, words) => { const at = area.value.indexOf(words) + words.length;"
        " area.focus(); area.setSelectionRange(at, at); }",
        words,
    )


def test_from_the_first_word_to_the_letter(page: Page, maya: User, tmp_path: Path) -> None:
    begin(page)
    preview = page.get_by_role("region", name="Preview")
    expect(preview).to_contain_text("Thank you for taking the time")
    letter = page.get_by_label("Letter", exact=True)
    letter.fill("{{ greeting }}\n\nIt was good to hear about !")
    put_caret_behind(page, "about ")
    # The keyboard alone inserts, too, and the caret is where one goes on typing.
    insert = page.get_by_role("button", name="Insert topics")
    insert.focus()
    # Also when the preview comes in between, and the fields with it.
    expect(preview).to_contain_text("It was good to hear about")
    expect(insert).to_be_focused()
    page.keyboard.press("Enter")
    expect(letter).to_be_focused()
    page.keyboard.type(" and more")
    expect(letter).to_have_value("{{ greeting }}\n\nIt was good to hear about {{ topics }} and more!")
    page.get_by_label("Try it on").select_option(
        label="Thank-you to Sara Lindqvist · Acme, Senior Data Engineer"
    )
    expect(preview).to_contain_text("Dear Sara,")
    expect(preview).to_contain_text("hear about late-arriving events")
    expect(page.get_by_role("button", name="Insert their_name").locator("..")).to_contain_text(
        "Sara Lindqvist"
    )
    # What is typed by mistake is told at its line, as one types, and on saving.
    letter.press("End")
    page.keyboard.type("\nAll at {{ compnay }}.")
    message = "Line 4: there is no field called compnay. Did you mean company?"
    expect(page.locator("#fault-body")).to_contain_text(message)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(message)
    expect(letter).to_have_value(
        "{{ greeting }}\n\nIt was good to hear about {{ topics }} and more!\nAll at {{ compnay }}."
    )
    assert problems_of(page) == []
    page.get_by_role("link", name="Line 4 All at").click()
    expect(letter).to_be_focused()
    page.keyboard.type("All the best.")
    expect(page.locator("#fault-body")).to_be_empty()
    expect(preview).to_contain_text("All the best.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plain")
    # A second version, and back to the first.
    letter.fill("{{ greeting }}\n\nShort and good.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(preview).to_contain_text("Short and good.")
    page.get_by_role("button", name="Bring it back").click()
    expect(preview).to_contain_text("All the best.")
    page.get_by_role("button", name="Undo").click()
    expect(preview).to_contain_text("Short and good.")
    # Along as a file, and in again elsewhere.
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a file").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.name == "plain.json"
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("No template yet.")).to_be_visible()
    page.get_by_role("link", name="Take in from a file").click()
    page.get_by_label("File", exact=False).first.set_input_files(saved)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("listitem").filter(has_text="Plain")).to_contain_text("Thank-you: new")
    assert problems_of(page) == []
    page.get_by_role("button", name="Take them in").click()
    expect(page.get_by_role("link", name="Plain")).to_be_visible()
    # And now a letter is written from it.
    page.goto("/")
    page.get_by_role("article", name="Thank-you to Sara Lindqvist").get_by_role("heading").get_by_role(
        "link"
    ).click()
    page.get_by_role("button", name="Your template: Plain").click()
    expect(page.get_by_role("main")).to_contain_text("Short and good.")
    assert problems_of(page) == []


def test_ctrl_z_takes_an_inserted_field_back(page: Page, maya: User) -> None:
    begin(page)
    letter = page.get_by_label("Letter", exact=True)
    letter.fill("Hello ")
    put_caret_behind(page, "Hello ")
    page.get_by_role("button", name="Insert company").click()
    expect(letter).to_have_value("Hello {{ company }}")
    page.keyboard.press("Control+z")
    expect(letter).to_have_value("Hello ")


def test_a_field_goes_into_the_subject_when_one_was_there(page: Page, maya: User) -> None:
    begin(page)
    subject = page.get_by_label("Subject", exact=False).first
    subject.fill("To ")
    page.get_by_role("button", name="Insert company").click()
    expect(subject).to_have_value("To {{ company }}")
    expect(page.get_by_role("region", name="Preview")).to_contain_text("To Acme")


def test_without_javascript_saving_shows_preview_and_errors(
    context: BrowserContext, live_server: LiveServer, maya: User
) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    plain.add_cookies(context.cookies())  # type: ignore[arg-type]
    page = plain.new_page()
    begin(page)
    expect(page.get_by_text("{{ company }}", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Insert company")).to_be_hidden()
    letter = page.get_by_label("Letter", exact=True)
    letter.fill("So much\nfor {{ compnay }}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Line 2: there is no field called compnay.")
    letter.fill("So much\nfor {{ company }}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("region", name="Preview")).to_contain_text("for Acme")
    plain.close()
