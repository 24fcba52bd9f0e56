"""Stories over days and weeks, hour by hour, judged by what the far end took: late is possible, lost is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from accounts.models import User
from accounts.services import save_settings
from reminders.delivery.base import DeliveryError
from reminders.models import Channel, Delivery, FollowUp, Notification
from reminders.policy.workdays import Workdays
from reminders.services import follow_ups, planning
from reminders.services.channels import choose_moments, email_channel
from reminders.services.flagging import flag_all
from reminders.services.planning import doubt_plans_ahead, replan_due
from reminders.services.sending import doubt_withdrawn_ahead, send_pending
from tests.reminders.mailing import Fake
from tests.reminders.story import edit, entry, frozen, log, ny, row_of, send

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
MONDAYS, MONDAY_TO_FRIDAY, EVERY_DAY = 0b1, 0b11111, 127


@pytest.fixture(autouse=True)
def mail(user: User, fake: Fake) -> Channel:
    """All but the morning's message, which has a story of its own."""
    with frozen(ny(1)):
        channel = email_channel(user)
    choose_moments(channel, ["opens", "best_by", "late", "snooze", "evening"])
    return channel


def add_mail(user: User, *moments: str) -> Channel:
    return Channel.objects.create(owner=user, address="second@example.org", moments=list(moments))


def take_mail_away(fake: Fake) -> None:
    fake.failures = [DeliveryError("Try again later.", permanent=False)] * 50


def work(now: datetime) -> None:
    with frozen(now):
        replan_due(now)
        flag_all(now)
        send_pending(now)


def flag_only(now: datetime) -> None:
    """The worker stops before anything is sent."""
    with frozen(now):
        replan_due(now)
        flag_all(now)


def pass_hours(first: datetime, last: datetime, *, every: timedelta = HOUR) -> None:
    now = first
    while now <= last:
        work(now)
        now += every


def put_back(now: datetime) -> None:
    with frozen(now):
        doubt_plans_ahead(now)
        doubt_withdrawn_ahead(now)


def told(*kinds: str, channel: Channel | None = None) -> list[str]:
    found = Notification.objects.filter(withdrawn_at=None, delivery__status="sent")
    found = found.filter(follow_up__kind__in=kinds) if kinds else found
    found = found.filter(channel=channel) if channel else found
    return list(found.order_by("pk").values_list("moment", flat=True))


def log_and_thank(user: User) -> None:
    """An inquiry can be sent from the eleventh on, best by the thirteenth."""
    interview = log(user, entry(ny(3, 10)), now=ny(3, 12))
    send(row_of(interview.application, "thank_you"), ny(3, 13))
    pass_hours(ny(3, 14), ny(11, 12))
    assert told("status_inquiry") == ["opens"]


class TestSettingsChangeMeanwhile:
    def test_days_changed_and_changed_back(self, user: User) -> None:
        log_and_thank(user)
        save_settings(user, {"reminder_days": MONDAYS})
        work(ny(11, 12))
        save_settings(user, {"reminder_days": EVERY_DAY})
        pass_hours(ny(11, 13), ny(20))
        assert told("status_inquiry") == ["opens", "best_by", "late"]

    def test_put_off_to_a_day_that_has_no_reminders_since(self, user: User) -> None:
        log_and_thank(user)
        save_settings(user, {"reminder_days": MONDAYS})
        work(ny(11, 12))
        row = FollowUp.objects.select_related("application__owner").get(kind="status_inquiry", status="open")
        with frozen(ny(11, 13)):
            follow_ups.snooze(row, until=ny(12, 8), now=ny(11, 13))
        pass_hours(ny(11, 13), ny(14))
        assert told("status_inquiry") == ["opens", "snooze"]

    def test_put_off_to_a_weekend_that_is_taken_off_then(self, user: User) -> None:
        interview = log(user, entry(ny(3, 10)), now=ny(3, 18))
        pass_hours(ny(3, 18), ny(7, 8))
        with frozen(ny(7, 9)):
            follow_ups.snooze(row_of(interview.application, "thank_you"), until=ny(8, 8), now=ny(7, 9))
        save_settings(user, {"reminder_days": MONDAY_TO_FRIDAY})
        pass_hours(ny(7, 10), ny(15))
        assert told("thank_you") == ["best_by", "late", "snooze"]

    def test_what_one_channel_was_told_silences_no_other(self, user: User) -> None:
        """In the evening best by comes first, and on the next day, to who asked for that alone, the opening."""
        save_settings(user, {"reminder_hour": time(18)})
        second = add_mail(user, "opens")
        log(user, entry(ny(3, 10)), now=ny(3, 12))
        pass_hours(ny(3, 12), ny(3, 19))
        save_settings(user, {"quiet_from": time(21, 30)})
        pass_hours(ny(3, 20), ny(5, 19))
        assert told("thank_you", channel=second) == ["opens"]

    @pytest.mark.parametrize("mail_away", [True, False])
    def test_another_holiday_withdraws_nothing_whose_day_stands(
        self, user: User, fake: Fake, monkeypatch: pytest.MonkeyPatch, mail_away: bool
    ) -> None:
        """Mail is away at eight, and at nine an upgrade knows that Friday is a holiday."""
        log(user, entry(ny(3, 10)), now=ny(3, 12))
        pass_hours(ny(3, 12), ny(4, 7))
        if mail_away:
            take_mail_away(fake)
        work(ny(4, 8))
        known = Workdays.is_workday
        friday = date(2026, 11, 6)
        monkeypatch.setattr(Workdays, "is_workday", lambda self, day: known(self, day) and day != friday)
        monkeypatch.setattr(planning, "POLICY_VERSION", "newer")
        work(ny(4, 9))
        fake.failures = []
        pass_hours(ny(4, 10), ny(12))
        assert told("thank_you") == ["best_by", "late"]


