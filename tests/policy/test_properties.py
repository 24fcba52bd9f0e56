"""What holds for every plan, whatever the facts."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminders.policy import (
    Facts,
    MessageKind,
    State,
    Step,
    StepKind,
    Workdays,
    moments,
    next_change,
    plan,
    read_facts,
    tell,
)
from reminders.policy.case import Case
from reminders.policy.etiquette import DEFAULT_ETIQUETTE
from reminders.policy.rounds import last_round
from reminders.policy.silence import silence_of

DAY_ZERO = dt.date(2026, 10, 26)
PEOPLE = ["sara", "tom", "ann"]
ZONES = ["America/New_York", "Asia/Tokyo", "Europe/London", "Pacific/Auckland", "UTC"]
MESSAGES = [kind.value for kind in MessageKind]
STEPS = [kind.value for kind in StepKind]
WORDS = [
    "",
    "soon",
    "next week",
    "within a week",
    "2-3 weeks",
    "after the holidays",
    "end of the month",
    "13 Nov",
]

many = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

dates = st.integers(0, 90).map(lambda n: (DAY_ZERO + dt.timedelta(days=n)).isoformat())
maybe_dates = st.none() | dates
person = st.none() | st.sampled_from([*PEOPLE, "rita"])
ids = st.none() | st.sampled_from(["i0", "i1", "i2"])
exact_promises = st.none() | st.fixed_dictionaries({"on": maybe_dates, "text": st.just(""), "date": dates})
promises = exact_promises | st.fixed_dictionaries({"on": maybe_dates, "text": st.sampled_from(WORDS)})


def interviews(promise: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.fixed_dictionaries(
        {
            "starts": st.builds(lambda d, h: f"{d}T{h:02}:30", dates, st.integers(0, 23)),
            "minutes": st.sampled_from([30, 60, 600, 3000]),
            "time_zone": st.sampled_from(ZONES),
            "status": st.sampled_from(["scheduled", "held", "held", "cancelled_by_employer", "cancelled"]),
            "confirmed": st.booleans(),
            "owes_thanks": st.sampled_from([True, True, False]),
            "invited_on": maybe_dates,
            "cancelled_on": maybe_dates,
            "replaced": st.booleans(),
            "people": st.lists(st.sampled_from(PEOPLE), unique=True),
            "recipient": person,
            "promise": promise,
        }
    )
    return st.lists(one, min_size=3, max_size=3).map(
        lambda found: [each | {"id": f"i{number}"} for number, each in enumerate(found)]
    )


@st.composite
def messages(draw: st.DrawFn, promise: st.SearchStrategy[Any]) -> dict[str, Any]:
    kind = draw(st.sampled_from(MESSAGES))
    told: dict[str, Any] = {"kind": kind, "on": draw(dates)}
    if kind in ("thank_you", "reschedule"):
        told |= {"interview": draw(ids), "to": draw(person)}
    if kind in ("reply", "question"):
        told["promise"] = draw(promise)
    if kind == "auto_reply":
        told["returns_on"] = draw(maybe_dates)
    return told


skips = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(STEPS),
        "interview": ids,
        "to": person,
        "number": st.none() | st.sampled_from([1, 2]),
        "on": maybe_dates,
    }
)
calendars = st.fixed_dictionaries(
    {
        "country": st.sampled_from([None, "US", "DE", "EG"]),
        "quiet": st.sampled_from(
            [
                [["12-24", "01-01"]],
                [],
                [["11-10", "11-12"], ["11-13", "11-20"]],
                [["11-25", "02-29"]],
                [["01-02", "12-31"]],
            ]
        ),
        "days_off": st.lists(dates, max_size=5),
    }
)
applications = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(["applied", *["interviewing"] * 6, "offer", "rejected", "closed"]),
        "applied_on": maybe_dates,
        "closing_on": maybe_dates,
        "no_contact": st.booleans(),
        "rejected_on": maybe_dates,
        "offered_on": maybe_dates,
        "offer_deadline": maybe_dates,
    }
)


def all_facts(
    promise: st.SearchStrategy[Any] = promises, calendar: st.SearchStrategy[Any] = calendars
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "now": st.builds(lambda d, h: f"{d}T{h:02}:00:00Z", dates, st.integers(0, 23)),
            "me": st.fixed_dictionaries({"time_zone": st.sampled_from(ZONES)}),
            "calendar": calendar,
            "application": applications,
            "interviews": interviews(promise).flatmap(
                lambda found: st.integers(1, 3).map(
                    lambda n: found[:n] + [each | {"status": "cancelled"} for each in found[n:]]
                )
            ),
            "messages": st.lists(messages(promise), max_size=8),
            "skipped": st.lists(skips, max_size=2),
        }
    )


def read(obj: dict[str, Any]) -> tuple[Facts, tuple[Step, ...]]:
    facts = read_facts(obj)
    return facts, plan(facts)


@many
@given(all_facts())
def test_every_plan(obj: dict[str, Any]) -> None:
    facts, steps = read(obj)
    days = Workdays(facts.calendar)
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
        if step.kind is StepKind.THANK_YOU:
            assert step.best_by is not None
            assert days.is_workday(step.best_by)
        if step.kind is StepKind.STATUS_INQUIRY:
            assert step.number in (1, 2)
        words = tell(step.reason, today=facts.now.date(), name=str.title)
        assert words.endswith(".")
        assert "!" not in words
        quiet_hours = (dt.time(22), dt.time(7))
        moments(
            step.kind, step.opens_at, step.best_by_at, step.late_after_at,
            hour=dt.time(9), time_zone=facts.time_zone, quiet_hours=quiet_hours,
        )  # fmt: skip


@many
@given(all_facts())
def test_no_inquiry_before_a_thank_you(obj: dict[str, Any]) -> None:
    facts, steps = read(obj)
    asked = [s for s in steps if s.kind is StepKind.STATUS_INQUIRY and s.state is not State.BLOCKED]
    held = last_round(Case(facts, DEFAULT_ETIQUETTE))
    if not asked or held is None or not held.owes_thanks:
        return
    thanked = any(m.kind is MessageKind.THANK_YOU and m.on >= held.date for m in facts.messages)
    assert thanked or any(skip.kind is StepKind.THANK_YOU for skip in facts.skipped)


@many
@given(all_facts())
def test_never_a_third_into_a_silence(obj: dict[str, Any]) -> None:
    facts, steps = read(obj)
    case = Case(facts, DEFAULT_ETIQUETTE)
    held = last_round(case)
    if held is not None and len(silence_of(case, held).inquiries) >= 2:
        assert not [s for s in steps if s.kind is StepKind.STATUS_INQUIRY]


@many
@given(all_facts())
def test_no_inquiry_opens_in_a_quiet_period_or_before_a_promise(obj: dict[str, Any]) -> None:
    facts, steps = read(obj)
    days = Workdays(facts.calendar)
    one_day_left = ((1, 2), (12, 31)) in facts.calendar.quiet
    for step in steps:
        if (
            step.kind in (StepKind.STATUS_INQUIRY, StepKind.APPLICATION_INQUIRY)
            and step.opens
            and not one_day_left
        ):
            assert not days.is_quiet(step.opens)
            assert step.late_after
            assert not days.is_quiet(step.late_after)


@many
@given(all_facts(), st.randoms(use_true_random=False))
def test_order_means_nothing(obj: dict[str, Any], chance: random.Random) -> None:
    mixed = {
        key: chance.sample(value, len(value)) if key in ("interviews", "messages", "skipped") else value
        for key, value in obj.items()
    }
    assert plan(read_facts(mixed)) == plan(read_facts(obj))


def moved(value: Any, days: int) -> Any:
    """The same JSON with every date so many days later."""
    if isinstance(value, dict):
        return {key: moved(each, days) for key, each in value.items()}
    if isinstance(value, list):
        return [moved(each, days) for each in value]
    if isinstance(value, str) and value[:2] == "20":
        later = dt.date.fromisoformat(value[:10]) + dt.timedelta(days=days)
        return later.isoformat() + value[10:]
    return value


@many
@given(
    all_facts(exact_promises, st.just({"quiet": []})).map(
        lambda obj: obj | {"interviews": [each | {"time_zone": "UTC"} for each in obj["interviews"]]}
    ),
    st.integers(-50, 50),
)
def test_whole_weeks_later_the_plan_is_whole_weeks_later(obj: dict[str, Any], weeks: int) -> None:
    later = plan(read_facts(moved(obj | {"me": {}}, 7 * weeks)))
    ahead = dt.timedelta(weeks=weeks)
    for one, other in zip(plan(read_facts(obj | {"me": {}})), later, strict=True):
        assert (one.kind, one.state, one.to, one.number) == (other.kind, other.state, other.to, other.number)
        for name in ("opens", "best_by", "late_after", "opens_at", "best_by_at", "late_after_at"):
            day = getattr(one, name)
            assert (day and day + ahead) == getattr(other, name)


def timeless(facts: Facts, now: dt.datetime) -> list[Step]:
    return [replace(step, state=State.DUE) for step in plan(replace(facts, now=now))]


@many
@given(all_facts(), st.floats(0, 1))
def test_next_change_is_when_the_plan_changes(obj: dict[str, Any], part: float) -> None:
    facts = read_facts(obj)
    change = next_change(facts)
    standing = timeless(facts, facts.now)
    if change is None:
        assert timeless(facts, facts.now + dt.timedelta(days=4000 * part)) == standing
        return
    assert change > facts.now
    assert timeless(facts, change) != standing
    assert timeless(facts, change - dt.timedelta(microseconds=1)) == standing
    assert timeless(facts, facts.now + (change - dt.timedelta(microseconds=1) - facts.now) * part) == standing
