"""The status inquiries: asked kindly, once, and a second time at most (S2, S8, S9, S10)."""

from reminders.drafting.days import day_and_month, day_with_weekday
from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, paragraph, say


def subject(particulars: Particulars) -> Words:
    """S10. The second inquiry repeats it to the letter, so that both land in one conversation."""
    return say("Following Up – {name} – {title}", name=particulars.sender, title=particulars.title)


def first(particulars: Particulars) -> list[Words]:
    """Thanks with the date and the role, one thing enjoyed, the timeline, an offer, thanks (S10)."""
    thanks = say(
        "Thank you again for speaking with me on {date} about {role} at {company}.",
        date=particulars.date,
        role=particulars.role,
        company=particulars.company,
    )
    return [
        paragraph(thanks, _enjoyed(particulars), "I remain very interested in joining you."),
        paragraph(*_their_date(particulars), _first_question(particulars)),
        say(
            "If references, work samples or anything else from me would help, I will gladly send "
            "them. Thank you for your time."
        ),
    ]


def second(particulars: Particulars) -> list[Words]:
    """The last one: the first mentioned lightly, the question in other words, an open door (S8, C8)."""
    facts = particulars.facts
    earlier: str | Gap = (
        day_and_month(facts.inquiry_on, facts.today)
        if facts.inquiry_on
        else Gap("inquiry_on", "date of your first note")
    )
    opening = say(
        "I wrote on {earlier} about {role} at {company}, for which we spoke on {date}.",
        earlier=earlier,
        role=particulars.role,
        company=particulars.company,
        date=particulars.date,
    )
    told = particulars.enjoyed
    memory = (
        say("I still think back with pleasure to one part of our conversation: {topic}.", topic=told.text)
        if told and not told.inline
        else say(
            "I still think back with pleasure to talking about {topic}.",
            topic=told.text if told else particulars.topic_gap,
        )
    )
    return [
        paragraph(opening, memory),
        say(
            "Hiring often takes longer than planned, so may I ask once more: is there a rough date by"
            " which you hope to decide? My interest is the same, and I will gladly send anything "
            "further that would help."
        ),
        say(
            "Should your plans have changed, I would understand, and I would be happy to hear from "
            "you at any later time. Thank you, and all the best to the team."
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
    if told and not told.inline:
        return say("I enjoyed our conversation, one part of it in particular: {topic}.", topic=told.text)
    return say("I enjoyed talking about {topic}.", topic=told.text if told else particulars.topic_gap)


def _their_date(particulars: Particulars) -> list[Words]:
    """The date they had named, as a fact and not as a reproach (S9)."""
    facts = particulars.facts
    if facts.promise_date is None:
        return []
    verb = "expect" if facts.promise_date >= facts.today else "expected"
    day = day_with_weekday(facts.promise_date, facts.today)
    return [say("You mentioned that you {verb} to decide by {day}.", verb=verb, day=day)]


def _first_question(particulars: Particulars) -> Words:
    if particulars.facts.promise_date is None:
        return say("Could you tell me where you are in the process, and when you expect to make a decision?")
    return say("Could you tell me where things stand now, and whether there is an updated timeline?")
