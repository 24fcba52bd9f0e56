"""What Today says when reminders do not come, and the log of what was sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from reminders.models import Channel, Delivery, FollowUp, Notification, Tick
from reminders.services import ticks
from reminders.services.channels import email_channel
from tests.applications.typed import NOW, SARA, TOM, logged, text_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def today(client: Client) -> str:
    return text_of(client.get("/"))


def log_of(client: Client, channel: Channel, **query: str) -> str:
    return text_of(client.get(reverse("delivery_log", args=[channel.pk]), query))


def deliver(channel: Channel, number: int, status: str, *follow_ups: FollowUp, **more: object) -> Delivery:
    given = {"created_at": NOW - number * MINUTE, "tries": 1, **more}
    if status not in {"pending"}:
        given.setdefault("settled_at", NOW - number * MINUTE)
    row = Delivery.objects.create(
        channel=channel, message_id=f"<{channel.pk}-{number}@x.example>", status=status, **given
    )
    Notification.objects.bulk_create(
        Notification(follow_up=each, channel=channel, moment="opens", due_at=row.created_at, delivery=row)
        for each in follow_ups
    )
    return row


class TestPaused:
    @pytest.fixture(autouse=True)
    def _an_hour_ago(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ticks, "_WATCHING_SINCE", NOW - HOUR)

    def tick(self, **minutes_ago: int) -> None:
        for process, minutes in minutes_ago.items():
            Tick.objects.update_or_create(process=process, defaults={"at": NOW - minutes * MINUTE})

    def test_nothing_is_said_while_both_run(self, signed_in: Client) -> None:
        self.tick(beat=0, worker=4)
        assert "paused" not in today(signed_in)

    def test_the_worker_and_how_to_start_it(self, signed_in: Client) -> None:
        self.tick(beat=0, worker=6)
        page = today(signed_in)
        assert "Reminders are paused: the worker is not running." in page
        assert "celery --app config.celery worker" in page
        self.tick(worker=0)
        assert "paused" not in today(signed_in)

    def test_while_beat_stands_still_nothing_is_known_of_the_worker(self, signed_in: Client) -> None:
        self.tick(beat=6, worker=6)
        page = today(signed_in)
        assert "beat, which wakes the worker, is not running." in page
        assert "the worker is not running" not in page
        assert "celery --app config.celery beat" in page

    def test_under_up_it_is_started_again_as_a_whole(self, signed_in: Client, settings: Settings) -> None:
        settings.UNDER_UP = True
        page = today(signed_in)
        assert "Restart Followthrough" in page
        assert "celery" not in page


class TestFailing:
    @pytest.fixture
    def channel(self, user: User) -> Channel:
        return email_channel(user)

    def test_mail_that_fails_says_since_when_and_when_it_is_tried(
        self, signed_in: Client, channel: Channel
    ) -> None:
        deliver(channel, 3 * 24 * 60, "sent")
        deliver(channel, 2 * 24 * 60, "pending", error="It is closed.", next_try_at=NOW + HOUR)
        deliver(channel, 24 * 60, "failed", error="It is gone.")
        page = today(signed_in)
        assert "Mail has failed since Monday." in page
        assert "tried again today at 10:40" in page or "tried again today at" in page
        assert reverse("delivery_log", args=[channel.pk]) in page

    def test_a_channel_that_fails_stands_there_once(self, signed_in: Client, channel: Channel) -> None:
        """With what was given up in it, and the far end's words once where it always says the same."""
        Channel.objects.filter(pk=channel.pk).update(created_at=NOW - DAY)
        rows = [deliver(channel, 60 * hours, "failed", error="550 no such user") for hours in (3, 2)]
        page = today(signed_in)
        assert "Mail has failed since" in page
        assert "did not reach" not in page
        assert page.count("550 no such user") == 1
        assert all(reverse("delivery_again", args=[row.pk]) in page for row in rows)

    def test_one_message_of_a_channel_that_works_stands_by_itself(
        self, signed_in: Client, channel: Channel
    ) -> None:
        deliver(channel, 10, "failed", error="550 no such user")
        page = today(signed_in)
        assert "has failed since" not in page
        assert f"did not reach {channel.title}: 550 no such user" in page

    def test_a_mail_server_that_asks_for_patience_is_no_trouble(
        self, signed_in: Client, channel: Channel
    ) -> None:
        deliver(channel, 29, "pending", error="Later, please.")
        assert "has failed" not in today(signed_in)

    def test_what_was_sent_since_ends_it(self, signed_in: Client, channel: Channel) -> None:
        failed = deliver(channel, 24 * 60, "failed", error="It is gone.")
        deliver(channel, 60, "sent")
        page = today(signed_in)
        assert "has failed since" not in page
        assert reverse("delivery_again", args=[failed.pk]) in page

    def test_what_failed_before_it_leads_elsewhere_says_nothing_of_it(
        self, signed_in: Client, channel: Channel
    ) -> None:
        """A browser turned on again, a messenger given another address: nothing has failed there yet."""
        deliver(channel, 24 * 60, "failed", error="It is gone.")
        Channel.objects.filter(pk=channel.pk).update(created_at=NOW - HOUR)
        assert "has failed since" not in today(signed_in)
        deliver(channel, 45, "failed", error="It is gone, too.")
        assert "has failed since" in today(signed_in)

    def test_nobody_hears_of_somebody_elses(
        self, signed_in: Client, user: User, another: User, signed_in_as: Callable[[User], Client]
    ) -> None:
        deliver(email_channel(another), 60, "pending", error="It is closed.")
        assert "has failed" not in today(signed_in)
        assert "Mail has failed" in today(signed_in_as(another))

    def test_a_channel_that_is_off_is_no_trouble(self, signed_in: Client, channel: Channel) -> None:
        deliver(channel, 60, "pending", error="It is closed.")
        Channel.objects.update(active=False)
        assert "has failed" not in today(signed_in)

    def test_the_notices_cost_the_same_however_much_failed(self, signed_in: Client, channel: Channel) -> None:
        def queries() -> int:
            today(signed_in)
            with CaptureQueriesContext(connection) as captured:
                today(signed_in)
            return len(captured)

        none = queries()
        for number in range(40, 60):
            deliver(channel, number, "pending" if number % 2 else "failed", error="It is closed.")
        assert queries() == none


