"""An event found in a calendar: what it means for what is logged, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from accounts.regions import place_of
from applications.forms.interview import InterviewForm
from applications.forms.people import BasePeople
from applications.intake.parsed import ParsedInterview
from applications.models import Interview
from applications.services.interviews import CANCELLED


class Standing(StrEnum):
    """What an event of a calendar means, given what is logged."""

    NEW = "new"
    MOVES = "moves"
    PROPOSES = "proposes"
    CANCELS = "cancels"
    LOGGED = "logged"
    OLDER = "older"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    ANSWERS = "answers"

    @property
    def has_form(self) -> bool:
        return self in {Standing.NEW, Standing.MOVES, Standing.PROPOSES}

    @property
    def can_be_saved(self) -> bool:
        return self.has_form or self is Standing.CANCELS


def judge(parsed: ParsedInterview, known: Interview | None) -> Standing:
    """What the event means. `known`: the interview that its invitation made before."""
    if parsed.cancelled:
        if known is None:
            return Standing.UNKNOWN
        return Standing.CANCELLED if known.status in CANCELLED else Standing.CANCELS
    if parsed.method == "COUNTER":
        return Standing.PROPOSES
    if known is None:
        return Standing.NEW
    if parsed.method in {"REPLY", "DECLINECOUNTER", "REFRESH"}:
        return Standing.ANSWERS
    if parsed.sequence < known.invitation_sequence:
        return Standing.OLDER
    return Standing.LOGGED if _is_as_logged(parsed, known) else Standing.MOVES


def _is_as_logged(parsed: ParsedInterview, known: Interview) -> bool:
    same = parsed.starts == known.starts_at and parsed.minutes in {None, known.minutes}
    return same and parsed.place in {"", known.place} and known.status not in CANCELLED


_SAYS = {
    Standing.PROPOSES: "This proposes another time and is not agreed yet. Save it once it is.",
    Standing.LOGGED: "This is logged already, and nothing has changed.",
    Standing.OLDER: "This is an older state of an interview that is logged. What is logged is newer and stays.",
    Standing.CANCELLED: "They called this off, and so it is noted already.",
    Standing.UNKNOWN: "This calls off an interview that is not logged here. There is nothing to do.",
    Standing.ANSWERS: "This is an answer to an invitation that is logged. It changes nothing.",
}


@dataclass
class Found:
    """One event of a calendar on its way to be saved.

    `zone` is the clock it is shown on, `known` the interview its invitation made before, `twin` another that
    begins at the same instant. `belongs` says which application it goes to.
    """

    number: int
    parsed: ParsedInterview
    standing: Standing
    zone: ZoneInfo
    known: Interview | None
    twin: Interview | None
    belongs: str = ""
    ticked: bool = False
    form: InterviewForm | None = None
    people: BasePeople | None = None

    @property
    def prefix(self) -> str:
        return f"e{self.number}"

    @property
    def people_prefix(self) -> str:
        return f"{self.prefix}-people"

    @property
    def logged(self) -> Interview | None:
        """The interview to look at beside it."""
        return self.known or self.twin

    @property
    def when(self) -> str:
        """Tue 10 Nov 2026, 14:00 in New York."""
        if self.parsed.all_day:
            return _spell_day(self.parsed.starts)
        try:
            local = (
                self.parsed.starts.astimezone(self.zone) if self.parsed.starts.tzinfo else self.parsed.starts
            )
        except OverflowError:
            local = self.parsed.starts
        return f"{_spell(local)} in {place_of(str(self.zone))}"

    @property
    def says(self) -> str:
        """What it means for what is logged, and what to look at, in sentences; empty where it is plain."""
        return " ".join(filter(None, (self._standing(), self._hour(), self._series())))

    def _standing(self) -> str:
        if self.standing in _SAYS:
            return _SAYS[self.standing]
        if self.known is not None and self.standing is Standing.CANCELS:
            company, when = self.known.application.company, _spell(self.known.local_start)
            return f"They call off your interview with {company} of {when}."
        if self.known is not None:
            off = self.known.status in CANCELLED
            return (
                f"This is logged for {_spell(self.known.local_start)}{', and called off' if off else ''}. "
                f"Saving {'puts it on again' if off else 'brings that one up to date'}; nothing is doubled."
            )
        if self.twin is not None:
            return (
                f"An interview with {self.twin.application.company} at this very time is logged already. "
                "Save this only if it is another."
            )
        return (
            "This is an answer to an invitation, not the invitation." if self.parsed.method == "REPLY" else ""
        )

    def _hour(self) -> str:
        asks = self.parsed.all_day and self.standing.has_form
        return (
            f"It names the day, {_spell_day(self.parsed.starts)}, but no hour: fill in the start."
            if asks
            else ""
        )

    def _series(self) -> str:
        if not self.parsed.repeats or not self.standing.has_form:
            return ""
        return f"It repeats {self.parsed.repeats}; only the first is read. Log others that are interviews by typing."

    @property
    def zone_doubt(self) -> str:
        """Why the zone needs a look; empty where the invitation is clear."""
        if self.parsed.all_day or self.parsed.time_zone:
            return ""
        if self.parsed.zone_said:
            return f"It names a time zone that is not known here: “{self.parsed.zone_said}”. Choose the right one."
        if self.parsed.starts.tzinfo is None:
            return "It names no time zone. Check that this is the one they mean."
        return "It names no city, only the hour in UTC. It is shown on your own clock."


def _spell(local: datetime) -> str:
    return f"{_spell_day(local)}, {local:%H:%M}"


def _spell_day(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b} {local.year}"
