"""Settings of the language model: one's own or the operator's, the key that is never shown, "Try it"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.secrets import unseal
from applications.outbound import Permit
from reminders.models import LanguageModel
from reminders.services import language_models
from reminders.services.language_models import help_for
from tests.applications.typed import Answer, text_of
from tests.model_server import Model
from tests.pages.model import KEY, Own, for_everybody, model, own

__all__ = ["model", "own"]

pytestmark = pytest.mark.django_db
PAGE = "/settings/language-model/"
FAR = "https://models.example/v1"


def save(client: Client, **typed: str) -> Answer:
    return client.post(PAGE, {"address": FAR, "name": "small", "key": "", **typed})


def stored(user: User) -> LanguageModel:
    return LanguageModel.objects.get(user=user)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_it_is_off_until_somebody_sets_it(signed_in: Client, user: User) -> None:
    page = text_of(signed_in.get(PAGE))
    assert "In use now" not in page
    assert "Try it" not in page
    assert help_for(user) is None


def test_the_key_is_sealed_and_never_shown_again(signed_in: Client, user: User) -> None:
    assert save(signed_in, key=KEY).status_code == 302
    row = stored(user)
    assert KEY not in row.sealed_key
    assert unseal(row.sealed_key) == KEY
    page = text_of(signed_in.get(PAGE))
    assert "a key is stored" in page
    assert KEY not in page
    assert row.sealed_key not in page
    # Nor when the form is refused.
    refused = save(signed_in, key=KEY, address="nowhere")
    assert refused.status_code == 422
    assert KEY not in text_of(refused)


def test_an_empty_key_leaves_the_stored_one(signed_in: Client, user: User) -> None:
    save(signed_in, key=KEY)
    save(signed_in, name="large")
    assert (stored(user).name, unseal(stored(user).sealed_key)) == ("large", KEY)
    save(signed_in, key="sk-new")
    assert unseal(stored(user).sealed_key) == "sk-new"
    save(signed_in, forget_key="on")
    assert stored(user).sealed_key == ""


@pytest.mark.parametrize("address", ["https://elsewhere.example/v1", "http://models.example/v1"])
def test_a_key_does_not_move_to_another_server(signed_in: Client, user: User, address: str) -> None:
    save(signed_in, key=KEY)
    page = signed_in.post(PAGE, {"address": address, "name": "small", "key": ""}, follow=True)
    assert "The stored key belonged to the address before" in text_of(page)
    assert stored(user).sealed_key == ""
    # At the same server it may.
    save(signed_in, key=KEY)
    save(signed_in, address=FAR + "/v2")
    assert unseal(stored(user).sealed_key) == KEY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (FAR + "/", FAR),
        (FAR + "/chat/completions", FAR),
        (FAR + "/chat/completions/", FAR),
        ("http://localhost:11434/v1", "http://localhost:11434/v1"),
    ],
)
def test_an_address_is_taken_as_people_paste_it(signed_in: Client, user: User, typed: str, kept: str) -> None:
    save(signed_in, address=typed)
    assert stored(user).address == kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": ""},
        {"address": "models.example"},
        {"address": "ftp://models.example"},
        {"address": "https://me:pw@models.example"},
        {"address": FAR + "?key=1"},
        {"address": FAR + "#a"},
        {"address": "https://" + "a" * 500},
        {"name": ""},
        {"name": "x" * 201},
        {"key": "ключ"},
        {"key": "sk one"},
        {"key": "x" * 501},
    ],
)
def test_what_cannot_be_is_told_and_nothing_stored(signed_in: Client, wrong: dict[str, str]) -> None:
    response = save(signed_in, **wrong)
    assert response.status_code == 422
    assert 'role="alert"' in text_of(response)
    assert not LanguageModel.objects.exists()


def test_removing_takes_key_and_consent_along(signed_in: Client, user: User, own: Own) -> None:
    own(user)
    signed_in.post(reverse("language_model_forget"))
    assert not LanguageModel.objects.exists()


def test_consent_is_shown_and_can_be_withdrawn(signed_in: Client, user: User, own: Own) -> None:
    own(user)
    assert "given Wed 4 Nov 2026" in text_of(signed_in.get(PAGE))
    page = text_of(signed_in.post(reverse("language_model_withdraw"), follow=True))
    assert "not given" in page
    assert stored(user).agreed_at is None


def test_a_changed_address_asks_again_and_a_changed_name_does_not(
    signed_in: Client, user: User, own: Own, model: Model
) -> None:
    own(user)
    save(signed_in, address=model.base_url, name="large")
    found = help_for(fresh(user))
    assert found is not None
    assert found.agreed
    save(signed_in, address=model.base_url + "/v2")
    found = help_for(fresh(user))
    assert found is not None
    assert not found.agreed
    # Nor does going back bring it back.
    save(signed_in, address=model.base_url)
    found = help_for(fresh(user))
    assert found is not None
    assert not found.agreed


# The operator's


def test_the_operators_model_serves_everybody_and_its_key_no_page(
    signed_in: Client, user: User, settings: LazySettings, model: Model
) -> None:
    for_everybody(settings, model)
    page = text_of(signed_in.get(PAGE))
    assert "set by whoever runs this Followthrough" in page
    assert KEY not in page
    answered = text_of(signed_in.post(reverse("language_model_try")))
    assert "It answers." in answered
    assert model.asked[0].headers["authorization"] == f"Bearer {KEY}"


def test_what_the_operator_opened_for_their_model_is_open_to_no_other(
    signed_in: Client, user: User, settings: LazySettings, model: Model
) -> None:
    for_everybody(settings, model)
    save(signed_in, address=model.base_url, key="sk-own")
    response = signed_in.post(reverse("language_model_try"))
    assert response.status_code == 422
    assert "private network" in text_of(response)
    assert model.asked == []


def test_ones_own_goes_before_the_operators_unless_that_is_switched_off(
    signed_in: Client, user: User, settings: LazySettings, model: Model
) -> None:
    for_everybody(settings, model)
    save(signed_in, key="sk-own")
    found = help_for(fresh(user))
    assert found is not None
    assert (found.own, found.endpoint.base_url, found.endpoint.key) == (True, FAR, "sk-own")
    settings.LANGUAGE_MODEL_OWN = False
    found = help_for(fresh(user))
    assert found is not None
    assert (found.own, found.endpoint.base_url, found.endpoint.key) == (False, model.base_url, KEY)
    page = text_of(signed_in.get(PAGE))
    assert 'name="address"' not in page
    save(signed_in, address="https://another.example")
    assert stored(user).address == FAR
    settings.LANGUAGE_MODEL = None
    assert help_for(fresh(user)) is None
    assert "has set no language model" in text_of(signed_in.get(PAGE))


# Try it


def test_trying_says_what_the_far_end_said_and_sends_nothing_of_the_users(
    signed_in: Client, user: User, own: Own, model: Model
) -> None:
    own(user, agreed=False)
    page = text_of(signed_in.post(reverse("language_model_try")))
    assert "It answers." in page
    assert "Dear Sara, thank you for your time" in page
    (asked,) = model.asked
    assert b"Say good day" in asked.body
    assert user.name.encode() not in asked.body


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (401, "did not accept the key"),
        (404, "does not know this model or address"),
        (429, "no more requests"),
        (500, "trouble of its own"),
        ("a page", "no letter"),
        ("drops", "broke off"),
    ],
)
def test_trying_says_in_plain_words_what_is_wrong(
    signed_in: Client, user: User, own: Own, model: Model, mode: Any, said: str
) -> None:
    own(user)
    model.mode = mode
    response = signed_in.post(reverse("language_model_try"))
    assert response.status_code == 422
    assert said in text_of(response)
    assert KEY not in text_of(response)


def test_an_address_inside_is_refused_unless_the_operator_opened_it(
    signed_in: Client, user: User, own: Own, model: Model, settings: LazySettings
) -> None:
    own(user)
    settings.OUTBOUND_PERMIT = Permit()
    response = signed_in.post(reverse("language_model_try"))
    assert "private network" in text_of(response)
    assert model.asked == []


def test_trying_nothing_is_a_way_back(signed_in: Client) -> None:
    assert signed_in.post(reverse("language_model_try")).status_code == 302


def test_another_secret_asks_for_the_key_again(
    signed_in: Client, user: User, own: Own, model: Model, settings: LazySettings
) -> None:
    own(user)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [], "another secret"
    signed_in.force_login(user)
    for response in (signed_in.get(PAGE), signed_in.post(reverse("language_model_try"))):
        assert "can no longer be read" in text_of(response)
        assert "Enter the key again." in text_of(response)
    assert model.asked == []


def test_too_many_in_an_hour(
    signed_in: Client, user: User, own: Own, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    monkeypatch.setattr(language_models, "MOST_IN_AN_HOUR", 2)
    own(user)
    tried = [signed_in.post(reverse("language_model_try")).status_code for _ in range(3)]
    assert tried == [200, 200, 422]


def test_two_users_have_nothing_of_each_other(
    user: User, another: User, own: Own, signed_in_as: Callable[[User], Client]
) -> None:
    own(user)
    theirs = signed_in_as(another)
    page = text_of(theirs.get(PAGE))
    assert "In use now" not in page
    theirs.post(reverse("language_model_forget"))
    theirs.post(reverse("language_model_withdraw"))
    save(theirs, key="sk-theirs")
    assert unseal(stored(user).sealed_key) == KEY
    assert stored(user).agreed_to
    assert unseal(stored(another).sealed_key) == "sk-theirs"
