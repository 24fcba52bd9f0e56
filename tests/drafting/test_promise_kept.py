"""The note that comes with what one had promised, and how a promise is noted."""

import re

import pytest

from reminders.drafting.letters import write
from reminders.drafting.promised import COME_BACK, promised
from reminders.drafting.register import Register
from tests.drafting.facts import facts

SAID = [
    ("Send two references", "to send you two references"),
    ("I'll send references by Thursday", "to send you my references"),
    ("I’ll send her my slides tomorrow", "to send you my slides"),
    ("email Sara the code sample", "to send you the code sample"),
    ("Share GitHub repo with them", "to send you my GitHub repo"),
    ("Need to send over transcripts by EOD", "to send you my transcripts"),
    ("By Thursday, send photos of the prototype", "to send you photos of the prototype"),
    ("send slides on Monday morning", "to send you my slides"),
    ("Send access to the repo", "to send you the following: access to the repo"),
    ("Forward what I showed her", "to send you what I showed you"),
    ("Send references to HR", "to send my references to HR"),
    ("SEND TWO REFERENCES", "to send you two references"),
    ("must send: portfolio", "to send you my portfolio"),
    ("email her about the start date", "to write to you about the start date"),
    ("portfolio link", "you my portfolio link"),
    ("CV", "you my CV"),
    ("References by Thursday 5 November", "you my references"),
    ("- two references; then lunch", "you two references"),
    ("I promised her two references", "you two references"),
    ("more information about the outbox", "you more information about the outbox"),
    ("feedback on her product", "you my feedback on your product"),
    ("Test results", "you test results"),
    ("Tom's number", "you Tom's number"),
    ("a call on Friday", "you a call"),
    ("return flights", "you return flights"),
    ("Kafka article", "you the following: Kafka article"),
    ("推薦状", "you the following: 推薦状"),
    ("Ask my manager about the notice period", "to ask my manager about the notice period"),
    ("let them know my notice period by Friday", "to let you know my notice period"),
    ("Call her on Friday", "to call you"),
    ("said I'd check whether I can start in March", "to check whether I can start in March"),
    ("introduce her to Tom", "to introduce you to Tom"),
    ("Read the paper she recommended", "to read the paper you recommended"),
    ("Return the form", "to return the form"),
]


@pytest.mark.parametrize(("noted", "said"), SAID)
def test_a_promise_is_said_to_the_one_it_was_made_to(noted: str, said: str) -> None:
    assert promised(noted, "Sara") == said
    for register in Register:
        promise = {"kind": "own_promise", "own_promise_text": noted, "register": register}
        for known in (promise, {**promise, "interview_on": None}):
            assert f"I promised {said}." in write(facts(**known)).body


@pytest.mark.parametrize(
    "noted",
    ["", "n/a", "?", "what is it?", "it is complicated", "send", "send it", "Send the recruiter my CV"],
)
def test_what_makes_no_sentence_is_left_out(noted: str) -> None:
    assert promised(noted, "Sara") == COME_BACK


@pytest.mark.parametrize("unit", ["word ", "to ", "by Friday ", "send ", "1.", "I'll ", "the ", "her ", ", "])
def test_an_endless_promise_is_cut(unit: str) -> None:
    assert len(promised("send " + unit * 100_000, "Sara").split()) < 35


def test_it_names_the_day_and_leaves_room_for_the_thing() -> None:
    letter = write(facts(kind="own_promise"))
    assert letter.subject == "As promised – Senior Data Engineer"
    assert letter.body.startswith(
        "Dear Sara,\n\nWhen we spoke yesterday about the Senior Data Engineer role at Acme, I promised to send you"
        " two references."
    )
    assert [gap.name for gap in letter.gaps] == ["promised"]
    assert letter.paragraphs[2] == f"[{letter.gaps[0].hint}]"


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("change", [{"interview_on": None}, {"nobody_met": True}])
def test_a_promise_made_elsewhere_speaks_of_no_conversation(
    change: dict[str, object], register: Register
) -> None:
    letter = write(facts(kind="own_promise", register=register, **change))
    assert not re.search(r"\b(?:spoke|talked|conversation)\b", letter.body)
    assert "the Senior Data Engineer role at Acme" in letter.body
    assert [gap.name for gap in letter.gaps] == ["promised"]
