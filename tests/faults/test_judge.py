"""The judge of a round sees what is lost, doubled, stuck or wrongly noted; else no round would mean a thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from reminders.delivery.base import Letter
from reminders.models import Channel, Delivery, FollowUp, Notification
from reminders.services import gathering
from reminders.services.reminder_mail import compose_reminder
from tests.faults.far_end import FarEnd, Taken
from tests.faults.world import Verdict, World, is_quiet, judge, make_world
from tests.reminders.story import tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """One user owes one thank-you on three channels; each is in a delivery of its own."""
    from django.utils import timezone

    from reminders.services.flagging import flag_all
    from reminders.services.gathering import gather

    made = make_world("judge", users=1, people=1, occasions=False)
    tick(timezone.now())
    flag_all(timezone.now())
    gather(timezone.now())
    return made


def letters() -> list[Taken]:
    """What a far end takes when all goes well."""
    step = FollowUp.objects.get(kind="thank_you")
    found = []
    for delivery in Delivery.objects.select_related("channel").order_by("channel__kind"):
        channel: Channel = delivery.channel
        found.append(Taken(channel.kind, channel.address, delivery.message_id, frozenset({step.pk})))
    return found


def judged(world: World, taken: list[Taken], *, kills: int = 0, left: str = "") -> Verdict:
    return judge(world, taken, left=left, kills=kills, may_repeat=False, broken=set())


def test_all_went_out_once(world: World) -> None:
    verdict = judged(world, letters())
    assert verdict == Verdict(owed=3, lost=0, doubled=0, accepted_twice=0, stuck=0)
    assert verdict.clean


def test_one_is_missing(world: World) -> None:
    verdict = judged(world, letters()[1:])
    assert (verdict.lost, verdict.clean) == (1, False)


def test_a_step_that_was_never_planned_is_lost(world: World) -> None:
    taken = letters()
    FollowUp.objects.all().delete()
    assert judged(world, taken).lost == 3


def test_one_comes_as_two_messages(world: World) -> None:
    taken = letters()
    verdict = judged(world, [*taken, replace(taken[0], message_id="<another@here>")])
    assert (verdict.doubled, verdict.clean) == (1, False)


@pytest.mark.parametrize(("kills", "doubled", "accepted_twice"), [(0, 1, 0), (1, 0, 1)])
def test_one_message_comes_twice(world: World, kills: int, doubled: int, accepted_twice: int) -> None:
    taken = letters()
    verdict = judged(world, [*taken, taken[0]], kills=kills)
    assert (verdict.doubled, verdict.accepted_twice) == (doubled, accepted_twice)
    assert verdict.clean is bool(kills)


def test_one_goes_astray_although_all_that_is_owed_came(world: World) -> None:
    taken = letters()
    other = make_world("other", users=1, people=1, occasions=False)
    of_another = FollowUp.objects.create(
        application=other.users[0].applications.get(), kind="thank_you", anchor="x", status="open"
    )
    also = replace(taken[0], steps=taken[0].steps | {of_another.pk})
    elsewhere = replace(taken[0], to="tom@example.org")
    for wrong in ([also, *taken[1:]], [*taken, elsewhere]):
        verdict = judged(world, wrong, kills=1)
        assert verdict.lost == 0
        assert any("somebody else" in each for each in verdict.why)


def test_noted_as_sent_and_never_taken(world: World) -> None:
    Delivery.objects.update(status="sent")
    assert "noted as sent" in " ".join(judged(world, letters()[1:]).why)


def test_written_of_although_it_was_settled(world: World) -> None:
    taken = letters()
    (step,) = taken[0].steps
    world.forbidden = {(taken[0].kind, taken[0].to, step)}
    assert not judged(world, taken).clean


def test_what_is_left_is_stuck(world: World) -> None:
    assert is_quiet(world, broken=set()) == "3 deliveries"
    assert is_quiet(world, broken={"email", "messenger", "browser"}) == ""
    Delivery.objects.all().delete()
    assert not Notification.objects.exists()
    FollowUp.objects.filter(kind="thank_you").update(next_moment_at="2020-01-01T00:00Z")
    assert is_quiet(world, broken=set()) == "1 due steps"
    assert judged(world, [], left="1 due steps").stuck == 1


@pytest.fixture
def day() -> tuple[World, list[Taken]]:
    """A question on three channels, a morning by mail, and what the far end reads in the real letters."""
    from django.utils import timezone

    from reminders.services.flagging import flag_all
    from reminders.services.gathering import gather

    now = timezone.now()
    made = make_world("day", users=1, people=1)
    tick(now)
    flag_all(now)
    gather(now)
    far_end = FarEnd()
    for delivery in Delivery.objects.order_by("channel__kind"):
        letter = letter_of(delivery, now)
        far_end.take(delivery.channel.kind, delivery.channel.address, delivery.message_id, letter.text)
    return made, far_end.taken


def letter_of(delivery: Delivery, now: datetime) -> Letter:
    wanted = gathering.still_wanted(delivery, now)
    return compose_reminder(
        delivery.channel, wanted.follow_ups, interviews=wanted.interviews, digest=wanted.digest,
        message_id=delivery.message_id, now=now,
    )  # fmt: skip


def test_questions_and_mornings_are_owed_as_well(day: tuple[World, list[Taken]]) -> None:
    world, taken = day
    # A step and a question on three channels, and the morning.
    assert judged(world, taken) == Verdict(owed=7, lost=0, doubled=0, accepted_twice=0, stuck=0)


@pytest.mark.parametrize("what", ["steps", "questions", "meetings"])
def test_a_letter_without_one_of_them_has_lost_it(day: tuple[World, list[Taken]], what: str) -> None:
    world, taken = day
    (mail,) = (each for each in taken if each.kind == "email")
    others = [each for each in taken if each is not mail]
    kept = {name: getattr(mail, name) for name in ("steps", "questions", "meetings") if name != what}
    less = Taken(mail.kind, mail.to, mail.message_id, **{"steps": frozenset(), **kept})
    assert judged(world, [*others, less]).lost == 1


@pytest.mark.parametrize("what", ["questions", "meetings"])
def test_one_that_comes_in_a_second_message_is_doubled(day: tuple[World, list[Taken]], what: str) -> None:
    world, taken = day
    (mail,) = (each for each in taken if each.kind == "email")
    again = Taken(mail.kind, mail.to, "<another@here>", frozenset(), **{what: getattr(mail, what)})
    assert judged(world, [*taken, again]).doubled == 1


def test_one_that_a_clock_left_out_of_a_message_taken_twice_may_come_again(
    day: tuple[World, list[Taken]],
) -> None:
    world, taken = day
    (mail,) = (each for each in taken if each.kind == "email")
    without = replace(mail, questions=frozenset())
    later = Taken(mail.kind, mail.to, "<another@here>", frozenset(), questions=mail.questions)
    Delivery.objects.create(
        channel=Delivery.objects.get(message_id=mail.message_id).channel, message_id=later.message_id
    )
    for clock_moved, doubled in ((True, 0), (False, 1)):
        verdict = judge(
            world, [*taken, without, later], left="", kills=1, may_repeat=clock_moved, broken=set()
        )
        assert (verdict.doubled, verdict.accepted_twice) == (doubled, 1)


def test_a_step_that_a_morning_only_names_has_not_been_told() -> None:
    far_end = FarEnd()
    far_end.take(
        "email",
        "a@b",
        "<1@here>",
        "23:59 Video\nhttps://x/interviews/4/\n\nOpen:\n\n- Thanks\n  https://x/follow-ups/7/\n",
    )
    assert far_end.taken == [Taken("email", "a@b", "<1@here>", frozenset(), frozenset(), frozenset({4}))]
