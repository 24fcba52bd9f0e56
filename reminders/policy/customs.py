"""Which numbers of the policy a person may set to their own taste, and the bounds that keep them polite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from reminders.policy.etiquette import DEFAULT_ETIQUETTE, Etiquette


class Unit(StrEnum):
    """What a number counts."""

    DAYS = "days"
    WORKDAYS = "business days"
    TIMES = "times"


class Topic(StrEnum):
    """The groups in which the numbers are shown; the value is the heading."""

    THANKS = "The thank-you"
    WAIT = "Waiting for their decision"
    PROMISE = "After a date they named"
    TIMES = "How often, and when to let go"
    ANSWERED = "After they answered without a date"
    REFERENCES = "After they called your references"
    APPLICATION = "After an application alone"
    INTERVIEW = "Before an interview"
    QUESTION = "When they ask you something"
    ENDINGS = "A rejection, an offer, a promise of your own"
    ROOM = "When something holds an inquiry back"


_SHORT = {
    Topic.THANKS: "Thank-you",
    Topic.WAIT: "Inquiry",
    Topic.PROMISE: "After their date",
    Topic.ANSWERED: "After their answer",
    Topic.REFERENCES: "After a reference check",
    Topic.APPLICATION: "After applying",
}


@dataclass(frozen=True)
class Custom:
    """One number: the field of `Etiquette` it sets, its bounds (both included) and the rules it comes from."""

    name: str
    label: str
    topic: Topic
    least: int
    most: int
    rules: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        if self.name == "most_inquiries":
            return Unit.TIMES
        return Unit.WORKDAYS if self.name.endswith("_workdays") else Unit.DAYS

    @property
    def title(self) -> str:
        """A name that no other number has."""
        short = _SHORT.get(self.topic)
        return f"{short}: {self.label[0].lower()}{self.label[1:]}" if short else self.label

    @property
    def default(self) -> int:
        """POLICY's value."""
        return number_of(DEFAULT_ETIQUETTE, self.name)


