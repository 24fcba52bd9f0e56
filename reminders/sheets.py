"""A follow-up's letter as it is shown and copied: in the user's own wording, from their template, or as ours is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from reminders.drafting.length import count_words
from reminders.drafting.letter import Gap, Letter
from reminders.drafting.letters import has_letter, write
from reminders.drafting.outgoing import gmail_url, outlook_url
from reminders.drafting.register import Register
from reminders.drafting.templates import TemplateError, write_from
from reminders.letters import letter_facts, register_of
from reminders.models import FollowUp, Template
from reminders.models.template import TemplateQuerySet


@dataclass(frozen=True)
class Sheet:
    """A draft as it is shown and copied: the letter from the facts, or the user's own wording of it.

    `template` is what the letter was to be written from; `problem` says why it could not be, and ours stands.
    """

    letter: Letter
    subject: str
    body: str
    edited: bool
    template: Template | None = None
    problem: str = ""

    @property
    def to(self) -> str:
        return self.letter.to

    @property
    def note(self) -> str:
        return self.letter.note

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is still to fill in; in the user's own wording, what still stands there as we wrote it."""
        if not self.edited:
            return self.letter.gaps
        return tuple(gap for gap in self.letter.gaps if str(gap) in self.subject + self.body)

    @property
    def words(self) -> int:
        """The letter's length, without its signature and without the line to whoever passes it on."""
        return count_words(self.body, covering=self.covering, signature=self.signature)

    @property
    def covering(self) -> str:
        return self.letter.paragraphs[0] if self.letter.begins_at else ""

    @property
    def signature(self) -> str:
        return self.letter.paragraphs[-1]

    @property
    def gmail(self) -> str:
        return gmail_url(to=self.to, subject=self.subject, body=self.body)

    @property
    def outlook(self) -> str:
        return outlook_url(to=self.to, subject=self.subject, body=self.body)

    @property
    def mailto(self) -> str:
        return replace(self.letter, subject=self.subject, paragraphs=(self.body,), marks=()).mailto()


def letter_of(row: FollowUp, *, now: datetime) -> Letter | None:
    """The letter from the facts as they are now, or None for a step that is not a letter."""
    sheet = _written(row, now=now)
    return sheet.letter if sheet else None


def sheet_of(row: FollowUp, *, now: datetime) -> Sheet | None:
    """What to copy: the user's wording if they changed it, else the letter from the facts."""
    sheet, draft = _written(row, now=now), getattr(row, "draft", None)
    if sheet is None or draft is None:
        return sheet
    return replace(sheet, subject=draft.subject, body=draft.body, edited=True)


def _written(row: FollowUp, *, now: datetime) -> Sheet | None:
    """The letter from the facts: as the user's template has it, else as ours is."""
    if not has_letter(row.kind):
        return None
    facts, template, problem = letter_facts(row, now=now), template_of(row), ""
    try:
        letter = write_from(template.text, facts) if template else write(facts)
    except TemplateError as error:
        letter, problem = write(facts), str(error)
    return Sheet(letter, letter.subject, letter.body, edited=False, template=template, problem=problem)


def template_of(row: FollowUp) -> Template | None:
    """What its letter is written from: as chosen for it, else the user's default for its kind; None for ours.

    A register chosen for this letter asks for ours.
    """
    if row.template is not None and row.template.deleted_at is None:
        return row.template
    if row.register:
        return None
    defaults = row.application.owner.templates.all()
    return next(
        (each for each in defaults if each.is_default and not each.deleted_at and each.kind == row.kind), None
    )


def wording_of(row: FollowUp) -> Register | Template:
    """How its letter is written: from the user's template, or as ours in a register."""
    return template_of(row) or register_of(row)


def own_templates(row: FollowUp) -> TemplateQuerySet:
    """The templates its letter can be written from, by name."""
    mine = Template.objects.for_user(row.application.owner).live()
    return mine.filter(kind=row.kind).order_by("name", "pk")
