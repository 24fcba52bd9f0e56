"""What the pages about people know of the steps that are planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django import template
from django.db.models import Q
from django.utils import timezone

from applications.models import Application, Contact
from reminders.letters import title_of, with_letters, writes_to
from reminders.models import FollowUp
from reminders.policy import StepKind

register = template.Library()


@dataclass(frozen=True)
class Acquaintance:
    """A contact of the people page: when one last heard of each other, and what comes next, if anything."""

    contact: Contact
    last: datetime | None
    """An instant: the latest interview held or message, either way."""
    last_by_letter: bool
    next_interview: datetime | None
    step: FollowUp | None
    """The first step that writes to them, due or to come."""
    step_title: str


@register.simple_tag
def with_next_steps(contacts: Iterable[Contact]) -> list[Acquaintance]:
    """The contacts of `list_contacts`, each with what comes next; the same few queries however many."""
    people = list(contacts)
    now = timezone.now()
    met = Application.objects.filter(interviews__participations__contact__in=people)
    rows = FollowUp.objects.open().filter(
        Q(contact__in=people) | Q(contact=None, kind=StepKind.STATUS_INQUIRY, application__in=met)
    )
    steps: dict[int, FollowUp] = {}
    for row in with_letters(rows).exclude(opens_at=None).order_by("opens_at", "pk"):
        if to := writes_to(row, now=now):
            steps.setdefault(to.pk, row)
    return [_acquainted(person, steps.get(person.pk)) for person in people]


def _acquainted(contact: Contact, step: FollowUp | None) -> Acquaintance:
    met: datetime | None = contact.last_met  # type: ignore[attr-defined]
    wrote: datetime | None = contact.last_wrote  # type: ignore[attr-defined]
    by_letter = wrote is not None and (met is None or wrote > met)
    return Acquaintance(
        contact=contact,
        last=wrote if by_letter else met,
        last_by_letter=by_letter,
        next_interview=contact.next_meets,  # type: ignore[attr-defined]
        step=step,
        step_title=title_of(step) if step else "",
    )
