"""The settings' part about browsers."""

from __future__ import annotations

from typing import Any

from django import template

from reminders.services.browsers import browsers_of
from reminders.services.push_keys import public_key

register = template.Library()


@register.inclusion_tag("reminders/browser_card.html", takes_context=True)
def browser_card(context: Any) -> dict[str, object]:
    """Which browsers show the user's notices, and the button to turn them on in this one."""
    # The keys first: where they have to be made anew, what subscribed before has stopped.
    key = public_key()
    return {
        "browsers": browsers_of(context["user"]),
        "push_key": key,
        "tried": context.get("tried"),
        "refused": context.get("refused"),
    }
