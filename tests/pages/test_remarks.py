"""Slips in one's own wording, on the letter's page."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from accounts.models import User
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
    assert "this word means another day now. Instead: “on Wednesday 4 November”." in page


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
