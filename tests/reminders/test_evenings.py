"""How did it go? Half an hour after the end, once, and only where there is something to ask."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.services import save_settings
from applications.models import Application, Interview
from applications.models.interview import Kind
from applications.services.applications import delete_application, move_stage, restore_application
from applications.services.interviews import (
    cancel_interview,
    debrief_interview,
    delete_interview,
    reinstate_interview,
    restore_interview,
)
from applications.services.messages import NOTHING_SAID
from applications.stages import Stage
from reminders.models import Delivery, Evening, Notification
from reminders.models.channel import Tells
from reminders.services import gathering, sending
from reminders.services.channels import choose_moments, email_channel, switch_channel
from reminders.services.evenings import flag_evenings
from reminders.services.flagging import flag_all
from tests.factories import UserFactory
from tests.reminders.mailing import Fake
from tests.reminders.story import edit, entry, frozen, log, ny
from tests.reminders.test_mornings import tick

BEFORE, TEN, HALF_PAST = ny(2), ny(3, 10), ny(3, 11, 30)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def no_mornings(user: User) -> None:
    """The morning has tests of its own."""
    choose_moments(email_channel(user), set(Tells.values) - {"digest"})


def asked() -> list[str]:
    """Of which companies' interviews, in the order of asking."""
    found = Notification.objects.filter(moment="evening", withdrawn_at=None).order_by("pk")
    return list(found.values_list("interview__application__company__name", flat=True))


def test_half_an_hour_after_the_end_and_once(user: User, fake: Fake) -> None:
    interview = log(user, entry(TEN), now=BEFORE, company="Northwind")
    tick(HALF_PAST - MINUTE)
    assert fake.letters == []
    for minute in range(3):
        tick(HALF_PAST + minute * MINUTE)
    (letter,) = fake.letters
    assert letter.subject == "How did Northwind go?"
    assert letter.url.endswith(f"/interviews/{interview.pk}/debrief/")
    assert letter.brief.splitlines()[0] == "Video interview, Data Engineer"
    for part in (letter.text, letter.html):
        assert "It ended today at 11:00." in part
        assert f"/interviews/{interview.pk}/debrief/" in part
        assert "/log/" in part


def test_at_night_it_waits_for_the_morning_and_says_yesterday(user: User, fake: Fake) -> None:
    choose_moments(email_channel(user), Tells.values)
    log(user, entry(ny(3, 20, 15)), now=BEFORE, company="Northwind")
    tick(ny(3, 8))
    fake.letters.clear()
    for hour in range(21, 32):
        tick(ny(3) + timedelta(hours=hour - 12))
    assert fake.letters == []
    tick(ny(4, 8))
    (letter,) = fake.letters
    # With what the morning has to say anyway: one message.
    assert letter.subject == "One to send today"
    assert "How did yesterday’s interview with Northwind go?" in letter.text
    assert "It ended yesterday at 21:15." in letter.text


def test_days_without_reminders_do_not_hush_it(user: User, fake: Fake) -> None:
    save_settings(user, {"reminder_days": 0b000_0001})
    log(user, entry(TEN), now=BEFORE, company="Northwind")
    tick(HALF_PAST)
    assert [letter.subject for letter in fake.letters] == ["How did Northwind go?"]


def test_a_panel_is_asked_about_once_after_its_last(user: User, fake: Fake) -> None:
    log(user, entry(TEN, minutes=45), now=BEFORE, company="Northwind")
    log(user, entry(ny(3, 11), people=("Tom Baker",)), now=BEFORE, company="Northwind")
    log(user, entry(ny(3, 13), people=("Ann Lee",)), now=BEFORE, company="Globex")
    for minutes in range(0, 240, 15):
        tick(TEN + minutes * MINUTE)
    assert [letter.subject for letter in fake.letters] == []
    tick(ny(3, 14, 30))
    (letter,) = fake.letters
    assert letter.subject == "How did Northwind and Globex go?"
    assert letter.text.count("Write it down:") == 3


def test_an_interview_two_hours_later_is_asked_about_by_itself(user: User, fake: Fake) -> None:
    log(user, entry(TEN), now=BEFORE, company="Northwind")
    log(user, entry(ny(3, 13), people=("Ann Lee",)), now=BEFORE, company="Globex")
    for minutes in range(0, 300, 15):
        tick(TEN + minutes * MINUTE)
    assert [letter.subject for letter in fake.letters] == ["How did Northwind go?", "How did Globex go?"]


def test_somebody_elses_interviews_put_off_nothing(user: User, another: User) -> None:
    log(another, entry(ny(3, 11, 15)), now=BEFORE, company="Globex")
    log(user, entry(TEN), now=BEFORE, company="Northwind")
    with frozen(HALF_PAST):
        flag_all(HALF_PAST)
    assert asked() == ["Northwind"]


