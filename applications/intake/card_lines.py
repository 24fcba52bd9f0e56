"""The lines of a contact card (vCard 2.1, 3.0 and 4.0): unfolded, decoded, by name.

Read here and not by a library: the usual one takes time without end over a line of 4 kB ("a=a=a=…").
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from applications.intake.mail_bytes import decode

# Each character has one place in it, so that a line which does not match is found out in one pass.
_HEAD = re.compile(r'(?:[\w-]+\.)?(?P<name>[A-Za-z][\w-]*)(?P<marks>(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):')
_MARK = re.compile(r';([^;"]*(?:"[^"]*"[^;"]*)*)')
_FOLDED = re.compile(r"\n[ \t]")
_ESCAPED = re.compile(r"\\(.)")
_DIVIDED = re.compile(r"(?<!\\);")


@dataclass(frozen=True)
class CardLine:
    """`kinds` are the words beside the name, in capitals (WORK, PREF); `parts` what semicolons divide."""

    kinds: frozenset[str]
    parts: tuple[str, ...]

    @property
    def value(self) -> str:
        """The first part."""
        return self.parts[0]


def read_lines(card: str) -> Mapping[str, list[CardLine]]:
    """The lines of one card by their names in capitals, in their order; what is no line is left out."""
    found: dict[str, list[CardLine]] = {}
    for line in _unfolded(card):
        head = _HEAD.match(line)
        if head is None:
            continue
        marks = dict(_mark(each) for each in _MARK.findall(head["marks"]))
        value = line[head.end() :]
        encoding = next((each for each in (marks.get("ENCODING", ""), *marks) if each in _ENCODINGS), "")
        if encoding in {"B", "BASE64"}:
            continue
        if encoding:
            value = decode(quopri.decodestring(value.encode()), marks.get("CHARSET", ""))
        kinds = {*marks, *marks.get("TYPE", "").split(",")}
        parts = tuple(_plain(part) for part in _DIVIDED.split(value))
        found.setdefault(head["name"].upper(), []).append(CardLine(frozenset(kinds), parts))
    return found


_ENCODINGS = {"QUOTED-PRINTABLE", "B", "BASE64"}


def _unfolded(card: str) -> Iterator[str]:
    """Each line whole. In quoted-printable "=" at the end goes on in the next line."""
    pieces: list[str] = []
    for line in _FOLDED.sub("", card).split("\n"):
        begins = not pieces
        pieces.append(line)
        first = pieces[0][:1000].upper()
        if line.endswith("=") and (not begins or "QUOTED-PRINTABLE" in first):
            pieces[-1] = line[:-1]
            continue
        yield "".join(pieces)
        pieces = []
    if pieces:
        yield "".join(pieces)


def _mark(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip().upper(), value.replace('"', "").strip().upper()


def _plain(part: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], part)
