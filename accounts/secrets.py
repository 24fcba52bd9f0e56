"""Keys that users entrust to us, as they are stored: sealed with a key that comes from Django's SECRET_KEY.

Whoever reads only the database reads none of them.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Changing this makes every stored key unreadable.
_PURPOSE = b"followthrough: keys stored for users"


class SealError(Exception):
    """A stored value cannot be opened. The message is for the user."""


def seal(text: str) -> str:
    """The text sealed for storing, ASCII; each time different."""
    return _seals().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text that was sealed under SECRET_KEY or one of SECRET_KEY_FALLBACKS. Raises SealError."""
    try:
        return _seals().decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise SealError(
            "The key stored here can no longer be read, for the secret of this Followthrough has changed. "
            "Enter the key again."
        ) from error


def _seals() -> MultiFernet:
    """The first seals, all of them open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(secret))) for secret in secrets])


def _derived(secret: str | bytes) -> bytes:
    material = secret.encode() if isinstance(secret, str) else secret
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(material)
