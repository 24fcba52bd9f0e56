"""Templates saved to a file and read back: the same ones, or a plain word on what is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.drafting.templates import (
    FileError,
    NamedTemplate,
    OwnTemplate,
    from_file,
    our_template,
    to_file,
)
from tests.drafting.facts import KINDS

LETTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="{}", include_characters="\n\t"
)
PLAIN = st.text(LETTERS, max_size=400)
BODIES = st.one_of(PLAIN, st.sampled_from(KINDS).map(lambda kind: our_template(kind).body))
NAMES = PLAIN.map(lambda text: (text.replace("\n", " ")[:90] + "x").strip())
TEMPLATES = st.builds(NamedTemplate, st.sampled_from(KINDS), NAMES, st.builds(OwnTemplate, PLAIN, BODIES))


@settings(max_examples=100, deadline=None)
@given(st.lists(TEMPLATES, max_size=5, unique_by=lambda each: each[:2]))
def test_what_was_saved_comes_back(templates: list[NamedTemplate]) -> None:
    assert from_file(to_file(templates)) == templates


def test_line_ends_and_unprintable_characters_are_made_plain() -> None:
    saved = to_file([NamedTemplate("answer", "A\x00", OwnTemplate("Hi\ud800", "one\r\ntwo\r"))])
    assert from_file("\ufeff" + saved) == [NamedTemplate("answer", "A", OwnTemplate("Hi", "one\ntwo\n"))]


def file(version: Any = 1, **changes: Any) -> str:
    row = {"kind": "answer", "name": "Mine", "subject": "Hi", "body": "Hello", **changes}
    return json.dumps({"followthrough_templates": version, "templates": [row]})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "This is not a file of templates"),
        ("hello", "This is not a file of templates"),
        ("[" * 200_000, "This is not a file of templates"),
        ("9" * 10_000, "This is not a file of templates"),
        ("[1]", "This is not a file of templates"),
        ("{}", "This is not a file of templates"),
        (file(2), "This file comes from another version"),
        (file(True), "This file comes from another version"),
        (file([1]), "This file comes from another version"),
        ('{"followthrough_templates": 1}', "There is no list of templates"),
        ('{"followthrough_templates": 1, "templates": [7]}', "Template 1 in this file needs"),
        (file(body=None), "Template 1 in this file needs a kind, a name, a subject and a body"),
        (file(kind="close_out"), "Template 1 in this file is for a kind of letter"),
        (file(name=" "), "Template 1 in this file needs a name"),
        (file(subject="x" * 501), "Template 1 in this file needs a subject with at most 500"),
        (
            to_file([NamedTemplate("answer", "a", OwnTemplate("", ""))] * 2),
            "Template 2 in this file, “a”, has the name of an earlier one.",
        ),
        (file(name="x" * 101), "Template 1 in this file needs a name"),
        (
            file(body="a\n{{ compnay }}"),
            "Template 1 in this file, “Mine”, cannot be used. In its body: Line 2: there is no field called compnay.",
        ),
        (to_file([NamedTemplate("answer", "a", OwnTemplate("", ""))] * 51), "This file holds too many"),
        ("x" * 1_100_001, "This file is too large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, says: str) -> None:
    with pytest.raises(FileError) as caught:
        from_file(text)
    assert str(caught.value).startswith(says)


KEYS = st.sampled_from(["followthrough_templates", "templates", "kind", "name", "subject", "body"])
SCALARS = st.none() | st.text() | st.integers() | st.booleans()
JSON = st.recursive(SCALARS, lambda each: st.lists(each) | st.dictionaries(KEYS, each))


@settings(max_examples=100, deadline=None)
@given(JSON, st.booleans())
def test_any_json_is_read_or_refused(told: Any, as_list: bool) -> None:
    text = json.dumps({"followthrough_templates": 1, "templates": [told]} if as_list else told)
    with pytest.raises(FileError, match=r"\.$"):
        from_file(text)
