"""Notices on their way to a browser: what arrives there, and what becomes of those that do not."""

from __future__ import annotations

import json
import re
import time
from datetime import timedelta
from email.utils import parseaddr
from typing import Any

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from applications.outbound import Permit
from reminders.delivery.base import DeliveryError, Letter, Outcome
from reminders.delivery.push import MOST_BODY, MOST_BYTES, BrowserChannel, notice_of
from reminders.models import Channel, Delivery, FollowUp, PushKey
from reminders.services import gathering, sending
from reminders.services.channels import destination, email_channel, switch_channel
from reminders.services.flagging import flag_due
from reminders.services.push_keys import public_key, signing_keys
from reminders.services.sending import send_pending
from tests.model_server import reply, serving
from tests.push_service import FarBrowser
from tests.reminders.browser import far, on
from tests.reminders.mailing import AFTER, DUE
from tests.reminders.story import entry, log, ny

__all__ = ["far"]

DAY = 24 * 3_600


def letter(to: str = "", **parts: str) -> Letter:
    told: dict[str, Any] = {
        "subject": "Thank-you to Sara",
        "brief": "Acme, Data Engineer",
        "url": "https://jobs.example/",
    }
    return Letter(to=to, text="", html="", **{"message_id": "<1@jobs.example>", **told, **parts})


def send(channel: Channel, **parts: str) -> Outcome:
    return sending.CHANNELS["browser"].send(letter(destination(channel), **parts))


@pytest.fixture
def channel(user: User, far: FarBrowser) -> Channel:
    return on(user, far)


class TestArrives:
    def test_what_is_due_reaches_the_browser_and_only_it_can_read_it(
        self, user: User, far: FarBrowser, channel: Channel
    ) -> None:
        """The whole way: flagged, gathered, encrypted, signed, sent, settled; opened with the browser's own keys."""
        switch_channel(email_channel(user), active=False)
        log(user, entry(ny(3, 10)), now=AFTER)
        assert flag_due(DUE) == 1
        assert send_pending(DUE) == 1
        delivery = Delivery.objects.get()
        assert (delivery.status, delivery.channel, delivery.error) == ("sent", channel, "")
        (notice,) = far.notices
        row = FollowUp.objects.get(kind="thank_you")
        assert notice.told["title"] == "Thank-you to Sara Lindqvist"
        assert notice.told["body"].startswith("Acme, Data Engineer\n")
        assert notice.told["url"] == f"/follow-ups/{row.pk}/"
        assert notice.told["tag"] == delivery.message_id

    def test_it_is_signed_for_that_push_service_with_the_key_the_browser_knows(
        self, far: FarBrowser, channel: Channel, settings: LazySettings
    ) -> None:
        began = int(time.time())
        assert send(channel) is Outcome.SENT
        (notice,) = far.notices
        assert notice.signed_with == public_key()
        assert notice.claims["aud"] == far.origin
        assert notice.claims["sub"] == f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
        # RFC 8292: a day at most, and a push service's clock may be ahead.
        assert began + 3_600 < notice.claims["exp"] < began + DAY

    def test_its_headers_bound_how_long_it_waits_and_let_a_second_try_replace_the_first(
        self, far: FarBrowser, channel: Channel
    ) -> None:
        for message_id in ("<1@jobs.example>", "<1@jobs.example>", "<2@jobs.example>"):
            send(channel, message_id=message_id)
        assert {(notice.headers["ttl"], notice.headers["urgency"]) for notice in far.notices} == {
            (str(DAY), "normal")
        }
        topics = [notice.headers["topic"] for notice in far.notices]
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,32}", each) for each in topics)
        assert topics[0] == topics[1] != topics[2]

    def test_the_same_words_never_look_the_same_on_the_wire(self, far: FarBrowser, channel: Channel) -> None:
        send(channel)
        send(channel)
        assert far.server is not None
        first, second = (asked.body for asked in far.server.asked)
        assert first != second
        assert b"Sara" not in first

    def test_a_long_one_fits(self, far: FarBrowser, channel: Channel) -> None:
        send(channel, subject="Ж" * 1_000, brief="🜚\n" * 5_000)
        (notice,) = far.notices
        assert notice.size <= 4_096
        assert notice.told["body"].endswith("…")


