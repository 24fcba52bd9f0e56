"""Beside a letter: the lines of one's shelf that fit, one of them chosen, and never one by itself."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.shelf import add_lines
from reminders.drafting.templates import OwnTemplate
from reminders.models import Draft, FollowUp
from reminders.models.template import LetterKind
from reminders.services.templates import add_template
from tests.applications.typed import SARA, TOM, logged, text_of

BATCH = "cut batch time from 4 h to 9 min at Fjord"
ONCALL = "mentored three juniors to their first on-call rotation"
REVIEWS = "ran incident reviews"
BILLING = "built a Kafka outbox for billing"
LINES = [BILLING, REVIEWS, ONCALL, BATCH]
GAP = "[something you have done that fits this role]"


@pytest.fixture
def notes(signed_in: Client, user: User) -> dict[str, FollowUp]:
    """The thank-yous of a panel of two, by first name; Sara spoke of batch windows, Tom of on-call."""
    add_lines(user, LINES)
    made = logged(signed_in, user, SARA, TOM)
    rows = made.application.follow_ups.filter(kind="thank_you").select_related("contact")
    return {row.contact.name.split()[0]: row for row in rows if row.contact}


def page_of(client: Client, row: FollowUp) -> str:
    return text_of(client.get(reverse("follow_up", args=[row.pk])))


def offered(page: str) -> list[str]:
    return re.findall(r'class="pick" name="skill" value="([^"]+)"', page)


def pressed(page: str) -> list[str]:
    return re.findall(r'name="skill" value="([^"]+)" aria-pressed="true"', page)


def letter_in(page: str) -> str:
    (body,) = re.findall(r'<textarea[^>]* name="body"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return html.unescape(body)


def choose(client: Client, row: FollowUp, line: str) -> str:
    answer = client.post(reverse("follow_up_skill", args=[row.pk]), {"skill": line}, follow=True)
    assert answer.status_code == 200
    return text_of(answer)


def write_own(client: Client, row: FollowUp, body: str) -> None:
    client.post(reverse("follow_up_draft", args=[row.pk]), {"subject": "Thank you", "body": body})


def test_the_best_come_first_and_none_goes_in_by_itself(
    signed_in: Client, notes: dict[str, FollowUp]
) -> None:
    for name, best in (("Sara", BATCH), ("Tom", ONCALL)):
        page = page_of(signed_in, notes[name])
        assert offered(page)[0] == best
        assert sorted(offered(page)) == sorted(LINES)
        assert "1 more" in page
        assert pressed(page) == []
        assert GAP in letter_in(page)
        assert not any(line in letter_in(page) for line in LINES)


def test_the_line_chosen_stands_in_this_letter_alone(signed_in: Client, notes: dict[str, FollowUp]) -> None:
    page = choose(signed_in, notes["Sara"], BATCH)
    assert f"I {BATCH}" in letter_in(page)
    assert pressed(page) == [BATCH]
    assert "The line is in this letter." in page
    toms = page_of(signed_in, notes["Tom"])
    assert GAP in letter_in(toms)
    assert "In the note to Sara Lindqvist" in toms
    choose(signed_in, notes["Tom"], ONCALL)
    assert f"I {BATCH}" in letter_in(page_of(signed_in, notes["Sara"]))


def test_it_goes_before_the_line_of_the_application(signed_in: Client, notes: dict[str, FollowUp]) -> None:
    row = notes["Sara"]
    row.application.fit = "wrote the handbook"
    row.application.save()
    assert "I wrote the handbook" in letter_in(page_of(signed_in, row))
    page = choose(signed_in, row, BATCH)
    assert "handbook" not in letter_in(page)
    page = choose(signed_in, row, "")
    assert "I wrote the handbook" in letter_in(page)
    assert pressed(page) == []
    assert "No line from your shelf in this letter." in page


def test_a_choice_is_undone(signed_in: Client, notes: dict[str, FollowUp]) -> None:
    choose(signed_in, notes["Sara"], REVIEWS)
    page = choose(signed_in, notes["Sara"], BATCH)
    (undo,) = re.findall(r'action="(/follow-ups/\d+/skill/\?[^"]+)"', page)
    signed_in.post(undo.replace("&amp;", "&"))
    assert pressed(page_of(signed_in, notes["Sara"])) == [REVIEWS]


@pytest.mark.parametrize("stands", [GAP, f"I {REVIEWS}"])
def test_in_ones_own_wording_only_that_place_changes(
    signed_in: Client, notes: dict[str, FollowUp], stands: str
) -> None:
    row = notes["Sara"]
    if stands != GAP:
        choose(signed_in, row, REVIEWS)
    write_own(signed_in, row, f"Dear Sara, my own words: {stands}. So long.")
    page = choose(signed_in, row, BATCH)
    assert Draft.objects.get().body == f"Dear Sara, my own words: I {BATCH}. So long."
    assert "Not in this letter yet" not in page
    choose(signed_in, row, "")
    assert Draft.objects.get().body == f"Dear Sara, my own words: {GAP}. So long."


@pytest.mark.parametrize("body", ["Dear Sara, no place for it.", f"Two places: {GAP} and {GAP}."])
def test_an_edited_letter_without_one_such_place_stays_and_offers_the_line(
    signed_in: Client, notes: dict[str, FollowUp], body: str
) -> None:
    row = notes["Sara"]
    write_own(signed_in, row, body)
    page = choose(signed_in, row, BATCH)
    assert Draft.objects.get().body == body
    assert "The letter stays as it is. The line to copy stands beside it." in page
    assert f'<span id="shelf-said" class="as-text">I {BATCH}</span>' in page
    choose(signed_in, row, "")
    assert Draft.objects.get().body == body


def test_a_template_that_tells_no_skill_leaves_the_line_to_copy(
    signed_in: Client, user: User, notes: dict[str, FollowUp]
) -> None:
    words = OwnTemplate("Thanks", "{{ greeting }}\n\nIt was good to talk.")
    template = add_template(user, kind=LetterKind.THANK_YOU, name="Short", text=words)
    signed_in.post(reverse("follow_up_wording", args=[notes["Sara"].pk]), {"template": template.pk})
    page = choose(signed_in, notes["Sara"], BATCH)
    assert "The letter stays as it is. The line to copy stands beside it." in page
    assert "Not in this letter yet" in page
    assert "The line is in this letter." not in page
    assert "No line from your shelf in this letter." in choose(signed_in, notes["Sara"], "")


def test_a_short_line_is_not_found_inside_a_word(signed_in: Client, notes: dict[str, FollowUp]) -> None:
    row = notes["Sara"]
    choose(signed_in, row, "Kafka")
    write_own(signed_in, row, "Dear Sara, Kafkaesque is fine. Kafka.")
    choose(signed_in, row, BATCH)
    assert Draft.objects.get().body == f"Dear Sara, Kafkaesque is fine. I {BATCH}."


def test_a_line_taken_off_the_shelf_stays_in_its_letter(
    signed_in: Client, user: User, notes: dict[str, FollowUp]
) -> None:
    choose(signed_in, notes["Sara"], BATCH)
    user.shelf.all().delete()
    page = page_of(signed_in, notes["Sara"])
    assert pressed(page) == [BATCH]
    assert f"I {BATCH}" in letter_in(page)


def test_an_empty_shelf_says_what_it_is_for(
    signed_in: Client, user: User, notes: dict[str, FollowUp]
) -> None:
    user.shelf.all().delete()
    page = page_of(signed_in, notes["Sara"])
    assert "Keep what you have done on" in page
    assert offered(page) == []


def test_only_letters_that_speak_of_it_and_are_still_to_be_sent(
    signed_in: Client, notes: dict[str, FollowUp]
) -> None:
    row = notes["Sara"]
    inquiry = row.application.follow_ups.exclude(kind="thank_you").first()
    assert inquiry is not None
    assert "From your shelf" not in page_of(signed_in, inquiry)
    address = reverse("follow_up_skill", args=[inquiry.pk])
    assert signed_in.post(address, {"skill": BATCH}).status_code == 404
    assert signed_in.post(reverse("follow_up_skill", args=[row.pk]), {"skill": "x" * 201}).status_code == 404
    signed_in.post(reverse("follow_up_sent", args=[row.pk]), {"means": "email"})
    assert "From your shelf" not in page_of(signed_in, row)
    assert "done already" in choose(signed_in, row, BATCH)
    row.refresh_from_db()
    assert row.skill == ""
