"""Looking an invitation over: each event as the ordinary interview form, filled in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict

from accounts.models import User
from applications.forms.found import Found
from applications.forms.interview import USUAL_LENGTH, InterviewForm, initial_of
from applications.forms.people import BasePeople, bound_lines, lines_of, people_of, typed_lines
from applications.intake.parsed import ParsedInterview, ParsedPerson
from applications.models import Application, Contact, Interview
from applications.models.company import name_key
from applications.models.interview import Kind, Role

_RECRUITS = ("recruit", "talent", "people", "sourc", "human resources", "hr ")


class Surroundings:
    """What the user has already that an invitation may belong to, read once for all of its events."""

    def __init__(self, user: User, events: list[ParsedInterview]) -> None:
        self.user = user
        addresses = {person.email.lower() for event in events for person in event.people if person.email}
        self.contacts = {
            contact.email.lower(): contact
            for contact in Contact.objects.for_user(user).select_related("company").exclude(email="")
            if contact.email.lower() in addresses
        }
        self.applications = list(
            Application.objects.for_user(user).live().select_related("company").order_by("-created_at", "-pk")
        )
        self.met = dict(
            Interview.objects.for_user(user)
            .live()
            .filter(participations__contact__in=[contact.pk for contact in self.contacts.values()])
            .order_by("created_at")
            .values_list("participations__contact", "application")
        )

    def propose(self, event: ParsedInterview) -> Application | None:
        """The application an event goes to: by who is in it, else by company; its role must not speak against it."""
        companies = {name_key(event.company)} - {""}
        for person in event.people:
            contact = self.contacts.get(person.email.lower())
            if contact is None:
                continue
            if (application := self._by_id(self.met.get(contact.pk))) and _fits(application, event.role):
                return application
            if contact.company:
                companies.add(contact.company.key)
        of_them = [each for each in self.applications if each.company.key in companies]
        of_them.sort(key=lambda each: each.stage not in {"applied", "interviewing", "offer"})
        return next((each for each in of_them if _fits(each, event.role)), None)

    def company(self, event: ParsedInterview) -> str:
        """The company's name: as the user's own people have it, else as the invitation says it."""
        for person in event.people:
            contact = self.contacts.get(person.email.lower())
            if contact is not None and contact.company:
                return contact.company.name
        return event.company

    def line(self, person: ParsedPerson) -> dict[str, Any]:
        contact = self.contacts.get(person.email.lower()) if person.email else None
        words = f"{person.name} {person.email.partition('@')[0]} ".lower()
        return {
            "contact": contact.pk if contact else None,
            "name": contact.name if contact else person.name,
            "email": person.email,
            "role": Role.RECRUITER if any(word in words for word in _RECRUITS) else Role.INTERVIEWER,
            "topics": "",
        }

    def _by_id(self, pk: int | None) -> Application | None:
        return next((each for each in self.applications if each.pk == pk), None)


def _fits(application: Application, role: str) -> bool:
    """Whether a role named may be this application's: one says no word that the other leaves out."""
    said, has = set(name_key(role).split()), set(name_key(application.title).split())
    return not said or said <= has or has <= said


def fill(found: Found, around: Surroundings, typed: QueryDict | None, *, growing: str = "") -> None:
    """Give an event its form and its people: filled in, or with what was typed. `growing`: the lines that want one
    more."""
    if not found.standing.has_form:
        return
    user, known = around.user, found.known
    if typed is None:
        found.form = InterviewForm(
            user=user, interview=known, initial=_initial(found, around), prefix=found.prefix
        )
        found.people = _people(found, around)
    elif growing:
        found.form = InterviewForm(
            user=user, interview=known, initial=_as_typed(found, typed), prefix=found.prefix
        )
        lines = typed_lines(typed, prefix=found.people_prefix)
        more = 2 if growing == found.people_prefix else 0
        found.people = lines_of(user, lines, extra=more, prefix=found.people_prefix)
    else:
        bound = typed if found.ticked else None
        found.form = InterviewForm(
            bound, user=user, interview=known, initial=_as_typed(found, typed), prefix=found.prefix
        )
        found.people = (
            bound_lines(user, typed, prefix=found.people_prefix)
            if found.ticked
            else lines_of(
                user, typed_lines(typed, prefix=found.people_prefix), extra=0, prefix=found.people_prefix
            )
        )
    for line in found.people.forms:
        address = str(line["email"].value() or "").lower()
        line.known = around.contacts.get(address)  # type: ignore[attr-defined]


def _as_typed(found: Found, typed: QueryDict) -> dict[str, Any]:
    start = f"{found.prefix}-"
    names = [name for name in typed if name.startswith(start)]
    return {name.removeprefix(start): typed[name] for name in names}


def _initial(found: Found, around: Surroundings) -> dict[str, Any]:
    parsed, known, user = found.parsed, found.known, around.user
    zone = parsed.time_zone or (known.time_zone if known else user.time_zone)
    when = {"starts": "", "ends": "", "time_zone": zone}
    if not parsed.all_day:
        when["starts"] = _shown(parsed.starts, zone)
        when["ends"] = _shown(parsed.starts, zone, later=_length(parsed, known))
    if known is not None:
        return initial_of(known) | when | ({"place": parsed.place} if parsed.place else {})
    application = around.propose(parsed)
    found.belongs = f"Goes to {application}, which you have." if application else ""
    return {
        **when,
        "company": application.company.name if application else around.company(parsed),
        "title": application.title if application else parsed.role,
        "fit": application.fit if application else "",
        "kind": parsed.kind if parsed.kind in Kind.values else Kind.VIDEO,
        "place": parsed.place,
        "notes": parsed.text,
    }


def _length(parsed: ParsedInterview, known: Interview | None) -> timedelta:
    if parsed.ends:
        return parsed.ends - parsed.starts
    return timedelta(minutes=known.minutes) if known else USUAL_LENGTH


def _shown(moment: datetime, zone: str, *, later: timedelta = timedelta()) -> str:
    """As the form's fields show it, on the zone's clock; without a zone, as the invitation says it."""
    try:
        moment += later
        local = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    except OverflowError:
        # At the very ends of the calendar; no form takes such a year.
        return ""
    return f"{local:%Y-%m-%dT%H:%M}"


def _people(found: Found, around: Surroundings) -> BasePeople:
    """The invitation's people; of one that moves, those seated and those who are new to it."""
    lines = people_of(found.known) if found.known else []
    there = {str(line["email"]).lower() for line in lines if line["email"]}
    there |= {name_key(str(line["name"])) for line in lines}
    for person in found.parsed.people:
        if person.email.lower() not in there and name_key(person.name) not in there:
            lines.append(around.line(person))
    return lines_of(around.user, lines, extra=0 if lines else 1, prefix=found.people_prefix)
