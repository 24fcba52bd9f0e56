"""A link in a mail pressed twice at one instant, on a real PostgreSQL."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from applications.models import Message
from reminders.models import FollowUp
from reminders.services.mail_links import Act, path_of
from tests.faults.test_races import DUE, owe, run_together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    "acts", [(Act.DONE, Act.DONE), (Act.TOMORROW, Act.TOMORROW), (Act.DONE, Act.TOMORROW)]
)
def test_two_clicks_at_once_do_one_thing(acts: tuple[Act, Act]) -> None:
    answers: list[int] = []
    with time_machine.travel(DUE, tick=True):
        owe(users=1, people=1)
        row = FollowUp.objects.get(kind="thank_you")

        def press(act: Act) -> None:
            answers.append(Client().post(path_of(row, act, now=DUE)).status_code)

        assert run_together(*(lambda act=act: press(act) for act in acts)) == []
    assert answers == [200, 200]
    row.refresh_from_db()
    done = Act.DONE in acts
    assert Message.objects.count() == done
    assert row.status == ("sent" if done else "open")
    if done:
        assert row.next_moment_at is None
