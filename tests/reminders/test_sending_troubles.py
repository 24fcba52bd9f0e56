"""Sending when something around it gives way: a far end that hangs, a database that goes away, a clock put back."""

from __future__ import annotations

import itertools
from datetime import time, timedelta

import pytest
from django.db import OperationalError

from accounts.models import User
from accounts.secrets import seal
from accounts.services import save_settings
from reminders.delivery.base import DeliveryError, Letter, Outcome
from reminders.models import Channel, Delivery, Evening, FollowUp, Morning, Notification, Plan
from reminders.services import sending, ticks
from reminders.services.flagging import flag_all, flag_due
from reminders.services.gathering import gather
from reminders.services.planning import doubt_plans_ahead, replan_due
from reminders.services.sending import LEASE, doubt_withdrawn_ahead, send_again, send_pending
from reminders.services.ticks import Process, note_tick
from tests.factories import UserFactory
from tests.reminders.mailing import DUE, queue
from tests.reminders.story import entry, frozen, log, ny

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Taking:
    def __init__(self) -> None:
        self.letters: list[str] = []

    def send(self, letter: Letter) -> Outcome:
        self.letters.append(letter.message_id)
        return Outcome.SENT


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
    mail, messenger = Failing(elapsed, hangs=20), Taking()
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
    mail, messenger = Failing(elapsed, hangs=0.1), Taking()
    monkeypatch.setattr(sending, "CHANNELS", {"email": mail, "messenger": messenger})
    queue_by_mail_and_messenger(users=3)
    assert send_pending(DUE) == 3
    assert mail.tries == 3


@pytest.mark.django_db(transaction=True)
def test_what_was_handed_over_while_the_database_was_away_is_noted_when_it_is_back(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking, real, times = Taking(), sending.settle, itertools.count()
    monkeypatch.setitem(sending.CHANNELS, "email", taking)
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
    assert taking.letters == [delivery.message_id]


@pytest.mark.django_db
def test_a_lease_of_a_clock_that_ran_ahead_lasts_no_longer_than_any_other(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking = Taking()
    monkeypatch.setitem(sending.CHANNELS, "email", taking)
    delivery = queue(user)
    # Whoever took it was killed before anything was sent, and then the clock was put back.
    assert sending.claim(DUE + 2 * DAY) is not None
    assert send_pending(DUE) == 0
    assert send_pending(DUE + LEASE + MINUTE) == 1
    assert taking.letters == [delivery.message_id]


@pytest.mark.django_db
def test_a_letter_put_off_by_a_clock_that_ran_ahead_waits_no_two_days(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sending.CHANNELS, "email", Taking())
    delivery = queue(user)
    Delivery.objects.update(next_try_at=DUE + 2 * DAY)
    assert send_pending(DUE) == 1
    delivery.refresh_from_db()
    assert delivery.status == "sent"


@pytest.mark.django_db
def test_a_pause_that_ends_with_the_night_is_left_alone(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sending.CHANNELS, "email", Taking())
    queue(user)
    Delivery.objects.update(next_try_at=ny(5, 7))
    assert send_pending(ny(4, 20)) == 0
    assert Delivery.objects.get().next_try_at == ny(5, 7)


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_a_clock_is_seen_to_jump_within_the_seconds_between_two_notes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ticks, "_looked", {})
    put_back: list[object] = []
    for now in (DUE, DUE + 2 * DAY, DUE + timedelta(seconds=5), DUE + timedelta(seconds=5)):
        note_tick(Process.WORKER, now, when_put_back=put_back.append)
    assert put_back == [DUE + timedelta(seconds=5)]


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_a_question_that_was_due_when_the_clock_ran_ahead_is_asked_when_it_is_right_again(user: User) -> None:
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    for at, told in ((ny(6, 9), 0), (ny(3, 14), 1)):
        doubt_plans_ahead(at)
        with frozen(at):
            flag_all(at)
        assert Notification.objects.filter(moment="evening").count() == told


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_what_was_not_sent_because_its_day_seemed_over_is_sent_on_its_day(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock jumps when a morning and a question stand in the outbox already."""
    taking = Taking()
    monkeypatch.setitem(sending.CHANNELS, "email", taking)
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    for at in (ny(3, 8), ny(3, 11, 30)):
        with frozen(at):
            flag_all(at)
            gather(at)
        assert send_pending(at + 3 * DAY) == 0
        doubt_withdrawn_ahead(at + MINUTE)
        assert send_pending(at + MINUTE) == 1
    assert len(taking.letters) == 2


@pytest.mark.django_db
def test_a_question_left_out_of_a_message_that_went_out_too_early_comes_in_the_next(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    taking = Taking()
    monkeypatch.setitem(sending.CHANNELS, "email", taking)
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
    assert [row.message_id for row in Delivery.objects.order_by("pk")] == taking.letters
    later = told.filter(delivery__message_id=taking.letters[1]).order_by("moment")
    assert list(later.values_list("moment", flat=True)) == ["digest", "evening"]


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_what_waited_until_the_night_waits_for_its_end(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop that is closed in the evening and opened at night."""
    taking = Taking()
    monkeypatch.setitem(sending.CHANNELS, "email", taking)
    delivery = queue(user)
    assert [send_pending(at) for at in (ny(4, 21), ny(4, 23), ny(5, 6, 59))] == [0, 0, 0]
    delivery.refresh_from_db()
    assert (delivery.status, delivery.tries, delivery.next_try_at) == ("pending", 0, ny(5, 7))
    assert send_pending(ny(5, 7)) == 1


@pytest.mark.django_db
def test_what_is_sent_again_at_night_goes_out_at_night(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sending.CHANNELS, "email", Taking())
    delivery = queue(user)
    Delivery.objects.update(status="failed")
    assert send_again(delivery, now=ny(4, 23))
    assert send_pending(ny(4, 23, 1)) == 1


@pytest.mark.django_db
def test_new_quiet_hours_keep_what_waits_already(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sending.CHANNELS, "email", Taking())
    delivery = queue(user)
    Delivery.objects.update(next_try_at=ny(4, 18, 30))
    save_settings(user, {"quiet_from": time(18)})
    assert send_pending(ny(4, 18, 30)) == 0
    delivery.refresh_from_db()
    assert delivery.next_try_at == ny(5, 7)
    assert send_pending(ny(5, 7)) == 1
