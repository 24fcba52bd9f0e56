"""Adding applications, correcting them, moving them from stage to stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from applications.models import Application, OwnPromise, StageChange
from applications.services.changes import changing
from applications.services.companies import find_application, find_or_add_application, find_or_add_company
from applications.stages import Stage


@dataclass(frozen=True)
class ApplicationEntry:
    """The application form, understood. Dates are the user's calendar days.

    `country` and `subdivision` say where its business days are counted; empty, where the user's are.
    """

    company: str
    title: str
    fit: str = ""
    posting_url: str = ""
    location: str = ""
    salary: str = ""
    source: str = ""
    applied_on: date | None = None
    closing_on: date | None = None
    no_contact: bool = False
    country: str = ""
    subdivision: str = ""


DETAILS = (
    "fit", "posting_url", "location", "salary", "source", "applied_on", "closing_on", "no_contact",
    "country", "subdivision",
)  # fmt: skip


@transaction.atomic
def add_application(user: User, entry: ApplicationEntry, *, today: date) -> Application:
    """Store a new application at stage Applied, or fill in the one already there for this role."""
    known = find_application(user, company=entry.company, title=entry.title)
    if known is not None:
        # What is there already stays where nothing was typed.
        kept = {name: getattr(known, name) for name in DETAILS if not getattr(entry, name)}
        if entry.country:
            # A state or province of the country it had before.
            kept.pop("subdivision", None)
        return edit_application(user, known, replace(entry, company=known.company.name, **kept))
    application = find_or_add_application(
        user, company=entry.company, title=entry.title, stage=Stage.APPLIED, today=entry.applied_on or today
    )
    return edit_application(user, application, entry)


def edit_application(user: User, application: Application, entry: ApplicationEntry) -> Application:
    """Correct an application's details. Its company is found by name or made on the spot."""
    with changing(application) as application:
        company = find_or_add_company(user, entry.company)
        if company == application.company and company.name != entry.company:
            # The same name, spelled anew.
            company.rename(entry.company)
        application.company = company
        application.title = entry.title
        for name in DETAILS:
            setattr(application, name, getattr(entry, name))
        application.save()
    return application


def move_stage(
    application: Application, to: Stage, *, on: date, offer_deadline: date | None = None
) -> StageChange:
    """Move an application to a stage as of `on`, which may be in the past. A second click changes nothing."""
    with changing(application) as application:
        before = Stage(application.stage)
        latest = application.stage_changes.order_by("-pk").first()
        deadline = offer_deadline if to == Stage.OFFER else None
        if (
            latest
            and before == to
            and (latest.to_stage, latest.on, latest.offer_deadline) == (to, on, deadline)
        ):
            return latest
        application.stage = to
        # News of an imported application: its stage is history no more.
        application.is_history = False
        application.rejected_on = on if to == Stage.REJECTED else None
        if to == Stage.OFFER:
            application.offered_on = on
            application.offer_deadline = offer_deadline
        application.save()
        return StageChange.objects.create(
            application=application, from_stage=before, to_stage=to, on=on, offer_deadline=deadline
        )


def undo_stage(application: Application, *, change_id: int | None = None) -> bool:
    """Take the latest stage change back, together with its line in the history.

    `change_id`: only that change, so that a second click takes nothing else back.
    Says whether one was undone.
    """
    with changing(application) as application:
        latest = application.stage_changes.order_by("-pk").first()
        if latest is None or not latest.from_stage or change_id not in {None, latest.pk}:
            return False
        latest.delete()
        application.stage = latest.from_stage
        earlier = application.stage_changes.order_by("-pk").first()
        application.rejected_on = earlier.on if earlier and application.stage == Stage.REJECTED else None
        if latest.to_stage == Stage.OFFER:
            offer = application.stage_changes.filter(to_stage=Stage.OFFER).order_by("-pk").first()
            application.offered_on = offer.on if offer else None
            application.offer_deadline = offer.offer_deadline if offer else None
        application.save()
        return True


def delete_application(application: Application, *, now: datetime) -> None:
    """Take an application out of everything; `restore_application` brings it back."""
    with changing(application) as application:
        application.deleted_at = now
        application.save(update_fields=["deleted_at"])


def restore_application(application: Application) -> None:
    with changing(application) as application:
        application.deleted_at = None
        application.save(update_fields=["deleted_at"])


def revive(application: Application) -> None:
    """Plan an imported application as if it had been logged here, with what is past of it."""
    with changing(application) as application:
        application.is_history = False
        application.save(update_fields=["is_history"])
        application.interviews.update(is_history=False)


def keep_promise(promise: OwnPromise, *, on: date | None) -> None:
    """Note the day the user did what they had promised; None takes it back."""
    with changing(promise.application):
        # It may have been taken back in another tab.
        OwnPromise.objects.filter(pk=promise.pk).update(kept_on=on)


def add_promise(application: Application, *, text: str, due_on: date) -> OwnPromise:
    """Note what the user promised outside an interview, by a day of theirs. Still open, it is noted once."""
    with changing(application) as application:
        # An undo may have left two that are alike, so one is looked for and not got.
        known = application.own_promises.filter(
            interview=None, text=text, due_on=due_on, kept_on=None
        ).first()
        return known or OwnPromise.objects.create(application=application, text=text, due_on=due_on)


def delete_promise(promise: OwnPromise) -> None:
    """Take a promise back, as if it had never been logged."""
    with changing(promise.application):
        promise.delete()
