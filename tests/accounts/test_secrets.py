"""Stored keys are sealed, and open only under the secret that sealed them."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from accounts.secrets import SealError, seal, unseal


@pytest.mark.parametrize("text", ["sk-123", "", "ключ – 🔑", "x" * 5_000])
def test_what_is_sealed_opens_again(text: str) -> None:
    sealed = seal(text)
    assert unseal(sealed) == text
    assert sealed.isascii()
    assert not text or text not in sealed
    assert seal(text) != sealed


def test_another_secret_opens_nothing_and_says_what_to_do(settings: LazySettings) -> None:
    sealed = seal("sk-123")
    first, settings.SECRET_KEY = settings.SECRET_KEY, "another secret"
    with pytest.raises(SealError, match="Enter the key again"):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [first]
    assert unseal(sealed) == "sk-123"


@pytest.mark.parametrize("stored", ["", "sk-123", "ключ", "gAAAAA"])
def test_what_was_never_sealed(stored: str) -> None:
    with pytest.raises(SealError):
        unseal(stored)
