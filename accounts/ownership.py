"""Everything belongs to a user; these are the only ways in."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from accounts.models import User

M = TypeVar("M", bound=Model)


class OwnedQuerySet(QuerySet[M]):
    """Rows reached through their owner. `owner_path` is the look-up from the row to its user."""

    owner_path: ClassVar[str] = "owner"

    def for_user(self, user: User) -> Self:
        return self.filter(**{self.owner_path: user})


def get_owned_or_404(rows: OwnedQuerySet[M], user: User, pk: int) -> M:
    """The user's own row. Somebody else's is a 404, as if it did not exist."""
    try:
        return rows.for_user(user).get(pk=pk)
    except rows.model.DoesNotExist as error:  # type: ignore[attr-defined]
        raise Http404 from error
