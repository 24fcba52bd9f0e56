"""People the user meets."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from applications.models import Company, Contact
from applications.models.company import name_key


@dataclass(frozen=True)
class Person:
    """One line of the log form: who was there, as what, and what was talked about with them.

    Of name and e-mail one may be empty.
    """

    name: str
    email: str
    role: str
    topics: str
    contact: Contact | None = None


def find_or_add_contact(
    user: User, company: Company, person: Person, *, but_not: Collection[int] = ()
) -> Contact:
    """The contact that `person` names: the one chosen, else by address, else by name at this company.

    `but_not`: ids of those already seated. Two lines are two people, whatever their names.
    """
    contact = _chosen(person) or _by_address(user, person)
    if contact is None or contact.pk in but_not:
        contact = _by_name(user, company, person, but_not)
    if contact is None:
        name = person.name or _before_the_at(person.email)
        return Contact.objects.create(owner=user, company=company, name=name, email=person.email)
    if person.name and (contact == person.contact or contact.name in {"", _before_the_at(contact.email)}):
        contact.name = person.name
    contact.email = person.email or contact.email
    contact.company = contact.company or company
    contact.save(update_fields=["name", "email", "company"])
    return contact


def _chosen(person: Person) -> Contact | None:
    """The contact the line was filled with, unless somebody else was typed over both name and address."""
    chosen = person.contact
    if chosen is None:
        return None
    other_name = bool(person.name) and name_key(person.name) != name_key(chosen.name)
    other_address = bool(person.email and chosen.email) and person.email.lower() != chosen.email.lower()
    return None if other_name and other_address else chosen


def _by_address(user: User, person: Person) -> Contact | None:
    if not person.email:
        return None
    return Contact.objects.for_user(user).filter(email__iexact=person.email).order_by("pk").first()


def _by_name(user: User, company: Company, person: Person, but_not: Collection[int]) -> Contact | None:
    """By name at this company. Two people of one name are told apart by their addresses."""
    if not person.name:
        return None
    colleagues = Contact.objects.for_user(user).filter(company=company).exclude(pk__in=but_not).order_by("pk")
    if person.email:
        colleagues = colleagues.filter(email="")
    return next((each for each in colleagues if name_key(each.name) == name_key(person.name)), None)


def _before_the_at(email: str) -> str:
    return email.partition("@")[0]


def edit_contact(contact: Contact, **fields: str) -> Contact:
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(fields))
    return contact
