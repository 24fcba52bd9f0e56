"""The guard for addresses that users name, against real servers on loopback."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_socket import SocketConnectBlockedError

from applications import outbound
from applications.outbound import Answer, HangUp, OutboundError, Permit, Why, fetch, is_public, stream_lines
from tests.certificates import Certificate, certificate_for
from tests.model_server import Asked, Behaviour, Server, chunk, reply, serving

HERE = Permit(loopback=True)
# Allows the first server and nothing else on this machine, so that a redirect to loopback is one to the inside.
ONE_ADDRESS = Permit(private=(ipaddress.ip_network("127.0.0.1/32"),))
HTTP_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def ask(url: str, permit: Permit = HERE, **changes: Any) -> Answer:
    limits: dict[str, Any] = {"most_bytes": 10_000, "most_seconds": 10, "any_port": True}
    return fetch(url, permit=permit, **{**limits, **changes})


def refusal(url: str, permit: Permit = HERE, **changes: Any) -> OutboundError:
    with pytest.raises(OutboundError) as caught:
        ask(url, permit, **changes)
    message = str(caught.value)
    assert message.endswith(".")
    assert "!" not in message
    return caught.value


def saying(answer: bytes) -> Behaviour:
    return lambda connection, _: connection.sendall(answer)


def by_path(answers: dict[str, bytes]) -> Behaviour:
    return lambda connection, asked: connection.sendall(answers[asked.path])


def moved(location: str, status: int = 302) -> bytes:
    return reply("", status, f"Location: {location}")


Resolver = Callable[[dict[str, list[list[str]]]], list[str]]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Resolver:
    """Names lead where a test says: one list of addresses for each look-up, the last one for good."""

    def lead(answers: dict[str, list[list[str]]]) -> list[str]:
        looked_up: list[str] = []

        def getaddrinfo(host: str, port: int, **_: Any) -> list[Any]:
            looked_up.append(host)
            if host not in answers:
                raise socket.gaierror(socket.EAI_NONAME, "unknown")
            given = answers[host]
            addresses = given.pop(0) if len(given) > 1 else given[0]
            return [
                (
                    socket.AF_INET6 if ":" in found else socket.AF_INET,
                    socket.SOCK_STREAM,
                    6,
                    "",
                    (found, port),
                )
                for found in addresses
            ]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return looked_up

    return lead


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("168.63.129.16", False),
        ("100.100.100.200", False),
        ("192.0.0.9", False),
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("239.255.255.250", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::7f00:1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("64:ff9b:1::808:808", False),
        ("2002:7f00:1::", False),
        ("2002:808:808::1", False),
        ("2001:0:7f00:1::", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("fc00::1", False),
        ("fd00:ec2::254", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public


def test_permit_covers_only_what_it_names() -> None:
    office = Permit(private=(ipaddress.ip_network("10.1.0.0/16"),))
    covered = ["10.1.2.3", "10.2.0.1", "127.0.0.1", "::ffff:10.1.2.3", "fd00::1"]
    assert [office.covers(ipaddress.ip_address(each)) for each in covered] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert HERE.covers(ipaddress.ip_address("::1"))
    assert HERE.covers(ipaddress.ip_address("::ffff:127.0.0.1"))
    assert not HERE.covers(ipaddress.ip_address("0.0.0.0"))
    # The loopback of whoever translates it is not ours.
    assert not HERE.covers(ipaddress.ip_address("64:ff9b::7f00:1"))


def test_host_of_the_operators_may_lead_inside_and_no_other(resolver: Resolver) -> None:
    names = ("ollama.lan", "ollama.lan.", "x.ollama.lan", "127.0.0.1")
    resolver({name: [["127.0.0.1"]] for name in names})
    permit = Permit(hosts=frozenset({"ollama.lan"}))
    with serving(saying(reply("hello"))) as server:
        for host in ("ollama.lan", "OLLAMA.lan", "ollama.lan."):
            assert ask(server.url(host=host), permit, secret=True).body == b"hello"
        assert refusal(server.url(host="x.ollama.lan"), permit).why is Why.REFUSED
        with serving(saying(moved(server.url()))) as passing_on:
            assert refusal(passing_on.url(host="ollama.lan"), permit).why is Why.REFUSED
        assert len(server.asked) == 3


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "LOCALHOST", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
        "017700000001", "127.1", "127。0。0。1", "①②⑦.0.0.1", "0", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "10.0.0.1", "169.254.169.254", "2852039166", "[fd00::1]",
    ],
)  # fmt: skip
def test_this_machine_and_the_inside_are_refused_however_written(host: str) -> None:
    with serving(saying(reply("inside"))) as server:
        trouble = refusal(server.url(host=host), Permit())
        assert trouble.why is Why.REFUSED
        assert "private network" in str(trouble)
        assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "gopher://example.org", "javascript:alert(1)", "example.org",
        "//example.org", "http://", "https:///path", "", "http://user@example.org", "http://user:pw@example.org",
        "http://@example.org", "http://exa mple.org", "http://example.org\r\nX: y", "http://example.org/\x00",
        "http://example.org\\@127.0.0.1", "http://[::1", "http://[fe80::1%25eth0]/", "http://example.org:99999",
        "http://example.org:0", "http://example.org:x", "http://exa$mple.org", "http://a..b", "http://-",
        "http://" + "a" * 64 + ".org", "http://example.org/" + "a" * 5_000,
    ],
)  # fmt: skip
def test_no_web_address(url: str, resolver: Resolver) -> None:
    """Refused before anything is looked up, but for a name that cannot be found."""
    resolver({})
    assert refusal(url).why in ({Why.UNREACHABLE} if url == "http://-" else {Why.REFUSED})


def test_other_ports_only_where_the_caller_says_so() -> None:
    with serving(saying(reply("hello"))) as server:
        trouble = refusal(server.url(), any_port=False)
        assert trouble.why is Why.REFUSED
        assert "port" in str(trouble)
        assert ask(server.url()).body == b"hello"


def test_answer_is_handed_over_as_it_came() -> None:
    with serving(saying(reply(b"caf\xe9 \xff", 418, "X-Twice: a", "X-Twice: b"))) as server:
        answer = ask(
            server.url("/a b?q=é#part".replace(" ", "%20")), method="PUT", body=b"{}", headers={"X-Key": "k"}
        )
        assert (answer.status, answer.body) == (418, b"caf\xe9 \xff")
        assert answer.headers["x-twice"] == "a, b"
        (asked,) = server.asked
        assert (asked.method, asked.path, asked.body) == ("PUT", "/a%20b?q=%C3%A9", b"{}")
        assert asked.headers["host"] == f"127.0.0.1:{server.port}"
        assert asked.headers["x-key"] == "k"
        assert asked.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_no_proxy_from_the_environment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(saying(reply("proxy"))) as proxy, serving(saying(reply("server"))) as server:
        monkeypatch.setenv(name, proxy.url())
        assert ask(server.url()).body == b"server"


def test_no_cookies_from_one_request_to_the_next() -> None:
    answers = {"/": reply("", 302, "Location: /next", "Set-Cookie: a=b"), "/next": reply("ok")}
    with serving(by_path(answers)) as server:
        ask(server.url())
        assert [asked.headers.get("cookie") for asked in server.asked] == [None, None]


def test_name_is_looked_up_once_and_that_address_is_connected_to(resolver: Resolver) -> None:
    """Rebinding: the second look-up would lead inside. There is none."""
    with serving(saying(reply("inside"))) as server:
        looked_up = resolver({"rebinding.example": [["93.184.215.14"], ["127.0.0.1"]]})
        with pytest.raises(SocketConnectBlockedError, match=r"93\.184\.215\.14"):
            ask(server.url(host="rebinding.example"), Permit())
        assert looked_up == ["rebinding.example"]
        assert server.asked == []


def test_one_private_address_among_public_ones_is_refused(resolver: Resolver) -> None:
    resolver({"mixed.example": [["93.184.215.14", "10.0.0.1"]]})
    assert refusal("http://mixed.example/", Permit()).why is Why.REFUSED


def test_each_redirect_is_looked_up_and_judged_again(resolver: Resolver) -> None:
    with serving(by_path({"/": moved("/again")})) as server:
        looked_up = resolver({"turning.example": [["127.0.0.1"], ["10.0.0.1"]]})
        assert refusal(server.url(host="turning.example"), ONE_ADDRESS).why is Why.REFUSED
        assert looked_up == ["turning.example"] * 2


def test_second_address_is_tried_when_the_first_does_not_answer(resolver: Resolver) -> None:
    with serving(saying(reply("hello"))) as server:
        resolver({"two.example": [["::1", "127.0.0.1"]]})
        assert ask(server.url(host="two.example")).body == b"hello"


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2/", "http://localhost6.example/", "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/", "http://[::ffff:127.0.0.2]/", "http://10.0.0.1/", "http://192.168.0.1:8080/", "//127.0.0.3/",
        "http://2130706434/", "http://0/", "file:///etc/passwd", "ftp://example.org/", "http://user:pw@127.0.0.1/",
        "http://[broken/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_to_the_inside_are_refused(location: str, status: int, resolver: Resolver) -> None:
    names = ["127.0.0.1", "127.0.0.2", "127.0.0.3", "169.254.169.254", "10.0.0.1", "192.168.0.1", "::1"]
    inside: dict[str, list[list[str]]] = {name: [[name]] for name in names}
    inside |= {
        "::ffff:127.0.0.2": [["127.0.0.2"]],
        "::ffff:7f00:2": [["127.0.0.2"]],
        "2130706434": [["127.0.0.2"]],
    }
    inside |= {"0": [["0.0.0.0"]], "localhost6.example": [["::1"]]}
    resolver(inside)
    with serving(saying(moved(location, status))) as server:
        assert refusal(server.url(), ONE_ADDRESS).why in {Why.REFUSED, Why.BROKEN}
        assert len(server.asked) == 1


def test_five_redirects_and_no_more() -> None:
    answers = {f"/{n}": moved(f"/{n + 1}") for n in range(6)} | {"/6": reply("there")}
    with serving(by_path(answers)) as server:
        assert ask(server.url("/1")).body == b"there"
        assert ask(server.url("/1")).url == server.url("/6")
        assert "again and again" in str(refusal(server.url("/0")))


def test_who_follows_no_redirect_gets_it_as_an_answer() -> None:
    with serving(by_path({"/": moved("/there"), "/there": reply("there")})) as server:
        answer = ask(server.url(), follow=False)
        assert (answer.status, answer.headers["location"], answer.url) == (302, "/there", server.url())
        assert len(server.asked) == 1


def test_another_host_sees_neither_keys_nor_body() -> None:
    keys = {"Authorization": "Bearer k", "X-Api-Key": "k", "Cookie": "c", "Accept": "text/html"}
    with serving(saying(reply("other"))) as other:
        with serving(saying(moved(other.url()))) as server:
            assert ask(server.url(), headers=keys).body == b"other"
        (asked,) = other.asked
        assert asked.headers["accept"] == "text/html"
        assert not {"authorization", "x-api-key", "cookie"} & asked.headers.keys()
        with serving(saying(moved(other.url(), 307))) as server:
            trouble = refusal(server.url(), method="POST", body=b"a letter", headers=keys)
            assert trouble.why is Why.REFUSED
        assert len(other.asked) == 1


@pytest.mark.parametrize(("status", "method"), [(302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_same_host_keeps_the_key(status: int, method: str) -> None:
    with serving(by_path({"/": moved("/next", status), "/next": reply("ok")})) as server:
        ask(server.url(), method="POST", body=b"{}", headers={"Authorization": "Bearer k"})
        asked = server.asked[1]
        assert (asked.method, asked.body) == (method, b"{}" if method == "POST" else b"")
        assert asked.headers["authorization"] == "Bearer k"


def test_secrets_go_unencrypted_only_inside(resolver: Resolver) -> None:
    with serving(saying(reply("ok"))) as server:
        assert ask(server.url(), secret=True).body == b"ok"
        resolver({"far.example": [["93.184.215.14"]]})
        # A name the operator opened is no reason to send a key in the clear.
        for permit in (HERE, Permit(hosts=frozenset({"far.example"}))):
            trouble = refusal("http://far.example/", permit, secret=True)
            assert trouble.why is Why.REFUSED
            assert "https" in str(trouble)


# Limits


def dripping(connection: socket.socket, before: bytes, drop: bytes, server: Server) -> None:
    connection.sendall(before)
    while not server.stopping.wait(0.02):
        connection.sendall(drop)


@pytest.mark.parametrize(
    ("before", "drop"),
    [
        (b"", b""),
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", b"x"),
        (HTTP_CHUNKED, b"1\r\nx\r\n"),
        (HTTP_CHUNKED + b"1", b"0"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["silent", "status", "header", "open end", "length", "chunks", "chunk size", "continue"],
)
def test_slow_drip_is_cut_off(before: bytes, drop: bytes) -> None:
    servers: list[Server] = []
    with serving(lambda connection, _: dripping(connection, before, drop, servers[0])) as server:
        servers.append(server)
        begun = time.monotonic()
        trouble = refusal(server.url(), most_seconds=0.3)
        assert trouble.why in {Why.TIMED_OUT, Why.BROKEN}
        if trouble.why is Why.BROKEN:  # A chunk size or status line grown too long ends it sooner.
            assert drop in {b"0", b"H"}
        assert time.monotonic() - begun < 8


def test_nobody_waits_long_for_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "MOST_SECONDS_TO_CONNECT", 0.1)
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            trouble = refusal(f"http://127.0.0.1:{port}/", most_seconds=600)
    assert trouble.why is Why.TIMED_OUT


def test_slow_look_up_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> list[Any]:
        time.sleep(2)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert refusal("http://slow.example/", most_seconds=0.1).why is Why.TIMED_OUT


def test_time_runs_over_all_redirects() -> None:
    def slowly(connection: socket.socket, asked: Asked) -> None:
        time.sleep(0.15)
        connection.sendall(moved(asked.path + "a"))

    with serving(slowly) as server:
        assert refusal(server.url(), most_seconds=0.3).why is Why.TIMED_OUT
        assert len(server.asked) < 5


def endless(head: bytes, piece: bytes) -> Behaviour:
    def behave(connection: socket.socket, _: Asked) -> None:
        connection.sendall(head)
        ends = time.monotonic() + 10
        while time.monotonic() < ends:
            connection.sendall(piece)

    return behave


@pytest.mark.parametrize(
    ("head", "piece", "why"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 4096, Why.TOO_LARGE),
        (HTTP_CHUNKED, chunk("x" * 4096), Why.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", b"x" * 4096, Why.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\n", b"X-Header: " + b"x" * 4096 + b"\r\n", Why.BROKEN),
        (b"HTTP/1.1 200 OK\r\nX-Header: ", b"x" * 4096, Why.BROKEN),
        (b"", b"x" * 4096, Why.BROKEN),
    ],
    ids=["body", "chunks", "length", "headers", "one header", "status line"],
)
def test_endless_answers_are_cut_off(head: bytes, piece: bytes, why: Why) -> None:
    with serving(endless(head, piece)) as server:
        assert refusal(server.url()).why is why


def test_as_many_bytes_as_allowed_are_read() -> None:
    with serving(saying(reply(b"x" * 100))) as server:
        assert len(ask(server.url(), most_bytes=100).body) == 100
        assert refusal(server.url(), most_bytes=99).why is Why.TOO_LARGE


def test_compressed_answer_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 5_000_000)
    with serving(saying(reply(bomb, 200, "Content-Encoding: gzip"))) as server:
        assert refusal(server.url()).why is Why.BROKEN


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        HTTP_CHUNKED + chunk("half") + b"10\r\nhal",
        HTTP_CHUNKED + b"no number\r\n",
        HTTP_CHUNKED + b"-1\r\nx",
    ],
)
def test_broken_answers(answer: bytes) -> None:
    with serving(saying(answer)) as server:
        assert refusal(server.url()).why is Why.BROKEN


def test_nobody_there_and_no_such_name(resolver: Resolver) -> None:
    with serving(saying(b"")) as server:
        gone = server.url()
    assert refusal(gone).why in {Why.UNREACHABLE, Why.BROKEN}
    resolver({})
    trouble = refusal("https://nowhere.example/")
    assert trouble.why is Why.UNREACHABLE
    assert "nowhere.example" in str(trouble)


@pytest.mark.parametrize("headers", [{"X-Key": "a\r\nHost: b"}, {"X-Key": "ключ"}, {"X Y\n": "a"}])
def test_header_that_cannot_be_sent(headers: dict[str, str]) -> None:
    with serving(saying(reply("ok"))) as server:
        assert refusal(server.url(), headers=headers).why is Why.BROKEN


# Lines


def read_lines(url: str, **changes: Any) -> list[str]:
    limits: dict[str, Any] = {"most_bytes": 10_000, "most_seconds": 10, "any_port": True}
    with stream_lines(url, permit=HERE, **{**limits, **changes}) as answer:
        return list(answer.lines)


def test_lines_across_pieces() -> None:
    parts = ["data: on", "e\r", "\n\ndata: t", "wo – ", "ü\nlast"]
    with serving(saying(HTTP_CHUNKED + b"".join(map(chunk, parts)) + b"0\r\n\r\n")) as server:
        assert read_lines(server.url()) == ["data: one", "", "data: two – ü", "last"]
    with serving(saying(reply(b"caf\xe9\n"))) as server:
        assert read_lines(server.url()) == ["caf\N{REPLACEMENT CHARACTER}"]


def test_lines_come_before_the_answer_ends() -> None:
    servers: list[Server] = []
    with serving(
        lambda connection, _: dripping(connection, b"HTTP/1.1 200 OK\r\n\r\nfirst\n", b"\n", servers[0])
    ) as server:
        servers.append(server)
        with stream_lines(
            server.url(), permit=HERE, most_bytes=10_000, most_seconds=10, any_port=True
        ) as answer:
            assert next(answer.lines) == "first"


@pytest.mark.parametrize(("most_bytes", "why"), [(10_000_000, Why.TIMED_OUT), (50, Why.TOO_LARGE)])
def test_lines_have_the_same_limits(most_bytes: int, why: Why) -> None:
    servers: list[Server] = []
    with serving(
        lambda connection, _: dripping(connection, HTTP_CHUNKED, chunk("x" * 60 + "\n"), servers[0])
    ) as server:
        servers.append(server)
        with pytest.raises(OutboundError) as caught:
            read_lines(server.url(), most_bytes=most_bytes, most_seconds=0.3)
        assert caught.value.why is why


@pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\n\r\nfirst\n"], ids=["no answer", "answering"])
def test_hanging_up_from_another_thread_ends_it_at_once(before: bytes) -> None:
    hung_up = threading.Event()

    def wait(connection: socket.socket, _: Asked) -> None:
        connection.sendall(before)
        connection.recv(1)
        hung_up.set()

    hang_up = HangUp()

    def read_all(url: str) -> None:
        limits: dict[str, Any] = {"most_bytes": 99, "most_seconds": 600, "any_port": True}
        with stream_lines(url, permit=HERE, hang_up=hang_up, **limits) as answer:
            list(answer.lines)

    with serving(wait) as server:
        threading.Timer(0.2, hang_up).start()
        # A body without a length ends where its connection does, and nothing is wrong with that.
        with contextlib.nullcontext() if before else pytest.raises(OutboundError):
            read_all(server.url())
        assert hung_up.wait(20)


def test_what_was_hung_up_before_is_not_read() -> None:
    hang_up = HangUp()
    hang_up()
    with (
        serving(saying(reply("hello"))) as server,
        pytest.raises(OutboundError),
        stream_lines(
            server.url(), permit=HERE, most_bytes=99, most_seconds=600, any_port=True, hang_up=hang_up
        ),
    ):
        pytest.fail("it was answered")


def test_what_goes_wrong_in_the_callers_hands_stays_the_callers() -> None:
    with (
        serving(saying(reply("a\n"))) as server,
        pytest.raises(KeyError),
        stream_lines(server.url(), permit=HERE, most_bytes=99, most_seconds=9, any_port=True),
    ):
        raise KeyError


# TLS


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """A certificate for models.example and 127.0.0.1 that this process trusts."""
    made = certificate_for("models.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.path))
    return made


def test_name_is_proved_although_the_address_is_connected_to(
    certificate: Certificate, resolver: Resolver
) -> None:
    looked_up = resolver({"models.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
    with serving(saying(reply("hello")), certificate.server_side()) as server:
        assert ask(server.url(host="models.example", scheme="https")).body == b"hello"
        assert server.asked[0].headers["host"] == f"models.example:{server.port}"
        trouble = refusal(server.url(host="other.example", scheme="https"))
        assert trouble.why is Why.UNTRUSTED
        assert server.names_asked_for == ["models.example", "other.example"]
        assert looked_up == ["models.example", "other.example"]
        assert len(server.asked) == 1


def test_unknown_certificate_is_refused(tmp_path: Path, resolver: Resolver) -> None:
    resolver({"models.example": [["127.0.0.1"]]})
    stranger = certificate_for("models.example", tmp_path)
    with serving(saying(reply("hello")), stranger.server_side()) as server:
        assert refusal(server.url(host="models.example", scheme="https")).why is Why.UNTRUSTED
        assert server.asked == []


def test_never_from_https_to_http(certificate: Certificate, resolver: Resolver) -> None:
    resolver({"models.example": [["127.0.0.1"]]})
    with serving(saying(reply("plain"))) as plain:
        with serving(saying(moved(plain.url(host="models.example"))), certificate.server_side()) as server:
            trouble = refusal(server.url(host="models.example", scheme="https"))
        assert trouble.why is Why.REFUSED
        assert plain.asked == []


def test_dripping_handshake_is_cut_off(resolver: Resolver) -> None:
    """Each byte is in time for the socket's own limit; what is limited is all of it."""
    resolver({"127.0.0.1": [["127.0.0.1"]]})
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                # The head of a record of 16 kB.
                connection.sendall(b"\x16\x03\x03\x40\x00")
                while not over.wait(0.05):
                    connection.sendall(b"\x02")

        threading.Thread(target=drip, daemon=True).start()
        begun = time.monotonic()
        trouble = refusal(f"https://127.0.0.1:{listener.getsockname()[1]}/", most_seconds=0.5)
        over.set()
    assert trouble.why in {Why.TIMED_OUT, Why.BROKEN}
    assert time.monotonic() - begun < 8


def test_silent_handshake_and_dripping_answer_are_cut_off_under_tls(
    certificate: Certificate, resolver: Resolver
) -> None:
    resolver({"models.example": [["127.0.0.1"]], "127.0.0.1": [["127.0.0.1"]]})
    servers: list[Server] = []

    def drip(connection: socket.socket, _: Asked) -> None:
        dripping(connection, b"HTTP/1.1 200 OK\r\n\r\n", b"x", servers[0])

    with serving(drip, certificate.server_side()) as server:
        servers.append(server)
        trouble = refusal(server.url(host="models.example", scheme="https"), most_seconds=0.5)
        assert trouble.why is Why.TIMED_OUT
    with socket.create_server(("127.0.0.1", 0)) as mute:
        trouble = refusal(f"https://127.0.0.1:{mute.getsockname()[1]}/", most_seconds=0.3)
        assert trouble.why in {Why.TIMED_OUT, Why.UNREACHABLE}
