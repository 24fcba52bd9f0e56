"""A letter as it is handed to the reader: its text, what is still missing in it, and where."""

from dataclasses import dataclass
from urllib.parse import quote

SUBJECT = -1
"""The line number of the subject in a `Mark`; the paragraphs count from 0."""

Pieces = list[tuple[str, bool]]
"""A line in parts: (text, whether it is a gap)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that is missing: the field it would come from, and what to write there."""

    name: str
    hint: str

    def __str__(self) -> str:
        return f"[{self.hint}]"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a gap stands: which line, and from which character to which."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft. The last paragraph is the signature block; its gaps are told by marks, not by brackets."""

    to: str
    to_name: str
    subject: str
    paragraphs: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    note: str = ""
    marks: tuple[Mark, ...] = ()
    begins_at: int = 0
    """The paragraph with the greeting: 1 after a line to whoever passes the letter on (C4)."""

    @property
    def body(self) -> str:
        """The text to copy: paragraphs with a blank line between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def word_count(self) -> int:
        """Words of the letter itself: without signature and line to a helper (C18, S10)."""
        words = " ".join(self.paragraphs[self.begins_at : -1]).split()
        return sum(any(character.isalnum() for character in word) for word in words)

    def pieces(self) -> list[Pieces]:
        """Each paragraph in parts, so that a page can mark the gaps."""
        return [self._parts(line, text) for line, text in enumerate(self.paragraphs)]

    def subject_pieces(self) -> Pieces:
        """The subject in parts, in the same way."""
        return self._parts(SUBJECT, self.subject)

    def mailto(self) -> str:
        """The letter as a link that opens the reader's own mail program (RFC 6068).

        Everything is percent-encoded, so no name can add a header or a second recipient. A long letter is
        kept whole: the page may prefer "Copy" where a mail program takes no more than some 2,000 characters.
        """
        body = self.body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
        subject = " ".join(self.subject.split())
        to, line, text = (quote(part, safe="@", errors="replace") for part in (self.to, subject, body))
        return f"mailto:{to}?subject={line}&body={text}"

    def _parts(self, line: int, text: str) -> Pieces:
        parts: Pieces = []
        done = 0
        for mark in self.marks:
            if mark.line != line:
                continue
            if mark.start > done:
                parts.append((text[done : mark.start], False))
            parts.append((text[mark.start : mark.end], True))
            done = mark.end
        if done < len(text):
            parts.append((text[done:], False))
        return parts
