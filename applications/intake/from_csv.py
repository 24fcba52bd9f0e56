"""Comma-separated text, as the many programs write it: bytes → a sheet."""

from __future__ import annotations

import csv
import io
from collections import Counter

from applications.intake.errors import IntakeError
from applications.intake.table import MOST_ROWS, Sheet, build_sheet

DELIMITERS = (",", ";", "\t", "|")
# Enough rows and text to tell how the file is divided.
_LOOKED_AT = 200
_SAMPLE = 100_000
_NO_TABLE = "This is no spreadsheet that can be read here. Save it as CSV or XLSX, then add that."


def read_csv(data: bytes) -> Sheet:
    """The one sheet of a CSV file. Raises IntakeError where it is none, or goes beyond the limits."""
    text = decode(data)
    delimiter, text = _split_hint(text)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or tell_delimiter(text))
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > 2 * MOST_ROWS:
                raise IntakeError(f"This has more than {MOST_ROWS:,} rows. Split it, then add the parts.")
    except csv.Error as error:
        raise IntakeError(
            f"Line {reader.line_num:,} cannot be read: a quotation mark may be missing there. "
            "Mend it, then add the file again."
        ) from error
    return build_sheet("", rows)


def decode(data: bytes) -> str:
    """The text, whatever it was written in: UTF-8, UTF-16 with or without a mark, else Windows-1252.

    Raises IntakeError for what is no text.
    """
    text = _decode(data)
    if "\0" in text:
        raise IntakeError(_NO_TABLE)
    return text


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    beginning = data[:4000]
    if len(beginning) > 3 and beginning.count(0) * 3 >= len(beginning):
        # Every other byte of Latin letters in UTF-16 is zero: the second of each pair in its little form.
        little = beginning[1::2].count(0) >= beginning[::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _split_hint(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`, and the text after it."""
    first = text[:20].partition("\n")[0]
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[-1], text[len(first) + 1 :]
    return "", text


def tell_delimiter(text: str) -> str:
    """What divides the cells: that by which most rows have the same number of cells, and more than one."""
    sample = text[:_SAMPLE]

    def fitness(delimiter: str) -> tuple[float, int]:
        widths: Counter[int] = Counter()
        try:
            for number, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
                if number >= _LOOKED_AT:
                    break
                if any(cell.strip() for cell in row):
                    widths[len(row)] += 1
        except csv.Error:
            return 0.0, 0
        if not widths:
            return 0.0, 0
        width, rows = max(widths.items(), key=lambda found: (found[1], found[0]))
        return (rows / widths.total() if width > 1 else 0.0), width

    return max(DELIMITERS, key=fitness)
