"""Dates as people and programs write them in spreadsheets."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale

FIRST_YEAR, LAST_YEAR = 1990, 2100
# A date without a year is the latest one that is not further ahead than this.
AHEAD = dt.timedelta(days=30)
NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "–",
        "/",
        "n/a",
        "na",
        "none",
        "null",
        "tbd",
        "tba",
        "tbc",
        "?",
        "x",
        "no",
        "unknown",
        "not yet",
    }
)
_LOCALES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs")

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})(?:\2\s?(\d{4}|\d{2}))?\.?(?![\d/.-])")
_NAMED = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|º|°)?[\s.\-/,]*(?:of\s+|de\s+|do\s+)?)?"
    r"(?P<month>[^\W\d_]{3,})\.?[\s.\-/,]*(?:de\s+|of\s+)?"
    r"(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?![\d:]))?(?:[\s.\-/,']*(?P<year>\d{4}|\d{2}(?![\d:])))?",
)
_WEEKDAY = re.compile(r"[^\W\d_]{2,}\.?,?\s+")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_TIME = re.compile(
    r"(?<!\d)(?P<h>\d{1,2})(?:(?::|h)(?P<m>\d{2}))?(?::\d{2}(?:[.,]\d+)?)?\s?(?P<half>[ap]\.?\s?m\.?)?(?![\d/])",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?:(?P<utc>Z|UTC|GMT)\b(?![+-]\d)|(?:UTC|GMT)?(?P<sign>[+-])(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?)"
)


class NoDate(ValueError):
    """The text names no day that can be read."""


class Ambiguous(ValueError):
    """Day and month could stand either way round, and nobody has said which."""


@dataclass(frozen=True)
class Moment:
    """A day, and the time on its clock if one was named. `offset`: of that clock, else it is the user's."""

    day: dt.date
    time: dt.time | None = None
    offset: dt.timedelta | None = None


def read_moment(
    text: str, *, day_first: bool | None, today: dt.date, from_1904: bool = False
) -> Moment | None:
    """What the text says; None where it says there is none ("n/a", "TBD").

    `day_first`: whether 03/04 is 3 April; None, where nobody has said. Raises NoDate, or Ambiguous.
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if text.casefold() in NOTHING:
        return None
    if len(text) > 100:
        raise NoDate
    # Notion writes a period with an arrow; it begins on its first day.
    text = re.split(r"\s*(?:→|->)\s*", text)[0]
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text), from_1904=from_1904)
    if compact := _COMPACT.fullmatch(text):
        return Moment(_day(*map(int, compact.groups())))
    if iso := _ISO.match(text):
        return _with_time(_day(int(iso[1]), int(iso[2]), int(iso[3])), text[iso.end() :])
    stripped = text
    if (weekday := _WEEKDAY.match(text)) and _month(weekday[0]) is None:
        stripped = text[weekday.end() :]
    if numbers := _DAY.match(stripped):
        return _with_time(_from_numbers(numbers, day_first, today), stripped[numbers.end() :])
    if (named := _NAMED.match(stripped)) and (month := _month(named["month"])):
        number = named["d1"] or named["d2"]
        if number is None:
            raise NoDate
        year, end = named["year"], named.end()
        if named["d1"] and named["d2"] and year is None:
            # "3 March 26": after a day, the second number is the year.
            year = named["d2"]
        day = _day(_year(year), month, int(number)) if year else _latest(month, int(number), today)
        return _with_time(day, stripped[end:])
    raise NoDate


def _from_serial(number: float, *, from_1904: bool) -> Moment:
    """Excel's count of days; the fraction is the time. 1900 counts a 29 February that never was."""
    first = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001
    at = first + dt.timedelta(minutes=round(number * 24 * 60))
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise NoDate
    return Moment(at.date(), at.time() if number % 1 else None)


def _from_numbers(numbers: re.Match[str], day_first: bool | None, today: dt.date) -> dt.date:
    first, mark, second, year = int(numbers[1]), numbers[2], int(numbers[3]), numbers[4]
    order = order_of(first, second, mark)
    if order is None:
        order = day_first if first != second else True
    if order is None:
        raise Ambiguous
    day, month = (first, second) if order else (second, first)
    return _day(_year(year), month, day) if year else _latest(month, day, today)


