"""/metrics: off by default, for whoever has the token, in words of ours only, and right for all processes together."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from reminders.decisions import record, untold
from reminders.models import Tally
from reminders.services import sending
from reminders.services.ticks import Process, note_tick
from tests.reminders.mailing import DUE, queue

TOKEN = "0123456789abcdef"
SAMPLE = re.compile(r'[a-z_]+(\{[a-z_]+="[a-z_]+"\})? [0-9.]+')


@pytest.fixture
def token(settings: LazySettings) -> str:
    settings.METRICS_TOKEN = TOKEN
    return TOKEN


def read(client: Client) -> dict[str, float]:
    response = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = response.content.decode().splitlines()
    assert [line for line in lines if not line.startswith("# ") and not SAMPLE.fullmatch(line)] == []
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


def test_off_by_default(client: Client, db: None) -> None:
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("said", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_nobody_without_the_token(client: Client, token: str, said: str) -> None:
    response = client.get("/metrics", headers={"Authorization": said})
    assert response.status_code == 401
    assert b"followthrough_" not in response.content


@pytest.mark.django_db(transaction=True)
def test_what_is_decided_is_counted(client: Client, user: User, token: str, settings: LazySettings) -> None:
    settings.MAIL_REACHES_PEOPLE = True
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    queue(user, "Sara Lindqvist", "Tom Kerr")
    sending.send_pending(DUE)
    with time_machine.travel(DUE, tick=False):
        found = read(client)
    assert found['followthrough_decisions_total{decision="flagged"}'] == 2
    assert found['followthrough_decisions_total{decision="gathered"}'] == 1
    assert found['followthrough_decisions_total{decision="retried"}'] == 1
    assert found['followthrough_reminders{stage="retried"}'] == 1
    assert found['followthrough_reminders{stage="failed"}'] == 0


def test_the_last_ticks_are_instants(
    client: Client, token: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reminders.services.ticks._looked", {})
    note_tick(Process.BEAT, DUE)
    found = read(client)
    assert found['followthrough_last_tick_timestamp_seconds{process="beat"}'] == DUE.timestamp()
    assert 'followthrough_last_tick_timestamp_seconds{process="worker"}' not in found


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_while_nobody_counts_and_for_a_demonstration(
    token: str, settings: LazySettings
) -> None:
    with untold():
        record("sent", delivery=1)
    settings.METRICS_TOKEN = ""
    record("sent", delivery=1)
    assert not Tally.objects.exists()


def test_the_queries_do_not_grow(client: Client, user: User, token: str) -> None:
    read(client)
    with CaptureQueriesContext(connection) as few:
        read(client)
    queue(user, *(f"Person {number}" for number in range(20)))
    with CaptureQueriesContext(connection) as many:
        read(client)
    assert len(few) == len(many) <= 8
