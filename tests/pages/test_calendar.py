"""The calendar to subscribe to: its address, what it shows and leaves out, and how it answers."""

from __future__ import annotations

import gzip
import logging.config
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from accounts.secrets import unseal
from applications.models import Company, Contact, Interview, Participation
from applications.services.interviews import cancel_interview, delete_interview
from reminders import agenda
from reminders.models import CalendarFeed, FollowUp
from reminders.services.calendar_feeds import MOST_FETCHES, choose, give_address, key_of
from reminders.services.follow_ups import skip, snooze
from tests.applications.typed import NOW, SARA, TOM, Answer, logged, text_of
from tests.factories import InterviewFactory

pytestmark = pytest.mark.django_db
PAGE = "/settings/calendar/"
AHEAD = {"starts": "2026-11-10T10:00", "ends": "2026-11-10T11:00"}
CHOSEN = {
    **dict.fromkeys(("interviews", "invitations", "thank_yous", "inquiries", "other_steps"), "on"),
    "weeks": "none",
    "interview_alarm": "60",
    "step_alarm": "60",
}


@pytest.fixture
def address(user: User) -> str:
    return reverse("calendar_feed", args=[key_of(give_address(user))])


@pytest.fixture
def program() -> Client:
    """A calendar program: it has the address and nothing else."""
    return Client()


def events(response: Answer) -> dict[str, Any]:
    """What the calendar shows, by title."""
    assert response.status_code == 200
    return {str(each["SUMMARY"]): each for each in Calendar.from_ical(response.content).walk("VEVENT")}


def titles(client: Client, address: str) -> list[str]:
    return sorted(events(client.get(address)))


def sequence(client: Client, address: str, title: str) -> int:
    return int(events(client.get(address))[title]["SEQUENCE"])


def test_it_is_off_until_one_asks_for_an_address(signed_in: Client, user: User) -> None:
    assert "It is off" in text_of(signed_in.get(PAGE))
    assert not CalendarFeed.objects.exists()
    assert signed_in.post("/settings/calendar/address/").status_code == 302
    page = text_of(signed_in.get(PAGE))
    key = key_of(CalendarFeed.objects.get(user=user))
    assert f"http://127.0.0.1:8000/calendar/{key}.ics" in page
    assert f"webcal://127.0.0.1:8000/calendar/{key}.ics" in page
    assert len(key) == 43


def test_who_reads_the_database_cannot_read_the_calendar(user: User, address: str, program: Client) -> None:
    stored = CalendarFeed.objects.filter(user=user).values().get()
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    assert unseal(stored["sealed_key"]) == key
    assert all(key not in str(value) for value in stored.values())
    for value in (stored["key_hash"], stored["sealed_key"], str(stored["uid_space"])):
        assert program.get(reverse("calendar_feed", args=[value])).status_code == 404


def test_a_new_address_stops_the_old_one_at_once(signed_in: Client, user: User, program: Client) -> None:
    signed_in.post("/settings/calendar/address/")
    old = reverse("calendar_feed", args=[key_of(CalendarFeed.objects.get())])
    logged(signed_in, user, **AHEAD)
    uids = [each["UID"] for each in events(program.get(old)).values()]
    signed_in.post("/settings/calendar/address/")
    new = reverse("calendar_feed", args=[key_of(CalendarFeed.objects.get())])
    assert program.get(old).status_code == 404
    # The same events, so that nobody has them twice.
    assert [each["UID"] for each in events(program.get(new)).values()] == uids
    signed_in.post("/settings/calendar/off/")
    assert program.get(new).status_code == 404
    assert "It is off" in text_of(signed_in.get(PAGE))


def test_an_account_switched_off_has_no_calendar(user: User, address: str, program: Client) -> None:
    User.objects.update(is_active=False)
    assert program.get(address).status_code == 404


