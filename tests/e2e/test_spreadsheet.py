"""An old tracker of sixty rows in a real browser: in, looked over, imported, mended, taken back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from applications.models import Application, Event
from reminders.models import FollowUp
from tests.e2e.conftest import problems_of
from tests.e2e.test_every_page import WEDNESDAY, look_at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COLUMNS = ("Company", "Role", "Status", "Date applied", "Interview", "Recruiter", "Recruiter email", "Notes")
STATUSES = ("Applied", "Phone screen", "Vibing", "Rejected", "Ghosted", "Wishlist")


def tracker(folder: Path) -> Path:
    """Sixty rows: dates that could be read both ways, a status nobody knows, one row with no date that is one,
    one that stands there twice, and a formula."""
    rows = []
    for number in range(60):
        met = number % 4 == 1
        rows.append(
            [
                f"Company {number}",
                f"Engineer {number}",
                STATUSES[number % 6],
                f"0{number % 4 + 1}/0{number % 3 + 5}/2026",
                f"0{number % 4 + 1}/07/2026 10:30" if met else "",
                f"Sara {number}" if met else "",
                f"sara{number}@acme.example" if met else "",
                "=cmd|' /C calc'!A0" if number == 1 else "",
            ]
        )
    rows[10][3] = "some day"
    rows[20] = rows[0]
    path = folder / "tracker.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["My job hunt"], COLUMNS, *rows])
    return path


def test_sixty_rows_go_in_and_out_again(
    context: BrowserContext, page: Page, live_server: LiveServer, user: User, tmp_path: Path
) -> None:
    with time_machine.travel(WEDNESDAY, tick=True):
        sign_in(context, live_server, user)
        page.goto("/applications/")
        page.get_by_role("link", name="Add its spreadsheet").click()
        page.get_by_label("Choose files").set_input_files(tracker(tmp_path))
        page.get_by_role("button", name="Read it").click()
        expect(page.get_by_role("heading", name="What do your columns say?")).to_be_visible()
        expect(page.get_by_label("Date applied")).to_have_value("applied_on")
        problems = look_at(page, page.url)
        page.get_by_role("button", name="Go on").click()

        # Day and month are asked once, and so is the one status that nobody knows.
        expect(page.get_by_text("this is a guess")).to_have_count(1)
        problems += look_at(page, page.url)
        page.get_by_role("button", name="Look it over").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose one")
        page.get_by_label("1 May 2026").check()
        page.get_by_label("“Vibing”").select_option("Offer")
        page.get_by_role("button", name="Look it over").click()

        expect(page.get_by_text("48 (")).to_be_visible()
        expect(page.get_by_text("“some day” (Applied on) is no date that can be read.")).to_be_visible()
        problems += look_at(page, page.url)
        assert not Application.objects.exists()
        page.get_by_role("button", name="Import", exact=True).click()

        expect(page.get_by_role("heading", name="48 applications imported")).to_be_visible()
        problems += look_at(page, page.url)
        assert Event.objects.filter(text__contains="=cmd|").count() == 1
        assert not FollowUp.objects.exists()
        with page.expect_download() as download:
            page.get_by_role("link", name="Get the refused rows").click()
        mended = tmp_path / "mended.csv"
        mended.write_text(download.value.path().read_text("utf-8-sig").replace("some day", "2026-05-01"))
        imported = page.url

        page.goto("/add/")
        page.get_by_label("Choose files").set_input_files(mended)
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_role("heading", name="1 application imported")).to_be_visible()
        assert Application.objects.count() == 49

        page.goto("/")
        expect(page.get_by_role("heading", name="Nothing to send.")).to_be_visible()
        problems += look_at(page, "/add/spreadsheets/")
        page.goto(imported)
        page.get_by_role("button", name="Undo the import").click()
        expect(page.get_by_role("heading", name="Taken back")).to_be_visible()
        assert Application.objects.count() == 1
        problems += problems_of(page)
    assert problems == []


def test_without_scripts(
    context: BrowserContext, live_server: LiveServer, user: User, tmp_path: Path
) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    with time_machine.travel(WEDNESDAY, tick=True):
        sign_in(plain, live_server, user)
        page = plain.new_page()
        page.goto("/add/")
        page.get_by_label("Choose files").set_input_files(tracker(tmp_path))
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("1 May 2026").check()
        page.get_by_role("button", name="Look it over").click()
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_role("heading", name="48 applications imported")).to_be_visible()
        page.get_by_role("button", name="Undo the import").click()
        expect(page.get_by_role("heading", name="Taken back")).to_be_visible()
    plain.close()
    assert not Application.objects.exists()
