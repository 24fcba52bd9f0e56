"""What a person does with an old tracker, step by step."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applications.forms.spreadsheet import ColumnsForm
from applications.models import Intake, SheetImport
from applications.services.imports import sheets_in
from tests.applications.typed import NOW

TODAY = NOW.date()
HEADER = "Company,Position,Status,Applied,Interview date,Contact,Email,Link,Notes"


def add(client: Client, content: str | bytes, name: str = "tracker.csv") -> Intake:
    """Drop the file on /add/."""
    data = content.encode() if isinstance(content, str) else content
    before = set(Intake.objects.values_list("pk", flat=True))
    response = client.post(reverse("add"), {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()
    return Intake.objects.exclude(pk__in=before).get()


def taken_as(intake: Intake, **changes: str) -> dict[str, str]:
    """The columns form as it is shown, with some columns (by their name) taken for something else."""
    form = ColumnsForm(sheets=sheets_in(intake), number=0, today=TODAY)
    fields = {name: field.initial for name, field in form.fields.items()}
    named = {field.label: name for name, field in form.fields.items()}
    return fields | {named[label]: value for label, value in changes.items()}


def choose(client: Client, intake: Intake, **changes: str) -> SheetImport:
    """Go on from the columns."""
    response = client.post(reverse("intake", args=[intake.pk]), taken_as(intake, **changes))
    assert response.status_code == 302, response.content.decode()
    return SheetImport.objects.get(intake=intake)


def answer(client: Client, row: SheetImport, **changes: str) -> SheetImport:
    """Say what statuses and dates mean: as proposed, but for `changes`."""
    page = client.get(reverse("sheet_answers", args=[row.pk]))
    form = page.context["form"]
    typed: dict[str, Any] = {name: field.initial for name, field in form.fields.items() if field.initial}
    named = {str(field.label).strip("“”"): name for name, field in form.fields.items()}
    typed |= {named.get(label, label): value for label, value in changes.items()}
    response = client.post(reverse("sheet_answers", args=[row.pk]), typed)
    assert response.status_code == 302, response.content.decode()
    row.refresh_from_db()
    return row


def begin(client: Client, row: SheetImport, duplicates: str = "skip") -> SheetImport:
    """Import what was looked over."""
    client.post(reverse("sheet_begin", args=[row.pk]), {"duplicates": duplicates})
    row.refresh_from_db()
    return row


def bring(client: Client, content: str | bytes, name: str = "tracker.csv", **answers: str) -> SheetImport:
    """Everything at once."""
    row = choose(client, add(client, content, name))
    if row.state == "choosing":
        row = answer(client, row, **answers)
    assert row.state == "ready", (row.state, row.problem)
    return begin(client, row)
