"""The order in which the lines of a shelf are offered."""

from collections.abc import Sequence

import pytest

from reminders.drafting.likeness import Note, in_order, likeness
from tests.drafting.shelf_cases import CASES, DATA, LONG_POSTING, NURSE, Case


def offered(case: Case) -> list[str]:
    return in_order(case.shelf, [Note(case.topics)], 0, title=case.title, posting=case.posting)


def hits(cases: Sequence[Case], among: int) -> int:
    """In how many a fitting line is among the first so many."""
    return sum(
        any(case.shelf.index(line) in case.fitting for line in offered(case)[:among]) for case in cases
    )


def test_a_line_that_fits_is_among_the_first_three() -> None:
    assert len(CASES) == 43
    assert hits(CASES, 1) >= 37
    assert hits(CASES, 3) >= 41


def test_a_long_posting_does_not_drown_what_was_talked_about() -> None:
    long = [case._replace(posting=case.posting or LONG_POSTING) for case in CASES]
    assert hits(long, 1) >= 38
    assert hits(long, 3) >= 41


def test_every_line_is_offered_once_and_nothing_in_common_keeps_ones_own_order() -> None:
    for case in CASES:
        assert sorted(offered(case)) == sorted(case.shelf)
    assert in_order(DATA, [Note("")], 0, title="Zoologist", posting="") == list(DATA)
    assert likeness(DATA, topics="", title="Zoologist", posting="") == [0.0] * len(DATA)
    assert in_order([], [Note("Kafka")], 0, title="x", posting="y") == []


@pytest.mark.parametrize(
    "posting", ["", "日本語の求人票", "🎉" * 50_000, "a" * 50_000, "- " * 25_000, "c++ / c#"]
)
def test_any_posting_will_do(posting: str) -> None:
    assert in_order(DATA, [Note("incidents")], 0, title="", posting=posting)[0] == DATA[5]


INCIDENTS = [Note("on-call and incidents"), Note("incidents, and how juniors learn on-call")]


def first(notes: list[Note], place: int) -> str:
    return in_order(DATA, notes, place, title="Platform Engineer", posting="")[0]


def test_two_notes_to_a_panel_are_not_offered_the_same_line_first() -> None:
    alone = {first([note], 0) for note in INCIDENTS}
    together = [first(INCIDENTS, place) for place in (0, 1)]
    same = [Note("on-call and incidents")] * 2
    assert alone <= {DATA[2], DATA[5]}
    assert len(set(together)) == 2
    assert {first(same, place) for place in (0, 1)} == {DATA[2], DATA[5]}


def test_a_line_another_note_has_goes_back_even_where_that_note_comes_later() -> None:
    best = first([Note("on-call and incidents")], 0)
    assert first([Note("on-call and incidents"), Note("lunch", chosen=best)], 0) != best


def test_a_line_that_alone_fits_is_offered_to_both() -> None:
    notes = [Note("arabic patients"), Note("arabic patients")]
    for place in (0, 1):
        assert in_order(NURSE, notes, place, title="Clerk", posting="")[0] == NURSE[6]


def test_notes_without_any_likeness_reserve_nothing() -> None:
    assert in_order(DATA, [Note(""), Note("")], 1, title="Zoologist", posting="") == list(DATA)
