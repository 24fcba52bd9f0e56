"""The business calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from reminders.policy import CalendarFacts, Workdays


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


US = Workdays(CalendarFacts(country="US"))


def test_counting_over_thanksgiving() -> None:
    assert US.count(day("2026-11-25"), 1) == day("2026-11-27")
    assert US.count(day("2026-11-27"), -1) == day("2026-11-25")
    assert US.count(day("2026-11-26"), 0) == day("2026-11-26")
    assert US.on_or_after(day("2026-11-26")) == day("2026-11-27")
    assert US.on_or_before(day("2026-11-26")) == day("2026-11-25")
    assert US.on_or_after(day("2026-11-25")) == US.on_or_before(day("2026-11-25")) == day("2026-11-25")


def test_observed_holidays_also_across_new_year() -> None:
    assert not US.is_workday(day("2026-07-03"))
    assert not US.is_workday(day("2027-12-31"))


@pytest.mark.parametrize(
    ("country", "friday", "sunday"),
    [("EG", False, True), ("US", True, False), (None, True, False), ("AE", True, False)],
)
def test_the_countrys_weekend(country: str | None, friday: bool, sunday: bool) -> None:
    days = Workdays(CalendarFacts(country=country))
    assert days.is_workday(day("2026-11-06")) is friday
    assert days.is_workday(day("2026-11-08")) is sunday


def test_subdivisions_and_days_off() -> None:
    bavaria = Workdays(CalendarFacts(country="DE", subdivision="BY", days_off=frozenset({day("2026-11-09")})))
    assert not bavaria.is_workday(day("2026-01-06"))
    assert Workdays(CalendarFacts(country="DE")).is_workday(day("2026-01-06"))
    assert not bavaria.is_workday(day("2026-11-09"))


def test_no_country_has_no_holidays() -> None:
    assert Workdays(CalendarFacts()).is_workday(day("2026-12-25"))


def test_quiet_periods() -> None:
    assert [US.is_quiet(day(text)) for text in ("2026-12-23", "2026-12-24", "2027-01-01", "2027-01-02")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert US.after_quiet(day("2026-12-28")) == day("2027-01-04")
    assert US.before_quiet(day("2026-12-28")) == day("2026-12-23")
    never = Workdays(CalendarFacts(country="US", quiet=(((1, 2), (12, 31)),)))
    assert never.after_quiet(day("2026-11-05")) == day("2026-11-05")
