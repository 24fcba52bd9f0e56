"""What a template of one's own can print: the offered fields, and the facts of one letter as their values."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, NamedTuple

from reminders.drafting import own_words
from reminders.drafting.clean import name_line
from reminders.drafting.context import LetterFacts
from reminders.drafting.days import day_and_month, day_with_weekday
from reminders.drafting.letter import Gap
from reminders.drafting.occasion import date_in_force
from reminders.drafting.particulars import Particulars, post
from reminders.drafting.promised import promised
from reminders.drafting.sheet import Word, Words

# Unicode keeps these for use inside a program, so none belongs in a letter. One of them stands for one gap
# while a template is worked out: no filter can cut it in two.
_FIRST_STAND_IN = 0xFDD0
_STAND_INS = re.compile("([\ufdd0-\ufdef])")


class Missing:
    """A value with a gap in it: it prints, so that the gap is seen, but counts as nothing in `{% if %}`."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __liquid__(self) -> None:
        """What Liquid asks for to compare a value, or to see whether it is there."""


Value = str | int | bool | Missing
Told = Word | Words | int | bool


class Field(NamedTuple):
    """One offered field: what it is, in plain words, an example, and where it comes from."""

    name: str
    meaning: str
    example: str
    tell: Callable[[Particulars], Told]


def _day(day: Callable[[LetterFacts], date | None], gap: Gap) -> Callable[[Particulars], Told]:
    def tell(particulars: Particulars) -> Told:
        found = day(particulars.facts)
        return day_and_month(found, particulars.facts.today) if found else gap

    return tell


def _weekday(day: Callable[[LetterFacts], date | None], gap: Gap) -> Callable[[Particulars], Told]:
    def tell(particulars: Particulars) -> Told:
        found = day(particulars.facts)
        return day_with_weekday(found, particulars.facts.today) if found else gap

    return tell


def _topics(particulars: Particulars) -> Told:
    told = particulars.topic
    return told.text if told else particulars.topic_gap


def _other_topics(particulars: Particulars) -> Told:
    told = own_words.topic(particulars.facts.other_topics)
    return told.text if told else Gap("other_topics", "one thing you talked about with the others")


_DAY = Gap("interview_on", "day of the interview")

