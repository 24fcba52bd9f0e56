"""What is due together is one message, however it comes into the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from types import ModuleType
from typing import Any

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import User
from accounts.services import save_settings
from reminders import tasks
from reminders.models import Channel, Delivery, FollowUp, Notification
from reminders.services import evenings, flagging, gathering, sending
from reminders.services.channels import choose_moments, email_channel
from reminders.services.flagging import flag_all, flag_due
from reminders.services.mornings import flag_mornings
from tests.reminders.mailing import Fake
from tests.reminders.story import entry, frozen, log, ny, row_of, send, tick

AFTER, DUE = ny(3, 18), ny(4, 8)
MINUTE = timedelta(minutes=1)


def send_before_each_batch(monkeypatch: pytest.MonkeyPatch, module: ModuleType, size: int) -> list[int]:
    """Another sender comes before each batch of the flagging that `module` does; what it gathered, each time."""
    real: Callable[..., int] = module._flag
    gathered: list[int] = []

    def flag(rows: list[Any], now: datetime, broken: set[int]) -> int:
        gathered.append(gathering.gather(now))
        return real(rows, now, broken)

    monkeypatch.setattr(module, "BATCH", size)
    monkeypatch.setattr(module, "_flag", flag)
    return gathered


def test_a_sender_in_the_middle_of_flagging_waits_for_the_rest(
    user: User, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(user, entry(ny(3, 10), people=[f"P{number} Lee" for number in range(7)]), now=AFTER)
    gathered = send_before_each_batch(monkeypatch, flagging, size=3)
    with frozen(DUE):
        flag_all(DUE)
        assert gathered == [0, 0, 0]
        sending.send_pending(DUE)
    (letter,) = fake.letters
    assert letter.subject == "Seven to send today"
    assert Notification.objects.filter(delivery=None).count() == 0


def test_a_sender_between_two_questions_waits_for_the_second(
    user: User, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After down time, both are due at once."""
    for hour, company in ((10, "Globex"), (14, "Initech")):
        log(user, entry(ny(3, hour), people=()), company=company, now=ny(2))
    gathered = send_before_each_batch(monkeypatch, evenings, size=1)
    with frozen(AFTER):
        flag_all(AFTER)
        assert gathered == [0, 0]
        sending.send_pending(AFTER)
    (letter,) = fake.letters
    assert "Globex" in letter.text
    assert "Initech" in letter.text


def test_the_morning_waits_for_the_steps_of_the_same_hour(user: User, fake: Fake) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    with frozen(DUE):
        flag_mornings(DUE)
        assert sending.send_pending(DUE) == 0
        flag_due(DUE)
        assert sending.send_pending(DUE) == 1
    assert "Thank you – Data Engineer interview" in fake.letters[0].text


def test_a_step_that_cannot_be_flagged_holds_nobody_back_for_long(user: User, fake: Fake) -> None:
    log(user, entry(ny(3, 10), people=("Sara Lindqvist", "Tom Baker")), now=AFTER)
    with frozen(DUE):
        flag_due(DUE)
    FollowUp.objects.filter(contact__name="Tom Baker").update(next_moment_at=DUE)
    assert sending.send_pending(DUE + MINUTE) == 0
    assert sending.send_pending(DUE + 2 * MINUTE) == 1


def test_somebody_elses_steps_hold_nobody_back(user: User, another: User, fake: Fake) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    log(another, entry(ny(3, 10)), now=AFTER)
    with frozen(DUE):
        flag_due(DUE)
        FollowUp.objects.filter(application__owner=another).update(next_moment_at=DUE)
        assert sending.send_pending(DUE) == 1
    assert fake.letters[0].to == user.email


