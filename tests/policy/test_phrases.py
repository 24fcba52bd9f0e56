"""More of what they said about timing: parts of periods, other countries, and what only looks like a day."""

from __future__ import annotations

import datetime as dt

import pytest

from reminders.policy import CalendarFacts, Understanding, understand

THURSDAY = "2026-11-05"

# (country, said, on, meant). 5 November 2026 is a Thursday.
UNDERSTOOD = [
    ("US", "no decision by Friday? no: early this week", "2026-11-02", "2026-11-03"),
    ("US", "early this week", THURSDAY, "2026-11-10"),
    ("US", "early in the week", THURSDAY, "2026-11-10"),
    ("US", "start of the week", THURSDAY, "2026-11-10"),
    ("US", "beginning of the week", "2026-11-02", "2026-11-03"),
    ("US", "late this week", THURSDAY, "2026-11-06"),
    ("US", "mid to late next week", THURSDAY, "2026-11-13"),
    ("US", "first half of next week", THURSDAY, "2026-11-11"),
    ("US", "early to mid next week", THURSDAY, "2026-11-11"),
    ("US", "this week or early next", THURSDAY, "2026-11-10"),
    ("US", "end of this week or early next week", THURSDAY, "2026-11-10"),
    ("US", "early the week after next", THURSDAY, "2026-11-17"),
    ("US", "early this month", "2026-11-02", "2026-11-07"),
    ("US", "beginning of the month", THURSDAY, "2026-11-07"),
    ("US", "mid-month", THURSDAY, "2026-11-15"),
    ("US", "middle of the month", "2026-11-20", "2026-12-15"),
    ("US", "end-November", THURSDAY, "2026-11-30"),
    ("US", "mid to late November", THURSDAY, "2026-11-30"),
    ("US", "in November or December", THURSDAY, "2026-12-31"),
    ("US", "first half of December", THURSDAY, "2026-12-15"),
    ("US", "December", THURSDAY, "2026-12-31"),
    ("US", "probably in December, maybe January", THURSDAY, "2026-12-31"),
    ("US", "until December", THURSDAY, "2026-12-01"),
    ("US", "this December", THURSDAY, "2026-12-31"),
    ("US", "second half of next month", THURSDAY, "2026-12-31"),
    ("US", "late next month", THURSDAY, "2026-12-31"),
    ("US", "last week of next month", THURSDAY, "2026-12-31"),
    ("US", "the first week of the new year", THURSDAY, "2027-01-08"),
    ("US", "second Tuesday of December", THURSDAY, "2026-12-08"),
    ("US", "the last Friday of the month", THURSDAY, "2026-11-27"),
    ("US", "week beginning 16 November", THURSDAY, "2026-11-20"),
    ("US", "w/c 16/11/2026", THURSDAY, "2026-11-20"),
    ("US", "week of the 23rd", THURSDAY, "2026-11-27"),
    ("US", "KW 49/50", THURSDAY, "2026-12-11"),
    ("US", "by week 49 at the latest", THURSDAY, "2026-12-04"),
    ("US", "calendar week 49, 2026", THURSDAY, "2026-12-04"),
    ("US", "by Q1", THURSDAY, "2027-01-29"),
    ("US", "end of Q1 2027", THURSDAY, "2027-03-31"),
    ("US", "by next quarter", THURSDAY, "2027-01-29"),
    ("US", "in the first quarter", THURSDAY, "2027-03-31"),
    ("US", "early next quarter", THURSDAY, "2027-01-29"),
    ("US", "mid quarter", THURSDAY, "2026-11-30"),
    ("US", "by the end of the calendar year", THURSDAY, "2026-12-31"),
    ("US", "year end", THURSDAY, "2026-12-31"),
    ("US", "before the end of 2026", THURSDAY, "2026-12-31"),
    ("US", "early next year", THURSDAY, "2027-01-08"),
    ("US", "over the Christmas period, so by New Year", THURSDAY, "2026-12-31"),
    ("US", "before Christmas or New Year", THURSDAY, "2026-12-31"),
    ("US", "EOD tomorrow", THURSDAY, "2026-11-06"),
    ("US", "by end of business Friday", THURSDAY, "2026-11-06"),
    ("US", "Friday COB", THURSDAY, "2026-11-06"),
    ("US", "by EOD on the 20th", THURSDAY, "2026-11-20"),
    ("US", "end of the working week", THURSDAY, "2026-11-06"),
    ("US", "COB next Tuesday", THURSDAY, "2026-11-10"),
    ("US", "end of day", THURSDAY, "2026-11-05"),
    ("US", "end of the day", THURSDAY, "2026-11-05"),
    ("US", "we meet tomorrow and will decide by Friday", THURSDAY, "2026-11-06"),
    ("US", "we meet later today and will decide by Friday", "2026-11-02", "2026-11-06"),
    ("US", "tomorrow or Monday", THURSDAY, "2026-11-09"),
    ("US", "Friday week", THURSDAY, "2026-11-13"),
    ("US", "Friday or Monday", THURSDAY, "2026-11-09"),
    ("US", "a week from Friday", THURSDAY, "2026-11-13"),
    ("US", "next Monday or Tuesday", THURSDAY, "2026-11-10"),
    ("US", "a week today", THURSDAY, "2026-11-12"),
    ("US", "a week from now", THURSDAY, "2026-11-12"),
    ("US", "two weeks from tomorrow", THURSDAY, "2026-11-20"),
    ("US", "Friday this week", "2026-11-03", "2026-11-06"),
    ("US", "Friday fortnight", THURSDAY, "2026-11-20"),
    ("US", "Thursday, possibly Friday", "2026-11-09", "2026-11-13"),
    ("US", "this Thursday or Friday", "2026-11-09", "2026-11-13"),
    ("US", "by Friday, 13 November", THURSDAY, "2026-11-13"),
    ("US", "13 November or end of November", THURSDAY, "2026-11-30"),
    ("US", "a week or ten days", THURSDAY, "2026-11-15"),
    ("US", "a week to ten days", THURSDAY, "2026-11-15"),
    ("US", "a week, maybe two", THURSDAY, "2026-11-19"),
    ("US", "two weeks, possibly three", THURSDAY, "2026-11-26"),
    ("US", "in the next week", THURSDAY, "2026-11-12"),
    ("US", "the next day or two", THURSDAY, "2026-11-07"),
    ("US", "two and a half weeks", THURSDAY, "2026-11-23"),
    ("US", "a month and a half", THURSDAY, "2026-12-20"),
    ("US", "in 10 days time", THURSDAY, "2026-11-15"),
    ("US", "two weeks' time", THURSDAY, "2026-11-19"),
    ("US", "within 24h", THURSDAY, "2026-11-06"),
    ("US", "within the next 48 hours", THURSDAY, "2026-11-07"),
    ("US", "5 workdays", THURSDAY, "2026-11-13"),
    ("US", "3 to 5 working days", THURSDAY, "2026-11-13"),
    ("US", "two more weeks", THURSDAY, "2026-11-19"),
    ("US", "another couple of weeks", THURSDAY, "2026-11-19"),
    ("US", "over the next month", THURSDAY, "2026-12-05"),
    ("US", "the first two weeks of December", THURSDAY, "2026-12-15"),
    ("US", "1.12.", THURSDAY, "2026-12-01"),
    ("US", "from 10 December", THURSDAY, "2026-12-10"),
    ("US", "until the 20th", THURSDAY, "2026-11-20"),
    ("US", "between the 10th and the 13th", THURSDAY, "2026-11-13"),
    ("US", "November 16-20", THURSDAY, "2026-11-20"),
    ("US", "the 5th of next month", THURSDAY, "2026-12-05"),
    ("US", "the twenty-first of December", THURSDAY, "2026-12-21"),
    ("US", "1st December", THURSDAY, "2026-12-01"),
    ("US", "10-13 Nov", THURSDAY, "2026-11-13"),
    ("US", "10/11 December", THURSDAY, "2026-12-11"),
    ("US", "week ending 20 November", THURSDAY, "2026-11-20"),
    ("US", "this weekend", THURSDAY, "2026-11-09"),
    ("US", "by next weekend", THURSDAY, "2026-11-13"),
    ("US", "not before next week", THURSDAY, "2026-11-13"),
    ("US", "before next week", THURSDAY, "2026-11-06"),
    ("US", "by mid-December at the latest", THURSDAY, "2026-12-15"),
    ("US", "end Nov", THURSDAY, "2026-11-30"),
    ("US", "by end Nov / early Dec", THURSDAY, "2026-12-07"),
    ("US", "the second half of November", THURSDAY, "2026-11-30"),
    ("US", "in a couple of business days", THURSDAY, "2026-11-09"),
    ("US", "within an hour", THURSDAY, "2026-11-06"),
    ("EG", "by the weekend", "2026-11-03", "2026-11-05"),
    ("EG", "after the weekend", "2026-11-03", "2026-11-08"),
    ("AE", "before the weekend", "2026-11-03", "2026-11-06"),
    ("GR", "before Easter", "2027-02-10", "2027-04-29"),
    ("US", "after the weekend", "2026-11-08", "2026-11-09"),
    ("US", "by the weekend", "2026-11-07", "2026-11-13"),
    ("US", "early this week", THURSDAY, "2026-11-10"),
]

