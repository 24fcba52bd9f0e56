"""Notices in a real browser: turned on with the keyboard, shown by the service worker, and quietly while a tab is open.

Chromium's own push service cannot be reached from here, so `PushManager.subscribe` is played by fake_push.js; what
follows is real: our page, our server, the encryption, a push service on loopback that opens it, and the service worker,
to which DevTools hands what was opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import LazySettings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from applications.outbound import Permit
from reminders.models import Channel, FollowUp
from reminders.models.channel import Tells
from reminders.services.flagging import flag_due
from reminders.services.gathering import PATIENCE
from reminders.services.planning import replan_due
from reminders.services.sending import send_pending
from tests.e2e.conftest import Watched, problems_of, wait_until
from tests.e2e.test_etiquette import WEDNESDAY, maya, pytestmark
from tests.e2e.test_every_page import look_at
from tests.push_service import FarBrowser, Notice, push_service

__all__ = ["maya", "pytestmark"]

PAGE = "/settings/reminders/"
FAKE = (Path(__file__).parent / "fake_push.js").read_text("utf-8")
SHOWN = """async () => (await (await navigator.serviceWorker.getRegistration("/")).getNotifications())
    .map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url }))"""

ACTIVATED = "async () => (await navigator.serviceWorker.getRegistration('/'))?.active?.state === 'activated'"

COUNT = """() => {
    if ("counted" in self) return;
    self.counted = 0;
    const show = registration.showNotification.bind(registration);
    registration.showNotification = async (...told) => { await show(...told); self.counted += 1; };
}"""


@pytest.fixture
def far(settings: LazySettings, live_server: LiveServer) -> Iterator[FarBrowser]:
    settings.OUTBOUND_PERMIT = Permit(loopback=True)
    settings.SITE_URL = live_server.url
    with push_service() as found:
        yield found


@pytest.fixture
def able(context: BrowserContext, far: FarBrowser, live_server: LiveServer) -> None:
    """The browser asks its user nothing, and reaches a push service."""
    context.grant_permissions(["notifications"], origin=live_server.url)
    given = json.dumps({"endpoint": far.endpoint, "keys": far.keys()})
    context.add_init_script(FAKE.replace("__GIVEN__", given))


def turn_on(page: Page) -> None:
    page.goto(PAGE)
    button = page.get_by_role("button", name="Turn on notices in this browser")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Notices are on in this browser.")).to_be_visible()


def shown(notice: Notice, page: Page) -> dict[str, str]:
    """The notice as it stands on the screen: its address is one of this site."""
    return notice.told | {"url": page.evaluate("location.origin") + notice.told["url"]}


def deliver(context: BrowserContext, page: Page, notice: Notice | str) -> None:
    """What a push service delivers to the service worker, decrypted, as the browser does it, until it is shown."""
    # One that is still being installed would be told nothing.
    wait_until(page, lambda: bool(page.evaluate(ACTIVATED) and context.service_workers))
    (worker,) = context.service_workers
    worker.evaluate(COUNT)
    before = worker.evaluate("counted")
    session = context.new_cdp_session(page)
    found: list[str] = []

    def note(event: dict[str, list[dict[str, str]]]) -> None:
        found.extend(each["registrationId"] for each in event["registrations"])

    session.on("ServiceWorker.workerRegistrationUpdated", note)
    session.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(50)
    origin = re.sub(r"(https?://[^/]+).*", r"\1", page.url)
    data = notice if isinstance(notice, str) else json.dumps(notice.told)
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": found[0], "data": data},
    )
    # Whoever asks for the notices (SHOWN) while one is on its way to the screen makes Chromium forget that one.
    wait_until(page, lambda: bool(worker.evaluate("counted") > before))


def test_turned_on_sent_shown_and_turned_off(
    context: BrowserContext, page: Page, maya: User, far: FarBrowser, able: None
) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        turn_on(page)
        expect(page.get_by_role("heading", name="In your browser")).to_be_focused()
        expect(page.get_by_text(", this browser")).to_be_visible()
        assert problems_of(page) == []
        page.get_by_role("button", name=re.compile("^Send a test to Chrome on Linux")).click()
        expect(page.get_by_text("It is on its way.")).to_be_visible()
        deliver(context, page, far.notices[0])
        assert page.evaluate(SHOWN) == [shown(far.notices[0], page)]
        page.get_by_label(re.compile("^More for Chrome on Linux")).click()
        page.get_by_role("button", name="Turn off and remove").click()
        expect(page.get_by_text("Chrome on Linux gets no more notices.")).to_be_visible()
        expect(page.get_by_role("button", name="Turn on notices in this browser")).to_be_visible()
        assert page.evaluate("localStorage.getItem('fake-push-key')") is None
        assert not Channel.objects.filter(kind="browser").exists()


def test_its_row_has_room_on_a_phone_and_says_what_was_refused(
    page: Page, maya: User, able: None, watched: Watched
) -> None:
    watched.expected += ("status of 422",)
    with time_machine.travel(WEDNESDAY, tick=True):
        turn_on(page)
        page.set_viewport_size({"width": 360, "height": 700})
        row = page.locator("li.entry", has_text="Chrome on Linux")
        row.locator("summary", has_text="What it tells you").click()
        for part in (row.locator(".entry-what"), row.locator("details.fold"), row.locator("fieldset")):
            box = part.bounding_box()
            assert box
            assert box["width"] > 250
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        for name in Tells.labels:
            row.get_by_label(name).uncheck()
        row.get_by_role("button", name=re.compile("^Save")).click()
        expect(page.get_by_text("Choose at least one, or turn these reminders off.")).to_be_in_viewport()
        assert problems_of(page) == []


def test_a_reminder_becomes_a_notice_that_leads_to_its_letter(
    context: BrowserContext, page: Page, maya: User, far: FarBrowser, able: None
) -> None:
    with time_machine.travel(WEDNESDAY, tick=True) as clock:
        turn_on(page)
        clock.move_to(WEDNESDAY + timedelta(days=1))
        now = timezone.now()
        replan_due(now)
        flag_due(now)
        # Of the demo's, something may become due at this very minute: then the rest waits for it, but no longer.
        assert send_pending(now + PATIENCE) >= 1
        (notice,) = far.notices
        deliver(context, page, notice)
        # The same message once more takes its own place.
        deliver(context, page, notice)
        assert page.evaluate(SHOWN) == [shown(notice, page)]
        page.goto(notice.told["url"])
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        (worker,) = context.service_workers
        assert worker.evaluate(PRESS) == [page.url]
        assert page.evaluate(SHOWN) == []


# Only a real press lets a worker open a window or give one focus, so both are noted instead.
PRESS = """async () => {
    const opened = [];
    WindowClient.prototype.focus = async function () { opened.push(this.url); };
    Clients.prototype.openWindow = async (url) => { opened.push(`new ${url}`); };
    const [notification] = await registration.getNotifications();
    const ending = [];
    const event = new NotificationEvent("notificationclick", { notification });
    event.waitUntil = (promise) => ending.push(promise);
    dispatchEvent(event);
    await Promise.all(ending);
    return opened;
}"""


@pytest.mark.parametrize(
    ("data", "title", "path"),
    [
        ('{"title": "A", "url": "https://elsewhere.example/x", "tag": "1"}', "A", "/"),
        ('{"title": "A", "url": "javascript:alert(1)"}', "A", "/"),
        ('{"title": "A", "url": "/people/"}', "A", "/people/"),
        ("not json", "Something is due", "/"),
        ("", "Something is due", "/"),
    ],
)
def test_whatever_arrives_shows_a_notice_that_leads_nowhere_else(
    context: BrowserContext, page: Page, maya: User, able: None, data: str, title: str, path: str
) -> None:
    turn_on(page)
    deliver(context, page, data)
    (found,) = page.evaluate(SHOWN)
    assert (found["title"], found["url"]) == (title, page.evaluate("location.origin") + path)


class TestHowThingsStand:
    def test_a_browser_that_takes_none_says_so(self, context: BrowserContext, page: Page, maya: User) -> None:
        context.add_init_script("delete window.PushManager")
        page.goto(PAGE)
        expect(page.get_by_text("This browser cannot show notices")).to_be_visible()
        expect(page.get_by_role("button", name="Turn on notices")).to_be_hidden()

    def test_a_page_without_https_says_so(self, context: BrowserContext, page: Page, maya: User) -> None:
        context.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
        page.goto(PAGE)
        expect(page.get_by_text("only from an address that begins with https://")).to_be_visible()
        expect(page.get_by_role("button", name="Turn on notices")).to_be_hidden()

    def test_nobody_is_asked_before_the_button_and_no_is_respected(
        self, context: BrowserContext, page: Page, maya: User
    ) -> None:
        context.add_init_script(ASKED)
        page.goto(PAGE)
        button = page.get_by_role("button", name="Turn on notices")
        expect(button).to_be_visible()
        assert page.evaluate("window.asked") == 0
        button.click()
        expect(page.get_by_text("Notices of this site are blocked in this browser.")).to_be_visible()
        expect(button).to_be_hidden()
        assert page.evaluate("window.asked") == 1
        assert problems_of(page) == []

    def test_a_push_service_out_of_reach_is_told(
        self, context: BrowserContext, page: Page, maya: User, watched: Watched, live_server: LiveServer
    ) -> None:
        """Here for real: Chromium's own can be reached neither from here nor from a private window."""
        watched.expected += ("incognito",)
        context.grant_permissions(["notifications"], origin=live_server.url)
        page.goto(PAGE)
        page.get_by_role("button", name="Turn on notices").click()
        expect(page.get_by_role("alert")).to_contain_text("Your browser’s maker could not be reached")
        expect(page.get_by_role("button", name="Turn on notices")).to_be_visible()
        assert not Channel.objects.filter(kind="browser").exists()

    def test_what_the_server_refuses_is_told(
        self, page: Page, maya: User, far: FarBrowser, able: None
    ) -> None:
        page.goto(PAGE)
        Channel.objects.bulk_create(
            Channel(owner=maya, kind="browser", address=f"push.example:{each}", secret="x")
            for each in range(10)
        )
        page.get_by_role("button", name="Turn on notices").click()
        expect(page.get_by_role("alert")).to_contain_text("as many browsers as one may have")

    def test_while_the_browser_asks_a_second_press_does_nothing(
        self, context: BrowserContext, page: Page, maya: User
    ) -> None:
        context.add_init_script(ASKS_FOR_LONG)
        page.goto(PAGE)
        button = page.get_by_role("button", name="Turn on notices in this browser")
        button.click()
        # As after the seconds for which once.js holds a form back.
        button.evaluate("button => { delete button.form.dataset.sending; button.form.requestSubmit(); }")
        assert page.evaluate("asked") == 1

    def test_one_that_stopped_is_told_of_and_turned_on_again(
        self, page: Page, maya: User, far: FarBrowser, able: None
    ) -> None:
        with time_machine.travel(WEDNESDAY, tick=True):
            turn_on(page)
            assert look_at(page, PAGE) == []
            far.status = 410
            page.get_by_role("button", name=re.compile("^Send a test to Chrome on Linux")).click()
            expect(page.get_by_role("listitem").filter(has_text="no longer takes notices")).to_be_visible()
            assert look_at(page, PAGE) == []
            assert look_at(page, "/") == []
            page.get_by_role("link", name="Turn on or remove").click()
            page.get_by_role("button", name="Turn on notices").click()
            expect(page.get_by_text("Notices are on in this browser.")).to_be_visible()
            expect(page.get_by_text("no longer takes notices")).to_have_count(0)


