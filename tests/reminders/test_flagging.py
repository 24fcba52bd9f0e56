"""What is due goes into the outbox, each moment once on each way out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Interview
from reminders.models import Channel, FollowUp, Notification, Plan
from reminders.policy import StepKind
from reminders.services import flagging
from reminders.services.channels import email_channel, switch_channel
from reminders.services.flagging import flag_due
from reminders.services.planning import replan_due
from tests.reminders.story import entry, frozen, log, ny, row_of, tick

AFTER, DUE = ny(3, 18), ny(4, 8)
TEN = ny(3, 10)


@pytest.fixture
def row(user: User) -> FollowUp:
    return row_of(log(user, entry(TEN), now=AFTER).application, StepKind.THANK_YOU)


def test_nothing_is_due_before_its_moment(row: FollowUp) -> None:
    assert flag_due(DUE - timedelta(seconds=1)) == 0
    assert not Notification.objects.exists()


def test_flagging_again_queues_nothing_more(row: FollowUp) -> None:
    assert [flag_due(DUE) for _ in range(3)] == [1, 0, 0]
    (queued,) = Notification.objects.all()
    assert (queued.follow_up, queued.due_at, queued.channel.address) == (
        row,
        DUE,
        email_channel(row.application.owner).address,
    )


def test_a_moment_flagged_from_an_old_reading_is_still_queued_once(row: FollowUp) -> None:
    flag_due(DUE)
    FollowUp.objects.filter(pk=row.pk).update(next_moment_at=DUE, attended_at=AFTER)
    flag_due(DUE)
    assert Notification.objects.count() == 1


def test_the_database_itself_refuses_a_moment_twice(row: FollowUp) -> None:
    flag_due(DUE)
    queued = Notification.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(
            follow_up=row, channel=queued.channel, moment=queued.moment, due_at=queued.due_at
        )


def test_each_active_way_out_gets_it(row: FollowUp) -> None:
    owner = row.application.owner
    email_channel(owner)
    Channel.objects.create(owner=owner, address="second@example.org")
    switch_channel(Channel.objects.create(owner=owner, address="off@example.org"), active=False)
    flag_due(DUE)
    addresses = set(Notification.objects.values_list("channel__address", flat=True))
    assert addresses == {owner.email, "second@example.org"}


def test_with_every_way_out_switched_off_nothing_is_queued_and_the_moment_is_over(row: FollowUp) -> None:
    switch_channel(email_channel(row.application.owner), active=False)
    flag_due(DUE)
    switch_channel(email_channel(row.application.owner), active=True)
    flag_due(DUE + timedelta(minutes=1))
    assert not Notification.objects.exists()


def test_a_deleted_application_is_not_flagged(row: FollowUp) -> None:
    type(row.application).objects.update(deleted_at=AFTER)
    assert flag_due(DUE) == 0


def test_an_address_gets_mail_only_once_it_is_confirmed(row: FollowUp, settings: LazySettings) -> None:
    settings.MAIL_REACHES_PEOPLE = True
    owner = row.application.owner
    address = EmailAddress.objects.create(user=owner, email=owner.email.upper(), verified=False)
    flag_due(DUE)
    assert not Notification.objects.exists()
    address.verified = True
    address.save()
    FollowUp.objects.update(next_moment_at=DUE, attended_at=AFTER)
    flag_due(DUE)
    assert Notification.objects.count() == 1


def test_reminders_follow_the_address_one_signs_in_with(row: FollowUp) -> None:
    owner = row.application.owner
    email_channel(owner)
    owner.email = "maya@new.example"
    owner.save()
    flag_due(DUE)
    assert Notification.objects.get().channel.address == "maya@new.example"
    assert Channel.objects.count() == 1


def test_more_than_a_batch_is_flagged_at_one_tick(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flagging, "BATCH", 3)
    people = [f"P{number} Lee" for number in range(7)]
    log(user, entry(TEN, people=people), now=AFTER)
    assert flag_due(DUE) == 7
    assert Notification.objects.values("follow_up").distinct().count() == 7


@pytest.mark.parametrize("batch", [1, 3, 200])
def test_a_row_that_cannot_be_flagged_stops_nobody(
    user: User, another: User, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flagging, "BATCH", batch)
    bad = log(another, entry(TEN), now=ny(2)).application
    log(another, entry(TEN + timedelta(hours=1), people=("Tom Baker",)), now=AFTER)
    log(user, entry(TEN), now=AFTER)
    User.objects.filter(pk=another.pk).update(time_zone="Mars/Olympus")
    assert flag_due(ny(4, 12)) == 1
    assert Notification.objects.exclude(follow_up__application=bad).count() == 1
    User.objects.filter(pk=another.pk).update(time_zone="Europe/Lisbon")
    assert flag_due(ny(4, 12, 1)) == 2


def test_what_time_has_changed_is_planned_before_it_is_flagged(user: User) -> None:
    """The interview to confirm has begun while the machine slept: there is nothing to confirm any more."""
    interview = log(user, entry(ny(6, 10)), now=ny(2))
    Interview.objects.update(confirmed=False, invited_on=ny(2).date())
    Plan.objects.update(stale=True)
    replan_due(ny(2))
    assert row_of(interview.application, StepKind.CONFIRM_INTERVIEW).next_moment_at is not None
    with frozen(ny(6, 12)):
        assert flag_due(ny(6, 12)) == 0
        assert tick(ny(6, 12)) == 0
    assert not Notification.objects.exists()


def test_a_plan_that_fails_for_ever_does_not_hold_its_reminders_back(row: FollowUp) -> None:
    Plan.objects.update(stale=True, replan_at=AFTER)
    assert flag_due(DUE) == 1


def test_a_later_moment_takes_the_place_of_one_that_has_not_gone_out(row: FollowUp) -> None:
    flag_due(DUE)
    flag_due(ny(7, 8))
    assert [each.moment for each in Notification.objects.filter(withdrawn_at=None)] == ["late"]


def test_flagging_a_hundred_takes_as_many_queries_as_flagging_one(user: User) -> None:
    def queries(people: list[str], now_day: int) -> int:
        log(user, entry(ny(now_day, 10), people=people), now=ny(now_day, 18), company=f"C{now_day}")
        with CaptureQueriesContext(connection) as found:
            flag_due(ny(now_day + 1, 8))
        return len(found)

    email_channel(user)
    one = queries(["Sara Lindqvist"], 3)
    assert queries([f"P{number} Lee" for number in range(100)], 9) <= one + 2
    assert Notification.objects.count() > 100
