"""A believable job hunt to look around in, with dates relative to now. It is written through the services."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.shelf import add_lines
from applications.models import Application, Interview
from applications.models.interview import Kind, Role
from applications.models.message import Means, MessageKind
from applications.services.applications import ApplicationEntry, add_application, move_stage
from applications.services.contacts import Person
from applications.services.interviews import (
    InterviewEntry,
    Timing,
    cancel_interview,
    debrief_interview,
    log_interview,
)
from applications.services.messages import MessageEntry, record_message
from applications.stages import Stage
from reminders.decisions import untold
from reminders.drafting.templates import OwnTemplate
from reminders.models.template import LetterKind
from reminders.policy import CalendarFacts, Workdays
from reminders.services.templates import add_template
from reminders.timing import read_timing

ADDRESS = "maya@demo.followthrough.example"
NEW_YORK = "America/New_York"
BERLIN = "Europe/Berlin"
SHELF = (
    "cut batch time from 4 h to 9 min at Fjord",
    "built the demand forecast that three teams plan with",
    "ran forty experiments a quarter at Fjord",
    "mentored three juniors to their first on-call rotation",
    "wrote the data contract that six product teams signed",
)
_OWN_WORDS = OwnTemplate(
    "Thank you – {{ title }}",
    """{{ greeting }}

It was good to talk {{ interview_relative }}. {% if topics %}I keep thinking about {{ topics }}.{% endif %}

{% if fit %}As I said, {{ fit }}, and I would gladly do the like at {{ company }}.{% endif %}

