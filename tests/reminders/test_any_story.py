"""Whatever is done in whatever order, the open rows are what the policy says of the facts, each step once."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.services import add_days_off, remove_days_off, save_settings
from applications.models import Application, Interview
from applications.models.interview import Kind
from applications.models.message import MessageKind
from applications.services.applications import delete_application, move_stage, restore_application
from applications.services.interviews import (
    cancel_interview,
    choose_recipient,
    delete_interview,
    reinstate_interview,
    restore_interview,
)
from applications.services.messages import delete_message
from applications.stages import Stage
from reminders.drafting.register import Register
from reminders.models import FollowUp, Notification
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import DEFAULT_QUIET, QuietPeriod, Step, plan
from reminders.services import follow_ups
from reminders.services.facts import gather_facts
from reminders.services.manners import MannersEntry, etiquette_of, reset_manners, save_manners
from reminders.services.planning import replan_due
from tests.factories import UserFactory
from tests.reminders.story import edit, entry, frozen, hear, log, ny, send, tick

PEOPLE = (("Sara Lindqvist",), ("Sara Lindqvist", "Tom Baker"), ("Tom Baker",), ())
ZONES = ("America/New_York", "Asia/Tokyo", "Europe/Lisbon")
HOMES = (("America/New_York", "US"), ("Australia/Sydney", "AU"), ("Asia/Dubai", "AE"), ("Asia/Kathmandu", ""))
# Each is taken by `choose`.
NUMBERS: tuple[dict[str, int], ...] = (
    {},
    {"most_inquiries": 1, "close_out_days": 21},
    {"wait_opens_days": 10, "thank_you_late_after_workdays": 1, "reply_opens_days": 12},
    {"promise_opens_workdays": 3, "answer_best_by_workdays": 0, "after_thanks_workdays": 5},
)
QUIET: tuple[tuple[QuietPeriod, ...], ...] = (DEFAULT_QUIET, (), (((11, 5), (11, 20)), ((12, 20), (1, 6))))
HEARD = (
    MessageKind.REPLY,
    MessageKind.QUESTION,
    MessageKind.AUTO_REPLY,
    MessageKind.REFERENCES_CALLED,
    MessageKind.STATUS_INQUIRY,
    MessageKind.THANK_YOU,
)
DEEDS = (
    *("log", "log", "edit", "cancel", "reinstate", "delete", "restore", "recipient", "stage", "away", "back"),
    *("send", "send", "send", "unsend", "skip", "unskip", "snooze", "hear", "hear", "unhear", "tick", "tick"),
    *("etiquette", "day_off", "work_again", "move_house"),
)
deeds = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.integers(0, 11),
        st.integers(0, 11),
        # Hours since the deed before.
        st.sampled_from((0, 1, 5, 20, 24, 70, 170, 800)),
    ),
    min_size=1,
    max_size=10,
)


class Person:
    """Does one deed after the other, on whatever there is to do it to."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.now = ny(2, 12)
        self.interview = log(user, self.form(1, 1), now=self.now)

    @property
    def application(self) -> Application:
        return Application.objects.get(pk=self.interview.application_id)

    def form(self, first: int, second: int) -> Any:
        return entry(
            (self.now + timedelta(hours=(first - 4) * 18, days=-120 if second == 11 else 0)).replace(
                minute=0
            ),
            people=PEOPLE[second % 4],
            kind=Kind.TAKE_HOME if second == 7 else Kind.VIDEO,
            time_zone=ZONES[first % 3],
        )

    def do(self, deed: str, first: int, second: int, hours: int) -> None:
        self.now += timedelta(hours=hours)
        with frozen(self.now):
            getattr(self, deed)(first, second)

    def an_interview(self, number: int) -> Interview:
        found = list(Interview.objects.filter(application=self.interview.application_id).order_by("pk"))
        return found[number % len(found)]

    def a_row(self, number: int, *statuses: str) -> FollowUp | None:
        found = list(FollowUp.objects.filter(status__in=statuses).order_by("pk"))
        return found[number % len(found)] if found else None

    def log(self, first: int, second: int) -> None:
        # The same role again; in a deleted application's place a new one is made.
        if self.application.deleted_at is None:
            log(self.user, self.form(first, second), now=self.now)

    def edit(self, first: int, second: int) -> None:
        edit(self.user, self.an_interview(second), self.form(first, second), now=self.now)

    def cancel(self, first: int, second: int) -> None:
        on = self.now.date()
        cancel_interview(self.an_interview(first), by_employer=second % 2 == 0, on=on, now=self.now)

    def reinstate(self, first: int, second: int) -> None:
        reinstate_interview(self.an_interview(first), now=self.now)

    def delete(self, first: int, second: int) -> None:
        delete_interview(self.an_interview(first), now=self.now)

    def restore(self, first: int, second: int) -> None:
        restore_interview(self.an_interview(first))

    def recipient(self, first: int, second: int) -> None:
        interview = self.an_interview(first)
        seat = interview.participations.last()
        choose_recipient(interview, seat.contact_id if seat else None)

    def stage(self, first: int, second: int) -> None:
        stages = (Stage.INTERVIEWING, Stage.REJECTED, Stage.OFFER, Stage.NO_RESPONSE)
        day = self.now.date()
        move_stage(self.application, stages[first % 4], on=day, offer_deadline=day + timedelta(days=9))

    def away(self, first: int, second: int) -> None:
        delete_application(self.application, now=self.now)

    def back(self, first: int, second: int) -> None:
        restore_application(self.application)

    def send(self, first: int, second: int) -> None:
        row = self.a_row(first, "open")
        if row is not None:
            try:
                send(row, self.now - timedelta(hours=second * 7), now=self.now)
            except follow_ups.DoesNotSettle:
                assert FollowUp.objects.get(pk=row.pk).status == FollowUpStatus.OPEN

    def unsend(self, first: int, second: int) -> None:
        if row := self.a_row(first, "sent"):
            follow_ups.unmark_sent(row)

    def skip(self, first: int, second: int) -> None:
        if row := self.a_row(first, "open", "sent"):
            follow_ups.skip(row, now=self.now)

    def unskip(self, first: int, second: int) -> None:
        if row := self.a_row(first, "skipped", "sent"):
            follow_ups.unskip(row)

    def snooze(self, first: int, second: int) -> None:
        if row := self.a_row(first, "open", "withdrawn"):
            until = self.now + timedelta(days=second) if second else None
            follow_ups.snooze(row, until=until, now=self.now)

    def hear(self, first: int, second: int) -> None:
        names = (self.now + timedelta(days=second)).date() if second % 3 == 0 else None
        hear(self.application, self.now, kind=HEARD[first % 6], names=names)

    def unhear(self, first: int, second: int) -> None:
        message = self.application.messages.order_by("pk").first()
        if message is not None:
            delete_message(message)

    def tick(self, first: int, second: int) -> None:
        tick(self.now)

    def etiquette(self, first: int, second: int) -> None:
        if first == 11:
            reset_manners(self.user)
            return
        hours = {"reminder_hour": time(6 + first), "quiet_from": time(21), "quiet_until": time(7)}
        save_settings(self.user, hours | {"reminder_days": 1 + (first * 10 + second) % 127})
        entry = MannersEntry(
            numbers=NUMBERS[first % 4],
            register=Register.WARM,
            quiet=QUIET[second % 3],
        )
        save_manners(self.user, entry)

    def day_off(self, first: int, second: int) -> None:
        day = self.now.date() + timedelta(days=first - 2)
        add_days_off(self.user, first=day, last=day + timedelta(days=second), name="Away")

    def work_again(self, first: int, second: int) -> None:
        if entry := self.user.days_off.first():
            remove_days_off(self.user, entry.pk)

    def move_house(self, first: int, second: int) -> None:
        zone, country = HOMES[first % 4]
        save_settings(self.user, {"time_zone": zone, "country": country, "subdivision": ""})


