"""Feasts in what they said: "before Christmas", "after the holidays", "by Easter", "after Thanksgiving"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from reminders.policy.periods import first_from, week_end
from reminders.policy.spans import DAY, WEEK, Reader
from reminders.policy.spoken_dates import Said

_UNITED_STATES = frozenset(
    {None, "US", "USA", "AS", "ASM", "GU", "GUM", "MP", "MNP", "PR", "PRI", "VI", "VIR"}
)
_CANADA = frozenset({"CA", "CAN"})
# Where Easter is the Eastern church's.
_EASTERN = frozenset({
    "BG", "BGR", "BY", "BLR", "CY", "CYP", "EG", "EGY", "ET", "ETH", "GE", "GEO", "GR", "GRC", "MD", "MDA",
    "ME", "MNE", "MK", "MKD", "RO", "ROU", "RS", "SRB", "RU", "RUS", "UA", "UKR",
})  # fmt: skip

_BY = r"\b(?:before|by|until|till|prior to|ahead of|in time for|no later than) (?:the )?"
_NEW_YEAR = r"new year(?:'s|s)?(?: eve| day)?"


Feast = Callable[[int, Said], dt.date | None]


def _christmas(year: int, _: Said) -> dt.date:
    return dt.date(year, 12, 25)


def _new_year(year: int, _: Said) -> dt.date:
    return dt.date(year + 1, 1, 1)


def _easter_sunday(year: int, said: Said) -> dt.date:
    day: dt.date = easter(year, EASTER_ORTHODOX if said.country in _EASTERN else EASTER_WESTERN)
    return day


def _good_friday(year: int, said: Said) -> dt.date:
    return _easter_sunday(year, said) - 2 * DAY


def _thanksgiving(year: int, said: Said) -> dt.date | None:
    """The fourth Thursday of November, in Canada the second Monday of October; elsewhere nobody's."""
    if said.country in _CANADA:
        month, weekday, nth = 10, 0, 2
    elif said.country in _UNITED_STATES:
        month, weekday, nth = 11, 3, 4
    else:
        return None
    first = dt.date(year, month, 1)
    return first + (weekday - first.weekday()) % 7 * DAY + (nth - 1) * WEEK


def _before(feast: Feast, _: re.Match[str], said: Said) -> dt.date | None:
    """The last business day before the feast, this year's or the next one's."""
    days = (feast(year, said) for year in (said.on.year, said.on.year + 1))
    return first_from(said.on, (said.days.on_or_before(day - DAY) for day in days if day))


def _after(feast: Feast, later: dt.timedelta, _: re.Match[str], said: Said) -> dt.date | None:
    """The last business day of the week that lies so long after the feast."""
    days = (feast(year, said) for year in (said.on.year, said.on.year + 1))
    return first_from(said.on, (week_end(day + later, said) for day in days if day))


def _before_holidays(match: re.Match[str], said: Said) -> dt.date | None:
    # Until November "the holidays" may be the summer's.
    return _before(_christmas, match, said) if said.on >= dt.date(said.on.year, 11, 1) else None


def _after_holidays(_: re.Match[str], said: Said) -> dt.date | None:
    """Friday of the first January week whose Monday is in January, if said from 1 November to that day."""
    year = said.on.year + (said.on.month >= 11)
    first = dt.date(year, 1, 1)
    friday = first + (-first.weekday() % 7 + 4) * DAY
    return friday if dt.date(year - 1, 11, 1) <= said.on <= friday else None


FEASTS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(
            rf"{_BY}(?:christmas|xmas|x-mas)(?: (?:eve|day|break|holidays?|shutdown|period|time))?\b(?! (?:or|and) new)"
        ),
        partial(_before, _christmas),
    ),
    (
        re.compile(
            rf"{_BY}(?:holidays|holiday (?:season|break|shutdown)|winter break"
            r"|festive (?:season|break|period|holidays))\b"
        ),
        _before_holidays,
    ),
    (
        re.compile(
            rf"{_BY}{_NEW_YEAR}\b|\bbetween (?:christmas|xmas|the holidays) and (?:the )?{_NEW_YEAR}\b"
            rf"|{_BY}christmas (?:or|and) new year\b"
        ),
        partial(_before, _new_year),
    ),
    (
        re.compile(
            r"\bafter (?:the )?(?:(?:christmas|winter|festive|year-end) )?"
            r"(?:holidays?|christmas|new year(?:'s)?)\b"
            r"|\b(?:in|into|(?:early|start|beginning)(?: of| in)?) the new year\b"
            r"|\bearly (?:in )?(?:the )?(?:new|next) year\b"
        ),
        _after_holidays,
    ),
    (re.compile(rf"{_BY}(?:easter|good friday)\b(?! monday)"), partial(_before, _good_friday)),
    (re.compile(r"\bafter (?:the )?easter\b"), partial(_after, _easter_sunday, DAY)),
    (re.compile(rf"{_BY}thanksgiving\b"), partial(_before, _thanksgiving)),
    (re.compile(r"\bafter (?:the )?thanksgiving\b"), partial(_after, _thanksgiving, WEEK)),
)
