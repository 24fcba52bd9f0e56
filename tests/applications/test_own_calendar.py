"""An application whose business days are counted elsewhere than the user's."""

from __future__ import annotations

import html
from datetime import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application
from tests.applications.typed import NEW_YORK, SARA, dates, logged, text_of

DETAILS = {"company": "Acme", "title": "Senior Data Engineer"}


@pytest.fixture
def application(signed_in: Client, user: User) -> Application:
    return logged(signed_in, user, SARA).application


@pytest.mark.parametrize(
    ("day", "home", "abroad"), [("10", "11-12", "11-11"), ("25", "11-27", "11-26")], ids=["11th", "26th"]
)
def test_another_calendar_moves_a_date_over_a_holiday(
    signed_in: Client, user: User, clock: time_machine.Traveller, day: str, home: str, abroad: str
) -> None:
    """Veterans Day and Thanksgiving are business days in Berlin."""
    clock.move_to(datetime(2026, 11, 27, 12, tzinfo=NEW_YORK))
    starts, ends = f"2026-11-{day}T10:00", f"2026-11-{day}T11:00"
    made = logged(signed_in, user, SARA, starts=starts, ends=ends).application
    assert dates(made, "thank_you")[1] == home
    where = reverse("application_edit", args=[made.pk])
    assert signed_in.post(where, DETAILS | {"country": "DE", "subdivision": "berlin"}).status_code == 302
    made.refresh_from_db()
    assert (made.country, made.subdivision) == ("DE", "BE")
    assert dates(made, "thank_you")[1] == abroad
    signed_in.post(where, DETAILS | {"country": "", "subdivision": ""})
    assert dates(made, "thank_you")[1] == home


@pytest.mark.parametrize(
    ("country", "subdivision", "field", "told"),
    [
        ("", "BY", "subdivision", "Choose the country first."),
        ("DE", "Texas", "subdivision", "This country's regions are"),
        ("XX", "BY", "country", "Select a valid choice"),
    ],
)
def test_a_calendar_that_cannot_be_is_told_at_its_field(
    signed_in: Client, application: Application, country: str, subdivision: str, field: str, told: str
) -> None:
    typed = DETAILS | {"country": country, "subdivision": subdivision}
    response = signed_in.post(reverse("application_edit", args=[application.pk]), typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert told in html.unescape(text_of(response))
    assert f'value="{subdivision}"' in text_of(response)


@pytest.mark.parametrize(
    ("country", "region"), [("", ("DE", "BY")), ("AT", ("AT", ""))], ids=["nothing", "another"]
)
def test_adding_one_that_is_there_keeps_a_region_only_with_its_country(
    signed_in: Client, user: User, application: Application, country: str, region: tuple[str, str]
) -> None:
    Application.objects.update(country="DE", subdivision="BY")
    signed_in.post(reverse("application_new"), DETAILS | {"country": country, "subdivision": ""})
    application.refresh_from_db()
    assert (application.country, application.subdivision) == region
