"""Bytes → rows of text, from every program that writes a table, and from none."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from applications.intake.errors import IntakeError
from applications.intake.from_csv import read_csv
from applications.intake.from_file import read_spreadsheet, sheets_of
from applications.intake.from_xlsx import read_xlsx
from applications.intake.table import MOST_COLUMNS, MOST_ROWS, Sheet, disarm, restore
from tests.intake.spreadsheets import LAUGHS, as_xlsx, with_part, zip_bomb

# Made once, for it holds the hour it was made.
WORKBOOK = as_xlsx([["Company", "Role"], ["Acme", "Analyst"]])
ROWS = (("Company", "Role"), ("Ærøskøbing Café", "Ingénieur"), ("Acme", "Analyst"))


def the_sheet(data: bytes) -> Sheet:
    return sheets_of(read_spreadsheet(data, "tracker"))[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_however_it_is_written(delimiter: str, encoding: str, line_end: str) -> None:
    text = line_end.join(delimiter.join(row) for row in ROWS)
    assert the_sheet(text.encode(encoding)).rows == ROWS


def test_commas_in_quotes_and_line_breaks_in_cells() -> None:
    text = 'Company;Notes\n"Acme; Inc.";"first, second\nthird ""quoted"""\n'
    assert read_csv(text.encode()).rows[1] == ("Acme; Inc.", 'first, second\nthird "quoted"')


def test_excel_says_by_what_it_divides() -> None:
    assert read_csv(b"sep=|\nCompany|Role\nAcme, Inc.|Analyst, senior").rows[1] == (
        "Acme, Inc.",
        "Analyst, senior",
    )


def test_ragged_rows_are_filled_up_and_empty_ones_left_out() -> None:
    assert read_csv(b"a,b,c\n1\n,,\n\n1,2,3,4\n").rows == (
        ("a", "b", "c", ""),
        ("1", "", "", ""),
        ("1", "2", "3", "4"),
    )


def test_a_note_of_many_pages_is_taken() -> None:
    assert len(read_csv(b"Company,Notes\nAcme," + b"x" * 40_000).rows[1][1]) == 40_000


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Company,Notes\nAcme," + b"x" * 60_000, "50,000 characters"),
        (b'Company,Notes\nAcme,"' + b"never closed, " * 20_000, "quotation mark"),
        (b"a,b\n" + b"1,2\n" * (MOST_ROWS + 1), "rows"),
        (b",".join([b"x"] * (MOST_COLUMNS + 1)) + b"\n1", "columns"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "no spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
        (b"Company,Role\n", "no rows"),
        (b"PK\x03\x04 and then nothing", "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(IntakeError, match=says):
        read_spreadsheet(data, "tracker")


def test_a_workbook_with_dates_numbers_and_results_of_formulas() -> None:
    rows = [
        ["Company", "Applied", "At", "Salary", "Referred"],
        ["Acme", dt.date(2026, 3, 4), dt.datetime(2026, 3, 4, 14, 30), 100_000.0, True],
    ]
    assert the_sheet(as_xlsx(rows)).rows[1] == ("Acme", "2026-03-04", "2026-03-04 14:30", "100000", "yes")


def test_a_workbook_that_counts_from_1904() -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    sheet = the_sheet(
        as_xlsx([["Company", "Applied"], ["Acme", dt.date(2026, 3, 4)]], change=count_from_1904)
    )
    assert sheet.from_1904
    assert sheet.rows[1] == ("Acme", "2026-03-04")


def test_merged_rows_all_say_what_the_first_says() -> None:
    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A2:A3")

    rows = [["Company", "Role"], ["Acme", "Analyst"], [None, "Engineer"], [None, "Nobody's"]]
    assert the_sheet(as_xlsx(rows, change=merge)).rows[1:] == (
        ("Acme", "Analyst"),
        ("Acme", "Engineer"),
        ("", "Nobody's"),
    )


def test_every_sheet_that_holds_something() -> None:
    def add_sheets(book: Workbook) -> None:
        book.create_sheet("Empty")
        book.create_sheet("2025").append(["Company"])
        book.worksheets[-1].append(["Hooli"])

    sheets = sheets_of(read_spreadsheet(as_xlsx([["Company"], ["Acme"]], change=add_sheets), "tracker"))
    assert [(sheet.name, sheet.rows[1]) for sheet in sheets] == [("Sheet", ("Acme",)), ("2025", ("Hooli",))]


def test_a_formula_is_read_as_its_last_result() -> None:
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="str"><v>Company</v></c></row>'
        b'<row r="2"><c r="A2" t="str"><f>CONCATENATE("Ac","me")</f><v>Acme</v></c></row></sheetData></worksheet>'
    )
    assert the_sheet(with_part(as_xlsx([["x"]]), "xl/worksheets/sheet1.xml", xml)).rows == (
        ("Company",),
        ("Acme",),
    )


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(zip_bomb, id="unpacks to 300 MB"),
        pytest.param(
            lambda: with_part(as_xlsx([["x"]]), "xl/worksheets/sheet1.xml", LAUGHS), id="a billion laughs"
        ),
        pytest.param(
            lambda: with_part(as_xlsx([["x"]]), "xl/worksheets/sheet1.xml", LAUGHS.decode().encode("utf-16")),
            id="in UTF-16",
        ),
        pytest.param(
            lambda: with_part(as_xlsx([["x"]]), "xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 7_000_000),
            id="strings",
        ),
    ],
)
def test_bombs_are_refused_before_they_are_parsed(bomb) -> None:  # type: ignore[no-untyped-def]
    data = bomb()
    assert len(data) < 1_000_000
    with pytest.raises(IntakeError):
        read_xlsx(data)


def test_a_sheet_whose_only_row_is_the_last_one_possible_is_soon_read() -> None:
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(IntakeError):
        read_spreadsheet(with_part(as_xlsx([["x"]]), "xl/worksheets/sheet1.xml", xml), "tracker")


@given(st.binary(max_size=3000))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"Company,Role\n", b"\xff\xfe"):
        try:
            sheets = sheets_of(read_spreadsheet(start + data, "any"))
        except IntakeError:
            continue
        for sheet in sheets:
            assert len({len(row) for row in sheet.rows}) == 1
            assert not any("\0" in cell for row in sheet.rows for cell in row)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    workbook = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 8))):
        workbook[data.draw(st.integers(0, len(workbook) - 1))] = data.draw(st.integers(0, 255))
    with suppress(IntakeError):
        read_spreadsheet(bytes(workbook), "damaged")


@given(st.text(max_size=40))
def test_what_is_disarmed_runs_nowhere_and_comes_back_as_it_was(cell: str) -> None:
    inert = disarm(cell)
    assert not inert.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restore(inert) == cell


def test_many_quotes_are_refused() -> None:
    with pytest.raises(IntakeError):
        read_csv(b'"' * 400_000 + b"\n" + b'a,"' * 200_000)
