"""Several flaggers and senders at once on a real PostgreSQL: what is due to a user together is one message."""

from __future__ import annotations

from collections import Counter

import pytest
import time_machine

from reminders.delivery.base import Letter
from reminders.models import Delivery, Notification
from reminders.services import flagging, sending
from reminders.services.flagging import flag_all
from tests.faults.test_races import DUE, Counting, owe, run_together
from tests.reminders.story import entry, log, ny

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


class Keeping(Counting):
    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Letter] = []

    def send(self, letter: Letter):  # type: ignore[no-untyped-def]
        self.letters.append(letter)
        return super().send(letter)


def test_steps_mornings_and_evenings_of_a_user_are_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty users are owed twelve steps, the day's summary and last night's interview, all at eight."""
    keeping = Keeping()
    monkeypatch.setitem(sending.CHANNELS, "email", keeping)
    monkeypatch.setattr(flagging, "BATCH", 7)
    users = owe(users=30, people=12)
    for user in users:
        log(user, entry(ny(3, 20, 15), people=("Ann Lee",)), now=ny(3, 18), company="Northwind")

    def send() -> None:
        for _ in range(40):
            sending.send_pending(DUE)

    with time_machine.travel(DUE):
        deeds = [lambda: flag_all(DUE), send] * 3
        assert run_together(*deeds) == []
        sending.send_pending(DUE)
    assert Counter(letter.to for letter in keeping.letters) == Counter(user.email for user in users)
    assert {letter.subject for letter in keeping.letters} == {"12 to send today"}
    # Twelve steps, one morning and one evening each, none twice and none left.
    assert Counter(Notification.objects.values_list("moment", flat=True)) == {
        "best_by": 360,
        "digest": 30,
        "evening": 30,
    }
    assert not Notification.objects.filter(delivery=None).exists()
    assert set(Delivery.objects.values_list("status", flat=True)) == {"sent"}
