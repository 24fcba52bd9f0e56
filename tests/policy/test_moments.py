"""When a step asks for attention."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from reminders.policy import EVERY_DAY, Moment, Rhythm, StepKind, due_moment, moments, next_moment

NEW_YORK = "America/New_York"
NINE = dt.time(9)
NIGHT = (dt.time(22), dt.time(7))


def at(text: str, zone: str = NEW_YORK) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def told(
    opens: str | None,
    best_by: str | None = None,
    late: str | None = None,
    *,
    kind: StepKind = StepKind.STATUS_INQUIRY,
    hour: dt.time = NINE,
    zone: str = NEW_YORK,
    quiet: tuple[dt.time, dt.time] = NIGHT,
    snoozed: str | None = None,
    days: frozenset[int] = EVERY_DAY,
) -> list[tuple[str, str]]:
    """Name and local time of each moment."""
    found = moments(
        kind,
        at(opens) if opens else None,
        at(best_by) if best_by else None,
        at(late) if late else None,
        hour=hour,
        time_zone=zone,
        quiet_hours=quiet,
        days=days,
        snoozed_until=at(snoozed) if snoozed else None,
    )
    assert all(each.at.tzinfo is dt.UTC for each in found)
    return [(each.name, f"{each.at.astimezone(ZoneInfo(zone)):%m-%d %H:%M}") for each in found]


def test_three_moments() -> None:
    assert told("2026-11-12T09:00", "2026-11-16T17:00", "2026-11-18T17:00") == [
        ("opens", "11-12 09:00"), ("best_by", "11-16 09:00"), ("late", "11-19 09:00"),
    ]  # fmt: skip


def test_a_reminder_hour_before_the_opening_waits_for_the_next_day() -> None:
    seen = told("2026-11-12T09:00", "2026-11-16T17:00", "2026-11-18T17:00", hour=dt.time(8))
    assert seen == [("opens", "11-13 08:00"), ("best_by", "11-16 08:00"), ("late", "11-19 08:00")]


def test_an_evening_hour() -> None:
    seen = told("2026-11-12T09:00", "2026-11-16T17:00", "2026-11-18T17:00", hour=dt.time(18))
    assert seen == [("opens", "11-12 18:00"), ("best_by", "11-15 18:00"), ("late", "11-18 18:00")]


def test_before_and_after_are_strict() -> None:
    seen = told("2026-11-12T09:00", "2026-11-16T17:00", "2026-11-18T17:00", hour=dt.time(17))
    assert seen == [("opens", "11-12 17:00"), ("best_by", "11-15 17:00"), ("late", "11-19 17:00")]


def test_a_thank_you_asks_the_next_morning_and_coinciding_moments_are_one() -> None:
    seen = told("2026-11-03T08:00", "2026-11-04T17:00", "2026-11-06T17:00", kind=StepKind.THANK_YOU)
    assert seen == [("best_by", "11-04 09:00"), ("late", "11-07 09:00")]


def test_no_moment_before_a_step_opens() -> None:
    seen = told("2026-12-08T09:00", "2026-12-08T17:00", "2026-12-09T17:00", hour=dt.time(8))
    assert seen == [("opens", "12-09 08:00"), ("late", "12-10 08:00")]


def test_opening_and_late_may_coincide() -> None:
    seen = told("2026-12-08T09:00", "2026-12-08T17:00", "2026-12-08T17:00", hour=dt.time(8))
    assert seen == [("late", "12-09 08:00")]


def test_without_best_by_and_blocked() -> None:
    assert told("2026-12-07T09:00") == [("opens", "12-07 09:00")]
    assert told(None) == []


def test_the_users_zone() -> None:
    seen = told("2026-11-12T15:00", "2026-11-13T17:00", kind=StepKind.THANK_YOU, zone="Australia/Sydney")
    # New York 15:00 is 07:00 the next day in Sydney, 17:00 is 09:00.
    assert seen == [("best_by", "11-13 09:00"), ("opens", "11-14 09:00")]


def test_quiet_hours() -> None:
    assert told("2026-11-12T09:00", hour=dt.time(23)) == [("opens", "11-13 07:00")]
    assert told("2026-11-12T09:00", hour=dt.time(5)) == [("opens", "11-13 07:00")]
    assert told("2026-11-12T06:00", hour=dt.time(7)) == [("opens", "11-12 07:00")]
    noon = (dt.time(12), dt.time(14))
    assert told("2026-11-12T09:00", hour=dt.time(12), quiet=noon) == [("opens", "11-12 14:00")]
    assert told("2026-11-12T09:00", hour=dt.time(14), quiet=noon) == [("opens", "11-12 14:00")]
    none = (dt.time(0), dt.time(0))
    assert told("2026-11-12T09:00", hour=dt.time(23), quiet=none) == [("opens", "11-12 23:00")]


def test_snooze() -> None:
    window = ("2026-11-12T09:00", "2026-11-16T17:00", "2026-11-18T17:00")
    assert told(*window, snoozed="2026-11-13T10:30") == [
        ("snooze", "11-13 10:30"), ("best_by", "11-16 09:00"), ("late", "11-19 09:00"),
    ]  # fmt: skip
    assert told(*window, snoozed="2026-11-16T09:00") == [("best_by", "11-16 09:00"), ("late", "11-19 09:00")]
    assert told(*window, snoozed="2026-11-20T23:30") == [("snooze", "11-21 07:00")]
    assert told(*window, snoozed="2026-11-20T03:30") == [("snooze", "11-20 07:00")]


def test_clock_changes_keep_the_hour() -> None:
    # Summer time ends on 1 November 2026 and begins on 14 March 2027.
    assert told("2026-10-30T09:00", "2026-11-02T17:00", "2026-11-03T17:00") == [
        ("opens", "10-30 09:00"), ("best_by", "11-02 09:00"), ("late", "11-04 09:00"),
    ]  # fmt: skip
    quiet = (dt.time(0), dt.time(0))
    skipped = told("2027-03-14T00:30", hour=dt.time(2, 30), quiet=quiet)
    assert skipped == [("opens", "03-14 03:30")]
    twice = told("2026-11-01T00:30", hour=dt.time(1, 30), quiet=quiet)
    assert twice == [("opens", "11-01 01:30")]
    assert told("2027-03-14T00:30", hour=dt.time(2, 30), quiet=(dt.time(3), dt.time(6))) == [
        ("opens", "03-14 06:00")
    ]


WORKDAYS = frozenset(range(5))


def test_what_falls_on_another_day_waits_for_the_next_and_best_by_comes_before() -> None:
    # Opens on Saturday 14 November, best by Sunday 22, late after Friday 27 in the evening.
    seen = told("2026-11-14T08:00", "2026-11-22T17:00", "2026-11-27T17:00", days=WORKDAYS)
    assert seen == [("opens", "11-16 09:00"), ("best_by", "11-20 09:00"), ("late", "11-30 09:00")]
    only_thursday = told("2026-11-14T08:00", "2026-11-22T17:00", "2026-11-27T17:00", days=frozenset({3}))
    assert only_thursday == [("best_by", "11-19 09:00"), ("late", "12-03 09:00")]


def test_a_thank_you_for_friday_comes_on_monday_or_the_evening_before() -> None:
    friday = ("2026-11-06T15:00", "2026-11-09T17:00")
    assert told(*friday, kind=StepKind.THANK_YOU, days=WORKDAYS) == [("best_by", "11-09 09:00")]
    # Best by Saturday: the one reminder hour left before it is Friday's own.
    seen = told(
        "2026-11-06T15:00", "2026-11-07T17:00", kind=StepKind.THANK_YOU, hour=dt.time(18), days=WORKDAYS
    )
    assert seen == [("best_by", "11-06 18:00"), ("opens", "11-09 18:00")]


def test_the_end_of_a_snooze_counts_on_any_day() -> None:
    seen = told("2026-11-12T09:00", "2026-11-18T17:00", snoozed="2026-11-14T09:00", days=WORKDAYS)
    assert seen == [("snooze", "11-14 09:00"), ("best_by", "11-18 09:00")]


def test_a_moment_goes_by_each_of_the_names_that_coincide() -> None:
    (moment,) = moments(
        StepKind.THANK_YOU,
        at("2026-11-03T11:00"),
        at("2026-11-04T17:00"),
        None,
        hour=NINE,
        time_zone=NEW_YORK,
        quiet_hours=NIGHT,
    )
    assert moment.told_to({"opens", "best_by", "late"}) == "best_by"
    assert moment.told_to({"opens"}) == "opens"
    assert moment.told_to({"late", "snooze"}) is None


FOUND = (
    Moment("opens", at("2026-11-12T09:00")),
    Moment("best_by", at("2026-11-16T09:00")),
    Moment("late", at("2026-11-19T09:00")),
)


def test_after_down_time_the_latest_goes_out_once() -> None:
    now = at("2026-11-20T12:00")
    assert due_moment(FOUND, None, now) == FOUND[2]
    assert due_moment(FOUND, None, at("2026-11-16T09:00")) == FOUND[1]
    assert due_moment(FOUND, FOUND[1].at, at("2026-11-18T09:00")) is None
    assert due_moment(FOUND, None, at("2026-11-12T08:59")) is None


def test_what_lay_before_the_entry_does_not_send() -> None:
    entered = at("2026-11-17T12:00")
    assert due_moment(FOUND, entered, at("2026-11-18T12:00")) is None
    assert next_moment(FOUND, entered) == FOUND[2]
    assert next_moment(FOUND, None) == FOUND[0]
    assert next_moment(FOUND, FOUND[2].at) is None
    assert next_moment((), None) is None


times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
zones = st.sampled_from(
    [NEW_YORK, "Europe/Berlin", "Australia/Sydney", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe"]
)
starts = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31)).map(
    lambda d: d.replace(tzinfo=dt.UTC)
)
hours = st.integers(0, 400).map(lambda number: dt.timedelta(hours=number))


@given(st.sampled_from(list(StepKind)), starts, hours, hours, times, zones, times, times, st.none() | starts)
def test_never_in_quiet_hours_never_before_opening_never_twice(
    kind: StepKind,
    opens: dt.datetime,
    to_best: dt.timedelta,
    to_late: dt.timedelta,
    hour: dt.time,
    zone: str,
    first: dt.time,
    last: dt.time,
    snoozed: dt.datetime | None,
) -> None:
    best = opens + to_best
    late = best + to_late
    found = moments(
        kind, opens, best, late, hour=hour, time_zone=zone, quiet_hours=(first, last), snoozed_until=snoozed
    )
    assert 1 <= len(found) <= 4
    assert all(one.at < other.at for one, other in pairwise(found))
    for moment in found:
        local = moment.at.astimezone(ZoneInfo(zone)).time()
        quiet = first <= local < last if first <= last else local >= first or local < last
        assert not quiet
        if moment.name != "snooze":
            assert moment.at >= opens
        if moment.name == "late":
            assert moment.at > late


weekdays = st.frozensets(st.integers(0, 6), min_size=1)
# The nights on which clocks change there, and the days about them.
around_changes = st.sampled_from(
    [
        (NEW_YORK, dt.datetime(2026, 11, 1)),
        (NEW_YORK, dt.datetime(2027, 3, 14)),
        ("Europe/Berlin", dt.datetime(2026, 10, 25)),
        ("Europe/Berlin", dt.datetime(2027, 3, 28)),
        ("Australia/Lord_Howe", dt.datetime(2027, 4, 4)),
        ("Australia/Lord_Howe", dt.datetime(2026, 10, 4)),
    ]
)


@given(
    st.sampled_from(list(StepKind)),
    around_changes,
    st.integers(-96, 48),
    hours,
    hours,
    times,
    times,
    times,
    weekdays,
)
def test_on_an_allowed_day_awake_and_in_time_if_there_is_a_time(
    kind: StepKind,
    change: tuple[str, dt.datetime],
    shift: int,
    to_best: dt.timedelta,
    to_late: dt.timedelta,
    hour: dt.time,
    first: dt.time,
    last: dt.time,
    days: frozenset[int],
) -> None:
    zone, night = change
    opens = night.replace(tzinfo=dt.UTC) + dt.timedelta(hours=shift)
    best, late = opens + to_best, opens + to_best + to_late
    found = moments(kind, opens, best, late, hour=hour, time_zone=zone, quiet_hours=(first, last), days=days)
    rhythm = Rhythm(hour, ZoneInfo(zone), (first, last), days)
    for moment in found:
        local = moment.at.astimezone(ZoneInfo(zone))
        assert local.weekday() in days
        assert not rhythm.is_quiet(local.time())
    # Every reminder there could be from the opening until it is best sent: if there is one, the step uses one.
    day, could = rhythm.day(opens) - dt.timedelta(days=1), []
    while day <= rhythm.day(best) + dt.timedelta(days=1):
        reminder = rhythm.on(day)
        could += [reminder] if opens <= reminder < best and rhythm.allows(reminder) else []
        day += dt.timedelta(days=1)
    assert any(opens <= moment.at < best for moment in found) == bool(could)
    if could:
        assert max(could) in {moment.at for moment in found}
