"""The page that takes in what one has: files, pastes, limits, waiting, forgetting."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications import tasks
from applications.intake import confined
from applications.intake.confined import read_confined
from applications.intake.errors import IntakeError
from applications.intake.kinds import Kind, tell_kind
from applications.intake.readers import READERS
from applications.models import Intake
from applications.services import intakes
from tests.applications.typed import NOW, text_of
from tests.factories import IntakeFactory
from tests.intake.calendar import calendar, corpus, event

INVITATION = corpus("google")


def drop(client: Client, *files: tuple[str, bytes], text: str = "", kind: str = ""):  # type: ignore[no-untyped-def]
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("add"), {"file": uploads, "text": text, "kind": kind})


def large(extra: str = "") -> bytes:
    """An invitation too large for the web process, with a long description."""
    return calendar(
        event("DTSTART:20261110T140000Z", "SUMMARY:Interview", f"DESCRIPTION:{'x' * 400_000}{extra}")
    )


def test_a_chosen_file_is_read_and_waits_at_its_address(signed_in: Client, user: User) -> None:
    response = drop(signed_in, ("invite.ics", INVITATION))
    intake = Intake.objects.for_user(user).get()
    assert response.url == reverse("intake", args=[intake.pk])
    assert (intake.kind, intake.name, intake.state, bytes(intake.raw)) == (
        "calendar", "invite.ics", "read", INVITATION,
    )  # fmt: skip
    for _ in range(2):
        assert "Priya Raman" in text_of(signed_in.get(response.url))
    assert "invite.ics" in text_of(signed_in.get(reverse("add")))


def test_a_pasted_text_is_read(signed_in: Client, user: User) -> None:
    response = drop(signed_in, text=INVITATION.decode())
    assert response.status_code == 302
    assert str(Intake.objects.get()) == "Calendar invitation, pasted"


def test_several_files_wait_in_a_list_and_the_bad_ones_are_named(signed_in: Client, user: User) -> None:
    response = drop(
        signed_in, ("one.ics", INVITATION), ("two.ics", corpus("zoom")), ("cat.png", b"\x89PNG\r\n\x1a\n\0\0")
    )
    assert response.url == reverse("add")
    page = text_of(signed_in.get(response.url))
    assert Intake.objects.for_user(user).count() == 2
    assert "one.ics" in page
    assert "cat.png: It is not clear what this is." in page


@pytest.mark.parametrize(
    ("files", "text", "words"),
    [
        ([], "", "Choose a file, or paste something below."),
        ([("cat.png", b"\x89PNG\r\n\x1a\n\0\0")], "", "You can add calendar invitations"),
        ([("empty.ics", b"")], "", "empty"),
        ([("blank.ics", b"  \n ")], "", "There is nothing in it."),
        ([("bad.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR")], "", "There is no event in this calendar."),
        ([], "what on earth", "It is not clear what this is."),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(
    signed_in: Client, files: list[tuple[str, bytes]], text: str, words: str
) -> None:
    response = drop(signed_in, *files, text=text)
    assert response.status_code == 422
    assert words in text_of(response)
    assert text in text_of(response)
    assert not Intake.objects.exists()


def test_too_large_a_file_is_refused_unread(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("applications.forms.add.MOST_BYTES", 1000)
    monkeypatch.setattr("applications.uploads.MOST_BYTES", 1000)
    response = drop(signed_in, ("big.ics", INVITATION + b"x" * 200_000))
    assert response.status_code == 422
    assert "big.ics is larger than" in text_of(response)


def test_of_a_too_large_file_only_the_beginning_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    from applications.uploads import Bounded

    monkeypatch.setattr("applications.uploads.MOST_BYTES", 100)
    assert Bounded().receive_data_chunk(b"x", 99) == b"x"
    assert Bounded().receive_data_chunk(b"x", 100) is None


def test_there_is_room_for_so_much_unsaved(signed_in: Client, user: User) -> None:
    IntakeFactory.create(owner=user, size=intakes.MOST_KEPT)
    response = drop(signed_in, ("invite.ics", INVITATION))
    assert response.status_code == 422
    assert "Save or remove some of it first" in text_of(response)


def test_somebody_elses_pile_takes_no_room_of_mine(signed_in: Client, another: User) -> None:
    IntakeFactory.create(owner=another, size=intakes.MOST_KEPT)
    assert drop(signed_in, ("invite.ics", INVITATION)).status_code == 302


def test_a_large_file_is_read_by_a_worker(signed_in: Client, user: User) -> None:
    response = drop(signed_in, ("large.ics", large()))
    intake = Intake.objects.get()
    assert intake.state == "waiting"
    assert "being read" in text_of(signed_in.get(response.url))
    tasks.read_waiting()
    intake.refresh_from_db()
    assert intake.state == "read"
    polled = signed_in.get(response.url, headers={"HX-Request": "true"})
    assert polled["HX-Refresh"] == "true"
    assert "Is this right?" in text_of(signed_in.get(response.url))


def test_a_large_file_that_cannot_be_read_says_why(signed_in: Client, user: User) -> None:
    drop(signed_in, ("large.ics", calendar(event(f"SUMMARY:{'x' * 400_000}"))))
    tasks.read_waiting()
    intake = Intake.objects.get()
    assert intake.state == "failed"
    page = signed_in.get(reverse("intake", args=[intake.pk]))
    assert "It names no start." in text_of(page)
    assert signed_in.get(page.request["PATH_INFO"], headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_worker_that_died_is_replaced_and_two_are_enough(user: User) -> None:
    intake = IntakeFactory.create(
        owner=user, raw=large(), size=1, state="reading", reading_since=NOW, tries=1
    )
    assert not intakes.read_waiting(NOW + timedelta(minutes=1))
    assert intakes.read_waiting(NOW + timedelta(minutes=3))
    intake.refresh_from_db()
    assert (intake.state, intake.tries) == ("read", 2)
    Intake.objects.update(state="reading", reading_since=NOW, tries=2)
    assert not intakes.read_waiting(NOW + timedelta(minutes=3))
    intake.refresh_from_db()
    assert intake.state == "failed"


def test_a_reader_that_breaks_stops_no_page(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes, name: str) -> dict[str, object]:
        raise RecursionError

    monkeypatch.setattr(intakes, "READERS", {**READERS, Kind.CALENDAR: broken})
    response = drop(signed_in, ("invite.ics", INVITATION))
    assert response.status_code == 422
    assert "could not be read" in text_of(response)


def test_characters_that_no_database_keeps(
    signed_in: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    understood = {"interviews": [], "refused": [{"what": "a\0b\ud800", "why": "x"}]}
    monkeypatch.setattr(intakes, "READERS", {Kind.CALENDAR: lambda data, name: understood})
    assert drop(signed_in, ("invite.ics", INVITATION)).status_code == 302
    assert Intake.objects.get().understood["refused"][0]["what"] == "ab?"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.ics", "C:\\Users\\maya\\passwd.ics", "pass\nwd.ics", "x" * 400 + ".ics"]
)
def test_a_files_name_is_only_a_name(signed_in: Client, name: str) -> None:
    drop(signed_in, (name, INVITATION))
    kept = Intake.objects.get().name
    assert kept.endswith(".ics")
    assert not {"/", "\\", "\n"} & set(kept)
    assert len(kept) <= 255


def test_removed_is_gone(signed_in: Client, user: User) -> None:
    intake = IntakeFactory.create(owner=user)
    signed_in.post(reverse("intake_remove", args=[intake.pk]))
    assert not Intake.objects.exists()


def test_after_a_week_it_is_forgotten(user: User) -> None:
    IntakeFactory.create(owner=user, created_at=NOW - timedelta(days=8))
    kept = IntakeFactory.create(owner=user, created_at=NOW - timedelta(days=6))
    tasks.forget_old()
    assert list(Intake.objects.all()) == [kept]


# In a process of its own


def test_confined_reads_as_here() -> None:
    here = READERS[Kind.CALENDAR](INVITATION, "invite.ics")
    assert read_confined(Kind.CALENDAR, INVITATION, "invite.ics") == json.loads(json.dumps(here))


def test_confined_says_what_the_reader_says() -> None:
    with pytest.raises(IntakeError, match="no calendar file"):
        read_confined(Kind.CALENDAR, b"hello", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux")
@pytest.mark.parametrize(
    ("body", "said"), [("'x' * 10**10", confined.TOO_MUCH), ("1 / 0", confined.UNREADABLE)]
)
def test_a_reader_that_runs_away_is_stopped(monkeypatch: pytest.MonkeyPatch, body: str, said: str) -> None:
    runaway(monkeypatch, body)
    with pytest.raises(IntakeError) as error:
        read_confined(Kind.CALENDAR, b"x", "", seconds=10)
    assert str(error.value) == said


def test_a_reader_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    runaway(monkeypatch, "[None for _ in iter(int, 1)]")
    with pytest.raises(IntakeError) as error:
        read_confined(Kind.CALENDAR, b"x", "", seconds=1)
    assert str(error.value) in {confined.TOO_LONG, confined.TOO_MUCH}


def runaway(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Let the child's reader do `body` instead."""
    script = (
        "import sys; from applications.intake import confined; "
        f"confined.READERS = {{confined.Kind.CALENDAR: lambda data, name: {body}}}; confined.main(*sys.argv[1:])"
    )
    real = subprocess.run

    def run(command: list[str], **options: Any) -> Any:
        return real([sys.executable, "-c", script, *command[3:]], **options)

    monkeypatch.setattr(subprocess, "run", run)


