"""Whether Followthrough can do its work now: database, broker, and the last ticks of beat and worker."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from config.celery import app
from config.watch.probe import Probe
from reminders.services.ticks import Pulse, read_pulses

# The broker's own client gives up first, so that its thread ends.
SECONDS_FOR_THE_BROKER = 1.0


@dataclass(frozen=True)
class Readiness:
    """What was found. `pulses` is empty where the database did not answer."""

    database: bool
    broker: bool
    pulses: tuple[Pulse, ...]

    @property
    def ready(self) -> bool:
        return self.database and self.broker and not any(pulse.stopped for pulse in self.pulses)

    def as_json(self) -> dict[str, object]:
        """Each part with "ok"; beat and worker with their last tick (UTC, null: none yet or unknown)."""
        parts: dict[str, object] = {"database": {"ok": self.database}, "broker": {"ok": self.broker}}
        for name in ("beat", "worker"):
            pulse = next((each for each in self.pulses if each.process == name), None)
            at = pulse.at.isoformat(timespec="seconds") if pulse and pulse.at else None
            parts[name] = {"ok": pulse is not None and not pulse.stopped, "last_tick": at}
        return {"ready": self.ready, **parts}


def look() -> Readiness:
    """At most four seconds, whatever hangs: the database is asked, then the broker."""
    pulses, broker = _database.ask(), _broker.ask()
    return Readiness(database=pulses is not None, broker=broker is not None, pulses=pulses or ())


def _read_database() -> tuple[Pulse, ...]:
    try:
        return read_pulses(timezone.now())
    finally:
        # This thread's own.
        connection.close()


def _reach_broker() -> bool:
    """The one place of the web process that talks to the broker: no page depends on its answer."""
    options = dict(app.conf.broker_transport_options or {})
    if not app.conf.broker_url.startswith("filesystem:"):
        options |= dict.fromkeys(("socket_connect_timeout", "socket_timeout"), SECONDS_FOR_THE_BROKER)
    with app.connection_for_read(connect_timeout=SECONDS_FOR_THE_BROKER, transport_options=options) as broker:
        # With Redis this says PING.
        broker.connect()
    return True


_database = Probe("database", _read_database)
_broker = Probe("broker", _reach_broker)
