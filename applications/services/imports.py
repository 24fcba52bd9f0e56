"""An old tracker's way in: choosing, looking over, importing, taking back. Long work is a worker's."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from applications.intake.columns import Field
from applications.intake.from_file import sheets_of
from applications.intake.rows import Choices, Reading, settle_order, understand, write_refused
from applications.intake.statuses import Meaning, Outside, fold_status
from applications.intake.table import Sheet
from applications.models import Application, Intake, SheetImport
from applications.models.intake import IntakeState
from applications.models.sheet_import import AT_WORK, ImportState, SheetImportQuerySet
from applications.services.importing import Plan, plan_import, role_under, store_import
from applications.services.intakes import mark_saved
from applications.services.undoing import take_back
from applications.stages import Stage

log = logging.getLogger(__name__)

# More rows than these are a worker's.
SMALL = 300
HELD_FOR = timedelta(minutes=10)
MOST_TRIES = 2
KEPT_FOR = timedelta(days=7)
SHOWN = 10
STOPPED = "Something went wrong on our side, and nothing was changed. Try once more."


@dataclass(frozen=True)
class Chosen:
    """The form's answers: which sheet, which row names the columns, and what each column is taken for."""

    sheet: int
    heading: int
    fields: tuple[Field, ...]


def sheets_in(intake: Intake) -> list[Sheet]:
    return sheets_of(intake.understood)


@transaction.atomic
def choose_columns(user: User, intake: Intake, chosen: Chosen) -> SheetImport:
    """Begin an import, or begin it anew with other columns. What was imported already stays as it is."""
    Intake.objects.select_for_update().get(pk=intake.pk)
    row, _ = SheetImport.objects.select_for_update().get_or_create(
        intake=intake, defaults={"owner": user, "name": intake.name}
    )
    if row.state in {ImportState.CHOOSING, ImportState.READY, ImportState.CHECKING, ImportState.FAILED}:
        row.choices = {
            "sheet": chosen.sheet,
            "heading": chosen.heading,
            "fields": [each.value for each in chosen.fields],
        }
        row.rows = len(sheets_in(intake)[chosen.sheet].rows) - chosen.heading - 1
        row.state, row.counts, row.problem, row.held_until = ImportState.CHOOSING, {}, "", None
        row.save()
    return row


def answer(
    row: SheetImport, *, statuses: Mapping[str, Meaning], day_first: bool | None, now: datetime
) -> None:
    """Note how statuses and dates are meant, and have the rows looked over."""
    row.choices |= {
        "statuses": {written: meaning.value for written, meaning in statuses.items()},
        "day_first": day_first,
    }
    _hand_over(row, ImportState.CHECKING, (ImportState.CHOOSING, ImportState.READY), now=now)


def begin(row: SheetImport, *, keep_duplicates: bool, now: datetime) -> None:
    """Import what was looked over. A second click begins nothing twice."""
    row.choices |= {"keep_duplicates": keep_duplicates}
    _hand_over(row, ImportState.IMPORTING, (ImportState.READY,), now=now)


def undo(row: SheetImport, *, now: datetime) -> None:
    """Take an import back. A second click takes nothing more back."""
    _hand_over(row, ImportState.UNDOING, (ImportState.DONE,), now=now)


def drop(row: SheetImport) -> None:
    """Forget an import that has brought nothing."""
    with transaction.atomic():
        idle = Q(state__in=[ImportState.CHOOSING, ImportState.READY, ImportState.FAILED, ImportState.UNDONE])
        if SheetImport.objects.filter(idle, pk=row.pk).delete()[0] and row.intake_id:
            Intake.objects.filter(pk=row.intake_id).delete()


def _hand_over(row: SheetImport, to: ImportState, since: tuple[ImportState, ...], *, now: datetime) -> None:
    """Let a worker do it; at once, where it is little."""
    moved = SheetImport.objects.filter(pk=row.pk, state__in=since).update(
        state=to, choices=row.choices, problem="", done=0, total=0, tries=0, held_until=None
    )
    if moved and row.rows <= SMALL:
        work_on(row.pk, now=now)
    row.refresh_from_db()


