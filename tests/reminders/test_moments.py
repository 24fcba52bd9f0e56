"""When a step asks for attention, through real rows: once a moment, never of the past, never at night."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from accounts.models import User
from accounts.services import save_settings
from applications.models import Application
from applications.services.applications import delete_application, restore_application
from applications.services.interviews import delete_interview, restore_interview
from reminders.models import FollowUp, Notification
from reminders.policy import StepKind
from reminders.services import follow_ups
from reminders.services.planning import replan_due
from tests.factories import ApplicationFactory
from tests.reminders.story import edit, entry, frozen, hear, log, ny, open_rows, pass_days, row_of, send, tick

AFTER = ny(3, 18)
TEN = ny(3, 10)


def thank_you(application: Application) -> FollowUp:
    return row_of(application, StepKind.THANK_YOU)


def pending() -> int:
    return Notification.objects.filter(withdrawn_at=None).count()


def test_a_thank_you_asks_the_next_morning_and_once_when_it_is_late(user: User) -> None:
    log(user, entry(TEN), now=ny(2))
    # Best by Wednesday at 17:00, whose last reminder hour is that first morning; late after Friday at 17:00.
    assert pass_days(ny(2), ny(20)) == [
        ("thank_you", "best_by", ny(4, 8)),
        ("thank_you", "late", ny(7, 8)),
    ]


def test_an_inquiry_asks_when_it_opens_on_its_last_day_and_when_it_is_late(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    send(thank_you(application), ny(3, 19))
    row = row_of(application, StepKind.STATUS_INQUIRY)
    assert (row.opens_at, row.best_by, row.late_after) == (ny(10, 9), ny(13, 17), ny(17, 17))
    assert pass_days(ny(3, 20), ny(30)) == [
        ("status_inquiry", "opens", ny(11, 8)),
        ("status_inquiry", "best_by", ny(13, 8)),
        ("status_inquiry", "late", ny(18, 8)),
    ]


def test_a_reminder_hour_in_the_quiet_hours_waits_for_their_end(user: User) -> None:
    save_settings(user, {"reminder_hour": time(6)})
    log(user, entry(TEN), now=AFTER)
    assert pass_days(AFTER, ny(4, 12))[0][2] == ny(4, 7)


def test_logging_old_interviews_queues_nothing(user: User) -> None:
    for day in range(1, 29):
        log(user, entry(ny(day, 10, month=10)), now=AFTER, company=f"Company {day}")
    assert pass_days(AFTER, AFTER + timedelta(minutes=2), every_minutes=1) == []


def test_a_thank_you_long_late_at_entry_is_history_unless_it_is_wanted(user: User) -> None:
    application = log(user, entry(ny(15, 10, month=9)), now=AFTER).application
    row = thank_you(application)
    assert (row.status, row.is_history) == ("skipped", True)
    with frozen(ny(3, 19)):
        follow_ups.unskip(row)
    edit(user, application.interviews.get(), entry(ny(15, 10, month=9), minutes=61), now=ny(3, 20))
    replan_due(ny(3, 21))
    row = thank_you(application)
    assert (row.status, row.next_moment_at) == ("open", None)


def test_a_thank_you_a_little_less_late_at_entry_is_owed(user: User) -> None:
    application = log(user, entry(ny(2, 10, month=10)), now=AFTER).application
    assert thank_you(application).status == "open"


def test_a_slip_in_the_year_makes_no_history_once_it_is_mended(user: User) -> None:
    interview = log(user, entry(ny(3, 10, year=2025)), now=AFTER)
    assert thank_you(interview.application).status == "skipped"
    edit(user, interview, entry(ny(3, 10, year=2024)), now=ny(3, 18, 5))
    assert thank_you(interview.application).is_history
    edit(user, interview, entry(TEN), now=ny(3, 18, 6))
    row = thank_you(interview.application)
    assert (row.status, row.is_history, row.next_moment_at) == ("open", False, ny(4, 8))


def test_after_down_time_the_latest_missed_moment_goes_out_once(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    send(thank_you(application), ny(3, 19))
    assert pass_days(ny(16, 10), ny(16, 12)) == [("status_inquiry", "best_by", ny(16, 10))]


def test_an_end_within_the_down_time_is_made_up_for(user: User) -> None:
    log(user, entry(TEN), now=ny(2))
    assert pass_days(ny(5, 10), ny(5, 12)) == [("thank_you", "best_by", ny(5, 10))]


def test_a_write_that_comes_before_the_sweep_takes_no_reminder(user: User) -> None:
    """The laptop was off from Monday to Thursday, and the first thing typed is another interview."""
    interview = log(user, entry(TEN), now=ny(2))
    log(user, entry(ny(20, 10)), now=ny(5, 10), company="Acme")
    assert len(open_rows(interview.application)) == 1
    assert pass_days(ny(5, 10, 1), ny(5, 11)) == [("thank_you", "best_by", ny(5, 10, 1))]


def test_what_is_entered_late_in_the_same_write_stays_quiet(user: User) -> None:
    log(user, entry(TEN), now=ny(2))
    log(user, entry(TEN, people=("Tom Baker",)), now=ny(5, 10))
    tick(ny(5, 10, 1))
    assert [str(each.contact) for each in FollowUp.objects.exclude(notifications=None)] == ["Sara Lindqvist"]


def test_after_down_time_nobody_is_woken(user: User) -> None:
    log(user, entry(TEN), now=AFTER)
    # The machine comes back at half past three in the morning.
    assert pass_days(ny(5, 3, 30), ny(5, 8), every_minutes=10) == [("thank_you", "best_by", ny(5, 7))]


def test_the_end_of_a_snooze_is_a_moment(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    follow_ups.snooze(thank_you(application), until=ny(6, 8), now=ny(3, 19))
    assert pass_days(ny(3, 20), ny(6, 12)) == [("thank_you", "snooze", ny(6, 8))]


@pytest.mark.parametrize("deed", ["send", "skip", "snooze", "move", "delete", "reply"])
def test_what_is_pending_is_withdrawn(user: User, deed: str) -> None:
    interview = log(user, entry(TEN), now=AFTER)
    tick(ny(4, 8))
    assert pending() == 1
    row, now = thank_you(interview.application), ny(4, 8, 1)
    with frozen(now):
        match deed:
            case "send":
                send(row, now)
            case "skip":
                follow_ups.skip(row, now=now)
            case "snooze":
                follow_ups.snooze(row, until=ny(5, 8), now=now)
            case "move":
                edit(user, interview, entry(ny(3, 14)), now=now)
            case "delete":
                delete_interview(interview, now=now)
            case "reply":
                delete_application(interview.application, now=now)
    assert pending() == 0


@pytest.mark.parametrize("deed", ["sent", "skip", "snooze", "delete", "application"])
def test_an_undo_brings_back_only_moments_still_to_come(user: User, deed: str) -> None:
    interview = log(user, entry(TEN), now=AFTER)
    application = interview.application
    row, done, undone = thank_you(application), ny(3, 20), ny(4, 9)
    with frozen(done):
        match deed:
            case "sent":
                send(row, done)
            case "skip":
                follow_ups.skip(row, now=done)
            case "snooze":
                follow_ups.snooze(row, until=ny(30, 8), now=done)
            case "delete":
                delete_interview(interview, now=done)
            case "application":
                delete_application(application, now=done)
    tick(undone - timedelta(minutes=1))
    with frozen(undone):
        match deed:
            case "sent":
                follow_ups.unmark_sent(row)
            case "skip":
                follow_ups.unskip(row)
            case "snooze":
                follow_ups.snooze(row, until=None, now=undone)
            case "delete":
                restore_interview(interview)
            case "application":
                restore_application(Application.objects.get(pk=application.pk))
    row = thank_you(application)
    # The morning of the 4th was over when it was undone; late is still to come.
    assert (row.status, row.next_moment_at) == ("open", ny(7, 8))
    assert pass_days(undone, ny(6)) == []


def test_an_undo_keeps_what_was_put_off_put_off(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    follow_ups.snooze(thank_you(application), until=ny(6, 8), now=ny(3, 19))
    send(thank_you(application), ny(3, 20))
    with frozen(ny(3, 21)):
        follow_ups.unmark_sent(thank_you(application))
    row = thank_you(application)
    assert (row.is_snoozed(ny(4)), row.next_moment_at) == (True, ny(6, 8))


@pytest.mark.parametrize("hour", [7, 10, 18])
def test_a_new_reminder_hour_tells_nothing_twice(user: User, hour: int) -> None:
    log(user, entry(TEN), now=AFTER)
    told = pass_days(AFTER, ny(4, 8))
    save_settings(user, {"reminder_hour": time(hour)})
    told += pass_days(ny(4, 8, 45), ny(9), every_minutes=15)
    assert [name for _, name, _ in told] == ["best_by", "late"]


def test_a_new_reminder_hour_counts_for_what_is_not_yet_told(user: User) -> None:
    log(user, entry(TEN), now=AFTER)
    save_settings(user, {"reminder_hour": time(10)})
    assert pass_days(AFTER, ny(4, 12)) == [("thank_you", "best_by", ny(4, 10))]


def test_a_step_that_moves_on_is_told_of_again(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    send(thank_you(application), ny(3, 19))
    tick(ny(11, 8))
    reply = hear(application, ny(11, 10), names=date(2026, 11, 18))
    save_settings(user, {"reminder_hour": time(9)})
    told = pass_days(ny(11, 11), ny(30))
    assert [name for _, name, _ in told] == ["opens", "best_by", "late"]
    assert reply.timing_date is not None
    assert told[0][2] > ny(18)


def test_an_application_without_contact_asks_for_nothing(user: User) -> None:
    ApplicationFactory.create(owner=user, stage="applied", applied_on=date(2026, 11, 2), no_contact=True)
    assert pass_days(ny(2), ny(30), every_minutes=720) == []
