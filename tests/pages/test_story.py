"""An application's page: past and planned, and what one may do there."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application
from applications.models.message import MessageKind
from tests.applications.typed import NOW, SARA, TOM, logged, text_of
from tests.factories import MessageFactory


@pytest.fixture
def application(signed_in: Client, user: User) -> Application:
    """Interviewed yesterday, once more on Tuesday; Tom was thanked, Sara left out; references promised."""
    made = logged(
        signed_in,
        user,
        SARA,
        TOM,
        notes="A calm talk",
        promise_text="References",
        promise_due="2026-11-20",
        timing_text="in a while",
        timing_date="2026-11-13",
    )
    rows = {str(row.contact): row for row in made.application.follow_ups.filter(kind="thank_you")}
    signed_in.post(
        reverse("follow_up_sent", args=[rows["Tom Reyes"].pk]), {"at": "2026-11-03T18:00", "means": "phone"}
    )
    signed_in.post(reverse("follow_up_skip", args=[rows["Sara Lindqvist"].pk]))
    logged(signed_in, user, SARA, starts="2026-11-10T16:00", ends="", time_zone="Europe/Berlin", kind="final")
    return made.application


def page_of(client: Client, application: Application) -> str:
    return text_of(client.get(reverse("application", args=[application.pk])))


def test_what_is_planned_and_what_was_stand_apart(signed_in: Client, application: Application) -> None:
    page = page_of(signed_in, application)
    planned, past = page.split("<h2>Next</h2>")[1].split("<h2>So far</h2>")
    past = past.split("<aside")[0]
    for line in ("Final interview", "Ask when they expect to decide.", "References"):
        assert line in planned
    for line in (
        "Video interview",
        "A calm talk",
        "Thank-you to Tom Reyes",
        "Left out: Thank-you to Sara Lindqvist",
        "Added, interviewing",
        "They said “in a while”",
        "on-call rota",
        "Phone",
    ):
        assert line in past
        assert line not in planned


def test_the_latest_stands_first_in_what_was(signed_in: Client, application: Application) -> None:
    past = page_of(signed_in, application).split("<h2>So far</h2>")[1]
    assert past.index("Left out") < past.index("Thank-you to Tom Reyes") < past.index("A calm talk")


def test_of_two_messages_of_one_minute_the_later_logged_stands_first(
    signed_in: Client, application: Application
) -> None:
    at = application.messages.get().at
    MessageFactory.create(application=application, kind=MessageKind.REPLY, at=at)
    past = page_of(signed_in, application).split("<h2>So far</h2>")[1]
    assert past.index("Their reply") < past.index("Thank-you to Tom Reyes")


def test_both_clocks_are_shown(signed_in: Client, application: Application) -> None:
    assert "Tue 10 Nov 16:00 in Berlin, 10:00 for you" in page_of(signed_in, application)


def test_what_is_due_stands_on_top(
    signed_in: Client, application: Application, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW + timedelta(days=7))
    now = page_of(signed_in, application).split("<h2>Now</h2>")[1].split("<h2>")[0]
    assert "Thank-you to Sara Lindqvist" in now


def test_one_may_tell_that_they_replied(signed_in: Client, application: Application) -> None:
    address = reverse("application_reply", args=[application.pk])
    assert f'action="{address}"' in page_of(signed_in, application)
    typed = {"at": "2026-11-04T11:00", "timing_text": "", "timing_date": "2026-11-27", "timing_shown": ""}
    assert signed_in.post(address, typed).status_code == 302
    assert "Their reply" in page_of(signed_in, application)


def test_whom_to_ask_is_a_choice_of_those_who_were_there(signed_in: Client, application: Application) -> None:
    interview = application.interviews.order_by("starts_at")[0]
    address = reverse("interview_recipient", args=[interview.pk])
    assert f'action="{address}"' in page_of(signed_in, application)
    tom = interview.participations.get(contact__name="Tom Reyes").contact
    signed_in.post(address, {"contact": tom.pk})
    assert f'<option value="{tom.pk}" selected>' in page_of(signed_in, application)


def test_a_kept_promise_is_past(signed_in: Client, application: Application) -> None:
    promise = application.own_promises.get()
    signed_in.post(reverse("promise_kept", args=[promise.pk]))
    planned, past = page_of(signed_in, application).split("<h2>So far</h2>")
    assert "References" not in planned.split("<h2>Next</h2>")[1]
    assert "References" in past


def test_htmx_gets_the_board_alone(signed_in: Client, application: Application) -> None:
    response = signed_in.get(reverse("application", args=[application.pk]), headers={"HX-Request": "true"})
    assert "<html" not in text_of(response)
    assert "HX-Request" in response["Vary"]
