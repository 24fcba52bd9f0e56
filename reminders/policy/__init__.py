"""The follow-up policy: pure Python, no Django, no clock. POLICY.md is its law."""

from reminders.policy.engine import next_change, plan
from reminders.policy.etiquette import DEFAULT_ETIQUETTE, DEFAULT_QUIET, Etiquette, MonthDay, QuietPeriod
from reminders.policy.facts import (
    ApplicationFacts,
    CalendarFacts,
    Facts,
    InterviewFacts,
    InterviewStatus,
    MessageFacts,
    MessageKind,
    OwnPromise,
    Promise,
    Skip,
    Stage,
)
from reminders.policy.moments import Moment, MomentName, due_moment, moments, next_moment
from reminders.policy.promises import Understanding, Understood, understand
from reminders.policy.reading import FactsError, read_facts
from reminders.policy.reasons import source, tell
from reminders.policy.steps import Argument, Reason, State, Step, StepKind, state_at
from reminders.policy.workdays import Workdays

__all__ = [
    "DEFAULT_ETIQUETTE",
    "DEFAULT_QUIET",
    "ApplicationFacts",
    "Argument",
    "CalendarFacts",
    "Etiquette",
    "Facts",
    "FactsError",
    "InterviewFacts",
    "InterviewStatus",
    "MessageFacts",
    "MessageKind",
    "Moment",
    "MomentName",
    "MonthDay",
    "OwnPromise",
    "Promise",
    "QuietPeriod",
    "Reason",
    "Skip",
    "Stage",
    "State",
    "Step",
    "StepKind",
    "Understanding",
    "Understood",
    "Workdays",
    "due_moment",
    "moments",
    "next_change",
    "next_moment",
    "plan",
    "read_facts",
    "source",
    "state_at",
    "tell",
    "understand",
]