# What is what


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (INVITATION, "invite.ics", Kind.CALENDAR),
        (INVITATION, "attachment.bin", Kind.CALENDAR),
        (b"\xef\xbb\xbfBEGIN:VCARD\nEND:VCARD", "", Kind.VCARD),
        (b"From: Sara <s@acme.example>\nSubject: Interview\n\nBEGIN:VCALENDAR", "", Kind.MAIL),
        (b"Hi Maya,\nthanks for coming.\nBest regards,\nSara", "", Kind.MAIL),
        (b"https://jobs.acme.example/42", "", Kind.POSTING),
        (b"<!doctype html><title>Job</title>", "", Kind.POSTING),
        (b"About the role\nYou will\nRequirements\nPython", "", Kind.POSTING),
        (b"Company,Role\nAcme,Engineer", "jobs.csv", Kind.SPREADSHEET),
        ("Company\tRole\nAcme\tEngineer".encode("utf-16"), "", Kind.SPREADSHEET),
        (b"Company;Role;Status\nAcme;Engineer;Applied\n", "", Kind.SPREADSHEET),
        (b'Company,Role,Status\n"Acme, Inc.",Engineer,Applied\n', "", Kind.SPREADSHEET),
        (b"PK\x03\x04....", "jobs.xlsx", Kind.SPREADSHEET),
        (b"Best regards,\nSara Lindqvist\nHead of Data\nsara@acme.example", "", Kind.VCARD),
        (b"Sara Lindqvist\nHead of Data, Acme\n+47 412 34 567", "", Kind.VCARD),
        (b"Hi Maya,\nFriday it is.\nBest,\nSara Lindqvist\nHead of Data\n+47 412 34 567", "", Kind.MAIL),
        (b"<div><h1>Data engineer</h1><p>Acme</p></div>", "", Kind.POSTING),
        (b"About the role\nYou will\nRequirements\nPython", "posting.txt", Kind.POSTING),
        (b"We heard you, and we agree, so:\nFriday works, Monday too, as you like.", "", Kind.UNKNOWN),
        (b"\x89PNG\r\n", "cat.png", Kind.UNKNOWN),
        (b"what on earth", "", Kind.UNKNOWN),
        (b"", "", Kind.UNKNOWN),
    ],
)
def test_what_a_thing_is(data: bytes, name: str, kind: Kind) -> None:
    assert tell_kind(data, name) is kind


@pytest.mark.parametrize("unit", ["\n", " \n", "\t", "a,b,c\n", "From: a\n", "<", "a.", "best ", "+1 ", "1 "])
def test_telling_takes_one_pass(unit: str) -> None:
    """Where it does not, some of these take minutes."""
    for _ in range(5):
        assert tell_kind((unit * 64_000).encode()) in Kind


def test_the_clock_of_the_beat_is_the_tasks() -> None:
    from django.conf import settings

    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {"applications.tasks.read_waiting", "applications.tasks.forget_old"} <= named


def test_signed_out_is_asked_to_sign_in(client: Client, db: None) -> None:
    response = client.post(reverse("add"), {"text": "x"})
    assert response["Location"].startswith(reverse("account_login"))


def test_time_is_the_servers(signed_in: Client) -> None:
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        drop(signed_in, ("invite.ics", INVITATION))
        assert Intake.objects.get().created_at == timezone.now()
