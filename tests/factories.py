"""Rows for tests, believable and short to ask for."""

from __future__ import annotations

from datetime import UTC, datetime

import factory

from accounts.models import User
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


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"maya{n}@example.org")
    name = "Maya Okafor"
    time_zone = "America/New_York"
    country = "US"
    password = factory.django.Password("correct horse battery")


class CompanyFactory(factory.django.DjangoModelFactory[Company]):
    class Meta:
        model = Company

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Acme {n}")


class ApplicationFactory(factory.django.DjangoModelFactory[Application]):
    class Meta:
        model = Application

    owner = factory.SubFactory(UserFactory)
    company = factory.SubFactory(CompanyFactory, owner=factory.SelfAttribute("..owner"))
    title = "Senior Data Engineer"
    stage = "interviewing"


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Sara Lindqvist {n}")
    email = factory.Sequence(lambda n: f"sara{n}@acme.example")


class InterviewFactory(factory.django.DjangoModelFactory[Interview]):
    """Tuesday 3 November 2026, 10:00 to 11:00 in New York."""

    class Meta:
        model = Interview

    application = factory.SubFactory(ApplicationFactory)
    starts_at = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)
    time_zone = "America/New_York"
    minutes = 60


class ParticipationFactory(factory.django.DjangoModelFactory[Participation]):
    class Meta:
        model = Participation

    interview = factory.SubFactory(InterviewFactory)
    contact = factory.SubFactory(ContactFactory, owner=factory.SelfAttribute("..interview.application.owner"))


class MessageFactory(factory.django.DjangoModelFactory[Message]):
    class Meta:
        model = Message

    application = factory.SubFactory(ApplicationFactory)
    kind = "reply"
    at = datetime(2026, 11, 5, 15, 0, tzinfo=UTC)


class OwnPromiseFactory(factory.django.DjangoModelFactory[OwnPromise]):
    class Meta:
        model = OwnPromise

    application = factory.SubFactory(ApplicationFactory)
    text = "Send two references"
    due_on = datetime(2026, 11, 10, tzinfo=UTC).date()


class IntakeFactory(factory.django.DjangoModelFactory[Intake]):
    """An invitation that was read and waits to be looked over."""

    class Meta:
        model = Intake

    owner = factory.SubFactory(UserFactory)
    kind = "calendar"
    name = "invite.ics"
    raw = b"BEGIN:VCALENDAR"
    size = 15
    state = "read"
    understood = factory.LazyFunction(lambda: {"interviews": [], "refused": []})
