"""Days off of one's own: they are no business days, and only one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import DayOff, User
from accounts.services import MOST_DAYS_OFF, save_settings
from reminders.models import FollowUp
from reminders.services.planning import replan_due
from tests.applications.typed import NOW, SARA, logged, text_of

PAGE = "/settings/days-off/"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_would_be_due_then_waits_for_business(signed_in: Client, user: User) -> None:
    interview = logged(signed_in, user, SARA)
    row = FollowUp.objects.get(application=interview.application, kind="thank_you")
    assert row.best_by is not None
    assert row.best_by.date() == date(2026, 11, 4)
    signed_in.post(PAGE, {"first": "2026-11-04", "last": "2026-11-06", "name": "Lisbon"})
    replan_due(timezone.now())
    row.refresh_from_db()
    assert row.best_by.date() == date(2026, 11, 9)
    page = text_of(signed_in.get(PAGE))
    assert "Lisbon" in page
    assert "Wed 4 Nov to Fri 6 Nov" in page
    signed_in.post(reverse("day_off_remove", args=[DayOff.objects.get().pk]))
    replan_due(timezone.now())
    row.refresh_from_db()
    assert row.best_by.date() == date(2026, 11, 4)


def test_one_day_alone(signed_in: Client) -> None:
    signed_in.post(PAGE, {"first": "2026-11-12", "last": "", "name": ""})
    entry = DayOff.objects.get()
    assert (entry.first, entry.last) == (date(2026, 11, 12), date(2026, 11, 12))


def test_the_same_days_again_only_rename_them(signed_in: Client) -> None:
    for name in ("Move", "Moving house"):
        signed_in.post(PAGE, {"first": "2026-11-12", "last": "2026-11-13", "name": name})
    assert DayOff.objects.get().name == "Moving house"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"first": "", "last": "2026-11-12"}, "first"),
        ({"first": "2026-11-12", "last": "2026-11-11"}, "last"),
        ({"first": "2026-11-12", "last": "2028-11-12"}, "last"),
        ({"first": "tomorrow"}, "first"),
        ({"first": "2026-11-12", "name": "x" * 101}, "name"),
    ],
)
def test_what_is_wrong_is_said_and_kept(signed_in: Client, typed: dict[str, str], field: str) -> None:
    response = signed_in.post(PAGE, typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert all(value in text_of(response) for value in typed.values())
    assert not DayOff.objects.exists()


def test_there_is_an_end_to_it(signed_in: Client, user: User) -> None:
    DayOff.objects.bulk_create(
        DayOff(owner=user, first=date(2027, 1, 1), last=date.fromordinal(date(2027, 1, 1).toordinal() + n))
        for n in range(MOST_DAYS_OFF)
    )
    response = signed_in.post(PAGE, {"first": "2026-11-12"})
    assert response.status_code == 422
    assert "no room for more" in text_of(response)


def test_a_removal_can_be_undone(signed_in: Client) -> None:
    signed_in.post(PAGE, {"first": "2026-11-12", "last": "2026-11-13", "name": "Trip & rest"})
    response = signed_in.post(reverse("day_off_remove", args=[DayOff.objects.get().pk]), follow=True)
    (undo,) = re.findall(r'action="(/settings/days-off/\?[^"]+)"', text_of(response))
    signed_in.post(undo.replace("&amp;", "&"))
    entry = DayOff.objects.get()
    assert (entry.first, entry.last, entry.name) == (date(2026, 11, 12), date(2026, 11, 13), "Trip & rest")


def test_past_ones_are_folded_away(signed_in: Client, user: User) -> None:
    DayOff.objects.create(owner=user, first=date(2026, 10, 1), last=date(2026, 10, 2), name="Before")
    DayOff.objects.create(owner=user, first=date(2026, 11, 3), last=date(2026, 11, 4), name="Ends today")
    page = text_of(signed_in.get(PAGE))
    assert page.index("Ends today") < page.index("Past ones") < page.index("Before")


def test_only_ones_own(signed_in: Client, user: User, another: User) -> None:
    theirs = DayOff.objects.create(owner=another, first=date(2026, 11, 12), last=date(2026, 11, 12), name="X")
    assert signed_in.post(reverse("day_off_remove", args=[theirs.pk])).status_code == 404
    assert DayOff.objects.filter(pk=theirs.pk).exists()
    assert "12 Nov" not in text_of(signed_in.get(PAGE)).partition("Public holidays")[0]


def test_the_public_holidays_of_ones_region(signed_in: Client, user: User) -> None:
    assert "Wed 11 Nov" in text_of(signed_in.get(PAGE))
    save_settings(user, {"country": "DE", "subdivision": "BY"})
    page = text_of(signed_in.get(PAGE))
    assert "Epiphany" in page
    assert "Veterans Day" not in page
    save_settings(user, {"country": "", "subdivision": ""})
    assert "Choose a country" in text_of(signed_in.get(PAGE))
