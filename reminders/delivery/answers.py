"""What a far end answered over HTTP, for the user: its own words, without a secret, and for how long it wants peace."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from applications.outbound import Answer
from reminders.delivery.base import MOST_WORDS

_WORDS_OF_AN_ANSWER = (
    "errorDescription",
    "error_description",
    "description",
    "errors",
    "error",
    "message",
    "msg",
    "detail",
)
_PAGE_TITLE = re.compile(r"<title[^>]{0,100}>([^<]{1,300})", re.IGNORECASE)


def retry_after(answer: Answer) -> int:
    """For how many seconds the far end asks to be left alone; 0 where it does not say."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), 86_400)
    try:
        wait = parsedate_to_datetime(value) - datetime.now(UTC)
    except (ValueError, TypeError, OverflowError):
        return 0
    return max(0, min(round(wait.total_seconds()), 86_400))


def said(answer: Answer, secrets: list[str]) -> str:
    """401 unauthorized: the status and the far end's words, on one line, short, with no secret in them."""
    text = _without(secrets, _words_in(answer))
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    line = line.removeprefix(str(answer.status)).lstrip(" :")
    return _cut(f"{answer.status} {line}".strip())


def _cut(line: str) -> str:
    return line if len(line) <= MOST_WORDS else line[: MOST_WORDS - 1].rstrip() + "…"


def _words_in(answer: Answer) -> str:
    text = answer.body[:20_000].decode("utf-8", "replace")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        page_title = _PAGE_TITLE.search(text)
        if page_title:
            return html.unescape(page_title[1])
        return "" if text.lstrip().startswith(("<", "{", "[")) else text[:2_000]
    return _words_of(found)[:2_000]


def _words_of(found: object, depth: int = 3) -> str:
    """The sentence in a JSON answer, wherever services put it."""
    if isinstance(found, str):
        return found
    if isinstance(found, list):
        return ", ".join(filter(None, (_words_of(each, depth - 1) for each in found[:5]))) if depth else ""
    if isinstance(found, dict) and depth:
        for name in _WORDS_OF_AN_ANSWER:
            words = _words_of(found.get(name), depth - 1)
            if words:
                return words
    return ""


def _without(secrets: list[str], text: str) -> str:
    """The text with each secret, and each longer part of one, as a …"""
    for secret in secrets:
        text = re.sub(re.escape(secret), "…", text, flags=re.IGNORECASE)
    lowered = [secret.lower() for secret in secrets]
    return re.sub(
        r"[\w.:+/=-]{6,}",
        lambda word: "…" if any(word[0].lower() in secret for secret in lowered) else word[0],
        text,
    )
