"""Bytes as characters: what a sender names is believed only where it is for text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.intake.charsets import decoded


@pytest.mark.parametrize(
    ("data", "charsets", "text"),
    [
        ("Zoë".encode(), (), "Zoë"),
        ("\ufeffZoë".encode(), (), "Zoë"),
        ("Zoë".encode("utf-16"), ("latin-1",), "Zoë"),
        ("Zoë".encode("cp1252"), (), "Zoë"),
        ("Zoë".encode(), ("iso-8859-1",), "Zoë"),
        ("Łódź".encode("iso-8859-2"), ("", "ISO-8859-2"), "Łódź"),
        ("面接".encode("cp932"), ("x-sjis",), "面接"),
        (b"caf\xe9", ("nonsense",), "café"),
    ],
)
def test_what_is_named_and_what_is_true(data: bytes, charsets: tuple[str, ...], text: str) -> None:
    assert decoded(data, *charsets) == text


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "zlib", "rot13", "undefined", "mbcs"]
)
def test_codecs_that_are_for_no_text_are_not_used(charset: str) -> None:
    """Two of them take the square of the length: half a megabyte would not come back."""
    assert decoded(b"a-" * 250_000, charset) == "a-" * 250_000


@given(st.binary(max_size=300), st.lists(st.text(max_size=20), max_size=3))
def test_it_never_raises(data: bytes, charsets: list[str]) -> None:
    decoded(data, *charsets)