def test_it_shows_interviews_and_what_is_due(
    signed_in: Client, user: User, address: str, program: Client
) -> None:
    held = logged(signed_in, user, SARA)
    logged(signed_in, user, company="Hooli", **AHEAD, place="1 Main Street", notes="they pay badly")
    shown = events(program.get(address))
    assert {"Video interview with Acme", "Video interview with Hooli", "Thank-you to Sara Lindqvist"} <= set(
        shown
    )
    talk = shown["Video interview with Hooli"]
    assert talk.decoded("DTSTART") == datetime(2026, 11, 10, 15, tzinfo=UTC)
    assert talk["LOCATION"] == "1 Main Street"
    assert talk["URL"].startswith("http://127.0.0.1:8000/applications/")
    assert "badly" not in text_of(program.get(address))
    thanks = shown["Thank-you to Sara Lindqvist"]
    row = FollowUp.objects.get(kind="thank_you")
    assert thanks.decoded("DTSTART") == row.best_by
    assert thanks["DESCRIPTION"].startswith(
        "You met Sara Lindqvist on Tuesday 3 November. A thank-you is best sent by Wednesday 4 November"
    )
    assert "Dear Sara" not in thanks["DESCRIPTION"]
    assert "Sara Lindqvist, hiring manager" in shown["Video interview with Acme"]["DESCRIPTION"]
    assert held.application.title in shown["Video interview with Acme"]["DESCRIPTION"]


def test_nothing_of_anybody_else_is_shown(
    signed_in: Client, user: User, another: User, address: str, program: Client,
    signed_in_as: Callable[[User], Client],
) -> None:  # fmt: skip
    logged(signed_in_as(another), another, SARA, company="Elsewhere")
    assert titles(program, address) == []
    logged(signed_in, user, TOM)
    assert "Elsewhere" not in text_of(program.get(address))
    assert "Sara" not in text_of(program.get(address))
    theirs = reverse("calendar_feed", args=[key_of(give_address(another))])
    assert "Thank-you to Sara Lindqvist" in titles(program, theirs)
    assert "Thank-you to Tom Reyes" not in titles(program, theirs)


@pytest.mark.parametrize(
    ("left_out", "title"),
    [
        ("interviews", "Video interview with Acme"),
        ("thank_yous", "Thank-you to Sara Lindqvist"),
        ("inquiries", "Ask Hooli about their decision"),
        ("other_steps", "Keep your promise to Acme"),
    ],
)
def test_each_kind_can_be_left_out(
    signed_in: Client, user: User, address: str, program: Client, left_out: str, title: str
) -> None:
    logged(signed_in, user, SARA, promise_text="References", promise_due="2026-11-10")
    hooli = logged(signed_in, user, TOM, company="Hooli", starts="2026-11-02T10:00", ends="2026-11-02T11:00")
    thanks = hooli.application.follow_ups.get(kind="thank_you")
    signed_in.post(reverse("follow_up_sent", args=[thanks.pk]), {"means": "email"})
    before = titles(program, address)
    assert title in before
    choose(user, {left_out: False})
    kept = titles(program, address)
    assert title not in kept
    assert set(kept) < set(before)


def test_invitations_can_be_left_out(signed_in: Client, user: User, address: str, program: Client) -> None:
    made = logged(signed_in, user, **AHEAD)
    Interview.objects.filter(pk=made.pk).update(invitation="abc@calendar.example")
    assert titles(program, address) == ["Video interview with Acme"]
    choose(user, {"invitations": False})
    assert titles(program, address) == []


def test_only_what_is_due_within_so_many_weeks(
    signed_in: Client, user: User, address: str, program: Client, clock: time_machine.Traveller
) -> None:
    logged(signed_in, user, **AHEAD, promise_text="References", promise_due="2026-12-10")
    assert "Keep your promise to Acme" in titles(program, address)
    choose(user, {"weeks": 2})
    assert titles(program, address) == ["Video interview with Acme"]
    clock.move_to(NOW + timedelta(weeks=4))
    assert "Keep your promise to Acme" in titles(program, address)


def test_no_names_means_none(signed_in: Client, user: User, address: str, program: Client) -> None:
    logged(signed_in, user, SARA)
    logged(signed_in, user, TOM, company="Hooli", title="Astronaut", **AHEAD, place="1 Main Street")
    told = text_of(program.get(address))
    assert all(word in told for word in ("Sara", "Acme", "Astronaut", "1 Main Street", "http://"))
    choose(user, {"discreet": True, "drafts": True})
    told = text_of(program.get(address))
    words = (
        "Sara",
        "Tom",
        "Acme",
        "Hooli",
        "Astronaut",
        "Main",
        "http",
        "127.0.0.1",
        user.email,
        "Dear",
        "Maya",
    )
    assert [word for word in words if word in told] == []
    shown: list[Any] = Calendar.from_ical(told).walk("VEVENT")
    assert {str(each["SUMMARY"]) for each in shown} <= {
        "Interview",
        "Thank-you due",
        "Inquiry due",
        "Follow-up due",
    }
    assert not any(name in each for each in shown for name in ("DESCRIPTION", "LOCATION", "URL"))
    assert all(alarm["DESCRIPTION"] == each["SUMMARY"] for each in shown for alarm in each.walk("VALARM"))


