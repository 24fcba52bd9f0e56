"""What a clock that ran ahead withdrew or gave up is looked at again, and what it told is not told again."""

from __future__ import annotations

import pytest

from accounts.models import User
from reminders.delivery.base import DeliveryError, Letter, Outcome
from reminders.models import Delivery, FollowUp, Notification
from reminders.services import flagging, sending
from reminders.services.flagging import flag_all, flag_due
from reminders.services.gathering import gather
from reminders.services.planning import doubt_plans_ahead, replan_due
from reminders.services.sending import doubt_withdrawn_ahead, send_pending
from tests.reminders.mailing import DUE, queue
from tests.reminders.story import entry, frozen, log, ny


class Post:
    def __init__(self) -> None:
        self.away = False
        self.letters: list[str] = []

    def send(self, letter: Letter) -> Outcome:
        if self.away:
            raise DeliveryError("Try again later.", permanent=False, code="busy")
        self.letters.append(letter.message_id)
        return Outcome.SENT


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    found = Post()
    monkeypatch.setitem(sending.CHANNELS, "email", found)
    return found


@pytest.mark.django_db
def test_what_a_later_reminder_overtook_stays_withdrawn(user: User, post: Post) -> None:
    """Mail is away when a step opens; then the clock runs ahead, mail is back, and the step is told as late."""
    queue(user)
    post.away = True
    assert send_pending(DUE) == 0
    post.away = False
    ahead = ny(25, 9)
    with frozen(ahead):
        replan_due(ahead)
        flag_due(ahead)
        send_pending(ahead)
    moments = Notification.objects.filter(follow_up__kind="thank_you").order_by("due_at")
    assert list(moments.values_list("moment", "delivery__status")) == [
        ("best_by", "withdrawn"),
        ("late", "sent"),
    ]
    back = ny(4, 12)
    with frozen(back):
        doubt_plans_ahead(back)
        doubt_withdrawn_ahead(back)
        replan_due(back)
        flag_due(back)
        send_pending(back)
    assert len(post.letters) == 1
    assert Delivery.objects.filter(status="pending").count() == 0


@pytest.mark.django_db
def test_what_was_withdrawn_waits_for_the_end_of_the_night_in_which_the_clock_is_put_back(
    user: User, post: Post
) -> None:
    log(user, entry(ny(3, 10), people=()), now=ny(2, 12))
    with frozen(ny(3, 11, 30)):
        flag_all(ny(3, 11, 30))
        gather(ny(3, 11, 30))
    assert send_pending(ny(6, 12)) == 0
    assert Delivery.objects.get().status == "withdrawn"
    doubt_withdrawn_ahead(ny(3, 23))
    assert send_pending(ny(3, 23)) == 0
    assert send_pending(ny(4, 7)) == 1


@pytest.mark.django_db
def test_the_morning_of_the_day_on_which_the_clock_was_put_right_comes_late(user: User) -> None:
    """The clock jumps over a weekend before this morning's hour, and is put right after it."""
    log(user, entry(ny(3, 16), people=()), now=ny(2, 12))
    with frozen(ny(6, 9)):
        flag_all(ny(6, 9))
    back = ny(3, 10)
    doubt_plans_ahead(back)
    with frozen(back):
        replan_due(back)
        flag_all(back)
        flag_all(back)
    told = Notification.objects.filter(moment="digest").values_list("day", "due_at")
    assert [(str(day), at) for day, at in told] == [("2026-11-03", ny(3, 8))]


@pytest.mark.django_db
def test_what_was_flagged_ahead_waits_for_no_step_that_cannot_be_flagged(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(user, entry(ny(3, 10)), now=ny(3, 18))
    flag_due(ny(6, 9))
    log(user, entry(ny(3, 14)), now=ny(3, 18), company="Globex")

    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(flagging, "_move_on", broken)
    FollowUp.objects.filter(application__company__name="Globex").update(next_moment_at=DUE)
    assert flag_due(DUE) == 0
    assert gather(ny(4, 8, 5)) == 1
