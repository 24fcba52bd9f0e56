"""What can break, each as a function: it prepares, then twice says "now": yields.

Up to the first `yield` nothing runs yet. After it a child stands at the round's point: break it. After the second it
has gone on, or has been killed there: mend it. What starts the round's processes again when they end is the round.
"""

from __future__ import annotations

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from typing import Any

from django.db import connections

from reminders.points import Point
from tests.faults.far_end import Manner
from tests.faults.world import THANKS, World, address, ask

# Seconds: many times what a quiet machine needs.
PATIENCE = 240.0
Fault = Callable[["Round"], Iterator[None]]


@dataclass
class Round:
    """One round's choices, and what its fault may touch."""

    house: Any
    world: World
    point: Point
    dice: random.Random
    # How long "for minutes" is, in seconds.
    minutes: float
    notes: list[str] = field(default_factory=list)


def killed_there(round: Round) -> Iterator[None]:
    yield
    round.house.kill_struck()
    yield


def broker_flushed(round: Round) -> Iterator[None]:
    yield
    round.house.flush_broker()
    yield


def broker_down_for_minutes(round: Round) -> Iterator[None]:
    yield
    round.house.broker.stop()
    yield
    keep(round, round.minutes)
    round.house.broker.start()


def broker_hangs(round: Round) -> Iterator[None]:
    """It takes connections and says nothing, for longer than anybody waits for it."""
    yield
    try:
        round.house.freeze_broker()
        yield
        keep(round, round.minutes)
    finally:
        round.house.thaw_broker()


def database_restarted(round: Round) -> Iterator[None]:
    """As an operator does it: connections are cut, what was under way is rolled back."""
    yield
    round.house.database.stop()
    round.house.database.start()
    yield


def database_crashed(round: Round) -> Iterator[None]:
    """Without a word to anybody; it recovers from its log."""
    yield
    round.house.database.stop(signal.SIGQUIT)
    yield
    time.sleep(1)
    round.house.database.start()


def worker_killed(round: Round) -> Iterator[None]:
    """The whole worker, with all that it had in hand."""
    yield
    round.house.kill(round.house.workers)
    yield


def beat_killed(round: Round) -> Iterator[None]:
    yield
    round.house.kill(round.house.beats)
    # Nobody who was killed can have handed a letter over.
    round.house.kills -= 1
    yield


def two_beats(round: Round) -> Iterator[None]:
    round.house.wanted_beats = round.house.wanted_workers = 2
    yield
    yield


def five_beats(round: Round) -> Iterator[None]:
    round.house.wanted_beats = 5
    round.house.wanted_workers = 2
    yield
    yield


def clock_two_days_ahead_and_back(round: Round) -> Iterator[None]:
    _move_clock(round)
    yield
    round.house.set_clock("+2d")
    yield
    keep(round, 4)
    round.house.set_clock("+0")


def clock_back_an_hour(round: Round) -> Iterator[None]:
    """And never put right: all goes on as if it had always been so."""
    _move_clock(round)
    yield
    round.house.set_clock("-1h")
    yield


def _move_clock(round: Round) -> None:
    round.house.faked = True
    # Under libfaketime two threads of a Python wait for each other very badly.
    round.house.concurrency = 1


def mail_says_later(round: Round) -> Iterator[None]:
    yield from _mail(round, Manner.LATER)


def mail_says_never(round: Round) -> Iterator[None]:
    """What the mail server refuses for good is given up, and goes out once somebody presses "Send again"."""
    yield from _mail(round, Manner.NEVER)
    from reminders.models import Delivery
    from reminders.services.sending import send_again

    failed = ask(lambda: list(Delivery.objects.filter(status="failed", channel__kind="email")))
    for delivery in failed:
        send_again(delivery, now=datetime.now(UTC))


def mail_hangs(round: Round) -> Iterator[None]:
    yield from _mail(round, Manner.HANGS)


def mail_does_not_even_greet(round: Round) -> Iterator[None]:
    yield from _mail(round, Manner.SILENT)


def mail_closes_in_the_middle(round: Round) -> Iterator[None]:
    yield from _mail(round, Manner.HANGS_UP)


def _mail(round: Round, manner: Manner) -> Iterator[None]:
    far_end = round.house.far_end
    far_end.behave(manner)
    yield
    yield

    # The other two channels have to get through meanwhile.
    def others_got_through() -> bool:
        return {each for each in ask(lambda: round.world.owed) if each[0] != "email"} <= _heard(round)

    _wait_for(round, others_got_through, "the other channels, while mail is in trouble")
    keep(round, 2)
    far_end.be_kind()


def one_channel_of_three_broken(round: Round) -> Iterator[None]:
    """And it stays so: the other two must not notice."""
    round.house.far_end.broken = {"messenger"}
    yield
    yield


def many_at_once(round: Round) -> Iterator[None]:
    """The round's world is a crowd."""
    round.house.wanted_workers = 2
    yield
    yield


