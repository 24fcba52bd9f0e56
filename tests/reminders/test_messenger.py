"""From a due step to a messenger on loopback: through the whole pipeline, and whatever the far end does."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from accounts.models import User
from applications.addresses import Permit
from reminders.delivery import messenger
from reminders.delivery.base import DeliveryError
from reminders.delivery.messenger import MessengerChannel
from reminders.delivery.messenger_address import read_address
from reminders.models import Channel, Delivery
from reminders.services import sending
from reminders.services.channels import email_channel, switch_channel
from reminders.services.flagging import flag_due
from reminders.services.messengers import add_messenger
from reminders.services.sending import LONGEST_PAUSE, send_again, send_pending
from tests.model_server import Asked, Server, reply, serving
from tests.reminders.mailing import AFTER, DUE
from tests.reminders.messengers import letter
from tests.reminders.story import entry, log, ny

MINUTE = timedelta(minutes=1)
TOPIC = "t0picUnguessable"


class Phone:
    """Plays an ntfy server: it answers with `answer`, or does what `does` does."""

    def __init__(self) -> None:
        self.answer = reply('{"id": "x"}')
        self.server: Server | None = None

    def behave(self, connection: socket.socket, _asked: Asked) -> None:
        connection.sendall(self.answer)

    @property
    def messages(self) -> list[dict[str, str]]:
        assert self.server is not None
        return [json.loads(each.body) for each in self.server.asked]

    @property
    def address(self) -> str:
        assert self.server is not None
        return f"ntfy://127.0.0.1:{self.server.port}/{TOPIC}"


@pytest.fixture
def phone(settings: LazySettings) -> Iterator[Phone]:
    settings.OUTBOUND_PERMIT = Permit(loopback=True)
    found = Phone()
    with serving(found.behave) as server:
        found.server = server
        yield found


@pytest.fixture
def channel(user: User, phone: Phone) -> Channel:
    """A messenger, and no reminders by e-mail."""
    switch_channel(email_channel(user), active=False)
    return add_messenger(user, read_address(phone.address))


def due(user: User, *people: str) -> None:
    log(user, entry(ny(3, 10), people=people or ("Sara Lindqvist",)), now=AFTER)
    assert flag_due(DUE)


def the_delivery(channel: Channel) -> Delivery:
    return Delivery.objects.get(channel=channel)


@pytest.mark.django_db
class TestPipeline:
    def test_what_is_due_arrives_as_one_message(self, user: User, channel: Channel, phone: Phone) -> None:
        due(user, "Sara Lindqvist", "Tom Kerr")
        assert send_pending(DUE) == 1
        assert send_pending(DUE + MINUTE) == 0
        (message,) = phone.messages
        assert message["topic"] == TOPIC
        assert message["title"].endswith("and one more")
        assert "Tom Kerr" in message["title"] + message["message"]
        assert message["message"].endswith("http://127.0.0.1:8000/")
        assert "Dear" not in message["message"]
        assert the_delivery(channel).status == "sent"

    def test_it_goes_to_each_of_the_users_ways_once(self, user: User, channel: Channel, phone: Phone) -> None:
        add_messenger(user, read_address(f"{phone.address}-2"))
        due(user)
        assert send_pending(DUE) == 2
        assert sorted(each["topic"] for each in phone.messages) == [TOPIC, f"{TOPIC}-2"]

    def test_one_broken_way_keeps_nothing_from_the_other(
        self, user: User, channel: Channel, phone: Phone
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as gone:
            port = gone.getsockname()[1]
        other = add_messenger(user, read_address(f"ntfy://127.0.0.1:{port}/x"))
        due(user)
        assert send_pending(DUE) == 1
        assert the_delivery(channel).status == "sent"
        assert (the_delivery(other).status, the_delivery(other).tries) == ("pending", 1)

    def test_a_refusal_is_final_and_can_be_sent_again(
        self, user: User, channel: Channel, phone: Phone
    ) -> None:
        phone.answer = reply('{"code":40101,"http":401,"error":"unauthorized"}', 401)
        due(user)
        assert send_pending(DUE) == 0
        failed = the_delivery(channel)
        assert (failed.status, failed.error) == ("failed", "127.0.0.1 did not take it: “401 unauthorized”")
        phone.answer = reply("{}")
        send_again(failed, now=DUE + MINUTE)
        assert send_pending(DUE + MINUTE) == 1

    def test_who_asks_for_patience_gets_it(self, user: User, channel: Channel, phone: Phone) -> None:
        phone.answer = reply("slow down", 429, "Retry-After: 3000")
        due(user)
        send_pending(DUE)
        waits = the_delivery(channel)
        assert waits.status == "pending"
        assert waits.next_try_at - DUE >= timedelta(seconds=3000)
        phone.answer = reply("slow down", 503, "Retry-After: 999999")
        Delivery.objects.update(next_try_at=DUE + MINUTE)
        send_pending(DUE + MINUTE)
        assert the_delivery(channel).next_try_at - DUE <= LONGEST_PAUSE * 2

    def test_a_private_server_that_is_no_longer_listed_gets_nothing(
        self, user: User, channel: Channel, phone: Phone, settings: LazySettings
    ) -> None:
        settings.OUTBOUND_PERMIT = Permit()
        due(user)
        send_pending(DUE)
        assert the_delivery(channel).status == "failed"
        assert "has not allowed that" in the_delivery(channel).error
        assert phone.messages == []

    def test_a_changed_secret_key_is_told_and_not_tried_again(
        self, user: User, channel: Channel, phone: Phone, settings: LazySettings
    ) -> None:
        due(user)
        settings.SECRET_KEY = "another"
        send_pending(DUE)
        failed = the_delivery(channel)
        assert (failed.status, failed.tries) == ("failed", 1)
        assert "secret of this Followthrough has changed" in failed.error
        assert phone.messages == []

    def test_what_is_removed_owes_nothing(self, user: User, channel: Channel, phone: Phone) -> None:
        due(user)
        channel.delete()
        assert send_pending(DUE) == 0
        assert phone.messages == []

    def test_no_secret_is_logged_or_told_to_the_operator(
        self, user: User, channel: Channel, phone: Phone, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        for logger in (logging.getLogger("apprise"), logging.getLogger("urllib3")):
            logger.setLevel(logging.DEBUG)
        phone.answer = reply(f"no topic {TOPIC} here", 404)
        due(user)
        send_pending(DUE)
        told = StringIO()
        with pytest.raises(SystemExit):
            call_command("reminders", stdout=told)
        with pytest.raises(SystemExit):
            call_command("reminders", "--json", stdout=told)
        rows = list(Delivery.objects.values()) + list(Channel.objects.values())
        assert "404" in told.getvalue()
        for shown in (told.getvalue(), caplog.text, repr(rows), repr(channel), str(channel)):
            assert TOPIC not in shown


def test_the_ways_out_are_used_in_many_threads_at_once(phone: Phone) -> None:
    assert phone.server is not None
    way, problems = MessengerChannel(), []

    def send(number: int) -> None:
        try:
            way.send(letter(f"{phone.address}-{number}", subject=f"Letter {number}"))
        except DeliveryError as error:
            problems.append(error)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert {each["topic"]: each["title"] for each in phone.messages} == {
        f"{TOPIC}-{number}": f"Letter {number}" for number in range(12)
    }


class TestFarEnds:
    """Real servers on loopback that do what far ends do."""

    def test_nobody_there(self, phone: Phone) -> None:
        with socket.create_server(("127.0.0.1", 0)) as gone:
            port = gone.getsockname()[1]
        with pytest.raises(DeliveryError, match="could not be reached") as failed:
            MessengerChannel().send(letter(f"ntfy://127.0.0.1:{port}/x"))
        assert (failed.value.permanent, failed.value.code) == (False, "unreachable")

    def test_one_that_hangs(self, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(messenger, "MOST_SECONDS", 0.5)

        def hang(connection: socket.socket, _asked: Asked) -> None:
            connection.recv(1)

        with serving(hang) as silent, pytest.raises(DeliveryError, match="too long") as failed:
            MessengerChannel().send(letter(f"ntfy://127.0.0.1:{silent.port}/x"))
        assert (failed.value.permanent, failed.value.code) == (False, "timed_out")

    def test_one_that_drips(self, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(messenger, "MOST_SECONDS", 0.5)

        def drip(connection: socket.socket, _asked: Asked) -> None:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(100):
                connection.sendall(b"x")
                time.sleep(0.05)

        with serving(drip) as slow, pytest.raises(DeliveryError) as failed:
            MessengerChannel().send(letter(f"ntfy://127.0.0.1:{slow.port}/x"))
        assert (failed.value.permanent, failed.value.code) == (False, "timed_out")

    def test_one_that_says_too_much(self, phone: Phone) -> None:
        phone.answer = reply("x" * 400_000)
        with pytest.raises(DeliveryError, match="more than can be read") as failed:
            MessengerChannel().send(letter(phone.address))
        assert (failed.value.permanent, failed.value.code) == (True, "too_large")

    def test_one_that_breaks_off(self, phone: Phone) -> None:
        phone.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc"
        with pytest.raises(DeliveryError, match="broke off") as failed:
            MessengerChannel().send(letter(phone.address))
        assert (failed.value.permanent, failed.value.code) == (False, "broken")

    def test_one_that_speaks_something_else(self, phone: Phone) -> None:
        phone.answer = b"220 mail.example.org ESMTP\r\n"
        with pytest.raises(DeliveryError) as failed:
            MessengerChannel().send(letter(phone.address))
        assert failed.value.code == "broken"

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_a_redirect_is_followed_nowhere(self, phone: Phone, status: int) -> None:
        with serving(lambda connection, _: connection.sendall(reply("{}"))) as elsewhere:
            phone.answer = reply("", status, f"Location: {elsewhere.url()}")
            with pytest.raises(DeliveryError, match="passes the message on") as failed:
                MessengerChannel().send(letter(phone.address))
            assert elsewhere.asked == []
        assert (failed.value.permanent, failed.value.code) == (True, f"http_{status}")

    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (reply("<html><head><title>404 Not Found</title></head>", 404), "“404 Not Found”"),
            (reply("<html><body>no</body>", 404), "“404”"),
            (reply("", 404), "“404”"),
            (reply('{"error": {"code": 3, "message": "no\\nsuch\\u202eroom"}}', 404), "“404 no such room”"),
            (reply('{"errors": ["first", "second"]}', 404), "“404 first, second”"),
            (reply('{"a":' + "[" * 50_000, 404), "“404”"),
            (reply(b"\xff\xfe\x00\x1b[31m red", 404), "“404 �� [31m red”"),
        ],
    )
    def test_its_words_on_one_line(self, phone: Phone, answer: bytes, words: str) -> None:
        phone.answer = answer
        with pytest.raises(DeliveryError) as failed:
            MessengerChannel().send(letter(phone.address))
        assert words in str(failed.value)

    def test_its_words_are_short(self, phone: Phone) -> None:
        phone.answer = reply("no " * 5_000, 400)
        with pytest.raises(DeliveryError) as failed:
            MessengerChannel().send(letter(phone.address))
        assert len(str(failed.value)) < 350

    def test_a_webhook_gets_its_header_and_its_query(self, phone: Phone) -> None:
        assert phone.server is not None
        url = f"json://127.0.0.1:{phone.server.port}/hook/a%20b?-key=x%26y&%2BX-Token=abc"
        MessengerChannel().send(letter(url))
        (asked,) = phone.server.asked
        assert (asked.method, asked.path) == ("POST", "/hook/a%20b?key=x%26y")
        assert asked.headers["x-token"] == "abc"
        assert "cookie" not in asked.headers
        assert asked.headers["accept-encoding"] == "identity"

    def test_no_proxy_of_the_environment_is_asked(
        self, phone: Phone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:9")
        MessengerChannel().send(letter(phone.address))
        assert len(phone.messages) == 1

    def test_no_user_name_is_taken_from_a_netrc(
        self, phone: Phone, monkeypatch: pytest.MonkeyPatch, tmp_path: object
    ) -> None:
        assert phone.server is not None
        netrc = tmp_path / "netrc"  # type: ignore[operator]
        netrc.write_text("machine 127.0.0.1 login maya password secret\n")
        monkeypatch.setenv("NETRC", str(netrc))
        MessengerChannel().send(letter(phone.address))
        assert "authorization" not in phone.server.asked[0].headers


def test_of_several_answers_the_one_that_refused_is_told(phone: Phone) -> None:
    """Rocket.Chat's logs out at the end, and that went well."""
    assert phone.server is not None
    login = {"status": "success", "data": {"userId": "u", "authToken": "a"}, "success": True}

    def behave(connection: socket.socket, asked: Asked) -> None:
        refused = "postMessage" in asked.path
        connection.sendall(reply('{"error": "no such room"}', 400) if refused else reply(json.dumps(login)))

    with serving(behave) as chat:
        with pytest.raises(DeliveryError, match="400 no such room") as failed:
            MessengerChannel().send(letter(f"rocket://maya:password@127.0.0.1:{chat.port}/#general"))
        assert [each.path.rpartition("/")[2] for each in chat.asked] == [
            "login",
            "chat.postMessage",
            "logout",
        ]
    assert failed.value.code == "http_400"


def test_a_letter_shows_no_address() -> None:
    assert TOPIC not in repr(letter(f"ntfys://ntfy.sh/{TOPIC}"))


def test_the_registry_has_it() -> None:
    assert isinstance(sending.CHANNELS["messenger"], MessengerChannel)
