"""What one hears beside a plain reply: each page stores its fact, the plan follows, and the toast undoes it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Interview, Message, OwnPromise, StageChange
from tests.applications.typed import NEW_YORK, SARA, Answer, dates, kinds, logged, text_of
from tests.factories import ApplicationFactory, MessageFactory, OwnPromiseFactory

AHEAD = {"starts": "2026-11-10T10:00", "ends": "2026-11-10T11:00"}
TYPED: dict[str, dict[str, str]] = {
    "question": {"at": "2026-11-04T09:00", "text": "Which notice period?"},
    "away": {"at": "2026-11-04T09:00", "returns_on": "2026-11-23", "text": "Out of office"},
    "references": {"at": "2026-11-04T09:00"},
    "rejected": {"on": "2026-11-04"},
    "offer": {"on": "2026-11-04", "offer_deadline": "2026-11-13"},
    "cancelled": {"on": "2026-11-04"},
    "promise": {"text": "Send two references", "due_on": "2026-11-10"},
}


@pytest.fixture
def application(signed_in: Client, user: User) -> Application:
    """An interview with Sara on 3 November, thanked the same evening, and another one on 10 November."""
    made = logged(signed_in, user, SARA).application
    row = made.follow_ups.get(kind="thank_you")
    signed_in.post(reverse("follow_up_sent", args=[row.pk]), {"at": "2026-11-03T18:00", "means": "email"})
    return made


def address(application: Application, what: str) -> str:
    return reverse("heard", args=[application.pk, what])


def hear(client: Client, application: Application, what: str, **changes: str) -> Answer:
    typed = TYPED[what] | changes
    if what == "cancelled" and "interview" not in changes:
        typed["interview"] = str(application.interviews.latest("starts_at").pk)
    return client.post(address(application, what), typed)


def facts() -> list[list[dict[str, Any]]]:
    models: tuple[Any, ...] = (Application, Interview, Message, OwnPromise, StageChange)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("what", TYPED)
def test_each_page_shows_its_form_and_the_application_leads_there(
    signed_in: Client, application: Application, what: str
) -> None:
    page = text_of(signed_in.get(reverse("application", args=[application.pk])))
    link = re.search(rf'href="{address(application, what)}">([^<]+)</a>', page)
    assert link
    assert f"<h1>{link[1]}</h1>" in text_of(signed_in.get(address(application, what)))


@pytest.mark.parametrize(
    ("what", "kind", "expected"),
    [
        # Veterans Day, the 11th, is no business day.
        ("question", "answer", ("11-04", "11-05", "11-06")),
        ("away", "status_inquiry", ("11-25", "11-30", "12-03")),
        ("references", "status_inquiry", ("11-12", "11-16", "11-19")),
        ("rejected", "rejection_thanks", ("11-04", "11-06", "11-12")),
        ("offer", "offer_acknowledgement", ("11-04", "11-05", "11-06")),
        ("offer", "offer_decision", ("11-12", "11-12", "11-13")),
        ("promise", "own_promise", ("11-09", "11-10", "11-10")),
    ],
)
def test_each_fact_leads_to_its_follow_up(
    signed_in: Client, application: Application, what: str, kind: str, expected: tuple[str, str, str]
) -> None:
    assert hear(signed_in, application, what)["Location"] == reverse("application", args=[application.pk])
    assert dates(application, kind) == expected


def test_a_cancelled_interview_waits_for_a_new_date(
    signed_in: Client, user: User, application: Application
) -> None:
    ahead = logged(signed_in, user, SARA, **AHEAD)
    hear(signed_in, application, "cancelled", on="2026-11-03")
    ahead.refresh_from_db()
    assert (ahead.status, ahead.cancelled_on) == ("cancelled_by_employer", date(2026, 11, 3))
    assert dates(application, "reschedule") == ("11-03", "11-04", "11-05")
    assert "status_inquiry" not in kinds(application)


@pytest.mark.parametrize("what", TYPED)
def test_logged_twice_is_logged_once_and_the_toast_takes_it_back(
    signed_in: Client, user: User, application: Application, what: str
) -> None:
    logged(signed_in, user, SARA, **AHEAD)
    before, planned = facts(), kinds(application)
    hear(signed_in, application, what)
    once = facts()
    assert once != before
    again = hear(signed_in, application, what)
    assert again.status_code == 302
    assert facts() == once
    page = text_of(signed_in.get(again["Location"]))
    undo = re.findall(r'data-toast>.*?action="([^"]+)"', page, re.DOTALL)[-1]
    signed_in.post(html.unescape(undo))
    assert (facts(), kinds(application)) == (before, planned)


@pytest.mark.parametrize(
    ("what", "field", "value", "told"),
    [
        ("question", "text", "", "required"),
        ("question", "at", "2026-11-05T09:00", "That is still to come."),
        ("question", "text", "Щ" * 50_001, "there is room for 50000"),
        ("question", "timing_date", "20026-01-01", "The year 20026 looks mistyped."),
        ("away", "returns_on", "", "required"),
        ("away", "returns_on", "2026-11-03", "That is before their reply came."),
        ("references", "at", "2026-03-08T02:30", "does not exist there"),
        ("rejected", "on", "2026-11-05", "That is still to come."),
        ("offer", "offer_deadline", "2026-11-03", "That is before the offer."),
        ("cancelled", "on", "2026-11-05", "That is still to come."),
        ("cancelled", "interview", "999999", "not one of the available choices"),
        ("promise", "text", "  ", "required"),
        ("promise", "due_on", "soon", "Write the day as 2026-11-30."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_handed_back(
    signed_in: Client, application: Application, what: str, field: str, value: str, told: str
) -> None:
    before = facts()
    response = hear(signed_in, application, what, **{field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    page = html.unescape(text_of(response))
    assert told in page
    for typed in ({**TYPED[what], field: value}).values():
        assert typed in page or field == "interview"
    assert facts() == before


def test_an_unknown_fact_is_a_404(signed_in: Client, application: Application) -> None:
    assert signed_in.get(address(application, "hired")).status_code == 404


def test_a_question_may_name_a_day_which_is_read_back_once(
    signed_in: Client, application: Application
) -> None:
    asked = hear(signed_in, application, "question", timing_text="in two weeks")
    assert asked.status_code == 422
    assert "Understood as Wednesday 18 November." in text_of(asked)
    shown = str(asked.context["form"]["timing_shown"].value())
    hear(signed_in, application, "question", timing_text="in two weeks", timing_shown=shown)
    assert application.messages.get(kind="question").timing_date == date(2026, 11, 18)


def test_references_are_called_by_phone(signed_in: Client, application: Application) -> None:
    hear(signed_in, application, "references")
    assert application.messages.get(kind="references_called").means == "phone"


def test_only_interviews_that_stand_can_be_chosen(
    signed_in: Client, user: User, another: User, signed_in_as: Callable[[User], Client]
) -> None:
    application = ApplicationFactory.create(owner=user)
    where = {"company": application.company.name, "title": application.title}
    page = text_of(signed_in.get(address(application, "cancelled")))
    assert "No interview of this application is planned or held." in page
    assert f"{reverse('interview_new')}?application={application.pk}" in page
    alone = logged(signed_in, user, **AHEAD, **where)
    chosen = '<option value="{}">Tue 10 Nov 2026, 10:00, video interview</option>'
    page = text_of(signed_in.get(address(application, "cancelled")))
    assert chosen.format(alone.pk) in page
    assert "Choose one" not in page
    mine_off = logged(signed_in, user, starts="2026-11-12T10:00", ends="", **where)
    signed_in.post(reverse("interview_cancel", args=[mine_off.pk]), {"by": "me"})
    held = logged(signed_in, user, **where)
    form = signed_in.get(address(application, "cancelled")).context["form"]
    assert [pk for pk, _ in form["interview"].field.choices] == ["", held.pk, alone.pk]
    theirs = logged(signed_in_as(another), another, **AHEAD)
    for taken in (mine_off, theirs):
        assert hear(signed_in, application, "cancelled", interview=str(taken.pk)).status_code == 422
        taken.refresh_from_db()
        assert taken.status != "cancelled_by_employer"


def test_a_promise_kept_and_made_again_is_another(signed_in: Client, application: Application) -> None:
    for _ in range(2):
        hear(signed_in, application, "promise")
        promise = application.own_promises.get(kept_on=None)
        signed_in.post(reverse("promise_kept", args=[promise.pk]))
    assert application.own_promises.count() == 2


def test_a_promise_is_taken_back_in_the_story_unless_its_interview_holds_it(
    signed_in: Client, user: User
) -> None:
    made = logged(signed_in, user, SARA, promise_text="Slides", promise_due="2026-11-09")
    alone = OwnPromiseFactory.create(application=made.application)
    page = text_of(signed_in.get(reverse("application", args=[made.application_id])))
    assert reverse("promise_delete", args=[alone.pk]) in page
    assert reverse("promise_delete", args=[made.own_promises.get().pk]) not in page


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("take_home", "take_home"), ("seance", "video"), ("", "video")],
)
def test_a_link_names_the_kind(signed_in: Client, application: Application, kind: str, asked: str) -> None:
    form = signed_in.get(
        reverse("interview_new"), {"application": str(application.pk), "kind": kind}
    ).context["form"]
    assert (form["kind"].value(), form["title"].value()) == (asked, application.title)


def test_a_take_home_handed_in_owes_no_thanks(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, kind="take_home")
    assert kinds(made.application) == {"status_inquiry"}
    assert dates(made.application, "status_inquiry") == ("11-10", "11-13", "11-17")


def test_while_typing_the_applications_own_calendar_is_asked(
    signed_in: Client, application: Application
) -> None:
    made = application.interviews.get()
    for page in (address(application, "question"), reverse("interview", args=[made.pk])):
        assert f'data-understand-url="/timing/?application={application.pk}"' in text_of(signed_in.get(page))


def test_the_day_they_are_back_is_shown_and_corrected(signed_in: Client, application: Application) -> None:
    hear(signed_in, application, "away")
    message = application.messages.get(kind="auto_reply")
    story = reverse("application", args=[application.pk])
    assert "back on Mon 23 Nov" in text_of(signed_in.get(story))
    where = reverse("message", args=[message.pk])
    form = signed_in.get(where).context["form"]
    typed = {name: str(form[name].value() or "") for name in form.fields}
    early = signed_in.post(where, typed | {"returns_on": "2026-11-03"})
    assert (early.status_code, list(early.context["form"].errors)) == (422, ["returns_on"])
    assert signed_in.post(where, typed | {"returns_on": "2026-11-16"}).status_code == 302
    assert "back on Mon 16 Nov" in text_of(signed_in.get(story))
    assert dates(application, "status_inquiry")[0] == "11-18"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("reply", {"timing_text", "timing_date", "timing_shown"}),
        ("question", {"timing_text", "timing_date", "timing_shown"}),
        ("auto_reply", {"returns_on"}),
        ("references_called", set()),
        ("thank_you", set()),
    ],
)
def test_a_message_asks_only_for_what_it_can_say(
    signed_in: Client, user: User, kind: str, fields: set[str]
) -> None:
    message = MessageFactory.create(
        application__owner=user, kind=kind, at=datetime(2026, 11, 4, 9, tzinfo=NEW_YORK)
    )
    where = reverse("message", args=[message.pk])
    form = signed_in.get(where).context["form"]
    subject = {"subject"} - ({"subject"} if kind == "references_called" else set())
    assert set(form.fields) == {"at", "means", "text"} | fields | subject
    typed = {"at": "2026-11-04T09:00", "means": "phone", "text": "x", "returns_on": "2026-11-09"}
    assert signed_in.post(where, typed).status_code == 302
    message.refresh_from_db()
    assert message.returns_on == (date(2026, 11, 9) if kind == "auto_reply" else None)


def test_a_promise_kept_taken_up_again_and_noted_anew(signed_in: Client, user: User) -> None:
    """Two that are alike may stand open after an undo; noting it once more finds one of them."""
    made = logged(signed_in, user, SARA)
    typed = {"text": "References", "due_on": "2026-11-10"}
    address = reverse("heard", args=[made.application_id, "promise"])
    for _ in range(2):
        signed_in.post(address, typed)
        promise = made.application.own_promises.order_by("pk").last()
        assert promise is not None
        signed_in.post(reverse("promise_kept", args=[promise.pk]))
    made.application.own_promises.update(kept_on=None)
    assert signed_in.post(address, typed).status_code == 302
    assert made.application.own_promises.count() == 2


@pytest.mark.parametrize(
    ("stage", "what", "changes"),
    [
        ("interviewing", "question", True),
        ("offer", "question", False),
        ("accepted", "promise", False),
        ("offer", "promise", True),
        ("applied", "away", False),
        ("applied", "references", False),
    ],
)
def test_a_page_promises_only_what_comes_of_it(
    signed_in: Client, user: User, stage: str, what: str, changes: bool
) -> None:
    made = logged(signed_in, user, SARA)
    made.application.stage = stage
    made.application.save()
    page = text_of(signed_in.get(reverse("heard", args=[made.application_id, what])))
    assert ("At this stage it changes no date." in page) is not changes
