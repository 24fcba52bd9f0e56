"""A clock that ran ahead: what it put off, withdrew or gave up is looked at again, what it told is not told again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from accounts.models import User
from reminders import tasks
from reminders.delivery.base import DeliveryError
from reminders.models import Delivery, Evening, FollowUp, Morning, Notification, Plan, Tick
from reminders.services import flagging, sending, ticks
from reminders.services.flagging import flag_all, flag_due
from reminders.services.gathering import gather
from reminders.services.planning import doubt_plans_ahead, replan_due
from reminders.services.sending import LEASE, doubt_withdrawn_ahead, send_pending
from reminders.services.ticks import Process, note_tick
from tests.reminders.mailing import DUE, Fake, queue
from tests.reminders.story import entry, frozen, log, ny

pytestmark = pytest.mark.django_db

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def test_what_a_later_reminder_overtook_stays_withdrawn(user: User, fake: Fake) -> None:
    """Mail is away when a step opens; then the clock runs ahead, mail is back, and the step is told as late."""
    queue(user)
    fake.failures = [DeliveryError("Try again later.", permanent=False)]
    assert send_pending(DUE) == 0
    ahead = ny(25, 9)
    with frozen(ahead):
        replan_due(ahead)
        flag_due(ahead)
        send_pending(ahead)
    moments = Notification.objects.filter(follow_up__kind="thank_you").order_by("due_at")
    assert list(moments.values_list("moment", "delivery__status")) == [
        ("best_by", "withdrawn"),
        ("late", "sent"),
    ]
    back = ny(4, 12)
    with frozen(back):
        doubt_plans_ahead(back)
        doubt_withdrawn_ahead(back)
        replan_due(back)
        flag_due(back)
        send_pending(back)
    assert len(fake.letters) == 1
    assert Delivery.objects.filter(status="pending").count() == 0


@pytest.mark.parametrize("queued", [True, False])
def test_a_step_that_was_over_by_a_clock_that_ran_ahead_is_still_told(
    user: User, fake: Fake, queued: bool
) -> None:
    """Mail or the worker is away when an invitation is to be confirmed, while the clock runs past its interview."""
    form = replace(entry(ny(5, 16), people=()), confirmed=False, invited_on=date(2026, 11, 2))
    log(user, form, now=ny(2, 12))
    if queued:
        flag_due(ny(3, 9))
        fake.failures = [DeliveryError("Try again later.", permanent=False)]
        assert send_pending(ny(3, 9)) == 0
    replan_due(ny(6, 9))
    assert send_pending(ny(6, 9)) == 0
    confirmation = FollowUp.objects.get(kind="confirm_interview")
    assert confirmation.status == "withdrawn"
    back = ny(3, 10)
    doubt_plans_ahead(back)
    doubt_withdrawn_ahead(back)
    replan_due(back)
    confirmation.refresh_from_db()
    assert confirmation.status == "open"
    sent = 0
    for _ in range(2):
        flag_due(back)
        sent += send_pending(back)
    assert sent == 1


def test_what_was_withdrawn_waits_for_the_end_of_the_night_in_which_the_clock_is_put_back(
    user: User, fake: Fake
) -> None:
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    with frozen(ny(3, 11, 30)):
        flag_all(ny(3, 11, 30))
        gather(ny(3, 11, 30))
    assert send_pending(ny(6, 12)) == 0
    assert Delivery.objects.get().status == "withdrawn"
    doubt_withdrawn_ahead(ny(3, 23))
    assert send_pending(ny(3, 23)) == 0
    assert send_pending(ny(4, 7)) == 1


def test_the_morning_of_the_day_on_which_the_clock_was_put_right_comes_late(user: User) -> None:
    """The clock jumps over a weekend before this morning's hour, and is put right after it."""
    log(user, entry(ny(3, 16), people=()), now=ny(2, 12))
    with frozen(ny(6, 9)):
        flag_all(ny(6, 9))
    back = ny(3, 10)
    doubt_plans_ahead(back)
    with frozen(back):
        replan_due(back)
        flag_all(back)
        flag_all(back)
    told = Notification.objects.filter(moment="digest").values_list("day", "due_at")
    assert [(str(day), at) for day, at in told] == [("2026-11-03", ny(3, 8))]


