"""What they replied, and corrections to the story's messages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Message
from reminders.models import FollowUp
from tests.applications.typed import SARA, Answer, logged, text_of


@pytest.fixture
def application(signed_in: Client, user: User) -> Application:
    """One interview with Sara on 3 November; the thank-you went out the same day."""
    made = logged(signed_in, user, SARA).application
    thank_you = made.follow_ups.get(kind="thank_you")
    signed_in.post(
        reverse("follow_up_sent", args=[thank_you.pk]), {"at": "2026-11-03T18:00", "means": "email"}
    )
    return made


def reply(client: Client, application: Application, **changes: str) -> Answer:
    typed = {
        "at": "2026-11-04T09:00",
        "timing_text": "",
        "timing_date": "",
        "timing_shown": "",
        "text": "Thanks!",
    }
    return client.post(reverse("application_reply", args=[application.pk]), typed | changes)


def inquiry(application: Application) -> FollowUp:
    return application.follow_ups.get(kind="status_inquiry", status="open")


def test_a_reply_without_a_day_starts_the_wait_anew(signed_in: Client, application: Application) -> None:
    before = inquiry(application).opens_at
    assert reply(signed_in, application).status_code == 302
    message = application.messages.get(kind="reply")
    assert (message.at, message.text) == (datetime(2026, 11, 4, 14, tzinfo=UTC), "Thanks!")
    after = inquiry(application).opens_at
    assert before
    assert after
    assert (before.date(), after.date()) == (date(2026, 11, 10), date(2026, 11, 16))


def test_a_reply_with_a_day_moves_the_inquiry_behind_it(signed_in: Client, application: Application) -> None:
    reply(signed_in, application, timing_date="2026-11-20")
    opens = inquiry(application).opens_at
    assert opens
    assert opens.date() == date(2026, 11, 23)
    page = text_of(signed_in.get(reverse("application", args=[application.pk])))
    assert "Their reply" in page
    assert "Fri 20 Nov" in page


def test_a_replys_words_are_asked_about_once(signed_in: Client, application: Application) -> None:
    asked = reply(signed_in, application, timing_text="in two weeks")
    assert asked.status_code == 422
    assert "Understood as Wednesday 18 November." in text_of(asked)
    assert "Thanks!" in text_of(asked)
    shown = str(asked.context["form"]["timing_shown"].value())
    reply(signed_in, application, timing_text="in two weeks", timing_shown=shown)
    assert application.messages.get(kind="reply").timing_date == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", ""),
        ("at", "2026-11-05T09:00"),
        ("at", "20026-11-05T09:00"),
        ("at", "2026-03-08T02:30"),
        ("timing_date", "0001-01-01"),
        ("timing_text", "w" * 501),
        ("text", "Щ" * 1_000_000),
        ("text", "a\0b"),
    ],
)
def test_a_reply_that_cannot_be_is_told_at_its_field(
    signed_in: Client, application: Application, field: str, value: str
) -> None:
    response = reply(signed_in, application, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert value.replace("\0", "") in text_of(response).replace("\0", "")
    assert not application.messages.filter(kind="reply").exists()


def test_a_reply_is_taken_back_from_its_toast(signed_in: Client, application: Application) -> None:
    before = inquiry(application).opens_at
    response = reply(signed_in, application)
    message = application.messages.get(kind="reply")
    undo = reverse("message_delete", args=[message.pk])
    assert f'action="{undo}"' in text_of(signed_in.get(response["Location"]))
    signed_in.post(undo)
    assert not application.messages.filter(kind="reply").exists()
    assert inquiry(application).opens_at == before


def edit(client: Client, message: Message, **changes: str) -> Answer:
    typed = {"at": "2026-11-03T18:00", "means": "email", "text": "My letter"} | changes
    response = client.post(reverse("message", args=[message.pk]), typed)
    message.refresh_from_db()
    return response


def test_another_day_and_means_replan(signed_in: Client, application: Application) -> None:
    message = application.messages.get(kind="thank_you")
    assert edit(signed_in, message, at="2026-11-04T09:00", means="phone").status_code == 302
    assert (message.at, message.means, message.text) == (
        datetime(2026, 11, 4, 14, tzinfo=UTC), "phone", "My letter",
    )  # fmt: skip
    after = inquiry(application).opens_at
    # A week later is Veterans Day.
    assert after
    assert after.date() == date(2026, 11, 12)
    assert "Phone" in text_of(signed_in.get(reverse("application", args=[application.pk])))


def test_the_form_shows_the_message_as_it_is(signed_in: Client, application: Application) -> None:
    message = application.messages.get(kind="thank_you")
    page = text_of(signed_in.get(reverse("message", args=[message.pk])))
    assert 'value="2026-11-03T18:00"' in page
    assert "batch windows" in page


def test_new_words_of_a_reply_are_read_anew(signed_in: Client, application: Application) -> None:
    asked = reply(signed_in, application, timing_text="within a week")
    reply(
        signed_in,
        application,
        timing_text="within a week",
        timing_shown=asked.context["form"]["timing_shown"].value(),
    )
    message = application.messages.get(kind="reply")
    assert message.timing_date == date(2026, 11, 11)
    form = signed_in.get(reverse("message", args=[message.pk])).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"timing_text": "in two weeks"}
    again = signed_in.post(reverse("message", args=[message.pk]), typed)
    assert again.status_code == 422
    assert "Understood as Wednesday 18 November." in text_of(again)


@pytest.mark.parametrize(
    ("field", "value"),
    [("at", "2026-11-05T09:00"), ("at", ""), ("means", "pigeon"), ("text", "Щ" * 1_000_000)],
)
def test_a_correction_that_cannot_be_changes_nothing(
    signed_in: Client, application: Application, field: str, value: str
) -> None:
    message = application.messages.get(kind="thank_you")
    before = (message.at, message.means, message.text)
    response = edit(signed_in, message, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert (message.at, message.means, message.text) == before


def test_a_letter_that_never_went_is_due_again(signed_in: Client, application: Application) -> None:
    message = application.messages.get(kind="thank_you")
    signed_in.post(reverse("message_delete", args=[message.pk]))
    assert application.follow_ups.get(kind="thank_you").status == "open"
    assert "Thank-you to Sara" in text_of(signed_in.get("/"))