def work_on_waiting(now: datetime) -> bool:
    """Do the oldest work that waits, one piece at a time for everybody. Says whether there was some."""
    at_work = SheetImport.objects.filter(state__in=AT_WORK)
    if at_work.filter(held_until__gt=now).exists():
        return False
    waiting = at_work.order_by("created_at", "pk").values_list("pk", flat=True).first()
    return waiting is not None and work_on(waiting, now=now)


def work_on(pk: int, *, now: datetime) -> bool:
    """Do what the import's state asks for, unless somebody is at it. Says whether it was done.

    What cannot be done is tried again once, then given up; either way nothing of it is stored.
    """
    free = Q(held_until=None) | Q(held_until__lte=now)
    claimed = SheetImport.objects.filter(free, pk=pk, state__in=AT_WORK).update(
        held_until=now + HELD_FOR, tries=F("tries") + 1
    )
    if not claimed:
        return False
    row = SheetImport.objects.select_related("owner", "intake").get(pk=pk)
    try:
        if row.state != ImportState.UNDOING and row.intake is None:
            _give_up(row, "The file was forgotten in the meantime. Add it again.")
        else:
            _WORK[ImportState(row.state)](row, now)
    except Exception:
        log.exception("import %s failed at %s", pk, row.state)
        if row.tries >= MOST_TRIES:
            _give_up(row, STOPPED)
        else:
            _as_claimed(row).update(held_until=None)
    return True


def _as_claimed(row: SheetImport) -> SheetImportQuerySet:
    """The row, as long as it is still ours: not taken over by another worker, nor called back by the user."""
    return SheetImport.objects.filter(pk=row.pk, state=row.state, tries=row.tries)


def _give_up(row: SheetImport, problem: str) -> None:
    back = ImportState.DONE if row.state == ImportState.UNDOING else ImportState.FAILED
    _as_claimed(row).update(state=back, problem=problem, held_until=None)


def _check(row: SheetImport, now: datetime) -> None:
    sheet, choices, reading = _read(row, now)
    plan = _plan(row, sheet, choices, reading, now, keep_duplicates=False)
    kept = _plan(row, sheet, choices, reading, now, keep_duplicates=True) if plan.duplicates else plan
    row.counts = _counts(plan, reading, sheet) | {"new_if_kept": len(kept.applications)}
    _finish(row, ImportState.READY)


def _import(row: SheetImport, now: datetime) -> None:
    sheet, choices, reading = _read(row, now)
    keep = bool(row.choices.get("keep_duplicates"))
    with transaction.atomic():
        if not _as_claimed(row).select_for_update().exists():
            return
        User.objects.select_for_update(no_key=True).get(pk=row.owner_id)
        plan = _plan(row, sheet, choices, reading, now, keep_duplicates=keep)
        # Counted first, for what is stored is new no more.
        row.counts = _counts(plan, reading, sheet) | {"kept_duplicates": keep}
        store_import(row.owner, row, plan, now=now)
        row.refused_file = write_refused(sheet, choices.heading, reading.refused) if reading.refused else ""
        if row.intake is not None:
            added = len(plan.applications)
            said = f"{added:,} application{'s are' if added != 1 else ' is'} imported."
            row.intake.understood = {}
            row.intake.save(update_fields=["understood"])
            mark_saved(row.intake, {"sheet_import": row.pk, "said": said})
        _finish(row, ImportState.DONE)


def _take_back(row: SheetImport, now: datetime) -> None:
    with transaction.atomic():
        if not _as_claimed(row).select_for_update().exists():
            return
        undone = take_back(row)
        row.counts |= {"removed": undone.removed, "kept": undone.kept}
        if row.intake is not None:
            row.intake.state = IntakeState.UNDONE
            row.intake.save(update_fields=["state"])
        _finish(row, ImportState.UNDONE)


_WORK: Mapping[ImportState, Callable[[SheetImport, datetime], None]] = {
    ImportState.CHECKING: _check,
    ImportState.IMPORTING: _import,
    ImportState.UNDOING: _take_back,
}


