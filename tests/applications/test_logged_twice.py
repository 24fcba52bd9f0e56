"""One interview, saved a second time: from the page the Back button brought back, or by two Saves at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.forms.interview import InterviewForm
from applications.models import Interview
from tests.applications.typed import SARA, TOM, interview, log, logged

LATER = {"starts": "2026-11-03T14:00", "ends": "2026-11-03T15:00"}
TWICE = "This interview is already logged. Change the time, or open it from the application."


@pytest.mark.parametrize(
    "again",
    [{}, {"company": "ACME", "title": "senior data engineer"},
     {"starts": "2026-11-03T16:00", "ends": "", "time_zone": "Europe/Berlin"}],
)  # fmt: skip
def test_the_same_interview_is_logged_once(signed_in: Client, user: User, again: dict[str, str]) -> None:
    made = logged(signed_in, user, SARA)
    response = log(signed_in, SARA, TOM, **again)
    assert response.status_code == 422
    assert response.context["form"].errors == {"starts": [TWICE]}
    assert Interview.objects.get() == made


def test_at_that_hour_elsewhere_or_once_deleted_is_another(
    signed_in: Client, user: User, another: User, signed_in_as: Callable[[User], Client]
) -> None:
    made = logged(signed_in, user)
    logged(signed_in, user, company="Globex")
    logged(signed_in, user, title="Platform Lead")
    logged(signed_in_as(another), another)
    signed_in.post(reverse("interview_delete", args=[made.pk]))
    logged(signed_in, user)


def test_two_saves_at_once_log_one_interview(
    signed_in: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = logged(signed_in, user, SARA)
    monkeypatch.setattr(InterviewForm, "_is_logged", lambda *_: False)
    assert logged(signed_in, user, SARA) == made
    assert Interview.objects.count() == 1


def test_moving_onto_another_interview_is_refused_and_saving_in_place_is_not(
    signed_in: Client, user: User
) -> None:
    logged(signed_in, user, **LATER)
    made = logged(signed_in, user)
    address = reverse("interview", args=[made.pk])
    response = signed_in.post(address, interview(**LATER))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["starts"]
    assert signed_in.post(address, interview(notes="calm")).status_code == 302
