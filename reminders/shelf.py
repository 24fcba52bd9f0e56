"""What the user's skills shelf offers for a letter: the lines in the order of their likeness, and the one chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Participation
from reminders.drafting.letters import says_skill, skill_said
from reminders.drafting.likeness import Note, in_order
from reminders.letters import letter_facts, recipient_name
from reminders.models import FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.sheets import Sheet

SHOWN_FIRST = 3


@dataclass(frozen=True)
class Offered:
    """A line as the page offers it; `also_in` names who else of the panel gets a note with it (C3)."""

    text: str
    chosen: bool
    also_in: str


@dataclass(frozen=True)
class Shelf:
    """The choice beside a letter. `said` is the chosen line as the letter would say it, where the user's own
    wording or their template lacks it; empty where there is nothing to do."""

    best: list[Offered]
    rest: list[Offered]
    chosen: str
    said: str


def read_shelf(row: FollowUp, sheet: Sheet | None, *, now: datetime) -> Shelf | None:
    """What to offer; None for a letter that speaks of no skill, or that is no longer to be sent."""
    if sheet is None or row.status != FollowUpStatus.OPEN or not says_skill(row.kind):
        return None
    application = row.application
    lines = [line.text for line in application.owner.shelf.all()]
    panel = _panel(row) if lines else [row]
    notes = [Note(_topics(each, row), each.skill) for each in panel]
    ordered = in_order(
        lines, notes, panel.index(row), title=application.title, posting=application.posting_text
    )
    if row.skill:
        ordered = [row.skill, *(line for line in ordered if line != row.skill)]
    offered = [
        Offered(line, chosen=line == row.skill, also_in=_also_in(line, row, panel)) for line in ordered
    ]
    said = skill_said(letter_facts(row, now=now))
    missing = bool(row.skill) and said not in sheet.body
    return Shelf(offered[:SHOWN_FIRST], offered[SHOWN_FIRST:], row.skill, said if missing else "")


def _panel(row: FollowUp) -> list[FollowUp]:
    """This note and the others of its round, in a fixed order: those to be sent, and those that took a line."""
    if row.kind != StepKind.THANK_YOU or row.interview is None:
        return [row]
    day = row.interview.local_end.date()
    of_the_day = [each.pk for each in row.application.interviews.all() if each.local_end.date() == day]
    others = (
        FollowUp.objects.live()
        .filter(application=row.application, kind=StepKind.THANK_YOU, interview__in=of_the_day)
        .filter(status__in=[FollowUpStatus.OPEN, FollowUpStatus.SENT])
        .exclude(pk=row.pk)
        .select_related("contact")
    )
    told = [each for each in others if each.skill or each.status == FollowUpStatus.OPEN]
    return sorted([row, *told], key=lambda each: each.pk)


def _topics(note: FollowUp, row: FollowUp) -> str:
    """What was talked about with whom this goes to; without a name, everything of that interview."""
    seats: list[Participation] = [
        seat for interview in row.application.interviews.all() for seat in interview.participations.all()
    ]
    return " ".join(seat.topics for seat in seats if note.contact_id in {None, seat.contact_id})


def _also_in(line: str, row: FollowUp, panel: list[FollowUp]) -> str:
    return ", ".join(
        recipient_name(each) or "somebody else" for each in panel if each != row and each.skill == line
    )
