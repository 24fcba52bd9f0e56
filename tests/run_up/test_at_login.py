"""What is written for systemd and launchd says exactly what was meant, whatever the paths hold."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.environment import ConfigurationError
from config.run.at_login import plist_text, unit_text
from tests.run_up.processes import ROOT, clean_variables

ODD = '/home/o\'neil/a b/100% "sure"/c:\\d/$HOME/é'
COMMAND = [f"{ODD}/python", f"{ODD}/manage.py", "up", "--port", "9000"]
VARIABLES = {"FOLLOWTHROUGH_DATA": f"{ODD}/data", "EMAIL_URL": "smtp://u:p%40ss@mail.example.org:587"}


def read_quoted(line: str) -> list[str]:
    """What systemd reads from quoted words: escapes undone, then %% undone."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in words]


def test_a_unit_gives_back_command_and_variables() -> None:
    lines = dict(line.split("=", 1) for line in unit_text(COMMAND, VARIABLES).splitlines() if "=" in line)
    words = read_quoted(lines["ExecStart"])
    assert words[0] == ":/bin/sh"
    assert words[-len(COMMAND) :] == COMMAND
    # The shell in front hands everything on as it is.
    shown = subprocess.run(
        ["/bin/sh", *words[1:4], "printf", "%s\n", *COMMAND], capture_output=True, text=True
    )
    assert shown.stdout.splitlines() == COMMAND
    text = unit_text(COMMAND, VARIABLES)
    given = [word for line in re.findall("^Environment=(.*)$", text, re.M) for word in read_quoted(line)]
    assert given == [f"{name}={value}" for name, value in VARIABLES.items()]


def test_a_unit_takes_no_line_break() -> None:
    with pytest.raises(ConfigurationError):
        unit_text(["/bin/a\nExecStartPre=/bin/evil"], {})


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_itself_understands_the_unit(tmp_path: Path) -> None:
    place = tmp_path / 'a b 100% "sure" $HOME \\x'
    place.mkdir()
    unit = tmp_path / "followthrough.service"
    text = unit_text([str(place / "python"), str(place), "up"], VARIABLES)
    # The second is broken, to see that the tool would say so.
    for wanted, written in ((0, text), (1, text.replace('exec \\"', 'exec "'))):
        unit.write_text(written)
        done = subprocess.run(
            ["systemd-analyze", "--user", "--man=no", "--recursive-errors=no", "verify", str(unit)],
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        if "nitialize manager" in done.stderr:
            pytest.skip("systemd-analyze cannot work here")
        # It also complains of this machine's other units; only what it says of ours counts.
        ours = [line for line in done.stderr.splitlines() if "followthrough" in line or "python" in line]
        assert bool(ours) == bool(wanted), done.stderr


def test_an_agent_gives_back_command_and_variables() -> None:
    read = plistlib.loads(plist_text(COMMAND, VARIABLES, Path(f"{ODD}/up.log")).encode())
    assert read["ProgramArguments"] == COMMAND
    assert read["EnvironmentVariables"] == VARIABLES
    assert read["RunAtLoad"] is True
    assert read["StandardErrorPath"] == f"{ODD}/up.log"


@pytest.mark.skipif(sys.platform != "linux", reason="writes a systemd unit")
def test_installed_and_removed_again(tmp_path: Path) -> None:
    unit = tmp_path / "my config" / "systemd" / "user" / "followthrough.service"
    # Without systemctl on PATH it says what to run.
    variables = {
        "XDG_CONFIG_HOME": str(tmp_path / "my config"),
        "PATH": str(tmp_path),
        "SITE_URL": "http://a.test",
    }

    def run(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "up", *arguments],
            env=clean_variables(tmp_path / "data", variables),
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    said = run("--at-login", "--port", "9000")
    assert str(unit) in said
    assert "systemctl --user" in said
    assert unit.stat().st_mode & 0o777 == 0o600
    text = unit.read_text()
    assert f'Environment="FOLLOWTHROUGH_DATA={tmp_path}/data"' in text
    assert 'Environment="SITE_URL=http://a.test"' in text
    assert '"--port" "9000"' in text
    assert str(unit) in run("--not-at-login")
    assert not unit.exists()
    assert "not set" in run("--not-at-login")
