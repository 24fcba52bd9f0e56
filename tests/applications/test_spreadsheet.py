"""An old tracker: in from its file, looked over, imported whole, taken back whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from applications.intake.rows import understand
from applications.models import (
    Application,
    Company,
    Contact,
    Event,
    ImportedRow,
    Intake,
    Interview,
    SheetImport,
)
from applications.services import imports, intakes
from applications.tasks import work_on_imports
from tests.applications.spreadsheet import HEADER, add, answer, begin, bring, choose, taken_as
from tests.applications.typed import NOW, text_of
from tests.factories import ApplicationFactory, ContactFactory
from tests.intake.spreadsheets import TRACKERS, as_xlsx, zip_bomb

pytestmark = pytest.mark.django_db

ACME = "Acme,Data Engineer,Applied,2026-10-01,,,,https://acme.example/jobs/1,Nice team"
HOOLI = "Hooli,Analyst,Interview,2026-09-01,2026-09-20 14:30,Sara Lindqvist,sara@hooli.example,,"


@pytest.fixture(autouse=True)
def clock():  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def table(*rows: str) -> str:
    return "\n".join([HEADER, *rows]) + "\n"


def many(count: int) -> str:
    """So many applications, each with an interview and somebody met there."""
    return table(
        *(
            f"Company {n % 40},Role {n},Interview,2026-03-{n % 28 + 1:02d},2026-04-01 10:00,"
            f"Person {n},p{n}@c.example,,note {n}"
            for n in range(count)
        )
    )


def stored() -> dict[str, int]:
    models = (Application, Company, Contact, Event, Interview, ImportedRow)
    return {model.__name__: model.objects.count() for model in models}


def test_rows_become_applications_with_all_they_say(signed_in: Client, user: User) -> None:
    row = bring(signed_in, table(ACME, HOOLI))
    assert row.state == "done"
    acme = Application.objects.for_user(user).get(company__name="Acme")
    assert (acme.title, acme.stage, acme.applied_on) == ("Data Engineer", "applied", date(2026, 10, 1))
    assert acme.posting_url == "https://acme.example/jobs/1"
    assert acme.events.get().text == "Notes: Nice team"
    met = Interview.objects.get(application__company__name="Hooli")
    assert met.starts_at == datetime(2026, 9, 20, 18, 30, tzinfo=UTC)
    assert (met.status, met.is_history, met.minutes) == ("held", True, 60)
    assert met.participations.get().contact.email == "sara@hooli.example"


@pytest.mark.parametrize("name", TRACKERS)
@pytest.mark.parametrize("packed", [False, True], ids=["csv", "xlsx"])
def test_exports_go_in_as_they_come(signed_in: Client, user: User, name: str, packed: bool) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(TRACKERS[name])
    bring(signed_in, as_xlsx(TRACKERS[name]) if packed else out.getvalue())
    made = Application.objects.for_user(user).get()
    assert (made.company.name, made.title, made.stage) == ("Acme", "Data Engineer", "interviewing")
    assert made.applied_on == date(2026, 3, 24)


def test_nothing_is_saved_before_the_last_click(signed_in: Client) -> None:
    row = answer(signed_in, choose(signed_in, add(signed_in, table(ACME, "Hooli,Analyst,Vibing,,,,,,"))))
    assert row.state == "ready"
    assert set(stored().values()) == {0}
    page = text_of(signed_in.get(reverse("sheet_import", args=[row.pk])))
    assert "Acme" in page
    assert "2 (2 Applied)" in " ".join(page.split())


def test_what_is_clear_asks_nothing(signed_in: Client) -> None:
    assert choose(signed_in, add(signed_in, table(ACME, HOOLI))).state == "ready"


def test_a_column_is_taken_for_what_the_user_says(signed_in: Client, user: User) -> None:
    intake = add(signed_in, "Name,Company,Mood\nAcme,Analyst,Applied\n")
    begin(signed_in, choose(signed_in, intake, Name="company", Company="title", Mood="source"))
    made = Application.objects.for_user(user).get()
    assert (made.company.name, made.title, made.source) == ("Acme", "Analyst", "Applied")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"Company": "leave"}, "Choose the column that says the company."),
        ({"Notes": "status"}, "Two columns are taken for “Status”."),
        ({"Company": "nonsense"}, "Select a valid choice."),
    ],
)
def test_columns_that_cannot_be_are_asked_back(signed_in: Client, changes: dict[str, str], says: str) -> None:
    intake = add(signed_in, table(ACME))
    response = signed_in.post(reverse("intake", args=[intake.pk]), taken_as(intake, **changes))
    assert response.status_code == 422
    assert says in text_of(response)


def test_a_status_of_too_many_values_is_none(signed_in: Client) -> None:
    intake = add(signed_in, table(*(f"Acme,Role {n},mood {n},,,,,," for n in range(70))))
    response = signed_in.post(reverse("intake", args=[intake.pk]), taken_as(intake, Status="status"))
    assert response.status_code == 422
    assert "70 different values" in text_of(response)


def test_an_unknown_status_is_asked_once_with_a_proposal(signed_in: Client, user: User) -> None:
    rows = [
        f"Acme,Role {n},{mood},,,,,,"
        for n, mood in enumerate(["Vibing", "vibing!", "Sadly rejected", "Applied"])
    ]
    row = choose(signed_in, add(signed_in, table(*rows)))
    form = signed_in.get(reverse("sheet_answers", args=[row.pk])).context["form"]
    asked = {field.label: field.initial for field in form.fields.values()}
    assert asked == {"“Vibing”": "applied", "“Sadly rejected”": "rejected", "“Applied”": "applied"}
    begin(signed_in, answer(signed_in, row, Vibing="offer"))
    stages = Application.objects.for_user(user).order_by("title").values_list("stage", flat=True)
    assert list(stages) == ["offer", "offer", "rejected", "applied"]


@pytest.mark.parametrize(("said", "day"), [("yes", date(2026, 4, 3)), ("no", date(2026, 3, 4))])
def test_which_way_round_dates_stand_is_asked_once(
    signed_in: Client, user: User, said: str, day: date
) -> None:
    row = choose(signed_in, add(signed_in, table("Acme,Analyst,Applied,03/04/2026,05/04/2026,,,,")))
    assert row.state == "choosing"
    refused = signed_in.post(reverse("sheet_answers", args=[row.pk]), {"status-0": "applied"})
    assert refused.status_code == 422
    begin(signed_in, answer(signed_in, row, day_first=said))
    assert Application.objects.for_user(user).get().applied_on == day


def test_a_file_whose_own_dates_tell_is_not_asked_about(signed_in: Client, user: User) -> None:
    bring(signed_in, table("Acme,A,Applied,03/04/2026,,,,,", "Acme,B,Applied,24/04/2026,,,,,"))
    assert Application.objects.for_user(user).get(title="A").applied_on == date(2026, 4, 3)


def test_companies_and_people_are_merged(signed_in: Client, user: User) -> None:
    known = ContactFactory.create(owner=user, name="Sara Lindqvist", email="SARA@hooli.example")
    ApplicationFactory.create(owner=user, company__name="ACME", company__owner=user, title="Boss")
    row = bring(signed_in, table(ACME, "acme ,Analyst,Applied,,,Tom,tom@acme.example,,",
                                 "ACME,Chemist,Interview,,2026-09-01,Tom,tom@acme.example,,", HOOLI))  # fmt: skip
    assert (row.counts["companies"], row.counts["known_companies"]) == (1, 1)
    assert (row.counts["contacts"], row.counts["known_contacts"]) == (1, 1)
    assert Company.objects.for_user(user).count() == 2
    assert Contact.objects.for_user(user).count() == 2
    assert known.participations.count() == 1


def test_a_known_person_gets_the_address_and_loses_it_with_the_undo(signed_in: Client, user: User) -> None:
    company = Company.objects.create(owner=user, name="Hooli")
    known = Contact.objects.create(owner=user, company=company, name="Sara Lindqvist")
    row = bring(signed_in, table(HOOLI))
    known.refresh_from_db()
    assert known.email == "sara@hooli.example"
    signed_in.post(reverse("sheet_undo", args=[row.pk]))
    known.refresh_from_db()
    assert known.email == ""


@pytest.mark.parametrize(("choice", "count"), [("skip", 2), ("keep", 4)])
def test_duplicates_are_left_out_or_kept(signed_in: Client, user: User, choice: str, count: int) -> None:
    ApplicationFactory.create(owner=user, company__name="Hooli", company__owner=user, title="ANALYST")
    row = choose(signed_in, add(signed_in, table(ACME, ACME, HOOLI)))
    assert (row.counts["duplicates"], row.counts["new"], row.counts["new_if_kept"]) == (2, 1, 3)
    begin(signed_in, row, duplicates=choice)
    assert Application.objects.for_user(user).count() == count


def test_the_refused_are_mended_and_added_without_doubling_the_rest(signed_in: Client, user: User) -> None:
    row = bring(
        signed_in, table(ACME, "Hooli,Analyst,Applied,some day,,=cmd|x,,,", "Initech,Clerk,Applied,,,,,,+1 2")
    )
    assert (row.counts["new"], row.counts["refused"]) == (2, 1)
    file = signed_in.get(reverse("sheet_refused", args=[row.pk]))
    assert file["Content-Disposition"] == 'attachment; filename="tracker-refused.csv"'
    text = file.content.decode("utf-8-sig")
    assert "“some day” (Applied on) is no date that can be read." in text
    assert "'=cmd|x" in text
    mended = bring(signed_in, text.replace("some day", "2026-10-02"))
    assert (mended.counts["new"], mended.counts["duplicates"], mended.counts["refused"]) == (1, 0, 0)
    again = bring(signed_in, text.replace("some day", "2026-10-02") + "Initech,Clerk,Applied\n")
    assert (again.counts["new"], again.counts["duplicates"]) == (0, 2)
    assert Contact.objects.for_user(user).get().name == "=cmd|x"
    assert not Event.objects.filter(text__contains="refused").exists()


def test_without_refused_rows_there_is_no_file(signed_in: Client) -> None:
    row = bring(signed_in, table(ACME))
    assert signed_in.get(reverse("sheet_refused", args=[row.pk])).status_code == 404


def test_a_second_click_imports_nothing_twice(signed_in: Client) -> None:
    row = bring(signed_in, table(ACME))
    before = stored()
    begin(signed_in, row)
    signed_in.post(reverse("intake", args=[row.intake_id]), {})
    assert stored() == before


def test_all_or_nothing(signed_in: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    row = choose(signed_in, add(signed_in, table(ACME, HOOLI)))

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(ImportedRow.objects, "bulk_create", fail)
        begin(signed_in, row)
        assert set(stored().values()) == {0}
        assert row.state == "importing"
        work_on_imports()
        row.refresh_from_db()
    assert row.state == "failed"
    assert set(stored().values()) == {0}
    assert "nothing was changed" in text_of(signed_in.get(reverse("sheet_import", args=[row.pk])))
    # And from there it can be tried again.
    intake = Intake.objects.for_user(user).get()
    begin(signed_in, choose_again(signed_in, row, intake))
    assert Application.objects.count() == 2


def choose_again(client: Client, row: SheetImport, intake: Intake) -> SheetImport:
    response = client.post(reverse("sheet_columns", args=[row.pk]), taken_as(intake))
    assert response.status_code == 302
    row.refresh_from_db()
    return row


def test_many_rows_are_a_workers_and_the_page_says_how_far(signed_in: Client) -> None:
    row = choose(signed_in, add(signed_in, many(imports.SMALL + 1)))
    assert row.state == "checking"
    assert "being looked over" in text_of(signed_in.get(reverse("sheet_import", args=[row.pk])))
    part = signed_in.get(reverse("sheet_import", args=[row.pk]), headers={"HX-Request": "true"})
    assert "<progress" in part.content.decode()
    assert "<html" not in part.content.decode()
    work_on_imports()
    # What asked how far it is, is told to show the rest.
    answered = signed_in.get(reverse("sheet_import", args=[row.pk]), headers={"HX-Request": "true"})
    assert answered["HX-Refresh"] == "true"
    begin(signed_in, row)
    assert row.state == "importing"
    assert not Application.objects.exists()
    work_on_imports()
    assert Application.objects.count() == imports.SMALL + 1
    signed_in.post(reverse("sheet_undo", args=[row.pk]))
    assert Application.objects.exists()
    work_on_imports()
    assert set(stored().values()) == {0}


def test_a_large_file_is_read_by_a_worker(signed_in: Client, user: User) -> None:
    padded = table(*(f"Acme,Role {n},Applied,,,,,,{'x' * 300}" for n in range(1000)))
    intake = add(signed_in, padded)
    assert intake.state == "waiting"
    assert intakes.read_waiting(NOW)
    intake.refresh_from_db()
    asked = signed_in.get(reverse("intake", args=[intake.pk]), headers={"HX-Request": "true"})
    assert asked["HX-Refresh"] == "true"
    assert choose(signed_in, intake).rows == 1000


def test_a_worker_that_died_is_followed_by_another(signed_in: Client) -> None:
    row = choose(signed_in, add(signed_in, table(ACME)))
    SheetImport.objects.filter(pk=row.pk).update(
        state="importing", held_until=NOW + imports.HELD_FOR, tries=1
    )
    assert not imports.work_on_waiting(NOW)
    assert imports.work_on_waiting(NOW + imports.HELD_FOR * 2)
    assert Application.objects.count() == 1


def test_an_import_costs_few_queries_however_many_rows(signed_in: Client, user: User) -> None:
    counts = []
    for number in (30, 240):
        row = choose(signed_in, add(signed_in, many(number).replace("Role ", f"Role {number} ")))
        with CaptureQueriesContext(connection) as captured:
            begin(signed_in, row)
        assert row.state == "done"
        counts.append(len(captured))
    # More rows take more statements of SQLite's limited size, and nothing else.
    assert counts[1] - counts[0] < 30
    assert counts[0] < 90


def test_the_undo_takes_back_exactly_what_came(signed_in: Client, user: User) -> None:
    ApplicationFactory.create(owner=user, company__name="Acme", company__owner=user, title="Boss")
    before = stored()
    row = bring(signed_in, table(ACME, HOOLI))
    assert stored() != before
    signed_in.post(reverse("sheet_undo", args=[row.pk]))
    assert stored() == before
    signed_in.post(reverse("sheet_undo", args=[row.pk]))
    assert stored() == before


def edit(client: Client, made: Application) -> None:
    client.post(
        reverse("application_edit", args=[made.pk]),
        {"company": "Hooli", "title": "Analyst", "salary": "Plenty"},
    )


def move(client: Client, made: Application) -> None:
    client.post(reverse("application_stage", args=[made.pk]), {"stage": "rejected", "on": "2026-11-04"})


def reply(client: Client, made: Application) -> None:
    client.post(reverse("application_reply", args=[made.pk]), {"at": "2026-11-04T09:00", "text": "Hello"})


def note_on_interview(client: Client, made: Application) -> None:
    met = made.interviews.get()
    client.post(reverse("interview_debrief", args=[met.pk]), {"timing_text": "", "timing_shown": ""})


def promise(client: Client, made: Application) -> None:
    client.post(reverse("heard", args=[made.pk, "promise"]), {"text": "References", "due_on": "2026-11-09"})


def bring_back(client: Client, made: Application) -> None:
    client.post(reverse("application_revive", args=[made.pk]))


@pytest.mark.parametrize("change", [edit, move, reply, note_on_interview, promise, bring_back])
def test_what_the_user_changed_since_stays(
    signed_in: Client, user: User, change: Callable[[Client, Application], None]
) -> None:
    row = bring(signed_in, table(ACME, HOOLI))
    change(signed_in, Application.objects.get(company__name="Hooli"))
    page = text_of(signed_in.post(reverse("sheet_undo", args=[row.pk]), follow=True))
    kept = Application.objects.for_user(user).get()
    assert kept.company.name == "Hooli"
    assert kept.interviews.get().participations.get().contact.name == "Sara Lindqvist"
    assert "Hooli" in page
    assert not Company.objects.filter(name="Acme").exists()


def test_a_person_or_company_in_use_stays(signed_in: Client, user: User) -> None:
    row = bring(signed_in, table(ACME, HOOLI))
    sara = Contact.objects.get(name="Sara Lindqvist")
    signed_in.post(
        reverse("person", args=[sara.pk]), {"name": "Sara Lindqvist", "notes": "Likes tea", "role": ""}
    )
    ApplicationFactory.create(owner=user, company=Company.objects.get(name="Acme"), title="Another")
    signed_in.post(reverse("sheet_undo", args=[row.pk]))
    assert Contact.objects.for_user(user).get() == sara
    assert set(Company.objects.for_user(user).values_list("name", flat=True)) == {"Acme", "Hooli"}


def test_the_frames_own_undo_takes_it_back_too(signed_in: Client) -> None:
    row = bring(signed_in, table(ACME))
    assert "1 application is imported." in text_of(signed_in.get(reverse("intake", args=[row.intake_id])))
    signed_in.post(reverse("intake_undo", args=[row.intake_id]))
    assert set(stored().values()) == {0}


def test_an_import_is_left(signed_in: Client) -> None:
    row = choose(signed_in, add(signed_in, table(ACME)))
    signed_in.post(reverse("sheet_drop", args=[row.pk]))
    assert not SheetImport.objects.exists()
    assert not Intake.objects.exists()


def test_what_was_imported_is_not_dropped(signed_in: Client) -> None:
    row = bring(signed_in, table(ACME))
    signed_in.post(reverse("sheet_drop", args=[row.pk]))
    assert SheetImport.objects.filter(pk=row.pk, state="done").exists()


def test_a_file_that_was_forgotten_is_asked_for_again(signed_in: Client) -> None:
    row = choose(signed_in, add(signed_in, table(ACME)))
    Intake.objects.all().delete()
    assert signed_in.get(reverse("sheet_answers", args=[row.pk]))["Location"] == reverse("add")
    row = begin(signed_in, row)
    assert row.state == "failed"
    assert imports.forget_unfinished(NOW + imports.KEPT_FOR * 2) == 1


def test_a_long_note_is_kept_in_pieces(signed_in: Client) -> None:
    words = " ".join(f"word{n}" for n in range(400))
    bring(signed_in, table(f"Acme,Analyst,Applied,,,,,,{words}"))
    pieces = [event.text for event in Event.objects.order_by("pk")]
    assert len(pieces) > 1
    assert " ".join(pieces) == f"Notes: {words}"


@pytest.mark.parametrize(
    "row",
    [
        f"{'ΐ' * 200},{'ß' * 200},Applied,,,,,,",
        "Ünïcödé 会社 🏢,מהנדס,Applied,,,Åsa,,,",
        "\u200bAcme\u200b,\ufeffAnalyst,Applied,,,,,,",
        "=1+1,@SUM(A1),Applied,,,+41 79,,-1,=cmd|x",
        '"<script>alert(1)</script>",{{ 7*7 }},Applied,,,<b>,,javascript:alert(1),{% now %}',
        "Acme,Analyst,Applied,2100-12-31,2100-12-31 23:59,,,,",
        "Acme,Analyst,Applied,2000-01-01,2000-01-01T00:30:00+14:00,x,,,",
        f"Acme,Analyst,Applied,,,,{'a' * 64}@{'b' * 200}.example,http://[::1,{'n ' * 9000}",
        "Acme,Analyst,Applied,,2026-03-29 02:30,Sara,sara@acme.example,http://x y,",
        '"a\nb\tc","d\re",Applied,,,,,,"\n\n"',
    ],
)
def test_whatever_stands_in_a_row_stops_nothing(signed_in: Client, user: User, row: str) -> None:
    row_ = bring(signed_in, table(row, ACME))
    assert row_.state == "done"
    assert row_.counts["new"] + row_.counts["refused"] == 2
    for each in Application.objects.for_user(user):
        page = signed_in.get(reverse("application", args=[each.pk]))
        assert "<script>alert" not in page.content.decode()
    assert signed_in.get(reverse("sheet_import", args=[row_.pk])).status_code == 200


def test_a_worker_that_was_overtaken_imports_nothing_more(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = choose(signed_in, add(signed_in, table(ACME)))
    SheetImport.objects.filter(pk=row.pk).update(state="importing")

    def slow(*arguments: Any, **options: Any) -> Any:
        # Meanwhile its time is up, and another does the work.
        monkeypatch.setattr(imports, "understand", understand)
        assert imports.work_on(row.pk, now=NOW + imports.HELD_FOR * 2)
        return understand(*arguments, **options)

    monkeypatch.setattr(imports, "understand", slow)
    imports.work_on(row.pk, now=NOW)
    assert Application.objects.count() == 1
    row.refresh_from_db()
    assert (row.state, row.counts["new"]) == ("done", 1)


def test_bombs_do_not_stop_the_page(signed_in: Client) -> None:
    file = SimpleUploadedFile("tracker.xlsx", zip_bomb())
    intake_or_refusal = signed_in.post(reverse("add"), {"file": file})
    if intake_or_refusal.status_code == 302:
        assert intakes.read_waiting(NOW)
        assert Intake.objects.get().state == "failed"
    else:
        assert intake_or_refusal.status_code == 422


def test_the_list_names_what_was_imported(signed_in: Client) -> None:
    bring(signed_in, table(ACME), name="My hunt.csv")
    assert "My hunt.csv" in text_of(signed_in.get(reverse("sheet_imports")))


def test_somebody_elses_companies_are_not_mine(signed_in: Client, another: User) -> None:
    ApplicationFactory.create(
        owner=another, company__name="Acme", company__owner=another, title="Data Engineer"
    )
    ContactFactory.create(owner=another, name="Sara Lindqvist", email="sara@hooli.example")
    row = bring(signed_in, table(ACME, HOOLI))
    assert (row.counts["new"], row.counts["duplicates"], row.counts["known_contacts"]) == (2, 0, 0)
    assert Contact.objects.for_user(another).count() == 1


def test_the_list_costs_the_same_however_many_there_are(signed_in: Client, user: User) -> None:
    counts = []
    for number in (1, 20):
        SheetImport.objects.bulk_create(
            SheetImport(owner=user, name="t.csv", state="done") for _ in range(number)
        )
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(reverse("sheet_imports"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_cells_are_shown_as_text(signed_in: Client) -> None:
    sheet = b"Company,Role,Status\nAcme,<script>alert(1)</script>,<b>Applied\n"
    response = signed_in.post(reverse("add"), {"text": sheet.decode(), "kind": "spreadsheet"})
    page = signed_in.get(response["Location"], follow=True).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page
    assert "<b>Applied" not in page
