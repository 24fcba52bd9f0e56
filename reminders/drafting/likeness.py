"""Which of the lines on somebody's shelf fit a posting and a conversation: words in common, the rarer the better.

Measured on the 43 labelled cases of the tests, each with a long posting: a fitting line comes first in 38, among
the first three in 41; by `fuzz.token_set_ratio`, which a long posting drowns, in 14 and 30. Only an order is
made of it: the person chooses, and nothing is put in a letter by likeness alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reminders.drafting import vocabulary

TOPICS, TITLE, POSTING = 3.0, 2.0, 0.5
"""How much a word in common counts by where it stands: what was talked about says most, a long posting least."""
TAKEN = 0.7
"""What is left of a line's score when another note to the same panel has it (C3: interviewers compare notes)."""
_MOST_CHARACTERS = 20_000

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_SHORT_FORMS = {
    "k8s": "kubernetes", "js": "javascript", "ts": "typescript", "ml": "machine", "db": "database", "dbs": "database",
    "perf": "performance", "mgmt": "management",
}  # fmt: skip
_BEGINNING = 4
"""So many letters tell a word: "migrate", "migrated" and "migration" are one."""


@dataclass(frozen=True, slots=True)
class Note:
    """One of the notes to a panel: what was talked about with that person, and the line chosen for it, if any."""

    topics: str
    chosen: str = ""


def beginnings(text: str) -> set[str]:
    """The words that say something, by their first letters; numbers say nothing by themselves."""
    words = _WORD.findall(text[:_MOST_CHARACTERS].casefold())
    told = (
        word for word in words if word not in vocabulary.SAYS_LITTLE and not word.isdigit() and len(word) > 1
    )
    return {_SHORT_FORMS.get(word, word)[:_BEGINNING] for word in told}


def likeness(lines: Sequence[str], *, topics: str, title: str, posting: str) -> list[float]:
    """A score for each line, 0 where nothing is in common. Scores compare within one call only."""
    asked: dict[str, float] = {}
    for text, weight in ((posting, POSTING), (title, TITLE), (topics, TOPICS)):
        asked |= dict.fromkeys(beginnings(text), weight)
    told = [beginnings(line) for line in lines]
    rarity = _rarity(told)
    return [_in_common(words, asked, rarity) for words in told]


def in_order(
    lines: Sequence[str], notes: Sequence[Note], place: int, *, title: str, posting: str
) -> list[str]:
    """The lines for the note at `place`, the best first; equals keep the person's own order.

    A line that another note has, or that an earlier one is offered first, goes back behind one that fits about as well.
    """
    taken = {note.chosen for at, note in enumerate(notes) if note.chosen and at != place}
    ordered: list[str] = []
    for at in [*(earlier for earlier in range(place) if not notes[earlier].chosen), place]:
        scores = likeness(lines, topics=notes[at].topics, title=title, posting=posting)
        weighed = [
            score * (TAKEN if line in taken else 1.0) for line, score in zip(lines, scores, strict=True)
        ]
        ordered = [lines[index] for index in sorted(range(len(lines)), key=lambda index: -weighed[index])]
        if ordered and max(weighed) > 0:
            taken.add(ordered[0])
    return ordered


def _rarity(told: Sequence[set[str]]) -> Mapping[str, float]:
    """What a word is worth that few lines have: one that is on every line tells them apart no more."""
    on_lines = Counter(word for words in told for word in words)
    return {word: math.log(1 + len(told) / count) for word, count in on_lines.items()}


def _in_common(words: set[str], asked: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    shared = sum(rarity[word] * asked[word] for word in words if word in asked)
    return shared / math.sqrt(4 + len(words)) if shared else 0.0
