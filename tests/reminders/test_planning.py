"""Every write plans anew in its own transaction; time, settings and new rules do so through the sweep."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.services import save_settings
from applications.models import Application, Interview
from applications.services.applications import delete_application, move_stage, restore_application
from applications.services.changes import changing
from applications.services.interviews import cancel_interview, reinstate_interview
from applications.stages import Stage
from reminders.models import FollowUp, Plan
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.services import follow_ups, planning
from reminders.services.facts import gather_facts
from reminders.services.planning import replan_due
from tests.reminders.story import edit, entry, frozen, hear, log, ny, open_rows, row_of, send

BEFORE, AFTER = ny(2), ny(3, 18)
TEN = ny(3, 10)


def every_row() -> dict[str, list[dict[str, Any]]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for app in ("applications", "reminders")
        for model in apps.get_app_config(app).get_models()
    }


def test_logging_a_panel_owes_each_a_thank_you_and_blocks_the_inquiry(user: User) -> None:
    interview = log(user, entry(TEN, people=("Sara Lindqvist", "Tom Baker")), now=AFTER)
    rows = open_rows(interview.application)
    assert [(row.kind, str(row.contact or ""), row.is_blocked) for row in rows] == [
        ("status_inquiry", "", True),
        ("thank_you", "Sara Lindqvist", False),
        ("thank_you", "Tom Baker", False),
    ]


def test_a_write_that_is_rolled_back_leaves_no_plan(user: User) -> None:
    with transaction.atomic():
        log(user, entry(TEN), now=AFTER)
        assert FollowUp.objects.exists()
        transaction.set_rollback(True)
    assert not FollowUp.objects.exists()


def test_a_write_within_another_is_planned_as_it_is_stored(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    with frozen(ny(5)), changing(application):
        move_stage(application, Stage.REJECTED, on=date(2026, 11, 5))
    assert [row.kind for row in open_rows(application)] == [StepKind.REJECTION_THANKS]


def test_planning_twice_changes_nothing(user: User) -> None:
    interview = log(user, entry(TEN, promise=("Send a sample", date(2026, 11, 9))), now=AFTER)
    send(row_of(interview.application, StepKind.THANK_YOU), ny(3, 19))
    hear(interview.application, ny(5), names=date(2026, 11, 12))
    now = ny(5, 13)
    Plan.objects.update(stale=True)
    replan_due(now)
    before = every_row()
    Plan.objects.update(stale=True)
    assert replan_due(now) == 1
    assert every_row() == before


def test_a_moved_interview_moves_its_row(user: User) -> None:
    interview = log(user, entry(TEN), now=AFTER)
    before = row_of(interview.application, StepKind.THANK_YOU)
    edit(user, interview, entry(ny(3, 14)), now=ny(3, 19))
    after = row_of(interview.application, StepKind.THANK_YOU)
    assert (after.pk, after.opens_at) == (before.pk, ny(3, 15))


def test_an_interview_moved_ahead_withdraws_what_it_owed(user: User) -> None:
    interview = log(user, entry(TEN), now=AFTER)
    edit(user, interview, entry(ny(9, 10)), now=ny(3, 19))
    assert open_rows(interview.application) == []
    replan_due(ny(9, 12))
    row = row_of(interview.application, StepKind.THANK_YOU)
    assert (row.status, row.opens_at) == (FollowUpStatus.OPEN, ny(9, 11))


def test_a_reply_begins_a_new_row(user: User) -> None:
    interview = log(user, entry(TEN), now=AFTER)
    application = interview.application
    send(row_of(application, StepKind.THANK_YOU), ny(3, 19))
    first = row_of(application, StepKind.STATUS_INQUIRY)
    hear(application, ny(6))
    first.refresh_from_db()
    second = row_of(application, StepKind.STATUS_INQUIRY, status=FollowUpStatus.OPEN)
    assert (first.status, second.pk != first.pk) == (FollowUpStatus.WITHDRAWN, True)


def test_cancelling_and_its_undo_bring_the_same_row_back(user: User) -> None:
    interview = log(user, entry(TEN), now=AFTER)
    before = row_of(interview.application, StepKind.THANK_YOU)
    with frozen(ny(3, 19)):
        cancel_interview(interview, by_employer=False, on=date(2026, 11, 3), now=ny(3, 19))
        assert open_rows(interview.application) == []
        reinstate_interview(interview, now=ny(3, 19))
    assert row_of(interview.application, StepKind.THANK_YOU, status="open").pk == before.pk


def test_a_deleted_application_asks_for_nothing_until_it_is_restored(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    with frozen(ny(3, 19)):
        delete_application(application, now=ny(3, 19))
    assert not FollowUp.objects.exclude(next_moment_at=None).exists()
    with frozen(ny(3, 20)):
        restore_application(Application.objects.get(pk=application.pk))
    assert row_of(application, StepKind.THANK_YOU).next_moment_at == ny(4, 8)


def break_the_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(planning, "owed", refuse)


def test_a_failing_policy_leaves_the_write_and_the_sweep_makes_up_for_it(
    user: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as broken:
        break_the_policy(broken)
        interview = log(user, entry(TEN), now=AFTER)
        assert "ZeroDivisionError" in caplog.text
        assert Plan.objects.get().stale
        assert replan_due(ny(3, 18, 1)) == 0
        assert Plan.objects.get().stale
    assert not FollowUp.objects.exists()
    assert replan_due(ny(3, 18, 2)) == 1
    assert not Plan.objects.get().stale
    assert row_of(interview.application, StepKind.THANK_YOU).next_moment_at == ny(4, 8)


def test_facts_that_could_not_be_planned_still_ask_for_nothing_from_before_their_entry(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(user, entry(ny(20, 10)), now=BEFORE)
    with monkeypatch.context() as broken:
        break_the_policy(broken)
        # Entered on the 12th; its morning was the 4th, and the sweep is mended an hour later.
        log(user, entry(TEN, people=("Tom Baker",)), now=ny(12, 10))
        log(user, entry(TEN - timedelta(days=90), people=("Ann Lee",)), now=ny(12, 10))
    replan_due(ny(12, 11))
    rows = {str(row.contact): row for row in FollowUp.objects.filter(kind=StepKind.THANK_YOU)}
    assert rows["Tom Baker"].next_moment_at is None
    assert (rows["Ann Lee"].status, rows["Ann Lee"].is_history) == ("skipped", True)


def test_sent_is_kept_although_planning_fails(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    with monkeypatch.context() as broken:
        break_the_policy(broken)
        send(row_of(application, StepKind.THANK_YOU), ny(3, 19))
    replan_due(ny(3, 20))
    row = row_of(application, StepKind.THANK_YOU)
    assert (row.status, row.message is not None) == (FollowUpStatus.SENT, True)


def test_one_that_cannot_be_planned_keeps_nobody_waiting(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = log(user, entry(TEN), now=AFTER, company="Bad").application
    log(user, entry(TEN), now=AFTER, company="Good")
    Plan.objects.update(stale=True)
    real = gather_facts

    def gather(application: Application, **options: Any) -> Any:
        if application.pk == bad.pk:
            raise ZeroDivisionError
        return real(application, **options)

    monkeypatch.setattr(planning, "gather_facts", gather)
    # One place in each sweep: those that fail go behind the others.
    assert sum(replan_due(ny(3, 19, minute), limit=1) for minute in range(3)) == 1
    assert list(Plan.objects.filter(stale=True).values_list("application", flat=True)) == [bad.pk]


def test_time_alone_plans_at_an_interviews_end(user: User) -> None:
    interview = log(user, entry(TEN), now=BEFORE)
    assert (open_rows(interview.application), Plan.objects.get().replan_at) == ([], ny(3, 11))
    assert replan_due(ny(3, 10, 59)) == 0
    assert replan_due(ny(3, 11)) == 1
    assert {row.kind for row in open_rows(interview.application)} == {"thank_you", "status_inquiry"}
    assert replan_due(ny(3, 11)) == 0


def test_time_alone_plans_at_an_interviews_start(user: User) -> None:
    interview = log(user, entry(ny(6, 10)), now=BEFORE)
    Interview.objects.update(confirmed=False, invited_on=date(2026, 11, 2))
    with frozen(BEFORE), transaction.atomic():
        planning.replan(interview.application, now=BEFORE, entered=True)
    assert row_of(interview.application, StepKind.CONFIRM_INTERVIEW).status == "open"
    assert replan_due(ny(6, 10)) == 1
    assert row_of(interview.application, StepKind.CONFIRM_INTERVIEW).status == "withdrawn"


def test_today_does_not_wait_for_the_sweep(user: User, client: Client) -> None:
    client.force_login(user)
    interview = log(user, entry(TEN), now=BEFORE)
    with frozen(ny(3, 11, 1)):
        client.force_login(user)
        page = client.get(reverse("today"))
    assert "Thank-you to Sara Lindqvist" in page.content.decode()
    assert open_rows(interview.application)


def test_settings_plan_all_of_that_user_anew_and_nobody_elses(user: User, another: User) -> None:
    mine = [log(user, entry(TEN), now=AFTER, company=name).application for name in ("A", "B")]
    theirs = log(another, entry(TEN), now=AFTER).application
    with frozen(ny(3, 19)):
        save_settings(user, {"reminder_hour": time(10)})
    assert replan_due(ny(3, 19)) == 2
    moments = FollowUp.objects.filter(kind=StepKind.THANK_YOU)
    assert {row.next_moment_at for row in moments.filter(application__in=mine)} == {ny(4, 10)}
    assert {row.next_moment_at for row in moments.filter(application=theirs)} == {ny(4, 3)}


@pytest.mark.parametrize("version", ["0 holidays 0.1", "9 holidays 9.9", ""])
def test_another_rule_or_holiday_table_plans_anew(user: User, version: str) -> None:
    log(user, entry(TEN), now=AFTER)
    assert replan_due(ny(3, 19)) == 0
    Plan.objects.update(policy_version=version)
    assert (replan_due(ny(3, 19)), replan_due(ny(3, 19))) == (1, 0)


def test_a_write_is_planned_once_even_where_two_facts_change(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = log(user, entry(ny(6, 10)), now=BEFORE)
    Interview.objects.update(confirmed=False, invited_on=date(2026, 11, 2))
    with frozen(BEFORE), transaction.atomic():
        planning.replan(interview.application, now=BEFORE, entered=True)
    planned: list[int] = []
    real = planning.replan

    def replan(application: Application, **options: Any) -> None:
        planned.append(application.pk)
        real(application, **options)

    monkeypatch.setattr(planning, "replan", replan)
    send(row_of(interview.application, StepKind.CONFIRM_INTERVIEW), ny(2, 13))
    assert planned == [interview.application_id]
    interview.refresh_from_db()
    assert interview.confirmed


def test_planning_a_panel_of_ten_takes_few_more_queries_than_one(user: User) -> None:
    def queries(people: list[str], company: str) -> int:
        application = log(user, entry(TEN, people=people), now=AFTER, company=company).application
        with CaptureQueriesContext(connection) as found, transaction.atomic():
            planning.replan(application, now=AFTER, entered=True)
        return len(found)

    one = queries(["Sara Lindqvist"], "A")
    assert queries([f"P{number} Lee" for number in range(10)], "B") <= one


def test_skipping_twice_or_after_sending_changes_nothing(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    stale = row_of(application, StepKind.THANK_YOU)
    send(stale, ny(3, 19))
    with frozen(ny(3, 20)):
        follow_ups.skip(stale, now=ny(3, 20))
        follow_ups.unskip(stale)
        follow_ups.snooze(stale, until=ny(6, 8), now=ny(3, 20))
    row = row_of(application, StepKind.THANK_YOU)
    assert (row.status, row.message is not None, row.next_moment_at) == ("sent", True, None)


def test_a_decision_cannot_be_marked_as_sent(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    row = row_of(application, StepKind.THANK_YOU)
    FollowUp.objects.filter(pk=row.pk).update(kind=StepKind.CLOSE_OUT)
    with pytest.raises(follow_ups.DoesNotSettle):
        send(row_of(application, StepKind.CLOSE_OUT), ny(3, 19))


def test_sent_before_the_interview_does_not_settle_and_keeps_nothing(user: User) -> None:
    application = log(user, entry(TEN), now=AFTER).application
    with pytest.raises(follow_ups.DoesNotSettle):
        send(row_of(application, StepKind.THANK_YOU), ny(1), now=ny(3, 19))
    assert not application.messages.exists()
    assert row_of(application, StepKind.THANK_YOU).status == "open"
