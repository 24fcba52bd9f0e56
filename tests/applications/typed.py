"""What a person types, and when: Wednesday 4 November 2026, noon in New York."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Interview

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

    Answer = _MonkeyPatchedWSGIResponse
else:
    from django.http import HttpResponse

    Answer = HttpResponse

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 4, 12, 0, tzinfo=NEW_YORK)
SARA = {
    "name": "Sara Lindqvist",
    "email": "sara@acme.example",
    "role": "hiring_manager",
    "topics": "batch windows",
}
TOM = {"name": "Tom Reyes", "email": "tom@acme.example", "role": "interviewer", "topics": "on-call rota"}


def lines(*people: dict[str, Any]) -> dict[str, str]:
    """The lines of "who was there" as a browser sends them."""
    typed = {"people-TOTAL_FORMS": str(len(people)), "people-INITIAL_FORMS": "0"}
    for number, person in enumerate(people):
        empty = {"contact": "", "name": "", "email": "", "role": "interviewer", "topics": ""}
        typed |= {f"people-{number}-{name}": str(value) for name, value in (empty | person).items()}
    return typed


def interview(*people: dict[str, Any], **changes: str) -> dict[str, str]:
    """The log form, filled in: yesterday's interview, ten to eleven in New York."""
    return {
        "company": "Acme",
        "title": "Senior Data Engineer",
        "kind": "video",
        "starts": "2026-11-03T10:00",
        "ends": "2026-11-03T11:00",
        "time_zone": "America/New_York",
        "place": "",
        "timing_text": "",
        "timing_date": "",
        "timing_shown": "",
        "promise_text": "",
        "promise_due": "",
        "fit": "",
        "notes": "",
        **lines(*people),
        **changes,
    }


def log(client: Client, *people: dict[str, Any], **changes: str) -> Answer:
    return client.post(reverse("interview_new"), interview(*people, **changes))


def logged(client: Client, user: User, *people: dict[str, Any], **changes: str) -> Interview:
    """The interview that the form made; fails where it was refused."""
    response = log(client, *people, **changes)
    assert response.status_code == 302, text_of(response)
    return Interview.objects.for_user(user).latest("pk")


def text_of(response: Answer) -> str:
    return response.content.decode()


def dates(application: Application, kind: str) -> tuple[str, str, str]:
    """Opens, best by and late after of the open follow-up of this kind, in New York."""
    row = application.follow_ups.get(kind=kind, status="open")
    days = (row.opens_at, row.best_by, row.late_after)
    opens, best_by, late = (f"{day.astimezone(NEW_YORK):%m-%d}" if day else "" for day in days)
    return opens, best_by, late


def kinds(application: Application) -> set[str]:
    return set(application.follow_ups.filter(status="open").values_list("kind", flat=True))
