"""Reasons in words: what is known, with its dates, and what follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from reminders.policy import english
from reminders.policy.steps import Reason

Name = Callable[[str], str]

_LONGEST_QUOTE = 120


def tell(reason: Reason, *, today: dt.date, name: Name, brief: bool = False, lasting: bool = False) -> str:
    """One or two plain sentences; `brief` leaves out from when, for a place that shows the day beside them.

    `lasting` names every day by its date, for words that are written today and read on another day.

    `today` is the reader's local date; `name` turns a person's id into a name.
    Raises ValueError for a code that no rule gives.
    """
    try:
        words = _WORDS[reason.code]
    except KeyError:
        raise ValueError(f"no words for the reason {reason.code}") from None
    return words(_Teller(reason, today, name, brief, lasting))


@dataclass(frozen=True)
class _Teller:
    reason: Reason
    today: dt.date
    name: Name
    brief: bool
    lasting: bool

    def text(self, argument: str) -> str:
        value = self.reason.get(argument)
        return value if isinstance(value, str) else ""

    def date(self, argument: str) -> dt.date:
        return self.reason.day(argument) or self.today

    def past(self, argument: str) -> bool:
        return self.date(argument) < self.today

    def day(self, argument: str) -> str:
        """ "today", "tomorrow" or "Tuesday 3 November", to stand after a word like "by"."""
        date = self.date(argument)
        if not self.lasting and 0 <= (date - self.today).days <= 1:
            return "today" if date == self.today else "tomorrow"
        return english.spell(date, self.today)

    def on(self, argument: str) -> str:
        """ "today", "yesterday", "tomorrow" or "on Tuesday 3 November"."""
        days = (self.date(argument) - self.today).days
        near = {} if self.lasting else {0: "today", -1: "yesterday", 1: "tomorrow"}
        return near.get(days) or f"on {self.day(argument)}"

    def happened(self, argument: str) -> str:
        """As `on`, for what has happened: "today" where its own zone is a day ahead of the reader's."""
        ahead = self.date(argument) > self.today and not self.lasting
        return "today" if ahead else self.on(argument)

    def people(self) -> str:
        value = self.reason.get("people")
        return english.enumerate_all([self.name(each) for each in value] if isinstance(value, tuple) else [])

    def inquiry(self, why: str) -> str:
        """Why, from when one may ask and what held that back, and which of two it is."""
        if self.brief:
            return why
        may = (
            f"The time to ask came on {self.day('opens')}"
            if self.past("opens")
            else f"You may ask from {self.day('opens')}"
        )
        return f"{why} {may}, {self._which()}{self._held_back()}."

    def _which(self) -> str:
        if self.reason.get("number") != 1:
            return "the second and last time"
        return "once and no more" if self.reason.get("most") == 1 else "the first of two times at most"

    def _held_back(self) -> str:
        floor = self.text("floor")
        causes = {
            "promise": "the date they named, {}, comes first",
            "away": "they are away until {}",
            "thanks": "your thank-you of {} should have time to arrive",
        }
        sent_ahead = floor == "thanks" and self.date("floor_fact") > self.today
        day = "today" if sent_ahead and not self.lasting else self.day("floor_fact")
        told = [causes[floor].format(day)] if floor in causes else []
        if self.reason.get("quiet"):
            told.append("the quiet period is left in peace")
        return f": {' and '.join(told)}" if told else ""

    def said(self) -> str:
        """What they said, when, and the day it comes to."""
        when = self.happened("said_on")
        if text := self.quoted():
            return f"They said {text} {when}, which means {self.day('date')}."
        return f"{when[0].upper()}{when[1:]} they named {self.day('date')}."

    def quoted(self) -> str:
        """The words that were said, on one line and cut short; "" where there are none."""
        words = " ".join(self.text("text").split())
        return f"“{words[:_LONGEST_QUOTE]}{'…' * (len(words) > _LONGEST_QUOTE)}”" if words else ""


def _confirm(t: _Teller) -> str:
    verb = "was" if t.past("on") else "is"
    when = f"The interview {verb} {t.on('on')}"
    return f"You were invited {t.happened('invited_on')}. {when}: confirm the time and its zone."


