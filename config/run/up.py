"""`manage.py up`: from nothing to an open page in one command, and back to nothing with one Ctrl-C."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from django.conf import settings

from config.environment import TRUE, UNDER_UP, ConfigurationError, Environment
from config.run import home, prepare
from config.run.broker import FILES_URL, Broker, choose_broker
from config.run.child import Child, Program
from config.run.supervisor import STOP_SIGNALS, Alarm, Supervisor, say

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (only compared with)
SECONDS_BEFORE_WE_WONDER = 30.0
SECONDS_FOR_THE_FIRST_PAGE = 1.0


@dataclass(frozen=True)
class Options:
    host: str = "127.0.0.1"
    port: int = 8000
    browser: bool = True
    demo: bool = False


def run(options: Options) -> None:
    """Run until told to stop. Raises ConfigurationError for what the person has to change."""
    environment: Environment = settings.ENVIRONMENT
    os.umask(0o077)
    for number in STOP_SIGNALS:
        signal.signal(number, _stop_here)
    with home.hold(environment.data):
        check_port(options.host, options.port)
        (environment.data / "logs").mkdir(exist_ok=True)
        if not os.environ.get("SECRET_KEY"):
            settings.SECRET_KEY = home.keep_secret(environment.data)
        prepare.migrate()
        prepare.make_push_keys()
        prepare.collect_static_files(environment.data)
        if options.demo:
            say(prepare.fill_demo())
        alarm = Alarm()
        with alarm.armed(), choose_broker(environment.data, os.environ) as broker:
            keep_broker_url(environment.data, broker)
            _serve(options, environment.data, broker, alarm)


def _stop_here(_number: int, _frame: FrameType | None) -> None:
    """Before the first process is started there is nothing to stop; an unfinished migration rolls back."""
    raise SystemExit(0)


def check_port(host: str, port: int) -> None:
    """Refuse a port that is taken. Accepted: it may be taken between this look and granian's start."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise ConfigurationError(f"--host {host} is no address of this machine") from error
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            # Binding alone succeeds beside another socket that has only bound.
            listener.listen(1)
        except OSError as error:
            raise ConfigurationError(
                f"port {port} on {host} cannot be opened ({error.strerror}); choose another with --port"
            ) from error


def keep_broker_url(data: Path, broker: Broker) -> None:
    """Tell other commands on this data directory which broker it is, when their variables do not."""
    if broker.command or broker.url == FILES_URL:
        home.write_privately(data / "broker-url", broker.url)
    else:
        (data / "broker-url").unlink(missing_ok=True)


def _serve(options: Options, data: Path, broker: Broker, alarm: Alarm) -> None:
    address = name_address(options.host, options.port)
    variables = child_variables(os.environ, options, data, broker)
    programs = list_programs(options, data, broker, variables)
    children = {name: Child(program) for name, program in programs.items()}
    ours = children.pop("broker", None)
    # Their start costs a processor each, which the first page needs more.
    children["worker"].start_at = children["beat"].start_at = time.monotonic() + SECONDS_FOR_THE_FIRST_PAGE
    greeter = Greeter(options, address, data, alarm)
    Supervisor(alarm, ours, list(children.values())).run(
        broker_is_ready=lambda: broker.socket is None or _answers(broker.socket), each_turn=greeter.look
    )
    say("Stopped.")


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        return connection.connect_ex(str(path)) == 0


def name_address(host: str, port: int) -> str:
    """The address to open on this machine."""
    host = ANY_ADDRESS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def child_variables(given: Mapping[str, str], options: Options, data: Path, broker: Broker) -> dict[str, str]:
    """The environment of the processes: what we were given, and what only we know."""
    public = socket.gethostname() if options.host in ANY_ADDRESS else options.host
    hosts = [given.get("ALLOWED_HOSTS", ""), f"[{public}]" if ":" in public else public]
    variables = {
        **given,
        **broker.variables,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "FOLLOWTHROUGH_DATA": str(data),
        "BROKER_URL": broker.url,
        "ALLOWED_HOSTS": ",".join(filter(None, hosts)),
        "PYTHONUNBUFFERED": "1",
        UNDER_UP: "1",
    }
    variables.setdefault("SITE_URL", name_address(public, options.port))
    variables.setdefault("OUTBOUND_LOOPBACK", "1" if is_for_this_machine(options, given) else "0")
    return variables


