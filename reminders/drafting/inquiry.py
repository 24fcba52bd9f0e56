"""The status inquiries: asked kindly, once, and a second time at most (S2, S8, S9, S10)."""

from reminders.drafting import occasion
from reminders.drafting.days import day_and_month, day_with_weekday
from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, paragraph, say


def subject(particulars: Particulars) -> Words:
    """S10. The second inquiry repeats it to the letter, so that both land in one conversation."""
    return say("Following Up – {name} – {title}", name=particulars.sender, title=particulars.title)


def first(particulars: Particulars) -> list[Words]:
    """Thanks with the date and the role, one thing enjoyed, the timeline, an offer, thanks (S10)."""
    facts = particulars.facts
    their_date = occasion.date_in_force(facts)
    named: Words = ()
    if their_date is not None:
        # As a fact and not as a reproach (S9).
        named = say(
            "You mentioned that you {verb} to decide by {day}.",
            verb="expect" if their_date >= facts.today else "expected",
            day=day_with_weekday(their_date, facts.today),
        )
        question = "Could you tell me where things stand now, and whether there is an updated timeline?"
    elif facts.references_called_on:
        question = "Could you tell me what comes next, and when you expect to make a decision?"
    elif facts.answered_on:
        question = "Could you tell me how things go on from here, and when you expect to decide?"
    elif facts.their_reply_on:
        question = "Could you tell me where things stand now, and by when you hope to make a decision?"
    else:
        question = "Could you tell me where you are in the process, and when you expect to make a decision?"
    return [
        paragraph(
            *occasion.begin(particulars), _enjoyed(particulars), "I remain very interested in joining you."
        ),
        paragraph(named, question),
        _offer(particulars),
    ]


def second(particulars: Particulars) -> list[Words]:
    """The last one: the first mentioned lightly, the question in other words, an open door (S8, C8)."""
    return [
        paragraph(*occasion.begin_again(particulars), _still_enjoyed(particulars)),
        say(
            "Hiring often takes longer than planned, so may I ask once more: is there a rough date by"
            " which you hope to decide? My interest is the same, and I will gladly send anything "
            "further that would help."
        ),
        say(
            "Should plans have changed, I would gladly hear from you at any later time. Thank you, and all"
            " the best to the team."
        ),
    ]


def after_applying(particulars: Particulars) -> list[Words]:
    """Asked once, when an application has met with no word (C12)."""
    facts = particulars.facts
    applied: str | Gap = (
        day_and_month(facts.applied_on, facts.today)
        if facts.applied_on
        else Gap("applied_on", "date you applied")
    )
    opening = say(
        "On {applied} I applied for {role} at {company}, and I would like to say that my interest is "
        "as strong as it was that day.",
        applied=applied,
        role=particulars.role,
        company=particulars.company,
    )
    fit = say("In short, what I would bring: {fit}.", fit=particulars.fit) if particulars.fit else ()
    return [
        paragraph(opening, fit),
        say("Could you tell me where the search stands, and when you expect to be in touch with applicants?"),
        say(
            "If further documents, work samples or references would be useful, I will gladly send "
            "them. Thank you for your time and for considering my application."
        ),
    ]


def _enjoyed(particulars: Particulars) -> Words:
    told = particulars.enjoyed
    if particulars.facts.nobody_met:
        return say(
            "I enjoyed one part of it in particular: {topic}.",
            topic=told.text if told else particulars.topic_gap,
        )
    if told and not told.inline:
        return say("I enjoyed our conversation, one part of it in particular: {topic}.", topic=told.text)
    return say("I enjoyed talking about {topic}.", topic=told.text if told else particulars.topic_gap)


def _still_enjoyed(particulars: Particulars) -> Words:
    told = particulars.enjoyed
    if not particulars.facts.nobody_met and (told is None or told.inline):
        return say(
            "I still think back with pleasure to talking about {topic}.",
            topic=told.text if told else particulars.topic_gap,
        )
    return say(
        "I still think back with pleasure to one part of {it}: {topic}.",
        it="it" if particulars.facts.nobody_met else "our conversation",
        topic=told.text if told else particulars.topic_gap,
    )


def _offer(particulars: Particulars) -> Words:
    """More material, of the kind that is still of use (S10)."""
    if particulars.facts.references_called_on:
        return say(
            "If work samples or anything else from me would help, I will gladly send them. Thank you for"
            " the care you are giving this."
        )
    if particulars.facts.nobody_met:
        return say(
            "I would gladly talk it through with you, and send references or anything else that would help."
            " Thank you for your time."
        )
    return say(
        "If references, work samples or anything else from me would help, I will gladly send "
        "them. Thank you for your time."
    )
