"""What people say about timing, as a small grammar over lower-case text with plain dashes.

Every reader is tried and the longest phrase counts; where another stands right beside it ("Thursday or
Friday"), the later of both. Spans of time ("two weeks") are read in `spans`, seasons in `seasons`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from reminders.policy.said import Said
from reminders.policy.seasons import SEASONS
from reminders.policy.spans import NUMBER, number_of, spans
from reminders.policy.spoken_dates import MONTHS, WEEKDAYS, months_later
from reminders.policy.workdays import Workdays

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_TUESDAY, _WEDNESDAY, _THURSDAY = _DAY, 2 * _DAY, 3 * _DAY
# "Early" and "the middle" of a month.
_EARLY_DAY, _MIDDLE_DAY = 7, 15

_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:,? (?P<year>\d{4}))?\b"
_END = r"(?:the )?(?:very )?end(?: of|-of)?(?: the)?"
_EARLY = r"(?:early(?: in)?|(?:the )?(?:very )?(?:beginning|start) of|first (?:thing|part of))(?: the)?"
_MIDDLE = r"(?:mid|(?:around )?(?:the )?middle of|midway through|half ?way through)(?: the)?"
_LATE = rf"(?:late(?:r)?(?: in)?|(?:the )?(?:second|latter|back) half of|towards? {_END}|{_END})(?: the)?"
_SOME_MONTH = rf"(?:(?P<month>{_MONTH}){_YEAR}|(?P<which>next|this) month\b)(?! ?\d)"
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


_Reader: TypeAlias = Callable[[Said, re.Match[str]], dt.date | None]
_Readers: TypeAlias = tuple[tuple[re.Pattern[str], _Reader], ...]


@dataclass(frozen=True)
class _Phrase:
    start: int
    end: int
    date: dt.date

    @property
    def length(self) -> int:
        return self.end - self.start


def spoken(words: str, said_on: dt.date, days: Workdays, country: str | None = None) -> dt.date | None:
    """The date of the longest phrase in `words`, said on `said_on`; of two as long the later date.

    Phrases joined to it by "or", "to", "and", a dash, slash or comma give the later date.
    """
    said = Said(said_on, days, country)
    found = sorted(_phrases(words, said), key=lambda each: (each.start, each.end))
    best = max(found, key=lambda each: (each.length, each.date), default=None)
    if best is None:
        return None
    return max(each.date for each in _neighbours(words, best, found))


def _phrases(words: str, said: Said) -> Iterator[_Phrase]:
    for pattern, read in _READERS:
        for match in pattern.finditer(words):
            date = read(said, match)
            if date is not None:
                yield _Phrase(match.start(), match.end(), date)
    for season, find in SEASONS:
        for match in season.finditer(words):
            date = find(said.on, said.days, said.country)
            if date is not None:
                yield _Phrase(match.start(), match.end(), date)
    for match, date in spans(words, said.on, said.days):
        yield _Phrase(match.start(), match.end(), date)


_JOINED = re.compile(r" ?(?:,|-|/|to|or|and|, ?or|or (?:even|maybe|possibly|by|on)) ?(?:the )?")


def _neighbours(words: str, best: _Phrase, found: list[_Phrase]) -> list[_Phrase]:
    """The best phrase with those joined to it on either side, one after the other."""
    chain = [best]
    for each in found:
        if each.start >= chain[-1].end and _JOINED.fullmatch(words[chain[-1].end : each.start]):
            chain.append(each)
    for each in reversed(found):
        if each.end <= chain[0].start and _JOINED.fullmatch(words[each.end : chain[0].start]):
            chain.insert(0, each)
    return chain


def _on_weekday(name: str) -> dt.timedelta:
    return _DAY * WEEKDAYS[name]


def _next_weekday(said: Said, name: str) -> dt.date:
    """The next such day strictly after it was said."""
    return said.on + _DAY * ((WEEKDAYS[name] - said.on.weekday() - 1) % 7 + 1)


def _this_weekday(said: Said, name: str) -> dt.date:
    """The next such day, that day included."""
    return said.on + _DAY * ((WEEKDAYS[name] - said.on.weekday()) % 7)


def _day_of_week(day: dt.timedelta) -> _Reader:
    def read(said: Said, match: re.Match[str]) -> dt.date:
        return said.monday + (_WEEK if match["which"] != "this" else dt.timedelta()) + day

    return read


def _midweek(said: Said, _: re.Match[str]) -> dt.date:
    wednesday = said.monday + _WEDNESDAY
    return wednesday if wednesday >= said.on else wednesday + _WEEK


def _day_of_month(day: int) -> _Reader:
    def read(said: Said, match: re.Match[str]) -> dt.date | None:
        first = said.month(match)
        return first.replace(day=day) if first else None

    return read


def _late_in_month(said: Said, match: re.Match[str]) -> dt.date | None:
    first = said.month(match)
    return said.end_of_month(first) if first else None


def _week_of_month(said: Said, match: re.Match[str]) -> dt.date | None:
    """The last business day of that week. A week belongs to the month that has its Thursday."""
    first = said.month(match) if match["month"] or match["which"] else said.on.replace(day=1)
    if first is None:
        return None
    found = _end_of_nth_week(said, first, match["nth"])
    if found is not None and found < said.on and match["month"] and not match["year"]:
        found = _end_of_nth_week(said, months_later(first, 12), match["nth"])
    return found


def _end_of_nth_week(said: Said, first: dt.date, nth: str) -> dt.date | None:
    thursday = first + _DAY * ((_THURSDAY.days - first.weekday()) % 7)
    if nth in _NTH:
        thursday += _WEEK * (_NTH[nth] - 1)
    else:
        while (thursday + _WEEK).month == first.month:
            thursday += _WEEK
    return said.last_workday(thursday - _THURSDAY)


def _calendar_week(said: Said, match: re.Match[str]) -> dt.date | None:
    """The last business day of an ISO week, of this year or the next."""
    for year in (said.on.year, said.on.year + 1):
        try:
            monday = dt.date.fromisocalendar(year, int(match["number"]), 1)
        except ValueError:
            continue
        found = said.last_workday(monday)
        if found is not None and found >= said.on:
            return found
    return None


def _quarter(said: Said, match: re.Match[str]) -> dt.date | None:
    """The last business day of a quarter; of its first month where it is early, its second in the middle."""
    if match["number"]:
        year, number = int(match["year"] or said.on.year), int(match["number"])
        if not said.on.year <= year <= said.on.year + 1:
            return None
    else:
        year, number = said.on.year, (said.on.month - 1) // 3 + 1 + ("next" in match[0])
    last = months_later(dt.date(year, 1, 1), 3 * number - 1)
    if match["number"] and not match["year"] and months_later(last, 1) <= said.on:
        last = months_later(last, 12)
    part = match["part"] or ""
    early = part.startswith(("by", "early", "beginning", "start")) and "end" not in part
    back = 2 if early else 1 if part.startswith("mid") else 0
    return said.end_of_month(months_later(last, -back))


_READERS: _Readers = (
    (
        re.compile(rf"\b(?:(?:later |{_END} )?this week|{_END}[ -]week|eow|(?:by|before) the weekend)\b"),
        lambda said, _: said.end_of_week(0),
    ),
    (
        re.compile(rf"\b(?:(?:{_LATE} )?(?:next|the following) week|this week or next)\b"),
        lambda said, _: said.end_of_week(1),
    ),
    (
        re.compile(
            rf"\b(?:(?:{_END} )?(?:the )?week after next"
            r"|next week or (?:the )?(?:week after|one after|following week|next))\b"
        ),
        lambda said, _: said.end_of_week(2),
    ),
    (re.compile(rf"\b{_EARLY} (?P<which>this|next|following) week\b"), _day_of_week(_TUESDAY)),
    (re.compile(rf"\b{_MIDDLE}[ -](?P<which>this|next|following) week\b"), _day_of_week(_WEDNESDAY)),
    (re.compile(r"\bmid-?week (?P<which>next|the following) week\b"), _day_of_week(_WEDNESDAY)),
    (re.compile(rf"\b(?:mid-?week|{_MIDDLE}[ -]week)\b(?! next)"), _midweek),
    (re.compile(r"\b(?:after|over|following) the weekend\b"), lambda said, _: said.monday + _WEEK),
    (
        re.compile(
            rf"\b(?:{_END} this month|{_END}[ -]month|month(?:'s)?[ -]end|eom|(?:later )?this month)\b"
        ),
        lambda said, _: said.end_of_month(said.on.replace(day=1)),
    ),
    (re.compile(rf"\b{_EARLY}[ -]{_SOME_MONTH}"), _day_of_month(_EARLY_DAY)),
    (re.compile(rf"\b(?:{_MIDDLE}|(?:the )?first half of)[ -]{_SOME_MONTH}"), _day_of_month(_MIDDLE_DAY)),
    (
        re.compile(rf"\b(?:{_LATE}|(?:sometime |some time |later )?(?:in|during))[ -]{_SOME_MONTH}"),
        _late_in_month,
    ),
    (re.compile(rf"\b(?:by|before) (?P<month>{_MONTH}){_YEAR}(?P<which>)(?! ?\d)"), _day_of_month(1)),
    (
        re.compile(
            rf"\b(?P<nth>{'|'.join(_NTH)}|last|final)(?: full)? week (?:of|in) "
            rf"(?:{_SOME_MONTH}|(?:the|this) month\b)"
        ),
        _week_of_month,
    ),
    (
        re.compile(r"\b(?:kw|cw|wk|(?:calendar )?week)\.? ?(?:no\.? |number )?(?P<number>[1-9]\d?)\b(?! of)"),
        _calendar_week,
    ),
    (
        re.compile(
            rf"\b(?:(?P<part>by|early|beginning of|start of|mid|middle of|late|in|during|{_END}"
            rf"|(?:by|before) {_END})(?: in)? )(?:the )?(?:q(?P<number>[1-4])\b{_YEAR}"
            r"|(?:next|this|the) quarter\b)"
            r"|\b(?:(?:next|this) quarter|eoq)\b"
        ),
        _quarter,
    ),
    (
        re.compile(rf"\bnext (?P<day>{_WEEKDAY})\b"),
        lambda said, match: said.monday + _WEEK + _on_weekday(match["day"]),
    ),
    (
        re.compile(rf"\b(?P<day>{_WEEKDAY})(?: of)?,? (?:next|the following) week\b"),
        lambda said, match: said.monday + _WEEK + _on_weekday(match["day"]),
    ),
    (
        re.compile(rf"\b(?:next|the following) week,?(?: on)? (?P<day>{_WEEKDAY})\b"),
        lambda said, match: said.monday + _WEEK + _on_weekday(match["day"]),
    ),
    (
        re.compile(rf"\b(?:the )?(?P<day>{_WEEKDAY}) after next\b"),
        lambda said, match: said.monday + 2 * _WEEK + _on_weekday(match["day"]),
    ),
    (
        re.compile(rf"\b(?P<day>{_WEEKDAY}) week\b"),
        lambda said, match: _next_weekday(said, match["day"]) + _WEEK,
    ),
    (
        re.compile(rf"\b(?P<number>{NUMBER}|a) weeks? (?:on|from|after) (?P<day>{_WEEKDAY})\b"),
        lambda said, match: _next_weekday(said, match["day"]) + number_of(match["number"]) * _WEEK,
    ),
    (
        re.compile(rf"\bthis (?:coming )?(?P<day>{_WEEKDAY})\b"),
        lambda said, match: _this_weekday(said, match["day"]),
    ),
    (
        re.compile(
            rf"(?<!\blast )(?<!\bsince )(?<!\bpast )(?<!\bprevious )(?<!\bevery )(?<!\beach )\b(?P<day>{_WEEKDAY})\b"
        ),
        lambda said, match: _next_weekday(said, match["day"]),
    ),
    (
        re.compile(
            r"\b(?:(?:later|by(?: the end of)?|before the end of) )?(?:today|tonight|this (?:afternoon|evening))\b"
        ),
        lambda said, _: said.on,
    ),
    (
        re.compile(
            r"\b(?:(?:by|before) (?:the )?(?:end of (?:the )?(?:business |working )?(?:day|business|play)"
            r"|close of (?:business|play))|eod|cob)\b"
            rf"(?!,? (?:on |this |next |of )?(?:{_WEEKDAY}|tomorrow|the \d))"
        ),
        lambda said, _: said.on,
    ),
    (
        re.compile(
            r"\b(?<!after )(?:(?:by|before) (?:the end of )?)?tomorrow(?: (?:morning|afternoon|evening))?\b"
        ),
        lambda said, _: said.on + _DAY,
    ),
    (re.compile(r"\b(?:the )?day after tomorrow\b"), lambda said, _: said.on + 2 * _DAY),
)
