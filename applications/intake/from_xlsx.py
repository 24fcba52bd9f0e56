"""Excel workbooks (.xlsx): bytes → sheets. The container is looked over before anything in it is parsed."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from applications.intake.errors import IntakeError
from applications.intake.table import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Sheet, build_sheet

MOST_PARTS = 1_000
MOST_UNPACKED = 64 * 1024 * 1024
# Above the first megabyte; honest sheets pack twenty to one at most.
MOST_RATIO = 100
# A cell with its value is four: both begin and end.
MOST_TAGS = 6_000_000
_CHUNK = 256 * 1024
_MOST_MERGED = 2_000

DAMAGED = (
    "This workbook cannot be read; it may be damaged or locked. Save it again as XLSX or CSV, then add that."
)
TOO_LARGE = "This workbook unpacks to more than can be read here. Save a copy with less in it, then add that."


def read_xlsx(data: bytes) -> list[Sheet]:
    """The workbook's sheets that hold something, with formulas as their last results.

    Raises IntakeError for what is none, is damaged or locked, or goes beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _look_over(archive)
            return _read(data, archive)
    except (IntakeError, MemoryError):
        raise
    except Exception as error:
        # openpyxl raises whatever a damaged part makes it stumble over.
        raise IntakeError(DAMAGED) from error


def _look_over(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, a piece at a time, without keeping it: what a bomb says of its size is not asked.

    The format forbids document type declarations, and entities that swell need one.
    """
    parts = archive.infolist()
    if any(part.filename == "content.xml" for part in parts):
        raise IntakeError("This is an OpenDocument sheet. Save it as XLSX or CSV, then add that.")
    if len(parts) > MOST_PARTS:
        raise IntakeError(TOO_LARGE)
    unpacked = tags = 0
    for part in parts:
        before = unpacked
        tail = b""
        with archive.open(part) as opened:
            while piece := opened.read(_CHUNK):
                unpacked += len(piece)
                size = unpacked - before
                if unpacked > MOST_UNPACKED or size > _CHUNK * 4 + part.compress_size * MOST_RATIO:
                    raise IntakeError(TOO_LARGE)
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    bare = (tail + piece).replace(b"\0", b"")
                    tags += piece.count(b"<")
                    if tags > MOST_TAGS:
                        raise IntakeError(TOO_LARGE)
                    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
                        raise IntakeError(DAMAGED)
                    tail = piece[-32:]


def _read(data: bytes, archive: zipfile.ZipFile) -> list[Sheet]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        from_1904 = book.epoch == CALENDAR_MAC_1904
        if len(book.worksheets) > MOST_SHEETS:
            raise IntakeError(f"This workbook has more than {MOST_SHEETS} sheets. Save a copy with fewer.")
        sheets = []
        for sheet in book.worksheets:
            # What a sheet says of its own size may be wrong.
            sheet.reset_dimensions()
            rows = [
                [_as_text(value) for value in row]
                for row in sheet.iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS + 1, values_only=True)
            ]
            path = str(getattr(sheet, "_worksheet_path", ""))
            for left, top, right, bottom in _merged(archive, path):
                _spread(rows, left - 1, top - 1, right - 1, bottom - 1)
            read = build_sheet(str(sheet.title), rows, from_1904=from_1904)
            if read.rows:
                sheets.append(read)
        return sheets
    finally:
        book.close()


def _as_text(value: object) -> str:
    """A cell as its owner would write it down, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _merged(archive: zipfile.ZipFile, path: str) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet, which openpyxl leaves out when it only reads; 1-based, ends included."""
    found: list[tuple[int, int, int, int]] = []

    def note(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "mergeCell" and len(found) < _MOST_MERGED:
            left, top, right, bottom = range_boundaries(attributes.get("ref", ""))
            if left and top and right and bottom:
                found.append((left, top, right, bottom))

    # Builds no tree, so a sheet of any size takes no room.
    parser = expat.ParserCreate()
    parser.StartElementHandler = note
    if path in archive.namelist():
        with archive.open(path) as opened:
            parser.ParseFile(opened)
    return found


def _spread(rows: list[list[str]], left: int, top: int, right: int, bottom: int) -> None:
    """Let every row of a merged block say what its first cell says. Only the first column: a heading that spans
    columns is one heading."""
    if top >= len(rows) or left >= len(rows[top]) or bottom == top:
        return
    value = rows[top][left]
    for row in rows[top + 1 : bottom + 1]:
        if left < len(row) and not row[left]:
            row[left] = value
