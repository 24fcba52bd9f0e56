"""Each point and each fault once, as `make faults` does many times over: nothing lost, doubled or stuck."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import servers
from tests.faults.children import ROOT
from tests.faults.rounds import Choice, each_once, each_once_small

LARGE = [
    pytest.mark.postgres,
    pytest.mark.faketime,
    pytest.mark.skipif(not servers.available("redis"), reason="needs redis-server"),
    # One house for all of them.
    pytest.mark.xdist_group("faults on a server"),
]
# The broker comes with the packages, but `--fast` leaves out what starts servers.
SMALL = [pytest.mark.redis, pytest.mark.xdist_group("faults on a laptop")]


# Seconds. A round takes ten or twenty; some wait for up to four minutes for what then does not come.
LONGEST = 600.0


class Serving:
    """`python -m tests.faults --serve`: a process of its own, with servers and a database of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._errors = (folder / "errors").open("w+b")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults", "--serve", *options],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, text=True,
        )  # fmt: skip
        self._read("ready")

    def run(self, choice: Choice) -> dict[str, Any]:
        assert self._process.stdin is not None
        # One that hangs fails by itself, and does not hold up all tests.
        guard = threading.Timer(LONGEST, self._process.kill)
        guard.start()
        try:
            self._process.stdin.write(json.dumps(asdict(choice)) + "\n")
            self._process.stdin.flush()
            result: dict[str, Any] = json.loads(self._read("{"))
        finally:
            guard.cancel()
        return result

    def close(self) -> None:
        self._process.communicate(timeout=60)
        self._errors.close()

    def _read(self, begins: str) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(begins):
                return line
        self._errors.seek(0)
        raise AssertionError(self._errors.read()[-4000:].decode("utf-8", "replace"))


@pytest.fixture(scope="module")
def serving(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    # Here as well as in conftest: a fixture of the module is made before one of the test says no.
    if "--small" in request.param and connection.vendor == "postgresql":
        pytest.skip("has a database of its own, and ran in the first run")
    found = Serving(tmp_path_factory.mktemp("faults"), *request.param)
    yield found
    found.close()


ROUNDS = [
    *((("--small",), choice, SMALL) for choice in each_once_small()),
    (("--small", "--files"), Choice("everything killed", "HANDED_OVER", 0), SMALL),
    (("--small", "--files"), Choice("broker emptied", "FLAGGED", 0), SMALL),
    *(((), choice, LARGE) for choice in each_once()),
]


@pytest.mark.parametrize(
    ("serving", "choice"),
    [
        pytest.param(
            where,
            choice,
            marks=marks,
            id=" ".join([*where, choice.fault, "at", choice.point, choice.then]).strip(),
        )
        for where, choice, marks in ROUNDS
    ],
    indirect=["serving"],
)
def test_nothing_is_lost_doubled_or_stuck(serving: Serving, choice: Choice) -> None:
    result = serving.run(choice)
    if wrong := _wrong(result):
        # A machine with other things to do may keep a process from the time that a lease of five seconds leaves it.
        # What is wrong in itself is so again; `make faults` forgives nothing.
        warnings.warn(f"{choice} had {wrong}, and is run once more", stacklevel=1)
        result = serving.run(choice)
    assert _wrong(result) == {}, result["log"]
    assert result["verdict"]["owed"] > 0


def _wrong(result: dict[str, Any]) -> dict[str, Any]:
    return {name: found for name in ("lost", "doubled", "stuck", "why") if (found := result["verdict"][name])}
