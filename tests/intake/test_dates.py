"""Dates as people write them down."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.intake.dates import Ambiguous, Moment, NoDate, read_moment, tell_order

TODAY = dt.date(2026, 11, 4)
HOUR = dt.timedelta(hours=1)


def read(text: str, *, day_first: bool | None = None, from_1904: bool = False) -> Moment | None:
    return read_moment(text, day_first=day_first, today=TODAY, from_1904=from_1904)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-24", "2026/03/24", "2026.3.24", "20260324", "24/03/2026", "3/24/2026", "24-3-26", "24.03.2026",
        "24.3.26", "24 Mar 2026", "24 March 2026", "24th of March, 2026", "March 24, 2026", "Mar 24 2026",
        "Mar. 24, '26",
        "24-Mar-26", "Tue, 24 March 2026", "Tuesday 24 March 2026", "24. März 2026", "24 mars 2026",
        "24 de marzo de 2026", "46105", "March 24, 2026 → March 26, 2026", "2026-03-24T00:00:00.000Z",
        "2026-03-24 00:00:00", " 2026-03-24 ", "24 Mar", "March 24", "24.3.", "3/24",
    ],
)  # fmt: skip
def test_the_24th_of_march(text: str) -> None:
    assert read(text) == Moment(dt.date(2026, 3, 24))


@pytest.mark.parametrize(
    ("text", "time", "offset"),
    [
        ("2026-03-24 14:30", dt.time(14, 30), None),
        ("2026-03-24T14:30:15", dt.time(14, 30), None),
        ("2026-03-24T14:30:00.000Z", dt.time(14, 30), dt.timedelta()),
        ("2026-03-24T14:30:00+01:00", dt.time(14, 30), HOUR),
        ("3/24/2026 2:30 PM", dt.time(14, 30), None),
        ("24.03.2026, 14:30", dt.time(14, 30), None),
        ("March 24, 2026 2:30 PM (GMT-5)", dt.time(14, 30), -5 * HOUR),
        ("Tue Mar 24 2026 14:30:00 GMT+0100 (Central European Standard Time)", dt.time(14, 30), HOUR),
        ("24 Mar 2026 at 2 pm", dt.time(14), None),
        ("46105.604166667", dt.time(14, 30), None),
        ("March 24, 2026 12:15 AM", dt.time(0, 15), None),
    ],
)
def test_the_24th_of_march_with_a_time(text: str, time: dt.time, offset: dt.timedelta | None) -> None:
    assert read(text) == Moment(dt.date(2026, 3, 24), time, offset)


def test_days_counted_from_1904() -> None:
    assert read("44643", from_1904=True) == Moment(dt.date(2026, 3, 24))


@pytest.mark.parametrize("text", ["", "-", "n/a", "N/A", "TBD", "tba", "?", "none", "–", "not yet"])
def test_no_date_yet_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text", ["soon", "next week", "2026-02-30", "13/13/2026", "10:30", "Monday", "May", "March 2026", "12",
             "24/3/2026 maybe", "31 February 2026", "1234-01-01", "2026-03-24 25:00", "x" * 500, "March 99, 2026"]
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(NoDate):
        read(text)


def test_both_ways_round() -> None:
    with pytest.raises(Ambiguous):
        read("03/04/2026")
    assert read("03/04/2026", day_first=True) == Moment(dt.date(2026, 4, 3))
    assert read("03/04/2026", day_first=False) == Moment(dt.date(2026, 3, 4))
    assert read("04/04/2026") == Moment(dt.date(2026, 4, 4))
    # What tells by itself needs no answer, nor one that says otherwise.
    assert read("3/24/2026", day_first=True) == Moment(dt.date(2026, 3, 24))


def test_a_day_without_a_year_is_the_latest() -> None:
    assert read("5 Nov") == Moment(dt.date(2026, 11, 5))
    assert read("1 Jan") == Moment(dt.date(2026, 1, 1))
    assert read("29 Feb") == Moment(dt.date(2024, 2, 29))
    assert read("1 Dec") == Moment(dt.date(2026, 12, 1))
    assert read("20 Dec") == Moment(dt.date(2025, 12, 20))
    assert read("5 Feb") == Moment(dt.date(2026, 2, 5))


@pytest.mark.parametrize(
    ("cells", "order", "asked"),
    [
        (["03/04/2026", "24/03/2026"], True, "03/04/2026"),
        (["03/04/2026", "3/24/2026"], False, "03/04/2026"),
        (["03/04/2026", "05/05/2026"], None, "03/04/2026"),
        (["03/04/2026", "3/24/2026", "24/3/2026"], None, "03/04/2026"),
        (["2026-03-04", "4 March 2026", "05/05/2026", "n/a", "4.3.2026"], None, ""),
    ],
)
def test_the_file_tells_where_it_can(cells: list[str], order: bool | None, asked: str) -> None:
    assert tell_order(cells, past=(), today=TODAY) == (order, asked)


@pytest.mark.parametrize(
    ("applied", "order"),
    [
        ("03/12/2026", False),
        ("12/03/2026", True),
        ("03/04/2026", None),
        ("11/12/2026", None),
        ("3/12", None),
    ],
)
def test_nobody_applied_tomorrow(applied: str, order: bool | None) -> None:
    assert tell_order(["03/12/2026"], past=[applied], today=TODAY) == (order, applied)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.booleans())
def test_every_day_is_read_as_it_was_written(day: dt.date, day_first: bool) -> None:
    numbers = f"{day:%d/%m/%Y}" if day_first else f"{day:%m/%d/%Y}"
    for text in (day.isoformat(), f"{day:%d %B %Y}", f"{day:%B %d, %Y}", f"{day:%d.%m.%Y}", numbers):
        assert read(text, day_first=day_first) == Moment(day)


@given(st.text(max_size=120), st.sampled_from([True, False, None]))
def test_any_text_is_a_day_none_or_refused(text: str, day_first: bool | None) -> None:
    try:
        found = read(text, day_first=day_first)
    except (NoDate, Ambiguous):
        return
    assert found is None or 1990 <= found.day.year <= 2100
