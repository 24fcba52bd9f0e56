"""The reminders under faults: `make faults ROUNDS=200`.

    python -m tests.faults [--rounds 200] [--seed N]          a mix; each point and each fault ten times at least
    python -m tests.faults --once [--seed N]                  each point and each fault once, as CI does
    python -m tests.faults --repeat FAULT POINT SEED          one round again
    python -m tests.faults --serve                            rounds as JSON on standard input, for pytest

Needs PostgreSQL, Redis and libfaketime; starts its own servers. Exits with 1 when anything was lost, doubled or stuck.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.house import House
    from tests.faults.rounds import Choice, Result
    from tests.faults.small_house import SmallHouse

LEAST = 10
CROWD = 10_000
MANY, IN_TURN = "many at once", "killed at each point in turn"
REALLY_MINUTES, SHORT_MINUTES = 120.0, 8.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--once", action="store_true")
    parser.add_argument(
        "--small", action="store_true", help="a laptop: `manage.py up`, SQLite, its own broker"
    )
    parser.add_argument("--files", action="store_true", help="with --small: and its broker is files")
    parser.add_argument("--crowd", type=int, default=CROWD, help="how many are due at once")
    parser.add_argument("--repeat", nargs=3, metavar=("FAULT", "POINT", "SEED"))
    parser.add_argument("--killed", action="store_true", help="with --repeat: and killed there")
    parser.add_argument(
        "--then", default="", metavar="POINT", help="with --repeat: and killed there afterwards"
    )
    parser.add_argument("--pool", default="threads", help="with --repeat: threads or prefork")
    parser.add_argument("--serve", action="store_true")
    chosen = parser.parse_args(arguments)
    with standing_house(small=chosen.small, files=chosen.files) as house:
        if chosen.serve:
            return serve(house)
        choices = list(_chosen(chosen))
        return report(run_all(house, choices))


def _chosen(chosen: argparse.Namespace) -> Iterator[Choice]:
    from tests.faults.rounds import Choice, each_once, each_once_small

    if chosen.repeat:
        fault, point, seed = chosen.repeat
        yield Choice(
            fault, point, int(seed), chosen.killed, chosen.pool, crowd=chosen.crowd, then=chosen.then
        )
        return
    seed = random.SystemRandom().randrange(10**9) if chosen.seed is None else chosen.seed
    if chosen.once:
        yield from each_once_small(seed) if chosen.small else each_once(seed)
        return
    print(f"{chosen.rounds} rounds, seed {seed}", flush=True)
    yield from choose(chosen.rounds, seed, crowd=chosen.crowd, small=chosen.small)


@contextmanager
def standing_house(*, small: bool = False, files: bool = False) -> Iterator[House | SmallHouse]:
    """Servers, an empty database, and Django set up on it in this process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    # The houses import models for their types, and models want settings: those of the house, once it stands.
    with tempfile.TemporaryDirectory(prefix="followthrough-faults-") as folder, ExitStack() as stack:
        if small:
            from tests.faults.small_house import small_house

            found: House | SmallHouse = stack.enter_context(small_house(Path(folder), files=files))
        else:
            from tests.faults.house import house

            found = stack.enter_context(house(Path(folder)))
        os.environ.update(found.variables())
        os.environ["FAULTS"] = ""
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield found


