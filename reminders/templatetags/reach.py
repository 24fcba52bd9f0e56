"""The reminders' part of the settings page."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.models import User
from reminders.services.channels import reach as read_reach
from reminders.services.manners import read_progress

register = template.Library()


@register.inclusion_tag("reminders/reach_settings.html", takes_context=True)
def reach(context: Any) -> dict[str, object]:
    """Where reminders go, whether they arrive, and the switch."""
    user: User = context["user"]
    return {
        "reach": read_reach(user),
        "mail_kept_at": context.get("mail_kept_at", ""),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("reminders/planning.html", takes_context=True)
def planning(context: Any) -> dict[str, object]:
    """How far the planning has come that a change of settings set off; nothing where all is planned."""
    return {"progress": read_progress(context["user"])}
