"""The policy's list of phrases about timing, as a small grammar over lower-case text with plain dashes.

Longest phrase wins. What stands directly beside it, joined by "or", "to" or a dash, counts with it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from reminders.policy.feasts import FEASTS
from reminders.policy.periods import PERIODS
from reminders.policy.spans import NEAR_DAYS, SPANS, Reader
from reminders.policy.spoken_dates import Phrase, Said

# "Last Friday", "since Monday", "we met on Monday", "not this week", "Monday was a holiday" look back.
_BEHIND_BEFORE = re.compile(
    r"(?:\b(?:last|past|previous|since|every|each"
    r"|(?:met|saw|spoke|talked|interviewed)(?: (?:to|with))?(?: (?:you|them|her|him|us))?"
    r"|(?:meet|meeting|seeing|talking|speaking|chatting)(?: (?:to|with))? you|thanks(?: again)? for"
    r"|thank you(?: again)? for|your time)|(?<!if )\bnot|n't)"
    r"(?: (?:on|the|this|earlier|in|by|during)){0,2} $"
)
_BEHIND_AFTER = re.compile(
    r",? (?:was|were|went|had|has been|have been|ago|back(?! to)|is (?:a (?:\w+ )?holiday|off)"
    r"|(?:we|i|you|they|she|he)(?:'ve)? (?:met|spoke|talked|had|saw|went|interviewed|did|discussed))\b"
)
_ALTERNATIVE = re.compile(
    r"(?:,| ?[-/&]|,? (?:or|to|and|till|until|through|maybe|perhaps|possibly|otherwise|if not))"
    r"(?: (?:or|else|maybe|perhaps|possibly|even|by|on|in|at|the|latest|not)){0,4} ?"
)
_LONGEST_ALTERNATIVE = 40


def spoken(words: str, said: Said) -> list[Phrase]:
    """Every phrase about timing in `words`, without those that look back."""
    return _read(words, said, (*SPANS, *PERIODS, *FEASTS))


def spoken_near(words: str, said: Said) -> list[Phrase]:
    """Every "today" and "tomorrow" in `words`: they count only where nothing else is said."""
    return _read(words, said, NEAR_DAYS)


def longest(found: Iterable[Phrase]) -> Phrase | None:
    """The longest phrase; of two as long, the later date."""
    return max(found, key=lambda phrase: (phrase.end - phrase.start, phrase.date), default=None)


def with_alternatives(phrase: Phrase, words: str, found: Iterable[Phrase]) -> dt.date:
    """The latest date of `phrase` and of what is joined to it: "end of November or early December"."""
    others = set(found)
    while beside := longest(other for other in others if _joined(words, phrase, other)):
        others.discard(beside)
        start, end = min(phrase.start, beside.start), max(phrase.end, beside.end)
        phrase = Phrase(start, end, max(phrase.date, beside.date))
    return phrase.date


def _read(words: str, said: Said, grammar: Iterable[tuple[re.Pattern[str], Reader]]) -> list[Phrase]:
    found = []
    for pattern, read in grammar:
        for match in pattern.finditer(words):
            date = None if _looks_back(match) else read(match, said)
            if date is not None:
                found.append(Phrase(match.start(), match.end(), date))
    return found


def _looks_back(match: re.Match[str]) -> bool:
    before = _BEHIND_BEFORE.search(match.string, 0, match.start())
    return bool(before or _BEHIND_AFTER.match(match.string, match.end()))


def _joined(words: str, one: Phrase, other: Phrase) -> bool:
    first, second = sorted((one, other))
    if not 0 < second.start - first.end <= _LONGEST_ALTERNATIVE:
        return False
    return _ALTERNATIVE.fullmatch(words, first.end, second.start) is not None
