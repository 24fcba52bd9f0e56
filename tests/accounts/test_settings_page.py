"""Settings of one's own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.applications.typed import Answer

FORM = {
    "name": "Maya Okafor",
    "signature": "Maya\n+49 30 1",
    "time_zone": "Europe/Berlin",
    "country": "DE",
    "subdivision": "bayern",
}


def save(client: Client, **changes: str) -> Answer:
    return client.post(reverse("settings"), FORM | changes)


def test_settings_are_stored(signed_in: Client, user: User) -> None:
    assert save(signed_in).status_code == 302
    user.refresh_from_db()
    assert (user.time_zone, user.country, user.subdivision) == ("Europe/Berlin", "DE", "BY")
    assert user.signature == "Maya\n+49 30 1"


def test_the_page_shows_what_is_set(signed_in: Client, user: User) -> None:
    save(signed_in, time_zone="US/Eastern")
    page = signed_in.get(reverse("settings")).content.decode()
    assert '<option value="US/Eastern" selected>' in page
    assert 'value="BY"' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("signature", "ы" * 1_000_000),
        ("time_zone", "Europe/Atlantis"),
        ("country", "XX"),
        ("subdivision", "Atlantis"),
        ("subdivision", "x" * 300),
    ],
)
def test_wrong_input_is_said_at_its_field_and_nothing_is_stored(
    signed_in: Client, user: User, field: str, value: str
) -> None:
    response = save(signed_in, **{"name": "Somebody Else", field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert value in response.content.decode()
    user.refresh_from_db()
    assert user.name == "Maya Okafor"
    assert user.time_zone == "America/New_York"


def test_a_region_needs_its_country(signed_in: Client) -> None:
    response = save(signed_in, country="")
    assert "Choose the country first." in response.content.decode()


@pytest.mark.parametrize("region", ["South Canterbury"])
def test_the_longest_region_fits(signed_in: Client, user: User, region: str) -> None:
    save(signed_in, country="NZ", subdivision=region)
    user.refresh_from_db()
    assert user.subdivision == region
    user.full_clean(exclude=["password"])


def test_every_region_fits_its_column() -> None:
    import holidays

    from accounts.regions import country_choices

    room = User._meta.get_field("subdivision").max_length
    for code, _ in country_choices():
        for region in holidays.country_holidays(code).subdivisions:
            assert len(region) <= (room or 0), (code, region)
