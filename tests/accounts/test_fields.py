"""What the fields make of what is typed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from accounts.fields import DayField, OneLine, WallClockField, WholeText, instant_in
from accounts.forms import TimeZoneField

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sara   Lindqvist ", "Sara Lindqvist"),
        ("Sara\r\nBcc: all@example.org", "Sara Bcc: all@example.org"),
        ("a\u2028b\u0085c\x1bd", "a b c d"),
        ("👩🏽‍💻 שרה לינדקוויסט", "👩🏽‍💻 שרה לינדקוויסט"),
    ],
)
def test_a_name_is_one_line_and_else_untouched(typed: str, kept: str) -> None:
    assert OneLine().clean(typed) == kept


@pytest.mark.parametrize("field", [OneLine(), WholeText()])
def test_a_nul_is_refused(field: WholeText) -> None:
    with pytest.raises(ValidationError):
        field.clean("a\0b")


def test_text_keeps_its_lines() -> None:
    assert WholeText(rows=3).clean("one\r\ntwo\n\nthree") == "one\ntwo\n\nthree"


def test_a_line_break_counts_once() -> None:
    assert WholeText(max_length=3).clean("a\r\nb") == "a\nb"


def test_text_too_long_names_both_lengths() -> None:
    with pytest.raises(ValidationError, match="1000 characters long; there is room for 10"):
        WholeText(max_length=10).clean("щ" * 1000)


@pytest.mark.parametrize("field", [OneLine(max_length=10), WholeText(max_length=10, rows=2)])
def test_no_browser_cuts_a_paste_off(field: WholeText) -> None:
    assert "maxlength" not in field.widget.attrs


@pytest.mark.parametrize("typed", ["2026-11-03T10:00", "2026-11-03 10:00", "2026-11-03T10:00:00"])
def test_a_wall_clock_time_is_read(typed: str) -> None:
    assert WallClockField().clean(typed) == datetime(2026, 11, 3, 10)


@pytest.mark.parametrize(
    "typed",
    [
        "20026-11-03T10:00",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "1999-12-31T23:59",
        "2101-01-01T00:00",
        "2026-13-01T10:00",
        "yesterday",
        "2026-11-03",
        "\0",
    ],
)
def test_a_time_that_cannot_be_meant_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        WallClockField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["20026-11-03", "0001-01-01", "9999-12-31", "1999-12-31", "2101-01-01", "soon"]
)
def test_a_day_that_cannot_be_meant_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("field", "typed", "year"),
    [
        (WallClockField(), "20026-11-03T10:00", "20026"),
        (WallClockField(), "0001-01-01T00:00", "1"),
        (DayField(), "20026-11-03", "20026"),
        (DayField(), "202611-11-03", "202611"),
        (DayField(), "020026-11-03", "20026"),
        (DayField(), "9999-12-31", "9999"),
    ],
)
def test_a_year_that_looks_mistyped_is_named(field: DayField | WallClockField, typed: str, year: str) -> None:
    with pytest.raises(
        ValidationError, match=f"The year {year} looks mistyped. Write one between 2000 and 2100."
    ):
        field.clean(typed)


def test_browsers_are_told_the_years() -> None:
    assert (DayField().widget.attrs["min"], DayField().widget.attrs["max"]) == ("2000-01-01", "2100-12-31")
    clock = WallClockField().widget.attrs
    assert (clock["min"], clock["max"]) == ("2000-01-01T00:00", "2100-12-31T23:59")


def test_the_instant_of_a_wall_clock_time() -> None:
    assert instant_in(NEW_YORK, datetime(2026, 11, 3, 10)) == datetime(2026, 11, 3, 15, tzinfo=UTC)


def test_a_skipped_hour_is_no_time() -> None:
    with pytest.raises(ValidationError, match="does not exist"):
        instant_in(NEW_YORK, datetime(2027, 3, 14, 2, 30))


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    twice = datetime(2026, 11, 1, 1, 30)
    assert instant_in(NEW_YORK, twice) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert instant_in(NEW_YORK, twice, second=True) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "US/Eastern", "Asia/Calcutta"])
def test_a_zone_that_exists_is_taken(zone: str) -> None:
    assert TimeZoneField().clean(zone) == zone


@pytest.mark.parametrize(
    "zone",
    [
        "Mars/Phobos",
        "localtime",
        "posixrules",
        "Factory",
        "America",
        "../passwd",
        "a\0b",
        "z" * 9000,
        "\ud800",
    ],
)
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError):
        TimeZoneField().clean(zone)
