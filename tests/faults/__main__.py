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
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.house import House
    from tests.faults.rounds import Choice, Result

LEAST = 10
CROWD = 10_000
REALLY_MINUTES = 120.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--crowd", type=int, default=CROWD, help="how many are due at once")
    parser.add_argument("--repeat", nargs=3, metavar=("FAULT", "POINT", "SEED"))
    parser.add_argument("--killed", action="store_true", help="with --repeat: and killed there")
    parser.add_argument("--pool", default="threads", help="with --repeat: threads or prefork")
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--serve", action="store_true")
    chosen = parser.parse_args(arguments)
    with standing_house() as house:
        if chosen.serve:
            return serve(house)
        from tests.faults.rounds import Choice

        if chosen.repeat:
            fault, point, seed = chosen.repeat
            choices = [Choice(fault, point, int(seed), chosen.killed, chosen.pool, crowd=chosen.crowd)]
        elif chosen.once:
            from tests.faults.rounds import each_once

            choices = list(each_once(chosen.seed or 0))
        else:
            seed = random.SystemRandom().randrange(10**9) if chosen.seed is None else chosen.seed
            print(f"{chosen.rounds} rounds, seed {seed}", flush=True)
            choices = list(choose(chosen.rounds, seed, crowd=chosen.crowd))
        return report(run_all(house, choices))


@contextmanager
def standing_house() -> Iterator[House]:
    """Servers, an empty database, and Django set up on it in this process."""
    from tests.faults import house as houses

    with tempfile.TemporaryDirectory(prefix="followthrough-faults-") as folder, houses.house(Path(folder)) as house:
        os.environ.update(house.variables())
        os.environ["FAULTS"] = ""
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield house


def choose(rounds: int, seed: int, *, crowd: int) -> Iterator[Choice]:
    """Which fault strikes at which point in which round: each of both LEAST times at least, the rest by chance."""
    from reminders.points import Point
    from tests.faults.breaking import FAULTS
    from tests.faults.rounds import Choice

    dice = random.Random(seed)
    points = [point.name for point in Point] * LEAST
    faults = [name for name in FAULTS if name != "many at once"] * LEAST
    points += dice.choices([point.name for point in Point], k=max(0, rounds - len(points)))
    faults += dice.choices(faults, k=max(0, len(points) - len(faults) - 1))
    dice.shuffle(points)
    dice.shuffle(faults)
    really = False
    for number, point in enumerate(points[: max(rounds - 1, 1)]):
        fault = faults[number % len(faults)]
        killed = fault != "killed there" and dice.random() < 0.3
        minutes = 8.0
        if fault.startswith("broker down") and not really:
            really, minutes = True, REALLY_MINUTES
        pool = "prefork" if dice.random() < 0.15 else "threads"
        yield Choice(fault, point, dice.randrange(10**6), killed, pool, minutes)
    yield Choice("many at once", "HANDED_OVER", dice.randrange(10**6), crowd=crowd)


def run_all(house: House, choices: list[Choice]) -> Iterator[Result]:
    from tests.faults.rounds import run

    for number, choice in enumerate(choices, start=1):
        result = run(house, choice)
        verdict = result.verdict
        told = f"{verdict.owed} owed" if verdict.clean else "; ".join(verdict.why)
        killed = ", killed" if choice.killed else ""
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
    by_fault: dict[str, list[Result]] = defaultdict(list)
    by_point: dict[str, int] = defaultdict(int)
    for result in results:
        by_fault[result.choice.fault].append(result)
        by_point[result.choice.point] += 1
    print(f"\n| {'fault':<34} | rounds | owed | lost | doubled | stuck | accepted twice | wrong otherwise |")
    print(f"|{'-' * 36}|-------:|-----:|-----:|--------:|------:|---------------:|----------------:|")
    everything = [result for found in by_fault.values() for result in found]
    for name, found in [*sorted(by_fault.items()), ("all", everything)]:
        verdicts = [result.verdict for result in found]
        sums = [sum(getattr(each, part) for each in verdicts) for part in ("owed", "lost", "doubled", "stuck", "accepted_twice")]
        other = sum(not each.clean and not (each.lost or each.doubled or each.stuck) for each in verdicts)
        print(f"| {name:<34} | {len(found):>6} | {sums[0]:>4} | {sums[1]:>4} | {sums[2]:>7} | {sums[3]:>5} | {sums[4]:>14} | {other:>15} |")
    print("\nPoints: " + ", ".join(f"{name} {count}" for name, count in sorted(by_point.items())))
    print(f"Deadlocks that were retried by a later tick: {sum(result.deadlocks for result in everything)}")
    seconds = sum(result.seconds for result in everything)
    print(f"{len(everything)} rounds in {seconds / 60:.0f} minutes")
    return 0 if all(result.verdict.clean for result in everything) else 1


def serve(house: House) -> int:
    """A line of JSON in, a round, a line of JSON out."""
    from tests.faults.rounds import Choice, run

    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(run(house, Choice(**json.loads(line))).as_json()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
