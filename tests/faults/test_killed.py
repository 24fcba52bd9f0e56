"""A sender that is killed: before the letter was handed over nothing is lost, after it the ID is the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings

from accounts.models import User
from reminders.models import Delivery
from reminders.models.delivery import DeliveryStatus
from reminders.services.sending import LEASE, send_pending
from tests.faults.children import start, wait_for
from tests.reminders.mailing import DUE, queue, running_post

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(("when", "letters"), [("before", 1), ("after", 2)])
def test_killed_between_lease_and_settle(
    user: User, settings: LazySettings, tmp_path: Path, when: str, letters: int
) -> None:
    EmailAddress.objects.create(user=user, email=user.email, verified=True)
    with running_post() as post:
        settings.MAIL_REACHES_PEOPLE = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        delivery = queue(user)
        touched = tmp_path / "touched"
        url = f"smtp://127.0.0.1:{post.port}"
        child = start("send", DUE.isoformat(), when, str(touched), EMAIL_URL=url)
        wait_for(touched, child)
        # SIGKILL: no handler, no rollback, no goodbye.
        child.kill()
        child.communicate(timeout=30)
        delivery.refresh_from_db()
        assert (delivery.status, bool(delivery.lease_token)) == (DeliveryStatus.PENDING, True)
        assert len(post.letters) == letters - 1
        # The watch of the child had gone on a little since DUE.
        assert send_pending(DUE + LEASE - SECOND) == 0
        assert send_pending(DUE + LEASE + 30 * SECOND) == 1
        assert send_pending(DUE + LEASE * 3) == 0
    assert len(post.letters) == letters
    assert set(post.message_ids) == {delivery.message_id}
    settled = Delivery.objects.get()
    assert (settled.status, settled.tries, settled.lease_token) == (DeliveryStatus.SENT, 2, "")
