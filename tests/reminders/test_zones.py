"""Readers far from their interviews, and readers who move house."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.services import save_settings
from applications.models import Application, Interview
from applications.services.applications import ApplicationEntry, add_application
from reminders.letters import reason_of
from reminders.models import FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.services.planning import replan_due
from reminders.templatetags.words import both_clocks
from tests.factories import InterviewFactory, UserFactory
from tests.reminders.story import entry, frozen, hear, log, ny, open_rows, pass_days, row_of, send, tick

SYDNEY = "Australia/Sydney"


def at(zone: str, text: str) -> datetime:
    """An hour on that zone's clock, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def told(
    first: datetime, last: datetime, zone: str, *, every_minutes: int = 60
) -> list[tuple[str, str, str]]:
    """What was queued from `first` to `last`: kind, moment, and when on that zone's clock."""
    return [
        (kind, moment, f"{queued.astimezone(ZoneInfo(zone)):%m-%d %H:%M}")
        for kind, moment, queued in pass_days(first, last, every_minutes=every_minutes)
    ]


def move_house(user: User, zone: str, country: str, *, now: datetime) -> None:
    """The user changes zone and country in the settings, and the sweep comes by."""
    with frozen(now):
        save_settings(user, {"time_zone": zone, "country": country, "subdivision": ""})
        replan_due(now)


class TestInSydneyInterviewingInNewYork:
    """10:00 to 11:00 on Tuesday 3 November there is 02:00 to 03:00 on Wednesday here."""

    @pytest.fixture
    def user(self, db: None) -> User:
        return UserFactory.create(time_zone=SYDNEY, country="AU", subdivision="NSW")

    @pytest.fixture
    def interview(self, user: User) -> Interview:
        return log(user, entry(ny(3, 10)), now=ny(3, 10, 30))

    def test_the_dates_are_new_yorks(self, interview: Interview) -> None:
        tick(ny(3, 11))
        row = row_of(interview.application, StepKind.THANK_YOU)
        assert (row.time_zone, row.opens_at, row.best_by, row.late_after) == (
            "America/New_York", ny(3, 11), ny(4, 17), ny(6, 17),
        )  # fmt: skip

    def test_reminders_come_at_the_readers_hour(self, interview: Interview) -> None:
        # The best-by moment is the last 08:00 before Thursday 09:00, which is 17:00 on Wednesday there.
        assert told(ny(3, 10), ny(10, 12), SYDNEY) == [
            ("thank_you", "best_by", "11-05 08:00"),
            ("thank_you", "late", "11-08 08:00"),
        ]

    @pytest.mark.parametrize(
        ("here", "when"),
        [
            ("2026-11-04T04:00", "yesterday"),
            ("2026-11-04T23:59", "yesterday"),
            ("2026-11-05T00:00", "on Tuesday 3 November"),
        ],
    )
    def test_near_days_are_the_readers(self, interview: Interview, here: str, when: str) -> None:
        now = at(SYDNEY, here)
        tick(now)
        row = row_of(interview.application, StepKind.THANK_YOU)
        assert reason_of(row, now=now).startswith(f"You met Sara Lindqvist {when}.")

    def test_both_clocks_are_shown(self, user: User, interview: Interview, client: Client) -> None:
        both = "Tue 3 Nov 10:00 in New York, 02:00 on Wed for you"
        with frozen(ny(3, 12)):
            with timezone.override(user.zone):
                assert both_clocks(interview) == both
            client.force_login(user)
            story = client.get(reverse("application", args=[interview.application_id]))
        assert both in story.content.decode()

    def test_today_shows_both_clocks_of_what_is_ahead(
        self, user: User, interview: Interview, client: Client
    ) -> None:
        log(user, entry(ny(5, 16)), now=ny(3, 12), title="Platform Engineer")
        with frozen(ny(3, 12)):
            client.force_login(user)
            assert "Thu 5 Nov 16:00 in New York, 08:00 on Fri for you" in client.get("/").content.decode()

    def test_one_clock_is_enough_where_both_agree(self, db: None) -> None:
        interview = InterviewFactory.create(starts_at=at(SYDNEY, "2026-11-04T10:00"), time_zone=SYDNEY)
        with timezone.override(ZoneInfo("Australia/Melbourne")), frozen(ny(3, 12)):
            assert both_clocks(interview) == "Wed 4 Nov 10:00"
        with timezone.override(ZoneInfo("Asia/Kathmandu")), frozen(ny(3, 12)):
            assert both_clocks(interview) == "Wed 4 Nov 10:00 in Sydney, 04:45 for you"


