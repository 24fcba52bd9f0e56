"""How a step's dates were reached, in words: from the logged fact, day by day, past weekends and holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from reminders.policy.english import enumerate_all, spell_month_day, spell_short
from reminders.policy.facts import CalendarFacts
from reminders.policy.reckoning import How, Leg, Reckoned
from reminders.policy.steps import Step
from reminders.policy.workdays import DAY_OFF, WEEKEND, Workdays

# Nouns, for a play tells of days to come and a page of days gone by.
_FACTS = {
    "interview": "the end of the interview",
    "thanks": "your thank-you",
    "promise": "the date they named",
    "inquiry": "your inquiry",
    "skip": "your choice not to ask",
    "reply": "their answer",
    "question": "their question",
    "answer": "your answer to their question",
    "references": "their call to your references",
    "away": "their return",
    "invitation": "their invitation",
    "cancelled": "their cancelling",
    "reschedule": "your asking for a new date",
    "applied": "your application",
    "closing": "the closing date",
    "rejection": "their rejection",
    "offer": "their offer",
    "deadline": "the day they want your answer by",
    "own_promise": "the day you promised it for",
    "opens": "the opening",
}
_HELD_BACK = {
    "promise": "The date they named comes first",
    "away": "They should have time to catch up",
    "thanks": "Your thank-you should have time to arrive",
    "offer": "No decision before the offer",
}


@dataclass(frozen=True)
class Account:
    """How one date of a step was reached: its name, the local date, and a sentence for each leg."""

    label: str
    date: dt.date
    lines: tuple[str, ...]


def tell_working(step: Step, calendar: CalendarFacts, *, today: dt.date) -> tuple[Account, ...]:
    """The arithmetic behind each date of a step in its business calendar; () for a blocked step.

    `today` is the reader's local date: years other than its own are named.
    """
    if step.working is None:
        return ()
    teller = _Teller(Workdays(calendar), today)
    reckoned = (
        ("Opens", step.working.opens),
        ("Best by", step.working.best_by),
        ("Late after", step.working.late_after),
    )
    accounts: list[Account] = []
    for label, day in reckoned:
        if not isinstance(day, Reckoned):
            continue
        lines = tuple(teller.leg(each) for each in day.legs)
        if accounts and accounts[-1].lines == lines:
            # Reached in the same way: told once.
            label = f"{accounts.pop().label} and {label.lower()}"
        accounts.append(Account(label, day.date, lines))
    return tuple(accounts)


@dataclass(frozen=True)
class _Teller:
    days: Workdays
    today: dt.date

    def leg(self, leg: Leg) -> str:
        to = self.day(leg.date)
        match leg.how:
            case How.SINCE:
                return f"{to}: {_FACTS[leg.fact]}."
            case How.DAYS:
                return f"{_count(leg.number, 'day')} later: {to}."
            case How.WORKDAYS:
                way = "later" if leg.number > 0 else "before"
                return f"{_count(leg.number, 'business day')} {way}: {to}{self.passed(leg)}."
            case How.MOVED_ON:
                return f"{self.closed(leg.over)}, so the next business day: {to}."
            case How.FLOOR:
                return f"{_HELD_BACK[leg.fact]}, so not before {to}."
            case How.QUIET:
                return self.quiet(leg)
            case How.ROOM:
                return f"At least {_count(leg.number, 'business day')} of room: {to}{self.passed(leg)}."
            case How.LIFT:
                return f"Not before {'it opens' if leg.fact == 'opens' else 'it is best done'}: {to}."
            case How.LIMIT:
                return f"Not after the interview itself: {to}."

    def day(self, day: dt.date) -> str:
        return spell_short(day, self.today)

    def quiet(self, leg: Leg) -> str:
        inside = leg.on or leg.date
        period = self.days.quiet_around(inside)
        named = f" ({' to '.join(spell_month_day(*each) for each in period)})" if period else ""
        way = "first business day after" if leg.date > inside else "last business day before"
        return f"{self.day(inside)} lies in the quiet period{named}, so the {way} it: {self.day(leg.date)}."

    def passed(self, leg: Leg) -> str:
        """What a count of business days left out."""
        if not leg.over:
            return ""
        verb = "does not count" if len(leg.over) == 1 else "do not count"
        return f"; {enumerate_all([*self.names(leg.over)])} {verb}"

    def closed(self, days: tuple[dt.date, ...]) -> str:
        what = "no business day" if len(days) == 1 else "no business days"
        verb = "is" if len(days) == 1 else "are"
        return f"{enumerate_all([*self.names(days)])} {verb} {what}"

    def names(self, days: tuple[dt.date, ...]) -> Iterator[str]:
        """Closed days with why they are: "Sat 7 Nov and Sun 8 Nov (weekend)", "Wed 11 Nov (Veterans Day)"."""
        ordered = sorted(days)
        weekend = [day for day in ordered if self.days.name_closed(day) == WEEKEND]
        if len(weekend) > 2:
            ordered = [day for day in ordered if day not in weekend]
        for why, group in groupby(ordered, key=self.days.name_closed):
            told = [self.day(day) for day in group]
            first_to_last = f"{told[0]} to {told[-1]}" if len(told) > 2 and why == DAY_OFF else None
            because = "your days off" if why == DAY_OFF and len(told) > 1 else why
            yield f"{first_to_last or enumerate_all(told)} ({because})"
        if len(weekend) > 2:
            yield f"{len(weekend)} days of weekend"


def _count(number: int, what: str) -> str:
    return f"{abs(number)} {what}{'' if abs(number) == 1 else 's'}"
