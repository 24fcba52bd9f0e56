"""What `make faults ROUNDS=200` promises of its mix."""

from __future__ import annotations

from collections import Counter

from reminders.points import Point
from tests.faults.__main__ import LEAST, MANY, choose
from tests.faults.breaking import FAULTS, REFUSALS
from tests.faults.breaking_small import SMALL_FAULTS, WHERE_IT_BITES_SMALL
from tests.faults.rounds import WHERE_IT_BITES, each_once


def test_200_rounds_have_each_point_and_each_fault_ten_times_and_a_kill_at_each() -> None:
    choices = list(choose(200, seed=1, crowd=10))
    assert len(choices) == 200
    then = [choice.then for choice in choices if choice.then]
    points = Counter([*(choice.point for choice in choices), *then])
    faults = Counter(choice.fault for choice in choices)
    kills = Counter(choice.point for choice in choices if choice.killed or choice.fault == "killed there")
    kills.update(then)
    assert set(points) == set(kills) == {point.name for point in Point}
    assert set(faults) == set(FAULTS)
    assert min(points.values()) >= LEAST
    assert min(kills.values()) >= LEAST
    assert not {Point[name] for name in then} & REFUSALS
    assert min(count for fault, count in faults.items() if fault != MANY) >= LEAST


def test_a_seed_says_all() -> None:
    assert list(choose(50, seed=7, crowd=10)) == list(choose(50, seed=7, crowd=10))
    assert list(choose(50, seed=7, crowd=10)) != list(choose(50, seed=8, crowd=10))


def test_once_is_each_point_and_each_fault() -> None:
    choices = list(each_once())
    kills = [choice for choice in choices if choice.fault == "killed there"]
    assert Counter(name for each in kills for name in (each.point, each.then) if name) == Counter(
        point.name for point in Point
    )
    assert not any(choice.then for choice in choices if choice not in kills)
    assert {choice.fault for choice in choices} == set(FAULTS)
    assert set(WHERE_IT_BITES) == set(FAULTS) - {"killed there"}
    assert set(WHERE_IT_BITES_SMALL) < set(SMALL_FAULTS)
