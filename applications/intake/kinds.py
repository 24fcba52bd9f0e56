"""What a file or a pasted text is, by its name and its beginning."""

from __future__ import annotations

import csv
import re
from enum import StrEnum

from applications.intake.signature import CLOSING, MOST_LINES, read_signature

# Enough of the beginning to tell; what follows does not change what it is.
LOOKED_AT = 64 * 1024


class Kind(StrEnum):
    CALENDAR = "calendar"
    MAIL = "mail"
    POSTING = "posting"
    SPREADSHEET = "spreadsheet"
    VCARD = "vcard"
    UNKNOWN = "unknown"


_ENDINGS = {
    "ics": Kind.CALENDAR,
    "ical": Kind.CALENDAR,
    "ifb": Kind.CALENDAR,
    "vcs": Kind.CALENDAR,
    "eml": Kind.MAIL,
    "mht": Kind.MAIL,
    "vcf": Kind.VCARD,
    "vcard": Kind.VCARD,
    "csv": Kind.SPREADSHEET,
    "tsv": Kind.SPREADSHEET,
    "tab": Kind.SPREADSHEET,
    "xlsx": Kind.SPREADSHEET,
    "html": Kind.POSTING,
    "htm": Kind.POSTING,
}
# Endings that say no more than a paste does.
_ANY_TEXT = {"", "txt", "text"}
_HEADER = re.compile(
    r"^(?:from|to|cc|sent|date|subject|reply-to|delivered-to|received|return-path|message-id|mime-version|"
    r"content-type|von|an|betreff|gesendet|datum|de|objet|envoyé|asunto|para)\s?:\s\S",
    re.IGNORECASE | re.MULTILINE,
)
_GREETING = re.compile(r"\A\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b", re.IGNORECASE)
_ONE_LINK = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)
_BEGINS_WITH_A_TAG = re.compile(r"\s*<(?:[a-z][a-z0-9]*|!--)[\s>]", re.IGNORECASE)
_LONGEST_HEADING = 60
_ON_OFFER = re.compile(
    r"\b(?:responsibilities|requirements|qualifications|about (?:the|this) (?:role|job|position|team)|"
    r"what you(?:'|’)?ll (?:do|bring)|we(?:'|’)?re (?:looking for|hiring)|apply now|job description|"
    r"equal opportunity|salary range)\b",
    re.IGNORECASE,
)


def tell_kind(data: bytes, name: str = "") -> Kind:
    """What `data` is; the name's ending counts where the content does not say. UNKNOWN where neither does."""
    beginning = _as_text(data[:LOOKED_AT])
    content = _by_content(data, beginning)
    if content is not Kind.UNKNOWN:
        return content
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return _by_prose(beginning) if ending in _ANY_TEXT else _ENDINGS.get(ending, Kind.UNKNOWN)


def _by_content(data: bytes, beginning: str) -> Kind:
    if data.startswith(b"PK\x03\x04"):
        # A workbook; that other archives are none is for its reader to say.
        return Kind.SPREADSHEET
    start = beginning.lstrip("\ufeff \t\r\n")[:2000].upper()
    if start.startswith(("BEGIN:VCALENDAR", "BEGIN:VEVENT")):
        return Kind.CALENDAR
    if start.startswith("BEGIN:VCARD"):
        return Kind.VCARD
    if start.startswith(("<!DOCTYPE HTML", "<HTML", "<?XML")) or "APPLICATION/LD+JSON" in start:
        return Kind.POSTING
    if len(_HEADER.findall(beginning[:4000])) >= 2:
        # A mail with an invitation inside stays a mail: its reader looks for the invitation.
        return Kind.MAIL
    if "BEGIN:VCALENDAR" in beginning.upper():
        return Kind.CALENDAR
    return Kind.UNKNOWN


def _by_prose(text: str) -> Kind:
    """A text that nothing marks: a link, a page, how to reach somebody, a table, the words of a posting or letter."""
    if _ONE_LINK.fullmatch(text) or _BEGINS_WITH_A_TAG.match(text):
        return Kind.POSTING
    lines = [line for line in text.splitlines() if line.strip()]
    if _is_signature(lines):
        return Kind.VCARD
    if _is_table(lines[:5]):
        return Kind.SPREADSHEET
    letter = bool(_GREETING.search(text)) + bool(CLOSING.search(text))
    offer = len({found.lower() for found in _ON_OFFER.findall(text)})
    if offer >= 2 and offer > letter:
        return Kind.POSTING
    return Kind.MAIL if letter else Kind.UNKNOWN


def _is_signature(lines: list[str]) -> bool:
    """Whether these are only the lines with which somebody signs; a letter stands above such lines."""
    if not lines or len(lines) > MOST_LINES or _GREETING.search(lines[0]):
        return False
    if any(CLOSING.match(line) for line in lines[1:]):
        return False
    signed = read_signature("\n".join(lines))
    return signed is not None and bool(signed.email or signed.phone)


def _is_table(lines: list[str]) -> bool:
    """Whether the first row names columns, and each of those below has as many."""
    if len(lines) < 2:
        return False
    if all("\t" in line for line in lines[:2]):
        return True
    for delimiter in ";,|":
        rows = list(csv.reader(lines, delimiter=delimiter))
        names = rows[0]
        if len(names) >= 3 and {len(row) for row in rows} == {len(names)}:
            return all(0 < len(name) <= _LONGEST_HEADING and name[-1] not in ".:?!" for name in names)
    return False


def _as_text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")
