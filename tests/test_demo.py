"""The demonstration's account."""

from __future__ import annotations

import pytest

from accounts.models import User
from config import demo
from tests.factories import ParticipationFactory


@pytest.mark.django_db
def test_it_is_made_anew_whatever_was_done_with_it() -> None:
    """`up --demo` a second time, with somebody met since."""
    other = ParticipationFactory.create()
    demo.fill()
    before = User.objects.get(email=demo.ADDRESS)
    applications = before.applications.count()
    demo.fill()
    after = User.objects.get(email=demo.ADDRESS)
    assert after.pk != before.pk
    assert not User.objects.filter(pk=before.pk).exists()
    assert after.applications.count() == applications > 0
    other.refresh_from_db()
