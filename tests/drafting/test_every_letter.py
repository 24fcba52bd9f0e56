"""Whatever is known and whatever is missing: every letter reads as a letter."""

import itertools
import random
import re
from datetime import date, timedelta
from typing import Any

import pytest

from reminders.drafting.context import LetterFacts
from reminders.drafting.letter import SUBJECT, Gap, Letter
from reminders.drafting.letters import NoLetter, has_letter, write
from reminders.drafting.register import Register
from tests.drafting.facts import KINDS, SILENCES, facts, inquiry

MAY_BE_MISSING: dict[str, Any] = {
    "sender_name": "",
    "recipient_name": "",
    "recipient_email": "",
    "company": "",
    "title": "",
    "interview_on": None,
    "topics": "",
    "fit": "",
    "promise_date": None,
    "met_with_others": True,
}
LESS_OFTEN: dict[str, Any] = {
    "inquiry_on": None,
    "applied_on": None,
    "offer_deadline": None,
    "question_text": "",
    "own_promise_text": "",
    "interview_starts": "",
    "interview_kind": "",
    "pass_on_name": "Priya Nair",
    "pass_on_email": "priya@acme.example",
    "signature": "Maya Okafor\n+1 555 0100",
}
INQUIRY_MAY_MISS = {
    **{
        name: MAY_BE_MISSING[name]
        for name in ("recipient_name", "company", "title", "interview_on", "topics")
    },
    "interview_kind": "",
    "inquiry_on": None,
    "promise_date": None,
    "their_reply_on": date(2026, 11, 11),
}
HANDED_ON: dict[str, Any] = {
    name: LESS_OFTEN[name] for name in ("pass_on_name", "pass_on_email", "signature")
}
KINDS_AND_NUMBERS = [(kind, 1) for kind in KINDS] + [("status_inquiry", 2)]
ODDITIES = re.compile(
    r"  | [,.;:!?]|\(\s*\)|\[\s*\]|\bNone\b|\.\.|,,|[,;:]\.|[?!…]\.|\.[?!]|[,;–-]$"
    # A doubled word.
    r"|\b(?i:(?!that\b|had\b)(\w+)) (?i:\1)\b"
    # "a engineer", "an manager"; an acronym may be said either way.
    r"|\b[Aa] (?!one|u[ns][aei]|eu)[aeiou]|\b[Aa]n (?!hour|hono|heir)[b-df-hj-np-tv-z]"
    r"|\b(?:an?|the|your|my) (?:an?|the)\b"
)


def combinations(choices: dict[str, Any], seed: str) -> list[dict[str, Any]]:
    """Nothing missing, everything, each alone, and 100 of the other ways, the same in every run."""
    names = list(choices)
    ways = [()] + [(name,) for name in names] + [tuple(names)]
    rest = [pick for size in range(2, len(names)) for pick in itertools.combinations(names, size)]
    ways += random.Random(seed).sample(rest, 100)
    return [{name: choices[name] for name in way} for way in ways]


def reads_well(letter: Letter) -> None:
    assert letter.subject == letter.subject.strip()
    greetings = {letter.paragraphs[0].split("\n")[0], letter.paragraphs[letter.begins_at]}
    closing = letter.paragraphs[-1].split("\n")[0]
    for text in (letter.subject, letter.note, *letter.paragraphs):
        for line in text.split("\n"):
            found = ODDITIES.search(line.removesuffix(",") if line in {*greetings, closing} else line)
            assert found is None, (found, line)
    for text in letter.paragraphs:
        assert text
        assert text == text.strip()
    for text in (*letter.paragraphs[letter.begins_at + 1 : -1], *letter.paragraphs[0].split("\n")[1:]):
        a_gap_by_itself = text[0] == "[" and text[-1] == "]"
        assert text[0].isupper() or text[0] == "[", text
        assert text[-1] in ".?…" or text.endswith("Yahoo!") or a_gap_by_itself, text


