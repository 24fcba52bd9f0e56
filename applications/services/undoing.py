"""Taking an import back: what it brought goes, what the user has changed or added since stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.models import User
from applications.models import Application, Company, Contact, Interview, Message, Participation, SheetImport
from applications.services.changes import hold
from applications.services.fingerprints import fingerprint_company, fingerprint_contact, fingerprints
from applications.signals import applications_forgotten

AT_ONCE = 500


@dataclass(frozen=True)
class Undone:
    """How many applications are gone, and which stay for the user has done something with them."""

    removed: int
    kept: list[int]


def take_back(sheet_import: SheetImport) -> Undone:
    """Delete for good what the import brought, as far as it is as it was brought. Call in a transaction.

    An application stays, with its company and people, once anything of it or of its story was edited, added or
    decided. People and companies stay while anything that stays needs them.
    """
    _hold(sheet_import)
    brought = sheet_import.brought.exclude(application=None)
    then = dict(brought.values_list("application_id", "fingerprint"))
    now = fingerprints(list(then))
    kept = {pk for pk, was in then.items() if now.get(pk) != was}
    unchanged = [pk for pk in then if pk not in kept]
    answers: list[tuple[Any, Any]] = applications_forgotten.send(sender=Application, ids=unchanged)
    for _, decided in answers:
        kept.update(decided)
    going = [pk for pk in then if pk not in kept]
    for some in _portions(going):
        Application.objects.filter(pk__in=some).delete()
    _give_back_addresses(sheet_import)
    _remove_people(sheet_import)
    _remove_companies(sheet_import)
    sheet_import.brought.all().delete()
    return Undone(removed=len(going), kept=sorted(kept))


def _hold(sheet_import: SheetImport) -> None:
    """Lock as every writer does, applications, people, their owner: whoever is writing ends first, and is seen."""
    brought = sheet_import.brought
    hold(Application.objects.filter(pk__in=brought.values("application")))
    addressed = [pk for pk, _ in sheet_import.counts.get("addresses", [])]
    people = Contact.objects.filter(Q(pk__in=brought.values("contact")) | Q(pk__in=addressed))
    list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    User.objects.select_for_update(no_key=True).get(pk=sheet_import.owner_id)


def _give_back_addresses(sheet_import: SheetImport) -> None:
    """People who were known already and got their address from the file."""
    for pk, address in sheet_import.counts.get("addresses", []):
        Contact.objects.filter(pk=pk, owner=sheet_import.owner_id, email=address).update(email="")


def _remove_people(sheet_import: SheetImport) -> None:
    then = dict(sheet_import.brought.exclude(contact=None).values_list("contact_id", "fingerprint"))
    for some in _portions(list(then)):
        needed: set[int | None] = set(
            Participation.objects.filter(contact__in=some).values_list("contact_id", flat=True)
        )
        needed |= set(Message.objects.filter(contact__in=some).values_list("contact_id", flat=True))
        needed |= set(Interview.objects.filter(recipient__in=some).values_list("recipient_id", flat=True))
        going = [
            each.pk
            for each in Contact.objects.filter(pk__in=some)
            if each.pk not in needed and fingerprint_contact(each) == then[each.pk]
        ]
        Contact.objects.filter(pk__in=going).delete()


def _remove_companies(sheet_import: SheetImport) -> None:
    then = dict(sheet_import.brought.exclude(company=None).values_list("company_id", "fingerprint"))
    for some in _portions(list(then)):
        unused = Company.objects.filter(pk__in=some, applications=None, contacts=None)
        going = [each.pk for each in unused if fingerprint_company(each) == then[each.pk]]
        Company.objects.filter(pk__in=going).delete()


def _portions(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[begin : begin + AT_ONCE] for begin in range(0, len(ids), AT_ONCE)]
