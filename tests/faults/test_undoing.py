"""Taking back what was brought in, while others work on the same applications, on a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from types import ModuleType

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.services import save_settings
from applications.models import Application, Event, Intake, Interview, SheetImport
from applications.models.intake import IntakeState
from applications.services import undoing
from applications.services.changes import changing
from applications.services.intakes import finishing, mark_saved
from applications.services.invitations import Invitation, log_invited
from reminders.models import FollowUp, Notification, Plan
from reminders.points import Point
from reminders.policy import StepKind
from reminders.services import evenings, flagging, follow_ups
from reminders.services.planning import replan_due
from tests.applications.spreadsheet import HEADER, bring
from tests.faults.test_races import run_together, until_locked
from tests.intake.calendar import calendar, event
from tests.reminders.story import entry, ny

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
IMPORTED, OVER, TOMORROW = ny(2), ny(3, 18), ny(4, 8)
SHEET = "\n".join(
    [
        HEADER,
        "Acme,Data Engineer,Interview,2026-10-01,2026-11-03 16:00,Sara Lindqvist,sara@acme.example,,",
        "Hooli,Analyst,Interview,2026-10-01,2026-11-03 10:00,Tom Okafor,tom@hooli.example,,",
    ]
)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(IMPORTED) as traveller:
        yield traveller


@pytest.fixture
def imported(signed_in: Client, clock: time_machine.Traveller) -> SheetImport:
    """Two applications of an old tracker, planned, with an interview that comes on the next day."""
    row = bring(signed_in, SHEET)
    replan_due(IMPORTED)
    return row


@pytest.fixture
def undo(signed_in: Client, imported: SheetImport) -> Callable[[], None]:
    """What the button of the message after an import does."""

    def post() -> None:
        assert signed_in.post(reverse("intake_undo", args=[imported.intake_id])).status_code == 302

    return post


def test_what_is_decided_while_the_undo_waits_stays(
    imported: SheetImport, undo: Callable[[], None], clock: time_machine.Traveller
) -> None:
    """The undo waits for whoever writes, and then sees what they wrote."""
    clock.move_to(TOMORROW)
    replan_due(TOMORROW)
    row = FollowUp.objects.get(kind=StepKind.THANK_YOU, application__company__name="Acme")
    held = threading.Event()

    def decide() -> None:
        with changing(row.application):
            held.set()
            until_locked(1)
            follow_ups.skip(row, now=timezone.now())

    def take_back() -> None:
        held.wait(30)
        undo()

    assert run_together(decide, take_back) == []
    imported.refresh_from_db()
    assert (imported.state, imported.counts["removed"]) == ("undone", 1)
    assert list(Application.objects.values_list("company__name", flat=True)) == ["Acme"]
    row.refresh_from_db()
    assert row.status == "skipped"


@pytest.mark.parametrize(
    ("module", "point", "flag", "now"),
    [
        (flagging, Point.QUEUED, flagging.flag_due, TOMORROW),
        (evenings, Point.EVENINGS_QUEUED, evenings.flag_evenings, OVER),
    ],
    ids=["step", "evening"],
)
def test_what_is_flagged_while_the_undo_waits_goes_along(
    imported: SheetImport,
    undo: Callable[[], None],
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    point: Point,
    flag: Callable[[datetime], int],
    now: datetime,
) -> None:
    clock.move_to(now)
    replan_due(now)
    queued = threading.Event()

    def slowly(passed: Point) -> None:
        if passed is point:
            queued.set()
            until_locked(1)

    monkeypatch.setattr(module, "passing", slowly)
    flagged: list[int] = []

    def take_back() -> None:
        queued.wait(30)
        undo()

    assert run_together(lambda: flagged.append(flag(now)), take_back) == []
    assert flagged[0] > 0
    imported.refresh_from_db()
    assert (imported.state, imported.counts["removed"]) == ("undone", 2)
    assert not Notification.objects.exists()


def test_whoever_edits_what_the_undo_is_taking_comes_too_late(
    signed_in: Client,
    imported: SheetImport,
    undo: Callable[[], None],
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acme = Application.objects.get(company__name="Acme")
    begun = threading.Event()

    def slowly(ids: list[int]) -> list[list[int]]:
        begun.set()
        until_locked(1)
        return [ids]

    monkeypatch.setattr(undoing, "_portions", slowly)

    def edit() -> None:
        begun.wait(30)
        form = {"company": "Acme", "title": "Data Engineer"}
        answer = signed_in.post(reverse("application_edit", args=[acme.pk]), form)
        assert (answer.status_code, "Nothing is here" in answer.text) == (404, True)

    assert run_together(undo, edit) == []
    assert not Application.objects.exists()


@pytest.mark.parametrize("backwards", [False, True])
def test_settings_are_saved_while_an_undo_goes_on(
    user: User,
    signed_in: Client,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
    backwards: bool,
) -> None:
    """They mark all plans stale in an order that the database chooses; the undo deletes them in portions."""
    row = bring(signed_in, "\n".join([HEADER, *(f"Company {n},Analyst,Applied,,,,,," for n in range(20))]))
    begun = threading.Event()

    def one_by_one(ids: list[int]) -> Iterator[list[int]]:
        for pk in sorted(ids, reverse=backwards):
            yield [pk]
            if not begun.is_set():
                begun.set()
                until_locked(1)

    monkeypatch.setattr(undoing, "_portions", one_by_one)

    def undo() -> None:
        signed_in.post(reverse("sheet_undo", args=[row.pk]))

    def choose() -> None:
        begun.wait(30)
        save_settings(user, {"reminder_hour": dt.time(10)})

    assert run_together(undo, choose) == []
    row.refresh_from_db()
    assert row.state == "undone"


def note_when_waited_for(application: Application, held: threading.Event) -> None:
    """Write something into the application's story, once somebody waits for it."""
    with changing(application) as locked:
        held.set()
        until_locked(1)
        Event.objects.create(application=locked, text="They wrote", at=IMPORTED)