I look forward to hearing from you.""",
)


def fill(now: datetime | None = None) -> str:
    """Make the demo account anew and say how to log in."""
    password = secrets.token_urlsafe(9)
    with untold(), transaction.atomic():
        User.objects.filter(email=ADDRESS).delete()
        user = User.objects.create_user(
            ADDRESS,
            password,
            name="Maya Okafor",
            time_zone=BERLIN,
            country="DE",
            signature="Maya Okafor\n+49 30 5550 1234",
        )
        EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
        _Hunt(user, now or timezone.now()).tell()
    return f"Demo account: sign in as {ADDRESS} with the password {password}"


class _Hunt:
    """The story, told a company at a time. Days count from today in Berlin; `ago` and `ahead` are business days."""

    def __init__(self, user: User, now: datetime) -> None:
        self.user = user
        self.now = now
        self.zone = ZoneInfo(BERLIN)
        self.today = now.astimezone(self.zone).date()
        self.workdays = Workdays(CalendarFacts(country="DE"))

    def tell(self) -> None:
        add_lines(self.user, SHELF)
        self._just_finished()
        self._panel_to_thank()
        self._thanked_and_waiting()
        self._promise_passed()
        self._promise_running()
        self._second_inquiry_ahead()
        self._two_unanswered()
        self._they_replied()
        self._interviews_ahead()
        self._only_applied()
        self._turned_down()
        self._offer()
        self._over()
        add_template(self.user, kind=LetterKind.THANK_YOU, name="Short and plain", text=_OWN_WORDS)

    def _just_finished(self) -> None:
        ended = self.now - timedelta(minutes=25)
        start = (ended - timedelta(minutes=45)).replace(second=0, microsecond=0)
        self._log(
            "Northwind",
            "Platform Engineer",
            start,
            Kind.PHONE_SCREEN,
            [("Priya Nair", "priya.nair@northwind.example", Role.RECRUITER, "")],
            minutes=45,
        )

    def _panel_to_thank(self) -> None:
        self._log(
            "Acme",
            "Senior Data Engineer",
            self._at(self._ago(1), 15),
            Kind.PANEL,
            [
                (
                    "Sara Lindqvist",
                    "sara.lindqvist@acme.example",
                    Role.HIRING_MANAGER,
                    "Late-arriving events; replay of a whole day",
                ),
                ("Tom Kerr", "", Role.INTERVIEWER, "How they handle on-call, every sixth week"),
            ],
            zone=NEW_YORK,
            said="by the end of next week",
            fit="cut the batch window from four hours to nine minutes at Fjord",
            promise=("Send two references", self._ahead(1)),
            debriefed=True,
        )

    def _thanked_and_waiting(self) -> None:
        interview = self._log(
            "Hooli",
            "Data Scientist",
            self._at(self._ago(4), 11),
            Kind.VIDEO,
            [("Ines Duarte", "ines@hooli.example", Role.HIRING_MANAGER, "Forecasting with sparse history")],
            fit="built the demand forecast that three teams plan with",
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(3))

    def _promise_passed(self) -> None:
        interview = self._log(
            "Globex",
            "Product Analyst",
            self._at(self._ago(17), 10),
            Kind.ON_SITE,
            [("Tom Abara", "tom.abara@globex.example", Role.HIRING_MANAGER, "What a good experiment costs")],
            said_date=self._ago(9),
            fit="ran forty experiments a quarter at Fjord",
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(16))

    def _promise_running(self) -> None:
        interview = self._log(
            "Brightwater",
            "Analytics Engineer",
            self._at(self._ago(3), 14),
            Kind.TECHNICAL,
            [
                (
                    "Yuki Tanaka",
                    "yuki@brightwater.example",
                    Role.INTERVIEWER,
                    "Testing models before they ship",
                ),
                ("Leila Haddad", "leila@brightwater.example", Role.RECRUITER, "Remote work from Berlin"),
            ],
            said="in 2-3 weeks",
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(2), person=0)
        self._sent(interview, MessageKind.THANK_YOU, self._ago(2), person=1)

    def _second_inquiry_ahead(self) -> None:
        interview = self._log(
            "Kestrel Robotics",
            "Machine Learning Engineer",
            self._at(self._ago(12), 16),
            Kind.VIDEO,
            [("Ola Berg", "ola.berg@kestrel.example", Role.HIRING_MANAGER, "Labelling edge cases")],
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(11))
        self._sent(interview, MessageKind.STATUS_INQUIRY, self._ago(2))

    def _two_unanswered(self) -> None:
        interview = self._log(
            "Tallow & Co",
            "Reporting Analyst",
            self._at(self._ago(29), 9),
            Kind.VIDEO,
            [("Marc Petit", "marc@tallow.example", Role.RECRUITER, "The move away from spreadsheets")],
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(28))
        self._sent(interview, MessageKind.STATUS_INQUIRY, self._ago(20))
        self._sent(interview, MessageKind.STATUS_INQUIRY, self._ago(13))

    def _they_replied(self) -> None:
        interview = self._log(
            "Lumen Labs",
            "Data Engineer",
            self._at(self._ago(10), 13),
            Kind.FINAL,
            [("Aylin Demir", "aylin@lumen.example", Role.HIRING_MANAGER, "Streaming into the lake")],
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(9))
        record_message(
            interview.application,
            MessageEntry(
                kind=MessageKind.REPLY,
                at=self._at(self._ago(1), 10),
                text="We are still talking to two people and will decide next week.",
                timing=self._said("next week", self._ago(1)),
            ),
        )

    def _interviews_ahead(self) -> None:
        self._log(
            "Initech",
            "Data Platform Lead",
            self._at(self._ahead(2), 14),
            Kind.ON_SITE,
            [
                ("Bill Nguyen", "bill@initech.example", Role.HIRING_MANAGER, ""),
                ("Ana Ruiz", "", Role.INTERVIEWER, ""),
                ("Jo Park", "", Role.COLLEAGUE, ""),
            ],
            zone=NEW_YORK,
        )
        interview = self._log(
            "Fjordline",
            "Senior Analyst",
            self._at(self._ahead(4), 10),
            Kind.VIDEO,
            [("Nils Aas", "nils@fjordline.example", Role.RECRUITER, "")],
        )
        cancel_interview(interview, by_employer=True, on=self.today, now=self.now)

    def _only_applied(self) -> None:
        for company, title, ago in (("Umbrella Health", "Data Analyst", 6), ("Marlin", "Data Engineer", 2)):
            applied = self._ago(ago)
            add_application(
                self.user,
                ApplicationEntry(
                    company=company, title=title, applied_on=applied, source="Their careers page"
                ),
                today=applied,
            )

    def _turned_down(self) -> None:
        interview = self._log(
            "Cobalt",
            "BI Developer",
            self._at(self._ago(9), 11),
            Kind.VIDEO,
            [("Grace Liu", "grace@cobalt.example", Role.HIRING_MANAGER, "Self-service reporting")],
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(8))
        move_stage(self._fresh(interview), Stage.REJECTED, on=self.today)

    def _offer(self) -> None:
        interview = self._log(
            "Sable",
            "Lead Data Engineer",
            self._at(self._ago(8), 15),
            Kind.FINAL,
            [("Ruth Maier", "ruth.maier@sable.example", Role.HIRING_MANAGER, "The first ninety days")],
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(7))
        move_stage(self._fresh(interview), Stage.OFFER, on=self.today, offer_deadline=self._ahead(5))

    def _over(self) -> None:
        interview = self._log(
            "Pinehurst",
            "Data Analyst",
            self._at(self._ago(20), 10),
            Kind.PHONE_SCREEN,
            [("Dan Cole", "dan@pinehurst.example", Role.RECRUITER, "Salary")],
            debriefed=True,
        )
        self._sent(interview, MessageKind.THANK_YOU, self._ago(19))
        move_stage(self._fresh(interview), Stage.WITHDRAWN, on=self._ago(15))

    def _log(
        self,
        company: str,
        title: str,
        starts_at: datetime,
        kind: Kind,
        people: list[tuple[str, str, Role, str]],
        *,
        zone: str = BERLIN,
        minutes: int = 60,
        said: str = "",
        said_date: date | None = None,
        fit: str = "",
        promise: tuple[str, date] | None = None,
        debriefed: bool = False,
    ) -> Interview:
        if zone != BERLIN:
            starts_at = starts_at.replace(tzinfo=ZoneInfo(zone))
        ended_on = (starts_at + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone)).date()
        timing = Timing("", said_date, ended_on if said_date else None)
        if said:
            timing = self._said(said, ended_on)
        interview = log_interview(
            self.user,
            InterviewEntry(
                fit=fit,
                kind=kind,
                starts_at=starts_at,
                time_zone=zone,
                minutes=minutes,
                place="",
                people=tuple(Person(name, email, role, topics) for name, email, role, topics in people),
                timing=timing,
                promise_text=promise[0] if promise else "",
                promise_due=promise[1] if promise else None,
                notes="",
            ),
            company=company,
            title=title,
            now=min(self.now, starts_at - timedelta(days=5)),
        )
        if debriefed:
            debrief_interview(interview, topics={}, timing=timing, now=starts_at + timedelta(hours=2))
        return interview

    def _said(self, words: str, on: date) -> Timing:
        reading = read_timing(words, said_on=on, user=self.user, application=None)
        return Timing(words, reading.date, on)

    def _sent(self, interview: Interview, kind: MessageKind, day: date, *, person: int = 0) -> None:
        seat = interview.participations.all()[person]
        thanks = kind == MessageKind.THANK_YOU
        record_message(
            interview.application,
            MessageEntry(
                kind=kind,
                at=self._at(day, 17),
                means=Means.EMAIL,
                contact=seat.contact,
                interview=interview if thanks else None,
            ),
        )

    def _fresh(self, interview: Interview) -> Application:
        return Application.objects.get(pk=interview.application_id)

    def _at(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), tzinfo=self.zone)

    def _ago(self, days: int) -> date:
        return self.workdays.count(self.today, -days)

    def _ahead(self, days: int) -> date:
        return self.workdays.count(self.today, days)
