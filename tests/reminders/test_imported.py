"""What is imported is history: it sets off no reminders, and can be brought back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import save_settings
from applications.models import Application
from reminders.models import FollowUp, Notification, Plan
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.queries import read_today
from reminders.services.flagging import flag_due
from reminders.services.planning import replan_due
from tests.applications.spreadsheet import HEADER, bring
from tests.applications.typed import NOW, logged, text_of

pytestmark = pytest.mark.django_db

YESTERDAY = "Acme,Data Engineer,Interview,2026-10-20,2026-11-03 10:00,Sara Lindqvist,sara@acme.example,,"
OLD = "Hooli,Analyst,Interview,2026-03-01,2026-03-20 14:30,Tom Reyes,tom@hooli.example,,"
SILENT = "Initech,Clerk,Applied,2026-10-28,,,,,"
OFFERED = "Globex,Boss,Offer,2026-10-01,2026-10-20,,,,"
REJECTED = "Umbrella,Chemist,Rejected,2026-10-01,2026-10-21,,,,"
AHEAD = "Northwind,Engineer,Interview,2026-10-20,2026-11-06 10:00,Ada Park,ada@northwind.example,,"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def table(*rows: str) -> str:
    return "\n".join([HEADER, *rows]) + "\n"


def live_through(clock: time_machine.Traveller, days: int) -> None:
    """Let so many days pass, with every sweep and tick of the flagger at the hours that matter."""
    for hour in range(0, days * 24 + 1, 4):
        now = NOW + timedelta(hours=hour)
        clock.move_to(now)
        while replan_due(now):
            pass
        flag_due(now)


def of(company: str) -> Application:
    return Application.objects.get(company__name=company)


def test_nothing_reminds_of_what_was_imported(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    bring(signed_in, table(YESTERDAY, OLD, SILENT, OFFERED, REJECTED))
    live_through(clock, 60)
    assert not Notification.objects.exists()
    assert not FollowUp.objects.exists()
    assert mail.outbox == []
    today = read_today(user, now=NOW + timedelta(days=60))
    assert not today.begins
    assert (today.card_count, today.wait_count, today.finished) == (0, 0, [])
    assert Plan.objects.filter(stale=False).count() == 5


def test_nor_after_settings_have_changed(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    bring(signed_in, table(YESTERDAY, OLD, SILENT, OFFERED, REJECTED))
    save_settings(user, {"time_zone": "Europe/Berlin"})
    assert Plan.objects.filter(stale=True).count() == 5
    live_through(clock, 30)
    assert not FollowUp.objects.exists()


def test_an_interview_to_come_is_planned_for(signed_in: Client, clock: time_machine.Traveller) -> None:
    bring(signed_in, table(AHEAD, YESTERDAY))
    live_through(clock, 4)
    (row,) = FollowUp.objects.filter(status=FollowUpStatus.OPEN, kind=StepKind.THANK_YOU)
    assert row.application == of("Northwind")
    assert row.contact is not None
    assert row.contact.name == "Ada Park"
    assert set(Notification.objects.values_list("follow_up__application", flat=True)) == {row.application_id}


def test_one_is_brought_back(signed_in: Client, user: User, clock: time_machine.Traveller) -> None:
    bring(signed_in, table(YESTERDAY, OLD))
    page = signed_in.get(reverse("application", args=[of("Acme").pk]))
    assert "Imported from a spreadsheet." in text_of(page)
    signed_in.post(reverse("application_revive", args=[of("Acme").pk]))
    assert "Imported from a spreadsheet." not in text_of(
        signed_in.get(reverse("application", args=[of("Acme").pk]))
    )
    assert [card.title for card in read_today(user, now=NOW).cards] == ["Thank-you to Sara Lindqvist"]
    # Its opening lay before the import, so that only what comes later reminds.
    assert flag_due(NOW) == 0
    assert not FollowUp.objects.exclude(application=of("Acme")).exists()


def test_an_old_one_brought_back_stays_history_in_its_story(signed_in: Client, user: User) -> None:
    bring(signed_in, table(OLD))
    signed_in.post(reverse("application_revive", args=[of("Hooli").pk]))
    thanks = FollowUp.objects.get(kind=StepKind.THANK_YOU)
    assert (thanks.status, thanks.is_history) == (FollowUpStatus.SKIPPED, True)
    signed_in.post(reverse("follow_up_unskip", args=[thanks.pk]))
    thanks.refresh_from_db()
    assert thanks.status == FollowUpStatus.OPEN


def test_what_happens_from_now_on_is_planned_as_ever(signed_in: Client, user: User) -> None:
    bring(signed_in, table(OLD, SILENT))
    reply = {"at": "2026-11-04T09:00", "text": "We decide soon"}
    signed_in.post(reverse("application_reply", args=[of("Hooli").pk]), reply)
    assert FollowUp.objects.get().kind == StepKind.STATUS_INQUIRY
    signed_in.post(
        reverse("application_stage", args=[of("Initech").pk]), {"stage": "rejected", "on": "2026-11-04"}
    )
    assert FollowUp.objects.get(application=of("Initech")).kind == StepKind.REJECTION_THANKS


def test_a_new_interview_of_an_imported_application(signed_in: Client, user: User) -> None:
    bring(signed_in, table("Acme,Senior Data Engineer,Applied,2026-10-01,,,,,"))
    made = logged(signed_in, user, {"name": "Sara Lindqvist", "topics": "x"})
    assert made.application == of("Acme")
    assert FollowUp.objects.filter(kind=StepKind.THANK_YOU, status=FollowUpStatus.OPEN).count() == 1


@pytest.mark.parametrize(
    ("door", "typed"),
    [
        ("follow_up_skip", {}),
        ("follow_up_skill", {"skill": "mentored three juniors"}),
        ("follow_up_wording", {"register": "formal"}),
        ("follow_up_draft", {"subject": "Thank you", "body": "It was good to talk."}),
    ],
)
def test_a_decision_about_a_step_keeps_its_application_from_the_undo(
    signed_in: Client, clock: time_machine.Traveller, door: str, typed: dict[str, str]
) -> None:
    row = bring(signed_in, table(AHEAD, YESTERDAY))
    live_through(clock, 3)
    thanks = FollowUp.objects.get(kind=StepKind.THANK_YOU)
    signed_in.post(reverse(door, args=[thanks.pk]), typed)
    signed_in.post(reverse("sheet_undo", args=[row.pk]))
    assert list(Application.objects.values_list("company__name", flat=True)) == ["Northwind"]


def test_the_undo_takes_what_was_planned_along(signed_in: Client, clock: time_machine.Traveller) -> None:
    row = bring(signed_in, table(AHEAD, YESTERDAY))
    live_through(clock, 3)
    assert FollowUp.objects.exists()
    signed_in.post(reverse("sheet_undo", args=[row.pk]))
    assert not FollowUp.objects.exists()
    assert not Plan.objects.exists()
