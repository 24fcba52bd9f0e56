"""Through a real mail server: taken, refused for now, refused for good, out of reach, asleep."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from reminders.models.delivery import DeliveryStatus
from reminders.services import gathering
from reminders.services.sending import send_again, send_pending
from tests.reminders.mailing import DUE, Post, free_port, queue
from tests.reminders.story import frozen

MINUTE = timedelta(minutes=1)


def test_sent_through_a_real_server_once(user: User, post: Post) -> None:
    delivery = queue(user)
    assert [send_pending(DUE + minute * MINUTE) for minute in range(3)] == [1, 0, 0]
    delivery.refresh_from_db()
    assert (delivery.status, delivery.tries, delivery.lease_token) == (DeliveryStatus.SENT, 1, "")
    assert post.message_ids == [delivery.message_id]


def test_a_letter_in_a_folder_reached_nobody(user: User, mail_folder: Path) -> None:
    delivery = queue(user)
    send_pending(DUE)
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.KEPT
    (written,) = mail_folder.iterdir()
    assert delivery.message_id in written.read_text()


@pytest.mark.parametrize("where", ["to_recipient", "to_letter"])
def test_a_passing_refusal_is_tried_again_with_growing_pauses(user: User, post: Post, where: str) -> None:
    delivery = queue(user)
    setattr(post, where, "451 later, please")
    now, pauses = DUE, []
    for _ in range(5):
        assert send_pending(now) == 0
        delivery.refresh_from_db()
        pauses.append(delivery.next_try_at - now)
        now = delivery.next_try_at
    assert pauses == sorted(pauses)
    assert timedelta(seconds=44) < pauses[0] < 2 * MINUTE
    assert pauses[4] > 11 * MINUTE
    assert (delivery.status, delivery.tries) == (DeliveryStatus.PENDING, 5)
    setattr(post, where, "")
    assert send_pending(now - MINUTE) == 0
    assert send_pending(now) == 1
    assert post.message_ids == [delivery.message_id]


@pytest.mark.parametrize("where", ["to_recipient", "to_letter"])
def test_a_final_refusal_is_shown_and_can_be_tried_again(
    user: User, post: Post, client: Client, where: str
) -> None:
    delivery = queue(user)
    setattr(post, where, "550 nobody of that name")
    assert send_pending(DUE) == 0
    delivery.refresh_from_db()
    assert (delivery.status, delivery.tries, bool(delivery.error)) == (DeliveryStatus.FAILED, 1, True)
    with frozen(DUE + MINUTE):
        client.force_login(user)
        assert reverse("delivery_again", args=[delivery.pk]) in client.get(reverse("today")).content.decode()
    assert send_pending(DUE + timedelta(days=1)) == 0
    setattr(post, where, "")
    send_again(delivery, now=DUE + MINUTE)
    assert send_pending(DUE + MINUTE) == 1
    assert post.message_ids == [delivery.message_id]


@pytest.mark.parametrize("code", ["552 mailbox full", "421 closing", "450 busy", "535 wrong password"])
def test_some_refusals_in_the_five_hundreds_pass(user: User, post: Post, code: str) -> None:
    delivery = queue(user)
    post.to_letter = code
    send_pending(DUE)
    delivery.refresh_from_db()
    assert delivery.status == DeliveryStatus.PENDING


def test_no_server_there(user: User, post: Post, settings: LazySettings) -> None:
    delivery = queue(user)
    settings.EMAIL_PORT = free_port()
    send_pending(DUE)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.error) == ("pending", "The mail server could not be reached.")


def test_a_server_that_dozes_off(user: User, post: Post) -> None:
    delivery = queue(user)
    post.slow = 2
    send_pending(DUE)
    delivery.refresh_from_db()
    assert (delivery.status, delivery.tries) == ("pending", 1)


def test_an_address_no_letter_can_carry_is_a_final_failure(user: User, post: Post) -> None:
    delivery = queue(user)
    type(delivery.channel).objects.update(address="not an address\n@")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "is_confirmed", lambda _: True)
        send_pending(DUE)
    delivery.refresh_from_db()
    assert (delivery.status, post.letters) == (DeliveryStatus.FAILED, [])
