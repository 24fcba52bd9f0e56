"""The judge of a round sees what is lost, doubled, stuck or wrongly noted; else no round would mean a thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reminders.models import Channel, Delivery, FollowUp, Notification
from tests.faults.far_end import Taken
from tests.faults.world import Verdict, World, is_quiet, judge, make_world
from tests.reminders.story import tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """One user owes one thank-you on three channels; each is in a delivery of its own."""
    from django.utils import timezone

    from reminders.services.flagging import flag_all
    from reminders.services.sending import gather

    made = make_world("judge", users=1, people=1, evening=False)
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
