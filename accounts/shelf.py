"""The skills shelf: short lines about what the user has done, kept once for every letter. Its only writers."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.models import SkillLine, User

MOST_LINES = 100
LONGEST_LINE = 200


class ShelfFull(Exception):
    """There is no room for so many lines; `room` says for how many there is."""

    def __init__(self, room: int) -> None:
        super().__init__(f"room for {room} more lines")
        self.room = room


class OnShelfAlready(Exception):
    """Another line says the same to the letter."""


@transaction.atomic
def add_lines(user: User, texts: Sequence[str], *, at: int | None = None) -> list[SkillLine]:
    """Put the lines on the shelf in their order, last or from place `at` (counted from 0).

    What is there already stays where it is. Returns the new lines. Raises ShelfFull, adding none.
    """
    lines = _held(user)
    there = {line.text for line in lines}
    new = [SkillLine(owner=user, text=text) for text in dict.fromkeys(texts) if text not in there]
    if len(lines) + len(new) > MOST_LINES:
        raise ShelfFull(MOST_LINES - len(lines))
    place = len(lines) if at is None else at
    SkillLine.objects.bulk_create(new)
    _number([*lines[:place], *new, *lines[place:]])
    return new


@transaction.atomic
def change_line(user: User, pk: int, text: str) -> SkillLine | None:
    """Say it in other words; None if the user has no such line. Raises OnShelfAlready."""
    line = _line(_held(user), pk)
    if line is None:
        return None
    if user.shelf.exclude(pk=pk).filter(text=text).exists():
        raise OnShelfAlready
    line.text = text
    line.save(update_fields=["text"])
    return line


@transaction.atomic
def move_line(user: User, pk: int, *, by: int) -> SkillLine | None:
    """So many places down, or up where `by` is negative, and never past an end; None for no such line."""
    lines = _held(user)
    line = _line(lines, pk)
    if line is None:
        return None
    place = max(0, lines.index(line) + by)
    lines.remove(line)
    lines.insert(place, line)
    _number(lines)
    return line


@transaction.atomic
def remove_line(user: User, pk: int) -> tuple[str, int] | None:
    """Take a line off the shelf. Its text and place, with which it can be put back; None for no such line."""
    lines = _held(user)
    line = _line(lines, pk)
    if line is None:
        return None
    place = lines.index(line)
    line.delete()
    return line.text, place


def _held(user: User) -> list[SkillLine]:
    """The shelf in its order; nobody else changes it until the transaction ends."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    return list(user.shelf.all())


def _line(lines: list[SkillLine], pk: int) -> SkillLine | None:
    return next((line for line in lines if line.pk == pk), None)


def _number(lines: Sequence[SkillLine]) -> None:
    for place, line in enumerate(lines):
        line.position = place
    SkillLine.objects.bulk_update(lines, ["position"])
