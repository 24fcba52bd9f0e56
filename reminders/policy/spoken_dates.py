"""Exact dates in what they said, and words like "next year", read by the `dateparser` library, strictly.

The library is generous: alone it makes dates of single numbers and of "may". So it only ever sees words
that can mean nothing but a day.
"""

from __future__ import annotations

import calendar as months_of
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import dateparser

from reminders.policy import english
from reminders.policy.workdays import Workdays

WEEKDAYS = {name.lower(): number for number, name in enumerate(english.WEEKDAYS)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5,
    "sun": 6,
}  # fmt: skip
MONTHS = {name.lower(): number for number, name in enumerate(english.MONTHS, start=1)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip

# "He sat down", "the sun" and "we wed" name no day; "by Sat" does.
_WORDS_TOO = {"wed", "sat", "sun"}
WEEKDAY = (
    "(?:"
    + "|".join(sorted(WEEKDAYS.keys() - _WORDS_TOO, key=len, reverse=True))
    + r"|(?:(?:^(?=wed))"
    + "".join(
        rf"|(?<=\b{lead} )" for lead in ("by", "on", "next", "this", "or", "until", "before", "from", "to")
    )
    + r"|(?<=[a-z]/))(?:wed|sat|sun))"
)
# "We may call" and "in the end may" name no month; "in May" does.
MONTH = (
    "(?:"
    + "|".join(sorted(MONTHS.keys() - {"may"}, key=len, reverse=True))
    + "".join(
        rf"|(?<=\b{lead})may"
        for lead in (
            "of ",
            "in ",
            "by ",
            "early ",
            "mid ",
            "mid-",
            "late ",
            "until ",
            "before ",
            "after ",
            "from ",
        )
    )
    + ")"
)

# Countries that write the month first.
_MONTH_FIRST = frozenset({
    "US", "USA", "AS", "ASM", "FM", "FSM", "GU", "GUM", "MH", "MHL", "MP", "MNP", "PH", "PHL", "PR", "PRI",
    "PW", "PLW", "UM", "UMI", "VI", "VIR",
})  # fmt: skip

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            *_UNITS, "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
            "seventeenth", "eighteenth", "nineteenth", "twentieth", *(f"twenty-{unit}" for unit in _UNITS),
            "thirtieth", "thirty-first",
        ),
        start=1,
    )
}  # fmt: skip

_ANY_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TH = "(?:st|nd|rd|th)"
_YEAR = r"(?:,? (?P<year>\d{4}))?(?!\d)"
# "3 may still drop out" and "November 3 rounds" are no dates.
_NOT_A_VERB = r"(?!may (?!\d|(?:at|or|to|and|by|then|if|we|i|they|latest)\b))"
_NOT_COUNTED = (
    r"(?!:\d| ?(?:[ap]\.?m\b|days?|weeks?|months?|candidates|people|rounds?|interviews?|more\b|of\b))"
)
_LATEST = r"(?=$| ?[,;!?)]|\.(?:$| )|-| (?:at|or|to|and|if|then|we|they|latest)\b)"
_DATES = (
    re.compile(r"(?<![\d./-])(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?![\d/-])"),
    re.compile(r"(?<![\d./-])(?P<short>\d{1,2}([/.-])\d{1,2}\2(?:\d{4}|\d{2}))(?![\d/-])"),
    re.compile(
        r"(?:^|\b(?:by|on|before|until|till|around|after|is|than|from|of|or|to|and|commencing|w/c"
        rf"|{WEEKDAY},?) )(?:the )?"
        rf"(?:(?P<short>(?!24/7)\d{{1,2}}/\d{{1,2}}){_LATEST}|(?P<dotted>\d{{1,2}}\.\d{{1,2}})\.(?=$|[ ,;!?)-]))"
    ),
    re.compile(
        rf"(?<![\d./])(?:\d{{1,2}}/)?(?P<day>\d{{1,2}})(?:{_TH}|\.)?(?: of)?[ -]{_NOT_A_VERB}(?P<month>{_ANY_MONTH})\b"
        rf"\.?{_YEAR}"
    ),
    re.compile(
        rf"\b(?P<month>{_ANY_MONTH})\.? (?:the )?(?P<day>\d{{1,2}}){_TH}?\b"
        rf"(?: ?(?:-|/|&|to|or|and) ?(?P<to>\d{{1,2}}){_TH}?\b(?![./-]?\d){_NOT_COUNTED})?{_YEAR}{_NOT_COUNTED}"
    ),
    re.compile(
        rf"\b(?P<word>(?:twenty-|thirty-)?(?:{'|'.join(_ORDINALS)})) (?:day )?of (?P<month>{_ANY_MONTH})\b{_YEAR}"
    ),
)
_DAY_OF_MONTH = re.compile(
    rf"(?:^|^the |\b(?:by|on|before|until|till|around|after|than|from|of|commencing|between) the "
    rf"|\b(?P<weekday>{WEEKDAY}),? (?:the )?)"
    rf"(?P<day>\d{{1,2}}){_TH}(?:(?: or | to | and | ?- ?|/)(?:the )?(?P<to>\d{{1,2}}){_TH}?)?"
    r"(?: of (?P<which>this|next|the) month\b)?"
    r"(?=$|[,.;!?)]| (?:at the latest|latest|if|then|we|they|or (?:so|earlier|sooner|later|before))\b)"
)
# "Friday 13" is a date where the day of that number is a Friday before long; else 13 may be an hour.
_WEEKDAY_AND_NUMBER = re.compile(
    rf"\b(?P<weekday>{WEEKDAY}),? (?P<day>\d{{1,2}})(?=$|[,;!?)]|\.(?:$| )| (?:or|and|to|at the latest)\b)"
)
_BEFORE_LONG = 3
# Nobody names more dates in one breath; the library takes its time over each.
_MOST_DATES = 12
_BEFORE_A_DATE = re.compile(rf"(?:\b{WEEKDAY}\.?,? )?(?:the )?$")
_LEAD = re.compile(
    r"^(?:(?:by|on|before|until|around|about|sometime|within|in|the|end of|they said|maybe|probably) )*"
)
_RELATIVE = re.compile(r"(?:next year|(?:a|one) year)(?: from now)?")


