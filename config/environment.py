"""Every setting an operator may change, read from the environment once and checked."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, quote, urlsplit

import environ
import platformdirs

from applications.addresses import Network, OutboundError, parsed

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
# A unix socket's path may have 104 bytes on macOS, 108 on Linux.
LONGEST_SOCKET_PATH = 100
SHORTEST_TOKEN = 16
SECONDS_TO_CONNECT = 5
# `up` tells its processes by this, so that a page can say how to start them again.
UNDER_UP = "FOLLOWTHROUGH_UNDER_UP"
_HOST_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")


class ConfigurationError(Exception):
    """A setting is wrong. The message is one line for the operator: which one, and what to write instead."""


@dataclass(frozen=True)
class LanguageModel:
    """The language model that everybody here may ask: its address as its maker gives it, its name and a key."""

    url: str
    name: str
    key: str = field(repr=False)


@dataclass(frozen=True)
class Environment:
    """The settings of this process, each with its safe default."""

    data: Path
    secret_key: str
    debug: bool
    site_url: str
    allowed_hosts: tuple[str, ...]
    trust_proxy: bool
    database: dict[str, object]
    redis_url: str
    broker_url: str
    email: dict[str, object]
    mail_from: str
    signup_open: bool
    language_model: LanguageModel | None
    language_model_own: bool
    outbound_networks: tuple[Network, ...]
    outbound_hosts: frozenset[str]
    outbound_loopback: bool
    log_format: str
    metrics_token: str = field(repr=False)
    sentry_dsn: str = field(repr=False)
    under_up: bool

    @property
    def mail_reaches_people(self) -> bool:
        return bool(self.email)

    @property
    def https(self) -> bool:
        return self.site_url.startswith("https://")

    @property
    def mail_folder(self) -> Path:
        """Where letters are written when no mail server is set."""
        return self.data / "mail"


def read_environment(variables: Mapping[str, str] = os.environ) -> Environment:
    """Read and check every setting. Raises ConfigurationError with one clear line."""
    data = Path(
        variables.get("FOLLOWTHROUGH_DATA") or platformdirs.user_data_dir("followthrough", appauthor=False)
    ).expanduser()
    if not data.is_absolute():
        data = Path.cwd() / data
    site_url = variables.get("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
    site = _split(site_url)
    if site.scheme not in {"http", "https"} or not site.hostname:
        raise ConfigurationError(
            f"SITE_URL is {site_url!r}; write the address people open, such as https://jobs.example.org"
        )
    hosts = [host.strip() for host in variables.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    redis_url = variables.get("REDIS_URL", "")
    if redis_url and _split(redis_url).scheme not in {"redis", "rediss", "unix"}:
        raise ConfigurationError(f"REDIS_URL is {redis_url!r}; write redis://host:6379/0")
    networks, allowed = _outbound_allow(variables)
    return Environment(
        data=data,
        secret_key=variables.get("SECRET_KEY") or _kept_secret(data),
        debug=_switch(variables, "DEBUG", default=False),
        site_url=site_url,
        allowed_hosts=tuple(dict.fromkeys([*hosts, site.hostname, "localhost", "127.0.0.1", "[::1]"])),
        trust_proxy=_switch(variables, "TRUST_PROXY", default=False),
        database=_database(variables, data),
        redis_url=redis_url,
        broker_url=variables.get("BROKER_URL") or redis_url or _kept_broker(data),
        email=_email(variables),
        mail_from=_mail_from(variables.get("MAIL_FROM") or f"followthrough@{site.hostname}"),
        signup_open=_switch(variables, "SIGNUP_OPEN", default=True),
        language_model=_language_model(variables),
        language_model_own=_switch(variables, "LANGUAGE_MODEL_OWN", default=True),
        outbound_networks=networks,
        outbound_hosts=allowed,
        outbound_loopback=_switch(variables, "OUTBOUND_LOOPBACK", default=False),
        log_format=_log_format(variables),
        metrics_token=_metrics_token(variables),
        sentry_dsn=_sentry_dsn(variables),
        under_up=_switch(variables, UNDER_UP, default=False),
    )


def read_environment_or_stop() -> Environment:
    """For the settings: under granian and celery, too, a wrong setting is one line and not a traceback."""
    try:
        return read_environment()
    except ConfigurationError as error:
        stop(str(error))


def stop_without_secret(environment: Environment) -> None:
    """For what serves people: processes that share no data directory must be given the same secret."""
    if not environment.secret_key:
        stop("SECRET_KEY is not set; set it to the same long random text for every process")


def stop(line: str) -> NoReturn:
    sys.stderr.write(f"followthrough: {line}\n")
    raise SystemExit(2)


def _kept_broker(data: Path) -> str:
    """The broker that `up` last chose for this data directory, so that every command finds the same one."""
    try:
        kept = (data / "broker-url").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    return kept or f"redis+socket://{quote(str(data / 'valkey.sock'))}"


def _kept_secret(data: Path) -> str:
    """The secret that `up` made, or nothing: a command that needs one then says so itself."""
    try:
        return (data / "secret").read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"the secret in {data / 'secret'} cannot be read: {error}") from error


def _split(url: str) -> SplitResult:
    """The parts of an address. One that Python refuses to split has none, and fails the next check."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _switch(variables: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = variables.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ConfigurationError(f"{name} is {value!r}; write 1 or 0")


