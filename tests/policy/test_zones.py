"""Dates and instants across clock changes, odd offsets and the date line. UTC is written out beside the wall."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from reminders.policy import Facts, InterviewFacts, InterviewStatus, Step, StepKind, moments, plan, read_facts
from reminders.policy.case import Case
from reminders.policy.etiquette import DEFAULT_ETIQUETTE
from reminders.policy.rounds import last_round
from tests.policy.builders import facts, interview, thanked

NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"
SYDNEY, LORD_HOWE = "Australia/Sydney", "Australia/Lord_Howe"
KATHMANDU, KOLKATA = "Asia/Kathmandu", "Asia/Kolkata"
CHATHAM, APIA, AUCKLAND = "Pacific/Chatham", "Pacific/Apia", "Pacific/Auckland"
LONG_AFTER = "2027-12-01T00:00:00Z"


def utc(instant: dt.datetime | None) -> str:
    assert instant is not None
    assert instant.tzinfo is dt.UTC
    return f"{instant:%m-%d %H:%M}"


def known(*interviews: dict[str, Any], zone: str = NEW_YORK, now: str = LONG_AFTER, **more: Any) -> Facts:
    obj = facts(*interviews, now=now, calendar={"country": None, "quiet": []}, **more)
    return read_facts(obj | {"me": {"time_zone": zone}})


def thank_you(starts: str, zone: str, minutes: int = 60, reader: str = NEW_YORK) -> Step:
    meeting = interview(starts, time_zone=zone, minutes=minutes)
    return next(step for step in plan(known(meeting, zone=reader)) if step.kind is StepKind.THANK_YOU)


# Clocks go back: New York 1 Nov 2026 02:00, Berlin 25 Oct 2026 03:00, Sydney 4 Apr 2027 03:00, Lord Howe
# 4 Apr 2027 02:00 (by half an hour). Forward: New York 14 Mar 2027 02:00, Berlin 28 Mar 2027 02:00, Sydney
# 4 Oct 2026 02:00, Lord Howe 4 Oct 2026 02:00 (to 02:30).
@pytest.mark.parametrize(
    ("zone", "starts", "minutes", "start_at", "end_at", "ends"),
    [
        pytest.param(NEW_YORK, "2026-11-01T00:30", 120, "11-01 04:30", "11-01 06:30", "01:30-0500",
                     id="ends in the second 01:30"),
        pytest.param(NEW_YORK, "2026-11-01T00:30", 60, "11-01 04:30", "11-01 05:30", "01:30-0400",
                     id="ends in the first 01:30"),
        pytest.param(NEW_YORK, "2026-11-01T01:30", 60, "11-01 05:30", "11-01 06:30", "01:30-0500",
                     id="a repeated start is the first"),
        pytest.param(NEW_YORK, "2027-03-14T01:30", 60, "03-14 06:30", "03-14 07:30", "03:30-0400",
                     id="spans the hour that is left out"),
        pytest.param(NEW_YORK, "2027-03-14T02:30", 60, "03-14 07:30", "03-14 08:30", "04:30-0400",
                     id="a skipped start is 03:30"),
        pytest.param(BERLIN, "2026-10-25T01:30", 120, "10-24 23:30", "10-25 01:30", "02:30+0100",
                     id="Berlin, the second 02:30"),
        pytest.param(BERLIN, "2027-03-28T02:15", 30, "03-28 01:15", "03-28 01:45", "03:45+0200",
                     id="Berlin, 02:15 is 03:15"),
        pytest.param(SYDNEY, "2027-04-04T01:30", 120, "04-03 14:30", "04-03 16:30", "02:30+1000",
                     id="Sydney, the second 02:30"),
        pytest.param(SYDNEY, "2026-10-04T02:30", 60, "10-03 16:30", "10-03 17:30", "04:30+1100",
                     id="Sydney, 02:30 is 03:30"),
        pytest.param(LORD_HOWE, "2027-04-04T01:00", 75, "04-03 14:00", "04-03 15:15", "01:45+1030",
                     id="Lord Howe, the second 01:45"),
        pytest.param(LORD_HOWE, "2026-10-04T02:15", 15, "10-03 15:45", "10-03 16:00", "03:00+1100",
                     id="Lord Howe, 02:15 is 02:45"),
    ],
)  # fmt: skip
def test_an_interview_beside_a_clock_change(
    zone: str, starts: str, minutes: int, start_at: str, end_at: str, ends: str
) -> None:
    meeting = InterviewFacts("i1", dt.datetime.fromisoformat(starts), zone, InterviewStatus.HELD, minutes)
    assert (utc(meeting.start_at), utc(meeting.end_at)) == (start_at, end_at)
    assert f"{meeting.end_at.astimezone(ZoneInfo(zone)):%H:%M%z}" == ends
    assert meeting.date.isoformat() == starts[:10]
    assert utc(thank_you(starts, zone, minutes).opens_at) == end_at


@pytest.mark.parametrize(
    ("zone", "starts", "dates", "instants"),
    [
        # Friday before, Monday and Wednesday after: 17:00 is an hour later (earlier) in UTC than on Friday.
        pytest.param(NEW_YORK, "2026-10-30T10:00", "11-02 11-04", "10-30 15:00, 11-02 22:00, 11-04 22:00",
                     id="New York back"),
        pytest.param(NEW_YORK, "2026-10-29T10:00", "10-30 11-03", "10-29 15:00, 10-30 21:00, 11-03 22:00",
                     id="New York back, best by before and late after"),
        pytest.param(NEW_YORK, "2027-03-12T10:00", "03-15 03-17", "03-12 16:00, 03-15 21:00, 03-17 21:00",
                     id="New York forward"),
        pytest.param(BERLIN, "2026-10-23T10:00", "10-26 10-28", "10-23 09:00, 10-26 16:00, 10-28 16:00",
                     id="Berlin back"),
        pytest.param(BERLIN, "2027-03-26T10:00", "03-29 03-31", "03-26 10:00, 03-29 15:00, 03-31 15:00",
                     id="Berlin forward"),
        pytest.param(SYDNEY, "2026-10-02T10:00", "10-05 10-07", "10-02 01:00, 10-05 06:00, 10-07 06:00",
                     id="Sydney forward"),
        pytest.param(SYDNEY, "2027-04-02T10:00", "04-05 04-07", "04-02 00:00, 04-05 07:00, 04-07 07:00",
                     id="Sydney back"),
        pytest.param(LORD_HOWE, "2026-10-02T10:00", "10-05 10-07", "10-02 00:30, 10-05 06:00, 10-07 06:00",
                     id="Lord Howe forward, half an hour"),
        pytest.param(LORD_HOWE, "2027-04-02T10:00", "04-05 04-07", "04-02 00:00, 04-05 06:30, 04-07 06:30",
                     id="Lord Howe back, half an hour"),
        pytest.param(KATHMANDU, "2026-11-03T10:00", "11-04 11-06", "11-03 05:15, 11-04 11:15, 11-06 11:15",
                     id="Kathmandu +05:45"),
        pytest.param(KOLKATA, "2026-11-03T10:00", "11-04 11-06", "11-03 05:30, 11-04 11:30, 11-06 11:30",
                     id="Kolkata +05:30"),
        pytest.param(CHATHAM, "2026-11-03T10:00", "11-04 11-06", "11-02 21:15, 11-04 03:15, 11-06 03:15",
                     id="Chatham +13:45 in summer"),
        pytest.param(CHATHAM, "2027-06-15T10:00", "06-16 06-18", "06-14 22:15, 06-16 04:15, 06-18 04:15",
                     id="Chatham +12:45 in winter"),
        pytest.param(APIA, "2026-11-03T10:00", "11-04 11-06", "11-02 22:00, 11-04 04:00, 11-06 04:00",
                     id="Apia +13:00"),
    ],
)  # fmt: skip
def test_a_thank_you_keeps_to_the_interviews_clock(zone: str, starts: str, dates: str, instants: str) -> None:
    """Best by and late after are 17:00 there, whatever the clocks do and wherever the reader lives."""
    step = thank_you(starts, zone, reader=LORD_HOWE)
    assert (step.time_zone, f"{step.opens}") == (zone, starts[:10])
    assert f"{step.best_by:%m-%d} {step.late_after:%m-%d}" == dates
    assert f"{utc(step.opens_at)}, {utc(step.best_by_at)}, {utc(step.late_after_at)}" == instants
    for instant in (step.best_by_at, step.late_after_at):
        assert instant is not None
        assert instant.astimezone(ZoneInfo(zone)).time() == dt.time(17)


def test_an_inquiry_opens_at_nine_and_closes_at_five_after_the_change() -> None:
    """Thanked on Wednesday 28 October, in summer time: a week to ten days later is winter in New York."""
    meeting = interview("2026-10-27")
    (step,) = plan(known(meeting, messages=[thanked("2026-10-28")]))
    assert (utc(step.opens_at), utc(step.best_by_at), utc(step.late_after_at)) == (
        "11-04 14:00", "11-09 22:00", "11-11 22:00",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "opens", "late", "expected"),
    [
        (NEW_YORK, "2026-10-30T15:00", "2026-11-02T22:00", "10-31 12:00, 11-02 13:00, 11-03 13:00"),
        (NEW_YORK, "2027-03-12T16:00", "2027-03-15T21:00", "03-13 13:00, 03-15 12:00, 03-16 12:00"),
        (BERLIN, "2026-10-23T09:00", "2026-10-26T16:00", "10-24 06:00, 10-26 07:00, 10-27 07:00"),
        (SYDNEY, "2026-10-02T01:00", "2026-10-05T06:00", "10-02 22:00, 10-04 21:00, 10-05 21:00"),
        (LORD_HOWE, "2026-10-02T00:30", "2026-10-05T06:00", "10-02 21:30, 10-04 21:00, 10-05 21:00"),
        (KATHMANDU, "2026-11-03T05:15", "2026-11-04T11:15", "11-04 02:15, 11-05 02:15"),
        (CHATHAM, "2026-11-02T21:15", "2026-11-04T03:15", "11-03 18:15, 11-04 18:15"),
    ],
)
def test_reminders_come_at_eight_on_both_sides_of_a_change(
    zone: str, opens: str, late: str, expected: str
) -> None:
    """A thank-you's moments at the reader's 08:00; here best by and late after are one instant."""
    first, last = (dt.datetime.fromisoformat(each).replace(tzinfo=dt.UTC) for each in (opens, late))
    found = moments(
        StepKind.THANK_YOU, first, last, last,
        hour=dt.time(8), time_zone=zone, quiet_hours=(dt.time(21), dt.time(7)),
    )  # fmt: skip
    assert ", ".join(utc(each.at) for each in found) == expected
    assert {each.at.astimezone(ZoneInfo(zone)).time() for each in found} == {dt.time(8)}


@pytest.mark.parametrize(
    ("starts", "zone", "minutes", "date", "dates"),
    [
        ("2026-11-03T23:30", NEW_YORK, 29, "2026-11-03", "11-04 11-06"),
        ("2026-11-03T23:30", NEW_YORK, 30, "2026-11-04", "11-05 11-09"),
        # Friday night into Saturday: Monday is the first business day after.
        ("2026-11-06T23:00", KOLKATA, 90, "2026-11-07", "11-09 11-11"),
        # Into the night in which the clock goes back.
        ("2026-10-31T22:00", NEW_YORK, 180, "2026-11-01", "11-02 11-04"),
        ("2026-11-01T23:00", CHATHAM, 60, "2026-11-02", "11-03 11-05"),
    ],
)
def test_an_interview_counts_on_the_day_of_its_end(
    starts: str, zone: str, minutes: int, date: str, dates: str
) -> None:
    step = thank_you(starts, zone, minutes)
    assert f"{step.opens}" == date
    assert f"{step.best_by:%m-%d} {step.late_after:%m-%d}" == dates


def test_the_days_of_a_clock_change_have_25_and_23_hours() -> None:
    assert thank_you("2026-11-01T00:00", NEW_YORK, 24 * 60).opens == dt.date(2026, 11, 1)
    assert thank_you("2026-11-01T00:00", NEW_YORK, 25 * 60).opens == dt.date(2026, 11, 2)
    assert thank_you("2027-03-14T00:00", NEW_YORK, 23 * 60).opens == dt.date(2027, 3, 15)


def test_a_reader_in_sydney_interviews_in_new_york() -> None:
    """10:00 to 11:00 on Tuesday in New York is 02:00 to 03:00 on Wednesday in Sydney."""
    step = thank_you("2026-11-03T10:00", NEW_YORK, reader=SYDNEY)
    assert (f"{step.opens}", step.time_zone) == ("2026-11-03", NEW_YORK)
    assert utc(step.best_by_at) == "11-04 22:00"
    found = moments(
        step.kind, step.opens_at, step.best_by_at, step.late_after_at,
        hour=dt.time(8), time_zone=SYDNEY, quiet_hours=(dt.time(21), dt.time(7)),
    )  # fmt: skip
    # The morning after the reader's Wednesday is the last 08:00 before Thursday 09:00, New York's 17:00.
    assert [(each.name, utc(each.at)) for each in found] == [
        ("best_by", "11-04 21:00"),
        ("late", "11-07 21:00"),
    ]


def round_of(*interviews: dict[str, Any]) -> tuple[str, set[str]]:
    held = last_round(Case(known(*interviews), DEFAULT_ETIQUETTE))
    assert held is not None
    return f"{held.date:%m-%d}", {each.id for each in held.interviews}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # Eighteen hours apart and yet both on their own Tuesday: one round.
        (("2026-11-03T10:00", AUCKLAND), ("2026-11-03T10:00", NEW_YORK), ("11-03", {"i1", "i2"})),
        # One hour apart as instants, with the date line between: Wednesday's is the later round.
        (("2026-11-04T10:00", AUCKLAND), ("2026-11-03T14:00", "America/Los_Angeles"), ("11-04", {"i1"})),
        # Sydney's Wednesday was over before New York's Wednesday began.
        (("2026-11-04T09:00", SYDNEY), ("2026-11-04T16:00", NEW_YORK), ("11-04", {"i1", "i2"})),
        # Apia and Pago Pago share the hour and not the day.
        (("2026-11-04T10:00", APIA), ("2026-11-03T10:00", "Pacific/Pago_Pago"), ("11-04", {"i1"})),
    ],
)
def test_a_round_is_one_local_date(
    first: tuple[str, str], second: tuple[str, str], expected: tuple[str, set[str]]
) -> None:
    one = interview(first[0], "i1", time_zone=first[1])
    other = interview(second[0], "i2", time_zone=second[1], people=["tom"])
    assert round_of(one, other) == round_of(other, one) == expected


def test_two_zones_in_one_round_each_keep_their_own_clock() -> None:
    """The inquiry goes by the clock of the interview that ended last."""
    auckland = interview("2026-11-03T10:00", "i1", time_zone=AUCKLAND)
    new_york = interview("2026-11-03T10:00", "i2", people=["tom"])
    owed = {step.to: utc(step.best_by_at) for step in plan(known(auckland, new_york)) if step.best_by_at}
    assert owed == {"sara": "11-04 04:00", "tom": "11-04 22:00"}
    (step,) = plan(known(auckland, new_york, messages=[thanked(), thanked(to="tom")]))
    assert (step.time_zone, utc(step.opens_at)) == (NEW_YORK, "11-11 14:00")


@pytest.mark.parametrize(
    ("reader", "opens_at"), [(SYDNEY, "11-03 22:00"), (KATHMANDU, "11-04 03:15"), (NEW_YORK, "11-04 14:00")]
)
def test_without_an_interview_steps_go_by_the_readers_clock(reader: str, opens_at: str) -> None:
    (step,) = plan(known(zone=reader, stage="applied", applied_on="2026-10-28"))
    assert (step.kind, step.time_zone, utc(step.opens_at)) == (
        StepKind.APPLICATION_INQUIRY, reader, opens_at,
    )  # fmt: skip
