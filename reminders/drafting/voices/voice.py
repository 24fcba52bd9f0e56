"""What a register has to have words for.

Every text may name `{role}`, `{company}`, `{interview}` (its kind), and its day as `{day}` ("yesterday") or
`{date}` ("3 November"); further places are named beside the text. An empty text leaves its sentence out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple


class Since(Enum):
    """What has passed between both since the interview, where an inquiry speaks of it (rows 10 to 13, 18)."""

    NOTHING = auto()
    THEIR_REPLY = auto()
    MY_ANSWER = auto()
    REFERENCES = auto()
    THEIR_RETURN = auto()


class About(NamedTuple):
    """How the user's words on a `{topic}` stand: inside the sentence, or after a colon."""

    inline: str
    colon: str
    after: str = ""
    """What follows in either case."""


Arrangement = tuple[tuple[str, ...], ...]
"""Which parts of a thank-you stand together in a paragraph, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankYou:
    """Several wordings of each part, of which the recipient's name picks one (C3)."""

    openings: tuple[str, ...]
    others_too: tuple[str, ...]
    topics: tuple[About, ...]
    fits: tuple[str, ...]
    """With `{fit}`."""
    closings: tuple[str, ...]
    """At most one sentence in each looks ahead (S5)."""
    arrangements: tuple[Arrangement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstInquiry:
    """S10. `spoken` and `tried` are what `{met}` says: a conversation, or a task with nobody there."""

    spoken: str
    tried: str
    """With `{work}` and `{finished}`."""
    openings: Mapping[Since, str]
    """With `{met}`, and `{on}` for the day of what came since."""
    enjoyed: About
    task_enjoyed: str
    interest: str
    question_after_date: str
    """After the date they named, told as a fact and not as a reproach (S9): with `{expect}` and `{by}`."""
    questions: Mapping[Since, str]
    offer: str
    offer_after_references: str
    offer_after_task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondInquiry:
    """The last one (S8, C8). `spoken` and `tried` are what `{about}` says."""

    spoken: str
    """With `{earlier}`, the day of the first."""
    tried: str
    """With `{earlier}` and `{done}`."""
    openings: Mapping[Since, str]
    """With `{about}`, and `{on}` for the day of what came since."""
    enjoyed: About
    task_enjoyed: str
    question: str
    open_door: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationInquiry:
    """C12."""

    opening: str
    """With `{applied}`."""
    fit: str
    """With `{fit}`."""
    question: str
    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """C17."""

    opening: str
    """With `{on}` and `{starts}`."""
    close: str
    close_where_nobody_is_met: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDate:
    """Row 17: their cancellation, or the earlier request, and times that suit."""

    planned: str
    """What `{planned}` says where the day is known: begins with a space, with `{on}`."""
    opening: str
    """With `{planned}`; where it is asked once more, with `{asked}`, too."""
    times: str
    """With `{times}`."""
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Row 13."""

    opening: str
    opening_with_question: str
    """With `{question}`."""
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionThanks:
    """C15. The regret depends on what there was to enjoy."""

    opening: str
    regret: str
    regret_after_conversation: str
    regret_after_topic: About
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAcknowledgement:
    """C16: thanks for the offer, and when the answer comes."""

    thanks: str
    answer_by: str
    """With `{by}`."""
    by_which_day: str
    """Where they named no day."""
    more_time: str
    """With `{until}`."""
    more_time_than_given: str
    """With `{by}` and `{until}`."""
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDecision:
    """C16. True with a yes and with a no."""

    thanks: str
    asked: str
    """With `{by}`."""
    close: str
    thanks_to_all: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPromise:
    """What was promised stands as `{promise}`, after "I promised"."""

    opening: str
    opening_without_interview: str
    close: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """All the words of one register."""

    greeting: str
    """With `{name}`."""
    greeting_without_name: str
    whole_name: bool
    """Whether the greeting gives the last name, too."""
    closing: str
    handing_on: str
    """To whoever has an address and passes the letter on (C4): with `{whom}`."""

    thank_you: ThankYou
    first_inquiry: FirstInquiry
    second_inquiry: SecondInquiry
    application_inquiry: ApplicationInquiry
    confirm_interview: Confirmation
    reschedule: NewDate
    reschedule_again: NewDate
    answer: Answer
    rejection_thanks: RejectionThanks
    offer_acknowledgement: OfferAcknowledgement
    offer_decision: OfferDecision
    own_promise: OwnPromise
