"""An interview the user was invited to and has not confirmed yet (POLICY row 1)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.applications.typed import SARA, dates, interview, kinds, log, logged, text_of

AHEAD = {"starts": "2026-11-10T10:00", "ends": "2026-11-10T11:00"}


def test_an_unconfirmed_invitation_asks_to_be_confirmed(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, **AHEAD, unconfirmed="on", invited_on="2026-11-04")
    assert (made.confirmed, made.invited_on) == (False, date(2026, 11, 4))
    assert dates(made.application, "confirm_interview") == ("11-04", "11-05", "11-06")
    where = reverse("interview", args=[made.pk])
    assert '<details class="fold" open>' in text_of(signed_in.get(where))
    signed_in.post(where, interview(SARA, **AHEAD, invited_on="2026-11-04"))
    made.refresh_from_db()
    assert made.confirmed
    assert "confirm_interview" not in kinds(made.application)
    assert '<details class="fold" >' in text_of(signed_in.get(where))


def test_an_interview_is_confirmed_unless_said_otherwise(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, **AHEAD)
    assert (made.confirmed, made.invited_on) == (True, None)


@pytest.mark.parametrize(
    ("invited_on", "starts", "told"),
    [
        ("", "2026-11-10T10:00", "Say when they invited you, so that it can remind you."),
        ("2026-11-05", "2026-11-10T10:00", "That is still to come."),
        ("2026-11-04", "2026-11-03T10:00", "That is after the interview."),
        ("20026-11-04", "2026-11-10T10:00", "The year 20026 looks mistyped."),
    ],
)
def test_an_invitation_that_cannot_be_is_told_where_it_shows(
    signed_in: Client, invited_on: str, starts: str, told: str
) -> None:
    response = log(signed_in, SARA, starts=starts, ends="", unconfirmed="on", invited_on=invited_on)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["invited_on"]
    assert told in text_of(response)
    assert '<details class="fold" open>' in text_of(response)
