"""What importing an old tracker costs, and taking it back.

    python -m bench.spreadsheet [--rows 5000] [--most-queries 600]

A made-up tracker of so many rows, as CSV and as XLSX: a third with an interview and a contact, one in fifty
refused. Reading is done in a process of its own, as the product does it; its peak memory is told apart from that
of the worker, which looks the rows over, imports them in one transaction and takes the import back. Exits with
1 when importing needs more queries than --most-queries, for they should not grow with every row.
"""

from __future__ import annotations

import argparse
import csv
import io
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bench.stand import temporary_site

COLUMNS = (
    "Company",
    "Position",
    "Status",
    "Date applied",
    "Interview date",
    "Contact",
    "E-mail",
    "Link",
    "Notes",
)
STATUSES = ("Applied", "Phone screen", "Interview", "Rejected", "Ghosted", "Offer", "Withdrawn")
FIRST_DAY = date(2024, 1, 8)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.spreadsheet", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--most-queries", type=int, default=600)
    chosen = parser.parse_args(arguments)
    rows = _rows(chosen.rows)
    most = 0
    print(f"{'file':>6} {'size':>8} {'read':>7} {'look over':>10} {'import':>8} {'queries':>8} {'undo':>7}")
    with temporary_site():
        for name, data in (("csv", _as_csv(rows)), ("xlsx", _as_xlsx(rows))):
            read, looked, brought, queries, undone = _measure(name, data, chosen.rows)
            most = max(most, queries)
            print(
                f"{name:>6} {len(data) / 1000:>5.0f} kB {read:>5.2f} s {looked:>8.2f} s {brought:>6.2f} s "
                f"{queries:>8} {undone:>5.2f} s"
            )
        print(
            f"peak memory: worker {_peak(resource.RUSAGE_SELF):.0f} MB, reader {_peak(resource.RUSAGE_CHILDREN):.0f} MB"
        )
    return 0 if most <= chosen.most_queries else 1


def _measure(name: str, data: bytes, rows: int) -> tuple[float, float, float, int, float]:
    """Seconds for reading, looking over, importing; its queries; seconds for taking it back."""
    from django.db import connection
    from django.utils import timezone

    from accounts.models import User
    from applications.forms.spreadsheet import ColumnsForm
    from applications.intake.confined import read_confined
    from applications.intake.kinds import Kind
    from applications.models import Application, Intake
    from applications.services import imports

    user = User.objects.create_user(f"{name}@example.org", time_zone="Europe/Berlin", country="DE")
    understood: dict[str, Any] = {}
    read = _seconds(lambda: understood.update(read_confined(Kind.SPREADSHEET, data, f"tracker.{name}")))
    intake = Intake.objects.create(
        owner=user,
        kind=Kind.SPREADSHEET,
        name=f"tracker.{name}",
        size=len(data),
        state="read",
        understood=understood,
    )
    sheets, today = imports.sheets_in(intake), timezone.localdate()
    form = ColumnsForm(sheets=sheets, number=0, today=today)
    initial = {each: field.initial for each, field in form.fields.items()}
    form = ColumnsForm(initial, sheets=sheets, number=0, today=today)
    if not form.is_valid():
        raise SystemExit(f"the columns are not understood: {form.errors}")
    row = imports.choose_columns(user, intake, form.chosen())
    known = {written: meaning for written, meaning in form.questions().statuses if meaning is not None}
    now = timezone.now()
    imports.answer(row, statuses=imports.fold(known), day_first=None, now=now)
    looked = _seconds(lambda: imports.work_on(row.pk, now=now))
    row.refresh_from_db()
    imports.begin(row, keep_duplicates=False, now=now)
    queries = 0

    def count_query(execute: Any, *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    with connection.execute_wrapper(count_query):
        brought = _seconds(lambda: imports.work_on(row.pk, now=now))
    stored = Application.objects.filter(owner=user).count()
    if stored != rows - rows // 50:
        raise SystemExit(f"{stored} applications came of {rows} rows")
    row.refresh_from_db()
    imports.undo(row, now=now)
    undone = _seconds(lambda: imports.work_on(row.pk, now=now))
    if Application.objects.filter(owner=user).exists():
        raise SystemExit("the undo left something")
    return read, looked, brought, queries, undone


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _peak(whose: int) -> float:
    """Peak memory in MB; the system counts it in kB, but macOS in bytes."""
    return resource.getrusage(whose).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


def _rows(count: int) -> list[list[str]]:
    rows = []
    for number in range(count):
        applied = FIRST_DAY + timedelta(days=number % 900)
        met = number % 3 == 0
        refused = number % 50 == 49
        rows.append(
            [
                f"Company {number % 1700}",
                f"Engineer {number}",
                STATUSES[number % len(STATUSES)],
                "some day" if refused else f"{applied:%d/%m/%Y}",
                f"{applied + timedelta(days=14):%d/%m/%Y 10:30}" if met else "",
                f"Sara Lindqvist {number}" if met else "",
                f"sara{number}@company{number % 1700}.example" if met else "",
                f"https://company{number % 1700}.example/jobs/{number}",
                f"Found on a board, row {number}; they answered within a week, and asked for a portfolio.",
            ]
        )
    return rows


def _as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *rows])
    return out.getvalue().encode()


def _as_xlsx(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tracker")
    for row in [COLUMNS, *rows]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
