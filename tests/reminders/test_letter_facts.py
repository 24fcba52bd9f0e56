"""From what was logged to what a letter knows: each row of the policy finds its own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Application
from applications.models.interview import Kind
from applications.models.message import MessageKind
from applications.services.applications import move_stage
from applications.services.interviews import cancel_interview
from applications.services.messages import MessageEntry, record_message
from applications.stages import Stage
from reminders.drafting.context import LetterFacts
from reminders.letters import letter_facts, with_letters
from reminders.models import FollowUp
from reminders.queries import read_today
from reminders.services import follow_ups
from reminders.sheets import letter_of
from tests.reminders.story import entry, frozen, hear, log, ny, row_of, send, tick


def known(application: Application, now: datetime, kind: str = "status_inquiry") -> LetterFacts:
    """What the open follow-up of that kind knows on that day."""
    tick(now)
    rows = with_letters(FollowUp.objects.filter(application=application, kind=kind).open())
    return letter_facts(rows.get(), now=now)


def thanked(user: User) -> Application:
    """An interview on Tuesday 3 November, and the thank-you of the day after."""
    application = log(user, entry(ny(3, 10)), now=ny(3, 12)).application
    send(row_of(application, "thank_you"), ny(4, 10))
    return application


def since(facts: LetterFacts) -> dict[str, date]:
    """What has passed between both, by name."""
    names = ("their_reply_on", "answered_on", "references_called_on", "away_until", "asked_on")
    return {name: day for name in names if (day := getattr(facts, name))}


def replied(application: Application) -> None:
    hear(application, ny(9))


def answered(application: Application) -> None:
    hear(application, ny(9), kind=MessageKind.QUESTION)
    hear(application, ny(10), kind=MessageKind.ANSWER)


def skipped_the_answer(application: Application) -> None:
    hear(application, ny(9), kind=MessageKind.QUESTION)
    with frozen(ny(10)):
        follow_ups.skip(row_of(application, "answer"), now=ny(10))


def called(application: Application) -> None:
    hear(application, ny(9), kind=MessageKind.REFERENCES_CALLED)


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (lambda application: None, {}),
        (replied, {"their_reply_on": date(2026, 11, 9)}),
        (answered, {"answered_on": date(2026, 11, 10)}),
        (skipped_the_answer, {}),
        (called, {"references_called_on": date(2026, 11, 9)}),
    ],
)
def test_both_inquiries_know_what_began_the_silence(
    user: User, happens: Callable[[Application], None], told: dict[str, date]
) -> None:
    application = thanked(user)
    happens(application)
    assert since(known(application, ny(23))) == told
    send(row_of(application, "status_inquiry", status="open"), ny(24, 10))
    again = known(application, ny(25))
    assert (again.number, again.inquiry_on, since(again)) == (2, date(2026, 11, 24), told)


def test_a_date_in_their_question_is_known(user: User) -> None:
    application = thanked(user)
    hear(application, ny(9), kind=MessageKind.QUESTION, names=date(2026, 11, 20))
    hear(application, ny(10), kind=MessageKind.ANSWER)
    assert known(application, ny(12)).promise_date == date(2026, 11, 20)


def test_somebody_is_back_only_where_the_inquiry_waited_for_them(user: User) -> None:
    application = thanked(user)
    away = MessageEntry(kind=MessageKind.AUTO_REPLY, at=ny(5), returns_on=date(2026, 11, 23))
    with frozen(ny(5)):
        message = record_message(application, away)
    assert known(application, ny(6)).away_until == date(2026, 11, 23)
    recipient = row_of(application, "thank_you").contact
    message.contact = recipient
    message.save()
    assert known(application, ny(6)).away_until == date(2026, 11, 23)
    other = log(user, entry(ny(3, 15), people=["Tom Kerr"]), now=ny(3, 17), title="Editor").application
    message.contact = row_of(other, "thank_you").contact
    message.save()
    assert known(application, ny(6)).away_until is None


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.TAKE_HOME, "work on the take-home for the Data Engineer role at Acme, which I handed in on"),
        (Kind.AUTOMATED, "take the assessment for the Data Engineer role at Acme, which I completed on"),
        (Kind.VIDEO, "speaking with me on 3 November"),
    ],
)
def test_a_round_without_people_is_told_from_one_with(user: User, kind: Kind, said: str) -> None:
    application = log(user, entry(ny(3, 10), kind=kind, people=[]), now=ny(3, 12)).application
    tick(ny(12))
    letter = letter_of(row_of(application, "status_inquiry"), now=ny(12))
    assert letter is not None
    assert said in letter.body


def test_a_talk_on_the_day_of_a_take_home_is_spoken_of(user: User) -> None:
    log(user, entry(ny(3, 10)), now=ny(3, 12))
    application = log(
        user, entry(ny(3, 15), kind=Kind.TAKE_HOME, people=[]), now=ny(3, 17), title="Data Engineer"
    ).application
    assert not known(application, ny(4)).nobody_met


def test_a_new_date_is_asked_for_once_more(user: User) -> None:
    interview = log(user, entry(ny(10, 10)), now=ny(3, 12))
    with frozen(ny(4)):
        cancel_interview(interview, by_employer=True, on=date(2026, 11, 4), now=ny(4))
    assert since(known(interview.application, ny(4), "reschedule")) == {}
    send(row_of(interview.application, "reschedule"), ny(5, 10))
    assert since(known(interview.application, ny(12), "reschedule")) == {"asked_on": date(2026, 11, 5)}


def test_a_promise_knows_its_words_its_day_and_whom_it_was_made_to(user: User) -> None:
    made = log(user, entry(ny(3, 10), promise=("Send two references", date(2026, 11, 6))), now=ny(3, 12))
    facts = known(made.application, ny(5), "own_promise")
    assert (facts.own_promise_text, facts.interview_on) == ("Send two references", date(2026, 11, 3))
    assert facts.recipient_name == "Sara Lindqvist"
    FollowUp.objects.filter(kind="own_promise").update(interview=None)
    facts = known(made.application, ny(5, 13), "own_promise")
    assert (facts.interview_on, facts.recipient_name) == (None, "Sara Lindqvist")


def test_what_is_settled_has_a_letter_and_stands_apart(user: User) -> None:
    application = log(
        user, entry(ny(3, 10), promise=("Send two references", date(2026, 11, 6))), now=ny(3, 12)
    ).application
    with frozen(ny(5)):
        move_stage(application, Stage.OFFER, on=date(2026, 11, 4), offer_deadline=date(2026, 11, 6))
    tick(ny(5, 13))
    page = read_today(user, now=ny(5, 13))
    groups = {section.title: {card.row.kind for card in section.cards} for section in page.sections}
    assert groups["To settle"] == {"offer_decision", "own_promise"}
    assert all(card.sheet is not None for card in page.cards)
    assert page.letter_count == page.card_count - 2


def test_the_letters_of_an_inquiry_cost_no_query_of_their_own(user: User) -> None:
    application = thanked(user)
    answered(application)
    tick(ny(23))
    rows = list(with_letters(FollowUp.objects.filter(application=application).open()))
    with CaptureQueriesContext(connection) as queries:
        assert [letter_of(row, now=ny(23)) for row in rows]
    assert len(queries) == 0
