"""Every messenger on our list: it speaks through the guard and through nothing else, and sends one message."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import logging
import socket
import subprocess
import sys
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.conf import LazySettings

from applications.addresses import OutboundError, Permit, Why
from applications.outbound import Answer
from reminders.delivery import messenger_transport
from reminders.delivery.base import DeliveryError, Outcome
from reminders.delivery.messenger import MessengerChannel
from reminders.delivery.messenger_address import AddressError, judge, opened, read_address
from reminders.delivery.messenger_list import BY_KEY, BY_SCHEMA, SERVICES, Service
from tests.reminders.messengers import ADDRESSES, EVERY, URL, letter

# What a plugin would need to reach somebody past `requests`, or to run something.
OTHER_WAYS = {
    *(
        "socket",
        "ssl",
        "http",
        "urllib",
        "urllib3",
        "httpx",
        "aiohttp",
        "smtplib",
        "ftplib",
        "telnetlib",
        "imaplib",
    ),
    *(
        "websocket",
        "websockets",
        "paho",
        "slixmpp",
        "subprocess",
        "multiprocessing",
        "asyncio",
        "dbus",
        "gi",
        "ctypes",
    ),
}
HARMLESS = {"urllib.parse"}
# What every service takes for a yes.
TAKEN = {
    "ok": True,
    "success": True,
    "status": 1,
    "code": 200,
    "id": 1,
    "access_token": "token",
    "user_id": "@maya:example.org",
    "device_id": "DEVICE",
    "room_id": "!room:example.org",
    "event_id": "$event",
    "data": {"userId": "u", "authToken": "a"},
    "messages": [{"id": "1"}],
}


class Line:
    """Stands where connections would be made: notes what is asked, and answers yes."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, bytes | None, dict[str, Any]]] = []
        self.status = 200
        self.body = json.dumps(TAKEN).encode()

    def fetch(self, url: str, *, method: str, body: bytes | None, **options: Any) -> Answer:
        self.asked.append((method, url, body, options))
        return Answer(self.status, {"content-type": "application/json"}, self.body, url)

    @property
    def requests(self) -> list[str]:
        """What each request said, in plain letters however it was wrapped."""
        # One service takes JSON inside a form.
        return [
            unquote_plus(unquote_plus(f"{url} {(body or b'').decode()}")).replace("&amp;", "&")
            for _, url, body, _ in self.asked
        ]

    def carrying(self, words: str) -> list[str]:
        return [each for each in self.requests if words in each]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    found = Line()
    monkeypatch.setattr(messenger_transport, "fetch", found.fetch)
    return found


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a way past the guard")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)


def test_there_is_an_address_to_try_of_each() -> None:
    assert set(ADDRESSES) == set(BY_KEY)
    assert len(BY_SCHEMA) == sum(len(service.schemas) for service in SERVICES)


@pytest.mark.parametrize("service", SERVICES, ids=lambda each: each.key)
def test_a_plugin_knows_no_other_way_out(service: Service) -> None:
    opened(ADDRESSES[service.key][0])
    module = importlib.import_module(f"apprise.plugins.{service.module}")
    package = [
        name for name in sys.modules if name.startswith(f"apprise.plugins.{service.module.split('.')[0]}")
    ]
    for name in package:
        tree = ast.parse(inspect.getsource(sys.modules[name]))
        for node in ast.walk(tree):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            used = {each for each in names if each not in HARMLESS}
            assert not {each.split(".")[0] for each in used} & OTHER_WAYS, (name, used)
            if "requests" in {each.split(".")[0] for each in used}:
                # Under that one name, at the head of the module, where we put ours.
                assert isinstance(node, ast.Import), name
                assert node in tree.body, name
    assert isinstance(module.requests, messenger_transport.GuardedRequests)