def test_the_draft_is_told_only_where_that_was_chosen(
    signed_in: Client, user: User, address: str, program: Client
) -> None:
    logged(signed_in, user, SARA)
    title = "Thank-you to Sara Lindqvist"
    assert "batch windows" not in str(events(program.get(address))[title]["DESCRIPTION"])
    choose(user, {"drafts": True})
    assert "batch windows" in str(events(program.get(address))[title]["DESCRIPTION"])


def test_alarms_are_as_chosen(signed_in: Client, user: User, address: str, program: Client) -> None:
    logged(signed_in, user, SARA, **AHEAD)
    choose(user, {"interview_alarm": 1440, "step_alarm": None})
    shown = events(program.get(address))
    (alarm,) = shown.pop("Video interview with Acme").walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(days=-1)
    assert not any(each.walk("VALARM") for each in shown.values())


def test_a_moved_interview_keeps_its_uid_and_grows(
    signed_in: Client, user: User, address: str, program: Client, clock: time_machine.Traveller
) -> None:
    made = logged(signed_in, user, **AHEAD)
    title = "Video interview with Acme"
    first = events(program.get(address))[title]
    clock.move_to(NOW + timedelta(hours=2))
    made.starts_at += timedelta(days=1)
    made.save()
    second = events(program.get(address))[title]
    assert second["UID"] == first["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert first.decoded("LAST-MODIFIED") == NOW.astimezone(UTC)
    assert second.decoded("LAST-MODIFIED") == NOW.astimezone(UTC) + timedelta(hours=2)
    Company.objects.get().rename("Initech")
    assert sequence(program, address, "Video interview with Initech") == 2


def test_days_that_pass_change_nothing(
    signed_in: Client, user: User, address: str, program: Client, clock: time_machine.Traveller
) -> None:
    """No "today" and no "yesterday", or every event would change every night."""
    choose(user, {"drafts": True})
    logged(signed_in, user, SARA, promise_text="References", promise_due="2026-12-10")
    first = program.get(address)
    for hours in (1, 14, 40):
        clock.move_to(NOW + timedelta(hours=hours))
        again = program.get(address)
        assert again.content == first.content
        assert (again["ETag"], again["Last-Modified"]) == (first["ETag"], first["Last-Modified"])


def test_a_cancelled_interview_is_told_as_such_for_a_while(
    signed_in: Client, user: User, address: str, program: Client, clock: time_machine.Traveller
) -> None:
    made = logged(signed_in, user, **AHEAD)
    cancel_interview(made, by_employer=False, on=date(2026, 11, 4), now=NOW)
    title = "Cancelled: Video interview with Acme"
    event = events(program.get(address))[title]
    assert (event["STATUS"], event["TRANSP"], event.walk("VALARM")) == ("CANCELLED", "TRANSPARENT", [])
    clock.move_to(NOW + timedelta(days=29))
    assert title in titles(program, address)
    clock.move_to(NOW + timedelta(days=32))
    assert titles(program, address) == []
    # While its time is still ahead it stays, however long ago they cancelled.
    Interview.objects.filter(pk=made.pk).update(starts_at=NOW + timedelta(days=60))
    assert titles(program, address) == [title]


def test_one_not_confirmed_yet_is_tentative(
    signed_in: Client, user: User, address: str, program: Client
) -> None:
    made = logged(signed_in, user, **AHEAD)
    Interview.objects.filter(pk=made.pk).update(confirmed=False)
    assert events(program.get(address))["Video interview with Acme"]["STATUS"] == "TENTATIVE"


def test_what_is_gone_is_gone(signed_in: Client, user: User, address: str, program: Client) -> None:
    logged(signed_in, user, SARA)
    ahead = logged(signed_in, user, company="Hooli", **AHEAD)
    thanks = FollowUp.objects.get(kind="thank_you")
    skip(thanks, now=NOW)
    delete_interview(ahead, now=NOW)
    shown = titles(program, address)
    assert "Thank-you to Sara Lindqvist" not in shown
    assert "Video interview with Hooli" not in shown
    signed_in.post(reverse("application_delete", args=[thanks.application_id]))
    assert titles(program, address) == []


def test_what_was_put_off_stands_where_it_was_put_off_to(
    signed_in: Client, user: User, address: str, program: Client
) -> None:
    logged(signed_in, user, SARA)
    row = FollowUp.objects.get(kind="thank_you")
    assert row.best_by is not None
    until = row.best_by + timedelta(days=3)
    snooze(row, until=until, now=NOW)
    assert events(program.get(address))["Thank-you to Sara Lindqvist"].decoded("DTSTART") == until


def test_what_is_known_already_is_not_sent_again(
    signed_in: Client, user: User, address: str, program: Client, clock: time_machine.Traveller
) -> None:
    logged(signed_in, user, **AHEAD)
    first = program.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    for known in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        answer = program.get(address, headers=known)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == first["ETag"]
    clock.move_to(NOW + timedelta(minutes=5))
    logged(signed_in, user, company="Hooli", starts="2026-11-12T10:00", ends="2026-11-12T11:00")
    for known in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert "Hooli" in text_of(program.get(address, headers=known))
    # What disappears is a change as well.
    second = program.get(address)
    clock.move_to(NOW + timedelta(minutes=10))
    choose(user, {"interviews": False, "other_steps": False})
    answer = program.get(address, headers={"If-Modified-Since": second["Last-Modified"]})
    assert (answer.status_code, events(answer)) == (200, {})


def test_two_changes_in_one_second_have_two_times(
    signed_in: Client, user: User, address: str, program: Client, clock: time_machine.Traveller
) -> None:
    logged(signed_in, user, **AHEAD)
    first = program.get(address)["Last-Modified"]
    Company.objects.get().rename("Initech")
    assert "Initech" in text_of(program.get(address, headers={"If-Modified-Since": first}))
    second = program.get(address)["Last-Modified"]
    # Nor is a change overlooked where the clock was set back.
    clock.move_to(NOW - timedelta(hours=1))
    Company.objects.get().rename("Hooli")
    assert "Hooli" in text_of(program.get(address, headers={"If-Modified-Since": second}))


def test_it_is_sent_in_small_to_whoever_unpacks(
    signed_in: Client, user: User, address: str, program: Client
) -> None:
    logged(signed_in, user, SARA)
    plain = program.get(address)
    packed = program.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert "Accept-Encoding" in packed["Vary"]
    again = program.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert again.status_code == 304


def test_head_says_the_same_without_the_calendar(
    signed_in: Client, user: User, address: str, program: Client
) -> None:
    logged(signed_in, user, SARA)
    got, head = program.get(address), program.head(address)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified"):
        assert head[name] == got[name]
    assert got["Content-Type"] == "text/calendar; charset=utf-8"
    for method in ("post", "put", "delete", "patch"):
        assert getattr(program, method)(address).status_code == 405


def test_it_knows_no_session_and_sets_no_cookie(
    signed_in: Client, another: User, address: str, program: Client, signed_in_as: Callable[[User], Client]
) -> None:
    plain = program.get(address)
    assert not plain.cookies
    for client in (signed_in, signed_in_as(another)):
        answer = client.get(address)
        assert answer.content == plain.content
        assert not answer.cookies


def test_no_log_holds_the_key(
    user: User,
    address: str,
    program: Client,
    settings: LazySettings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The handler made here writes to this test's own stream, and must not outlive it.
    monkeypatch.setattr(logging.root, "handlers", [])
    logging.config.dictConfig(settings.LOGGING)
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    give_address(user)
    assert program.get(address).status_code == 404
    assert program.post(address).status_code == 405
    logging.getLogger("anything").warning("asked for %s twice: %s", f"/calendar/{key}.ics", "?")
    logging.getLogger("anything").warning("%s /calendar/ %s", "one too few")
    told = capsys.readouterr().err
    assert key not in told
    assert f"Not Found: /calendar/{key[:4]}….ics" in told
    assert f"Method Not Allowed (POST): /calendar/{key[:4]}….ics" in told
    assert "twice: ?" in told


def test_whoever_asks_without_end_is_told_to_wait(
    address: str, program: Client, settings: LazySettings
) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "calendar"}
    }
    cache.clear()
    statuses = [program.get(address).status_code for _ in range(MOST_FETCHES + 1)]
    assert statuses == [*[200] * MOST_FETCHES, 429]
    assert int(program.get(address)["Retry-After"]) == 600


