"""The page for a request that went wrong: it needs no database, shows no traceback, and says what to do."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NoReturn

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from accounts.models import User
from config.environment import read_environment


@pytest.fixture
def away(user: User) -> Iterator[Client]:
    """Somebody signed in, and then the database answers nothing any more."""
    client = Client(raise_request_exception=False)
    client.force_login(user)

    def refuse(*_given: Any, **_more: Any) -> NoReturn:
        raise OperationalError("connection refused for maya at 10.0.0.7")

    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(refuse))
        yield client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/applications/", "/interviews/new/", "/settings/"])
def test_without_a_database_the_page_says_so_and_what_to_do(away: Client, path: str) -> None:
    for answer in (away.get(path), away.post(path, {"company": "Acme"})):
        page = answer.content.decode()
        assert answer.status_code == 503
        assert answer["Retry-After"]
        assert "The database does not answer" in page
        assert "go back and send it again in a minute." in page
        assert "10.0.0.7" not in page


@pytest.mark.django_db
def test_our_own_mistake_is_another_page(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object, **_more: object) -> NoReturn:
        raise RuntimeError("a secret")

    monkeypatch.setattr("reminders.views.pages.replan_due", fail)
    signed_in.raise_request_exception = False
    answer = signed_in.get("/")
    assert (answer.status_code, "Something broke here" in answer.content.decode()) == (500, True)
    assert "a secret" not in answer.content.decode()


def test_a_database_that_has_vanished_holds_nobody_for_long() -> None:
    given = {"SECRET_KEY": "x", "DATABASE_URL": "postgres://x:y@db.example/name"}
    assert read_environment(given).database["OPTIONS"] == {"connect_timeout": 5}
    given["DATABASE_URL"] += "?connect_timeout=2"
    chosen = read_environment(given).database["OPTIONS"]
    assert int(str(chosen["connect_timeout"])) == 2  # type: ignore[index]


def test_a_database_that_takes_the_connection_and_says_nothing_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(f"host=127.0.0.1 port={silent.getsockname()[1]} connect_timeout=2")