FIELDS: tuple[Field, ...] = (
    Field("my_name", "your name", "Maya Okafor", lambda known: known.sender),
    Field("signature", "the closing with your name, in lines", "Kind regards,", lambda known: known.signature),
    Field(
        "greeting",
        "the line the letter begins with; “Hello,” where nobody is named",
        "Dear Sara,",
        lambda known: post(known.facts).greeting,
    ),
    Field(
        "their_name",
        "the whole name of the person you write to",
        "Sara Lindqvist",
        lambda known: name_line(known.facts.recipient_name) or Gap("recipient_name", "their name"),
    ),
    Field(
        "their_first_name",
        "what they are called after “Dear”",
        "Sara",
        lambda known: known.recipient or Gap("recipient_name", "their name"),
    ),
    Field("company", "the company", "Acme", lambda known: known.company),
    Field("title", "the job title alone", "Data Engineer", lambda known: known.title),
    Field("role", "the job title in a sentence", "the Data Engineer role", lambda known: known.role),
    Field(
        "interview_day",
        "the day of the interview",
        "Tuesday 3 November",
        _weekday(lambda facts: facts.interview_on, _DAY),
    ),
    Field("interview_date", "the same without its weekday", "3 November", lambda known: known.date),
    Field(
        "interview_relative",
        "the same as one says it on the day you read the letter",
        "yesterday",
        lambda known: known.day,
    ),
    Field(
        "interview_time",
        "when it begins, and by whose clock",
        "10:00 (New York)",
        lambda known: (
            name_line(known.facts.interview_starts, 80) or Gap("interview_starts", "time and time zone")
        ),
    ),
    Field("interview_kind", "what kind of interview it is", "on-site interview", lambda known: known.interview),
    Field(
        "met_others",
        "for {% if %}: true where you met others as well",
        "true",
        lambda known: known.facts.met_with_others,
    ),
    Field(
        "no_conversation",
        "for {% if %}: true for a take-home or a test, where you spoke with nobody",
        "false",
        lambda known: known.facts.nobody_met,
    ),
    Field("topics", "what you talked about with this person", "how you run on-call", _topics),
    Field("other_topics", "what you talked about with the others", "late events", _other_topics),
    Field("fit", "something you have done that fits", "I built the outbox", lambda known: known.fit_or_gap),
    Field(
        "promise_text",
        "what they said about timing",
        "by the end of next week",
        lambda known: (
            own_words.quoted(known.facts.promise_text) or Gap("promise_text", "what they said about timing")
        ),
    ),
    Field(
        "promise_day",
        "the day they named, as long as it counts",
        "Friday 13 November",
        _weekday(date_in_force, Gap("promise_date", "day they named")),
    ),
    Field("number", "1, or 2 in a second inquiry", "1", lambda known: known.facts.number or 1),
    Field(
        "first_inquiry_day",
        "when you first asked",
        "16 November",
        _day(lambda facts: facts.inquiry_on, Gap("inquiry_on", "date of your first note")),
    ),
    Field(
        "reply_day",
        "when they last replied",
        "10 November",
        _day(lambda facts: facts.their_reply_on, Gap("their_reply_on", "date of their reply")),
    ),
    Field(
        "answered_day",
        "when you answered their question",
        "11 November",
        _day(lambda facts: facts.answered_on, Gap("answered_on", "date of your answer")),
    ),
    Field(
        "references_day",
        "when they spoke with your references",
        "12 November",
        _day(
            lambda facts: facts.references_called_on,
            Gap("references_called_on", "date they called your references"),
        ),
    ),
    Field(
        "applied_day",
        "when you applied",
        "20 October",
        _day(lambda facts: facts.applied_on, Gap("applied_on", "date you applied")),
    ),
    Field(
        "asked_day",
        "when you asked for a new date",
        "5 November",
        _day(lambda facts: facts.asked_on, Gap("asked_on", "date you asked for a new one")),
    ),
    Field(
        "offer_deadline_day",
        "the day they want your answer by",
        "Friday 20 November",
        _weekday(
            lambda facts: facts.offer_deadline,
            Gap("offer_deadline", "day you will answer by"),
        ),
    ),
    Field(
        "question",
        "what they asked you",
        "When could you start?",
        lambda known: own_words.quoted(known.facts.question_text) or Gap("question_text", "their question"),
    ),
    Field(
        "own_promise",
        "what you promised them, to stand after “I promised”",
        "to send you two references",
        lambda known: promised(known.facts.own_promise_text, known.recipient),
    ),
    Field(
        "your_times",
        "always a gap: the times that suit you",
        "[two or three times]",
        lambda _known: Gap("times", "two or three times that suit you, with your time zone"),
    ),
    Field(
        "your_answer", "always a gap: your answer", "[your answer]", lambda _known: Gap("answer", "your answer")
    ),
    Field(
        "your_decision",
        "always a gap: your yes or no",
        "[your yes or no]",
        lambda _known: Gap(
            "decision",
            "your answer: “I am delighted to accept” or “After careful thought I have decided not to accept”",
        ),
    ),
    Field(
        "what_i_promised",
        "always a gap: the thing you promised",
        "[what you promised]",
        lambda _known: Gap("promised", "what you promised, or a line saying that it is attached"),
    ),
)  # fmt: skip


class Values(NamedTuple):
    """The fields of one letter, and the gaps that their stand-ins stand for, in their order."""

    fields: Mapping[str, Value]
    gaps: tuple[Gap, ...]

    def words(self, text: str) -> Words:
        """Text with its gaps, where a stand-in stood."""
        return tuple(
            self.gaps[ord(part) - _FIRST_STAND_IN] if _STAND_INS.fullmatch(part) else part
            for part in _STAND_INS.split(text)
            if part
        )


def values_of(facts: LetterFacts) -> Values:
    """Every field's value for this letter; the days as they are said on `facts.today`."""
    typed: dict[str, Any] = {
        each.name: without_stand_ins(getattr(facts, each.name))
        for each in fields(facts)
        if type(getattr(facts, each.name)) is str
    }
    particulars = Particulars(replace(facts, **typed))
    gaps: dict[Gap, str] = {}
    told = {field.name: _value(field.tell(particulars), gaps) for field in FIELDS}
    return Values(told, tuple(gaps))


def without_stand_ins(text: str) -> str:
    """Text in which nothing can be taken for a gap."""
    return _STAND_INS.sub("", text)


def _value(told: Told, gaps: dict[Gap, str]) -> Value:
    if isinstance(told, int):
        return told
    words = told if isinstance(told, tuple) else (told,)
    text = "".join(
        gaps.setdefault(word, chr(_FIRST_STAND_IN + len(gaps))) if isinstance(word, Gap) else word
        for word in words
    )
    return Missing(text) if any(isinstance(word, Gap) for word in words) else text
