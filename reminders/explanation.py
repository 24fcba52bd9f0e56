"""What `manage.py explain --facts` prints: facts as JSON in, the policy's steps as JSON out."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from reminders.policy import FactsError, Step, StepKind, plan, read_facts, tell

_NAMES_INTERVIEW = (StepKind.THANK_YOU, StepKind.CONFIRM_INTERVIEW, StepKind.RESCHEDULE)


def explain(obj: object) -> object:
    """A facts object → the list of its steps; a list of facts objects → a list of such lists.

    Raises FactsError with the path of the key that is refused, in a list as `[2].interviews[0].starts`.
    """
    if isinstance(obj, list):
        return [_explain_nth(number, each) for number, each in enumerate(obj)]
    return _explain_one(obj)


def _explain_nth(number: int, obj: object) -> list[dict[str, object]]:
    try:
        return _explain_one(obj)
    except FactsError as error:
        path = f"[{number}].{error.path}" if error.path else f"[{number}]"
        raise FactsError(path, error.problem) from None


def _explain_one(obj: object) -> list[dict[str, object]]:
    facts = read_facts(obj)
    today = facts.now.astimezone(ZoneInfo(facts.time_zone)).date()
    return [_as_json(step, today) for step in plan(facts)]


def _as_json(step: Step, today: dt.date) -> dict[str, object]:
    told: dict[str, object] = {"kind": step.kind.value}
    if step.kind in _NAMES_INTERVIEW:
        told["interview"] = step.interview
    if step.kind is StepKind.THANK_YOU:
        told["to"] = step.to
    if step.kind is StepKind.STATUS_INQUIRY:
        told["number"] = step.number
    for name, date in (("opens", step.opens), ("best_by", step.best_by), ("late_after", step.late_after)):
        told[name] = date.isoformat() if date else None
    # A facts object names people by their ids, so they are told so.
    told["state"] = step.state.value
    told["reason"] = tell(step.reason, today=today, name=str)
    return told
