"""Messengers: chosen from a list, added by a form that helps, renamed, given another address, removed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from reminders.forms.messengers import FORMS, OTHERS, MessengerForm, NameForm, form_for
from reminders.models import Channel
from reminders.models.channel import ChannelKind
from reminders.services import messengers as service


def add(request: HttpRequest) -> HttpResponse:
    """A new messenger: which service, then its address."""
    if request.method == "GET" and _is_full(request):
        return _choose(request, None)
    return _enter(request, None, request.GET.get("service", ""))


def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Another address for one of the user's messengers, of the same service or of another."""
    channel = _mine(request, pk)
    key = request.GET.get("service")
    return _enter(request, channel, form_for(service.address_of(channel)) if key is None else key)


def _enter(request: HttpRequest, channel: Channel | None, key: str) -> HttpResponse:
    """The form for one service's address, or the list of services where none was chosen."""
    form_class = FORMS.get(key)
    if form_class is None:
        return _choose(request, channel)
    initial = {"name": channel.name} if channel else {}
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = _save(request, form, channel)
        if saved is not None:
            say(request, "Saved. Send a test, to see whether it arrives.")
            return redirect(f"{reverse('reminder_settings')}#channel-{saved.pk}")
    context = {
        "form": form,
        "channel": channel,
        "key": key,
        "others": OTHERS if key == "other" else [],
        "nav": "settings",
    }
    response = render(request, "reminders/messenger_form.html", context, status=422 if form.errors else 200)
    # A form that is shown again holds what was typed, secrets too.
    add_never_cache_headers(response)
    return response


def _choose(request: HttpRequest, channel: Channel | None) -> HttpResponse:
    context = {
        "channel": channel,
        "services": [(key, form.service_name, form.tells) for key, form in FORMS.items()],
        "others": OTHERS,
        "is_full": channel is None and _is_full(request),
        "most": service.MOST_MESSENGERS,
        "nav": "settings",
    }
    return render(request, "reminders/messenger_services.html", context)


def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """What its owner calls it."""
    channel = _mine(request, pk)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": channel.name})
    if request.method == "POST" and form.is_valid():
        service.rename_messenger(channel, form.cleaned_data["name"])
        say(request, f"It is called {channel.title} now.")
        return redirect(f"{reverse('reminder_settings')}#channel-{pk}")
    context = {"form": form, "channel": channel, "nav": "settings"}
    return render(request, "reminders/messenger_name.html", context, status=422 if form.errors else 200)


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked once more, for the address cannot be brought back."""
    channel = _mine(request, pk)
    if request.method == "POST":
        service.remove_messenger(channel)
        say(request, f"Removed {channel.title}, and its address with it.")
        return redirect("reminder_settings")
    context = {"channel": channel, "waiting": service.waiting_on(channel), "nav": "settings"}
    return render(request, "reminders/messenger_remove.html", context)


def _save(request: HttpRequest, form: MessengerForm, channel: Channel | None) -> Channel | None:
    """The messenger as it is stored; None, with the reason in the form, where it could not be."""
    if form.found is None:
        return None
    name = form.cleaned_data["name"]
    try:
        if channel is None:
            return service.add_messenger(current_user(request), form.found, name=name)
        service.replace_address(channel, form.found)
    except service.MessengerError as error:
        form.add_error(None, str(error))
        return None
    return service.rename_messenger(channel, name)


def _mine(request: HttpRequest, pk: int) -> Channel:
    return get_owned_or_404(
        Channel.objects.filter(kind=ChannelKind.MESSENGER).select_related("owner"), current_user(request), pk
    )


def _is_full(request: HttpRequest) -> bool:
    return len(service.messengers_of(current_user(request))) >= service.MOST_MESSENGERS
