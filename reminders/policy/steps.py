"""What the policy answers: steps, their state at an instant, and why they stand there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from reminders.policy.reckoning import Window


class StepKind(StrEnum):
    """The courtesies of the decision table, in its order (which also breaks ties in a plan)."""

    CONFIRM_INTERVIEW = "confirm_interview"
    THANK_YOU = "thank_you"
    STATUS_INQUIRY = "status_inquiry"
    CLOSE_OUT = "close_out"
    ANSWER = "answer"
    RESCHEDULE = "reschedule"
    APPLICATION_INQUIRY = "application_inquiry"
    REJECTION_THANKS = "rejection_thanks"
    OFFER_ACKNOWLEDGEMENT = "offer_acknowledgement"
    OFFER_DECISION = "offer_decision"
    OWN_PROMISE = "own_promise"


class State(StrEnum):
    """A step's state at an instant; what was sent or skipped is no step any more."""

    BLOCKED = "blocked"
    UPCOMING = "upcoming"
    DUE = "due"
    LATE = "late"


# What a reason's argument may be: JSON without objects; dates are ISO text, lists are tuples of text.
Argument: TypeAlias = str | int | bool | tuple[str, ...] | None


@dataclass(frozen=True)
class Reason:
    """Why a step stands where it does: a code and its arguments, sorted by name. `reasons.tell` words it."""

    code: str
    args: tuple[tuple[str, Argument], ...] = ()

    @classmethod
    def of(cls, code: str, **args: Argument | dt.date) -> Reason:
        """A reason from keyword arguments; dates become ISO text."""
        plain = {
            name: value.isoformat() if isinstance(value, dt.date) else value for name, value in args.items()
        }
        return cls(code, tuple(sorted(plain.items())))

    def showing(self, **days: dt.date | None) -> Reason:
        """The same reason with other days in it, as far as it names them: dates as a reader far away has them."""
        told = {name: day for name, day in days.items() if day is not None and self.get(name) is not None}
        return Reason.of(self.code, **(dict(self.args) | told))

    def get(self, name: str) -> Argument:
        """The argument of that name, None where there is none."""
        return dict(self.args).get(name)

    def day(self, name: str) -> dt.date | None:
        """The argument of that name as a date, None where there is none. Raises ValueError on other text."""
        value = self.get(name)
        return dt.date.fromisoformat(value) if isinstance(value, str) else None

    def to_json(self) -> dict[str, object]:
        """The form in which a reason is stored: `{"code": ..., "args": {...}}`."""
        return {
            "code": self.code,
            "args": {n: list(v) if isinstance(v, tuple) else v for n, v in self.args},
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Reason:
        """The reason that `to_json` stored. Raises ValueError on anything else."""
        code, args = stored.get("code"), stored.get("args")
        if not isinstance(code, str) or not isinstance(args, Mapping):
            raise ValueError("not a stored reason")
        plain: dict[str, Argument] = {}
        for name, value in args.items():
            if isinstance(value, (list, tuple)):
                plain[str(name)] = tuple(str(item) for item in value)
            elif value is None or isinstance(value, (str, int, bool)):
                plain[str(name)] = value
            else:
                raise ValueError(f"not a reason's argument: {name}")
        return cls(code, tuple(sorted(plain.items())))


@dataclass(frozen=True)
class Step:
    """One courtesy that is owed. Dates are local to `time_zone` (IANA), instants are aware and in UTC.

    `anchor` names the fact the step counts from; kind, anchor, to and number are unique in an application.
    `working` is how its dates were reached, None for a blocked step.
    """

    kind: StepKind
    opens: dt.date | None
    best_by: dt.date | None
    late_after: dt.date | None
    opens_at: dt.datetime | None
    best_by_at: dt.datetime | None
    late_after_at: dt.datetime | None
    state: State
    reason: Reason
    anchor: str
    time_zone: str
    interview: str | None = None
    to: str | None = None
    number: int | None = None
    working: Window | None = None


def state_at(
    opens_at: dt.datetime | None,
    late_after_at: dt.datetime | None,
    now: dt.datetime,
    *,
    blocked: bool,
) -> State:
    """The state at `now` (all aware): due from `opens_at` to `late_after_at`, both ends included."""
    if blocked:
        return State.BLOCKED
    if opens_at is not None and now < opens_at:
        return State.UPCOMING
    if late_after_at is not None and now > late_after_at:
        return State.LATE
    return State.DUE
