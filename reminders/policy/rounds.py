"""Rounds, and who of them was thanked when (POLICY, Words; rows 3-5, 15, 19)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from reminders.policy.case import Case, NamedDate
from reminders.policy.facts import InterviewFacts, MessageFacts, MessageKind, Skip
from reminders.policy.steps import StepKind

# Nobody named: one thank-you is owed all the same, to None.
Person = str | None


@dataclass(frozen=True)
class Round:
    """All interviews held on one date, by end."""

    date: dt.date
    interviews: tuple[InterviewFacts, ...]

    @property
    def owes_thanks(self) -> bool:
        """Whether there is anybody to thank: a take-home alone owes nothing (row 19)."""
        return any(each.owes_thanks for each in self.interviews)

    @property
    def recipient(self) -> Person:
        """Whom inquiries go to: from the last interview that names one, else the first participant.

        Roles are not among the facts; who knows the hiring manager or recruiter gives them as `recipient`.
        """
        named = [each.recipient for each in self.interviews if each.recipient is not None]
        people = [person for each in self.interviews for person in each.people]
        return named[-1] if named else next(iter(people), None)

    @property
    def anchor(self) -> str:
        """The key of a silence that this round begins: its first interview."""
        first = min(self.interviews, key=lambda each: (each.start_at, each.id))
        return f"round:{first.id}"


class ThanksState(StrEnum):
    """How a round stands as to thanks: nothing owed, thanked, all skipped, or still owed."""

    NOT_OWED = "not_owed"
    THANKED = "thanked"
    SKIPPED = "skipped"
    OWED = "owed"


@dataclass(frozen=True)
class Thanks:
    """A round's thanks; `on` is POLICY's T, None while they are owed."""

    state: ThanksState
    on: dt.date | None


def last_round(case: Case) -> Round | None:
    """The latest round held; inquiries are about no other (row 15)."""
    rounds = [
        Round(date, tuple(held))
        for date, held in groupby(
            sorted(case.held, key=lambda each: (each.date, each.end_at, each.start_at, each.id)),
            key=lambda each: each.date,
        )
    ]
    return rounds[-1] if rounds else None


def round_promise(case: Case, held: Round) -> NamedDate | None:
    """The round's promise: from its last interview that names a date (words without one name none)."""
    named = [date for each in held.interviews if (date := case.named_date(each))]
    return named[-1] if named else None


def participants(interview: InterviewFacts) -> tuple[Person, ...]:
    """The people of an interview, each once; (None,) where nobody is named."""
    return tuple(dict.fromkeys(interview.people)) or (None,)


def thanks_owed(case: Case) -> Iterator[tuple[Person, InterviewFacts]]:
    """Each person still to be thanked, with the interview to thank for (row 3).

    One a person: after the last slot of a day, and of several days for the latest, since a thank-you settles
    everything before it and a skipped one too.
    """
    latest: dict[Person, InterviewFacts] = {}
    for interview in sorted(case.held, key=lambda each: (each.date, each.end_at, each.start_at, each.id)):
        if interview.owes_thanks:
            latest.update(dict.fromkeys(participants(interview), interview))
    for person, interview in latest.items():
        if _first_thanked(case, person, interview) is None and not thanks_skipped(case, person, interview):
            yield person, interview


def thanks_of(case: Case, held: Round) -> Thanks:
    """T of a round (POLICY, Words; rows 4 and 5)."""
    if not held.owes_thanks:
        return Thanks(ThanksState.NOT_OWED, held.date)
    everyone = [(person, each) for each in held.interviews for person in participants(each)]
    days: dict[Person, dt.date] = {}
    for person, each in everyone:
        day = _first_thanked(case, person, each)
        if day is not None:
            days[person] = min(day, days.get(person, day))
    # The recipient may be somebody who was not there, such as the recruiter (C4).
    for message in case.sent(MessageKind.THANK_YOU):
        if message.to is not None and message.to == held.recipient and message.on >= held.date:
            days[message.to] = min(message.on, days.get(message.to, message.on))
    if days:
        return Thanks(ThanksState.THANKED, days.get(held.recipient) or min(days.values()))
    if all(thanks_skipped(case, person, each) for person, each in everyone if each.owes_thanks):
        return Thanks(ThanksState.SKIPPED, held.date)
    return Thanks(ThanksState.OWED, None)


def thanks_skipped(case: Case, person: Person, interview: InterviewFacts) -> bool:
    """Whether the user chose not to thank `person` for `interview`.

    A skip settles, as a thank-you does, everything with that person up to the interview it names (else up to
    its day). One dated before the interview is about an older date (row 16).
    """
    return any(_skip_reaches(case, skip, person, interview) for skip in case.skips(StepKind.THANK_YOU))


def _first_thanked(case: Case, person: Person, interview: InterviewFacts) -> dt.date | None:
    """The day of the first thank-you that settles `interview` with `person`: on its date or later."""
    days = (
        message.on
        for message in case.sent(MessageKind.THANK_YOU)
        if message.on >= interview.date and _message_reaches(message, person, interview)
    )
    return min(days, default=None)


def _message_reaches(message: MessageFacts, person: Person, interview: InterviewFacts) -> bool:
    """Whether a thank-you is to `person`. Nobody likes to be asked to thank twice, so beyond the plain case:

    one to nobody in particular is to everyone of the interview it names (of any, if it names none); and where
    nobody is named, one that names the interview or goes to its recipient will do.
    """
    if message.to is not None and message.to == person:
        return True
    if person is None:
        known = (None, interview.recipient)
        return message.to in known or message.interview == interview.id
    return message.to is None and message.interview in (None, interview.id)


def _skip_reaches(case: Case, skip: Skip, person: Person, interview: InterviewFacts) -> bool:
    if skip.on is not None and skip.on < interview.date:
        return False
    named = next((each for each in case.facts.interviews if each.id == skip.interview), None)
    same = skip.interview in (None, interview.id)
    if skip.to is None:
        reaches = same or person is None
    else:
        reaches = skip.to == person or (person is None and skip.interview == interview.id)
    return reaches and (named is None or interview.date <= named.date)
