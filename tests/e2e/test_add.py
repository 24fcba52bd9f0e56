"""An invitation dropped on Today, chosen, pasted; understood, corrected, saved; moved and called off."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from applications.models import Interview
from applications.services.intakes import read_waiting
from tests.e2e.test_every_page import look_at, sign_in
from tests.intake.calendar import CORPUS, calendar, corpus, event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WEDNESDAY = datetime(2026, 11, 4, 14, 40, tzinfo=UTC)
SARA = "ORGANIZER;CN=Sara Lindqvist:mailto:sara@acme.example"


def invitation(start: str, sequence: int, method: str = "REQUEST") -> bytes:
    return calendar(
        event(
            f"DTSTART:{start}", "SUMMARY:Technical interview - Data Engineer", SARA, f"SEQUENCE:{sequence}"
        ),
        method=method,
    )


@pytest.fixture(autouse=True)
def signed_in_browser(context: BrowserContext, live_server: LiveServer, user: User) -> Iterator[None]:
    with time_machine.travel(WEDNESDAY, tick=True):
        sign_in(context, live_server, user)
        yield


def drop(page: Page, data: bytes, name: str = "invite.ics") -> None:
    """What a browser does when a file is dragged over the page and let go."""
    page.wait_for_load_state()
    page.evaluate(
        """([encoded, name]) => {
            const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([bytes], name, { type: "text/calendar" }));
            const send = (kind) => document.querySelector("main").dispatchEvent(
                new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
            send("dragenter");
            if (document.querySelector(".drop-veil").hidden) throw new Error("nothing says that it can be dropped");
            send("dragover");
            send("drop");
        }""",
        [base64.b64encode(data).decode(), name],
    )


def test_dropped_on_today_corrected_saved_moved_and_called_off(page: Page, user: User) -> None:
    page.goto("/")
    drop(page, invitation("20261110T190000Z", 0))
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    expect(page.get_by_label("Company")).to_have_value("Acme")
    expect(page.get_by_label("Role").first).to_have_value("Data Engineer")
    expect(page.get_by_label("Starts")).to_have_value("2026-11-10T14:00")
    page.reload()
    page.get_by_label("Role").first.fill("Lead Data Engineer")
    page.get_by_role("button", name="Save the interview").click()
    expect(page.get_by_text("Technical interview with Acme is logged.")).to_be_visible()
    expect(page.get_by_role("complementary").get_by_text("Acme")).to_be_visible()

    drop(page, invitation("20261112T190000Z", 1))
    expect(page.get_by_text("This is logged for Tue 10 Nov 2026, 14:00.")).to_be_visible()
    page.get_by_role("button", name="Move the interview").click()
    expect(page.get_by_text("Technical interview with Acme is moved.")).to_be_visible()
    assert Interview.objects.get().starts_at == datetime(2026, 11, 12, 19, tzinfo=UTC)

    drop(page, invitation("20261112T190000Z", 2, "CANCEL"))
    page.get_by_role("button", name="Note that they cancelled").click()
    expect(page.get_by_text("Technical interview with Acme is called off.")).to_be_visible()
    assert Interview.objects.get().status == "cancelled_by_employer"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert Interview.objects.get().status == "scheduled"


def test_chosen_and_pasted(page: Page, user: User) -> None:
    page.goto("/")
    page.get_by_role("link", name="Add what you have").first.click()
    page.get_by_label("Choose files").set_input_files(CORPUS / "google.ics")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Place or link")).to_have_value(
        "NYC-4-Hopper (8) [VC] · https://meet.google.com/abc-defg-hij"
    )
    page.goto("/add/")
    expect(page.get_by_role("link", name="google.ics")).to_be_visible()
    page.get_by_label("Or paste it").fill("what is this")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert")).to_contain_text("It is not clear what this is.")
    page.get_by_label("Or paste it").fill(corpus("exchange").decode())
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Company")).to_have_value("Fjord Data")


def test_several_in_one_file(page: Page, user: User) -> None:
    page.goto("/add/")
    events = [
        event(f"DTSTART:2026111{n}T190000Z", f"SUMMARY:Round {n} - Data Engineer", SARA, uid=str(n))
        for n in range(2)
    ]
    dentist = event("DTSTART:20261119T150000Z", "SUMMARY:Dentist", uid="d")
    drop(page, calendar(*events, dentist))
    expect(page.get_by_role("heading", name="3 events found")).to_be_visible()
    expect(page.get_by_label("Save this one: Dentist")).not_to_be_checked()
    page.get_by_text("Look it over: Round 1 - Data Engineer").click()
    page.get_by_label("Role").locator("visible=true").first.fill("Staff Engineer")
    page.get_by_role("button", name="Save those ticked").click()
    expect(page.get_by_text("2 interviews are saved.")).to_be_visible()
    assert {each.application.title for each in Interview.objects.all()} == {"Data Engineer", "Staff Engineer"}


def test_a_large_file_shows_itself_once_a_worker_has_read_it(page: Page, user: User) -> None:
    page.goto("/add/")
    long = f"DESCRIPTION:{'x' * 400_000}"
    drop(
        page,
        calendar(
            event("DTSTART:20261110T190000Z", "SUMMARY:Technical interview - Data Engineer", SARA, long)
        ),
    )
    expect(page.get_by_text("being read")).to_be_visible()
    assert read_waiting(WEDNESDAY)
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible(timeout=20_000)


def test_axe_and_width_of_what_is_looked_over(page: Page, user: User, watched) -> None:  # type: ignore[no-untyped-def]
    found: dict[str, list[str]] = {}
    several = calendar(
        event("DTSTART:20261110T190000Z", uid="1"), event("DTSTART:20261111T190000", SARA, uid="2")
    )
    for name, data in {
        "one": corpus("lever"),
        "several": several,
        "unknown": invitation("20261110T190000Z", 0, "CANCEL"),
    }.items():
        page.goto("/")
        drop(page, data)
        page.wait_for_url("**/add/*/")
        found[name] = look_at(page, page.url)
        page.set_viewport_size({"width": 1340, "height": 900})
    page.goto("/add/")
    found["waiting"] = look_at(page, page.url)
    assert {name: problems for name, problems in found.items() if problems} == {}
