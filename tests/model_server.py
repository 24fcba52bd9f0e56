"""Real servers on loopback that answer as they are told: any bytes at all, or a language model's.

with serving(lambda connection, asked: connection.sendall(reply("hello"))) as server: ...
with model_server() as model: model.mode = "drops"

For a person at a browser: python -m tests.model_server [MODE]
"""

from __future__ import annotations

import json
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """One request as it arrived; the names of its headers in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Behaviour = Callable[[socket.socket, Asked], None]


@dataclass
class Server:
    """A running server: what it was asked, and where it is."""

    port: int
    asked: list[Asked] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    names_asked_for: list[str | None] = field(default_factory=list)
    """The names of the TLS handshakes (SNI)."""

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"


def reply(
    body: str | bytes = "", status: int = 200, *headers: str, content_type: str = "text/plain"
) -> bytes:
    """A whole answer with its length."""
    raw = body.encode() if isinstance(body, str) else body
    head = [f"HTTP/1.1 {status} Reason", f"Content-Length: {len(raw)}", f"Content-Type: {content_type}"]
    return "\r\n".join([*head, *headers, "", ""]).encode() + raw


def chunk(text: str) -> bytes:
    raw = text.encode()
    return b"%x\r\n%s\r\n" % (len(raw), raw)


@contextmanager
def serving(behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server on a free port of 127.0.0.1. It ends a connection when `behaviour` returns."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(listener.getsockname()[1])
    if tls is not None:
        tls.sni_callback = lambda _sock, name, _context: server.names_asked_for.append(name)

    def answer(connection: socket.socket) -> None:
        # A client that hangs up before it has asked anything is no matter.
        with suppress(OSError, ValueError), connection:
            connection.settimeout(20)
            if tls is not None:
                connection = tls.wrap_socket(connection, server_side=True)
            with connection:
                asked = _read(connection)
                server.asked.append(asked)
                behaviour(connection, asked)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        server.stopping.set()
        # Only Linux wakes a waiting accept by this; elsewhere it is refused, and closing is enough.
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _read(connection: socket.socket) -> Asked:
    stream = connection.makefile("rb")
    method, path, _ = stream.readline().decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while line := stream.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    return Asked(method, path, headers, stream.read(int(headers.get("content-length", 0))))


LETTER = ("Dear Sara,\n\n", "thank you for ", "your time – truly.", "\n\nKind regards,\nMaya Okafor")
STREAM_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"


def event(content: str | None = None, **choice: object) -> str:
    """One event of a stream in the form of /chat/completions."""
    delta = {} if content is None else {"content": content}
    return f"data: {json.dumps({'choices': [{'index': 0, 'delta': delta, **choice}]})}\n\n"


@dataclass
class Model:
    """A language model that says LETTER. `mode` names one of the ways below, or is a status of HTTP."""

    mode: str | int = "good"
    server: Server | None = None
    left: threading.Event = field(default_factory=threading.Event)
    """Set once a client has hung up on a model that was silent or slow."""

    @property
    def base_url(self) -> str:
        assert self.server is not None
        return self.server.url("/v1")

    @property
    def asked(self) -> list[Asked]:
        assert self.server is not None
        return self.server.asked

    def answer(self, connection: socket.socket, asked: Asked) -> None:
        if isinstance(self.mode, int):
            location = [f"Location: {self.base_url}"] if self.mode == 302 else []
            connection.sendall(reply('{"error": {"message": "no"}}', self.mode, *location))
        elif asked.path != "/v1/chat/completions":
            connection.sendall(reply("no such page", 404))
        elif self.mode == "whole":
            message = {"choices": [{"message": {"role": "assistant", "content": "".join(LETTER)}}]}
            connection.sendall(reply(json.dumps(message, indent=1), content_type="application/json"))
        elif self.mode in WHOLE:
            connection.sendall(reply(WHOLE[self.mode]))
        elif self.mode == "slow":
            self._slowly(connection)
        elif self.mode == "silent":
            self._silently(connection)
        elif self.mode == "endless":
            self._endlessly(connection)
        elif self.mode == "drops":
            connection.sendall(STREAM_HEAD + chunk(event(LETTER[0])) + chunk(event(LETTER[1])))
        else:
            connection.sendall(STREAM_HEAD + b"".join(map(chunk, STREAMS[self.mode])) + END)

    def _slowly(self, connection: socket.socket) -> None:
        assert self.server is not None
        connection.sendall(STREAM_HEAD + chunk(event(LETTER[0])))
        try:
            while not self.server.stopping.wait(0.02):
                connection.sendall(chunk(": still thinking\n\n"))
        except OSError:
            self.left.set()
            raise

    def _silently(self, connection: socket.socket) -> None:
        if not connection.recv(1):
            self.left.set()

    def _endlessly(self, connection: socket.socket) -> None:
        connection.sendall(STREAM_HEAD)
        ends = time.monotonic() + 20
        while time.monotonic() < ends:
            connection.sendall(chunk(event("and so on " * 20)))


_GOOD = [": hello\n\n", event(role="assistant"), *map(event, LETTER), event(finish_reason="stop")]
_USAGE = 'data: {"choices": [], "usage": {"total_tokens": 9}}\n\n'

STREAMS: dict[str, list[str]] = {
    "good": [*_GOOD, _USAGE, "data: [DONE]\n\n"],
    "good, no [DONE]": _GOOD,
    "good, other spelling": [part.replace("data: ", "data:").replace("\n", "\r\n") for part in _GOOD]
    + ["event: end\r\ndata:[DONE]\r\n\r\n"],
    "good, in single letters": list("".join([*_GOOD, "data: [DONE]\n\n"])),
    "ends early": list(map(event, LETTER[:2])),
    "cut at its limit": [*map(event, LETTER[:2]), event(finish_reason="length"), "data: [DONE]\n\n"],
    "refuses": [event(LETTER[0]), event(finish_reason="content_filter"), "data: [DONE]\n\n"],
    "empty": [event(""), event("  \n"), event(finish_reason="stop"), "data: [DONE]\n\n"],
    "nothing": [],
    "fails": [event(LETTER[0]), 'data: {"error": {"message": "overloaded"}}\n\n'],
    "junk in the middle": [event(LETTER[0]), "data: {not json\n\n"],
    "odd shapes": [event(LETTER[0]), 'data: {"choices": {"delta": 3}}\n\n'],
    "invents": [
        event("Dear Sara,\n\nthank you. Tom Baker told me about Kafka, and on 12 May I led 40 people. "),
        event("I need an answer by Friday.\n\nKind regards,\nMaya Okafor"),
        event(finish_reason="stop"),
    ],
    "thinks aloud": [
        event("<th"),
        event("ink>They want a letter. Dear <b>"),
        event("</think>\n\n"),
        *_GOOD[1:],
    ],
    "only thinks": [event("<think>Hm"), event(finish_reason="stop")],
    "turns": [event("Dear \u202eSara"), event(finish_reason="stop")],
    "unstorable": [event("Dear\x00 Sara\ud83d,\r\n"), event(finish_reason="stop"), "data: [DONE]\n\n"],
}
"""What is streamed in each mode."""

WHOLE: dict[str, str] = {
    "a page": "<!doctype html><title>Welcome</title>",
    "json of another kind": '{"answer": "hello"}',
    "a list": "[1, 2]",
    "a number for an answer": '{"choices": [{"message": {"content": 7}}]}',
    "deep": '{"choices":' + "[" * 100_000,
    "an empty whole answer": '{"choices": [{"message": {"content": " "}}]}',
    "no answer at all": "",
}
"""What is answered in one piece in each mode."""


@contextmanager
def model_server(mode: str | int = "good") -> Iterator[Model]:
    """A model behind a real server on loopback."""
    model = Model(mode)
    with serving(model.answer) as server:
        model.server = server
        yield model


if __name__ == "__main__":
    with model_server(sys.argv[1] if len(sys.argv) > 1 else "good") as by_hand:
        print(by_hand.base_url, flush=True)
        threading.Event().wait()
