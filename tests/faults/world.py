"""What is owed to whom, from the facts alone; and the judge, who compares it with what the far end took."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from typing import TypeVar

import time_machine
from django.db import Error as DatabaseError
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from applications.models import Interview
from tests.faults.far_end import Taken

KINDS = ("email", "messenger", "browser")
# Where the interviews were whose thanks are due; that ended three hours ago, also for a clock that was put back an
# hour; and where one is to come today.
THANKS, EVENING, TODAY = "Acme", "Globex", "Initech"
Answer = TypeVar("Answer")
# (kind of channel, where it leads, step)
Owed = tuple[str, str, int]


@dataclass(frozen=True)
class Verdict:
    """What a round did: each number should be nought but `owed`, and `accepted_twice` where somebody was killed."""

    owed: int
    lost: int
    doubled: int
    accepted_twice: int
    stuck: int
    why: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.stuck or self.why)


@dataclass
class World:
    """Users, each with three channels, who met `people` in one interview, and whose thanks are due since days.

    Each has had another interview as well, which ended three hours ago and after which they are to be asked how
    it went, and has one in the last minute of today, which this morning's message is to announce: their reminder
    hour is midnight, so that it has come whenever the tests run.

    The interviews were logged the day before they took place, four days ago, and since then nothing has run: the
    plan, the outbox and the letters are all still to be made.
    """

    users: list[User]
    people: int
    kinds: tuple[str, ...] = KINDS
    # What a user settled in time, and must not hear of any more; what may come or not.
    forbidden: set[Owed] = field(default_factory=set)
    optional: set[Owed] = field(default_factory=set)

    @property
    def owed(self) -> set[Owed]:
        """For each person met, one thank-you on each channel. Raises AssertionError where a step was never planned."""
        from applications.models import Participation
        from reminders.models import FollowUp

        met = ask(
            lambda: set(
                Participation.objects.filter(interview__application__owner__in=self.users).values_list(
                    "interview__application__owner__email", "contact_id"
                )
            )
        )
        rows = FollowUp.objects.filter(application__owner__in=self.users, kind="thank_you")
        steps = {
            (email, contact): pk
            for email, contact, pk in ask(
                lambda: list(rows.values_list("application__owner__email", "contact_id", "pk"))
            )
        }
        # A step that was never planned has no number that a letter could name.
        return (
            {
                (kind, address(kind, email), steps.get((email, contact), -contact))
                for email, contact in met
                for kind in self.kinds
            }
            - self.forbidden
            - self.optional
        )


def address(kind: str, email: str) -> str:
    return email if kind == "email" else f"{kind}:{email}"


def ask(question: Callable[[], Answer], seconds: float = 60) -> Answer:
    """Ask the database, which may have been restarted since, or be busy."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return question()
        except DatabaseError:
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def make_world(tag: str, *, users: int = 2, people: int = 2, occasions: bool = True) -> World:
    """So many users who met so many people each; through the product's own services, on the day it happened."""
    from applications.services.interviews import log_interview
    from tests.reminders.story import entry

    now = datetime.now(UTC).replace(microsecond=0)
    met, over = now - timedelta(days=4), now - timedelta(hours=4)
    last = now.replace(hour=23, minute=59, second=0)
    logged = met - timedelta(days=1)
    found = make_users(tag, users, joined=logged)
    # All at once, for the processes may run already: who stands still with the first interview's rows in hand would
    # keep us from logging the second.
    with time_machine.travel(logged, tick=False), transaction.atomic():
        for user in found:
            names = [f"P{number} Lee" for number in range(people)]
            if occasions:
                log_interview(user, entry(last, people=()), company=TODAY, title="Analyst", now=logged)
                log_interview(user, entry(over, people=()), company=EVENING, title="Analyst", now=logged)
            log_interview(user, entry(met, people=names), company=THANKS, title="Data Engineer", now=logged)
    return World(found, people)


