"""A wrong setting stops every program with one line that says which one and what to write instead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.run_up.processes import ROOT, clean_variables, run_up

WRONG = [
    ("DATABASE_URL", "mysql://a:secret@b/c"),
    ("DATABASE_URL", "postgres://a:secret@b:port/c"),
    ("SITE_URL", "jobs.example.org"),
    ("SITE_URL", "http://[::1/"),
    ("DEBUG", "maybe"),
    ("TRUST_PROXY", "2"),
    ("REDIS_URL", "localhost:6379"),
    ("EMAIL_URL", "mail:secret.example.org"),
    ("LANGUAGE_MODEL_URL", "https://user:secret@models.example.org/v1"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_up(tmp_path: Path, name: str, value: str) -> None:
    done = run_up(tmp_path / "data", **{name: value})
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"followthrough: {name}")
    assert "secret" not in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "command",
    [
        "granian --interface wsgi --port 1 config.wsgi:application",
        "celery -A config.celery worker",
        "celery -A config.celery beat",
    ],
)
def test_the_other_programs(tmp_path: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command.split()],
        env=clean_variables(tmp_path, {"DEBUG": "maybe"}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.enable_socket
def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    done = run_up(tmp_path / "data", DATABASE_URL="postgres://a:secret@127.0.0.1:1/c")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "database" in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["--port", "0"], ["--port", "65536"], ["--host", "no.such.host.invalid"]]
)
def test_an_impossible_place(tmp_path: Path, arguments: list[str]) -> None:
    done = run_up(tmp_path / "data", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
