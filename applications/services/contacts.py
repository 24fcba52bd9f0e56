"""People the user meets."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from applications.models import Company, Contact


@dataclass(frozen=True)
class Person:
    """One line of the log form: who was there, as what, and what was talked about with them."""

    name: str
    email: str
    role: str
    topics: str
    contact: Contact | None = None


def find_or_add_contact(user: User, company: Company, person: Person) -> Contact:
    """The contact that `person` names: the one chosen, else by address, else by name at this company."""
    contact = person.contact or _find_contact(user, company, person)
    if contact is None:
        return Contact.objects.create(owner=user, company=company, name=person.name, email=person.email)
    contact.name = person.name or contact.name
    contact.email = person.email or contact.email
    contact.save(update_fields=["name", "email"])
    return contact


def _find_contact(user: User, company: Company, person: Person) -> Contact | None:
    contacts = Contact.objects.for_user(user)
    if person.email:
        by_address = contacts.filter(email__iexact=person.email).first()
        if by_address:
            return by_address
    # Two people of one name at one company are told apart by their addresses.
    by_name = contacts.filter(company=company, name__iexact=person.name)
    return by_name.filter(email="").first() if person.email else by_name.first()


def edit_contact(contact: Contact, **fields: str) -> Contact:
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(fields))
    return contact
