"""An address for the calendar: made, copied, replaced."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.e2e.conftest import problems_of
from tests.e2e.test_every_page import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_address_is_made_copied_and_replaced(
    context: BrowserContext, page: Page, live_server: LiveServer, user: User
) -> None:
    sign_in(context, live_server, user)
    page.goto("/settings/")
    page.get_by_role("navigation", name="Settings").get_by_role("link", name="Calendar").click()
    page.get_by_role("button", name="Make my address").click()
    address = page.get_by_label("Private calendar address")
    expect(address).to_be_visible()
    first = address.input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == first
    opens = page.get_by_role("link", name="Open in my calendar")
    expect(opens).to_have_attribute("href", first.replace("http://", "webcal://"))
    expect(page.get_by_role("link", name="Open as a file")).to_have_attribute("href", first)
    page.get_by_role("button", name="Make a new address").click()
    expect(address).not_to_have_value(first)
    page.get_by_role("checkbox", name="No names in the calendar").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("checkbox", name="No names in the calendar")).to_be_checked()
    for part in ("Apple", "Google", "Outlook", "Thunderbird"):
        page.locator("summary", has_text=part).click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_timeout(150)
        assert problems_of(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.locator("main").evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    page.get_by_role("button", name="Turn off").click()
    expect(page.get_by_role("button", name="Make my address")).to_be_visible()