def told(step: Step) -> tuple[object, ...]:
    key = (step.kind.value, step.anchor, step.to or "", step.number or 0)
    return (*key, step.opens_at, step.best_by_at, step.late_after_at, step.time_zone, step.reason.code)


def stored(row: FollowUp) -> tuple[object, ...]:
    key = (row.kind, row.anchor, row.recipient, row.number)
    return (*key, row.opens_at, row.best_by, row.late_after, row.time_zone, row.reason_code)


def check(person: Person) -> None:
    now = person.now
    replan_due(now)
    application = person.application
    steps: tuple[Step, ...] = ()
    if application.deleted_at is None:
        steps = plan(gather_facts(application, now=now), etiquette_of(application.owner))
    rows = list(FollowUp.objects.filter(application=application).order_by("pk"))
    standing = [row for row in rows if row.status == FollowUpStatus.OPEN]
    assert Counter(map(stored, standing)) == Counter(map(told, steps))
    keys = [(row.kind, row.anchor, row.recipient, row.number) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert row.status == FollowUpStatus.OPEN or row.next_moment_at is None
    # What is queued and not withdrawn is of a step that is still owed, and there is at most one of each.
    queued = Notification.objects.filter(withdrawn_at=None, delivery=None).exclude(follow_up=None)
    waiting = queued.values_list("follow_up__status", "follow_up")
    assert {status for status, _ in waiting} <= {FollowUpStatus.OPEN}
    assert max(Counter(pk for _, pk in waiting).values(), default=1) == 1


@pytest.mark.django_db
@settings(
    # A long search by hand: HYPOTHESIS_EXAMPLES=2000, and not derandomized.
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "60")),
    deadline=None,
    derandomize="HYPOTHESIS_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=deeds)
def test_any_story_is_planned_as_from_scratch(story: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        person = Person(UserFactory.create(date_joined=datetime(2026, 1, 1, tzinfo=UTC)))
        for deed in story:
            person.do(*deed)
            check(person)
        transaction.set_rollback(True)
