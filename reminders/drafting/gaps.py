"""Gaps in a letter that was edited: what stands in brackets still waits to be filled in."""

import re
from collections.abc import Iterable

GAP = re.compile(r"\[(?!\d+\])[^\[\]\n]{1,200}\]")
"""Words in brackets; a number alone is a reference, not a gap."""


def fill_gaps(text: str, filled: Iterable[tuple[str, str]]) -> str:
    """The text with each gap (its words, brackets included) replaced by what was filled in; empty leaves it."""
    answers = {words: answer.strip() for words, answer in filled if words and answer.strip()}
    if not answers:
        return text
    # All at once, so that no answer is taken for another gap.
    return re.sub("|".join(map(re.escape, answers)), lambda found: answers[found.group()], text)
