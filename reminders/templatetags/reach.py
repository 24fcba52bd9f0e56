"""The reminders' part of the settings page."""

from __future__ import annotations

from typing import Any

from django import template

from reminders.services.manners import read_progress

register = template.Library()


@register.inclusion_tag("reminders/planning.html", takes_context=True)
def planning(context: Any) -> dict[str, object]:
    """How far the planning has come that a change of settings set off; nothing where all is planned."""
    return {"progress": read_progress(context["user"])}
