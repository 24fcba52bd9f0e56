"""Taking things in: kept, read within limits, finished once, and forgotten again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum

from accounts.models import User
from applications.intake.confined import UNREADABLE, read_confined
from applications.intake.errors import IntakeError
from applications.intake.kinds import Kind
from applications.intake.reader import Json
from applications.intake.readers import READERS
from applications.models.intake import Intake, IntakeState

log = logging.getLogger(__name__)

MOST_BYTES = 25 * 1024 * 1024
# Larger ones a worker reads.
AT_ONCE = 256 * 1024
# All that one user may have lying here unsaved.
MOST_KEPT = 100 * 1024 * 1024
MOST_UNFINISHED = 200
KEPT_FOR = timedelta(days=7)
# A worker that has not answered by then has died.
LOST_AFTER = timedelta(minutes=2)
MOST_TRIES = 2


def take(user: User, *, kind: Kind, name: str, raw: bytes, now: datetime) -> Intake:
    """Keep something and, if it is small, read it. Raises IntakeError where it is refused or can't be read.

    A large one is left for a worker, and its page says so.
    """
    if len(raw) > MOST_BYTES:
        raise IntakeError(f"This is larger than {MOST_BYTES // 2**20} MB. Add a smaller part of it.")
    if not raw.strip():
        raise IntakeError("There is nothing in it.")
    _check_room(user, len(raw))
    large = len(raw) > AT_ONCE
    understood: Json = {} if large else _read(kind, raw, name)
    return Intake.objects.create(
        owner=user,
        kind=kind,
        name=name,
        raw=raw,
        size=len(raw),
        state=IntakeState.WAITING if large else IntakeState.READ,
        understood=understood,
        created_at=now,
    )


def _check_room(user: User, size: int) -> None:
    mine = Intake.objects.for_user(user).unfinished()
    kept = mine.aggregate(bytes=Sum("size"))["bytes"] or 0
    if kept + size > MOST_KEPT or mine.count() >= MOST_UNFINISHED:
        raise IntakeError("Too much is waiting for you here already. Save or remove some of it first.")


def _read(kind: Kind, raw: bytes, name: str) -> Json:
    """Read under limits: what is packed, or large, in a process of its own. Raises IntakeError."""
    if raw.startswith(b"PK") or len(raw) > AT_ONCE:
        return _storable(read_confined(kind, raw, name))
    try:
        return _storable(READERS[kind](raw, name))
    except IntakeError:
        raise
    except Exception as error:
        # Something from outside never stops a page.
        log.exception("the %s reader failed", kind)
        raise IntakeError(UNREADABLE) from error


def _storable(understood: Json) -> Json:
    stored: Json = _scrub(understood)
    return stored


def _scrub(value: Any) -> Any:
    """Without the characters that no database stores: the zero byte and halves of pairs."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_scrub(key): _scrub(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_scrub(each) for each in value]
    return value


def read_waiting(now: datetime) -> bool:
    """Read the oldest that waits. Says whether there was one."""
    intake = _claim(now)
    if intake is None:
        return False
    try:
        intake.understood = _read(Kind(intake.kind), bytes(intake.raw), intake.name)
        intake.state = IntakeState.READ
    except IntakeError as error:
        intake.state = IntakeState.FAILED
        intake.error = str(error)[:500]
    # It may have been removed, or another worker may have it by now.
    Intake.objects.filter(pk=intake.pk, state=IntakeState.READING, tries=intake.tries).update(
        state=intake.state, understood=intake.understood, error=intake.error, reading_since=None
    )
    return True


@transaction.atomic
def _claim(now: datetime) -> Intake | None:
    waiting = (
        Intake.objects.filter(
            Q(state=IntakeState.WAITING) | Q(state=IntakeState.READING, reading_since__lt=now - LOST_AFTER)
        )
        .select_for_update(skip_locked=True)
        .order_by("created_at", "pk")
    )
    intake = waiting.first()
    if intake is None:
        return None
    if intake.tries >= MOST_TRIES:
        # It has taken two workers with it.
        intake.state, intake.error = IntakeState.FAILED, UNREADABLE
        intake.save(update_fields=["state", "error"])
        return None
    intake.state, intake.reading_since, intake.tries = IntakeState.READING, now, intake.tries + 1
    intake.save(update_fields=["state", "reading_since", "tries"])
    return intake


def understand_anew(intake: Intake, understood: Json) -> None:
    """It was read once more, with more to go by."""
    Intake.objects.filter(pk=intake.pk, state=IntakeState.READ).update(understood=_storable(understood))


@contextmanager
def finishing(intake: Intake) -> Iterator[Intake | None]:
    """Lock an intake that is ready, let the caller save what it holds, all in one transaction.

    Yields None where it has been finished already: the second click saves nothing twice. The caller says how
    it ended with `mark_saved`.
    """
    with transaction.atomic():
        locked = Intake.objects.select_for_update().filter(pk=intake.pk, state=IntakeState.READ).first()
        yield locked


def mark_saved(intake: Intake, outcome: Json) -> None:
    """It is saved: what was read is forgotten, `outcome` is what the undo needs."""
    intake.state, intake.outcome = IntakeState.SAVED, outcome
    intake.raw = b""
    intake.save(update_fields=["state", "outcome", "raw"])


@contextmanager
def undoing(intake: Intake) -> Iterator[Intake | None]:
    """Lock a saved intake, let the caller take it back; it is then marked so. None where it is not saved."""
    with transaction.atomic():
        locked = Intake.objects.select_for_update().filter(pk=intake.pk, state=IntakeState.SAVED).first()
        yield locked
        if locked is not None:
            locked.state = IntakeState.UNDONE
            locked.save(update_fields=["state"])


def remove(intake: Intake) -> None:
    """Forget something that is not wanted after all."""
    Intake.objects.filter(pk=intake.pk).delete()


def forget_old(now: datetime) -> int:
    """Delete what was taken in more than `KEPT_FOR` ago, saved or not; what it made stays. Returns how many."""
    old = list(Intake.objects.filter(created_at__lt=now - KEPT_FOR).values_list("pk", flat=True)[:500])
    Intake.objects.filter(pk__in=old).delete()
    return len(old)
