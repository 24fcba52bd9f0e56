"""The note that comes with something the user had promised to send or to find out."""

from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.promised import promised
from reminders.drafting.sheet import Words, paragraph, say


def subject(particulars: Particulars) -> Words:
    return say("As promised – {title}", title=particulars.title)


def paragraphs(particulars: Particulars) -> list[Words]:
    """What was promised and when, room for the thing itself, and thanks."""
    facts = particulars.facts
    promise = promised(facts.own_promise_text, particulars.recipient)
    if facts.interview_on is None or facts.nobody_met:
        opening = paragraph(
            say(
                "I am writing about {role} at {company}, and to keep my word.",
                role=particulars.role,
                company=particulars.company,
            ),
            say("I promised {promise}.", promise=promise),
        )
    else:
        opening = paragraph(
            say(
                "When we spoke {day} about {role} at {company}, I promised {promise}.",
                day=particulars.day,
                role=particulars.role,
                company=particulars.company,
                promise=promise,
            ),
            "I am glad to keep that promise now.",
        )
    return [
        opening,
        (Gap("promised", "what you promised, or a line saying that it is attached"),),
        say(
            "If anything is missing, or if something else would be of use, please let me know and I will gladly"
            " send it. Thank you again for your time."
        ),
    ]