def gaps_stand_where_they_are_marked(letter: Letter) -> None:
    lines = {SUBJECT: letter.subject, **dict(enumerate(letter.paragraphs))}
    marked = {lines[mark.line][mark.start : mark.end] for mark in letter.marks}
    assert marked == {f"[{gap.hint}]" for gap in letter.gaps}
    shown = {
        text for piece in [letter.subject_pieces(), *letter.pieces()] for text, is_gap in piece if is_gap
    }
    assert shown == marked
    for pieces, text in zip(letter.pieces(), letter.paragraphs, strict=True):
        assert "".join(part for part, _ in pieces) == text


def facts_told(kind: str, number: int, register: Register) -> dict[str, Any]:
    """The facts whose absence this letter shows."""
    known = {"kind": kind, "number": number, "register": register}
    return {
        name: gone
        for name, gone in (MAY_BE_MISSING | LESS_OFTEN).items()
        if name not in HANDED_ON and write(facts(**known)) != write(facts(**known, **{name: gone}))
    }


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize(("kind", "number"), KINDS_AND_NUMBERS)
def test_any_facts_may_be_missing_on_any_day(kind: str, number: int, register: Register) -> None:
    """Every combination of what is known and what is not, each read on one of four days."""
    told = facts_told(kind, number, register)
    every_way = itertools.product((False, True), repeat=len(told))
    # An odd stride, so that no fact goes with one day.
    for days_later, gone in zip(itertools.cycle([0, 1, 8, 2, 1, 0, 2]), every_way, strict=False):
        missing = {name: told[name] for name, is_gone in zip(told, gone, strict=True) if is_gone}
        today = date(2026, 11, 3) + timedelta(days=days_later)
        letter = write(facts(kind=kind, number=number, register=register, **missing, today=today))
        reads_well(letter)
        gaps_stand_where_they_are_marked(letter)
        assert not re.search(r"[.?!…] [a-z]", "\n".join(letter.paragraphs[:-1])), letter.body
        assert days_later == 0 or "today" not in letter.body
        assert days_later == 1 or "yesterday" not in letter.body
        assert days_later == 2 or not re.search(r"on Tuesday(?! \d)", letter.body)
        if kind == "thank_you" and not missing.keys() & {"topics", "fit", "company", "title"}:
            assert 100 <= letter.word_count <= 200, letter.body
        if "inquiry" in kind:
            assert 50 <= letter.word_count <= 125, letter.body


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize(("kind", "number"), KINDS_AND_NUMBERS)
def test_any_facts_may_be_missing_where_somebody_else_passes_it_on(
    kind: str, number: int, register: Register
) -> None:
    for missing in combinations(MAY_BE_MISSING | HANDED_ON, f"{kind}{number}{register}"):
        letter = write(facts(kind=kind, number=number, register=register, **missing))
        reads_well(letter)
        gaps_stand_where_they_are_marked(letter)


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("silence", SILENCES.values(), ids=SILENCES)
def test_any_facts_of_any_inquiry_may_be_missing(
    number: int, silence: dict[str, Any], register: Register
) -> None:
    for missing in combinations(INQUIRY_MAY_MISS, f"{number}{list(silence)}{register}"):
        letter = write(inquiry(number, **{**silence, **missing, "register": register}))
        reads_well(letter)
        gaps_stand_where_they_are_marked(letter)


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("reschedule", {"asked_on": date(2026, 11, 2)}),
        ("offer_acknowledgement", {"asks_for_time": True}),
        ("offer_acknowledgement", {"asks_for_time": True, "offer_deadline": None}),
        *(
            (kind, {"nobody_met": True})
            for kind in ("confirm_interview", "reschedule", "rejection_thanks", "own_promise")
        ),
    ],
)
def test_any_facts_of_the_other_variants_may_be_missing(
    kind: str, changes: dict[str, Any], register: Register
) -> None:
    for missing in combinations(MAY_BE_MISSING, f"{kind}{list(changes)}{register}"):
        letter = write(facts(kind=kind, register=register, **changes, **missing))
        reads_well(letter)
        gaps_stand_where_they_are_marked(letter)


