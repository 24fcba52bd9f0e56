"""Exact dates in what they said, and words like "tomorrow", read by the `dateparser` library, strictly.

The library is generous: alone it makes dates of single numbers and of "may". So it only ever sees words
that can mean nothing but a day.
"""

from __future__ import annotations

import calendar as months_of
import datetime as dt
import re
from typing import Any

import dateparser

from reminders.policy import english

WEEKDAYS = {name.lower(): number for number, name in enumerate(english.WEEKDAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
}  # fmt: skip
MONTHS = {name.lower(): number for number, name in enumerate(english.MONTHS, start=1)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip

# Countries that write the month first.
_MONTH_FIRST = frozenset({
    "US", "USA", "AS", "ASM", "FM", "FSM", "GU", "GUM", "MH", "MHL", "MP", "MNP", "PH", "PHL", "PR", "PRI",
    "PW", "PLW", "UM", "UMI", "VI", "VIR",
})  # fmt: skip

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:,? (?P<year>\d{4}))?(?!\d)"
_DATES = (
    re.compile(r"(?<![\d./-])(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?![\d/-])"),
    re.compile(r"(?<![\d./-])(?P<short>\d{1,2}([/.-])\d{1,2}\2(?:\d{4}|\d{2}))(?![\d/-])"),
    re.compile(
        r"(?:^|\b(?:by|on|before|until|around|after|from|than|is) )(?:the )?"
        r"(?P<short>(?!24/7)\d{1,2}/\d{1,2}|\d{1,2}\.\d{1,2}\.)(?=$| ?[,;!?)]|\.(?:$| ))"
    ),
    re.compile(rf"(?<![\d./])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>{_MONTH})\b\.?{_YEAR}"),
    re.compile(rf"\b(?P<month>{_MONTH})\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR}"),
)
_DAY_OF_MONTH = re.compile(
    r"(?:^(?:the )?|\b(?:by|on|before|until|till|around|after|than|from|of) the "
    rf"|\b(?:{'|'.join(WEEKDAYS)}),? (?:the )?)"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)(?=$|[,.;!?)]| (?:at|or|if|so|and)\b)"
)
# "the first of December", "1 of december".
_ORDINALS = {"first": "1st", "second": "2nd", "third": "3rd"}
_ORDINAL = re.compile(rf"\b(?P<nth>{'|'.join(_ORDINALS)})(?= of (?:{_MONTH})\b)")
_LEAD = re.compile(
    r"^(?:(?:by|on|before|until|around|about|sometime|within|in|the|end of|they said|maybe|probably) )*"
)
_RELATIVE = re.compile(
    r"(?:today|tonight|tomorrow|(?:the )?day after tomorrow|next month|next year|(?:a|an|one) (?:month|year))"
    r"(?: from now)?"
)


def months_later(day: dt.date, number: int) -> dt.date:
    """The same day so many months on, or that month's last."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, months_of.monthrange(year, month + 1)[1]))


def exact_dates(words: str, said_on: dt.date, country: str | None) -> list[dt.date]:
    """Every date written out in `words` (lower case); without a year the first one from `said_on` on.

    13/11 is read in the country's order, and the other way round only where that gives no date.
    """
    words = _ORDINAL.sub(lambda match: _ORDINALS[match["nth"]], words)
    order = "MDY" if country in _MONTH_FIRST else "DMY"
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(words):
            parts = match.groupdict()
            if iso := parts.get("iso"):
                date = _parse(iso, said_on, "YMD")
            elif short := parts.get("short"):
                written = short.rstrip(".").replace(".", "/")
                date = _parse(written, said_on, order) or _parse(written, said_on, order[1::-1] + "Y")
            else:
                date = _parse(
                    f"{parts['day']} {parts['month']} {parts['year'] or ''}".strip(), said_on, "DMY"
                )
            if date:
                found.append(date)
    found += [
        date for match in _DAY_OF_MONTH.finditer(words) if (date := _next_day(said_on, int(match["day"])))
    ]
    return found


def relative_date(words: str, said_on: dt.date) -> dt.date | None:
    """ "tomorrow", "next month": the whole of `words`, less a lead-in, or None."""
    bare = _LEAD.sub("", words).strip(" .,;!?")
    return _parse(bare, said_on, "DMY", strictly=False) if _RELATIVE.fullmatch(bare) else None


def _next_day(said_on: dt.date, day: int) -> dt.date | None:
    """The next day of that number, `said_on` included."""
    for number in range(12):
        month = months_later(said_on.replace(day=1), number)
        if 1 <= day <= months_of.monthrange(month.year, month.month)[1] and month.replace(day=day) >= said_on:
            return month.replace(day=day)
    return None


def _parse(text: str, said_on: dt.date, order: str, *, strictly: bool = True) -> dt.date | None:
    # For the library, "from the base on" leaves the base itself out: a date said on its own day would become
    # next year's. So a date counts from the day before.
    base = dt.datetime.combine(said_on, dt.time()) - dt.timedelta(days=1 if strictly else 0)
    settings: dict[str, Any] = {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": order,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    if strictly:
        settings |= {"REQUIRE_PARTS": ["day", "month"], "PARSERS": ["absolute-time"]}
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return found.date() if found else None
