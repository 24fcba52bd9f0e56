"""`manage.py explain --application`: what a person reads who wants to know why."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import DayOff, User
from applications.models import Application
from applications.services.applications import move_stage
from applications.stages import Stage
from reminders.models import Manners
from tests.policy.builders import facts, interview
from tests.reminders.story import entry, frozen, log, ny, row_of, send


def explained(application: Application, capsys: pytest.CaptureFixture[str], day: int = 5) -> str:
    with frozen(ny(day)):
        call_command("explain", application=application.pk)
    return capsys.readouterr().out


def test_a_page_of_it(user: User, capsys: pytest.CaptureFixture[str]) -> None:
    held = log(user, entry(ny(3, 10)), now=ny(3, 12))
    send(row_of(held.application, "thank_you"), ny(4, 9))
    assert explained(held.application, capsys) == (
        "Acme, Data Engineer, as of Thursday 5 November 2026\n"
        "Business days: as in US, no inquiries from 24 December to 1 January.\n"
        "\n"
        "Status inquiry 1: upcoming\n"
        "    You said thank you yesterday and no date was named. You may ask from Thursday 12 November, "
        "the first of two times at most.\n"
        "    Opens Thursday 12 November\n"
        "        Wed 4 Nov: your thank-you.\n"
        "        7 days later: Wed 11 Nov.\n"
        "        Wed 11 Nov (Veterans Day) is no business day, so the next business day: Thu 12 Nov.\n"
        "    Best by Monday 16 November\n"
        "        Wed 4 Nov: your thank-you.\n"
        "        10 days later: Sat 14 Nov.\n"
        "        Sat 14 Nov and Sun 15 Nov (weekend) are no business days, "
        "so the next business day: Mon 16 Nov.\n"
        "    Late after Wednesday 18 November\n"
        "        Wed 4 Nov: your thank-you.\n"
        "        14 days later: Wed 18 Nov.\n"
        "    S7: With no date named, wait a week after the thank-you; a week to ten days is usual. "
        "(the article on post-interview follow-up)\n"
        "    C7: With no date named, ask after one to two weeks. "
        "(Ask a Manager; journalismjobs.com; liveabout.com)\n"
    )


def test_own_numbers_days_off_and_quiet_periods_count(user: User, capsys: pytest.CaptureFixture[str]) -> None:
    held = log(user, entry(ny(3, 10)), now=ny(3, 12))
    Manners.objects.create(user=user, numbers={"thank_you_best_by_workdays": 2}, quiet=[])
    DayOff.objects.create(owner=user, first=date(2026, 11, 4), last=date(2026, 11, 4))
    told = explained(held.application, capsys)
    assert "without the user's own days off, no quiet period." in told
    assert "Some numbers are the user's own" in told
    assert "2 business days later: Fri 6 Nov; Wed 4 Nov (your day off) does not count." in told


def test_why_there_is_nothing(user: User, capsys: pytest.CaptureFixture[str]) -> None:
    ahead = log(user, entry(ny(10, 10)), now=ny(3, 12))
    assert "an interview is ahead. Ask there when they expect to decide (S1)." in explained(
        ahead.application, capsys
    )
    with frozen(ny(4)):
        move_stage(ahead.application, Stage.WITHDRAWN, on=date(2026, 11, 4))
    assert "Nothing is owed: its stage is “I withdrew”." in explained(ahead.application, capsys)


def test_no_such_application(db: None) -> None:
    with pytest.raises(CommandError, match="there is no application 7"):
        call_command("explain", application=7)


def test_facts_with_their_working(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "facts.json"
    promise = {"id": "p1", "text": "references", "on": "2026-11-10"}
    file.write_text(
        json.dumps(facts(interview()) | {"etiquette": {"close_out_days": 20}, "own_promises": [promise]})
    )
    call_command("explain", facts=str(file), working=True)
    told = {step["kind"]: step for step in json.loads(capsys.readouterr().out)}
    assert told["own_promise"]["opens"] == "2026-11-09"
    assert told["thank_you"]["working"]["best_by"][-1] == "1 business day later: Wed 4 Nov."


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        (
            {"etiquette": {"most_inquiries": 3}},
            "etiquette.most_inquiries: must be a whole number from 1 to 2",
        ),
        ({"etiquette": {"patience": 3}}, "etiquette.patience: is not a known key"),
        ({"etiquette": {"wait_opens_days": 12}}, "etiquette.wait_best_by_days: Choose at least 12"),
        ({"etiquette": []}, "etiquette: must be an object"),
        ({"own_promises": [{"id": "p1", "on": "2026-11-10"}]}, "own_promises[0].text: is missing"),
        (
            {"own_promises": [{"id": "p", "text": "x", "on": "2026-11-10", "interview": "i9"}]},
            "own_promises[0].interview: there is no interview i9",
        ),
    ],
)
def test_what_is_refused_is_named(more: dict[str, object], refused: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts(interview()) | more))
    with pytest.raises(CommandError) as found:
        call_command("explain", facts=str(file))
    assert refused in str(found.value)