@dataclass(frozen=True)
class Said:
    """The local date on which words were said, and the business calendar they are read in.

    `order_of` is the country in whose order of day and month dates are read.
    """

    on: dt.date
    days: Workdays
    country: str | None
    order_of: str | None


class Phrase(NamedTuple):
    """A stretch of the words, from `start` up to `end`, and the date it means."""

    start: int
    end: int
    date: dt.date


def months_later(day: dt.date, number: int) -> dt.date:
    """The same day so many months on, or that month's last."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, months_of.monthrange(year, month + 1)[1]))


def exact_dates(words: str, said: Said) -> list[Phrase]:
    """Every date written out in `words` (lower case); without a year the first one from `said.on` on.

    13/11 is read in the reader's order, and the other way round only where that gives no date.
    """
    order = "MDY" if said.order_of in _MONTH_FIRST else "DMY"
    matches = (match for pattern in _DATES for match in pattern.finditer(words))
    found = [(match, _written(match, said.on, order)) for match in islice(matches, _MOST_DATES)]
    found += [(match, _day_of_month(match, said.on)) for match in _DAY_OF_MONTH.finditer(words)]
    found += [(match, _weekday_and_number(match, said.on)) for match in _WEEKDAY_AND_NUMBER.finditer(words)]
    return [Phrase(_start(words, match), match.end(), date) for match, date in found if date is not None]


def relative_date(words: str, said_on: dt.date) -> dt.date | None:
    """ "next year": the whole of `words`, less a lead-in, or None."""
    bare = _LEAD.sub("", words).strip(" .,;!?")
    return _parse(bare, said_on, "DMY", strictly=False) if _RELATIVE.fullmatch(bare) else None


def _start(words: str, match: re.Match[str]) -> int:
    """Where the date begins, its weekday included."""
    first = min(start for name in match.groupdict() if (start := match.start(name)) >= 0)
    before = _BEFORE_A_DATE.search(words, 0, first)
    return before.start() if before else first


def _written(match: re.Match[str], said_on: dt.date, order: str) -> dt.date | None:
    parts = match.groupdict()
    if iso := parts.get("iso"):
        return _parse(iso, said_on, "YMD")
    if dotted := parts.get("dotted"):
        return _parse(dotted.replace(".", "/"), said_on, "DMY")
    if short := parts.get("short"):
        written = short.replace(".", "/")
        return _parse(written, said_on, order) or _parse(written, said_on, order[1::-1] + "Y")
    day = _ORDINALS.get(parts.get("word") or "") or parts.get("to") or parts["day"]
    return _parse(f"{day} {parts['month']} {parts['year'] or ''}".strip(), said_on, "DMY")


def _day_of_month(match: re.Match[str], said_on: dt.date) -> dt.date | None:
    """The next day of that number from `said_on` on, and of that weekday where one is named."""
    number, which = int(match["to"] or match["day"]), match["which"]
    weekday = None if match["weekday"] is None or match["to"] else WEEKDAYS[match["weekday"]]
    for date in _days_of_number(number, said_on.replace(day=1)):
        if which:
            this = (date.year, date.month) == (said_on.year, said_on.month)
            if this == (which != "next"):
                return date
        elif date >= said_on and weekday in (None, date.weekday()):
            return date
    return None


def _weekday_and_number(match: re.Match[str], said_on: dt.date) -> dt.date | None:
    """The first day of that number and weekday in the months just ahead."""
    number, weekday = int(match["day"]), WEEKDAYS[match["weekday"]]
    ahead = islice(_days_of_number(number, said_on.replace(day=1)), _BEFORE_LONG)
    return next((date for date in ahead if date >= said_on and date.weekday() == weekday), None)


def _days_of_number(number: int, first: dt.date) -> Iterator[dt.date]:
    # Every weekday falls on every number within four years, the 31st included.
    for later in range(48):
        month = months_later(first, later)
        if 1 <= number <= months_of.monthrange(month.year, month.month)[1]:
            yield month.replace(day=number)


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
