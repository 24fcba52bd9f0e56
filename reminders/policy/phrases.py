"""The policy's list of phrases about timing, as a small grammar over lower-case text with plain dashes."""

from __future__ import annotations

import calendar as months_of
import datetime as dt
import re
from collections.abc import Callable, Iterator

from reminders.policy.spoken_dates import MONTHS, WEEKDAYS, months_later
from reminders.policy.workdays import Workdays

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)} | {
    "a": 1, "an": 1, "another": 1, "couple": 2, "couple of": 2, "few": 3,
    "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip
_WEEK = dt.timedelta(days=7)

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join([*_WORDS, 'thirty', 'sixty', 'ninety'])})"
_SOME = r"couple of|couple|few"
_UNIT = r"(?P<unit>(?:business |working )?(?:day|week|month)s?)"
_LEAD = r"(?:with ?in |in |over |after |for )?(?:about |around |roughly )?(?:the )?(?:next )?"
_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)
_END = r"(?:the )?(?:very )?end(?: of|-of)?(?: the)?"

# "Longest phrase wins": every pattern is tried, the longest match counts.
_THIS_WEEK = re.compile(
    rf"\b(?:(?:later |{_END} )?this week|(?:the )?end(?: of|-of)(?:[ -]the)?[ -]week|eow)\b"
)
_NEXT_WEEK = re.compile(rf"\b(?:{_END} )?(?:early |late |later |mid |mid-)?next week\b")
_WEEK_AFTER_NEXT = re.compile(
    rf"\b(?:(?:{_END} )?(?:the )?week after next"
    r"|next week or (?:the )?(?:week after|one after|following week))\b"
)
_THIS_MONTH = re.compile(
    rf"\b(?:{_END} this month|(?:the )?end(?: of|-of)(?:[ -]the)?[ -]month|month(?:'s)?[ -]end|eom)\b"
)
_NEXT_MONTH = re.compile(rf"\b{_END} next month\b")
_NAMED_MONTH = re.compile(rf"\b{_END} (?P<month>{_MONTH})\b(?:,? (?P<year>\d{{4}})\b)?(?! \d)")
_WEEKDAY_NEXT_WEEK = re.compile(
    rf"\b(?:next (?P<a>{_WEEKDAY})|(?P<b>{_WEEKDAY})(?: of)? next week"
    rf"|next week,?(?: on)? (?P<c>{_WEEKDAY}))\b"
)
_PLAIN_WEEKDAY = re.compile(rf"\b(?<!last )(?P<day>{_WEEKDAY})\b")
_SPAN = re.compile(
    rf"(?<!\d)(?<!\d[.,/-])\b{_LEAD}"
    rf"(?:(?:(?:a|one|1|next|another) )?(?P<or_unit>day|week|month) or (?P<or>{_NUMBER})\b"
    r"(?: days| weeks| months)?"
    rf"|(?:a|one|1|another) (?P<so_unit>day|week|month) or so"
    rf"|(?:(?P<low>{_NUMBER}) ?(?:-+|to|or|/) ?)?(?:a )?(?P<high>{_NUMBER}|{_SOME}|an?|another)[ -]?{_UNIT}"
    rf"|(?:a )?(?P<fortnight>fortnight))\b(?! ago| and a half)"
)
_BEHIND = re.compile(r"(?:last|past|previous) $")
_HOLIDAYS = re.compile(
    r"\bafter (?:the )?(?:(?:christmas|winter|festive|year-end) )?"
    r"(?:holidays?|christmas|new year(?:'s)?)\b"
)


def spoken(words: str, said_on: dt.date, days: Workdays) -> dt.date | None:
    """The date of the longest phrase in `words`, said on `said_on`; of two as long the later date."""
    found = list(_phrases(words, said_on, days))
    return max(found, default=(0, None))[1]