@pytest.mark.parametrize("moved", [True, False])
def test_notes_after_a_night_without_a_worker_leave_the_morning_its_reminder(user: User, moved: bool) -> None:
    """It seemed to be over on Tuesday, but was moved to Thursday; on Friday somebody writes how it went."""
    first = ny(3, 10) if moved else ny(5, 10)
    interview = log(user, entry(first), now=ny(2))
    pass_hours(ny(2, 13), ny(3, 11))
    if moved:
        edit(user, interview, entry(ny(5, 10)), now=ny(3, 11, 15))
    pass_hours(ny(3, 12), ny(5, 9))
    edit(user, interview, replace(entry(ny(5, 10)), notes="Fine."), now=ny(6, 9))
    pass_hours(ny(6, 10), ny(9))
    assert told("thank_you") == ["best_by"]


class TestAClockAheadQueuesWhatIsNotSent:
    @pytest.mark.parametrize("sends", [True, False])
    def test_a_thank_you(self, user: User, fake: Fake, sends: bool) -> None:
        log(user, entry(ny(3, 10)), now=ny(2))
        if sends:
            take_mail_away(fake)
        (work if sends else flag_only)(ny(9))
        fake.failures = []
        put_back(ny(2, 13))
        assert not Delivery.objects.filter(notifications=None).exists()
        pass_hours(ny(2, 13), ny(12))
        assert told("thank_you") == ["best_by", "late"]

    def test_a_question(self, user: User) -> None:
        log(user, entry(ny(3, 10), people=()), now=ny(2))
        flag_only(ny(3, 12))
        put_back(ny(2, 13))
        pass_hours(ny(2, 13), ny(4, 7), every=HOUR / 2)
        assert told() == ["evening"]

    def test_a_morning(self, user: User, mail: Channel) -> None:
        choose_moments(mail, ["digest"])
        log(user, entry(ny(4, 16), people=()), now=ny(2))
        flag_only(ny(4, 9))
        put_back(ny(2, 13))
        pass_hours(ny(2, 13), ny(4, 15))
        assert told() == ["digest"]

    @pytest.mark.parametrize("planned", [True, False])
    def test_the_end_of_a_snooze(self, user: User, planned: bool) -> None:
        """The step is late by then, so nothing would come after it."""
        interview = log(user, entry(ny(3, 10)), now=ny(3, 18))
        pass_hours(ny(3, 18), ny(9, 9))
        with frozen(ny(9, 9)):
            follow_ups.snooze(row_of(interview.application, "thank_you"), until=ny(11, 8), now=ny(9, 9))
        if planned:
            save_settings(user, {"quiet_from": time(21, 30)})
        flag_only(ny(12, 9))
        put_back(ny(9, 10))
        pass_hours(ny(9, 10), ny(14))
        assert told("thank_you") == ["best_by", "late", "snooze"]


class TestAClockAheadTellsTooEarly:
    def test_it_is_not_told_again(self, user: User) -> None:
        log(user, entry(ny(3, 10)), now=ny(2))
        work(ny(17))
        assert told("thank_you") == ["late"]
        put_back(ny(2, 13))
        pass_hours(ny(2, 13), ny(18))
        assert told("thank_you") == ["late"]

    def test_of_an_interview_that_is_then_put_off_all_is_told(self, user: User) -> None:
        """Nothing was planned on the wrong day: a plan made before still held on it."""
        interview = log(user, entry(ny(3, 10)), now=ny(3, 18))
        work(ny(25))
        put_back(ny(3, 19))
        edit(user, interview, entry(ny(10, 10)), now=ny(3, 20))
        pass_hours(ny(3, 20), ny(20))
        # The eleventh is a holiday.
        assert told("thank_you") == ["late", "opens", "best_by", "late"]

    @pytest.mark.parametrize("alone", [True, False])
    def test_a_channel_that_did_not_tell_it_tells_what_it_was_asked_to(
        self, user: User, mail: Channel, alone: bool
    ) -> None:
        choosy = mail if alone else add_mail(user)
        choose_moments(choosy, ["best_by"])
        log(user, entry(ny(3, 10)), now=ny(3, 18))
        work(ny(17))
        put_back(ny(3, 19))
        pass_hours(ny(3, 19), ny(12))
        assert told(channel=choosy) == ["best_by"]

    def test_also_where_a_page_plans_before_the_worker_sees_the_clock(
        self, user: User, mail: Channel
    ) -> None:
        choose_moments(mail, ["best_by"])
        interview = log(user, entry(ny(3, 10)), now=ny(2))
        work(ny(17))
        edit(user, interview, replace(entry(ny(3, 10)), notes="Bring pens."), now=ny(2, 13))
        put_back(ny(2, 13, 1))
        pass_hours(ny(2, 14), ny(12))
        assert told() == ["best_by"]


def test_what_a_clock_two_months_ahead_filed_as_history_is_owed_when_it_is_right(user: User) -> None:
    wrong = ny(5, 18, month=1, year=2027)
    log(user, entry(ny(3, 10)), now=wrong)
    work(wrong)
    put_back(ny(3, 18))
    pass_hours(ny(3, 18), ny(12))
    assert told("thank_you") == ["best_by", "late"]


def test_told_at_the_old_hour_and_not_again_after_the_clock_was_behind_for_a_moment(user: User) -> None:
    log(user, entry(ny(3, 10)), now=ny(2))
    pass_hours(ny(2, 13), ny(4, 8))
    save_settings(user, {"reminder_hour": time(10)})
    work(ny(4, 8, 31))
    put_back(ny(2))
    work(ny(2))
    pass_hours(ny(4), ny(5))
    assert told("thank_you") == ["best_by"]
