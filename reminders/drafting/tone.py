"""Remarks on the tone of a letter: where it demands, complains, reproaches, presumes or grovels (S9).

The rules stand in `tone_rules`. They are read against a plain form of each sentence: small letters, contractions
written out, common typos and British spellings evened out, quoted speech left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reminders.drafting.remark import Remark
from reminders.drafting.tone_rules import FAMILIES, Category, Family

__all__ = ["Category", "Remark", "review"]

_LONGEST_SENTENCE = 200
"""Tokens. Whatever runs on longer is read in stretches of this length."""
_LONGEST_WORD = 40
"""Characters that are looked at: no word that tells anything is longer."""

_QUOTED = re.compile(
    r'"[^"\n]{1,400}"|“[^”\n]{1,400}”|„[^“”\n]{1,400}[“”]|«[^»\n]{1,400}»|(?<!\w)‘[^’\n]{1,400}’(?!\w)'
)
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*(?:[.:]\d+)*|\n\s*\n|[.!?…]+|[,;:()–—]")
_SENTENCE_END = re.compile(r"[.!?…]+|\n\s*\n")
_LET_BE = re.compile(
    r"(?<!\S)(?:learned|learnt|taught|trained|laughed|enjoyed|pupils?|guests?|apprentices?|attached|in the end"
    r"|grateful (?:for|that|to)|when i (?:was|worked))(?!\S)"
)
"""What a sentence tells of that is a story of work or a thank you: in it nobody is reproached."""
_NEXT_CLAUSE = re.compile(r", (?:and|but|so|yet) (?=(?:i|it|you|we|please|my|your) )")

_ENDINGS = (
    ("n't", " not"),
    ("'m", " am"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'d", " would"),
)
_IS = frozenset(
    [
        "it",
        "that",
        "there",
        "what",
        "where",
        "who",
        "here",
        "how",
        "he",
        "she",
        "this",
        "when",
        "why",
        "nobody",
        "everyone",
        "everybody",
        "someone",
        "anyone",
        "one",
    ]
)
_PLAIN = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us",
    "im": "i am", "ive": "i have", "youre": "you are", "youve": "you have", "thats": "that is", "whats": "what is",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "havent": "have not", "hasnt": "has not",
    "hadnt": "had not", "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not",
    "wouldnt": "would not", "couldnt": "could not", "shouldnt": "should not", "wont": "will not", "cant": "can not",
    "theres": "there is", "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "kindly": "please",
    "apologise": "apologize", "appologize": "apologize", "appologise": "apologize", "apologising": "apologizing",
    "appologies": "apologies", "realise": "realize", "realised": "realized", "recognise": "recognize",
    "e-mail": "email", "emails": "email", "mail": "email", "mails": "email", "messages": "message",
    "disorganised": "disorganized", "prioritise": "prioritize", "finalise": "finalize", "finalised": "finalized",
    "immediatly": "immediately", "imediately": "immediately", "urgant": "urgent", "responce": "response",
    "reponse": "response", "respose": "response", "awnser": "answer", "anwser": "answer", "recieved": "received",
    "recieve": "receive", "dissapointed": "disappointed", "dissappointed": "disappointed",
    "disapointed": "disappointed",
    "dissapointing": "disappointing", "definately": "definitely", "definitly": "definitely",
    "embarassed": "embarrassed",
    "embarrased": "embarrassed", "unprofesional": "unprofessional", "tommorow": "tomorrow", "tommorrow": "tomorrow",
    "tomorow": "tomorrow", "tmrw": "tomorrow", "shoud": "should", "waitting": "waiting", "frustating": "frustrating",
    "frustated": "frustrated", "annoyed": "annoyed", "forgoten": "forgotten", "begining": "beginning",
    "truely": "truly",
    "terribley": "terribly", "wich": "which", "cv": "resume", "résumé": "resume", "ok": "okay", "till": "until",
    "organisation": "organization", "nevermind": "never mind", "gonna": "going to", "wanna": "want to",
    "gotta": "got to",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the text in its plain form, with where each of its words stands in the text.

    `starts` holds for each word its place in `plain`, `spans` its place in the text.
    """

    plain: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def span(self) -> tuple[int, int]:
        return self.spans[0][0], self.spans[-1][1]

    def at(self, place: int) -> int:
        """The number of the word that holds this character of `plain`."""
        return max(number for number, start in enumerate(self.starts) if start <= place)


