"""The answer to an offer, and asking for a new date a second time (C16, row 17)."""

import difflib
import re
from datetime import date

import pytest

from reminders.drafting.letters import write
from reminders.drafting.register import Register
from tests.drafting.facts import facts

ANSWERS = ["I am delighted to accept", "After careful thought I have decided not to accept"]


@pytest.mark.parametrize("register", Register)
def test_a_yes_or_a_no_fills_the_gap_of_the_decision(register: Register) -> None:
    letter = write(facts(kind="offer_decision", register=register))
    (gap,) = letter.gaps
    assert gap.name == "decision"
    assert all(f"“{answer}”" in gap.hint for answer in ANSWERS)
    assert letter.subject == "Your offer – Maya Okafor – Senior Data Engineer"
    assert "Say yes or no in the gap" in letter.note
    for answer in ANSWERS:
        assert f"\n\n{answer}.\n\n" in letter.body.replace(str(gap), answer)
    without = letter.body.replace(str(gap), "")
    assert not re.search(r"\b(?:accept|decline|join|regret|look forward|start)", without, re.IGNORECASE)
    assert (40 if register is Register.BRIEF else 50) <= letter.word_count - len(gap.hint.split()) <= 125


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("kind", ["offer_decision", "offer_acknowledgement"])
@pytest.mark.parametrize(("today", "named"), [(19, True), (20, True), (21, False)])
def test_the_day_of_the_answer_is_named_until_it_is_over(
    today: int, named: bool, kind: str, register: Register
) -> None:
    body = write(facts(kind=kind, today=date(2026, 11, today), register=register)).body
    assert ("by Friday 20 November" in body) == named
    assert "by Friday" not in write(facts(kind=kind, offer_deadline=None, register=register)).body


def test_a_decision_goes_to_whoever_has_an_address() -> None:
    reach = {"recipient_email": "", "pass_on_name": "Priya Nair", "pass_on_email": "p@acme.example"}
    letter = write(facts(kind="offer_decision", **reach))
    assert (letter.to, letter.paragraphs[0]) == ("p@acme.example", "Dear Priya,")


@pytest.mark.parametrize("register", Register)
def test_the_second_request_for_a_date_is_no_copy_of_the_first(register: Register) -> None:
    first = write(facts(kind="reschedule", register=register))
    second = write(facts(kind="reschedule", asked_on=date(2026, 10, 28), register=register))
    assert "date for the on-site interview" in second.body
    assert "28 October" in second.body
    assert "the last one" in second.note
    assert "the last one" not in first.note
    assert first.subject == second.subject
    assert [gap.name for gap in first.gaps] == [gap.name for gap in second.gaps] == ["times"]
    one, two = (" ".join(letter.paragraphs[1:-1]).split() for letter in (first, second))
    assert difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() < 0.45
    assert not re.search(r"\b(?:unfortunately|still waiting|heard|no reply|again)\b", second.body)


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("kind", ["confirm_interview", "rejection_thanks"])
def test_nobody_is_told_of_a_conversation_that_was_none(kind: str, register: Register) -> None:
    for topics in ("", "the second part"):
        alone = write(facts(kind=kind, nobody_met=True, topics=topics, register=register))
        assert not re.search("our conversation|talk|discuss", alone.body)
    assert "our conversation" in write(facts(kind=kind, topics="", register=register)).body
