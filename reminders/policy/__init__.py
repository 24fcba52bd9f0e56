"""The follow-up policy: pure Python, no Django, no clock. POLICY.md is its law."""

from reminders.policy.customs import CUSTOMS, Custom, CustomError, Topic, Unit, choose, number_of, problems
from reminders.policy.engine import next_change, plan
from reminders.policy.english import enumerate_all
from reminders.policy.etiquette import DEFAULT_ETIQUETTE, DEFAULT_QUIET, Etiquette, MonthDay, QuietPeriod
from reminders.policy.evenings import FRESH_AT_MOST, REST, asks_at, is_fresh, put_off
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
from reminders.policy.moments import ALL_MOMENTS, Moment, MomentName, due_moment, moments, next_moment
from reminders.policy.promises import Understanding, Understood, understand
from reminders.policy.quiet import QuietError, quiet_from_text, quiet_to_text, read_quiet, spell_quiet
from reminders.policy.reading import FactsError, read_etiquette, read_facts
from reminders.policy.reasons import tell
from reminders.policy.rehearsal import Scene, rehearse
from reminders.policy.rhythm import EVERY_DAY, Rhythm
from reminders.policy.sources import RULES, Rule, rules_of, source
from reminders.policy.steps import Argument, Reason, State, Step, StepKind, state_at
from reminders.policy.workdays import WEEKEND, Workdays
from reminders.policy.working import Account, tell_working

__all__ = [
    "ALL_MOMENTS",
    "CUSTOMS",
    "DEFAULT_ETIQUETTE",
    "DEFAULT_QUIET",
    "EVERY_DAY",
    "FRESH_AT_MOST",
    "REST",
    "RULES",
    "WEEKEND",
    "Account",
    "ApplicationFacts",
    "Argument",
    "CalendarFacts",
    "Custom",
    "CustomError",
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
    "QuietError",
    "QuietPeriod",
    "Reason",
    "Rhythm",
    "Rule",
    "Scene",
    "Skip",
    "Stage",
    "State",
    "Step",
    "StepKind",
    "Topic",
    "Understanding",
    "Understood",
    "Unit",
    "Workdays",
    "asks_at",
    "choose",
    "due_moment",
    "enumerate_all",
    "is_fresh",
    "moments",
    "next_change",
    "next_moment",
    "number_of",
    "plan",
    "problems",
    "put_off",
    "quiet_from_text",
    "quiet_to_text",
    "read_etiquette",
    "read_facts",
    "read_quiet",
    "rehearse",
    "rules_of",
    "source",
    "spell_quiet",
    "state_at",
    "tell",
    "tell_working",
    "understand",
]
