"""A way out that notes what it is given, a real SMTP server on loopback, and one reminder that waits to be sent."""

from __future__ import annotations

import email
import email.policy
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection

from accounts.models import User
from reminders.delivery.base import DeliveryError, Letter, Outcome
from reminders.models import Delivery
from reminders.services import gathering
from reminders.services.flagging import flag_due
from tests.reminders.story import entry, log, ny

AFTER, DUE = ny(3, 18), ny(4, 8)


class Fake:
    """A way out that notes what it is given, and fails as it is told."""

    def __init__(self, *failures: DeliveryError | None) -> None:
        self.letters: list[Letter] = []
        self.failures = list(failures)
        self.inside_transaction: list[bool] = []

    def send(self, letter: Letter) -> Outcome:
        self.inside_transaction.append(connection.in_atomic_block)
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None:
            raise failure
        self.letters.append(letter)
        return Outcome.SENT


class Post:
    """Takes letters, or answers with `answer` to the recipient or to the letter. `slow`: seconds it dozes."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.to_recipient = ""
        self.to_letter = ""
        self.slow = 0.0
        self.port = 0

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.to_recipient:
            return self.to_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.slow:
            time.sleep(self.slow)
        if self.to_letter:
            return self.to_letter
        assert isinstance(envelope.content, bytes)
        parsed: Any = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.letters.append(parsed)
        self.raw.append(envelope.content)
        return "250 OK"

    @property
    def message_ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]


@contextmanager
def running_post() -> Iterator[Post]:
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    post.port = controller.port
    try:
        yield post
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def queue(user: User, *people: str) -> Delivery:
    """Thank-yous to these people are due on Wednesday at 08:00, and put into one delivery."""
    log(user, entry(ny(3, 10), people=people or ("Sara Lindqvist",)), now=AFTER)
    flag_due(DUE)
    gathering.gather(DUE)
    return Delivery.objects.get(channel__owner=user)
