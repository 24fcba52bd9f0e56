"""What a letter can know: the facts of one step, gathered before a word is written."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The facts for one letter. All but `kind` and `today` may be missing; what is missing becomes a gap.

    `kind` is the step's kind, `today` the day of reading in the reader's zone. Free text (`topics`, `fit`,
    `other_topics`, `promise_text`, `question_text`) is taken as the user typed it: any shape, any length.
    """

    kind: str
    today: date
    number: int | None = None
    """1 or 2 for an inquiry (S8)."""

    sender_name: str = ""
    signature: str = ""
    recipient_name: str = ""
    recipient_email: str = ""
    pass_on_name: str = ""
    """Someone of the round with an address, when the recipient has none (C4)."""
    pass_on_email: str = ""

    company: str = ""
    title: str = ""
    interview_on: date | None = None
    interview_starts: str = ""
    """As it is to be read: `10:00 (New York)`."""
    interview_kind: str = ""
    """Plain words: `on-site interview`, `screening call`."""
    met_with_others: bool = False

    topics: str = ""
    """What was talked about with this person."""
    other_topics: str = ""
    """What was talked about with the others of that round."""
    fit: str = ""
    """One thing the person has done that fits the role."""

    promise_text: str = ""
    """What they said about timing (S1), when they said it, and the date it was understood as."""
    promise_said_on: date | None = None
    promise_date: date | None = None
    inquiry_on: date | None = None
    """The day of the first inquiry, for the second."""

    applied_on: date | None = None
    offer_deadline: date | None = None
    question_text: str = ""
