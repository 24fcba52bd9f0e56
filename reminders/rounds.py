"""Rounds of stored interviews, and whom to write to about them (POLICY "Round")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from applications.models import Interview, Participation
from applications.models.interview import Role

ASKED_FIRST = (Role.HIRING_MANAGER, Role.RECRUITER)


def rounds_of(interviews: Iterable[Interview]) -> list[list[Interview]]:
    """Interviews grouped by the local date of their end, the earliest day first."""
    days: dict[date, list[Interview]] = defaultdict(list)
    for interview in sorted(interviews, key=lambda each: (each.starts_at, each.pk)):
        days[interview.local_end.date()].append(interview)
    return [days[day] for day in sorted(days)]


def latest_round(interviews: Iterable[Interview], *, now: datetime) -> list[Interview]:
    """The last round held by `now`; empty when there is none. Deleted interviews are left out."""
    held = [each for each in interviews if each.deleted_at is None and each.is_held(now)]
    rounds = rounds_of(held)
    return rounds[-1] if rounds else []


def recipient_of(round_: Iterable[Interview]) -> Participation | None:
    """To whom inquiries about a round go: the one chosen, else hiring manager, recruiter, first participant."""
    interviews = list(round_)
    present = [each for interview in interviews for each in interview.participations.all()]
    for interview in reversed(interviews):
        for participation in interview.participations.all():
            if participation.contact_id == interview.recipient_id:
                return participation
    for role in ASKED_FIRST:
        for participation in present:
            if participation.role == role:
                return participation
    return present[0] if present else None
