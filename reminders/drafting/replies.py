"""The short letters that answer what they did: an invitation, a cancellation, a question, a no, an offer."""

from reminders.drafting import own_words
from reminders.drafting.clean import name_line
from reminders.drafting.days import day_and_month, day_with_weekday
from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, paragraph, say

_TIMES = Gap("times", "two or three times that suit you, with your time zone")
_YES_OR_NO = Gap(
    "decision",
    "your answer: “I am delighted to accept” or “After careful thought I have decided not to accept”",
)
_UNTIL = Gap("decide_until", "day that suits you")


def confirm_interview_subject(particulars: Particulars) -> Words:
    return say("Confirming our interview – {title}", title=particulars.title)


def confirm_interview(particulars: Particulars) -> list[Words]:
    """Day, time and zone said back, so that a misunderstanding shows at once (C17)."""
    facts, words = particulars.facts, particulars.voice.confirm_interview
    on: str | Gap = (
        day_with_weekday(facts.interview_on, facts.today)
        if facts.interview_on
        else Gap("interview_on", "day")
    )
    starts = name_line(facts.interview_starts, 80) or Gap("interview_starts", "time and time zone")
    return [
        particulars.say(words.opening, on=on, starts=starts),
        particulars.say(words.close_where_nobody_is_met if facts.nobody_met else words.close),
    ]


def reschedule_subject(particulars: Particulars) -> Words:
    return say("A new date for our interview – {title}", title=particulars.title)


def reschedule(particulars: Particulars) -> list[Words]:
    """They cancelled: no fuss, still interested, and dates that make it easy to say yes. The second and last
    time (row 17) brings other times, and an easier way to meet."""
    facts, voice = particulars.facts, particulars.voice
    words = voice.reschedule if facts.asked_on is None else voice.reschedule_again
    planned = (
        say(words.planned, on=day_with_weekday(facts.interview_on, facts.today)) if facts.interview_on else ()
    )
    asked = day_and_month(facts.asked_on, facts.today) if facts.asked_on else ""
    return [
        particulars.say(words.opening, planned=planned, asked=asked),
        particulars.say(words.times, times=_TIMES),
        particulars.say(words.close),
    ]


def answer_subject(particulars: Particulars) -> Words:
    return say("Your question – {name} – {title}", name=particulars.sender, title=particulars.title)


def answer(particulars: Particulars) -> list[Words]:
    """The turn is ours: their question said back, and room for the answer."""
    words = particulars.voice.answer
    question = own_words.quoted(particulars.facts.question_text)
    return [
        particulars.say(words.opening_with_question if question else words.opening, question=question),
        (Gap("answer", "your answer"),),
        particulars.say(words.close),
    ]


def rejection_thanks_subject(particulars: Particulars) -> Words:
    return say("Thank you – {title}", title=particulars.title)


def rejection_thanks(particulars: Particulars) -> list[Words]:
    """Short and kind: it is the last impression, and sometimes not the end (C15)."""
    facts, words, told = particulars.facts, particulars.voice.rejection_thanks, particulars.enjoyed
    if facts.nobody_met or (told is None and facts.interview_on is None):
        regret = particulars.say(words.regret)
    elif told is None:
        regret = particulars.say(words.regret_after_conversation)
    else:
        about = words.regret_after_topic
        regret = particulars.say(about.inline if told.inline else about.colon, topic=told.text)
    return [paragraph(particulars.say(words.opening), regret), particulars.say(words.close)]


def offer_acknowledgement_subject(particulars: Particulars) -> Words:
    return say("Thank you for the offer – {title}", title=particulars.title)


def offer_acknowledgement(particulars: Particulars) -> list[Words]:
    """Joy and a date for the answer, without saying yes or no yet; where no day is known, or theirs comes too
    soon, the day is asked for (C16)."""
    words = particulars.voice.offer_acknowledgement
    by = _answer_due(particulars)
    if particulars.facts.asks_for_time:
        sentence = words.more_time_than_given if by else words.more_time
    else:
        sentence = words.answer_by if by else words.by_which_day
    return [
        particulars.say(words.thanks),
        particulars.say(sentence, by=by, until=_UNTIL),
        particulars.say(words.close),
    ]


def offer_decision_subject(particulars: Particulars) -> Words:
    return say("Your offer – {name} – {title}", name=particulars.sender, title=particulars.title)


def offer_decision(particulars: Particulars) -> list[Words]:
    """Thanks, the yes or no in a gap, and a close that is true with either (C16)."""
    words = particulars.voice.offer_decision
    by = _answer_due(particulars)
    return [
        paragraph(particulars.say(words.thanks), particulars.say(words.asked, by=by) if by else ()),
        say("{answer}.", answer=_YES_OR_NO),
        particulars.say(words.close),
        particulars.say(words.thanks_to_all),
    ]


def _answer_due(particulars: Particulars) -> str:
    """The day they asked for the answer by, until it is over; empty where there is none."""
    facts = particulars.facts
    due = facts.offer_deadline
    return day_with_weekday(due, facts.today) if due and due >= facts.today else ""
