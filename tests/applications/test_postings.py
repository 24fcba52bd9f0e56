"""A posting is looked over, kept with its application, and fetched only where one asks for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.intake.errors import IntakeError
from applications.models import Application, Intake
from applications.outbound import Permit
from applications.services.postings import fetch_posting
from applications.views import postings
from tests.applications.typed import text_of
from tests.factories import ApplicationFactory
from tests.intake.test_posting import JOB, page


def added(client: Client, *, data: bytes = b"", text: str = "") -> Intake:
    files = [SimpleUploadedFile("job.html", data)] if data else []
    response = client.post(reverse("add"), {"file": files, "text": text, "kind": ""})
    assert response.status_code == 302, text_of(response)
    return Intake.objects.latest("pk")


def typed(client: Client, intake: Intake, **changes: str) -> dict[str, str]:
    form = client.get(reverse("intake", args=[intake.pk])).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields} | changes


def save(client: Client, intake: Intake, **changes: str) -> int:
    return client.post(reverse("intake", args=[intake.pk]), typed(client, intake, **changes)).status_code


def test_a_page_becomes_an_application_with_its_text(signed_in: Client, user: User) -> None:
    intake = added(signed_in, data=page(JOB))
    assert not Application.objects.exists()
    assert save(signed_in, intake) == 302
    application = Application.objects.for_user(user).get()
    assert (str(application), application.salary) == (
        "Acme, Senior Data Engineer",
        "NOK 700,000 to 850,000 a year",
    )
    assert "Kafka" in application.posting_text
    assert "The posting as you kept it" in text_of(
        signed_in.get(reverse("application", args=[application.pk]))
    )


def test_one_that_is_there_keeps_what_it_says_and_is_given_back(signed_in: Client, user: User) -> None:
    mine = ApplicationFactory.create(owner=user, company__name="Acme", company__owner=user, salary="plenty")
    intake = added(signed_in, data=page(JOB))
    assert typed(signed_in, intake)["application"] == str(mine.pk)
    save(signed_in, intake)
    mine.refresh_from_db()
    assert (mine.salary, mine.location, mine.posting_url) == (
        "plenty",
        "Oslo, NO",
        "https://acme.example/jobs/1",
    )
    assert Application.objects.count() == 1
    signed_in.post(reverse("intake_undo", args=[intake.pk]))
    mine.refresh_from_db()
    assert (mine.salary, mine.location, mine.posting_text, mine.closing_on) == ("plenty", "", "", None)


def test_undo_takes_a_new_one_away(signed_in: Client, user: User) -> None:
    intake = added(signed_in, data=page(JOB))
    save(signed_in, intake)
    signed_in.post(reverse("intake_undo", args=[intake.pk]))
    assert not Application.objects.for_user(user).live().exists()


def test_a_refused_form_keeps_what_was_typed(signed_in: Client) -> None:
    intake = added(signed_in, data=page(JOB))
    response = signed_in.post(
        reverse("intake", args=[intake.pk]), typed(signed_in, intake, company="", salary="lots")
    )
    assert response.status_code == 422
    assert "lots" in text_of(response)


def test_their_application_is_none_of_mine(signed_in: Client, another: User) -> None:
    theirs = ApplicationFactory.create(owner=another, company__name="Acme", company__owner=another)
    intake = added(signed_in, data=page(JOB))
    assert typed(signed_in, intake)["application"] == ""
    assert save(signed_in, intake, application=str(theirs.pk)) == 422
    theirs.refresh_from_db()
    assert theirs.posting_text == ""


def test_a_link_is_not_fetched_by_itself_and_takes_a_paste(
    signed_in: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "fetch_posting", lambda url: pytest.fail("fetched without being asked"))
    intake = added(signed_in, text="https://jobs.example/1")
    assert "Fetch the page instead" in text_of(signed_in.get(reverse("intake", args=[intake.pk])))
    empty = signed_in.post(reverse("intake", args=[intake.pk]), {"text": ""})
    assert empty.status_code == 422
    text = "Data Engineer\nCompany: Acme\nLocation: Oslo\nWe move data."
    assert signed_in.post(reverse("intake", args=[intake.pk]), {"text": text}).status_code == 302
    assert save(signed_in, intake) == 302
    assert Application.objects.for_user(user).get().posting_url == "https://jobs.example/1"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "http://localhost/x",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
    ],
)
def test_nothing_inside_is_ever_fetched(signed_in: Client, url: str) -> None:
    intake = added(signed_in, text=url)
    response = signed_in.post(reverse("intake", args=[intake.pk]), {"fetch": "on", "text": "typed before"})
    assert response.status_code == 422
    assert "paste it below" in text_of(response)
    assert "typed before" in text_of(response)


LATIN = (
    page(head="<meta property='og:title' content='Ingeniør at Acme'>", body="<p>x").decode().encode("latin-1")
)


class Board(BaseHTTPRequestHandler):
    """A job board of three pages."""

    asked: list[str] = []

    def do_GET(self) -> None:
        Board.asked.append(str(self.headers.get("Cookie")))
        pages = {
            "/job": (
                200,
                "text/html; charset=iso-8859-1",
                LATIN,
            ),
            "/moved": (302, "", b""),
            "/pdf": (200, "application/pdf", b"%PDF"),
            "/gone": (404, "text/html", b"<html>no"),
            "/empty": (200, "text/html", b"<html></html>"),
            "/large": (200, "text/html", page(JOB, body="<p>" + "word " * 80_000)),
        }
        status, kind, body = pages[self.path]
        self.send_response(status)
        self.send_header("Set-Cookie", "track=1")
        self.send_header("Location", "/job") if status == 302 else self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def board() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Board)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def permit() -> Permit:
    return Permit(loopback=True)


def fetched(board: str, path: str, permit: Permit):  # type: ignore[no-untyped-def]
    return fetch_posting(f"{board}{path}", permit=permit, any_port=True)


def test_a_page_is_fetched_without_cookies(board: str, permit: Permit) -> None:
    Board.asked.clear()
    posting = fetched(board, "/moved", permit)
    assert (posting.title, posting.company) == ("Ingeniør", "Acme")
    assert posting.url == f"{board}/job"
    assert Board.asked == ["None", "None"]


def test_a_large_page_is_read_in_a_process_of_its_own(board: str, permit: Permit) -> None:
    assert fetched(board, "/large", permit).title == "Senior Data Engineer"


@pytest.mark.parametrize(
    ("path", "said"),
    [("/pdf", "leads to no web page"), ("/gone", "it answered 404"), ("/empty", "no posting can be read")],
)
def test_what_cannot_be_fetched_asks_for_a_paste(board: str, permit: Permit, path: str, said: str) -> None:
    with pytest.raises(IntakeError, match=said) as caught:
        fetched(board, path, permit)
    assert str(caught.value).endswith("paste it below.")
