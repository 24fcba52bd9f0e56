"""A browser's subscription: where its maker's push service takes notices for it, and the keys that only it can open."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import asdict, dataclass, field
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from applications.addresses import OutboundError, parsed

MOST_ENDPOINT = 2_000
POINT_BYTES = 65
SECRET_BYTES = 16


class SubscriptionError(Exception):
    """This is no subscription that a notice could be sent to."""


@dataclass(frozen=True)
class Subscription:
    """What a browser gives for `PushManager.subscribe`, checked by `checked`.

    `endpoint` is an address that the browser named and a secret: whoever knows it may send there. `p256dh` and
    `auth` are base64url, for encryption (RFC 8291). `key` is our public key (base64url) that it was made for; the
    push service takes notices signed by no other.
    """

    endpoint: str = field(repr=False)
    p256dh: str
    auth: str = field(repr=False)
    key: str

    @property
    def host(self) -> str:
        """Whose push service it is."""
        return urlsplit(self.endpoint).hostname or ""

    @property
    def origin(self) -> str:
        parts = urlsplit(self.endpoint)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def address(self) -> str:
        """What tells it from every other and may be stored in the open: its host, and a digest of its endpoint."""
        return f"{self.host}:{hashlib.sha256(self.endpoint.encode()).hexdigest()[:32]}"

    def as_text(self) -> str:
        """For storing, sealed; `from_text` reads it again."""
        return json.dumps(asdict(self))


def checked(endpoint: str, p256dh: str, auth: str, key: str) -> Subscription:
    """A subscription as a browser sent it. Raises SubscriptionError for what no browser would send."""
    try:
        if len(endpoint) > MOST_ENDPOINT or not endpoint.isascii():
            raise SubscriptionError
        parsed(endpoint, any_port=True)
        point = _bytes_of(p256dh, POINT_BYTES)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        secret = _bytes_of(auth, SECRET_BYTES)
    except (OutboundError, ValueError, SubscriptionError) as error:
        raise SubscriptionError("No browser would send that.") from error
    return Subscription(endpoint, base64url(point), base64url(secret), key)


def from_text(text: str) -> Subscription:
    """A subscription that was stored. Raises SubscriptionError."""
    try:
        return Subscription(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise SubscriptionError("Nothing of ours was stored like that.") from error


def base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes_of(text: str, length: int) -> bytes:
    """So many bytes in base64url, with or without padding. Raises ValueError."""
    if len(text) > 2 * length:
        raise ValueError("too long")
    try:
        raw = base64.b64decode(
            text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True
        )
    except binascii.Error as error:
        raise ValueError("no base64url") from error
    if len(raw) != length:
        raise ValueError("of another length")
    return raw
