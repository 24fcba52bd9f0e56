"""Sending when something around it gives way: a far end that hangs, a database that goes away, a night."""

from __future__ import annotations

import itertools
from datetime import time, timedelta

import pytest
from django.db import OperationalError

from accounts.models import User
from accounts.secrets import seal
from accounts.services import save_settings
from reminders.delivery.base import DeliveryError, Letter, Outcome
from reminders.models import Channel, Delivery
from reminders.services import sending
from reminders.services.flagging import flag_due
from reminders.services.sending import LEASE, send_again, send_pending
from tests.factories import UserFactory
from tests.reminders.mailing import DUE, Fake, queue
from tests.reminders.story import entry, log, ny


class Failing:
    """Fails each letter, after as many seconds on the watch as `hangs`."""

    def __init__(self, clock: list[float], hangs: float) -> None:
        self.clock, self.hangs, self.tries = clock, hangs, 0

    def send(self, letter: Letter) -> Outcome:
        self.tries += 1
        self.clock[0] += self.hangs
        raise DeliveryError("The mail server could not be reached.", permanent=False, code="unreachable")


@pytest.fixture
def elapsed(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found = [0.0]
    monkeypatch.setattr("reminders.services.sending.time.monotonic", lambda: found[0])
    return found


def queue_by_mail_and_messenger(users: int) -> None:
    for user in UserFactory.create_batch(users):
        Channel.objects.create(owner=user, kind="messenger", address="here", secret=seal("here"))
        log(user, entry(ny(3, 10)), now=ny(3, 18))
    flag_due(DUE)


@pytest.mark.django_db
def test_mail_that_hangs_holds_up_no_messenger(elapsed: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Three hanging letters would take a sender's whole shift."""
    mail, messenger = Failing(elapsed, hangs=20), Fake()
    monkeypatch.setattr(sending, "CHANNELS", {"email": mail, "messenger": messenger})
    queue_by_mail_and_messenger(users=3)
    assert send_pending(DUE) == 3
    assert (mail.tries, len(messenger.letters)) == (1, 3)
    # The others are tried in their turn, one a shift.
    for shift in range(1, 3):
        send_pending(DUE + shift * timedelta(seconds=30))
    assert mail.tries == 3


@pytest.mark.django_db
def test_mail_that_fails_at_once_is_tried_for_everybody(
    elapsed: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    mail, messenger = Failing(elapsed, hangs=0.1), Fake()
    monkeypatch.setattr(sending, "CHANNELS", {"email": mail, "messenger": messenger})
    queue_by_mail_and_messenger(users=3)
    assert send_pending(DUE) == 3
    assert mail.tries == 3


@pytest.mark.django_db(transaction=True)
def test_what_was_handed_over_while_the_database_was_away_is_noted_when_it_is_back(
    user: User, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, times = sending.settle, itertools.count()
    monkeypatch.setattr(sending, "SECONDS_BETWEEN_NOTES", 0)

    def away_at_first(*given: object, **more: object) -> bool:
        if next(times) < 3:
            raise OperationalError("terminating connection due to administrator command")
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "settle", away_at_first)
    delivery = queue(user)
    assert send_pending(DUE) == 1
    delivery.refresh_from_db()
    assert (delivery.status, delivery.lease_token) == ("sent", "")
    assert send_pending(DUE + LEASE * 2) == 0
    assert [letter.message_id for letter in fake.letters] == [delivery.message_id]


@pytest.mark.django_db
def test_a_pause_that_ends_with_the_night_is_left_alone(user: User, fake: Fake) -> None:
    queue(user)
    Delivery.objects.update(next_try_at=ny(5, 7))
    assert send_pending(ny(4, 20)) == 0
    assert Delivery.objects.get().next_try_at == ny(5, 7)


@pytest.mark.django_db
def test_what_waited_until_the_night_waits_for_its_end(user: User, fake: Fake) -> None:
    """A laptop that is closed in the evening and opened at night."""
    delivery = queue(user)
    assert [send_pending(at) for at in (ny(4, 21), ny(4, 23), ny(5, 6, 59))] == [0, 0, 0]
    delivery.refresh_from_db()
    assert (delivery.status, delivery.tries, delivery.next_try_at) == ("pending", 0, ny(5, 7))
    assert send_pending(ny(5, 7)) == 1


@pytest.mark.django_db
def test_what_is_sent_again_at_night_goes_out_at_night(user: User, fake: Fake) -> None:
    delivery = queue(user)
    Delivery.objects.update(status="failed")
    assert send_again(delivery, now=ny(4, 23))
    assert send_pending(ny(4, 23, 1)) == 1


@pytest.mark.django_db
def test_new_quiet_hours_keep_what_waits_already(user: User, fake: Fake) -> None:
    delivery = queue(user)
    Delivery.objects.update(next_try_at=ny(4, 18, 30))
    save_settings(user, {"quiet_from": time(18)})
    assert send_pending(ny(4, 18, 30)) == 0
    delivery.refresh_from_db()
    assert delivery.next_try_at == ny(5, 7)
    assert send_pending(ny(5, 7)) == 1
