"""What they said about timing, as a date (POLICY, "What they said about timing").

Order of trust: an exact date in the words, then the longest phrase of the grammar (`phrases`), then the
date-parsing library on words that can mean nothing but a time.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from reminders.policy.etiquette import DEFAULT_ETIQUETTE, Etiquette
from reminders.policy.facts import CalendarFacts
from reminders.policy.phrases import spoken
from reminders.policy.said import Said
from reminders.policy.spoken_dates import exact_dates, relative_date
from reminders.policy.workdays import Workdays

# Nobody says more about timing than this; longer text is not searched, so that it cannot be slow.
_LONGEST = 500
_ANYWHERE = CalendarFacts()
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣-"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘`´ʼ"), "'")
_SHORT = {"wed": "wednesday", "sat": "saturday", "sun": "sunday"}
_SHORT_WEEKDAY = re.compile(
    r"(?<=\bby )(?:wed|sat|sun)\b|(?<=\bon )(?:wed|sat|sun)\b|(?<=\bnext )(?:wed|sat|sun)\b"
    r"|(?<=\bthis )(?:wed|sat|sun)\b|(?<=\bor )(?:wed|sat|sun)\b|(?<=\buntil )(?:wed|sat|sun)\b"
)
_WEEK_OF = re.compile(
    r"\b(?:week (?:of|commencing|beginning|starting)|w/c|wk of)(?: on)?(?: the)?(?: monday,?)?(?: the)? (?P<rest>.+)"
)
_BARE_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)(?=$|[,.;!?) ])(?! of| [a-z])")


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
    words = _plain(text)
    days = Workdays(calendar)
    last = said_on + dt.timedelta(days=etiquette.promise_farthest_days)
    doubtful: dt.date | None = None
    for found in (
        _week_of(words, said_on, days, calendar.country),
        _best(exact_dates(words, said_on, calendar.country), said_on, last),
        spoken(words, said_on, days, calendar.country),
        relative_date(words, said_on),
    ):
        if found is not None and said_on <= found <= last:
            return Understood(Understanding.UNDERSTOOD, date=found)
        doubtful = doubtful or found
    if doubtful is not None:
        return Understood(Understanding.ASKED_BACK, doubtful=doubtful)
    return Understood(Understanding.NOTHING)


def _plain(text: str) -> str:
    """Lower case, one kind of dash, quote and space; weekdays that are words too ("wed") in full."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_DASHES).translate(_QUOTES)
    return _SHORT_WEEKDAY.sub(lambda match: _SHORT[match[0]], " ".join(folded.split()))


def _week_of(words: str, said_on: dt.date, days: Workdays, country: str | None) -> dt.date | None:
    """ "the week of 16 November": the last business day of the week that has that day."""
    match = _WEEK_OF.search(words)
    if match is None:
        return None
    rest = match["rest"]
    named = exact_dates(f"on the {rest}" if _BARE_DAY.match(rest) else rest, said_on, country)
    if not named:
        return None
    day = named[0]
    return Said(said_on, days, country).last_workday(day - dt.timedelta(days=day.weekday()))


def _best(found: list[dt.date], first: dt.date, last: dt.date) -> dt.date | None:
    """Of several exact dates ("between 10 and 13 November") the latest plausible one."""
    return max(found, key=lambda date: (first <= date <= last, date), default=None)
