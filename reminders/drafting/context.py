"""What a letter can know: the facts of one step, gathered before a word is written."""

from dataclasses import dataclass
from datetime import date

from reminders.drafting.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The facts for one letter. All but `kind` and `today` may be missing; what is missing becomes a gap.

    `kind` is the step's kind, `today` the day of reading in the reader's zone; the other days are as they were
    counted for the application. Free text (`topics`, `fit`, `other_topics`, `promise_text`, `question_text`,
    `own_promise_text`) is taken as the user typed it: any shape, any length.
    """

    kind: str
    today: date
    register: Register = Register.WARM
    """How the letter is to sound."""
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
    nobody_met: bool = False
    """The whole round was a take-home or an automated test (rows 5 and 19): there was no conversation."""

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
    their_reply_on: date | None = None
    """The reply that began the silence an inquiry goes into (rows 10 and 11)."""
    answered_on: date | None = None
    """The day the user answered the question that began the silence (row 13)."""
    references_called_on: date | None = None
    """The day of a reference check in this silence (row 18)."""
    away_until: date | None = None
    """The day somebody's automatic reply named for their return, where the inquiry waited for it (row 12)."""
    asked_on: date | None = None
    """The day a new date was asked for, when it is asked for once more (row 17)."""

    applied_on: date | None = None
    offer_deadline: date | None = None
    asks_for_time: bool = False
    """Whether the acknowledgement of an offer asks for more time to decide (C16)."""
    question_text: str = ""
    own_promise_text: str = ""
    """What the user promised; `interview_on` is then the day it was promised, None if not in an interview."""
