"""A clock that is put back while people write and flaggers work, on a real PostgreSQL."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F

from accounts.models import User
from reminders.models import Evening
from reminders.services.evenings import hold_evenings
from reminders.services.planning import doubt_plans_ahead
from tests.faults.test_races import run_together, until_locked
from tests.reminders.story import entry, log, ny

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_who_writes_while_questions_are_looked_at_anew_is_not_thrown_out(user: User) -> None:
    application = log(user, entry(ny(3, 10), people=()), now=ny(2, 12)).application
    log(user, entry(ny(3, 15), people=()), now=ny(2, 12))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE applications_interview SET application_id = %s", [application.pk])
    questions = list(Evening.objects.order_by("asks_at", "pk"))
    # The last one to lie there, the first one to be taken.
    first = questions[0].pk
    Evening.objects.filter(pk=first).update(asks_at=F("asks_at") - timedelta(minutes=1))
    held, waits = threading.Event(), threading.Event()

    def hold_first() -> None:
        with transaction.atomic():
            Evening.objects.select_for_update(no_key=True).get(pk=first)
            held.set()
            until_locked(2)

    def write() -> None:
        held.wait(30)
        with transaction.atomic():
            waits.set()
            hold_evenings([application.pk])

    def doubt() -> None:
        waits.wait(30)
        until_locked(1)
        doubt_plans_ahead(ny(2, 13))

    assert run_together(hold_first, write, doubt) == []
