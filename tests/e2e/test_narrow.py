"""Today on a phone: what a menu opens lies on the screen, and a form in it stays until it is right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from config import demo
from tests.e2e.conftest import wait_until
from tests.e2e.test_every_page import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEDNESDAY = datetime(2026, 11, 4, 9, 40, tzinfo=UTC)
WIDTH, HEIGHT = 360, 760


@pytest.fixture
def today(context: BrowserContext, page: Page, live_server: LiveServer) -> Iterator[Page]:
    with time_machine.travel(WEDNESDAY, tick=True):
        demo.fill()
        sign_in(context, live_server, User.objects.get(email=demo.ADDRESS))
        page.emulate_media(reduced_motion="reduce")
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        page.goto("/")
        yield page


def outside(part: Locator) -> str:
    """Where it leaves the screen, or nothing."""
    box = part.bounding_box()
    assert box is not None
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    fits = box["x"] >= 0 and box["y"] >= 0 and right <= WIDTH and bottom <= HEIGHT
    return "" if fits else f"{box} of {WIDTH} × {HEIGHT}"


def name_of(menu: Locator) -> str:
    summary = menu.locator("summary")
    return summary.get_attribute("aria-label") or (summary.text_content() or "").strip()


def test_every_menu_opens_on_the_screen(today: Page) -> None:
    # The menu of the top bar, "Mark as sent" and "More" of each card, "It didn’t happen".
    menus = today.locator("details.menu:visible")
    names = [name_of(menu) for menu in menus.all()]
    assert "Menu" in names
    assert {"Mark as sent", "It didn’t happen"} <= {name.split(":")[0] for name in names}
    found: dict[str, str] = {}
    for name, menu in zip(names, menus.all(), strict=True):
        menu.locator("summary").click()
        shown = menu.locator(".menu-list")
        expect(shown).to_be_visible()
        # It comes into view after it has opened.
        try:
            wait_until(today, lambda shown=shown: not outside(shown))  # type: ignore[misc]
        except AssertionError:
            found[name] = outside(shown)
        today.keyboard.press("Escape")
        expect(shown).to_be_hidden()
    assert found == {}


def test_a_form_in_a_menu_stays_open_and_says_what_is_wrong(today: Page) -> None:
    card = today.get_by_role("article", name="Thank-you to Tom Kerr")
    menu = card.locator("details.menu").filter(has_text="When did you send it?")
    menu.locator("summary").click()
    when = menu.get_by_label("When did you send it?")
    when.fill("2026-11-01T10:00")
    when.press("ArrowUp")
    expect(when).to_be_focused()
    when.fill("2026-11-01T10:00")
    menu.get_by_role("button", name="Mark as sent").click()
    expect(menu.get_by_text("before the day this answers")).to_be_visible()
    expect(menu).to_have_attribute("open", "")
    expect(when).to_be_focused()
    expect(when).to_have_value("2026-11-01T10:00")
    wait_until(today, lambda: not outside(menu.locator(".menu-list")))
    # Right the second time, from where one stands.
    when.fill("2026-11-04T09:30")
    menu.get_by_role("button", name="Mark as sent").click()
    expect(card).to_have_count(0)


def test_a_story_has_its_words_beside_its_line(today: Page) -> None:
    today.get_by_role("article", name="Thank-you to Tom Kerr").get_by_role("link", name="Acme").click()
    today.wait_for_url("**/applications/*/")
    starts = today.locator(".event-what").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().left)"
    )
    assert len(set(starts)) == 1
    assert len(starts) > 2
