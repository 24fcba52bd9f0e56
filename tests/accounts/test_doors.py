"""Who gets in without signing in: nobody, but for the pages that let one in, probes, calendars with a key, the signed
links of a mail, and what a browser fetches by itself: the script that shows notices, and where it says that its
subscription has changed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages.routes import Route, every_route

OPEN = {
    "alive",
    "ready",
    "metrics",
    "calendar_feed",
    "service_worker",
    "manifest",
    "browser_changed",
    "mail_link",
    "mail_stop",
}
ROUTES = [route for route in every_route() if route.is_ours]


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.name not in OPEN], ids=lambda route: route.name
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_asks_to_sign_in_first(db: None, client: Client, route: Route, method: str) -> None:
    address = reverse(route.name, kwargs=dict.fromkeys(route.arguments, 1))
    response = getattr(client, method)(address)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={address}"


def test_that_it_lives_is_told_anybody(client: Client) -> None:
    response = client.get(reverse("alive"))
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("key", ["1", "a" * 43, "ü", "a" * 500])
def test_a_calendar_without_its_key_does_not_exist(db: None, client: Client, key: str) -> None:
    response = client.get(reverse("calendar_feed", args=[key]))
    assert (response.status_code, response.content) == (404, b"There is no calendar at this address.\n")


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_the_pages_that_let_one_in_need_no_sign_in(db: None, client: Client, name: str) -> None:
    assert client.get(reverse(name)).status_code == 200


def test_there_are_routes_to_walk() -> None:
    assert len(ROUTES) > 35
    assert all(route.name for route in ROUTES)


def test_an_account_switched_off_is_let_in_nowhere(signed_in: Client, user: object) -> None:
    user.is_active = False  # type: ignore[attr-defined]
    user.save()  # type: ignore[attr-defined]
    assert signed_in.get(reverse("today")).status_code == 302
