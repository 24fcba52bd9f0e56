"""What every answer tells the browser, so that nothing foreign runs here and nobody frames us."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.applications.typed import SARA, log

TEMPLATES = Path(settings.BASE_DIR) / "templates"
PAGES = [path for path in TEMPLATES.rglob("*.html") if "email" not in path.relative_to(TEMPLATES).parts[:-1]]


def addresses() -> list[str]:
    named = [
        "today",
        "applications",
        "application_new",
        "interview_new",
        "people",
        "settings",
        "account_email",
    ]
    return [*map(reverse, named), "/nowhere/", "/interviews/999/"]


@pytest.mark.parametrize("address", [*addresses(), "/healthz", "/accounts/login/", "/accounts/signup/"])
def test_every_answer_is_strict(signed_in: Client, address: str) -> None:
    client = Client() if address.startswith(("/accounts/login", "/accounts/signup")) else signed_in
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_a_refused_form_is_strict_too(signed_in: Client) -> None:
    response = log(signed_in, SARA, starts="never")
    assert response.status_code == 422
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_a_stolen_cookie_is_hard_to_come_by(client: Client, user: object) -> None:
    form = {"login": str(user), "password": "correct horse battery"}
    cookie = client.post(reverse("account_login"), form).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert bool(cookie["secure"]) == settings.SESSION_COOKIE_SECURE


def test_a_form_without_its_token_is_refused(user: object) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)  # type: ignore[arg-type]
    response = client.post(reverse("interview_new"), {"company": "Acme"})
    assert response.status_code == 403
    assert "Content-Security-Policy" in response


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_template_holds_a_script_or_a_style(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert "javascript:" not in text
    assert not re.search(r"\|\s*safe\b|autoescape off", text)


def test_what_is_rendered_holds_none_either(signed_in: Client) -> None:
    log(signed_in, SARA)
    for address in addresses():
        page = signed_in.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), address
        assert not re.search(r"\sstyle\s*=|<style\b", page), address
        assert not re.search(r"<[^>]*\son[a-z]+\s*=", page), address


def test_there_are_templates_to_read() -> None:
    assert len(PAGES) > 30
