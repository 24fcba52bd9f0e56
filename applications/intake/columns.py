"""Which column of a tracker says what: by its name, else by what stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum

from applications.intake.dates import looks_like_date
from applications.intake.statuses import known_status
from applications.intake.table import Sheet


class Field(StrEnum):
    """What a column can be taken for."""

    LEFT_OUT = "leave"
    COMPANY = "company"
    TITLE = "title"
    STATUS = "status"
    APPLIED_ON = "applied_on"
    INTERVIEW = "interview"
    CLOSING_ON = "closing_on"
    CONTACT_NAME = "contact_name"
    CONTACT_EMAIL = "contact_email"
    CONTACT_PHONE = "contact_phone"
    POSTING_URL = "posting_url"
    LOCATION = "location"
    SALARY = "salary"
    SOURCE = "source"
    NOTE = "note"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_date(self) -> bool:
        return self in {Field.APPLIED_ON, Field.INTERVIEW, Field.CLOSING_ON}

    @property
    def may_repeat(self) -> bool:
        """Whether several columns may be taken for it: a tracker has "Interview 1" and "Interview 2"."""
        return self in {Field.LEFT_OUT, Field.NOTE, Field.INTERVIEW}


_LABELS = {
    Field.LEFT_OUT: "Leave it out",
    Field.COMPANY: "Company",
    Field.TITLE: "Role",
    Field.STATUS: "Status",
    Field.APPLIED_ON: "Applied on",
    Field.INTERVIEW: "Date of an interview",
    Field.CLOSING_ON: "Applications close on",
    Field.CONTACT_NAME: "Contact: name",
    Field.CONTACT_EMAIL: "Contact: e-mail",
    Field.CONTACT_PHONE: "Contact: phone",
    Field.POSTING_URL: "Address of the posting",
    Field.LOCATION: "Location",
    Field.SALARY: "Salary",
    Field.SOURCE: "Where you found it",
    Field.NOTE: "Keep it as a note",
}

# Names as the trackers' exports and templates have them, folded; the earlier the surer. Two of one field: the
# column whose name stands earlier wins.
_NAMES: dict[Field, tuple[str, ...]] = {
    Field.COMPANY: (
        "company", "company name", "employer", "employer name", "organization", "organisation", "organization name",
        "business", "firm", "firma", "unternehmen", "arbeitgeber", "entreprise", "empresa", "bedrijf",
    ),
    Field.TITLE: (
        "role", "job title", "position", "title", "role title", "job role", "job position", "position title", "job",
        "job name", "role name", "opportunity", "vacancy", "stelle", "position applied for", "poste",
        "puesto", "cargo",
        "rolle", "functie", "name",
    ),
    Field.STATUS: (
        "status", "stage", "application status", "current status", "state", "list", "list name", "pipeline stage",
        "application stage", "phase", "progress", "outcome", "result", "etat", "estado",
    ),
    Field.APPLIED_ON: (
        "date applied", "applied date", "applied on", "application date", "date of application",
        "applied at", "applied",
        "submitted", "date submitted", "submission date", "application submitted", "sent on", "date sent",
        "beworben am",
        "bewerbungsdatum", "datum", "date de candidature", "fecha", "fecha de solicitud", "date",
    ),
    Field.INTERVIEW: (
        "interview date", "interview", "date of interview", "interview on", "interviews", "next interview",
        "interview date time", "interview time", "first interview", "interviewed at", "interviewed on",
        "phone screen",
        "phone screen date", "onsite", "final interview", "second interview", "third interview", "interview dates",
        "vorstellungsgesprach", "entretien", "entrevista",
    ),
    Field.CLOSING_ON: (
        "closing date", "deadline", "application deadline", "due date", "closes", "close date", "apply by",
        "expires",
        "bewerbungsfrist", "frist",
    ),
    Field.CONTACT_NAME: (
        "contact", "contact name", "contact person", "recruiter", "recruiter name", "hiring manager",
        "point of contact",
        "contacts", "interviewer", "interviewers", "main contact", "poc", "ansprechpartner", "kontakt", "contacto",
    ),
    Field.CONTACT_EMAIL: (
        "contact email", "email", "e mail", "contact e mail", "recruiter email", "email address", "contact info",
        "contact details", "hiring manager email", "contact email address", "mail",
    ),
    Field.CONTACT_PHONE: ("contact phone", "phone", "phone number", "telephone", "contact number", "telefon", "mobile"),
    Field.POSTING_URL: (
        "job url", "url", "link", "job link", "posting", "job posting", "posting url", "job post url",
        "link to job",
        "job posting url", "application link", "job description link", "job ad", "listing", "link to posting",
        "posting link", "job listing", "apply url", "application url", "website",
    ),
    Field.LOCATION: (
        "location", "city", "job location", "office", "place", "where", "ort", "standort", "lieu", "ciudad",
    ),
    Field.SALARY: (
        "salary", "salary range", "compensation", "pay", "pay range", "salary expectation",
        "expected salary", "gehalt",
        "max salary", "maximum salary", "salaire", "salario", "remuneration", "min salary",
    ),
    Field.SOURCE: (
        "source", "where found", "found on", "found via", "job board", "platform", "how found", "channel",
        "referral",
        "referred by", "applied via", "via", "site", "quelle", "where i found it",
    ),
    Field.NOTE: (
        "notes", "note", "comments", "comment", "remarks", "next step", "next steps", "next action", "follow up",
        "follow up date", "to do", "description", "bemerkung", "notizen",
    ),
}  # fmt: skip
_BY_NAME = {name: (field, place) for field, names in _NAMES.items() for place, name in enumerate(names)}

_PARTS: tuple[tuple[str, Field], ...] = (
    (r"\b(e ?mail)\b", Field.CONTACT_EMAIL),
    (r"\b(phone|telephone|mobile)\b(?!.*(screen|interview))", Field.CONTACT_PHONE),
    (r"\b(url|link)\b", Field.POSTING_URL),
    (r"\b(interview|screen|onsite)\w*\b.*\b(date|time|on|at)\b", Field.INTERVIEW),
    (r"\b(date|time) of .*interview|^(interview|round) \d$", Field.INTERVIEW),
    (r"\b(deadline|closing|closes)\b", Field.CLOSING_ON),
    (r"\b(applied|application|submitted)\b.*\b(date|on|at)\b|\bdate\b.*\bappl", Field.APPLIED_ON),
    (r"\b(salary|compensation)\b", Field.SALARY),
    (r"\b(company|employer)\b(?!.*(size|site|website|linkedin|about|description|type|notes|rating))", Field.COMPANY),
    (r"\b(job|role|position) (title|name)\b", Field.TITLE),
    (r"\b(status|stage)\b", Field.STATUS),
    (r"\b(recruiter|contact|hiring manager)\b", Field.CONTACT_NAME),
    (r"\blocation\b", Field.LOCATION),
)  # fmt: skip

# The column that a file of refused rows has beside the user's own.
REASON = "Why it was refused"

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_HEADING_AMONG = 15
_LOOKED_AT = 200


def fold_name(name: str) -> str:
    """A column's name without case, accents, brackets and punctuation."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\([^)]*\)", " ", name.casefold()))
    return " ".join(
        re.findall(r"[^\W_]+", "".join(each for each in plain if not unicodedata.combining(each)))
    )


