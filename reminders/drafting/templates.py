"""Templates of one's own: a letter in the user's words, with fields that are filled from the facts.

Written in a small part of Liquid: see `template_language` for what is offered and where its limits are.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reminders.drafting.clean import lines
from reminders.drafting.context import LetterFacts
from reminders.drafting.letter import Letter
from reminders.drafting.letters import write
from reminders.drafting.particulars import post
from reminders.drafting.sheet import lay_out
from reminders.drafting.template_errors import TemplateError
from reminders.drafting.template_fields import FIELDS, Field, Value, values_of
from reminders.drafting.template_file import (
    LONGEST_NAME,
    MOST_TEMPLATES,
    FileError,
    NamedTemplate,
    from_file,
    to_file,
)
from reminders.drafting.template_language import parsed, worked_out
from reminders.drafting.template_markup import LONGEST_SOURCE, refuse_if_too_long
from reminders.drafting.template_source import LONGEST_SUBJECT, OwnTemplate, readable
from reminders.drafting.template_starts import our_template

__all__ = [
    "FIELDS",
    "LONGEST_NAME",
    "LONGEST_SOURCE",
    "LONGEST_SUBJECT",
    "MOST_TEMPLATES",
    "Fault",
    "Field",
    "FileError",
    "NamedTemplate",
    "OwnTemplate",
    "Part",
    "TemplateError",
    "check",
    "faults",
    "from_file",
    "our_template",
    "readable",
    "to_file",
    "write_from",
]

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_LONGEST_LINE = 10_000
# What a company's "Inc." or a question leaves over where the template goes on with a full stop.
_FULL_STOP_TOO_MANY = re.compile(r"""(?<=[!?…])\.(?!\.)|(?<=[!?….][”"’)»])\.(?!\.)|(?<!\.)\.(?=\.(?!\.))""")


Part = Literal["subject", "body"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one part of a template: its first error, with the line's own text where it has a line."""

    part: Part
    error: TemplateError
    text: str

    def __str__(self) -> str:
        # A subject has one line only.
        return self.error.problem if self.part == "subject" else str(self.error)


def check(source: str) -> None:
    """See whether a subject or a body can be used. Raises `TemplateError`, with the line and the problem."""
    refuse_if_too_long(source)
    parsed(readable(source))


def faults(template: OwnTemplate, facts: LetterFacts) -> list[Fault]:
    """Why this template cannot be used for a letter with these facts: nothing, or one fault a part."""
    fields = values_of(facts).fields
    parts: tuple[tuple[Part, str], ...] = (("subject", template.subject), ("body", template.body))
    found: list[Fault] = []
    for part, source in parts:
        try:
            _paragraphs(_told(source, fields))
        except TemplateError as error:
            lines_of = source.split("\n")
            text = lines_of[error.line - 1] if 0 < error.line <= len(lines_of) else ""
            found.append(Fault(part, error, text.strip()))
    return found


def write_from(template: OwnTemplate, facts: LetterFacts) -> Letter:
    """The letter that this template makes of the facts; what is missing stands in it as a gap.

    Paragraphs are divided by blank lines. The signature follows unless the template has printed it, or has
    ended with the sender's name. Recipient and note are those of our own letter, with the line to whoever
    passes the letter on (C4). Raises `TemplateError`, and `NoLetter` for a kind without one.
    """
    ours = write(facts)
    values = values_of(facts)
    try:
        subject = " ".join(_paragraphs(_told(template.subject, values.fields)))
    except TemplateError as error:
        raise TemplateError(0, f"In the subject: {error.problem[:1].lower()}{error.problem[1:]}") from None
    text = _told(template.body, values.fields)
    paragraphs = _paragraphs(text)
    signature, name = str(values.fields["signature"]), str(values.fields["my_name"])
    if signature not in text and (not paragraphs or paragraphs[-1].rpartition("\n")[2] != name):
        paragraphs.append(signature)
    return lay_out(
        to=ours.to,
        to_name=ours.to_name,
        subject=values.words(" ".join(subject.split())),
        covering=post(facts).covering,
        paragraphs=[values.words(paragraph) for paragraph in paragraphs],
        note=ours.note,
    )


def _told(source: str, fields: Mapping[str, Value]) -> str:
    refuse_if_too_long(source)
    return worked_out(readable(source), fields)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, each line tidied as the facts are."""
    blocks = [
        _FULL_STOP_TOO_MANY.sub(
            "", "\n".join(tidy for line in block.split("\n") for tidy in lines(_bounded(line)))
        )
        for block in _BLANK_LINES.split(text)
    ]
    return [block for block in blocks if block]


def _bounded(line: str) -> str:
    if len(line) > _LONGEST_LINE:
        raise TemplateError(0, "One line of the letter grows too long. Divide it.")
    return line
