"""The list of points and the code are in step: each is passed once in the code, and in a letter's life."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import User
from reminders import points
from reminders.delivery.base import DeliveryError, Letter, Outcome
from reminders.points import Point
from reminders.services import planning, sending
from reminders.services.flagging import flag_all
from tests.reminders.story import entry, log, ny


@pytest.fixture
def passed() -> Iterator[list[Point]]:
    found: list[Point] = []
    points.at_each(found.append)
    yield found
    points.at_each(None)


def test_each_point_stands_in_the_code_once() -> None:
    calls: Counter[str] = Counter()
    for path in (Path(settings.BASE_DIR) / "reminders").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "passing":
                (argument,) = node.args
                assert isinstance(argument, ast.Attribute)
                calls[argument.attr] += 1
    assert calls == Counter(point.name for point in Point)


class Refusing:
    """Takes the second letter."""

    def __init__(self) -> None:
        self.tries = 0

    def send(self, letter: Letter) -> Outcome:
        self.tries += 1
        if self.tries == 1:
            raise DeliveryError("Not now.", permanent=False)
        return Outcome.SENT


@pytest.mark.django_db
def test_a_reminder_passes_every_point_from_the_fact_to_the_note(
    user: User, passed: list[Point], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sending.CHANNELS, "email", Refusing())
    log(user, entry(ny(3, 10)), now=ny(2, 12))
    assert passed == []
    planning.replan_due(ny(4, 8))
    flag_all(ny(4, 8))
    sending.send_pending(ny(4, 8))
    until_refused = [*list(Point)[: list(Point).index(Point.HANDED_OVER)], Point.REFUSED, Point.PUT_OFF]
    assert passed == until_refused
    passed.clear()
    sending.send_pending(ny(4, 9))
    again = [Point.LEASING, Point.LEASED, Point.CHECKED, Point.COMPOSED, Point.HANDED_OVER, Point.SETTLED]
    assert passed == again


@pytest.mark.django_db
def test_a_tick_with_nothing_to_do_passes_none(user: User, passed: list[Point]) -> None:
    planning.replan_due(ny(4, 8))
    flag_all(ny(4, 8))
    sending.send_pending(ny(4, 8))
    assert passed == []
