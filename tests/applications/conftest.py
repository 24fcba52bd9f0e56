from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.applications.typed import NOW


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still; a test moves it with `clock.move_to`."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
