"""The reminders' part of the settings page."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.models import User
from reminders.services.channels import reach as read_reach

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
