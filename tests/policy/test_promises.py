"""What they said about timing: phrase, day it was said, day it means."""

from __future__ import annotations

import datetime as dt

import pytest

from reminders.policy import CalendarFacts, Understanding, understand

US = CalendarFacts(country="US")
THURSDAY = "2026-11-05"

# (said, on, meant). 5 November 2026 is a Thursday; 11 and 26 November are holidays in the US.
UNDERSTOOD = [
    ("this week", THURSDAY, "2026-11-06"),
    ("by the end of the week", THURSDAY, "2026-11-06"),
    ("end of week", THURSDAY, "2026-11-06"),
    ("end of this week", "2026-11-06", "2026-11-06"),
    ("end of the week", "2026-11-07", "2026-11-13"),
    ("this week", "2026-11-08", "2026-11-13"),
    ("this week", "2026-07-02", "2026-07-02"),
    ("next week", THURSDAY, "2026-11-13"),
    ("Next   WEEK.", "2026-11-08", "2026-11-13"),
    ("they said they'd decide by the end of next week", THURSDAY, "2026-11-13"),
    ("early next week", THURSDAY, "2026-11-13"),
    ("end of the month", THURSDAY, "2026-11-30"),
    ("by the end of this month", "2026-11-30", "2026-11-30"),
    ("the end of the month", "2026-10-31", "2026-11-30"),
    ("end of the month", "2026-12-31", "2026-12-31"),
    ("end of November", THURSDAY, "2026-11-30"),
    ("end of next month", THURSDAY, "2026-12-31"),
    ("within a week", THURSDAY, "2026-11-12"),
    ("in a week", THURSDAY, "2026-11-12"),
    ("within one week", THURSDAY, "2026-11-12"),
    ("within 1 week", THURSDAY, "2026-11-12"),
    ("with in a week", THURSDAY, "2026-11-12"),
    ("a week or two", THURSDAY, "2026-11-19"),
    ("within a week or two", THURSDAY, "2026-11-19"),
    ("1-2 weeks", THURSDAY, "2026-11-19"),
    ("1–2 weeks", THURSDAY, "2026-11-19"),
    ("1 — 2 weeks", THURSDAY, "2026-11-19"),
    ("1‑2 weeks", THURSDAY, "2026-11-19"),
    ("one to two weeks", THURSDAY, "2026-11-19"),
    ("one-two weeks", THURSDAY, "2026-11-19"),
    ("a couple of weeks", THURSDAY, "2026-11-19"),
    ("in the next couple of weeks", THURSDAY, "2026-11-19"),
    ("two weeks", THURSDAY, "2026-11-19"),
    ("2 weeks", THURSDAY, "2026-11-19"),
    ("a fortnight", THURSDAY, "2026-11-19"),
    ("2-3 weeks", THURSDAY, "2026-11-26"),
    ("two or three weeks", THURSDAY, "2026-11-26"),
    ("it takes us a few weeks", THURSDAY, "2026-11-26"),
    ("four weeks", THURSDAY, "2026-12-03"),
    ("ten days", THURSDAY, "2026-11-15"),
    ("5 business days", THURSDAY, "2026-11-13"),
    ("in three months", "2026-11-30", "2027-02-28"),
    ("after the holidays", "2026-11-01", "2027-01-08"),
    ("after the holidays", "2026-12-18", "2027-01-08"),
    ("After the Holidays!", "2027-01-08", "2027-01-08"),
    ("after the holidays", "2027-12-01", "2028-01-07"),
    ("after the holidays", "2028-12-01", "2029-01-05"),
    ("by Friday 13 November", THURSDAY, "2026-11-13"),
    ("13 Nov", THURSDAY, "2026-11-13"),
    ("2026-11-13", THURSDAY, "2026-11-13"),
    ("November 13th", THURSDAY, "2026-11-13"),
    ("the 13th of November, 2026", THURSDAY, "2026-11-13"),
    ("5 November", THURSDAY, "2026-11-05"),
    ("5 January", "2026-12-20", "2027-01-05"),
    ("between 10 and 13 November", THURSDAY, "2026-11-13"),
    ("by the 20th", THURSDAY, "2026-11-20"),
    ("by 11/13", THURSDAY, "2026-11-13"),
    ("13/11", THURSDAY, "2026-11-13"),
    ("by Friday", THURSDAY, "2026-11-06"),
    ("by Friday", "2026-11-06", "2026-11-13"),
    ("by Thursday", THURSDAY, "2026-11-12"),
    ("next Friday", THURSDAY, "2026-11-13"),
    ("Tuesday next week", THURSDAY, "2026-11-10"),
    ("tomorrow", THURSDAY, "2026-11-06"),
    ("by the day after tomorrow", THURSDAY, "2026-11-07"),
    ("next month", THURSDAY, "2026-12-05"),
]

