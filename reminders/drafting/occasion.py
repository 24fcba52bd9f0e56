"""What an inquiry goes back to: the conversation or the task, and what has passed between both since.

Rows 10 to 13, 18 and 19 of the decision table differ in what is known; each begins in its own words.
"""

from datetime import date
from typing import NamedTuple

from reminders.drafting.context import LetterFacts
from reminders.drafting.days import day_and_month
from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words
from reminders.drafting.voices.voice import Since


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


def since(facts: LetterFacts) -> Since:
    """What came last, as far as it is known; somebody's return only once they are back."""
    return _latest(facts)[0]


def begin(particulars: Particulars) -> Words:
    """The first sentences of a first inquiry: their last word, and thanks with the date and the role (S10)."""
    words, task = particulars.voice.first_inquiry, _task(particulars)
    met = particulars.say(
        words.tried if particulars.facts.nobody_met else words.spoken, work=task.work, finished=task.finished
    )
    what, on = _latest(particulars.facts)
    return particulars.say(words.openings[what], met=met, on=on)


def begin_again(particulars: Particulars) -> Words:
    """The first sentences of a second inquiry: when the first was sent, and into which silence (S8)."""
    facts, words = particulars.facts, particulars.voice.second_inquiry
    earlier: str | Gap = (
        day_and_month(facts.inquiry_on, facts.today)
        if facts.inquiry_on
        else Gap("inquiry_on", "date of your first note")
    )
    about = particulars.say(
        words.tried if facts.nobody_met else words.spoken, earlier=earlier, done=_task(particulars).done
    )
    what, on = _latest(facts)
    return particulars.say(words.openings[what], about=about, on=on)


def date_in_force(facts: LetterFacts) -> date | None:
    """The date they named, unless it had passed when they last had dealings with the user."""
    dealings = [
        day
        for day in (facts.their_reply_on, facts.answered_on, facts.references_called_on)
        if day is not None
    ]
    if facts.promise_date is None or any(facts.promise_date <= day for day in dealings):
        return None
    return facts.promise_date


def _latest(facts: LetterFacts) -> tuple[Since, str]:
    """With the day as a letter says it, where there is one to say."""
    for what, day in (
        (Since.REFERENCES, facts.references_called_on),
        (Since.MY_ANSWER, facts.answered_on),
        (Since.THEIR_REPLY, facts.their_reply_on),
    ):
        if day is not None:
            return what, day_and_month(day, facts.today)
    back = facts.away_until is not None and facts.away_until <= facts.today
    return (Since.THEIR_RETURN if back else Since.NOTHING), ""


def _task(particulars: Particulars) -> _Task:
    return _TASKS.get(particulars.interview, _A_TASK)
