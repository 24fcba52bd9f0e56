"""Somebody else's things: every address that takes an id answers 404, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Contact, Intake, Interview, SheetImport
from applications.views.heard import FACTS
from reminders.delivery.messenger_address import read_address
from reminders.drafting.templates import OwnTemplate
from reminders.models import Channel, Delivery
from reminders.services.messengers import add_messenger
from reminders.services.templates import add_template, choose_for_kind
from tests.applications.typed import SARA, TOM, interview, log, logged, text_of
from tests.factories import OwnPromiseFactory
from tests.pages.routes import every_route

# For each address with an id (and "/" what else it takes): whose id, and what a thief would post.
TAKES: dict[str, tuple[str, dict[str, str]]] = {
    "interview": ("interview", interview(SARA, notes="stolen")),
    "interview_cancel": ("interview", {"by": "employer"}),
    "interview_reinstate": ("interview", {}),
    "interview_delete": ("interview", {}),
    "interview_restore": ("interview", {}),
    "interview_recipient": ("interview", {"contact": ""}),
    "interview_debrief": ("interview", {}),
    "application": ("application", {}),
    "application_edit": ("application", {"company": "Stolen", "title": "Stolen"}),
    "application_stage": ("application", {"stage": "rejected", "on": "2026-11-04"}),
    "application_stage_undo": ("application", {}),
    "application_delete": ("application", {}),
    "application_restore": ("application", {}),
    "application_reply": ("application", {"at": "2026-11-04T09:00"}),
    "application_mail": ("application", {"mail": "Hi Maya, stolen."}),
    "heard/question": ("application", {"at": "2026-11-04T09:00", "text": "stolen"}),
    "heard/away": ("application", {"at": "2026-11-04T09:00", "returns_on": "2026-11-09"}),
    "heard/references": ("application", {"at": "2026-11-04T09:00"}),
    "heard/rejected": ("application", {"on": "2026-11-04"}),
    "heard/offer": ("application", {"on": "2026-11-04"}),
    "heard/cancelled": ("application", {"on": "2026-11-04"}),
    "heard/promise": ("application", {"text": "stolen", "due_on": "2026-11-09"}),
    "intake": ("intake", {}),
    "intake_undo": ("intake", {}),
    "intake_remove": ("intake", {}),
    "sheet_import": ("sheet", {}),
    "sheet_columns": ("sheet", {}),
    "sheet_answers": ("sheet", {}),
    "sheet_begin": ("sheet", {"duplicates": "skip"}),
    "sheet_undo": ("sheet", {}),
    "sheet_drop": ("sheet", {}),
    "sheet_refused": ("sheet", {}),
    "application_revive": ("application", {}),
    "message": ("message", {"at": "2026-11-04T09:00", "means": "phone", "text": "stolen"}),
    "message_delete": ("message", {}),
    "promise_kept": ("promise", {}),
    "promise_delete": ("promise", {}),
    "person": ("contact", {"name": "Stolen"}),
    "follow_up": ("follow_up", {}),
    "follow_up_why": ("follow_up", {}),
    "follow_up_sent": ("follow_up", {"means": "email"}),
    "follow_up_unsent": ("sent", {}),
    "follow_up_skip": ("follow_up", {}),
    "follow_up_unskip": ("follow_up", {}),
    "follow_up_snooze": ("follow_up", {"until": "week"}),
    "follow_up_unsnooze": ("follow_up", {}),
    "follow_up_close": ("follow_up", {}),
    "follow_up_draft": ("follow_up", {"subject": "stolen", "body": "stolen"}),
    "follow_up_draft_drop": ("follow_up", {}),
    "follow_up_draft_restore": ("follow_up", {}),
    "follow_up_calendar": ("follow_up", {}),
    "follow_up_eml": ("follow_up", {}),
    "follow_up_wording": ("follow_up", {"register": "formal"}),
    "follow_up_rewrite": ("follow_up", {}),
    "follow_up_rewrite_begin": ("follow_up", {}),
    "follow_up_rewrite_stream": ("follow_up", {}),
    "follow_up_rewrite_use": ("follow_up", {"body": "stolen"}),
    "follow_up_skill": ("follow_up", {"skill": "stolen"}),
    "delivery_again": ("delivery", {}),
    "delivery_log": ("channel", {}),
    "channel_switch": ("channel", {"active": "0"}),
    "channel_test": ("channel", {}),
    "messenger_address": ("messenger", {"service": "other", "address": "ntfys://ntfy.example.org/stolen"}),
    "messenger_name": ("messenger", {"name": "stolen"}),
    "messenger_remove": ("messenger", {}),
    "browser_remove": ("browser", {}),
    "channel_moments": ("channel", {}),
    "day_off_remove": ("day_off", {}),
    "shelf_line": ("shelf_line", {"text": "stolen"}),
    "shelf_line_move": ("shelf_line", {"move": "top"}),
    "shelf_line_remove": ("shelf_line", {}),
    "template": ("template", {"name": "stolen", "subject": "stolen", "body": "stolen"}),
    "template_file": ("template", {}),
    "template_reset": ("template", {}),
    "template_delete": ("template", {}),
    "template_restore": ("template", {}),
    "template_use": ("template", {}),
    "template_unuse": ("template", {}),
    "template_version_restore": ("version", {}),
}


@pytest.fixture
def theirs(another: User, signed_in_as: Callable[[User], Client]) -> dict[str, int]:
    """One of everything that belongs to somebody else, by what it is."""
    client = signed_in_as(another)
    made = logged(client, another, SARA, TOM, promise_text="References", promise_due="2026-11-10")
    follow_ups = {
        row.contact.name: row for row in made.application.follow_ups.filter(kind="thank_you") if row.contact
    }
    sent = follow_ups[str(TOM["name"])]
    client.post(reverse("follow_up_sent", args=[sent.pk]), {"means": "email"})
    open_one = follow_ups[str(SARA["name"])]
    client.post(reverse("follow_up_draft", args=[open_one.pk]), {"subject": "mine", "body": "mine"})
    channel, _ = Channel.objects.get_or_create(owner=another, address=another.email)
    template = add_template(another, kind="thank_you", name="Unseen", text=OwnTemplate("unseen", "unseen"))
    choose_for_kind(template)
    delivery = Delivery.objects.create(channel=channel, message_id="<1@x.example>", status="failed")
    return {
        "interview": made.pk,
        "application": made.application_id,
        "message": made.application.messages.get().pk,
        "promise": made.own_promises.get().pk,
        "contact": Contact.objects.get(name=SARA["name"]).pk,
        "follow_up": open_one.pk,
        "sent": sent.pk,
        "delivery": delivery.pk,
        "channel": channel.pk,
        "messenger": add_messenger(another, read_address("ntfys://ntfy.example.org/unseen")).pk,
        "browser": Channel.objects.create(owner=another, kind="browser", address="x:1", secret="x").pk,
        "intake": Intake.objects.create(owner=another, kind="calendar", size=1, state="saved").pk,
        "template": template.pk,
        "version": template.versions.get().pk,
        "sheet": SheetImport.objects.create(
            owner=another, name="t.csv", refused_file="Acme", state="ready"
        ).pk,
        "day_off": another.days_off.create(first=date(2026, 11, 12), last=date(2026, 11, 13)).pk,
        "shelf_line": another.shelf.create(text="mine").pk,
    }


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables of ours, for comparison."""
    models = [
        model
        for name in ("accounts", "applications", "reminders")
        for model in apps.get_app_config(name).get_models()
    ]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}  # type: ignore[attr-defined]


