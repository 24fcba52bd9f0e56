"""The letter's editor in a real browser."""

from __future__ import annotations

import json
import re
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import time_machine
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from reminders.models import Draft, DraftVersion, FollowUp
from tests.e2e.conftest import Watched, problems_of, wait_until
from tests.e2e.test_etiquette import WEDNESDAY, maya, pytestmark
from tests.e2e.test_every_page import sign_in

__all__ = ["maya", "pytestmark"]

CLIPBOARD = "() => navigator.clipboard.readText()"
FOOT = (
    "[...document.querySelectorAll('.sheet-foot > *')].map(e => [e.offsetTop, e.offsetLeft, e.offsetHeight])"
)
APART = """() => document.querySelector('[data-note=gap]').getBoundingClientRect().top
  - document.querySelector('mark.gap').getBoundingClientRect().top"""
GAP = "[something you have done that fits this role]"


def thank_you(to: str = "Sara Lindqvist") -> FollowUp:
    return FollowUp.objects.select_related("application").get(
        kind="thank_you", contact__name=to, status="open", application__company__name="Acme"
    )


def path_of(row: FollowUp) -> str:
    return f"/follow-ups/{row.pk}/"


def forget_fit(row: FollowUp) -> None:
    """So that its letter has a gap."""
    type(row.application).objects.filter(pk=row.application_id).update(fit="")


