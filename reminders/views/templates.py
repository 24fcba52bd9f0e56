"""Templates of one's own: the list, the editor with its preview, versions, files."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from accounts.context import say
from accounts.models import User
from accounts.ownership import get_owned_or_404
from accounts.redirects import read_id
from accounts.views import current_user
from reminders.drafting.template_guide import FILTER_LESSONS, TAG_LESSONS
from reminders.drafting.templates import (
    MOST_TEMPLATES,
    NamedTemplate,
    OwnTemplate,
    Part,
    our_template,
    to_file,
)
from reminders.forms.templates import ImportForm, TemplateForm, TextForm, WinsForm
from reminders.models import Template, TemplateVersion
from reminders.models.template import LetterKind
from reminders.queries import read_templates
from reminders.services import templates as service
from reminders.template_preview import Example, chosen, examples, field_lines, guide, preview

PREVIEWS_A_MINUTE = 120
PARTS: tuple[Part, ...] = ("subject", "body")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """One's templates by kind."""
    rows = read_templates(current_user(request))
    context = {
        "groups": [
            (label, [each for each in rows if each.kind == kind])
            for kind, label in LetterKind.choices
            if any(each.kind == kind for each in rows)
        ],
        "kinds": LetterKind.choices,
        "full": len(rows) >= MOST_TEMPLATES,
        "most": MOST_TEMPLATES,
        "nav": "settings",
    }
    return render(request, "reminders/templates.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Begins as our letter of the kind."""
    user = current_user(request)
    kind = _kind(request.POST.get("kind") or request.GET.get("kind"))
    found, example = _example(request, user, kind)
    typed = request.POST if request.method == "POST" else None
    ours = our_template(kind)
    start = {"name": "", "subject": ours.subject, "body": ours.body}
    form = TemplateForm(typed, initial=start, example=example)
    if form.is_valid():
        try:
            made = service.add_template(user, kind=kind, name=form.cleaned_data["name"], text=form.text)
        except (service.NameTaken, service.TooManyTemplates) as error:
            form.add_error("name", str(error))
        else:
            say(request, "Saved. Choose it for a letter, or for all letters of its kind.")
            return redirect(f"{reverse('template', args=[made.pk])}?example={example.pk}")
    return _editor(request, form, found, kind=kind, template=None)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One template: its text with a preview, its versions, and what it is used for."""
    user = current_user(request)
    template = _mine(request, pk)
    found, example = _example(request, user, template.kind)
    now = {"name": template.name, "subject": template.subject, "body": template.body}
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=now, example=example)
    if form.is_valid():
        try:
            service.save_template(template, name=form.cleaned_data["name"], text=form.text)
        except service.NameTaken as error:
            form.add_error("name", str(error))
        else:
            say(request, "Saved.")
            return redirect(f"{reverse('template', args=[pk])}?example={example.pk}")
    return _editor(request, form, found, kind=template.kind, template=template)


@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """The preview while one types; nothing is saved."""
    user = current_user(request)
    if not _may_preview(user):
        return HttpResponse(status=429)
    kind = _kind(request.POST.get("kind"))
    found, example = _example(request, user, kind)
    form = TextForm(request.POST, example=example)
    # An error of the language is what a preview is there to tell; a form that is no template is refused.
    status = 200 if form.is_valid() or form.tried else 422
    context = _shown(form, found) | {"live": True}
    return render(request, "reminders/template_preview.html", context, status=status)


@require_POST
def restore_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to what it said then; what it said until now can be brought back in the same way."""
    rows = TemplateVersion.objects.filter(template__deleted_at=None).select_related("template__owner")
    version = get_owned_or_404(rows, current_user(request), pk)
    before = service.newest_version(version.template)
    service.restore_version(version)
    say(request, "The earlier text is back.", undo_url=_undo(before))
    return redirect("template", version.template_id)


@require_POST
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    template = _mine(request, pk)
    before = service.newest_version(template)
    service.reset_template(template)
    say(request, "It says what our letter says.", undo_url=_undo(before))
    return redirect("template", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    template = _mine(request, pk)
    service.delete_template(template, now=timezone.now())
    say(request, f"Deleted: {template}.", undo_url=reverse("template_restore", args=[pk]))
    return redirect("templates")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a deletion back."""
    template = get_owned_or_404(Template.objects.select_related("owner"), current_user(request), pk)
    try:
        back = service.undelete_template(template)
    except service.TooManyTemplates as error:
        say(request, str(error))
        return redirect("templates")
    say(request, f"It is back: {back}.")
    return redirect("template", pk)


@require_POST
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Write all letters of its kind from it."""
    template = _mine(request, pk)
    before = service.choose_for_kind(template)
    undo = reverse("template_use", args=[before.pk]) if before else reverse("template_unuse", args=[pk])
    text = "Letters of this kind are written from it now, except where you chose a wording for one."
    say(request, text, undo_url=undo)
    return redirect("template", pk)


@require_POST
def unuse(request: HttpRequest, pk: int) -> HttpResponse:
    template = _mine(request, pk)
    service.unchoose_for_kind(template)
    say(request, "Letters of this kind are ours again.", undo_url=reverse("template_use", args=[pk]))
    return redirect("template", pk)


@require_GET
def save_all(request: HttpRequest) -> HttpResponse:
    """All of them as a file."""
    return _file(read_templates(current_user(request)), "templates")


@require_GET
def save_one(request: HttpRequest, pk: int) -> HttpResponse:
    template = _mine(request, pk)
    return _file([template], slugify(template.name)[:60] or "template")


def bring_in(request: HttpRequest) -> HttpResponse:
    """Templates from a file: first what would happen, then it happens."""
    user = current_user(request)
    if request.method != "POST":
        return render(request, "reminders/templates_import.html", {"form": ImportForm(), "nav": "settings"})
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"form": form, "nav": "settings"}
        return render(request, "reminders/templates_import.html", context, status=422)
    sure = "take" in request.POST
    wins = WinsForm(request.POST if sure else None, found=form.found, mine=read_templates(user))
    problem = ""
    if sure and wins.is_valid():
        try:
            taken = service.take_in(user, wins.choices())
        except service.TooManyTemplates as error:
            problem = str(error)
        else:
            say(request, _told(taken))
            return redirect("templates")
    context = {"wins": wins, "text": form.text, "problem": problem, "nav": "settings"}
    return render(request, "reminders/templates_import.html", context, status=422 if sure else 200)


def _told(taken: int) -> str:
    if not taken:
        return "Nothing changed."
    return "One template was taken in." if taken == 1 else f"{taken} templates were taken in."


def _editor(
    request: HttpRequest, form: TemplateForm, found: list[Example], *, kind: str, template: Template | None
) -> HttpResponse:
    context: dict[str, Any] = {
        "template": template,
        "versions": list(template.versions.order_by("-pk")) if template else [],
        "kind": kind,
        "kind_label": LetterKind(kind).label,
        "tags": guide(TAG_LESSONS, form.example),
        "filters": guide(FILTER_LESSONS, form.example),
        "nav": "settings",
    }
    context |= _shown(form, found)
    status = 422 if form.is_bound else 200
    return render(request, "reminders/template.html", context, status=status)


def _shown(form: TextForm, found: list[Example]) -> dict[str, Any]:
    """The preview of what is in the form, and the fields with what they say in its example."""
    tried = form.tried
    if not form.is_bound:
        tried = preview(OwnTemplate(form.initial["subject"], form.initial["body"]), form.example)
    faults = {each.part: each for each in tried.faults} if tried else {}
    return {
        "form": form,
        "examples": found,
        "example": form.example,
        "letter": tried.letter if tried else None,
        "parts": [
            (form[part], faults.get(part), [] if part in faults else form.errors.get(part, []))
            for part in PARTS
        ],
        "fields": field_lines(form.example),
    }


def _example(request: HttpRequest, user: User, kind: str) -> tuple[list[Example], Example]:
    found = examples(user, kind, now=timezone.now())
    wanted = request.POST.get("example") or request.GET.get("example")
    return found, chosen(found, read_id(wanted))


def _kind(name: str | None) -> str:
    if name not in LetterKind.values:
        raise Http404
    return str(name)


def _may_preview(user: User) -> bool:
    """Whether the user has asked for few enough previews this minute."""
    key = f"template-previews:{user.pk}:{timezone.now():%H-%M}"
    cache.add(key, 0, timeout=120)
    try:
        return int(cache.incr(key)) <= PREVIEWS_A_MINUTE
    except ValueError:
        # It ran out between the two lines.
        return True


def _file(rows: list[Template], name: str) -> HttpResponse:
    found = [NamedTemplate(each.kind, each.name, each.text) for each in rows]
    return HttpResponse(
        to_file(found),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
    )


def _undo(version: TemplateVersion) -> str:
    return reverse("template_version_restore", args=[version.pk])


def _mine(request: HttpRequest, pk: int) -> Template:
    return get_owned_or_404(Template.objects.live().select_related("owner"), current_user(request), pk)