def test_what_was_flagged_ahead_waits_for_no_step_that_cannot_be_flagged(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(user, entry(ny(3, 10)), now=ny(3, 18))
    flag_due(ny(6, 9))
    log(user, entry(ny(3, 14)), now=ny(3, 18), company="Globex")

    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(flagging, "_move_on", broken)
    FollowUp.objects.filter(application__company__name="Globex").update(next_moment_at=DUE)
    assert flag_due(DUE) == 0
    assert gather(ny(4, 8, 5)) == 1


def test_a_lease_of_a_clock_that_ran_ahead_lasts_no_longer_than_any_other(user: User, fake: Fake) -> None:
    delivery = queue(user)
    # Whoever took it was killed before anything was sent, and then the clock was put back.
    assert sending.claim(DUE + 2 * DAY) is not None
    assert send_pending(DUE) == 0
    assert send_pending(DUE + LEASE + MINUTE) == 1
    assert [letter.message_id for letter in fake.letters] == [delivery.message_id]


def test_a_letter_put_off_by_a_clock_that_ran_ahead_waits_no_two_days(user: User, fake: Fake) -> None:
    delivery = queue(user)
    Delivery.objects.update(next_try_at=DUE + 2 * DAY)
    assert send_pending(DUE) == 1
    delivery.refresh_from_db()
    assert delivery.status == "sent"


def test_what_was_planned_by_a_clock_that_ran_ahead_is_planned_anew(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticks, "_looked", {})
    log(user, entry(ny(3, 10)), now=ny(2, 12))
    # For a moment it is a fortnight later: the interview is over, and so is the time for thanks.
    note_tick(Process.WORKER, ny(17, 8))
    replan_due(ny(17, 8))
    assert FollowUp.objects.open().exists()
    ticks._looked.clear()
    note_tick(Process.WORKER, ny(2, 13), when_put_back=doubt_plans_ahead)
    assert Plan.objects.get().stale
    replan_due(ny(2, 13))
    assert not FollowUp.objects.open().exists()
    # And on the day it comes as ever.
    replan_due(ny(4, 8))
    assert flag_due(ny(4, 8)) == 1


def test_a_clock_is_seen_to_jump_within_the_seconds_between_two_notes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ticks, "_looked", {})
    put_back: list[object] = []
    for now in (DUE, DUE + 2 * DAY, DUE + timedelta(seconds=5), DUE + timedelta(seconds=5)):
        note_tick(Process.WORKER, now, when_put_back=put_back.append)
    assert put_back == [DUE + timedelta(seconds=5)]


@pytest.mark.parametrize("task", [tasks.replan_due, tasks.flag_due, tasks.send_pending])
def test_each_task_notes_its_time_and_after_it_was_put_back_looks_at_all_again(
    user: User, fake: Fake, monkeypatch: pytest.MonkeyPatch, task: Callable[[], None]
) -> None:
    """Were it not noted by the task that worked by it, nobody would know later that it had run ahead."""
    monkeypatch.setattr(ticks, "_looked", {})
    monkeypatch.setattr(tasks.send_pending, "apply_async", lambda **_: None)
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    with frozen(ny(3, 11, 30)):
        flag_all(ny(3, 11, 30))
        gather(ny(3, 11, 30))
    with frozen(ny(6, 12)):
        task()
        sending.send_pending(ny(6, 12))
    assert Tick.objects.get(process="worker").at == ny(6, 12)
    assert Delivery.objects.get().status == "withdrawn"
    with frozen(ny(3, 11, 40)):
        task()
        tasks.send_pending()
    assert len(fake.letters) == 1