@pytest.mark.parametrize(
    ("zone", "starts", "expected"),
    [
        # The clocks go back on Sunday 1 November 2026, forward on Sunday 14 March 2027.
        ("America/New_York", "2026-10-30T10:00",
         [("opens", "10-31 08:00"), ("best_by", "11-02 08:00"), ("late", "11-05 08:00")]),
        ("America/New_York", "2027-03-12T10:00",
         [("opens", "03-13 08:00"), ("best_by", "03-15 08:00"), ("late", "03-18 08:00")]),
        # Sunday 4 October 2026, by half an hour; Sunday 4 April 2027 back again.
        ("Australia/Lord_Howe", "2026-10-02T10:00",
         [("opens", "10-03 08:00"), ("best_by", "10-05 08:00"), ("late", "10-08 08:00")]),
        ("Australia/Lord_Howe", "2027-04-02T10:00",
         [("opens", "04-03 08:00"), ("best_by", "04-05 08:00"), ("late", "04-08 08:00")]),
        ("Asia/Kathmandu", "2026-11-03T10:00", [("best_by", "11-04 08:00"), ("late", "11-07 08:00")]),
        ("Pacific/Chatham", "2026-11-03T10:00", [("best_by", "11-04 08:00"), ("late", "11-07 08:00")]),
    ],
)  # fmt: skip
def test_reminders_keep_to_the_wall_clock(
    db: None, zone: str, starts: str, expected: list[tuple[str, str]]
) -> None:
    user = UserFactory.create(time_zone=zone, country="")
    first = at(zone, starts)
    interview = log(user, entry(first, time_zone=zone), now=first)
    seen = told(first, first + timedelta(days=7), zone, every_minutes=30)
    assert [(moment, when) for _, moment, when in seen] == expected
    assert interview.time_zone == zone