@pytest.mark.usefixtures("no_sockets")
@pytest.mark.parametrize(("key", "url"), EVERY)
def test_one_message_goes_out_and_only_through_the_guard(key: str, url: str, line: Line) -> None:
    if "hooks.slack.com" in url or url.startswith("slack://T"):
        line.body = b"ok"
    if "s3cretPassword@chat" in url:
        line.body = json.dumps(TAKEN | {"status": "success"}).encode()
    told = MessengerChannel().tell(letter(url))
    assert told.outcome is Outcome.SENT
    assert told.words.endswith("took it: 200")
    for _, _, _, options in line.asked:
        assert (options["secret"], options["follow"], options["any_port"]) == (True, False, True)
        assert 0 < options["most_seconds"] <= 15
    # One message, with its title, what it is about, and the link as it is; nothing of the draft.
    (message,) = line.carrying("Northwind & Sons, Data Engineer")
    assert "Thank-you to Sara Lindqvist" in message
    assert URL in message
    assert "whole letter" not in message
    assert len(line.asked) <= 5
    if key != "webhook-xml":
        assert "apprise" not in " ".join(line.requests).lower()


@pytest.mark.usefixtures("no_sockets")
@pytest.mark.parametrize(("key", "url"), EVERY)
def test_reading_an_address_sends_nothing(key: str, url: str, line: Line) -> None:
    address = read_address(url)
    assert address.service.key == key
    assert address.asks.startswith("https://")
    assert line.asked == []


@pytest.mark.parametrize(("key", "url"), EVERY)
def test_what_is_shown_holds_no_secret(key: str, url: str) -> None:
    address = read_address(url)
    shown = f"{address.label} {address!r}"
    for part in ("s3cret", "t0pic", "5ecre7", "TIiajkdn", "xoxb", "987654321", "5557778888", "15557776666"):
        assert part not in shown
    assert address.label.startswith(BY_KEY[key].name)


@pytest.mark.usefixtures("no_sockets")
@pytest.mark.parametrize(("key", "url"), EVERY)
def test_no_secret_comes_back_in_the_far_ends_words(
    key: str, url: str, line: Line, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    # The far end quotes the whole of what it was given, in the longest way.
    quoted = f"bad token: {url} {url.replace('/#', '/%23')}"
    line.status = 401
    line.body = quoted.encode()
    with pytest.raises(DeliveryError) as refused:
        MessengerChannel().send(letter(url))
    said = f"{refused.value} {refused.value!r} {caplog.text} {''.join(capfd.readouterr())}"
    for part in ("s3cret", "t0pic", "5ecre7", "TIiajkdn", "xoxb", "987654321", "5557778888", "15557776666"):
        assert part not in said, said
    assert "401" in str(refused.value)
    assert (refused.value.permanent, refused.value.code) == (True, "http_401")


@pytest.mark.usefixtures("no_sockets")
@pytest.mark.parametrize("service", SERVICES, ids=lambda each: each.key)
def test_a_long_letter_is_cut_and_stays_one_message(service: Service, line: Line) -> None:
    url = ADDRESSES[service.key][0]
    if service.key == "slack":
        line.body = b"ok"
    long = letter(url, subject="Thank-you " * 60, brief="Northwind <b> & " * 2_000)
    MessengerChannel().send(long)
    (message,) = line.carrying("Northwind")
    assert URL in message


def test_telegram_reads_html_and_gets_it_escaped(line: Line) -> None:
    MessengerChannel().send(letter(ADDRESSES["telegram"][0], subject="To <Sara> & Co", brief="R&D <Lead>"))
    text = json.loads(line.asked[-1][2] or b"")["text"]
    assert "<b>To &lt;Sara&gt; &amp; Co</b>" in text
    assert "R&amp;D &lt;Lead&gt;" in text


def test_outside_an_errand_nothing_leaves(line: Line) -> None:
    _, plugin = opened(ADDRESSES["gotify"][0])
    assert plugin.notify(body="x", title="x") is False
    assert line.asked == []


def test_after_a_429_nothing_more_is_asked(line: Line) -> None:
    line.status = 429
    with pytest.raises(DeliveryError) as refused:
        MessengerChannel().send(letter(ADDRESSES["discord"][0]))
    assert len(line.asked) == 1
    assert not refused.value.permanent


def test_what_is_no_yes_is_not_tried_again_for_it_may_have_arrived(line: Line) -> None:
    line.body = b'{"ok": false, "error": "channel_not_found"}'
    with pytest.raises(DeliveryError, match="channel_not_found") as refused:
        MessengerChannel().send(letter(ADDRESSES["slack"][2]))
    assert (refused.value.permanent, refused.value.code) == (True, "unclear")


def test_what_breaks_inside_a_plugin_tells_nothing_of_the_address(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    from apprise.plugins.gotify import NotifyGotify

    def break_down(self: Any, **_options: Any) -> bool:
        raise RuntimeError("https://gotify.example.org/As3cretTokenAbc")

    monkeypatch.setattr(NotifyGotify, "send", break_down)
    with pytest.raises(DeliveryError) as refused:
        MessengerChannel().send(letter(ADDRESSES["gotify"][0]))
    assert "s3cret" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        *((400, True), (403, True), (404, True), (410, True), (301, True), (308, True)),
        *((408, False), (425, False), (429, False), (500, False), (503, False)),
    ],
)
def test_which_answers_are_final(line: Line, status: int, permanent: bool) -> None:
    line.status = status
    with pytest.raises(DeliveryError) as refused:
        MessengerChannel().send(letter(ADDRESSES["gotify"][0]))
    assert (refused.value.permanent, refused.value.code) == (permanent, f"http_{status}")


