"""The note that comes with something the user had promised to send or to find out."""

from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.promised import promised
from reminders.drafting.sheet import Words, say


def subject(particulars: Particulars) -> Words:
    return say("As promised – {title}", title=particulars.title)


def paragraphs(particulars: Particulars) -> list[Words]:
    """What was promised and when, room for the thing itself, and thanks."""
    facts, words = particulars.facts, particulars.voice.own_promise
    elsewhere = facts.interview_on is None or facts.nobody_met
    return [
        particulars.say(
            words.opening_without_interview if elsewhere else words.opening,
            promise=promised(facts.own_promise_text, particulars.recipient),
        ),
        (Gap("promised", "what you promised, or a line saying that it is attached"),),
        particulars.say(words.close),
    ]
