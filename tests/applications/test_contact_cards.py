"""People from a card or a signature: looked over, merged with whom one knows, saved once, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Contact, Intake
from tests.applications.typed import NOW, SARA, TOM, logged, text_of
from tests.factories import ContactFactory, MessageFactory
from tests.intake.test_vcard import APPLE, FOUR

SIGNATURE = "Best regards,\nSara Lindqvist\nHead of Data\nAcme\n+47 412 34 567\nsara@acme.example"


def added(client: Client, *cards: str, text: str = "") -> Intake:
    files = [SimpleUploadedFile("people.vcf", "".join(cards).encode())] if cards else []
    response = client.post(reverse("add"), {"file": files, "text": text, "kind": "vcard" if text else ""})
    assert response.status_code == 302, text_of(response)
    return Intake.objects.latest("pk")


def save(client: Client, intake: Intake, *choices: str, **changes: str) -> int:
    page = client.get(reverse("intake", args=[intake.pk]))
    typed = {"cards-TOTAL_FORMS": str(len(choices)), "cards-INITIAL_FORMS": str(len(choices))}
    for number, (form, choice) in enumerate(zip(page.context["people"], choices, strict=True)):
        typed |= {f"cards-{number}-{name}": form[name].value() or "" for name in form.fields}
        typed[f"cards-{number}-choice"] = choice
    typed |= {f"cards-{name}": value for name, value in changes.items()}
    return client.post(reverse("intake", args=[intake.pk]), typed).status_code


def test_a_file_of_cards_is_shown_and_saved_once(signed_in: Client, user: User) -> None:
    intake = added(signed_in, APPLE, FOUR)
    page = text_of(signed_in.get(reverse("intake", args=[intake.pk])))
    assert "2 people in people.vcf" in page
    assert not Contact.objects.exists()
    assert save(signed_in, intake, "new", "leave") == 302
    contact = Contact.objects.for_user(user).get()
    assert (str(contact), contact.email, contact.role, str(contact.company)) == (
        "Sara Lindqvist", "sara@acme.example", "Head of Data", "Acme, Inc.",
    )  # fmt: skip
    again = signed_in.post(reverse("intake", args=[intake.pk]), {})
    assert again.status_code == 302
    assert Contact.objects.count() == 1


def test_a_pasted_signature(signed_in: Client, user: User) -> None:
    intake = added(signed_in, text=SIGNATURE)
    assert save(signed_in, intake, "new") == 302
    assert Contact.objects.for_user(user).get().phone == "+47 412 34 567"


def test_somebody_known_is_completed_and_keeps_what_is_there(signed_in: Client, user: User) -> None:
    sara = logged(signed_in, user, SARA).participations.get().contact
    Contact.objects.filter(pk=sara.pk).update(role="Data lead")
    intake = added(signed_in, APPLE)
    page = text_of(signed_in.get(reverse("intake", args=[intake.pk])))
    assert "You know Sara Lindqvist of Acme. Adds phone, profile page." in page
    assert "Stays as you have it: what they do (Data lead)." in page
    assert save(signed_in, intake, "complete") == 302
    sara.refresh_from_db()
    assert (sara.phone, sara.role, str(sara.company)) == ("+47 412 34 567", "Data lead", "Acme")
    assert Contact.objects.count() == 1


def test_undo_takes_back_what_saving_did_and_nothing_else(signed_in: Client, user: User) -> None:
    sara = logged(signed_in, user, SARA).participations.get().contact
    intake = added(signed_in, APPLE, FOUR)
    save(signed_in, intake, "complete", "new")
    Contact.objects.filter(pk=sara.pk).update(profile_url="https://other.example")
    signed_in.post(reverse("intake_undo", args=[intake.pk]))
    sara.refresh_from_db()
    assert (sara.phone, sara.profile_url, sara.email) == ("", "https://other.example", "sara@acme.example")
    assert not Contact.objects.filter(name="Tom Kerr").exists()


def test_undo_leaves_somebody_who_wrote_since(signed_in: Client, user: User) -> None:
    intake = added(signed_in, FOUR)
    save(signed_in, intake, "new")
    tom = Contact.objects.get(name="Tom Kerr")
    MessageFactory.create(application__owner=user, contact=tom)
    signed_in.post(reverse("intake_undo", args=[intake.pk]))
    assert Contact.objects.filter(pk=tom.pk).exists()


def test_what_is_refused_keeps_what_was_typed(signed_in: Client) -> None:
    intake = added(signed_in, FOUR)
    page = signed_in.get(reverse("intake", args=[intake.pk]))
    typed = {
        "cards-TOTAL_FORMS": "1",
        "cards-INITIAL_FORMS": "1",
        "cards-0-choice": "new",
        "cards-0-name": "Tomas",
    }
    response = signed_in.post(reverse("intake", args=[intake.pk]), typed | {"cards-0-email": "no address"})
    assert page.status_code == 200
    assert response.status_code == 422
    assert "Tomas" in text_of(response)
    assert not Contact.objects.exists()


def test_a_line_left_out_needs_no_correction(signed_in: Client) -> None:
    intake = added(signed_in, FOUR)
    assert save(signed_in, intake, "leave", **{"0-email": "no address"}) == 302
    assert not Contact.objects.exists()


def test_nobody_of_theirs_is_completed(signed_in: Client, another: User) -> None:
    theirs = ContactFactory.create(owner=another, name="Tom Kerr", email="tom@northwind.example")
    intake = added(signed_in, FOUR)
    assert "You know" not in text_of(signed_in.get(reverse("intake", args=[intake.pk])))
    assert save(signed_in, intake, "complete") == 422
    theirs.refresh_from_db()
    assert theirs.phone == ""


def test_their_file_is_a_404(signed_in: Client, another: User, client: Client) -> None:
    intake = added(signed_in, FOUR)
    stranger = Client()
    stranger.force_login(another)
    for address in ("intake", "intake_undo", "intake_remove"):
        assert stranger.post(reverse(address, args=[intake.pk])).status_code == 404
    assert stranger.get(reverse("intake", args=[intake.pk])).status_code == 404


@pytest.mark.usefixtures("clock")
def test_the_people_page_tells_last_and_next_contact(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, TOM)
    logged(signed_in, user, TOM, starts="2026-11-12T10:00", ends="")
    sara = Contact.objects.get(name=SARA["name"])
    MessageFactory.create(application=made.application, contact=sara, at=NOW - timedelta(hours=1))
    page = " ".join(text_of(signed_in.get(reverse("people"))).split())
    assert "Last written Wed 4 Nov, 1 interview" in page
    assert "next: Thank-you to Sara Lindqvist, from Tue 3 Nov" in page
    assert "Last met Tue 3 Nov, 2 interviews · meets you Thu 12 Nov" in page


@pytest.mark.usefixtures("clock")
def test_the_people_page_tells_whom_the_next_inquiry_goes_to(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, TOM)
    for row in made.application.follow_ups.filter(kind="thank_you"):
        signed_in.post(reverse("follow_up_sent", args=[row.pk]), {"means": "email"})
    page = text_of(signed_in.get(reverse("people")))
    assert page.count("next: Ask Acme about their decision") == 1
    assert page.index("Sara Lindqvist") < page.index("next: Ask Acme") < page.index("Tom Reyes")