# Where a child stands that holds no lock, and has not yet looked whether its letter is still wanted.
BEFORE_THE_LAST_LOOK = {Point.PLANNED, Point.FLAGGED, Point.GATHERED, Point.LEASED}


def user_edits_meanwhile(round: Round) -> Iterator[None]:
    """Each user does something else, at the very moment. What was settled in time is never written of."""
    round.house.concurrency = 1
    yield
    wrong: list[BaseException] = []
    heard = _heard(round)

    def edit() -> None:
        try:
            _edit(round)
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    editor = threading.Thread(target=edit, daemon=True)
    editor.start()
    # Who holds the rows lets them go only once the child goes on.
    editor.join(30 if round.point in BEFORE_THE_LAST_LOOK else 0.5)
    in_time = not editor.is_alive() and round.point in BEFORE_THE_LAST_LOOK
    yield
    editor.join(60)
    if editor.is_alive():
        round.notes.append("an edit is locked up")
    round.notes += [f"an edit failed: {error!r}" for error in wrong]
    (round.world.forbidden if in_time else round.world.optional).update(round.world.optional - heard)
    if in_time:
        round.world.optional = heard


def _edit(round: Round) -> None:
    from accounts.services import save_settings
    from applications.models import Interview
    from applications.models.message import Means
    from applications.services.applications import delete_application
    from applications.services.interviews import edit_interview
    from reminders.models import Channel, FollowUp
    from reminders.services import follow_ups
    from reminders.services.channels import switch_channel
    from tests.reminders.story import entry

    now = datetime.now(UTC)
    deeds = ["sent", "snoozed", "skipped", "deleted", "channel off", "another hour", "moved"]
    round.dice.shuffle(deeds)
    for user, deed in zip(round.world.users, deeds, strict=False):
        thanks = FollowUp.objects.filter(application__owner=user, kind="thank_you", status="open")
        rows = list(thanks.filter(application__company__name=THANKS))
        concerned, kinds = rows, round.world.kinds
        interview = Interview.objects.get(application__owner=user, application__company__name=THANKS)
        if not rows and deed not in {"deleted", "moved", "another hour"}:
            # Not planned yet, so there is nothing on the page to press.
            continue
        match deed:
            case "another hour":
                # Nothing is settled: it is still owed, once.
                save_settings(user, {"reminder_hour": clock(round.dice.randrange(24))})
                continue
            case "channel off":
                kinds = ("messenger",)
                switch_channel(Channel.objects.get(owner=user, kind="messenger"), active=False)
            case "deleted":
                delete_application(interview.application, now=now)
            case "moved":
                # It is only to come, says the user: thanks are owed for nothing yet.
                form = entry(
                    now + timedelta(days=3), people=[f"P{number} Lee" for number in range(round.world.people)]
                )
                edit_interview(user, interview, form, now=now)
            case "sent":
                concerned = rows[:1]
                follow_ups.mark_sent(rows[0], at=now, means=Means.EMAIL, subject="S", text="T", now=now)
            case "skipped":
                concerned = rows[:1]
                follow_ups.skip(rows[0], now=now)
            case "snoozed":
                concerned = rows[:1]
                follow_ups.snooze(rows[0], until=now + timedelta(days=1), now=now)
        pks = [row.pk for row in concerned]
        if not rows:
            # Their steps may still be planned by who read the facts before.
            pks = list(FollowUp.objects.filter(application__owner=user).values_list("pk", flat=True))
        contacts = interview.participations.values_list("contact_id", flat=True)
        pks += [-contact for contact in contacts] if not rows else []
        for kind in kinds:
            round.world.optional |= {(kind, address(kind, user.email), pk) for pk in pks}


def _heard(round: Round) -> set[tuple[str, str, int]]:
    return {(each.kind, each.to, step) for each in round.house.far_end.taken for step in each.steps}


def keep(round: Round, seconds: float) -> None:
    """Let time pass, while what ends is started again."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        round.house.start()
        time.sleep(0.2)


def _wait_for(round: Round, look: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while not look():
        if time.monotonic() > until:
            round.notes.append(f"waited {seconds} s in vain for {what}")
            return
        round.house.start()
        time.sleep(0.1)


FAULTS: dict[str, Fault] = {
    each.__name__.replace("_", " "): each
    for each in (
        killed_there, broker_flushed, broker_down_for_minutes, broker_hangs, database_restarted, database_crashed,
        worker_killed, beat_killed, two_beats, five_beats, clock_two_days_ahead_and_back, clock_back_an_hour,
        mail_says_later, mail_says_never, mail_hangs, mail_does_not_even_greet, mail_closes_in_the_middle,
        one_channel_of_three_broken, user_edits_meanwhile, many_at_once,
    )
}  # fmt: skip
# Points that only a letter that was refused passes.
REFUSALS = {Point.REFUSED, Point.PUT_OFF}
