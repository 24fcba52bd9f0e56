"""Which language model a user's letters go to, and whether the user agreed to that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.secrets import SealError, seal, unseal
from applications.addresses import parsed
from applications.outbound import Permit
from reminders.drafting.rewriting import Message
from reminders.models import LanguageModel
from reminders.services.allowance import is_within
from reminders.services.rewriting import Endpoint, RewritingError
from reminders.services.running import listen

# One person's rewrites: an afternoon of many letters, and a bound to what a stranger can spend of the operator's.
MOST_IN_AN_HOUR = 40
SECONDS_TO_TRY = 45.0
MOST_CHARACTERS_SHOWN = 200


@dataclass(frozen=True)
class Help:
    """The model in force for a user. `own`: the user's, not the operator's. `trouble`: why its key is of no use."""

    endpoint: Endpoint
    permit: Permit
    own: bool
    agreed: bool
    trouble: str = ""

    @property
    def host(self) -> str:
        """Who gets the letter, as a person reads it: host and port."""
        return urlsplit(self.endpoint.base_url).netloc


def may_have_own() -> bool:
    """Whether the operator lets users name a model of their own."""
    return bool(settings.LANGUAGE_MODEL_OWN)


def help_for(user: User) -> Help | None:
    """The user's own model, else the operator's; None where there is neither, and then nothing is ever sent."""
    row = own_model(user)
    if row.address and may_have_own():
        key = trouble = ""
        try:
            key = unseal(row.sealed_key) if row.sealed_key else ""
        except SealError as error:
            trouble = str(error)
        endpoint = Endpoint(row.address, row.name, key)
        agreed = row.agreed_to == row.address
        return Help(endpoint, settings.OUTBOUND_PERMIT, own=True, agreed=agreed, trouble=trouble)
    given = settings.LANGUAGE_MODEL
    if given is None:
        return None
    # Who set the address for everybody has allowed it thereby, wherever it leads.
    permit = replace(settings.OUTBOUND_PERMIT, hosts=frozenset({parsed(given.url, any_port=True).host}))
    endpoint = Endpoint(given.url, given.name, given.key)
    return Help(endpoint, permit, own=False, agreed=row.agreed_to == given.url)


def has_help(user: User) -> bool:
    """Whether there is a model to ask, so that a page may offer it."""
    return settings.LANGUAGE_MODEL is not None or (may_have_own() and bool(own_model(user).address))


@transaction.atomic
def save_own_model(user: User, *, address: str, name: str, key: str, forget_key: bool = False) -> bool:
    """Store the user's own model. An empty `key` keeps the one that is stored, at the same server only.

    Returns whether a stored key was given up because it belonged to another server.
    """
    LanguageModel.objects.get_or_create(user=user)
    row = LanguageModel.objects.select_for_update().get(user=user)
    moved = bool(row.sealed_key) and urlsplit(row.address)[:2] != urlsplit(address)[:2]
    if key:
        row.sealed_key = seal(key)
    elif moved or forget_key:
        row.sealed_key = ""
    if row.agreed_to and row.agreed_to != address:
        row.agreed_to, row.agreed_at = "", None
    row.address, row.name = address, name
    row.save()
    return moved and not key


def forget_own_model(user: User) -> None:
    """Take away address, key and agreement."""
    LanguageModel.objects.filter(user=user).delete()


def agree(user: User, address: str, *, now: datetime) -> bool:
    """Note that the user agreed to send letters to `address`. False, and nothing noted, if that is not in force."""
    found = help_for(user)
    if found is None or found.endpoint.base_url != address:
        return False
    LanguageModel.objects.update_or_create(user=user, defaults={"agreed_to": address, "agreed_at": now})
    return True


def withdraw(user: User) -> None:
    """No letter goes anywhere until the user agrees again."""
    LanguageModel.objects.filter(user=user).update(agreed_to="", agreed_at=None)


def count_one(user: User) -> None:
    """Count a rewrite. Raises RewritingError for one too many in an hour."""
    if not is_within(f"rewrites-{user.pk}", most=MOST_IN_AN_HOUR, seconds=3_600):
        raise RewritingError(
            "Those were many letters in one hour. Try again later, or change the letter by hand."
        )


def try_out(user: User, found: Help) -> str:
    """What the model says to a word of greeting. Nothing of the user's is sent. Raises RewritingError."""
    if found.trouble:
        raise RewritingError(found.trouble)
    count_one(user)
    prompt = (Message("user", "Say good day in one short sentence."),)
    said = ""
    answer = listen(user.pk, found.endpoint, prompt, found.permit, most_seconds=SECONDS_TO_TRY)
    try:
        for piece in answer:
            said += piece
            if len(said) > MOST_CHARACTERS_SHOWN:
                return " ".join(said[:MOST_CHARACTERS_SHOWN].split()) + " …"
    finally:
        answer.close()
    return " ".join(said.split())


def own_model(user: User) -> LanguageModel:
    """What the user chose, or a row that is empty and not stored."""
    try:
        return user.language_model
    except LanguageModel.DoesNotExist:
        return LanguageModel(user=user)
