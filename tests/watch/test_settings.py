"""What an operator may set about logs, counters and Sentry, and what is said when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.environment import ConfigurationError, Environment, read_environment

DSN = "https://key@sentry.example.org/12"


def read(folder: Path, **variables: str) -> Environment:
    return read_environment({"FOLLOWTHROUGH_DATA": str(folder), **variables})


def test_nothing_is_told_to_anybody_unless_asked(tmp_path: Path) -> None:
    environment = read(tmp_path)
    assert (environment.log_format, environment.metrics_token, environment.sentry_dsn) == ("text", "", "")
    assert not environment.under_up


def test_what_may_be_set(tmp_path: Path) -> None:
    environment = read(tmp_path, LOG_FORMAT="JSON", METRICS_TOKEN="0123456789abcdef", SENTRY_DSN=DSN)
    assert environment.log_format == "json"
    assert (environment.metrics_token, environment.sentry_dsn) == ("0123456789abcdef", DSN)
    assert "0123456789abcdef" not in repr(environment)
    assert "key@" not in repr(environment)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_FORMAT", "xml"),
        ("METRICS_TOKEN", "short"),
        ("METRICS_TOKEN", "sixteen lëtters and more"),
        ("METRICS_TOKEN", "a line\nand another one"),
        ("SENTRY_DSN", "sentry.example.com"),
        ("SENTRY_DSN", "https://sentry.example.org/12"),
        ("SENTRY_DSN", "https://key@sentry.example.org/"),
        ("SENTRY_DSN", "https://key@[sentry/12"),
    ],
)
def test_a_wrong_one_is_one_line_that_names_it_and_no_secret(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, **{name: value})
    line = str(caught.value)
    assert line.startswith(name)
    assert "\n" not in line
    assert name == "LOG_FORMAT" or value not in line


def test_sentry_without_its_package_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.environment.importlib.util.find_spec", lambda _name: None)
    with pytest.raises(ConfigurationError, match="pip install sentry-sdk"):
        read(tmp_path, SENTRY_DSN=DSN)
