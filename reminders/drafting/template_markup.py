"""The outer form of a template: its tags, whether each is allowed, closed, and in its place.

Looked at before Liquid's own parser sees the text, for two reasons. That parser knows no line for a tag that is
never closed. And its patterns need quadratic time on long unclosed tags, so none may be longer than
`LONGEST_TAG`, nor may there be more than `MOST_TAGS`. Tags inside of loops are worked out again and again, so
they have a limit of their own.
"""

import re
from difflib import get_close_matches
from typing import NamedTuple

from reminders.drafting.template_errors import TemplateError

LONGEST_SOURCE = 10_000
LONGEST_TAG = 500
MOST_TAGS = 400
MOST_IN_LOOPS = 1_000
"""Characters of tags and fields that can stand inside of loops."""
DEEPEST = 20

_OPENING = re.compile(r"\{\{|\{%")
_NAME = re.compile(r"-?\s*(#|\w+)")
_PARTS = {"if": {"elsif", "else"}, "unless": {"elsif", "else"}, "case": {"when", "else"}, "for": {"else"}}
_BLOCKS = {*_PARTS, "comment"}
TAGS = {*_BLOCKS, *(f"end{name}" for name in _BLOCKS), "elsif", "else", "when", "assign", "#"}


class Piece(NamedTuple):
    """One `{{ field }}` (without a name) or one `{% tag %}`, with the place where it begins."""

    name: str
    text: str
    line: int


class _Open(NamedTuple):
    name: str
    line: int
    has_else: bool = False


def pieces(source: str) -> list[Piece]:
    """All fields and tags outside of comments, in their order. Raises `TemplateError`."""
    refuse_if_too_long(source)
    found: list[Piece] = []
    still_open: list[_Open] = []
    in_loops = 0
    for count, piece in enumerate(_all_pieces(source)):
        if count >= MOST_TAGS:
            raise TemplateError(
                piece.line, f"This template has too many tags: {MOST_TAGS} are the most, with its fields."
            )
        in_comment = bool(still_open) and still_open[-1].name == "comment"
        if in_comment and piece.name not in {"comment", "endcomment"}:
            continue
        if piece.name:
            _place(piece, still_open)
        if not in_comment:
            found.append(piece)
        if any(block.name == "for" for block in still_open):
            in_loops += len(piece.text)
        if in_loops > MOST_IN_LOOPS:
            raise TemplateError(piece.line, "Too much stands inside of loops. Move some of it out.")
    if still_open:
        left = still_open[-1]
        raise TemplateError(
            left.line,
            f"The tag {{% {left.name} %}} is never closed. Write {{% end{left.name} %}} where it ends.",
        )
    return found


def refuse_if_too_long(source: str) -> None:
    """Raises `TemplateError`. To be asked first: everything else looks at each character."""
    if len(source) > LONGEST_SOURCE:
        raise TemplateError(0, f"This template is too long: {LONGEST_SOURCE:,} characters are the most.")


def did_you_mean(name: str, known: set[str]) -> str:
    """A question to add to an error, where something offered looks much like it."""
    close = get_close_matches(name.lower(), sorted(known), n=1)
    return f" Did you mean {close[0]}?" if close else ""


def shortly(text: str) -> str:
    """Something of the template's, short enough to stand in a sentence."""
    plain = " ".join(text.split())
    return plain if len(plain) <= 40 else plain[:39] + "…"


def _all_pieces(source: str) -> list[Piece]:
    found: list[Piece] = []
    line, counted, position = 1, 0, 0
    while opening := _OPENING.search(source, position):
        line += source.count("\n", counted, opening.start())
        counted = opening.start()
        closing = "}}" if opening.group() == "{{" else "%}"
        end = source.find(closing, opening.end(), opening.end() + LONGEST_TAG)
        if end < 0:
            far = closing in source[opening.end() :]
            raise TemplateError(
                line,
                f"What begins with {opening.group()} is too long. Close it with {closing} sooner."
                if far
                else f"What begins with {opening.group()} is never closed. Write {closing} where it ends.",
            )
        position = end + 2
        name = ""
        if closing == "%}":
            named = _NAME.match(source, opening.end(), end)
            if named is None:
                raise TemplateError(line, "A tag needs its name, as in {% if topics %}.")
            name = named.group(1)
        found.append(Piece(name, source[opening.start() : position], line))
        if len(found) > MOST_TAGS:
            break
    return found


def _place(piece: Piece, still_open: list[_Open]) -> None:
    """Open, close or divide a block. Raises `TemplateError` for a tag that has no place here."""
    name = piece.name
    if name not in TAGS:
        raise TemplateError(
            piece.line,
            f"There is no tag called {shortly(name)}.{did_you_mean(name, TAGS)}",
        )
    if name in _BLOCKS:
        if len(still_open) >= DEEPEST:
            raise TemplateError(piece.line, f"Tags stand too deep in one another: {DEEPEST} are the most.")
        still_open.append(_Open(name, piece.line))
        return
    if name in {"assign", "#"}:
        return
    current = still_open[-1] if still_open else None
    if name.startswith("end"):
        if current is None:
            raise TemplateError(piece.line, f"Nothing is open here that {{% {name} %}} could close.")
        if name != f"end{current.name}":
            raise TemplateError(
                piece.line,
                f"The tag {{% {current.name} %}} of line {current.line} has to be closed before"
                f" {{% {name} %}}. Write {{% end{current.name} %}} first.",
            )
        still_open.pop()
        return
    if current is None or name not in _PARTS.get(current.name, ()):
        belongs = " or ".join(f"{{% {block} %}}" for block, parts in _PARTS.items() if name in parts)
        raise TemplateError(piece.line, f"The tag {{% {name} %}} belongs directly into {belongs}.")
    if current.has_else:
        raise TemplateError(piece.line, f"Nothing can follow the {{% else %}} here, not even {{% {name} %}}.")
    if name == "else":
        still_open[-1] = current._replace(has_else=True)
