"""What a tired hand does twice, too early or ahead of time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Message
from applications.services.changes import changing
from reminders.models import FollowUp
from tests.factories import ApplicationFactory, InterviewFactory, ParticipationFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 4, 17, 0, tzinfo=UTC)


@time_machine.travel(NOON, tick=False)
def test_a_reply_logged_twice_is_one(signed_in: Client, user: User) -> None:
    application = ApplicationFactory.create(owner=user)
    typed = {"at": "2026-11-04T11:00", "text": "Soon."}
    for _ in range(2):
        assert signed_in.post(reverse("application_reply", args=[application.pk]), typed).status_code == 302
    assert Message.objects.filter(kind="reply").count() == 1


@time_machine.travel(NOON, tick=False)
def test_a_stage_of_tomorrow_is_refused(signed_in: Client, user: User) -> None:
    application = ApplicationFactory.create(owner=user)
    typed = {"stage": "rejected", "on": "2026-11-05"}
    answer = signed_in.post(reverse("application_stage", args=[application.pk]), typed)
    assert answer.status_code == 422
    assert "That is still to come." in answer.content.decode()
    application.refresh_from_db()
    assert application.stage == "interviewing"


@time_machine.travel(NOON, tick=False)
def test_an_inquiry_sent_before_the_thank_you_counts_all_the_same(signed_in: Client, user: User) -> None:
    """What was sent was sent: the story keeps it, and the next one is the second and last."""
    interview = InterviewFactory.create(application__owner=user)
    ParticipationFactory.create(interview=interview)
    with changing(interview.application):
        pass
    blocked = FollowUp.objects.get(kind="status_inquiry")
    assert blocked.is_blocked
    signed_in.post(reverse("follow_up_sent", args=[blocked.pk]), {"at": "", "means": "email"})
    assert Message.objects.filter(kind="status_inquiry").count() == 1
    assert FollowUp.objects.get(kind="status_inquiry", status="open").number == 2
