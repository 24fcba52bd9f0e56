"""Put sentences on paper and keep account of what is missing in them."""

import string
from collections.abc import Iterable, Sequence

from reminders.drafting.letter import SUBJECT, Gap, Letter, Mark

Word = str | Gap
Words = tuple[Word, ...]
"""Text with its gaps: a gap is an object of its own, so no bracket that somebody typed is taken for one."""


def say(sentence: str, /, **values: Word | Words) -> Words:
    """One of our own sentences with its `{places}` filled. A value that ends a sentence itself
    ("Acme Inc.", "Yahoo!", a question) swallows the full stop that would follow."""
    said: list[Word] = []
    for literal, place, _spec, _conversion in string.Formatter().parse(sentence):
        if literal.startswith(".") and said and isinstance(said[-1], str) and _ends_sentence(said[-1]):
            literal = literal[1:]
        if literal:
            said.append(literal)
        if place is not None:
            value = values[place]
            said.extend(word for word in (value if isinstance(value, tuple) else (value,)) if word)
    return tuple(said)


def paragraph(*sentences: Words | str) -> Words:
    """Sentences after one another, with a space between them."""
    joined: list[Word] = []
    for sentence in sentences:
        if not sentence:
            continue
        if joined:
            joined.append(" ")
        joined.extend((sentence,) if isinstance(sentence, str) else sentence)
    return tuple(joined)


def lay_out(
    *, to: str, to_name: str, subject: Words, covering: str, paragraphs: Iterable[Words], note: str
) -> Letter:
    """The finished letter. Gaps are listed once each, in the order in which they are met in the reading."""
    marks: list[Mark] = []
    gaps: dict[str, Gap] = {}
    subject_line = _set(SUBJECT, subject, marks, gaps)
    if covering:
        paragraphs = [(covering,), *paragraphs]
    texts = tuple(
        _set(line, words, marks, gaps) for line, words in enumerate(part for part in paragraphs if part)
    )
    return Letter(
        to=to,
        to_name=to_name,
        subject=subject_line,
        paragraphs=texts,
        gaps=tuple(gaps.values()),
        note=note,
        marks=tuple(marks),
        begins_at=int(bool(covering)),
    )


def _set(line: int, words: Sequence[Word], marks: list[Mark], gaps: dict[str, Gap]) -> str:
    text = ""
    for word in words:
        if isinstance(word, Gap):
            marks.append(Mark(line, len(text), len(text) + len(str(word))))
            gaps.setdefault(word.name, word)
        text += str(word)
    return text


def _ends_sentence(text: str) -> bool:
    return text.rstrip('"”’)»').endswith((".", "!", "?", "…", "。", "！", "？"))
