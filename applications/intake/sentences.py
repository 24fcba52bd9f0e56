"""A letter's text → its sentences, as a reader sees them."""

from __future__ import annotations

import re

# What a mail program broke to fit its width goes on in the next line.
_WRAPPED_FROM = 50
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|bonjour|hola|liebe[r]?|sehr geehrte[r]?)\b"
    r"[^,:!.?]{0,60}[,:!–-]\s*",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:a\.m|p\.m|e\.g|i\.e|etc|mr|mrs|ms|dr|prof|st|no|vs|approx|inc|ltd|co|jan|feb|mar|apr|jun|jul|aug|sept?"
    r"|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)|\b(?:am|den|dem|zum|vom|ab|bis|der) \d{1,2})\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+")
MOST = 150


def sentences(text: str) -> list[str]:
    """Its sentences in order, each on one line, without the greeting; at most `MOST`."""
    found: list[str] = []
    for paragraph in _paragraphs(text):
        paragraph = _GREETING.sub("", paragraph, count=1) if _GREETING.match(paragraph) else paragraph
        begun = ""
        for piece in _END.split(paragraph):
            begun = f"{begun} {piece}".strip()
            if _ABBREVIATED.search(begun):
                continue
            if begun:
                found.append(begun)
            begun = ""
        if begun:
            found.append(begun)
        if len(found) >= MOST:
            break
    return found[:MOST]


def _paragraphs(text: str) -> list[str]:
    paragraphs: list[str] = []
    before = ""
    for line in text.split("\n"):
        words = " ".join(line.split())
        if not words:
            before = ""
        elif (
            len(before) >= _WRAPPED_FROM
            and not words.startswith(("-", "*", "•"))
            and before[-1:] not in ".!?:"
        ):
            paragraphs[-1] += f" {words}"
            before = words
        else:
            paragraphs.append(words)
            before = words
    return paragraphs
