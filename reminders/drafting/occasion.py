"""What an inquiry goes back to: the conversation or the task, and what has passed between both since.

Rows 10 to 13, 18 and 19 of the decision table differ in what is known; each begins in its own words.
"""

from datetime import date
from typing import NamedTuple

from reminders.drafting.context import LetterFacts
from reminders.drafting.days import day_and_month
from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, say


class _Task(NamedTuple):
    """How to speak of something done without anybody there: "work on it", "finished", "finished it"."""

    work: str
    finished: str
    done: str


_TASKS = {
    "take-home": _Task("work on the take-home", "handed in", "handed in the take-home"),
    "assessment": _Task("take the assessment", "completed", "completed the assessment"),
}
_A_TASK = _Task("work on the task", "handed in", "handed in the task")


def begin(particulars: Particulars) -> list[Words]:
    """The first sentences of a first inquiry: their last word, and thanks with the date and the role (S10)."""
    facts = particulars.facts
    met = _met(particulars)
    again = "" if facts.nobody_met else " again"
    thanks = say("Thank you{again} for {met}.", again=again, met=met)
    if facts.references_called_on:
        called = day_and_month(facts.references_called_on, facts.today)
        return [
            say("I was glad to hear that you spoke with my references on {called}.", called=called),
            thanks,
        ]
    if facts.answered_on:
        answered = day_and_month(facts.answered_on, facts.today)
        return [say("I hope that my answer of {answered} was of use.", answered=answered), thanks]
    if facts.their_reply_on:
        replied = day_and_month(facts.their_reply_on, facts.today)
        return [
            say(
                "Thank you for getting back to me on {replied}, and{again} for {met}.",
                replied=replied,
                again=again,
                met=met,
            )
        ]
    return [*_welcome_back(facts, "I hope this finds you well after your time away."), thanks]


def begin_again(particulars: Particulars) -> list[Words]:
    """The first sentences of a second inquiry: when the first was sent, and into which silence (S8)."""
    facts = particulars.facts
    earlier: str | Gap = (
        day_and_month(facts.inquiry_on, facts.today)
        if facts.inquiry_on
        else Gap("inquiry_on", "date of your first note")
    )
    about = say(
        "{earlier} about {role} at {company}, for which {met} on {date}.",
        earlier=earlier,
        role=particulars.role,
        company=particulars.company,
        met=f"I {_task(particulars).done}" if facts.nobody_met else "we spoke",
        date=particulars.date,
    )
    wrote = say("I wrote on {about}", about=about)
    if facts.references_called_on:
        return [wrote, ("I am glad that you have had a word with my references.",)]
    if facts.answered_on:
        day = day_and_month(facts.answered_on, facts.today)
        return [say("After answering your question on {day}, I wrote on {about}", day=day, about=about)]
    if facts.their_reply_on:
        day = day_and_month(facts.their_reply_on, facts.today)
        return [say("You kindly got back to me on {day}, and I wrote again on {about}", day=day, about=about)]
    return [*_welcome_back(facts, "I hope all is well with you since your return."), wrote]


def date_in_force(facts: LetterFacts) -> date | None:
    """The date they named, unless it had passed when they last had dealings with the user."""
    since = [
        day
        for day in (facts.their_reply_on, facts.answered_on, facts.references_called_on)
        if day is not None
    ]
    if facts.promise_date is None or any(facts.promise_date <= day for day in since):
        return None
    return facts.promise_date


def _met(particulars: Particulars) -> Words:
    """The conversation or the task with its date and the role, to stand after "Thank you for"."""
    if not particulars.facts.nobody_met:
        return say(
            "speaking with me on {date} about {role} at {company}",
            date=particulars.date,
            role=particulars.role,
            company=particulars.company,
        )
    task = _task(particulars)
    return say(
        "the chance to {work} for {role} at {company}, which I {finished} on {date}",
        work=task.work,
        role=particulars.role,
        company=particulars.company,
        finished=task.finished,
        date=particulars.date,
    )


def _task(particulars: Particulars) -> _Task:
    return _TASKS.get(particulars.interview, _A_TASK)


def _welcome_back(facts: LetterFacts, wish: str) -> list[Words]:
    """A wish for somebody who was away, once they are back."""
    return [(wish,)] if facts.away_until and facts.away_until <= facts.today else []
