"""One well-filled set of facts to vary in the tests of the letters."""

from dataclasses import replace
from datetime import date
from typing import Any

from reminders.drafting.context import LetterFacts

KINDS = (
    "thank_you",
    "status_inquiry",
    "application_inquiry",
    "confirm_interview",
    "reschedule",
    "answer",
    "rejection_thanks",
    "offer_acknowledgement",
    "offer_decision",
    "own_promise",
)

# What an inquiry may go back to, one row of the policy each, as changes to the facts.
SILENCES: dict[str, dict[str, Any]] = {
    "round": {},
    "references": {"references_called_on": date(2026, 11, 12)},
    "reply": {"their_reply_on": date(2026, 11, 10)},
    "answer": {"answered_on": date(2026, 11, 11)},
    "away": {"away_until": date(2026, 11, 12)},
    "take-home": {"nobody_met": True, "interview_kind": "take-home"},
    "assessment": {"nobody_met": True, "interview_kind": "assessment"},
}

FILLED = LetterFacts(
    kind="thank_you",
    today=date(2026, 11, 4),
    sender_name="Maya Okafor",
    recipient_name="Sara Lindqvist",
    recipient_email="sara.lindqvist@acme.example",
    company="Acme",
    title="Senior Data Engineer",
    interview_on=date(2026, 11, 3),
    interview_starts="10:00 (New York)",
    interview_kind="on-site interview",
    topics="Late-arriving events; replay of a day",
    fit="At Fjord I cut the batch window from four hours to nine minutes",
    promise_text="by the end of next week",
    promise_said_on=date(2026, 11, 3),
    promise_date=date(2026, 11, 13),
    inquiry_on=date(2026, 11, 16),
    applied_on=date(2026, 10, 20),
    offer_deadline=date(2026, 11, 20),
    question_text="When could you start?",
    own_promise_text="Send two references",
)


def facts(**changes: Any) -> LetterFacts:
    return replace(FILLED, **changes)


def inquiry(number: int = 1, **changes: Any) -> LetterFacts:
    days = {1: date(2026, 11, 16), 2: date(2026, 11, 24)}
    return replace(FILLED, **{"kind": "status_inquiry", "number": number, "today": days[number], **changes})
