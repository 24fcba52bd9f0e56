"""Reads: lists, stories, and what a form offers while one types."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from applications.models import Application, Company, Contact, Interview, Message, OwnPromise, Participation
from applications.models.company import name_key
from applications.models.interview import Status
from applications.stages import Stage

MOST_SUGGESTED = 200
MOST_TO_TAP = 12
# After two weeks nobody remembers the details.
DEBRIEF_WITHIN = timedelta(days=14)
UNDER_WAY = timedelta(days=1)
_SEATS = Prefetch(
    "participations", queryset=Participation.objects.select_related("contact").order_by("position", "pk")
)
OPEN_STAGES = (Stage.APPLIED, Stage.INTERVIEWING, Stage.OFFER)


@dataclass(frozen=True)
class Suggestions:
    """What the log form offers as one types."""

    companies: list[str]
    titles: list[str]
    people: list[str]
    skills: list[str]


def suggestions(user: User) -> Suggestions:
    """The user's latest companies, roles and contacts, and the lines of their shelf in their own order."""
    applications = Application.objects.for_user(user).live()
    return Suggestions(
        companies=list(
            Company.objects.for_user(user)
            .annotate(latest=Max("applications__created_at"))
            .order_by(F("latest").desc(nulls_last=True), "pk")
            .values_list("name", flat=True)[:MOST_SUGGESTED]
        ),
        titles=list(
            applications.order_by("title").values_list("title", flat=True).distinct()[:MOST_SUGGESTED]
        ),
        people=list(
            Contact.objects.for_user(user)
            .exclude(name="")
            .order_by("-created_at")
            .values_list("name", flat=True)[:MOST_SUGGESTED]
        ),
        skills=list(user.shelf.values_list("text", flat=True)),
    )


def list_applications(user: User, *, over: bool, search: str = "") -> QuerySet[Application]:
    """The user's applications, the latest touched first; `over` chooses those with nothing more to come."""
    rows = Application.objects.for_user(user).live().select_related("company")
    open_ones = Q(stage__in=[stage.value for stage in OPEN_STAGES])
    rows = rows.exclude(open_ones) if over else rows.filter(open_ones)
    if search:
        rows = rows.filter(_holds(search, "company__name", "title"))
    return rows.annotate(
        interview_count=Count("interviews", filter=Q(interviews__deleted_at=None)),
        latest_interview=Max("interviews__starts_at", filter=Q(interviews__deleted_at=None)),
    ).order_by(Coalesce("latest_interview", "created_at").desc(), "-pk")


def story_rows(user: User) -> QuerySet[Application]:
    """Applications with all that their page tells, in a fixed number of queries."""
    return (
        Application.objects.for_user(user)
        .live()
        .select_related("company", "owner")
        .prefetch_related(
            Prefetch(
                "interviews",
                queryset=Interview.objects.filter(deleted_at=None).order_by("starts_at", "pk"),
            )
        )
        .prefetch_related(
            Prefetch(
                "interviews__participations",
                queryset=Participation.objects.select_related("contact").order_by("position", "pk"),
            )
        )
        .prefetch_related(Prefetch("own_promises", queryset=OwnPromise.objects.order_by("due_on", "pk")))
        .prefetch_related("messages__contact", "stage_changes", "events")
    )


def _holds(search: str, *columns: str) -> Q:
    """Whether a column holds these letters in any case. SQLite folds ASCII only, so others are tried as written."""
    spellings = {search, search.lower(), search.upper(), search.title(), search.capitalize()}
    return reduce(
        or_, (Q(**{f"{column}__icontains": each}) for column in columns for each in sorted(spellings))
    )


def list_contacts(user: User, *, now: datetime, search: str = "") -> QuerySet[Contact]:
    """The user's contacts by name, with how often they met, `last_met` and `next_meets` (instants of interviews
    that stand), and `last_wrote`, the latest message either way."""
    rows = Contact.objects.for_user(user).select_related("company")
    if search:
        rows = rows.filter(_holds(search, "name", "email", "company__name"))
    seats = Participation.objects.filter(
        contact=OuterRef("pk"),
        interview__deleted_at=None,
        interview__application__deleted_at=None,
        interview__status__in=[Status.SCHEDULED, Status.HELD],
    )
    before, ahead = seats.filter(interview__starts_at__lte=now), seats.filter(interview__starts_at__gt=now)
    messages = Message.objects.filter(contact=OuterRef("pk"), application__deleted_at=None)
    start = "interview__starts_at"
    return rows.annotate(
        met=Count("participations", filter=Q(participations__interview__deleted_at=None), distinct=True),
        last_met=Subquery(before.order_by(f"-{start}").values(start)[:1]),
        next_meets=Subquery(ahead.order_by(start).values(start)[:1]),
        last_wrote=Subquery(messages.order_by("-at").values("at")[:1]),
    ).order_by("name", "pk")