@pytest.mark.parametrize("register", Register)
@pytest.mark.parametrize(("kind", "number"), KINDS_AND_NUMBERS)
def test_nothing_known_is_a_letter_of_gaps(kind: str, number: int, register: Register) -> None:
    letter = write(LetterFacts(kind=kind, today=date(2026, 11, 4), number=number, register=register))
    reads_well(letter)
    gaps_stand_where_they_are_marked(letter)
    assert {"sender_name", "title", "company"} <= {gap.name for gap in letter.gaps}
    assert letter.body.endswith("[your name]")


@pytest.mark.parametrize(("kind", "number"), KINDS_AND_NUMBERS)
@pytest.mark.parametrize(
    "title",
    [
        "Engineer",
        "Analyst",
        "UX Designer",
        "hourly associate",
        "MBA intern",
        "Office Lead",
        "Data Science internship",
        "the Editor",
        "Account Executive (m/f/d)",
        "Sr. Eng.",
    ],
)
def test_no_article_is_wrong_for_any_title(kind: str, number: int, title: str) -> None:
    for register in Register:
        letter = write(facts(kind=kind, number=number, title=title, company="Yahoo!", register=register))
        reads_well(letter)
        assert not re.search(
            r"\ban? (?:Engineer|Analyst|UX|hourly|MBA|Office|Data|Editor|Account|Sr)", letter.body
        )
        assert "internship role" not in letter.body


def test_all_facts_leave_no_gap_but_what_only_the_writer_knows() -> None:
    left = {
        (kind, number): {gap.name for gap in write(facts(kind=kind, number=number)).gaps}
        for kind, number in KINDS_AND_NUMBERS
    }
    assert {key: names for key, names in left.items() if names} == {
        ("reschedule", 1): {"times"},
        ("answer", 1): {"answer"},
        ("offer_decision", 1): {"decision"},
        ("own_promise", 1): {"promised"},
    }


def test_brackets_of_the_users_own_are_no_gaps() -> None:
    letter = write(facts(topics="the [redacted] incident", title="Engineer [Platform]", sender_name="[Maya]"))
    assert letter.gaps == ()
    assert not any(is_gap for pieces in letter.pieces() for _, is_gap in pieces)
    assert "[redacted]" in letter.body


def test_a_gap_says_what_to_write() -> None:
    letter = write(facts(topics="", fit="", recipient_name="Sara Lindqvist"))
    assert letter.gaps == (
        Gap("topics", "one thing you talked about with Sara"),
        Gap("fit", "something you have done that fits this role"),
    )
    assert "[one thing you talked about with Sara]" in letter.body


@pytest.mark.parametrize("kind", ["close_out", "", "nonsense"])
def test_a_step_that_is_no_message_has_no_letter(kind: str) -> None:
    assert not has_letter(kind)
    with pytest.raises(NoLetter):
        write(facts(kind=kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_that_is_a_message_has_one(kind: str) -> None:
    assert has_letter(kind)
    assert write(facts(kind=kind)) == write(facts(kind=kind))


@pytest.mark.parametrize(
    ("signature", "last"),
    [
        ("", "Kind regards,\nMaya Okafor"),
        ("Maya Okafor\n+1 555 0100", "Kind regards,\nMaya Okafor\n+1 555 0100"),
        ("Maya\nmaya.example", "Kind regards,\nMaya\nmaya.example"),
        ("+1 555 0100", "Kind regards,\nMaya Okafor\n+1 555 0100"),
        ("--\nBest wishes,\nMaya", "Best wishes,\nMaya"),
    ],
)
def test_the_signature_closes_the_letter_once(signature: str, last: str) -> None:
    assert write(facts(signature=signature)).paragraphs[-1] == last
