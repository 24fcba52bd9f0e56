"""Interviews that came as invitations: logged, moved and called off by them, and the same taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import User
from applications.intake.reader import Json
from applications.models import Application, Interview, Participation
from applications.models.interview import Status
from applications.services import applications, interviews
from applications.services.changes import changing, hold
from applications.services.companies import find_application
from applications.services.interviews import InterviewEntry

# What an update of an invitation may change, and what taking it back restores.
_MOVED = (
    "kind", "minutes", "time_zone", "place", "status", "confirmed", "notes", "timing_text", "invitation_sequence",
)  # fmt: skip
_DAYS = ("cancelled_on", "invited_on", "timing_date", "timing_said_on")


@dataclass(frozen=True)
class Invitation:
    """Which invitation an interview comes from: its key, and how new it is."""

    key: str
    sequence: int


def find_invited(user: User, keys: Iterable[str]) -> dict[str, Interview]:
    """The user's interviews that these invitations made, by key."""
    rows = (
        Interview.objects.for_user(user)
        .live()
        .filter(invitation__in=[key for key in keys if key])
        .select_related("application__company", "application__owner")
        .order_by("pk")
    )
    return {row.invitation: row for row in rows}


def find_at(user: User, instants: Collection[datetime]) -> dict[datetime, Interview]:
    """The user's interviews that begin at one of these instants, by instant."""
    rows = (
        Interview.objects.for_user(user)
        .live()
        .filter(starts_at__in=instants)
        .select_related("application__company")
        .order_by("-pk")
    )
    return {row.starts_at: row for row in rows}


def hold_applications(user: User, known: Iterable[Interview], roles: Iterable[tuple[str, str]]) -> None:
    """Lock the applications that several invitations are about, before the first is saved. Call inside a transaction.

    `known`: interviews that are moved or called off. `roles`: company and title of those that are logged.
    """
    ids = {each.application_id for each in known}
    found = (find_application(user, company=company, title=title) for company, title in roles)
    ids.update(each.pk for each in found if each is not None)
    hold(Application.objects.for_user(user).filter(pk__in=ids))


def log_invited(
    user: User, entry: InterviewEntry, invitation: Invitation, *, company: str, title: str, now: datetime
) -> Json:
    """Log the interview of an invitation. Returns what was done, for `take_back`."""
    known = find_application(user, company=company, title=title)
    interview = interviews.log_interview(user, entry, company=company, title=title, now=now)
    made = interview.created_at == now
    if made or not interview.invitation:
        _remember(interview, invitation)
    return {
        "did": "logged" if made else "found",
        "interview": interview.pk,
        "application": None if known or not made else interview.application_id,
    }


def move_invited(
    user: User, interview: Interview, entry: InterviewEntry, invitation: Invitation, *, now: datetime
) -> Json:
    """Bring an interview in line with an update of its invitation. Returns what was done, for `take_back`."""
    before = _as_it_is(interview)
    moved = interviews.edit_interview(user, interview, entry, now=now)
    if moved.status in interviews.CANCELLED:
        # They invite again at the same hour.
        interviews.reinstate_interview(moved, now=now)
    _remember(moved, invitation)
    return {
        "did": "moved",
        "interview": moved.pk,
        "before": before,
        "starts_at": moved.starts_at.isoformat(),
    }


def cancel_invited(interview: Interview, *, on: date, now: datetime) -> Json:
    """They called it off. Returns what was done, for `take_back`."""
    interviews.cancel_interview(interview, by_employer=True, on=on, now=now)
    return {"did": "cancelled", "interview": interview.pk}


def take_back(user: User, outcome: Json, now: datetime) -> None:
    """Undo what invitations did, the last first. What was changed by hand since then stays.

    Call inside a transaction.
    """
    done: Any = outcome.get("done", [])
    touched = Interview.objects.for_user(user).filter(pk__in=[each["interview"] for each in done])
    hold(Application.objects.filter(pk__in=touched.values("application")))
    for each in reversed(done):
        interview = (
            Interview.objects.for_user(user)
            .live()
            .filter(pk=each["interview"])
            .select_related("application__company", "application__owner")
            .first()
        )
        if interview is None:
            continue
        if each["did"] == "logged":
            _take_back_logged(interview, each["application"], now=now)
        elif each["did"] == "moved" and interview.starts_at.isoformat() == each["starts_at"]:
            _restore(interview, each["before"])
        elif each["did"] == "cancelled" and interview.status == Status.CANCELLED_BY_EMPLOYER:
            interviews.reinstate_interview(interview, now=now)


def _take_back_logged(interview: Interview, made_application: int | None, *, now: datetime) -> None:
    application = interview.application
    interviews.delete_interview(interview, now=now)
    alone = not application.interviews.filter(deleted_at=None).exists() and not application.messages.exists()
    if made_application == application.pk and alone:
        applications.delete_application(application, now=now)


def _remember(interview: Interview, invitation: Invitation) -> None:
    interview.invitation, interview.invitation_sequence = invitation.key, invitation.sequence
    interview.save(update_fields=["invitation", "invitation_sequence"])


def _as_it_is(interview: Interview) -> Json:
    seats = interview.participations.values("contact_id", "role", "topics", "position")
    return {
        **{name: getattr(interview, name) for name in _MOVED},
        **{name: day.isoformat() if (day := getattr(interview, name)) else None for name in _DAYS},
        "starts_at": interview.starts_at.isoformat(),
        "debriefed_at": interview.debriefed_at.isoformat() if interview.debriefed_at else None,
        "seats": list(seats),
    }


def _restore(interview: Interview, before: Any) -> None:
    with changing(interview.application):
        for name in _MOVED:
            setattr(interview, name, before[name])
        for name in _DAYS:
            setattr(interview, name, date.fromisoformat(before[name]) if before[name] else None)
        interview.starts_at = datetime.fromisoformat(before["starts_at"])
        debriefed = before["debriefed_at"]
        interview.debriefed_at = datetime.fromisoformat(debriefed) if debriefed else None
        interview.save()
        interview.participations.exclude(
            contact__in=[seat["contact_id"] for seat in before["seats"]]
        ).delete()
        for seat in before["seats"]:
            Participation.objects.update_or_create(
                interview=interview,
                contact_id=seat["contact_id"],
                defaults={name: seat[name] for name in ("role", "topics", "position")},
            )
