"""Lengths the database itself keeps: SQLite ignores a column's, and no database knows a text's."""

from __future__ import annotations

from django.db.models import CheckConstraint, F
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual


def at_most(model: str, **limits: int) -> list[CheckConstraint]:
    """A constraint for each column named: no longer than so many characters."""
    return [
        CheckConstraint(
            condition=LessThanOrEqual(Length(F(column)), limit), name=f"{model}_{column}_at_most_{limit}"
        )
        for column, limit in limits.items()
    ]
