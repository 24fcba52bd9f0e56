"""A browser and its maker's push service on loopback: it opens what it is sent with the keys that only a browser has.

with push_service() as far: ...     # far.fields(key) is what its page would post, far.notices what it was told

No vendor's service can be reached from here. What such a service checks is checked by hand, not by the libraries
that wrote it: the signature with `cryptography` alone (RFC 8292), the rest with http_ece as a browser's side.
"""

from __future__ import annotations

import base64
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import http_ece
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.model_server import Asked, Server, reply, serving


@dataclass(frozen=True)
class Notice:
    """What arrived: the notice as the service worker reads it, the claims of its signature, and the headers."""

    told: dict[str, str]
    claims: dict[str, Any]
    signed_with: str
    headers: dict[str, str]
    size: int


@dataclass
class FarBrowser:
    """Takes notices, or answers with `status`, `words` and `headers`."""

    status: int = 201
    words: str = ""
    headers: tuple[str, ...] = ()
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))
    notices: list[Notice] = field(default_factory=list)
    server: Server | None = None

    @property
    def endpoint(self) -> str:
        assert self.server is not None
        return self.server.url(f"/push/{self.auth.hex()}")

    @property
    def origin(self) -> str:
        assert self.server is not None
        return self.server.url("")

    def keys(self) -> dict[str, str]:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {"p256dh": in_base64url(point), "auth": in_base64url(self.auth)}

    def fields(self, key: str) -> dict[str, str]:
        """What its page posts once notices were turned on with our public key."""
        return {"endpoint": self.endpoint, "key": key, **self.keys()}

    def answer(self, connection: socket.socket, asked: Asked) -> None:
        if asked.method != "POST" or asked.path != f"/push/{self.auth.hex()}":
            connection.sendall(reply("no such subscription", 404))
            return
        if self.status < 300:
            self.notices.append(self._opened(asked))
        connection.sendall(reply(self.words, self.status, *self.headers))

    def _opened(self, asked: Asked) -> Notice:
        assert asked.headers["content-encoding"] == "aes128gcm"
        claims, signed_with = read_signature(asked.headers["authorization"])
        raw = http_ece.decrypt(asked.body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        return Notice(json.loads(raw), claims, signed_with, asked.headers, len(asked.body))


@contextmanager
def push_service(status: int = 201) -> Iterator[FarBrowser]:
    far = FarBrowser(status)
    with serving(far.answer) as server:
        far.server = server
        yield far


def read_signature(header: str) -> tuple[dict[str, Any], str]:
    """The claims of a VAPID header and the key that signed them. Raises InvalidSignature."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    assert json.loads(from_base64url(head))["alg"] == "ES256"
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_base64url(parts["k"]))
    raw = from_base64url(signature)
    number = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point.verify(number, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(from_base64url(claims)), parts["k"].rstrip("=")


def in_base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
