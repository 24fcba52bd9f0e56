"""The skills shelf: add lines, say them differently, order them, take them off."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import shelf as service
from accounts.context import say
from accounts.forms import ShelfForm, SkillLineForm
from accounts.redirects import read_id
from accounts.views import current_user

MOVES = {"up": -1, "down": 1, "top": -service.MOST_LINES}


def shelf(request: HttpRequest) -> HttpResponse:
    """The user's lines in their order, and room for more."""
    user = current_user(request)
    # The undo of a removal names its line and place in the address.
    typed = request.POST if "lines" in request.POST else request.GET
    form = ShelfForm(typed if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            new = service.add_lines(user, form.cleaned_data["lines"], at=read_id(request.GET.get("at")))
        except service.ShelfFull as error:
            form.add_error("lines", _no_room(error.room))
        else:
            say(request, _added(len(new)))
            return redirect("shelf")
    context = {"form": form, "lines": user.shelf.all(), "nav": "settings"}
    return render(request, "accounts/shelf.html", context, status=422 if form.is_bound else 200)


def shelf_line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line, to be said in other words."""
    user = current_user(request)
    line = user.shelf.filter(pk=pk).first()
    if line is None:
        raise Http404
    form = SkillLineForm(request.POST if request.method == "POST" else None, initial={"text": line.text})
    if request.method == "POST" and form.is_valid():
        try:
            service.change_line(user, pk, form.cleaned_data["text"])
        except service.OnShelfAlready:
            form.add_error("text", "Another line on your shelf says exactly this.")
        else:
            say(request, "Changed. Letters that have the old words keep them.")
            return redirect("shelf")
    context = {"form": form, "line": line, "nav": "settings"}
    return render(request, "accounts/shelf_line.html", context, status=422 if form.is_bound else 200)


@require_POST
def move_shelf_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Up, down, or to the top."""
    by = MOVES.get(request.POST.get("move", ""))
    if by is None or service.move_line(current_user(request), pk, by=by) is None:
        raise Http404
    return redirect(f"{reverse('shelf')}#line-{pk}")


@require_POST
def remove_shelf_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the shelf; one click puts it back where it was."""
    removed = service.remove_line(current_user(request), pk)
    if removed is None:
        raise Http404
    text, place = removed
    again = urlencode({"lines": text, "at": place})
    say(
        request,
        "Taken off your shelf. Letters that have it keep it.",
        undo_url=f"{reverse('shelf')}?{again}",
    )
    return redirect("shelf")


def _no_room(room: int) -> str:
    if not room:
        return f"Your shelf has its {service.MOST_LINES} lines. Take off some that you do not use."
    return f"There is room for {room} more line{'s' if room > 1 else ''}. Take off some, or add fewer."


def _added(count: int) -> str:
    if not count:
        return "On your shelf already."
    return "On your shelf." if count == 1 else f"{count} lines are on your shelf."