def test_invitations_are_taken_back_while_one_of_their_interviews_is_changed(
    user: User, signed_in: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(IMPORTED):
        intake = Intake.objects.create(owner=user, kind="calendar", size=1, state=IntakeState.READ)
        with finishing(intake) as locked:
            assert locked is not None
            done = [
                log_invited(
                    user,
                    entry(ny(3, hour)),
                    Invitation(company, 0),
                    company=company,
                    title="Analyst",
                    now=IMPORTED,
                )
                for company, hour in (("Acme", 10), ("Hooli", 16))
            ]
            mark_saved(locked, {"done": done})
        acme = Application.objects.get(company__name="Acme")
        held = threading.Event()

        def take_back() -> None:
            held.wait(30)
            assert signed_in.post(reverse("intake_undo", args=[intake.pk])).status_code == 302

        assert run_together(lambda: note_when_waited_for(acme, held), take_back) == []
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert not Interview.objects.live().exists()
    assert not Application.objects.live().exists()
    assert acme.events.filter(text="They wrote").exists()
    assert not Plan.objects.filter(stale=True).exists()


def test_invitations_are_saved_while_one_of_their_interviews_is_changed(
    user: User, signed_in: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(IMPORTED):
        for company, hour in (("Acme", 10), ("Hooli", 16)):
            log_invited(
                user, entry(ny(3, hour), people=()), Invitation(company, 0),
                company=company, title="Analyst", now=IMPORTED,
            )  # fmt: skip
        # Called off in the calendar's order: Hooli first.
        events = (event("SEQUENCE:1", f"DTSTART:{at}", uid=uid) for uid, at in
                  (("Hooli", "20261103T210000Z"), ("Acme", "20261103T150000Z")))  # fmt: skip
        file = SimpleUploadedFile("off.ics", calendar(*events, method="CANCEL"))
        signed_in.post(reverse("add"), {"file": [file]})
        intake = Intake.objects.get()
        acme = Application.objects.get(company__name="Acme")
        held = threading.Event()

        def save() -> None:
            held.wait(30)
            form = {"take-0": "on", "take-1": "on"}
            assert signed_in.post(reverse("intake", args=[intake.pk]), form).status_code == 302

        assert run_together(lambda: note_when_waited_for(acme, held), save) == []
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert set(Interview.objects.values_list("status", flat=True)) == {"cancelled_by_employer"}
    assert acme.events.filter(text="They wrote").exists()
