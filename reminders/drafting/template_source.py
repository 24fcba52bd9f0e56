"""A template as it is typed, kept and passed on."""

import unicodedata
from dataclasses import dataclass

from reminders.drafting.template_fields import without_stand_ins


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A subject and a body, both in Liquid."""

    subject: str
    body: str


LONGEST_SUBJECT = 500


def readable(source: str) -> str:
    """The source with plain line ends and without characters that no letter can hold. No line moves."""
    plain = source.replace("\r\n", "\n").replace("\r", "\n")
    return without_stand_ins("".join(each for each in plain if each in "\n\t" or _may_stand(each)))


def _may_stand(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs", "Co"}