def _thank_you(t: _Teller) -> str:
    person = t.text("to")
    met = f"You met {t.name(person)}" if person else "You had an interview, with nobody named,"
    if t.past("late_after"):
        return f"{met} {t.happened('on')}. A thank-you was due by {t.day('late_after')}; it is still welcome."
    best = "was best sent" if t.past("best_by") else "is best sent"
    by = "" if t.day("best_by") == "today" else "by "
    return f"{met} {t.happened('on')}. A thank-you {best} {by}{t.day('best_by')} and late after {t.day('late_after')}."


def _blocked(t: _Teller) -> str:
    people = t.people()
    return (
        f"Thank {people} first: no inquiry before a thank-you."
        if people
        else ("Send your thank-you first: no inquiry before a thank-you.")
    )


def _application(t: _Teller) -> str:
    if t.reason.get("closing"):
        since = f"Applications {'close' if t.date('on') > t.today else 'closed'} {t.on('on')}"
    else:
        since = f"You applied {t.happened('on')}"
    if t.brief:
        return f"{since}."
    quiet = ", once the quiet period is over" if t.reason.get("quiet") else ""
    may = (
        f"The time to ask came on {t.day('opens')}"
        if t.past("opens")
        else f"You may ask from {t.day('opens')}"
    )
    return f"{since}. {may}{quiet}, once and briefly."


def _reply_promise(t: _Teller) -> str:
    text = t.quoted()
    named = f"said {text}, which means {t.day('date')}" if text else f"named {t.day('date')}"
    return t.inquiry(f"They answered {t.happened('on')} and {named}.")


def _close_out(t: _Teller) -> str:
    if t.reason.get("asked") == 1:
        told = f"You asked {t.happened('on')}, and by your settings once is enough."
    else:
        told = f"You asked twice, the second time {t.happened('on')}, and a third inquiry would not help."
    return f"{told} {_let_go(t)}"


def _let_go(t: _Teller) -> str:
    if t.date("opens") <= t.today:
        return "You may mark it as no response now."
    return f"From {t.day('opens')} on you may mark it as no response."


def _own_promise(t: _Teller) -> str:
    return f"You promised {t.quoted() or 'something'} by {t.day('on')}."


_WORDS: dict[str, Callable[[_Teller], str]] = {
    "confirm_interview": _confirm,
    "thank_you": _thank_you,
    "inquiry_blocked": _blocked,
    "inquiry_after_thanks": lambda t: t.inquiry(
        f"You said thank you {t.happened('on')} and no date was named."
    ),
    "inquiry_thanks_skipped": lambda t: t.inquiry(
        f"You chose to send no thank-you for the interview {t.happened('on')}, and no date was named."
    ),
    "inquiry_nobody_to_thank": lambda t: t.inquiry(
        f"There was nobody to thank for what you handed in or took {t.happened('on')}, and no date was named."
    ),
    "inquiry_promise": lambda t: t.inquiry(t.said()),
    "inquiry_second": lambda t: t.inquiry(f"You asked {t.happened('on')} and no answer is logged since."),
    "inquiry_after_reply": lambda t: t.inquiry(f"They answered {t.happened('on')} and named no date."),
    "inquiry_after_answer": lambda t: t.inquiry(f"You answered their question {t.happened('on')}."),
    "inquiry_reply_promise": _reply_promise,
    "inquiry_references": lambda t: t.inquiry(f"They called your references {t.happened('on')}."),
    "close_out": _close_out,
    "close_out_skipped": lambda t: f"You chose not to ask {t.happened('on')}. {_let_go(t)}",
    "answer": lambda t: f"They asked you something {t.happened('on')}. It is your turn to answer.",
    "reschedule": lambda t: f"The interview was called off {t.happened('cancelled_on')}. Ask for a new date.",
    "reschedule_again": lambda t: (
        f"You asked for a new date {t.happened('asked_on')} and none is logged. Ask once more; that is enough."
    ),
    "application_inquiry": _application,
    "rejection_thanks": lambda t: (
        f"They turned you down {t.happened('on')}. A short thank-you is kind, and optional."
    ),
    "offer_acknowledgement": lambda t: (
        f"They made you an offer {t.happened('on')}. Say thank you, and when you will decide."
    ),
    "offer_decision": lambda t: f"The offer waits for your decision by {t.day('deadline')}.",
    "own_promise": _own_promise,
}

CODES = frozenset(_WORDS)
