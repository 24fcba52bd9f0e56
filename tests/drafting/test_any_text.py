"""Any text in any field: a letter comes out, and nothing in it that a letter cannot hold."""

import unicodedata
from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.drafting.context import LetterFacts
from reminders.drafting.letters import write
from reminders.drafting.own_words import done_before, topic
from reminders.drafting.promised import promised
from reminders.drafting.register import Register
from reminders.drafting.second_person import to_you
from tests.drafting.facts import KINDS

DATES = [field.name for field in fields(LetterFacts) if field.type == date | None]
FREE = [field.name for field in fields(LetterFacts) if field.type is str and field.name != "kind"]
TOKENS = [
    *(
        "I",
        "she",
        "they're",
        "her",
        "him",
        "them",
        "told",
        "about",
        "Kafka",
        "how",
        "why",
        "is",
        "Sara’s",
        "a@b.c",
    ),
    *".;,-()[]{}%&“”:…?!🎉\n\t\r",
    *('"', " ", "  "),
]
WORDS = st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join)
ANYTHING = st.one_of(
    st.text(max_size=80), WORDS, st.text(alphabet=st.characters(), min_size=200, max_size=600)
)
DAYS = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_text_makes_a_letter(data: st.DataObject) -> None:
    free: dict[str, Any] = {name: data.draw(ANYTHING, label=name) for name in FREE}
    dates: dict[str, Any] = {name: data.draw(DAYS) for name in DATES}
    letter = write(
        LetterFacts(
            kind=data.draw(st.sampled_from(KINDS)),
            number=data.draw(st.sampled_from([None, 1, 2])),
            today=data.draw(st.dates()),
            register=data.draw(st.sampled_from(Register)),
            asks_for_time=data.draw(st.booleans()),
            met_with_others=data.draw(st.booleans()),
            nobody_met=data.draw(st.booleans()),
            **free,
            **dates,
        )
    )
    for text in (letter.to, letter.to_name, letter.subject, letter.note):
        assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text)
    for text in letter.paragraphs:
        assert text
        assert not any(
            unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
            for character in text.replace("\n", "")
        )
        assert "  " not in text
    for pieces, text in zip(letter.pieces(), letter.paragraphs, strict=True):
        assert "".join(part for part, _ in pieces) == text
    assert letter.mailto().isascii()
    assert letter.word_count > 20


@settings(max_examples=300, deadline=None)
@given(ANYTHING, st.text(max_size=20))
def test_own_words_are_never_long_and_never_raise(text: str, name: str) -> None:
    told = topic(text, name)
    assert told is None or (told.text and len(told.text.split()) <= 2 * 8 + 1 + 40)
    assert len(done_before(text).split()) <= 60
    to_you(text, name)
    assert 3 <= len(f"I {promised(text, name)}".split()) <= 60
