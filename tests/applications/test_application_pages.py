"""Applications: adding, correcting, stages and the way back, lists."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, StageChange
from tests.applications.typed import SARA, Answer, logged, text_of
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory, OwnPromiseFactory

FORM = {
    "company": "Acme",
    "title": "Data Engineer",
    "applied_on": "2026-11-01",
    "closing_on": "",
    "fit": "Cut batch time",
    "posting_url": "acme.example/jobs/1",
    "location": "Berlin",
    "salary": "70 000 €",
    "source": "A friend",
}


def add(client: Client, **changes: str) -> Answer:
    return client.post(reverse("application_new"), FORM | changes)


def test_an_application_is_added(signed_in: Client, user: User) -> None:
    response = add(signed_in)
    made = Application.objects.for_user(user).get()
    assert response["Location"] == reverse("application", args=[made.pk])
    assert (made.company.name, made.title, made.stage, made.applied_on) == (
        "Acme", "Data Engineer", "applied", date(2026, 11, 1),
    )  # fmt: skip
    assert made.posting_url == "https://acme.example/jobs/1"
    page = text_of(signed_in.get(response["Location"]))
    for shown in ("Berlin", "70 000 €", "A friend", "Added, applied", "Ask Acme about your application"):
        assert shown in page


def test_adding_one_that_is_there_fills_in_and_wipes_nothing(signed_in: Client, user: User) -> None:
    add(signed_in)
    add(
        signed_in,
        company="ACME",
        title="data engineer",
        fit="",
        posting_url="",
        location="Hamburg",
        salary="",
    )
    made = Application.objects.get()
    assert (made.fit, made.location, made.salary) == ("Cut batch time", "Hamburg", "70 000 €")
    assert made.posting_url == "https://acme.example/jobs/1"
    assert made.company.name == "Acme"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("company", ""),
        ("company", "A" * 500),
        ("title", ""),
        ("title", "T" * 201),
        ("fit", "f" * 501),
        ("applied_on", "20026-01-01"),
        ("closing_on", "9999-12-31"),
        ("posting_url", "https://" + "a" * 1000 + ".example"),
        ("posting_url", "javascript:alert(1)"),
        ("posting_url", "http://[::1"),
        ("location", "x" * 300),
    ],
)
def test_wrong_input_is_told_and_handed_back(signed_in: Client, field: str, value: str) -> None:
    response = add(signed_in, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert value in text_of(response)
    assert "70 000 €" in text_of(response)
    assert not Application.objects.exists()


def test_details_are_corrected(signed_in: Client, user: User) -> None:
    add(signed_in)
    made = Application.objects.get()
    address = reverse("application_edit", args=[made.pk])
    assert 'value="A friend"' in text_of(signed_in.get(address))
    signed_in.post(address, FORM | {"company": "Globex", "source": "", "no_contact": "on"})
    made.refresh_from_db()
    assert (made.company.name, made.source, made.no_contact) == ("Globex", "", True)


def test_the_spelling_of_the_company_is_corrected(signed_in: Client, user: User) -> None:
    add(signed_in, company="acme gmbh")
    made = Application.objects.get()
    signed_in.post(reverse("application_edit", args=[made.pk]), FORM | {"company": "Acme GmbH"})
    made.company.refresh_from_db()
    assert made.company.name == "Acme GmbH"


def test_moving_to_another_company_does_not_respell_it(signed_in: Client, user: User) -> None:
    add(signed_in)
    made = Application.objects.get()
    globex = CompanyFactory.create(owner=user, name="Globex")
    signed_in.post(reverse("application_edit", args=[made.pk]), FORM | {"company": "GLOBEX"})
    globex.refresh_from_db()
    made.refresh_from_db()
    assert (made.company, globex.name) == (globex, "Globex")


def test_deleting_and_back(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA).application
    page = text_of(signed_in.post(reverse("application_delete", args=[made.pk]), follow=True))
    restore = reverse("application_restore", args=[made.pk])
    assert f'action="{restore}"' in page
    assert signed_in.get(reverse("application", args=[made.pk])).status_code == 404
    assert "Acme" not in text_of(signed_in.get("/"))
    signed_in.post(restore)
    assert "Thank-you to Sara" in text_of(signed_in.get("/"))


def move(client: Client, made: Application, stage: str, **changes: str) -> Answer:
    typed = {"stage": stage, "on": "2026-11-04", "offer_deadline": ""} | changes
    response = client.post(reverse("application_stage", args=[made.pk]), typed, follow=True)
    made.refresh_from_db()
    return response


def undo_address(response: Answer) -> str:
    """Where the page's latest toast leads back."""
    return str(re.findall(r'action="([^"]*/stage/undo/[^"]*)"', text_of(response))[-1])


