"""Whose browser it is, which keys it was subscribed with, and what it is called."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from accounts.models import User
from reminders.delivery.base import DeliveryError
from reminders.delivery.subscriptions import SubscriptionError, checked, from_text
from reminders.models import Channel, PushKey
from reminders.services import browsers
from reminders.services.browsers import TooManyBrowsers, browsers_of, forget, name_of, renew, stop_for_others
from reminders.services.channels import destination, reach, stop
from reminders.services.push_keys import public_key, signing_keys
from tests.push_service import FarBrowser, from_base64url, in_base64url, push_service
from tests.reminders.browser import far, on

__all__ = ["far"]


class TestTurnedOn:
    def test_twice_is_once(self, user: User, far: FarBrowser) -> None:
        first = on(user, far)
        Channel.objects.update(active=False)
        second = on(user, far, name="Chrome on Linux")
        assert (second.pk, second.name, second.active) == (first.pk, "Chrome on Linux", True)
        # Since now it leads there: what failed before says nothing of it (`trouble.read_failing`).
        assert second.created_at > first.created_at
        assert Channel.objects.count() == 1

    def test_nothing_secret_is_stored_in_the_open(self, user: User, far: FarBrowser) -> None:
        channel = on(user, far)
        stored = " ".join(str(value) for value in Channel.objects.values_list().get(pk=channel.pk))
        for secret in (far.endpoint, far.auth.hex(), *far.keys().values()):
            assert secret not in stored
        assert from_text(destination(channel)).endpoint == far.endpoint

    def test_a_browser_shows_the_notices_of_whoever_turned_them_on_last(
        self, user: User, another: User, far: FarBrowser
    ) -> None:
        on(user, far)
        mine = on(another, far)
        assert list(Channel.objects.filter(kind="browser")) == [mine]

    def test_the_database_keeps_it_one_persons(self, user: User, another: User, far: FarBrowser) -> None:
        channel = on(user, far)
        with pytest.raises(IntegrityError), transaction.atomic():
            Channel.objects.create(owner=another, kind="browser", address=channel.address, secret="x")

    def test_a_new_subscription_takes_the_old_ones_place(self, user: User, far: FarBrowser) -> None:
        old = on(user, far)
        with push_service() as newer:
            fresh = on(user, newer, replaces=old.address)
        assert (fresh.pk, Channel.objects.count()) == (old.pk, 1)
        assert from_text(destination(fresh)).endpoint == newer.endpoint

    def test_nobody_replaces_what_is_not_theirs(self, user: User, another: User, far: FarBrowser) -> None:
        theirs = on(another, far)
        with push_service() as newer:
            assert on(user, newer, replaces=theirs.address).pk != theirs.pk
        theirs.refresh_from_db()
        assert theirs.owner == another

    def test_ten_are_enough(self, user: User, far: FarBrowser) -> None:
        Channel.objects.bulk_create(
            Channel(owner=user, kind="browser", address=f"push.example:{each}", secret="x")
            for each in range(browsers.MOST_BROWSERS)
        )
        with pytest.raises(TooManyBrowsers):
            on(user, far)
        # One of the ten may still subscribe anew.
        assert on(user, far, replaces="push.example:3").pk
        assert Channel.objects.for_user(user).count() == browsers.MOST_BROWSERS

    def test_reminders_then_reach_one_without_a_mail_server(self, user: User, far: FarBrowser) -> None:
        assert not reach(user).reaches
        channel = on(user, far)
        assert reach(user).reaches
        stop(channel)
        assert not reach(user).reaches


class TestLeft:
    def test_signing_out_forgets_ones_own(self, user: User, another: User, far: FarBrowser) -> None:
        channel = on(user, far)
        forget(another, channel.address)
        assert Channel.objects.filter(pk=channel.pk).exists()
        forget(user, channel.address)
        assert not Channel.objects.filter(pk=channel.pk).exists()

    def test_somebody_elses_signing_in_stops_it_and_keeps_it_to_be_told_of(
        self, user: User, another: User, far: FarBrowser
    ) -> None:
        channel = on(user, far)
        stop_for_others(user, channel.address)
        channel.refresh_from_db()
        assert channel.active
        stop_for_others(another, channel.address)
        channel.refresh_from_db()
        assert not channel.active

    def test_an_address_of_another_kind_is_none(self, user: User, another: User) -> None:
        mail = Channel.objects.create(owner=user, address=user.email)
        stop_for_others(another, user.email)
        forget(user, user.email)
        assert not renew(user.email, checked("https://push.example/1", **keys(), key="k"))
        mail.refresh_from_db()
        assert (mail.active, mail.secret) == (True, "")


class TestRenewed:
    def test_where_it_was(self, user: User, far: FarBrowser) -> None:
        channel = on(user, far)
        with push_service() as newer:
            subscription = checked(**newer.fields(public_key()))
            assert renew(channel.address, subscription)
        channel.refresh_from_db()
        assert channel.address == subscription.address
        assert from_text(destination(channel)) == subscription

    def test_one_that_was_stopped_stays_stopped(self, user: User, far: FarBrowser) -> None:
        channel = on(user, far)
        stop(channel)
        with push_service() as newer:
            assert renew(channel.address, checked(**newer.fields(public_key())))
        channel.refresh_from_db()
        assert not channel.active

    def test_never_over_somebody_else(self, user: User, another: User, far: FarBrowser) -> None:
        mine = on(user, far)
        with push_service() as other:
            on(another, other)
            assert not renew(mine.address, checked(**other.fields(public_key())))
        assert not renew("", checked(**far.fields(public_key())))

    def test_once_more_is_the_same(self, user: User, far: FarBrowser) -> None:
        """Its first answer may have been lost on the way."""
        channel = on(user, far)
        assert renew(channel.address, checked(**far.fields(public_key())))
        assert browsers_of(user) == [channel]


class TestKeys:
    def test_they_are_made_once_and_kept(self, db: None) -> None:
        first = public_key()
        assert public_key() == first
        keys = signing_keys()
        assert keys.public == first
        assert keys.private not in PushKey.objects.get().sealed_private
        assert keys.private not in repr(keys)
        assert (len(from_base64url(keys.public)), len(from_base64url(keys.private))) == (65, 32)

    def test_there_is_only_one_pair(self, db: None) -> None:
        public_key()
        with pytest.raises(IntegrityError), transaction.atomic():
            PushKey.objects.create(id=2, public="p", sealed_private="s")

    def test_a_secret_kept_as_a_fallback_still_opens_them(self, db: None, settings: LazySettings) -> None:
        first = public_key()
        settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
        assert public_key() == first

    def test_after_a_changed_secret_there_are_new_ones_and_every_browser_is_told(
        self, user: User, far: FarBrowser, settings: LazySettings
    ) -> None:
        first, channel = public_key(), on(user, far)
        settings.SECRET_KEY = "another"
        second = public_key()
        assert second != first
        assert public_key() == second
        channel.refresh_from_db()
        assert not channel.active

    def test_a_worker_never_makes_them(self, db: None, settings: LazySettings) -> None:
        with pytest.raises(DeliveryError):
            signing_keys()
        assert not PushKey.objects.exists()
        first = public_key()
        secret, settings.SECRET_KEY = settings.SECRET_KEY, "another"
        with pytest.raises(DeliveryError):
            signing_keys()
        settings.SECRET_KEY = secret
        assert public_key() == first


def keys() -> dict[str, str]:
    return FarBrowser().keys()


POINT = from_base64url(keys()["p256dh"])
OFF_THE_CURVE = in_base64url(POINT[:-1] + bytes([POINT[-1] ^ 1]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": ""},
        {"endpoint": "push.example"},
        {"endpoint": "ftp://push.example/1"},
        {"endpoint": "https://me:pw@push.example/1"},
        {"endpoint": "https://push.example/" + "a" * 2_000},
        {"endpoint": "https://push.example/ü"},
        {"endpoint": "https://push.example/a b"},
        {"p256dh": ""},
        {"p256dh": "no base64 at all!"},
        {"p256dh": in_base64url(POINT[:64])},
        {"p256dh": in_base64url(POINT + b"x")},
        {"p256dh": in_base64url(b"\x02" + POINT[1:])},
        {"p256dh": OFF_THE_CURVE},
        {"p256dh": "A" * 100_000},
        {"auth": ""},
        {"auth": in_base64url(b"x" * 15)},
        {"auth": in_base64url(b"x" * 17)},
        {"auth": "é" * 22},
    ],
)
def test_what_no_browser_sends_is_no_subscription(wrong: dict[str, str]) -> None:
    good = {"endpoint": "https://push.example/1", "key": "k", **keys()}
    assert checked(**good).host == "push.example"
    with pytest.raises(SubscriptionError):
        checked(**(good | wrong))


def test_it_is_described_without_its_secrets() -> None:
    given = checked("https://push.example/secret", **keys(), key="k")
    assert given.endpoint not in repr(given)
    assert given.auth not in repr(given)


def test_padding_makes_no_other_subscription() -> None:
    given = keys()
    plain = checked("https://push.example/1", **given, key="k")
    padded = {name: value + "=" * (-len(value) % 4) for name, value in given.items()}
    assert checked("https://push.example/1", **padded, key="k") == plain


CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", "Firefox on Linux"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36", "Chrome on Windows"),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/141.0.0.0",
            "Edge on Windows",
        ),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI} Safari/605.1.15", "Safari on Mac"),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {SAFARI} Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (f"Mozilla/5.0 (Linux; Android 10; K) {CHROME} Mobile Safari/537.36", "Chrome on Android"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROME} Safari/537.36", "Chrome on ChromeOS"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} Safari/537.36 OPR/123.0", "Opera on Linux"),
        ("", "A browser"),
        ("curl/8.5.0", "A browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(user_agent: str, name: str) -> None:
    assert name_of(user_agent) == name
