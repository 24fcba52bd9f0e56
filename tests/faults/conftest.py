from __future__ import annotations

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _the_right_database(request: pytest.FixtureRequest) -> None:
    """`tests.run` gives the second run a PostgreSQL; by hand it is DATABASE_URL."""
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("needs DATABASE_URL to name a PostgreSQL")
    if request.node.get_closest_marker("redis") and connection.vendor == "postgresql":
        pytest.skip("has a database of its own, and ran in the first run")
