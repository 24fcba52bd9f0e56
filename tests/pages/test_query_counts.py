"""A page costs the same few queries however much is on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import DayOff, User
from accounts.secrets import seal
from accounts.shelf import add_lines
from applications.intake.kinds import Kind
from applications.intake.mail import ParsedMail, mail_as_json
from applications.models import (
    Application,
    Company,
    Contact,
    Intake,
    Interview,
    Message,
    OwnPromise,
    Participation,
)
from applications.services.intakes import take
from reminders.models import Channel, Delivery, FollowUp, Plan, Template, TemplateVersion
from reminders.services.calendar_feeds import choose, give_address, key_of
from reminders.services.drafts import keep_aside
from reminders.services.planning import replan_due
from tests.applications.typed import NOW
from tests.factories import IntakeFactory
from tests.intake.calendar import calendar, event


def fill(user: User, count: int, *, offset: int = 0) -> None:
    """So many applications, each with an interview held yesterday, one ahead, two people and a reply."""
    number = range(offset, offset + count)
    companies = Company.objects.bulk_create(Company(owner=user, name=f"Company {each}") for each in number)
    applications = Application.objects.bulk_create(
        Application(owner=user, company=company, title="Engineer", stage="interviewing")
        for company in companies
    )
    day = datetime(2026, 11, 3, 15, tzinfo=UTC)
    # Of one in three the thank-yous are history, so that there is also something to wait for.
    interviews = Interview.objects.bulk_create(
        Interview(application=each, starts_at=start, time_zone="America/New_York")
        for place, each in enumerate(applications)
        for start in ([day] if place % 3 else [day, day + timedelta(days=7)])
    )
    people = Contact.objects.bulk_create(
        Contact(owner=user, company=company, name=f"{name} of {company}")
        for company in companies
        for name in ("Sara", "Tom")
    )
    by_company = {(person.company_id, person.name[:1]): person for person in people}
    Participation.objects.bulk_create(
        Participation(
            interview=each, contact=by_company[each.application.company_id, first], topics="pipelines"
        )
        for each in interviews
        for first in "ST"
    )
    Message.objects.bulk_create(
        Message(application=each, kind="thank_you", at=day + timedelta(hours=3),
                contact=by_company[each.company_id, first])
        for place, each in enumerate(applications)
        for first in "ST"
        if place % 3 == 1
    )  # fmt: skip
    OwnPromise.objects.bulk_create(
        OwnPromise(application=each, text="References", due_on=NOW.date()) for each in applications[::4]
    )
    Plan.objects.bulk_create(Plan(application=each, stale=True) for each in applications)
    while replan_due(NOW):
        pass


@pytest.fixture
def queries(signed_in: Client) -> Callable[[str], int]:
    def count(address: str) -> int:
        # Once before, for what the first look of a session does.
        signed_in.get(address)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert signed_in.get(address).status_code == 200
        return len(captured)

    return count


@pytest.mark.parametrize(
    "name",
    [
        *("today", "applications", "people", "interview_new", "quick_log", "settings"),
        "add",
        *("etiquette", "planning_progress", "days_off", "what_if", "calendar_settings"),
    ],
)
def test_a_list_costs_the_same_with_3_and_with_60(
    user: User, queries: Callable[[str], int], name: str
) -> None:
    fill(user, 3)
    few = queries(reverse(name))
    fill(user, 57, offset=3)
    assert queries(reverse(name)) == few
    assert few < 40


def test_every_card_at_once_costs_no_more(user: User, queries: Callable[[str], int]) -> None:
    fill(user, 3)
    few = queries("/?all")
    fill(user, 57, offset=3)
    assert FollowUp.objects.for_user(user).open().count() > 100
    assert queries("/?all") == few


def test_telling_of_one_costs_the_same_however_many_one_knows(
    user: User, queries: Callable[[str], int]
) -> None:
    fill(user, 1)
    application = Application.objects.get()
    address = f"{reverse('quick_log')}?application={application.pk}"
    few = queries(address)
    Contact.objects.bulk_create(
        Contact(owner=user, company=application.company, name=f"Person {each}") for each in range(30)
    )
    assert queries(address) == few


def crowd(application: Application, count: int) -> None:
    """So many more interviews, people and messages of one application."""
    start = datetime(2026, 9, 1, 15, tzinfo=UTC)
    interviews = Interview.objects.bulk_create(
        Interview(application=application, starts_at=start + timedelta(days=day), time_zone="UTC")
        for day in range(count)
    )
    people = Contact.objects.bulk_create(
        Contact(owner=application.owner, name=f"Person {application.interviews.count()} {day}")
        for day in range(count)
    )
    Participation.objects.bulk_create(
        Participation(interview=interview, contact=person)
        for interview, person in zip(interviews, people, strict=True)
    )
    Message.objects.bulk_create(
        Message(application=application, kind="reply", at=start + timedelta(days=day), contact=people[day])
        for day in range(count)
    )
    OwnPromise.objects.bulk_create(
        OwnPromise(application=application, text=f"Promise {day}", due_on=start.date())
        for day in range(count)
    )
    Plan.objects.filter(application=application).update(stale=True)
    while replan_due(NOW):
        pass


@pytest.fixture
def one(user: User) -> Application:
    fill(user, 1)
    application = Application.objects.get()
    crowd(application, 3)
    return application


def test_a_long_story_costs_the_same(one: Application, queries: Callable[[str], int]) -> None:
    address = reverse("application", args=[one.pk])
    few = queries(address)
    crowd(one, 57)
    assert queries(address) == few


def test_a_long_conversation_costs_the_same(user: User, queries: Callable[[str], int]) -> None:
    fill(user, 1)
    application = Application.objects.get()
    sara = Contact.objects.filter(name__startswith="Sara").get()
    pages = [
        reverse("person", args=[sara.pk]),
        f"{reverse('application', args=[application.pk])}?show=conversation",
    ]

    def write(count: int) -> None:
        start = datetime(2026, 9, 1, 15, tzinfo=UTC)
        Message.objects.bulk_create(
            Message(application=application, kind="reply", at=start + timedelta(days=day), contact=sara)
            for day in range(count)
        )

    write(2)
    few = [queries(each) for each in pages]
    write(40)
    assert [queries(each) for each in pages] == few


def test_finding_where_a_mail_belongs_costs_the_same(user: User, queries: Callable[[str], int]) -> None:
    mail = mail_as_json(ParsedMail("We will see.", sender_address="sara@acme.example", references=("<1@x>",)))
    intake = Intake.objects.create(owner=user, kind="mail", size=1, state="read", understood={"mail": mail})
    fill(user, 3)
    few = queries(reverse("intake", args=[intake.pk]))
    fill(user, 57, offset=3)
    assert queries(reverse("intake", args=[intake.pk])) == few
    assert few < 20


@pytest.mark.parametrize("name", ["follow_up", "follow_up_why"])
def test_a_letter_costs_the_same(one: Application, queries: Callable[[str], int], name: str) -> None:
    row = one.follow_ups.filter(kind="thank_you", status="open")[0]
    address = reverse(name, args=[row.pk])
    few = queries(address)
    crowd(one, 57)
    assert queries(address) == few


def test_many_earlier_versions_and_messages_cost_the_same(
    one: Application, signed_in: Client, queries: Callable[[str], int]
) -> None:
    row = one.follow_ups.filter(kind="thank_you", status="open")[0]
    address = reverse("follow_up", args=[row.pk])
    body = {"subject": "Mine", "body": "Dear Sara, [what]\n\nSee attached. [where]"}
    signed_in.post(reverse("follow_up_draft", args=[row.pk]), body)
    keep_aside(row, subject="s", body="b", why="before", now=NOW)
    few = queries(address)
    for number in range(30):
        keep_aside(row, subject="s", body=str(number), why="before", now=NOW)
    crowd(one, 57)
    assert queries(address) == few
    assert few < 30


@pytest.mark.parametrize("drafts", [False, True], ids=["without letters", "with letters"])
def test_a_calendar_costs_the_same(
    user: User, queries: Callable[[str], int], record_property: Callable[[str, object], None], drafts: bool
) -> None:
    choose(user, {"drafts": drafts})
    address = reverse("calendar_feed", args=[key_of(give_address(user))])
    fill(user, 3)
    few = queries(address)
    fill(user, 57, offset=3)
    assert queries(address) == few
    record_property("queries of a calendar that is known", few)
    assert few < 15


def write_own(user: User, count: int, *, offset: int = 0) -> None:
    """So many templates for thank-yous, with as many versions of the first; it is the default."""
    made = Template.objects.bulk_create(
        Template(owner=user, kind="thank_you", name=f"Own {each}", body="{{ topics }}", is_default=not each)
        for each in range(offset, offset + count)
    )
    TemplateVersion.objects.bulk_create(
        TemplateVersion(template=Template.objects.for_user(user).earliest("pk"), body=each.name)
        for each in made
    )


def test_many_templates_cost_the_same(user: User, queries: Callable[[str], int]) -> None:
    fill(user, 3)
    write_own(user, 3)
    row = FollowUp.objects.filter(kind="thank_you", status="open").earliest("pk")
    addresses = [
        *("/", reverse("templates"), reverse("templates_file")),
        reverse("template", args=[Template.objects.earliest("pk").pk]),
        reverse("follow_up", args=[row.pk]),
    ]
    few = [queries(each) for each in addresses]
    fill(user, 57, offset=3)
    write_own(user, 40, offset=3)
    assert [queries(each) for each in addresses] == few
    assert max(few) < 40


def test_many_days_off_cost_the_same(user: User, queries: Callable[[str], int]) -> None:
    few = queries(reverse("days_off"))
    DayOff.objects.bulk_create(
        DayOff(owner=user, first=NOW.date() + timedelta(days=n), last=NOW.date() + timedelta(days=n))
        for n in range(-30, 30)
    )
    assert queries(reverse("days_off")) == few


@pytest.mark.parametrize("name", ["reminder_settings", "delivery_log"])
def test_many_ways_out_cost_the_same(user: User, queries: Callable[[str], int], name: str) -> None:
    def add(numbers: range) -> None:
        for kind in ("messenger", "browser"):
            for each in numbers:
                channel = Channel.objects.create(
                    owner=user, kind=kind, address=f"{kind} {each}", secret=seal("x")
                )
                Delivery.objects.create(channel=channel, message_id=f"<{kind}{each}@x>", status="failed")

    add(range(1))
    address = reverse(name, args=[Channel.objects.earliest("pk").pk] if name == "delivery_log" else [])
    queries(address)
    before = queries(address)
    add(range(1, 10))
    assert queries(address) == before


def test_a_contact_met_often_costs_the_same(one: Application, queries: Callable[[str], int]) -> None:
    person = Contact.objects.filter(participations__isnull=False)[0]
    address = reverse("person", args=[person.pk])
    few = queries(address)
    Participation.objects.bulk_create(
        Participation(interview=interview, contact=person)
        for interview in Interview.objects.exclude(participations__contact=person)
    )
    assert queries(address) == few


def test_today_with_a_thousand_applications(
    user: User, queries: Callable[[str], int], record_property: Callable[[str, object], None]
) -> None:
    fill(user, 10)
    ten = queries("/")
    fill(user, 990, offset=10)
    thousand = queries("/")
    record_property("queries with 10 and with 1,000 applications", (ten, thousand))
    assert thousand == ten
    assert thousand <= 30


def test_a_long_shelf_costs_the_same(one: Application, user: User, queries: Callable[[str], int]) -> None:
    letter = FollowUp.objects.for_user(user).open().filter(kind="thank_you").first()
    assert letter is not None
    addresses = [reverse("shelf"), reverse("follow_up", args=[letter.pk]), reverse("interview_new")]
    add_lines(user, ["built a pipeline"])
    few = [queries(address) for address in addresses]
    add_lines(user, [f"built {number} pipelines" for number in range(60)])
    assert [queries(address) for address in addresses] == few


def test_many_waiting_cost_the_same(user: User, queries: Callable[[str], int]) -> None:
    few = queries(reverse("add"))
    IntakeFactory.create_batch(30, owner=user)
    assert queries(reverse("add")) == few


def test_many_events_of_a_calendar_cost_the_same(user: User, queries: Callable[[str], int]) -> None:
    def holding(count: int) -> str:
        events = [
            event(
                f"DTSTART:202611{day + 1:02}T150000Z",
                "SUMMARY:Data Engineer",
                f"ORGANIZER;CN=Person {day}:mailto:p{day}@company.example",
                uid=str(day),
            )
            for day in range(count)
        ]
        intake = take(user, kind=Kind.CALENDAR, name="", raw=calendar(*events), now=NOW)
        return reverse("intake", args=[intake.pk])

    fill(user, 3)
    few = queries(holding(2))
    fill(user, 57, offset=3)
    assert queries(holding(28)) == few
    assert few < 40
