"""Playing the weeks after an interview: what would be owed, and when, if each note went out on its best day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from reminders.policy.engine import plan
from reminders.policy.etiquette import DEFAULT_ETIQUETTE, Etiquette
from reminders.policy.facts import Facts, InterviewStatus, MessageFacts, MessageKind
from reminders.policy.steps import State, Step, StepKind
from reminders.policy.workdays import Workdays

# Thank-yous to a large panel, two inquiries and the end; more would mean that a step never ends.
_MOST_SCENES = 40


@dataclass(frozen=True)
class Scene:
    """One step of the play, and the local date on which it is done: its best day, else the day it opens.

    Later where that day lay before what was played last.
    """

    step: Step
    on: dt.date


def rehearse(facts: Facts, etiquette: Etiquette = DEFAULT_ETIQUETTE) -> tuple[Scene, ...]:
    """The steps that would follow, in the order of their days, until there is nothing left to do.

    Interviews ahead are played as held. What the facts say of messages to come (an answer on some later day)
    happens on its day; beyond that, nobody answers. `close_out` ends the play.
    """
    scenes: list[Scene] = []
    facts = replace(facts, now=_after_all(facts))
    later = facts.messages
    known: tuple[MessageFacts, ...] = ()
    days = Workdays(facts.calendar)
    earliest = dt.date.min
    for _ in range(_MOST_SCENES):
        step = _next_step(replace(facts, messages=known), etiquette)
        coming = min(later, key=lambda each: each.on, default=None)
        if coming is not None and (step is None or coming.on <= _best_day(step)):
            known, later = (*known, coming), tuple(each for each in later if each is not coming)
            # What one writes on the day of their word came before it (POLICY, Silence).
            earliest = max(earliest, days.on_or_after(coming.on + dt.timedelta(days=1)))
            continue
        if step is None:
            break
        earliest = max(earliest, _best_day(step))
        scenes.append(Scene(step, earliest))
        if step.kind is StepKind.CLOSE_OUT:
            break
        message = MessageFacts(MessageKind(step.kind.value), earliest, to=step.to, interview=step.interview)
        known = (*known, message)
    return tuple(scenes)


def _next_step(facts: Facts, etiquette: Etiquette) -> Step | None:
    """The open step whose best day comes first."""
    steps = [each for each in plan(facts, etiquette) if each.state is not State.BLOCKED and _is_note(each)]
    return min(steps, key=_best_day, default=None)


def _is_note(step: Step) -> bool:
    return step.kind is StepKind.CLOSE_OUT or step.kind.value in {each.value for each in MessageKind}


def _best_day(step: Step) -> dt.date:
    day = step.best_by or step.opens
    if day is None:
        raise ValueError("a blocked step has no day")
    return day


def _after_all(facts: Facts) -> dt.datetime:
    """The first instant at which every interview of the play has been held."""
    ends = [each.end_at for each in facts.interviews if each.status is InterviewStatus.SCHEDULED]
    return max([facts.now, *ends]).astimezone(ZoneInfo(facts.time_zone))
