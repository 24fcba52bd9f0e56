"""What was imported is history: it asks for nothing, until the user wants it (POLICY "Reminders")."""

from __future__ import annotations

from applications.models import Application
from reminders.policy import Etiquette, Facts, Step, plan
from reminders.policy.rules import APPLICATION_ANCHOR


def owed(application: Application, facts: Facts, manners: Etiquette) -> tuple[Step, ...]:
    """The policy's steps without those that rest on imported facts alone.

    A step that counts from an imported interview, or from what the imported application itself said (applied,
    turned down, an offer), is left out. One that counts from anything newer is owed as ever.
    """
    steps = plan(facts, manners)
    past = {str(pk) for pk in application.interviews.filter(is_history=True).values_list("pk", flat=True)}
    if not past and not application.is_history:
        return steps
    return tuple(step for step in steps if not _is_past(step, past, application))


def _is_past(step: Step, past: set[str], application: Application) -> bool:
    if step.anchor == APPLICATION_ANCHOR:
        return application.is_history
    kind, _, rest = step.anchor.partition(":")
    return kind in {"interview", "round"} and rest.partition(":")[0] in past
