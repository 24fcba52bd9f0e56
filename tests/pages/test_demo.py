"""The demonstration account, made anew each time `up --demo` starts."""

from __future__ import annotations

import pytest

from accounts.models import User
from applications.models import Company
from config import demo


@pytest.mark.django_db
def test_the_demonstration_is_made_anew() -> None:
    demo.fill()
    companies = Company.objects.count()
    demo.fill()
    assert User.objects.count() == 1
    assert Company.objects.count() == companies
