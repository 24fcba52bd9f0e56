"""Logging interviews and changing them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.regions import place_of
from applications.models import Application, Event, Interview, OwnPromise, Participation, StageChange
from applications.models.interview import Kind, Status
from applications.services.changes import changing
from applications.services.companies import find_or_add_application
from applications.services.contacts import Person, find_or_add_contact
from applications.stages import Stage, stage_after_interview

CANCELLED = (Status.CANCELLED, Status.CANCELLED_BY_EMPLOYER)
SLIP = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Timing:
    """What they said about when one would hear, and the day it means, if any."""

    text: str
    date: dt.date | None
    said_on: dt.date | None


@dataclass(frozen=True)
class InterviewEntry:
    """The interview form, understood. `starts_at` is an instant; `time_zone` the zone of its clock.

    `invited_on` is the user's calendar day; the confirmation still owed counts from it (POLICY row 1).
    `told`: the user has said how it went, even where that was nothing.
    """

    fit: str
    kind: Kind
    starts_at: datetime
    time_zone: str
    minutes: int
    place: str
    people: tuple[Person, ...]
    timing: Timing
    promise_text: str
    promise_due: date | None
    notes: str
    confirmed: bool = True
    invited_on: date | None = None
    told: bool = False


@transaction.atomic
def log_interview(
    user: User,
    entry: InterviewEntry,
    *,
    company: str,
    title: str,
    now: datetime,
    application: Application | None = None,
) -> Interview:
    """Store an interview with its people, making company, application and contacts where they are new.

    `application`: the user's own one it belongs to, where that is known; company and title then do not count.

    The form refuses one that is logged already. Where two Saves at once passed it, the second is the first.
    """
    today = now.astimezone(user.zone).date()
    if application is None:
        application = find_or_add_application(
            user, company=company, title=title, stage=Stage.INTERVIEWING, today=today
        )
    with changing(application) as application:
        twin = application.interviews.filter(deleted_at=None, starts_at=entry.starts_at).first()
        if twin is not None:
            return twin
        interview = Interview(application=application, created_at=now)
        _fill(interview, entry, now=now)
        interview.save()
        _replace_cancelled(interview)
        _seat(user, interview, entry.people)
        _note_own_promise(interview, entry)
        _move_on(application, ahead=interview.is_ahead(now), today=today)
        # An empty line says nothing of an application that was already there.
        _note_fit(application, entry.fit or application.fit)
    return interview


def edit_interview(user: User, interview: Interview, entry: InterviewEntry, *, now: datetime) -> Interview:
    """Store the form's new state of an interview. A new start or zone is told in the story as a move."""
    with changing(interview.application) as application:
        before = interview.local_start
        _fill(interview, entry, now=now)
        interview.save()
        if (interview.starts_at, interview.time_zone) != (before.astimezone(UTC), str(before.tzinfo)):
            _tell(
                application, f"Interview moved from {_spell(before)} to {_spell(interview.local_start)}.", now
            )
        _seat(user, interview, entry.people)
        _note_own_promise(interview, entry)
        _move_on(application, ahead=interview.is_ahead(now), today=now.astimezone(user.zone).date())
        _note_fit(application, entry.fit)
    return interview


def cancel_interview(interview: Interview, *, by_employer: bool, on: date, now: datetime) -> None:
    """Call an interview off. The employer's cancelling asks for a new date; the user's own ends it."""
    with changing(interview.application) as application:
        status = Status.CANCELLED_BY_EMPLOYER if by_employer else Status.CANCELLED
        interview.refresh_from_db(fields=["status"])
        if interview.status == status:
            return
        interview.status = status
        interview.cancelled_on = on
        interview.save(update_fields=["status", "cancelled_on"])
        by_them, by_you = _cancellings(interview)
        _tell(application, by_them if by_employer else by_you, now)


def reinstate_interview(interview: Interview, *, now: datetime) -> None:
    """Undo a cancelling. Within ten minutes it was a slip of the mouse, and a slip is no history: then the
    line of the cancelling is deleted, though events are append-only, in place of adding a second."""
    with changing(interview.application) as application:
        interview.refresh_from_db(fields=["status"])
        if interview.status not in CANCELLED:
            return
        interview.status = Status.HELD if interview.debriefed_at else Status.SCHEDULED
        interview.cancelled_on = None
        interview.save(update_fields=["status", "cancelled_on"])
        slip = application.events.filter(text__in=_cancellings(interview), at__gte=now - SLIP)
        if slip.exists():
            slip.delete()
        else:
            _tell(application, f"The interview of {_spell(interview.local_start)} is on after all.", now)


def delete_interview(interview: Interview, *, now: datetime) -> None:
    """Take an interview out of everything; `restore_interview` brings it back."""
    with changing(interview.application):
        interview.deleted_at = now
        interview.save(update_fields=["deleted_at"])


def restore_interview(interview: Interview) -> None:
    with changing(interview.application):
        interview.deleted_at = None
        interview.save(update_fields=["deleted_at"])


