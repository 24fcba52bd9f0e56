"""The facts at hand, sorted once for all rules: what was held, what lies ahead, what was sent and skipped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from reminders.policy.etiquette import Etiquette
from reminders.policy.facts import Facts, InterviewFacts, InterviewStatus, MessageFacts, MessageKind, Skip
from reminders.policy.promises import understand
from reminders.policy.reckoning import Reckoned, Window
from reminders.policy.steps import Reason, State, Step, StepKind, state_at
from reminders.policy.workdays import Workdays


def _instant(day: dt.date, hour: dt.time, zone: str) -> dt.datetime:
    """A wall-clock time as an instant in UTC; a time that a clock change skips counts as the later one."""
    return dt.datetime.combine(day, hour, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


@dataclass(frozen=True)
class NamedDate:
    """A date they named: said on `said_on`, in the words `text`."""

    said_on: dt.date
    date: dt.date
    text: str


@dataclass(frozen=True)
class Case:
    """One application's facts with the numbers to judge them by. Messages count whenever they are dated,
    even after `now`: what was logged happened, and only interviews turn from ahead to held by themselves."""

    facts: Facts
    etiquette: Etiquette

    @cached_property
    def days(self) -> Workdays:
        """The application's business calendar."""
        return Workdays(self.facts.calendar)

    @cached_property
    def held(self) -> tuple[InterviewFacts, ...]:
        """Held interviews, by end: marked so, or scheduled with their end past (nobody has to debrief)."""
        held = (
            each
            for each in self.facts.interviews
            if each.status is InterviewStatus.HELD
            or (each.status is InterviewStatus.SCHEDULED and each.end_at <= self.facts.now)
        )
        return tuple(sorted(held, key=lambda each: (each.end_at, each.start_at, each.id)))

    @cached_property
    def ahead(self) -> tuple[InterviewFacts, ...]:
        """Scheduled interviews whose end is to come."""
        return tuple(
            each
            for each in self.facts.interviews
            if each.status is InterviewStatus.SCHEDULED and each.end_at > self.facts.now
        )

    @property
    def zone(self) -> str:
        """The zone of steps without an interview: the latest interview held, else the user's."""
        return self.held[-1].time_zone if self.held else self.facts.time_zone

    def sent(self, kind: MessageKind) -> tuple[MessageFacts, ...]:
        """Messages of one kind, oldest first."""
        found = (each for each in self.facts.messages if each.kind is kind)
        return tuple(sorted(found, key=lambda each: (each.on, each.key)))

    def skips(self, kind: StepKind) -> tuple[Skip, ...]:
        """Skips of one kind of step, in no order."""
        return tuple(each for each in self.facts.skipped if each.kind is kind)

    def skipped(self, kind: StepKind, interview: str | None, since: dt.date) -> bool:
        """Whether that step was skipped; a skip dated before `since` is about something older (row 16)."""
        return any(
            each.interview in (None, interview) and (each.on is None or each.on >= since)
            for each in self.skips(kind)
        )

    def named_date(self, source: InterviewFacts | MessageFacts) -> NamedDate | None:
        """The date that an interview's or a message's promise comes to; None where nothing is understood."""
        promise = source.promise
        if promise is None:
            return None
        said_on = promise.on or (source.date if isinstance(source, InterviewFacts) else source.on)
        date = promise.date or understand(promise.text, said_on, self.facts.calendar, self.etiquette).date
        return NamedDate(said_on, date, promise.text) if date else None

    def step(
        self,
        kind: StepKind,
        window: Window,
        reason: Reason,
        anchor: str,
        *,
        interview: InterviewFacts | None = None,
        opens_at: dt.datetime | None = None,
        to: str | None = None,
        number: int | None = None,
    ) -> Step:
        """A step with its instants and state. `opens_at` (aware) stands above 09:00 on the day it opens."""
        window = window.lifted()
        zone = interview.time_zone if interview else self.zone
        manners = self.etiquette

        def closes(day: Reckoned | None) -> dt.datetime | None:
            return _instant(day.date, manners.closes_hour, zone) if day else None

        opens_at = opens_at or _instant(window.opens.date, manners.opens_hour, zone)
        late_after_at = closes(window.late_after)
        return Step(
            kind=kind,
            opens=window.opens.date,
            best_by=window.best_by.date if window.best_by else None,
            late_after=window.late_after.date if window.late_after else None,
            opens_at=opens_at,
            best_by_at=closes(window.best_by),
            late_after_at=late_after_at,
            state=state_at(opens_at, late_after_at, self.facts.now, blocked=False),
            reason=reason,
            anchor=anchor,
            time_zone=zone,
            interview=interview.id if interview else None,
            to=to,
            number=number,
            working=window,
        )

    def blocked_step(self, kind: StepKind, reason: Reason, anchor: str, number: int) -> Step:
        """A step that waits for another one and so has no dates yet."""
        return Step(
            kind, None, None, None, None, None, None, State.BLOCKED, reason, anchor, self.zone, number=number
        )
