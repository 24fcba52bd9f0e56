"""The way back from a release, on PostgreSQL and with what people have put there since."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from accounts.secrets import seal
from reminders.models import Channel, Delivery, Notification

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_before_messengers_and_browsers_only_mail_is_left(user: User) -> None:
    for kind in ("email", "messenger", "browser"):
        secret = "" if kind == "email" else seal("x")
        channel = Channel.objects.create(owner=user, kind=kind, address=kind, secret=secret)
        delivery = Delivery.objects.create(channel=channel, message_id=f"<{kind}@x.example>")
        Notification.objects.create(
            channel=channel, day="2026-11-25", moment="digest", due_at=timezone.now(), delivery=delivery
        )
    try:
        call_command("migrate", "reminders", "0009", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SELECT kind FROM reminders_channel")
            assert cursor.fetchall() == [("email",)]
    finally:
        call_command("migrate", verbosity=0)
    assert Channel.objects.get().secret == ""
