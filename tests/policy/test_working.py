"""How dates are reached, in words that a person can follow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from reminders.explanation import explain
from reminders.policy import RULES, Reason, StepKind, plan, read_facts, rules_of, tell_working
from tests.policy.builders import facts, interview, message, promise, thanked

TODAY = dt.date(2026, 11, 5)


def worked(kind: str, *args: Any, **more: Any) -> dict[str, list[str]]:
    """Label → lines, of the only step of that kind."""
    read = read_facts(facts(*args, **more))
    step = next(each for each in plan(read) if each.kind.value == kind)
    return {each.label: list(each.lines) for each in tell_working(step, read.calendar, today=TODAY)}


def test_a_wait_that_ends_on_a_holiday() -> None:
    told = worked("status_inquiry", interview(), messages=[thanked()])
    assert told["Opens"] == [
        "Wed 4 Nov: your thank-you.",
        "7 days later: Wed 11 Nov.",
        "Wed 11 Nov (Veterans Day) is no business day, so the next business day: Thu 12 Nov.",
    ]
    assert told["Best by"][1:] == [
        "10 days later: Sat 14 Nov.",
        "Sat 14 Nov and Sun 15 Nov (weekend) are no business days, so the next business day: Mon 16 Nov.",
    ]
    assert told["Late after"][1:] == ["14 days later: Wed 18 Nov."]


def test_business_days_name_what_they_pass() -> None:
    told = worked("thank_you", interview("2026-11-06"))
    assert told["Opens"] == ["Fri 6 Nov: the end of the interview."]
    assert told["Best by"][1] == (
        "1 business day later: Mon 9 Nov; Sat 7 Nov and Sun 8 Nov (weekend) do not count."
    )
    assert told["Late after"][1] == (
        "3 business days later: Thu 12 Nov; "
        "Sat 7 Nov and Sun 8 Nov (weekend) and Wed 11 Nov (Veterans Day) do not count."
    )


def test_a_promise_on_a_weekend() -> None:
    told = worked("status_inquiry", interview(promise=promise("2026-11-14")), messages=[thanked()])
    assert told["Opens"] == [
        "Sat 14 Nov: the date they named.",
        "Sat 14 Nov and Sun 15 Nov (weekend) are no business days, so the next business day: Mon 16 Nov.",
        "1 business day later: Tue 17 Nov.",
    ]


def test_an_absence_holds_it_back_into_the_quiet_period() -> None:
    told = worked(
        "status_inquiry",
        interview("2026-12-14"),
        now="2026-12-16T12:00:00-05:00",
        messages=[
            thanked("2026-12-15"),
            message("auto_reply", "2026-12-16", returns_on="2026-12-28"),
        ],
    )
    assert told["Opens"][-4:] == [
        "Mon 28 Dec: their return.",
        "2 business days later: Wed 30 Dec.",
        "They should have time to catch up, so not before Wed 30 Dec.",
        "Wed 30 Dec lies in the quiet period (24 December to 1 January), "
        "so the first business day after it: Mon 4 Jan 2027.",
    ]
    assert told["Best by"] == [
        "Mon 4 Jan 2027: the opening.",
        "At least 2 business days of room: Wed 6 Jan 2027.",
    ]


def test_days_off_are_named_as_such() -> None:
    off = {"days_off": ["2026-11-12", "2026-11-13"]}
    told = worked("status_inquiry", interview(), messages=[thanked()], calendar=off)
    assert told["Opens"][-1].startswith(
        "Wed 11 Nov (Veterans Day), Thu 12 Nov and Fri 13 Nov (your days off) and Sat 14 Nov"
    )


def test_before_a_deadline_one_counts_back() -> None:
    told = worked("offer_decision", stage="offer", offered_on="2026-11-04", offer_deadline="2026-11-16")
    assert told["Opens and best by"] == [
        "Mon 16 Nov: the day they want your answer by.",
        "1 business day before: Fri 13 Nov; Sat 14 Nov and Sun 15 Nov (weekend) do not count.",
    ]


def test_an_offer_is_not_decided_before_it_was_made() -> None:
    told = worked("offer_decision", stage="offer", offered_on="2026-11-16", offer_deadline="2026-11-16")
    assert told["Opens and best by"][-1] == "No decision before the offer, so not before Mon 16 Nov."


def test_a_confirmation_is_not_after_the_interview() -> None:
    told = worked(
        "confirm_interview",
        interview("2026-11-05T15:00", status="scheduled", confirmed=False, invited_on="2026-11-05"),
    )
    assert told["Late after"][-1] == "Not after the interview itself: Thu 5 Nov."


def test_holidays_are_named_in_english_where_the_library_can() -> None:
    german = {"country": "DE", "subdivision": "BY"}
    told = worked("thank_you", interview("2026-10-30"), calendar=german | {"days_off": ["2026-11-02"]})
    assert "Mon 2 Nov (your day off)" in told["Best by"][1]
    told = worked("thank_you", interview("2026-12-24"), calendar=german)
    assert "Fri 25 Dec (Christmas Day)" in told["Best by"][1]


def test_a_friday_and_saturday_weekend() -> None:
    told = worked("thank_you", interview("2026-11-05"), calendar={"country": "EG"})
    assert told["Best by"][1] == (
        "1 business day later: Sun 8 Nov; Fri 6 Nov and Sat 7 Nov (weekend) do not count."
    )


def test_a_blocked_step_has_no_arithmetic() -> None:
    assert worked("status_inquiry", interview()) == {}


def test_explain_tells_it_when_asked() -> None:
    plain: Any = explain(facts(interview()))
    assert "working" not in plain[0]
    told: Any = explain(facts(interview()), working=True)
    assert told[0]["working"]["opens"] == ["Tue 3 Nov: the end of the interview."]
    assert "S4: A thank-you comes promptly" in "\n".join(told[0]["rules"])


@pytest.mark.parametrize("kind", [StepKind.ANSWER, StepKind.RESCHEDULE, StepKind.OWN_PROMISE])
def test_where_nobody_else_speaks_the_rule_is_ours(kind: StepKind) -> None:
    (rule,) = rules_of(Reason.of(kind.value))
    assert (rule.code, rule.source) == ("", "Followthrough's own rule")


def test_lesser_authorities_are_called_so() -> None:
    assert {code for code, rule in RULES.items() if rule.lesser} == {"C14", "C15", "C16", "C17", "C18"}
    assert len(RULES) == 28
