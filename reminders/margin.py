"""What stands in the margin of a letter that is being edited, each beside the words it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reminders.drafting.alignment import align
from reminders.drafting.checks import Slip
from reminders.drafting.gaps import GAP
from reminders.drafting.length import split_paragraphs
from reminders.drafting.letter import Gap
from reminders.models import FollowUp
from reminders.remarks import Noticed, read_remarks
from reminders.sheets import Sheet


class What(StrEnum):
    """What a note asks for."""

    GAP = "gap"
    REMARK = "remark"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Note:
    """One note. `words` are those of the letter it is about ("" for none), `start` is where they begin in the body.

    `start` counts as a browser counts (UTF-16 units). `rewrite` takes the place of the words.
    """

    what: What
    words: str
    start: int
    why: str = ""
    rewrite: str = ""
    # Whether the words may simply go.
    can_go: bool = False
    # The page that keeps the fact a gap waits for.
    kept_at: str = ""

    @property
    def is_gap(self) -> bool:
        return self.what is What.GAP

    @property
    def is_paragraph(self) -> bool:
        return self.what is What.PARAGRAPH


def read_margin(row: FollowUp, sheet: Sheet, *, kept_at: Callable[[Gap], str], now: datetime) -> list[Note]:
    """Gaps, remarks and the paragraphs that differ from the facts', as they are met in reading."""
    remarks = (
        _remark(sheet.body, each) for each in read_remarks(row, sheet, now=now) if each.category != Slip.GAP
    )
    notes = [*_gaps(sheet, kept_at), *remarks, *(_paragraphs(sheet) if sheet.edited else ())]
    return sorted(notes, key=lambda note: note.start)


def _gaps(sheet: Sheet, kept_at: Callable[[Gap], str]) -> Iterator[Note]:
    """Ours where nothing was edited; afterwards whatever stands in brackets."""
    known = {str(gap): gap for gap in sheet.letter.gaps}
    words = GAP.findall(f"{sheet.subject}\n{sheet.body}") if sheet.edited else known
    for each in dict.fromkeys(words):
        gap = known.get(each, Gap("", each[1:-1].strip()))
        start = max(sheet.body.find(each), 0)
        yield Note(What.GAP, each, _utf16(sheet.body[:start]), why=gap.hint, kept_at=kept_at(gap))


def _remark(body: str, noticed: Noticed) -> Note:
    return Note(
        What.REMARK,
        noticed.words,
        _utf16(body[: noticed.start]),
        noticed.why,
        noticed.rewrite,
        # The tone's remarks are about clauses, which can go whole; those on slips often about a word in a sentence.
        can_go=bool(noticed.words and not noticed.rewrite and noticed.category not in set(Slip)),
    )


def _paragraphs(sheet: Sheet) -> Iterator[Note]:
    """What the facts say now, for each paragraph that says something else, and for each that was left out.

    A note on one left out stands at the paragraph it would come before.
    """
    edited = split_paragraphs(sheet.body)
    starts = [*_starts(sheet.body, edited), len(sheet.body)]
    for place in align(edited, sheet.letter.paragraphs):
        ours = sheet.letter.paragraphs[place.ours]
        words = "" if place.edited is None else edited[place.edited]
        if words != ours.strip():
            yield Note(What.PARAGRAPH, words, _utf16(sheet.body[: starts[place.before]]), rewrite=ours)


def _starts(body: str, paragraphs: list[str]) -> Iterator[int]:
    done = 0
    for paragraph in paragraphs:
        start = body.index(paragraph, done)
        yield start
        done = start + len(paragraph)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
