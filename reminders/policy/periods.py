"""Weeks, months, quarters and the year's end in what they said: "early next week", "mid December", "end of Q4"."""

from __future__ import annotations

import calendar as months_of
import datetime as dt
import re
from collections.abc import Iterable
from functools import partial

from reminders.policy.spans import DAY, WEEK, Reader, monday_of
from reminders.policy.spoken_dates import MONTH, MONTHS, WEEKDAY, WEEKDAYS, Phrase, Said, months_later

_EARLY = ("early", "beginning", "start", "first thing")
_MIDDLE = ("mid", "halfway", "first half", "first part", "first two weeks")
_PART = (
    r"(?:(?:early|beginning|start|mid|middle|late)(?: to |-|/| or )(?:the )?)?(?:the )?(?:very )?"
    r"(?P<part>early|beginning|start|first thing|first half|first part|first two weeks|middle|mid|halfway through"
    r"|late|later|end|(?:second|latter|last|back) half|second part|tail end|last two weeks|last (?:few )?days?)"
    r"(?: on)?(?:[ -](?:of|in|into))?(?:[ -]the)?[ -]?"
)
_OPENS = "by|before|until|till|from|starting|starting in|as of|than|come"
_DURING = "in|during|throughout|sometime in|some time in|within|for|around|about"
_NAMED = (
    rf"(?:{MONTH}(?: or | to | and | ?[/-] ?))?(?P<month>{MONTH})\b\.?(?:,? (?P<year>20\d\d)\b)?(?![ -]\d)"
)
_NTH = {
    "first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4,
    "last": -1, "final": -1,
}  # fmt: skip
_NTH_NAME = rf"(?P<nth>{'|'.join(_NTH)})"
_IN_MONTH = rf"(?:of|in) (?:(?P<which>(?:the |this |next )month|the new year)\b|{_NAMED})"
_QUARTER = (
    r"(?:the )?(?:q(?P<number>[1-4])|(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last|final) quarter)\b"
    r"(?: of)?(?:,? (?P<year>20\d\d)\b)?"
    r"(?! (?:results|numbers|figures|sales|revenue|planning|budget|goals|targets|report|earnings|review))"
)


def first_from(said_on: dt.date, dates: Iterable[dt.date | None]) -> dt.date | None:
    """The first date from `said_on` on, else the last one of all, to ask back about."""
    found = None
    for date in dates:
        found = date or found
        if date and date >= said_on:
            break
    return found


def _part(match: re.Match[str], usual: str = "end") -> str:
    """Which part of the period is meant: "early", "middle" or "end"."""
    word = match.groupdict().get("part")
    if not word:
        return usual
    return "early" if word.startswith(_EARLY) else "middle" if word.startswith(_MIDDLE) else "end"


def _last_workday(first: dt.date, last: dt.date, said: Said) -> dt.date | None:
    """The last business day from `first` to `last`, None where there is none."""
    found = said.days.on_or_before(last)
    return found if found >= first else None


def _month_end(first: dt.date, said: Said) -> dt.date | None:
    last = first.replace(day=months_of.monthrange(first.year, first.month)[1])
    return _last_workday(first, last, said)


def week_end(day: dt.date, said: Said) -> dt.date | None:
    """The last business day of the day's week, Monday to Sunday; None where the whole week is closed."""
    return _last_workday(monday_of(day), monday_of(day) + 6 * DAY, said)


def week_of(words: str, date: Phrase, said: Said) -> Phrase | None:
    """ "The week of 16 November": the last business day of that week, where `words` put the date so."""
    before = _WEEK_OF.search(words, 0, date.start)
    found = week_end(date.date, said) if before else None
    return Phrase(before.start(), date.end, found) if before and found else None


def _week(match: re.Match[str], said: Said, weeks: int = 0) -> dt.date | None:
    """A part of this week, or of one so many weeks on; where it is gone, of the next one."""
    part = _part(match)
    mondays = [monday_of(said.on) + (weeks + more) * WEEK for more in range(4)]
    if part == "end":
        return first_from(said.on, (week_end(monday, said) for monday in mondays))
    return first_from(said.on, (monday + (DAY if part == "early" else 2 * DAY) for monday in mondays))


def _calendar_week(match: re.Match[str], said: Said) -> dt.date | None:
    """The next ISO week of that number, with what part of it is named."""
    parts = match.groupdict()
    year = int(parts.get("year") or said.on.isocalendar().year)
    for each in (year, year + 1)[: 1 if parts.get("year") else 2]:
        try:
            monday = dt.date.fromisocalendar(each, int(parts.get("to") or match["number"]), 1)
        except ValueError:
            continue
        last = week_end(monday, said)
        if last and (last >= said.on or parts.get("year")):
            return {"early": monday + DAY, "middle": monday + 2 * DAY, "end": last}[_part(match)]
    return None


