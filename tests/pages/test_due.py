"""How much is due, in the title of every page and for the page that asks while it is open."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from applications.models import Application
from reminders.models import FollowUp
from reminders.services import follow_ups
from tests.applications.typed import NOW, SARA, TOM, Answer, logged, text_of
from tests.pages.test_query_counts import fill

MINUTE = timedelta(minutes=1)


@pytest.fixture
def rows(signed_in: Client, user: User) -> list[FollowUp]:
    """Two thank-yous that can be sent since some hours."""
    logged(signed_in, user, SARA, TOM)
    found = list(FollowUp.objects.filter(kind="thank_you").order_by("pk"))
    assert all(row.opens_at and row.opens_at < NOW - MINUTE for row in found)
    return found


def ask(client: Client, since: datetime | str) -> Answer:
    text = since if isinstance(since, str) else since.isoformat()
    return client.get(reverse("due"), {"since": text})


def title_of(answer: Answer) -> str:
    found = re.search("<title>(.*?)</title>", text_of(answer))
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", ["today", "applications", "people", "settings", "reminder_settings", "add"])
def test_the_title_of_every_page_says_how_many(signed_in: Client, rows: list[FollowUp], name: str) -> None:
    assert title_of(signed_in.get(reverse(name))).startswith("(2) ")
    for row in rows:
        follow_ups.skip(row, now=NOW)
    assert not title_of(signed_in.get(reverse(name))).startswith("(")


def test_signed_out_there_is_nothing_to_say(client: Client, db: None) -> None:
    page = signed_out = client.get(reverse("account_login"))
    assert title_of(page) == "Sign in · Followthrough"
    assert "data-due-url" not in text_of(signed_out)


def test_the_page_for_a_wrong_host_needs_nobody(client: Client, db: None, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["jobs.example"]
    page = client.get("/", headers={"Host": "elsewhere.example"})
    assert page.status_code == 400
    assert title_of(page).startswith("That request did not make sense")


def test_what_opened_since_is_named(signed_in: Client, rows: list[FollowUp]) -> None:
    FollowUp.objects.filter(pk=rows[0].pk).update(opens_at=NOW)
    said = ask(signed_in, NOW - MINUTE).json()
    assert said["count"] == 2
    assert said["fresh"] == [
        {"id": rows[0].pk, "title": "Thank-you to Sara Lindqvist", "url": f"/follow-ups/{rows[0].pk}/"}
    ]
    # Asked with what it answered, the same is not said twice.
    assert ask(signed_in, said["at"]).json()["fresh"] == []


def test_what_was_put_off_until_now_is_back(
    signed_in: Client, rows: list[FollowUp], clock: time_machine.Traveller
) -> None:
    follow_ups.snooze(rows[0], until=NOW + MINUTE, now=NOW)
    assert ask(signed_in, NOW - MINUTE).json()["count"] == 1
    clock.move_to(NOW + 2 * MINUTE)
    said = ask(signed_in, NOW).json()
    assert [each["id"] for each in said["fresh"]] == [rows[0].pk]
    assert said["count"] == 2


def test_an_interview_that_ended_a_moment_ago_needs_no_sweep(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    held = logged(signed_in, user, SARA, starts="2026-11-04T07:30", ends="2026-11-04T08:00")
    clock.move_to(held.ends_at - MINUTE)
    before = ask(signed_in, NOW).json()
    assert "Thank-you" not in str(before["fresh"])
    clock.move_to(held.ends_at + MINUTE)
    said = ask(signed_in, before["at"]).json()
    assert [each["title"] for each in said["fresh"]] == ["Thank-you to Sara Lindqvist"]


@pytest.mark.parametrize(
    "since", ["", "yesterday", "2026-13-99T00:00:00Z", "2026-11-04T10:00:00", "9" * 10_000, "\x00"]
)
def test_what_is_no_instant_means_now(signed_in: Client, rows: list[FollowUp], since: str) -> None:
    said = ask(signed_in, since)
    assert (said.status_code, said.json()["fresh"], said.json()["count"]) == (200, [], 2)


def test_a_page_that_slept_for_weeks_hears_of_one_day(signed_in: Client, rows: list[FollowUp]) -> None:
    FollowUp.objects.filter(pk=rows[0].pk).update(opens_at=NOW - timedelta(days=3))
    FollowUp.objects.filter(pk=rows[1].pk).update(opens_at=NOW - timedelta(hours=3))
    said = ask(signed_in, NOW - timedelta(days=90)).json()
    assert [each["id"] for each in said["fresh"]] == [rows[1].pk]


def test_nobody_hears_of_what_is_somebody_elses(
    rows: list[FollowUp], another: User, signed_in_as: Callable[[User], Client]
) -> None:
    said = ask(signed_in_as(another), NOW - timedelta(days=1)).json()
    assert (said["count"], said["fresh"]) == (0, [])


def test_no_browser_keeps_the_answer(signed_in: Client, db: None) -> None:
    assert "no-store" in ask(signed_in, NOW)["Cache-Control"]


def test_it_costs_the_same_few_queries_however_much_is_due(signed_in: Client, user: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as spent:
            ask(signed_in, NOW - timedelta(days=1))
        return len(spent)

    fill(user, 3)
    few = cost()
    fill(user, 57, offset=3)
    assert Application.objects.count() == 60
    assert cost() == few
    assert few <= 5


def test_asking_does_not_keep_one_signed_in(signed_in: Client, db: None) -> None:
    assert "sessionid" not in ask(signed_in, NOW).cookies
