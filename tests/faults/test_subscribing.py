"""Browsers that are turned on at the same instant, on a real PostgreSQL: one pair of keys, and never one too many."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from reminders.delivery.subscriptions import checked
from reminders.models import Channel, PushKey
from reminders.services.browsers import MOST_BROWSERS, TooManyBrowsers, turn_on
from reminders.services.push_keys import public_key
from tests.factories import UserFactory
from tests.faults.test_races import run_together
from tests.push_service import FarBrowser

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AT_ONCE = 8


def test_all_who_ask_first_get_the_same_keys() -> None:
    found: list[str] = []
    assert run_together(*[lambda: found.append(public_key())] * AT_ONCE) == []
    assert found == [PushKey.objects.get().public] * AT_ONCE


def test_keys_are_made_anew_once(settings: LazySettings) -> None:
    before = public_key()
    settings.SECRET_KEY = "another"
    found: list[str] = []
    assert run_together(*[lambda: found.append(public_key())] * AT_ONCE) == []
    assert found == [PushKey.objects.get().public] * AT_ONCE
    assert before not in found


def test_of_several_at_once_the_last_place_takes_one() -> None:
    user = UserFactory.create()
    key = public_key()

    def one(number: int) -> None:
        subscription = checked(f"https://push.example/{number}", **FarBrowser().keys(), key=key)
        turn_on(user, subscription, name="Firefox")

    for number in range(MOST_BROWSERS - 1):
        one(number)
    wrong = run_together(*[lambda each=each: one(100 + each) for each in range(AT_ONCE)])
    assert [type(each) for each in wrong] == [TooManyBrowsers] * (AT_ONCE - 1)
    assert Channel.objects.filter(owner=user, kind="browser").count() == MOST_BROWSERS


def test_of_two_people_at_one_browser_the_later_has_it() -> None:
    users = UserFactory.create_batch(2)
    key = public_key()
    for number in range(20):
        subscription = checked(f"https://push.example/{number}", **FarBrowser().keys(), key=key)
        turn_ons = [
            lambda user=user, subscription=subscription: turn_on(user, subscription, name="Firefox")
            for user in users
        ]
        assert run_together(*turn_ons) == []
        assert Channel.objects.get(address=subscription.address).owner in users
        Channel.objects.all().delete()
