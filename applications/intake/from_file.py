"""A spreadsheet's file, whichever it is → its sheets."""

from __future__ import annotations

from typing import Any

from applications.intake.errors import IntakeError
from applications.intake.from_csv import read_csv
from applications.intake.from_xlsx import read_xlsx
from applications.intake.table import Sheet

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_spreadsheet(data: bytes, name: str) -> dict[str, object]:
    """The sheets of a CSV or XLSX file as JSON, `{"sheets": […]}`. Its name does not matter.

    Raises IntakeError for what is neither, holds no rows, or goes beyond the limits.
    """
    if data.startswith(_OLD_EXCEL):
        raise IntakeError(
            "This is an old Excel file or has a password. Save it as XLSX without one, then add that."
        )
    sheets = read_xlsx(data) if data.startswith(b"PK") else [read_csv(data)]
    sheets = [sheet for sheet in sheets if len(sheet.rows) > 1]
    if not sheets:
        raise IntakeError(
            "There are no rows in this: it takes a row of column names and at least one below it."
        )
    return {"sheets": [sheet.to_json() for sheet in sheets]}


def sheets_of(understood: dict[str, Any]) -> list[Sheet]:
    """The sheets that `read_spreadsheet` gave, back from JSON."""
    return [
        Sheet(each["name"], tuple(map(tuple, each["rows"])), each["from_1904"])
        for each in understood["sheets"]
    ]
