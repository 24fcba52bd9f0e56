"""The bookmark brings a job page into the form, under our content security policy and theirs."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.conf import LazySettings
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from applications.models import Application
from tests.e2e.conftest import problems_of
from tests.e2e.test_every_page import sign_in
from tests.intake.test_posting import JOB
from tests.intake.test_posting import page as job_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_a_job_page_to_an_application(
    context: BrowserContext, page: Page, live_server: LiveServer, user: User, settings: LazySettings
) -> None:
    settings.SITE_URL = live_server.url
    sign_in(context, live_server, user)
    page.goto("/add/")
    assert problems_of(page) == []
    bookmark = page.get_by_role("link", name="Keep this posting").get_attribute("href") or ""
    page.get_by_role("link", name="Keep this posting").click()
    expect(page.get_by_role("link", name="Drag it to your bookmarks")).to_be_visible()

    elsewhere = context.new_page()
    board = "http://board.localhost/jobs/1"
    elsewhere.route(board, lambda route: route.fulfill(body=job_page(JOB, body="<main>Kafka & <b>SQL</b></main>"),
                                                       content_type="text/html"))  # fmt: skip
    elsewhere.goto(board)
    with context.expect_page() as opened:
        elsewhere.evaluate(unquote(bookmark.removeprefix("javascript:")))
    form = opened.value
    expect(form.locator('input[type="file"]')).to_have_value("C:\\fakepath\\Careers.html")
    assert form.url == f"{live_server.url}/add/"
    form.get_by_role("button", name="Read it").click()
    expect(form.get_by_label("Company")).to_have_value("Acme")
    expect(form.get_by_label("Applications close on")).to_have_value("2026-12-05")
    assert problems_of(form) == []
    form.get_by_label("Salary").fill("NOK 800,000")
    form.get_by_role("button", name="Keep the posting").click()
    expect(form.get_by_role("heading", level=1)).to_contain_text("Acme")
    kept = Application.objects.for_user(user).get()
    assert (kept.title, kept.salary, kept.posting_url) == ("Senior Data Engineer", "NOK 800,000", JOB["url"])
    form.get_by_role("button", name="Undo").click()
    expect(form.get_by_text("Taken back.")).to_be_visible()
    assert not Application.objects.for_user(user).live().exists()
