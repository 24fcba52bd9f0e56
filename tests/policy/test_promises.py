"""What they said about timing: phrase, day it was said, day it means."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.policy import CalendarFacts, Understanding, understand
from tests.policy.examples import EXAMPLES

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
    ("early next week", THURSDAY, "2026-11-10"),
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
    ("next month", THURSDAY, "2026-12-31"),
    # Parts of a week.
    ("mid next week", THURSDAY, "2026-11-11"),
    ("in the middle of next week", THURSDAY, "2026-11-11"),
    ("mid-week", THURSDAY, "2026-11-11"),
    ("midweek", "2026-11-02", "2026-11-04"),
    ("midweek next week", "2026-11-02", "2026-11-11"),
    ("at the beginning of next week", THURSDAY, "2026-11-10"),
    ("first thing next week", THURSDAY, "2026-11-10"),
    ("late next week", THURSDAY, "2026-11-13"),
    ("towards the end of next week", THURSDAY, "2026-11-13"),
    ("later this week", THURSDAY, "2026-11-06"),
    ("EOW", THURSDAY, "2026-11-06"),
    ("before the weekend", THURSDAY, "2026-11-06"),
    ("after the weekend", THURSDAY, "2026-11-09"),
    ("over the weekend", THURSDAY, "2026-11-09"),
    ("the following week", THURSDAY, "2026-11-13"),
    ("this week or next", THURSDAY, "2026-11-13"),
    ("next week or the week after", THURSDAY, "2026-11-20"),
    ("the week after next", THURSDAY, "2026-11-20"),
    ("the week of 16 November", THURSDAY, "2026-11-20"),
    ("the week of November 23", THURSDAY, "2026-11-27"),
    ("week commencing 7 December", THURSDAY, "2026-12-11"),
    ("w/c 16 Nov", THURSDAY, "2026-11-20"),
    ("sometime in the week of the 16th", THURSDAY, "2026-11-20"),
    ("in the week of Monday 16 November", THURSDAY, "2026-11-20"),
    ("KW 49", THURSDAY, "2026-12-04"),
    ("in KW49", THURSDAY, "2026-12-04"),
    ("CW 2", "2026-12-10", "2027-01-15"),
    ("calendar week 50", THURSDAY, "2026-12-11"),
    ("week 47", THURSDAY, "2026-11-20"),
    ("wk 53", "2026-12-10", "2026-12-31"),
    # Parts of a month.
    ("early December", THURSDAY, "2026-12-07"),
    ("at the start of December", THURSDAY, "2026-12-07"),
    ("early in the month of may, no: early January", "2026-11-20", "2027-01-07"),
    ("early next month", THURSDAY, "2026-12-07"),
    ("mid-December", THURSDAY, "2026-12-15"),
    ("mid November", THURSDAY, "2026-11-15"),
    ("middle of next month", THURSDAY, "2026-12-15"),
    ("the first half of January", "2026-12-01", "2027-01-15"),
    ("the second half of January", "2026-12-01", "2027-01-29"),
    ("late November", THURSDAY, "2026-11-30"),
    ("sometime in December", THURSDAY, "2026-12-31"),
    ("in January", "2026-12-01", "2027-01-29"),
    ("during February 2027", "2026-12-01", "2027-02-26"),
    ("in march", "2026-12-01", "2027-03-31"),
    ("by December", THURSDAY, "2026-12-01"),
    ("by January 2027", THURSDAY, "2027-01-01"),
    ("later this month", THURSDAY, "2026-11-30"),
    ("this month", THURSDAY, "2026-11-30"),
    ("EOM", THURSDAY, "2026-11-30"),
    ("first week of January", "2026-12-10", "2027-01-08"),
    ("the first week of December", THURSDAY, "2026-12-04"),
    ("second week of December", THURSDAY, "2026-12-11"),
    ("the third week in January", "2026-12-10", "2027-01-22"),
    ("the last week of November", THURSDAY, "2026-11-27"),
    ("last week of the month", THURSDAY, "2026-11-27"),
    ("the first week of next month", THURSDAY, "2026-12-04"),
    ("end of November or early December", THURSDAY, "2026-12-07"),
    # Quarters and years.
    ("end of Q4", THURSDAY, "2026-12-31"),
    ("by the end of Q4", THURSDAY, "2026-12-31"),
    ("by the end of the quarter", THURSDAY, "2026-12-31"),
    ("this quarter", THURSDAY, "2026-12-31"),
    ("next quarter", THURSDAY, "2027-03-31"),
    ("early Q1", THURSDAY, "2027-01-29"),
    ("mid Q1", THURSDAY, "2027-02-26"),
    ("in Q1 2027", THURSDAY, "2027-03-31"),
    ("end of the year", THURSDAY, "2026-12-31"),
    ("before the end of the year", THURSDAY, "2026-12-31"),
    ("by year-end", THURSDAY, "2026-12-31"),
    ("EOY", THURSDAY, "2026-12-31"),
    ("before the year is out", THURSDAY, "2026-12-31"),
    ("later this year", THURSDAY, "2026-12-31"),
    # Seasons.
    ("before Christmas", THURSDAY, "2026-12-24"),
    ("by Xmas", THURSDAY, "2026-12-24"),
    ("before the holidays", THURSDAY, "2026-12-24"),
    ("before the Christmas holidays", THURSDAY, "2026-12-24"),
    ("after Christmas", THURSDAY, "2027-01-08"),
    ("after the Christmas break", THURSDAY, "2027-01-08"),
    ("in the new year", THURSDAY, "2027-01-08"),
    ("early in the new year", THURSDAY, "2027-01-08"),
    ("before New Year", THURSDAY, "2026-12-31"),
    ("between Christmas and New Year", THURSDAY, "2026-12-31"),
    ("before Thanksgiving", THURSDAY, "2026-11-25"),
    ("after Thanksgiving", THURSDAY, "2026-12-04"),
    ("before Easter", "2027-02-10", "2027-03-25"),
    ("after Easter", "2027-02-10", "2027-04-02"),
    # Days.
    ("by EOD Thursday", "2026-11-09", "2026-11-12"),
    ("by close of business on Friday", THURSDAY, "2026-11-06"),
    ("by end of day tomorrow", THURSDAY, "2026-11-06"),
    ("by the end of the day on Monday", THURSDAY, "2026-11-09"),
    ("by EOD", THURSDAY, "2026-11-05"),
    ("by close of play", THURSDAY, "2026-11-05"),
    ("COB 12 November", THURSDAY, "2026-11-12"),
    ("later today", THURSDAY, "2026-11-05"),
    ("this afternoon", THURSDAY, "2026-11-05"),
    ("we'll call you tomorrow morning", THURSDAY, "2026-11-06"),
    ("by tomorrow at the latest", THURSDAY, "2026-11-06"),
    ("the day after tomorrow, I think", THURSDAY, "2026-11-07"),
    ("today or tomorrow", THURSDAY, "2026-11-06"),
    ("this Friday", "2026-11-06", "2026-11-06"),
    ("this coming Friday", THURSDAY, "2026-11-06"),
    ("Monday morning", THURSDAY, "2026-11-09"),
    ("by Wed", THURSDAY, "2026-11-11"),
    ("by Sun night", THURSDAY, "2026-11-08"),
    ("Friday the 13th", THURSDAY, "2026-11-13"),
    ("the Friday after next", THURSDAY, "2026-11-20"),
    ("Monday week", THURSDAY, "2026-11-16"),
    ("a week on Friday", THURSDAY, "2026-11-13"),
    ("two weeks from Monday", THURSDAY, "2026-11-23"),
    ("next week, on Tuesday", THURSDAY, "2026-11-10"),
    ("Thursday or Friday", "2026-11-09", "2026-11-13"),
    ("Monday or Tuesday next week", THURSDAY, "2026-11-10"),
    ("between Monday and Wednesday", THURSDAY, "2026-11-11"),
    ("Monday/Tuesday", THURSDAY, "2026-11-10"),
    ("Thursday, Friday at the latest", "2026-11-09", "2026-11-13"),
    # Spans.
    ("in ten days", THURSDAY, "2026-11-15"),
    ("in 10 days' time", THURSDAY, "2026-11-15"),
    ("10 business days", THURSDAY, "2026-11-20"),
    ("within 3-5 business days", THURSDAY, "2026-11-13"),
    ("ten working days", "2026-12-18", "2027-01-05"),
    ("a week from today", THURSDAY, "2026-11-12"),
    ("in a week's time", THURSDAY, "2026-11-12"),
    ("a week or so", THURSDAY, "2026-11-12"),
    ("over the next week or so", THURSDAY, "2026-11-12"),
    ("a week and a half", THURSDAY, "2026-11-16"),
    ("in the coming week", THURSDAY, "2026-11-12"),
    ("in a fortnight's time", THURSDAY, "2026-11-19"),
    ("within 48 hours", THURSDAY, "2026-11-07"),
    ("in 24 to 36 hours", THURSDAY, "2026-11-07"),
    ("three to four weeks", THURSDAY, "2026-12-03"),
    ("4-6 weeks", THURSDAY, "2026-12-17"),
    ("30 days", THURSDAY, "2026-12-05"),
    ("a month or so", THURSDAY, "2026-12-05"),
    ("a few business days", THURSDAY, "2026-11-10"),
    # Dates.
    ("no later than the 20th", THURSDAY, "2026-11-20"),
    ("by the 20th at the latest", THURSDAY, "2026-11-20"),
    ("not before 10 December", THURSDAY, "2026-12-10"),
    ("the first of December", THURSDAY, "2026-12-01"),
    ("the 1st", THURSDAY, "2026-12-01"),
    ("December 1, 2026", THURSDAY, "2026-12-01"),
    ("2026/12/01", THURSDAY, "2026-12-01"),
    ("12/1", THURSDAY, "2026-12-01"),
    ("Dec 1st", THURSDAY, "2026-12-01"),
    # A weekday with its number is that day, and not the next such weekday.
    ("Friday 13", THURSDAY, "2026-11-13"),
    ("by Fri 27", THURSDAY, "2026-11-27"),
    ("Friday (the 27th)", THURSDAY, "2026-11-27"),
    ("Friday 11/27", THURSDAY, "2026-11-27"),
    ("Thursday 12 or Friday 13", THURSDAY, "2026-11-13"),
    ("Friday 5pm", THURSDAY, "2026-11-06"),
    ("Friday 9", THURSDAY, "2026-11-06"),
    ("13. November", THURSDAY, "2026-11-13"),
    ("by the 13. of November", THURSDAY, "2026-11-13"),
    ("2 wks", THURSDAY, "2026-11-19"),
    ("by Weds", THURSDAY, "2026-11-11"),
    ("middle of the month", THURSDAY, "2026-11-15"),
    ("two and a half weeks", THURSDAY, "2026-11-23"),
    ("KW 50/51", THURSDAY, "2026-12-18"),
    ("sometime next month", THURSDAY, "2026-12-31"),
    ("by next month", THURSDAY, "2026-12-01"),
]
# The same words in other business calendars and other orders of day and month.
ELSEWHERE = [
    ("GB", "1/12", THURSDAY, "2026-12-01"),
    ("GB", "by 01/12/2026", THURSDAY, "2026-12-01"),
    ("DE", "1.12.2026", THURSDAY, "2026-12-01"),
    ("DE", "mid next week", THURSDAY, "2026-11-11"),
    ("DE", "before Christmas", THURSDAY, "2026-12-24"),
    ("DE", "end of the year", THURSDAY, "2026-12-31"),
    ("DE", "before Easter", "2027-02-10", "2027-03-25"),
    ("EG", "end of the week", "2026-11-03", "2026-11-08"),
    ("EG", "10 business days", "2026-11-05", "2026-11-19"),
    ("EG", "by Friday", "2026-11-03", "2026-11-06"),
    ("AE", "next week", "2026-11-03", "2026-11-13"),
    ("CA", "before Thanksgiving", "2026-09-15", "2026-10-09"),
    (None, "10 business days", THURSDAY, "2026-11-19"),
    (None, "before Thanksgiving", THURSDAY, "2026-11-25"),
]

NOTHING = [
    "", " ", "soon", "we'll be in touch", "may", "we may call", "we will see", "a second round", "10",
    "3 candidates left", "when we know", "two weeks ago", "in the last two weeks", "last week", "24 hours",
    "31 November", "we met 3/4 people", "room 5.11", "march on", "\x00", "1.5 weeks", "he sat down",
    "the second",
    "after the holiday", "half past ten", "x" * 501 + " next week",
    "shortly", "asap", "in due course", "several weeks", "in the coming weeks", "in the coming days", "very soon",
    "last Friday", "since Monday", "every Tuesday", "each Friday", "Mondays", "the previous Thursday",
    "in a moment", "as soon as possible", "when the budget is approved", "once everyone has been interviewed",
    "week 1 of onboarding", "Q4 results look good", "the quarterly review", "may I call you", "march with us",
    "second interview", "the first half", "midway", "the weekend rota", "a new year's resolution", "an early start",
    "at the end", "by all means", "by then", "by the way", "on the day", "the day", "one or two people",
    "two interviews", "five of us", "10 candidates", "room 12", "level 3", "12:30", "at 5pm", "24/7", "3.5 stars",
    "we sat with the team", "sun and rain", "we wed them", "before the end", "a long time", "not sure yet",
    "it depends", "you will hear from us", "HR will reach out", "after Thanksgiving dinner parties"[:5],
]  # fmt: skip


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(("text", "said_on", "meant"), UNDERSTOOD)
def test_understood(text: str, said_on: str, meant: str) -> None:
    understood = understand(text, day(said_on), US)
    assert (understood.kind, understood.date) == (Understanding.UNDERSTOOD, day(meant))


@pytest.mark.parametrize(("country", "text", "said_on", "meant"), ELSEWHERE)
def test_understood_elsewhere(country: str | None, text: str, said_on: str, meant: str) -> None:
    understood = understand(text, day(said_on), CalendarFacts(country=country))
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


def test_dates_are_in_the_readers_order_in_whatever_calendar() -> None:
    """A US reader's 11/12 is 12 November, also for an application in Germany."""
    abroad = CalendarFacts(country="DE", dates_as_in="US")
    assert understand("by 11/12", day(THURSDAY), abroad).date == day("2026-11-12")
    assert understand("by 11/12", day(THURSDAY), CalendarFacts(country="DE")).date == day("2026-12-11")


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
        "thursday or " * 41,
        "early in the " * 38,
        "week of the " * 41,
        "the first week of " * 27,
        "end of the " * 45 + "year",
        "1-" * 200 + "business days",
    ],
)
def test_hostile_text_comes_to_an_end(text: str) -> None:
    """Longer than anybody speaks, it means nothing; up to that it ends, with whatever it comes to."""
    found = understand(text, day(THURSDAY), US)
    assert found.kind is Understanding.NOTHING if len(text) > 500 else found.kind in set(Understanding)


