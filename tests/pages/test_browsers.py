"""Notices of a browser on the pages: turned on and off, renewed, left; whose they are; the script that shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reminders.delivery.subscriptions import from_text
from reminders.models import Channel
from reminders.services.browsers import MOST_BROWSERS
from reminders.services.channels import destination
from reminders.services.push_keys import public_key
from tests.applications.typed import Answer, text_of
from tests.push_service import FarBrowser, push_service
from tests.reminders.browser import far, on

__all__ = ["far"]

PAGE = "/settings/reminders/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"
STOPPED = "This browser no longer takes notices. Turn them on again there."


def turn_on(client: Client, far: FarBrowser, **other: str) -> Answer:
    return client.post(
        reverse("browser_on"), far.fields(public_key()) | other, headers={"User-Agent": FIREFOX}
    )


def mine(user: User) -> list[Channel]:
    return list(Channel.objects.for_user(user).filter(kind="browser"))


class TestTurnedOn:
    def test_it_stands_there_by_its_name(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        answer = turn_on(signed_in, far)
        assert answer.status_code == 200
        assert "Firefox on Linux" in text_of(answer)
        page = text_of(signed_in.get(PAGE))
        assert "Firefox on Linux" in page
        assert "Send a test" in page
        assert far.endpoint not in page
        assert far.keys()["auth"] not in page

    def test_twice_is_once(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        turn_on(signed_in, far)
        turn_on(signed_in, far)
        assert len(mine(user)) == 1

    def test_what_it_had_before_is_known_by_its_cookie(
        self, signed_in: Client, user: User, far: FarBrowser
    ) -> None:
        turn_on(signed_in, far)
        with push_service() as newer:
            turn_on(signed_in, newer)
            (channel,) = mine(user)
            assert from_text(destination(channel)).endpoint == newer.endpoint

    def test_the_cookie_is_for_us_alone(
        self, signed_in: Client, far: FarBrowser, settings: LazySettings
    ) -> None:
        settings.SESSION_COOKIE_SECURE = True
        cookie = turn_on(signed_in, far).cookies["browser"]
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Strict", True)
        assert far.auth.hex() not in cookie.value

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"endpoint": "nowhere"}, "no subscription"),
            ({"p256dh": "AAAA"}, "no subscription"),
            ({"auth": ""}, "no subscription"),
            ({"key": "another"}, "Load this page again"),
            ({"key": ""}, "no subscription"),
        ],
    )
    def test_what_cannot_be_is_told_and_nothing_stored(
        self, signed_in: Client, user: User, far: FarBrowser, wrong: dict[str, str], words: str
    ) -> None:
        answer = turn_on(signed_in, far, **wrong)
        assert answer.status_code == 422
        assert words in answer.json()["problem"]
        assert mine(user) == []
        assert "browser" not in answer.cookies

    def test_one_too_many_is_told(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        Channel.objects.bulk_create(
            Channel(owner=user, kind="browser", address=f"push.example:{each}", secret="x")
            for each in range(MOST_BROWSERS)
        )
        answer = turn_on(signed_in, far)
        assert answer.status_code == 422
        assert "Remove one" in answer.json()["problem"]

    def test_no_other_site_can_do_it(self, user: User, far: FarBrowser) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(user)
        assert turn_on(strict, far).status_code == 403
        assert mine(user) == []

    def test_without_javascript_the_page_says_what_is_missing(self, signed_in: Client) -> None:
        assert "needs JavaScript" in text_of(signed_in.get(PAGE))


class TestTried:
    def test_a_notice_arrives(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        channel = on(user, far)
        page = text_of(signed_in.post(reverse("channel_test", args=[channel.pk])))
        assert "It is on its way." in page
        (notice,) = far.notices
        assert notice.told["title"] == "A test from Followthrough"
        assert notice.told["url"] == PAGE

    def test_what_the_far_end_says_is_shown(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        channel = on(user, far)
        far.status, far.words = 403, "a <b>mismatched</b> sender"
        page = text_of(signed_in.post(reverse("channel_test", args=[channel.pk])))
        assert "did not take it: “403 a &lt;b&gt;mismatched&lt;/b&gt; sender”" in page
        channel.refresh_from_db()
        assert channel.active

    def test_one_that_is_gone_is_marked(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        channel = on(user, far)
        far.status = 410
        page = text_of(signed_in.post(reverse("channel_test", args=[channel.pk])))
        assert page.count(STOPPED) >= 2
        assert f"Send a test to {channel.title}" not in page
        today = text_of(signed_in.get("/"))
        assert "Firefox on Linux no longer takes notices." in today
        # Turned on again, it is as it was.
        far.status = 201
        turn_on(signed_in, far)
        assert "no longer takes notices" not in text_of(signed_in.get("/")) + text_of(signed_in.get(PAGE))

    def test_a_secret_that_changed_is_told(
        self, signed_in: Client, user: User, far: FarBrowser, settings: LazySettings
    ) -> None:
        channel = on(user, far)
        channel.secret = "of another secret"
        channel.save()
        page = text_of(signed_in.post(reverse("channel_test", args=[channel.pk])))
        assert "the secret of this Followthrough has changed" in page


class TestLeft:
    def test_it_is_removed(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        channel = on(user, far)
        page = text_of(signed_in.post(reverse("browser_remove", args=[channel.pk]), follow=True))
        assert "Firefox on Linux gets no more notices." in page
        assert mine(user) == []

    def test_another_kind_of_channel_is_none_of_it(self, signed_in: Client, user: User) -> None:
        mail = Channel.objects.create(owner=user, address=user.email)
        assert signed_in.post(reverse("browser_remove", args=[mail.pk])).status_code == 404
        assert Channel.objects.filter(pk=mail.pk).exists()

    def test_signing_out_there_ends_them(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        turn_on(signed_in, far)
        with push_service() as elsewhere:
            other = on(user, elsewhere, name="Safari on Mac")
        signed_in.post(reverse("account_logout"))
        assert mine(user) == [other]

    def test_signing_out_elsewhere_leaves_them(
        self, signed_in: Client, user: User, far: FarBrowser, signed_in_as: Callable[[User], Client]
    ) -> None:
        turn_on(signed_in, far)
        signed_in_as(user).post(reverse("account_logout"))
        assert [channel.active for channel in mine(user)] == [True]

    def test_somebody_else_at_the_same_browser_sees_none(
        self, signed_in: Client, user: User, another: User, far: FarBrowser
    ) -> None:
        turn_on(signed_in, far)
        # Their session ended by itself, and the browser changed hands.
        signed_in.cookies.pop("sessionid")
        login = {"login": another.email, "password": "correct horse battery"}
        assert signed_in.post(reverse("account_login"), login).status_code == 302
        assert [channel.active for channel in mine(user)] == [False]
        turn_on(signed_in, far)
        assert (mine(user), len(mine(another))) == ([], 1)


class TestRenewed:
    def test_by_the_browser_alone_signed_out_too(
        self, signed_in: Client, user: User, far: FarBrowser
    ) -> None:
        turn_on(signed_in, far)
        strict = Client(enforce_csrf_checks=True)
        strict.cookies["browser"] = signed_in.cookies["browser"].value
        with push_service() as newer:
            answer = strict.post(reverse("browser_changed"), newer.fields(public_key()))
            assert answer.status_code == 204
            (channel,) = mine(user)
            assert from_text(destination(channel)).endpoint == newer.endpoint
            # It knows itself by the new address now.
            assert answer.cookies["browser"].value.startswith(channel.address)

    def test_without_its_cookie_nothing_happens(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        """Nor for whoever read its address in the database, or on its owner's page: they cannot have signed it."""
        turn_on(signed_in, far)
        before = Channel.objects.for_user(user).values().get(kind="browser")
        with push_service() as newer:
            for client, kept in product((Client(), signed_in), ("127.0.0.1:" + "0" * 32, before["address"])):
                client.cookies["browser"] = kept
                answer = client.post(reverse("browser_changed"), newer.fields(public_key()))
                assert answer.status_code == 404
        assert Channel.objects.for_user(user).values().get(kind="browser") == before

    @pytest.mark.parametrize("kept", ["", "x", '"\\000"', "a:" + "0" * 3_000, "push.example:%"])
    def test_a_cookie_that_is_not_ours_names_nobody(
        self, signed_in: Client, user: User, far: FarBrowser, kept: str
    ) -> None:
        signed_in.cookies["browser"] = kept
        assert turn_on(signed_in, far).status_code == 200
        signed_in.cookies["browser"] = kept
        with push_service() as newer:
            assert signed_in.post(reverse("browser_changed"), newer.fields(public_key())).status_code == 404
        assert signed_in.post(reverse("account_logout")).status_code == 302
        assert len(mine(user)) == 1

    def test_no_subscription_is_refused(self, signed_in: Client, user: User, far: FarBrowser) -> None:
        turn_on(signed_in, far)
        answer = signed_in.post(reverse("browser_changed"), far.fields(public_key()) | {"auth": "x"})
        assert answer.status_code == 422