def test_the_page_says_when_a_calendar_last_asked(
    signed_in: Client, address: str, program: Client, clock: time_machine.Traveller
) -> None:
    assert "No calendar has fetched it yet" in text_of(signed_in.get(PAGE))
    program.get(address)
    clock.move_to(NOW + timedelta(minutes=3))
    assert "fetched it 3\xa0minutes ago" in text_of(signed_in.get(PAGE))


def test_it_has_an_end(user: User, address: str, program: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda, "MOST_ENTRIES", 3)
    for days in (-800, -5, -4, 3, 4, 800):
        InterviewFactory.create(
            application__owner=user,
            application__company__name=f"Day {days}",
            starts_at=NOW + timedelta(days=days),
        )
    # The latest of what lies within two years.
    assert titles(program, address) == [f"Video interview with Day {days}" for days in (-4, 3, 4)]


def test_more_than_anybody_has(user: User, address: str, program: Client) -> None:
    made = InterviewFactory.create(application__owner=user).application
    talks = Interview.objects.bulk_create(
        Interview(application=made, starts_at=NOW + timedelta(hours=hours), time_zone="Asia/Tokyo")
        for hours in range(agenda.MOST_ENTRIES + 100)
    )
    people = Contact.objects.bulk_create(Contact(owner=user, name=f"Person {talk.pk}") for talk in talks)
    Participation.objects.bulk_create(
        Participation(interview=talk, contact=person) for talk, person in zip(talks, people, strict=True)
    )
    answer = program.get(address, headers={"Accept-Encoding": "gzip"})
    shown = gzip.decompress(answer.content)
    assert shown.count(b"BEGIN:VEVENT") == agenda.MOST_ENTRIES
    assert len(shown) < 2_000_000
    assert len(answer.content) < 200_000