class CustomError(ValueError):
    """A number that is not taken: the `name` of the custom and the `problem`, a sentence for its field."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


_OPENS, _BEST_BY, _LATE = "From", "Best by", "Late after"

CUSTOMS: tuple[Custom, ...] = (
    # S4: at the latest within two or three business days; C1: within a day.
    Custom("thank_you_best_by_workdays", _BEST_BY, Topic.THANKS, 1, 2, ("C1",)),
    Custom("thank_you_late_after_workdays", _LATE, Topic.THANKS, 1, 3, ("S4",)),
    Custom("thank_you_history_days", "No reminder when logged later than", Topic.THANKS, 7, 90),
    # S7, C7: a week at the least, two as a rule. C8: never more than weekly.
    Custom("wait_opens_days", "You may ask from", Topic.WAIT, 7, 21, ("S7", "C7", "C8")),
    Custom("wait_best_by_days", _BEST_BY, Topic.WAIT, 7, 28, ("S7", "C7")),
    Custom("wait_late_after_days", _LATE, Topic.WAIT, 7, 42, ("C7",)),
    Custom("promise_opens_workdays", "You may ask from", Topic.PROMISE, 1, 5, ("S2", "C6")),
    Custom("promise_best_by_workdays", _BEST_BY, Topic.PROMISE, 1, 10, ("C6",)),
    Custom("promise_late_after_days", _LATE, Topic.PROMISE, 2, 28, ("C6",)),
    Custom("promise_farthest_days", "Ask back about a date further off than", Topic.PROMISE, 30, 365),
    Custom("most_inquiries", "Inquiries into one silence, at most", Topic.TIMES, 1, 2, ("S8", "C8")),
    Custom("close_out_days", "Offer to let go after", Topic.TIMES, 7, 60, ("C9",)),
    Custom("reply_opens_days", "You may ask from", Topic.ANSWERED, 7, 28, ("C7",)),
    Custom("reply_best_by_days", _BEST_BY, Topic.ANSWERED, 7, 42, ("C7",)),
    Custom("reply_late_after_days", _LATE, Topic.ANSWERED, 7, 60, ("C7",)),
    Custom("references_opens_workdays", "You may ask from", Topic.REFERENCES, 5, 10, ("C14",)),
    Custom("references_best_by_workdays", _BEST_BY, Topic.REFERENCES, 5, 15, ("C14",)),
    Custom("references_late_after_workdays", _LATE, Topic.REFERENCES, 5, 20, ("C14",)),
    Custom("application_opens_days", "You may ask from", Topic.APPLICATION, 7, 28, ("C12",)),
    Custom("application_best_by_days", _BEST_BY, Topic.APPLICATION, 7, 42, ("C12",)),
    Custom("application_late_after_days", _LATE, Topic.APPLICATION, 7, 60, ("C12",)),
    Custom("confirm_best_by_workdays", "Confirm an invitation: best by", Topic.INTERVIEW, 1, 2, ("C17",)),
    Custom("confirm_late_after_workdays", "Confirm: late after", Topic.INTERVIEW, 1, 5, ("C17",)),
    Custom(
        "reschedule_best_by_workdays", "They cancelled, ask for a new date: best by", Topic.INTERVIEW, 1, 3
    ),
    Custom("reschedule_late_after_workdays", "New date: late after", Topic.INTERVIEW, 1, 5),
    Custom("reschedule_again_opens_workdays", "Ask once more: from", Topic.INTERVIEW, 5, 10),
    Custom("reschedule_again_best_by_workdays", "Once more: best by", Topic.INTERVIEW, 5, 12),
    Custom("reschedule_again_late_after_workdays", "Once more: late after", Topic.INTERVIEW, 5, 15),
    Custom("answer_best_by_workdays", "Answer them: best by", Topic.QUESTION, 1, 3),
    Custom("answer_late_after_workdays", "Answer: late after", Topic.QUESTION, 1, 5),
    Custom("rejection_best_by_workdays", "Thanks after a rejection: best by", Topic.ENDINGS, 1, 5, ("C15",)),
    Custom("rejection_late_after_days", "Rejection: late after", Topic.ENDINGS, 2, 14, ("C15",)),
    Custom("offer_best_by_workdays", "Thanks for an offer: best by", Topic.ENDINGS, 1, 2, ("C16",)),
    Custom("offer_late_after_workdays", "Offer: late after", Topic.ENDINGS, 1, 3, ("C16",)),
    Custom(
        "decision_before_workdays", "Decide on an offer before its deadline", Topic.ENDINGS, 1, 5, ("C16",)
    ),
    Custom("own_promise_before_workdays", "Remind of your own promise before its day", Topic.ENDINGS, 0, 5),
    Custom("after_thanks_workdays", "After your thank-you, wait at least", Topic.ROOM, 1, 5),
    Custom("after_absence_workdays", "After they are back, wait at least", Topic.ROOM, 1, 5),
    Custom("moved_best_by_workdays", "When held back: best by, at least", Topic.ROOM, 1, 5),
    Custom("moved_late_after_workdays", "When held back: late after, at least", Topic.ROOM, 2, 10),
)
_BY_NAME = {each.name: each for each in CUSTOMS}
# In each line no number may be smaller than the one before it.
_ORDERS: tuple[tuple[str, ...], ...] = (
    ("thank_you_best_by_workdays", "thank_you_late_after_workdays"),
    ("wait_opens_days", "wait_best_by_days", "wait_late_after_days"),
    ("promise_opens_workdays", "promise_best_by_workdays"),
    ("reply_opens_days", "reply_best_by_days", "reply_late_after_days"),
    (
        "references_opens_workdays",
        "references_best_by_workdays",
        "references_late_after_workdays",
    ),
    ("application_opens_days", "application_best_by_days", "application_late_after_days"),
    ("confirm_best_by_workdays", "confirm_late_after_workdays"),
    ("reschedule_best_by_workdays", "reschedule_late_after_workdays"),
    (
        "reschedule_again_opens_workdays",
        "reschedule_again_best_by_workdays",
        "reschedule_again_late_after_workdays",
    ),
    ("answer_best_by_workdays", "answer_late_after_workdays"),
    ("offer_best_by_workdays", "offer_late_after_workdays"),
    ("moved_best_by_workdays", "moved_late_after_workdays"),
)


def number_of(etiquette: Etiquette, name: str) -> int:
    """The number of that name."""
    number: int = getattr(etiquette, name)
    return number


def choose(numbers: Mapping[str, int]) -> Etiquette:
    """POLICY's etiquette with a person's own numbers in it.

    Raises CustomError for the first number that is unknown, out of its bounds or smaller than one it follows.
    """
    for error in problems(numbers):
        raise error
    chosen: dict[str, Any] = dict(numbers)
    return replace(DEFAULT_ETIQUETTE, **chosen)


def problems(numbers: Mapping[str, int]) -> Iterator[CustomError]:
    """What is wrong with a person's numbers, each at the number to change."""
    for name, number in numbers.items():
        custom = _BY_NAME.get(name)
        if custom is None:
            yield CustomError(name, "There is no such number.")
        elif not custom.least <= number <= custom.most:
            yield CustomError(name, f"Choose a number from {custom.least} to {custom.most}.")
    for order in _ORDERS:
        for before, after in pairwise(order):
            least = numbers.get(before, number_of(DEFAULT_ETIQUETTE, before))
            if numbers.get(after, number_of(DEFAULT_ETIQUETTE, after)) < least:
                yield CustomError(after, f"Choose at least {least}: it comes after the number before it.")


def own_numbers(etiquette: Etiquette) -> dict[str, int]:
    """What differs from POLICY's values, by name."""
    return {
        each.name: number_of(etiquette, each.name)
        for each in CUSTOMS
        if number_of(etiquette, each.name) != each.default
    }
