"""The people one has met."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.context import say
from accounts.ownership import get_owned_or_404
from accounts.views import current_user
from applications.forms.contact import ContactForm
from applications.models import Contact
from applications.queries import conversation_with, list_contacts, meetings_with
from applications.services import contacts as service

PAGE = 50


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("q", "").replace("\0", "").strip()[:200]
    rows = list_contacts(current_user(request), now=timezone.now(), search=search)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = urlencode({"q": search}) if search else ""
    context = {"page": page, "search": search, "query": query, "nav": "people"}
    return render(request, "applications/people.html", context)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    contact = get_owned_or_404(Contact.objects.select_related("company"), current_user(request), pk)
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(contact, name) for name in ContactForm.base_fields},
    )
    if request.method == "POST" and form.is_valid():
        service.edit_contact(contact, **form.cleaned_data)
        say(request, "Saved.")
        return redirect("people")
    context = {
        "form": form,
        "contact": contact,
        "conversation": conversation_with(contact),
        "meetings": meetings_with(contact),
        "nav": "people",
    }
    return render(request, "applications/person.html", context, status=422 if form.is_bound else 200)