def test_a_stage_and_back(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA).application
    response = move(signed_in, made, "rejected", on="2026-11-03")
    assert (made.stage, made.rejected_on) == ("rejected", date(2026, 11, 3))
    page = text_of(response)
    assert "Stage: Turned down" in page
    assert "Thank Acme all the same" in page
    undo = undo_address(response)
    for _ in range(3):
        signed_in.post(undo)
    made.refresh_from_db()
    assert (made.stage, made.rejected_on) == ("interviewing", None)
    assert StageChange.objects.filter(application=made).count() == 1


def test_a_second_click_moves_nothing(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user).application
    move(signed_in, made, "rejected")
    move(signed_in, made, "rejected")
    assert StageChange.objects.filter(application=made, to_stage="rejected").count() == 1


def test_undo_of_a_longer_deadline_brings_the_shorter_back(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user).application
    move(signed_in, made, "offer", offer_deadline="2026-11-10")
    response = move(signed_in, made, "offer", on="2026-11-04", offer_deadline="2026-11-20")
    assert made.offer_deadline == date(2026, 11, 20)
    signed_in.post(undo_address(response))
    made.refresh_from_db()
    assert (made.stage, made.offered_on, made.offer_deadline) == (
        "offer",
        date(2026, 11, 4),
        date(2026, 11, 10),
    )


def test_undo_of_an_offer_takes_its_dates_along(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user).application
    signed_in.post(undo_address(move(signed_in, made, "offer", offer_deadline="2026-11-10")))
    made.refresh_from_db()
    assert (made.stage, made.offered_on, made.offer_deadline) == ("interviewing", None, None)


@pytest.mark.parametrize(
    ("stage", "changes", "field"),
    [
        ("hired", {}, "stage"),
        ("rejected", {"on": "20026-01-01"}, "on"),
        ("rejected", {"on": ""}, "on"),
        ("offer", {"offer_deadline": "2026-11-01"}, "offer_deadline"),
    ],
)
def test_a_stage_that_cannot_be_is_refused(
    signed_in: Client, user: User, stage: str, changes: dict[str, str], field: str
) -> None:
    made = logged(signed_in, user).application
    response = move(signed_in, made, stage, **changes)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert made.stage == "interviewing"


def test_a_promise_is_kept_and_open_again(signed_in: Client, user: User) -> None:
    promise = OwnPromiseFactory.create(application__owner=user)
    address = reverse("promise_kept", args=[promise.pk])
    signed_in.post(address)
    promise.refresh_from_db()
    assert promise.kept_on == date(2026, 11, 4)
    signed_in.post(f"{address}?undo=1")
    promise.refresh_from_db()
    assert promise.kept_on is None


@pytest.fixture
def many(user: User) -> None:
    for name, stage in [
        ("Яндекс", "applied"),
        ("Acme", "interviewing"),
        ("Globex", "rejected"),
        ("100% Öl", "offer"),
    ]:
        ApplicationFactory.create(
            owner=user, company=CompanyFactory.create(owner=user, name=name), stage=stage
        )


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({}, ["Acme", "Яндекс", "100% Öl"], ["Globex"]),
        ({"show": "over"}, ["Globex"], ["Acme"]),
        ({"q": "acm"}, ["Acme"], ["Яндекс"]),
        ({"q": "яндекс"}, ["Яндекс"], ["Acme"]),
        ({"q": "ЯНД"}, ["Яндекс"], ["Acme"]),
        ({"q": "%"}, ["100% Öl"], ["Acme"]),
        ({"q": "_"}, [], ["Acme"]),
        ({"q": "data engineer"}, ["Acme"], []),
        ({"q": "a\0cme"}, ["Acme"], []),
        ({"q": "x" * 5000}, ["Nothing matches"], ["Acme"]),
        ({"page": "9999999999999999999999"}, ["Acme"], []),
        ({"page": "-3"}, ["Acme"], []),
        ({"page": "<b>"}, ["Acme"], []),
    ],
)
def test_the_list(
    signed_in: Client, many: None, asked: dict[str, Any], shown: list[str], hidden: list[str]
) -> None:
    response = signed_in.get(reverse("applications"), asked)
    assert response.status_code == 200
    page = text_of(response)
    assert all(name in page for name in shown)
    assert not any(name in page for name in hidden)


def test_people_are_found_and_told_of(signed_in: Client, user: User) -> None:
    logged(signed_in, user, SARA)
    ContactFactory.create(owner=user, name="Ольга", email="")
    page = text_of(signed_in.get(reverse("people")))
    assert "Sara Lindqvist" in page
    assert "1 interview" in page
    assert "Ольга" in text_of(signed_in.get(reverse("people"), {"q": "ольга"}))
    assert "Sara" not in text_of(signed_in.get(reverse("people"), {"q": "ольга"}))