ASKS_FOR_LONG = """(() => {
    window.asked = 0;
    Object.defineProperty(Notification, "permission", { get: () => "default" });
    Notification.requestPermission = () => { window.asked += 1; return new Promise(() => {}); };
})()"""
ASKED = """(() => {
    window.asked = 0;
    let permission = "default";
    Object.defineProperty(Notification, "permission", { get: () => permission });
    Notification.requestPermission = async () => { window.asked += 1; return permission = "denied"; };
})()"""


class TestWhileATabIsOpen:
    @pytest.fixture
    def clocks(self, page: Page, maya: User) -> Iterator[time_machine.Traveller]:
        """Both clocks stand still until they are moved: the server's and the page's."""
        page.clock.install()
        with time_machine.travel(WEDNESDAY, tick=True) as clock:
            yield clock

    def count(self, page: Page) -> int:
        found = re.match(r"\((\d+)\) ", page.title())
        return int(found[1]) if found else 0

    def open_one(self, maya: User) -> FollowUp:
        """A step that waited can be sent from now on."""
        row = FollowUp.objects.filter(
            application__owner=maya, status="open", kind="status_inquiry", opens_at__gt=timezone.now()
        ).earliest("pk")
        FollowUp.objects.filter(pk=row.pk).update(opens_at=timezone.now())
        return row

    def test_a_card_that_is_done_leaves_the_title(
        self, page: Page, maya: User, clocks: time_machine.Traveller
    ) -> None:
        page.goto("/")
        before = self.count(page)
        assert before > 1
        card = page.get_by_role("article", name="Thank-you to Tom Kerr")
        card.locator("summary", has_text="Mark as sent").click()
        card.get_by_role("button", name="Mark as sent").click()
        expect(card).to_have_count(0)
        page.wait_for_function(f"() => document.title.startsWith('({before - 1}) Today')")

    def test_what_becomes_due_is_said_once_in_all_tabs(
        self, context: BrowserContext, page: Page, maya: User, clocks: time_machine.Traveller
    ) -> None:
        page.goto("/people/")
        before = self.count(page)
        # Both are in sight, and their clock is one.
        other = context.new_page()
        other.goto("/applications/")
        row = self.open_one(maya)
        page.clock.fast_forward(80_000)
        words = "Due now: Ask "
        for each in (page, other):
            each.wait_for_function(f"() => document.title.startsWith('({before + 1}) ')")
        said = [each for each in (page, other) if each.locator("[data-toast]").count()]
        assert len(said) == 1
        page.clock.fast_forward(120_000)
        page.wait_for_timeout(200)
        toasts = [each.locator("[data-toast]").filter(has_text=words) for each in (page, other)]
        assert sum(each.count() for each in toasts) == 1
        (page,) = said
        toast = page.locator("[data-toast]")
        expect(page.get_by_role("link", name=re.compile("^Today")).first).to_contain_text(str(before + 1))
        assert problems_of(page) == []
        toast.get_by_role("link", name="Open").click()
        page.wait_for_url(f"**/follow-ups/{row.pk}/")

    def test_today_moves_nothing_until_it_is_asked_to(
        self, page: Page, maya: User, clocks: time_machine.Traveller
    ) -> None:
        page.goto("/")
        card = page.get_by_role("article", name="Thank-you to Tom Kerr")
        card.get_by_label(re.compile("^More for")).click()
        card.get_by_role("button", name=re.compile("^Skip|^Leave out")).click()
        undo = page.get_by_role("button", name="Undo")
        expect(undo).to_be_visible()
        row = self.open_one(maya)
        page.clock.fast_forward(80_000)
        toast = page.locator("[data-toast]").filter(has_text="Due now: Ask ")
        expect(toast).to_be_visible()
        expect(undo).to_be_visible()
        expect(page.locator(f"#step-{row.pk}")).to_have_count(0)
        toast.get_by_role("link", name="Show it").focus()
        page.keyboard.press("Enter")
        expect(page.locator(f"#step-{row.pk} h3 a")).to_be_focused()
        expect(toast).to_have_count(0)

    def test_a_session_that_ended_is_left_in_peace(
        self, context: BrowserContext, page: Page, maya: User, clocks: time_machine.Traveller
    ) -> None:
        page.goto("/people/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        context.clear_cookies(name="sessionid")
        for _ in range(5):
            page.clock.fast_forward(80_000)
            page.wait_for_timeout(100)
        assert asked.count("/due/") == 1
        expect(page.locator("[data-toast]")).to_have_count(0)

    def test_a_server_that_is_down_is_asked_less_and_less(
        self, page: Page, maya: User, clocks: time_machine.Traveller, watched: Watched
    ) -> None:
        watched.expected += ("Failed to load resource",)
        page.goto("/people/")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.route("**/due/*", lambda route: route.abort())
        for _ in range(15):
            page.clock.fast_forward(60_000)
            page.wait_for_timeout(60)
        assert 2 <= asked.count("/due/") <= 4
        expect(page.locator("[data-toast]")).to_have_count(0)