@pytest.mark.parametrize("when", ["before", "after", "queued"])
@pytest.mark.parametrize("deed", ["cancel", "debrief", "delete", "leave", "gone", "off"])
def test_nothing_is_asked_where_there_is_nothing_to_ask(user: User, fake: Fake, when: str, deed: str) -> None:
    interview = log(user, entry(TEN), now=BEFORE)
    if when == "queued":
        with frozen(HALF_PAST):
            flag_all(HALF_PAST)
            gathering.gather(HALF_PAST)
    now = ny(3, 9) if when == "before" else HALF_PAST - MINUTE if when == "after" else HALF_PAST
    with frozen(now):
        match deed:
            case "cancel":
                cancel_interview(interview, by_employer=True, on=now.date(), now=now)
            case "debrief":
                debrief_interview(interview, topics={}, timing=NOTHING_SAID, now=now)
            case "delete":
                delete_interview(interview, now=now)
            case "leave":
                move_stage(interview.application, Stage.WITHDRAWN, on=now.date())
            case "gone":
                Application.objects.update(deleted_at=now)
            case "off":
                switch_channel(email_channel(user), active=False)
    tick(HALF_PAST + MINUTE)
    assert fake.letters == []
    assert set(Delivery.objects.values_list("status", flat=True)) <= {"withdrawn"}


def test_a_moved_interview_is_asked_about_at_its_new_end(user: User, fake: Fake) -> None:
    interview = log(user, entry(TEN), now=BEFORE, company="Northwind")
    edit(user, interview, entry(ny(5, 15)), now=ny(3, 9))
    tick(HALF_PAST)
    assert fake.letters == []
    tick(ny(5, 16, 30))
    assert [letter.subject for letter in fake.letters] == ["How did Northwind go?"]


def test_one_that_was_asked_about_and_then_moved_is_asked_about_again(user: User, fake: Fake) -> None:
    """They did not turn up, and named another day."""
    interview = log(user, entry(TEN), now=BEFORE, company="Northwind")
    tick(HALF_PAST)
    edit(user, interview, entry(ny(5, 15)), now=ny(3, 13))
    tick(ny(5, 16, 30))
    assert [letter.subject for letter in fake.letters] == ["How did Northwind go?"] * 2


def test_one_moved_while_it_waits_in_the_outbox_is_not_asked_about(user: User, fake: Fake) -> None:
    interview = log(user, entry(TEN), now=BEFORE)
    with frozen(HALF_PAST):
        flag_all(HALF_PAST)
        gathering.gather(HALF_PAST)
    edit(user, interview, entry(ny(5, 15)), now=HALF_PAST + MINUTE)
    sending.send_pending(HALF_PAST + 2 * MINUTE)
    assert fake.letters == []


def test_one_that_took_longer_is_asked_about_later(user: User) -> None:
    interview = log(user, entry(TEN), now=BEFORE)
    edit(user, interview, entry(TEN, minutes=90), now=ny(3, 10, 30))
    assert Evening.objects.get().asks_at == ny(3, 12)


def test_called_off_and_on_again_before_it(user: User, fake: Fake) -> None:
    interview = log(user, entry(TEN), now=BEFORE, company="Northwind")
    with frozen(ny(2, 13)):
        cancel_interview(interview, by_employer=True, on=date(2026, 11, 2), now=ny(2, 13))
    assert not Evening.objects.exists()
    with frozen(ny(2, 14)):
        reinstate_interview(interview, now=ny(2, 14))
    tick(HALF_PAST)
    assert [letter.subject for letter in fake.letters] == ["How did Northwind go?"]


@pytest.mark.parametrize("deed", ["application", "interview"])
def test_deleted_by_mistake_between_its_end_and_the_question(user: User, fake: Fake, deed: str) -> None:
    interview = log(user, entry(TEN), now=BEFORE, company="Northwind")
    tick(ny(3, 11, 5))
    if deed == "application":
        with frozen(ny(3, 11, 10)):
            delete_application(interview.application, now=ny(3, 11, 10))
        with frozen(ny(3, 11, 11)):
            restore_application(interview.application)
    else:
        with frozen(ny(3, 11, 10)):
            delete_interview(interview, now=ny(3, 11, 10))
        with frozen(ny(3, 11, 11)):
            restore_interview(interview)
    tick(ny(3, 11, 12))
    assert asked() == []
    tick(HALF_PAST)
    assert asked() == ["Northwind"]
    with frozen(ny(3, 11, 40)):
        delete_interview(interview, now=ny(3, 11, 40))
        restore_interview(interview)
    tick(ny(3, 12))
    assert len(fake.letters) == 1


