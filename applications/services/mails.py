"""Mails that came: where they belong, and what saving one does; and the same taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from applications.intake.belongs import Candidate
from applications.intake.mail import ParsedMail
from applications.intake.reader import Json
from applications.models import Application, Contact, Interview, Message, Participation
from applications.models.company import name_key
from applications.models.interview import Status
from applications.services.applications import delete_application, move_stage, undo_stage
from applications.services.changes import changing
from applications.services.companies import find_application, find_or_add_application
from applications.services.contact_cards import NO_CARDS, Card, save_cards
from applications.services.contact_cards import take_back as take_back_cards
from applications.services.contacts import Person, find_or_add_contact
from applications.services.messages import MessageEntry, delete_message, record_message
from applications.stages import Stage


@dataclass(frozen=True)
class Arrival:
    """A mail as the user has looked it over: the message, who wrote it, and where it moves the application.

    `on` is the user's calendar day on which it came; `stage` the stage it brings, None for none. It
    `confirms` the application's next interview, if that still waits for it. `role` and `phone`
    are what its signature says of the sender, where the user wants that kept.
    """

    entry: MessageEntry
    sender: Person | None
    on: date
    stage: Stage | None = None
    confirms: bool = False
    offer_deadline: date | None = None
    role: str = ""
    phone: str = ""


def candidates(user: User, mail: ParsedMail) -> list[Candidate]:
    """The user's applications a mail could belong to, the latest first, in a fixed number of queries."""
    applications = list(
        Application.objects.for_user(user)
        .live()
        .order_by("-created_at", "-pk")
        .values_list("pk", "company_id", "company__name", "title", "stage")
    )
    addresses: dict[int, set[str]] = defaultdict(set)
    names: dict[int, set[str]] = defaultdict(set)
    met = (
        Participation.objects.for_user(user)
        .filter(interview__deleted_at=None)
        .values_list("interview__application_id", "contact__name", "contact__email")
        .distinct()
    )
    written = (
        Message.objects.for_user(user)
        .exclude(contact=None)
        .values_list("application_id", "contact__name", "contact__email")
        .distinct()
    )
    for application, name, email in [*met, *written]:
        addresses[application].add(email.lower())
        names[application].add(name)
    colleagues: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for company, name, email in (
        Contact.objects.for_user(user).exclude(company=None).values_list("company_id", "name", "email")
    ):
        colleagues[company or 0].append((name, email))
    threads: dict[int, set[str]] = defaultdict(set)
    for application, message_id, thread_id in thread_rows(user, mail):
        threads[application] |= {message_id, thread_id}
    return [
        Candidate(
            pk=pk,
            company=company,
            title=title,
            is_open=not Stage(stage).is_over,
            addresses=frozenset(addresses[pk] | {email.lower() for _, email in colleagues[company_id]})
            - {""},
            names=frozenset(names[pk] | {name for name, _ in colleagues[company_id]}) - {""},
            threads=frozenset(threads[pk]) - {""},
        )
        for pk, company_id, company, title, stage in applications
    ]


def thread_rows(user: User, mail: ParsedMail) -> Collection[tuple[int, str, str]]:
    """Application, Message-ID and thread of the user's messages of this mail's conversation."""
    ids = [each for each in {*mail.references, mail.message_id} if each]
    if not ids:
        return []
    rows = Message.objects.for_user(user).filter(application__deleted_at=None)
    rows = rows.filter(message_id__in=ids) | rows.filter(thread_id__in=ids)
    return list(rows.values_list("application_id", "message_id", "thread_id"))


def logged_already(user: User, mail: ParsedMail) -> Message | None:
    """The message that this very mail was saved as before."""
    if not mail.message_id:
        return None
    rows = Message.objects.for_user(user).filter(message_id=mail.message_id, application__deleted_at=None)
    return rows.select_related("application__company").order_by("pk").first()


