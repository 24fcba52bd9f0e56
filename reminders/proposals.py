"""A rewritten letter as a page shows it: beside the one it would replace, with what to look at before it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from reminders.drafting.letter import Pieces
from reminders.drafting.rewriting import What, check
from reminders.letters import letter_facts
from reminders.models import FollowUp
from reminders.remarks import Noticed, read_remarks
from reminders.sheets import Sheet

_KINDS = {
    What.NAME: "a name",
    What.DATE: "a date",
    What.WEEKDAY: "a weekday",
    What.MONTH: "a month",
    What.TIME: "a time of day",
    What.NUMBER: "a number",
    What.ADDRESS: "an e-mail address",
    What.LINK: "a link",
}


@dataclass(frozen=True)
class Unfounded:
    """Words that stand neither in the facts nor in the letter, and what they are: "a name"."""

    words: str
    what: str


@dataclass(frozen=True)
class Proposal:
    """What the model wrote. `pieces`: its text in parts, each with whether there is something to look at.

    `words` are counted as those of the letter beside it, without the signature.
    """

    text: str
    words: int
    pieces: Pieces
    unfounded: tuple[Unfounded, ...]
    remarks: tuple[Noticed, ...]


def read_proposal(row: FollowUp, sheet: Sheet, text: str, *, now: datetime) -> Proposal:
    """The proposal read against the facts of this letter, and for its tone and slips."""
    marks = check(text, letter_facts(row, now=now), f"{sheet.subject}\n{sheet.body}")
    proposed = replace(sheet, body=text, edited=True)
    remarks = read_remarks(row, proposed, now=now)
    spans = [(each.start, each.end) for each in marks] + [(each.start, each.end) for each in remarks]
    named = dict.fromkeys(Unfounded(text[each.start : each.end], _KINDS[each.what]) for each in marks)
    return Proposal(
        text=text,
        words=proposed.words,
        pieces=_in_pieces(text, spans),
        unfounded=tuple(named),
        remarks=tuple(remarks),
    )


def _in_pieces(text: str, spans: Iterable[tuple[int, int]]) -> Pieces:
    """The text cut where a span begins or ends; spans may overlap."""
    looked_at = bytearray(len(text))
    for start, end in spans:
        looked_at[start:end] = b"\1" * (end - start)
    pieces: Pieces = []
    begun = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or looked_at[place] != looked_at[begun]:
            pieces.append((text[begun:place], bool(looked_at[begun])))
            begun = place
    return pieces