NOTHING = [
    "", " ", "soon", "we'll be in touch", "may", "we may call", "we will see", "a second round", "10",
    "3 candidates left", "when we know", "two weeks ago", "in the last two weeks", "last week", "24 hours",
    "31 November", "we met 3/4 people", "room 5.11", "march on", "\x00", "1.5 weeks", "he sat down",
    "the second",
    "after the holiday", "half past ten", "x" * 501 + " next week",
]  # fmt: skip


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(("text", "said_on", "meant"), UNDERSTOOD)
def test_understood(text: str, said_on: str, meant: str) -> None:
    understood = understand(text, day(said_on), US)
    assert (understood.kind, understood.date) == (Understanding.UNDERSTOOD, day(meant))


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    # In June nobody speaks of the winter holidays.
    assert understand(text, day("2026-06-05"), US).kind is Understanding.NOTHING


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("13 November 2025", "2025-11-13"), ("4 November", "2027-11-04"), ("in 181 days", "2027-05-05")],
)
def test_asked_back(text: str, doubtful: str) -> None:
    understood = understand(text, day(THURSDAY), US)
    assert (understood.kind, understood.date, understood.doubtful) == (
        Understanding.ASKED_BACK,
        None,
        day(doubtful),
    )


def test_180_days_are_taken() -> None:
    assert understand("in 180 days", day(THURSDAY), US).date == day("2027-05-04")


def test_after_the_holidays_only_from_november_to_that_day() -> None:
    for said_on in ("2026-10-31", "2027-01-09", "2026-07-01"):
        assert understand("after the holidays", day(said_on), US).date is None


def test_the_order_of_day_and_month_is_the_regions() -> None:
    assert understand("by 12/11", day(THURSDAY), US).date == day("2026-12-11")
    assert understand("by 12/11", day(THURSDAY), CalendarFacts(country="GB")).date == day("2026-11-12")
    assert understand("by 12/11/2026", day(THURSDAY)).date == day("2026-11-12")
    assert understand("bis 13.11.", day(THURSDAY)).date is None


def test_the_business_calendar_decides_the_last_day_of_a_week() -> None:
    days_off = CalendarFacts(days_off=frozenset({day("2026-11-06")}))
    assert understand("end of the week", day("2026-11-04"), days_off).date == day("2026-11-05")
    assert understand("end of the week", day("2026-11-06"), days_off).date == day("2026-11-13")
    # Weeks run from Monday to Sunday, also where Sunday is a working day.
    assert understand("this week", day("2026-11-04"), CalendarFacts(country="SA")).date == day("2026-11-08")


@pytest.mark.parametrize(
    "text",
    [
        "1-" * 250,
        "1 to " * 100,
        "the end of " * 45,
        " " * 499 + "x",
        "by " * 166,
        "nov 1 " * 83,
        "in a week " * 60,
    ],
)
def test_hostile_text_comes_to_an_end(text: str) -> None:
    """Longer than anybody speaks, it means nothing; up to that it ends, with whatever it comes to."""
    found = understand(text, day(THURSDAY), US)
    assert found.kind is Understanding.NOTHING if len(text) > 500 else found.kind in set(Understanding)