def make_crowd(tag: str, *, users: int, people: int) -> World:
    """The same for very many, written as rows: the sweep plans them all."""
    from applications.models import Application, Company, Contact, Interview, Participation
    from reminders.models import Plan

    met = datetime.now(UTC).replace(microsecond=0) - timedelta(days=4)
    logged = met - timedelta(days=1)
    found = make_users(tag, users, joined=logged, kinds=("email",))
    companies = Company.objects.bulk_create(Company(owner=user, name=THANKS) for user in found)
    applications = Application.objects.bulk_create(
        Application(owner=company.owner, company=company, title="Data Engineer", stage="interviewing")
        for company in companies
    )
    interviews = Interview.objects.bulk_create(
        Interview(application=each, starts_at=met, time_zone="UTC", minutes=60, created_at=logged)
        for each in applications
    )
    contacts = Contact.objects.bulk_create(
        Contact(owner=each.application.owner, name=f"P{number} Lee", email=f"p{number}@acme.example")
        for each in interviews
        for number in range(people)
    )
    Participation.objects.bulk_create(
        Participation(interview=interviews[number // people], contact=contact)
        for number, contact in enumerate(contacts)
    )
    Plan.objects.bulk_create(Plan(application=each, planned_at=logged, stale=True) for each in applications)
    return World(found, people, ("email",))


def make_users(tag: str, count: int, *, joined: datetime, kinds: tuple[str, ...] = KINDS) -> list[User]:
    from allauth.account.models import EmailAddress

    from accounts.secrets import seal
    from reminders.models import Channel

    users = User.objects.bulk_create(
        # Awake around the clock, so that the tests may run at any hour.
        User(
            email=f"{tag}-{number}@example.org", name="Maya Okafor", time_zone="UTC", country="US",
            reminder_hour=clock(0), quiet_from=clock(0), quiet_until=clock(0), date_joined=joined,
        )
        for number in range(count)
    )  # fmt: skip
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )
    Channel.objects.bulk_create(
        Channel(
            owner=user, kind=kind, address=address(kind, user.email),
            secret="" if kind == "email" else seal(address(kind, user.email)),
        )
        for user in users
        for kind in kinds
    )  # fmt: skip
    return users


def is_quiet(world: World, *, broken: set[str], other_clock: bool = False) -> str:
    """Nothing is left to be done, but through broken channels: else what is, in a few words.

    `other_clock`: the round's is an hour behind perhaps.
    """
    from reminders.models import Delivery, Evening, FollowUp, Morning, Notification, Plan

    now = datetime.now(UTC)
    mine = Q(application__owner__in=world.users)
    left = {
        "plans": Plan.objects.filter(mine).filter(Q(stale=True) | Q(replan_at__lte=now)).count(),
        "due steps": FollowUp.objects.open().filter(mine, next_moment_at__lte=now).count(),
        "mornings": Morning.objects.filter(
            # By a clock that was put back an hour, this morning may be still to come.
            owner__in=world.users,
            next_at__lte=now - timedelta(hours=2 if other_clock else 0),
        ).count(),
        "evenings": Evening.objects.filter(
            interview__application__owner__in=world.users, asks_at__lte=now
        ).count(),
        "notifications": Notification.objects.filter(
            channel__owner__in=world.users, delivery=None, withdrawn_at=None
        ).count(),
        "deliveries": Delivery.objects.filter(channel__owner__in=world.users, status="pending")
        .exclude(channel__kind__in=broken)
        .count(),
    }
    return ", ".join(f"{count} {what}" for what, count in left.items() if count)


def judge(
    world: World,
    taken: list[Taken],
    *,
    left: str,
    kills: int,
    may_repeat: bool,
    broken: set[str],
    other_day: bool = False,
) -> Verdict:
    """Compare what the far end took with what was owed. `left`: what was still to be done when we stopped waiting.

    `may_repeat`: time moved on so far that a step may have had a second moment. `other_day`: it was not today for a
    while, and who was told what another day held may not hear of this one.
    """
    from reminders.models import Delivery, Notification

    why: list[str] = []
    letters = _came_as(taken, lambda each: each.steps)
    questions = _came_as(taken, lambda each: each.questions)
    meetings = _came_as(taken, lambda each: each.meetings)
    owed = {each for each in world.owed if each[0] not in broken}
    lost = sorted(owed - letters.keys())
    # Who edits may settle these as well.
    left_open = world.optional or world.forbidden
    asked = set() if left_open else _evenings(world, broken)
    announced = set() if left_open or other_day else _mornings(world, broken)
    lost += sorted(asked - questions.keys()) + sorted(announced - meetings.keys())
    times = Counter((each.kind, each.message_id) for each in taken)
    again = sum(count - 1 for count in times.values())
    doubled = 0
    for key, ids in letters.items():
        if len(ids) > 1 and not (may_repeat and _different_moments(key, list(ids))):
            doubled += len(ids) - 1
            why.append(f"{key} came as {sorted(ids)}")
        if key in world.forbidden:
            why.append(f"{key} came although it was settled before")
    for what, came in (("question", questions), ("morning", meetings)):
        for key, ids in came.items():
            # Taken, and somebody killed before noting so; when the message was sent once more, a clock that ran ahead
            # left this out of it, and it came when the clock was right. We cannot know that it had come.
            unknowable = may_repeat and any(times[key[0], each] > 1 for each in ids)
            if len(ids) > 1 and not unknowable:
                doubled += len(ids) - 1
                why.append(f"{what} {key} came as {sorted(ids)}")
    # The same letter twice is what may happen to who is killed between the far end's yes and our note, and only then:
    # two threads of a worker have a letter each in hand.
    accepted_twice = again
    if again > 2 * kills:
        doubled, accepted_twice = doubled + again, 0
        why.append(f"{again} letters came twice under one Message-ID, and {kills} were killed")
    mine = Delivery.objects.filter(channel__owner__in=world.users)
    seen = {each.message_id for each in taken}
    ghosts = [
        each for each in mine.filter(status="sent").values_list("message_id", flat=True) if each not in seen
    ]
    if ghosts:
        why.append(f"noted as sent, yet never taken: {ghosts}")
    if held := mine.exclude(status="pending").exclude(lease_token="").count():
        why.append(f"{held} settled deliveries are still held")
    unknown = {each.message_id for each in taken} - set(mine.values_list("message_id", flat=True))
    if unknown:
        why.append(f"taken, yet unknown here: {sorted(unknown)}")
    if astray := _astray(taken):
        why.append(f"told to somebody else: {astray}")
    rows = Notification.objects.filter(channel__owner__in=world.users)
    keys = ("follow_up", "interview", "day", "channel", "moment", "due_at")
    if rows.values(*keys).distinct().count() != rows.count():
        why.append("a moment stands twice in the outbox")
    why += [f"lost: {each}" for each in lost[:5]]
    if left:
        why.append(f"left undone: {left}")
    count = len(owed) + len(asked) + len(announced)
    return Verdict(count, len(lost), doubled, accepted_twice, int(bool(left)), tuple(why))


def _astray(taken: list[Taken]) -> list[str]:
    """The Message-IDs of letters that came elsewhere than they were meant to, or tell of what is not their reader's."""
    from reminders.models import Delivery, FollowUp

    sent = Delivery.objects.filter(message_id__in=[each.message_id for each in taken])
    where = {
        message_id: (to, owner)
        for message_id, *to, owner in sent.values_list(
            "message_id", "channel__kind", "channel__address", "channel__owner"
        )
    }
    steps = dict(FollowUp.objects.values_list("pk", "application__owner"))
    interviews = dict(Interview.objects.values_list("pk", "application__owner"))
    found = set()
    for each in taken:
        to, owner = where.get(each.message_id, ([each.kind, each.to], None))
        of_whom = {steps.get(pk) for pk in each.steps}
        of_whom |= {interviews.get(pk) for pk in each.questions | each.meetings}
        if to != [each.kind, each.to] or of_whom - {owner}:
            found.add(each.message_id)
    return sorted(found)


def _evenings(world: World, broken: set[str]) -> set[Owed]:
    """For each interview of the last hours a question on each channel; its number stands for the interview."""
    return {
        (kind, address(kind, email), pk)
        for email, pk in _interviews(world, EVENING).values_list("application__owner__email", "pk")
        for kind in set(world.kinds) - broken
    }


def _mornings(world: World, broken: set[str]) -> set[Owed]:
    """For each user a morning by mail, which announces the interview of today; none once that day is over."""
    if "email" not in set(world.kinds) - broken:
        return set()
    today = _interviews(world, TODAY).filter(starts_at__date=datetime.now(UTC).date())
    return {("email", email, pk) for email, pk in today.values_list("application__owner__email", "pk")}


def _interviews(world: World, company: str) -> QuerySet[Interview]:
    return Interview.objects.filter(
        application__owner__in=world.users, application__company__name=company
    ).order_by()


def _came_as(taken: list[Taken], of_what: Callable[[Taken], frozenset[int]]) -> dict[Owed, Counter[str]]:
    """For each thing that came on a channel the messages it came as, and how often each was taken."""
    letters: dict[Owed, Counter[str]] = defaultdict(Counter)
    for each in taken:
        for number in of_what(each):
            letters[each.kind, each.to, number][each.message_id] += 1
    return letters


def _different_moments(key: Owed, ids: list[str]) -> bool:
    from reminders.models import Notification

    told = Notification.objects.filter(follow_up=key[2], delivery__message_id__in=ids)
    moments = [
        frozenset(told.filter(delivery__message_id=each).values_list("moment", "due_at")) for each in ids
    ]
    return all(moments) and len(frozenset().union(*moments)) == sum(map(len, moments))


def forget(world: World) -> None:
    """Empty the database of a round."""
    from applications.models import Company, Contact

    ids = [user.pk for user in world.users]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            names = [name for name in connection.introspection.table_names() if name != "django_migrations"]
            cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        return
    from applications.models import Application

    for model in (Application, Company, Contact):
        model.objects.filter(owner__in=ids).delete()
    User.objects.filter(pk__in=ids).delete()