def _database(variables: Mapping[str, str], data: Path) -> dict[str, object]:
    url = variables.get("DATABASE_URL", "")
    if not url:
        return sqlite_database(data / "followthrough.sqlite3")
    if _split(url).scheme not in {"postgres", "postgresql"}:
        # The value may hold a password, so it is not repeated.
        raise ConfigurationError(
            "DATABASE_URL is not understood; write postgres://user:password@host:5432/name"
        )
    try:
        database: dict[str, object] = dict(environ.Env.db_url_config(url))
    except (ValueError, environ.ImproperlyConfigured) as error:
        raise ConfigurationError(
            "DATABASE_URL is not understood; write postgres://user:password@host:5432/name"
        ) from error
    # A host that has vanished holds nobody longer than this.
    chosen = database.get("OPTIONS")
    options = {"connect_timeout": SECONDS_TO_CONNECT, **(chosen if isinstance(chosen, dict) else {})}
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def sqlite_database(path: Path) -> dict[str, object]:
    """SQLite for several processes: readers never wait (WAL), writers queue from their first statement."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _email(variables: Mapping[str, str]) -> dict[str, object]:
    url = variables.get("EMAIL_URL", "")
    if not url:
        return {}
    wrong = "EMAIL_URL is not understood; write smtp+tls://user:password@host:587"
    if _split(url).scheme not in {"smtp", "smtps", "smtp+tls", "smtp+ssl"} or not _split(url).hostname:
        raise ConfigurationError(wrong)
    try:
        return dict(environ.Env.email_url_config(url))
    except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
        raise ConfigurationError(wrong) from error


def _mail_from(sender: str) -> str:
    """The sender of reminders; one that is an address alone gets our name, or a mailbox would show the address."""
    return sender if "<" in sender else f"Followthrough <{sender}>"


def _language_model(variables: Mapping[str, str]) -> LanguageModel | None:
    url, name, key = (variables.get(f"LANGUAGE_MODEL_{part}", "").strip() for part in ("URL", "NAME", "KEY"))
    if not url:
        if name or key:
            raise ConfigurationError(
                "LANGUAGE_MODEL_URL is not set, yet LANGUAGE_MODEL_NAME or LANGUAGE_MODEL_KEY is; "
                "write an address such as https://models.example.org/v1, or leave all three out"
            )
        return None
    try:
        parsed(url, any_port=True)
    except OutboundError as error:
        # The value may hold a password where none belongs, so it is not repeated.
        raise ConfigurationError(
            "LANGUAGE_MODEL_URL is not understood; write an address such as https://models.example.org/v1"
        ) from error
    if not name:
        raise ConfigurationError(
            "LANGUAGE_MODEL_NAME is not set; write the model's name at LANGUAGE_MODEL_URL"
        )
    if key and not (key.isascii() and key.isprintable()):
        raise ConfigurationError("LANGUAGE_MODEL_KEY holds characters that no key has; copy it again")
    return LanguageModel(url.rstrip("/"), name, key)


def _outbound_allow(variables: Mapping[str, str]) -> tuple[tuple[Network, ...], frozenset[str]]:
    """The networks and the host names that the operator opens to addresses which users name."""
    networks: list[Network] = []
    hosts: set[str] = set()
    for entry in variables.get("OUTBOUND_ALLOW", "").split(","):
        entry = entry.strip().lower().rstrip(".")
        if not entry:
            continue
        try:
            networks.append(ipaddress.ip_network(entry))
            continue
        except ValueError:
            pass
        # Digits and dots alone are a mistyped network.
        if not _HOST_NAME.fullmatch(entry) or not re.search("[a-z]", entry):
            raise ConfigurationError(
                f"OUTBOUND_ALLOW has {entry!r}; write host names and networks with commas between, "
                "such as ollama.lan,10.0.0.0/8"
            )
        hosts.add(entry)
    return tuple(networks), frozenset(hosts)


def _log_format(variables: Mapping[str, str]) -> str:
    chosen = variables.get("LOG_FORMAT", "").strip().lower() or "text"
    if chosen not in {"text", "json"}:
        raise ConfigurationError(f"LOG_FORMAT is {chosen!r}; write text or json")
    return chosen


def _metrics_token(variables: Mapping[str, str]) -> str:
    token = variables.get("METRICS_TOKEN", "").strip()
    # The value is a secret, so it is not repeated.
    if token and not (len(token) >= SHORTEST_TOKEN and token.isascii() and token.isprintable()):
        raise ConfigurationError(
            f"METRICS_TOKEN cannot be used; write at least {SHORTEST_TOKEN} letters and digits, chosen at random"
        )
    return token


def _sentry_dsn(variables: Mapping[str, str]) -> str:
    dsn = variables.get("SENTRY_DSN", "").strip()
    if not dsn:
        return ""
    parts = _split(dsn)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not parts.username:
        raise ConfigurationError(
            "SENTRY_DSN is not understood; copy it from the project's settings, such as https://key@sentry.example.org/1"
        )
    if not parts.path.rpartition("/")[2].isdigit():
        raise ConfigurationError("SENTRY_DSN does not end with the project's number; copy it again")
    if importlib.util.find_spec("sentry_sdk") is None:
        raise ConfigurationError(
            "SENTRY_DSN is set, but sentry-sdk is not installed; run .venv/bin/pip install sentry-sdk"
        )
    return dsn
