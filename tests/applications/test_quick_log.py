"""Telling of an interview with a thumb: who, what about, when one would hear, save."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Contact, Interview
from tests.applications.typed import NOW, SARA, TOM, kinds, logged, text_of
from tests.factories import ApplicationFactory

PAGE = "/log/"


def met(*people: dict[str, str], prefix: str = "people") -> dict[str, str]:
    return {
        f"{prefix}-{number}-{name}": value
        for number, each in enumerate(people)
        for name, value in each.items()
    }


def told(*people: dict[str, str], **changes: str) -> dict[str, str]:
    """The page filled in: one that ended at noon in New York, after an hour."""
    return {
        "ended": "2026-11-04T12:00",
        "minutes": "60",
        "time_zone": "America/New_York",
        "kind": "video",
        "timing_chip": "",
        "timing_text": "",
        "timing_shown": "",
        **met(*people),
        **changes,
    }


@pytest.fixture
def acme(signed_in: Client, user: User, clock: time_machine.Traveller) -> Application:
    """An application with one interview of the day before, so that Sara and Tom are known."""
    return logged(signed_in, user, SARA, TOM).application


def test_it_asks_first_which_application(signed_in: Client, acme: Application) -> None:
    page = text_of(signed_in.get(PAGE))
    assert f'href="?application={acme.pk}"' in page
    assert "Somewhere new" in page


def test_without_any_application_it_begins_with_the_company(signed_in: Client) -> None:
    assert 'name="company"' in text_of(signed_in.get(PAGE))


def test_one_that_has_just_finished_leads_to_its_own_questions(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    made = logged(signed_in, user, SARA | {"topics": ""}, starts="2026-11-04T14:00", ends="2026-11-04T15:00")
    clock.move_to(datetime(2026, 11, 4, 20, 25, tzinfo=UTC))
    assert reverse("interview_debrief", args=[made.pk]) in text_of(signed_in.get(PAGE))


def test_whom_one_knows_there_is_tapped_in_the_role_they_had(
    signed_in: Client, user: User, acme: Application
) -> None:
    sara, tom = Contact.objects.get(name=SARA["name"]), Contact.objects.get(name=TOM["name"])
    page = signed_in.get(PAGE, {"application": acme.pk})
    lines = [(form["name"].value(), form["role"].value()) for form in page.context["people"] if form.is_known]
    assert lines == [("Tom Reyes", "interviewer"), ("Sara Lindqvist", "hiring_manager")]
    response = signed_in.post(
        f"{PAGE}?application={acme.pk}",
        told(
            {"contact": str(sara.pk), "name": sara.name, "role": "hiring_manager", "there": "on",
             "topics": "moving the nightly load"},
            {"contact": str(tom.pk), "name": tom.name, "role": "interviewer", "topics": ""},
            {"contact": "", "name": "Ada Obi", "topics": "her move from Lagos"},
            timing_chip="next week",
        ),
    )  # fmt: skip
    assert response["Location"] == reverse("today")
    made = acme.interviews.latest("pk")
    assert [(seat.contact.name, seat.role, seat.topics) for seat in made.participations.all()] == [
        ("Sara Lindqvist", "hiring_manager", "moving the nightly load"),
        ("Ada Obi", "interviewer", "her move from Lagos"),
    ]
    assert (made.ends_at, made.minutes, made.kind) == (NOW.astimezone(UTC), 60, "video")
    assert (made.timing_text, made.timing_date) == ("next week", date(2026, 11, 13))
    assert "thank_you" in kinds(acme)
    assert Application.objects.count() == 1


def test_somewhere_new(signed_in: Client, user: User, acme: Application) -> None:
    signed_in.post(
        f"{PAGE}?application=new",
        told(
            {"name": "Ada Obi", "topics": "soil"}, company="Umbra", title="Agronomist", timing_chip="nothing"
        ),
    )
    made = Interview.objects.for_user(user).latest("pk")
    assert str(made.application) == "Umbra, Agronomist"
    assert (made.timing_text, made.timing_date) == ("", None)


@pytest.mark.parametrize(
    ("chip", "day"),
    [("end of this week", date(2026, 11, 6)), ("next week", date(2026, 11, 13)),
     ("in two weeks", date(2026, 11, 18)), ("nothing", None)],
)  # fmt: skip
def test_the_usual_answers_are_saved_at_once_and_show_their_day(
    signed_in: Client, acme: Application, chip: str, day: date | None
) -> None:
    page = signed_in.get(PAGE, {"application": acme.pk})
    assert {each.value: each.day for each in page.context["form"].chips}[chip] == day
    # Words left over from "Something else" do not count beside a chip.
    typed = told({"name": "Ada", "topics": "soil"}, timing_chip=chip, timing_text="in three months")
    assert signed_in.post(f"{PAGE}?application={acme.pk}", typed).status_code == 302
    assert acme.interviews.latest("pk").timing_date == day


def test_words_of_their_own_are_asked_back_once(signed_in: Client, acme: Application) -> None:
    address = f"{PAGE}?application={acme.pk}"
    typed = told({"name": "Ada", "topics": "soil"}, timing_chip="other", timing_text="by the 20th")
    asked = signed_in.post(address, typed)
    assert asked.status_code == 422
    assert "Understood as Friday 20 November." in text_of(asked)
    assert "soil" in text_of(asked)
    shown = str(asked.context["form"]["timing_shown"].value())
    assert signed_in.post(address, typed | {"timing_shown": shown}).status_code == 302


def test_on_a_weekend_the_end_of_this_week_is_the_one_to_come(
    signed_in: Client, acme: Application, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2026, 11, 7, 20, tzinfo=UTC))
    page = signed_in.get(PAGE, {"application": acme.pk})
    assert page.context["form"].chips[0].day == date(2026, 11, 13)


@pytest.mark.parametrize("ended", ["2026-11-04T12:01", "2026-11-04T13:00"])
def test_one_still_to_come_is_sent_to_the_whole_form(
    signed_in: Client, acme: Application, ended: str
) -> None:
    response = signed_in.post(f"{PAGE}?application={acme.pk}", told(ended=ended))
    assert response.status_code == 422
    assert "still to come" in text_of(response)


def test_twice_is_said(signed_in: Client, acme: Application) -> None:
    address, typed = f"{PAGE}?application={acme.pk}", told({"name": "Ada", "topics": "soil"})
    assert signed_in.post(address, typed).status_code == 302
    again = signed_in.post(address, typed)
    assert again.status_code == 422
    assert "already logged" in text_of(again)


def test_it_is_not_asked_about_again(signed_in: Client, acme: Application) -> None:
    signed_in.post(f"{PAGE}?application={acme.pk}", told({"name": "Ada", "topics": ""}))
    assert "Just finished" not in text_of(signed_in.get("/"))


@pytest.mark.parametrize("whose", ["theirs", "9" * 30, "abc", "-1"])
def test_no_application_of_mine_is_a_404(signed_in: Client, another: User, whose: str) -> None:
    theirs = ApplicationFactory.create(owner=another)
    address = f"{PAGE}?application={theirs.pk if whose == 'theirs' else whose}"
    assert signed_in.get(address).status_code == 404
    assert signed_in.post(address, told({"name": "Ada"}, company="X", title="Y")).status_code == 404
    assert not theirs.interviews.exists()


def test_nobody_of_theirs_is_offered_or_taken(
    signed_in: Client, user: User, another: User, acme: Application
) -> None:
    theirs = Contact.objects.create(owner=another, name="Ines's contact", company=acme.company)
    assert "Ines" not in text_of(signed_in.get(PAGE, {"application": acme.pk}))
    line = {"contact": str(theirs.pk), "name": "Ada", "there": "on", "topics": "soil"}
    signed_in.post(f"{PAGE}?application={acme.pk}", told(line))
    assert acme.interviews.latest("pk").participations.get().contact.owner == user


def test_another_person_can_be_told_of_when_it_is_over(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    """The card on Today: whom one knows there is offered, whoever was named before stays."""
    logged(signed_in, user, TOM)
    made = logged(signed_in, user, SARA | {"topics": ""}, starts="2026-11-04T14:00", ends="2026-11-04T15:00")
    clock.move_to(NOW + timedelta(hours=4))
    tom = Contact.objects.get(name=TOM["name"])
    page = text_of(signed_in.get("/"))
    assert f'name="{made.pk}-people-0-contact" value="{tom.pk}"' in page
    seat = made.participations.get()
    typed = {f"{made.pk}-topics_{seat.pk}": "batch", f"{made.pk}-timing_chip": "next week"} | met(
        {"contact": str(tom.pk), "name": tom.name, "there": "on", "topics": "pager"},
        {"name": "Ada Obi", "topics": "soil"},
        prefix=f"{made.pk}-people",
    )
    signed_in.post(reverse("interview_debrief", args=[made.pk]), typed)
    made.refresh_from_db()
    assert made.timing_date == date(2026, 11, 13)
    assert {seat.contact.name: seat.topics for seat in made.participations.all()} == {
        "Sara Lindqvist": "batch", "Tom Reyes": "pager", "Ada Obi": "soil",
    }  # fmt: skip
