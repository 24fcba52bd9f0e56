"""Which paragraph of an edited letter came from which of ours."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from reminders.drafting.alignment import ALIKE, Place, align
from reminders.drafting.letters import write
from reminders.drafting.register import Register
from tests.drafting.facts import KINDS, facts

OURS = write(facts(register=Register.WARM)).paragraphs
GREETING, OPENING, *MIDDLE, SIGNATURE = OURS

some_text = st.text(max_size=60)


def test_nothing_changed() -> None:
    assert align(OURS, OURS) == tuple(Place(each, each, each) for each in range(len(OURS)))


@pytest.mark.parametrize("gone", range(len(OURS)))
def test_one_left_out_goes_back_where_it_stood(gone: int) -> None:
    edited = [*OURS[:gone], *OURS[gone + 1 :]]
    places = align(edited, OURS)
    assert places[gone] == Place(gone, None, gone)
    assert [edited[each.edited] for each in places if each.edited is not None] == edited


def test_one_edited_is_still_ours() -> None:
    edited = [GREETING, OPENING.replace("Thank you", "Thanks a lot"), *MIDDLE, SIGNATURE]
    assert [each.edited for each in align(edited, OURS)] == list(range(len(OURS)))


def test_one_written_anew_takes_the_place_of_the_one_it_replaced() -> None:
    edited = [GREETING, "We laughed a lot, and it rained.", *MIDDLE, SIGNATURE]
    assert [each.edited for each in align(edited, OURS)] == list(range(len(OURS)))


def test_one_added_belongs_to_nobody() -> None:
    edited = [GREETING, OPENING, *MIDDLE, "P.S. The fish was very good.", SIGNATURE]
    assert len(edited) - 2 not in [each.edited for each in align(edited, OURS)]


def test_one_left_out_and_another_written_elsewhere() -> None:
    edited = ["Good evening!", GREETING, *MIDDLE, SIGNATURE]
    assert align(edited, OURS)[1] == Place(1, None, 2)


def test_an_empty_letter_has_a_place_for_each() -> None:
    assert align([], OURS) == tuple(Place(each, None, 0) for each in range(len(OURS)))


@pytest.mark.parametrize("register", list(Register))
@pytest.mark.parametrize("kind", KINDS)
def test_no_two_paragraphs_of_a_letter_of_ours_read_alike(kind: str, register: Register) -> None:
    paragraphs = write(facts(kind=kind, register=register, number=1)).paragraphs
    assert all(fuzz.ratio(one, other) < ALIKE for one, other in combinations(paragraphs, 2))


@given(st.lists(some_text, max_size=12), st.lists(some_text, max_size=8))
def test_order_is_kept_and_none_serves_twice(edited: list[str], ours: list[str]) -> None:
    places = align(edited, ours)
    assert [each.ours for each in places] == list(range(len(ours)))
    paired = [each.edited for each in places if each.edited is not None]
    assert paired == sorted(set(paired))
    assert all(0 <= each < len(edited) for each in paired)
    places_before = [each.before for each in places]
    assert places_before == sorted(places_before)
    assert all(0 <= each <= len(edited) for each in places_before)


@given(st.sets(st.integers(0, len(OURS) - 1)), st.lists(st.sampled_from(["ø", "1 2 3", "§"]), max_size=3))
def test_whatever_is_left_out_the_rest_is_found(gone: set[int], added: list[str]) -> None:
    left = [text for number, text in enumerate(OURS) if number not in gone]
    edited = [*left, *added]
    for place in align(edited, OURS):
        if place.ours not in gone:
            assert place.edited is not None
            assert edited[place.edited] == OURS[place.ours]


def test_a_huge_letter_ends() -> None:
    assert len(align(["x"] * 25_000, OURS)) == len(OURS)
