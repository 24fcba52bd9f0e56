"""Contacts from cards: new ones, or what is missing in those one has; and all of it taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from accounts.models import User
from applications.intake.reader import Json
from applications.models import Contact
from applications.services.companies import find_or_add_company

FILLED = ("email", "phone", "role", "profile_url")
NO_CARDS: Json = {"made": [], "changed": {}}


@dataclass(frozen=True)
class Card:
    """Somebody to keep. `known` is the user's own contact to complete, None for a new one."""

    name: str
    email: str
    phone: str
    role: str
    company: str
    profile_url: str
    known: Contact | None = None


def save_cards(user: User, cards: Iterable[Card]) -> Json:
    """Keep them all; what a known contact has already stays as it is. Returns what `take_back` needs.

    Call inside a transaction.
    """
    made: list[int] = []
    changed: dict[str, dict[str, list[object]]] = {}
    for card in cards:
        company = find_or_add_company(user, card.company) if card.company else None
        if card.known is None:
            contact = Contact.objects.create(
                owner=user, company=company, name=card.name, **{name: getattr(card, name) for name in FILLED}
            )
            made.append(contact.pk)
            continue
        contact = Contact.objects.for_user(user).select_for_update(of=("self",)).get(pk=card.known.pk)
        new = {
            name: getattr(card, name) for name in FILLED if not getattr(contact, name) and getattr(card, name)
        }
        if contact.company_id is None and company is not None:
            new["company_id"] = company.pk
        for name, value in new.items():
            before = changed.setdefault(str(contact.pk), {}).setdefault(name, [getattr(contact, name), value])
            before[1] = value
            setattr(contact, name, value)
        if new:
            contact.save(update_fields=[name.removesuffix("_id") for name in new])
    return {"made": made, "changed": changed}


def take_back(user: User, outcome: Json) -> None:
    """Undo `save_cards`. Whoever was met or written to since stays, and so does what was changed since.

    Call inside a transaction.
    """
    made = cast("list[int]", outcome["made"])
    unused = Contact.objects.for_user(user).filter(pk__in=made, participations=None, messages=None)
    Contact.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
    changed = cast("dict[str, dict[str, list[object]]]", outcome["changed"])
    known = Contact.objects.for_user(user).filter(pk__in=[int(each) for each in changed])
    for contact in known.select_for_update(of=("self",)).order_by("pk"):
        back = {
            name: before
            for name, (before, after) in changed[str(contact.pk)].items()
            if getattr(contact, name) == after
        }
        for name, value in back.items():
            setattr(contact, name, value)
        if back:
            contact.save(update_fields=[name.removesuffix("_id") for name in back])
