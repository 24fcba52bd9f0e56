"""One line for each decision that stands: ids, and nothing that anybody wrote or is called."""

from __future__ import annotations

import json
import logging
import sys
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import transaction

from accounts.models import User
from config.watch.logs import JsonLine, TextLine
from reminders.decisions import record
from reminders.models import FollowUp
from reminders.services import follow_ups, sending
from reminders.services.sending import send_again, send_pending
from tests.reminders.mailing import DUE, Post, queue

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = timedelta(minutes=1)
LOGGER = "followthrough.decisions"


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.name == LOGGER]


def test_the_way_of_a_reminder_from_the_plan_to_the_far_end(
    user: User, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        delivery = queue(user)
        post.to_recipient = f"451 {user.email} is asked for too often"
        send_pending(DUE)
        post.to_recipient = f"550 {user.email} is gone"
        send_pending(DUE + 5 * MINUTE)
        send_again(delivery, now=DUE + 6 * MINUTE)
        post.to_recipient = ""
        send_pending(DUE + 6 * MINUTE)
    assert told(caplog)[-9:] == [
        "flagged",
        "gathered",
        "leased",
        "retried",
        "leased",
        "failed",
        "sent_again",
        "leased",
        "sent",
    ]
    assert set(told(caplog)[:-9]) == {"planned"}
    # The mail server of this test is talkative, and not ours.
    ours = [each for each in caplog.records if not each.name.startswith("mail.")]
    lines = "\n".join(TextLine().format(each) for each in ours)
    assert f"failed delivery={delivery.pk} channel={delivery.channel_id} tries=2 code=smtp_550" in lines
    for theirs in (user.email, user.name, "Sara", "Lindqvist", "Acme", "gone", "often"):
        assert theirs not in lines


def test_what_is_withdrawn(user: User, post: Post, caplog: pytest.LogCaptureFixture) -> None:
    delivery = queue(user)
    row = FollowUp.objects.get(notifications__delivery=delivery)
    with caplog.at_level(logging.INFO):
        follow_ups.skip(row, now=DUE)
        send_pending(DUE)
    assert "notifications_withdrawn" in told(caplog)
    assert told(caplog)[-2:] == ["leased", "withdrawn"]


def test_what_is_rolled_back_was_never_decided(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), transaction.atomic():
        record("sent", delivery=1)
        transaction.set_rollback(True)
    assert told(caplog) == []


def test_a_count_that_fails_stops_nobody(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_decision: str) -> int:
        raise OSError

    settings.METRICS_TOKEN = "0123456789abcdef"
    monkeypatch.setattr("reminders.decisions._count", fail)
    record("sent", delivery=1)


def test_a_line_of_json_is_one_line() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        entry = logging.LogRecord("x", logging.ERROR, __file__, 1, "it %s", ("failed",), sys.exc_info())
    entry.ids = {"delivery": 7}
    line = JsonLine().format(entry)
    assert "\n" not in line
    found = json.loads(line)
    assert (found["message"], found["delivery"], found["level"]) == ("it failed", 7, "ERROR")
    assert found["at"].endswith("+00:00")
    assert "ValueError: two" in found["exception"]


def test_a_line_without_ids_is_as_it_was() -> None:
    entry = logging.LogRecord("x", logging.INFO, __file__, 1, "hello", None, None)
    assert TextLine().format(entry).endswith(" INFO x: hello")


def test_sending_is_broken_off_for_good(user: User, caplog: pytest.LogCaptureFixture) -> None:
    queue(user)
    now = DUE
    with caplog.at_level(logging.INFO):
        for _ in range(sending.MOST_TRIES + 1):
            sending.claim(now)
            now += sending.LEASE
    assert told(caplog)[-sending.MOST_TRIES - 2 :] == ["gathered", *["leased"] * sending.MOST_TRIES, "failed"]