def review(text: str) -> list[Remark]:
    """What in `text` could put its reader off, in the order of the text; spans never overlap.

    At most one remark a clause. Words in quotation marks are not looked at. Never raises.
    """
    remarks: list[Remark] = []
    for sentence in _sentences(text):
        found = _first_match(sentence.plain)
        if found is not None:
            family, start, end = found
            remarks.append(_remark(text, sentence, family, start, end))
    return remarks


def _first_match(plain: str) -> tuple[Family, int, int] | None:
    """The family a sentence belongs to, and the words that say so."""
    if _LET_BE.search(plain):
        return None
    for family in FAMILIES:
        span = family.find(plain)
        if span is not None:
            return family, *span
    return None


def _remark(text: str, sentence: _Sentence, family: Family, start: int, end: int) -> Remark:
    """The remark for the clause that was found, so that what stands beside it stays as it is.

    Where what stands beside it would draw a remark of its own, the remark takes in the whole sentence.
    """
    first, last = begins, ends = sentence.span
    rewrite = family.rewrite
    if text[first:last].rstrip()[-1:] not in (".", "!", "?", "…"):
        rewrite = rewrite.rstrip(".?")
    whole = Remark(begins, ends, family.category, family.why, rewrite)
    for cut in _NEXT_CLAUSE.finditer(sentence.plain):
        if cut.end() <= start:
            comma, opening = sentence.at(cut.start()), sentence.at(cut.end())
            first = sentence.spans[comma][0] if not family.rewrite else sentence.spans[opening][0]
            last = sentence.spans[-1][1] if family.rewrite else _before_the_stop(text, sentence)
            rewrite = _within(rewrite)
        elif cut.start() >= end and family.rewrite:
            last = sentence.spans[sentence.at(cut.start())][0]
            rewrite = rewrite.rstrip(".?")
            break
    rewritten = text[begins:first] + rewrite + text[last:ends]
    if any(_first_match(left.plain) for left in _sentences(rewritten)):
        return whole
    return Remark(first, last, family.category, family.why, rewrite)


def _before_the_stop(text: str, sentence: _Sentence) -> int:
    start, end = sentence.spans[-1]
    return start if _SENTENCE_END.fullmatch(text[start:end]) else end


def _within(rewrite: str) -> str:
    """A sentence as it stands after a comma."""
    return rewrite if rewrite.startswith(("I ", "I'")) else rewrite[:1].lower() + rewrite[1:]


def _sentences(text: str) -> Iterator[_Sentence]:
    shown = _without_quotes(text)
    words: list[tuple[str, int, int]] = []
    for token in _TOKEN.finditer(shown):
        word = token.group()
        if word.isspace():
            yield from _sentence(words)
            words = []
            continue
        words.append((_plain(word[:_LONGEST_WORD]), token.start(), token.end()))
        following = shown[token.end() : token.end() + 1]
        ends = _SENTENCE_END.fullmatch(word) is not None and (not following or not following.isalnum())
        if ends or len(words) >= _LONGEST_SENTENCE:
            yield from _sentence(words)
            words = []
    yield from _sentence(words)


def _sentence(words: list[tuple[str, int, int]]) -> Iterator[_Sentence]:
    if not any(character.isalnum() for word, _, _ in words for character in word):
        return
    starts = []
    place = 0
    for word, _, _ in words:
        starts.append(place)
        place += len(word) + 1
    yield _Sentence(
        " ".join(word for word, _, _ in words),
        tuple(starts),
        tuple((start, end) for _, start, end in words),
    )


def _without_quotes(text: str) -> str:
    """The text with apostrophes made straight and quoted speech blanked, character for character."""
    blanked = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    return blanked.replace("’", "'").replace("‘", "'").replace("`", "'")


def _plain(word: str) -> str:
    """A word in small letters, its contraction written out."""
    small = word.lower()
    if small in _PLAIN:
        return _PLAIN[small]
    for ending, full in _ENDINGS:
        if small.endswith(ending):
            return small[: -len(ending)] + full
    if small.endswith("'s") and small[:-2] in _IS:
        return small[:-2] + " is"
    return {"–": ",", "—": ",", "…": "."}.get(small[:1], small) if not small[:1].isalnum() else small
