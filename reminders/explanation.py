"""What `manage.py explain --facts` prints: facts as JSON in, the policy's steps as JSON out."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from reminders.policy import (
    Facts,
    FactsError,
    Step,
    StepKind,
    plan,
    read_etiquette,
    read_facts,
    rules_of,
    tell,
    tell_working,
)

_NAMES_INTERVIEW = (StepKind.THANK_YOU, StepKind.CONFIRM_INTERVIEW, StepKind.RESCHEDULE)


def explain(obj: object, *, working: bool = False) -> object:
    """A facts object → the list of its steps; a list of facts objects → a list of such lists.

    `working` adds to each step the rules it rests on and the arithmetic of its dates.
    Raises FactsError with the path of the key that is refused, in a list as `[2].interviews[0].starts`.
    """
    if isinstance(obj, list):
        return [_explain_nth(number, each, working) for number, each in enumerate(obj)]
    return _explain_one(obj, working)


def _explain_nth(number: int, obj: object, working: bool) -> list[dict[str, object]]:
    try:
        return _explain_one(obj, working)
    except FactsError as error:
        path = f"[{number}].{error.path}" if error.path else f"[{number}]"
        raise FactsError(path, error.problem) from None


def _explain_one(obj: object, working: bool) -> list[dict[str, object]]:
    facts = read_facts(obj)
    today = facts.now.astimezone(ZoneInfo(facts.time_zone)).date()
    return [
        _as_json(step, today) | (_working(step, facts, today) if working else {})
        for step in plan(facts, read_etiquette(obj))
    ]


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


def _working(step: Step, facts: Facts, today: dt.date) -> dict[str, object]:
    accounts = tell_working(step, facts.calendar, today=today)
    return {
        "rules": [f"{rule.code}: {rule.says}" if rule.code else rule.says for rule in rules_of(step.reason)],
        "working": {account.label.lower().replace(" ", "_"): list(account.lines) for account in accounts},
    }
