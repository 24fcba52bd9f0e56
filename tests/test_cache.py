"""Rate limits count in Redis, and go on counting while it is away: no page fails with it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from config import cache as ours
from tests import servers


@pytest.fixture(autouse=True)
def _looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "_away_until", float("-inf"))


def point_at(settings: LazySettings, url: str) -> None:
    options = {"socket_connect_timeout": 1, "socket_timeout": 1}
    settings.CACHES = {"default": {"BACKEND": "config.cache.Cache", "LOCATION": url, "OPTIONS": options}}


@pytest.fixture
def nobody(settings: LazySettings) -> None:
    """The address of a Redis that is not there."""
    point_at(settings, f"redis://127.0.0.1:{servers.find_free_port()}/0")


@pytest.mark.django_db
@pytest.mark.usefixtures("nobody")
def test_signing_in_works_without_redis_and_its_limit_still_holds(user: User) -> None:
    client = Client()
    right = {"login": user.email, "password": "correct horse battery"}
    assert client.post("/accounts/login/", right).status_code == 302
    answers = [
        Client().post("/accounts/login/", {**right, "password": "wrong"}).content.decode() for _ in range(12)
    ]
    assert "Too many" in answers[-1]
    assert "Too many" not in answers[0]


@pytest.mark.usefixtures("nobody")
def test_each_way_to_ask_works_without_redis() -> None:
    assert cache.add("faults", 1, timeout=60)
    assert cache.incr("faults") == 2
    assert cache.get_many(["faults"]) == {"faults": 2}
    cache.set("faults", 5)
    assert (cache.get("faults"), cache.has_key("faults")) == (5, True)
    assert cache.delete("faults")
    with pytest.raises(ValueError):
        cache.incr("faults")


@pytest.mark.usefixtures("nobody")
def test_redis_is_not_asked_again_at_once(caplog: pytest.LogCaptureFixture) -> None:
    for number in range(5):
        cache.set("faults", number)
    assert [record.getMessage() for record in caplog.records] == ["the cache is away: ConnectionError"]


@pytest.fixture
def redis(settings: LazySettings) -> Iterator[servers.Server]:
    with servers.running_redis() as server:
        point_at(settings, server.url)
        yield server


@pytest.mark.redis
def test_it_counts_in_redis_again_once_that_is_back(
    redis: servers.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "SECONDS_BETWEEN_LOOKS", 0)
    cache.set("faults", "there")
    redis.stop()
    cache.set("faults", "here")
    assert cache.get("faults") == "here"
    redis.start()
    # It kept nothing.
    assert cache.get("faults") is None


def test_a_redis_that_hangs_holds_a_page_for_a_second_only_once(settings: LazySettings) -> None:
    import socket

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(5)
        point_at(settings, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        done = threading.Thread(target=lambda: [cache.get("faults") for _ in range(50)], daemon=True)
        done.start()
        # Fifty waits of a second each would not end.
        done.join(30)
        assert not done.is_alive()
