"""Which words of an English text are names: capitals that neither a sentence nor a custom explains."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reminders.drafting import vocabulary

_WORD = re.compile(r"[^\W\d_][\w'’.&+#-]*[\w+#]|[^\W\d_]")
_ABBREVIATED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|e\.g|i\.e|vs|approx|(?<![A-Z]\.)[A-Z])\.\s+$")
_SAYS = re.compile(
    r" (?:also |then )?(?:mentioned|said|told|asked|explained|described|showed|suggested|walked|spoke|and (?:I|you)\b)"
)
_ORDINARY_ENDINGS = ("ing", "ly", "ed")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Written with a capital in letters and titles, though nobody is called so.
_NEVER_A_NAME = _words("""
    i i'm i'd i've i'll mr mrs ms mx dr prof sir madam dear hello hi thank thanks you kind best warm warmest yours
    regards wishes sincerely faithfully truly cheers hiring team manager recruiting recruiter committee interview
    role position job offer application ok okay ps p.s pps cv hr am pm a.m p.m fyi re q&a inc ltd llc llp plc gmbh
    ag se corp corporation limited company co bv sa srl oy ab kg following up
""")
# What begins a sentence before a name: "Meeting Sara", "When Tom".
_OPENS_SENTENCES = (
    vocabulary.FUNCTION_WORDS
    | vocabulary.PLAIN_VERBS
    | vocabulary.NEVER_A_NOUN_FIRST
    | vocabulary.OPENERS
    | vocabulary.PAST_VERBS
    | _words("""
        many much most no none please there here now once meanwhile besides moreover last first second since unless
        whenever wherever whatever even like unlike given should would congratulations somebody someone everybody
        everyone nobody nothing something everything people colleagues
    """)
)


def name_words(text: str) -> Iterator[str]:
    """The words of a text in which names may stand, `Node.js` and `O'Neil` as one."""
    return (match.group() for match in _WORD.finditer(text))


def folded(word: str) -> frozenset[str]:
    """A word and its parts without case, accents, possessive and plural, to be compared with others."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter)
    )
    plain = plain.casefold().replace("’", "'").removesuffix("'s")
    return frozenset(_singular(part) for part in (plain, *plain.split("-")) if part)


def names(text: str, taken: bytes | bytearray) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Names as (start, end, what they are called), outside the characters that are `taken`."""
    matches = list(_WORD.finditer(text))
    for place, match in enumerate(matches):
        if any(taken[match.start() : match.end()]):
            continue
        called = frozenset(
            name
            for part in match.group().split("-")
            if _has_capital(part) and not _is_ordinary(part)
            for name in folded(part)
        )
        following = matches[place + 1] if place + 1 < len(matches) else None
        if called and (
            not begins_sentence(text, match.start()) or _is_name_at_the_start(text, match, following)
        ):
            start, end = match.span()
            yield start, end - 2 if match.group()[-2:] in {"'s", "’s"} else end, called


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a clause after a colon begins at this character."""
    before = text[max(0, start - 40) : start]
    if _ABBREVIATED.search(before):
        return False
    ahead = before.rstrip(" \t\"'“‘(*•–—-[")
    ahead = ahead.rstrip("\"'”’)]") or ahead
    return not ahead or ahead[-1] in ".!?…:\r\n"


def _is_name_at_the_start(text: str, match: re.Match[str], following: re.Match[str] | None) -> bool:
    word = match.group()
    plain = word.lower().replace("’", "'")
    if any(letter.isupper() for letter in word[1:]):
        return True
    base = plain.removesuffix("'s")
    if (
        base in _OPENS_SENTENCES
        or base in vocabulary.FINITE
        or "'" in base
        or base.endswith(_ORDINARY_ENDINGS)
    ):
        return False
    if base != plain or _SAYS.match(text, match.end()) or _is_whole_line(text, match):
        return True
    if following is None or text[match.end() : following.start()] != " ":
        return False
    return following.group()[0].isupper() and not _is_ordinary(following.group())


def _is_whole_line(text: str, match: re.Match[str]) -> bool:
    """ "Sara," above a letter, "Maya" below it."""
    begins = text.rfind("\n", 0, match.start()) + 1
    ends = text.find("\n", match.end())
    line = text[begins : ends if ends >= 0 else len(text)]
    return len(text) > len(line) and line.strip(" ,\t\r") == match.group()


def _has_capital(part: str) -> bool:
    return len(part) > 1 and any(letter.isupper() for letter in part)


def _is_ordinary(word: str) -> bool:
    return word.lower().replace("’", "'") in _NEVER_A_NAME


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word