def test_what_was_flagged_goes_out_without_waiting_for_the_next_tick(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[int] = []
    monkeypatch.setattr(tasks.send_pending, "apply_async", lambda **_options: woken.append(1))
    with frozen(DUE):
        tasks.flag_due()
        assert woken == []
        log(user, entry(ny(3, 10)), now=AFTER)
        assert timezone.now() == DUE
        tasks.flag_due()
        tasks.flag_due()
    assert woken == [1]


def test_without_a_broker_it_waits_for_the_next_tick(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*, retry: bool, **_options: object) -> None:
        assert not retry, "the next tick comes before a broker that is away has been tried again and again"
        raise OperationalError

    monkeypatch.setattr(tasks.send_pending, "apply_async", refuse)
    log(user, entry(ny(3, 10)), now=AFTER)
    with frozen(DUE):
        tasks.flag_due()
    assert Notification.objects.filter(follow_up__isnull=False).count() == 1


@pytest.mark.parametrize("name", ["flag_mornings", "flag_evenings"])
def test_an_occasion_that_breaks_keeps_no_step_from_anybody(
    user: User, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def broken(now: datetime) -> int:
        raise ValueError("a mistake of ours")

    broken.__name__ = name
    monkeypatch.setattr(flagging, name, broken)
    log(user, entry(ny(3, 10)), now=AFTER)
    with frozen(DUE):
        flag_all(DUE)
    assert Notification.objects.filter(follow_up__isnull=False).count() == 1


class TestDaysWithoutReminders:
    """Reminders come from Monday to Friday; Friday is the 6th."""

    @pytest.fixture(autouse=True)
    def weekdays(self, user: User) -> None:
        save_settings(user, {"reminder_days": 0b001_1111})

    def test_what_was_missed_on_friday_comes_on_monday(self, user: User) -> None:
        log(user, entry(ny(5, 10)), now=ny(5, 18))
        for hour in range(10, 60):
            assert tick(ny(7) + timedelta(hours=hour - 12)) == (1 if hour == 56 else 0)
        assert Notification.objects.get(follow_up__isnull=False).created_at == ny(9, 8)

    def test_a_new_hour_tells_nothing_twice_that_came_days_ahead(self, user: User) -> None:
        """Only Wednesdays: the inquiry's last call before Friday the 13th is on the 11th."""
        save_settings(user, {"reminder_days": 0b000_0100})
        application = log(user, entry(ny(3, 10)), now=AFTER).application
        send(row_of(application, "thank_you"), ny(3, 19))
        assert tick(ny(11, 8)) == 1
        save_settings(user, {"reminder_hour": time(10)})
        assert [tick(at) for at in (ny(11, 9), ny(11, 10), ny(12, 10), ny(13, 10))] == [0, 0, 0, 0]
        assert tick(ny(18, 10)) == 1

    def test_what_waits_on_friday_night_goes_out_on_monday(self, user: User, fake: Fake) -> None:
        log(user, entry(ny(5, 10)), now=ny(5, 18))
        tick(ny(6, 20, 59))
        assert [sending.send_pending(at) for at in (ny(6, 22), ny(7, 8), ny(8, 20))] == [0, 0, 0]
        assert sending.send_pending(ny(9, 7)) == 1


class TestWhatAChannelTells:
    def test_each_channel_has_its_own_moments(self, user: User) -> None:
        first = email_channel(user)
        second = Channel.objects.create(owner=user, address="second@example.org")
        choose_moments(first, ["late"])
        choose_moments(second, ["opens"])
        log(user, entry(ny(3, 10)), now=AFTER)
        for day in range(4, 9):
            tick(ny(day, 8))
        told = Notification.objects.order_by("due_at").values_list("channel", "moment")
        # On the 4th it can be sent, which is also the last call; who wants the one gets it by that name.
        assert list(told) == [(second.pk, "opens"), (first.pk, "late")]

    def test_what_one_channel_tells_later_withdraws_nothing_from_another(self, user: User) -> None:
        first = email_channel(user)
        second = Channel.objects.create(owner=user, address="second@example.org")
        choose_moments(first, ["late"])
        choose_moments(second, ["opens"])
        log(user, entry(ny(3, 10)), now=AFTER)
        for day in (4, 7):
            tick(ny(day, 8))
        assert Notification.objects.filter(withdrawn_at=None).count() == 2

    def test_what_is_usual_is_not_stored(self, user: User) -> None:
        channel = email_channel(user)
        choose_moments(channel, ["late"])
        assert Channel.objects.get().moments == ["late"]
        choose_moments(channel, ["opens", "best_by", "late", "snooze", "digest", "evening"])
        assert Channel.objects.get().moments is None

    def test_a_moment_nobody_is_told_of_is_over(self, user: User) -> None:
        channel = email_channel(user)
        choose_moments(channel, ["late"])
        log(user, entry(ny(3, 10)), now=AFTER)
        tick(DUE)
        choose_moments(channel, ["best_by"])
        tick(DUE + MINUTE)
        assert not Notification.objects.exists()
        assert not Delivery.objects.exists()
