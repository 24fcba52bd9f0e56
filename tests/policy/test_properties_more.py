"""What holds for every plan: business days, what is neutral, the working of each date, and the rehearsal."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

from hypothesis import given

from reminders.policy import (
    Etiquette,
    Facts,
    State,
    Step,
    StepKind,
    Workdays,
    read_facts,
    rehearse,
    tell_working,
)
from reminders.policy.reckoning import How
from tests.policy.strategies import all_facts, etiquettes, interviews, many, promises, read


def may_fall_on_a_day_off(facts: Facts, step: Step) -> bool:
    """The exceptions POLICY itself makes to "best by is a business day"."""
    application = facts.application
    match step.kind:
        case StepKind.CONFIRM_INTERVIEW:
            # "None after the interview's date" (row 1).
            return step.best_by == next(each.date for each in facts.interviews if each.id == step.interview)
        case StepKind.OFFER_DECISION:
            # "Not before the offer" (row 22).
            return step.best_by == application.offered_on
        case StepKind.OWN_PROMISE:
            return step.best_by == next(
                each.on for each in facts.own_promises if step.anchor == f"own_promise:{each.key}"
            )
        case _:
            return False


@many
@given(all_facts(), etiquettes)
def test_nothing_is_best_sent_on_a_day_off(obj: dict[str, Any], manners: Etiquette) -> None:
    facts, steps = read(obj, manners)
    days = Workdays(facts.calendar)
    for step in steps:
        if step.best_by is not None and not days.is_workday(step.best_by):
            assert may_fall_on_a_day_off(facts, step), step


@many
@given(all_facts(), etiquettes, interviews(promises))
def test_an_interview_one_cancelled_oneself_changes_nothing(
    obj: dict[str, Any], manners: Etiquette, more: list[dict[str, Any]]
) -> None:
    added = more[0] | {"id": "i9", "status": "cancelled"}
    with_it = obj | {"interviews": [*obj["interviews"], added]}
    assert read(with_it, manners)[1] == read(obj, manners)[1]


@many
@given(all_facts(), etiquettes)
def test_the_working_leads_from_a_fact_to_each_date(obj: dict[str, Any], manners: Etiquette) -> None:
    facts, steps = read(obj, manners)
    for step in steps:
        accounts = tell_working(step, facts.calendar, today=facts.now.date())
        if step.working is None:
            assert (step.state, accounts) == (State.BLOCKED, ())
            continue
        window = step.working
        dates = {"Opens": step.opens, "Best by": step.best_by, "Late after": step.late_after}
        # Dates reached in one way are told in one account: "Best by and late after".
        labels = [(name, each) for each in accounts for name in each.label.split(" and ")]
        told = {name.capitalize(): each.date for name, each in labels}
        assert told == {name: day for name, day in dates.items() if day}
        for reckoned, date in zip(
            (window.opens, window.best_by, window.late_after), dates.values(), strict=True
        ):
            assert (reckoned and reckoned.date) == date
            if reckoned is not None:
                assert reckoned.legs[0].how is How.SINCE
                assert reckoned.legs[-1].date == date
        for line in (line for each in accounts for line in each.lines):
            assert line.endswith(".")
            assert "None" not in line


@many
@given(all_facts(), etiquettes)
def test_the_rehearsal_ends_politely(obj: dict[str, Any], manners: Etiquette) -> None:
    facts = read_facts(obj)
    scenes = rehearse(facts, manners)
    assert all(one.on <= other.on for one, other in pairwise(scenes))
    asked = [each.step.anchor for each in scenes if each.step.kind is StepKind.STATUS_INQUIRY]
    for silence in set(asked):
        assert asked.count(silence) <= manners.most_inquiries


@many
@given(all_facts().map(lambda obj: obj | {"now": "2027-06-01T12:00:00Z", "messages": []}), etiquettes)
def test_the_rehearsal_begins_with_the_plans_first_thank_you(obj: dict[str, Any], manners: Etiquette) -> None:
    facts, steps = read(obj, manners)
    owed = [each for each in steps if each.kind is StepKind.THANK_YOU]
    played = [each for each in rehearse(facts, manners) if each.step.kind is StepKind.THANK_YOU]
    assert len(played) == len(owed)
    if owed:
        first = min(owed, key=lambda each: each.best_by or each.opens or dt.date.max)
        assert (played[0].step, played[0].on) == (first, first.best_by)
