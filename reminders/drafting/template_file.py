"""Templates as a file, to keep or to pass on.

JSON in UTF-8, version 1:

    {"followthrough_templates": 1,
     "templates": [{"kind": "thank_you", "name": "Short and warm", "subject": "...", "body": "..."}]}
"""

import json
from collections.abc import Iterable
from typing import NamedTuple

from reminders.drafting.letters import has_letter
from reminders.drafting.template_errors import TemplateError
from reminders.drafting.template_language import parsed
from reminders.drafting.template_source import LONGEST_SUBJECT, OwnTemplate, readable

VERSION = 1
MOST_TEMPLATES = 50
"""As many as one person can keep, so that a file of all of them can be read back."""
LONGEST_FILE = 1_100_000
"""Room for so many of the longest, with every character escaped."""
LONGEST_NAME = 100
_MARK = "followthrough_templates"
_KEYS = ("kind", "name", "subject", "body")


class FileError(ValueError):
    """A file that holds no usable templates; its text says why, in a plain sentence."""


class NamedTemplate(NamedTuple):
    """A template under its name, for one kind of letter."""

    kind: str
    name: str
    template: OwnTemplate


def to_file(templates: Iterable[NamedTemplate]) -> str:
    """The text of a file with these templates, in their order."""
    rows = [
        {
            "kind": each.kind,
            "name": each.name,
            "subject": each.template.subject,
            "body": each.template.body,
        }
        for each in templates
    ]
    return json.dumps({_MARK: VERSION, "templates": rows}, ensure_ascii=False, indent=1) + "\n"


def from_file(text: str) -> list[NamedTemplate]:
    """The templates of a file, checked, with plain line ends. Raises `FileError`; then none is to be taken."""
    if len(text) > LONGEST_FILE:
        raise FileError(f"This file is too large: {LONGEST_FILE:,} characters are the most.")
    try:
        told: object = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise FileError("This is not a file of templates. Choose one that Followthrough has saved.") from None
    if not isinstance(told, dict) or _MARK not in told:
        raise FileError("This is not a file of templates. Choose one that Followthrough has saved.")
    if told[_MARK] is True or told[_MARK] != VERSION:
        raise FileError("This file comes from another version of Followthrough and cannot be read here.")
    rows = told.get("templates")
    if not isinstance(rows, list):
        raise FileError("There is no list of templates in this file.")
    if len(rows) > MOST_TEMPLATES:
        raise FileError(f"This file holds too many templates: {MOST_TEMPLATES} are the most.")
    found = [_template(row, place) for place, row in enumerate(rows, start=1)]
    for place, each in enumerate(found, start=1):
        if any(other[:2] == each[:2] for other in found[: place - 1]):
            raise FileError(f"Template {place} in this file, “{each.name}”, has the name of an earlier one.")
    return found


def _template(row: object, place: int) -> NamedTemplate:
    which = f"Template {place} in this file"
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in _KEYS):
        raise FileError(f"{which} needs a kind, a name, a subject and a body, each as text.")
    kind, name, subject, body = (readable(row[key]) for key in _KEYS)
    name = name.strip()
    if not has_letter(kind):
        raise FileError(f"{which} is for a kind of letter that is not known here.")
    if not name or len(name) > LONGEST_NAME or "\n" in name:
        raise FileError(f"{which} needs a name of one line, with at most {LONGEST_NAME} characters.")
    if len(subject) > LONGEST_SUBJECT:
        raise FileError(f"{which} needs a subject with at most {LONGEST_SUBJECT} characters.")
    for part, source in (("subject", subject), ("body", body)):
        try:
            parsed(source)
        except TemplateError as error:
            raise FileError(f"{which}, “{name}”, cannot be used. In its {part}: {error}") from None
    return NamedTemplate(kind, name, OwnTemplate(subject, body))
