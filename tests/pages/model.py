"""A language model on loopback, and users who have one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import LazySettings
from django.utils import timezone

from accounts.models import User
from applications.outbound import Permit
from config.environment import LanguageModel
from reminders.services.language_models import agree, save_own_model
from tests.model_server import Model, model_server

KEY = "sk-never-to-be-seen"
Own = Callable[..., None]


@pytest.fixture
def model(settings: LazySettings) -> Iterator[Model]:
    """A model that this machine's own people may reach, as under `up`."""
    settings.OUTBOUND_PERMIT = Permit(loopback=True)
    with model_server() as made:
        yield made


@pytest.fixture
def own(model: Model) -> Own:
    """Give a user this model as their own, and have them agree unless told otherwise."""

    def give(user: User, *, agreed: bool = True) -> None:
        save_own_model(user, address=model.base_url, name="small", key=KEY)
        user.refresh_from_db()
        if agreed:
            agree(user, model.base_url, now=timezone.now())
            user.refresh_from_db()

    return give


def for_everybody(settings: LazySettings, model: Model) -> None:
    """The operator sets this model; only its own address is opened thereby."""
    settings.OUTBOUND_PERMIT = Permit()
    settings.LANGUAGE_MODEL = LanguageModel(model.base_url, "operator's", KEY)
