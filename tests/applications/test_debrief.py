"""How it went: asked on Today when an interview is over, and it leads to the thank-you."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Interview
from tests.applications.typed import NOW, SARA, TOM, logged, text_of


@pytest.fixture
def ended(signed_in: Client, user: User, clock: time_machine.Traveller) -> Interview:
    """A panel of today, two to three, that was logged before and has just ended. No topics yet."""
    made = logged(signed_in, user, SARA | {"topics": ""}, TOM | {"topics": ""},
                  starts="2026-11-04T14:00", ends="2026-11-04T15:00")  # fmt: skip
    clock.move_to(datetime(2026, 11, 4, 20, 25, tzinfo=UTC))
    return made


def typed(ended: Interview, **changes: str) -> dict[str, str]:
    topics = {f"topics_{seat.pk}": f"topic of {seat.contact.name}" for seat in ended.participations.all()}
    fields = {"timing_text": "", "timing_date": "", "timing_shown": ""} | topics | changes
    return {f"{ended.pk}-{name}": value for name, value in fields.items()}


def test_today_asks_when_it_is_over(signed_in: Client, ended: Interview) -> None:
    page = text_of(signed_in.get("/"))
    assert "Just finished" in page
    assert "Ended 25 minutes ago" in page
    assert "What did you talk about with Sara Lindqvist?" in page


def test_what_was_said_leads_to_the_thank_you(signed_in: Client, ended: Interview) -> None:
    response = signed_in.post(
        reverse("interview_debrief", args=[ended.pk]), typed(ended, timing_date="2026-11-13")
    )
    thank_you = ended.application.follow_ups.filter(kind="thank_you").order_by("pk")[0]
    assert response["Location"] == reverse("follow_up", args=[thank_you.pk])
    ended.refresh_from_db()
    assert (ended.status, ended.timing_date, ended.timing_said_on) == (
        "held",
        date(2026, 11, 13),
        date(2026, 11, 4),
    )
    assert [seat.topics for seat in ended.participations.all()] == [
        "topic of Sara Lindqvist", "topic of Tom Reyes",
    ]  # fmt: skip
    assert "topic of Sara Lindqvist" in text_of(signed_in.get(response["Location"]))
    assert "Just finished" not in text_of(signed_in.get("/"))


def test_words_on_timing_are_asked_about_once_and_nothing_is_lost(
    signed_in: Client, ended: Interview
) -> None:
    address = reverse("interview_debrief", args=[ended.pk])
    asked = signed_in.post(address, typed(ended, timing_text="within a week"))
    assert asked.status_code == 422
    assert "Understood as Wednesday 11 November." in text_of(asked)
    assert "topic of Tom Reyes" in text_of(asked)
    shown = str(asked.context["form"]["timing_shown"].value())
    assert (
        signed_in.post(address, typed(ended, timing_text="within a week", timing_shown=shown)).status_code
        == 302
    )
    ended.refresh_from_db()
    assert ended.timing_date == date(2026, 11, 11)


def test_what_was_logged_before_is_not_wiped(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    made = logged(signed_in, user, SARA, timing_date="2026-11-20", starts="2026-11-04T14:00", ends="")
    clock.move_to(NOW + timedelta(hours=4))
    form = signed_in.get(reverse("interview_debrief", args=[made.pk])).context["form"]
    assert form["timing_date"].value() == "2026-11-20"
    assert form[f"topics_{made.participations.get().pk}"].value() == "batch windows"


def test_with_nobody_named_there_is_still_a_way_on(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    made = logged(signed_in, user, kind="take_home", starts="2026-11-04T14:00", ends="")
    clock.move_to(NOW + timedelta(hours=4))
    address = reverse("interview_debrief", args=[made.pk])
    response = signed_in.post(address, {}, headers={"Referer": f"http://testserver{address}"})
    assert response["Location"] == reverse("today")


def test_too_much_text_is_handed_back(signed_in: Client, ended: Interview) -> None:
    seat = ended.participations.all()[0]
    note = "Щ" * 1_000_000
    response = signed_in.post(
        reverse("interview_debrief", args=[ended.pk]), typed(ended, **{f"topics_{seat.pk}": note})
    )
    assert response.status_code == 422
    assert note in text_of(response)
    assert "there is room for 5000" in text_of(response)


def test_what_is_still_to_come_cannot_have_gone_well(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, starts="2026-11-10T14:00", ends="")
    response = signed_in.post(reverse("interview_debrief", args=[made.pk]), typed(made))
    assert response.status_code == 422
    assert "still to come" in text_of(response)
    made.refresh_from_db()
    assert made.status == "scheduled"


def test_one_that_ended_early_may_be_told_of_at_once(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    made = logged(signed_in, user, SARA, starts="2026-11-04T11:30", ends="2026-11-04T12:30")
    assert signed_in.post(reverse("interview_debrief", args=[made.pk]), typed(made)).status_code == 302
    made.refresh_from_db()
    assert made.status == "held"


def test_after_two_weeks_nobody_is_asked(
    signed_in: Client, ended: Interview, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=15))
    assert "Just finished" not in text_of(signed_in.get("/"))
