"""What the forms refuse, the database refuses too."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, models, transaction

from accounts.models import User
from applications.models import (
    Application,
    Company,
    Contact,
    Intake,
    Interview,
    Message,
    OwnPromise,
    Participation,
)
from tests.factories import (
    ApplicationFactory,
    CompanyFactory,
    ContactFactory,
    IntakeFactory,
    InterviewFactory,
    MessageFactory,
    OwnPromiseFactory,
    ParticipationFactory,
    UserFactory,
)

REFUSED = (IntegrityError, DataError)
FACTORIES: dict[type[models.Model], Any] = {
    Application: ApplicationFactory,
    Company: CompanyFactory,
    Contact: ContactFactory,
    Intake: IntakeFactory,
    Interview: InterviewFactory,
    Message: MessageFactory,
    OwnPromise: OwnPromiseFactory,
    Participation: ParticipationFactory,
}


@pytest.mark.parametrize("again", ["Acme", "ACME", "acme"])
def test_a_company_is_there_once_an_owner(user: User, again: str) -> None:
    CompanyFactory.create(owner=user, name="Acme")
    with pytest.raises(IntegrityError):
        CompanyFactory.create(owner=user, name=again)


def test_case_is_ignored_in_every_script_and_in_bulk(user: User) -> None:
    Company.objects.bulk_create([Company(owner=user, name="Яндекс")])
    with pytest.raises(IntegrityError):
        Company.objects.bulk_create([Company(owner=user, name="ЯНДЕКС")])


def test_another_owner_may_have_a_company_of_that_name(user: User, another: User) -> None:
    CompanyFactory.create(owner=user, name="Acme")
    CompanyFactory.create(owner=another, name="Acme")


def test_the_key_follows_the_name(user: User) -> None:
    company = CompanyFactory.create(owner=user, name="Acme")
    company.name = "Globex"
    company.save()
    assert Company.objects.for_user(user).named("GLOBEX").get() == company


def test_one_seat_a_person_and_interview(db: None) -> None:
    seat = ParticipationFactory.create()
    with pytest.raises(IntegrityError):
        Participation.objects.create(interview=seat.interview, contact=seat.contact)


def test_one_own_promise_an_interview(db: None) -> None:
    interview = InterviewFactory.create()
    OwnPromiseFactory.create(application=interview.application, interview=interview)
    with pytest.raises(IntegrityError):
        OwnPromiseFactory.create(application=interview.application, interview=interview)


def test_one_account_an_address_whatever_its_case(db: None) -> None:
    UserFactory.create(email="ada@example.org")
    with pytest.raises(IntegrityError):
        UserFactory.create(email="Ada@Example.org")


@pytest.mark.parametrize(
    ("model", "wrong"),
    [
        (Application, {"title": ""}),
        (Application, {"stage": "hired"}),
        (Application, {"offered_on": date(2026, 11, 4), "offer_deadline": date(2026, 11, 3)}),
        (Company, {"name": ""}),
        (Contact, {"name": "", "email": ""}),
        (Interview, {"minutes": 0}),
        (Interview, {"minutes": 14 * 24 * 60 + 1}),
        (Interview, {"status": "lost"}),
        (Interview, {"kind": "seance"}),
        (Interview, {"time_zone": ""}),
        (Message, {"kind": "gossip"}),
        (Message, {"means": "pigeon"}),
        (OwnPromise, {"text": ""}),
        (Participation, {"role": "cat"}),
    ],
)
def test_what_cannot_be_is_refused(db: None, model: type[models.Model], wrong: dict[str, Any]) -> None:
    FACTORIES[model].create()
    with pytest.raises(IntegrityError), transaction.atomic():
        FACTORIES[model].create(**wrong)


def texts() -> list[tuple[type[models.Model], str, int]]:
    """Every column of text that a person may write, with its room."""
    chosen = {"stage", "kind", "state", "status", "role", "means", "country", "subdivision", "key"}
    return [
        (model, field.name, int(field.max_length or 0))
        for model in FACTORIES
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and field.name not in chosen
    ]


@pytest.mark.parametrize(
    ("model", "column", "room"), texts(), ids=lambda value: getattr(value, "__name__", str(value))
)
def test_text_longer_than_its_room_is_refused(
    db: None, model: type[models.Model], column: str, room: int
) -> None:
    assert room
    FACTORIES[model].create(**{column: "ж" * room})
    with pytest.raises(REFUSED), transaction.atomic():
        FACTORIES[model].create(**{column: "ж" * (room + 1)})


def test_every_model_with_text_is_here() -> None:
    appended_only = {"Event", "StageChange"}
    # Nothing of an import's own rows is typed.
    kept_by_services = {"SheetImport", "ImportedRow"}
    ours = {model.__name__ for model in apps.get_app_config("applications").get_models()}
    assert ours == {model.__name__ for model in FACTORIES} | appended_only | kept_by_services
