"""How many words a letter has, whoever wrote it; and gaps filled in."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.drafting.gaps import fill_gaps
from reminders.drafting.length import count_words
from reminders.drafting.letters import write
from reminders.drafting.register import Register
from tests.drafting.facts import KINDS, facts

PASSED_ON = {"recipient_email": "", "pass_on_name": "Priya Nair", "pass_on_email": "priya@acme.example"}
CHANGES: list[dict[str, Any]] = [{}, {"topics": ""}, PASSED_ON, {"signature": "Med hilsen,\nMaya"}]


@pytest.mark.parametrize(("kind", "register"), list(itertools.product(KINDS, Register)))
@pytest.mark.parametrize("changes", CHANGES, ids=["filled", "gap", "passed on", "own signature"])
def test_our_letter_has_as_many_words_when_read_as_text(
    kind: str, register: Register, changes: dict[str, Any]
) -> None:
    letter = write(facts(kind=kind, register=register, number=1, **changes))
    covering = letter.paragraphs[0] if letter.begins_at else ""
    signature = letter.paragraphs[-1]
    assert count_words(letter.body, covering=covering, signature=signature) == letter.word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Dear Sara,\n\nThank you – really.\n\nBest,\nMaya", 5),
        ("Thanks,\n\nall", 2),
        ("One two.\n\n  \n\nthree", 3),
        ("Grüße 田中 42", 3),
    ],
)
def test_a_signature_of_ones_own_does_not_count(text: str, words: int) -> None:
    assert count_words(text) == words


def test_gaps_are_filled_at_once() -> None:
    filled = [("[one]", "see [two]"), ("[two]", "2"), ("[three]", " ")]
    assert fill_gaps("[one], [two], [three], [one]", filled) == "see [two], 2, [three], see [two]"


@given(st.text(), st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=4))
def test_any_text_is_filled(text: str, filled: list[tuple[str, str]]) -> None:
    changed = fill_gaps(text, filled)
    if not any(words in text for words, answer in filled if words and answer.strip()):
        assert changed == text