def _phrases(words: str, said_on: dt.date, days: Workdays) -> Iterator[tuple[int, dt.date]]:
    """Every phrase found, as its length and its date."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], dt.date | None]], ...] = (
        (_THIS_WEEK, lambda _: _end_of_week(said_on, 0, days)),
        (_NEXT_WEEK, lambda _: _end_of_week(said_on, 1, days)),
        (_WEEK_AFTER_NEXT, lambda _: _end_of_week(said_on, 2, days)),
        (_THIS_MONTH, lambda _: _end_of_month(said_on, said_on, days)),
        (_NEXT_MONTH, lambda _: _end_of_month(months_later(said_on.replace(day=1), 1), said_on, days)),
        (_NAMED_MONTH, lambda match: _end_of_named_month(match, said_on, days)),
        (
            _WEEKDAY_NEXT_WEEK,
            lambda match: _monday(said_on) + _WEEK + _weekday(match["a"] or match["b"] or match["c"]),
        ),
        (_PLAIN_WEEKDAY, lambda match: _next_weekday(said_on, match["day"])),
        (_SPAN, lambda match: _after_span(words, match, said_on, days)),
        (_HOLIDAYS, lambda _: _after_holidays(said_on)),
    )
    for pattern, read in readers:
        for match in pattern.finditer(words):
            date = read(match)
            if date is not None:
                yield match.end() - match.start(), date


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _last_workday(first: dt.date, last: dt.date, said_on: dt.date, days: Workdays) -> dt.date | None:
    """The last business day from `first` to `last`; None where there is none or it is before `said_on`."""
    found = days.on_or_before(last)
    return found if found >= max(first, said_on) else None


def _end_of_week(said_on: dt.date, weeks: int, days: Workdays) -> dt.date:
    """The last business day of a week, Monday to Sunday; where it is gone already, the next week's."""
    monday = _monday(said_on) + weeks * _WEEK
    while True:
        found = _last_workday(monday, monday + dt.timedelta(days=6), said_on, days)
        if found:
            return found
        monday += _WEEK


def _end_of_month(month: dt.date, said_on: dt.date, days: Workdays) -> dt.date:
    """The last business day of a month; where it is gone already, the next month's."""
    first = month.replace(day=1)
    while True:
        last = first.replace(day=months_of.monthrange(first.year, first.month)[1])
        found = _last_workday(first, last, said_on, days)
        if found:
            return found
        first = months_later(first, 1)


def _end_of_named_month(match: re.Match[str], said_on: dt.date, days: Workdays) -> dt.date | None:
    number = MONTHS[match["month"]]
    year = int(match["year"] or said_on.year + (number < said_on.month))
    if not said_on.year <= year <= said_on.year + 1:
        return None
    return _end_of_month(dt.date(year, number, 1), said_on, days)


def _weekday(name: str) -> dt.timedelta:
    return dt.timedelta(days=WEEKDAYS[name])


def _next_weekday(said_on: dt.date, name: str) -> dt.date:
    """The next such day strictly after `said_on`."""
    ahead = (WEEKDAYS[name] - said_on.weekday() - 1) % 7 + 1
    return said_on + dt.timedelta(days=ahead)


def _after_span(words: str, match: re.Match[str], said_on: dt.date, days: Workdays) -> dt.date | None:
    """ "within a week", "2-3 weeks", "a few days": the longest wait that the words allow."""
    if _BEHIND.search(words[: match.start()]):
        return None
    if match["fortnight"]:
        return said_on + 2 * _WEEK
    if match["or_unit"]:
        number, unit = _number(match["or"]), match["or_unit"]
    elif match["so_unit"]:
        number, unit = 1, match["so_unit"]
    else:
        number, unit = max(_number(match["high"]), _number(match["low"] or "0")), match["unit"]
    if unit.startswith(("business", "working")):
        # Business weeks and months are ordinary ones.
        if "day" in unit:
            return days.count(said_on, number)
        unit = unit.split()[1]
    if unit.startswith("day"):
        return said_on + dt.timedelta(days=number)
    if unit.startswith("week"):
        return said_on + number * _WEEK
    return months_later(said_on, number)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _after_holidays(said_on: dt.date) -> dt.date | None:
    """Friday of the first January week whose Monday is in January, if said from 1 November to that day."""
    year = said_on.year + (said_on.month >= 11)
    first = dt.date(year, 1, 1)
    friday = first + dt.timedelta(days=-first.weekday() % 7 + 4)
    return friday if dt.date(year - 1, 11, 1) <= said_on <= friday else None
