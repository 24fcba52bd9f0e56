"""When reminders come, and what each channel tells: what is saved, what is refused, whose it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import EVERY_DAY, User
from reminders.models import Channel, FollowUp, Plan
from reminders.services.channels import email_channel
from reminders.services.planning import replan_due
from tests.applications.typed import SARA, logged, text_of

PAGE = reverse("reminder_settings")
SAVE = reverse("when")
USUAL: dict[str, str | list[str]] = {
    "reminder_hour": "08:00",
    "quiet_from": "21:00",
    "quiet_until": "07:00",
    "reminder_days": ["0", "1", "2", "3", "4", "5", "6"],
}


def settings_of(user: User) -> tuple[time, time, time, int]:
    user.refresh_from_db()
    return user.reminder_hour, user.quiet_from, user.quiet_until, user.reminder_days


def test_the_usual_form_changes_nothing(signed_in: Client, user: User) -> None:
    before = settings_of(user)
    assert signed_in.post(SAVE, USUAL).url == PAGE  # type: ignore[attr-defined]
    assert settings_of(user) == before == (time(8), time(21), time(7), EVERY_DAY)


def test_hours_and_days_move_what_waits(signed_in: Client, user: User) -> None:
    interview = logged(signed_in, user, SARA)
    row = FollowUp.objects.get(application=interview.application, kind="thank_you")
    signed_in.post(reverse("follow_up_sent", args=[row.pk]), {"means": "email"})
    inquiry = FollowUp.objects.open().get(kind="status_inquiry")
    # It opens on Thursday 12 November at nine.
    assert inquiry.next_moment_at == datetime(2026, 11, 13, 13, tzinfo=UTC)
    signed_in.post(SAVE, USUAL | {"reminder_hour": "09:30", "reminder_days": ["0", "5"]})
    assert Plan.objects.get().stale
    replan_due(timezone.now())
    inquiry.refresh_from_db()
    # Saturday 14 November at half past nine.
    assert inquiry.next_moment_at == datetime(2026, 11, 14, 14, 30, tzinfo=UTC)
    assert user.__class__.objects.get(pk=user.pk).reminder_weekdays == {0, 5}


def test_what_was_saved_is_said_and_shown(signed_in: Client) -> None:
    page = text_of(signed_in.post(SAVE, USUAL | {"reminder_days": ["0", "1", "2", "3", "4"]}, follow=True))
    assert "Reminders come at 08:00 from Monday to Friday, the next tomorrow at 08:00." in page
    assert page.count("checked") == 5 + 6


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"reminder_days": []}, "reminder_days", "Choose at least one day."),
        ({"reminder_days": ["7"]}, "reminder_days", "7 is not one of the available choices"),
        ({"reminder_hour": "25:00"}, "reminder_hour", "Write the time as 08:00."),
        ({"quiet_until": ""}, "quiet_until", "required"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    signed_in: Client, user: User, changes: dict[str, list[str] | str], field: str, said: str
) -> None:
    before = settings_of(user)
    response = signed_in.post(SAVE, USUAL | {"quiet_from": "22:15"} | changes)
    assert response.status_code == 422
    assert said in str(response.context["refused"].errors[field])
    page = text_of(response)
    assert said in page
    # What was typed stands there still.
    assert 'value="22:15"' in page
    assert settings_of(user) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {},
            "Reminders come at 08:00 every day, the next tomorrow at 08:00. Nothing comes from 21:00 to 07:00.",
        ),
        (
            {"reminder_hour": "22:30", "reminder_days": ["0", "3"]},
            "22:30 is in your quiet hours, so reminders come at 07:00 on Monday and Thursday, the next tomorrow",
        ),
        ({"quiet_from": "07:00"}, "Reminders come at 08:00 every day, the next tomorrow at 08:00.</p>"),
        ({"reminder_days": []}, '<p class="understood" id="when-told" aria-live="polite"></p>'),
    ],
)
def test_the_preview_says_it_in_words_and_saves_nothing(
    signed_in: Client, user: User, changes: dict[str, list[str] | str], said: str
) -> None:
    before = settings_of(user)
    response = signed_in.post(reverse("when_preview"), USUAL | changes)
    assert response.status_code == 200
    assert said in text_of(response)
    assert "<form" not in text_of(response)
    assert settings_of(user) == before


def test_back_to_the_defaults_and_its_undo(signed_in: Client, user: User) -> None:
    own = USUAL | {"reminder_hour": "10:00", "reminder_days": ["2"]}
    signed_in.post(SAVE, own)
    page = text_of(signed_in.post(reverse("when_defaults"), follow=True))
    assert settings_of(user) == (time(8), time(21), time(7), EVERY_DAY)
    assert f'action="{reverse("when_defaults")}?undo"' in page
    for _ in range(2):
        # A second click finds nothing to bring back.
        signed_in.post(f"{reverse('when_defaults')}?undo")
        assert settings_of(user) == (time(10), time(21), time(7), 0b000_0100)


def test_planning_shows_that_dates_are_worked_out_anew(signed_in: Client, user: User) -> None:
    logged(signed_in, user, SARA)
    page = text_of(signed_in.post(SAVE, USUAL | {"reminder_hour": "10:00"}, follow=True))
    assert "Working out your dates anew: 0 of 1." in page


class TestWhatAChannelTells:
    def typed(self, channel: Channel, *moments: str) -> dict[str, list[str]]:
        return {f"channel-{channel.pk}-moments": list(moments)}

    def test_it_is_saved(self, signed_in: Client, user: User) -> None:
        channel = email_channel(user)
        address = reverse("channel_moments", args=[channel.pk])
        page = text_of(signed_in.post(address, self.typed(channel, "late", "evening"), follow=True))
        channel.refresh_from_db()
        assert channel.tells == {"late", "evening"}
        assert page.count('value="evening" id="id_channel') == 1
        assert page.count("checked") == 2 + 7

    @pytest.mark.parametrize(
        ("moments", "said"),
        [([], "Choose at least one, or turn these reminders off."), (["noon"], "noon is not one of")],
    )
    def test_nothing_and_nonsense_are_refused_in_its_card(
        self, signed_in: Client, user: User, moments: list[str], said: str
    ) -> None:
        channel = email_channel(user)
        address = reverse("channel_moments", args=[channel.pk])
        response = signed_in.post(address, self.typed(channel, *moments))
        assert response.status_code == 422
        page = text_of(response)
        assert said in page
        assert f'<details class="fold channel-moments" id="channel-{channel.pk}-moments" open>' in page
        # The other form is as it was, and says what it says.
        assert "Reminders come at 08:00 every day" in page
        channel.refresh_from_db()
        assert channel.moments is None

    def test_only_ones_own(self, user: User, another: User, signed_in_as: Callable[[User], Client]) -> None:
        theirs = email_channel(another)
        response = signed_in_as(user).post(
            reverse("channel_moments", args=[theirs.pk]), self.typed(theirs, "late")
        )
        assert response.status_code == 404
        theirs.refresh_from_db()
        assert theirs.moments is None


def test_somebody_elses_hours_stay(user: User, another: User, signed_in_as: Callable[[User], Client]) -> None:
    before = settings_of(another)
    client = signed_in_as(user)
    client.post(SAVE, USUAL | {"reminder_hour": "10:00", "reminder_days": ["2"]})
    client.post(reverse("when_defaults"))
    assert settings_of(another) == before


@pytest.mark.parametrize("name", ["when", "when_preview", "when_defaults"])
def test_they_are_only_posted_to_and_only_signed_in(signed_in: Client, name: str) -> None:
    assert signed_in.get(reverse(name)).status_code == 405
    assert Client().post(reverse(name), USUAL).url.startswith("/accounts/login/")  # type: ignore[attr-defined]
