"""Which paragraph of an edited letter came from which paragraph of ours.

Paragraphs keep their order. Those that read alike belong together, best likeness in sum; between two that do, as many
rewritten ones as ours are missing take their places in turn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

__all__ = ["ALIKE", "Place", "align"]

ALIKE = 55
"""From this likeness on (0 to 100, `fuzz.ratio`) a paragraph is taken for ours, edited.

Measured on our own letters: two paragraphs of one letter reach 52 at most.
"""

_COMPARED = 2_000
_MOST_PARAGRAPHS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where paragraph `ours` of the letter from the facts stands: as paragraph `edited` of the edited text.

    `edited` is None where it was left out; `before` is the paragraph of the edited text it would stand before.
    """

    ours: int
    edited: int | None
    before: int


def align(edited: Sequence[str], ours: Sequence[str]) -> tuple[Place, ...]:
    """A place for each of our paragraphs, in order. Beyond 200 paragraphs of either nothing is looked for."""
    pairs = _by_likeness(edited[:_MOST_PARAGRAPHS], ours[:_MOST_PARAGRAPHS])
    pairs |= dict(_in_turn(pairs, len(edited), len(ours)))
    places = []
    before = 0
    for number in range(len(ours)):
        found = pairs.get(number)
        places.append(Place(number, found, before if found is None else found))
        before = before if found is None else found + 1
    return tuple(places)


def _by_likeness(edited: Sequence[str], ours: Sequence[str]) -> dict[int, int]:
    """The pairs in order whose likeness is greatest in sum: ours → edited."""
    alike = [
        [fuzz.ratio(our[:_COMPARED], their[:_COMPARED], score_cutoff=ALIKE) for their in edited]
        for our in ours
    ]
    best = [[0.0] * (len(edited) + 1) for _ in range(len(ours) + 1)]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(edited))):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs = {}
    i = j = 0
    while i < len(ours) and j < len(edited):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _in_turn(pairs: dict[int, int], edited: int, ours: int) -> Iterator[tuple[int, int]]:
    """Between two pairs, where as many of ours as of theirs are left: one for one."""
    i = j = 0
    for next_i, next_j in (*sorted(pairs.items()), (ours, edited)):
        if next_i - i == next_j - j:
            yield from zip(range(i, next_i), range(j, next_j), strict=True)
        i, j = next_i + 1, next_j + 1
