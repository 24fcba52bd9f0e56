"""The rows of a spreadsheet → applications, interviews and people, all or nothing and in few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from accounts.models import User
from applications.intake.columns import fold_name
from applications.intake.rows import Met, Row
from applications.models import (
    Application,
    Company,
    Contact,
    Event,
    ImportedRow,
    Interview,
    Participation,
    SheetImport,
    StageChange,
)
from applications.models.company import name_key
from applications.models.interview import Kind, Role, Status
from applications.services.fingerprints import fingerprint_company, fingerprint_contact, fingerprints
from applications.signals import applications_imported
from applications.stages import Stage

LONGEST_EVENT = 1000
MINUTES = 60
# A day without a time: nobody interviews at midnight.
NOON = dt.time(12)
AT_ONCE = 1000
_KINDS = (
    ("phone", Kind.PHONE_SCREEN),
    ("screen", Kind.PHONE_SCREEN),
    ("site", Kind.ON_SITE),
    ("final", Kind.FINAL),
    ("tech", Kind.TECHNICAL),
    ("panel", Kind.PANEL),
)


@dataclass
class Plan:
    """What an import would bring, as rows that are not stored yet. `duplicates` are left out or not, as the
    user chose; `met` counts companies and people that were known already."""

    companies: dict[str, Company] = field(default_factory=dict)
    applications: list[Application] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    interviews: list[Interview] = field(default_factory=list)
    seats: list[Participation] = field(default_factory=list)
    notes: list[Event] = field(default_factory=list)
    duplicates: list[Row] = field(default_factory=list)
    # People who were known without an address and get the file's.
    addressed: list[Contact] = field(default_factory=list)
    known_companies: set[str] = field(default_factory=set)
    known_contacts: set[int] = field(default_factory=set)

    @property
    def new_companies(self) -> list[Company]:
        return [company for company in self.companies.values() if company.pk is None]


def plan_import(
    user: User, rows: Iterable[Row], *, keep_duplicates: bool, contact_role: Role, now: datetime
) -> Plan:
    """Sort out what is new. A row is a duplicate where its role at its company is stored, or stands further up.

    Four queries, however many rows. Nothing is stored.
    """
    plan = Plan()
    plan.companies = {company.key: company for company in Company.objects.for_user(user)}
    stored = Application.objects.for_user(user).live().values_list("company__key", "title")
    seen = {(key, name_key(title)) for key, title in stored}
    people = _People(user, plan)
    for row in rows:
        key = name_key(row.company)
        twin = (key, name_key(row.title)) in seen
        if twin:
            plan.duplicates.append(row)
            if not keep_duplicates:
                continue
        seen.add((key, name_key(row.title)))
        if key not in plan.companies:
            plan.companies[key] = Company(owner=user, name=row.company, key=key)
        elif plan.companies[key].pk is not None:
            plan.known_companies.add(key)
        company = plan.companies[key]
        application = _application(user, company, row, now)
        plan.applications.append(application)
        contact = people.find_or_add(company, row)
        ahead_or_held = _interviews(application, row, user, now)
        plan.interviews += ahead_or_held
        if contact is not None:
            plan.seats += [
                Participation(interview=each, contact=contact, role=contact_role) for each in ahead_or_held
            ]
        plan.notes += _notes(
            application, row, user, now, lone_phone=row.contact_phone if contact is None else ""
        )
    return plan


def store_import(user: User, sheet_import: SheetImport, plan: Plan, *, now: datetime) -> None:
    """Store the plan and remember what it brought. The caller's transaction makes it all or nothing."""
    today = now.astimezone(user.zone).date()
    new_companies = plan.new_companies
    Company.objects.bulk_create(new_companies, batch_size=AT_ONCE)
    Application.objects.bulk_create(plan.applications, batch_size=AT_ONCE)
    StageChange.objects.bulk_create(
        (
            StageChange(application=each, to_stage=each.stage, on=today, created_at=now)
            for each in plan.applications
        ),
        batch_size=AT_ONCE,
    )
    Contact.objects.bulk_create(plan.contacts, batch_size=AT_ONCE)
    Contact.objects.bulk_update(plan.addressed, ["email"], batch_size=AT_ONCE)
    Interview.objects.bulk_create(plan.interviews, batch_size=AT_ONCE)
    Participation.objects.bulk_create(plan.seats, batch_size=AT_ONCE)
    Event.objects.bulk_create(plan.notes, batch_size=AT_ONCE)
    prints = fingerprints([each.pk for each in plan.applications])
    brought = [
        ImportedRow(sheet_import=sheet_import, application=each, fingerprint=prints[each.pk])
        for each in plan.applications
    ]
    brought += [
        ImportedRow(sheet_import=sheet_import, contact=each, fingerprint=fingerprint_contact(each))
        for each in plan.contacts
    ]
    brought += [
        ImportedRow(sheet_import=sheet_import, company=each, fingerprint=fingerprint_company(each))
        for each in new_companies
    ]
    ImportedRow.objects.bulk_create(brought, batch_size=AT_ONCE)
    applications_imported.send(sender=Application, applications=plan.applications, interviews=plan.interviews)


