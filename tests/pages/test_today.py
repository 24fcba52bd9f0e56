"""Today: what to send, what is late, what waits, and on whose clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from reminders.services.channels import email_channel
from tests.applications.typed import NOW, SARA, TOM, Answer, logged, text_of
from tests.factories import ApplicationFactory, CompanyFactory


def today(client: Client) -> Answer:
    response = client.get("/")
    assert response.status_code == 200
    return response


def board_of(client: Client) -> str:
    return text_of(today(client)).split("<aside")[0]


def side_of(client: Client) -> str:
    return text_of(today(client)).split("<aside")[1]


def headline(client: Client) -> str:
    return text_of(today(client)).split("<h1>")[1].split("</h1>")[0].strip()


def test_a_fresh_account_is_told_where_to_begin(signed_in: Client) -> None:
    assert headline(signed_in) == "Nothing to send."
    assert "Begin with an interview." in board_of(signed_in)


def test_a_card_says_what_to_whom_why_and_until_when(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    page = board_of(signed_in)
    row = made.application.follow_ups.get(kind="thank_you")
    assert "Thank-you to Sara Lindqvist" in page
    assert "Best by 17:00 today" in page
    assert "Acme, Senior Data Engineer" in page
    assert "Thank you – Senior Data Engineer interview" in page
    assert "batch windows" in page
    assert 'href="mailto:sara@acme.example?' in page
    assert f'data-copy="#subject-{row.pk}, #body-{row.pk}"' in page
    for action in ("sent", "snooze", "skip", "calendar"):
        assert reverse(f"follow_up_{action}", args=[row.pk]) in page


def test_what_is_late_says_since_when_and_comes_first(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    logged(signed_in, user, SARA)
    clock.move_to(NOW + timedelta(days=6))
    logged(signed_in, user, TOM, starts="2026-11-09T10:00", ends="", company="Globex")
    page = board_of(signed_in)
    assert "Late since Fri 6 Nov" in page
    assert page.index("Thank-you to Sara") < page.index("Thank-you to Tom")


@pytest.mark.parametrize(
    ("people", "words"),
    [(1, "One note to send today."), (2, "Two notes to send today."), (9, "Nine notes to send today."),
     (12, "12 notes to send today.")],
)  # fmt: skip
def test_the_headline_counts_the_notes(signed_in: Client, user: User, people: int, words: str) -> None:
    logged(signed_in, user, *({"name": f"Person {number}"} for number in range(people)))
    assert headline(signed_in) == words


def test_the_headline_of_something_to_settle(signed_in: Client, user: User) -> None:
    logged(signed_in, user, promise_text="References", promise_due="2026-11-05", kind="take_home",
           timing_date="2026-11-30")  # fmt: skip
    assert headline(signed_in) == "One thing to settle today."
    assert "Keep your promise to Acme" in board_of(signed_in)


def test_the_headline_while_waiting(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    row = made.application.follow_ups.get(kind="thank_you")
    signed_in.post(reverse("follow_up_sent", args=[row.pk]))
    assert headline(signed_in) == "Nothing to send. Waiting on one."
    assert "You are all caught up." in board_of(signed_in)


def test_a_wait_says_until_when_and_why(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, timing_text="by Friday, they said", timing_date="2026-11-13")
    row = made.application.follow_ups.get(kind="thank_you")
    signed_in.post(reverse("follow_up_sent", args=[row.pk]))
    side = side_of(signed_in)
    assert "Waiting on them" in side
    assert "Patience until <b>Mon 16 Nov</b>" in side
    assert "13 November" in side


def test_an_interview_ahead_stands_at_the_side_on_both_clocks(signed_in: Client, user: User) -> None:
    logged(signed_in, user, SARA, starts="2026-11-10T10:00", ends="", time_zone="Europe/Berlin")
    side = side_of(signed_in)
    assert "Tue 10 Nov 10:00 in Berlin, 04:00 for you" in side
    assert "Ask when they expect to decide." in side
    assert "1 person" in side
    assert "Thank-you" not in board_of(signed_in)


@pytest.mark.parametrize(
    ("zone", "starts", "words"),
    [
        ("America/New_York", "2026-11-10T10:00", "Tue 10 Nov 10:00<"),
        ("America/Detroit", "2026-11-10T10:00", "Tue 10 Nov 10:00<"),
        ("Asia/Tokyo", "2026-11-11T08:00", "Wed 11 Nov 08:00 in Tokyo, 18:00 on Tue for you"),
        ("Asia/Kolkata", "2026-11-10T19:30", "Tue 10 Nov 19:30 in Kolkata, 09:00 for you"),
    ],
)
def test_the_second_clock_stands_only_where_it_differs(
    signed_in: Client, user: User, zone: str, starts: str, words: str
) -> None:
    logged(signed_in, user, starts=starts, ends="", time_zone=zone)
    # What follows the clock on its line is cut by the next tag or dot.
    assert words.rstrip("<") in side_of(signed_in)
    assert ("for you" in side_of(signed_in)) == ("for you" in words)


def test_one_under_way_is_still_ahead(signed_in: Client, user: User) -> None:
    logged(signed_in, user, SARA, starts="2026-11-04T11:30", ends="2026-11-04T12:30")
    assert "Next interviews" in side_of(signed_in)
    assert "Just finished" not in board_of(signed_in)


def test_one_that_just_ended_is_asked_about_without_waiting_for_a_sweep(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    logged(signed_in, user, SARA | {"topics": ""}, starts="2026-11-04T14:00", ends="2026-11-04T15:00")
    clock.move_to(datetime(2026, 11, 4, 20, 0, 1, tzinfo=UTC))
    page = board_of(signed_in)
    assert "Just finished" in page
    assert "Thank-you to Sara Lindqvist" in page


@pytest.mark.parametrize("stage", ["accepted", "declined", "withdrawn", "no_response"])
def test_what_is_over_asks_for_nothing(signed_in: Client, user: User, stage: str) -> None:
    made = logged(signed_in, user, SARA | {"topics": ""})
    logged(signed_in, user, SARA, starts="2026-11-10T10:00", ends="")
    signed_in.post(
        reverse("application_stage", args=[made.application_id]), {"stage": stage, "on": "2026-11-04"}
    )
    today(signed_in)
    page = text_of(today(signed_in))
    assert "Acme" not in page


def test_more_cards_than_fit_are_one_click_away(signed_in: Client, user: User) -> None:
    logged(signed_in, user, *({"name": f"Person {number}"} for number in range(30)))
    page = today(signed_in)
    assert len(page.context["page"].cards) == 25
    assert "Show 5 more" in text_of(page)
    assert text_of(signed_in.get("/?all")).count("Mark as sent<") >= 30


def test_without_a_mail_server_it_says_that_nothing_reaches_one(
    signed_in: Client, settings: Settings
) -> None:
    settings.MAIL_REACHES_PEOPLE = False
    assert "Nothing will reach you outside this page yet" in board_of(signed_in)
    settings.MAIL_REACHES_PEOPLE = True
    assert "no mail server" not in board_of(signed_in)
    assert "until you confirm" in board_of(signed_in)


def test_reminders_by_mail_can_be_turned_off_and_on(signed_in: Client, user: User) -> None:
    switch = reverse("channel_switch", args=[email_channel(user).pk])
    signed_in.post(switch, {"active": "0"})
    assert "Reminders by e-mail are off" in board_of(signed_in)
    signed_in.post(switch, {"active": "1"})
    assert "Reminders by e-mail are off" not in board_of(signed_in)


def test_another_zone_moves_the_days_at_the_next_look(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    company = CompanyFactory.create(owner=user, name="Acme")
    made = ApplicationFactory.create(owner=user, company=company, stage="applied")
    signed_in.post(
        reverse("application_edit", args=[made.pk]),
        {"company": "Acme", "title": "Data Engineer", "applied_on": "2026-11-02"},
    )
    before = made.follow_ups.get(kind="application_inquiry").opens_at
    form = signed_in.get(reverse("settings")).context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"time_zone": "Asia/Tokyo"}
    assert signed_in.post(reverse("settings"), typed).status_code == 302
    today(signed_in)
    after = made.follow_ups.get(kind="application_inquiry").opens_at
    assert before == datetime(2026, 11, 9, 14, tzinfo=UTC)
    assert after == datetime(2026, 11, 9, 0, tzinfo=UTC)


def test_other_holidays_move_the_days_too(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    row = made.application.follow_ups.get(kind="thank_you")
    signed_in.post(reverse("follow_up_sent", args=[row.pk]))
    assert "Patience until <b>Thu 12 Nov</b>" in side_of(signed_in)
    form = signed_in.get(reverse("settings")).context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"country": "GB", "subdivision": ""}
    signed_in.post(reverse("settings"), typed)
    assert "Patience until <b>Wed 11 Nov</b>" in side_of(signed_in)


def test_htmx_gets_the_part_that_changes_and_no_browser_keeps_it_as_the_page(signed_in: Client) -> None:
    part = signed_in.get("/", headers={"HX-Request": "true"})
    assert "<html" not in text_of(part)
    assert 'id="board"' in text_of(part)
    assert "HX-Request" in part["Vary"]
    whole = today(signed_in)
    assert "<html" in text_of(whole)
    assert "HX-Request" in whole["Vary"]


def test_an_offer_comes_with_its_letter_and_the_way_to_note_the_decision(
    signed_in: Client, user: User
) -> None:
    """Whether yes or no went out is said by the stage, so there is nothing to mark as sent."""
    made = logged(signed_in, user, SARA)
    stage = {"stage": "offer", "on": "2026-11-04", "offer_deadline": "2026-11-04"}
    signed_in.post(reverse("application_stage", args=[made.application_id]), stage)
    row = made.application.follow_ups.get(kind="offer_decision")
    page = text_of(signed_in.get("/"))
    card = page.partition(f'id="step-{row.pk}"')[2].partition("</article>")[0]
    assert "Your offer – " in card
    assert f'href="/applications/{made.application_id}/#stage"' in card
    assert "Mark as sent" not in card
