"""One round: a world in which reminders are owed, a fault at a point, and the verdict."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import zip_longest

from django.db import connection

from reminders.points import Point
from tests.faults.breaking import FAULTS, PATIENCE, REFUSALS, Round
from tests.faults.breaking_small import SMALL_FAULTS, WHERE_IT_BITES_SMALL
from tests.faults.far_end import Manner
from tests.faults.house import House
from tests.faults.small_house import SmallHouse
from tests.faults.world import Verdict, ask, forget, is_quiet, judge, make_crowd, make_world

# How long it must stay quiet: as many ticks as a letter that comes twice would need.
SECONDS_OF_QUIET = 2.0


@dataclass(frozen=True)
class Choice:
    """What a round is, so that it can be repeated: `python -m tests.faults --repeat FAULT POINT SEED`."""

    fault: str
    point: str
    seed: int
    # Killed at the point as well, once the fault has struck.
    killed: bool = False
    pool: str = "threads"
    minutes: float = 8
    crowd: int = 0
    # The point at which somebody is killed afterwards, on the way of whoever came last.
    then: str = ""


def each_once(seed: int = 0) -> Iterator[Choice]:
    """Each point, killed there, two to a round; and each other fault, at a point where it bites, with nobody killed."""
    # Nobody is refused any more by the time of the second.
    points = sorted(Point, key=lambda point: point not in REFUSALS)
    half = (len(points) + 1) // 2
    for point, then in zip_longest(points[:half], points[half:]):
        pool = "prefork" if Point.LEASED in (point, then) else "threads"
        yield Choice("killed there", point.name, seed, pool=pool, then=then.name if then else "")
    for fault, point in WHERE_IT_BITES.items():
        yield Choice(fault, point.name, seed, crowd=1_000)


def each_once_small(seed: int = 0) -> Iterator[Choice]:
    """The same for the laptop, where a start costs more: one reminder is killed at all its points in turn."""
    for fault, point in WHERE_IT_BITES_SMALL.items():
        # The product waits 20 seconds for a database that somebody holds.
        yield Choice(fault, point.name, seed, minutes=22)


# For each fault but being killed, where a run of each fault once lets it strike.
WHERE_IT_BITES = {
    "broker flushed": Point.FLAGGED,
    "broker down for minutes": Point.GATHERED,
    "broker hangs": Point.FLAGGED,
    "database restarted": Point.HANDED_OVER,
    "database crashed": Point.QUEUED,
    "worker killed": Point.DELIVERY_MADE,
    "beat killed": Point.PLANNED,
    "two beats": Point.GATHERING,
    "five beats": Point.DUE_TAKEN,
    "clock two days ahead and back": Point.LEASED,
    "clock back an hour": Point.PLANNED,
    "mail says later": Point.REFUSED,
    "mail says never": Point.PUT_OFF,
    "mail hangs": Point.COMPOSED,
    "mail does not even greet": Point.LEASING,
    "mail closes in the middle": Point.CHECKED,
    "one channel of three broken": Point.SETTLED,
    "user edits meanwhile": Point.LEASED,
    "many at once": Point.MOVED_ON,
}


@dataclass(frozen=True)
class Result:
    choice: Choice
    verdict: Verdict
    seconds: float
    deadlocks: int
    log: str = ""

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def run(house: House | SmallHouse, choice: Choice) -> Result:
    """Run one round and judge it."""
    began = time.monotonic()
    point, dice = Point[choice.point], random.Random(choice.seed)
    for log in house.folder.glob("*.log"):
        if log.name != "nursery.log":
            log.write_text("")
    house.far_end.begin()
    tag = f"r{choice.seed}-{time.time_ns()}"
    faults = SMALL_FAULTS if isinstance(house, SmallHouse) else FAULTS
    crowd = choice.fault == "many at once"
    world = (
        make_crowd(tag, users=choice.crowd // 10, people=10)
        if crowd
        else make_world(tag, users=dice.randint(2, 4))
    )
    round = Round(house, world, point, dice, choice.minutes)
    try:
        fault = faults[choice.fault](round)
        next(fault)
        house.pool = choice.pool
        refused = point in REFUSALS and house.far_end.manner is Manner.KIND
        if refused:
            house.far_end.behave(Manner.LATER)
        house.ambush.lay(point)
        house.start()
        if not house.ambush.struck.wait(PATIENCE):
            round.notes.append(f"nobody passed {point.name}")
        next(fault)
        if choice.killed:
            house.kill_struck()
        house.ambush.lift()
        if refused:
            house.far_end.be_kind()
        next(fault, None)
        # Its last part, where it has one.
        next(fault, None)
        if choice.then:
            # Before there is anybody who could pass it.
            house.ambush.lay(Point[choice.then])
        if not crowd:
            # Life goes on: what comes to be owed only now has to go out as well.
            connection.close()
            world.users += make_world(f"{tag}-later", users=1, people=1).users
        if choice.then:
            _kill_at(round, Point[choice.then])
        broken = house.far_end.broken
        other_clock = choice.fault.startswith("clock")
        left = _wait_until_quiet(house, round, broken, PATIENCE if not crowd else PATIENCE * 5, other_clock)
        verdict = ask(
            lambda: judge(
                world, house.far_end.taken, left=left, kills=house.kills, broken=broken,
                may_repeat=other_clock, other_day=other_clock and not _is_the_same_day(choice.fault),
            )
        )  # fmt: skip
        if round.notes:
            verdict = Verdict(**{**asdict(verdict), "why": (*verdict.why, *round.notes)})
        deadlocks = house.count_in_logs("deadlock detected")
        seconds = time.monotonic() - began
        return Result(choice, verdict, seconds, deadlocks, "" if verdict.clean else house.tell())
    finally:
        house.stop()
        ask(lambda: forget(world))
        connection.close()


def _is_the_same_day(fault: str) -> bool:
    """Whether it is today by the clock of the round as well in the end, which may be an hour behind."""
    return fault != "clock back an hour" or datetime.now(UTC).hour >= 1


def _kill_at(round: Round, point: Point) -> None:
    """Kill whoever passes the point for which an ambush is laid."""
    keep_until = time.monotonic() + PATIENCE
    while not round.house.ambush.struck.wait(0.15):
        round.house.start()
        if time.monotonic() > keep_until:
            round.notes.append(f"nobody passed {point.name}")
            break
    else:
        round.house.kill_struck()
    round.house.ambush.lift()


def _wait_until_quiet(
    house: House | SmallHouse, round: Round, broken: set[str], patience: float, other_clock: bool
) -> str:
    """What is left to be done when nothing moves any more, or when we have waited long enough; hopefully nothing."""
    deadline = time.monotonic() + patience
    quiet_since: float | None = None
    while True:
        house.start()
        left = ask(lambda: is_quiet(round.world, broken=broken, other_clock=other_clock))
        now = time.monotonic()
        if left:
            quiet_since = None
            if now > deadline:
                return left
        else:
            quiet_since = quiet_since or now
            if now - quiet_since > SECONDS_OF_QUIET:
                return ""
        time.sleep(0.15)