def field_named(name: str) -> Field | None:
    """What a column of this name holds, or None where the name does not tell."""
    return _judge(name)[0]


def _judge(name: str) -> tuple[Field | None, int]:
    """The field, and how unsure that is."""
    folded = fold_name(name)
    if folded in _BY_NAME:
        return _BY_NAME[folded]
    return next(((field, 100) for part, field in _PARTS if re.search(part, folded)), (None, 1000))


def find_heading(sheet: Sheet) -> int:
    """The row that names the columns: of the first ones, that with the most names we know; else the first.

    Above it many a tracker has a title.
    """

    def names_known(place: int) -> int:
        return len({field for cell in sheet.rows[place] if cell and (field := field_named(cell)) is not None})

    places = range(min(_HEADING_AMONG, len(sheet.rows)))
    return max(places, key=lambda place: (names_known(place), -place), default=0)


def guess_columns(sheet: Sheet, heading: int) -> list[Field]:
    """For each column what it is taken for. The user has the last word."""
    if not sheet.rows:
        return []
    names = sheet.rows[heading]
    columns = [
        [cell for row in sheet.rows[heading + 1 : heading + 1 + _LOOKED_AT] if (cell := row[place])]
        for place in range(len(names))
    ]
    fields: list[Field | None] = [None] * len(names)
    judged = sorted(
        (
            (unsure, place, field)
            for place, name in enumerate(names)
            for field, unsure in [_judge(name)]
            if field
        ),
    )
    taken: set[Field] = set()
    for _, place, field in judged:
        if (field in taken and not field.may_repeat) or not _suits(field, columns[place]):
            continue
        fields[place] = field
        taken.add(field)
    for field, suits in _BY_CONTENT:
        if field in taken:
            continue
        found = next(
            (
                place
                for place, cells in enumerate(columns)
                if fields[place] is None and cells and _mostly(suits, cells)
            ),
            None,
        )
        if found is not None:
            fields[found] = field
            taken.add(field)
    return [
        field or (Field.NOTE if columns[place] and names[place] != REASON else Field.LEFT_OUT)
        for place, field in enumerate(fields)
    ]


def _suits(field: Field, cells: Sequence[str]) -> bool:
    """Whether what stands in a column may be what its name says: an "Interview" column of yes and no is no date."""
    if field.is_date:
        return not cells or any(looks_like_date(cell) for cell in cells)
    if field is Field.STATUS:
        return not cells or not _mostly(looks_like_date, cells)
    if field is Field.CONTACT_NAME:
        return not _mostly(looks_like_date, cells)
    return True


def _mostly(holds: Callable[[str], bool], cells: Sequence[str]) -> bool:
    return sum(map(holds, cells)) * 10 > len(cells) * 7


_BY_CONTENT: tuple[tuple[Field, Callable[[str], bool]], ...] = (
    (Field.CONTACT_EMAIL, lambda cell: bool(_EMAIL.fullmatch(cell))),
    (Field.POSTING_URL, lambda cell: bool(_URL.match(cell))),
    (Field.STATUS, lambda cell: known_status(cell) is not None),
    (Field.APPLIED_ON, looks_like_date),
)