def find_twins(user: User, people: Sequence[tuple[str, str, str]]) -> list[Contact | None]:
    """For each (name, address, company) the user's contact who seems to be the same person, by address, else by
    name at that company or at none; each contact once."""
    mine = list(Contact.objects.for_user(user).select_related("company").order_by("pk"))
    by_address = {each.email.casefold(): each for each in reversed(mine) if each.email}
    by_name: dict[str, list[Contact]] = {}
    for contact in mine:
        by_name.setdefault(name_key(contact.name), []).append(contact)
    taken: set[int] = set()
    twins: list[Contact | None] = []
    for name, email, company in people:
        twin = by_address.get(email.casefold()) if email else None
        if twin is None and name:
            twin = next(
                (each for each in by_name.get(name_key(name), ()) if _could_be(each, email, company)), None
            )
        twins.append(None if twin is None or twin.pk in taken else twin)
        taken |= {twin.pk} if twin else set()
    return twins


def _could_be(contact: Contact, email: str, company: str) -> bool:
    if contact.email and email:
        return False
    return not company or contact.company is None or contact.company.key == name_key(company)


def just_finished(user: User, *, now: datetime, limit: int) -> list[Interview]:
    """Interviews that are over and of which the user has not yet told anything, the latest first."""
    candidates = (
        Interview.objects.for_user(user)
        .live()
        .filter(
            status="scheduled",
            debriefed_at=None,
            starts_at__lte=now,
            starts_at__gte=now - DEBRIEF_WITHIN,
        )
        .exclude(application__stage__in=[stage.value for stage in Stage if stage.is_over])
        .select_related("application__company", "application__owner")
        .prefetch_related(_SEATS)
        .order_by("-starts_at")[: limit * 2]
    )
    return [interview for interview in candidates if interview.ends_at <= now][:limit]


def people_to_tap(user: User, companies: Collection[int]) -> dict[int, list[Contact]]:
    """Whom the user knows at each company (by id), the latest met first, with `latest_role`; twelve at most."""
    met = Participation.objects.filter(
        contact=OuterRef("pk"), interview__deleted_at=None, interview__application__deleted_at=None
    ).order_by("-interview__starts_at", "-pk")
    rows = (
        Contact.objects.for_user(user)
        .filter(company__in=companies)
        .annotate(
            latest_role=Subquery(met.values("role")[:1]),
            latest_met=Subquery(met.values("interview__starts_at")[:1]),
        )
        .order_by(F("latest_met").desc(nulls_last=True), "-pk")
    )
    known: dict[int, list[Contact]] = {company: [] for company in companies}
    for row in rows:
        if row.company_id is not None and len(known[row.company_id]) < MOST_TO_TAP:
            known[row.company_id].append(row)
    return known


def next_interviews(user: User, *, now: datetime, limit: int) -> list[Interview]:
    """Interviews still ahead or under way, the nearest first."""
    candidates = (
        Interview.objects.for_user(user)
        .live()
        .filter(status="scheduled", starts_at__gte=now - UNDER_WAY)
        .exclude(application__stage__in=[stage.value for stage in Stage if stage.is_over])
        .select_related("application__company")
        .prefetch_related(_SEATS)
        .order_by("starts_at")[: limit * 3]
    )
    return [interview for interview in candidates if interview.ends_at > now][:limit]


def interviews_they_can_cancel(application: Application) -> QuerySet[Interview]:
    """Interviews of the application that stand, and those they have called off already; the earliest first."""
    return (
        application.interviews.filter(deleted_at=None)
        .exclude(status=Status.CANCELLED)
        .select_related("application")
        .order_by("starts_at", "pk")
    )


def meetings_with(contact: Contact) -> list[Participation]:
    """The interviews this person was in, the latest first."""
    return list(
        contact.participations.filter(interview__deleted_at=None, interview__application__deleted_at=None)
        .select_related("interview__application__company")
        .order_by("-interview__starts_at")
    )


def conversation_with(contact: Contact) -> list[Message]:
    """What was sent to this person and what came from them, over all applications, the latest first."""
    return list(
        contact.messages.filter(application__deleted_at=None)
        .select_related("application__company", "contact")
        .order_by("-at", "-pk")
    )
