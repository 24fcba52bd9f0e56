"""A sheet and the user's choices → what each row says, or why it is refused."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from applications.intake.columns import REASON, Field
from applications.intake.dates import Ambiguous, Moment, NoDate, read_moment, tell_order
from applications.intake.statuses import Meaning, Outside, fold_status, known_status
from applications.intake.table import Sheet, disarm
from applications.stages import Stage

# As long as the columns they are stored in.
ROOM = {
    Field.COMPANY: 200,
    Field.TITLE: 200,
    Field.LOCATION: 200,
    Field.SALARY: 200,
    Field.SOURCE: 200,
    Field.CONTACT_NAME: 200,
    Field.CONTACT_PHONE: 50,
}
LONGEST_NOTES = 20_000
LONGEST_URL = 1000
MOST_STATUSES = 60
FIRST_YEAR = 2000

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}")
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BARE_URL = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}(?:/[^\s<>\"]*)?")


@dataclass(frozen=True)
class Choices:
    """How the user wants the sheet read. `statuses` are by their folded value."""

    heading: int
    fields: tuple[Field, ...]
    statuses: Mapping[str, Meaning] = field(default_factory=dict)
    day_first: bool | None = None


@dataclass(frozen=True)
class Questions:
    """What only the user can say: each status of the file with what it is taken for, None where unknown, and
    one date that can be read both ways (empty: nobody has to know)."""

    statuses: tuple[tuple[str, Meaning | None], ...]
    date: str


@dataclass(frozen=True)
class Met:
    """An interview of a row, and the heading it stands under."""

    moment: Moment
    heading: str


@dataclass(frozen=True)
class Row:
    """What a row says. `place` is its place in the sheet, the heading's included, from 0."""

    place: int
    company: str
    title: str
    stage: Stage | None
    applied_on: dt.date | None
    closing_on: dt.date | None
    interviews: tuple[Met, ...]
    contact_name: str
    contact_email: str
    contact_phone: str
    posting_url: str
    location: str
    salary: str
    source: str
    notes: str


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be taken, and why, as a sentence."""

    place: int
    reason: str


@dataclass
class Reading:
    """What came of the rows. `left_out` are those whose status says that there was no application."""

    rows: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    left_out: int = 0


class Refused(Exception):
    """A cell that cannot be taken. Its text says why, as a sentence."""


def ask(sheet: Sheet, heading: int, fields: Sequence[Field], *, today: dt.date) -> Questions:
    """What has to be asked about a sheet whose columns are known, each thing once."""
    rows = sheet.rows[heading + 1 :]
    statuses: dict[str, str] = {}
    for place, each in enumerate(fields):
        if each is Field.STATUS:
            for row in rows:
                if fold_status(row[place]):
                    statuses.setdefault(fold_status(row[place]), row[place])
    day_first, example = _order(sheet, heading, fields, today)
    return Questions(
        statuses=tuple((written[:100], known_status(written)) for written in statuses.values()),
        date="" if day_first is not None else example,
    )


def settle_order(sheet: Sheet, heading: int, fields: Sequence[Field], *, today: dt.date) -> bool | None:
    """Whether days stand first in the dates of the sheet, where its own dates tell."""
    return _order(sheet, heading, fields, today)[0]


def _order(sheet: Sheet, heading: int, fields: Sequence[Field], today: dt.date) -> tuple[bool | None, str]:
    """Nobody applied tomorrow: what only one way round is past, tells."""

    def cells(wanted: bool) -> list[str]:
        places = [
            place
            for place, each in enumerate(fields)
            if each.is_date and (each is Field.APPLIED_ON) == wanted
        ]
        return [row[place] for row in sheet.rows[heading + 1 :] for place in places if row[place]]

    return tell_order(cells(False), past=cells(True), today=today)


def understand(
    sheet: Sheet, choices: Choices, *, today: dt.date, tell: Callable[[int], None] = lambda done: None
) -> Reading:
    """Read every row. `tell` hears from time to time how many are done."""
    reading = Reading()
    for place in range(choices.heading + 1, len(sheet.rows)):
        if place % 500 == 0:
            tell(place - choices.heading)
        try:
            row = _read_row(sheet, place, choices, today)
        except Refused as error:
            reading.refused.append(Refusal(place, str(error)))
            continue
        if row is None:
            reading.left_out += 1
        else:
            reading.rows.append(row)
    return reading


def _read_row(sheet: Sheet, place: int, choices: Choices, today: dt.date) -> Row | None:
    """What a row says; None where there was no application. Raises Refused."""
    cells: dict[Field, str] = {}
    notes: list[str] = []
    interviews: list[Met] = []
    names = sheet.rows[choices.heading]
    for name, cell, each in zip(names, sheet.rows[place], choices.fields, strict=False):
        if not cell or each is Field.LEFT_OUT:
            continue
        if each is Field.NOTE:
            notes.append(f"{name}: {cell}" if name else cell)
        elif each is Field.INTERVIEW:
            moment = _date(cell, name, sheet, choices, today)
            if moment:
                interviews.append(Met(moment, name))
        else:
            cells[each] = cell
    meaning = choices.statuses.get(fold_status(cells.get(Field.STATUS, "")))
    if meaning is Outside.NOT_APPLIED:
        return None
    for needed in (Field.COMPANY, Field.TITLE):
        if not one_line(cells.get(needed, "")):
            raise Refused(f"{needed.label} is empty.")
    kept = {each: one_line(cells.get(each, "")) for each in ROOM}
    for each, room in ROOM.items():
        if len(kept[each]) > room:
            raise Refused(f"{each.label} is {len(kept[each])} characters long; there is room for {room}.")
    email = _email(cells, kept, notes)
    url = _url(cells.get(Field.POSTING_URL, ""), notes)
    text = "\n".join(notes)
    if len(text) > LONGEST_NOTES:
        raise Refused(f"The notes are {len(text):,} characters long; there is room for {LONGEST_NOTES:,}.")
    applied, closing = (
        _date(cells.get(each, ""), each.label, sheet, choices, today)
        for each in (Field.APPLIED_ON, Field.CLOSING_ON)
    )
    if applied and applied.day > today:
        raise Refused(f"“{one_line(cells[Field.APPLIED_ON])}” ({Field.APPLIED_ON.label}) is still to come.")
    return Row(
        place=place,
        company=kept[Field.COMPANY],
        title=kept[Field.TITLE],
        stage=meaning,
        applied_on=applied.day if applied else None,
        closing_on=closing.day if closing else None,
        interviews=tuple(interviews),
        contact_name=kept[Field.CONTACT_NAME],
        contact_email=email,
        contact_phone=kept[Field.CONTACT_PHONE],
        posting_url=url,
        location=kept[Field.LOCATION],
        salary=kept[Field.SALARY],
        source=kept[Field.SOURCE],
        notes=text,
    )


def one_line(text: str) -> str:
    """Text without line breaks and control characters."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _date(cell: str, name: str, sheet: Sheet, choices: Choices, today: dt.date) -> Moment | None:
    try:
        moment = read_moment(cell, day_first=choices.day_first, today=today, from_1904=sheet.from_1904)
    except Ambiguous as error:
        raise Refused(f"“{cell[:60]}” ({name}) could be two different days.") from error
    except (NoDate, OverflowError) as error:
        raise Refused(f"“{one_line(cell[:60])}” ({name}) is no date that can be read.") from error
    if moment and moment.day.year < FIRST_YEAR:
        raise Refused(f"“{cell[:60]}” ({name}) is before the year {FIRST_YEAR}.")
    return moment


