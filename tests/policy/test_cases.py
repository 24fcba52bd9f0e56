"""The worked cases of the policy, through `explain`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reminders.explanation import explain

CASES = json.loads((Path(__file__).parent.parent / "policy_cases.json").read_text("utf-8"))


def without_reasons(steps: Any) -> list[dict[str, Any]]:
    return [{key: value for key, value in step.items() if key != "reason"} for step in steps]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    assert without_reasons(explain(case["facts"])) == case["steps"]


def test_a_list_of_facts_gives_a_list_of_lists() -> None:
    told: Any = explain([case["facts"] for case in CASES])
    assert [without_reasons(each) for each in told] == [case["steps"] for case in CASES]


def test_every_step_has_a_reason() -> None:
    for case in CASES:
        told: Any = explain(case["facts"])
        assert all(step["reason"].endswith(".") for step in told)
