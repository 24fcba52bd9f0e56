"""Slips beside the tone: each is found, and what only looks like one is let be."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.drafting.checks import Checked, Slip, check
from reminders.drafting.letters import write
from tests.drafting.facts import KINDS, facts

ACME = Checked(
    kind="answer",
    company="Acme",
    role="Senior Data Engineer",
    recipient_name="Sara Lindqvist",
    other_companies=("Fjord", "Target", "Data"),
    today=date(2026, 11, 4),
    attachments=0,
    others=(),
)


def slips(text: str, **changes: object) -> list[tuple[str, str]]:
    """What was found, as (slip, the words it is about)."""
    remarks = check(text, replace(ACME, **changes))  # type: ignore[arg-type]
    return [(remark.category.value, text[remark.start : remark.end]) for remark in remarks]


@pytest.mark.parametrize(
    ("text", "slip", "words", "rewrite"),
    [
        ("THANK YOU SO MUCH for the tour.", Slip.SHOUTING, "THANK YOU SO MUCH", "thank you so much"),
        ("I am VERY keen.", Slip.SHOUTING, "VERY", "very"),
        ("Thank you! It was fun!", Slip.EXCLAMATION, "!", "."),
        ("Great!!", Slip.EXCLAMATION, "!!", "."),
        ("Dear Tom,\n\nThank you.", Slip.WRONG_NAME, "Tom", "Sara"),
        ("Dear Sarah,\n\nThank you.", Slip.WRONG_NAME, "Sarah", "Sara"),
        ("Dear Dr. Weber,\n\nThank you.", Slip.WRONG_NAME, "Dr. Weber", "Dr. Lindqvist"),
        ("Hello Tom Weber,\n\nThank you.", Slip.WRONG_NAME, "Tom Weber", "Sara Lindqvist"),
        ("I would love to work at Fjord.", Slip.OTHER_COMPANY, "Fjord", "Acme"),
        ("I know Target's stores.", Slip.OTHER_COMPANY, "Target", "Acme"),
        ("See you on Tuesday 4 November.", Slip.WRONG_WEEKDAY, "Tuesday", "Wednesday"),
        ("See you on Mon, Nov. 4th.", Slip.WRONG_WEEKDAY, "Mon", "Wednesday"),
        ("It was Friday, 2 January.", Slip.WRONG_WEEKDAY, "Friday", "Saturday"),
        (
            "It was Sunday the 3rd of November 2024, no, Monday 3 November 2024.",
            Slip.WRONG_WEEKDAY,
            "Monday",
            "Sunday",
        ),
        ("My CV is attached.", Slip.NO_ATTACHMENT, "is attached", ""),
        ("Please find my CV attached.", Slip.NO_ATTACHMENT, "Please find my CV attached", ""),
        ("I enclose a certificate.", Slip.NO_ATTACHMENT, "I enclose", ""),
        ("I liked [what you discussed].", Slip.GAP, "[what you discussed]", ""),
    ],
)
def test_a_slip_is_found(text: str, slip: Slip, words: str, rewrite: str) -> None:
    found = [remark for remark in check(text, ACME) if remark.category is slip]
    assert [(text[remark.start : remark.end], remark.rewrite) for remark in found] == [(words, rewrite)]


@pytest.mark.parametrize(
    "text",
    [
        "I know AWS, the REST API and SQL.",
        "Thank you for the tour!",
        "Dear Sara,\n\nThank you.",
        "Dear Ms Lindqvist,\n\nThank you.",
        "Dear hiring team,\n\nThank you.",
        "Good morning,\n\nThank you, Tom.",
        "We took the boat up the fjord.",
        "Fjordland is lovely.",
        "Data is what I like.",
        "See you on Wednesday 4 November.",
        "See you on Wed, Nov 4, 2026.",
        "See you on Tuesday 31 November.",
        "Sunday 4 courses were served.",
        "I grew very attached to the team.",
        "No harm is attached to this.",
        "The numbers are from my thesis [1].",
        "I am checking in, as agreed. You asked me to check in.",
    ],
)
def test_what_only_looks_like_a_slip_is_let_be(text: str) -> None:
    assert slips(text) == []


def test_short_forms_of_a_name_are_that_name() -> None:
    assert slips("Dear Tom,\n\nThank you.", recipient_name="Thomas Weber") == []
    assert slips("Dear Sam,\n\nThank you.", recipient_name="Samuel Weber") == []
    assert slips("Dear Jose,\n\nThank you.", recipient_name="José Weber") == []
    assert slips("Dear Tom,\n\nThank you.", recipient_name="") == []


def test_an_employer_that_opens_a_sentence_is_no_slip() -> None:
    assert slips("Indeed, it was fun.", other_companies=("Indeed",)) == []
    assert slips("I found it on Indeed.", other_companies=("Indeed",)) == [("other_company", "Indeed")]


def test_said_three_times_is_too_often() -> None:
    said = "I am just checking in. As I said, checking in is what I do, so I am checking in."
    assert [slip for slip, _ in slips(said)] == ["repetition", "repetition"]


@pytest.mark.parametrize(
    "question",
    [
        "Is there any news on the decision?",
        "I wanted to ask about the status of my application.",
        "Have you made a decision?",
        "When can I expect to hear from you?",
    ],
)
def test_a_thank_you_does_not_ask_for_the_status(question: str) -> None:
    text = f"Dear Sara,\n\nThank you for the talk. {question}"
    assert ("inquiry_inside", question) in slips(text, kind="thank_you")
    assert ("inquiry_inside", question) not in slips(text, kind="status_inquiry")


@pytest.mark.parametrize(
    ("kind", "words", "remarked"),
    [
        ("thank_you", 39, True),
        ("thank_you", 40, False),
        ("thank_you", 250, False),
        ("thank_you", 251, True),
        ("status_inquiry", 49, True),
        ("status_inquiry", 50, False),
        ("application_inquiry", 125, False),
        ("application_inquiry", 126, True),
        ("answer", 1, False),
    ],
)
def test_lengths(kind: str, words: int, remarked: bool) -> None:
    """The signature does not count."""
    text = "word " * words + "\n\nKind regards,\nMaya Okafor"
    assert (("length", "") in slips(text, kind=kind)) is remarked


def test_an_attachment_that_is_there_needs_no_remark() -> None:
    assert slips("My CV is attached.", attachments=1) == []


@pytest.mark.parametrize(
    ("text", "words", "rewrite"),
    [
        ("We spoke yesterday.", "yesterday", "on Monday 2 November"),
        ("Today was a pleasure.", "Today", "on Tuesday 3 November"),
        ("I call tomorrow.", "tomorrow", "on Wednesday 4 November"),
    ],
)
def test_words_for_a_day_that_has_gone_by(text: str, words: str, rewrite: str) -> None:
    [remark] = check(text, replace(ACME, edited_on=date(2026, 11, 3)))
    assert (text[remark.start : remark.end], remark.rewrite) == (words, rewrite)
    assert slips(text, edited_on=ACME.today) == []


def test_notes_to_a_panel_that_read_alike() -> None:
    to_sara = write(facts()).body
    to_tom = to_sara.replace("Sara", "Tom").replace("truly", "very")
    assert ("alike", "") in slips(to_sara, others=("Dear Priya,\n\nThank you.", to_tom))
    paragraphs = to_sara.split("\n\n")
    of_her_own = to_sara.replace(
        paragraphs[2], "You asked how I teach, and I never finished: I draw it on the wall."
    )
    assert ("alike", "") not in slips(of_her_own, others=(to_tom,))


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_drafts_have_none(kind: str) -> None:
    """Their gaps apart, and "attached" where what was promised goes along."""
    letter = write(facts(kind=kind))
    found = slips(letter.body, kind=kind, other_companies=(), attachments=1)
    assert [slip for slip, _ in found if slip != "gap"] == []


@settings(max_examples=300)
@given(st.text(max_size=400), st.sampled_from(KINDS), st.dates())
def test_no_text_is_too_odd(text: str, kind: str, today: date) -> None:
    facts = replace(
        ACME,
        kind=kind,
        today=today,
        recipient_name=text[:9],
        company=text[3:9],
        edited_on=today,
        others=(text,),
    )
    found = check(text, facts)
    assert all(0 <= remark.start <= remark.end <= len(text) and remark.why for remark in found)
    assert found == sorted(found, key=lambda remark: (remark.start, remark.end))
