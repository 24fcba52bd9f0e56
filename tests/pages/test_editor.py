"""The letter's page is its editor: what it saves, refuses and keeps, with JavaScript and without."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from accounts.models import User
from applications.models import Message
from reminders.models import Draft, DraftVersion, FollowUp
from reminders.services.drafts import keep_aside
from tests.applications.typed import NOW, SARA, TOM, Answer, logged, text_of

EDITOR = {"X-Requested-With": "editor"}
BODY = "Dear Sara,\n\nThank you.\n\nBest,\nMaya"


@pytest.fixture
def row(signed_in: Client, user: User) -> FollowUp:
    made = logged(signed_in, user, SARA | {"topics": ""})
    return FollowUp.objects.get(application=made.application, kind="thank_you")


def page_of(client: Client, row: FollowUp) -> str:
    return html.unescape(text_of(client.get(reverse("follow_up", args=[row.pk]))))


def save(client: Client, row: FollowUp, /, *, by_itself: bool = True, **typed: str) -> Answer:
    address = reverse("follow_up_draft", args=[row.pk])
    headers = EDITOR if by_itself else {}
    return client.post(address, {"subject": "Mine", "body": BODY} | typed, headers=headers)


def test_saving_by_itself_answers_with_the_margin(signed_in: Client, row: FollowUp) -> None:
    answer = save(signed_in, row, body=BODY.replace("Sara", "Tom"), started_from="")
    part = html.unescape(text_of(answer))
    assert answer.status_code == 200
    assert "<html" not in part
    assert f'data-version="{Draft.objects.get().version}"' in part
    assert "the greeting says Tom" in part


def test_places_count_as_a_browser_counts(signed_in: Client, row: FollowUp) -> None:
    """An emoji is two of JavaScript's characters."""
    part = html.unescape(text_of(save(signed_in, row, body="Dear Sara,\n\n🎉 [what was it]")))
    assert 'data-words="[what was it]" data-start="15"' in part


def test_a_tab_that_is_behind_gets_both_texts(signed_in: Client, row: FollowUp) -> None:
    save(signed_in, row, body="From the first tab", started_from="")
    answer = save(signed_in, row, body="From the second tab", started_from="")
    assert answer.status_code == 409
    assert "From the first tab" in text_of(answer)
    assert Draft.objects.get().body == "From the first tab"
    whole = save(signed_in, row, by_itself=False, body="From the second tab", started_from="")
    assert whole.status_code == 409
    assert "From the first tab" in text_of(whole)
    assert "From the second tab</textarea>" in text_of(whole)


@pytest.mark.parametrize(
    ("choice", "stays", "kept"), [("mine", "second", "first"), ("theirs", "first", "second")]
)
def test_whichever_gives_way_is_kept(
    signed_in: Client, row: FollowUp, choice: str, stays: str, kept: str
) -> None:
    save(signed_in, row, body="first")
    save(signed_in, row, by_itself=False, body="second", started_from="", choice=choice)
    assert Draft.objects.get().body == stays
    assert DraftVersion.objects.get().body == kept
    assert "Earlier versions" in page_of(signed_in, row)


@pytest.mark.parametrize(("field", "said"), [("subject", "needs a subject"), ("body", "The letter is empty")])
def test_what_cannot_be_saved_is_said_in_a_sentence(
    signed_in: Client, row: FollowUp, field: str, said: str
) -> None:
    typed = {"subject": "Mine", "body": BODY, field: " "}
    answer = signed_in.post(reverse("follow_up_draft", args=[row.pk]), typed, headers=EDITOR)
    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert said in text_of(answer)


def test_sent_in_another_tab_meanwhile(signed_in: Client, row: FollowUp) -> None:
    signed_in.post(reverse("follow_up_sent", args=[row.pk]), {"means": "email"})
    answer = save(signed_in, row)
    assert answer.status_code == 410
    assert "already" in text_of(answer)
    assert not Draft.objects.exists()
    assert save(signed_in, row, by_itself=False).status_code == 302
    for name in ("follow_up_wording", "follow_up_draft_drop"):
        signed_in.post(reverse(name, args=[row.pk]), {"register": "formal"})
    row.refresh_from_db()
    assert row.register == ""