class TestWorker:
    def test_it_is_a_script_at_the_root_that_is_looked_at_anew_each_time(self, client: Client) -> None:
        answer = client.get("/service-worker.js")
        assert answer["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer["Cache-Control"] == "no-cache"
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        again = client.get("/service-worker.js", headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
        assert "Set-Cookie" not in answer

    def test_the_address_it_knows_by_heart_is_ours(self, client: Client) -> None:
        script = client.get("/service-worker.js").content.decode()
        assert re.findall(r'fetch\("([^"]+)"', script) == [reverse("browser_changed")]

    def test_it_answers_no_page_and_keeps_none(self, client: Client) -> None:
        script = client.get("/service-worker.js").content.decode()
        assert set(re.findall(r'addEventListener\("(\w+)"', script)) == {
            "push",
            "notificationclick",
            "pushsubscriptionchange",
        }
        assert "caches" not in script


def test_the_log_of_a_browser_goes_by_its_name(signed_in: Client, user: User, far: FarBrowser) -> None:
    """And by when it was added, for one may have two that are called the same."""
    channel, days_ago = on(user, far), timezone.now() - timedelta(days=3)
    Channel.objects.filter(pk=channel.pk).update(created_at=days_ago)
    with push_service() as other:
        on(user, other)
    page = text_of(signed_in.get(reverse("delivery_log", args=[channel.pk])))
    named = re.findall(r">(Firefox on Linux, added [^<.]+)<", page)
    assert len(named) == len(set(named)) == 2
    assert channel.address not in page


def test_a_phone_finds_what_it_puts_on_its_home_screen(client: Client, db: None) -> None:
    page = text_of(client.get(reverse("account_login")))
    assert f'<link rel="manifest" href="{reverse("manifest")}">' in page
    answer = client.get(reverse("manifest"))
    assert answer["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["start_url"], told["display"]) == ("/", "standalone")
    for icon in told["icons"]:
        size = int(icon["sizes"].split("x")[0])
        picture = finders.find(icon["src"].removeprefix("/static/"))
        assert isinstance(picture, str)
        # Width and height stand at the beginning of a PNG.
        head = Path(picture).read_bytes()[16:24]
        assert (int.from_bytes(head[:4]), int.from_bytes(head[4:])) == (size, size)
