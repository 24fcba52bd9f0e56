"""The inquiries: S2, S8, S9, S10, C8, C12."""

import difflib
import itertools
import re
from dataclasses import replace
from datetime import date

import pytest

from reminders.drafting.letters import write
from tests.drafting.facts import SILENCES, facts, inquiry

UNKIND = re.compile(
    r"\b(?:unfortunately|disappoint|frustrat|still (?:have )?not|still waiting|haven't heard|have not heard"
    r"|no reply|no answer"
    r"|ignored|urgent|immediately|asap|must|promised|but you|as promised|remind)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("promise", [None, date(2026, 11, 13)])
@pytest.mark.parametrize(
    "topics", ["", "Kafka", "Late-arriving events; replay of a day", "She likes Kafka", "word " * 60]
)
def test_an_inquiry_has_50_to_125_words_and_is_kind(number: int, promise: date | None, topics: str) -> None:
    letter = write(inquiry(number, promise_date=promise, topics=topics))
    assert 50 <= letter.word_count <= 125
    assert not UNKIND.search(letter.body)


@pytest.mark.parametrize("number", [1, 2])
def test_an_inquiry_holds_what_s10_asks_for(number: int) -> None:
    letter = write(inquiry(number))
    assert letter.subject == "Following Up – Maya Okafor – Senior Data Engineer"
    for part in (
        "on 3 November",
        "the Senior Data Engineer role at Acme",
        "late-arriving events",
        "?",
        "send",
        "Thank you",
    ):
        assert part in letter.body
    assert letter.body.count("?") == 1
    assert letter.body.endswith("Maya Okafor")


def test_the_date_they_named_is_mentioned_as_a_fact() -> None:
    assert "You mentioned that you expected to decide by Friday 13 November." in write(inquiry(1)).body
    assert "mentioned" not in write(inquiry(1, promise_date=None)).body
    assert "you expect to decide by" in write(inquiry(1, promise_date=date(2026, 11, 20))).body


def test_the_second_is_no_copy_of_the_first() -> None:
    first, second = write(inquiry(1)), write(inquiry(2))
    one, other = (" ".join(letter.paragraphs[1:-1]).split() for letter in (first, second))
    assert difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() < 0.45
    assert first.subject == second.subject
    assert "I wrote on 16 November" in second.body
    assert "the last one" in second.note
    assert [gap.name for gap in write(inquiry(2, inquiry_on=None)).gaps] == ["inquiry_on"]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("topics", ["", "word " * 60])
def test_whatever_came_before_it_stays_short_and_kind(number: int, topics: str) -> None:
    known = [change for change in SILENCES.values() if change]
    for promise in (None, date(2026, 11, 13)):
        for chosen in itertools.product((False, True), repeat=len(known)):
            before = {
                k: v for change, taken in zip(known, chosen, strict=True) if taken for k, v in change.items()
            }
            letter = write(inquiry(number, topics=topics, promise_date=promise, **before))
            assert 50 <= letter.word_count <= 125, before
            assert not UNKIND.search(letter.body)
            assert letter.body.count("?") == 1


@pytest.mark.parametrize(
    ("silence", "first", "second"),
    [
        (
            "references",
            "I was glad to hear that you spoke with my references on 12 November.",
            "I am glad that you have had a word with my references.",
        ),
        (
            "reply",
            "Thank you for getting back to me on 10 November, and again for speaking with me on 3 November",
            "You kindly got back to me on 10 November, and I wrote again on 16 November",
        ),
        (
            "answer",
            "I hope that my answer of 11 November was of use.",
            "After answering your question on 11 November, I wrote on 16 November",
        ),
        (
            "away",
            "I hope this finds you well after your time away.",
            "I hope all is well with you since your return.",
        ),
        (
            "take-home",
            "Thank you for the chance to work on the take-home for the Senior Data Engineer role at Acme, which I"
            " handed in on 3 November.",
            "for which I handed in the take-home on 3 November.",
        ),
        (
            "assessment",
            "Thank you for the chance to take the assessment for the Senior Data Engineer role at Acme, which I"
            " completed on 3 November.",
            "for which I completed the assessment on 3 November.",
        ),
    ],
)
def test_each_silence_has_its_own_words(silence: str, first: str, second: str) -> None:
    bodies = [write(inquiry(number, **SILENCES[silence])).body for number in (1, 2)]
    for body, said in zip(bodies, (first, second), strict=True):
        assert said in body
    for other in SILENCES.keys() - {silence}:
        assert first not in write(inquiry(1, **SILENCES[other])).body
        assert second not in write(inquiry(2, **SILENCES[other])).body
    assert "speak" not in bodies[0] + bodies[1] or "nobody_met" not in SILENCES[silence]
    one, two = (body.split() for body in bodies)
    assert difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() < 0.45


def test_references_that_were_called_are_not_offered_again() -> None:
    assert "references, work samples" in write(inquiry()).body
    assert "references, work" not in write(inquiry(**SILENCES["references"])).body


def test_nobody_is_welcomed_back_before_they_are() -> None:
    for number in (1, 2):
        body = write(inquiry(number, away_until=date(2026, 11, 30))).body
        assert body == write(inquiry(number)).body


@pytest.mark.parametrize("since", ["their_reply_on", "answered_on", "references_called_on"])
def test_a_date_they_let_pass_before_their_last_word_is_not_held_up_to_them(since: str) -> None:
    before, after = (write(replace(inquiry(), **{since: date(2026, 11, day)})) for day in (12, 13))  # type: ignore[arg-type]
    assert "You mentioned" in before.body
    assert "You mentioned" not in after.body


def test_what_was_handed_in_leaves_a_gap_about_the_task() -> None:
    letter = write(inquiry(topics="", interview_on=None, **SILENCES["take-home"]))
    assert [gap.hint for gap in letter.gaps] == [
        "date you handed it in",
        "the part of the task you enjoyed most",
    ]


def test_something_enjoyed_may_come_from_the_others_of_the_round() -> None:
    assert "talking about how you deploy" in write(inquiry(topics="", other_topics="how they deploy")).body
    about_tom = write(inquiry(topics="", other_topics="his move to Kafka"))
    assert [gap.name for gap in about_tom.gaps] == ["topics"]


def test_after_applying_it_names_the_day_and_needs_no_interview() -> None:
    letter = write(facts(kind="application_inquiry", interview_on=None, topics="", today=date(2026, 11, 3)))
    assert letter.gaps == ()
    assert "On 20 October I applied for the Senior Data Engineer role at Acme" in letter.body
    assert 50 <= letter.word_count <= 125
    assert 50 <= write(facts(kind="application_inquiry", fit="")).word_count <= 125
    assert not UNKIND.search(letter.body)
