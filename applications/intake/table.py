"""A spreadsheet as text: rows of cells, within limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from applications.intake.errors import IntakeError

MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 20_000_000
MOST_SHEETS = 20
LONGEST_CELL = 50_000
LONGEST_SHEET_NAME = 100

# What a spreadsheet program runs when a cell begins with it.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """One sheet, every row as long as the widest. `from_1904`: its plain numbers count days from 1904."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    from_1904: bool = False

    def to_json(self) -> dict[str, object]:
        return {"name": self.name, "rows": self.rows, "from_1904": self.from_1904}


def build_sheet(name: str, rows: Iterable[Sequence[str]], *, from_1904: bool = False) -> Sheet:
    """A sheet of these rows without empty ones, padded to one width.

    Raises IntakeError beyond the limits. An apostrophe that keeps a formula from running is taken off again.
    """
    kept: list[list[str]] = []
    characters = 0
    for row in rows:
        cells = [_calm(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(kept) > MOST_ROWS:
            raise IntakeError(f"This has more than {MOST_ROWS:,} rows. Split it, then add the parts.")
        if len(cells) > MOST_COLUMNS:
            raise IntakeError(
                f"This has more than {MOST_COLUMNS} columns. Save a copy with only those of your job search."
            )
        characters += sum(map(len, cells))
        if characters > MOST_CHARACTERS:
            raise IntakeError(
                "There is more text in this than can be read here. Split it, then add the parts."
            )
        kept.append(cells)
    width = max(map(len, kept), default=0)
    return Sheet(
        name=name[:LONGEST_SHEET_NAME],
        rows=tuple((*row, *[""] * (width - len(row))) for row in kept),
        from_1904=from_1904,
    )


def _calm(cell: str) -> str:
    text = cell.replace("\0", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_CELL:
        raise IntakeError(
            f"A cell is longer than {LONGEST_CELL:,} characters: “{text[:40]}…”. Shorten it, then add the file again."
        )
    return restore(text)


def disarm(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet program would run as a formula."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(_RUNS) or cell.startswith("'") else cell


def restore(cell: str) -> str:
    """The cell as it was before `disarm`."""
    rest = cell[1:]
    guarded = cell.startswith("'") and (rest.lstrip(" \n").startswith(_RUNS) or rest.startswith("'"))
    return rest if guarded else cell
