"""What a template makes of one of the user's own steps, or of a made-up one. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Value, When

from accounts.models import User
from reminders.drafting.context import LetterFacts
from reminders.drafting.letter import Letter
from reminders.drafting.register import Register
from reminders.drafting.template_examples import example_facts
from reminders.drafting.template_fields import Missing, values_of
from reminders.drafting.template_guide import Lesson
from reminders.drafting.templates import FIELDS, Fault, OwnTemplate, faults, write_from
from reminders.letters import letter_facts, local_today, title_of, with_letters
from reminders.models import FollowUp, Manners
from reminders.models.follow_up import FollowUpStatus

MOST_EXAMPLES = 25


@dataclass(frozen=True)
class Example:
    """A step to try a template on: one of the user's own, or a made-up one (`pk` 0)."""

    pk: int
    title: str
    facts: LetterFacts

    @property
    def is_made_up(self) -> bool:
        return not self.pk


@dataclass(frozen=True)
class FieldLine:
    """One field to insert: its name, what it says in general, and what it says in the example."""

    name: str
    meaning: str
    value: str
    is_known: bool

    @property
    def source(self) -> str:
        """As it stands in a template."""
        return f"{{{{ {self.name} }}}}"


@dataclass(frozen=True)
class Preview:
    """The letter that a template makes of an example, or None and what stands in the way."""

    letter: Letter | None
    faults: list[Fault]


@dataclass(frozen=True)
class Told:
    """A lesson with what it prints in the example."""

    lesson: Lesson
    prints: str


def examples(user: User, kind: str, *, now: datetime) -> list[Example]:
    """The user's latest steps of this kind, those that are open first; a made-up one where there is none."""
    rows = with_letters(
        FollowUp.objects.for_user(user).live().filter(kind=kind).exclude(status=FollowUpStatus.WITHDRAWN)
    ).order_by(Case(When(status=FollowUpStatus.OPEN, then=Value(0)), default=Value(1)), "-pk")
    own = [
        Example(row.pk, f"{title_of(row)} · {row.application}", letter_facts(row, now=now))
        for row in rows[:MOST_EXAMPLES]
    ]
    return own or [_made_up(user, kind, now=now)]


def chosen(found: list[Example], pk: int | None) -> Example:
    """The example with that id, else the first."""
    return next((each for each in found if each.pk == pk), found[0])


def preview(text: OwnTemplate, example: Example) -> Preview:
    """The letter that the template makes of the example."""
    found = faults(text, example.facts)
    return Preview(None if found else write_from(text, example.facts), found)


def field_lines(example: Example) -> list[FieldLine]:
    """All fields, those that this example knows first."""
    values = values_of(example.facts)
    lines = []
    for field in FIELDS:
        value = values.fields[field.name]
        printed = str(value).lower() if isinstance(value, bool) else str(value)
        text = "".join(str(word) for word in values.words(printed))
        lines.append(FieldLine(field.name, field.meaning, text, not isinstance(value, Missing)))
    return sorted(lines, key=lambda line: not line.is_known)


def guide(lessons: tuple[Lesson, ...], example: Example) -> list[Told]:
    """The lessons, with what they print in this example."""
    return [Told(each, write_from(OwnTemplate(each.source, ""), example.facts).subject) for each in lessons]


def _made_up(user: User, kind: str, *, now: datetime) -> Example:
    try:
        register = Register(user.manners.register)
    except Manners.DoesNotExist:
        register = Register.WARM
    facts = example_facts(
        kind,
        today=local_today(user, now),
        register=register,
        sender_name=user.name,
        signature=user.signature,
    )
    return Example(0, "A made-up example", facts)
