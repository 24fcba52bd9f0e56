"""The user's own wording: saved, replaced, brought back, and never overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from reminders.drafting.register import Register
from reminders.letters import with_letters
from reminders.models import Draft, DraftVersion, FollowUp
from reminders.services.drafts import (
    MOST_VERSIONS,
    PAUSE,
    ChangedElsewhere,
    SettledAlready,
    keep_aside,
    restore_version,
    save_draft,
    write_anew,
)
from reminders.sheets import letter_of
from tests.applications.typed import NOW, SARA, logged


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def row(clock: time_machine.Traveller, signed_in: Client, user: User) -> FollowUp:
    made = logged(signed_in, user, SARA)
    return with_letters(FollowUp.objects.filter(kind="thank_you")).get(application=made.application)


def save(row: FollowUp, body: str, *, now: datetime = NOW, **more: str) -> DraftVersion | None:
    return save_draft(row, subject="Mine", body=body, now=now, **more)


def bodies(row: FollowUp) -> list[str]:
    return [each.body for each in row.draft_versions.all()]


def test_what_the_facts_give_is_no_wording_of_ones_own(row: FollowUp) -> None:
    letter = letter_of(row, now=NOW)
    assert letter is not None
    save_draft(row, subject=letter.subject, body=letter.body + "\n", now=NOW)
    assert not Draft.objects.exists()
    save(row, "mine")
    save_draft(row, subject=letter.subject, body=letter.body, now=NOW)
    assert not Draft.objects.exists()


def test_typing_keeps_no_version_until_a_pause(row: FollowUp, clock: time_machine.Traveller) -> None:
    for word in ("one", "two", "three"):
        save(row, word)
    assert bodies(row) == []
    clock.move_to(NOW + PAUSE)
    save(row, "four", now=NOW + PAUSE)
    save(row, "five", now=NOW + PAUSE)
    assert bodies(row) == ["three"]


def test_what_replaces_a_whole_text_keeps_it_and_says_why(row: FollowUp) -> None:
    save(row, "mine")
    kept = save(row, "rewritten", why="before rewriting it")
    assert kept is not None
    assert (kept.body, kept.why, kept.register) == ("mine", "before rewriting it", "warm")


def test_saving_the_same_again_is_nothing_new(row: FollowUp, clock: time_machine.Traveller) -> None:
    save(row, "mine")
    clock.move_to(NOW + timedelta(days=1))
    assert save(row, "mine", now=NOW + timedelta(days=1), why="before x") is None
    assert Draft.objects.get().updated_at == NOW
    assert bodies(row) == []


def test_two_editors_do_not_overwrite_each_other(row: FollowUp) -> None:
    save(row, "first tab", started_from="")
    with pytest.raises(ChangedElsewhere) as caught:
        save(row, "second tab", started_from="")
    assert caught.value.draft is not None
    assert caught.value.draft.body == Draft.objects.get().body == "first tab"
    # Both typed the same: nothing to choose.
    save(row, "first tab", started_from="")
    save(row, "second tab", started_from=Draft.objects.get().version)
    assert Draft.objects.get().body == "second tab"


def test_a_text_that_went_elsewhere_is_a_change_too(row: FollowUp) -> None:
    save(row, "mine")
    started = Draft.objects.get().version
    write_anew(row, wording=Register.FORMAL, asks_for_time=False, why="before", now=NOW)
    with pytest.raises(ChangedElsewhere) as caught:
        save(row, "mine, further", started_from=started)
    assert caught.value.draft is None


def test_another_register_and_exactly_back(row: FollowUp) -> None:
    save(row, " mine,\n\n\twith  its spaces ")
    kept = write_anew(row, wording=Register.FORMAL, asks_for_time=False, why="before", now=NOW)
    row.refresh_from_db()
    assert (row.register, Draft.objects.exists()) == ("formal", False)
    assert kept is not None
    assert restore_version(row, kept, now=NOW) is None
    row.refresh_from_db()
    assert (row.register, Draft.objects.get().body) == ("warm", " mine,\n\n\twith  its spaces ")
    assert bodies(row) == []


def test_a_version_changes_places_with_what_stood_there(row: FollowUp) -> None:
    save(row, "old")
    kept = save(row, "new", why="before")
    assert kept is not None
    back = restore_version(row, kept, now=NOW)
    assert (Draft.objects.get().body, bodies(row)) == ("old", ["new"])
    assert back is not None
    restore_version(row, back, now=NOW)
    assert (Draft.objects.get().body, bodies(row)) == ("new", ["old"])


def test_the_oldest_versions_go(row: FollowUp) -> None:
    for number in range(MOST_VERSIONS + 5):
        keep_aside(row, subject="s", body=str(number), why="before", now=NOW)
    assert bodies(row) == [str(each) for each in reversed(range(5, MOST_VERSIONS + 5))]


@pytest.mark.parametrize("status", ["sent", "skipped", "withdrawn"])
def test_a_settled_letter_stays_as_it_was(row: FollowUp, status: str) -> None:
    version = keep_aside(row, subject="s", body="b", why="before", now=NOW)
    FollowUp.objects.update(status=status, next_moment_at=None)
    for change in (
        lambda: save(row, "late"),
        lambda: write_anew(row, wording=Register.BRIEF, asks_for_time=False, why="before", now=NOW),
        lambda: restore_version(row, version, now=NOW),
        lambda: keep_aside(row, subject="s", body="c", why="before", now=NOW),
    ):
        with pytest.raises(SettledAlready):
            change()
    assert (Draft.objects.exists(), bodies(row)) == (False, ["b"])
