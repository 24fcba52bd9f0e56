"""A made-up step of each kind, to show what a template makes of it where there is no real one."""

from datetime import date, timedelta

from reminders.drafting.context import LetterFacts
from reminders.drafting.register import Register

_DAY = timedelta(days=1)


def example_facts(
    kind: str, *, today: date, register: Register, sender_name: str, signature: str
) -> LetterFacts:
    """Facts of a made-up interview with Sara Lindqvist of Acme two days ago; nothing of it is missing.

    `today` is the day of reading in the reader's zone.
    """
    spoken = kind not in {"confirm_interview", "application_inquiry"}
    return LetterFacts(
        kind=kind,
        today=today,
        register=register,
        number=1,
        sender_name=sender_name,
        signature=signature,
        recipient_name="Sara Lindqvist",
        recipient_email="sara@acme.example",
        company="Acme",
        title="Data Engineer",
        interview_on=today - 2 * _DAY if spoken else today + 5 * _DAY,
        interview_starts="10:00 (New York)",
        interview_kind="video interview",
        met_with_others=True,
        topics="replaying a whole day of late events",
        other_topics="how the team shares on-call",
        fit="cut the batch window from four hours to nine minutes",
        promise_text="by the end of next week",
        promise_said_on=today - 2 * _DAY,
        promise_date=today + 5 * _DAY,
        inquiry_on=today - 7 * _DAY,
        their_reply_on=today - 6 * _DAY if kind != "status_inquiry" else None,
        applied_on=today - 20 * _DAY,
        offer_deadline=today + 7 * _DAY,
        question_text="When could you start?",
        own_promise_text="Send two references",
    )
