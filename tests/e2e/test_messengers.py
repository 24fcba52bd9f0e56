"""A messenger added, tested and removed in a real browser, with a real server on loopback behind it."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from applications.addresses import Permit
from reminders.models import Channel
from tests.e2e.conftest import problems_of
from tests.e2e.test_etiquette import WEDNESDAY, maya, pytestmark
from tests.e2e.test_every_page import look_at, sign_in
from tests.model_server import Asked, Server, reply, serving

__all__ = ["maya", "pytestmark"]

TOPIC = "t0picUnguessable"


class Phone:
    """Plays an ntfy server that knows one topic."""

    server: Server

    def behave(self, connection: socket.socket, asked: Asked) -> None:
        known = json.loads(asked.body)["topic"] == TOPIC
        connection.sendall(reply("{}") if known else reply('{"error": "unauthorized"}', 401))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"


@pytest.fixture
def phone(settings: Settings, maya: User) -> Iterator[Phone]:
    settings.OUTBOUND_PERMIT = Permit(loopback=True)
    found = Phone()
    with serving(found.behave) as server, time_machine.travel(WEDNESDAY, tick=True):
        found.server = server
        yield found


def enter(page: Page, phone: Phone, topic: str, name: str) -> None:
    page.goto("/settings/reminders/")
    page.get_by_role("link", name="Add a messenger").click()
    page.get_by_role("link", name="ntfy", exact=True).click()
    page.get_by_role("textbox", name="Server").fill(phone.url)
    page.get_by_role("textbox", name="Topic").fill(topic)
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("button", name="Save").click()
    # Before its scripts have run, a button sends its form the plain way.
    page.wait_for_load_state("load")


def test_from_the_list_to_the_answer_and_away(page: Page, phone: Phone) -> None:
    enter(page, phone, "two words", "My phone")
    expect(page.get_by_role("alert")).to_contain_text("This is no topic")
    assert problems_of(page) == []
    page.get_by_role("textbox", name="Topic").fill(TOPIC)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/settings/reminders/#channel-*")
    card = page.get_by_role("article", name="My phone")
    card.get_by_role("button", name="Send a test").click()
    expect(card.get_by_text("127.0.0.1 took it: 200")).to_be_visible()
    # In place: the page was not loaded anew, and the button can be pressed again.
    button = card.get_by_role("button", name="Send a test")
    assert button.evaluate("each => each === document.activeElement && !each.hasAttribute('aria-busy')")
    assert problems_of(page) == []
    assert TOPIC not in page.content()
    assert len(phone.server.asked) == 1
    enter(page, phone, "unknown", "The other")
    other = page.get_by_role("article", name="The other")
    other.get_by_role("button", name="Send a test").click()
    expect(other.get_by_text("127.0.0.1 did not take it: “401 unauthorized”")).to_be_visible()
    assert problems_of(page) == []
    other.get_by_role("button", name="Turn off").click()
    expect(page.get_by_role("article", name="The other").get_by_text("Off", exact=True)).to_be_visible()
    page.get_by_label("More for The other").click()
    page.get_by_role("link", name="Remove").click()
    expect(page.get_by_text("Nothing waits to be sent there.")).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("article", name="The other")).to_have_count(0)
    assert [each.name for each in Channel.objects.filter(kind="messenger")] == ["My phone"]


def test_with_the_keyboard_alone(page: Page, phone: Phone) -> None:
    enter(page, phone, TOPIC, "My phone")
    card = page.get_by_role("article", name="My phone")
    card.get_by_role("button", name="Send a test").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_text("took it: 200")).to_be_visible()
    page.get_by_label("More for My phone").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Rename").focus()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Name").fill("Old phone")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="Old phone")).to_be_visible()


def test_without_scripts(browser: Browser, live_server: LiveServer, phone: Phone, maya: User) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    sign_in(context, live_server, maya)
    page = context.new_page()
    enter(page, phone, TOPIC, "My phone")
    card = page.get_by_role("article", name="My phone")
    card.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("article", name="My phone").get_by_text("took it: 200")).to_be_visible()
    context.close()


def test_its_pages_in_both_schemes_and_narrow(page: Page, phone: Phone) -> None:
    enter(page, phone, TOPIC, "My phone")
    channel = Channel.objects.get(kind="messenger")
    paths = (
        "/settings/reminders/",
        "/settings/reminders/messengers/new/",
        "/settings/reminders/messengers/new/?service=telegram",
        "/settings/reminders/messengers/new/?service=other",
        f"/settings/reminders/messengers/{channel.pk}/address/",
        f"/settings/reminders/messengers/{channel.pk}/remove/",
    )
    found = {path: look_at(page, path) for path in paths}
    assert {path: problems for path, problems in found.items() if problems} == {}
