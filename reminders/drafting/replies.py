"""The short letters that answer what they did: an invitation, a cancellation, a question, a no, an offer."""

from reminders.drafting import own_words
from reminders.drafting.clean import name_line
from reminders.drafting.days import day_with_weekday
from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, paragraph, say


def confirm_interview_subject(particulars: Particulars) -> Words:
    return say("Confirming our interview – {title}", title=particulars.title)


def confirm_interview(particulars: Particulars) -> list[Words]:
    """Day, time and zone said back, so that a misunderstanding shows at once (C17)."""
    facts = particulars.facts
    day: str | Gap = (
        day_with_weekday(facts.interview_on, facts.today)
        if facts.interview_on
        else Gap("interview_on", "day")
    )
    starts = name_line(facts.interview_starts, 80) or Gap("interview_starts", "time and time zone")
    return [
        say(
            "Thank you for inviting me to the {interview} for {role} at {company}. I am glad to "
            "confirm {day} at {starts}.",
            interview=particulars.interview,
            role=particulars.role,
            company=particulars.company,
            day=day,
            starts=starts,
        ),
        say(
            "Please let me know if there is anything you would like me to prepare or bring. I look "
            "forward to our conversation."
        ),
    ]


def reschedule_subject(particulars: Particulars) -> Words:
    return say("A new date for our interview – {title}", title=particulars.title)


def reschedule(particulars: Particulars) -> list[Words]:
    """They cancelled: no fuss, still interested, and dates that make it easy to say yes."""
    facts = particulars.facts
    which = (
        say("on {date}", date=day_with_weekday(facts.interview_on, facts.today)) if facts.interview_on else ()
    )
    return [
        say(
            "Thank you for letting me know that the {interview} {which}cannot go ahead as planned. "
            "That is no trouble at all, and I remain very interested in {role} at {company}.",
            interview=particulars.interview,
            which=(*which, " ") if which else (),
            role=particulars.role,
            company=particulars.company,
        ),
        say(
            "I would be glad to find a new date. I am free {times}, and if another time suits you "
            "better, please name it.",
            times=Gap("times", "two or three times that suit you, with your time zone"),
        ),
        say("I look forward to speaking with you."),
    ]


def answer_subject(particulars: Particulars) -> Words:
    return say("Your question – {name} – {title}", name=particulars.sender, title=particulars.title)


def answer(particulars: Particulars) -> list[Words]:
    """The turn is ours: their question said back, and room for the answer."""
    question = own_words.quoted(particulars.facts.question_text)
    opening = (
        say(
            "Thank you for your message about {role} at {company}. You asked: {question}.",
            role=particulars.role,
            company=particulars.company,
            question=question,
        )
        if question
        else say(
            "Thank you for your message about {role} at {company}.",
            role=particulars.role,
            company=particulars.company,
        )
    )
    return [
        opening,
        (Gap("answer", "your answer"),),
        say("If you would like to know more, I am happy to add to this or to speak by phone."),
    ]


def rejection_thanks_subject(particulars: Particulars) -> Words:
    return say("Thank you – {title}", title=particulars.title)


def rejection_thanks(particulars: Particulars) -> list[Words]:
    """Short and kind: it is the last impression, and sometimes not the end (C15)."""
    told = particulars.enjoyed
    opening = say(
        "Thank you for letting me know about your decision on {role}, and for the time you and your "
        "colleagues at {company} gave to my application.",
        role=particulars.role,
        company=particulars.company,
    )
    if particulars.facts.interview_on is None and told is None:
        regret = say("Naturally I had hoped for a different outcome, and I remain glad that I applied.")
    elif told is None:
        regret = say(
            "Naturally I had hoped for a different outcome, but I enjoyed our conversation and "
            "learned from it."
        )
    elif told.inline:
        regret = say(
            "Naturally I had hoped for a different outcome, but I enjoyed talking about {topic}.",
            topic=told.text,
        )
    else:
        regret = say(
            "Naturally I had hoped for a different outcome, but I will keep one part of our "
            "conversation in good memory: {topic}.",
            topic=told.text,
        )
    return [
        paragraph(opening, regret),
        say(
            "If a role comes up later for which you think I would be a good match, I would be happy "
            "to hear from you. I wish you and the team every success."
        ),
    ]


def offer_acknowledgement_subject(particulars: Particulars) -> Words:
    return say("Thank you for the offer – {title}", title=particulars.title)


def offer_acknowledgement(particulars: Particulars) -> list[Words]:
    """Joy and a date for the answer, without saying yes or no yet (C16)."""
    facts = particulars.facts
    by: str | Gap = (
        day_with_weekday(facts.offer_deadline, facts.today)
        if facts.offer_deadline
        else Gap("offer_deadline", "day you will answer by")
    )
    return [
        say(
            "Thank you very much for the offer of {role} at {company}. I was delighted to receive it,"
            " and I appreciate the confidence you are placing in me.",
            role=particulars.role,
            company=particulars.company,
        ),
        say(
            "I would like to read everything with the care it deserves, and I will give you my answer"
            " by {by}. Should a question come up before then, may I turn to you?",
            by=by,
        ),
        say("Thank you again to you and to everyone I met."),
    ]