def test_every_address_with_an_id_is_covered() -> None:
    with_id = {route.name: route.arguments for route in every_route() if route.is_ours and route.arguments}
    # A calendar's address takes no id but a key, and lets in whoever has it: see test_calendar.
    assert with_id.pop("calendar_feed") == ("key",)
    # Nor do the links in a mail: see test_mail_links and test_unsubscribing.
    assert {with_id.pop(name) for name in ("mail_link", "mail_stop")} == {("token",)}
    assert set(with_id) == {name.partition("/")[0] for name in TAKES}
    assert {name for name, arguments in with_id.items() if arguments != ("pk",)} == {"heard"}
    assert {name for name in TAKES if "/" in name} == {f"heard/{what}" for what in FACTS}


def address_of(name: str, pk: int) -> str:
    route, _, more = name.partition("/")
    return reverse(route, args=[pk, more] if more else [pk])


@pytest.mark.parametrize("name", sorted(TAKES))
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_what_is_not_mine_does_not_exist(
    signed_in: Client, theirs: dict[str, int], name: str, htmx: bool
) -> None:
    whose, typed = TAKES[name]
    address = address_of(name, theirs[whose])
    headers = {"HX-Request": "true"} if htmx else {}
    before = everything()
    assert signed_in.get(address, headers=headers).status_code in {404, 405}
    # 405 is the answer to a method the page has for nobody; at least one method says 404.
    assert signed_in.post(address, typed, headers=headers).status_code in {404, 405}
    statuses = {signed_in.get(address).status_code, signed_in.post(address, typed).status_code}
    assert 404 in statuses
    assert everything() == before


