"""What one does with a step: sent, left out, put off, rewritten, and each taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from applications.models import Application, Message
from reminders.models import FollowUp
from tests.applications.typed import NOW, SARA, TOM, Answer, logged, text_of

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}


@pytest.fixture
def application(signed_in: Client, user: User) -> Application:
    """Sara and Tom, yesterday from ten to eleven: two thank-yous are due."""
    return logged(signed_in, user, SARA, TOM).application


@pytest.fixture
def sara(application: Application) -> FollowUp:
    return application.follow_ups.get(kind="thank_you", contact__name=SARA["name"])


def act(client: Client, row: FollowUp, action: str, /, *, htmx: bool = False, **typed: str) -> Answer:
    response = client.post(
        reverse(f"follow_up_{action}", args=[row.pk]), typed, headers=HTMX if htmx else {}, follow=True
    )
    row.refresh_from_db()
    return response


def test_sent_means_now_unless_told(signed_in: Client, sara: FollowUp) -> None:
    response = act(signed_in, sara, "sent")
    message = Message.objects.get()
    assert (message.at, message.means, message.contact) == (NOW, "email", sara.contact)
    assert "batch windows" in message.text
    assert (sara.status, sara.message) == ("sent", message)
    assert "Marked as sent." in text_of(response)
    assert f'action="{reverse("follow_up_unsent", args=[sara.pk])}"' in text_of(response)


@pytest.mark.parametrize("means", ["email", "phone", "linkedin", "in_person"])
def test_any_day_and_means_are_taken(signed_in: Client, sara: FollowUp, means: str) -> None:
    act(signed_in, sara, "sent", at="2026-11-03T18:30", means=means)
    message = Message.objects.get()
    assert (message.at, message.means) == (datetime(2026, 11, 3, 23, 30, tzinfo=UTC), means)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-05T09:00", "That is still to come."),
        ("2026-11-02T09:00", "before the day this answers"),
        ("20026-11-02T09:00", "looks mistyped"),
        ("2026-03-08T02:30", "does not exist"),
        ("\0", "Write day and time"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_time_that_cannot_be_is_told_at_its_field(
    signed_in: Client, sara: FollowUp, at: str, said: str, htmx: bool
) -> None:
    response = act(signed_in, sara, "sent", htmx=htmx, at=at, means="phone")
    assert response.status_code == 422
    page = text_of(response)
    assert said in page
    assert f'id="at-{sara.pk}-error"' in page
    assert '<option value="phone" selected>' in page
    assert not Message.objects.exists()
    assert sara.status == "open"
    if htmx:
        assert (response["HX-Retarget"], response["HX-Reswap"]) == (f"#sent-{sara.pk}", "outerHTML")
        assert "<html" not in page
        assert f'id="sent-{sara.pk}"' in page
    else:
        assert "HX-Retarget" not in response
        assert "<html" in page


def test_means_nobody_knows_are_refused(signed_in: Client, sara: FollowUp) -> None:
    assert act(signed_in, sara, "sent", means="pigeon").status_code == 422
    assert sara.status == "open"


def test_a_double_click_makes_one_message(signed_in: Client, sara: FollowUp) -> None:
    act(signed_in, sara, "sent")
    assert act(signed_in, sara, "sent").status_code == 200
    assert Message.objects.count() == 1


def test_not_sent_after_all(signed_in: Client, sara: FollowUp) -> None:
    act(signed_in, sara, "sent")
    act(signed_in, sara, "unsent")
    assert (sara.status, sara.message) == ("open", None)
    assert not Message.objects.exists()
    assert act(signed_in, sara, "unsent").status_code == 200
    assert sara.status == "open"


def test_both_sent_and_the_inquiry_waits_with_its_day(signed_in: Client, application: Application) -> None:
    """Marking by htmx answers with the board and, beside it, the waiting list: no reload."""
    for row in application.follow_ups.filter(kind="thank_you"):
        response = act(signed_in, row, "sent", htmx=True)
    page = text_of(response)
    assert "<html" not in page
    assert 'id="board"' in page
    _, beside = page.split('id="side" hx-swap-oob="true"')
    assert "Waiting on them" in beside
    assert "Patience until <b>Thu 12 Nov</b>" in beside
    assert "Next: Ask Acme about their decision, from Thu 12 Nov." in page
    assert "HX-Request" in response["Vary"]


def test_left_out_and_back(signed_in: Client, sara: FollowUp) -> None:
    response = act(signed_in, sara, "skip")
    assert sara.status == "skipped"
    assert "Left out: Thank-you to Sara Lindqvist." in text_of(response)
    assert "Bring it back" in text_of(signed_in.get(reverse("follow_up", args=[sara.pk])))
    act(signed_in, sara, "unskip")
    assert (sara.status, sara.skipped_at) == ("open", None)
    assert "Thank-you to Sara Lindqvist" in text_of(signed_in.get("/"))


@pytest.mark.parametrize(("until", "days"), [("tomorrow", 1), ("three_days", 3), ("week", 7)])
def test_put_off_and_back(
    signed_in: Client, sara: FollowUp, clock: time_machine.Traveller, until: str, days: int
) -> None:
    act(signed_in, sara, "snooze", until=until)
    eight = datetime(2026, 11, 4 + days, 13, tzinfo=UTC)
    assert sara.snoozed_until == eight
    page = signed_in.get("/")
    assert [card.row.pk for card in page.context["page"].cards if card.row.pk == sara.pk] == []
    assert "Put off" in text_of(page)
    clock.move_to(eight + timedelta(minutes=1))
    assert sara.pk in [card.row.pk for card in signed_in.get("/").context["page"].cards]
    clock.move_to(NOW)
    act(signed_in, sara, "unsnooze")
    assert sara.snoozed_until is None


def test_put_off_until_never_is_a_404(signed_in: Client, sara: FollowUp) -> None:
    assert act(signed_in, sara, "snooze", until="never").status_code == 404
    assert sara.snoozed_until is None


@pytest.mark.parametrize("action", ["skip", "unskip", "snooze", "unsnooze"])
def test_an_old_page_cannot_undo_what_was_sent(signed_in: Client, sara: FollowUp, action: str) -> None:
    """Two tabs: sent in one, another button pressed in the other."""
    act(signed_in, sara, "sent")
    assert act(signed_in, sara, action, until="week").status_code == 200
    assert (sara.status, sara.snoozed_until) == ("sent", None)
    assert Message.objects.count() == 1


def test_the_wording_is_ones_own_and_goes_back(signed_in: Client, sara: FollowUp) -> None:
    page = text_of(signed_in.get(reverse("follow_up", args=[sara.pk])))
    assert "batch windows" in page
    act(
        signed_in,
        sara,
        "draft",
        subject="Thanks!\r\nBcc: x@y.example",
        body="Dear Sara,\r\n\r\nThanks <b>so</b> much.",
    )
    page = text_of(signed_in.get(reverse("follow_up", args=[sara.pk])))
    assert "Thanks! Bcc: x@y.example" in page
    assert "Thanks &lt;b&gt;so&lt;/b&gt; much." in page
    assert "Back to the letter from my notes" in page
    response = act(signed_in, sara, "draft_drop")
    assert "so&lt;/b&gt;" not in text_of(response).partition("Earlier versions")[0]
    undo = f"{reverse('follow_up_draft_restore', args=[sara.pk])}?version={sara.draft_versions.get().pk}"
    assert f'action="{undo}"' in text_of(response)
    assert "so&lt;/b&gt;" in text_of(signed_in.post(undo, follow=True))


def test_the_own_wording_is_what_was_sent(signed_in: Client, sara: FollowUp) -> None:
    act(signed_in, sara, "draft", subject="Mine", body="Dear Sara, mine.")
    act(signed_in, sara, "sent")
    assert (Message.objects.get().subject, Message.objects.get().text) == ("Mine", "Dear Sara, mine.")


@pytest.mark.parametrize(("field", "value"), [("subject", ""), ("body", ""), ("subject", "s" * 501),
                                              ("body", "Щ" * 1_000_000), ("body", "a\0b")])  # fmt: skip
def test_a_wording_that_does_not_fit_is_handed_back(
    signed_in: Client, sara: FollowUp, field: str, value: str
) -> None:
    typed: dict[str, Any] = {"subject": "Mine", "body": "Dear Sara", field: value}
    response = act(signed_in, sara, "draft", **typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert value.replace("\0", "") in text_of(response).replace("\0", "")


def test_the_calendar_entry_has_an_alarm(signed_in: Client, sara: FollowUp) -> None:
    response = signed_in.get(reverse("follow_up_calendar", args=[sara.pk]))
    assert response["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["SUMMARY"] == "Thank-you to Sara Lindqvist"
    assert event.decoded("DTSTART") == sara.best_by
    assert event.walk("VALARM")


@pytest.fixture
def silent(signed_in: Client, user: User, clock: time_machine.Traveller) -> Application:
    """Thanked, asked twice, and nothing came: it may be let go."""
    made = logged(signed_in, user, SARA).application
    for kind, day in (("thank_you", NOW), ("status_inquiry", NOW + timedelta(days=12)),
                      ("status_inquiry", NOW + timedelta(days=24))):  # fmt: skip
        clock.move_to(day)
        act(signed_in, made.follow_ups.get(kind=kind, status="open"), "sent")
    clock.move_to(NOW + timedelta(days=40))
    return made


def test_letting_a_silent_one_go_and_back(signed_in: Client, silent: Application) -> None:
    row = silent.follow_ups.get(kind="close_out", status="open")
    assert "Let Acme go?" in text_of(signed_in.get("/"))
    response = act(signed_in, row, "close")
    silent.refresh_from_db()
    assert silent.stage == "no_response"
    change = silent.stage_changes.latest("pk")
    undo = f"{reverse('application_stage_undo', args=[silent.pk])}?change={change.pk}"
    assert f'action="{undo}"' in text_of(response)
    act(signed_in, row, "close")
    assert silent.stage_changes.filter(to_stage="no_response").count() == 1
    signed_in.post(undo)
    signed_in.post(undo)
    silent.refresh_from_db()
    assert silent.stage == "interviewing"


@pytest.mark.parametrize("action", ["sent", "draft", "wording"])
def test_what_is_no_letter_is_not_sent(signed_in: Client, silent: Application, action: str) -> None:
    row = silent.follow_ups.get(kind="close_out", status="open")
    address = reverse(f"follow_up_{action}", args=[row.pk])
    typed = {"subject": "a", "body": "b", "register": "warm"}
    assert signed_in.post(address, typed).status_code == 404


def test_a_step_that_waits_for_me_has_no_day_in_a_calendar(
    signed_in: Client, application: Application
) -> None:
    blocked = application.follow_ups.get(kind="status_inquiry", status="open")
    assert signed_in.get(reverse("follow_up_calendar", args=[blocked.pk])).status_code == 404
    page = text_of(signed_in.get(reverse("follow_up", args=[blocked.pk])))
    assert reverse("follow_up_calendar", args=[blocked.pk]) not in page


def test_a_promise_is_done(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, promise_text="References", promise_due="2026-11-05")
    row = made.application.follow_ups.get(kind="own_promise")
    act(signed_in, row, "sent")
    promise = made.own_promises.get()
    assert (row.status, promise.kept_on) == ("sent", NOW.date())
    act(signed_in, row, "unsent")
    promise.refresh_from_db()
    assert (row.status, promise.kept_on) == ("open", None)
