"""What changes nothing of what is due: notes and contacts, planning twice, and the order of entry."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from applications.models import Application, Contact, Event, Interview
from applications.models.interview import Kind
from applications.models.message import MessageKind
from applications.services.changes import changing
from applications.services.companies import find_or_add_application
from applications.services.contacts import edit_contact
from applications.services.interviews import Timing
from applications.services.messages import NOTHING_SAID, MessageEntry, record_message
from applications.stages import Stage
from reminders.models import FollowUp, Notification, Plan
from reminders.services.planning import replan_due
from tests.factories import ContactFactory, InterviewFactory, UserFactory
from tests.reminders.story import entry, frozen, log, ny
from tests.reminders.test_any_story import PEOPLE, ZONES, Person, deeds

some = settings(
    # A long search by hand: HYPOTHESIS_EXAMPLES=2000.
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "30")),
    deadline=None,
    derandomize="HYPOTHESIS_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def rows() -> list[Any]:
    """Every follow-up and reminder, value for value, and every plan but for when it was made."""
    plans = [each | {"planned_at": None} for each in Plan.objects.order_by("pk").values()]
    return [
        *FollowUp.objects.order_by("pk").values(),
        *Notification.objects.order_by("pk").values(),
        *plans,
    ]


def add_contact(application: Application, interview: Interview) -> None:
    ContactFactory.create(owner=application.owner, company=application.company)


def note_the_interview(application: Application, interview: Interview) -> None:
    interview.notes = "They spoke of batch windows."
    interview.save(update_fields=["notes"])


def note_a_contact(application: Application, interview: Interview) -> None:
    for contact in Contact.objects.for_user(application.owner):
        edit_contact(contact, notes="Likes plain words.", phone="+1 212 555 0100", role="Head of Data")


def note_the_application(application: Application, interview: Interview) -> None:
    application.posting_text, application.fit, application.salary = (
        "We look for ...",
        "Ten years of SQL",
        "90k",
    )
    application.save(update_fields=["posting_text", "fit", "salary"])


def add_an_event(application: Application, interview: Interview) -> None:
    Event.objects.create(application=application, text="A friend put in a word.")


def cancelled_oneself(application: Application, interview: Interview) -> None:
    InterviewFactory.create(
        application=application,
        starts_at=interview.starts_at + timedelta(days=3),
        time_zone="Pacific/Auckland",
        status="cancelled",
    )


NEUTRAL = (
    add_contact,
    note_the_interview,
    note_a_contact,
    note_the_application,
    add_an_event,
    cancelled_oneself,
)


@pytest.mark.django_db
@some
@given(story=deeds)
def test_what_is_not_of_the_policy_changes_no_row(story: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        person = person_after(story)
        before = rows()
        for deed in NEUTRAL:
            with frozen(person.now), changing(person.application) as application:
                deed(application, Interview.objects.get(pk=person.interview.pk))
            assert rows() == before, deed.__name__
        transaction.set_rollback(True)


@pytest.mark.django_db
@some
@given(story=deeds, later=st.booleans())
def test_planning_twice_changes_nothing(story: list[tuple[str, int, int, int]], later: bool) -> None:
    """Nor does planning anew a minute later, if time alone has changed nothing."""
    with transaction.atomic():
        person = person_after(story)
        before = rows()
        now = person.now + timedelta(minutes=1) * later
        if Plan.objects.filter(replan_at__lte=now).exists():
            now = person.now
        Plan.objects.update(stale=True)
        replan_due(now)
        assert rows() == before
        transaction.set_rollback(True)


def person_after(story: list[tuple[str, int, int, int]]) -> Person:
    person = Person(UserFactory.create(date_joined=datetime(2026, 1, 1, tzinfo=UTC)))
    for deed in story:
        person.do(*deed)
    # A moment that was put off to the end of the quiet hours stands at its own instant again.
    Plan.objects.update(stale=True)
    replan_due(person.now)
    return person


KINDS = (
    MessageKind.REPLY,
    MessageKind.QUESTION,
    MessageKind.ANSWER,
    MessageKind.AUTO_REPLY,
    MessageKind.REFERENCES_CALLED,
    MessageKind.STATUS_INQUIRY,
    MessageKind.THANK_YOU,
)
# Each has an hour of its own, for of one minute's messages nobody knows which came first.
facts = st.lists(
    st.tuples(
        st.sampled_from(("interview", "interview", "message", "message", "message")),
        st.integers(0, 40 * 24),
        st.integers(0, 11),
        st.integers(0, 6),
    ),
    min_size=2,
    max_size=7,
    unique_by=lambda fact: fact[1],
)
NOW = ny(30)


def enter(user: User, told: list[tuple[str, int, int, int]]) -> set[tuple[object, ...]]:
    """Enter these facts in this order, all of them at noon on 30 November; what is open then."""
    with frozen(NOW):
        application = find_or_add_application(
            user, company="Acme", title="Data Engineer", stage=Stage.INTERVIEWING, today=NOW.date()
        )
        for name in PEOPLE[1]:
            email = f"{name.split()[0].lower()}@acme.example"
            ContactFactory.create(owner=user, company=application.company, name=name, email=email)
    for what, hour, first, second in told:
        at = ny(1, 0) + timedelta(hours=hour)
        if what == "interview":
            kind = Kind.TAKE_HOME if second == 6 else Kind.VIDEO
            names = (at + timedelta(days=second)).date() if second > 3 else None
            timing = Timing(text="", date=names, said_on=None) if names else NOTHING_SAID
            form = entry(at, people=PEOPLE[first % 4], kind=kind, time_zone=ZONES[first % 3], timing=timing)
            log(user, form, now=NOW)
        else:
            enter_message(user, application, at, KINDS[second], first)
    return {
        (
            row.kind, str(row.contact or ""), row.number, row.opens_at, row.best_by, row.late_after,
            row.time_zone, row.status, row.reason_code,
        )
        for row in FollowUp.objects.filter(application=application).open()
    }  # fmt: skip


def enter_message(user: User, application: Application, at: datetime, kind: MessageKind, number: int) -> None:
    names = (at + timedelta(days=number)).date() if kind == MessageKind.REPLY and number % 2 else None
    people = list(Contact.objects.for_user(user).order_by("name"))
    message = MessageEntry(
        kind=kind,
        at=at,
        contact=people[number % len(people)] if kind == MessageKind.THANK_YOU else None,
        timing=Timing(text="", date=names, said_on=None) if names else NOTHING_SAID,
        returns_on=(at + timedelta(days=number)).date() if kind == MessageKind.AUTO_REPLY else None,
    )
    with frozen(NOW):
        record_message(application, message)


@pytest.mark.django_db
@some
@given(told=facts, order=st.randoms(use_true_random=False))
def test_the_order_of_entry_means_nothing(told: list[tuple[str, int, int, int]], order: Any) -> None:
    with transaction.atomic():
        mixed = order.sample(told, len(told))
        assert enter(UserFactory.create(), told) == enter(UserFactory.create(), mixed)
        transaction.set_rollback(True)
