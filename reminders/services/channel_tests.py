"""A test message on one of a user's channels, now: what comes of it is shown and stored nowhere."""

from __future__ import annotations

import logging
import queue
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from accounts.secrets import SealError
from reminders.delivery.base import GONE, DeliveryError, Letter, Outcome, Telling, Told
from reminders.models import Channel
from reminders.models.channel import ChannelKind
from reminders.services.allowance import is_within
from reminders.services.channels import destination, is_confirmed, stop
from reminders.services.sending import CHANNELS

log = logging.getLogger(__name__)

MOST_SECONDS = 15.0
MOST_TESTS, IN_SECONDS = 10, 600
SUBJECT = "A test from Followthrough"
BRIEF = "This is a test. Reminders will reach you here."


@dataclass(frozen=True)
class Tried:
    """Whether the test was taken, and what the far end said, in a sentence or two."""

    taken: bool
    words: str


def try_channel(channel: Channel) -> Tried:
    """Send a test message, and wait 15 seconds at most for what comes of it. Nothing is owed afterwards."""
    if not is_confirmed(channel):
        return Tried(False, "Confirm the address first; until then nothing is sent to it.")
    if not is_within(f"channel-tests-{channel.owner_id}", most=MOST_TESTS, seconds=IN_SECONDS):
        return Tried(False, "Those were many tests. Wait ten minutes before the next one.")
    try:
        told = _sent(channel, _letter(channel))
    except SealError as error:
        return Tried(False, str(error))
    except DeliveryError as error:
        if error.code == GONE:
            stop(channel)
        return Tried(False, str(error))
    return Tried(told.outcome is Outcome.SENT, told.words or _words(channel, told.outcome))


def _letter(channel: Channel) -> Letter:
    """A short letter of no consequence. Raises SealError."""
    url = f"{settings.SITE_URL}{reverse('reminder_settings')}"
    return Letter(
        to=destination(channel),
        subject=SUBJECT,
        text=f"{BRIEF}\n\n{url}\n",
        html=f'<p>{BRIEF}</p><p><a href="{url}">Your reminders</a></p>',
        brief=BRIEF,
        url=url,
        message_id=f"<{uuid.uuid4().hex}@{urlsplit(settings.SITE_URL).hostname}>",
    )


def _sent(channel: Channel, letter: Letter) -> Told:
    """Hand it over, and say what the far end said. Raises DeliveryError."""
    way = CHANNELS[channel.kind]

    def send() -> Told:
        return way.tell(letter) if isinstance(way, Telling) else Told(way.send(letter), "")

    try:
        return _within_the_limit(send) if channel.kind == ChannelKind.EMAIL else send()
    except DeliveryError:
        raise
    except Exception as error:
        log.exception("a test on channel %s failed", channel.pk)
        raise DeliveryError(
            "Something went wrong on our side.", permanent=False, code="our_mistake"
        ) from error


def _within_the_limit(send: Callable[[], Told]) -> Told:
    """In a thread of its own, for mail has a limit for each step only; the other ways have one for all of it."""
    came: queue.SimpleQueue[Told | Exception] = queue.SimpleQueue()

    def run() -> None:
        try:
            came.put(send())
        except Exception as error:
            came.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        found = came.get(timeout=MOST_SECONDS)
    except queue.Empty:
        raise DeliveryError(
            "It has not answered within 15 seconds. The message may arrive yet.",
            permanent=False,
            code="timed_out",
        ) from None
    if isinstance(found, Exception):
        raise found
    return found


def _words(channel: Channel, outcome: Outcome) -> str:
    if outcome is Outcome.KEPT:
        return "No mail server is set up, so the test was written to a file. It reached nobody."
    if channel.kind == ChannelKind.EMAIL:
        return f"The mail server took it. Look for it at {channel.address}, also among the spam."
    return "It is on its way. If nothing shows, look whether the system holds notices back."
