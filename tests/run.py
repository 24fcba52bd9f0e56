"""Run every test that this machine can run, and say in one line which it cannot. `make test` calls this.

    python -m tests.run [--fast] [arguments for pytest]

First on SQLite; then, where PostgreSQL is installed, those that use a database once more on PostgreSQL (and Redis).
With REQUIRE_ALL=1 a group that cannot run fails the run before it begins. --fast leaves out whatever needs
a server.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
RUN_UP = ROOT / "tests" / "run_up"
# Rooms without a database: on another one there is nothing more to see.
PURE = (ROOT / "tests" / "policy", ROOT / "tests" / "drafting", ROOT / "tests" / "intake")
NO_TESTS = 5
# What a developer's shell may hold, and what would change what is tested.
SETTINGS = (
    *("ALLOWED_HOSTS", "BROKER_URL", "DATABASE_URL", "DEBUG", "EMAIL_URL", "MAIL_FROM", "REDIS_URL"),
    *("SIGNUP_OPEN", "SITE_URL", "TRUST_PROXY", "DJANGO_SETTINGS_MODULE"),
    *("LOG_FORMAT", "METRICS_TOKEN", "SENTRY_DSN"),
)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--fast"]:
        print("Fast tests only: without browser, postgres, redis, and without starting the whole program.")
        return run_pytest(servers.GROUPS, [RUN_UP], arguments[1:])
    missing = sorted(group for group in servers.GROUPS if not servers.available(group))
    print(name_left_out(missing), flush=True)
    if missing and os.environ.get("REQUIRE_ALL") == "1":
        print("REQUIRE_ALL=1, so nothing is run.")
        return 1
    codes = [run_pytest({*missing, "postgres"}, [], arguments)]
    if "postgres" not in missing:
        codes.append(run_on_postgres(missing, arguments))
    return next((code for code in codes if code), 0)


def name_left_out(missing: Iterable[str]) -> str:
    """The one line about what this machine cannot test."""
    if not missing:
        return f"All groups run: {', '.join(sorted(servers.GROUPS))}"
    named = [f"{group} (apt-get install {servers.GROUPS[group][1]})" for group in missing]
    return f"Left out: {', '.join(named)}"


def run_on_postgres(missing: Iterable[str], arguments: list[str]) -> int:
    """The same tests on the servers of a larger installation, but for what starts its own and what has none."""
    print("Once more, on PostgreSQL:", flush=True)
    files = RUN_UP.glob("test_*.py")
    run_already = [path for path in files if "mark.postgres" not in path.read_text("utf-8")]
    with ExitStack() as stack:
        given = {"DATABASE_URL": stack.enter_context(servers.postgres())}
        if "redis" not in missing:
            given["REDIS_URL"] = stack.enter_context(servers.redis())
        return run_pytest({*missing, "browser"}, [*run_already, *PURE], arguments, given)


def run_pytest(
    without: Iterable[str],
    ignored: Iterable[Path],
    arguments: list[str],
    given: Mapping[str, str] | None = None,
) -> int:
    """One run of pytest in a data directory of its own."""
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup"]
    command += ["-m", " and ".join(f"not {group}" for group in sorted(without))] if without else []
    command += [f"--ignore={path}" for path in ignored]
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    with tempfile.TemporaryDirectory(prefix="followthrough-test-") as data:
        variables = {**kept, "SECRET_KEY": "test-only", "FOLLOWTHROUGH_DATA": data, **(given or {})}
        code = subprocess.run([*command, *arguments], cwd=ROOT, env=variables, check=False).returncode
    # Somebody's own choice (-k, a path) may well choose nothing in one of the runs.
    return 0 if code == NO_TESTS and arguments else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