def _finish(row: SheetImport, state: ImportState) -> None:
    _as_claimed(row).update(
        state=state, held_until=None, tries=0, counts=row.counts, refused_file=row.refused_file
    )


def _read(row: SheetImport, now: datetime) -> tuple[Sheet, Choices, Reading]:
    """The rows as the user wants them read; how far that is shows on the page."""
    if row.intake is None:
        raise ValueError("an import without its rows is given up before")
    sheet = sheets_in(row.intake)[row.choices["sheet"]]
    today = now.astimezone(row.owner.zone).date()
    choices = choices_of(row, sheet, today=today)
    total = len(sheet.rows) - choices.heading - 1
    waiting = SheetImport.objects.filter(pk=row.pk)
    waiting.update(done=0, total=total)

    def tell(done: int) -> None:
        waiting.update(done=done)

    reading = understand(sheet, choices, today=today, tell=tell)
    waiting.update(done=total)
    return sheet, choices, reading


def choices_of(row: SheetImport, sheet: Sheet, *, today: date) -> Choices:
    """The choices as the reader of rows wants them; what the file's own dates tell needs no answer."""
    stored: dict[str, Any] = row.choices
    fields = tuple(map(Field, stored["fields"]))
    told = settle_order(sheet, stored["heading"], fields, today=today)
    return Choices(
        heading=stored["heading"],
        fields=fields,
        statuses={written: meaning_of(value) for written, value in stored.get("statuses", {}).items()},
        day_first=stored.get("day_first") if told is None else told,
    )


def fold(statuses: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Statuses as written → as they are compared."""
    return {fold_status(written): meaning for written, meaning in statuses.items()}


def meaning_of(value: str) -> Meaning:
    """The stage, or what no stage says. Raises ValueError for anything else."""
    return Outside(value) if value in set(Outside) else Stage(value)


def _plan(
    row: SheetImport,
    sheet: Sheet,
    choices: Choices,
    reading: Reading,
    now: datetime,
    *,
    keep_duplicates: bool,
) -> Plan:
    names = [
        name
        for name, each in zip(sheet.rows[choices.heading], choices.fields, strict=False)
        if each is Field.CONTACT_NAME
    ]
    return plan_import(
        row.owner, reading.rows, keep_duplicates=keep_duplicates, contact_role=role_under(names), now=now
    )


def _counts(plan: Plan, reading: Reading, sheet: Sheet) -> dict[str, Any]:
    stages = Counter(Stage(each.stage).label for each in plan.applications)
    return {
        "rows": len(reading.rows) + len(reading.refused) + reading.left_out,
        "new": len(plan.applications),
        "stages": stages.most_common(),
        "duplicates": len(plan.duplicates),
        "left_out": reading.left_out,
        "refused": len(reading.refused),
        "companies": len(plan.new_companies),
        "known_companies": len(plan.known_companies),
        "contacts": len(plan.contacts),
        "known_contacts": len(plan.known_contacts),
        "interviews": len(plan.interviews),
        "ahead": sum(not each.is_history for each in plan.interviews),
        "addresses": [(each.pk, each.email) for each in plan.addressed],
        "sample": [_shown(each) for each in plan.applications[:SHOWN]],
        "twins": [[each.company, each.title] for each in plan.duplicates[:SHOWN]],
        "refusals": [
            [" · ".join([cell for cell in sheet.rows[each.place] if cell][:3])[:120], each.reason]
            for each in reading.refused[:SHOWN]
        ],
    }  # fmt: skip


def _shown(application: Application) -> list[str]:
    applied = application.applied_on.isoformat() if application.applied_on else ""
    return [application.company.name, application.title, applied, Stage(application.stage).label]


def forget_unfinished(now: datetime) -> int:
    """Delete imports that were never finished and whose file is forgotten. Returns how many."""
    idle = Q(state__in=[ImportState.CHOOSING, ImportState.READY, ImportState.FAILED])
    return SheetImport.objects.filter(idle, intake=None, created_at__lt=now - KEPT_FOR).delete()[0]
