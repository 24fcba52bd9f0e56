"""The forms of the reminders' settings, for whichever page shows them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from reminders.forms.when import MomentsForm, WhenForm, initial_of
from reminders.models import Channel
from reminders.services.attention import rhythm_of
from reminders.when import tell_when

register = template.Library()


@register.simple_tag(takes_context=True)
def when_form(context: Any) -> WhenForm:
    """The form as it was filled in where it was refused, else as the settings are."""
    refused = context.get("refused")
    return refused if isinstance(refused, WhenForm) else WhenForm(initial=initial_of(context["user"]))


@register.simple_tag(takes_context=True)
def when_told(context: Any) -> str:
    """When reminders come by the settings as they are, in words; of a form that was refused nothing is said."""
    if isinstance(context.get("refused"), WhenForm):
        return ""
    return tell_when(rhythm_of(context["user"]), now=timezone.now())


@register.simple_tag(takes_context=True)
def moments_form(context: Any, channel: Channel) -> MomentsForm:
    """What a channel tells, likewise."""
    refused = context.get("refused")
    is_this = isinstance(refused, MomentsForm) and refused.channel == channel
    return refused if is_this else MomentsForm(channel=channel)
