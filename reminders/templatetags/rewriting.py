"""The letter page's way to a rewrite."""

from __future__ import annotations

from typing import Any

from django import template

from reminders.models import FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.services.language_models import has_help

register = template.Library()


@register.inclusion_tag("reminders/rewrite.html", takes_context=True)
def rewrite(context: Any, row: FollowUp) -> dict[str, object]:
    """The button "Rewrite in my words"; nothing where no language model is set or the letter is done."""
    offered = row.status == FollowUpStatus.OPEN and has_help(context["user"])
    return {"row": row, "offered": offered, "csrf_token": context.get("csrf_token")}
