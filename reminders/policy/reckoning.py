"""A date together with how it was reached, so that whoever asks can follow the arithmetic day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum


class How(StrEnum):
    """What one leg of a reckoning does."""

    SINCE = "since"
    DAYS = "days"
    WORKDAYS = "workdays"
    MOVED_ON = "moved_on"
    FLOOR = "floor"
    QUIET = "quiet"
    ROOM = "room"
    LIFT = "lift"
    LIMIT = "limit"


@dataclass(frozen=True)
class Leg:
    """One line of arithmetic and the local date it leads to.

    `number` counts days or business days (`how` says which; negative: back). `over` are the closed days that
    were passed. `fact` names what a count begins at or is held back by, `on` its date.
    """

    how: How
    date: dt.date
    number: int = 0
    over: tuple[dt.date, ...] = ()
    fact: str = ""
    on: dt.date | None = None


@dataclass(frozen=True)
class Reckoned:
    """A local date and the legs that led to it, the first from a logged fact. Not to be changed: extend it."""

    date: dt.date
    legs: tuple[Leg, ...]

    def then(self, leg: Leg) -> Reckoned:
        """This reckoning with one more leg, at the date that leg leads to."""
        return Reckoned(leg.date, (*self.legs, leg))

    def at_least(self, other: Reckoned, how: How, fact: str = "") -> Reckoned:
        """This date, or the later `other` with a leg of that kind to say so."""
        if other.date <= self.date:
            return self
        return self.then(Leg(how, other.date, fact=fact, on=self.date))

    def at_most(self, limit: dt.date) -> Reckoned:
        """This date, or the earlier `limit`."""
        return self if self.date <= limit else self.then(Leg(How.LIMIT, limit, on=self.date))


def since(date: dt.date, fact: str) -> Reckoned:
    """A reckoning that begins at a logged fact: thanks, interview, promise, inquiry ..."""
    return Reckoned(date, (Leg(How.SINCE, date, fact=fact),))


@dataclass(frozen=True)
class Window:
    """The three dates of a step; None where the table gives none."""

    opens: Reckoned
    best_by: Reckoned | None = None
    late_after: Reckoned | None = None

    def at_most(self, limit: dt.date) -> Window:
        """No date after `limit`."""
        return Window(
            self.opens.at_most(limit),
            self.best_by and self.best_by.at_most(limit),
            self.late_after and self.late_after.at_most(limit),
        )

    def lifted(self) -> Window:
        """Last of all: `best_by` not before `opens`, `late_after` not before `best_by`."""
        best_by = self.best_by and self.best_by.at_least(self.opens, How.LIFT, "opens")
        least = best_by or self.opens
        late_after = self.late_after and self.late_after.at_least(
            least, How.LIFT, "best_by" if best_by else "opens"
        )
        return replace(self, best_by=best_by, late_after=late_after)
