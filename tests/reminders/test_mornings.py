"""What the day holds, told in the morning: once, on its own day, as it stands when it is sent."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.services import save_settings
from applications.models import Interview
from applications.services.interviews import cancel_interview
from reminders.digest import read_digest
from reminders.models import Channel, Delivery, FollowUp, Morning, Notification
from reminders.queries import read_today
from reminders.services import follow_ups, gathering, sending
from reminders.services.channels import choose_moments, email_channel
from reminders.services.flagging import flag_all
from reminders.services.mornings import flag_mornings
from reminders.services.planning import replan_due
from reminders.services.reminder_mail import compose_reminder
from tests.factories import UserFactory
from tests.reminders.mailing import Fake
from tests.reminders.story import entry, frozen, hear, log, ny, row_of, send

AFTER, DUE = ny(3, 18), ny(4, 8)
MINUTE = timedelta(minutes=1)


def tick(now: datetime) -> None:
    """What a worker does in one tick."""
    with frozen(now):
        replan_due(now)
        flag_all(now)
        sending.send_pending(now)


def mornings() -> list[date | None]:
    return list(Notification.objects.filter(moment="digest").order_by("day").values_list("day", flat=True))


def busy_day(user: User) -> None:
    """On Wednesday the 11th two thank-yous are due, an inquiry is late, and there is an interview at two."""
    old = log(user, entry(ny(2, 10, month=10)), now=ny(2, 18, month=10), company="Globex")
    with frozen(ny(2, 18, month=10)):
        send(row_of(old.application, "thank_you"), ny(2, 18, month=10))
    log(user, entry(ny(10, 10), people=("Sara Lindqvist", "Tom Baker")), now=ny(10, 18))
    log(user, entry(ny(11, 14)), now=ny(10, 18), company="Northwind")


def test_the_day_in_one_line_and_one_message(user: User, fake: Fake) -> None:
    busy_day(user)
    tick(ny(11, 7, 59))
    before = len(fake.letters)
    tick(ny(11, 8))
    tick(ny(11, 8, 1))
    (letter,) = fake.letters[before:]
    assert letter.subject == "Two to send today, one late, one interview"
    for part in (letter.text, letter.html):
        assert "14:00" in part
        assert "Video interview with Northwind" in part
        assert "Thank-you to Sara Lindqvist" in part
        assert "Dear Tom" in part or "Hi Tom" in part
        # Told when it became late, so in a line alone.
        assert "Ask Globex about their decision" in part
        assert "Late since" in part
    assert letter.brief.splitlines()[0] == "14:00 Video interview with Northwind"
    assert letter.url.endswith("/")


@pytest.mark.parametrize(
    ("people", "said"),
    [(1, "One to send today"), (2, "Two to send today"), (12, "12 to send today")],
)
def test_only_what_there_is_is_counted(user: User, people: int, said: str) -> None:
    log(user, entry(ny(3, 10), people=[f"P{number} Lee" for number in range(people)]), now=AFTER)
    assert read_digest(user, now=DUE).headline == said


def test_an_interview_alone(user: User, fake: Fake) -> None:
    log(user, entry(ny(4, 14), people=()), now=AFTER)
    tick(DUE)
    assert [letter.subject for letter in fake.letters] == ["One interview today"]
    # Nothing else, so nothing is said to be open.
    assert "Open" not in fake.letters[0].text.replace("Open it", "")


def test_an_interview_elsewhere_names_both_clocks(user: User, fake: Fake) -> None:
    log(user, entry(ny(4, 11), people=(), time_zone="Europe/London"), now=AFTER)
    tick(DUE)
    assert "11:00 (16:00 in London) Video interview with Acme" in fake.letters[0].text


def test_a_day_that_holds_nothing_has_no_message(user: User, fake: Fake) -> None:
    log(user, entry(ny(20, 10)), now=AFTER)
    tick(DUE)
    assert (mornings(), fake.letters) == ([], [])
    assert Morning.objects.get().next_at == ny(5, 8)


def test_what_is_late_was_said_and_alone_makes_no_message(user: User) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    for day in range(4, 12):
        tick(ny(day, 8))
    # Due from Wednesday to Friday; on Saturday it is late, which its own reminder says.
    assert mornings() == [date(2026, 11, day) for day in (4, 5, 6)]
    assert Notification.objects.filter(moment="late").count() == 1


def test_what_can_never_be_late_is_counted_but_asks_for_no_message_day_by_day(user: User) -> None:
    application = log(user, entry(ny(3, 10)), now=AFTER).application
    FollowUp.objects.filter(application=application).update(kind="close_out", late_after=None)
    with frozen(DUE):
        assert flag_mornings(DUE) == 0
    found = read_digest(user, now=DUE)
    assert (found.headline, found.is_worth_telling) == ("One to settle", False)


def test_it_counts_under_todays_headings(user: User) -> None:
    """A decision or a promise that is late is still one to settle."""
    kinds = ("own_promise", "thank_you", "offer_decision", "thank_you")
    log(user, entry(ny(3, 10), people=[f"P{number} Lee" for number in range(4)]), now=AFTER)
    late = [ny(9, 8), ny(9, 8), ny(20, 8), ny(20, 8)]
    for row, kind, after in zip(FollowUp.objects.filter(kind="thank_you"), kinds, late, strict=True):
        FollowUp.objects.filter(pk=row.pk).update(kind=kind, late_after=after)
    assert read_digest(user, now=ny(10, 8)).headline == "One to send today, two to settle, one late"
    sections = read_today(user, now=ny(10, 8)).sections
    assert {each.title: len(each.cards) for each in sections} == {"Late": 1, "Send today": 1, "To settle": 2}


def test_after_down_time_only_the_morning_of_that_day(user: User) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    tick(ny(6, 15))
    assert mornings() == [date(2026, 11, 6)]
    tick(ny(6, 15, 1))
    assert len(mornings()) == 1


def test_after_down_time_nobody_is_woken(user: User) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    tick(ny(4, 22))
    tick(ny(5, 3))
    assert mornings() == []
    tick(ny(5, 7))
    # The morning of the 4th has gone by, that of the 5th comes at its hour.
    assert mornings() == []
    tick(ny(5, 8))
    assert mornings() == [date(2026, 11, 5)]


def test_one_that_could_not_be_sent_until_the_next_day_is_not_told_then(
    user: User, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(user, entry(ny(4, 14), people=()), now=AFTER)
    with frozen(DUE):
        flag_all(DUE)
        gathering.gather(DUE)
    sending.send_pending(ny(5, 9))
    assert (Delivery.objects.get().status, fake.letters) == ("withdrawn", [])


def test_it_is_counted_anew_when_it_is_sent(user: User, fake: Fake) -> None:
    log(user, entry(ny(3, 10), people=("Sara Lindqvist", "Tom Baker")), now=AFTER)
    with frozen(DUE):
        flag_all(DUE)
    send(FollowUp.objects.get(contact__name="Tom Baker"), DUE + MINUTE)
    sending.send_pending(DUE + 2 * MINUTE)
    assert [letter.subject for letter in fake.letters] == ["One to send today"]


def test_what_was_called_off_meanwhile_is_not_told(user: User, fake: Fake) -> None:
    interview = log(user, entry(ny(4, 14), people=()), now=AFTER)
    with frozen(DUE):
        flag_all(DUE)
    with frozen(DUE + MINUTE):
        cancel_interview(interview, by_employer=False, on=DUE.date(), now=DUE + MINUTE)
    sending.send_pending(DUE + 2 * MINUTE)
    assert (Delivery.objects.get().status, fake.letters) == ("withdrawn", [])


def test_days_without_reminders_have_no_morning(user: User) -> None:
    save_settings(user, {"reminder_days": 0b001_1111})
    log(user, entry(ny(7, 14), people=()), now=AFTER)
    for day in range(4, 10):
        tick(ny(day, 8))
        tick(ny(day, 9))
    # Saturday the 7th holds an interview; on Monday its thank-you is due.
    assert mornings() == [date(2026, 11, 9)]


def test_a_channel_that_does_not_tell_it(user: User, fake: Fake) -> None:
    choose_moments(email_channel(user), ["opens", "best_by"])
    log(user, entry(ny(3, 10)), now=AFTER)
    tick(DUE)
    assert [letter.subject for letter in fake.letters] == ["Thank-you to Sara Lindqvist"]


def test_a_channel_that_tells_nothing_else(user: User, fake: Fake) -> None:
    choose_moments(email_channel(user), ["digest"])
    log(user, entry(ny(3, 10)), now=AFTER)
    tick(DUE)
    (letter,) = fake.letters
    assert letter.subject == "One to send today"
    assert "Thank-you to Sara Lindqvist" in letter.text
    assert "Subject:" not in letter.text


def test_a_new_hour_tells_no_day_twice(user: User) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    tick(DUE)
    save_settings(user, {"reminder_hour": time(10)})
    for minute in (30, 90, 120, 150):
        tick(DUE + minute * MINUTE)
    assert mornings() == [date(2026, 11, 4)]


def test_a_new_hour_before_the_morning_counts(user: User) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    save_settings(user, {"reminder_hour": time(10)})
    tick(DUE)
    assert mornings() == []
    tick(ny(4, 10))
    assert mornings() == [date(2026, 11, 4)]


def test_who_moves_at_night_is_told_by_the_new_clock(user: User) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    with frozen(ny(4, 2)):
        save_settings(user, {"time_zone": "Europe/Berlin"})
    tick(ny(4, 2, 1))
    assert mornings() == [date(2026, 11, 4)]
    (told,) = Notification.objects.filter(moment="digest")
    assert told.due_at == ny(4, 2)


@pytest.mark.parametrize(
    ("zone", "first", "hours"),
    [
        ("America/New_York", date(2026, 10, 31), 25),
        ("America/New_York", date(2027, 3, 13), 23),
        ("Europe/Berlin", date(2026, 10, 24), 25),
        ("Europe/Berlin", date(2027, 3, 27), 23),
        ("Australia/Lord_Howe", date(2026, 10, 3), 23.5),
        ("Australia/Lord_Howe", date(2027, 4, 3), 24.5),
    ],
)
def test_the_hour_stays_when_clocks_change(user: User, zone: str, first: date, hours: float) -> None:
    save_settings(user, {"time_zone": zone})
    row = Morning.objects.create(owner=user, attended_at=ny(1, month=1), next_at=ny(1, month=1))
    now = datetime.combine(first - timedelta(days=2), time(12), tzinfo=user.zone)
    seen = []
    for _ in range(3):
        flag_mornings(now)
        row.refresh_from_db()
        seen.append(row.next_at)
        now = row.next_at
    assert all(each.astimezone(user.zone).time() == time(8) for each in seen)
    gaps = {later - earlier for earlier, later in pairwise(seen)}
    assert gaps == {timedelta(hours=24), timedelta(hours=hours)}


def test_two_flaggers_and_the_database_keep_it_to_one(user: User) -> None:
    log(user, entry(ny(3, 10)), now=AFTER)
    with frozen(DUE):
        flag_mornings(DUE)
        Morning.objects.update(next_at=DUE, attended_at=AFTER)
        flag_mornings(DUE)
    (told,) = Notification.objects.filter(moment="digest")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(channel=told.channel, day=told.day, moment="digest", due_at=DUE)


def test_a_notification_is_of_exactly_one_thing(user: User) -> None:
    row = row_of(log(user, entry(ny(3, 10)), now=AFTER).application, "thank_you")
    channel = email_channel(user)
    for what in ({}, {"day": DUE.date(), "follow_up": row}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notification.objects.create(channel=channel, moment="digest", due_at=DUE, **what)


def test_a_morning_that_cannot_be_flagged_stops_nobody(user: User, another: User) -> None:
    log(another, entry(ny(3, 10)), now=AFTER)
    log(user, entry(ny(3, 10)), now=AFTER)
    User.objects.filter(pk=another.pk).update(time_zone="Mars/Olympus")
    assert flag_mornings(DUE) == 1
    assert Notification.objects.get().channel.owner == user


@pytest.mark.django_db
def test_thirty_mornings_take_as_many_queries_as_one() -> None:
    def queries(count: int, day: int) -> int:
        users = [UserFactory.create() for _ in range(count)]
        for each in users:
            log(each, entry(ny(day, 10)), now=ny(day, 18))
        Morning.objects.exclude(owner__in=users).delete()
        Channel.objects.bulk_create(Channel(owner=each, address=each.email) for each in users)
        with CaptureQueriesContext(connection) as found, time_machine.travel(ny(day + 1, 8)):
            assert flag_mornings(ny(day + 1, 8)) == count
        return len(found)

    assert queries(30, 9) <= queries(1, 3)


def test_composing_takes_as_many_queries_however_much_the_day_holds(user: User, another: User) -> None:
    def queries(owner: User, count: int) -> int:
        people = [f"P{number} Lee" for number in range(count)]
        log(owner, entry(ny(3, 10), people=people), now=AFTER)
        over = [
            log(owner, entry(ny(3, 12 + number)), now=ny(2), company=f"C{number}") for number in range(count)
        ]
        for number in range(count):
            log(owner, entry(ny(4, 12 + number)), now=AFTER, company=f"D{number}")
        with frozen(DUE):
            replan_due(DUE)
        channel = email_channel(owner)
        asked = Interview.objects.select_related("application__company").filter(pk__in=[i.pk for i in over])
        rows = list(FollowUp.objects.for_user(owner).open().filter(opens_at__lte=DUE))[:count]
        interviews = list(asked)
        with CaptureQueriesContext(connection) as found:
            digest = read_digest(owner, now=DUE)
            letter = compose_reminder(
                channel, rows, interviews=interviews, digest=digest, message_id="<1@x>", now=DUE
            )
        assert len(digest.interviews) == count
        # Everything a message can hold, and one blank line between.
        assert "Also open:" in letter.text
        assert "\n\n\n" not in letter.text
        return len(found)

    email_channel(user), email_channel(another)
    assert queries(another, 5) <= queries(user, 1)


def test_a_snooze_that_was_put_off_by_the_night_comes_with_the_morning(user: User, fake: Fake) -> None:
    save_settings(user, {"reminder_hour": time(7)})
    application = log(user, entry(ny(3, 10)), now=AFTER).application
    follow_ups.snooze(row_of(application, "thank_you"), until=ny(5, 3), now=ny(3, 19))
    hear(log(user, entry(ny(5, 14), people=()), now=AFTER, company="Globex").application, ny(3, 20))
    for minute in range(-2, 3):
        tick(ny(5, 7) + minute * MINUTE)
    assert [letter.subject for letter in fake.letters] == ["One to send today, one interview"]
