"""Looking over the people that cards and signatures name."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.context import say
from accounts.models import User
from accounts.views import current_user
from applications.forms.contact_cards import Cards, initial_cards
from applications.intake.from_vcard import contacts_from_json
from applications.intake.reader import Json
from applications.models import Intake
from applications.queries import find_twins
from applications.services.contact_cards import save_cards, take_back
from applications.services.intakes import finishing, mark_saved


def page(request: HttpRequest, intake: Intake) -> HttpResponse:
    """Each person with what to do about them; saved once."""
    user = current_user(request)
    contacts = contacts_from_json(intake.understood)
    known = find_twins(user, [(each.name, each.email, each.company) for each in contacts.people])
    lines = Cards(
        request.POST if request.method == "POST" else None,
        initial=initial_cards(contacts.people),
        prefix="cards",
        known=known,
    )
    if request.method == "POST" and lines.is_valid():
        cards = lines.cards()
        with finishing(intake) as locked:
            if locked is not None:
                mark_saved(locked, save_cards(user, cards) | {"said": _said(len(cards))})
        say(request, _said(len(cards)), undo_url=reverse("intake_undo", args=[intake.pk]))
        return redirect("people")
    context = {"intake": intake, "people": lines, "refused": contacts.refused, "nav": "add"}
    return render(
        request, "applications/intake/contacts.html", context, status=422 if lines.is_bound else 200
    )


def undo(user: User, outcome: Json, now: datetime) -> None:
    take_back(user, outcome)


def _said(count: int) -> str:
    if not count:
        return "Nobody was added."
    return "One person is saved." if count == 1 else f"{count} people are saved."
