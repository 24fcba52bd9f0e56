"""Anchors, zones, own promises, states and the next change by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from reminders.policy import (
    ApplicationFacts,
    Etiquette,
    Facts,
    MessageFacts,
    MessageKind,
    OwnPromise,
    Skip,
    Stage,
    State,
    StepKind,
    next_change,
    plan,
    read_facts,
    state_at,
)
from tests.policy.builders import facts, interview, message, thanked

NOW = dt.datetime(2026, 11, 5, 17, tzinfo=dt.UTC)


def anchors(*args: Any, **kwargs: Any) -> list[str]:
    return [step.anchor for step in plan(read_facts(facts(*args, **kwargs)))]


def test_anchors() -> None:
    reply, question = message("reply", "2026-11-09"), message("question", "2026-11-09")
    answer = message("answer", "2026-11-10")
    gone = interview("2026-11-10", "i2", status="cancelled_by_employer", cancelled_on="2026-11-09")
    assert anchors(interview(), interview("2026-11-03T09:00", "i0")) == ["interview:i1", "round:i0"]
    assert anchors(interview(), messages=[thanked(), reply]) == ["reply:2026-11-09"]
    assert anchors(interview(), messages=[thanked(), question]) == ["question:2026-11-09"]
    assert anchors(interview(), messages=[thanked(), question, answer]) == ["question:2026-11-09"]
    assert anchors(interview(), messages=[reply]) == ["interview:i1", "reply:2026-11-09"]
    two = [message("status_inquiry", "2026-11-16"), message("status_inquiry", "2026-11-23")]
    assert anchors(interview(), messages=[thanked(), reply, *two]) == ["reply:2026-11-09"]
    assert anchors(gone) == ["interview:i2"]
    assert anchors(gone, messages=[message("reschedule", "2026-11-10")]) == ["interview:i2:again"]
    assert anchors(application={"stage": "applied", "applied_on": "2026-11-02"}) == ["application"]


def test_keys_stand_above_dates() -> None:
    read = read_facts(facts(interview(), messages=[thanked()]))
    reply = MessageFacts(MessageKind.REPLY, dt.date(2026, 11, 9), key="m7")
    assert [step.anchor for step in plan(replace(read, messages=(*read.messages, reply)))] == ["reply:m7"]


def test_instants_are_utc_in_the_steps_zone() -> None:
    (thanks, blocked) = plan(read_facts(facts(interview())))
    assert thanks.opens_at == dt.datetime(2026, 11, 3, 16, tzinfo=dt.UTC)
    assert thanks.best_by_at == dt.datetime(2026, 11, 4, 22, tzinfo=dt.UTC)
    assert thanks.late_after_at == dt.datetime(2026, 11, 6, 22, tzinfo=dt.UTC)
    assert thanks.time_zone == blocked.time_zone == "America/New_York"
    assert (blocked.opens_at, blocked.best_by_at, blocked.late_after_at) == (None, None, None)
    (inquiry,) = plan(read_facts(facts(interview(), messages=[thanked()])))
    assert inquiry.opens_at == dt.datetime(2026, 11, 12, 14, tzinfo=dt.UTC)


def test_zone_of_the_latest_held_else_the_users() -> None:
    tokyo = interview("2026-11-04", "i2", time_zone="Asia/Tokyo", people=[])
    rejected = {"stage": "rejected", "rejected_on": "2026-11-16"}
    assert plan(read_facts(facts(interview(), tokyo, application=rejected)))[0].time_zone == "Asia/Tokyo"
    assert plan(read_facts(facts(application=rejected)))[0].time_zone == "America/New_York"


def test_own_promises() -> None:
    held = read_facts(facts(interview(time_zone="Asia/Tokyo"), messages=[thanked()]))
    promised = OwnPromise("p1", "send references", dt.date(2026, 11, 30), interview="i1")
    done = OwnPromise("p2", "call", dt.date(2026, 11, 30), done=True)
    skipped = OwnPromise("p3", "write", dt.date(2026, 11, 30))
    skip = Skip(StepKind.OWN_PROMISE, key="p3")
    whole = replace(held, own_promises=(promised, done, skipped), skipped=(skip,))
    (step,) = (each for each in plan(whole) if each.kind is StepKind.OWN_PROMISE)
    days = dt.date(2026, 11, 27), dt.date(2026, 11, 30), dt.date(2026, 11, 30)
    assert (step.opens, step.best_by, step.late_after) == days
    assert (step.anchor, step.time_zone, step.interview) == ("own_promise:p1", "Asia/Tokyo", "i1")
    for stage, count in ((Stage.OFFER, 1), (Stage.REJECTED, 0), (Stage.CLOSED, 0)):
        assert len(plan(replace(whole, application=ApplicationFacts(stage)))) == count


def test_numbers_may_be_others() -> None:
    read = read_facts(facts(interview(), messages=[thanked()]))
    (step,) = plan(read, Etiquette(wait_opens_days=14, wait_best_by_days=14, wait_late_after_days=14))
    assert step.opens == step.best_by == step.late_after == dt.date(2026, 11, 18)


@pytest.mark.parametrize(
    ("now", "state"),
    [(0, State.UPCOMING), (1, State.DUE), (2, State.DUE), (3, State.LATE)],
)
def test_state_at(now: int, state: State) -> None:
    opens, late = NOW + dt.timedelta(seconds=1), NOW + dt.timedelta(seconds=2)
    instant = NOW + dt.timedelta(seconds=now)
    assert state_at(opens, late, instant, blocked=False) is state
    assert state_at(opens, late, instant, blocked=True) is State.BLOCKED
    assert state_at(opens, None, late + dt.timedelta(days=999), blocked=False) is State.DUE


class TestNextChange:
    coming = interview("2026-11-20", status="scheduled", confirmed=False, invited_on="2026-11-05")

    def test_start_takes_the_confirmation_end_brings_the_thank_you(self) -> None:
        read = read_facts(facts(self.coming))
        start = dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC)
        assert next_change(read) == start
        assert next_change(replace(read, now=start)) == start + dt.timedelta(hours=1)
        assert next_change(replace(read, now=start + dt.timedelta(hours=1))) is None

    def test_a_confirmed_start_changes_nothing(self) -> None:
        read = read_facts(facts(self.coming | {"confirmed": True}))
        assert next_change(read) == dt.datetime(2026, 11, 20, 16, tzinfo=dt.UTC)

    def test_never(self) -> None:
        assert next_change(read_facts(facts(interview(), messages=[thanked()]))) is None
        assert next_change(read_facts(facts(self.coming, stage="closed"))) is None
        assert next_change(read_facts(facts(self.coming | {"status": "cancelled"}))) is None


def test_facts_need_no_more_than_now_and_a_stage() -> None:
    assert plan(Facts(now=NOW, application=ApplicationFacts(Stage.INTERVIEWING))) == ()