def choose(rounds: int, seed: int, *, crowd: int, small: bool = False) -> Iterator[Choice]:
    """Which fault strikes at which point in which round: each of both LEAST times at least, the rest by chance.

    At each point somebody is killed LEAST times as well, once the fault has struck. Where there are more points than
    so many rounds have room for, some of the rounds go on to another one.
    """
    from reminders.points import Point
    from tests.faults.breaking import FAULTS, REFUSALS
    from tests.faults.breaking_small import SMALL_FAULTS
    from tests.faults.rounds import Choice

    dice = random.Random(seed)
    names = (
        [name for name in SMALL_FAULTS if name != IN_TURN]
        if small
        else [name for name in FAULTS if name != MANY]
    )
    mixed = rounds if small else rounds - 1
    places = min(max(mixed, LEAST * len(Point)), mixed if small else 2 * mixed)
    wanted = _at_least(LEAST, [point.name for point in Point], places, dice)
    # Nobody is refused any more by the time of the second.
    wanted.sort(key=lambda name: Point[name] not in REFUSALS)
    points, afterwards = wanted[:mixed], wanted[mixed:]
    dice.shuffle(points)
    faults = _at_least(LEAST, names, mixed, dice)
    killed_at = Counter(afterwards)
    afterwards += [""] * (mixed - len(afterwards))
    dice.shuffle(afterwards)
    minutes = REALLY_MINUTES
    for fault, point, then in zip(faults, points, afterwards, strict=True):
        killed = killed_at[point] < LEAST or dice.random() < 0.3
        killed_at[point] += killed
        pool = "prefork" if not small and dice.random() < 0.15 else "threads"
        long = minutes if fault.startswith("broker down") else SHORT_MINUTES
        if fault.startswith("broker down"):
            # Really minutes, once.
            minutes = SHORT_MINUTES
        struck_too = killed and fault != "killed there"
        yield Choice(fault, point, dice.randrange(10**6), struck_too, pool, long, then=then)
    if not small:
        yield Choice(MANY, Point.HANDED_OVER.name, dice.randrange(10**6), crowd=crowd)


def _at_least(least: int, names: list[str], count: int, dice: random.Random) -> list[str]:
    """`count` of the names, each as often as `least` where there is room, in any order."""
    found = (names * least)[:count]
    found += dice.choices(names, k=count - len(found))
    dice.shuffle(found)
    return found


def run_all(house: House | SmallHouse, choices: list[Choice]) -> Iterator[Result]:
    from tests.faults.rounds import run

    for number, choice in enumerate(choices, start=1):
        result = run(house, choice)
        verdict = result.verdict
        told = f"{verdict.owed} owed" if verdict.clean else "; ".join(verdict.why)
        killed = (", killed" if choice.killed else "") + (f", then at {choice.then}" if choice.then else "")
        print(
            f"{number:>4}/{len(choices)} {choice.fault} at {choice.point}{killed} ({choice.pool}, {choice.seed}): "
            f"{told}, {verdict.accepted_twice} accepted twice, {result.seconds:.1f} s",
            flush=True,
        )
        if not verdict.clean:
            print(result.log, flush=True)
        yield result


def report(results: Iterator[Result]) -> int:
    """Print the table. Returns 1 where a promise was broken."""
    everything = list(results)
    by_fault: dict[str, list[Result]] = defaultdict(list)
    for result in everything:
        by_fault[result.choice.fault].append(result)
    print(f"\n| {'fault':<30} | {' | '.join(COLUMNS)} |")
    print(f"|{'-' * 32}|{'|'.join('-' * (len(name) + 1) + ':' for name in COLUMNS)}|")
    for name, found in [*sorted(by_fault.items()), ("all", everything)]:
        numbers = [f"{number:>{len(column)}}" for number, column in zip(_row(found), COLUMNS, strict=True)]
        print(f"| {name:<30} | {' | '.join(numbers)} |")
    points = Counter(name for each in everything for name in (each.choice.point, each.choice.then) if name)
    print("\nPoints: " + ", ".join(f"{name} {count}" for name, count in sorted(points.items())))
    print(f"Deadlocks, made up for by a later tick: {sum(result.deadlocks for result in everything)}")
    print(f"{len(everything)} rounds in {sum(result.seconds for result in everything) / 60:.0f} minutes")
    return 0 if all(result.verdict.clean for result in everything) else 1


COLUMNS = ("rounds", "killed", "owed", "lost", "doubled", "stuck", "wrong otherwise", "accepted twice")


def _row(found: list[Result]) -> tuple[int, ...]:
    verdicts = [result.verdict for result in found]
    killed = sum(
        each.choice.killed or each.choice.fault == "killed there" or bool(each.choice.then) for each in found
    )
    other = sum(not each.clean and not (each.lost or each.doubled or each.stuck) for each in verdicts)
    return (
        len(found),
        killed,
        sum(each.owed for each in verdicts),
        sum(each.lost for each in verdicts),
        sum(each.doubled for each in verdicts),
        sum(each.stuck for each in verdicts),
        other,
        sum(each.accepted_twice for each in verdicts),
    )


def serve(house: House | SmallHouse) -> int:
    """A line of JSON in, a round, a line of JSON out."""
    from tests.faults.rounds import Choice, run

    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(run(house, Choice(**json.loads(line))).as_json()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