class TestLog:
    @pytest.fixture
    def steps(self, signed_in: Client, user: User) -> list[FollowUp]:
        made = logged(signed_in, user, SARA, TOM)
        return list(made.application.follow_ups.filter(kind="thank_you").order_by("pk"))

    @pytest.fixture
    def channel(self, user: User) -> Channel:
        return email_channel(user)

    def test_nothing_yet(self, signed_in: Client, channel: Channel) -> None:
        assert "Nothing was sent yet." in log_of(signed_in, channel)

    @pytest.mark.parametrize(
        ("status", "more", "words"),
        [
            ("pending", {"tries": 0, "next_try_at": NOW}, ["Queued", "Goes out within a minute."]),
            ("pending", {"tries": 0, "next_try_at": NOW + HOUR}, ["Queued", "Goes out today at"]),
            ("pending", {"tries": 1}, ["Sending", "being handed over"]),
            (
                "pending",
                {"tries": 3, "error": "It said: “451 <later>”", "next_try_at": NOW + DAY},
                ["Will retry", "“451 &lt;later&gt;”", "Tried 3 of 12 times. Will retry tomorrow at"],
            ),
            ("sent", {}, ["Sent", "Taken by the far end today at"]),
            ("kept", {}, ["In a file", "It reached nobody."]),
            (
                "failed",
                {"error": "550 gone", "tries": 1},
                ["Failed", "550 gone", "after 1 try.", "Send again"],
            ),
            ("withdrawn", {}, ["Not needed", "No longer needed when its time came"]),
        ],
    )
    def test_what_became_of_a_message(
        self,
        signed_in: Client,
        channel: Channel,
        steps: list[FollowUp],
        status: str,
        more: dict[str, object],
        words: list[str],
    ) -> None:
        deliver(channel, 1, status, *steps, **more)
        page = log_of(signed_in, channel)
        for each in words:
            assert each in page
        assert ("Send again" in page) is (status == "failed")
        for row in steps:
            assert reverse("follow_up", args=[row.pk]) in page
        assert "Thank-you to Sara Lindqvist" in page

    def test_what_the_next_message_will_carry(
        self, signed_in: Client, channel: Channel, steps: list[FollowUp]
    ) -> None:
        Notification.objects.create(follow_up=steps[0], channel=channel, moment="opens", due_at=NOW)
        page = log_of(signed_in, channel)
        assert "Next message" in page
        assert "Thank-you to Sara Lindqvist" in page

    def test_mornings_and_evenings_stand_in_it_too(
        self, signed_in: Client, channel: Channel, steps: list[FollowUp]
    ) -> None:
        row = deliver(channel, 1, "sent", steps[0])
        interview = steps[0].interview
        assert interview is not None
        for what in ({"interview": interview, "moment": "evening"}, {"day": NOW.date(), "moment": "digest"}):
            Notification.objects.create(channel=channel, due_at=row.created_at, delivery=row, **what)
        page = log_of(signed_in, channel)
        assert f"How did {interview.application.company.name} go?" in page
        link = f'href="{reverse("interview", args=[interview.pk])}"'
        assert link in page
        assert "What the day held" in page
        signed_in.post(reverse("interview_delete", args=[interview.pk]))
        assert link not in log_of(signed_in, channel)

    def test_what_was_withdrawn_before_is_not_carried(
        self, signed_in: Client, channel: Channel, steps: list[FollowUp]
    ) -> None:
        deliver(channel, 1, "sent", *steps)
        Notification.objects.filter(follow_up=steps[1]).update(withdrawn_at=NOW)
        page = log_of(signed_in, channel)
        assert "Thank-you to Sara Lindqvist" in page
        assert "Thank-you to Tom" not in page

    def test_nothing_leads_to_a_deleted_application(
        self, signed_in: Client, channel: Channel, steps: list[FollowUp]
    ) -> None:
        deliver(channel, 1, "sent", *steps)
        signed_in.post(reverse("application_delete", args=[steps[0].application_id]))
        page = log_of(signed_in, channel)
        assert "Thank-you to Sara Lindqvist" in page
        assert reverse("follow_up", args=[steps[0].pk]) not in page

    def test_send_again_leads_back_and_a_second_press_says_so(
        self, signed_in: Client, channel: Channel
    ) -> None:
        failed = deliver(channel, 1, "failed", error="550 gone")
        address = reverse("delivery_log", args=[channel.pk])
        for said in ("It is on its way again.", "That one needs no second start."):
            response = signed_in.post(
                reverse("delivery_again", args=[failed.pk]),
                headers={"Referer": f"http://testserver{address}"},
                follow=True,
            )
            assert response.request["PATH_INFO"] == address
            assert said in response.content.decode()
        failed.refresh_from_db()
        assert failed.status == "pending"

    def test_pages_of_many(self, signed_in: Client, channel: Channel) -> None:
        for number in range(60):
            deliver(channel, number, "sent")
        first, last = log_of(signed_in, channel), log_of(signed_in, channel, page="3")
        assert first.count("<article") == 25
        assert last.count("<article") == 10
        assert "Page 3 of 3" in log_of(signed_in, channel, page="99")
        assert "Page 1 of 3" in log_of(signed_in, channel, page="x")

    def test_each_channel_has_its_own(self, signed_in: Client, user: User, channel: Channel) -> None:
        other = Channel.objects.create(owner=user, address="second@example.org")
        deliver(channel, 1, "failed", error="550 first")
        deliver(other, 1, "failed", error="550 second")
        page = log_of(signed_in, other)
        assert "550 second" in page
        assert "550 first" not in page
        assert reverse("delivery_log", args=[channel.pk]) in page

    def test_the_queries_do_not_grow(
        self, signed_in: Client, channel: Channel, steps: list[FollowUp], clock: time_machine.Traveller
    ) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                log_of(signed_in, channel)
            return len(captured)

        deliver(channel, 1, "sent", steps[0])
        few = queries()
        for number in range(2, 25):
            deliver(channel, number, "failed", *steps)
        assert queries() == few
        assert few <= 9

    def test_settings_lead_there(self, signed_in: Client, channel: Channel) -> None:
        assert reverse("delivery_log", args=[channel.pk]) in text_of(
            signed_in.get(reverse("reminder_settings"))
        )