@given(title=st.text(max_size=400), body=st.text(max_size=3_000))
def test_a_notice_is_cut_between_characters_and_never_too_large(title: str, body: str) -> None:
    raw = notice_of(letter(subject=title, brief=body))
    assert len(raw) <= MOST_BYTES
    told = json.loads(raw)
    shown = told["body"]
    meant = body.strip().encode("utf-8", "replace").decode()
    assert shown == meant or (shown.endswith("…") and meant.startswith(shown[:-1].rstrip()))
    assert len(shown) <= MOST_BODY


class TestFails:
    @pytest.mark.parametrize(
        ("status", "permanent", "code", "words"),
        [
            (400, True, "http_400", "did not take it: “400 no luck”"),
            (401, True, "http_401", "did not take it"),
            (403, True, "http_403", "did not take it"),
            (404, True, "gone", "no longer takes notices"),
            (408, False, "http_408", "could not take it now"),
            (410, True, "gone", "no longer takes notices"),
            (413, True, "http_413", "did not take it"),
            (429, False, "http_429", "could not take it now: “429 no luck”"),
            (500, False, "http_500", "could not take it now"),
            (503, False, "http_503", "could not take it now"),
            (304, True, "http_304", "did not take it"),
        ],
    )
    def test_as_the_push_service_says(
        self, far: FarBrowser, channel: Channel, status: int, permanent: bool, code: str, words: str
    ) -> None:
        far.status, far.words = status, "no luck"
        with pytest.raises(DeliveryError, match=words) as failed:
            send(channel)
        assert (failed.value.permanent, failed.value.code) == (permanent, code)

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (
                '{"code": 401, "errno": 109, "error": "Unauthorized", "more_info": "https://push.example"}',
                "401 Unauthorized",
            ),
            ("<html><head><title>Error 401</title></head><body>…</body></html>", "401 Error 401"),
            ("", "401"),
        ],
    )
    def test_its_words_are_a_sentence_whatever_it_writes_them_in(
        self, far: FarBrowser, channel: Channel, answer: str, words: str
    ) -> None:
        far.status, far.words = 401, answer
        with pytest.raises(DeliveryError) as failed:
            send(channel)
        assert str(failed.value) == f"The browser’s push service did not take it: “{words}”"

    def test_its_words_quote_nothing_of_the_endpoint(self, far: FarBrowser, channel: Channel) -> None:
        """Whoever knows it may send there, and the words are stored, shown and told to whoever runs this."""
        far.status = 403
        far.words = f"no {far.endpoint}, {far.auth.hex()}, or /push/{far.auth.hex()[:20]}"
        with pytest.raises(DeliveryError) as failed:
            send(channel)
        assert far.auth.hex()[:20] not in str(failed.value)
        assert "“403 no " in str(failed.value)

    def test_it_is_left_alone_for_as_long_as_it_asks(self, far: FarBrowser, channel: Channel) -> None:
        far.status, far.headers = 429, ("Retry-After: 1800",)
        with pytest.raises(DeliveryError) as failed:
            send(channel)
        assert failed.value.wait_seconds == 1_800

    @pytest.mark.parametrize("status", [301, 303, 307, 308])
    def test_a_redirect_is_no_delivery(self, far: FarBrowser, channel: Channel, status: int) -> None:
        with serving(lambda connection, _asked: connection.sendall(reply("welcome"))) as elsewhere:
            far.status, far.headers = status, (f"Location: {elsewhere.url('/')}",)
            with pytest.raises(DeliveryError, match="did not take it") as failed:
                send(channel)
            assert failed.value.permanent
            assert elsewhere.asked == []

    def test_nobody_there_is_for_a_while(self, far: FarBrowser, channel: Channel) -> None:
        subscription = json.loads(destination(channel)) | {"endpoint": "http://127.0.0.1:9/push"}
        with pytest.raises(DeliveryError, match="could not be reached") as failed:
            sending.CHANNELS["browser"].send(letter(json.dumps(subscription)))
        assert (failed.value.permanent, failed.value.code) == (False, "outbound_unreachable")

    def test_an_endpoint_inside_the_network_is_refused_and_never_asked(
        self, far: FarBrowser, channel: Channel, settings: LazySettings
    ) -> None:
        settings.OUTBOUND_PERMIT = Permit()
        with pytest.raises(DeliveryError, match="private network") as failed:
            send(channel)
        assert (failed.value.permanent, failed.value.code) == (True, "outbound_refused")
        assert far.server is not None
        assert far.server.asked == []

    def test_keys_that_were_made_anew_are_tried_on_nobody(self, far: FarBrowser, channel: Channel) -> None:
        PushKey.objects.all().delete()
        public_key()
        with pytest.raises(DeliveryError, match="no longer takes notices") as failed:
            send(channel)
        assert failed.value.code == "gone"
        assert far.server is not None
        assert far.server.asked == []

    def test_keys_sealed_with_another_secret_are_said_to_be_so(
        self, channel: Channel, settings: LazySettings
    ) -> None:
        to = destination(channel)
        settings.SECRET_KEY = "another"
        with pytest.raises(DeliveryError, match="secret of this Followthrough has changed") as failed:
            BrowserChannel(signing_keys).send(letter(to))
        assert (failed.value.permanent, failed.value.code) == (True, "no_keys")

    @pytest.mark.parametrize("stored", ["", "[]", "{}", '{"endpoint": 1}', "no json"])
    def test_what_is_no_subscription_any_more_is_gone(self, channel: Channel, stored: str) -> None:
        with pytest.raises(DeliveryError) as failed:
            sending.CHANNELS["browser"].send(letter(stored))
        assert failed.value.code == "gone"


