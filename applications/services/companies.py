"""Finding or starting the company and application that a form names."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from applications.models import Application, Company, StageChange
from applications.models.company import name_key
from applications.stages import Stage


def find_or_add_company(user: User, name: str) -> Company:
    """The user's company of this name, whatever its case; made on the spot when there is none."""
    name = name.strip()
    found = Company.objects.for_user(user).named(name).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return Company.objects.create(owner=user, name=name)
    except IntegrityError:
        # Another tab added it in between.
        return Company.objects.for_user(user).named(name).get()


def find_application(user: User, *, company: str, title: str) -> Application | None:
    """The user's latest application for this role at this company, whatever their case."""
    rows = (
        Application.objects.for_user(user)
        .live()
        .filter(company__key=name_key(company))
        .select_related("company", "owner")
        .order_by("-created_at", "-pk")
    )
    return next((each for each in rows if name_key(each.title) == name_key(title)), None)


def find_or_add_application(
    user: User, *, company: str, title: str, stage: Stage, today: date
) -> Application:
    """The user's latest application for this role at this company, or a new one at `stage`."""
    employer = find_or_add_company(user, company)
    found = find_application(user, company=company, title=title)
    if found:
        return found
    application = Application.objects.create(
        owner=user,
        company=employer,
        title=title.strip(),
        stage=stage,
    )
    StageChange.objects.create(application=application, to_stage=stage, on=today)
    return application
