"""The inquiries: S2, S8, S9, S10, C8, C12."""

import difflib
import re
from datetime import date

import pytest

from reminders.drafting.letters import write
from tests.drafting.facts import facts, inquiry

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