def letter(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Letter")


def saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_have_text("Saved")


def add(page: Page, words: str) -> None:
    """Type words at the end, as a person does."""
    letter(page).press("ControlOrMeta+End")
    letter(page).press_sequentially(words)


def test_what_one_types_is_saved_and_nothing_moves(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        row = thank_you()
        page.goto(path_of(row))
        before = letter(page).input_value()
        foot = page.evaluate(FOOT)
        add(page, " x")
        saved(page)
        assert Draft.objects.get().body == before + " x"
        assert page.evaluate(FOOT) == foot
        assert problems_of(page) == []
        letter(page).press("Backspace")
        letter(page).press("Backspace")
        expect(page.get_by_role("button", name="Back to the letter from my notes")).to_have_count(0)
        saved(page)
        assert not Draft.objects.exists()
        page.reload()
        expect(letter(page)).to_have_value(before)


def test_the_words_are_counted_while_one_types(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        row = thank_you()
        page.goto(path_of(row))
        count = page.locator("[data-count]")
        words = int(re.findall(r"\d+", count.inner_text())[0])
        letter(page).fill(letter(page).input_value().replace("Dear Sara,", "Dear Sara, my dear,"))
        expect(count).to_have_text(f"{words + 2} words · aim for 100 to 200")
        letter(page).fill("Dear Sara,\n\nThank you.\n\nKind regards,\nMaya")
        expect(count).to_have_text("4 words · short: aim for 100 to 200")
        saved(page)


def test_a_gap_is_filled_beside_the_letter(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        row = thank_you()
        forget_fit(row)
        page.goto(path_of(row))
        before = letter(page).input_value()
        assert GAP in before
        expect(page.locator("mark.gap")).to_have_text(GAP)
        letter(page).focus()
        page.keyboard.press("F8")
        chosen = "() => { const e = document.activeElement; return e.value.slice(e.selectionStart, e.selectionEnd) }"
        assert page.evaluate(chosen) == GAP
        field = page.get_by_label("Something you have done that fits this role", exact=True)
        # Set beside it anew when the typeface comes.
        wait_until(page, lambda: abs(page.evaluate(APART)) < 12)
        field.fill("I cut the batch window to nine minutes")
        field.press("Enter")
        filled = before.replace(GAP, "I cut the batch window to nine minutes")
        expect(letter(page)).to_have_value(filled)
        expect(page.locator("[data-note=gap]")).to_have_count(0)
        saved(page)
        assert Draft.objects.get().body == filled
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(letter(page)).to_have_value(before)
        saved(page)
        assert not Draft.objects.exists()


def test_another_register_and_exactly_back(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        row = thank_you()
        page.goto(path_of(row))
        add(page, "\n\nP.S. It was a joy.")
        mine = letter(page).input_value()
        # At once, before the editor has saved by itself.
        page.get_by_role("button", name="Formal", exact=True).click()
        expect(letter(page)).to_have_value(re.compile("Dear Sara Lindqvist"))
        expect(page.get_by_role("button", name="Formal", exact=True)).to_have_attribute(
            "aria-pressed", "true"
        )
        page.get_by_text("Earlier versions").click()
        expect(page.get_by_text("before it became formal").first).to_be_visible()
        assert problems_of(page) == []
        page.locator(".toasts").get_by_role("button", name="Undo").click()
        expect(letter(page)).to_have_value(mine)
        expect(page.get_by_role("button", name="Warm", exact=True)).to_have_attribute("aria-pressed", "true")
        assert not DraftVersion.objects.exists()


def test_one_paragraph_comes_back_from_the_notes(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto(path_of(thank_you()))
        ours = letter(page).input_value()
        first, second, *others = ours.split("\n\n")
        edited = "\n\n".join([first, "We laughed, and it rained.", *others, "P.S. Mine."])
        letter(page).fill(edited)
        saved(page)
        page.get_by_text("This paragraph from my notes again").click()
        page.get_by_role("button", name=re.compile("^Use this instead")).click()
        expect(letter(page)).to_have_value("\n\n".join([first, second, *others, "P.S. Mine."]))
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(letter(page)).to_have_value(edited)
        letter(page).fill("\n\n".join([first, *others]))
        saved(page)
        page.get_by_text("Left out: “").click()
        page.get_by_role("button", name=re.compile("^Put it back")).click()
        expect(letter(page)).to_have_value(ours)
        saved(page)


def test_a_remark_is_applied_where_it_stands(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto(path_of(thank_you()))
        ours = letter(page).input_value()
        wrong = ours.replace("Dear Sara,", "Dear Tom,")
        letter(page).fill(wrong)
        remark = page.locator("[data-note=remark]")
        expect(remark).to_contain_text("the greeting says Tom")
        assert problems_of(page) == []
        remark.get_by_role("button", name=re.compile("^Show it")).click()
        chosen = "() => { const e = document.activeElement; return e.value.slice(e.selectionStart, e.selectionEnd) }"
        assert page.evaluate(chosen) == "Tom"
        remark.get_by_role("button", name=re.compile("^Write that")).click()
        expect(letter(page)).to_have_value(ours)
        expect(remark).to_have_count(0)
        letter(page).press("ControlOrMeta+z")
        expect(letter(page)).to_have_value(wrong)
        saved(page)


def test_two_tabs_do_not_overwrite_each_other(
    context: BrowserContext, page: Page, maya: User, watched: Watched
) -> None:
    watched.expected += ("status of 409",)
    with time_machine.travel(WEDNESDAY, tick=True):
        row = thank_you()
        page.goto(path_of(row))
        other = context.new_page()
        other.goto(path_of(row))
        add(page, " From the first.")
        saved(page)
        add(other, " From the second.")
        expect(other.get_by_role("alert")).to_contain_text("changed somewhere else")
        assert Draft.objects.get().body.endswith("From the first.")
        assert problems_of(other) == []
        other.get_by_role("button", name="Keep what I typed here").click()
        expect(other.get_by_text("before your text took its place").first).to_be_attached()
        assert Draft.objects.get().body.endswith("From the second.")
        assert DraftVersion.objects.get().body.endswith("From the first.")


def test_without_a_connection_nothing_is_lost(
    context: BrowserContext, page: Page, maya: User, watched: Watched
) -> None:
    watched.expected += ("ERR_INTERNET_DISCONNECTED",)
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto(path_of(thank_you()))
        context.set_offline(True)
        add(page, " Still here.")
        expect(page.locator("[data-state]")).to_contain_text("Not saved: no connection.")
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
        context.set_offline(False)
        saved(page)
        assert Draft.objects.get().body.endswith("Still here.")


def test_typing_outlives_the_session(
    context: BrowserContext, page: Page, maya: User, live_server: LiveServer
) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        row = thank_you()
        page.goto(path_of(row))
        context.clear_cookies(name="sessionid")
        add(page, " Still here.")
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        page.get_by_role("link", name="Sign in").click()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        sign_in(context, live_server, maya)
        page.goto(path_of(row))
        expect(letter(page)).to_have_value(re.compile("Still here\\.$"))
        saved(page)
        assert Draft.objects.get().body.endswith("Still here.")


def test_what_leaves_is_the_letter_as_it_stands_now(page: Page, maya: User, tmp_path: Path) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto(path_of(thank_you()))
        page.get_by_label("Subject").fill("Danke – R&D")
        letter(page).fill("Grüße\n\nan 田中")
        page.get_by_role("button", name="Copy letter").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate(CLIPBOARD) == "Grüße\n\nan 田中"
        page.get_by_label(re.compile("^More for")).click()
        as_file = page.get_by_role("link", name="Save as a draft (.eml)")
        with page.expect_download() as download:
            as_file.click()
        # The menu closes once the click has done its work; opened before that, it would close again.
        expect(as_file).to_be_hidden()
        file = tmp_path / "letter.eml"
        download.value.save_as(file)
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert (message["Subject"], message["X-Unsent"]) == ("Danke – R&D", "1")
        assert message.get_content().split() == ["Grüße", "an", "田中"]
        letter(page).fill("Später")
        page.evaluate("document.addEventListener('click', e => e.target.closest('a') && e.preventDefault())")
        links = {}
        for name in ("Open in mail", "Open in Gmail", "Open in Outlook on the web"):
            link = page.locator("a[data-leaves]", has_text=name)
            in_menu = not link.is_visible()
            if in_menu:
                page.get_by_label(re.compile("^More for")).click()
            link.click()
            if in_menu:
                expect(link).to_be_hidden()
            links[name] = parse_qs(urlsplit(link.get_attribute("href") or "").query)["body"]
        assert set(map(json.dumps, links.values())) == {json.dumps(["Später"])}
        saved(page)


def test_going_elsewhere_at_once_loses_nothing(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto(path_of(thank_you()))
        add(page, " Quickly.")
        page.get_by_role("link", name="People").click()
        expect(page.get_by_role("heading", name="People")).to_be_visible()
        assert Draft.objects.get().body.endswith(" Quickly.")


def test_marking_as_sent_takes_what_stands_there(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        row = thank_you()
        page.goto(path_of(row))
        add(page, " At the last moment.")
        page.locator("summary", has_text="Mark as sent").click()
        page.get_by_role("button", name="Mark as sent").click()
        expect(page.get_by_text("Marked as sent.")).to_be_visible()
        row.refresh_from_db()
        assert row.message is not None
        assert row.message.text.endswith("At the last moment.")
        page.goto(path_of(row))
        expect(page.get_by_role("textbox")).to_have_count(0)
        assert problems_of(page) == []


def test_another_module_replaces_the_letter(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        page.goto(path_of(thank_you()))
        add(page, " Mine.")
        mine = letter(page).input_value()
        saved(page)
        detail = {"body": "Rewritten.", "why": "before rewriting it"}
        page.evaluate(
            "detail => document.dispatchEvent(new CustomEvent('followthrough:letter', { detail }))", detail
        )
        expect(letter(page)).to_have_value("Rewritten.")
        expect(page.get_by_text("before rewriting it").first).to_be_attached()
        version = DraftVersion.objects.get()
        assert (version.body, version.why) == (mine, "before rewriting it")
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(letter(page)).to_have_value(mine)
        saved(page)


def test_it_works_without_javascript(browser: Browser, live_server: LiveServer, maya: User) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    with time_machine.travel(WEDNESDAY, tick=True):
        sign_in(context, live_server, maya)
        row = thank_you()
        forget_fit(row)
        page = context.new_page()
        page.goto(path_of(row))
        page.get_by_label("Subject").fill("Thanks")
        page.get_by_label("Something you have done that fits this role", exact=True).fill("I did it")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(letter(page)).to_have_value(re.compile("I did it"))
        assert Draft.objects.get().subject == "Thanks"
    context.close()


def test_a_narrow_screen_and_forced_colours(page: Page, maya: User) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        row = thank_you()
        forget_fit(row)
        page.set_viewport_size({"width": 320, "height": 700})
        page.emulate_media(forced_colors="active", reduced_motion="reduce")
        page.goto(path_of(row))
        letter(page).fill("Dear Tom,\n\n" + "W" * 200 + "\n\n" + letter(page).input_value())
        saved(page)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
        heights = [letter(page).evaluate(f"each => each.{name}") for name in ("scrollHeight", "clientHeight")]
        assert heights[0] <= heights[1]
        assert problems_of(page) == []
        transparent = "each => getComputedStyle(each).color"
        assert page.locator("mark.gap").evaluate(transparent) == "rgba(0, 0, 0, 0)"
