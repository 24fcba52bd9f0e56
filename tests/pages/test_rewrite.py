"""A letter rewritten by a model: agreed to first, proposed beside the letter, used or not."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application
from applications.outbound import Permit
from reminders.drafting.rewriting import facts_sent
from reminders.letters import letter_facts, with_letters
from reminders.models import Draft, FollowUp
from reminders.services import rewriting, running
from reminders.sheets import sheet_of
from tests.applications.typed import NOW, SARA, TOM, Answer, logged, text_of
from tests.model_server import LETTER, Model
from tests.pages.model import KEY, Own, for_everybody, model, own

__all__ = ["model", "own"]


@pytest.fixture
def application(signed_in: Client, user: User) -> Application:
    return logged(signed_in, user, SARA, TOM).application


@pytest.fixture
def sara(application: Application) -> FollowUp:
    return application.follow_ups.get(kind="thank_you", contact__name=SARA["name"])


def at(row: FollowUp, what: str = "") -> str:
    return reverse(f"follow_up_rewrite{what and '_' + what}", args=[row.pk])


def streamed(client: Client, row: FollowUp) -> list[dict[str, str]]:
    response = client.post(at(row, "stream"))
    assert response.status_code == 200
    assert response["X-Accel-Buffering"] == "no"
    content = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return [json.loads(line) for line in content.split("\n") if line]


def as_it_is(row: FollowUp) -> FollowUp:
    return with_letters(FollowUp.objects.all()).get(pk=row.pk)


# Off, and asked first


def test_off_by_default(signed_in: Client, sara: FollowUp) -> None:
    letter = text_of(signed_in.get(reverse("follow_up", args=[sara.pk])))
    assert "Rewrite in my words" not in letter
    page = text_of(signed_in.get(at(sara)))
    assert "No language model is set." in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert "error" in streamed(signed_in, sara)[0]


def test_before_the_first_use_all_that_is_sent_is_listed_with_its_host(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model
) -> None:
    own(user, agreed=False)
    assert "Rewrite in my words" in text_of(signed_in.get(reverse("follow_up", args=[sara.pk])))
    page = text_of(signed_in.get(at(sara)))
    assert f"This would be sent to {model.base_url.split('/')[2]}" in page
    row = as_it_is(sara)
    facts = facts_sent(letter_facts(row, now=NOW))
    assert ("Talked about", "batch windows") in facts
    for label, value in facts:
        assert f"<dt>{label}</dt><dd>{value}</dd>" in page
    sheet = sheet_of(row, now=NOW)
    assert sheet is not None
    assert sheet.body.split("\n\n")[1] in page
    assert model.asked == []


def test_nothing_is_sent_before_it_is_agreed_to(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model
) -> None:
    own(user, agreed=False)
    assert "agreed" in streamed(signed_in, sara)[0]["error"]
    assert signed_in.post(at(sara)).status_code == 422
    signed_in.post(at(sara, "begin"))
    assert model.asked == []


def test_agreed_once_it_begins_by_itself_and_asks_no_more(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model
) -> None:
    own(user, agreed=False)
    page = signed_in.post(at(sara, "begin"), {"agree": model.base_url}, follow=True)
    assert " data-begins" in text_of(page)
    again = text_of(signed_in.get(at(sara)))
    assert "This would be sent" not in again
    assert " data-begins" not in again
    assert f"What is sent to {model.base_url.split('/')[2]}" in again
    assert " data-begins" in text_of(signed_in.post(at(sara, "begin"), follow=True))


def test_consent_is_for_the_address_that_was_shown(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model
) -> None:
    own(user, agreed=False)
    page = signed_in.post(at(sara, "begin"), {"agree": "https://before.example/v1"}, follow=True)
    assert "The address has changed meanwhile." in text_of(page)
    assert "This would be sent to" in text_of(page)
    assert "error" in streamed(signed_in, sara)[0]


def test_consent_is_each_users_own(
    signed_in: Client,
    user: User,
    sara: FollowUp,
    another: User,
    signed_in_as: Callable[[User], Client],
    model: Model,
    settings: LazySettings,
) -> None:
    for_everybody(settings, model)
    signed_in.post(at(sara, "begin"), {"agree": model.base_url})
    assert "proposal" in streamed(signed_in, sara)[-1]
    theirs = signed_in_as(another)
    letter = logged(theirs, another, SARA).application.follow_ups.get(kind="thank_you")
    assert "error" in streamed(theirs, letter)[0]
    assert len(model.asked) == 1


# The proposal


def test_it_comes_as_it_is_written_and_then_with_its_marks(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model
) -> None:
    own(user)
    *pieces, last = streamed(signed_in, sara)
    assert [each["piece"] for each in pieces] == list(LETTER)
    assert "your time – truly." in last["proposal"]
    assert "csrfmiddlewaretoken" in last["proposal"]
    assert not Draft.objects.exists()
    (asked,) = model.asked
    sent = json.loads(asked.body)["messages"][1]["content"]
    assert "- Talked about: batch windows" in sent
    assert "sara@acme.example" not in sent


@pytest.mark.parametrize("streaming", [True, False])
def test_what_is_made_up_is_marked_and_listed(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model, streaming: bool
) -> None:
    own(user)
    model.mode = "invents"
    page = streamed(signed_in, sara)[-1]["proposal"] if streaming else text_of(signed_in.post(at(sara)))
    for words, what in (("Baker", "a name"), ("Kafka", "a name"), ("12 May", "a date"), ("40", "a number")):
        assert f"<li>“{words}”, {what}</li>" in page.replace("Tom Baker", "Baker")
        assert f'<mark class="look">{words}</mark>' in page.replace("Tom Baker", "Baker")
    # And its tone, with what to write instead.
    assert "This reads as an order or a deadline" in page
    assert "Use this" in page


def test_without_javascript_the_page_waits_and_shows_both(
    signed_in: Client, user: User, sara: FollowUp, own: Own
) -> None:
    own(user)
    page = text_of(signed_in.post(at(sara)))
    assert "batch windows" in page
    assert "your time – truly." in page
    assert 'name="body" value="Dear Sara,' in page
    assert "Keep mine" in page


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (401, "did not accept the key"),
        (404, "does not know this model"),
        (429, "no more requests"),
        (500, "trouble of its own"),
        (302, "again and again"),
        ("drops", "broke off"),
        ("ends early", "broke off in the middle"),
        ("a page", "no letter"),
        ("endless", "far more than a letter"),
    ],
)
def test_errors_leave_the_letter_as_it_was_and_say_what_to_do(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model, mode: Any, said: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    own(user)
    model.mode = mode
    before = sheet_of(as_it_is(sara), now=NOW)
    with caplog.at_level(logging.DEBUG):
        last = streamed(signed_in, sara)[-1]
        response = signed_in.post(at(sara))
    assert said in last["error"]
    assert response.status_code == 422
    assert said in text_of(response)
    assert "batch windows" in text_of(response)
    assert sheet_of(as_it_is(sara), now=NOW) == before
    for secret in (KEY, "batch windows", "Dear Sara"):
        assert secret not in caplog.text


def test_a_model_that_hangs_is_given_up(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(user)
    propose = rewriting.propose
    monkeypatch.setattr(running, "propose", lambda *a, **k: propose(*a, **{**k, "most_seconds": 0.3}))
    model.mode = "silent"
    assert "took too long" in streamed(signed_in, sara)[-1]["error"]
    assert model.left.wait(20)


def test_a_reader_who_leaves_hangs_up(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model
) -> None:
    own(user)
    model.mode = "slow"
    response = signed_in.post(at(sara, "stream"))
    assert json.loads(next(iter(response.streaming_content))) == {"piece": LETTER[0]}  # type: ignore[attr-defined]
    response.close()
    assert model.left.wait(20)


def test_an_address_inside_is_refused_and_nothing_sent(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model, settings: LazySettings
) -> None:
    own(user)
    settings.OUTBOUND_PERMIT = Permit()
    assert "private network" in streamed(signed_in, sara)[0]["error"]
    assert model.asked == []


def test_an_unreadable_key_is_said_and_nothing_sent(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model, settings: LazySettings
) -> None:
    own(user)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [], "another secret"
    signed_in.force_login(user)
    assert "Enter the key again" in streamed(signed_in, sara)[0]["error"]
    assert model.asked == []


# Used or not


def test_used_it_is_the_letter_and_undone_the_letter_from_the_notes_again(
    signed_in: Client, user: User, sara: FollowUp, own: Own
) -> None:
    own(user)
    before = sheet_of(as_it_is(sara), now=NOW)
    assert before is not None
    page = text_of(
        signed_in.post(at(sara, "use"), {"body": "Dear Sara,\r\n\r\nIn other words."}, follow=True)
    )
    assert "The letter is as rewritten." in page
    draft = Draft.objects.get()
    assert (draft.subject, draft.body) == (before.subject, "Dear Sara,\n\nIn other words.")
    undo = reverse("follow_up_draft_drop", args=[sara.pk])
    assert f'<form method="post" action="{undo}"' in " ".join(page.rpartition('id="toasts"')[2].split())
    signed_in.post(undo)
    assert sheet_of(as_it_is(sara), now=NOW) == before
    # What was undone is not lost.
    assert [each.body for each in sara.draft_versions.all()] == ["Dear Sara,\n\nIn other words."]


def test_undone_ones_own_wording_is_back(signed_in: Client, user: User, sara: FollowUp, own: Own) -> None:
    own(user)
    Draft.objects.create(follow_up=sara, subject="Mine", body="My own words.")
    page = text_of(signed_in.post(at(sara, "use"), {"body": "In other words."}, follow=True))
    assert Draft.objects.get().body == "In other words."
    (version,) = sara.draft_versions.all()
    assert (version.body, version.why) == ("My own words.", "before rewriting it")
    undo = f"{reverse('follow_up_draft_restore', args=[sara.pk])}?version={version.pk}"
    assert undo in page.rpartition('id="toasts"')[2]
    signed_in.post(undo)
    draft = Draft.objects.get()
    assert (draft.subject, draft.body) == ("Mine", "My own words.")


@pytest.mark.parametrize("body", ["", " \n ", "x" * 50_001])
def test_what_cannot_be_a_letter_is_not_used(signed_in: Client, sara: FollowUp, body: str) -> None:
    page = signed_in.post(at(sara, "use"), {"body": body}, follow=True)
    assert "The letter is as it was." in text_of(page)
    assert not Draft.objects.exists()


def test_a_letter_that_was_sent_meanwhile_stays_as_it_was(
    signed_in: Client, user: User, sara: FollowUp, own: Own, model: Model
) -> None:
    own(user)
    signed_in.post(reverse("follow_up_sent", args=[sara.pk]), {"means": "email"})
    assert "done already" in streamed(signed_in, sara)[0]["error"]
    answers: list[Answer] = [
        signed_in.get(at(sara), follow=True),
        signed_in.post(at(sara, "use"), {"body": "In other words."}, follow=True),
    ]
    for answer in answers:
        assert "done already." in text_of(answer)
    assert not Draft.objects.exists()
    assert model.asked == []
    assert "Rewrite in my words" not in text_of(signed_in.get(reverse("follow_up", args=[sara.pk])))


def test_a_step_without_a_letter_has_no_rewrite(
    signed_in: Client, user: User, application: Application, own: Own
) -> None:
    own(user)
    row = FollowUp.objects.create(
        application=application, kind="close_out", anchor="x", time_zone="UTC", reason_code="close_out"
    )
    for what in ("", "begin", "stream", "use"):
        assert signed_in.post(at(row, what)).status_code == 404


def test_another_day_is_read_as_that_day(
    signed_in: Client, user: User, sara: FollowUp, own: Own, clock: time_machine.Traveller
) -> None:
    """The facts are those of the day of reading."""
    own(user)
    clock.move_to("2026-11-06T12:00:00-05:00")
    assert "<dt>Written on</dt><dd>Friday 6 November 2026</dd>" in text_of(signed_in.get(at(sara)))