def is_for_this_machine(options: Options, given: Mapping[str, str]) -> bool:
    """Whether only people at this machine can open the pages: no other listens, and no proxy stands in front.

    Then an address that one of them names may lead to this machine: a language model beside us, say.
    """
    hosts = [options.host]
    if "SITE_URL" in given:
        hosts.append(urlsplit(given["SITE_URL"]).hostname or "")
    behind_proxy = (
        bool(given.get("ALLOWED_HOSTS", "").strip()) or given.get("TRUST_PROXY", "").lower() in TRUE
    )
    return not behind_proxy and all(host in LOOPBACK for host in hosts)


def list_programs(
    options: Options, data: Path, broker: Broker, variables: Mapping[str, str]
) -> dict[str, Program]:
    """Every process of a laptop's installation."""
    web = "granian --interface wsgi --workers 1 --blocking-threads 4 --workers-kill-timeout 2"
    celery = "celery --quiet --app config.celery"
    worker = f"{celery} worker --pool threads --concurrency 2 --loglevel INFO --pidfile="
    beat = f"{celery} beat --loglevel WARNING --pidfile= --schedule"
    commands = {
        "web": [
            *web.split(),
            "--host",
            options.host,
            "--port",
            str(options.port),
            "config.run.web:application",
        ],
        "worker": [*worker.split(), "--without-gossip", "--without-mingle", "--without-heartbeat"],
        "beat": [*beat.split(), str(data / "beat-schedule")],
    }
    all_commands = {"broker": broker.command} if broker.command else {}
    all_commands |= {name: (sys.executable, "-m", *command) for name, command in commands.items()}
    return {
        name: Program(name, tuple(command), variables, Path(settings.BASE_DIR), data / "logs" / f"{name}.log")
        for name, command in all_commands.items()
    }


class Greeter:
    """Says where the page is, and opens it, once it answers."""

    def __init__(self, options: Options, address: str, data: Path, alarm: Alarm) -> None:
        self.options, self.address, self.data, self.alarm = options, address, data, alarm
        self.answered = threading.Event()
        self.greeted = False
        self.browser: subprocess.Popen[bytes] | None = None
        # A thread, because a page may take its time and the loop must hear a Ctrl-C.
        threading.Thread(target=self._ask, daemon=True).start()

    def look(self) -> None:
        """Called at each turn of the loop."""
        if self.browser is not None:
            self.browser.poll()
        if self.greeted or not self.answered.is_set():
            return
        self.greeted = True
        say(f"Followthrough is at {self.address}")
        say(f"Your data is in {self.data}")
        if self.options.host in ANY_ADDRESS:
            say("Anyone on your network can reach it, and what they send is not encrypted: put TLS in front.")
        say("Press Ctrl-C to stop.")
        if self.options.browser and has_screen(os.environ):
            # Not tied to us: the browser stays when we end.
            self.browser = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "webbrowser", self.address],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def _ask(self) -> None:
        wonder_at = time.monotonic() + SECONDS_BEFORE_WE_WONDER
        while not self._page_answers():
            time.sleep(0.1)
            if time.monotonic() > wonder_at:
                wonder_at = float("inf")
                say(f"No page yet; {self.data / 'logs' / 'web.log'} may say why. Still trying.", error=True)
        self.answered.set()
        self.alarm.ring()

    def _page_answers(self) -> bool:
        host = ANY_ADDRESS.get(self.options.host, self.options.host)
        connection = http.client.HTTPConnection(host, self.options.port, timeout=10)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def has_screen(variables: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether a browser would open in a window. Without one, Python opens a text browser right here."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return platform == "darwin" or any(variables.get(name) for name in names)
