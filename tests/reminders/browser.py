"""A user with a browser that shows notices, and a push service on loopback behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from accounts.models import User
from applications.outbound import Permit
from reminders.delivery.subscriptions import checked
from reminders.models import Channel
from reminders.services.browsers import turn_on
from reminders.services.push_keys import public_key
from tests.push_service import FarBrowser, push_service


@pytest.fixture
def far(settings: LazySettings) -> Iterator[FarBrowser]:
    """A browser whose push service this machine may reach, as under `up`."""
    settings.OUTBOUND_PERMIT = Permit(loopback=True)
    with push_service() as found:
        yield found


def on(user: User, far: FarBrowser, *, name: str = "Firefox on Linux", replaces: str = "") -> Channel:
    """The user turned notices on there."""
    return turn_on(user, checked(**far.fields(public_key())), name=name, replaces=replaces)
