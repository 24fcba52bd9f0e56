"""Correcting, moving, cancelling, deleting and debriefing an interview, and the way back from each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.models import Contact, Event, Interview, OwnPromise
from tests.applications.typed import NOW, SARA, TOM, Answer, interview, logged, text_of

AHEAD = {"starts": "2026-11-10T10:00", "ends": "2026-11-10T11:00"}


def edit(client: Client, made: Interview, *people: dict[str, Any], **changes: str) -> Answer:
    response = client.post(reverse("interview", args=[made.pk]), interview(*people, **changes))
    made.refresh_from_db()
    return response


def seats(made: Interview) -> list[dict[str, Any]]:
    return [
        {
            "contact": seat.contact_id,
            "name": seat.contact.name,
            "email": seat.contact.email,
            "role": seat.role,
            "topics": seat.topics,
        }
        for seat in made.participations.select_related("contact")
    ]


def story(client: Client, made: Interview) -> str:
    return text_of(client.get(reverse("application", args=[made.application_id])))


def test_the_form_shows_what_is_stored(signed_in: Client, user: User) -> None:
    made = logged(
        signed_in,
        user,
        SARA,
        place="Room 4",
        time_zone="Europe/Berlin",
        promise_text="References",
        promise_due="2026-11-06",
        timing_date="2026-11-13",
        notes="calm",
        fit="Cut times",
    )
    page = text_of(signed_in.get(reverse("interview", args=[made.pk])))
    for value in (
        "2026-11-03T10:00",
        "2026-11-03T11:00",
        "Room 4",
        "References",
        "2026-11-06",
        "2026-11-13",
        "Cut times",
        *SARA.values(),
    ):
        assert value in page
    assert '<option value="Europe/Berlin" selected>' in page


def test_a_correction_is_stored(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    response = edit(signed_in, made, *seats(made), TOM, kind="panel", place="Room 4")
    assert response["Location"] == reverse("application", args=[made.application_id])
    assert (made.kind, made.place) == ("panel", "Room 4")
    assert [seat["name"] for seat in seats(made)] == ["Sara Lindqvist", "Tom Reyes"]
    assert not Event.objects.exists()


def test_a_person_left_out_of_the_form_was_not_there(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, TOM)
    edit(signed_in, made, seats(made)[0])
    assert [seat["name"] for seat in seats(made)] == ["Sara Lindqvist"]
    assert Contact.objects.filter(name="Tom Reyes").exists()


def test_a_name_corrected_in_its_line_is_the_same_person(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    sara = Contact.objects.get()
    edit(signed_in, made, seats(made)[0] | {"name": "Sara Lindquist"})
    sara.refresh_from_db()
    assert sara.name == "Sara Lindquist"
    assert Contact.objects.count() == 1


def test_another_name_with_another_address_is_another_person(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    edit(signed_in, made, seats(made)[0] | {"name": TOM["name"], "email": TOM["email"]})
    assert set(Contact.objects.values_list("name", flat=True)) == {"Sara Lindqvist", "Tom Reyes"}
    assert [seat["name"] for seat in seats(made)] == ["Tom Reyes"]


def test_a_recipient_who_was_not_there_after_all_is_forgotten(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, TOM)
    tom = Contact.objects.get(name="Tom Reyes")
    signed_in.post(reverse("interview_recipient", args=[made.pk]), {"contact": tom.pk})
    made.refresh_from_db()
    assert made.recipient == tom
    edit(signed_in, made, seats(made)[0])
    assert made.recipient is None


def test_a_move_is_told_in_the_story_and_moves_the_steps(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    edit(signed_in, made, *seats(made), **AHEAD)
    assert made.starts_at == datetime(2026, 11, 10, 15, tzinfo=UTC)
    page = story(signed_in, made)
    assert (
        "Interview moved from Tue 3 Nov 2026 at 10:00 (New York) to Tue 10 Nov 2026 at 10:00 (New York)."
        in page
    )
    assert "Thank-you to Sara" not in page
    assert "Ask when they expect to decide." in page


def test_another_zone_is_a_move_too(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user)
    edit(signed_in, made, time_zone="Europe/Berlin")
    assert made.starts_at == datetime(2026, 11, 3, 9, tzinfo=UTC)
    assert "10:00 (Berlin)" in Event.objects.get().text


def test_one_debriefed_and_then_moved_ahead_is_asked_about_again(
    signed_in: Client, user: User, clock: time_machine.Traveller
) -> None:
    made = logged(signed_in, user, SARA)
    signed_in.post(reverse("interview_debrief", args=[made.pk]), {f"{made.pk}-timing_date": "2026-11-13"})
    edit(signed_in, made, *seats(made), **AHEAD)
    assert (made.status, made.debriefed_at) == ("scheduled", None)
    clock.move_to(datetime(2026, 11, 10, 16, 30, tzinfo=UTC))
    assert "Just finished" in text_of(signed_in.get("/"))


def test_a_promise_is_corrected_and_taken_out(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, promise_text="References", promise_due="2026-11-06")
    edit(signed_in, made, promise_text="Two references", promise_due="2026-11-09")
    assert OwnPromise.objects.get().text == "Two references"
    edit(signed_in, made)
    assert not OwnPromise.objects.exists()


def test_a_refused_correction_changes_nothing_and_loses_nothing(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, TOM)
    response = edit(
        signed_in, made, SARA | {"topics": "typed anew"}, ends="2026-11-03T09:00", notes="typed anew too"
    )
    assert response.status_code == 422
    assert text_of(response).count("typed anew") >= 2
    assert len(seats(made)) == 2
    assert made.notes == ""


def test_one_more_line_while_correcting_keeps_who_is_who(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    response = edit(signed_in, made, *seats(made), add_line="people")
    assert response.status_code == 200
    assert f'value="{seats(made)[0]["contact"]}"' in text_of(response)
    assert len(response.context["people"].forms) == 2


@pytest.mark.parametrize(
    ("by", "status", "told"),
    [
        ("employer", "cancelled_by_employer", "They cancelled the interview of"),
        ("me", "cancelled", "You cancelled the interview of"),
    ],
)
def test_cancelling_and_back(signed_in: Client, user: User, by: str, status: str, told: str) -> None:
    made = logged(signed_in, user, SARA, **AHEAD)
    for _ in range(2):
        signed_in.post(reverse("interview_cancel", args=[made.pk]), {"by": by})
    made.refresh_from_db()
    assert (made.status, made.cancelled_on) == (status, NOW.date())
    page = story(signed_in, made)
    assert page.count(told) == 1
    assert ("Ask Acme for a new date" in page) == (by == "employer")
    assert reverse("interview_reinstate", args=[made.pk]) in page
    for _ in range(2):
        signed_in.post(reverse("interview_reinstate", args=[made.pk]))
    made.refresh_from_db()
    assert (made.status, made.cancelled_on) == ("scheduled", None)
    page = story(signed_in, made)
    assert "is on after all" not in page
    assert told not in page, "a slip of the mouse is no history"
    assert "for a new date" not in page


@pytest.mark.parametrize("by", ["employer", "me"])
def test_a_cancelling_that_stood_a_while_stays_in_the_story(
    signed_in: Client, user: User, clock: time_machine.Traveller, by: str
) -> None:
    made = logged(signed_in, user, SARA, **AHEAD)
    signed_in.post(reverse("interview_cancel", args=[made.pk]), {"by": by})
    clock.move_to(NOW + timedelta(minutes=11))
    for _ in range(2):
        signed_in.post(reverse("interview_reinstate", args=[made.pk]))
    lines = [event.text for event in Event.objects.order_by("at")]
    assert len(lines) == 2
    assert "cancelled the interview of Tue 10 Nov" in lines[0]
    assert lines[1].endswith("is on after all.")
    signed_in.post(reverse("interview_cancel", args=[made.pk]), {"by": by})
    signed_in.post(reverse("interview_reinstate", args=[made.pk]))
    assert [event.text for event in Event.objects.order_by("at")] == lines, "only the slip is taken back"


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        ({"starts": "2026-11-10T14:00"}, 90),
        ({"starts": "2026-11-02T14:00"}, 90),
        ({"starts": "2026-11-10T14:00", "time_zone": "Asia/Tokyo"}, 90),
        ({"starts": "2026-11-10T14:00", "ends": "2026-11-10T14:30"}, 30),
        ({"starts": "2026-11-10T14:00", "ends": ""}, 60),
        ({"ends": "2026-11-03T11:45"}, 105),
        # The same day: an end after the start may be meant, one before it cannot.
        ({"starts": "2026-11-03T09:30"}, 120),
        ({"starts": "2026-11-03T15:00"}, 90),
    ],
)
def test_an_end_left_as_it_stood_moves_along(
    signed_in: Client, user: User, changes: dict[str, str], minutes: int
) -> None:
    stood = {"starts": "2026-11-03T10:00", "ends": "2026-11-03T11:30", "time_zone": "Europe/Berlin"}
    made = logged(signed_in, user, **stood)
    assert edit(signed_in, made, **(stood | changes)).status_code == 302
    assert made.minutes == minutes
    assert f"{made.local_start:%Y-%m-%dT%H:%M}" == (stood | changes)["starts"]


def test_a_line_a_person_and_no_empty_one(signed_in: Client, user: User) -> None:
    def lines(made: Interview) -> int:
        page = signed_in.get(reverse("interview", args=[made.pk]))
        return len(page.context["people"].forms)

    assert lines(logged(signed_in, user, SARA, TOM)) == 2
    assert lines(logged(signed_in, user, **AHEAD)) == 2, "with nobody named yet, as on a new one"
    assert len(signed_in.get(reverse("interview_new")).context["people"].forms) == 2


def test_a_held_interview_is_not_unheld_by_an_old_undo(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA)
    signed_in.post(reverse("interview_debrief", args=[made.pk]), {})
    signed_in.post(reverse("interview_reinstate", args=[made.pk]))
    made.refresh_from_db()
    assert made.status == "held"


def test_a_cancelled_interview_that_gets_a_new_date_is_on(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, **AHEAD)
    signed_in.post(reverse("interview_cancel", args=[made.pk]), {"by": "employer"})
    edit(signed_in, made, *seats(made), starts="2026-11-12T10:00", ends="2026-11-12T11:00")
    assert (made.status, made.cancelled_on) == ("scheduled", None)
    assert "for a new date" not in story(signed_in, made)


def test_deleting_and_back(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user, SARA, promise_text="References", promise_due="2026-11-05")
    response = signed_in.post(reverse("interview_delete", args=[made.pk]), follow=True)
    restore = reverse("interview_restore", args=[made.pk])
    assert f'action="{restore}"' in text_of(response)
    page = text_of(signed_in.get("/"))
    assert "Thank-you to Sara" not in page
    assert "Keep your promise" not in page
    assert "Video interview" not in story(signed_in, made).split("So far")[1].split("They replied")[0]
    assert signed_in.get(reverse("interview", args=[made.pk])).status_code == 404
    signed_in.post(restore)
    page = text_of(signed_in.get("/"))
    assert "Thank-you to Sara" in page
    assert "Keep your promise" in page


def test_deleting_from_its_own_page_leads_to_the_application(signed_in: Client, user: User) -> None:
    made = logged(signed_in, user)
    came_from = "http://testserver" + reverse("interview", args=[made.pk])
    response = signed_in.post(reverse("interview_delete", args=[made.pk]), headers={"Referer": came_from})
    assert response["Location"] == reverse("application", args=[made.application_id])


@pytest.mark.parametrize("action", ["cancel", "reinstate", "delete", "restore", "recipient"])
def test_no_link_changes_anything(signed_in: Client, user: User, action: str) -> None:
    made = logged(signed_in, user, SARA)
    assert signed_in.get(reverse(f"interview_{action}", args=[made.pk])).status_code == 405


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_leads_to_no_other_site(signed_in: Client, user: User, where: str) -> None:
    made = logged(signed_in, user)
    response = signed_in.post(
        reverse("interview_cancel", args=[made.pk]), {"by": "me"}, headers={"Referer": where}
    )
    assert response["Location"] == reverse("application", args=[made.application_id])
