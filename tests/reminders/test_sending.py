"""The outbox → letters: leased, sent, settled; refused, put off, given up, tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings

from accounts.models import User
from reminders.delivery.base import DeliveryError, Letter, Outcome
from reminders.models import Delivery, FollowUp, Notification
from reminders.models.delivery import DeliveryStatus
from reminders.services import follow_ups, gathering, sending
from reminders.services.channels import email_channel, switch_channel
from reminders.services.reminder_mail import compose_reminder
from reminders.services.sending import LEASE, MOST_TRIES, claim, deliver, send_again, send_pending, settle
from tests.reminders.mailing import DUE, Fake, queue
from tests.reminders.story import frozen, ny, send

MINUTE = timedelta(minutes=1)


def passing() -> DeliveryError:
    return DeliveryError("Not now.", permanent=False)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_inside_a_transaction(user: User, fake: Fake) -> None:
    queue(user)
    send_pending(DUE)
    assert fake.inside_transaction == [False]


def test_after_the_last_try_it_stays_and_can_be_sent_again(user: User, fake: Fake) -> None:
    delivery = queue(user)
    fake.failures = [passing() for _ in range(MOST_TRIES)]
    now = DUE
    for _ in range(MOST_TRIES + 3):
        send_pending(now)
        now += timedelta(days=1)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.tries, delivery.error) == ("failed", MOST_TRIES, "Not now.")
    send_again(delivery, now=now)
    assert send_pending(now) == 1
    assert [letter.message_id for letter in fake.letters] == [delivery.message_id]


def test_a_retry_does_not_come_at_night(user: User, fake: Fake) -> None:
    delivery = queue(user)
    fake.failures = [passing()]
    send_pending(ny(4, 20, 59, month=11) + MINUTE / 2)
    delivery.refresh_from_db()
    assert delivery.next_try_at == ny(5, 7)


def test_what_was_flagged_in_the_evening_is_not_gathered_at_night(user: User, fake: Fake) -> None:
    queue(user)
    Notification.objects.update(delivery=None)
    Delivery.objects.all().delete()
    assert send_pending(ny(4, 23)) == 0
    assert send_pending(ny(5, 7)) == 1


def test_a_lease_that_ran_out_passes_to_the_next(user: User, fake: Fake) -> None:
    delivery = queue(user)
    first = claim(DUE)
    assert first is not None
    assert claim(DUE + LEASE - MINUTE) is None
    second = claim(DUE + LEASE)
    assert second is not None
    assert not settle(first, DeliveryStatus.FAILED, now=DUE + LEASE, error="I was asleep.")
    assert deliver(second, now=DUE + LEASE)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.error, delivery.tries) == ("sent", "", 2)


def test_a_late_failure_of_the_first_does_not_disturb_the_second(user: User, fake: Fake) -> None:
    delivery = queue(user)
    first = claim(DUE)
    second = claim(DUE + LEASE)
    assert first is not None
    assert second is not None
    fake.failures = [passing()]
    assert not deliver(first, now=DUE + LEASE)
    delivery.refresh_from_db()
    assert (delivery.lease_token, delivery.next_try_at) == (second.token, DUE)


def test_senders_that_are_killed_again_and_again_give_up_in_the_end(user: User) -> None:
    delivery = queue(user)
    now = DUE
    for _ in range(MOST_TRIES):
        assert claim(now) is not None
        now += LEASE
    assert claim(now) is None
    delivery.refresh_from_db()
    assert (delivery.status, delivery.tries) == (DeliveryStatus.FAILED, MOST_TRIES)


def test_a_long_round_leases_from_the_time_it_is_then(
    user: User, another: User, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first letter took four minutes: the second one's lease must not be nearly over as it begins."""
    queue(user)
    queue(another)
    Delivery.objects.update(next_try_at=DUE)
    clock = [0.0]
    leases: list[timedelta] = []
    monkeypatch.setattr("reminders.services.sending.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(sending, "SHIFT", timedelta(hours=1))

    def slow(letter: Letter) -> Outcome:
        held = Delivery.objects.get(message_id=letter.message_id)
        assert held.lease_expires_at is not None
        leases.append(held.lease_expires_at - (DUE + timedelta(seconds=clock[0])))
        clock[0] += 240
        return Outcome.SENT

    monkeypatch.setattr(fake, "send", slow)
    assert send_pending(DUE) == 2
    assert leases == [LEASE, LEASE]


def test_a_bug_in_one_letter_does_not_stop_the_next(
    user: User, another: User, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = queue(user), queue(another)

    def compose(channel, *arguments, **options):  # type: ignore[no-untyped-def]
        if channel.owner == user:
            raise ZeroDivisionError
        return compose_reminder(channel, *arguments, **options)

    monkeypatch.setattr(sending, "compose_reminder", compose)
    send_pending(DUE)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.status, good.status) == (DeliveryStatus.PENDING, DeliveryStatus.SENT)


@pytest.mark.parametrize("deed", ["send", "skip", "snooze", "delete", "off", "settings"])
def test_what_is_no_longer_wanted_is_not_sent(
    user: User, fake: Fake, settings: LazySettings, deed: str
) -> None:
    delivery = queue(user)
    row, now = FollowUp.objects.get(kind="thank_you"), DUE + MINUTE
    with frozen(now):
        match deed:
            case "send":
                send(row, now)
            case "skip":
                follow_ups.skip(row, now=now)
            case "snooze":
                follow_ups.snooze(row, until=ny(6, 8), now=now)
            case "delete":
                type(row.application).objects.update(deleted_at=now)
            case "off":
                switch_channel(email_channel(user), active=False)
            case "settings":
                # A mail server was set, and this address was never confirmed.
                settings.MAIL_REACHES_PEOPLE = True
    assert send_pending(now) == 0
    delivery.refresh_from_db()
    assert (delivery.status, fake.letters) == (DeliveryStatus.WITHDRAWN, [])


def test_of_two_steps_only_the_one_still_owed_is_told(user: User, fake: Fake) -> None:
    queue(user, "Sara Lindqvist", "Tom Baker")
    send(FollowUp.objects.get(contact__name="Sara Lindqvist"), DUE + MINUTE)
    send_pending(DUE + 2 * MINUTE)
    assert [letter.subject for letter in fake.letters] == ["Thank-you to Tom Baker"]


def test_what_comes_later_is_another_letter(user: User, fake: Fake) -> None:
    delivery = queue(user)
    before = list(delivery.notifications.values_list("pk", flat=True))
    queue_again = Notification.objects.get(pk=before[0])
    queue_again.pk, queue_again.moment, queue_again.delivery = None, "late", None
    queue_again.save()
    assert gathering.gather(DUE + MINUTE) == 1
    assert list(delivery.notifications.values_list("pk", flat=True)) == before


def test_a_user_who_left_meanwhile_stops_nobody(user: User, fake: Fake) -> None:
    queue(user)
    lease = claim(DUE)
    assert lease is not None
    user.applications.all().delete()
    Delivery.objects.all().delete()
    assert not deliver(lease, now=DUE)
