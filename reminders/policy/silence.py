"""The silence since their last word: when it began, what was asked into it, what they named (Words)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reminders.policy.case import Case, NamedDate
from reminders.policy.facts import MessageFacts, MessageKind
from reminders.policy.rounds import Round, round_promise
from reminders.policy.steps import StepKind

_ANSWERS = (MessageKind.REPLY, MessageKind.QUESTION)


@dataclass(frozen=True)
class Silence:
    """One silence. `start` is the round's date or the day of their last human answer after it.

    `answer` is that answer (None where the round began the silence) and `base` the day rows 10 and 13 count
    from. `inquiries` are the days of those sent into it, `skips` those of skipped ones, oldest first.
    """

    start: dt.date
    anchor: str
    answer: MessageFacts | None
    base: dt.date
    inquiries: tuple[dt.date, ...]
    skips: tuple[dt.date, ...]
    close_out_skipped: bool

    @property
    def number(self) -> int:
        """The number of the next inquiry into it."""
        return len(self.inquiries) + 1


def answered_on(case: Case, question: MessageFacts) -> dt.date | None:
    """The day their question was answered, the same day included; None while it is open (row 13).

    A skipped answer no longer waits either: it counts as given on the day of the skip.
    """
    days = [each.on for each in case.sent(MessageKind.ANSWER) if each.on >= question.on]
    days += [
        skip.on or question.on
        for skip in case.skips(StepKind.ANSWER)
        if skip.on is None or skip.on >= question.on
    ]
    return min(days, default=None)


def open_question(case: Case) -> MessageFacts | None:
    """Their first question that still waits: one answer settles every question up to its day."""
    waiting = (each for each in case.sent(MessageKind.QUESTION) if answered_on(case, each) is None)
    return next(waiting, None)


def anchor_of(message: MessageFacts) -> str:
    """`reply:` or `question:` and the message's key, else its date."""
    return f"{message.kind.value}:{message.key or message.on.isoformat()}"


def silence_of(case: Case, held: Round) -> Silence:
    """The silence that runs since the latest round `held`.

    Same day, ours came before theirs: into a silence that an answer began, ours count from the next day on.
    """
    answers = [message for kind in _ANSWERS for message in case.sent(kind) if message.on > held.date]
    answer = max(answers, key=lambda each: _latest_first(case, each), default=None)
    start = answer.on if answer else held.date
    first_day = start + dt.timedelta(days=1) if answer else start
    inquiries = tuple(each.on for each in case.sent(MessageKind.STATUS_INQUIRY) if each.on >= first_day)
    base = max([start, *(day for each in answers if (day := _settled_on(case, each)))])
    # A skip without a day counts into the running silence, from the last thing known of it.
    last_known = max(base, *inquiries) if inquiries else base
    skips = sorted(
        skip.on or last_known
        for skip in case.skips(StepKind.STATUS_INQUIRY)
        if skip.on is None or skip.on >= first_day
    )
    return Silence(
        start=start,
        anchor=anchor_of(answer) if answer else held.anchor,
        answer=answer,
        base=base,
        inquiries=inquiries,
        skips=tuple(skips),
        close_out_skipped=case.skipped(StepKind.CLOSE_OUT, None, first_day),
    )


def promise_in_force(case: Case, held: Round) -> NamedDate | None:
    """The latest date they named in this round or since, not yet replaced by a newer one.

    Two named on one day: the later date, since an inquiry never comes before a promised date has passed (S2).
    """
    said = [
        named
        for kind in _ANSWERS
        for message in case.sent(kind)
        if message.on >= held.date and (named := case.named_date(message))
    ]
    if promised := round_promise(case, held):
        said.append(promised)
    return max(said, key=lambda named: (named.said_on, named.date, named.text), default=None)


def _settled_on(case: Case, answer: MessageFacts) -> dt.date | None:
    """The day from which the wait after their word counts: of a question, the day it was answered."""
    return answered_on(case, answer) if answer.kind is MessageKind.QUESTION else answer.on


def _latest_first(case: Case, answer: MessageFacts) -> tuple[dt.date, bool, bool, str]:
    """The last answer: by day; on one day one that names a date, then a question, then by key."""
    names_date = answer.kind is MessageKind.REPLY and case.named_date(answer) is not None
    return answer.on, names_date, answer.kind is MessageKind.QUESTION, answer.key
