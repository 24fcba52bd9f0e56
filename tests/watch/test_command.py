"""`manage.py reminders`: in words and in JSON, with exit codes, and another try."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from accounts.models import User
from reminders.models import Delivery, Tick
from reminders.services.flagging import flag_all
from reminders.services.sending import send_pending
from tests.reminders.mailing import AFTER, DUE, Post, queue
from tests.reminders.story import entry, log, ny

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def ticking() -> None:
    for process in ("beat", "worker"):
        Tick.objects.create(process=process, at=DUE)


def run(*arguments: str, at: object = DUE) -> tuple[int, str]:
    output = StringIO()
    code = 0
    with time_machine.travel(at, tick=False):  # type: ignore[arg-type]
        try:
            call_command("reminders", *arguments, stdout=output)
        except SystemExit as left:
            code = int(str(left.code))
    return code, output.getvalue()


def test_nothing_is_owed() -> None:
    code, said = run()
    assert code == 0
    assert "failed    0 messages given up" in said
    assert json.loads(run("--json")[1])["due"] == {"count": 0, "since": None}


def test_what_is_due_is_no_trouble_until_several_ticks_have_passed_it_by(user: User) -> None:
    log(user, entry(ny(3, 10), people=("Sara Lindqvist",)), now=AFTER)
    code, said = run(at=DUE + MINUTE)
    assert (code, "due       2 moments" in said) == (0, True)
    Tick.objects.update(at=DUE + 10 * MINUTE)
    code, said = run(at=DUE + 10 * MINUTE)
    assert (code, "stuck     2 moments" in said) == (1, True)
    flag_all(DUE + 10 * MINUTE)
    code, said = run(at=DUE + 10 * MINUTE)
    assert (code, "queued    2 told of" in said) == (0, True)


def test_what_failed_is_told_without_anybodys_address_and_tried_again(user: User, post: Post) -> None:
    delivery = queue(user)
    post.to_recipient = f"550 <{user.email}> is \x1b[31mgone"
    send_pending(DUE)
    code, said = run()
    assert code == 1
    assert "“550 <…@…> is [31mgone”" in said
    assert user.email not in said
    assert "\x1b" not in said
    found = json.loads(run("--json")[1])
    assert [(each["id"], each["state"], each["next_try"]) for each in found["messages"]] == [
        (delivery.pk, "failed", None)
    ]
    code, said = run("--retry", str(delivery.pk))
    assert (code, said.splitlines()[0]) == (0, "1 to be tried again at the next tick")
    post.to_recipient = ""
    assert send_pending(DUE) == 1
    assert post.message_ids == [delivery.message_id]


def test_a_retry_takes_all_that_failed_and_all_that_waits(user: User, another: User, post: Post) -> None:
    queue(user)
    post.to_letter = "451 not now"
    send_pending(DUE)
    Delivery.objects.update(next_try_at=DUE + 90 * MINUTE)
    assert "retried   1 messages that failed and will be tried again" in run()[1]
    failed = Delivery.objects.get()
    Delivery.objects.create(channel=failed.channel, message_id="<2@x.example>", status="failed", error="550")
    assert run("--retry")[1].splitlines()[0] == "2 to be tried again at the next tick"
    assert set(Delivery.objects.values_list("status", "next_try_at")) == {("pending", DUE)}


def test_a_retry_at_night_waits_for_the_morning(user: User, post: Post) -> None:
    delivery = queue(user)
    Delivery.objects.update(status="failed")
    run("--retry", at=ny(4, 23))
    delivery.refresh_from_db()
    assert delivery.next_try_at == ny(5, 7)


def test_a_message_that_is_none(user: User) -> None:
    with pytest.raises(CommandError, match="there is no message 99") as caught:
        call_command("reminders", "--retry", "99")
    assert caught.value.returncode == 2


def test_a_process_that_does_not_run(user: User) -> None:
    code, said = run(at=DUE + 6 * MINUTE)
    assert code == 1
    assert "worker    NOT RUNNING, last seen 6 min ago" in said
    Tick.objects.all().delete()
    code, said = run()
    assert (code, "beat      NOT RUNNING, never seen" in said) == (1, True)


def test_a_message_nobody_holds_is_stuck(user: User, post: Post) -> None:
    queue(user)
    Tick.objects.update(at=DUE + 10 * MINUTE)
    code, said = run("--json", at=DUE + 10 * MINUTE)
    found = json.loads(said)
    assert (code, found["stuck_messages"]["count"], found["messages"][0]["state"]) == (1, 1, "stuck")
