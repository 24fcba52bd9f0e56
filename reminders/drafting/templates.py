"""Templates of one's own: a letter in the user's words, with fields that are filled from the facts.

Written in a small part of Liquid: see `template_language` for what is offered and where its limits are.
"""

import re

from reminders.drafting.clean import lines
from reminders.drafting.context import LetterFacts
from reminders.drafting.letter import Letter
from reminders.drafting.letters import write
from reminders.drafting.particulars import post
from reminders.drafting.sheet import lay_out
from reminders.drafting.template_errors import TemplateError
from reminders.drafting.template_fields import FIELDS, Field, values_of
from reminders.drafting.template_file import FileError, NamedTemplate, from_file, to_file
from reminders.drafting.template_language import parsed, worked_out
from reminders.drafting.template_source import OwnTemplate, readable
from reminders.drafting.template_starts import our_template

__all__ = [
    "FIELDS",
    "Field",
    "FileError",
    "NamedTemplate",
    "OwnTemplate",
    "TemplateError",
    "check",
    "from_file",
    "our_template",
    "to_file",
    "write_from",
]

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_LONGEST_LINE = 10_000
# What a company's "Inc." or a question leaves over where the template goes on with a full stop.
_FULL_STOP_TOO_MANY = re.compile(r"""(?<=[!?…])\.(?!\.)|(?<=[!?….][”"’)»])\.(?!\.)|(?<!\.)\.(?=\.(?!\.))""")


def check(source: str) -> None:
    """See whether a subject or a body can be used. Raises `TemplateError`, with the line and the problem."""
    parsed(readable(source))


def write_from(template: OwnTemplate, facts: LetterFacts) -> Letter:
    """The letter that this template makes of the facts; what is missing stands in it as a gap.

    Paragraphs are divided by blank lines. The signature follows unless the template has printed it, or has
    ended with the sender's name. Recipient and note are those of our own letter, with the line to whoever
    passes the letter on (C4). Raises `TemplateError`, and `NoLetter` for a kind without one.
    """
    ours = write(facts)
    values = values_of(facts)
    try:
        subject = " ".join(_paragraphs(worked_out(readable(template.subject), values.fields)))
    except TemplateError as error:
        raise TemplateError(0, f"In the subject: {error.problem[:1].lower()}{error.problem[1:]}") from None
    text = worked_out(readable(template.body), values.fields)
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
