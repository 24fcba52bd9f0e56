"""Which application a mail belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from applications.intake.belongs import Candidate, proposed, rank
from applications.intake.foreign_days import read_day
from applications.intake.mail import ParsedMail

ACME = Candidate(
    1, "Acme", "Data Engineer", addresses=frozenset({"tom@acme.example"}), names=frozenset({"Tom Kerr"}),
    threads=frozenset({"<1@acme.example>"}),
)  # fmt: skip
HOOLI = Candidate(2, "Hooli", "Analyst")
LAB = Candidate(3, "Acme", "Lab Lead")


@pytest.mark.parametrize(
    ("mail", "candidate", "why"),
    [
        (
            ParsedMail("x", references=("<0@m.example>", "<1@acme.example>")),
            ACME,
            "It belongs to a conversation that is here.",
        ),
        (
            ParsedMail("x", sender_address="Tom@acme.example"),
            ACME,
            "Tom@acme.example is somebody you know from there.",
        ),
        (
            ParsedMail("x", signature="Best,\nTom Kerr"),
            ACME,
            "It is signed by Tom Kerr, whom you know from there.",
        ),
        (
            ParsedMail("x", sender_address="sara@acme.example"),
            ACME,
            "It comes from acme.example, as others there write from.",
        ),
        (ParsedMail("x", sender_address="sara@hooli.com"), HOOLI, "It comes from hooli.com."),
        (ParsedMail("Your talk at Hooli went well."), HOOLI, "It names Hooli."),
        (ParsedMail("x", subject="Hooli: Analyst"), HOOLI, "It names Hooli and Analyst."),
    ],
)
def test_how_one_can_tell(mail: ParsedMail, candidate: Candidate, why: str) -> None:
    found = proposed(rank(mail, [HOOLI, ACME]))
    assert found
    assert found.candidate == candidate
    # The address is told as it was written.
    assert found.why.lower() == why.lower()


def test_two_as_likely_are_left_to_the_reader() -> None:
    assert proposed(rank(ParsedMail("From Acme"), [ACME, LAB])) is None
    found = proposed(rank(ParsedMail("From Acme, for the Lab Lead role"), [ACME, LAB]))
    assert found
    assert found.candidate == LAB


def test_free_mail_and_machines_tell_nothing() -> None:
    friend = Candidate(
        4, "Globex", "Chemist", addresses=frozenset({"ann@gmail.com", "no-reply@greenhouse.io"})
    )
    assert proposed(rank(ParsedMail("x", sender_address="bob@gmail.com"), [friend])) is None


def test_a_name_inside_another_word_is_none() -> None:
    short = Candidate(5, "Meta", "Analyst")
    assert proposed(rank(ParsedMail("metadata and metal"), [short])) is None


def test_nothing_speaks_for_any() -> None:
    assert proposed(rank(ParsedMail("Hello"), [ACME, HOOLI])) is None
    assert proposed([]) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("30.11.2026", date(2026, 11, 30)),
        ("dem 7. Dezember", date(2026, 12, 7)),
        ("30 novembre", date(2026, 11, 30)),
        ("4 de diciembre", date(2026, 12, 4)),
        ("1 december", date(2026, 12, 1)),
        ("30 ноября", date(2026, 11, 30)),
        ("12月1日", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("bald", None),
        ("99.99.2026", None),
        ("3.4.1999", None),
    ],
)
def test_days_in_other_languages(words: str, day: date | None) -> None:
    assert read_day(words, said_on=date(2026, 11, 24)) == day