def _email(cells: Mapping[Field, str], kept: dict[Field, str], notes: list[str]) -> str:
    """The contact's address; one that stands with the name is taken out of there."""
    written = cells.get(Field.CONTACT_EMAIL, "")
    found = _EMAIL.search(written)
    if written and not found:
        # "Contact info" may as well be a phone number or a profile.
        notes.append(f"Contact: {written}")
    if inside := _EMAIL.search(kept[Field.CONTACT_NAME]):
        name = kept[Field.CONTACT_NAME]
        kept[Field.CONTACT_NAME] = one_line(
            (name[: inside.start()] + name[inside.end() :]).strip(" <>()[],;:-")
        )
        found = found or inside
    return found[0].lower() if found and len(found[0]) <= 254 else ""


def _url(cell: str, notes: list[str]) -> str:
    """The posting's address. What is none is kept as a note."""
    if not cell:
        return ""
    address = found[0] if (found := _URL.search(cell)) else ""
    if not address and (bare := _BARE_URL.fullmatch(cell.strip())):
        address = f"https://{bare[0]}"
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    if host and len(address) <= LONGEST_URL:
        return address
    notes.append(f"Posting: {cell}")
    return ""


def write_refused(sheet: Sheet, heading: int, refused: Iterable[Refusal]) -> str:
    """The refused rows as CSV with a column that says why, every cell inert in a spreadsheet program."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = list(sheet.rows[heading]) if sheet.rows else []
    before = names.index(REASON) if REASON in names else len(names)
    writer.writerow([disarm(cell) for cell in (*names[:before], REASON)])
    for refusal in refused:
        cells = sheet.rows[refusal.place][:before]
        writer.writerow([disarm(cell) for cell in (*cells, refusal.reason)])
    return out.getvalue()
