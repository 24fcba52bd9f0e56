"""What a letter still lacks is said where one would copy it, and leads to where the fact is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Interview
from applications.services.changes import changing
from reminders.models import FollowUp
from tests.factories import InterviewFactory, OwnPromiseFactory, ParticipationFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 4, 17, 0, tzinfo=UTC)


@pytest.fixture
def met(user: User) -> Interview:
    interview: Interview = InterviewFactory.create(application__owner=user)
    ParticipationFactory.create(interview=interview, contact__owner=user, topics="Late-arriving events")
    with changing(interview.application):
        pass
    return interview


@time_machine.travel(NOON, tick=False)
def test_a_gap_is_told_on_the_card_and_filled_from_the_application(
    signed_in: Client, user: User, met: Interview
) -> None:
    assert "1 gap to fill" in signed_in.get("/").content.decode()
    thank_you = FollowUp.objects.get(kind="thank_you")
    page = signed_in.get(reverse("follow_up", args=[thank_you.pk])).content.decode()
    where = f"{reverse('application_edit', args=[met.application_id])}#id_fit"
    assert where in page
    assert 'data-words="[something you have done that fits this role]"' in page
    assert "Late-arriving events" in page
    application = met.application
    application.fit = "cut the batch window to nine minutes"
    application.save()
    assert "gap to fill" not in signed_in.get("/").content.decode()


@time_machine.travel(NOON, tick=False)
def test_a_gap_filled_by_hand_is_no_gap(signed_in: Client, met: Interview) -> None:
    thank_you = FollowUp.objects.get(kind="thank_you")
    typed = {"subject": "Thank you", "body": "Dear Sara, the outbox. Maya"}
    signed_in.post(reverse("follow_up_draft", args=[thank_you.pk]), typed)
    assert "gap to fill" not in signed_in.get("/").content.decode()


@time_machine.travel(NOON, tick=False)
def test_a_promise_of_ones_own_stands_at_the_side(signed_in: Client, user: User, met: Interview) -> None:
    OwnPromiseFactory.create(
        application=met.application, text="Send two references", due_on=date(2026, 11, 12)
    )
    with changing(met.application):
        pass
    side = signed_in.get("/").content.decode().partition("You promised")[2]
    assert "Send two references" in side
    assert "By Thu 12 Nov" in side


@time_machine.travel(NOON, tick=False)
def test_putting_off_past_the_last_day_says_so(signed_in: Client, met: Interview) -> None:
    thank_you = FollowUp.objects.get(kind="thank_you")
    answer = signed_in.post(reverse("follow_up_snooze", args=[thank_you.pk]), {"until": "week"}, follow=True)
    page = answer.content.decode()
    assert "Put off until Wednesday 11 November, when it will be late." in page
    assert "You are all caught up." not in page


@time_machine.travel(datetime(2026, 11, 9, 17, 0, tzinfo=UTC), tick=False)
def test_what_is_late_stands_apart(signed_in: Client, met: Interview) -> None:
    page = signed_in.get("/").content.decode()
    assert "<h2>Late <small>1</small></h2>" in page
    assert "Send today" not in page