class TestSettled:
    @pytest.fixture
    def queued(self, user: User, channel: Channel) -> Delivery:
        switch_channel(email_channel(user), active=False)
        log(user, entry(ny(3, 10)), now=AFTER)
        flag_due(DUE)
        gathering.gather(DUE)
        return Delivery.objects.get()

    def test_a_browser_that_is_gone_is_switched_off_and_gets_nothing_more(
        self, far: FarBrowser, channel: Channel, queued: Delivery
    ) -> None:
        far.status = 410
        assert send_pending(DUE) == 0
        queued.refresh_from_db()
        channel.refresh_from_db()
        assert queued.status == "failed"
        assert queued.error == "This browser no longer takes notices. Turn them on again there."
        assert not channel.active

    def test_one_that_was_turned_on_anew_meanwhile_stays_on(
        self, user: User, far: FarBrowser, channel: Channel, queued: Delivery, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Slow:
            def send(self, letter: Letter) -> Outcome:
                on(user, far)
                raise DeliveryError("Gone.", permanent=True, code="gone")

        monkeypatch.setitem(sending.CHANNELS, "browser", Slow())
        send_pending(DUE)
        channel.refresh_from_db()
        assert channel.active

    def test_busy_is_tried_again_and_is_the_same_notice(self, far: FarBrowser, queued: Delivery) -> None:
        far.status = 503
        send_pending(DUE)
        queued.refresh_from_db()
        assert (queued.status, queued.tries) == ("pending", 1)
        far.status = 201
        assert send_pending(DUE + timedelta(minutes=5)) == 1
        assert [notice.told["tag"] for notice in far.notices] == [queued.message_id]

    def test_a_secret_that_changed_fails_once_and_says_what_to_do(
        self, far: FarBrowser, queued: Delivery, settings: LazySettings
    ) -> None:
        settings.SECRET_KEY = "another"
        send_pending(DUE)
        queued.refresh_from_db()
        assert queued.status == "failed"
        assert "Set it up again in Settings, Reminders" in queued.error
        # A worker with a wrong secret must not end what works for everybody else.
        assert queued.channel.active

    def test_one_way_out_that_fails_keeps_nothing_from_the_other(
        self, user: User, far: FarBrowser, channel: Channel, mail_folder: object
    ) -> None:
        email_channel(user)
        log(user, entry(ny(3, 10)), now=AFTER)
        flag_due(DUE)
        far.status = 410
        assert send_pending(DUE) == 1
        assert sorted(Delivery.objects.values_list("channel__kind", "status")) == [
            ("browser", "failed"),
            ("email", "kept"),
        ]
