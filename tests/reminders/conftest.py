from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings

from accounts.models import User
from reminders.services import sending
from tests.reminders.mailing import Fake, Post, running_post


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """What goes by mail goes here."""
    found = Fake()
    monkeypatch.setitem(sending.CHANNELS, "email", found)
    return found


@pytest.fixture
def post(settings: LazySettings, user: User) -> Iterator[Post]:
    """A mail server is set, and the user has confirmed their address."""
    with running_post() as found:
        settings.MAIL_REACHES_PEOPLE = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        settings.EMAIL_TIMEOUT = 1
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        yield found


@pytest.fixture
def mail_folder(settings: LazySettings, tmp_path: Path) -> Path:
    """No mail server: letters are written to this folder."""
    settings.MAIL_REACHES_PEOPLE = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    return tmp_path
