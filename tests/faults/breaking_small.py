"""What can break on a laptop. Each fault is written as in `breaking`."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator

from django.db import connections

from reminders.points import Point
from tests.faults.breaking import (
    PATIENCE,
    REFUSALS,
    Fault,
    Round,
    keep,
    killed_there,
    mail_hangs,
    mail_says_later,
    one_channel_of_three_broken,
)
from tests.faults.far_end import Manner
from tests.faults.world import make_world


def killed_at_each_point_in_turn(round: Round) -> Iterator[None]:
    """A reminder's whole way, killed at all of them; the mail server refuses it until that has been seen too."""
    house = round.house
    house.far_end.behave(Manner.LATER)
    way = [point for point in Point if point not in REFUSALS]
    there = way.index(Point.HANDED_OVER)
    way = [*way[:there], Point.REFUSED, Point.PUT_OFF, *way[there:]]
    yield
    house.kill_struck()
    yield
    for point in way[way.index(round.point) + 1 :]:
        if point is Point.HANDED_OVER:
            house.far_end.be_kind()
        if not _somebody_comes_by(round, point):
            round.notes.append(f"nobody passed {point.name}")
            house.far_end.be_kind()
            return
        house.kill_struck()


def _somebody_comes_by(round: Round, point: Point) -> bool:
    """Whatever the threads did meanwhile, there is somebody whose reminder has yet to come this way.

    The ambush is laid after they were made, for who stands at a point may hold the database; so a tick that comes
    just between the two is made up for by another user.
    """
    ambush = round.house.ambush
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        tag = f"{point.name.lower()}-{time.time_ns()}"
        round.world.users += make_world(tag, users=1, people=1).users
        ambush.lay(point)
        if ambush.struck.wait(30):
            return True
        ambush.lift()
    return False


def everything_killed(round: Round) -> Iterator[None]:
    """A laptop whose battery is empty."""
    yield
    round.house.kill_everything()
    yield


def beat_killed(round: Round) -> Iterator[None]:
    yield
    round.house.kill(round.house.find("beat"))
    round.house.kills = 0
    yield


def broker_emptied(round: Round) -> Iterator[None]:
    yield
    round.house.empty_broker()
    yield


def database_held_too_long(round: Round) -> Iterator[None]:
    """Somebody writes for longer than anybody waits: "database is locked"."""
    yield
    yield
    with sqlite3.connect(
        round.house.data / "followthrough.sqlite3", timeout=60, isolation_level=None
    ) as held:
        held.execute("BEGIN IMMEDIATE")
        time.sleep(round.minutes)
        held.execute("ROLLBACK")
    held.close()
    # A lease is five seconds here, not five minutes: what the far end took meanwhile is taken again, as after a kill.
    round.house.kills += 1


def user_writes_meanwhile(round: Round) -> Iterator[None]:
    """As fast as the database takes it, while the worker plans, flags and sends. No write may fail."""
    wrong: list[BaseException] = []
    done = threading.Event()

    def write() -> None:
        from accounts.services import save_settings

        try:
            for number in range(10_000):
                if done.is_set():
                    break
                save_settings(round.world.users[0], {"name": f"Name {number}"})
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    writer = threading.Thread(target=write, daemon=True)
    yield
    writer.start()
    yield
    keep(round, 4)
    done.set()
    writer.join(60)
    round.notes += [f"a write failed: {error!r}" for error in wrong]


SMALL_FAULTS: dict[str, Fault] = {
    each.__name__.replace("_", " "): each
    for each in (
        killed_there, killed_at_each_point_in_turn, everything_killed, beat_killed, broker_emptied,
        database_held_too_long, user_writes_meanwhile, mail_says_later, mail_hangs, one_channel_of_three_broken,
    )
}  # fmt: skip
WHERE_IT_BITES_SMALL = {
    "killed at each point in turn": Point.PLAN_TAKEN,
    "everything killed": Point.LEASED,
    "beat killed": Point.PLANNED,
    "broker emptied": Point.FLAGGED,
    "database held too long": Point.GATHERED,
    "user writes meanwhile": Point.DUE_TAKEN,
    "mail hangs": Point.COMPOSED,
}
