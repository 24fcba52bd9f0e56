"""Rooms of tests that are run once only, since they use no database: they stay so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run import PURE


@pytest.mark.parametrize("room", PURE, ids=lambda room: room.name)
def test_a_room_without_a_database_asks_for_none(room: Path) -> None:
    asks = ("django_db", "django.test", "tests.factories", "accounts.models", "applications.models import")
    found = {path.name for path in room.rglob("*.py") for word in asks if word in path.read_text("utf-8")}
    assert found == set()