@pytest.mark.parametrize("name", sorted(TAKES))
def test_its_owner_is_let_in(
    another: User, signed_in_as: Callable[[User], Client], theirs: dict[str, int], name: str
) -> None:
    """So that the 404 above is for the stranger, and not for everybody."""
    whose, typed = TAKES[name]
    client = signed_in_as(another)
    address = address_of(name, theirs[whose])
    if name == "follow_up_close":
        # A thank-you is not closed; close-outs have a test of their own.
        assert client.post(address).status_code == 404
        return
    statuses = {client.get(address).status_code, client.post(address, typed).status_code}
    assert statuses <= {200, 302, 405, 422}


def test_their_contact_in_my_line_is_only_what_i_typed(
    signed_in: Client, user: User, another: User, theirs: dict[str, int]
) -> None:
    made = logged(signed_in, user, {"contact": str(theirs["contact"]), "name": "Mine", "topics": "x"})
    seat = made.participations.get()
    assert (seat.contact.owner, seat.contact.name) == (user, "Mine")
    stolen = Contact.objects.get(pk=theirs["contact"])
    assert (stolen.owner, stolen.name) == (another, SARA["name"])


def test_their_contact_in_a_refused_form_tells_nothing(signed_in: Client, theirs: dict[str, int]) -> None:
    response = log(signed_in, {"contact": str(theirs["contact"]), "topics": "x"})
    assert response.status_code == 422
    assert str(SARA["name"]) not in text_of(response)
    assert str(SARA["email"]) not in text_of(response)


def test_their_address_is_no_key_to_their_contact(
    signed_in: Client, user: User, theirs: dict[str, int]
) -> None:
    made = logged(signed_in, user, {"email": SARA["email"]})
    assert made.participations.get().contact.owner == user
    assert made.participations.get().contact.name == "sara"


def test_their_application_fills_no_form_of_mine(signed_in: Client, theirs: dict[str, int]) -> None:
    page = text_of(signed_in.get(reverse("interview_new"), {"application": theirs["application"]}))
    assert "Acme" not in page


def test_their_contact_cannot_be_whom_i_ask(signed_in: Client, user: User, theirs: dict[str, int]) -> None:
    made = logged(signed_in, user, SARA, TOM)
    mine = made.participations.all()[1].contact
    address = reverse("interview_recipient", args=[made.pk])
    signed_in.post(address, {"contact": mine.pk})
    assert signed_in.post(address, {"contact": theirs["contact"]}).status_code == 404
    made.refresh_from_db()
    assert made.recipient == mine
    signed_in.post(address, {"contact": ""})
    made.refresh_from_db()
    assert made.recipient is None


@pytest.mark.parametrize("contact", ["9" * 30, "abc", "-1", "0"])
def test_a_recipient_that_is_none_is_a_404(signed_in: Client, user: User, contact: str) -> None:
    made = logged(signed_in, user, SARA, TOM)
    assert (
        signed_in.post(reverse("interview_recipient", args=[made.pk]), {"contact": contact}).status_code
        == 404
    )


def test_no_list_shows_what_is_not_mine(signed_in: Client, theirs: dict[str, int]) -> None:
    for name in (
        "today",
        "applications",
        "people",
        "interview_new",
        "settings",
        "templates",
        "templates_file",
        "calendar_settings",
    ):
        page = text_of(signed_in.get(reverse(name)))
        assert "Acme" not in page, name
        assert "Lindqvist" not in page, name
        assert "nseen" not in page, name


def test_what_i_delete_takes_nothing_of_theirs(signed_in: Client, user: User, theirs: dict[str, int]) -> None:
    made = logged(signed_in, user, SARA)
    signed_in.post(reverse("application_delete", args=[made.application_id]))
    assert Application.objects.get(pk=theirs["application"]).deleted_at is None
    assert Interview.objects.get(pk=theirs["interview"]).deleted_at is None


def test_a_promise_of_somebody_else_stays_open(signed_in: Client, another: User) -> None:
    promise = OwnPromiseFactory.create(application__owner=another)
    assert signed_in.post(reverse("promise_kept", args=[promise.pk])).status_code == 404
    promise.refresh_from_db()
    assert promise.kept_on is None
