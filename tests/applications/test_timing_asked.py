"""What they said about timing: the reading is shown, and asked about once, before it is stored."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Interview
from tests.applications.typed import SARA, interview, log, logged, text_of
from tests.factories import ApplicationFactory, InterviewFactory


def shown_in(response: object) -> str:
    return str(response.context["form"]["timing_shown"].value())  # type: ignore[attr-defined]


def test_words_are_read_back_once_then_saved(signed_in: Client, user: User) -> None:
    asked = log(signed_in, SARA, timing_text="within a week")
    assert asked.status_code == 422
    assert "Understood as Tuesday 10 November." in text_of(asked)
    assert not Interview.objects.exists()
    made = logged(signed_in, user, SARA, timing_text="within a week", timing_shown=shown_in(asked))
    assert (made.timing_text, made.timing_date, made.timing_said_on) == (
        "within a week", date(2026, 11, 10), date(2026, 11, 3),
    )  # fmt: skip


def test_changed_words_are_asked_about_again(signed_in: Client) -> None:
    asked = log(signed_in, timing_text="within a week")
    again = log(signed_in, timing_text="in two weeks", timing_shown=shown_in(asked))
    assert again.status_code == 422
    assert "Understood as Tuesday 17 November." in text_of(again)


def test_another_day_of_the_interview_is_asked_about_again(signed_in: Client) -> None:
    asked = log(signed_in, timing_text="within a week")
    moved = {"starts": "2026-11-02T10:00", "ends": "2026-11-02T11:00"}
    again = log(signed_in, timing_text="within a week", timing_shown=shown_in(asked), **moved)
    assert again.status_code == 422
    assert "Understood as Monday 9 November." in text_of(again)


def test_the_exact_day_needs_no_asking(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, timing_date="2026-11-13")
    assert (made.timing_date, made.timing_text) == (date(2026, 11, 13), "")


def test_the_exact_day_outranks_the_words(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, timing_text="in two weeks, I think", timing_date="2026-11-13")
    assert (made.timing_date, made.timing_text) == (date(2026, 11, 13), "in two weeks, I think")


def test_what_nothing_understands_is_kept_as_a_note(signed_in: Client, user: User) -> None:
    asked = log(signed_in, timing_text="when the moon is right")
    assert "No day can be read from that." in text_of(asked)
    made = logged(signed_in, user, timing_text="when the moon is right", timing_shown=shown_in(asked))
    assert (made.timing_text, made.timing_date) == ("when the moon is right", None)


def test_saving_again_without_a_change_asks_nothing(signed_in: Client, user: User) -> None:
    asked = log(signed_in, timing_text="within a week")
    made = logged(signed_in, user, timing_text="within a week", timing_shown=shown_in(asked))
    address = reverse("interview", args=[made.pk])
    form = signed_in.get(address).context["form"]
    typed = interview() | {name: form[name].value() or "" for name in form.fields}
    typed.pop("company")
    assert signed_in.post(address, typed | {"place": "Room 4"}).status_code == 302
    made.refresh_from_db()
    assert (made.place, made.timing_date) == ("Room 4", date(2026, 11, 10))


def test_new_words_of_a_stored_interview_are_read_anew(signed_in: Client, user: User) -> None:
    asked = log(signed_in, timing_text="within a week")
    made = logged(signed_in, user, timing_text="within a week", timing_shown=shown_in(asked))
    address = reverse("interview", args=[made.pk])
    form = signed_in.get(address).context["form"]
    typed = (
        interview()
        | {name: form[name].value() or "" for name in form.fields}
        | {"timing_text": "in two weeks"}
    )
    again = signed_in.post(address, typed)
    assert again.status_code == 422
    assert "Understood as Tuesday 17 November." in text_of(again)
    assert signed_in.post(address, typed | {"timing_shown": shown_in(again)}).status_code == 302
    made.refresh_from_db()
    assert made.timing_date == date(2026, 11, 17)


def test_a_day_chosen_beside_the_words_is_shown_again(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, timing_text="in two weeks, I think", timing_date="2026-11-13")
    form = signed_in.get(reverse("interview", args=[made.pk])).context["form"]
    assert form["timing_date"].value() == "2026-11-13"


def test_while_typing_the_page_is_told_what_is_understood(signed_in: Client, user: User) -> None:
    answer = signed_in.get(
        reverse("timing"), {"text": "within a  week", "said_on": "2026-11-03T10:00"}
    ).json()
    assert answer["sentence"].startswith("Understood as Tuesday 10 November.")
    assert logged(signed_in, user, timing_text="within a week", timing_shown=answer["shown"]).timing_date


def test_the_reading_uses_the_applications_own_holidays(signed_in: Client, user: User, another: User) -> None:
    texas = InterviewFactory.create(
        application=ApplicationFactory.create(owner=user, country="DE", subdivision="BE")
    ).application
    ours = {"text": "within a week", "said_on": "2026-11-19"}
    # Thanksgiving is no business day at home, and one in Berlin.
    assert (
        "before Monday 30 November"
        not in signed_in.get(reverse("timing"), ours | {"application": texas.pk}).json()["sentence"]
    )
    usual = signed_in.get(reverse("timing"), ours).json()
    foreign = ApplicationFactory.create(owner=another, country="DE", subdivision="BE")
    assert signed_in.get(reverse("timing"), ours | {"application": foreign.pk}).json() == usual


@pytest.mark.parametrize(
    "asked",
    [
        {"said_on": "9999-12-31", "text": "in two weeks"},
        {"said_on": "0001-01-01", "text": "end of the week"},
        {"said_on": "20026-01-01", "text": "next week"},
        {"said_on": "soon", "text": "next week"},
        {"said_on": "2026-11-03", "text": ""},
        {"said_on": "2026-11-03", "text": "в течение недели"},
        {"said_on": "2026-11-03", "text": "in 99999999999999999999 weeks"},
        {"said_on": "2026-11-03", "text": "31 February 99999"},
        {"said_on": "2026-11-03", "text": "a\0b\u2028" * 400},
        {"application": "99999999999999999999", "text": "next week"},
        {"application": "-1", "text": "next week"},
        {"application": "٣", "text": "next week"},
        {},
    ],
)
def test_no_question_is_too_odd(signed_in: Client, asked: dict[str, str]) -> None:
    answer = signed_in.get(reverse("timing"), asked)
    assert answer.status_code == 200
    assert set(answer.json()) == {"sentence", "shown"}
