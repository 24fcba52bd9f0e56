"""The short letters that answer what they did: an invitation, a cancellation, a question, a no, an offer."""

from datetime import date

from reminders.drafting import own_words
from reminders.drafting.clean import name_line
from reminders.drafting.days import day_and_month, day_with_weekday
from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, paragraph, say

_TIMES = Gap("times", "two or three times that suit you, with your time zone")


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
            "forward to {it}.",
            it="it" if facts.nobody_met else "our conversation",
        ),
    ]


def reschedule_subject(particulars: Particulars) -> Words:
    return say("A new date for our interview – {title}", title=particulars.title)


def reschedule(particulars: Particulars) -> list[Words]:
    """They cancelled: no fuss, still interested, and dates that make it easy to say yes."""
    facts = particulars.facts
    if facts.asked_on is not None:
        return _reschedule_again(particulars, facts.asked_on)
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
            times=_TIMES,
        ),
        say("I look forward to speaking with you."),
    ]


def _reschedule_again(particulars: Particulars, asked_on: date) -> list[Words]:
    """The second and last time (row 17): other times, and an easier way to meet."""
    facts = particulars.facts
    planned = (
        say(" planned for {date}", date=day_with_weekday(facts.interview_on, facts.today))
        if facts.interview_on
        else ()
    )
    return [
        say(
            "On {asked} I wrote about a new date for the {interview}{planned}. I know how quickly calendars"
            " fill up, and I would still be very glad to talk about {role} at {company}.",
            asked=day_and_month(asked_on, facts.today),
            interview=particulars.interview,
            planned=planned,
            role=particulars.role,
            company=particulars.company,
        ),
        say(
            "Here are some further times at which I could make it: {times}. If a short call or a meeting with"
            " one of your colleagues is easier to arrange, that would be just as welcome.",
            times=_TIMES,
        ),
        say("Thank you for your help in finding a day."),
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
    if told is None and (particulars.facts.interview_on is None or particulars.facts.nobody_met):
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


def offer_decision_subject(particulars: Particulars) -> Words:
    return say("Your offer – {name} – {title}", name=particulars.sender, title=particulars.title)


def offer_decision(particulars: Particulars) -> list[Words]:
    """Thanks, the yes or no in a gap, and a close that is true with either (C16)."""
    facts = particulars.facts
    thanks = say(
        "Thank you again for the offer of {role} at {company}, and for giving me time to consider it.",
        role=particulars.role,
        company=particulars.company,
    )
    asked = (
        say("You asked for my answer by {by}.", by=day_with_weekday(facts.offer_deadline, facts.today))
        if facts.offer_deadline and facts.offer_deadline >= facts.today
        else ()
    )
    return [
        paragraph(thanks, asked),
        say("{answer}.", answer=_YES_OR_NO),
        say(
            "I am grateful for the trust you have placed in me, and I enjoyed getting to know you and your"
            " colleagues. If there is anything you need from me now, please tell me and I will see to it at"
            " once."
        ),
        say("Please pass my thanks on to everyone who took the time to speak with me."),
    ]


_YES_OR_NO = Gap(
    "decision",
    "your answer: “I am delighted to accept” or “After careful thought I have decided not to accept”",
)
