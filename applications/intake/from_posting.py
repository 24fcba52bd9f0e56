"""A job posting: a web page or its text → title, company, place, salary, closing date, and the text to keep.

What a page says of itself for machines comes first (JSON-LD, then OpenGraph and microdata), then what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from applications.intake.charsets import decoded
from applications.intake.errors import IntakeError
from applications.intake.html import parse, seen_text, tidy
from applications.intake.posting_markup import from_json_ld, from_microdata, from_open_graph, from_own_title
from applications.intake.posting_words import from_words
from applications.intake.reader import Json

LONGEST_TEXT = 50_000
LONGEST_PAGE = 5 * 1024 * 1024
NOTHING = "No job posting can be read from this. Copy the text of the posting, and paste that."

_ONE_LINK = re.compile(r"\s*(https?://\S{3,990})\s*", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|script|meta|div|p|h1|article|main|title)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class ParsedPosting:
    """What was understood; empty or None where it does not say. `closing_on` is the last day to apply.

    `text` is the posting as a reader sees it. With a `url` and no text, only the link is known yet.
    """

    title: str = ""
    company: str = ""
    place: str = ""
    salary: str = ""
    closing_on: date | None = None
    url: str = ""
    text: str = ""


def understand(data: bytes, name: str) -> Json:
    """`read`, as JSON to be kept until it has been looked over. Raises IntakeError."""
    return posting_as_json(read(data))


def posting_as_json(posting: ParsedPosting) -> Json:
    return asdict(posting) | {"closing_on": posting.closing_on.isoformat() if posting.closing_on else None}


def posting_from_json(kept: Any) -> ParsedPosting:
    return ParsedPosting(
        **kept | {"closing_on": date.fromisoformat(kept["closing_on"]) if kept["closing_on"] else None}
    )


def read(data: bytes, *, url: str = "") -> ParsedPosting:
    """The posting in a page, in a text, or, of a link alone, that link. `url`: where a page came from.

    Raises IntakeError where nothing is in it.
    """
    if len(data) > LONGEST_PAGE:
        raise IntakeError("This page is larger than 5 MB. Copy the text of the posting, and paste that.")
    text = page_text(data)
    if link := _ONE_LINK.fullmatch(text):
        return ParsedPosting(url=link[1])
    posting = _from_page(text, url) if _HTML.search(text[:200_000]) else _from_text(text, url)
    if not posting.text and not posting.title:
        raise IntakeError(NOTHING)
    return posting


def page_text(data: bytes, charset: str = "") -> str:
    """A page's or a text's characters, in the charset of its header or as the page says; never fails."""
    named = re.search(rb"""<meta[^>]{0,200}?charset=["']?([\w-]{2,40})""", data[:4096], re.IGNORECASE)
    return decoded(data, charset, named[1].decode("ascii") if named else "")


def _from_page(page: str, url: str) -> ParsedPosting:
    root = parse(page)
    if root is None:
        return _from_text(page, url)
    seen = seen_text(root, most=LONGEST_TEXT)
    found = _joined(
        [
            from_json_ld(root),
            from_open_graph(root),
            from_microdata(root),
            from_own_title(root),
            from_words(seen),
        ]
    )
    text = found.pop("text", "")
    description = (
        seen_text(parse(text), most=LONGEST_TEXT) if _HTML.search(text) or "<" in text else tidy(text)
    )
    # The page's own words, unless they are a shell that a program fills.
    kept = seen if len(seen) >= len(description) else description
    return _bounded(found | {"text": kept, "url": url or found.get("url", "")})


def _from_text(text: str, url: str) -> ParsedPosting:
    seen = tidy(text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_TEXT]
    found = from_words(seen)
    return _bounded(found | {"text": seen, "url": url or found.get("url", "")})


def _joined(sources: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Of each fact what the first source says that says anything."""
    joined: dict[str, Any] = {}
    for source in sources:
        joined |= {name: value for name, value in source.items() if value and not joined.get(name)}
    return joined


def _bounded(found: dict[str, Any]) -> ParsedPosting:
    """Within the limits of what an application stores, one line each, and no link that is none."""
    lines = {
        name: " ".join(str(found.get(name) or "").split())[:200]
        for name in ("title", "company", "place", "salary")
    }
    url = str(found.get("url") or "").strip()
    parts = (
        urlsplit(url)
        if len(url) <= 1000 and re.fullmatch(r"https?://[^\s<>\"]+", url, re.IGNORECASE)
        else None
    )
    return ParsedPosting(
        **lines,
        closing_on=found.get("closing_on"),
        url=url if parts and parts.hostname else "",
        text="".join(_storable(found.get("text") or "")),
    )


def _storable(text: str) -> Iterator[str]:
    return (character for character in text if character.isprintable() or character == "\n")