def role_under(names: Iterable[str]) -> Role:
    """What the people of the column are, by its name; a recruiter, where it does not say."""
    text = " ".join(map(fold_name, names))
    if "manager" in text:
        return Role.HIRING_MANAGER
    return Role.INTERVIEWER if "interviewer" in text else Role.RECRUITER


class _People:
    """Finds a row's contact as the log form does: by address, else by name at the company."""

    def __init__(self, user: User, plan: Plan) -> None:
        self.user = user
        self.plan = plan
        self.by_address: dict[str, Contact] = {}
        self.by_name: dict[tuple[str, str], list[Contact]] = {}
        for contact in Contact.objects.for_user(user).select_related("company").order_by("pk"):
            self._index(contact, contact.company.key if contact.company else "")

    def find_or_add(self, company: Company, row: Row) -> Contact | None:
        if not row.contact_name and not row.contact_email:
            return None
        found = self.by_address.get(row.contact_email) if row.contact_email else None
        if found is None and row.contact_name:
            namesakes = self.by_name.get((company.key, name_key(row.contact_name)), [])
            # Two people of one name are told apart by their addresses.
            found = next((each for each in namesakes if not row.contact_email or not each.email), None)
        if found is None:
            found = Contact(
                owner=self.user,
                company=company,
                name=row.contact_name or row.contact_email.partition("@")[0],
                email=row.contact_email,
                phone=row.contact_phone,
            )
            self.plan.contacts.append(found)
            self._index(found, company.key)
            return found
        if row.contact_email and not found.email:
            found.email = row.contact_email
            self.by_address[row.contact_email] = found
            if found.pk is not None:
                self.plan.addressed.append(found)
        if found.pk is not None:
            self.plan.known_contacts.add(found.pk)
        return found

    def _index(self, contact: Contact, company_key: str) -> None:
        if contact.email:
            self.by_address.setdefault(contact.email.lower(), contact)
        if contact.name:
            self.by_name.setdefault((company_key, name_key(contact.name)), []).append(contact)


def _application(user: User, company: Company, row: Row, now: datetime) -> Application:
    stage = row.stage or Stage.APPLIED
    if stage == Stage.APPLIED and row.interviews:
        stage = Stage.INTERVIEWING
    return Application(
        owner=user,
        company=company,
        title=row.title,
        stage=stage,
        applied_on=row.applied_on,
        closing_on=row.closing_on,
        posting_url=row.posting_url,
        location=row.location,
        salary=row.salary,
        source=row.source,
        is_history=True,
        # Lists put the latest first, and an old application is none of the latest.
        created_at=min(now, _instant(row.applied_on, NOON, user)) if row.applied_on else now,
    )


def _interviews(application: Application, row: Row, user: User, now: datetime) -> list[Interview]:
    """The interviews of a row, each start once. Those that are over are held, and history."""
    found: dict[datetime, Interview] = {}
    for met in row.interviews:
        starts_at = _starts_at(met, user)
        over = starts_at + dt.timedelta(minutes=MINUTES) <= now
        found[starts_at] = Interview(
            application=application,
            kind=_kind(met.heading),
            starts_at=starts_at,
            time_zone=user.time_zone,
            minutes=MINUTES,
            status=Status.HELD if over else Status.SCHEDULED,
            is_history=over,
            created_at=now,
        )
    return list(found.values())


def _starts_at(met: Met, user: User) -> datetime:
    moment = met.moment
    if moment.time and moment.offset is not None:
        return datetime.combine(moment.day, moment.time, tzinfo=dt.timezone(moment.offset)).astimezone(UTC)
    return _instant(moment.day, moment.time or NOON, user)


def _instant(day: dt.date, time: dt.time, user: User) -> datetime:
    return datetime.combine(day, time, tzinfo=user.zone).astimezone(UTC)


def _kind(heading: str) -> Kind:
    folded = fold_name(heading)
    return next((kind for word, kind in _KINDS if word in folded), Kind.VIDEO)


def _notes(application: Application, row: Row, user: User, now: datetime, *, lone_phone: str) -> list[Event]:
    """The row's notes as lines of the story, in pieces that fit."""
    text = row.notes + (f"\nContact, phone: {lone_phone}" if lone_phone else "")
    at = application.created_at
    pieces: list[str] = []
    while text := text.strip():
        piece = text[:LONGEST_EVENT]
        if len(text) > LONGEST_EVENT:
            # Not in the middle of a line, or of a word, where there is a choice.
            cut = max(piece.rfind("\n"), piece.rfind(" "))
            piece = piece[: cut if cut > LONGEST_EVENT // 2 else LONGEST_EVENT]
        pieces.append(piece)
        text = text[len(piece) :]
    return [Event(application=application, text=one_piece, at=at, created_at=now) for one_piece in pieces]
