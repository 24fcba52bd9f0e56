"""What a careful friend would point at in a letter."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: the characters from `start` up to `end`, why they may read badly, and what to write there.

    `rewrite` takes the place of the span; empty, the span is better left out.
    """

    start: int
    end: int
    category: StrEnum
    why: str
    rewrite: str
