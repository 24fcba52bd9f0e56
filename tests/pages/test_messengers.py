"""Where reminders go: messengers added by a form that helps, tested, renamed, replaced, turned off, removed."""

from __future__ import annotations

import logging
import re
import socket
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.secrets import unseal
from applications.addresses import Permit
from reminders.delivery.base import Letter, Outcome
from reminders.delivery.messenger_address import read_address
from reminders.forms.messengers import FORMS
from reminders.models import Channel, Delivery, Notification
from reminders.services import channel_tests, messengers, sending
from reminders.services.channels import email_channel, reach, switch_channel
from reminders.services.messengers import add_messenger
from tests.applications.typed import NOW, SARA, Answer, logged, text_of
from tests.model_server import Asked, Server, reply, serving
from tests.reminders.messengers import ADDRESSES

SECRET = "t0picUnguessable"
PAGE = "/settings/reminders/"
NEW = "/settings/reminders/messengers/new/"
MINUTE = timedelta(minutes=1)


class Phone:
    """Plays an ntfy server: it answers with `answer`."""

    def __init__(self) -> None:
        self.answer = reply('{"id": "x"}')
        self.server: Server | None = None

    def behave(self, connection: socket.socket, _asked: Asked) -> None:
        connection.sendall(self.answer)

    @property
    def url(self) -> str:
        assert self.server is not None
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def asked(self) -> list[Asked]:
        assert self.server is not None
        return self.server.asked


@pytest.fixture
def phone(settings: Settings) -> Iterator[Phone]:
    settings.OUTBOUND_PERMIT = Permit(loopback=True)
    found = Phone()
    with serving(found.behave) as server:
        found.server = server
        yield found


