"""How long a letter is, and how long its kind should be."""

import re

RANGES = {"thank_you": (100, 200), "status_inquiry": (50, 125), "application_inquiry": (50, 125)}
"""Words of the letter itself, from and to, by kind of step (C18, S10)."""

CLOSING = (
    r"(?:with )?(?:kind|best|warm|warmest|sincerely|regards|yours|many thanks|thanks|thank you|respectfully|cheers"
    r"|all the best|gratefully)\b[^.\n]{0,40}(?:\n|$)"
)
"""How a signature block begins, case ignored. The editor counts by the same words while one types."""

_CLOSING = re.compile(CLOSING, re.IGNORECASE)
_BREAK = re.compile(r"\n[ \t]*\n")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs, without the space around them."""
    return [paragraph.strip() for paragraph in _BREAK.split(text) if paragraph.strip()]


def without_signature(text: str) -> list[str]:
    """The paragraphs before the one that closes like a signature."""
    paragraphs = split_paragraphs(text)
    for number, paragraph in enumerate(paragraphs):
        if number and _CLOSING.match(paragraph):
            return paragraphs[:number]
    return paragraphs


def count_words(text: str, *, covering: str = "", signature: str = "") -> int:
    """Words of the letter itself: without the line to a helper and without the signature.

    Both are known as the facts give them; a signature of the user's own is told by how it begins.
    """
    paragraphs = split_paragraphs(text)
    if covering and paragraphs[:1] == [covering.strip()]:
        paragraphs = paragraphs[1:]
    if signature and paragraphs[-1:] == [signature.strip()]:
        paragraphs = paragraphs[:-1]
    return count(without_signature("\n\n".join(paragraphs)))


def count(paragraphs: list[str]) -> int:
    """Words, as a reader counts them: a dash alone is none."""
    return sum(any(map(str.isalnum, word)) for word in " ".join(paragraphs).split())
