# ruff: noqa: E501  (a pattern is read as one line)
r"""A family of patterns, and the small language they are written in.

One pattern a line. `~` is a gap of up to five words within a clause, `<name>` a family of words from `words`, a space
one space. `A && B` wants both, in either order; `A !! B` wants A where B stands nowhere in the sentence, and what a
family lists as `unless` holds for all its lines. A pattern covers whole words. The object decides: needing a visa is
fine, needing an answer by Friday is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from reminders.drafting.tone_rules.words import WORDS

__all__ = ["Category", "Family", "family"]


class Category(StrEnum):
    """What a sentence does to its reader."""

    DEMANDING = "demanding"
    FRUSTRATED = "frustrated"
    GUILT = "guilt"
    PRESUMPTUOUS = "presumptuous"
    OVER_APOLOGETIC = "over_apologetic"
    NEGATIVE = "negative"


_GAP = r"(?:(?![.,;:!?()] )\S+ ){0,5}"
_START = r"(?:^|[,;:] (?:so |and |but |then )?|and |so |then )(?:please |now |just |then |do |so |well |simply |at least )*"
_LOGISTICS = (
    r"you (?:suggested|proposed|offered|scheduled|planned|set up|mentioned|asked)|as (?:agreed|arranged|discussed|planned)"
    r"|(?:still|okay|good|fine|convenient) for you|suits? (?:you|me)|works? for|if (?:that|it|this|the) ~(?:works?|suits?)"
    r"|if you (?:need|have any|require|would like|want)|which (?:slot|time|day)|running late|anything (?:else|more)"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Patterns that must all be found, and one that must not."""

    wanted: tuple[re.Pattern[str], ...]
    unwanted: re.Pattern[str] | None

    def find(self, plain: str) -> tuple[int, int] | None:
        found = []
        for pattern in self.wanted:
            match = pattern.search(plain)
            if match is None:
                return None
            found.append(match.span())
        if self.unwanted is not None and self.unwanted.search(plain):
            return None
        return min(start for start, _ in found), max(end for _, end in found)


@dataclass(frozen=True, slots=True)
class Family:
    """Ways of saying one thing: why it reads badly, and the sentence that does better ("" for none)."""

    category: Category
    why: str
    rewrite: str
    rules: tuple[_Rule, ...]
    unless: re.Pattern[str] | None

    def find(self, plain: str) -> tuple[int, int] | None:
        """From where to where a sentence in its plain form says it; None if it does not."""
        if self.unless is not None and self.unless.search(plain):
            return None
        return next((span for rule in self.rules if (span := rule.find(plain)) is not None), None)


def _compiled(pattern: str) -> re.Pattern[str]:
    whole = pattern.strip().replace("<start>", _START).replace("<logistics>", _LOGISTICS)
    for _ in range(2):
        whole = re.sub(r"<(\w+)>", lambda match: WORDS[match.group(1)], whole)
    whole = whole.replace("~", _GAP)
    return re.compile(rf"(?<!\S)(?:{whole})(?!\S)")


def _rule(line: str) -> _Rule:
    wanted, _, unwanted = line.partition("!!")
    return _Rule(
        tuple(_compiled(part) for part in wanted.split("&&")),
        _compiled(unwanted) if unwanted else None,
    )


def family(category: Category, why: str, rewrite: str, patterns: str, *, unless: str = "") -> Family:
    """A family from its patterns, one a line; none of them counts in a sentence that holds `unless`."""
    lines = (line.strip() for line in patterns.splitlines())
    return Family(
        category,
        why,
        rewrite,
        tuple(_rule(line) for line in lines if line),
        _compiled(unless) if unless else None,
    )