@pytest.fixture(autouse=True)
def _names_lead_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are public servers nobody reaches; numbers are themselves."""

    def look_up(host: str, port: int, *_args: object, **_options: object) -> list[Any]:
        try:
            # As a resolver does: "00" is 0.0.0.0.
            host = socket.inet_ntoa(socket.inet_aton(host))
        except OSError:
            host = "127.0.0.1" if host == "localhost" else "93.184.215.14"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def messenger(user: User, phone: Phone) -> Channel:
    return add_messenger(user, read_address(f"{phone.url.replace('http', 'ntfy')}/{SECRET}"))


def add(client: Client, service: str, **typed: str) -> Answer:
    return client.post(f"{NEW}?service={service}", typed)


def card_of(client: Client, channel: Channel) -> str:
    page = text_of(client.get(PAGE))
    return page.split(f'id="channel-{channel.pk}"')[1].split("</article>")[0]


TYPED: dict[str, tuple[dict[str, str], str, str]] = {
    "ntfy": (
        {"server": "https://ntfy.sh", "topic": SECRET, "token": ""},
        f"ntfys://ntfy.sh/{SECRET}",
        "ntfy on ntfy.sh",
    ),
    "telegram": (
        {"token": "123456789:AAEs3cret-Token_x", "chat": "-1001234567"},
        "tgram://123456789:AAEs3cret-Token_x/-1001234567/",
        "Telegram …4567",
    ),
    "signal": (
        {"server": "signal.example.org", "sender": "+1 555 111 2222", "recipient": "+1 (555) 777-8888"},
        "signals://signal.example.org/+15551112222/+15557778888",
        "Signal …8888",
    ),
    "matrix": (
        {"server": "https://matrix.example.org", "token": "syt_s3cret", "room": "#mine:example.org"},
        "matrixs://syt_s3cret@matrix.example.org/%23mine:example.org",
        "Matrix on matrix.example.org",
    ),
    "discord": (
        {"address": ADDRESSES["discord"][1]},
        ADDRESSES["discord"][1],
        "Discord",
    ),
    "slack": ({"address": ADDRESSES["slack"][1]}, ADDRESSES["slack"][1], "Slack"),
    "teams": ({"address": ADDRESSES["teams"][0]}, ADDRESSES["teams"][0], "Microsoft Teams"),
    "google-chat": ({"address": ADDRESSES["google-chat"][0]}, ADDRESSES["google-chat"][0], "Google Chat"),
    "gotify": (
        {"server": "https://push.example.org:8443/sub", "token": "As3cretTokenAbc"},
        "gotifys://push.example.org:8443/sub/As3cretTokenAbc",
        "Gotify on push.example.org",
    ),
    "pushover": (
        {"user": "us3cretuserkeyabcdefghijklmnop", "token": "as3crettokenabcdefghijklmnopqr"},
        "pover://us3cretuserkeyabcdefghijklmnop@as3crettokenabcdefghijklmnopqr",
        "Pushover",
    ),
    "webhook": (
        {"address": "https://hooks.example.org/a/s3cret?k=v%26w", "token": "Bearer s3cret"},
        "jsons://hooks.example.org/a/s3cret?-k=v%26w&+Authorization=Bearer%20s3cret",
        "Webhook on hooks.example.org",
    ),
    "other": (
        {"address": ADDRESSES["mattermost"][0]},
        ADDRESSES["mattermost"][0],
        "Mattermost on chat.example.org",
    ),
}


class TestAdding:
    def test_every_service_has_its_form_on_the_list(self, signed_in: Client) -> None:
        assert set(TYPED) == set(FORMS)
        page = text_of(signed_in.get(NEW))
        for key, form in FORMS.items():
            assert f'href="?service={key}"' in page
            assert form.service_name.lower() in text_of(signed_in.get(f"{NEW}?service={key}")).lower()

    @pytest.mark.parametrize("service", TYPED)
    def test_what_was_typed_becomes_an_address(self, signed_in: Client, user: User, service: str) -> None:
        typed, url, label = TYPED[service]
        response = add(signed_in, service, **typed, name=" My  phone ")
        assert response.status_code == 302, text_of(response)
        channel = Channel.objects.get(kind="messenger")
        assert response["Location"] == f"{PAGE}#channel-{channel.pk}"
        assert unseal(channel.secret) == url
        assert (channel.owner, channel.address, channel.name) == (user, label, "My phone")
        assert "s3cret" not in channel.secret + card_of(signed_in, channel)

    def test_a_webhook_sends_what_its_form_promised(self, signed_in: Client, phone: Phone) -> None:
        add(signed_in, "webhook", address=f"{phone.url}/a?k=v%26w", token="Bearer abc")
        signed_in.post(reverse("channel_test", args=[Channel.objects.get(kind="messenger").pk]))
        (asked,) = phone.asked
        assert (asked.path, asked.headers["authorization"]) == ("/a?k=v%26w", "Bearer abc")

    @pytest.mark.parametrize(
        ("service", "typed", "words"),
        [
            ("ntfy", {"server": "https://ntfy.sh", "topic": ""}, "This field is required"),
            ("ntfy", {"server": "https://ntfy.sh", "topic": "two words"}, "This is no topic"),
            ("ntfy", {"server": "https://ntfy.sh/path", "topic": "x"}, "Give the server alone"),
            ("ntfy", {"server": "gopher://x", "topic": "x"}, "begins with https://"),
            ("ntfy", {"server": "https://10.1.2.3", "topic": "x"}, "list it in OUTBOUND_ALLOW"),
            ("ntfy", {"server": "http://ntfy.sh", "topic": "x"}, "without encryption"),
            ("telegram", {"token": "nonsense", "chat": "123"}, "Token and chat id do not look right"),
            (
                "signal",
                {"server": "https://s.example", "sender": "me", "recipient": "you"},
                "no phone numbers",
            ),
            ("matrix", {"server": "https://m.example", "token": "x", "room": "!"}, "A room is like"),
            ("discord", {"address": "https://discord.com/channels/1"}, "no webhook of Discord"),
            ("discord", {"address": ADDRESSES["slack"][1]}, "an address of Slack. Choose that service"),
            ("discord", {"address": ADDRESSES["discord"][0]}, "no webhook of Discord"),
            ("slack", {"address": "https://hooks.slack.com/x"}, "no webhook of Slack"),
            ("pushover", {"user": "u/u", "token": "a"}, "no keys of Pushover"),
            ("webhook", {"address": "https://me:pw@hooks.example.org/"}, "Leave user name and password out"),
            ("webhook", {"address": "https://127.0.0.1/"}, "OUTBOUND_LOOPBACK"),
            ("other", {"address": "mailto://me:pw@example.org"}, "“mailto” is not among"),
            ("other", {"address": "file:///etc/passwd"}, "“file” is not among"),
            ("ntfy", {"server": "https://ntfy.sh", "topic": "x", "token": "ключ"}, "This is no topic"),
            ("other", {"address": "ntfys://ntfy.sh/a?verify=no"}, "Leave “verify” out"),
            ("other", {"address": "ntfys://ntfy.sh/a/b"}, "one recipient only"),
            ("other", {"address": "x" * 2_001}, "there is room for 2000"),
            ("other", {"address": "ntfys://ntfy.sh/a", "name": "n" * 101}, "there is room for 100"),
        ],
    )
    def test_what_cannot_be_is_told_and_what_was_typed_stays(
        self, signed_in: Client, service: str, typed: dict[str, str], words: str
    ) -> None:
        response = add(signed_in, service, **typed)
        assert response.status_code == 422
        page = text_of(response)
        assert words in page
        assert 'role="alert"' in page
        for value in typed.values():
            assert not value or f'value="{value}"' in page.replace("&amp;", "&")
        assert "no-store" in response["Cache-Control"]
        assert not Channel.objects.filter(kind="messenger").exists()

    def test_the_same_address_twice_is_told(
        self, signed_in: Client, messenger: Channel, phone: Phone
    ) -> None:
        page = add(signed_in, "other", address=unseal(messenger.secret))
        assert page.status_code == 422
        assert "This address is here already, as ntfy on 127.0.0.1." in text_of(page)

    def test_two_topics_of_one_server_are_told_apart(
        self, signed_in: Client, messenger: Channel, phone: Phone
    ) -> None:
        add(signed_in, "ntfy", server=phone.url, topic="another")
        assert Channel.objects.filter(address="ntfy on 127.0.0.1 (2)").exists()

    def test_ten_are_the_most(self, signed_in: Client, user: User) -> None:
        for number in range(messengers.MOST_MESSENGERS):
            add_messenger(user, read_address(f"ntfys://ntfy.sh/topic{number}"))
        assert "which is the most" in text_of(signed_in.get(NEW))
        assert "which is the most" in text_of(signed_in.get(f"{NEW}?service=ntfy"))
        page = add(signed_in, "ntfy", server="https://ntfy.sh", topic="one-more")
        assert page.status_code == 422
        assert "There are 10 messengers already." in text_of(page)

    def test_an_unknown_service_shows_the_list(self, signed_in: Client) -> None:
        for way in (signed_in.get, signed_in.post):
            response = way(f"{NEW}?service=nonsense")
            assert response.status_code == 200
            assert "Add a messenger" in text_of(response)

    @hypothesis_settings(
        max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        url=st.one_of(
            st.text(max_size=300),
            st.builds(
                "{}://{}".format,
                st.sampled_from(
                    [
                        "ntfys",
                        "tgram",
                        "slack",
                        "json",
                        "jsons",
                        "matrixs",
                        "https",
                        "pover",
                        "form",
                        "xml",
                        "rockets",
                        "signal",
                        "workflows",
                        "gchat",
                        "discord",
                        "zulip",
                        "nctalk",
                        "join",
                        "threema",
                        "webex",
                    ]
                ),
                st.one_of(
                    st.text(max_size=200),
                    st.text("abc0123456789.:/?#@&=+-%[]!*~_|{}\\", max_size=120),
                ),
            ),
        ),
        service=st.sampled_from(["other", "webhook", "discord"]),
    )
    @example("ntfys://[::1", "other")
    @example("jsons://a:99999999/", "other")
    @example("json://%zz:%zz@h/%?-=%&+=", "other")
    @example("https://h/%ff?%ff=%ff", "webhook")
    @example("tgram://1:a/" + "9" * 400, "other")
    def test_whatever_is_typed_no_page_breaks(self, signed_in: Client, url: str, service: str) -> None:
        response = add(signed_in, service, address=url)
        assert response.status_code in {302, 422}
        Channel.objects.filter(kind="messenger").delete()


class TestStored:
    def test_the_secret_is_in_no_page_log_or_row(
        self, signed_in: Client, messenger: Channel, phone: Phone, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        phone.answer = reply(f"{SECRET} is no topic of mine", 403)
        pages = [
            signed_in.post(reverse("channel_test", args=[messenger.pk])),
            signed_in.get(PAGE),
            signed_in.get("/"),
            *(
                signed_in.get(reverse(name, args=[messenger.pk]))
                for name in ("delivery_log", "messenger_name", "messenger_address", "messenger_remove")
            ),
            signed_in.get(f"{reverse('messenger_address', args=[messenger.pk])}?service="),
        ]
        assert [each.status_code for each in pages] == [200] * len(pages)
        for each in pages:
            assert SECRET not in text_of(each)
        assert SECRET not in caplog.text + repr(messenger) + repr(list(Channel.objects.values()))
        assert "403 … is no topic of mine" in text_of(pages[0])

    def test_it_can_be_named_and_goes_by_that_name(self, signed_in: Client, messenger: Channel) -> None:
        page = signed_in.post(
            reverse("messenger_name", args=[messenger.pk]), {"name": "My phone"}, follow=True
        )
        assert "It is called My phone now." in text_of(page)
        assert "Messenger: ntfy on 127.0.0.1" in card_of(signed_in, messenger)
        log = text_of(signed_in.get(reverse("delivery_log", args=[messenger.pk])))
        assert "My phone (ntfy on 127.0.0.1). The newest stands first." in log
        too_long = signed_in.post(reverse("messenger_name", args=[messenger.pk]), {"name": "n" * 101})
        assert too_long.status_code == 422
        assert "n" * 101 in text_of(too_long)

    def test_another_address_takes_its_place(
        self, signed_in: Client, messenger: Channel, phone: Phone
    ) -> None:
        Channel.objects.filter(pk=messenger.pk).update(created_at=NOW - timedelta(days=3))
        address = reverse("messenger_address", args=[messenger.pk])
        # The form of its own service comes first, with nothing of the stored address in it.
        form = text_of(signed_in.get(address))
        assert 'name="topic"' in form
        assert phone.url not in form
        response = signed_in.post(
            f"{address}?service=telegram", {"token": "123456789:AAEabcdefghijk", "chat": "987654321"}
        )
        assert response.status_code == 302
        messenger.refresh_from_db()
        assert messenger.address == "Telegram …4321"
        # What failed at the old one says nothing of it.
        assert messenger.created_at == NOW
        assert unseal(messenger.secret) == "tgram://123456789:AAEabcdefghijk/987654321/"
        assert Channel.objects.filter(kind="messenger").count() == 1

    def test_its_own_address_may_be_entered_again(self, signed_in: Client, messenger: Channel) -> None:
        again = {"address": unseal(messenger.secret)}
        address = reverse("messenger_address", args=[messenger.pk])
        assert signed_in.post(f"{address}?service=other", again).status_code == 302
        messenger.refresh_from_db()
        assert messenger.address == "ntfy on 127.0.0.1"

    def test_after_a_change_of_the_secret_key_the_page_asks_for_it_again(
        self, signed_in: Client, user: User, messenger: Channel, settings: Settings
    ) -> None:
        settings.SECRET_KEY = "another"
        signed_in.force_login(user)
        card = card_of(signed_in, messenger)
        assert "Enter the address again." in card
        assert "Send a test" not in card
        chooser = text_of(signed_in.get(reverse("messenger_address", args=[messenger.pk])))
        assert "Another address for ntfy on 127.0.0.1" in chooser
        assert not reach(user).reaches

    def test_removing_says_what_goes_with_it(self, signed_in: Client, user: User, messenger: Channel) -> None:
        interview = logged(signed_in, user, SARA)
        step = interview.application.follow_ups.filter(kind="thank_you").get()
        Notification.objects.create(follow_up=step, channel=messenger, moment="opens", due_at=NOW)
        address = reverse("messenger_remove", args=[messenger.pk])
        page = text_of(signed_in.get(address))
        assert "1 reminder that waits to be sent there goes too" in page
        assert Channel.objects.filter(pk=messenger.pk).exists()
        signed_in.post(address)
        assert not Channel.objects.filter(pk=messenger.pk).exists()
        assert not Notification.objects.exists()

    @pytest.mark.parametrize("name", ["messenger_name", "messenger_address", "messenger_remove"])
    def test_mail_is_no_messenger(self, signed_in: Client, user: User, name: str) -> None:
        channel = email_channel(user)
        address = reverse(name, args=[channel.pk])
        assert signed_in.get(address).status_code == 404
        assert signed_in.post(address, {"name": "x"}).status_code == 404
        channel.refresh_from_db()
        assert channel.name == ""

    def test_the_page_costs_the_same_with_one_and_with_ten(self, signed_in: Client, user: User) -> None:
        def queries() -> int:
            signed_in.get(PAGE)
            with CaptureQueriesContext(connection) as captured:
                assert signed_in.get(PAGE).status_code == 200
            return len(captured)

        add_messenger(user, read_address("ntfys://ntfy.sh/topic"))
        few = queries()
        for number in range(9):
            add_messenger(user, read_address(f"ntfys://ntfy.sh/topic{number}"))
        assert queries() == few
        assert few <= 12


class TestTests:
    """The button “Send a test”."""

    def press(self, client: Client, channel: Channel, **headers: str) -> str:
        return text_of(client.post(reverse("channel_test", args=[channel.pk]), headers=headers))

    def test_what_the_far_end_said_stands_in_the_card(
        self, signed_in: Client, messenger: Channel, phone: Phone
    ) -> None:
        page = self.press(signed_in, messenger)
        card = page.split(f'id="channel-{messenger.pk}"')[1].split("</article>")[0]
        assert "127.0.0.1 took it: 200" in card
        assert b"A test from Followthrough" in phone.asked[0].body
        phone.answer = reply('{"error": "unauthorized"}', 401)
        assert "127.0.0.1 did not take it: “401 unauthorized”" in self.press(signed_in, messenger)

    def test_by_htmx_only_the_answer_comes(self, signed_in: Client, messenger: Channel) -> None:
        part = self.press(signed_in, messenger, HX_Request="true")
        assert "took it: 200" in part
        assert "<html" not in part

    def test_nothing_is_owed_and_nothing_logged_of_it(self, signed_in: Client, messenger: Channel) -> None:
        self.press(signed_in, messenger)
        assert not Delivery.objects.exists()
        assert not Notification.objects.exists()

    def test_many_are_too_many(
        self, signed_in: Client, messenger: Channel, phone: Phone, settings: Settings
    ) -> None:
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
        for _ in range(channel_tests.MOST_TESTS):
            assert "took it" in self.press(signed_in, messenger)
        assert "Those were many tests" in self.press(signed_in, messenger)
        assert len(phone.asked) == channel_tests.MOST_TESTS

    def test_it_waits_no_longer_than_it_says(
        self, signed_in: Client, user: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Slow:
            def send(self, _letter: Letter) -> Outcome:
                time.sleep(2)
                return Outcome.SENT

        monkeypatch.setitem(sending.CHANNELS, "email", Slow())
        monkeypatch.setattr(channel_tests, "MOST_SECONDS", 0.1)
        assert "The message may arrive yet." in self.press(signed_in, email_channel(user))

    def test_a_mistake_of_ours_is_told_without_its_words(
        self, signed_in: Client, messenger: Channel, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Broken:
            def send(self, letter: Letter) -> Outcome:
                raise RuntimeError(letter.to)

        monkeypatch.setitem(sending.CHANNELS, "messenger", Broken())
        page = self.press(signed_in, messenger)
        assert "Something went wrong on our side." in page
        assert SECRET not in page

    def test_without_a_mail_server_the_test_is_kept_and_reaches_nobody(
        self, signed_in: Client, user: User, settings: Settings
    ) -> None:
        settings.MAIL_REACHES_PEOPLE = False
        page = self.press(signed_in, email_channel(user))
        assert "the test was written to a file. It reached nobody." in page
        assert len(mail.outbox) == 1

    def test_mail_is_tested_once_its_address_is_confirmed(
        self, signed_in: Client, user: User, settings: Settings
    ) -> None:
        settings.MAIL_REACHES_PEOPLE = True
        assert "Confirm the address first" in self.press(signed_in, email_channel(user))
        assert mail.outbox == []
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        page = self.press(signed_in, email_channel(user))
        assert f"The mail server took it. Look for it at {user.email}" in page
        assert mail.outbox[0].subject == "A test from Followthrough"


class TestReach:
    def test_a_messenger_reaches_one_where_no_mail_does(
        self, signed_in: Client, messenger: Channel, settings: Settings
    ) -> None:
        settings.MAIL_REACHES_PEOPLE = False
        assert "Nothing will reach you" not in text_of(signed_in.get("/"))
        signed_in.post(reverse("channel_switch", args=[messenger.pk]), {"active": "0"})
        assert "Nothing will reach you" in text_of(signed_in.get("/"))
        assert "Nothing is sent there." in card_of(signed_in, messenger)
        page = signed_in.post(reverse("channel_switch", args=[messenger.pk]), {"active": "1"}, follow=True)
        assert "Reminders to ntfy on 127.0.0.1 are on." in text_of(page)
        assert "Nothing will reach you" not in text_of(signed_in.get("/"))

    def test_trouble_names_the_messenger(self, signed_in: Client, messenger: Channel) -> None:
        Channel.objects.filter(pk=messenger.pk).update(created_at=NOW - timedelta(days=3))
        Delivery.objects.create(
            channel=messenger,
            message_id="<1@x.example>",
            status="failed",
            error="ntfy.sh did not take it: “401 unauthorized”",
            created_at=NOW - timedelta(days=2),
            settled_at=NOW - timedelta(days=2),
        )
        page = text_of(signed_in.get("/"))
        assert "ntfy on 127.0.0.1 has failed since Monday." in page
        assert "ntfy.sh did not take it: “401 unauthorized”" in page
        assert "It has failed since Monday." in card_of(signed_in, messenger)

    def test_mail_that_is_off_beside_a_messenger_is_no_trouble(
        self, signed_in: Client, user: User, messenger: Channel
    ) -> None:
        switch_channel(email_channel(user), active=False)
        assert "nothing will reach you" not in text_of(signed_in.get("/"))


def test_cards_stand_in_one_order(signed_in: Client, user: User, messenger: Channel) -> None:
    page = text_of(signed_in.get(PAGE))
    assert re.findall(r'id="channel-(\d+)"', page) == [str(email_channel(user).pk), str(messenger.pk)]


def test_what_is_mine_is_on_my_page_only(
    signed_in: Client, another: User, signed_in_as: Callable[[User], Client], messenger: Channel
) -> None:
    assert "ntfy on 127.0.0.1" not in text_of(signed_in_as(another).get(PAGE))