def test_mornings_and_questions_that_a_clock_gave_up_come_when_it_is_right_again(user: User) -> None:
    """On Monday, for a moment, it is Friday: nobody is told of days gone by, and then it is Monday again."""
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    with frozen(ny(6, 9)):
        flag_all(ny(6, 9))
    assert Evening.objects.get().asks_at is None
    doubt_plans_ahead(ny(2, 13))
    for at in (ny(2, 13), ny(3, 8), ny(3, 11, 30)):
        with frozen(at):
            replan_due(at)
            flag_all(at)
    told = Notification.objects.order_by("created_at").values_list("moment", "created_at")
    assert list(told) == [("digest", ny(3, 8)), ("evening", ny(3, 11, 30))]


def test_a_question_that_was_due_when_the_clock_ran_ahead_is_asked_when_it_is_right_again(user: User) -> None:
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    for at, told in ((ny(6, 9), 0), (ny(3, 14), 1)):
        doubt_plans_ahead(at)
        with frozen(at):
            flag_all(at)
        assert Notification.objects.filter(moment="evening").count() == told


def test_what_was_asked_too_early_is_not_asked_again(user: User) -> None:
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    with frozen(ny(3, 12)):
        flag_all(ny(3, 12))
    doubt_plans_ahead(ny(2, 13))
    for at in (ny(2, 13), ny(3, 11, 30), ny(3, 12)):
        with frozen(at):
            replan_due(at)
            flag_all(at)
    assert Notification.objects.filter(moment="evening").count() == 1


def test_what_was_not_sent_because_its_day_seemed_over_is_sent_on_its_day(user: User, fake: Fake) -> None:
    """The clock jumps when a morning and a question stand in the outbox already."""
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    for at in (ny(3, 8), ny(3, 11, 30)):
        with frozen(at):
            flag_all(at)
            gather(at)
        assert send_pending(at + 3 * DAY) == 0
        doubt_withdrawn_ahead(at + MINUTE)
        assert send_pending(at + MINUTE) == 1
    assert len(fake.letters) == 2


def test_a_question_left_out_of_a_message_that_went_out_too_early_comes_in_the_next(
    user: User, fake: Fake
) -> None:
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    log(user, entry(ny(2, 10)), company="Globex", now=ny(2, 12))
    with frozen(ny(3, 11, 30)):
        flag_all(ny(3, 11, 30))
    # Three days later only the thank-you is worth a word.
    assert send_pending(ny(6, 12)) == 1
    told = Notification.objects.filter(withdrawn_at=None)
    assert list(told.values_list("moment", flat=True)) == ["best_by"]
    doubt_withdrawn_ahead(ny(3, 11, 40))
    assert send_pending(ny(3, 11, 40)) == 1
    assert [row.message_id for row in Delivery.objects.order_by("pk")] == [
        letter.message_id for letter in fake.letters
    ]
    later = told.filter(delivery__message_id=fake.letters[1].message_id).order_by("moment")
    assert list(later.values_list("moment", flat=True)) == ["digest", "evening"]


def test_a_morning_is_told_though_another_days_message_went_out_too_early_without_it(
    user: User, fake: Fake
) -> None:
    log(user, entry(ny(3, 16), people=()), now=ny(2, 12))
    log(user, entry(ny(6, 16), people=()), company="Globex", now=ny(2, 12))
    for at in (ny(3, 8), ny(6, 9)):
        with frozen(at):
            flag_all(at)
    assert send_pending(ny(6, 9)) == 1
    doubt_withdrawn_ahead(ny(3, 9))
    assert send_pending(ny(3, 9)) == 1
    told = [("Acme" in letter.text, "Globex" in letter.text) for letter in fake.letters]
    assert told == [(False, True), (True, False)]


def test_what_waits_for_the_end_of_a_night_that_a_clock_made_up_waits_no_longer(user: User) -> None:
    log(user, entry(ny(3, 10)), now=ny(3, 18))
    # It is a month later, and night.
    flag_all(ny(3, 23, month=12))
    assert FollowUp.objects.get(kind="thank_you").next_moment_at == ny(4, 7, month=12)
    assert Morning.objects.get().next_at == ny(4, 7, month=12)
    doubt_plans_ahead(ny(3, 19))
    assert flag_all(ny(3, 19)) == 0
    with frozen(DUE):
        # The thank-you, and the morning that names it.
        assert flag_all(DUE) == 2