def _weekend(match: re.Match[str], said: Said) -> dt.date:
    """Before it: the last business day before Saturday's run of closed days. After or over it: the day after."""
    sunday_open = said.days.is_workday(monday_of(said.on) + 6 * DAY)
    saturday = said.on + (5 - said.on.weekday()) % 7 * DAY
    if said.on.weekday() == 6 and not sunday_open:
        saturday -= WEEK
    if (match["which"] or match["named"]) == "next ":
        saturday += WEEK
    if match["side"] in ("before", "by", "until", "till", "ahead of"):
        before = said.days.on_or_before(saturday)
        return before if before >= said.on else said.days.on_or_before(saturday + WEEK)
    sunday = saturday + DAY
    return sunday if said.days.is_workday(sunday) and sunday > said.on else sunday + DAY


def _months(match: re.Match[str], said_on: dt.date) -> list[dt.date]:
    """The first days of the months that may be meant, the likeliest first."""
    parts, this = match.groupdict(), said_on.replace(day=1)
    if name := parts.get("month"):
        number = MONTHS[name]
        if year := parts.get("year"):
            return [dt.date(int(year), number, 1)] if abs(int(year) - said_on.year) <= 2 else []
        return [dt.date(said_on.year + later, number, 1) for later in (number < said_on.month, 1)]
    which = parts.get("which") or ""
    if which.endswith("new year"):
        return [dt.date(said_on.year + (said_on.month > 1), 1, 1)]
    return [months_later(this, number) for number in ((1,) if which.startswith("next") else (0, 1))]


def _in_month(match: re.Match[str], said: Said, usual: str = "end") -> dt.date | None:
    """Early in the month is its 7th, the middle its 15th; the end its last business day."""
    part, months = _part(match, usual), _months(match, said.on)
    if part == "end":
        return first_from(said.on, (_month_end(month, said) for month in months))
    return first_from(said.on, (month.replace(day=7 if part == "early" else 15) for month in months))


def _by_month(match: re.Match[str], said: Said) -> dt.date | None:
    return first_from(said.on, _months(match, said.on))


def _month_after(number: int, match: re.Match[str], said: Said) -> dt.date | None:
    """Next month and the one after next: alone any day of it may be meant (S2), so its last business day."""
    month, part = months_later(said.on.replace(day=1), number), _part(match)
    if match.groupdict().get("by"):
        return month
    return _month_end(month, said) if part == "end" else month.replace(day=7 if part == "early" else 15)


def _nth_days(first: dt.date, nth: int, weekday: int) -> dt.date | None:
    """The n-th such day of the week in a month, from the end where `nth` is negative."""
    length = months_of.monthrange(first.year, first.month)[1]
    days = [first + number * DAY for number in range(length) if (first + number * DAY).weekday() == weekday]
    return days[nth] if nth < len(days) else None


def _nth_week(match: re.Match[str], said: Said) -> dt.date | None:
    """A week belongs to the month that has its Thursday."""
    thursdays = (_nth_days(month, _NTH[match["nth"]], 3) for month in _months(match, said.on))
    return first_from(said.on, (week_end(day, said) if day else None for day in thursdays))


def _nth_weekday(match: re.Match[str], said: Said) -> dt.date | None:
    nth, weekday = _NTH[match["nth"]], WEEKDAYS[match["day"]]
    return first_from(said.on, (_nth_days(month, nth, weekday) for month in _months(match, said.on)))


def _quarter(match: re.Match[str], said: Said, usual: str = "end") -> dt.date | None:
    """Early in a quarter is its first month, the middle its second; each month's last business day."""
    parts, part = match.groupdict(), _part(match, usual)
    month = {"early": 0, "middle": 1, "end": 2}[part]
    this = dt.date(said.on.year, said.on.month - (said.on.month - 1) % 3, 1)
    if (number := parts.get("number")) or parts.get("nth"):
        quarter = (
            int(number) - 1
            if number
            else _NTH[parts["nth"]] % 4
            if parts["nth"] not in ("last", "final")
            else 3
        )
        years = [int(parts["year"])] if parts["year"] else [said.on.year, said.on.year + 1]
        starts = [dt.date(year, 3 * quarter + 1, 1) for year in years if abs(year - said.on.year) <= 2]
    else:
        starts = [months_later(this, 3)] if parts.get("which") == "next" else [this, months_later(this, 3)]
    return first_from(said.on, (_month_end(months_later(start, month), said) for start in starts))


def _year_end(match: re.Match[str], said: Said) -> dt.date | None:
    """Its last business day. Other parts of a year are too wide to name a day."""
    if _part(match) != "end":
        return None
    parts = match.groupdict()
    year = int(parts.get("year") or said.on.year + (parts.get("which") == "next"))
    years = (year,) if parts.get("year") else (year, year + 1)
    near = (each for each in years if abs(each - said.on.year) <= 2)
    return first_from(said.on, (_month_end(dt.date(each, 12, 1), said) for each in near))


