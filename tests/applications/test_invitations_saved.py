"""An invitation, looked over and saved: logged, moved, called off, taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Application, Contact, Intake, Interview
from tests.applications.typed import text_of
from tests.factories import ApplicationFactory, CompanyFactory, ContactFactory, InterviewFactory
from tests.intake.calendar import calendar, event

MAYA = "ATTENDEE;CN=Maya:mailto:maya@home.example"
SARA = "ORGANIZER;CN=Sara Lindqvist:mailto:sara@acme.example"


@pytest.fixture
def user(user: User) -> User:
    user.email = "maya@home.example"
    user.save()
    return user


def add(client: Client, data: bytes) -> Intake:
    response = client.post(reverse("add"), {"file": [SimpleUploadedFile("invite.ics", data)]})
    assert response.status_code == 302, text_of(response)
    return Intake.objects.latest("pk")


def invitation(
    *lines: str, start: str = "20261110T190000Z", uid: str = "one", method: str = "REQUEST"
) -> bytes:
    return calendar(
        event(f"DTSTART:{start}", "SUMMARY:Technical interview - Data Engineer", SARA, MAYA, *lines, uid=uid),
        method=method,
    )


def filled(client: Client, intake: Intake) -> dict[str, Any]:
    """What a browser would send of the page as it stands."""
    context = client.get(reverse("intake", args=[intake.pk])).context
    data: dict[str, Any] = {}
    for found in context["found"]:
        if found.form is None:
            continue
        if found.ticked:
            data[f"take-{found.number}"] = "on"
        fields = [*found.form, *(field for line in found.people.forms for field in line)]
        data |= {field.html_name: value for field in fields if (value := field.value()) not in {None, False}}
    return data


def save(client: Client, intake: Intake, **changes: str):  # type: ignore[no-untyped-def]
    return client.post(reverse("intake", args=[intake.pk]), filled(client, intake) | changes)


def saved(client: Client, data: bytes, **changes: str) -> Interview:
    intake = add(client, data)
    response = save(client, intake, **changes)
    assert response.status_code == 302, text_of(response)
    return Interview.objects.latest("pk")


def test_an_invitation_becomes_an_interview(signed_in: Client, user: User) -> None:
    interview = saved(signed_in, invitation("LOCATION:https://acme.zoom.us/j/1", "DURATION:PT45M"))
    assert interview.starts_at == datetime(2026, 11, 10, 19, tzinfo=UTC)
    assert (interview.minutes, interview.time_zone, interview.kind, interview.place) == (
        45, "America/New_York", "technical", "https://acme.zoom.us/j/1",
    )  # fmt: skip
    assert (interview.application.company.name, interview.application.title) == ("Acme", "Data Engineer")
    (seat,) = interview.participations.all()
    assert (seat.contact.name, seat.contact.email) == ("Sara Lindqvist", "sara@acme.example")
    intake = Intake.objects.get()
    assert (intake.state, bytes(intake.raw)) == ("saved", b"")
    assert "Technical interview with Acme is logged." in text_of(
        signed_in.get(reverse("intake", args=[intake.pk]))
    )


def test_it_can_be_corrected_first(signed_in: Client, user: User) -> None:
    interview = saved(
        signed_in,
        invitation(),
        **{"e0-title": "Lead Data Engineer", "e0-starts": "2026-11-10T15:30", "e0-ends": "2026-11-10T16:00",
           "e0-people-0-name": "Sara L."},
    )  # fmt: skip
    assert interview.application.title == "Lead Data Engineer"
    assert interview.starts_at == datetime(2026, 11, 10, 20, 30, tzinfo=UTC)
    assert interview.participations.get().contact.name == "Sara L."


def test_what_is_wrong_is_said_and_what_was_typed_stays(signed_in: Client, user: User) -> None:
    intake = add(signed_in, invitation())
    response = save(signed_in, intake, **{"e0-title": "", "e0-notes": "Bring the laptop"})
    assert response.status_code == 422
    assert "Bring the laptop" in text_of(response)
    assert not Interview.objects.exists()


def test_a_second_click_saves_nothing_twice(signed_in: Client, user: User) -> None:
    intake = add(signed_in, invitation())
    typed = filled(signed_in, intake)
    address = reverse("intake", args=[intake.pk])
    assert signed_in.post(address, typed).status_code == 302
    assert signed_in.post(address, typed).status_code == 302
    assert Interview.objects.count() == 1


def test_it_goes_to_the_application_that_is_there(signed_in: Client, user: User) -> None:
    application = ApplicationFactory.create(
        owner=user, company=CompanyFactory.create(owner=user, name="ACME Inc."), title="Senior Data Engineer"
    )
    contact = ContactFactory.create(
        owner=user, company=application.company, name="Sara B. Lindqvist", email="Sara@acme.example"
    )
    intake = add(signed_in, invitation())
    page = text_of(signed_in.get(reverse("intake", args=[intake.pk])))
    assert "Goes to ACME Inc., Senior Data Engineer, which you have." in page
    assert "Among your people already: Sara B. Lindqvist, ACME Inc." in page
    save(signed_in, intake)
    interview = Interview.objects.get()
    assert interview.application == application
    assert [seat.contact for seat in interview.participations.all()] == [contact]
    assert Contact.objects.count() == 1


def test_another_role_starts_another_application(signed_in: Client, user: User) -> None:
    ApplicationFactory.create(
        owner=user, company=CompanyFactory.create(owner=user, name="Acme"), title="Designer"
    )
    assert saved(signed_in, invitation()).application.title == "Data Engineer"
    assert Application.objects.count() == 2


def test_somebody_elses_application_is_not_proposed(signed_in: Client, another: User) -> None:
    ApplicationFactory.create(
        owner=another, company=CompanyFactory.create(owner=another, name="Acme"), title="Senior Data Engineer"
    )
    intake = add(signed_in, invitation())
    assert "which you have" not in text_of(signed_in.get(reverse("intake", args=[intake.pk])))


def test_an_update_moves_what_was_logged(signed_in: Client, user: User) -> None:
    first = saved(signed_in, invitation())
    intake = add(
        signed_in,
        invitation("SEQUENCE:1", "ATTENDEE;CN=Tom:mailto:tom@acme.example", start="20261111T160000Z"),
    )
    page = text_of(signed_in.get(reverse("intake", args=[intake.pk])))
    assert "This is logged for Tue 10 Nov 2026, 14:00." in page
    assert "Move the interview" in page
    save(signed_in, intake)
    moved = Interview.objects.get()
    assert moved.pk == first.pk
    assert moved.starts_at == datetime(2026, 11, 11, 16, tzinfo=UTC)
    assert moved.invitation_sequence == 1
    assert {seat.contact.email for seat in moved.participations.all()} == {
        "sara@acme.example",
        "tom@acme.example",
    }
    signed_in.post(reverse("intake_undo", args=[intake.pk]))
    moved.refresh_from_db()
    assert (moved.starts_at, moved.invitation_sequence) == (first.starts_at, 0)
    assert {seat.contact.email for seat in moved.participations.all()} == {"sara@acme.example"}


def test_an_older_state_changes_nothing(signed_in: Client, user: User) -> None:
    saved(signed_in, invitation("SEQUENCE:2"))
    intake = add(signed_in, invitation("SEQUENCE:1", start="20261112T160000Z"))
    page = signed_in.get(reverse("intake", args=[intake.pk]))
    assert "What is logged is newer and stays." in text_of(page)
    assert signed_in.post(reverse("intake", args=[intake.pk]), {}).status_code == 422
    assert Interview.objects.get().starts_at == datetime(2026, 11, 10, 19, tzinfo=UTC)


def test_the_same_file_again_is_said_to_be_logged(signed_in: Client, user: User) -> None:
    first = saved(signed_in, invitation())
    page = text_of(signed_in.get(reverse("intake", args=[add(signed_in, invitation()).pk])))
    assert "This is logged already, and nothing has changed." in page
    assert reverse("interview", args=[first.pk]) in page


def test_another_invitation_to_the_same_hour_is_marked(signed_in: Client, user: User) -> None:
    first = saved(signed_in, invitation())
    intake = add(signed_in, invitation(uid="two"))
    page = text_of(signed_in.get(reverse("intake", args=[intake.pk])))
    assert "An interview with Acme at this very time is logged already." in page
    assert reverse("interview", args=[first.pk]) in page


def test_a_cancellation_calls_it_off_and_can_be_taken_back(signed_in: Client, user: User) -> None:
    interview = saved(signed_in, invitation())
    intake = add(signed_in, invitation("SEQUENCE:1", method="CANCEL"))
    assert "They call off your interview with Acme" in text_of(
        signed_in.get(reverse("intake", args=[intake.pk]))
    )
    save(signed_in, intake)
    interview.refresh_from_db()
    assert interview.status == "cancelled_by_employer"
    again = add(signed_in, invitation("SEQUENCE:1", method="CANCEL"))
    assert "so it is noted already" in text_of(signed_in.get(reverse("intake", args=[again.pk])))
    signed_in.post(reverse("intake_undo", args=[intake.pk]))
    interview.refresh_from_db()
    assert interview.status == "scheduled"


def test_invited_again_after_a_cancellation_it_is_on_again(signed_in: Client, user: User) -> None:
    interview = saved(signed_in, invitation())
    save(signed_in, add(signed_in, invitation("SEQUENCE:1", method="CANCEL")))
    save(signed_in, add(signed_in, invitation("SEQUENCE:2")))
    interview.refresh_from_db()
    assert interview.status == "scheduled"


def test_a_cancellation_of_what_is_not_here_saves_nothing(signed_in: Client, user: User) -> None:
    intake = add(signed_in, invitation(method="CANCEL"))
    assert "calls off an interview that is not logged here" in text_of(
        signed_in.get(reverse("intake", args=[intake.pk]))
    )


def test_somebody_elses_interview_is_not_moved_by_its_uid(
    signed_in: Client, another: User, user: User
) -> None:
    theirs = InterviewFactory.create(application__owner=another, invitation="one")
    mine = saved(signed_in, invitation("SEQUENCE:5"))
    assert mine.pk != theirs.pk
    theirs.refresh_from_db()
    assert theirs.starts_at == datetime(2026, 11, 3, 15, tzinfo=UTC)


def test_a_counter_is_a_proposal(signed_in: Client, user: User) -> None:
    saved(signed_in, invitation())
    intake = add(signed_in, invitation(start="20261113T160000Z", method="COUNTER"))
    assert "proposes another time and is not agreed yet" in text_of(
        signed_in.get(reverse("intake", args=[intake.pk]))
    )


def test_a_reply_changes_nothing(signed_in: Client, user: User) -> None:
    saved(signed_in, invitation())
    intake = add(signed_in, invitation(method="REPLY"))
    assert "It changes nothing." in text_of(signed_in.get(reverse("intake", args=[intake.pk])))


def test_undo_takes_the_interview_and_its_new_application_away(signed_in: Client, user: User) -> None:
    interview = saved(signed_in, invitation())
    address = reverse("intake_undo", args=[Intake.objects.get().pk])
    for _ in range(2):
        assert signed_in.post(address).status_code == 302
    interview.refresh_from_db()
    assert interview.deleted_at is not None
    assert interview.application.deleted_at is not None
    assert "You took this back." in text_of(signed_in.get(reverse("intake", args=[Intake.objects.get().pk])))


def test_undo_leaves_an_application_that_was_there(signed_in: Client, user: User) -> None:
    application = ApplicationFactory.create(
        owner=user, company=CompanyFactory.create(owner=user, name="Acme"), title="Data Engineer"
    )
    saved(signed_in, invitation())
    signed_in.post(reverse("intake_undo", args=[Intake.objects.get().pk]))
    application.refresh_from_db()
    assert application.deleted_at is None


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("DTSTART:20261110T140000", "It names no time zone."),
        ("DTSTART;TZID=Middle Earth Time:20261110T140000", "“Middle Earth Time”"),
        ("DTSTART:20261110T140000Z", "only the hour in UTC"),
    ],
)
def test_a_zone_in_doubt_is_asked(signed_in: Client, user: User, start: str, words: str) -> None:
    intake = add(signed_in, calendar(event(start)))
    response = signed_in.get(reverse("intake", args=[intake.pk]))
    assert words in text_of(response)
    assert response.context["found"][0].form["time_zone"].value() == "America/New_York"


def test_a_whole_day_asks_for_the_hour(signed_in: Client, user: User) -> None:
    intake = add(signed_in, calendar(event("DTSTART;VALUE=DATE:20261110", "SUMMARY:Data Engineer", SARA)))
    assert "It names the day, Tue 10 Nov 2026, but no hour" in text_of(
        signed_in.get(reverse("intake", args=[intake.pk]))
    )
    assert save(signed_in, intake).status_code == 422
    assert save(signed_in, intake, **{"e0-starts": "2026-11-10T09:00"}).status_code == 302


def test_of_several_only_those_ticked_are_saved(signed_in: Client, user: User) -> None:
    day = [
        event(
            f"DTSTART:2026111{number}T150000Z",
            f"SUMMARY:Round {number} - Data Engineer",
            SARA,
            uid=str(number),
        )
        for number in range(3)
    ]
    intake = add(signed_in, calendar(*day, event("DTSTART:20261119T150000Z", "SUMMARY:Dentist", uid="d")))
    typed = filled(signed_in, intake)
    # The dentist is not ticked; one more is left out by hand.
    assert sorted(name for name in typed if name.startswith("take-")) == ["take-1", "take-2", "take-3"]
    del typed["take-2"]
    assert signed_in.post(reverse("intake", args=[intake.pk]), typed).status_code == 302
    assert [each.invitation for each in Interview.objects.order_by("starts_at")] == ["0", "2"]
    signed_in.post(reverse("intake_undo", args=[intake.pk]))
    assert not Interview.objects.filter(deleted_at=None).exists()


def test_none_ticked_is_said(signed_in: Client, user: User) -> None:
    two = calendar(event("DTSTART:20261110T150000Z", uid="1"), event("DTSTART:20261111T150000Z", uid="2"))
    intake = add(signed_in, two)
    response = signed_in.post(reverse("intake", args=[intake.pk]), {})
    assert response.status_code == 422
    assert "Tick at least one" in text_of(response)


def test_a_line_more_without_javascript_keeps_what_was_typed(signed_in: Client, user: User) -> None:
    intake = add(signed_in, invitation())
    typed = filled(signed_in, intake) | {"add_line": "e0-people", "e0-notes": "Bring the laptop"}
    page = text_of(signed_in.post(reverse("intake", args=[intake.pk]), typed))
    assert "Bring the laptop" in page
    assert 'name="e0-people-2-name"' in page
    assert not Interview.objects.exists()


def test_mark_up_from_outside_is_text_on_the_page(signed_in: Client, user: User) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    intake = add(
        signed_in,
        invitation(
            f"DESCRIPTION:{nasty}", f"LOCATION:{nasty}", f'ATTENDEE;CN="{nasty}":mailto:eve@acme.example'
        ),
    )
    page = text_of(signed_in.get(reverse("intake", args=[intake.pk])))
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_dates_beyond_any_form_break_nothing(signed_in: Client, user: User) -> None:
    for start in ("00010101T000000Z", "99991231T235959Z", "16010101T120000"):
        intake = add(signed_in, calendar(event(f"DTSTART:{start}", "SUMMARY:Data Engineer", SARA, uid=start)))
        assert signed_in.get(reverse("intake", args=[intake.pk])).status_code == 200
        assert save(signed_in, intake).status_code == 422