class TestMovingHouse:
    """From New York to Sydney, between the interview and the letters."""

    def test_an_interview_keeps_its_zone_and_dates(self, user: User) -> None:
        interview = log(user, entry(ny(3, 10)), now=ny(3, 12))
        before = row_of(interview.application, StepKind.THANK_YOU)
        move_house(user, SYDNEY, "AU", now=ny(3, 13))
        after = row_of(interview.application, StepKind.THANK_YOU)
        assert (after.pk, after.opens_at, after.best_by, after.late_after, after.time_zone) == (
            before.pk, before.opens_at, before.best_by, before.late_after, "America/New_York",
        )  # fmt: skip
        # 08:00 on Thursday in Sydney.
        assert (before.next_moment_at, after.next_moment_at) == (ny(4, 8), at(SYDNEY, "2026-11-05T08:00"))

    def test_the_new_countrys_holidays_count(self, user: User) -> None:
        """Wednesday 11 November closes New York (Veterans Day) and not Sydney."""
        interview = log(user, entry(ny(10, 10)), now=ny(10, 12))
        assert row_of(interview.application, StepKind.THANK_YOU).best_by == ny(12, 17)
        move_house(user, SYDNEY, "AU", now=ny(10, 13))
        assert row_of(interview.application, StepKind.THANK_YOU).best_by == ny(11, 17)

    def test_an_application_with_a_calendar_of_its_own_keeps_it(self, user: User) -> None:
        interview = log(user, entry(ny(10, 10)), now=ny(10, 12))
        Application.objects.update(country="US")
        move_house(user, SYDNEY, "AU", now=ny(10, 13))
        assert row_of(interview.application, StepKind.THANK_YOU).best_by == ny(12, 17)

    def test_steps_without_an_interview_follow(self, user: User) -> None:
        with frozen(ny(2)):
            asked = ApplicationEntry(company="Acme", title="Data Engineer", applied_on=date(2026, 11, 2))
            application = add_application(user, asked, today=date(2026, 11, 2))
        assert row_of(application, StepKind.APPLICATION_INQUIRY).opens_at == ny(9, 9)
        move_house(user, SYDNEY, "AU", now=ny(3))
        row = row_of(application, StepKind.APPLICATION_INQUIRY)
        assert (row.time_zone, row.opens_at) == (SYDNEY, at(SYDNEY, "2026-11-09T09:00"))
        assert row.next_moment_at == at(SYDNEY, "2026-11-10T08:00")

    @pytest.mark.parametrize(
        ("zone", "country"),
        [(SYDNEY, "AU"), ("America/Los_Angeles", "US"), ("Asia/Kathmandu", ""), ("Pacific/Chatham", "NZ")],
    )
    def test_nothing_told_is_told_again(self, user: User, zone: str, country: str) -> None:
        interview = log(user, entry(ny(3, 10)), now=ny(3, 12))
        assert [each[:2] for each in pass_days(ny(3, 12), ny(4, 9))] == [("thank_you", "best_by")]
        move_house(user, zone, country, now=ny(4, 9))
        assert [each[:2] for each in pass_days(ny(4, 9), ny(12, 9))] == [("thank_you", "late")]
        move_house(user, "America/New_York", "US", now=ny(12, 9))
        assert pass_days(ny(12, 9), ny(20, 9)) == []
        assert [row.kind for row in open_rows(interview.application)] == ["status_inquiry", "thank_you"]

    @pytest.mark.parametrize("zone", [SYDNEY, "America/Los_Angeles", "Pacific/Apia"])
    @pytest.mark.parametrize("sent_at", [ny(3, 11, 5), ny(3, 23, 55), ny(4, 0, 5)])
    def test_a_thank_you_sent_before_stays_settled(self, user: User, zone: str, sent_at: datetime) -> None:
        interview = log(user, entry(ny(3, 10)), now=ny(3, 11, 2))
        row = send(row_of(interview.application, StepKind.THANK_YOU), sent_at)
        before = row_of(interview.application, StepKind.STATUS_INQUIRY)
        move_house(user, zone, "US", now=ny(4, 9))
        row.refresh_from_db()
        assert row.status == FollowUpStatus.SENT
        after = row_of(interview.application, StepKind.STATUS_INQUIRY)
        assert (after.status, after.opens_at, after.time_zone) == (
            FollowUpStatus.OPEN, before.opens_at, "America/New_York",
        )  # fmt: skip

    def test_what_was_logged_before_counts_where_it_happened(self, user: User) -> None:
        """A reply at 23:00 in New York was on the 5th there, whatever day the reader's new clock says."""
        interview = log(user, entry(ny(3, 10)), now=ny(3, 12))
        send(row_of(interview.application, StepKind.THANK_YOU), ny(3, 13))
        hear(interview.application, ny(5, 23))
        opens = [row.opens_at for row in open_rows(interview.application)]
        move_house(user, SYDNEY, "US", now=ny(6, 9))
        assert [row.opens_at for row in open_rows(interview.application)] == opens == [ny(16, 9)]

    def test_the_next_interview_is_there_and_the_clock_with_it(self, user: User) -> None:
        log(user, entry(ny(3, 10)), now=ny(3, 12))
        move_house(user, SYDNEY, "AU", now=ny(4, 9))
        second = log(
            user,
            entry(at(SYDNEY, "2026-11-10T10:00"), people=("Tom Baker",), time_zone=SYDNEY),
            now=at(SYDNEY, "2026-11-10T12:00"),
        )
        row = FollowUp.objects.get(interview=second)
        assert (row.time_zone, row.best_by) == (SYDNEY, at(SYDNEY, "2026-11-11T17:00"))


def test_two_zones_in_one_round(user: User) -> None:
    """Tuesday in Auckland and Tuesday in Los Angeles, a day apart: one round, two clocks, one inquiry."""
    auckland, los_angeles = "Pacific/Auckland", "America/Los_Angeles"
    first = log(user, entry(at(auckland, "2026-11-03T10:00"), time_zone=auckland), now=ny(3, 20))
    log(
        user,
        entry(at(los_angeles, "2026-11-03T14:00"), people=("Tom Baker",), time_zone=los_angeles),
        now=ny(3, 20),
    )
    assert [
        (str(row.contact or ""), row.best_by and f"{row.best_by:%m-%d %H:%M}")
        for row in open_rows(first.application)
    ] == [("", None), ("Sara Lindqvist", "11-04 04:00"), ("Tom Baker", "11-05 01:00")]
    for row in open_rows(first.application):
        if row.kind == StepKind.THANK_YOU:
            send(row, ny(3, 21))
    (inquiry,) = open_rows(first.application)
    assert (inquiry.kind, inquiry.time_zone) == ("status_inquiry", los_angeles)
    # Sara's note came on Wednesday the 4th in Auckland; a week later is Veterans Day.
    assert inquiry.opens_at == at(los_angeles, "2026-11-12T09:00")
