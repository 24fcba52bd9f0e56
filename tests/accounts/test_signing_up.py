"""Making an account, signing in and out, and a new password by mail."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.applications.typed import Answer

FORM = {
    "name": "Ada Núñez",
    "email": "ada@example.org",
    "password1": "seven quiet herons",
    "time_zone": "Europe/Madrid",
    "country": "ES",
}


def sign_up(client: Client, **changes: str) -> Answer:
    return client.post(reverse("account_signup"), FORM | changes)


def test_signing_up_stores_who_and_where_and_opens_today(db: None, client: Client) -> None:
    response = sign_up(client)
    assert (response.status_code, response["Location"]) == (302, "/")
    ada = User.objects.get()
    assert (ada.email, ada.name, ada.time_zone, ada.country) == (
        "ada@example.org", "Ada Núñez", "Europe/Madrid", "ES",
    )  # fmt: skip
    assert client.get("/").status_code == 200


def test_an_address_in_capitals_is_the_same_account(db: None, client: Client) -> None:
    sign_up(client, email="Ada@Example.ORG")
    assert User.objects.get().email == "ada@example.org"
    client.post(reverse("account_logout"))
    response = client.post(
        reverse("account_login"), {"login": "ADA@example.org", "password": FORM["password1"]}
    )
    assert response["Location"] == "/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not an address"),
        ("email", "ada@example.org\nBcc: all@example.org"),
        ("email", ""),
        ("password1", "short"),
        ("password1", "password12"),
        ("password1", "adanúñez22"),
        ("name", ""),
        ("name", "A" * 201),
        ("name", "Ada\0"),
        ("time_zone", "Mars/Phobos"),
        ("time_zone", "localtime"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", ""),
        ("country", "XX"),
    ],
)
def test_wrong_input_makes_no_account_and_keeps_the_rest(
    db: None, client: Client, field: str, value: str
) -> None:
    response = sign_up(client, **{field: value})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not User.objects.exists()
    page = response.content.decode()
    for name in {"name", "email"} - {field}:
        assert f'value="{FORM[name]}"' in page
    if field != "time_zone":
        assert '<option value="Europe/Madrid" selected>' in page


def test_a_zone_the_list_lacks_is_taken_and_shown(db: None, client: Client) -> None:
    page = sign_up(client, time_zone="US/Eastern", email="").content.decode()
    assert '<option value="US/Eastern" selected>' in page
    sign_up(client, time_zone="US/Eastern")
    assert User.objects.get().time_zone == "US/Eastern"


def test_an_address_has_one_account(client: Client, user: User) -> None:
    response = sign_up(client, email=user.email.upper())
    assert response.status_code == 200
    assert "email" in response.context["form"].errors
    assert User.objects.count() == 1


def test_a_closed_door_says_so(db: None, client: Client, settings: Settings) -> None:
    settings.SIGNUP_OPEN = False
    sign_up(client)
    assert not User.objects.exists()


def test_signing_in_and_out(client: Client, user: User) -> None:
    entered = client.post(
        reverse("account_login"),
        {"login": user.email, "password": "correct horse battery", "next": "/people/"},
    )
    assert entered["Location"] == "/people/"
    assert client.get("/").status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/").status_code == 302


def test_signing_in_and_out_says_nothing_of_itself(client: Client, user: User) -> None:
    """The page that opens says it."""
    typed = {"login": user.email, "password": "correct horse battery"}
    for address, form in ((reverse("account_login"), typed), (reverse("account_logout"), {})):
        page = client.post(address, form, follow=True)
        assert page.status_code == 200
        assert "igned" not in "".join(toast.text for toast in page.context["toasts"]())
        assert "Successfully signed in" not in page.content.decode()
        assert "You have signed out" not in page.content.decode()


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_an_address_is_called_e_mail(db: None, client: Client, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert "E-mail" in page
    assert "Email" not in page


@pytest.mark.parametrize("name", ["account_signup", "account_change_password"])
def test_what_a_password_has_to_be_is_one_sentence(client: Client, user: User, name: str) -> None:
    if name != "account_signup":
        client.force_login(user)
    page = client.get(reverse(name)).content.decode()
    assert "At least 10 characters; not your name, not a common password." in page
    assert "Your password" not in page


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short", "This password is too short. Use at least 10 characters."),
        ("password12", "This password is one that many people use. Choose another."),
        ("ada@example", "This password is too much like your name or your address. Choose another."),
    ],
)
def test_a_weak_password_is_told_in_plain_words(db: None, client: Client, password: str, told: str) -> None:
    errors = sign_up(client, password1=password).context["form"].errors["password1"]
    assert told in errors
    assert len(errors) == len(set(errors))


def test_a_wrong_password_keeps_the_address(client: Client, user: User) -> None:
    response = client.post(reverse("account_login"), {"login": user.email, "password": "wrong"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "That address and password do not belong together. Try again, or set a new password." in page
    assert f'value="{user.email}"' in page
    assert client.get("/").status_code == 302


def test_signing_in_leads_to_no_other_site(client: Client, user: User) -> None:
    form = {"login": user.email, "password": "correct horse battery", "next": "https://evil.example/"}
    assert client.post(reverse("account_login"), form)["Location"] == "/"


@pytest.fixture
def letters(settings: Settings, tmp_path: Path) -> Path:
    """No mail server: letters are files here, as in a fresh installation."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.MAIL_FOLDER = tmp_path
    settings.MAIL_REACHES_PEOPLE = False
    return tmp_path


def test_a_forgotten_password_is_set_anew_by_the_link_in_the_mail_file(
    client: Client, user: User, letters: Path
) -> None:
    asked = client.post(reverse("account_reset_password"), {"email": user.email}, follow=True)
    assert str(letters) in asked.content.decode()
    (letter,) = letters.iterdir()
    link = re.search(r"https?://[^/\s]+(/accounts/password/reset/key/\S+)", letter.read_text("utf-8"))
    assert link
    form = client.get(link[1], follow=True)
    where = form.redirect_chain[-1][0]
    client.post(where, {"password1": "nine loud herons", "password2": "nine loud herons"})
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": user.email, "password": "nine loud herons"})
    assert client.get("/").status_code == 200


def test_a_link_that_was_used_is_worth_nothing(client: Client, user: User, letters: Path) -> None:
    client.post(reverse("account_reset_password"), {"email": user.email})
    (letter,) = letters.iterdir()
    link = re.search(r"(/accounts/password/reset/key/\S+)", letter.read_text("utf-8"))
    assert link
    user.set_password("changed meanwhile")
    user.save()
    page = client.get(link[1], follow=True)
    assert "password1" not in page.content.decode()


def test_with_a_mail_server_no_page_names_a_folder(client: Client, user: User, settings: Settings) -> None:
    settings.MAIL_REACHES_PEOPLE = True
    page = client.post(reverse("account_reset_password"), {"email": user.email}, follow=True)
    assert str(settings.MAIL_FOLDER) not in page.content.decode()


def test_a_stranger_learns_nothing_from_a_reset(client: Client, user: User, letters: Path) -> None:
    known = client.post(reverse("account_reset_password"), {"email": user.email}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain


@pytest.mark.parametrize("name", ["account_email", "account_change_password"])
def test_every_page_of_the_account_answers(signed_in: Client, name: str) -> None:
    assert signed_in.get(reverse(name)).status_code == 200