def test_what_was_sent_is_read_and_not_edited(signed_in: Client, row: FollowUp) -> None:
    save(signed_in, row, body="As it was sent")
    signed_in.post(reverse("follow_up_sent", args=[row.pk]), {"means": "email"})
    Draft.objects.update(body="changed in the database")
    page = page_of(signed_in, row)
    assert "As it was sent" in page
    assert "<textarea" not in page
    assert "data-editor" not in page


def test_gaps_are_filled_at_the_side_without_javascript(signed_in: Client, row: FollowUp) -> None:
    page = page_of(signed_in, row)
    (words,) = re.findall(r'name="gap-1-words" value="([^"]+)"', page)
    assert words == "[one thing you talked about with Sara]"
    assert reverse("interview", args=[row.interview_id]) in page
    body = page.partition('aria-label="Letter"')[2].partition(">\n")[2].partition("</textarea>")[0]
    typed = {"subject": "Thank you", "body": body, "gap-1": " the batch\nwindows ", "gap-1-words": words}
    signed_in.post(reverse("follow_up_draft", args=[row.pk]), typed)
    saved = Draft.objects.get().body
    assert words not in saved
    assert "the batch windows" in saved


def test_paragraphs_can_come_back_from_the_notes(signed_in: Client, row: FollowUp) -> None:
    page = page_of(signed_in, row)
    assert 'data-note="paragraph"' not in page
    body = page.partition('aria-label="Letter"')[2].partition(">\n")[2].partition("</textarea>")[0]
    paragraphs = body.split("\n\n")
    part = html.unescape(text_of(save(signed_in, row, body="\n\n".join([*paragraphs[:1], *paragraphs[2:]]))))
    assert 'data-note="paragraph" data-words=""' in part
    assert f'data-rewrite="{paragraphs[1]}"' in part
    part = html.unescape(text_of(save(signed_in, row, body=body.replace(paragraphs[1], "I enjoyed it."))))
    assert 'data-note="paragraph" data-words="I enjoyed it."' in part


def test_another_register_for_a_letter_never_edited_goes_back(signed_in: Client, row: FollowUp) -> None:
    address = reverse("follow_up_wording", args=[row.pk])
    page = html.unescape(text_of(signed_in.post(address, {"register": "formal"}, follow=True)))
    (undo,) = set(re.findall(rf'action="({address}\?[^"]+)"', page))
    signed_in.post(undo)
    row.refresh_from_db()
    assert (row.register, DraftVersion.objects.count()) == ("warm", 0)


def test_a_version_of_another_letter_is_not_brought_here(
    signed_in: Client, user: User, row: FollowUp
) -> None:
    other = FollowUp.objects.get(
        application=logged(signed_in, user, TOM, company="Globex").application, kind="thank_you"
    )
    version = keep_aside(other, subject="s", body="of Globex", why="before", now=NOW)
    for wrong in (version.pk, "", "x", "9" * 30):
        address = f"{reverse('follow_up_draft_restore', args=[row.pk])}?version={wrong}"
        assert signed_in.post(address).status_code == 302
    assert not Draft.objects.exists()
    assert DraftVersion.objects.get() == version


def test_what_was_written_before_stands_beside_it(
    signed_in: Client, user: User, row: FollowUp, clock: Traveller
) -> None:
    for days, text in ((3, "long ago"), (1, "lately")):
        Message.objects.create(
            application=row.application,
            kind="reply",
            at=NOW - timedelta(days=days),
            text=text,
            subject=f"Re {days}",
        )
    elsewhere = logged(signed_in, user, TOM, company="Globex").application
    Message.objects.create(application=elsewhere, kind="reply", at=NOW, text="from nobody here")
    Message.objects.create(
        application=elsewhere, kind="reply", at=NOW, text="same person", contact=row.contact
    )
    beside = page_of(signed_in, row).partition("Written before")[2]
    assert beside.index("same person") < beside.index("lately") < beside.index("long ago")
    assert "from nobody here" not in beside
    elsewhere.deleted_at = NOW
    elsewhere.save()
    assert "same person" not in page_of(signed_in, row)


@pytest.mark.parametrize(
    ("kind", "said"), [("thank_you", "aim for 100 to 200"), ("status_inquiry", "aim for 50 to 125")]
)
def test_the_range_for_its_kind(signed_in: Client, row: FollowUp, kind: str, said: str) -> None:
    assert said in page_of(signed_in, row.application.follow_ups.get(kind=kind))
