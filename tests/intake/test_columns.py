"""Which column says what, and what the rows then say."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.intake.columns import Field, find_heading, guess_columns
from applications.intake.errors import IntakeError
from applications.intake.from_file import read_spreadsheet, sheets_of
from applications.intake.rows import Choices, Refusal, ask, settle_order, understand, write_refused
from applications.intake.statuses import Outside, known_status, propose_status
from applications.intake.table import Sheet
from applications.stages import Stage
from tests.intake.spreadsheets import TRACKERS, as_xlsx

TODAY = dt.date(2026, 11, 4)


def sheet_of(text: str) -> Sheet:
    return sheets_of(read_spreadsheet(text.encode(), ""))[0]


def guess(text: str) -> list[Field]:
    sheet = sheet_of(text)
    return guess_columns(sheet, find_heading(sheet))


@pytest.mark.parametrize("name", TRACKERS)
@pytest.mark.parametrize("packed", [False, True], ids=["csv", "xlsx"])
def test_exports_are_understood_as_they_come(name: str, packed: bool) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(TRACKERS[name])
    data = as_xlsx(TRACKERS[name]) if packed else out.getvalue().encode()
    sheet = sheets_of(read_spreadsheet(data, name))[0]
    fields = tuple(guess_columns(sheet, 0))
    questions = ask(sheet, 0, fields, today=TODAY)
    assert not questions.date
    statuses = {written.casefold(): meaning for written, meaning in questions.statuses}
    assert set(statuses.values()) == {Stage.INTERVIEWING}
    choices = Choices(
        0, fields, {"interview": Stage.INTERVIEWING}, settle_order(sheet, 0, fields, today=TODAY)
    )
    (row,) = understand(sheet, choices, today=TODAY).rows
    assert (row.company, row.title, row.applied_on) == ("Acme", "Data Engineer", dt.date(2026, 3, 24))
    if Field.INTERVIEW in fields:
        assert row.interviews[0].moment.day == dt.date(2026, 4, 13)
        assert row.contact_name == "Sara Lindqvist"
    if Field.POSTING_URL in fields:
        assert row.posting_url == "https://acme.example/jobs/1"


def test_a_title_above_the_names_is_passed_over() -> None:
    sheet = sheet_of("My job search,,\n,,\nCompany,Role,Status\nAcme,Analyst,Applied\n")
    assert find_heading(sheet) == 1


def test_columns_without_a_name_we_know_are_known_by_what_stands_in_them() -> None:
    fields = guess(
        "Who,What,Where it stands,When,Write to,Ad\nAcme,Analyst,Rejected,2026-03-04,a@acme.example,https://acme.example/1\n"
    )
    assert fields[2:] == [Field.STATUS, Field.APPLIED_ON, Field.CONTACT_EMAIL, Field.POSTING_URL]


def test_a_name_that_its_column_belies_is_not_believed() -> None:
    # "Interview" of yes and no is no date; it is kept as a note.
    assert guess("Company,Role,Interview\nAcme,Analyst,yes\nHooli,Analyst,no\n")[2] is Field.NOTE


def test_what_nobody_knows_is_kept_as_a_note_and_what_is_empty_left_out() -> None:
    assert guess("Company,Role,Shoe size,Nothing\nAcme,Analyst,44,\n")[2:] == [Field.NOTE, Field.LEFT_OUT]


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("Applied", Stage.APPLIED), ("✅ Offer!", Stage.OFFER), ("3. Phone screen", Stage.INTERVIEWING),
        ("GHOSTED", Stage.NO_RESPONSE), ("Offer declined", Stage.DECLINED), ("Wishlist", Outside.NOT_APPLIED),
        ("Absage", Stage.REJECTED), ("Vibing", None), ("", None),
    ],
)  # fmt: skip
def test_statuses_that_are_known(written: str, meaning: object) -> None:
    assert known_status(written) == meaning


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("Had the 2nd call", Stage.INTERVIEWING), ("They declined my offer", Stage.DECLINED),
        ("Sadly rejected", Stage.REJECTED),
        ("Never heard a thing", Stage.NO_RESPONSE), ("Would like to apply", Outside.NOT_APPLIED),
        ("Vibing", Stage.APPLIED),
        ("Saved for later", Outside.NOT_APPLIED),
    ],
)  # fmt: skip
def test_statuses_that_are_not_are_guessed(written: str, meaning: object) -> None:
    assert propose_status(written) == meaning


def understood(text: str, **choices: object):  # type: ignore[no-untyped-def]
    sheet = sheet_of(text)
    fields = tuple(guess_columns(sheet, 0))
    return understand(sheet, Choices(0, fields, **choices), today=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Analyst,2026-03-04,", "Company is empty."),
        ("Acme,,2026-03-04,", "Role is empty."),
        ("Acme,Analyst,03/04/2026,", "“03/04/2026” (Applied on) could be two different days."),
        ("Acme,Analyst,2026-11-05,", "“2026-11-05” (Applied on) is still to come."),
        ("Acme,Analyst,some day,", "“some day” (Applied on) is no date that can be read."),
        ("Acme,Analyst,1995-01-01,", "“1995-01-01” (Applied on) is before the year 2000."),
        (f"Acme,{'x' * 201},,", "Role is 201 characters long; there is room for 200."),
        (f"Acme,Analyst,,{'x' * 20_001}", "The notes are 20,008 characters long; there is room for 20,000."),
    ],
)
def test_rows_are_refused_with_a_reason(row: str, reason: str) -> None:
    # Notes come with their column's name.
    reading = understood(f"Company,Role,Applied,Notes\n{row}\n,,2026-03-04,\n")
    assert reading.refused[0].reason == reason


def test_addresses_wherever_they_stand() -> None:
    row = understood(
        'Company,Role,Contact,Link\nAcme,Analyst,"Sara Lindqvist <Sara@Acme.example>",acme.example/jobs/1\n'
    ).rows[0]
    assert (row.contact_name, row.contact_email) == ("Sara Lindqvist", "sara@acme.example")
    assert row.posting_url == "https://acme.example/jobs/1"


def test_what_is_no_address_is_kept_as_a_note() -> None:
    row = understood("Company,Role,Contact info,Link\nAcme,Analyst,ask for Sara,on the board\n").rows[0]
    assert (row.contact_email, row.posting_url) == ("", "")
    assert row.notes == "Contact: ask for Sara\nPosting: on the board"


def test_those_never_applied_for_are_left_out() -> None:
    reading = understood("Company,Role,Status\nAcme,Analyst,Saved\n", statuses={"saved": Outside.NOT_APPLIED})
    assert (reading.rows, reading.refused, reading.left_out) == ([], [], 1)


def test_the_refused_rows_come_back_mended() -> None:
    sheet = sheet_of('Company,Role,Applied,Notes\nAcme,,2026-03-04,"=cmd|x\n+1"\n')
    written = write_refused(sheet, 0, [Refusal(1, "Role is empty.")])
    assert "'=cmd" in written
    again = sheets_of(read_spreadsheet(written.encode("utf-8-sig"), ""))[0]
    assert again.rows[1] == (*sheet.rows[1], "Role is empty.")
    # Refused once more, its reason takes the place of the old one.
    third = write_refused(again, 0, [Refusal(1, "Another reason.")])
    assert sheets_of(read_spreadsheet(third.encode(), ""))[0].rows[1] == (*sheet.rows[1], "Another reason.")


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=2, max_size=6),
        min_size=2,
        max_size=6,
    ),
    st.data(),
)
@settings(max_examples=150, deadline=None)
def test_any_table_is_understood_or_refused(rows: list[list[str]], data: st.DataObject) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    try:
        sheet = sheet_of(out.getvalue())
    except IntakeError:
        return
    heading = find_heading(sheet)
    guess_columns(sheet, heading)
    fields = tuple(data.draw(st.sampled_from(Field)) for _ in sheet.rows[0])
    ask(sheet, heading, fields, today=TODAY)
    reading = understand(sheet, Choices(heading, fields), today=TODAY)
    assert len(reading.rows) + len(reading.refused) + reading.left_out == len(sheet.rows) - heading - 1
    write_refused(sheet, heading, reading.refused)
