"""Logging an interview: one page from nothing to two thank-yous."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Company, Contact, Interview, OwnPromise, StageChange
from tests.applications.typed import SARA, TOM, interview, log, logged, text_of
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory

LATER = {"starts": "2026-11-03T14:00", "ends": "2026-11-03T15:00"}


def test_a_panel_of_two_makes_all_that_is_new(signed_in: Client, user: User) -> None:
    made = logged(
        signed_in, user, SARA, TOM, place="https://meet.example/x", notes="Nice office", fit="Cut times"
    )
    assert (made.starts_at, made.minutes, made.time_zone) == (
        datetime(2026, 11, 3, 15, tzinfo=UTC), 60, "America/New_York",
    )  # fmt: skip
    assert (made.place, made.notes, made.application.fit) == (
        "https://meet.example/x",
        "Nice office",
        "Cut times",
    )
    assert (made.application.title, made.application.company.name) == ("Senior Data Engineer", "Acme")
    assert made.application.stage == "interviewing"
    seats = list(made.participations.select_related("contact__company"))
    assert [(seat.contact.name, seat.contact.email, seat.role, seat.topics) for seat in seats] == [
        (SARA["name"], SARA["email"], "hiring_manager", "batch windows"),
        (TOM["name"], TOM["email"], "interviewer", "on-call rota"),
    ]
    assert {seat.contact.company for seat in seats} == {made.application.company}


def test_both_thank_yous_stand_on_today(signed_in: Client, user: User) -> None:
    logged(signed_in, user, SARA, TOM)
    page = text_of(signed_in.get(reverse("today")))
    assert "Thank-you to Sara Lindqvist" in page
    assert "Thank-you to Tom Reyes" in page


def test_the_answer_offers_to_take_it_back(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user)
    page = text_of(signed_in.get(reverse("today")))
    assert f'action="{reverse("interview_delete", args=[made.pk])}"' in page


def test_company_role_and_time_are_enough(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, ends="")
    assert (made.minutes, made.participations.count()) == (60, 0)


@pytest.mark.parametrize(
    ("known", "typed"), [("Acme", "ACME"), ("Яндекс", "ЯНДЕКС"), ("Ørsted", "ørsted"), ("Straße", "STRASSE"),
                         ("Cafe\u0301", "Café"), ("Acme", "  Acme ")]
)  # fmt: skip
def test_a_company_is_known_whatever_its_case(signed_in: Client, user: User, known: str, typed: str) -> None:
    company = CompanyFactory.create(owner=user, name=known)
    application = ApplicationFactory.create(owner=user, company=company, title="Инженер Data")
    made = logged(signed_in, user, company=typed, title="ИНЖЕНЕР data")
    assert made.application == application
    company.refresh_from_db()
    assert company.name == known


def test_another_role_is_another_application(signed_in: Client, user: User) -> None:
    logged(signed_in, user)
    logged(signed_in, user, title="Platform Lead")
    assert Company.objects.count() == 1
    assert Application.objects.count() == 2


def test_somebody_elses_company_of_that_name_is_not_ours(
    signed_in: Client, user: User, another: User
) -> None:
    ApplicationFactory.create(owner=another, company=CompanyFactory.create(owner=another, name="Acme"))
    made = logged(signed_in, user, SARA)
    assert made.application.owner == user
    assert made.application.company.owner == user


def test_a_deleted_application_is_not_taken_up_again(signed_in: Client, user: User) -> None:
    first = logged(signed_in, user).application
    signed_in.post(reverse("application_delete", args=[first.pk]))
    assert logged(signed_in, user).application != first


def test_an_address_finds_its_contact_and_keeps_the_longer_name(signed_in: Client, user: User) -> None:
    known = ContactFactory.create(owner=user, name="Sara Lindqvist", email="sara@acme.example")
    made = logged(signed_in, user, {"name": "Sara", "email": "SARA@acme.example"})
    assert made.participations.get().contact == known
    known.refresh_from_db()
    assert known.name == "Sara Lindqvist"
    assert known.company == made.application.company


def test_an_address_alone_renames_nobody(signed_in: Client, user: User) -> None:
    known = ContactFactory.create(owner=user, name="Sara Lindqvist", email="sara@acme.example")
    logged(signed_in, user, {"email": "sara@acme.example"})
    known.refresh_from_db()
    assert known.name == "Sara Lindqvist"


def test_an_address_alone_names_a_new_contact_until_the_name_is_known(signed_in: Client, user: User) -> None:
    logged(signed_in, user, {"email": "sara@acme.example"})
    assert Contact.objects.get().name == "sara"
    logged(signed_in, user, SARA, **LATER)
    assert Contact.objects.get().name == "Sara Lindqvist"


@pytest.mark.parametrize(("known", "typed"), [("Sara Lindqvist", "sara lindqvist"), ("Ольга", "ОЛЬГА")])
def test_a_name_finds_its_contact_within_the_company(
    signed_in: Client, user: User, known: str, typed: str
) -> None:
    first = logged(signed_in, user, {"name": known})
    second = logged(signed_in, user, {"name": typed, "email": "new@acme.example"}, **LATER)
    assert first.participations.get().contact == second.participations.get().contact
    assert Contact.objects.get().email == "new@acme.example"


def test_a_name_at_another_company_is_another_person(signed_in: Client, user: User) -> None:
    logged(signed_in, user, {"name": "Sara"})
    logged(signed_in, user, {"name": "Sara"}, company="Globex")
    assert Contact.objects.count() == 2


def test_an_interview_ahead_moves_the_stage_and_tells_it(signed_in: Client, user: User) -> None:
    application = ApplicationFactory.create(
        owner=user, company=CompanyFactory.create(owner=user, name="Acme"), stage="no_response"
    )
    logged(signed_in, user, starts="2026-11-10T10:00", ends="2026-11-10T11:00")
    application.refresh_from_db()
    assert application.stage == "interviewing"
    change = StageChange.objects.get(application=application)
    assert (change.from_stage, change.to_stage, change.on) == (
        "no_response",
        "interviewing",
        date(2026, 11, 4),
    )


def test_what_was_known_of_the_application_stays(signed_in: Client, user: User) -> None:
    logged(signed_in, user, fit="cut batch time from four hours to nine minutes")
    made = logged(signed_in, user, starts="2026-11-10T10:00", ends="")
    assert made.application.fit == "cut batch time from four hours to nine minutes"


def test_a_promise_is_kept_with_its_day(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, promise_text="Send two references", promise_due="2026-11-06")
    promise = OwnPromise.objects.get(interview=made)
    assert (promise.text, promise.due_on) == ("Send two references", date(2026, 11, 6))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"promise_text": "Send two references"}, "promise_due"),
        ({"promise_due": "2026-11-06"}, "promise_text"),
    ],
)
def test_a_promise_needs_both_its_words_and_its_day(
    signed_in: Client, typed: dict[str, str], field: str
) -> None:
    response = log(signed_in, **typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Interview.objects.exists()
    assert next(iter(typed.values())) in text_of(response)


def test_the_form_knows_where_one_came_from(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, fit="Cut times")
    page = text_of(signed_in.get(reverse("interview_new"), {"application": made.application_id}))
    assert 'value="Acme"' in page
    assert 'value="Cut times"' in page
    assert '<option value="America/New_York" selected>' in page


def test_known_names_are_offered(signed_in: Client, user: User) -> None:
    logged(signed_in, user, SARA)
    page = text_of(signed_in.get(reverse("interview_new")))
    for name in ("Acme", "Senior Data Engineer", "Sara Lindqvist"):
        assert f'<option value="{name}">' in page


def test_one_more_line_without_a_script_keeps_what_was_typed(signed_in: Client) -> None:
    typed = interview(SARA, TOM, notes="<b>mind</b>", starts="2026-11-03T10:00", timing_text="next week")
    response = signed_in.post(reverse("interview_new"), typed | {"add_line": "people"})
    assert response.status_code == 200
    page = text_of(response)
    for value in (
        "Acme",
        "Senior Data Engineer",
        "2026-11-03T10:00",
        "next week",
        "&lt;b&gt;mind",
        *SARA.values(),
        *TOM.values(),
    ):
        assert value in page
    assert len(response.context["people"].forms) > 2
    assert not Interview.objects.exists()


def test_forty_people_can_be_named(signed_in: Client, user: User) -> None:
    crowd = [{"name": f"Person {number}", "topics": f"topic {number}"} for number in range(40)]
    made = logged(signed_in, user, *crowd)
    assert [seat.topics for seat in made.participations.all()] == [each["topics"] for each in crowd]


@pytest.mark.parametrize("button", [{}, {"add_line": "people"}])
def test_of_more_people_than_fit_no_line_is_lost(signed_in: Client, button: dict[str, str]) -> None:
    crowd = [{"name": f"Person {number}", "topics": f"topic {number}."} for number in range(70)]
    response = signed_in.post(reverse("interview_new"), interview(*crowd) | button)
    assert response.status_code == (200 if button else 422)
    page = text_of(response)
    assert all(each["topics"] in page for each in crowd)
    assert not Interview.objects.exists()


@pytest.mark.parametrize(
    "twice",
    [
        [SARA, SARA],
        [SARA, {"name": "Someone", "email": "SARA@acme.example"}],
        [SARA, {"name": "sara lindqvist"}],
        [{"name": "Ольга"}, {"name": "ОЛЬГА"}],
    ],
)
def test_the_same_person_twice_is_said_at_the_second_line(
    signed_in: Client, twice: list[dict[str, str]]
) -> None:
    response = log(signed_in, *twice)
    assert response.status_code == 422
    assert "This person is listed twice." in text_of(response)
    assert response.context["people"].forms[1].errors
    assert not Interview.objects.exists()


def test_two_people_of_one_name_are_told_apart_by_their_addresses(signed_in: Client, user: User) -> None:
    made = logged(
        signed_in,
        user,
        {"name": "Ana Li", "email": "a@x.example"},
        {"name": "Ana Li", "email": "b@x.example"},
    )
    assert made.participations.values("contact").distinct().count() == 2


def test_two_lines_are_two_people_even_where_one_name_hides_another(signed_in: Client, user: User) -> None:
    ContactFactory.create(owner=user, name="Sara Lindqvist", email="sara@acme.example")
    first = logged(signed_in, user, {"email": "sara@acme.example"})
    made = logged(
        signed_in,
        user,
        {"email": "sara@acme.example", "topics": "one"},
        {"name": "Sara Lindqvist", "topics": "two"},
        **LATER,
    )
    assert [seat.topics for seat in made.participations.all()] == ["one", "two"]
    assert first.participations.count() == 1


def test_topics_of_nobody_ask_who_that_was(signed_in: Client) -> None:
    response = log(signed_in, {"topics": "pipelines"})
    assert response.status_code == 422
    assert "Say who that was" in text_of(response)
    assert "pipelines" in text_of(response)


def test_a_line_marked_for_removal_is_left_out(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, TOM | {"DELETE": "on"})
    assert made.participations.get().contact.name == SARA["name"]


def test_a_new_date_answers_the_one_they_cancelled(signed_in: Client, user: User) -> None:
    first = logged(signed_in, user, SARA, starts="2026-11-06T10:00", ends="")
    signed_in.post(reverse("interview_cancel", args=[first.pk]), {"by": "employer"})
    assert "Ask Acme for a new date" in text_of(signed_in.get(reverse("today")))
    second = logged(signed_in, user, SARA, starts="2026-11-12T10:00", ends="")
    assert "Ask Acme for a new date" not in text_of(signed_in.get(reverse("today")))
    signed_in.post(reverse("interview_delete", args=[second.pk]))
    assert "Ask Acme for a new date" in text_of(signed_in.get(reverse("today")))
