"""An application's rows → the policy's facts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models.interview import Kind, Role
from applications.models.message import MessageKind
from applications.services.interviews import Timing, cancel_interview, choose_recipient, delete_interview
from applications.services.messages import delete_message
from reminders.policy import Facts, StepKind
from reminders.services import follow_ups
from reminders.services.planning import replan_due
from tests.factories import ApplicationFactory, OwnPromiseFactory
from tests.reminders.story import NEW_YORK, entry, facts_of, frozen, hear, log, ny, open_rows, row_of, send

MONDAY = ny(2)


def test_an_interview_is_told_on_its_own_clock(user: User) -> None:
    interview = log(user, entry(ny(3, 22), time_zone="Asia/Tokyo", minutes=90), now=MONDAY)
    (told,) = facts_of(interview.application, MONDAY).interviews
    assert told.starts.isoformat() == "2026-11-04T12:00:00"
    assert (told.date, told.end_at) == (date(2026, 11, 4), ny(3, 23, 30))


def test_the_second_of_two_equal_hours_stays_the_second(user: User) -> None:
    # New York goes back at 02:00 on Sunday 1 November 2026: 01:30 comes twice.
    second = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=NEW_YORK).astimezone(UTC)
    interview = log(user, entry(second), now=MONDAY)
    (told,) = facts_of(interview.application, MONDAY).interviews
    assert told.start_at == interview.starts_at


@pytest.mark.parametrize(
    ("roles", "recipient"),
    [
        ((Role.INTERVIEWER, Role.RECRUITER, Role.HIRING_MANAGER), "Tom Baker"),
        ((Role.INTERVIEWER, Role.RECRUITER, Role.COLLEAGUE), "Ann Lee"),
        ((Role.COLLEAGUE, Role.INTERVIEWER, Role.INTERVIEWER), "Sara Lindqvist"),
    ],
)
def test_inquiries_go_to_hiring_manager_recruiter_or_first(
    user: User, roles: tuple[Role, ...], recipient: str
) -> None:
    people = ("Sara Lindqvist", "Ann Lee", "Tom Baker")
    interview = log(user, entry(ny(3, 10), people=people, roles=roles), now=MONDAY)
    (told,) = facts_of(interview.application, MONDAY).interviews
    named = {str(seat.contact_id): seat.contact.name for seat in interview.participations.all()}
    assert named[told.recipient or ""] == recipient
    assert [named[person] for person in told.people] == list(people)


def test_the_users_choice_stands_above_the_default(user: User) -> None:
    people = ("Sara Lindqvist", "Ann Lee")
    interview = log(
        user, entry(ny(3, 10), people=people, roles=("interviewer", "hiring_manager")), now=MONDAY
    )
    sara = interview.participations.get(contact__name="Sara Lindqvist").contact_id
    choose_recipient(interview, sara)
    assert facts_of(interview.application, MONDAY).interviews[0].recipient == str(sara)


def test_a_cancelled_meeting_of_the_same_day_names_no_recipient(user: User) -> None:
    morning = log(user, entry(ny(3, 9), people=("Bea Hart",), roles=("hiring_manager",)), now=MONDAY)
    evening = log(
        user,
        entry(ny(3, 15), people=("Sara Lindqvist", "Ann Lee"), roles=("interviewer", "recruiter")),
        now=MONDAY,
    )
    cancel_interview(morning, by_employer=True, on=date(2026, 11, 3), now=MONDAY)
    recruiter = evening.participations.get(role=Role.RECRUITER).contact_id
    recipients = {each.id: each.recipient for each in facts_of(morning.application, MONDAY).interviews}
    assert recipients == {str(morning.pk): None, str(evening.pk): str(recruiter)}


def test_a_messages_day_is_the_day_at_the_interview(user: User) -> None:
    interview = log(user, entry(ny(3, 2), time_zone="Asia/Tokyo"), now=ny(2))
    hear(interview.application, ny(3, 22))
    (message,) = facts_of(interview.application, ny(4)).messages
    assert message.on == date(2026, 11, 4), "in Tokyo it was the next day"


def test_a_promise_in_a_reply_is_said_on_its_day(user: User) -> None:
    interview = log(user, entry(ny(3, 10)), now=MONDAY)
    hear(interview.application, ny(5, 15), names=date(2026, 11, 12))
    (message,) = facts_of(interview.application, ny(5)).messages
    assert message.promise is not None
    assert (message.promise.on, message.promise.date) == (date(2026, 11, 5), date(2026, 11, 12))


FOURTH, SECOND = date(2026, 12, 4), date(2026, 12, 2)
NAMED_IN_THE_INTERVIEW = Timing(text="by 4 December", date=FOURTH, said_on=date(2026, 11, 3))


def test_a_date_replied_later_the_same_day_governs_until_it_is_undone(user: User) -> None:
    interview = log(user, entry(ny(3, 10), timing=NAMED_IN_THE_INTERVIEW), now=ny(3, 12))
    send(row_of(interview.application, StepKind.THANK_YOU), ny(3, 13))
    inquiry = row_of(interview.application, StepKind.STATUS_INQUIRY)
    assert inquiry.opens_at == ny(7, 9, month=12)
    reply = hear(interview.application, ny(3, 15), names=SECOND)
    inquiry.refresh_from_db()
    assert inquiry.opens_at == ny(3, 9, month=12)
    with frozen(ny(3, 16)):
        delete_message(reply)
    inquiry.refresh_from_db()
    assert inquiry.opens_at == ny(7, 9, month=12)
    interview.refresh_from_db()
    assert interview.timing_date == FOURTH


def promised(facts: Facts) -> list[date | None]:
    """The dates they named that count, of interviews and then of messages."""
    messages = sorted(facts.messages, key=lambda each: int(each.key))
    promises = [*(each.promise for each in facts.interviews), *(each.promise for each in messages)]
    return [promise.date if promise else None for promise in promises]


def test_a_date_replied_before_the_interview_ended_gives_way_to_it(user: User) -> None:
    interview = log(user, entry(ny(3, 10), timing=NAMED_IN_THE_INTERVIEW), now=ny(3, 12))
    hear(interview.application, ny(3, 9), names=SECOND)
    hear(interview.application, ny(3, 11), names=SECOND)
    assert promised(facts_of(interview.application, ny(3, 16))) == [FOURTH, None, None]


def test_of_two_replies_of_one_day_the_later_names_the_date(user: User) -> None:
    interview = log(user, entry(ny(3, 10), timing=NAMED_IN_THE_INTERVIEW), now=ny(3, 12))
    hear(interview.application, ny(5, 15), names=SECOND)
    hear(interview.application, ny(5, 9), names=FOURTH)
    hear(interview.application, ny(5, 17))
    assert promised(facts_of(interview.application, ny(6))) == [FOURTH, SECOND, None, None]


def test_a_day_is_the_interviews_own(user: User) -> None:
    """22:00 in New York is the next day in Tokyo, where the interview was in the morning."""
    said = Timing(text="", date=FOURTH, said_on=date(2026, 11, 4))
    interview = log(user, entry(ny(3, 20), time_zone="Asia/Tokyo", timing=said), now=ny(3, 22))
    hear(interview.application, ny(4, 9), names=SECOND)
    assert promised(facts_of(interview.application, ny(4, 12))) == [None, SECOND]


def test_what_was_called_off_or_came_by_itself_replaces_nothing(user: User) -> None:
    off = log(user, entry(ny(3, 14), timing=NAMED_IN_THE_INTERVIEW), now=MONDAY)
    cancel_interview(off, by_employer=True, on=date(2026, 11, 3), now=ny(3, 8))
    hear(off.application, ny(3, 9), names=SECOND)
    hear(off.application, ny(3, 16), kind=MessageKind.AUTO_REPLY, names=FOURTH)
    assert promised(facts_of(off.application, ny(3, 18)))[1] == SECOND


def test_a_confirmation_is_no_message_of_the_policy(user: User) -> None:
    interview = log(user, entry(ny(3, 10)), now=MONDAY)
    hear(interview.application, ny(2, 15), kind=MessageKind.CONFIRMATION)
    assert facts_of(interview.application, ny(2)).messages == ()


def test_a_skips_day_is_the_day_at_its_interview(user: User) -> None:
    """A later meeting in New York must not date the skip of one in Tokyo a day back, before it took place."""
    tokyo = log(user, entry(ny(2, 20), time_zone="Asia/Tokyo"), now=MONDAY)
    log(user, entry(ny(4, 10), people=("Tom Baker",)), now=MONDAY)
    evening = ny(2, 22)
    replan_due(evening)
    with frozen(evening):
        follow_ups.skip(row_of(tokyo.application, StepKind.THANK_YOU), now=evening)
    (skip,) = facts_of(tokyo.application, ny(5)).skipped
    assert skip.on == date(2026, 11, 3)


def test_deleted_interviews_are_left_out_with_all_that_hangs_on_them(user: User) -> None:
    interview = log(user, entry(ny(3, 10), promise=("Send a sample", date(2026, 11, 9))), now=ny(3, 18))
    row = row_of(interview.application, StepKind.THANK_YOU)
    follow_ups.skip(row, now=ny(3, 19))
    assert facts_of(interview.application, ny(4)).skipped
    with frozen(ny(4)):
        delete_interview(interview, now=ny(4))
    facts = facts_of(interview.application, ny(4))
    assert (facts.interviews, facts.skipped, facts.own_promises) == ((), (), ())


def test_a_deleted_slip_of_the_keys_does_not_thank_the_same_person(user: User) -> None:
    """Logged in the wrong year it was filed as history; deleted and logged again, the thank-you is owed."""
    wrong = log(user, entry(ny(3, 10, year=2025)), now=ny(3, 18))
    with frozen(ny(3, 18, 5)):
        delete_interview(wrong, now=ny(3, 18, 5))
    right = log(user, entry(ny(3, 10)), now=ny(3, 18, 6))
    assert row_of(right.application, StepKind.THANK_YOU, interview=right) in open_rows(right.application)


def test_own_promises_count_until_they_are_kept(user: User) -> None:
    application = ApplicationFactory.create(owner=user)
    kept = OwnPromiseFactory.create(application=application, kept_on=date(2026, 11, 4))
    due = OwnPromiseFactory.create(application=application)
    told = facts_of(application, ny(5)).own_promises
    assert {each.key: each.done for each in told} == {str(kept.pk): True, str(due.pk): False}


def test_a_take_home_owes_no_thanks_and_the_calendar_is_the_applications(user: User) -> None:
    interview = log(user, entry(ny(3, 10), kind=Kind.TAKE_HOME, people=()), now=MONDAY)
    facts = facts_of(interview.application, MONDAY)
    assert (facts.interviews[0].owes_thanks, facts.calendar.country) == (False, "US")
    interview.application.country = "DE"
    interview.application.save()
    assert facts_of(interview.application, MONDAY).calendar.country == "DE"


def test_facts_take_no_more_queries_for_ten_interviews_than_for_one(user: User) -> None:
    first = log(user, entry(ny(3, 10)), now=MONDAY)
    with CaptureQueriesContext(connection) as few:
        facts_of(first.application, MONDAY)
    for day in range(4, 14):
        log(user, entry(ny(day, 10), people=("Sara Lindqvist", "Tom Baker")), now=MONDAY)
    with CaptureQueriesContext(connection) as many:
        facts_of(first.application, MONDAY)
    assert len(many) <= len(few)
