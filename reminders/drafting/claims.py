"""The names, days, times and numbers that a text claims, and which of them are known.

English, like the letters. It reads shapes and not meanings: it finds "Kafka" and "nine hours", not "I led the team".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from reminders.drafting.amounts import NUMBER, ORDINALS, amount
from reminders.drafting.proper_names import begins_sentence, folded, name_words, names

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)}|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)"
_MONTH = rf"(?:{'|'.join(_MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|{'|'.join(ORDINALS)})"
_YEAR = r"(?:(?:19|20)\d\d)"
_BEFORE_DAY = rf"(?:(?P<weekday>{_WEEKDAY})\.?,? (?:the )?)?"

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|(?<![\w@.])(?:[a-z0-9-]{1,63}\.){1,8}"
    r"(?:com|org|net|edu|gov|io|ai|dev|app|co|me|info|example|[a-z]{2}(?=/))\b(?:/[^\s<>\"]*)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]{1,255}")
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_BEFORE_DAY}(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})\b(?:\.?,? (?P<year>{_YEAR})\b)?",
        rf"\b{_BEFORE_DAY}(?P<month>{_MONTH})\.? (?:the )?(?P<day>{_DAY})\b(?![:.]\d)(?:,? (?P<year>{_YEAR})\b)?",
        rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b",
    )
)
_SLASHED = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2((?:20)?\d\d)\b")
_MONTH_AND_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\.?,? (?P<year>{_YEAR})\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])(?:(?P<colon>[:.])(?P<minute>[0-5]\d))?(?: ?(?P<half>[ap])\.?m\b\.?)?"
    r"|\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)
_DAY_WORD = re.compile(
    r"\b(?:(?P<day>yesterday|tomorrow|tonight)|(?P<side>last|next) (?P<span>week|month|year))\b",
    re.IGNORECASE,
)
_WEEKDAY_ALONE = re.compile(rf"\b{_WEEKDAY}(?=s?\b)", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"\b{_MONTH}\b", re.IGNORECASE)
_NUMBER = re.compile(NUMBER, re.IGNORECASE)
# Words and first names as well as months: a month only with a capital and after such a word.
_AMBIGUOUS_MONTHS = {"may", "march", "august", "april", "june", "mar", "jan", "jun"}
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|of|by|until|till|since|from|to|early|late|mid|next|last|this|coming|during)[ -]$", re.IGNORECASE
)


class What(StrEnum):
    """What a mark stands at."""

    NAME = "name"
    DATE = "date"
    WEEKDAY = "weekday"
    MONTH = "month"
    TIME = "time"
    NUMBER = "number"
    ADDRESS = "address"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters from `start` up to `end` of a text, and what they are."""

    start: int
    end: int
    what: What


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something a text says. One of `values` being known bears it out; of a name, all of them must be."""

    start: int
    end: int
    what: What
    values: frozenset[str]


_Fact = tuple[What, str]


@dataclass(frozen=True)
class Known:
    """What may be said: the days of the facts, and what their texts claim."""

    words: frozenset[str]
    facts: frozenset[_Fact]
    today: date

    @classmethod
    def of(cls, text: str, days: Iterable[date], today: date) -> Known:
        """From the words the user gave and the days on record; `today` is the reader's day."""
        facts = {(claim.what, value) for claim in _claims(text, today) for value in claim.values}
        facts |= {implied for what, value in list(facts) for implied in _implied(what, value)}
        facts |= {implied for day in days for implied in _said_of(day)}
        words = {part for word in name_words(text) for part in folded(word)}
        words |= {_MONTHS[int(value) - 1] for what, value in facts if what is What.MONTH}
        return cls(frozenset(words), frozenset(facts), today)

    def bears_out(self, claim: _Claim) -> bool:
        """Whether the claim follows from what is known."""
        if claim.what is What.NAME:
            return claim.values <= self.words
        return any((claim.what, value) in self.facts for value in claim.values)


def unfounded(text: str, known: Known) -> tuple[Mark, ...]:
    """The claims of a text that are not known, in order; names that stand side by side are one mark."""
    marks: list[Mark] = []
    for claim in _claims(text, known.today):
        if known.bears_out(claim):
            continue
        before = marks[-1] if marks else None
        beside = before is not None and text[before.end : claim.start] in {" ", " & "}
        if before is not None and beside and before.what is claim.what is What.NAME:
            marks[-1] = Mark(before.start, claim.end, What.NAME)
        else:
            marks.append(Mark(claim.start, claim.end, claim.what))
    return tuple(marks)