def test_choices_are_kept_and_shown(signed_in: Client, user: User) -> None:
    typed = {**CHOSEN, "weeks": "4", "interview_alarm": "none", "step_alarm": "15", "discreet": "on"}
    typed.pop("inquiries")
    assert signed_in.post(PAGE, typed).status_code == 302
    feed = CalendarFeed.objects.get(user=user)
    assert (feed.weeks, feed.interview_alarm, feed.step_alarm) == (4, None, 15)
    assert (feed.interviews, feed.inquiries, feed.discreet, feed.drafts) == (True, False, True, False)
    form = signed_in.get(PAGE).context["form"]
    assert (form["weeks"].value(), form["inquiries"].value(), form["step_alarm"].value()) == (4, False, 15)
    # Choosing makes no address.
    assert not feed.is_on


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"weeks": "3"}, "weeks"),
        ({"interview_alarm": "-5"}, "interview_alarm"),
        ({"step_alarm": "often"}, "step_alarm"),
        (dict.fromkeys(("interviews", "thank_yous", "inquiries", "other_steps"), ""), "interviews"),
    ],
    ids=["weeks", "alarm", "step", "nothing"],
)
def test_what_cannot_be_chosen_is_told_at_its_field(
    signed_in: Client, address: str, changes: dict[str, str], field: str
) -> None:
    typed = {name: value for name, value in (CHOSEN | changes).items() if value or name not in changes}
    response = signed_in.post(PAGE, typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    # And the address still stands there.
    assert urlsplit(address).path in text_of(response)


def test_an_address_that_cannot_be_shown_still_works(
    signed_in: Client, address: str, program: Client, settings: LazySettings
) -> None:
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert address in text_of(signed_in.get(PAGE))
    CalendarFeed.objects.update(sealed_key="gone")
    assert "can no longer be shown" in text_of(signed_in.get(PAGE))
    assert program.get(address).status_code == 200


def test_two_that_read_at_once_count_each_change(
    signed_in: Client, user: User, address: str, program: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One saw the first change only; before it had noted that, another noted the second."""
    from reminders.services import calendar_feeds

    made = logged(signed_in, user, **AHEAD)
    program.get(address)
    made.minutes = 30
    made.save()
    read = agenda.read_agenda
    nested: list[int] = []

    def interrupted(feed: CalendarFeed, *, now: datetime) -> Any:
        entries = read(feed, now=now)
        if not nested:
            nested.append(1)
            Interview.objects.filter(pk=made.pk).update(minutes=15)
            assert sequence(program, address, "Video interview with Acme") == 1
        return entries

    monkeypatch.setattr(calendar_feeds, "read_agenda", interrupted)
    # What was seen late counts as a change of its own, and so does the way back.
    assert [sequence(program, address, "Video interview with Acme") for _ in range(3)] == [2, 3, 3]