def order_of(first: int, second: int, mark: str) -> bool | None:
    """Whether the day stands first, where the numbers themselves tell. Dots are written where it does."""
    if first > 12 or mark == ".":
        return True
    return False if second > 12 else None


def tell_order(cells: Iterable[str], *, past: Iterable[str], today: dt.date) -> tuple[bool | None, str]:
    """Whether days stand first in these cells, and an example of one that needs to know.

    `past` are those whose day cannot be after `today`, which tells too. None where no cell tells, or cells
    contradict each other; no example where nobody has to know.
    """
    told: set[bool] = set()
    example = ""
    for cell, is_past in (*((cell, True) for cell in past), *((cell, False) for cell in cells)):
        if not (numbers := _DAY.match(cell.strip())):
            continue
        first, second = int(numbers[1]), int(numbers[3])
        order = order_of(first, second, numbers[2])
        if order is not None:
            if numbers[2] != ".":
                told.add(order)
        elif first != second and not example and first and second:
            example = cell.strip()
        if is_past and order is None and (only := _only_past(numbers, today)) is not None:
            told.add(only)
    return (told.pop() if len(told) == 1 else None), example


def _only_past(numbers: re.Match[str], today: dt.date) -> bool | None:
    """Whether days stand first, where the other way round the day would be still to come."""
    if not numbers[4]:
        return None
    possible = []
    for day_first in (True, False):
        try:
            if _from_numbers(numbers, day_first, today) <= today:
                possible.append(day_first)
        except NoDate:
            continue
    return possible[0] if len(possible) == 1 else None


def looks_like_date(text: str) -> bool:
    """Whether a cell holds a date rather than a name or a number."""
    try:
        return read_moment(text, day_first=True, today=dt.date(2026, 1, 1)) is not None
    except ValueError:
        try:
            return read_moment(text, day_first=False, today=dt.date(2026, 1, 1)) is not None
        except ValueError:
            return False


def _day(year: int, month: int, day: int) -> dt.date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoDate
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise NoDate from error


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _latest(month: int, day: int, today: dt.date) -> dt.date:
    for year in range(today.year + 1, today.year - 8, -1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found <= today + AHEAD:
            return found
    raise NoDate


def _with_time(day: dt.date, rest: str) -> Moment:
    """The day with the time that follows it. What follows and is no time makes it no date, but for a remark."""
    rest = rest.strip(" T,;@|").removeprefix("at ").strip(" ()")
    if not rest:
        return Moment(day)
    clock = _TIME.match(rest)
    if not clock or (clock["m"] is None and clock["half"] is None):
        raise NoDate
    hour, minute = int(clock["h"]), int(clock["m"] or 0)
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise NoDate
        hour = hour % 12 + (12 if clock["half"].lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        raise NoDate
    offset = _OFFSET.match(rest[clock.end() :].strip(" ("))
    # Programs write a day without a time as its midnight.
    midnight = hour == minute == 0 and not clock["half"]
    if midnight:
        return Moment(day)
    return Moment(day, dt.time(hour, minute), _offset(offset) if offset else None)


def _offset(found: re.Match[str]) -> dt.timedelta:
    if found["utc"]:
        return dt.timedelta()
    span = dt.timedelta(hours=int(found["h"]), minutes=int(found["m"] or 0))
    if span > dt.timedelta(hours=14):
        raise NoDate
    return -span if found["sign"] == "-" else span


def _month(word: str) -> int | None:
    return _months().get(_fold(word))


@cache
def _months() -> dict[str, int]:
    """Names of months and their short forms. Where two languages disagree, the one named first is believed."""
    known: dict[str, int] = {}
    for code in _LOCALES:
        names = Locale.parse(code).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in names[context][width].items():
                    if len(_fold(name)) >= 3:
                        known.setdefault(_fold(name), int(number))
    known.setdefault("sept", 9)
    return known


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if letter.isalpha())
