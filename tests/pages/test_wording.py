"""How a letter sounds: chosen once for all letters, and for each."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reminders.models import Draft, FollowUp
from tests.applications.typed import SARA, logged, text_of
from tests.pages.etiquette_form import typed


def thank_you(client: Client, user: User) -> FollowUp:
    made = logged(client, user, SARA)
    return FollowUp.objects.get(application=made.application, kind="thank_you")


def choose(client: Client, row: FollowUp, register: str, **more: str) -> str:
    address = reverse("follow_up_wording", args=[row.pk])
    return text_of(client.post(address, {"register": register} | more, follow=True))


@pytest.mark.parametrize(
    ("register", "greeting", "closing"),
    [
        ("warm", "Dear Sara,", "Kind regards,"),
        ("formal", "Dear Sara Lindqvist,", "Yours sincerely,"),
        ("brief", "Hi Sara,", "Best,"),
    ],
)
def test_each_register(signed_in: Client, user: User, register: str, greeting: str, closing: str) -> None:
    page = choose(signed_in, thank_you(signed_in, user), register)
    assert greeting in page
    assert closing in page
    (pressed,) = re.findall(r'value="(\w+)" aria-pressed="true"', page)
    assert pressed == register


def test_one_for_all_and_another_for_one(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    signed_in.post(reverse("etiquette"), typed(register="brief"))
    assert "Hi Sara," in text_of(signed_in.get("/"))
    choose(signed_in, row, "formal")
    assert "Dear Sara Lindqvist," in text_of(signed_in.get("/"))


def test_ones_own_wording_makes_way_and_comes_back(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    own = {"subject": "Thanks", "body": "Sara, that was fun."}
    signed_in.post(reverse("follow_up_draft", args=[row.pk]), own)
    page = choose(signed_in, row, "formal")
    assert "that was fun" not in page.partition("Earlier versions")[0]
    assert not Draft.objects.exists()
    (undo,) = set(re.findall(r'action="(/follow-ups/\d+/draft/restore/\?version=\d+)"', page))
    signed_in.post(undo)
    assert Draft.objects.get().body == own["body"]


def test_an_offer_may_ask_for_time(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    stage = {"stage": "offer", "on": "2026-11-04", "offer_deadline": "2026-11-20"}
    signed_in.post(reverse("application_stage", args=[made.application_id]), stage)
    row = made.application.follow_ups.get(kind="offer_acknowledgement")
    assert "may I have until" not in text_of(signed_in.get(reverse("follow_up", args=[row.pk])))
    page = choose(signed_in, row, "formal", asks_for_time="on")
    assert "may I have until" in page
    # The register can change meanwhile.
    assert "until" in choose(signed_in, row, "brief", asks_for_time="on")
    own = {"subject": "Thanks", "body": "That was fun."}
    signed_in.post(reverse("follow_up_draft", args=[row.pk]), own)
    choose(signed_in, row, "brief")
    restore = reverse("follow_up_draft_restore", args=[row.pk])
    signed_in.post(f"{restore}?version={row.draft_versions.get().pk}")
    row.refresh_from_db()
    assert (row.asks_for_time, row.draft.body) == (True, "That was fun.")


@pytest.mark.parametrize("register", ["", "shouting"])
def test_an_unknown_register_is_refused(signed_in: Client, user: User, register: str) -> None:
    row = thank_you(signed_in, user)
    address = reverse("follow_up_wording", args=[row.pk])
    assert signed_in.post(address, {"register": register}).status_code == 404
