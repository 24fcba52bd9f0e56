"""The weeks after an interview, played."""

from __future__ import annotations

from typing import Any

from reminders.policy import choose, read_facts, rehearse
from tests.policy.builders import facts, interview, message, promise


def played(*args: Any, numbers: dict[str, int] | None = None, **more: Any) -> list[tuple[object, ...]]:
    scenes = rehearse(read_facts(facts(*args, **more)), choose(numbers or {}))
    return [(each.step.kind.value, each.step.number, f"{each.on:%m-%d}") for each in scenes]


def test_nobody_answers() -> None:
    assert played(interview()) == [
        ("thank_you", None, "11-04"),
        ("status_inquiry", 1, "11-16"),
        ("status_inquiry", 2, "11-27"),
        ("close_out", None, "12-11"),
    ]


def test_a_panel_and_a_date() -> None:
    panel = interview(people=["sara", "tom", "ann"], promise=promise("2026-11-17"))
    assert [each[0] for each in played(panel)[:3]] == ["thank_you"] * 3
    assert played(panel)[3] == ("status_inquiry", 1, "11-20")


def test_they_answer_in_between() -> None:
    answer = message("reply", "2026-11-12", promise="2026-11-20")
    assert played(interview(), messages=[answer])[1:3] == [
        ("status_inquiry", 1, "11-25"),
        ("status_inquiry", 2, "12-07"),
    ]


def test_an_interview_to_come_is_played_as_held() -> None:
    ahead = interview("2026-11-10", status="scheduled")
    assert played(ahead)[0] == ("thank_you", None, "11-12")


def test_one_inquiry_then_the_end() -> None:
    assert [each[0] for each in played(interview(), numbers={"most_inquiries": 1})] == [
        "thank_you",
        "status_inquiry",
        "close_out",
    ]


def test_an_end_has_nothing_to_play() -> None:
    assert played(interview(), stage="closed") == []
