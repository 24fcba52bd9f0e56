"""Write a letter from the facts of a step."""

from collections.abc import Callable

from reminders.drafting import inquiry, promise_kept, replies, thank_you
from reminders.drafting.context import LetterFacts
from reminders.drafting.letter import Gap, Letter
from reminders.drafting.particulars import Particulars, post
from reminders.drafting.sheet import Words, lay_out

__all__ = ["Gap", "Letter", "LetterFacts", "NoLetter", "has_letter", "says_skill", "skill_said", "write"]


class NoLetter(ValueError):
    """This kind of step has no letter: there is nothing to send."""


def _status_inquiry(particulars: Particulars) -> list[Words]:
    second = particulars.facts.number is not None and particulars.facts.number >= 2
    return inquiry.second(particulars) if second else inquiry.first(particulars)


_Subject = Callable[[Particulars], Words]
_Paragraphs = Callable[[Particulars], list[Words]]

_LETTERS: dict[str, tuple[_Subject, _Paragraphs]] = {
    "thank_you": (thank_you.subject, thank_you.paragraphs),
    "status_inquiry": (inquiry.subject, _status_inquiry),
    "application_inquiry": (inquiry.subject, inquiry.after_applying),
    "confirm_interview": (replies.confirm_interview_subject, replies.confirm_interview),
    "reschedule": (replies.reschedule_subject, replies.reschedule),
    "answer": (replies.answer_subject, replies.answer),
    "rejection_thanks": (replies.rejection_thanks_subject, replies.rejection_thanks),
    "offer_acknowledgement": (replies.offer_acknowledgement_subject, replies.offer_acknowledgement),
    "offer_decision": (replies.offer_decision_subject, replies.offer_decision),
    "own_promise": (promise_kept.subject, promise_kept.paragraphs),
}

KINDS = tuple(_LETTERS)
"""The kinds of steps that have a letter."""

_BEST_AS_A_REPLY = {
    "confirm_interview": "Best sent as a reply to their invitation.",
    "reschedule": "Best sent as a reply to their message.",
    "answer": "Best sent as a reply to their message.",
    "rejection_thanks": "Best sent as a reply to their message.",
    "offer_acknowledgement": "Best sent as a reply to their offer.",
    "offer_decision": "Say yes or no in the gap; both are fine said plainly. Best sent as a reply to their offer.",
}
_LAST_ONE = "Best sent as a reply to your first note; it is the last one."


def has_letter(kind: str) -> bool:
    """Whether a step of this kind comes with a draft."""
    return kind in _LETTERS


def says_skill(kind: str) -> bool:
    """Whether a letter of this kind says what the user has done that fits (S3, C12)."""
    return kind in {"thank_you", "application_inquiry"}


def skill_said(facts: LetterFacts) -> str:
    """What the user has done as the letter says it, or its gap; empty where the letter then says nothing of it."""
    particulars = Particulars(facts)
    return str(particulars.fit_or_gap) if facts.kind == "thank_you" else particulars.fit


def write(facts: LetterFacts) -> Letter:
    """The draft for this step, ready to send but for its gaps. Raises `NoLetter` for a kind without one."""
    if not has_letter(facts.kind):
        raise NoLetter(facts.kind)
    subject, paragraphs = _LETTERS[facts.kind]
    particulars = Particulars(facts)
    sent = post(facts)
    return lay_out(
        to=sent.to,
        to_name=sent.to_name,
        subject=subject(particulars),
        covering=sent.covering,
        paragraphs=[
            (sent.greeting,),
            *paragraphs(particulars),
            particulars.signature,
        ],
        note=_advice(facts)
        if facts.kind in _BEST_AS_A_REPLY and not sent.covering
        else sent.note or _advice(facts),
    )


def _advice(facts: LetterFacts) -> str:
    """How to send it, where that matters."""
    second_inquiry = facts.kind == "status_inquiry" and facts.number is not None and facts.number >= 2
    if second_inquiry or (facts.kind == "reschedule" and facts.asked_on):
        return _LAST_ONE
    return _BEST_AS_A_REPLY.get(facts.kind, "")
