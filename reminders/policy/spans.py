"""Spans of time in what they said: "two weeks", "10 business days", "a week or two", "a fortnight"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from reminders.policy.spoken_dates import months_later
from reminders.policy.workdays import Workdays

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "sixty": 60, "ninety": 90}
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)} | _TENS | {
    "a": 1, "an": 1, "another": 1, "couple": 2, "couple of": 2, "few": 3,
}  # fmt: skip
_WEEK = dt.timedelta(days=7)
# A week and a half, rounded up.
_WEEK_AND_A_HALF = dt.timedelta(days=11)

NUMBER = rf"(?:\d{{1,3}}|{'|'.join([*_WORDS, *_TENS])})"
_SOME = r"couple of|couple|few"
_UNIT = r"(?P<unit>(?:business |working )?(?:day|week|month)s?)"
_LEAD = r"(?:with ?in |in |over |after |for )?(?:about |around |roughly )?(?:the )?(?:next )?"

_SPAN = re.compile(
    rf"(?<!\d)(?<!\d[.,/-])\b{_LEAD}"
    rf"(?:(?:(?:a|one|1|next|another) )?(?P<or_unit>day|week|month) or (?P<or>{NUMBER})\b"
    r"(?: days| weeks| months)?"
    rf"|(?:(?:a|one|1|another) )?(?P<so_unit>day|week|month) or so"
    rf"|(?:(?P<low>{NUMBER}) ?(?:-+|to|or|/) ?)?(?:a )?(?P<high>{NUMBER}|{_SOME}|an?|another)[ -]?{_UNIT}"
    rf"|(?:a )?(?P<fortnight>fortnight))\b(?! ago| and a half)"
)
_OTHERS: tuple[tuple[re.Pattern[str], dt.timedelta], ...] = (
    (re.compile(r"\b(?:a|one|1) week and a half\b"), _WEEK_AND_A_HALF),
    (re.compile(r"\b(?:in|over|within|during) the coming week\b"), _WEEK),
)
_HOURS = re.compile(
    rf"\b(?:with ?in|in) (?:the next )?(?:{NUMBER} ?(?:-+|to|or) ?)?(?P<hours>{NUMBER})[ -]?(?:hours?|hrs?|h)\b"
)
_BEHIND = re.compile(r"(?:last|past|previous) $")


def number_of(word: str) -> int:
    """The number that digits or a word mean. Raises KeyError for a word that is none."""
    return int(word) if word.isdigit() else _NUMBERS[word]


def spans(words: str, said_on: dt.date, days: Workdays) -> Iterator[tuple[re.Match[str], dt.date]]:
    """Each span in `words` with the date it reaches from `said_on`: the longest wait the words allow."""
    for match in _SPAN.finditer(words):
        if not _BEHIND.search(words[: match.start()]):
            yield match, _after(match, said_on, days)
    for pattern, span in _OTHERS:
        for match in pattern.finditer(words):
            yield match, said_on + span
    for match in _HOURS.finditer(words):
        yield match, said_on + dt.timedelta(days=-(-number_of(match["hours"]) // 24))


def _after(match: re.Match[str], said_on: dt.date, days: Workdays) -> dt.date:
    if match["fortnight"]:
        return said_on + 2 * _WEEK
    if match["or_unit"]:
        number, unit = number_of(match["or"]), match["or_unit"]
    elif match["so_unit"]:
        number, unit = 1, match["so_unit"]
    else:
        number, unit = max(number_of(match["high"]), number_of(match["low"] or "0")), match["unit"]
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
