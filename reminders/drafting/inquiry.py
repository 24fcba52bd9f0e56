"""The status inquiries: asked kindly, once, and a second time at most (S2, S8, S9, S10)."""

from reminders.drafting import occasion
from reminders.drafting.days import day_and_month, day_with_weekday
from reminders.drafting.letter import Gap
from reminders.drafting.particulars import Particulars
from reminders.drafting.sheet import Words, paragraph, say
from reminders.drafting.voices.voice import About, FirstInquiry, Since


def subject(particulars: Particulars) -> Words:
    """S10. The second inquiry repeats it to the letter, so that both land in one conversation."""
    return say("Following Up – {name} – {title}", name=particulars.sender, title=particulars.title)


def first(particulars: Particulars) -> list[Words]:
    """Thanks with the date and the role, one thing enjoyed, the timeline, an offer, thanks (S10)."""
    words = particulars.voice.first_inquiry
    return [
        paragraph(
            occasion.begin(particulars),
            _enjoyed(particulars, words.enjoyed, words.task_enjoyed),
            particulars.say(words.interest),
        ),
        _timeline(particulars, words),
        particulars.say(_offer(particulars, words)),
    ]


def second(particulars: Particulars) -> list[Words]:
    """The last one: the first mentioned lightly, the question in other words, an open door (S8, C8)."""
    words = particulars.voice.second_inquiry
    return [
        paragraph(
            occasion.begin_again(particulars), _enjoyed(particulars, words.enjoyed, words.task_enjoyed)
        ),
        particulars.say(words.question),
        particulars.say(words.open_door),
    ]


def after_applying(particulars: Particulars) -> list[Words]:
    """Asked once, when an application has met with no word (C12)."""
    facts, words = particulars.facts, particulars.voice.application_inquiry
    applied: str | Gap = (
        day_and_month(facts.applied_on, facts.today)
        if facts.applied_on
        else Gap("applied_on", "date you applied")
    )
    return [
        paragraph(
            particulars.say(words.opening, applied=applied),
            particulars.say(words.fit, fit=particulars.fit) if particulars.fit else (),
        ),
        particulars.say(words.question),
        particulars.say(words.offer),
    ]


def _timeline(particulars: Particulars, words: FirstInquiry) -> Words:
    """The question, after the date they named where that date still counts."""
    facts = particulars.facts
    theirs = occasion.date_in_force(facts)
    if theirs is None:
        return particulars.say(words.questions[occasion.since(facts)])
    return particulars.say(
        words.question_after_date,
        expect="expect" if theirs >= facts.today else "expected",
        by=day_with_weekday(theirs, facts.today),
    )


def _enjoyed(particulars: Particulars, talk: About, task: str) -> Words:
    told = particulars.enjoyed
    sentence = talk.colon if told and not told.inline else talk.inline
    if particulars.facts.nobody_met:
        sentence = task
    return particulars.say(sentence, topic=told.text if told else particulars.topic_gap)


def _offer(particulars: Particulars, words: FirstInquiry) -> str:
    """More material, of the kind that is still of use (S10)."""
    if occasion.since(particulars.facts) is Since.REFERENCES:
        return words.offer_after_references
    return words.offer_after_task if particulars.facts.nobody_met else words.offer
