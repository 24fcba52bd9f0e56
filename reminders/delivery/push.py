"""Reminders as notices of a browser, by way of its maker's push service (RFC 8030).

What is said is encrypted for the browser alone (RFC 8291), and signed with our own keys (VAPID, RFC 8292). The push
service learns when, how much, and from which site.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings

from applications.outbound import Answer, OutboundError, Why, fetch
from reminders.delivery.answers import retry_after, said
from reminders.delivery.base import GONE, DeliveryError, Letter, Outcome
from reminders.delivery.subscriptions import Subscription, SubscriptionError, base64url, from_text

# Of a browser that is off: after a day the next reminder, or Today, says it better.
SECONDS_TO_KEEP = 24 * 3_600
# Push services take 4,096 bytes, of which encryption needs 103.
MOST_BYTES = 3_000
MOST_TITLE, MOST_BODY = 120, 600
# A shorter piece of an endpoint is a word of its address, such as "send", which its service may say.
SHORTEST_SECRET = 12
# A signature is good for a day at most (RFC 8292); a clock may be wrong by some hours.
SECONDS_SIGNED = 12 * 3_600
MOST_SECONDS, MOST_ANSWER = 15.0, 10_000
# The far end's own wish for patience, or its own trouble. Everything else in the 400s is about this notice.
PASSING = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
STOPPED = "This browser no longer takes notices. Turn them on again there."


@dataclass(frozen=True)
class SigningKeys:
    """Our key pair as base64url: `public` a point of 65 bytes, `private` a number of 32. `contact`: who runs this."""

    public: str
    private: str = field(repr=False)
    contact: str


class BrowserChannel:
    """`keys` reads our keys, or raises DeliveryError."""

    def __init__(self, keys: Callable[[], SigningKeys]) -> None:
        self._keys = keys

    def send(self, letter: Letter) -> Outcome:
        """Hand the notice to the browser's push service. Raises DeliveryError."""
        keys = self._keys()
        try:
            subscription = from_text(letter.to)
        except SubscriptionError as error:
            raise DeliveryError(STOPPED, permanent=True, code=GONE) from error
        if subscription.key != keys.public:
            # Our keys were made anew since, and its push service would refuse them.
            raise DeliveryError(STOPPED, permanent=True, code=GONE)
        try:
            answer = fetch(
                subscription.endpoint,
                method="POST",
                headers={
                    "Authorization": _signature(subscription, keys),
                    "Content-Type": "application/octet-stream",
                    "Content-Encoding": "aes128gcm",
                    "TTL": str(SECONDS_TO_KEEP),
                    "Urgency": "normal",
                    # Tried again while it still waits there, it takes its own place.
                    "Topic": _short(letter.message_id),
                },
                body=_encrypted(notice_of(letter), subscription),
                permit=settings.OUTBOUND_PERMIT,
                most_bytes=MOST_ANSWER,
                most_seconds=MOST_SECONDS,
                any_port=True,
                secret=True,
                # After one a POST may become a GET, and its 200 would be taken for a delivery.
                follow=False,
            )
        except OutboundError as error:
            final = error.why in {Why.REFUSED, Why.TOO_LARGE}
            code = f"outbound_{error.why.name.lower()}"
            raise DeliveryError(f"The browser’s push service: {error}", permanent=final, code=code) from error
        if not 200 <= answer.status < 300:
            raise _refusal(answer, subscription)
        return Outcome.SENT


def notice_of(letter: Letter) -> bytes:
    """What the service worker is told, as JSON of at most 3,000 bytes: no character is cut in two."""
    title, body = _cut(" ".join(letter.subject.split()), MOST_TITLE), _cut(letter.brief.strip(), MOST_BODY)
    # Without its origin: whoever opened this machine as localhost is led back there, not to 127.0.0.1.
    path = urlsplit(letter.url)._replace(scheme="", netloc="").geturl()
    while True:
        # The tag: a doubled message takes its own place on the screen.
        told = {"title": title, "body": body, "url": path, "tag": letter.message_id}
        raw = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        if len(raw) <= MOST_BYTES or not body:
            return raw
        body = _cut(body, len(body) * 3 // 4)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(0, most - 1)].rstrip() + "…" if most > 1 else ""


def _encrypted(notice: bytes, subscription: Subscription) -> bytes:
    # Brings aiohttp and requests along, a third of a second that only a process which sends should spend.
    from pywebpush import WebPusher

    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    pusher = WebPusher({"endpoint": subscription.endpoint, "keys": keys})
    return bytes(pusher.encode(notice, "aes128gcm")["body"])


def _signature(subscription: Subscription, keys: SigningKeys) -> str:
    """The header that says who sends this, for this push service and for some hours."""
    from py_vapid import Vapid02

    signer = Vapid02.from_raw(keys.private.encode())
    # Its own check refuses hosts of a single word and IPv6 addresses, which are lawful contacts.
    signer.conf = {"no-strict": True}
    claims = {"aud": subscription.origin, "exp": int(time.time()) + SECONDS_SIGNED, "sub": keys.contact}
    return str(signer.sign(claims)["Authorization"])


def _short(message_id: str) -> str:
    """32 letters of base64url, the most that a topic may have."""
    return base64url(hashlib.sha256(message_id.encode()).digest())[:32]


def _refusal(answer: Answer, subscription: Subscription) -> DeliveryError:
    status = answer.status
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return DeliveryError(STOPPED, permanent=True, code=GONE)
    passing = status in PASSING or status >= 500
    problem = "could not take it now" if passing else "did not take it"
    return DeliveryError(
        f"The browser’s push service {problem}: “{said(answer, _secrets(subscription))}”",
        permanent=not passing,
        code=f"http_{status}",
        wait_seconds=retry_after(answer) if passing else 0,
    )


def _secrets(subscription: Subscription) -> list[str]:
    """What of an endpoint lets others send there, the longest first."""
    parts = urlsplit(subscription.endpoint)
    pieces = re.split(r"[/?&=]+", f"{parts.path}?{parts.query}")
    found = {subscription.endpoint, *(each for each in pieces if len(each) >= SHORTEST_SECRET)}
    return sorted(found, key=len, reverse=True)
