"""Named days and waits in what they said: "Friday", "tomorrow", "in two weeks", "within 48 hours"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from reminders.policy.spoken_dates import WEEKDAY, WEEKDAYS, Said, months_later

Reader = Callable[[re.Match[str], Said], dt.date | None]

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)

_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)} | {
    "a": 1, "an": 1, "another": 1, "couple": 2, "couple of": 2, "few": 3,
    "thirty": 30, "sixty": 60, "ninety": 90,
}  # fmt: skip

_NUMBER = rf"(?:\d{{1,3}}|{'|'.join([*_WORDS, 'thirty', 'sixty', 'ninety'])})"
_SOME = "couple of|couple|few"
_UNIT = (
    r"(?P<unit>(?:(?:business|working|work|week|biz)[ -]?)?days?|(?:business |working )?(?:week|month|wk)s?)"
)
_LEAD = (
    r"(?:with ?in |inside |in |over |after |for )?(?:about |around |roughly |at least |at most |up to )?"
    r"(?:the )?(?:next |coming |following )?"
)
_TIME = r"(?:(?:'s|s'|')? time)?(?: or so)?"
_PERHAPS = "maybe|perhaps|possibly|even"
_OR_MORE = (
    rf"(?:,? (?:or|{_PERHAPS}|if not)(?: (?:{_PERHAPS}))? (?P<more>{_NUMBER})\b"
    r"(?![ -]?(?:business|working|days?|weeks?|months?|hours?)\b))"
)
_DAYPART = "(?: (?:morning|afternoon|evening|night|lunchtime|noon|midday))?"
_WHICH_WEEK = "next week|this week|(?:the )?week after next|the following week"
_NEXT_NAMED = (
    rf"(?:{_DAYPART}(?:,? (?:or|and|to|through|till|until) |, | ?[-/&] ?)"
    rf"(?:maybe |on |by |even |the )?{WEEKDAY})"
)
_DAYS = rf"(?P<days>{WEEKDAY}{_NEXT_NAMED}{{0,4}}){_DAYPART}\b(?!'s)"
# "Two weeks' notice", "a three-month contract", "five days a week": no waits.
_NO_WAIT_BEFORE = re.compile(
    r"(?:\b(?:first|every|each|per|twice|once|times|days|hours|hrs|remote|final)|\d) $"
)
_NO_WAIT_AFTER = re.compile(
    r"'?(?: paid)?[ -](?:notice|contract|probation|trial|internship|assignment|project|holiday|vacation|leave"
    r"|old|experience|per|remote|long|training|a (?:week|month|year)|in the office"
    r"|of (?:leave|vacation|holiday|experience|training|onboarding|notice|work|paid))\b"
)
_WEEKDAY_NAME = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")


def next_weekday(day: dt.date, weekday: int) -> dt.date:
    """The next such day of the week (Monday 0) strictly after `day`."""
    return day + (weekday - day.weekday() - 1) % 7 * DAY + DAY


def monday_of(day: dt.date) -> dt.date:
    """The Monday of its week, Monday to Sunday."""
    return day - day.weekday() * DAY


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _wait(number: int, unit: str, start: dt.date, said: Said) -> dt.date:
    unit = unit.rstrip("s")
    if unit.endswith("day"):
        return said.days.count(start, number) if unit != "day" else start + number * DAY
    # Business weeks and months are ordinary ones.
    if unit.endswith(("week", "wk")):
        return start + number * WEEK
    return start + 2 * number * WEEK if unit == "fortnight" else months_later(start, number)


def _after_wait(match: re.Match[str], said: Said) -> dt.date | None:
    """ "within a week", "2-3 weeks", "a few days": the longest wait that the words allow."""
    words, parts = match.string, match.groupdict()
    if (
        match[0] == "one day"
        or _NO_WAIT_BEFORE.search(words, 0, match.start())
        or _NO_WAIT_AFTER.match(words, match.end())
    ):
        return None
    numbers = (parts.get(name) for name in ("low", "high", "more"))
    return _wait(max((_number(each) for each in numbers if each), default=1), match["unit"], said.on, said)


def _after_halves(match: re.Match[str], said: Said) -> dt.date:
    """ "a week and a half": eleven days; half a month is fifteen."""
    number, unit = _number(match["number"] or match["halves"]), match["unit"] or match["units"]
    return _wait(number, unit, said.on, said) + (4 if unit.startswith("week") else 15) * DAY


def _after_hours(match: re.Match[str], said: Said) -> dt.date:
    return said.on - (-max(_number(match["high"]), _number(match["low"] or "0")) // 24) * DAY


def _wait_from(match: re.Match[str], said: Said) -> dt.date:
    """ "two weeks from Monday", "a week on Friday", "a week today"."""
    start = said.on
    if match["day"]:
        start = _first_weekday(match["day"], match["which"], said.on)
    elif match["tomorrow"]:
        start += DAY
    return _wait(_number(match["number"]), match["unit"], start, said)


def _first_weekday(name: str, which: str | None, said_on: dt.date) -> dt.date:
    """ "Friday" is the next one, "this Friday" may be today's, "next Friday" is next week's."""
    weekday, which = WEEKDAYS[name], which or ""
    if which.startswith("next") or which.endswith("following week"):
        return monday_of(said_on) + WEEK + weekday * DAY
    if which.endswith("after next"):
        return monday_of(said_on) + 2 * WEEK + weekday * DAY
    if which.startswith("this") and "coming" not in which:
        return next_weekday(said_on - DAY, weekday)
    return next_weekday(said_on, weekday)


def _weekdays(match: re.Match[str], said: Said) -> dt.date:
    """The last day named; each counts on from the one before."""
    first, *others = _WEEKDAY_NAME.findall(match["days"])
    date = _first_weekday(first, match.groupdict().get("week") or match.groupdict().get("which"), said.on)
    for name in others:
        date = next_weekday(date, WEEKDAYS[name])
    return date


def _weekday_later(match: re.Match[str], said: Said) -> dt.date:
    """ "Monday week" and "Friday fortnight": so long after the next one."""
    return next_weekday(said.on, WEEKDAYS[match["day"]]) + (1 if match["unit"] == "week" else 2) * WEEK


SPANS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(
            rf"\b(?:(?P<which>next|this(?: coming)?|(?:the )?coming) )?{_DAYS}"
            rf"(?:,? (?:of |in )?(?P<week>{_WHICH_WEEK})\b)?"
        ),
        _weekdays,
    ),
    (re.compile(rf"\b(?P<week>{_WHICH_WEEK}),?(?: on| by)? {_DAYS}"), _weekdays),
    (
        re.compile(rf"\b(?:the )?(?P<day>{WEEKDAY}) after next\b"),
        lambda match, said: _first_weekday(match["day"], "after next", said.on),
    ),
    (
        re.compile(rf"\b(?P<day>{WEEKDAY}) (?P<unit>week|fortnight)\b(?! (?:of|commencing|beginning|\d))"),
        _weekday_later,
    ),
    (
        re.compile(
            rf"\b(?:a )?(?P<number>{_NUMBER}|{_SOME}|a|another) (?P<unit>(?:day|week|fortnight|month)s?) "
            r"(?:from now|(?:from )?(?:today|(?P<tomorrow>tomorrow))"
            rf"|(?:from |on )?(?P<which>this |next |the coming )?(?P<day>{WEEKDAY}))\b"
        ),
        _wait_from,
    ),
    (
        re.compile(
            rf"(?<!\d)(?<!\d[.,/-])\b{_LEAD}(?:a |another )?(?:(?P<low>{_NUMBER}) ?(?:-+|to|or|/|,)(?: maybe)? ?)?"
            rf"(?P<high>{_NUMBER}|{_SOME}|an?|another)(?: more| full)?[ -]?{_UNIT}\b{_TIME}{_OR_MORE}?(?! and a half)\b"
        ),
        _after_wait,
    ),
    (re.compile(rf"\b{_LEAD}(?:(?:a|one|1|another) )?(?P<unit>day|week|month){_OR_MORE}"), _after_wait),
    (
        re.compile(
            r"\b(?:with ?in|inside|in|over|during) the (?:next|coming|following) (?P<unit>week|month|fortnight)\b"
            r"(?: or so)?(?! after| or )"
        ),
        _after_wait,
    ),
    (re.compile(rf"\b{_LEAD}(?:(?:a|one|another) )?(?P<unit>fortnight)\b{_TIME}"), _after_wait),
    (
        re.compile(
            rf"\b{_LEAD}(?:(?P<number>{_NUMBER}|an?|another) (?P<unit>weeks?|months?) and a half"
            rf"|(?P<halves>{_NUMBER}) and a half (?P<units>weeks?|months?))\b{_TIME}"
        ),
        _after_halves,
    ),
    (
        re.compile(
            r"\b(?:with ?in|inside|in|over|after)(?: about| around)?(?: the)?(?: next| coming)? (?:a )?"
            rf"(?:(?P<low>{_NUMBER}) ?(?:-|to|or) ?)?(?P<high>{_NUMBER}|{_SOME}|an) ?(?:hours?|hrs?|h)\b{_TIME}"
        ),
        _after_hours,
    ),
)

# These count only where nothing else does: "we meet tomorrow and decide by Friday".
NEAR_DAYS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        re.compile(
            r"\b(?<!as of )(?<!until )(?<!from )(?<!for )(?<!after )(?:(?:later |sometime |still )?today|tonight"
            r"|(?:later )?this (?:afternoon|evening))\b(?!'s)"
        ),
        lambda _, said: said.on,
    ),
    (re.compile(rf"\btomorrow{_DAYPART}\b(?!'s)"), lambda _, said: said.on + DAY),
    (
        re.compile(r"\b(?:the )?day after tomorrow\b|\btomorrow or the (?:day after|next day)\b"),
        lambda _, said: said.on + 2 * DAY,
    ),
)
