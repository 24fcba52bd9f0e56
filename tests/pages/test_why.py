"""How a step is worked out, unfolded on its card and on a page of its own."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.models import User
from reminders.models import FollowUp, Manners
from tests.applications.typed import SARA, TOM, logged, text_of


def thank_you(client: Client, user: User) -> FollowUp:
    interview = logged(client, user, SARA, TOM)
    return FollowUp.objects.get(application=interview.application, contact__name=SARA["name"])


def test_the_rules_and_the_arithmetic(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    page = text_of(signed_in.get(reverse("follow_up_why", args=[row.pk])))
    assert "Tue 3 Nov: the end of the interview." in page
    assert "3 business days later: Fri 6 Nov." in page
    assert "<b>S4</b>" in page
    assert "the article on post-interview follow-up" in page


def test_for_htmx_only_what_unfolds(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    part = text_of(signed_in.get(reverse("follow_up_why", args=[row.pk]), headers={"HX-Request": "true"}))
    assert part.strip().startswith('<div class="worked">')


def test_a_card_offers_it_with_and_without_script(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    address = reverse("follow_up_why", args=[row.pk])
    for path in ("/", reverse("follow_up", args=[row.pk])):
        page = text_of(signed_in.get(path))
        assert f'hx-get="{address}"' in page
        assert f'href="{address}"' in page


def test_a_blocked_step_says_its_rule(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    blocked = FollowUp.objects.get(application=row.application, kind="status_inquiry")
    page = text_of(signed_in.get(reverse("follow_up_why", args=[blocked.pk])))
    assert "<b>S6</b>" in page
    assert "reckoning" not in page


def test_a_settled_step_keeps_its_rule(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    signed_in.post(reverse("follow_up_sent", args=[row.pk]), {"means": "email"})
    page = text_of(signed_in.get(reverse("follow_up_why", args=[row.pk])))
    assert "<b>S4</b>" in page
    assert "business days later" not in page


def test_numbers_of_ones_own_are_named_as_such(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    address = reverse("follow_up_why", args=[row.pk])
    assert "your own etiquette" not in text_of(signed_in.get(address))
    Manners.objects.create(user=user, numbers={"answer_best_by_workdays": 2})
    assert "your own etiquette" not in text_of(signed_in.get(address))
    Manners.objects.update(numbers={"thank_you_best_by_workdays": 2})
    page = text_of(signed_in.get(address))
    assert "your own etiquette" in page
    assert "2 business days later: Thu 5 Nov." in page
