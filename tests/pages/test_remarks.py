"""Slips in one's own wording, on the letter's page."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from time_machine import Traveller

from accounts.models import User
from applications.models import Message
from reminders.models import FollowUp
from tests.applications.typed import NOW, SARA, TOM, logged, text_of

FINE = (
    "Dear Sara,\n\nThank you for taking the time to speak with me about the role. I enjoyed what you told me about"
    " batch windows, and it made me think of the work I did with late events last year. I look forward to hearing"
    " from you and wish you a good week.\n\nKind regards,\nMaya"
)


def look(client: Client, row: FollowUp, body: str) -> str:
    client.post(reverse("follow_up_draft", args=[row.pk]), {"subject": "Thank you", "body": body})
    page = html.unescape(text_of(client.get(reverse("follow_up", args=[row.pk]))))
    return page.partition("<aside")[2]


@pytest.fixture
def rows(signed_in: Client, user: User) -> dict[str, FollowUp]:
    made = logged(signed_in, user, SARA, TOM)
    found = FollowUp.objects.filter(application=made.application, kind="thank_you").select_related("contact")
    return {row.contact.name.split()[0]: row for row in found if row.contact}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Dear Sara,", "Dear Tom,", "This letter goes to Sara Lindqvist, and the greeting says Tom."),
        (
            "late events",
            "late events at Globex",
            "This letter goes to Acme, and Globex is somebody else's name.",
        ),
        ("last year", "on Tuesday 4 November", "4 November 2026 is a Wednesday."),
        ("I look forward", "When can I expect a decision? I look forward", "A thank-you asks for nothing"),
        ("last year", "[your part in it]", "Your part in it"),
        (
            "Kind regards",
            "Please find my CV attached. Thank you!!\n\nKind regards",
            "Nothing is attached yet",
        ),
    ],
)
def test_a_slip_is_pointed_at(
    signed_in: Client, user: User, rows: dict[str, FollowUp], before: str, after: str, said: str
) -> None:
    logged(signed_in, user, SARA, company="Globex")
    assert said not in look(signed_in, rows["Sara"], FINE)
    assert said in look(signed_in, rows["Sara"], FINE.replace(before, after))


def test_a_copy_of_what_a_colleague_got(signed_in: Client, rows: dict[str, FollowUp]) -> None:
    look(signed_in, rows["Tom"], FINE.replace("Sara", "Tom"))
    signed_in.post(reverse("follow_up_sent", args=[rows["Tom"].pk]), {"means": "email"})
    assert "reads much like a note to somebody else" in look(signed_in, rows["Sara"], FINE)


def test_today_is_another_day_tomorrow(
    signed_in: Client, user: User, rows: dict[str, FollowUp], clock: Traveller
) -> None:
    assert "this word means another day now" not in look(signed_in, rows["Sara"], f"{FINE} It rained today.")
    clock.move_to(NOW + timedelta(days=1))
    page = html.unescape(text_of(signed_in.get(reverse("follow_up", args=[rows["Sara"].pk]))))
    assert "this word means another day now. Instead: “on Wednesday 4 November”" in page


def test_our_own_letter_has_nothing_to_remark(signed_in: Client, rows: dict[str, FollowUp]) -> None:
    page = text_of(signed_in.get(reverse("follow_up", args=[rows["Sara"].pk])))
    assert 'data-note="remark"' not in page


def test_another_users_companies_do_not_count(
    signed_in: Client, user: User, another: User, rows: dict[str, FollowUp]
) -> None:
    client = Client()
    client.force_login(another)
    logged(client, another, SARA, company="Globex")
    assert "Globex is somebody" not in look(signed_in, rows["Sara"], FINE.replace("late events", "Globex"))


@pytest.mark.parametrize(
    ("added", "why", "instead"),
    [
        ("I need an answer by Friday.", "an order or a deadline", "Instead: “"),
        ("So sorry to bother you again.", "One short apology is enough", "Leave it out"),
        ("When do I start?", "Nothing is decided yet", "Instead: “"),
    ],
)
def test_the_tone_is_remarked_on(
    signed_in: Client, rows: dict[str, FollowUp], added: str, why: str, instead: str
) -> None:
    page = look(signed_in, rows["Sara"], FINE.replace("I look forward", f"{added} I look forward"))
    assert f"“{added}”" in page
    assert why in page
    assert instead in page
    assert ".”." not in page


def test_a_copy_of_what_stands_on_an_open_thank_you(signed_in: Client, rows: dict[str, FollowUp]) -> None:
    look(signed_in, rows["Tom"], FINE.replace("Sara", "Tom"))
    assert "reads much like a note to somebody else" in look(signed_in, rows["Sara"], FINE)


def test_an_open_thank_you_of_its_own_is_no_copy(signed_in: Client, rows: dict[str, FollowUp]) -> None:
    look(signed_in, rows["Tom"], "Dear Tom,\n\nYou asked how I teach: I draw it on the wall.")
    assert "reads much like a note to somebody else" not in look(signed_in, rows["Sara"], FINE)


def test_checking_in_for_the_third_time(signed_in: Client, rows: dict[str, FollowUp]) -> None:
    row = rows["Sara"]
    third = FINE.replace("I look forward", "I am just checking in. I look forward")
    assert "With your earlier letters" not in look(signed_in, row, third)
    for kind in ("status_inquiry", "answer"):
        Message.objects.create(
            application=row.application,
            contact=row.contact,
            kind=kind,
            at=NOW,
            text="I was just checking in.",
        )
    page = look(signed_in, row, third)
    assert "With your earlier letters this makes “just checking in” 3 times" in page


def test_a_larger_panel_costs_no_more_queries(signed_in: Client, user: User) -> None:
    def queries(*people: dict[str, str]) -> int:
        made = logged(signed_in, user, *people, company=f"Of {len(people)}")
        row = FollowUp.objects.filter(application=made.application, kind="thank_you").earliest("pk")
        look(signed_in, row, FINE)
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(reverse("follow_up", args=[row.pk]))
        return len(captured)

    more = [{**TOM, "name": f"{name} Osei", "email": f"{name}@acme.example"} for name in ("Kim", "Ann")]
    assert queries(SARA, TOM) == queries(SARA, TOM, *more)
