"""The far end: a mail server and a messenger's address on loopback, which note what they took and misbehave as told."""

from __future__ import annotations

import email
import email.policy
import json
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# A step that the letter is about, not one that a morning names; an interview that it asks about, or announces.
_STEP = re.compile(r"^Open it: \S+/follow-ups/(\d+)/", re.MULTILINE)
_QUESTION = re.compile(r"^Write it down: \S+/interviews/(\d+)/", re.MULTILINE)
_MEETING = re.compile(r"^\S+/interviews/(\d+)/\s*$", re.MULTILINE)


class Manner(Enum):
    """How the mail server treats who comes."""

    KIND = "takes every letter"
    LATER = "451 to the recipient"
    NEVER = "550 to the letter"
    HANGS = "says nothing any more once it has the letter's first line"
    HANGS_UP = "closes the connection in the middle of the letter"
    SILENT = "does not even greet"


@dataclass(frozen=True)
class Taken:
    """One letter that the far end took: by which way, to whom, of which steps it tells and after which interviews it
    asks, and which interviews of its day a morning announces."""

    kind: str
    to: str
    message_id: str
    steps: frozenset[int]
    questions: frozenset[int] = frozenset()
    meetings: frozenset[int] = frozenset()


@dataclass
class FarEnd:
    """What was taken, in order, and how to behave."""

    manner: Manner = Manner.KIND
    # Kinds of channels that answer 500 to everything.
    broken: set[str] = field(default_factory=set)
    mail_port: int = 0
    http_port: int = 0
    _taken: list[Taken] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    released: threading.Event = field(default_factory=threading.Event)

    def take(self, kind: str, to: str, message_id: str, text: str) -> None:
        steps, questions, meetings = (
            frozenset(int(found) for found in each.findall(text)) for each in (_STEP, _QUESTION, _MEETING)
        )
        with self._lock:
            self._taken.append(Taken(kind, to, message_id, steps, questions, meetings))

    @property
    def taken(self) -> list[Taken]:
        with self._lock:
            return list(self._taken)

    def begin(self) -> None:
        """A new round: kind to everybody, and nothing taken."""
        self.be_kind()
        self.broken = set()
        with self._lock:
            self._taken.clear()

    def behave(self, manner: Manner) -> None:
        self.released = threading.Event()
        self.manner = manner

    def be_kind(self) -> None:
        self.manner = Manner.KIND
        # Whoever was left hanging is hung up on.
        self.released.set()


class _Threads(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 200

    def __init__(self, far_end: FarEnd) -> None:
        self.far_end = far_end
        super().__init__(("127.0.0.1", 0), _Smtp)

    def handle_error(self, *_: Any) -> None:
        """Who is killed in the middle of a letter hangs up; that is what this is for."""


class _Smtp(socketserver.StreamRequestHandler):
    server: _Threads

    def handle(self) -> None:
        far_end = self.server.far_end
        if far_end.manner is Manner.SILENT:
            far_end.released.wait(600)
            return
        self.say("220 far.example")
        while line := self.rfile.readline():
            match line[:4].upper():
                case b"RCPT" if far_end.manner is Manner.LATER:
                    self.say("451 try again later")
                case b"DATA":
                    self.say("354 go on")
                    if not self.read_letter(far_end):
                        return
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def read_letter(self, far_end: FarEnd) -> bool:
        """Whether the connection is still of use."""
        lines = [self.rfile.readline()]
        if far_end.manner is Manner.HANGS:
            far_end.released.wait(600)
            return False
        if far_end.manner is Manner.HANGS_UP:
            return False
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        if line == b"":
            return False
        if far_end.manner is Manner.NEVER:
            self.say("550 no such person")
            return True
        letter: Any = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        body = letter.get_body(("plain",))
        far_end.take("email", str(letter["To"]), str(letter["Message-ID"]), body.get_content())
        self.say("250 taken")
        return True

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def _listener(far_end: FarEnd) -> type[BaseHTTPRequestHandler]:
    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            broken = said["kind"] in far_end.broken
            if not broken:
                far_end.take(said["kind"], said["to"], said["message_id"], said["text"])
            self.send_response(500 if broken else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Listener


@contextmanager
def listening() -> Iterator[FarEnd]:
    """A far end that listens on free ports until the end of the `with`."""
    far_end = FarEnd()
    mail = _Threads(far_end)
    web = ThreadingHTTPServer(("127.0.0.1", 0), _listener(far_end))
    far_end.mail_port, far_end.http_port = mail.server_address[1], web.server_port
    for server in (mail, web):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield far_end
    finally:
        far_end.be_kind()
        for server in (mail, web):
            server.shutdown()
            server.server_close()