def debrief_interview(
    interview: Interview,
    *,
    topics: dict[int, str],
    timing: Timing,
    now: datetime,
    people: tuple[Person, ...] = (),
) -> Interview:
    """Mark an interview held, with the topics (by participation id) and what they said about timing.

    `people`: who was there besides those it was logged with.
    """
    with changing(interview.application) as application:
        interview.status = Status.HELD
        interview.cancelled_on = None
        interview.debriefed_at = now
        interview.timing_text = timing.text
        interview.timing_date = timing.date
        interview.timing_said_on = timing.said_on
        interview.save()
        for participation in interview.participations.all():
            if participation.pk in topics:
                participation.topics = topics[participation.pk]
                participation.save(update_fields=["topics"])
        _seat_more(application.owner, interview, people)
    return interview


def choose_recipient(interview: Interview, contact_id: int | None) -> None:
    """Say to whom inquiries about this round go; None goes back to the default."""
    with changing(interview.application):
        interview.recipient_id = contact_id
        interview.save(update_fields=["recipient"])


def _fill(interview: Interview, entry: InterviewEntry, *, now: datetime) -> None:
    moved = interview.pk is not None and interview.starts_at != entry.starts_at
    interview.kind = entry.kind
    interview.starts_at = entry.starts_at
    interview.time_zone = entry.time_zone
    interview.minutes = entry.minutes
    interview.place = entry.place
    interview.confirmed = entry.confirmed
    interview.invited_on = entry.invited_on
    interview.notes = entry.notes
    interview.timing_text = entry.timing.text
    interview.timing_date = entry.timing.date
    interview.timing_said_on = entry.timing.said_on
    told = entry.told or entry.timing.text or any(person.topics for person in entry.people)
    if told and interview.is_held(now):
        interview.debriefed_at = interview.debriefed_at or now
    if moved and interview.ends_at > now:
        # Moved to a time still to come: it has not been held yet, and it is not cancelled any more.
        interview.status = Status.SCHEDULED
        interview.cancelled_on = None
        interview.debriefed_at = None


def _seat(user: User, interview: Interview, people: tuple[Person, ...]) -> None:
    kept: list[int] = []
    seated: set[int] = set()
    for position, person in enumerate(people):
        contact = find_or_add_contact(user, interview.application.company, person, but_not=seated)
        seated.add(contact.pk)
        participation, _ = Participation.objects.update_or_create(
            interview=interview,
            contact=contact,
            defaults={"role": person.role, "topics": person.topics, "position": position},
        )
        kept.append(participation.pk)
    interview.participations.exclude(pk__in=kept).delete()
    if (
        interview.recipient_id
        and not interview.participations.filter(contact=interview.recipient_id).exists()
    ):
        interview.recipient = None
        interview.save(update_fields=["recipient"])


def _seat_more(user: User, interview: Interview, people: tuple[Person, ...]) -> None:
    seats = {seat.contact_id: seat for seat in interview.participations.all()}
    for position, person in enumerate(people, start=len(seats)):
        contact = find_or_add_contact(user, interview.application.company, person)
        if seat := seats.get(contact.pk):
            seat.topics = person.topics or seat.topics
            seat.save(update_fields=["topics"])
            continue
        seats[contact.pk] = Participation.objects.create(
            interview=interview, contact=contact, role=person.role, topics=person.topics, position=position
        )


def _replace_cancelled(interview: Interview) -> None:
    """A new date answers what the employer had cancelled before (POLICY row 17)."""
    waiting = interview.application.interviews.filter(
        deleted_at=None,
        status=Status.CANCELLED_BY_EMPLOYER,
        cancelled_on__lte=interview.local_start.date(),
    ).exclude(pk=interview.pk)
    waiting.filter(Q(replaced_by=None) | ~Q(replaced_by__deleted_at=None)).update(replaced_by=interview)


def _note_own_promise(interview: Interview, entry: InterviewEntry) -> None:
    if not entry.promise_text or entry.promise_due is None:
        interview.own_promises.all().delete()
        return
    OwnPromise.objects.update_or_create(
        interview=interview,
        defaults={
            "application": interview.application,
            "text": entry.promise_text,
            "due_on": entry.promise_due,
        },
    )


def _note_fit(application: Application, fit: str) -> None:
    if application.fit != fit:
        application.fit = fit
        application.save(update_fields=["fit"])


def _move_on(application: Application, *, ahead: bool, today: date) -> None:
    before = Stage(application.stage)
    after = stage_after_interview(before, ahead=ahead)
    if after != before:
        application.stage = after
        application.save(update_fields=["stage"])
        StageChange.objects.create(application=application, from_stage=before, to_stage=after, on=today)


def _cancellings(interview: Interview) -> tuple[str, str]:
    """How the story tells its cancelling: by them, by the user."""
    what = f"cancelled the interview of {_spell(interview.local_start)}."
    return f"They {what}", f"You {what}"


def _tell(application: Application, text: str, now: datetime) -> None:
    Event.objects.create(application=application, text=text, at=now)


def _spell(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b %Y at %H:%M} ({place_of(str(local.tzinfo))})"
