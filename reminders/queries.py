"""Reads: what Today shows, and an application's whole story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from accounts.models import User
from applications.models import Application, Interview, Message
from applications.queries import just_finished, next_interviews
from reminders.digest import TO_SETTLE
from reminders.letters import reason_of, title_of, with_letters
from reminders.models import FollowUp, Template
from reminders.models.follow_up import FollowUpQuerySet
from reminders.policy import State, StepKind
from reminders.sheets import Sheet, sheet_of

MOST_CARDS = 25
MOST_AT_THE_SIDE = 8
MOST_MESSAGES = 20
WAITED_FOR = (StepKind.STATUS_INQUIRY, StepKind.APPLICATION_INQUIRY, StepKind.CLOSE_OUT, StepKind.RESCHEDULE)


@dataclass(frozen=True)
class Card:
    """One step that asks for something now, with everything its card says."""

    row: FollowUp
    title: str
    reason: str
    state: State
    sheet: Sheet | None

    @property
    def is_late(self) -> bool:
        return self.state == State.LATE

    @property
    def application(self) -> Application:
        return self.row.application


@dataclass(frozen=True)
class Wait:
    """What waits on them: until when, and how much of the wait has passed (in days)."""

    row: FollowUp
    title: str
    reason: str
    until: datetime
    days: int
    passed: int

    @property
    def application(self) -> Application:
        return self.row.application


@dataclass(frozen=True)
class Named:
    """A step by its name alone: what is put off, a promise of the user's own, what has just begun to ask."""

    row: FollowUp
    title: str


@dataclass(frozen=True)
class Section:
    """Cards under one heading."""

    title: str
    cards: list[Card]


@dataclass(frozen=True)
class Today:
    """The Today page."""

    cards: list[Card]
    card_count: int
    letter_count: int
    finished: list[Interview]
    ahead: list[Interview]
    waits: list[Wait]
    wait_count: int
    put_off: list[Named]
    promised: list[Named]
    begins: bool
    """Nothing has been logged yet."""

    @property
    def sections(self) -> list[Section]:
        """The cards in groups: what is late, what is to write, what is to decide or do."""
        groups: dict[str, list[Card]] = {"Late": [], "Send today": [], "To settle": []}
        for card in self.cards:
            settles = card.row.kind in TO_SETTLE
            groups["To settle" if settles else "Late" if card.is_late else "Send today"].append(card)
        return [Section(title, cards) for title, cards in groups.items() if cards]

    @property
    def more_cards(self) -> int:
        return self.card_count - len(self.cards)

    @property
    def more_waits(self) -> int:
        return self.wait_count - len(self.waits)


def asking(user: User, *, now: datetime) -> FollowUpQuerySet:
    """The user's steps that are due or late now and not put off."""
    return FollowUp.objects.for_user(user).asking(now)


def read_today(user: User, *, now: datetime, every_card: bool = False) -> Today:
    """Everything Today shows at `now`, in a number of queries that does not grow with the rows."""
    due = asking(user, now=now)
    kinds = list(due.values_list("kind", flat=True))
    rows = with_letters(due).order_by(F("best_by").asc(nulls_last=True), "opens_at", "pk")
    waiting = (
        FollowUp.objects.for_user(user)
        .open()
        .filter(kind__in=WAITED_FOR, opens_at__gt=now)
        .order_by("opens_at", "pk")
    )
    put_off = (
        FollowUp.objects.for_user(user)
        .open()
        .filter(opens_at__lte=now, snoozed_until__gt=now)
        .select_related("application__company", "contact")
        .order_by("snoozed_until", "pk")
    )
    promised = (
        FollowUp.objects.for_user(user)
        .open()
        .filter(kind=StepKind.OWN_PROMISE, opens_at__gt=now)
        .select_related("application__company", "application__owner", "contact")
        .order_by("best_by", "pk")
    )
    return Today(
        cards=[card_of(row, now=now) for row in (rows if every_card else rows[:MOST_CARDS])],
        card_count=len(kinds),
        letter_count=sum(kind not in TO_SETTLE for kind in kinds),
        finished=just_finished(user, now=now, limit=5),
        ahead=next_interviews(user, now=now, limit=MOST_AT_THE_SIDE),
        waits=[wait_of(row, now=now) for row in with_letters(waiting)[:MOST_AT_THE_SIDE]],
        wait_count=waiting.count(),
        put_off=[Named(row, title_of(row)) for row in put_off[:MOST_AT_THE_SIDE]],
        promised=[
            Named(row, str(row.reason.get("text") or title_of(row))) for row in promised[:MOST_AT_THE_SIDE]
        ],
        begins=not Application.objects.for_user(user).live().exists(),
    )


def count_asking(user: User, *, now: datetime) -> int:
    return asking(user, now=now).count()


def newly_asking(user: User, *, since: datetime, now: datetime, limit: int) -> list[Named]:
    """What began to ask after `since`, up to `now`: it opened, or it had been put off until then. The newest first."""
    rows = (
        asking(user, now=now)
        .filter(Q(opens_at__gt=since) | Q(snoozed_until__gt=since))
        .select_related("application__company", "contact")
        .order_by("-opens_at", "pk")
    )
    return [Named(row, title_of(row)) for row in rows[:limit]]


def card_of(row: FollowUp, *, now: datetime) -> Card:
    return Card(
        row=row,
        title=title_of(row),
        reason=reason_of(row, now=now),
        state=row.state(now),
        sheet=sheet_of(row, now=now),
    )


def wait_of(row: FollowUp, *, now: datetime) -> Wait:
    """A wait, measured from the last thing that happened before `now`."""
    if row.opens_at is None:
        raise ValueError("a blocked step waits for the user, not for them")
    happened = [message.at for message in row.application.messages.all() if message.at <= now]
    happened += [each.ends_at for each in row.application.interviews.all() if each.ends_at <= now]
    since = max(happened, default=row.created_at)
    days = max(1, _days(row.opens_at - since))
    return Wait(
        row=row,
        title=title_of(row),
        reason=reason_of(row, now=now, brief=True),
        until=row.opens_at,
        days=days,
        passed=min(days, max(0, _days(now - since))),
    )


def _days(span: timedelta) -> int:
    return round(span / timedelta(days=1))


def read_follow_ups(application: Application) -> list[FollowUp]:
    """The application's follow-ups with all that their letters tell."""
    return list(with_letters(FollowUp.objects.filter(application=application)).order_by("opens_at", "pk"))


def read_correspondence(row: FollowUp) -> list[Message]:
    """What was written before, to and from this person anywhere and in this application; newest first."""
    user = row.application.owner
    about = Q(application=row.application_id)
    if row.contact_id is not None:
        about |= Q(contact=row.contact_id)
    messages = (
        Message.objects.for_user(user)
        .filter(about, application__deleted_at=None)
        .exclude(follow_ups=row.pk)
        .select_related("contact", "application__company")
        .order_by("-at", "-pk")
    )
    return list(messages[:MOST_MESSAGES])


def read_templates(user: User) -> list[Template]:
    """The user's templates by name."""
    return list(Template.objects.for_user(user).live().order_by("name", "pk"))
