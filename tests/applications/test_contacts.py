"""A contact's own page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Contact
from tests.applications.typed import SARA, Answer, logged, text_of

FORM = {
    "name": "Sara Lindqvist-Ek",
    "email": "sara.ek@acme.example",
    "phone": "+46 8 123",
    "role": "Head of Data",
    "profile_url": "linkedin.example/in/sara",
    "notes": "Likes\nfikas",
}


@pytest.fixture
def sara(signed_in: Client, user: User) -> Contact:
    return logged(signed_in, user, SARA).participations.get().contact


def save(client: Client, contact: Contact, **changes: str) -> Answer:
    response = client.post(reverse("person", args=[contact.pk]), FORM | changes)
    contact.refresh_from_db()
    return response


def test_a_contact_is_corrected(signed_in: Client, sara: Contact) -> None:
    assert save(signed_in, sara).status_code == 302
    assert (sara.name, sara.email, sara.phone, sara.role) == (
        "Sara Lindqvist-Ek", "sara.ek@acme.example", "+46 8 123", "Head of Data",
    )  # fmt: skip
    assert (sara.profile_url, sara.notes) == ("https://linkedin.example/in/sara", "Likes\nfikas")
    assert "Thank-you to Sara Lindqvist-Ek" in text_of(signed_in.get("/"))


def test_the_page_tells_when_they_met(signed_in: Client, sara: Contact) -> None:
    page = text_of(signed_in.get(reverse("person", args=[sara.pk])))
    assert "Video interview" in page
    assert "batch windows" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("email", "sara@acme.example\nBcc: x@y.example"),
        ("email", "nobody"),
        ("phone", "1" * 51),
        ("profile_url", "javascript:alert(1)"),
        ("profile_url", "x" * 600),
        ("notes", "Щ" * 1_000_000),
        ("role", "x" * 201),
    ],
)
def test_wrong_input_is_told_and_handed_back(
    signed_in: Client, sara: Contact, field: str, value: str
) -> None:
    response = save(signed_in, sara, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert value in text_of(response)
    assert sara.name == "Sara Lindqvist"