_WEEK_OF = re.compile(
    r"\b(?:the )?(?:(?:week|wk) (?:of|commencing|beginning|starting|from)(?: on)?|w/?[cb]\.?) $"
)
_ISO_TAIL = (
    r"(?P<number>\d{1,2})(?: ?(?:or|to|/|-) ?(?P<to>\d{1,2}))?(?:[ /](?P<year>20\d\d))?\b(?! (?:of|in|on)\b)"
)

PERIODS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"\b(?:{_PART})?this (?:business |working )?week\b(?! after)"), _week),
    (
        re.compile(rf"\b{_PART}(?:business |working |work )?week\b(?! (?:after|of|commencing|beginning|\d))"),
        _week,
    ),
    (re.compile(r"\beow\b|\bweek's end\b"), _week),
    (
        re.compile(rf"\b(?:{_PART})?(?:next|the following) (?:business |working )?week\b"),
        partial(_week, weeks=1),
    ),
    (re.compile(r"\b(?P<part>mid)-?week,? (?:of )?(?:next|the following) week\b"), partial(_week, weeks=1)),
    (
        re.compile(
            r"\bthis week(?: or|,? (?:or )?(?:maybe|perhaps|possibly|if not)|/)(?: the)? "
            r"(?:(?P<part>early |mid |late )?next|week after|one after|following(?: week)?)\b(?! ?(?:week|month|next))"
        ),
        partial(_week, weeks=1),
    ),
    (
        re.compile(
            rf"\b(?:{_PART})?(?:the )?week after next\b"
            r"|\bnext week or (?:the )?(?:week after|one after|following week)\b"
        ),
        partial(_week, weeks=2),
    ),
    (re.compile(r"\b(?<!not )before next week\b"), _week),
    (
        re.compile(rf"\b(?:{_PART})?(?:kw|cw|calendar week|iso week|week number|week no\.) ?{_ISO_TAIL}"),
        _calendar_week,
    ),
    (
        re.compile(
            rf"(?:^|\b(?:by|in|until|before|during|of|for|around|from|or|to|and|than) |\b{_PART})(?:the )?"
            rf"(?:week|wk) {_ISO_TAIL}"
        ),
        _calendar_week,
    ),
    (
        re.compile(
            r"\b(?:(?P<side>before|by|until|till|ahead of|after|over|on|at|during) (?:the )?(?P<which>this |next )?"
            r"|(?P<named>this |next ))weekend\b"
        ),
        _weekend,
    ),
    (re.compile(rf"\b{_PART}{_NAMED}"), _in_month),
    (re.compile(rf"\b(?:{_DURING}|after) {_NAMED}"), _in_month),
    (re.compile(rf"\b(?:this|next|coming) {_NAMED}"), _in_month),
    (
        re.compile(
            rf"^(?:(?:probably|maybe|likely|hopefully|sometime|they said) ){{0,3}}{_NAMED}(?=[ .,;!?)]*$)"
        ),
        _in_month,
    ),
    (re.compile(rf"\b(?:{_OPENS}) {_NAMED}"), _by_month),
    (re.compile(rf"\b(?:{_PART})?(?P<which>this) month\b"), _in_month),
    (re.compile(rf"\b{_PART}month\b(?! of)|\bmonth(?:'s)?[ -]end\b|\beom\b"), _in_month),
    (re.compile(rf"\b(?:(?P<by>by|before|until) |{_PART})?next month\b(?!'s)"), partial(_month_after, 1)),
    (
        re.compile(rf"\b(?:{_PART})?(?:the )?month after next\b|\bnext month or the (?:month|one) after\b"),
        partial(_month_after, 2),
    ),
    (re.compile(rf"\b{_NTH_NAME} (?:working |business )?week {_IN_MONTH}"), _nth_week),
    (re.compile(rf"\b{_NTH_NAME} (?P<day>{WEEKDAY}) {_IN_MONTH}"), _nth_weekday),
    (re.compile(rf"\b{_PART}{_QUARTER}"), _quarter),
    (re.compile(rf"(?:^|\b(?:{_DURING}|this|next|after) ){_QUARTER}"), _quarter),
    (re.compile(rf"\b(?:{_OPENS}) {_QUARTER}"), partial(_quarter, usual="early")),
    (re.compile(rf"\b(?:{_PART})?(?P<which>this|next) quarter\b"), _quarter),
    (re.compile(r"\b(?:by|before) (?P<which>next) quarter\b"), partial(_quarter, usual="early")),
    (re.compile(rf"\b{_PART}quarter\b|\bquarter(?:'s)?[ -]end\b|\beoq\b"), _quarter),
    (re.compile(rf"\b{_PART}(?:(?P<which>this|next) |calendar )?year\b"), _year_end),
    (re.compile(rf"\b{_PART}(?P<year>20\d\d)\b(?![-/.]\d)"), _year_end),
    (
        re.compile(
            r"\b(?<!fiscal )(?<!financial )(?<!tax )(?<!school )(?<!academic )"
            r"(?:year(?:'s)?[ -]end|eoy|(?:the )?year(?: i|')s (?:out|over)|this year)\b"
        ),
        _year_end,
    ),
)
