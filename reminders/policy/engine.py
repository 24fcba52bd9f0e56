"""The policy's two questions: what is due (`plan`), and when that changes by itself (`next_change`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import chain

from reminders.policy import rules
from reminders.policy.case import Case
from reminders.policy.etiquette import DEFAULT_ETIQUETTE, Etiquette
from reminders.policy.facts import Facts, InterviewStatus, Stage
from reminders.policy.inquiries import inquiry
from reminders.policy.steps import State, Step, StepKind

_ROWS = {
    Stage.REJECTED: (rules.rejection_thanks,),
    Stage.OFFER: (rules.offer, rules.own_promises),
    Stage.CLOSED: (),
}
_ORDINARY_ROWS = (
    rules.confirm_interview,
    rules.thank_yous,
    inquiry,
    rules.answer,
    rules.reschedule,
    rules.application_inquiry,
    rules.own_promises,
)
_KIND_ORDER = {kind: place for place, kind in enumerate(StepKind)}


def plan(facts: Facts, etiquette: Etiquette = DEFAULT_ETIQUETTE) -> tuple[Step, ...]:
    """The steps that are owed at `facts.now`, by opening date, those without one last.

    What was sent or skipped gives no step. Own promises stand beside the table: they go on until the
    application is rejected or closed. Raises NotImplementedError for a country or subdivision that the
    `holidays` library does not know (`read_facts` refuses those).
    """
    case = Case(facts, etiquette)
    rows = _ROWS.get(facts.application.stage, _ORDINARY_ROWS)
    return tuple(sorted(chain.from_iterable(row(case) for row in rows), key=_order))


def next_change(facts: Facts, etiquette: Etiquette = DEFAULT_ETIQUETTE) -> dt.datetime | None:
    """The next instant (UTC) after `facts.now` at which time alone changes the plan; None if never.

    A scheduled interview starts or ends. A step that merely becomes due or late is no change: its state is
    derived from its instants (`state_at`).
    """
    instants = {
        instant
        for each in facts.interviews
        if each.status is InterviewStatus.SCHEDULED
        for instant in (each.start_at, each.end_at)
        if instant > facts.now
    }
    standing = _timeless(plan(facts, etiquette))
    for instant in sorted(instants):
        if _timeless(plan(replace(facts, now=instant), etiquette)) != standing:
            return instant
    return None


def _timeless(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(replace(step, state=State.DUE) for step in steps)


def _order(step: Step) -> tuple[bool, dt.date, int, str, str, int]:
    return (
        step.opens is None,
        step.opens or dt.date.min,
        _KIND_ORDER[step.kind],
        step.interview or "",
        step.to or "",
        step.number or 0,
    )