@pytest.mark.parametrize(
    ("why", "permanent", "code"),
    [
        (Why.REFUSED, True, "refused"),
        (Why.UNREACHABLE, False, "unreachable"),
        (Why.UNTRUSTED, False, "untrusted"),
        (Why.TIMED_OUT, False, "timed_out"),
        (Why.BROKEN, False, "broken"),
        (Why.TOO_LARGE, True, "too_large"),
    ],
)
def test_where_there_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, why: Why, permanent: bool, code: str
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise OutboundError(why, "gotify.example.org could not be reached.")

    monkeypatch.setattr(messenger_transport, "fetch", fail)
    with pytest.raises(DeliveryError, match="could not be reached") as refused:
        MessengerChannel().send(letter(ADDRESSES["gotify"][0]))
    assert (refused.value.permanent, refused.value.code) == (permanent, code)


class TestRefused:
    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("", "begins with the name"),
            ("ntfy.sh/topic", "begins with the name"),
            ("mailto://maya:pw@example.org", "“mailto” is not among"),
            ("mqtt://broker/topic", "“mqtt” is not among"),
            ("file:///etc/passwd", "“file” is not among"),
            ("dbus://", "begins with the name"),
            ("syslog://x", "“syslog” is not among"),
            ("apprise://host/token", "“apprise” is not among"),
            ("include://host", "“include” is not among"),
            ("https://hooks.example.org/x", "choose Webhook"),
            ("http://hooks.slack.com/services/T1/B1/x", "choose Webhook"),
            ("ntfys://host/to pic", "no spaces"),
            ("ntfys://host/a\nb", "no spaces"),
            ("ntfys://host/\u202eabc", "no spaces"),
            ("ntfys://host/" + "x" * 2_001, "longer than 2000"),
            ("ntfys://host/a/b", "one recipient only"),
            ("tgram://123456789:AAEabcdefghijk/1111111/2222222", "one recipient only"),
            ("tgram://123456789:AAEabcdefghijk/", "no whole address"),
            ("matrixs://maya:password@matrix.example.org/!room:example.org", "no whole address"),
            ("slack://nothing", "no whole address"),
            ("pover://user@" + "token" * 6 + "?priority=emergency", "no emergency"),
        ],
    )
    def test_with_a_plain_sentence(self, url: str, words: str) -> None:
        with pytest.raises(AddressError, match=words):
            read_address(url)

    @pytest.mark.parametrize(
        "option",
        [
            *("verify", "cto", "rto", "format", "overflow", "redirect", "tz", "emojis", "template", "retry"),
            *("wait", "optional", "store", "attach", "avatar_url", "click", "email", "actions", "delay"),
            *("image", "VERIFY", "to", "mode", "%76erify"),
        ],
    )
    def test_options_that_weaken_or_fetch(self, option: str) -> None:
        with pytest.raises(AddressError, match="cannot be set here"):
            read_address(f"ntfys://ntfy.example.org/topic?{option}=no")
        with pytest.raises(AddressError, match="cannot be set here"):
            read_address(f"https://discord.com/api/webhooks/1234567890123456789/abcdefghijk?{option}=no")

    def test_an_address_that_was_allowed_once_is_not_sent_to(self, line: Line) -> None:
        with pytest.raises(DeliveryError, match="cannot be set here") as refused:
            MessengerChannel().send(letter("ntfys://ntfy.example.org/topic?verify=no"))
        assert (refused.value.permanent, refused.value.code) == (True, "no_address")
        assert line.asked == []


