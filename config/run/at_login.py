"""Start at login: a systemd user unit on Linux, a launchd agent on macOS. Pure texts first."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

from config.environment import ConfigurationError
from config.run.home import write_privately
from config.run.supervisor import say

UNIT = "followthrough.service"
LABEL = "io.github.followthrough"
# What an operator set for this start must hold for the next one.
CARRIED = (
    *("ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "EMAIL_URL", "MAIL_FROM", "REDIS_URL", "SECRET_KEY"),
    *("SIGNUP_OPEN", "SITE_URL", "TRUST_PROXY"),
    *("LOG_FORMAT", "METRICS_TOKEN", "SENTRY_DSN"),
    *("LANGUAGE_MODEL_URL", "LANGUAGE_MODEL_NAME", "LANGUAGE_MODEL_KEY", "LANGUAGE_MODEL_OWN"),
    *("OUTBOUND_ALLOW", "OUTBOUND_LOOPBACK"),
)


def unit_text(command: Sequence[str], variables: Mapping[str, str]) -> str:
    """A systemd user unit that runs the command with these variables."""
    # The colon switches off $VARIABLE, so that a path may hold a dollar sign. The shell is there because
    # systemd refuses a program whose own path holds quotes or backslashes.
    words = [_quote(word) for word in (":/bin/sh", "-c", 'exec "$@"', "followthrough", *command)]
    settings_lines = [f"Environment={_quote(f'{name}={value}')}" for name, value in variables.items()]
    return "\n".join(
        [
            "[Unit]",
            "Description=Followthrough, reminders for people who are interviewing",
            "",
            "[Service]",
            f"ExecStart={' '.join(words)}",
            *settings_lines,
            "Restart=on-failure",
            "RestartSec=5",
            "# 2 means that it must be put right by hand: a wrong setting, a taken port, or already running.",
            "RestartPreventExitStatus=2",
            "KillMode=mixed",
            "TimeoutStopSec=15",
            "",
            "[Install]",
            "WantedBy=default.target",
            "",
        ]
    )


def _quote(word: str) -> str:
    """One word of a unit file: C escapes inside quotes, and %% because % begins a specifier."""
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in word):
        raise ConfigurationError(f"{word!r} has a control character; rename it")
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'


def plist_text(command: Sequence[str], variables: Mapping[str, str], log: Path) -> str:
    """A launchd agent that runs the command with these variables."""
    for word in (*command, *variables.values(), str(log)):
        _quote(word)
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(command),
            "EnvironmentVariables": dict(variables),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": 30,
            "StandardOutPath": str(log),
            "StandardErrorPath": str(log),
        },
        sort_keys=False,
    ).decode("utf-8")


def install(data: Path, host: str, port: int) -> None:
    """Write the file for this system, enable it, and say what was done."""
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "up", "--no-browser"]
    command += ["--host", host, "--port", str(port)]
    variables = {"FOLLOWTHROUGH_DATA": str(data)}
    variables |= {name: os.environ[name] for name in CARRIED if name in os.environ}
    path = _find_place()
    if sys.platform == "darwin":
        text = plist_text(command, variables, data / "logs" / "up.log")
        # launchd does not make the directory, and without it does not start.
        (data / "logs").mkdir(parents=True, exist_ok=True, mode=0o700)
    else:
        text = unit_text(command, variables)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Private, for it may carry DATABASE_URL or EMAIL_URL with a password.
    write_privately(path, text)
    say(f"Wrote {path}")
    if sys.platform == "darwin":
        say("Followthrough starts at your next login.")
        return
    if _systemctl("daemon-reload") and _systemctl("enable", UNIT):
        say(f"Followthrough starts at your next login; to start it now: systemctl --user start {UNIT}")
    else:
        say(f"To finish, run: systemctl --user daemon-reload && systemctl --user enable {UNIT}")


def remove() -> None:
    """Take the file away again. What runs now goes on until the end of the session."""
    path = _find_place()
    if not path.exists():
        say("Followthrough was not set to start at login.")
        return
    enabled_link = path.parent / "default.target.wants" / UNIT
    if sys.platform != "darwin" and not _systemctl("disable", UNIT):
        # Without a running systemd the link is all there is to undo.
        enabled_link.unlink(missing_ok=True)
    path.unlink()
    if sys.platform != "darwin":
        _systemctl("daemon-reload")
    say(f"Removed {path}; Followthrough no longer starts at login.")


def _find_place() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    if sys.platform != "linux":
        raise ConfigurationError("--at-login knows Linux (systemd) and macOS; see docs/operating.md")
    # The specification says that a relative XDG_CONFIG_HOME is to be ignored.
    configured = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (configured if configured.is_absolute() else Path.home() / ".config") / "systemd" / "user" / UNIT


def _systemctl(*arguments: str) -> bool:
    program = shutil.which("systemctl")
    if program is None:
        return False
    done = subprocess.run(  # noqa: S603  (fixed words)
        [program, "--user", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=30,
    )
    return done.returncode == 0