# Said again later than it can be meant, or with a weekday that the date does not have.
ASKED_BACK = [
    ("Friday 4 November", THURSDAY),
    ("Friday the 13th", "2026-12-01"),
    ("mid December", "2026-12-20"),
    ("by November", THURSDAY),
    ("end of October", "2026-10-31"),
    ("before Christmas", "2026-12-28"),
]

# (country, said, on): they look back, or speak of something else.
NOTHING = [
    ("US", "week 1 of the project", THURSDAY),
    ("US", "KW 53", "2027-01-01"),
    ("US", "end of fiscal year", THURSDAY),
    ("US", "at the end of the day, fit matters most", THURSDAY),
    ("US", "on Monday we met", THURSDAY),
    ("US", "Monday was a holiday", THURSDAY),
    ("US", "thanks for Monday", THURSDAY),
    ("US", "nice meeting you today", THURSDAY),
    ("US", "Monday's interview went well", THURSDAY),
    ("US", "since last Friday", THURSDAY),
    ("US", "we spoke on Friday", THURSDAY),
    ("US", "this week was busy", THURSDAY),
    ("US", "not this week", THURSDAY),
    ("US", "today's interview", THURSDAY),
    ("US", "tomorrow's round", THURSDAY),
    ("US", "two weeks' notice", THURSDAY),
    ("US", "a three-month contract", THURSDAY),
    ("US", "5 days a week", THURSDAY),
    ("US", "twice a week", THURSDAY),
    ("US", "one day", THURSDAY),
    ("US", "40 hours a week", THURSDAY),
    ("US", "every two weeks", THURSDAY),
    ("US", "6 month probation", THURSDAY),
    ("US", "the first two weeks", THURSDAY),
    ("US", "3 may still drop out", THURSDAY),
    ("US", "in the end may decide", THURSDAY),
    ("US", "November 3 rounds", THURSDAY),
    ("US", "in Q4 planning", THURSDAY),
    ("US", "since the beginning of the week", THURSDAY),
    ("GB", "before Thanksgiving", THURSDAY),
]


@pytest.mark.parametrize(("country", "text", "said_on", "meant"), UNDERSTOOD)
def test_understood(country: str, text: str, said_on: str, meant: str) -> None:
    found = understand(text, dt.date.fromisoformat(said_on), CalendarFacts(country=country))
    assert (found.kind, found.date) == (Understanding.UNDERSTOOD, dt.date.fromisoformat(meant))


@pytest.mark.parametrize(("text", "said_on"), ASKED_BACK)
def test_asked_back(text: str, said_on: str) -> None:
    found = understand(text, dt.date.fromisoformat(said_on), CalendarFacts(country="US"))
    assert found.kind is Understanding.ASKED_BACK


@pytest.mark.parametrize(("country", "text", "said_on"), NOTHING)
def test_nothing(country: str, text: str, said_on: str) -> None:
    found = understand(text, dt.date.fromisoformat(said_on), CalendarFacts(country=country))
    assert found.kind is Understanding.NOTHING
