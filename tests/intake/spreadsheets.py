"""Spreadsheets for tests, made when they are needed: workbooks, bombs, and the exports of known trackers.

The exports' column names are put together from what the programs show and from templates people share; none is a
file that somebody exported.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

# Each with its columns and one row of what stands in them.
TRACKERS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "Google Sheets template": (
        ("Company", "Position", "Status", "Date applied", "Interview date", "Contact", "Contact email", "Job link",
         "Location", "Salary", "Notes"),
        ("Acme", "Data Engineer", "Interview", "3/24/2026", "4/13/2026", "Sara Lindqvist", "sara@acme.example",
         "https://acme.example/jobs/1", "Oslo", "$100,000", "Nice team"),
    ),
    "Huntr": (
        ("Title", "Company", "List", "Location", "URL", "Salary", "Date Applied", "Deadline", "Notes", "Created At"),
        ("Data Engineer", "Acme", "Interview", "Oslo", "https://acme.example/jobs/1", "", "2026-03-24T00:00:00.000Z",
         "", "Nice team", "2026-03-20T09:14:11.000Z"),
    ),
    "Teal": (
        ("Job Position", "Company", "Max. Salary", "Location", "Status", "Date Saved", "Deadline", "Date Applied",
         "Follow up", "Excitement", "URL"),
        ("Data Engineer", "Acme", "$100K", "Oslo", "Interviewing", "03/20/2026", "", "03/24/2026", "", "4",
         "https://acme.example/jobs/1"),
    ),
    "Notion": (
        ("Position", "Company", "Stage", "Applied on", "Interview", "Posting", "Recruiter", "Tags"),
        ("Data Engineer", "Acme", "Interview", "March 24, 2026", "April 13, 2026 10:00 AM (GMT+1)",
         "https://acme.example/jobs/1", "Sara Lindqvist", "remote, python"),
    ),
    "Airtable": (
        ("Role", "Company", "Status", "Application date", "Interview dates", "Contacts", "Job posting URL", "Notes"),
        ("Data Engineer", "Acme", "📅 Interviewing", "2026-03-24", "2026-04-13", "Sara Lindqvist",
         "https://acme.example/jobs/1", ""),
    ),
    "one's own, in German": (
        ("Firma", "Stelle", "Status", "Beworben am", "Vorstellungsgespräch", "Ansprechpartner", "E-Mail", "Gehalt"),
        ("Acme", "Data Engineer", "Entretien", "24.03.2026", "13. April 2026 10:00", "Sara Lindqvist",
         "sara@acme.example", "100.000 €"),
    ),
}  # fmt: skip


def as_xlsx(rows: Sequence[Any], *, change: Callable[[Workbook], None] = lambda book: None) -> bytes:
    """A workbook of these rows; `change` does what it likes to it before it is saved."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part put in, or in another's place."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            if part.filename != name:
                after.writestr(part, before.read(part))
        after.writestr(name, content)
    return out.getvalue()


def zip_bomb(*, megabytes: int = 300) -> bytes:
    """A workbook of a few hundred kilobytes that unpacks to so many megabytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * 1024 * 1024)
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("k"))
    )
    + b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    + b'<sheetData><row><c t="str"><v>&j;</v></c></row></sheetData></worksheet>'
)
