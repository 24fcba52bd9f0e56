"""A letter rewritten by a language model, in a real browser with a real model server on loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from reminders.models import Draft, FollowUp
from reminders.services import running
from tests.e2e.conftest import Watched, problems_of, wait_until, watch
from tests.e2e.test_etiquette import WEDNESDAY, maya, pytestmark
from tests.e2e.test_every_page import look_at, sign_in
from tests.model_server import Model
from tests.pages.model import KEY, Own, model, own

__all__ = ["maya", "model", "own", "pytestmark"]


@pytest.fixture
def letter(maya: User, own: Own, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the thank-you to Sara; Maya has a model and was not yet asked."""
    monkeypatch.setattr(running, "SECONDS_BETWEEN_BEATS", 0.1)
    with time_machine.travel(WEDNESDAY, tick=True):
        own(maya, agreed=False)
        row = FollowUp.objects.get(
            application__owner=maya, kind="thank_you", contact__name="Sara Lindqvist", status="open"
        )
        yield f"/follow-ups/{row.pk}/"


def agreed(page: Page, letter: str) -> Locator:
    """From the letter through consent to the page with both; returns where the proposal stands."""
    page.goto(letter)
    page.get_by_role("button", name="Rewrite in my words").click()
    page.get_by_role("button", name="Agree and rewrite").click()
    proposal = page.get_by_role("region", name="Proposal")
    expect(proposal).to_be_visible()
    return proposal


