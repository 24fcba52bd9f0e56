"""What holds for every plan, whatever the facts and whatever the etiquette."""

from __future__ import annotations

import datetime as dt
import random
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reminders.policy import (
    Etiquette,
    MessageKind,
    State,
    StepKind,
    Workdays,
    moments,
    next_change,
    plan,
    read_facts,
    tell,
)
from reminders.policy.case import Case
from reminders.policy.rounds import last_round
from reminders.policy.silence import silence_of
from tests.policy.strategies import all_facts, etiquettes, exact_promises, many, moved, read, timeless


@many
@given(all_facts(), etiquettes)
def test_every_plan(obj: dict[str, Any], manners: Etiquette) -> None:
    facts, steps = read(obj, manners)
    keys = [(step.kind, step.anchor, step.to, step.number) for step in steps]
    assert len(set(keys)) == len(keys)
    assert [step.opens is None for step in steps] == sorted(step.opens is None for step in steps)
    assert len([s for s in steps if s.kind in (StepKind.STATUS_INQUIRY, StepKind.CLOSE_OUT)]) <= 1
    for step in steps:
        assert (step.state is State.BLOCKED) == (step.opens is None)
        known = [day for day in (step.opens, step.best_by, step.late_after) if day]
        assert all(one <= other for one, other in pairwise(known))
        instants = [at for at in (step.opens_at, step.best_by_at, step.late_after_at) if at]
        assert all(one <= other and one.tzinfo is dt.UTC for one, other in pairwise(instants))
        if step.kind is StepKind.STATUS_INQUIRY:
            assert step.number in range(1, manners.most_inquiries + 1)
        words = tell(step.reason, today=facts.now.date(), name=str.title)
        assert words.endswith(".")
        assert "!" not in words
        quiet_hours = (dt.time(22), dt.time(7))
        moments(
            step.kind, step.opens_at, step.best_by_at, step.late_after_at,
            hour=dt.time(9), time_zone=facts.time_zone, quiet_hours=quiet_hours,
        )  # fmt: skip


@many
@given(all_facts(), etiquettes)
def test_no_inquiry_before_a_thank_you(obj: dict[str, Any], manners: Etiquette) -> None:
    facts, steps = read(obj, manners)
    asked = [s for s in steps if s.kind is StepKind.STATUS_INQUIRY and s.state is not State.BLOCKED]
    held = last_round(Case(facts, manners))
    if not asked or held is None or not held.owes_thanks:
        return
    thanked = any(m.kind is MessageKind.THANK_YOU and m.on >= held.date for m in facts.messages)
    assert thanked or any(skip.kind is StepKind.THANK_YOU for skip in facts.skipped)


@many
@given(all_facts(), etiquettes)
def test_never_one_too_many_into_a_silence(obj: dict[str, Any], manners: Etiquette) -> None:
    facts, steps = read(obj, manners)
    case = Case(facts, manners)
    held = last_round(case)
    if held is not None and len(silence_of(case, held).inquiries) >= manners.most_inquiries:
        assert not [s for s in steps if s.kind is StepKind.STATUS_INQUIRY]


@many
@given(all_facts(), etiquettes)
def test_no_inquiry_opens_in_a_quiet_period(obj: dict[str, Any], manners: Etiquette) -> None:
    facts, steps = read(obj, manners)
    days = Workdays(facts.calendar)
    if ((1, 2), (12, 31)) in facts.calendar.quiet:
        # One day is left, and that is a holiday.
        return
    for step in steps:
        if step.kind in (StepKind.STATUS_INQUIRY, StepKind.APPLICATION_INQUIRY) and step.opens:
            assert not days.is_quiet(step.opens)
            assert step.late_after
            assert not days.is_quiet(step.late_after)


@many
@given(all_facts(), etiquettes, st.randoms(use_true_random=False))
def test_order_means_nothing(obj: dict[str, Any], manners: Etiquette, chance: random.Random) -> None:
    mixed = {
        key: chance.sample(value, len(value)) if key in ("interviews", "messages", "skipped") else value
        for key, value in obj.items()
    }
    assert plan(read_facts(mixed), manners) == plan(read_facts(obj), manners)


@many
@given(
    all_facts(exact_promises, st.just({"quiet": []})).map(
        lambda obj: obj | {"interviews": [each | {"time_zone": "UTC"} for each in obj["interviews"]]}
    ),
    etiquettes,
    st.integers(-50, 50),
)
def test_whole_weeks_later_the_plan_is_whole_weeks_later(
    obj: dict[str, Any], manners: Etiquette, weeks: int
) -> None:
    later = plan(read_facts(moved(obj | {"me": {}}, 7 * weeks)), manners)
    ahead = dt.timedelta(weeks=weeks)
    for one, other in zip(plan(read_facts(obj | {"me": {}}), manners), later, strict=True):
        assert (one.kind, one.state, one.to, one.number) == (other.kind, other.state, other.to, other.number)
        for name in ("opens", "best_by", "late_after", "opens_at", "best_by_at", "late_after_at"):
            day = getattr(one, name)
            assert (day and day + ahead) == getattr(other, name)


@many
@given(all_facts(), etiquettes, st.floats(0, 1))
def test_next_change_is_when_the_plan_changes(obj: dict[str, Any], manners: Etiquette, part: float) -> None:
    facts = read_facts(obj)
    change = next_change(facts, manners)
    standing = timeless(facts, manners, facts.now)
    if change is None:
        assert timeless(facts, manners, facts.now + dt.timedelta(days=4000 * part)) == standing
        return
    assert change > facts.now
    assert timeless(facts, manners, change) != standing
    instant = dt.timedelta(microseconds=1)
    assert timeless(facts, manners, change - instant) == standing
    assert timeless(facts, manners, facts.now + (change - instant - facts.now) * part) == standing
