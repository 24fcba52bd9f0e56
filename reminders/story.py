"""An application's whole story: what happened, the latest first, and what is planned, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from accounts.models import User
from applications.models import Application, Interview, Message, OwnPromise
from applications.models.interview import Status
from applications.queries import story_rows
from applications.stages import Stage
from reminders.letters import reason_of, title_of
from reminders.models import FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import State, StepKind
from reminders.queries import Card, card_of, read_follow_ups


@dataclass(frozen=True)
class Line:
    """One line of the story. `at` is an instant; `day_only`: its hour says nothing. `look` names its dot."""

    at: datetime | None
    look: str
    title: str
    text: str = ""
    day_only: bool = False
    interview: Interview | None = None
    message: Message | None = None
    follow_up: FollowUp | None = None
    promise: OwnPromise | None = None


@dataclass(frozen=True)
class Story:
    application: Application
    cards: list[Card]
    planned: list[Line]
    past: list[Line]
    message_count: int
    latest_interview: Interview | None

    @property
    def is_history(self) -> bool:
        """Whether something of it was imported as history, for which nothing is planned."""
        return self.application.is_history or any(
            each.is_history for each in self.application.interviews.all()
        )


def read_story(user: User, pk: int, *, now: datetime, only_messages: bool = False) -> Story | None:
    """The story of the user's application, or None when it is not theirs.

    `only_messages`: of what is past, the conversation alone.
    """
    application = story_rows(user).filter(pk=pk).first()
    if application is None:
        return None
    follow_ups = read_follow_ups(application)
    asking = [row for row in follow_ups if _asks(row, now)]
    interviews = list(application.interviews.all())
    planned = [_interview_line(each, now) for each in interviews if each.is_ahead(now)]
    planned += [_promise_line(each, user) for each in application.own_promises.all() if each.kept_on is None]
    planned += [_step_line(row, now) for row in follow_ups if _is_planned(row, now)]
    messages = [_message_line(each) for each in application.messages.all()]
    past = messages + [_interview_line(each, now) for each in interviews if not each.is_ahead(now)]
    past += [_promise_line(each, user) for each in application.own_promises.all() if each.kept_on is not None]
    past += [_skip_line(row) for row in follow_ups if row.status == FollowUpStatus.SKIPPED]
    past += [Line(at=each.at, look="", title=each.text) for each in application.events.all()]
    past += [
        Line(
            at=_noon(each.on, user.zone),
            look="",
            title=_stage_words(each.from_stage, each.to_stage),
            day_only=True,
        )
        for each in application.stage_changes.all()
    ]
    return Story(
        application=application,
        cards=[card_of(row, now=now) for row in asking],
        planned=sorted(planned, key=_when),
        past=sorted(messages if only_messages else past, key=_order, reverse=True),
        message_count=len(messages),
        latest_interview=max((each for each in interviews if each.is_held(now)), key=_start, default=None),
    )


def _asks(row: FollowUp, now: datetime) -> bool:
    return (
        row.status == FollowUpStatus.OPEN
        and row.state(now) in {State.DUE, State.LATE}
        and not row.is_snoozed(now)
    )


def _is_planned(row: FollowUp, now: datetime) -> bool:
    # A promise of one's own has a line already, with its day and a button.
    return row.status == FollowUpStatus.OPEN and row.kind != StepKind.OWN_PROMISE and not _asks(row, now)


def _interview_line(interview: Interview, now: datetime) -> Line:
    ahead = interview.is_ahead(now)
    title = interview.kind_label
    if interview.status in {Status.CANCELLED, Status.CANCELLED_BY_EMPLOYER}:
        title = f"{title}, cancelled by {'you' if interview.status == Status.CANCELLED else 'them'}"
    return Line(
        at=interview.starts_at,
        look="next" if ahead else "met" if interview.is_held(now) else "",
        title=title,
        text="Ask when they expect to decide." if ahead else interview.notes,
        interview=interview,
    )


def _message_line(message: Message) -> Line:
    return Line(
        at=message.at,
        look="" if message.is_received else "sent",
        title=message.title,
        text=message.text,
        message=message,
    )


def _promise_line(promise: OwnPromise, user: User) -> Line:
    kept = promise.kept_on is not None
    return Line(
        at=_noon(promise.kept_on or promise.due_on, user.zone),
        look="sent" if kept else "next",
        title=f"{'You kept your promise' if kept else 'You promised'}: {promise.text}",
        day_only=True,
        promise=promise,
    )


def _step_line(row: FollowUp, now: datetime) -> Line:
    at = row.snoozed_until if row.is_snoozed(now) else row.opens_at
    return Line(at=at, look="next", title=title_of(row), text=reason_of(row, now=now), follow_up=row)


def _skip_line(row: FollowUp) -> Line:
    return Line(
        at=row.skipped_at or row.created_at, look="", title=f"Left out: {title_of(row)}", follow_up=row
    )


def _stage_words(before: str, after: str) -> str:
    label = Stage(after).label
    return f"Stage: {label}" if before else f"Added, {label.lower()}"


def _noon(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), tzinfo=zone).astimezone(UTC)


def _when(line: Line) -> datetime:
    # A step that waits for the user has no day yet: it comes last among what is planned.
    return line.at or datetime.max.replace(tzinfo=UTC)


def _order(line: Line) -> tuple[datetime, int]:
    # Of two messages of one minute, the one logged later came later.
    return _when(line), line.message.pk if line.message else 0


def _start(interview: Interview) -> datetime:
    return interview.starts_at
