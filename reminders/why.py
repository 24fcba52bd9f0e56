"""How stored steps are worked out: the policy run once more over the facts, with its rules and arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from applications.models import Application
from reminders.days import spell_day
from reminders.models import FollowUp
from reminders.policy import (
    DEFAULT_QUIET,
    Account,
    CalendarFacts,
    Facts,
    Rule,
    Stage,
    Step,
    plan,
    rules_of,
    spell_quiet,
    tell,
    tell_working,
)
from reminders.services.facts import gather_facts
from reminders.services.history import owed
from reminders.services.manners import etiquette_of, manners_of
from reminders.services.steps import key_of_row, key_of_step


@dataclass(frozen=True)
class Why:
    """The rules behind a step and how each of its dates was reached.

    `has_own_ways`: with POLICY's own numbers and quiet period the dates would be others.
    """

    rules: tuple[Rule, ...]
    accounts: tuple[Account, ...]
    has_own_ways: bool


def read_why(row: FollowUp, *, now: datetime) -> Why:
    """How the dates of an open follow-up come about at `now`; of a settled one only its rules."""
    user = row.application.owner
    facts = gather_facts(row.application, now=now)
    today = now.astimezone(user.zone).date()
    step = _step_of(row, plan(facts, etiquette_of(user)))
    usual = replace(facts, calendar=replace(facts.calendar, quiet=DEFAULT_QUIET))
    return Why(
        rules=rules_of(row.reason),
        accounts=tell_working(step, facts.calendar, today=today) if step else (),
        has_own_ways=step is not None and _dates_of(step) != _dates_of(_step_of(row, plan(usual))),
    )


def _dates_of(step: Step | None) -> tuple[date | None, ...]:
    return (step.opens, step.best_by, step.late_after) if step else ()


def _step_of(row: FollowUp, steps: tuple[Step, ...]) -> Step | None:
    return next((each for each in steps if key_of_step(each) == key_of_row(row)), None)


def explain_application(application: Application, *, now: datetime) -> str:
    """The steps of a stored application as text: dates in their own zone, reasons, arithmetic and rules."""
    user = application.owner
    facts = gather_facts(application, now=now)
    today = now.astimezone(user.zone).date()
    names = {
        str(seat.contact_id): str(seat.contact)
        for interview in application.interviews.filter(deleted_at=None)
        for seat in interview.participations.select_related("contact")
    }
    lines = [
        f"{application}, as of {spell_day(today, today)} {today.year}",
        f"Business days: {_spell_calendar(facts.calendar)}.",
    ]
    if manners_of(user).numbers:
        lines.append("Some numbers are the user's own, not the policy's.")
    steps = owed(application, facts, etiquette_of(user))
    for step in steps:
        lines += ["", _head(step, names)]
        lines.append(f"    {tell(step.reason, today=today, name=lambda key: names.get(key, 'them'))}")
        lines += [f"    {line}" for line in _account_lines(step, facts, today)]
        lines += [f"    {_spell_rule(rule)}" for rule in rules_of(step.reason)]
    if not steps:
        lines += ["", _why_nothing(facts, application)]
    return "\n".join(lines) + "\n"


def _spell_calendar(calendar: CalendarFacts) -> str:
    region = "-".join(each for each in (calendar.country, calendar.subdivision) if each)
    told = [f"as in {region}" if region else "Monday to Friday, no public holidays"]
    if calendar.days_off:
        told.append("without the user's own days off")
    quiet = " and ".join(spell_quiet(calendar.quiet).splitlines())
    told.append(f"no inquiries from {quiet}" if quiet else "no quiet period")
    return ", ".join(told)


def _head(step: Step, names: dict[str, str]) -> str:
    who = f" to {names.get(step.to, 'them')}" if step.to else ""
    number = f" {step.number}" if step.number else ""
    return f"{step.kind.value.replace('_', ' ').capitalize()}{number}{who}: {step.state.value}"


def _account_lines(step: Step, facts: Facts, today: date) -> Iterator[str]:
    for account in tell_working(step, facts.calendar, today=today):
        yield f"{account.label} {spell_day(account.date, today)}"
        yield from (f"    {line}" for line in account.lines)


def _spell_rule(rule: Rule) -> str:
    if not rule.code:
        return f"Our own rule: {rule.says}"
    lesser = "; a lesser authority" if rule.lesser else ""
    return f"{rule.code}: {rule.says} ({rule.source}{lesser})"


def _why_nothing(facts: Facts, application: Application) -> str:
    if facts.application.stage is Stage.CLOSED:
        return f"Nothing is owed: its stage is “{application.get_stage_display()}”."
    if any(each.status == "scheduled" and each.end_at > facts.now for each in facts.interviews):
        return "Nothing is owed: an interview is ahead. Ask there when they expect to decide (S1)."
    return "Nothing is due and nothing is planned."