@pytest.mark.parametrize("kind", [Kind.VIDEO, Kind.TAKE_HOME])
def test_what_is_logged_after_its_end_is_not_asked_about(user: User, fake: Fake, kind: Kind) -> None:
    log(user, entry(TEN, kind=kind), now=ny(3, 11, 10))
    tick(HALF_PAST)
    assert (fake.letters, Evening.objects.count()) == ([], 0)


def test_what_is_logged_while_it_goes_on_is(user: User, fake: Fake) -> None:
    log(user, entry(TEN), now=ny(3, 10, 50))
    tick(HALF_PAST)
    assert len(fake.letters) == 1


def test_history_is_never_asked_about(user: User, fake: Fake) -> None:
    interview = log(user, entry(TEN), now=BEFORE)
    Interview.objects.filter(pk=interview.pk).update(is_history=True)
    tick(HALF_PAST)
    assert fake.letters == []


def test_after_down_time_it_is_asked_on_the_next_day_but_no_later(user: User, fake: Fake) -> None:
    log(user, entry(TEN), now=BEFORE, company="Northwind")
    tick(ny(4, 15))
    assert ["yesterday’s interview with Northwind" in letter.text for letter in fake.letters] == [True]


def test_two_days_later_nobody_asks(user: User) -> None:
    log(user, entry(TEN), now=BEFORE)
    tick(ny(5, 15))
    assert asked() == []
    assert Evening.objects.get().asks_at is None


def test_a_channel_that_does_not_ask(user: User, fake: Fake) -> None:
    choose_moments(email_channel(user), ["opens", "best_by", "late", "snooze"])
    log(user, entry(TEN), now=BEFORE)
    tick(HALF_PAST)
    assert fake.letters == []


@pytest.mark.parametrize(
    ("zone", "start", "minutes", "asks"),
    [
        # Clocks go back at two: from half past midnight to four are four and a half hours.
        ("America/New_York", "2026-11-01T00:30", 270, "2026-11-01T04:30"),
        ("Europe/Berlin", "2027-03-28T00:30", 180, "2027-03-28T05:00"),
        ("Australia/Lord_Howe", "2027-04-04T00:30", 120, "2027-04-04T02:30"),
    ],
)
def test_never_before_the_end_across_clock_changes(
    user: User, zone: str, start: str, minutes: int, asks: str
) -> None:
    save_settings(user, {"time_zone": zone, "quiet_from": "00:00", "quiet_until": "00:00"})
    user.refresh_from_db()
    starts = datetime.fromisoformat(start).replace(tzinfo=user.zone).astimezone(BEFORE.tzinfo)
    interview = log(user, entry(starts, minutes=minutes, time_zone=zone), now=starts - timedelta(days=1))
    evening = Evening.objects.get(interview=interview)
    assert evening.asks_at is not None
    assert evening.asks_at.astimezone(user.zone).replace(tzinfo=None) == datetime.fromisoformat(asks)
    assert evening.asks_at == starts + timedelta(minutes=minutes + 30)


def test_other_quiet_hours_move_what_waits_for_them(user: User) -> None:
    log(user, entry(ny(3, 20, 15)), now=BEFORE)
    assert Evening.objects.get().asks_at == ny(4, 8)
    save_settings(user, {"quiet_from": "22:00"})
    tick(ny(2, 13))
    assert Evening.objects.get().asks_at == ny(3, 21, 45)


def test_flagged_from_an_old_reading_it_is_queued_once(user: User) -> None:
    log(user, entry(TEN), now=BEFORE)
    with frozen(HALF_PAST):
        flag_evenings(HALF_PAST)
        Evening.objects.update(asks_at=HALF_PAST)
        flag_evenings(HALF_PAST)
    (told,) = Notification.objects.filter(moment="evening")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(
            interview=told.interview, channel=told.channel, moment="evening", due_at=told.due_at
        )


def test_an_evening_that_cannot_be_flagged_stops_nobody(user: User, another: User) -> None:
    log(another, entry(TEN), now=BEFORE)
    log(user, entry(TEN), now=BEFORE, company="Northwind")
    User.objects.filter(pk=another.pk).update(time_zone="Mars/Olympus")
    assert flag_evenings(HALF_PAST) == 1
    assert asked() == ["Northwind"]


@pytest.mark.django_db
def test_thirty_evenings_take_as_many_queries_as_one() -> None:
    def queries(count: int, day: int) -> int:
        for _ in range(count):
            each = UserFactory.create()
            email_channel(each)
            log(each, entry(ny(day, 10)), now=BEFORE)
        with CaptureQueriesContext(connection) as found, frozen(ny(day, 11, 30)):
            assert flag_evenings(ny(day, 11, 30)) == count
        return len(found)

    one = queries(1, 3)
    assert queries(30, 9) <= one
