"""When to ask how an interview went."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.policy import REST, Rhythm, asks_at, is_fresh, put_off
from tests.policy.test_moments import NEW_YORK, at, starts, times, weekdays, zones

HOUR = dt.timedelta(hours=1)


def rhythm(hour: int = 8, zone: str = NEW_YORK) -> Rhythm:
    return Rhythm(dt.time(hour), ZoneInfo(zone), (dt.time(21), dt.time(7)))


def test_half_an_hour_after_the_end() -> None:
    assert asks_at(at("2026-11-03T11:00"), []) == at("2026-11-03T11:30")


def test_interviews_close_together_are_asked_about_after_the_last() -> None:
    def meeting(begins: str, ends: str) -> tuple[dt.datetime, dt.datetime]:
        return at(f"2026-11-03T{begins}"), at(f"2026-11-03T{ends}")

    panel = [meeting("10:00", "11:00"), meeting("11:15", "12:00"), meeting("13:30", "14:00")]
    for _, end in panel:
        assert asks_at(end, panel) == at("2026-11-03T14:30")
    # Two hours are a break: one can be asked in it.
    assert asks_at(panel[0][1], [panel[0], meeting("13:00", "14:00")]) == at("2026-11-03T11:30")
    # One that lasts longer, or began before, counts as well.
    assert asks_at(panel[0][1], [meeting("09:00", "12:30")]) == at("2026-11-03T13:00")


@pytest.mark.parametrize(
    ("hour", "moment", "comes"),
    [
        (8, "2026-11-03T20:59", "2026-11-03T20:59"),
        (8, "2026-11-03T21:30", "2026-11-04T08:00"),
        (18, "2026-11-03T21:30", "2026-11-04T07:00"),
        (6, "2026-11-03T21:30", "2026-11-04T07:00"),
        (10, "2026-11-04T03:00", "2026-11-04T10:00"),
    ],
)
def test_at_night_it_waits_for_the_morning(hour: int, moment: str, comes: str) -> None:
    assert put_off(at(moment), rhythm(hour)) == at(comes)


@pytest.mark.parametrize(
    ("zone", "night", "comes"),
    [
        (NEW_YORK, "2026-10-31T22:00", "2026-11-01T08:00"),
        (NEW_YORK, "2027-03-13T22:00", "2027-03-14T08:00"),
        ("Europe/Berlin", "2026-10-24T22:00", "2026-10-25T08:00"),
        ("Europe/Berlin", "2027-03-27T22:00", "2027-03-28T08:00"),
        ("Australia/Lord_Howe", "2026-10-03T22:00", "2026-10-04T08:00"),
        ("Australia/Lord_Howe", "2027-04-03T22:00", "2027-04-04T08:00"),
    ],
)
def test_the_morning_after_a_clock_change_has_the_same_hour(zone: str, night: str, comes: str) -> None:
    assert put_off(at(night, zone), rhythm(zone=zone)) == at(comes, zone)


def test_it_is_fresh_on_its_own_day_and_the_next() -> None:
    end = at("2026-11-03T20:45")
    assert not is_fresh(end, end - HOUR, rhythm())
    assert is_fresh(end, at("2026-11-04T23:59"), rhythm())
    assert not is_fresh(end, at("2026-11-05T00:00"), rhythm())


meetings = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0] / 2, sum(pair) / 2)),
    max_size=5,
)


@given(starts, meetings)
def test_nobody_is_asked_before_the_end_or_while_another_interview_goes_on(
    day: dt.datetime, hours: list[tuple[float, float]]
) -> None:
    spans = [(day + first * HOUR, day + last * HOUR) for first, last in hours]
    for _, end in spans:
        asked = asks_at(end, spans)
        assert asked >= end + REST
        assert all(last + REST <= asked or first >= asked - REST + 2 * HOUR for first, last in spans)


@given(starts, times, times, times, zones, weekdays)
def test_it_never_comes_at_night_and_never_early(
    moment: dt.datetime, hour: dt.time, first: dt.time, last: dt.time, zone: str, days: frozenset[int]
) -> None:
    mine = Rhythm(hour, ZoneInfo(zone), (first, last), days)
    comes = put_off(moment, mine)
    assert comes >= moment
    assert not mine.is_quiet(comes.astimezone(mine.zone).time())
    assert comes == moment or mine.is_quiet(moment.astimezone(mine.zone).time())
