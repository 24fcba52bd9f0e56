"""An old tracker, from its columns to the applications that came of it, and back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from accounts.context import say
from accounts.models import User
from accounts.ownership import get_owned_or_404
from accounts.redirects import read_id
from accounts.views import current_user
from applications.forms.spreadsheet import AnswersForm, BeginForm, ColumnsForm
from applications.intake.columns import Field
from applications.intake.reader import Json
from applications.intake.rows import ask
from applications.models import Application, Intake, SheetImport
from applications.models.sheet_import import OVER, ImportState
from applications.services import imports as service

PAGE = 50
MOST_KEPT_SHOWN = 20
# In these the user may still choose otherwise.
OPEN = (ImportState.CHOOSING, ImportState.READY, ImportState.FAILED)


def review(request: HttpRequest, intake: Intake) -> HttpResponse:
    """The first look at a spreadsheet: what its columns are taken for."""
    begun = SheetImport.objects.filter(intake=intake).first()
    if begun is not None and begun.state != ImportState.CHOOSING:
        return redirect("sheet_import", begun.pk)
    return _columns(request, intake, begun)


def take_back(user: User, outcome: Json, now: datetime) -> None:
    """The undo of an intake that was a spreadsheet."""
    pk = outcome.get("sheet_import")
    row = SheetImport.objects.for_user(user).filter(pk=pk).first() if isinstance(pk, int) else None
    if row is not None:
        service.undo(row, now=now)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The spreadsheets that were imported."""
    rows = SheetImport.objects.for_user(current_user(request)).filter(state__in=OVER).defer("refused_file")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "applications/spreadsheet/list.html", {"page": page, "nav": "applications"})


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import is: what it would bring, how much is done, what came of it."""
    row = _mine(request, pk)
    if request.htmx and not row.is_at_work:  # type: ignore[attr-defined]
        # The page that asked how far it is: it is time to show the rest.
        return HttpResponse(headers={"HX-Refresh": "true"})
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "applications/spreadsheet/progress.html", {"row": row})
    if row.state == ImportState.CHOOSING:
        return redirect("sheet_columns", pk)
    context: dict[str, Any] = {"row": row, "counts": row.counts, "form": BeginForm(), "nav": "applications"}
    context["sample"] = [
        (company, title, date.fromisoformat(applied) if applied else None, stage)
        for company, title, applied, stage in row.counts.get("sample", [])
    ]
    if kept := row.counts.get("kept"):
        mine = Application.objects.for_user(current_user(request)).live().select_related("company")
        context["kept"] = mine.filter(pk__in=kept[:MOST_KEPT_SHOWN])
    return render(request, "applications/spreadsheet/state.html", context)


def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose anew what the columns are taken for."""
    row = _mine(request, pk)
    return (
        _columns(request, row.intake, row) if row.intake and row.state in OPEN else _elsewhere(request, row)
    )


def _columns(request: HttpRequest, intake: Intake, row: SheetImport | None) -> HttpResponse:
    sheets = service.sheets_in(intake)
    stored = row.choices if row is not None else {}
    asked = request.POST if request.method == "POST" else request.GET
    widest = max(range(len(sheets)), key=lambda place: len(sheets[place].rows))
    number = min(_number(asked.get("sheet"), stored.get("sheet", widest)), len(sheets) - 1)
    heading = _number(asked.get("heading"), stored.get("heading"))
    same = stored and (number, heading) == (stored["sheet"], stored["heading"])
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        sheets=sheets,
        number=number,
        today=timezone.localdate(),
        heading=heading,
        chosen=[Field(each) for each in stored["fields"]] if same else (),
    )
    if request.method == "POST" and form.is_valid():
        row = service.choose_columns(current_user(request), intake, form.chosen())
        questions = form.questions()
        if questions.date or any(meaning is None for _, meaning in questions.statuses):
            return redirect("sheet_answers", row.pk)
        known = {written: meaning for written, meaning in questions.statuses if meaning is not None}
        service.answer(row, statuses=service.fold(known), day_first=None, now=timezone.now())
        return redirect("sheet_import", row.pk)
    context = {"form": form, "sheets": sheets, "intake": intake, "nav": "applications"}
    return render(
        request, "applications/spreadsheet/columns.html", context, status=422 if form.is_bound else 200
    )


def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the statuses mean, and which way round the dates stand."""
    row = _mine(request, pk)
    if row.intake is None or row.state not in OPEN or not row.choices:
        return _elsewhere(request, row)
    sheet = service.sheets_in(row.intake)[row.choices["sheet"]]
    chosen = service.choices_of(row, sheet, today=timezone.localdate())
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        questions=ask(sheet, chosen.heading, chosen.fields, today=timezone.localdate()),
        stored=row.choices,
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        service.answer(row, statuses=form.statuses(), day_first=form.day_first(), now=timezone.now())
        return redirect("sheet_import", pk)
    context = {"form": form, "row": row, "nav": "applications"}
    return render(
        request, "applications/spreadsheet/answers.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    form = BeginForm(request.POST)
    if form.is_valid():
        service.begin(row, keep_duplicates=form.cleaned_data["duplicates"] == "keep", now=timezone.now())
    return redirect("sheet_import", pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    service.undo(_mine(request, pk), now=timezone.now())
    return redirect("sheet_import", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it: forget the file and what was chosen."""
    service.drop(_mine(request, pk))
    say(request, "Removed. Nothing of it was saved.")
    return redirect("add")


@require_GET
def refused(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that could not be taken, with the reason, to mend and add again."""
    row = _mine(request, pk)
    if not row.refused_file:
        raise Http404
    # With the mark by which Excel knows UTF-8.
    response = HttpResponse(f"\ufeff{row.refused_file}", content_type="text/csv; charset=utf-8")
    name = slugify(row.name.rpartition(".")[0] or row.name) or "spreadsheet"
    response["Content-Disposition"] = f'attachment; filename="{name}-refused.csv"'
    return response


def _mine(request: HttpRequest, pk: int) -> SheetImport:
    rows = SheetImport.objects.select_related("intake").defer(
        "refused_file", "intake__raw", "intake__understood"
    )
    return get_owned_or_404(rows, current_user(request), pk)


def _elsewhere(request: HttpRequest, row: SheetImport) -> HttpResponseRedirect:
    """Where an import is to be looked at that takes no choices any more."""
    if row.intake is None and row.state in OPEN:
        say(request, "That file is no longer here. Add it again.")
        return redirect("add")
    return redirect("sheet_import", row.pk)


def _number(asked: str | None, otherwise: Any) -> Any:
    number = read_id(asked)
    return otherwise if number is None else number