def body(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Letter")


def test_from_consent_to_the_letter_and_back(page: Page, letter: str, model: Model) -> None:
    model.mode = "invents"
    page.goto(letter)
    before = body(page).input_value()
    page.get_by_role("button", name="Rewrite in my words").click()
    expect(page.get_by_role("heading", name="This would be sent to")).to_be_visible()
    expect(page.get_by_text("Talked about", exact=True)).to_be_visible()
    assert problems_of(page) == []
    assert model.asked == []
    page.get_by_role("button", name="Agree and rewrite").click()
    proposal = page.get_by_role("region", name="Proposal")
    expect(proposal).to_contain_text("Tom Baker told me about Kafka")
    expect(page.get_by_role("status").filter(has_text="The proposal is ready.")).to_be_visible()
    expect(page.get_by_role("region", name="Your letter")).to_contain_text("Dear Sara,")
    expect(proposal.locator("mark", has_text="Kafka")).to_be_visible()
    expect(proposal.get_by_role("listitem").filter(has_text="“Kafka”, a name")).to_be_visible()
    expect(proposal).to_contain_text("This reads as an order or a deadline")
    assert problems_of(page) == []
    assert len(model.asked) == 1
    proposal.get_by_role("button", name="Use this").click()
    said = page.get_by_text("The letter is as rewritten.")
    expect(said).to_be_visible()
    expect(body(page)).to_have_value(Draft.objects.get().body)
    expect(body(page)).to_have_value(re.compile("Kafka"))
    said.locator("..").get_by_role("button", name="Undo").click()
    expect(body(page)).to_have_value(before)
    assert not Draft.objects.exists()


def test_it_shows_while_it_is_written_and_stops_at_once(page: Page, letter: str, model: Model) -> None:
    model.mode = "slow"
    proposal = agreed(page, letter)
    expect(proposal).to_contain_text("Dear Sara,")
    stop = page.get_by_role("button", name="Stop")
    expect(page.get_by_text("The model is writing.")).to_be_visible()
    assert problems_of(page) == []
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stopped. Your letter is as it was.")).to_be_visible()
    expect(proposal).to_contain_text("Nothing yet.")
    # The line to the model is closed, and the focus stays where a new one begins.
    assert model.left.wait(20)
    again = page.get_by_role("button", name="Write a proposal")
    expect(again).to_be_focused()
    model.mode = "good"
    page.keyboard.press("Enter")
    expect(proposal).to_contain_text("thank you for your time")
    assert not Draft.objects.exists()


def test_a_tab_that_is_left_hangs_up(page: Page, letter: str, model: Model) -> None:
    model.mode = "silent"
    agreed(page, letter)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    wait_until(page, lambda: bool(model.asked))
    page.goto("/")
    assert model.left.wait(20)


def test_an_error_says_what_to_do_and_changes_nothing(page: Page, letter: str, model: Model) -> None:
    for mode, said in ((401, "did not accept the key"), ("drops", "broke off")):
        model.mode = mode
        if mode == 401:
            agreed(page, letter)
        else:
            page.get_by_role("button", name="Write a proposal").click()
        expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
        expect(page.get_by_role("button", name="Use this")).to_have_count(0)
        assert problems_of(page) == []
    model.mode = "good"
    page.get_by_role("button", name="Write a proposal").click()
    expect(page.get_by_role("button", name="Use this")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert not Draft.objects.exists()


def test_keep_mine_keeps_mine(page: Page, letter: str) -> None:
    proposal = agreed(page, letter)
    proposal.get_by_role("link", name="Keep mine").click()
    expect(body(page)).to_be_visible()
    assert not Draft.objects.exists()
    # Agreed once; the next time it begins by itself.
    page.get_by_role("button", name="Rewrite in my words").click()
    expect(page.get_by_role("button", name="Use this")).to_be_visible()


def test_what_was_typed_in_the_letter_is_what_is_sent(page: Page, letter: str, model: Model) -> None:
    page.goto(letter)
    body(page).fill("Dear Sara,\n\nTyped just now.")
    page.get_by_role("button", name="Rewrite in my words").click()
    expect(page.get_by_text("Typed just now.")).to_be_visible()
    page.get_by_role("button", name="Agree and rewrite").click()
    expect(page.get_by_role("button", name="Use this")).to_be_visible()
    assert b"Typed just now." in model.asked[0].body


def test_both_pages_dark_and_narrow(page: Page, maya: User, letter: str, own: Own, model: Model) -> None:
    found = {each: look_at(page, each) for each in (f"{letter}rewrite/", "/settings/language-model/")}
    own(maya)
    model.mode = "invents"
    page.goto(f"{letter}rewrite/")
    page.get_by_role("button", name="Write a proposal").click()
    expect(page.get_by_role("button", name="Use this")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in (1340, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_timeout(150)
            found[f"both {scheme} {width}"] = problems_of(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width
    # On a phone what is new comes first.
    first, second = (
        page.get_by_role("region", name=name).bounding_box() for name in ("Proposal", "Your letter")
    )
    assert first is not None
    assert second is not None
    assert first["y"] < second["y"]
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_the_key_is_entered_tried_and_never_shown(page: Page, maya: User, model: Model) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto("/settings/")
        page.get_by_role("link", name="Language model").click()
        page.locator("input[name=address]").fill(model.base_url)
        page.locator("input[name=name]").fill("small")
        page.locator("input[name=key]").fill(KEY)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("a key is stored", exact=True)).to_be_visible()
        expect(page.locator("input[name=key]")).to_have_value("")
        assert KEY not in page.content()
        page.get_by_role("button", name="Try it").click()
        expect(page.get_by_text("It answers.")).to_be_visible()
        assert problems_of(page) == []
        model.mode = 404
        page.get_by_role("button", name="Try it").click()
        expect(page.get_by_role("alert")).to_contain_text("does not know this model or address")


def test_without_javascript(
    context: BrowserContext, live_server: LiveServer, maya: User, letter: str, watched: Watched
) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain.set_default_timeout(20_000)
    watch(plain, watched)
    sign_in(plain, live_server, maya)
    page = plain.new_page()
    page.goto(letter)
    page.get_by_role("button", name="Rewrite in my words").click()
    page.get_by_role("button", name="Agree and rewrite").click()
    page.get_by_role("button", name="Write a proposal").click()
    expect(page.get_by_role("region", name="Proposal")).to_contain_text("thank you for your time")
    page.get_by_role("button", name="Use this").click()
    expect(page.get_by_text("The letter is as rewritten.")).to_be_visible()
    assert Draft.objects.get().body.startswith("Dear Sara,")
    plain.close()
