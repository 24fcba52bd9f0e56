"""Etiquette of one's own: what is saved, what is refused, what a change sets off."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.services import save_settings
from applications.models import Interview
from reminders.forms.etiquette import EtiquetteForm
from reminders.models import FollowUp, Manners, Plan
from reminders.services.channels import choose_moments, email_channel
from reminders.services.planning import replan_due
from tests.applications.typed import SARA, logged, text_of
from tests.pages.etiquette_form import USUAL, typed

PAGE = "/settings/etiquette/"


def opening(interview: Interview, kind: str = "status_inquiry") -> datetime | None:
    row = FollowUp.objects.open().get(application=interview.application, kind=kind)
    return row.opens_at


def waiting_for_them(client: Client, user: User) -> Interview:
    """A thank-you went out today, Wednesday 4 November; the inquiry waits until Thursday 12."""
    interview = logged(client, user, SARA)
    row = FollowUp.objects.get(application=interview.application, kind="thank_you")
    client.post(reverse("follow_up_sent", args=[row.pk]), {"means": "email"})
    return interview


def test_the_usual_form_changes_nothing(signed_in: Client, user: User) -> None:
    assert signed_in.post(PAGE, USUAL).status_code == 302
    manners = Manners.objects.get(user=user)
    assert (manners.numbers, manners.quiet) == ({}, None)


def test_a_longer_wait_moves_what_waits(signed_in: Client, user: User) -> None:
    interview = waiting_for_them(signed_in, user)
    assert opening(interview) == datetime(2026, 11, 12, 14, tzinfo=UTC)
    signed_in.post(PAGE, typed(wait_opens_days="9"))
    assert Plan.objects.get(application=interview.application).stale
    replan_due(timezone.now())
    assert opening(interview) == datetime(2026, 11, 13, 14, tzinfo=UTC)
    assert Manners.objects.get(user=user).numbers == {"wait_opens_days": 9}


def test_a_quiet_period_of_ones_own(signed_in: Client, user: User) -> None:
    interview = waiting_for_them(signed_in, user)
    signed_in.post(PAGE, typed(quiet="10 November to 20 November"))
    replan_due(timezone.now())
    assert opening(interview) == datetime(2026, 11, 23, 14, tzinfo=UTC)
    signed_in.post(PAGE, typed(quiet=""))
    replan_due(timezone.now())
    assert opening(interview) == datetime(2026, 11, 12, 14, tzinfo=UTC)
    assert Manners.objects.get(user=user).quiet == []


def test_back_to_the_defaults(signed_in: Client, user: User) -> None:
    interview = waiting_for_them(signed_in, user)
    signed_in.post(PAGE, typed(wait_opens_days="9", quiet=""))
    replan_due(timezone.now())
    signed_in.post(reverse("etiquette_defaults"))
    replan_due(timezone.now())
    assert not Manners.objects.filter(user=user).exists()
    assert opening(interview) == datetime(2026, 11, 12, 14, tzinfo=UTC)
    page = text_of(signed_in.get(PAGE))
    assert "24 December to 1 January" in page


def test_the_defaults_can_be_undone(signed_in: Client, user: User) -> None:
    own = typed(wait_opens_days="9", quiet="5 May to 6 May")
    signed_in.post(PAGE, own)
    page = text_of(signed_in.post(reverse("etiquette_defaults"), follow=True))
    assert f'action="{reverse("etiquette_defaults")}?undo"' in page
    signed_in.post(f"{reverse('etiquette_defaults')}?undo")
    manners = Manners.objects.get(user=user)
    assert (manners.numbers, manners.quiet) == ({"wait_opens_days": 9}, [["05-05", "05-06"]])
    # A second click finds nothing to bring back.
    signed_in.post(f"{reverse('etiquette_defaults')}?undo")
    assert Manners.objects.get(user=user).numbers == {"wait_opens_days": 9}


def test_no_two_numbers_have_one_name() -> None:
    labels = [field.label for field in EtiquetteForm().fields.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("most_inquiries", "3", "Choose a number from 1 to 2."),
        ("most_inquiries", "", "Choose a number from 1 to 2."),
        ("wait_opens_days", "6", "Choose a number from 7 to 21."),
        ("wait_opens_days", "seven", "Choose a whole number from 7 to 21."),
        ("wait_best_by_days", "7", ""),
        ("promise_best_by_workdays", "0", "Choose a number from 1 to 10."),
        ("quiet", "all of May", "is no period"),
        ("quiet", "1 January to 31 December", "too few days"),
    ],
)
def test_what_is_not_polite_is_said_at_its_field(
    signed_in: Client, user: User, field: str, value: str, said: str
) -> None:
    response = signed_in.post(PAGE, typed(**{field: value}, **{"close_out_days": "20"}))
    if not said:
        assert response.status_code == 302
        return
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert said in str(errors[field])
    page = text_of(response)
    assert value in page
    assert 'value="20"' in page
    assert not Manners.objects.exists()


def test_a_number_before_its_predecessor_is_said_at_it(signed_in: Client) -> None:
    response = signed_in.post(PAGE, typed(wait_opens_days="12"))
    assert response.status_code == 422
    assert "Choose at least 12" in str(response.context["form"].errors["wait_best_by_days"])


def test_a_wrong_number_that_is_folded_away_unfolds(signed_in: Client) -> None:
    assert '<details class="fold rarer">' in text_of(signed_in.get(PAGE))
    assert '<details class="fold rarer" open>' in text_of(
        signed_in.post(PAGE, typed(answer_late_after_workdays="9"))
    )


def test_every_number_stands_there_with_its_usual_value_bounds_and_source(signed_in: Client) -> None:
    page = text_of(signed_in.get(PAGE))
    assert page.count("Usually ") >= 40
    assert "Usually 7; 7 to 21. From the article (S7) and recruiters (C7, C8)." in page
    assert "Usually 180; 30 to 365. Our own choice." in page


class TestPreview:
    def shown(self, client: Client, *without: str, **changes: str) -> str:
        response = client.post(reverse("etiquette_preview"), typed(*without, **changes))
        assert response.status_code == 200
        return " ".join(text_of(response).split())

    def test_after_an_interview_today(self, signed_in: Client) -> None:
        page = self.shown(signed_in)
        assert "send the thank-you" in page
        assert "from today, best by tomorrow, late after Mon 9 Nov." in page
        assert 'ask about their decision</b></p> <p class="why">from Thu 12 Nov, best by Mon 16 Nov' in page
        assert "Reminders: Thu 5 Nov 08:00, Tue 10 Nov 08:00." in page
        assert "Had they named Mon 23 Nov: ask from Tue 24 Nov, best by Fri 27 Nov." in page
        assert "<html" not in page

    def test_it_follows_what_is_typed_and_saves_nothing(self, signed_in: Client) -> None:
        page = self.shown(signed_in, most_inquiries="1")
        assert "ask once more" not in page
        assert not Manners.objects.exists()

    def test_its_reminders_are_those_of_the_settings(self, signed_in: Client, user: User) -> None:
        save_settings(user, {"reminder_hour": time(9, 15), "reminder_days": 0b001_1111})
        choose_moments(email_channel(user), ["best_by"])
        page = self.shown(signed_in)
        assert "Reminders: Thu 5 Nov 09:15." in page
        # Best by Mon 16 Nov, and nothing as it opens or is late.
        assert "Reminders: Mon 16 Nov 09:15." in page

    def test_a_number_that_cannot_be_taken_yet(self, signed_in: Client) -> None:
        page = self.shown(signed_in, wait_opens_days="1", wait_best_by_days="7")
        assert "Not all of it can be taken yet." in page
        assert "Inquiry: you may ask from, days: Choose a number from 7 to 21." in page


class TestProgress:
    def test_it_counts_what_is_planned_anew_and_stops_asking(self, signed_in: Client, user: User) -> None:
        logged(signed_in, user, SARA)
        logged(signed_in, user, SARA, company="Globex")
        assert "Working out your dates anew" not in text_of(signed_in.get(PAGE))
        signed_in.post(PAGE, typed(close_out_days="20"))
        assert "Working out your dates anew: 0 of 2." in text_of(signed_in.get(PAGE))
        assert "hx-get" in text_of(signed_in.get(reverse("planning_progress")))
        replan_due(timezone.now(), limit=1)
        assert "anew: 1 of 2." in text_of(signed_in.get(reverse("planning_progress")))
        replan_due(timezone.now())
        told = text_of(signed_in.get(reverse("planning_progress")))
        assert "Every date follows your settings now." in told
        assert "hx-get" not in told

    def test_one_that_cannot_be_planned_does_not_keep_it_going(self, signed_in: Client, user: User) -> None:
        made = logged(signed_in, user, SARA)
        Plan.objects.filter(application=made.application).update(stale=True, failed_at=timezone.now())
        told = text_of(signed_in.get(reverse("planning_progress")))
        assert "1 of your applications could not be worked out yet." in told
        assert "hx-get" not in told

    def test_every_page_that_sets_it_off_shows_it(self, signed_in: Client, user: User) -> None:
        logged(signed_in, user, SARA)
        signed_in.post(reverse("days_off"), {"first": "2026-12-01"})
        for page in (PAGE, reverse("days_off"), reverse("settings")):
            assert "Working out your dates anew: 0 of 1." in text_of(signed_in.get(page))

    def test_somebody_elses_plans_do_not_count(self, signed_in: Client, user: User, another: User) -> None:
        logged(signed_in, user, SARA)
        client = Client()
        client.force_login(another)
        client.post(PAGE, typed(close_out_days="20"))
        assert "Working out" not in text_of(client.get(reverse("planning_progress")))
        assert not Plan.objects.filter(stale=True).exists()
        assert Manners.objects.get().user == another


def test_numbers_that_later_rules_refuse_fall_back_to_the_usual(
    signed_in: Client, user: User, caplog: pytest.LogCaptureFixture
) -> None:
    Manners.objects.create(user=user, numbers={"most_inquiries": 9})
    interview = waiting_for_them(signed_in, user)
    assert opening(interview) == datetime(2026, 11, 12, 14, tzinfo=UTC)
    assert "are not taken" in caplog.text
    assert 'value="2"' in text_of(signed_in.get(PAGE))