def _claims(text: str, today: date) -> list[_Claim]:
    """All claims in order, none within another: a day is no number, a link no name."""
    claims: list[_Claim] = []
    taken = bytearray(len(text))
    for claim in _found(text, today):
        if not any(taken[claim.start : claim.end]):
            taken[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
            claims.append(claim)
    for start, end, values in names(text, taken):
        claims.append(_Claim(start, end, What.NAME, values))
    return sorted(claims, key=lambda claim: claim.start)


def _found(text: str, today: date) -> Iterator[_Claim]:
    for match in _ADDRESS.finditer(text):
        written = match.group().rstrip(".!?'")
        yield _Claim(
            match.start(), match.start() + len(written), What.ADDRESS, frozenset({written.casefold()})
        )
    for match in _LINK.finditer(text):
        written = match.group().rstrip(".,;:!?)'")
        plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", written.casefold()).rstrip("/")
        yield _Claim(match.start(), match.start() + len(written), What.LINK, frozenset({plain}))
    yield from _dates(text, today)
    for match in _TIME.finditer(text):
        if minutes := _minutes(match):
            yield _claim(match, What.TIME, *map(str, minutes))
    for match in _WEEKDAY_ALONE.finditer(text):
        short = match.group().lower() not in _WEEKDAYS
        if not (short and (match.group()[0].islower() or begins_sentence(text, match.start()))):
            yield _claim(match, What.WEEKDAY, _weekday(match.group()))
    for match in _MONTH_ALONE.finditer(text):
        if _is_month(match.group(), _BEFORE_A_MONTH.search(text[max(0, match.start() - 12) : match.start()])):
            yield _claim(match, What.MONTH, str(_month(match.group())))
    for match in _NUMBER.finditer(text):
        value = amount(match.group())
        # "on the 3rd" may be a day, "my third year" is none.
        as_day = [f"day {value[:-2]}"] if value.endswith("th") and match.group()[0].isdigit() else []
        yield _claim(match, What.NUMBER, value, *as_day)


def _dates(text: str, today: date) -> Iterator[_Claim]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            if not _is_month(parts["month"], parts["month"][0].isupper()):
                continue
            day = f"{_month(parts['month']):02}-{_day(parts['day']):02}"
            day = f"{parts['year']}-{day}" if parts["year"] else day
            weekday = parts.get("weekday")
            yield _claim(match, What.DATE, f"{_weekday(weekday)} {day}" if weekday else day)
    for match in _SLASHED.finditer(text):
        one, other, year = int(match[1]), int(match[3]), f"20{match[4][-2:]}"
        either = [(month, day) for month, day in ((one, other), (other, one)) if month <= 12 and day <= 31]
        yield _claim(match, What.DATE, *(f"{year}-{month:02}-{day:02}" for month, day in either))
    for match in _MONTH_AND_YEAR.finditer(text):
        if _is_month(match["month"], match["month"][0].isupper()):
            yield _claim(match, What.DATE, f"{match['year']}-{_month(match['month']):02}")
    for match in _DAY_WORD.finditer(text):
        yield _claim(match, What.DATE, _relative(match, today))


def _relative(match: re.Match[str], today: date) -> str:
    if word := match["day"]:
        return (today + timedelta({"yesterday": -1, "tonight": 0, "tomorrow": 1}[word.lower()])).isoformat()
    way = 1 if match["side"].lower() == "next" else -1
    span = match["span"].lower()
    if span == "week":
        return _week(today + timedelta(7 * way))
    if span == "month":
        months = today.year * 12 + today.month - 1 + way
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(today.year + way)


def _said_of(day: date) -> set[_Fact]:
    """Every way in which a day on record may be spoken of."""
    short, weekday = f"{day:%m-%d}", day.weekday()
    spoken = {day.isoformat(), short, f"{day:%Y-%m}", _week(day), str(day.year)}
    spoken |= {f"{weekday} {day.isoformat()}", f"{weekday} {short}"}
    return {(What.DATE, value) for value in spoken} | {
        (What.WEEKDAY, str(weekday)),
        (What.MONTH, str(day.month)),
        (What.NUMBER, str(day.year)),
        (What.NUMBER, f"day {day.day}"),
    }


def _implied(what: What, value: str) -> set[_Fact]:
    """What else is known to somebody who was told this."""
    if what is What.TIME and int(value) % 60 == 0:
        return {(What.NUMBER, str(int(value) // 60)), (What.NUMBER, str((int(value) // 60 - 1) % 12 + 1))}
    if what is not What.DATE:
        return set()
    weekday, _, day = value.rpartition(" ")
    implied = {(What.DATE, day)} | ({(What.WEEKDAY, weekday)} if weekday else set())
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        try:
            return implied | _said_of(date.fromisoformat(day))
        except ValueError:
            return implied
    if re.fullmatch(r"\d\d-\d\d", day):
        implied |= {(What.MONTH, str(int(day[:2]))), (What.NUMBER, f"day {int(day[3:])}")}
        implied |= {(What.DATE, f"{weekday} {day}")} if weekday else set()
    elif re.fullmatch(r"\d{4}-\d\d", day):
        implied |= {(What.MONTH, str(int(day[5:]))), (What.NUMBER, day[:4])}
    return implied


def _claim(match: re.Match[str], what: What, *values: str) -> _Claim:
    return _Claim(match.start(), match.end(), what, frozenset(values))


def _is_month(word: str, as_one: object) -> bool:
    """Whether it is a month; of a word that may be another one, only if it is also used as one."""
    if word.isdigit():
        return 1 <= int(word) <= 12
    if word.lower() in _AMBIGUOUS_MONTHS:
        return word[0].isupper() and bool(as_one)
    return word.lower() in _MONTHS or word[0].isupper()


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()[:3]))


def _weekday(word: str) -> str:
    return str(next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(word.lower()[:3])))


def _day(word: str) -> int:
    return ORDINALS[word.lower()] if word[0].isalpha() else int(re.sub(r"\D", "", word))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"week {week} of {year}"


def _minutes(match: re.Match[str]) -> set[int]:
    """Minutes from midnight, each that may be meant; none where it is no time."""
    if word := match["word"]:
        return {0 if word.lower() == "midnight" else 720}
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
    if half:
        return {(hour % 12 + (12 if half == "p" else 0)) * 60 + minute}
    if match["colon"] != ":":
        return set()
    return {hour * 60 + minute} | ({(hour + 12) * 60 + minute} if 1 <= hour < 8 else set())
