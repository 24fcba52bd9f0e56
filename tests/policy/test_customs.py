"""Numbers of one's own: POLICY's as the default, and bounds that keep them polite."""

from __future__ import annotations

from dataclasses import fields

import pytest

from reminders.policy import (
    CUSTOMS,
    DEFAULT_ETIQUETTE,
    RULES,
    CustomError,
    Etiquette,
    choose,
    number_of,
    problems,
)
from reminders.policy.customs import own_numbers
from tests.policy.builders import asked, facts, inquiry, interview, thanked


def test_every_number_of_the_policy_is_there_and_keeps_its_value() -> None:
    assert {each.name for each in CUSTOMS} == {each.name for each in fields(Etiquette) if each.type == "int"}
    assert choose({}) == DEFAULT_ETIQUETTE
    assert list(problems({each.name: each.default for each in CUSTOMS})) == []


@pytest.mark.parametrize("custom", CUSTOMS, ids=lambda each: each.name)
def test_each_has_its_bounds_around_the_default_and_known_rules(custom: object) -> None:
    from reminders.policy import Custom

    assert isinstance(custom, Custom)
    assert custom.least <= custom.default <= custom.most
    assert set(custom.rules) <= set(RULES)
    for wrong in (custom.least - 1, custom.most + 1):
        assert custom.name in {error.name for error in problems({custom.name: wrong})}


@pytest.mark.parametrize(
    ("name", "impolite"),
    [
        ("most_inquiries", 3),
        ("most_inquiries", 0),
        ("wait_opens_days", 6),
        ("promise_opens_workdays", 0),
        ("thank_you_late_after_workdays", 4),
        ("references_opens_workdays", 4),
    ],
)
def test_no_setting_is_impolite(name: str, impolite: int) -> None:
    """S8: never a third. S7: a week at least. S2: never before the date. S4: three business days at most."""
    with pytest.raises(CustomError, match="Choose a number from"):
        choose({name: impolite})


def test_a_later_number_is_not_smaller_than_the_one_before_it() -> None:
    with pytest.raises(CustomError) as found:
        choose({"wait_opens_days": 12})
    assert (found.value.name, found.value.problem) == (
        "wait_best_by_days",
        "Choose at least 12: it comes after the number before it.",
    )
    assert choose({"wait_opens_days": 12, "wait_best_by_days": 12}).wait_opens_days == 12


def test_an_unknown_number_is_refused() -> None:
    with pytest.raises(CustomError, match="no such number"):
        choose({"opens_hour": 9})


def test_own_numbers_are_what_differs() -> None:
    chosen = {"most_inquiries": 1, "close_out_days": 21}
    assert own_numbers(choose(chosen)) == chosen
    assert own_numbers(choose({"close_out_days": 14})) == {}
    assert number_of(choose(chosen), "close_out_days") == 21


class TestInThePlan:
    """Own numbers in a facts object move the dates that rest on them."""

    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            ({}, (1, "11-12", "11-16", "11-18")),
            ({"wait_opens_days": 9, "wait_best_by_days": 12}, (1, "11-13", "11-16", "11-18")),
            ({"wait_late_after_days": 21}, (1, "11-12", "11-16", "11-25")),
        ],
    )
    def test_the_wait(self, numbers: dict[str, int], expected: tuple[object, ...]) -> None:
        assert _inquiry(numbers) == expected

    def test_one_inquiry_is_enough_for_some(self) -> None:
        sent = [thanked(), *asked("2026-11-12")]
        assert inquiry(interview(), messages=sent)[0] == 2
        assert _inquiry({"most_inquiries": 1}, "2026-11-12") == ("close_out", "11-26", None, None)

    def test_letting_go_counts_from_the_last_of_two(self) -> None:
        """C9, also where the second went out before the user decided for one."""
        told = _inquiry({"most_inquiries": 1}, "2026-11-12", "2026-11-20")
        assert told == ("close_out", "12-04", None, None)


def _inquiry(numbers: dict[str, int], *days: str) -> tuple[object, ...]:
    from reminders.explanation import explain

    told = explain(facts(interview(), messages=[thanked(), *asked(*days)]) | {"etiquette": numbers})
    assert isinstance(told, list)
    step = told[0]
    days_of = tuple(step[key] and step[key][5:] for key in ("opens", "best_by", "late_after"))
    return (step.get("number", step["kind"]), *days_of)
