"""Quiet periods as people write them."""

from __future__ import annotations

import pytest

from reminders.policy import (
    DEFAULT_QUIET,
    QuietError,
    quiet_from_text,
    quiet_to_text,
    read_quiet,
    spell_quiet,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("24 December to 1 January", DEFAULT_QUIET),
        ("  24 Dec -  1 jan ", DEFAULT_QUIET),
        ("24th of December until January 1st", DEFAULT_QUIET),
        ("Dec 24 – Jan 1", DEFAULT_QUIET),
        ("", ()),
        (" \n \n", ()),
        ("5 May", (((5, 5), (5, 5)),)),
        ("29 February to 1 March", (((2, 29), (3, 1)),)),
        ("1 Aug to 15 Aug\n24 December to 1 January", (((8, 1), (8, 15)), *DEFAULT_QUIET)),
    ],
)
def test_read(written: str, meant: tuple[object, ...]) -> None:
    assert read_quiet(written) == meant


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("Christmas", "“Christmas” is no period. Write it as 24 December to 1 January."),
        ("24 December to", "no period"),
        ("2026-12-24 to 2027-01-01", "no period"),
        ("31 November to 5 December", "There is no 31 November."),
        ("99 May", "There is no 99 May."),
        ("1 January to 31 December", "too few days"),
        ("1 March to 28 February", "too few days"),
        ("\n".join(["5 May"] * 13), "room for 12"),
        ("x" * 1000, "no period"),
    ],
)
def test_refused(written: str, problem: str) -> None:
    with pytest.raises(QuietError, match=problem):
        read_quiet(written)


def test_there_and_back() -> None:
    periods = (((2, 29), (2, 29)), ((8, 1), (8, 15)), *DEFAULT_QUIET)
    assert read_quiet(spell_quiet(periods)) == periods
    assert quiet_from_text(quiet_to_text(periods)) == periods
    assert quiet_to_text(DEFAULT_QUIET) == [["12-24", "01-01"]]
