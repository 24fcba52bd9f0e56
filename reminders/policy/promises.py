"""What they said about timing, as a date (POLICY, "What they said about timing").

Order of trust: an exact date in the words, then the longest phrase of the grammar (`phrases`), then the
date-parsing library on words that can mean nothing but a time.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reminders.policy.etiquette import DEFAULT_ETIQUETTE, Etiquette
from reminders.policy.facts import CalendarFacts
from reminders.policy.periods import week_of
from reminders.policy.phrases import longest, spoken, spoken_near, with_alternatives
from reminders.policy.spoken_dates import Phrase, Said, exact_dates, relative_date
from reminders.policy.workdays import Workdays

# Nobody says more about timing than this; longer text is not searched, so that it cannot be slow.
_LONGEST = 500
_ANYWHERE = CalendarFacts()
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣-"), "-")
_BRACKETS = dict.fromkeys(map(ord, "()[]"), " ")
_QUOTES = dict.fromkeys(map(ord, "’‘`´ʼ"), "'")
# "By close of business on Friday" is Friday's; alone it is the day itself. "At the end of the day" is neither.
_CLOSE_OF_DAY = re.compile(
    r"\b(?:eod|eob|cob|(?<!at )(?<!at the )(?:the )?"
    r"(?:close of (?:the )?(?:business|play)|end of (?:the )?(?:(?:business |working |work )?day|business(?! week))))\b"
    r"(?: (?:on|of|by|at))?"
)


class Understanding(StrEnum):
    """What became of the words: a date; a date too implausible to take unasked; nothing."""

    UNDERSTOOD = "understood"
    ASKED_BACK = "asked_back"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Understood:
    """`date` is set only when understood; `doubtful` is the date to ask back about."""

    kind: Understanding
    date: dt.date | None = None
    doubtful: dt.date | None = None


def understand(
    text: str,
    said_on: dt.date,
    calendar: CalendarFacts = _ANYWHERE,
    etiquette: Etiquette = DEFAULT_ETIQUETTE,
) -> Understood:
    """The date that `text`, said on the local date `said_on`, comes to in that business calendar.

    A date before `said_on` or more than 180 days after it is asked back: such words count as no promise until
    somebody gives the date. Never raises on any text.
    """
    if len(text) > _LONGEST:
        return Understood(Understanding.NOTHING)
    said = Said(said_on, Workdays(calendar), calendar.country, calendar.dates_as_in or calendar.country)
    whole = _plain(text)
    words = _CLOSE_OF_DAY.sub("on", whole)
    last = said_on + dt.timedelta(days=etiquette.promise_farthest_days)
    doubtful: dt.date | None = None
    for found in _readings(words, said, last):
        if said_on <= found <= last:
            return Understood(Understanding.UNDERSTOOD, date=found)
        doubtful = doubtful or found
    if doubtful is not None:
        return Understood(Understanding.ASKED_BACK, doubtful=doubtful)
    if words != whole:
        return Understood(Understanding.UNDERSTOOD, date=said_on)
    return Understood(Understanding.NOTHING)


def _readings(words: str, said: Said, last: dt.date) -> Iterator[dt.date]:
    """The dates that `words` may mean, the most trusted first."""
    dates = exact_dates(words, said)
    weeks = [week for date in dates if (week := week_of(words, date, said))]
    near = spoken_near(words, said)
    grammar = [phrase for phrase in spoken(words, said) if not any(_overlap(phrase, date) for date in dates)]
    for winner in (
        _best(weeks, said.on, last),
        _best(dates, said.on, last),
        longest(grammar),
        longest(near),
    ):
        if winner is not None:
            yield with_alternatives(winner, words, (*dates, *weeks, *grammar, *near))
    if (date := relative_date(words, said.on)) is not None:
        yield date


def _plain(text: str) -> str:
    """Lower case, one kind of dash, quote and space, no brackets."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_DASHES).translate(_QUOTES)
    folded = folded.translate(_BRACKETS)
    return " ".join(folded.split())


def _overlap(one: Phrase, other: Phrase) -> bool:
    return one.start < other.end and other.start < one.end


def _best(found: list[Phrase], first: dt.date, last: dt.date) -> Phrase | None:
    """Of several exact dates ("between 10 and 13 November") the latest plausible one."""
    return max(found, key=lambda phrase: (first <= phrase.date <= last, phrase.date), default=None)