LATER = dt.timedelta(days=180)
said_days = st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))
places = st.sampled_from([None, "US", "GB", "DE", "EG", "CA"])
phrases = st.sampled_from([text for text, _, _ in UNDERSTOOD])


@settings(max_examples=EXAMPLES, deadline=None)
@given(phrases, said_days, places)
def test_a_date_is_never_past_nor_far(text: str, said_on: dt.date, country: str | None) -> None:
    found = understand(text, said_on, CalendarFacts(country=country))
    if found.date is not None:
        assert said_on <= found.date <= said_on + LATER
    assert (found.kind is Understanding.ASKED_BACK) == (found.doubtful is not None)


@settings(max_examples=EXAMPLES, deadline=None)
@given(phrases, said_days)
def test_case_spaces_and_dashes_mean_nothing(text: str, said_on: dt.date) -> None:
    plain = understand(text, said_on, US)
    assert understand(f"  {text.upper().replace(' ', '   ')}  ", said_on, US) == plain
    assert understand(text.replace("-", "–").replace("'", "’"), said_on, US) == plain


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text(max_size=520) | st.lists(phrases, max_size=8).map(" ".join), said_days, places)
def test_any_text_is_read_or_left(text: str, said_on: dt.date, country: str | None) -> None:
    assert understand(text, said_on, CalendarFacts(country=country)).kind in set(Understanding)


def test_the_tables_are_as_large_as_they_are_said_to_be() -> None:
    assert len(UNDERSTOOD) + len(ELSEWHERE) >= 200
    assert len(set(UNDERSTOOD)) == len(UNDERSTOOD)
    assert len(NOTHING) >= 70