class TestJudged:
    @pytest.fixture(autouse=True)
    def _names(self, monkeypatch: pytest.MonkeyPatch) -> None:
        known = {"inside.example": "10.1.2.3", "outside.example": "93.184.215.14"}

        def look_up(host: str, *_args: object, **_options: object) -> list[Any]:
            if host not in known and not host[0].isdigit():
                raise socket.gaierror("no such name")
            return [(0, 0, 0, "", (known.get(host, host), 0))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)

    @pytest.mark.parametrize("host", ["inside.example", "10.1.2.3", "127.0.0.1", "169.254.169.254"])
    def test_a_private_server_has_to_be_listed(self, host: str) -> None:
        for url in (f"ntfys://{host}/topic", f"json://{host}:8080/x", f"signal://{host}/+15551112222"):
            with pytest.raises(AddressError, match="list it in OUTBOUND_ALLOW"):
                judge(read_address(url), Permit())

    def test_once_listed_it_may_even_be_asked_without_encryption(self) -> None:
        permit = Permit(hosts=frozenset({"inside.example"}))
        judge(read_address("gotify://inside.example:8080/AbCdEfGhIjKlMn"), permit)

    def test_over_the_internet_nothing_goes_without_encryption(self) -> None:
        with pytest.raises(AddressError, match="without encryption"):
            judge(read_address("ntfy://outside.example/topic"), Permit())
        judge(read_address("ntfys://outside.example/topic"), Permit())

    def test_who_cannot_be_found_now_may_be_later(self) -> None:
        judge(read_address("ntfys://nowhere.example/topic"), Permit())


def test_apprise_is_loaded_at_the_first_message_and_one_plugin_at_a_time() -> None:
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "import django; django.setup(); import config.urls, reminders.tasks\n"
        "assert 'apprise' not in sys.modules and 'requests' not in sys.modules, 'too early'\n"
        "from reminders.delivery.messenger_address import opened\n"
        "opened('ntfys://ntfy.example.org/topic')\n"
        "plugins = {each for each in sys.modules if each.startswith('apprise.plugins.')}\n"
        "assert plugins <= {'apprise.plugins.base', 'apprise.plugins.ntfy'}, plugins\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_permit_is_the_operators(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Permit] = []

    def fetch(url: str, *, permit: Permit, **_options: Any) -> Answer:
        given.append(permit)
        return Answer(200, {}, b"{}", url)

    monkeypatch.setattr(messenger_transport, "fetch", fetch)
    settings.OUTBOUND_PERMIT = Permit(loopback=True)
    MessengerChannel().send(letter(ADDRESSES["gotify"][0]))
    assert given == [Permit(loopback=True)]
