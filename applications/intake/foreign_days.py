"""A day written in another language than English, as automatic replies name it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import dateparser

_LANGUAGES = ["de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs", "ru", "zh", "ja"]
_WRITTEN = re.compile(
    r"(?P<numbers>\b\d{1,2}[./]\s?\d{1,2}[./](?:\s?\d{2,4})?|\b\d{4}-\d\d-\d\d)"
    r"|(?P<words>\b\d{1,2}\.? (?:de )?[^\W\d_]{3,12}\.?(?: (?:de )?\d{4})?)"
    r"|(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
)


def read_day(words: str, *, said_on: date) -> date | None:
    """The first day written out in `words`, on `said_on` or after; None where there is none."""
    found = _WRITTEN.search(words[:200])
    if not found:
        return None
    if found["month"]:
        return _in_signs(found, said_on)
    try:
        parsed = dateparser.parse(
            found[0].rstrip("."),
            languages=["en", *_LANGUAGES],
            settings={
                "DATE_ORDER": "YMD" if re.match(r"\d{4}", found[0]) else "DMY",
                "PREFER_DATES_FROM": "future",
                "RELATIVE_BASE": datetime.combine(said_on, time()) - timedelta(days=1),
                "REQUIRE_PARTS": ["day", "month"],
                "PARSERS": ["absolute-time"],
                "RETURN_AS_TIMEZONE_AWARE": False,
            },
        )
    except (ValueError, OverflowError):
        return None
    day = parsed.date() if parsed else None
    return day if day and said_on <= day <= said_on + timedelta(days=730) else None


def _in_signs(found: re.Match[str], said_on: date) -> date | None:
    try:
        day = date(int(found["year"] or said_on.year), int(found["month"]), int(found["day"]))
        return day if day >= said_on else day.replace(year=said_on.year + 1)
    except ValueError:
        return None
