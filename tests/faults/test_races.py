"""Many at once on a real PostgreSQL: nothing lost, nothing doubled, nobody locked up."""

from __future__ import annotations

import datetime as dt
import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection, connections, transaction

from accounts.models import User
from accounts.services import save_settings
from applications.models import Application, Interview
from applications.services.interviews import edit_interview
from reminders.delivery.base import Letter, Outcome
from reminders.models import Channel, Delivery, Evening, FollowUp, Notification, Plan
from reminders.policy import plan
from reminders.services import flagging, follow_ups, planning, sending
from reminders.services.evenings import flag_evenings
from reminders.services.facts import gather_facts
from reminders.services.flagging import flag_due
from reminders.services.planning import replan_due
from tests.factories import UserFactory
from tests.faults.children import start, wait_for
from tests.reminders.story import edit, entry, log, ny

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AFTER, DUE = ny(3, 18), ny(4, 8)


def owe(users: int, people: int) -> list[User]:
    """So many users owe each of so many people a thank-you, due on Wednesday at 08:00."""
    found = [UserFactory.create() for _ in range(users)]
    for user in found:
        log(user, entry(ny(3, 10), people=[f"P{number} Lee" for number in range(people)]), now=AFTER)
    return found


def run_together(*deeds: Callable[[], object]) -> list[BaseException]:
    """Each in a thread and on a connection of its own, begun at one instant. Returns what went wrong."""
    wrong: list[BaseException] = []
    begin = threading.Barrier(len(deeds))

    def work(deed: Callable[[], object]) -> None:
        try:
            begin.wait(30)
            deed()
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(deed,), daemon=True) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads), "somebody is locked up"
    return wrong


def test_two_flagging_processes_queue_every_moment_once(tmp_path: Path) -> None:
    owe(users=5, people=60)
    go, ready = tmp_path / "go", [tmp_path / "first", tmp_path / "second"]
    children = [start("flag", DUE.isoformat(), str(path), str(go)) for path in ready]
    for child, path in zip(children, ready, strict=True):
        wait_for(path, child)
    go.touch()
    counts = [int(child.communicate(timeout=60)[0]) for child in children]
    assert [child.returncode for child in children] == [0, 0]
    assert sum(counts) == 300
    assert min(counts) > 0, f"one did all the work: {counts}"
    queued = Counter(Notification.objects.values_list("follow_up_id", flat=True))
    assert (len(queued), set(queued.values())) == (300, {1})
    assert Channel.objects.count() == 5


def test_flaggers_that_make_the_same_channels_do_not_lock_each_other_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flagging, "BATCH", 7)
    owe(users=12, people=6)
    assert run_together(*[lambda: flag_due(DUE)] * 4) == []
    assert Notification.objects.count() == 72
    assert Channel.objects.count() == 12


class Counting:
    def __init__(self) -> None:
        self.ids: list[str] = []

    def send(self, letter: Letter) -> Outcome:
        time.sleep(0.003)
        self.ids.append(letter.message_id)
        return Outcome.SENT


def test_senders_at_once_send_each_letter_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting()
    monkeypatch.setitem(sending.CHANNELS, "email", counting)
    owe(users=40, people=2)
    flag_due(DUE)
    assert run_together(*[lambda: sending.send_pending(DUE)] * 3) == []
    assert (len(counting.ids), len(set(counting.ids))) == (40, 40)
    assert set(Delivery.objects.values_list("status", flat=True)) == {"sent"}
    assert not Notification.objects.filter(delivery=None).exists()