def find_sender(user: User, mail: ParsedMail, application: Application | None) -> Contact | None:
    """The contact who wrote it: by address, else by name, or by a line of the signature, among those of its company."""
    if mail.sender_address:
        known = (
            Contact.objects.for_user(user)
            .filter(email__iexact=mail.sender_address)
            .select_related("company")
            .order_by("pk")
            .first()
        )
        if known is not None:
            return known
    if application is None:
        return None
    signed = (
        [mail.sender_name]
        if mail.sender_name
        else [line.strip(" ,.-") for line in mail.signature.split("\n")]
    )
    keys = {name_key(each) for each in signed if each.strip()}
    people = Contact.objects.for_user(user).filter(company=application.company_id).order_by("pk")
    named = [each for each in people if name_key(each.name) in keys]
    if not named and not mail.sender_name:
        named = [each for each in people if name_key(each.name.partition(" ")[0]) in keys - {""}]
    return named[0] if len(named) == 1 else None


def application_for(user: User, *, company: str, title: str, today: date) -> tuple[Application, bool]:
    """The application for this role, and whether it was made on the spot."""
    known = find_application(user, company=company, title=title)
    if known is not None:
        return known, False
    return find_or_add_application(user, company=company, title=title, stage=Stage.APPLIED, today=today), True


def save_mail(application: Application, arrival: Arrival, *, made: bool, now: datetime) -> Json:
    """Store the message, its sender and the stage it brings, all or nothing. Returns what was done, for `take_back`.

    The same mail a second time changes nothing.
    """
    with transaction.atomic():
        # Each write below announces the change itself, with the application as it has made it.
        application = _lock(application)
        contact = None
        card: Json = NO_CARDS
        if arrival.sender is not None:
            contact = find_or_add_contact(application.owner, application.company, arrival.sender)
            card = save_cards(application.owner, [_signed(contact, arrival)])
        same = application.messages.exclude(message_id="").filter(message_id=arrival.entry.message_id).first()
        message = same or record_message(application, replace(arrival.entry, contact=contact))
        change = None
        if arrival.stage is not None and same is None and application.stage != arrival.stage:
            change = move_stage(
                application, arrival.stage, on=arrival.on, offer_deadline=arrival.offer_deadline
            )
        interview = _confirm_next(application, now=now) if arrival.confirms and same is None else None
        return {
            "message": None if same else message.pk,
            "confirmed": interview.pk if interview else None,
            "change": change.pk if change else None,
            "application": application.pk,
            "made": made,
            "contact": contact.pk if contact is not None and contact.created_at >= now else None,
            "card": card,
        }


def _confirm_next(application: Application, *, now: datetime) -> Interview | None:
    """The next interview that waits to be confirmed (POLICY row 1) counts as confirmed; None where none waits."""
    with changing(application) as application:
        waiting = application.interviews.filter(
            deleted_at=None, status=Status.SCHEDULED, confirmed=False, starts_at__gt=now
        )
        interview = waiting.order_by("starts_at", "pk").first()
        if interview is not None:
            interview.confirmed = True
            interview.save(update_fields=["confirmed"])
        return interview


def _signed(contact: Contact, arrival: Arrival) -> Card:
    """The sender as the mail's signature completes them."""
    return Card(
        name="",
        email="",
        phone=arrival.phone,
        role=arrival.role,
        company="",
        profile_url="",
        known=contact,
    )


def take_back(user: User, outcome: Json, now: datetime) -> None:
    """Undo what saving a mail did: its message, the stage it brought, the person and the application it made."""
    done: Any = outcome
    application = (
        Application.objects.for_user(user)
        .live()
        .filter(pk=done["application"])
        .select_related("company", "owner")
        .first()
    )
    if application is None:
        return
    with transaction.atomic():
        application = _lock(application)
        message = application.messages.filter(pk=done["message"]).first() if done["message"] else None
        if message is not None:
            delete_message(message)
        if done["change"]:
            undo_stage(application, change_id=done["change"])
        if done["confirmed"]:
            with changing(application):
                application.interviews.filter(pk=done["confirmed"]).update(confirmed=False)
        take_back_cards(user, done["card"])
        if done["contact"]:
            Contact.objects.for_user(user).filter(
                pk=done["contact"], participations=None, messages=None
            ).delete()
        alone = (
            not application.interviews.filter(deleted_at=None).exists() and not application.messages.exists()
        )
        if done["made"] and alone:
            delete_application(application, now=now)


def _lock(application: Application) -> Application:
    rows = Application.objects.select_related("company", "owner").select_for_update(of=("self",))
    return rows.get(pk=application.pk)