def test_writers_flaggers_sweeps_and_senders_get_along(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sending.CHANNELS, "email", Counting())
    monkeypatch.setattr(flagging, "BATCH", 5)
    users = owe(users=3, people=8)
    rounds = 25
    dice = random.Random(7)
    seeds = iter([dice.random() for _ in range(20)])

    def write() -> None:
        mine = random.Random(next(seeds))
        for _ in range(rounds):
            interview = mine.choice(list(Interview.objects.all()))
            people = [f"P{number} Lee" for number in range(mine.randrange(2, 8))]
            form = entry(ny(3, 10), people=people, minutes=mine.randrange(30, 90))
            edit_interview(interview.application.owner, interview, form, now=DUE)

    def touch() -> None:
        mine = random.Random(next(seeds))
        for _ in range(rounds):
            row = mine.choice(list(FollowUp.objects.filter(kind="thank_you")))
            match mine.randrange(4):
                case 0:
                    follow_ups.skip(row, now=DUE)
                case 1:
                    follow_ups.unskip(row)
                case 2:
                    follow_ups.snooze(row, until=DUE + timedelta(hours=1), now=DUE)
                case 3:
                    follow_ups.snooze(row, until=None, now=DUE)

    def flag() -> None:
        for minute in range(rounds):
            # One by one, for an update of many in any order would itself lock up with the writers.
            for pk in FollowUp.objects.values_list("pk", flat=True):
                due = FollowUp.objects.filter(pk=pk, status="open")
                due.update(next_moment_at=DUE, attended_at=AFTER)
            flag_due(DUE + timedelta(minutes=minute))

    def flag_too() -> None:
        for minute in range(rounds):
            flag_due(DUE + timedelta(minutes=minute))

    def sweep() -> None:
        for minute in range(rounds):
            for pk in Plan.objects.values_list("pk", flat=True):
                Plan.objects.filter(pk=pk).update(stale=True)
            replan_due(DUE + timedelta(minutes=minute))

    def send() -> None:
        for minute in range(rounds):
            sending.send_pending(DUE + timedelta(minutes=minute))

    def choose() -> None:
        for number in range(rounds):
            save_settings(users[number % 3], {"name": f"Name {number}"})

    with time_machine.travel(DUE), caplog.at_level(logging.ERROR):
        wrong = run_together(write, write, touch, touch, flag, flag_too, sweep, send, choose)
    assert wrong == []
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in errors] == []
    replan_due(DUE + timedelta(hours=3))
    for application in Application.objects.all():
        steps = plan(gather_facts(application, now=DUE + timedelta(hours=3)))
        keys = {(step.kind.value, step.anchor, step.to or "", step.number or 0) for step in steps}
        rows = FollowUp.objects.filter(application=application).open()
        assert {(row.kind, row.anchor, row.recipient, row.number) for row in rows} == keys
    moments = Counter(Notification.objects.values_list("follow_up", "channel", "moment", "due_at"))
    assert set(moments.values()) == {1}


def test_settings_saved_while_a_plan_is_made_are_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan read the old hour; the settings then come, wait, and mark it stale after it."""
    (user,) = owe(users=1, people=1)
    interview = Interview.objects.get()
    reading, saved = threading.Event(), threading.Event()
    real = gather_facts

    def slowly(application: Application, **options: object) -> object:
        facts = real(application, **options)  # type: ignore[arg-type]
        reading.set()
        saved.wait(1)
        return facts

    monkeypatch.setattr(planning, "gather_facts", slowly)

    def choose() -> None:
        reading.wait(30)
        save_settings(User.objects.get(pk=user.pk), {"reminder_hour": dt.time(10)})
        saved.set()

    form = entry(ny(3, 10), people=["P0 Lee"], minutes=61)
    assert run_together(lambda: edit(user, interview, form, now=ny(3, 19)), choose) == []
    monkeypatch.setattr(planning, "gather_facts", real)
    assert Plan.objects.get().stale
    replan_due(ny(3, 20))
    assert FollowUp.objects.get(kind="thank_you").next_moment_at == ny(4, 10)


def test_a_snooze_is_not_undone_by_a_plan_that_began_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    (user,) = owe(users=1, people=1)
    interview, row = Interview.objects.get(), FollowUp.objects.get(kind="thank_you")
    reading, snoozed = threading.Event(), threading.Event()
    real = gather_facts

    def slowly(application: Application, **options: object) -> object:
        reading.set()
        snoozed.wait(1)
        return real(application, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(planning, "gather_facts", slowly)

    def snooze() -> None:
        reading.wait(30)
        follow_ups.snooze(row, until=ny(20, 8), now=ny(3, 19))
        snoozed.set()

    form = entry(ny(3, 10), people=["P0 Lee"], minutes=61)
    assert run_together(lambda: edit(user, interview, form, now=ny(3, 19)), snooze) == []
    row.refresh_from_db()
    assert (row.snoozed_until, row.next_moment_at) == (ny(20, 8), ny(20, 8))


def test_a_question_is_flagged_while_the_other_of_its_application_is_planned() -> None:
    """The first to be asked was logged last. Whoever comes second waits, and holds nothing meanwhile."""
    user = UserFactory.create()
    late = log(user, entry(ny(3, 16), people=()), now=ny(2))
    early = log(user, entry(ny(3, 9), people=()), now=ny(2))
    assert late.application_id == early.application_id
    held, waiting = threading.Event(), threading.Barrier(3)

    def hold() -> None:
        with transaction.atomic():
            Evening.objects.select_for_update().get(interview=early)
            held.set()
            waiting.wait(30)
            until_locked(2)

    def flag() -> None:
        held.wait(30)
        waiting.wait(30)
        flag_evenings(ny(3, 18))

    def plan_anew() -> None:
        held.wait(30)
        waiting.wait(30)
        until_locked(1)
        edit(user, late, entry(ny(3, 16), people=(), minutes=61), now=ny(3, 18))

    with time_machine.travel(ny(3, 18)):
        assert run_together(hold, flag, plan_anew) == []
    assert not Plan.objects.get().stale


def until_locked(count: int) -> None:
    """Wait until so many wait for a lock."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= count:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")
