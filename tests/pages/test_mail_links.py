"""The links in a reminder's mail: what whoever holds it can see and do, and nothing more."""

from __future__ import annotations

import logging.config
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts.models import User
from applications.models import Message
from applications.models.message import MessageKind
from applications.services.applications import delete_application, move_stage
from applications.stages import Stage
from reminders.models import FollowUp
from reminders.policy import StepKind
from reminders.queries import asking
from reminders.services import follow_ups
from reminders.services.channels import email_channel
from reminders.services.mail_links import Act, links_of, path_of
from reminders.services.planning import replan_due
from tests.applications.typed import NOW, SARA, Answer, logged, text_of
from tests.pages.test_ownership import everything

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 5, 13, 0, tzinfo=UTC)


@pytest.fixture
def holder() -> Client:
    """Whoever has the mail: no session, and no token against forged requests."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def row(signed_in: Client, user: User) -> FollowUp:
    logged(signed_in, user, SARA)
    return FollowUp.objects.get(kind="thank_you")


def link(row: FollowUp, act: Act = Act.DONE, *, now: datetime = NOW) -> str:
    return path_of(row, act, now=now)


def undo_in(response: Answer) -> str:
    """Where the page's only form posts to."""
    return text_of(response).partition('action="')[2].partition('"')[0]


def test_looking_changes_nothing(row: FollowUp, holder: Client) -> None:
    before = everything()
    for act in Act:
        for ask in (holder.get, holder.head, holder.get):
            assert ask(link(row, act)).status_code == 200
    assert holder.put(link(row)).status_code == 405
    assert everything() == before


def test_done_is_what_sent_is_on_the_page(row: FollowUp, holder: Client) -> None:
    page = text_of(holder.get(link(row)))
    assert "Thank-you to Sara Lindqvist" in page
    assert "Acme, Senior Data Engineer" in page
    assert "Yes, I sent it" in page
    answer = holder.post(link(row))
    assert "Marked as sent." in text_of(answer)
    row.refresh_from_db()
    assert row.status == "sent"
    assert row.message is not None
    assert (row.message.kind, row.message.means, row.message.at) == (MessageKind.THANK_YOU, "email", NOW)
    assert "batch windows" in row.message.text
    assert row.message.subject == "Thank you – Senior Data Engineer interview"
    # The inquiry waited for the thank-you, as ever.
    assert FollowUp.objects.get(kind="status_inquiry").opens_at is not None


def test_done_twice_is_done_once(row: FollowUp, holder: Client) -> None:
    holder.post(link(row))
    before = everything()
    for answer in (holder.post(link(row)), holder.get(link(row)), holder.post(link(row, Act.TOMORROW))):
        assert "It is marked as done already." in text_of(answer)
        assert "<form" not in text_of(answer)
    assert everything() == before


def test_the_way_back(row: FollowUp, holder: Client, clock: time_machine.Traveller) -> None:
    undo = undo_in(holder.post(link(row)))
    assert "Take it back" in text_of(holder.get(undo))
    clock.move_to(NOW + timedelta(minutes=59))
    assert "It is open again." in text_of(holder.post(undo))
    row.refresh_from_db()
    assert (row.status, Message.objects.count()) == ("open", 0)
    assert "It is open already." in text_of(holder.post(undo))


def test_the_way_back_ends_after_an_hour(
    row: FollowUp, holder: Client, clock: time_machine.Traveller
) -> None:
    undo = undo_in(holder.post(link(row)))
    clock.move_to(NOW + timedelta(minutes=61))
    assert holder.post(undo).status_code == 410
    assert Message.objects.count() == 1


def test_the_way_back_is_for_that_message_alone(row: FollowUp, holder: Client, signed_in: Client) -> None:
    undo = undo_in(holder.post(link(row)))
    follow_ups.unmark_sent(row)
    signed_in.post(f"/follow-ups/{row.pk}/sent/", {"means": "phone"})
    assert holder.post(undo).status_code == 410
    assert Message.objects.get().means == "phone"


def test_tomorrow_is_the_pages_tomorrow(row: FollowUp, holder: Client, signed_in: Client, user: User) -> None:
    assert "It comes back tomorrow at 08:00." in text_of(holder.get(link(row, Act.TOMORROW)))
    answer = holder.post(link(row, Act.TOMORROW))
    assert "Put off. It comes back tomorrow at 08:00." in text_of(answer)
    row.refresh_from_db()
    assert row.snoozed_until == THURSDAY
    assert not asking(user, now=THURSDAY - timedelta(minutes=1)).filter(pk=row.pk).exists()
    assert asking(user, now=THURSDAY).filter(pk=row.pk).exists()
    holder.post(undo_in(answer))
    signed_in.post(f"/follow-ups/{row.pk}/snooze/", {"until": "tomorrow"})
    row.refresh_from_db()
    assert row.snoozed_until == THURSDAY


def test_put_off_twice_is_put_off_once_and_never_shortened(
    row: FollowUp, holder: Client, signed_in: Client
) -> None:
    holder.post(link(row, Act.TOMORROW))
    answer = holder.post(link(row, Act.TOMORROW))
    assert "It is put off already. It comes back tomorrow at 08:00." in text_of(answer)
    signed_in.post(f"/follow-ups/{row.pk}/snooze/", {"until": "week"})
    holder.post(link(row, Act.TOMORROW))
    row.refresh_from_db()
    assert row.snoozed_until == THURSDAY + timedelta(days=6)


def test_what_was_put_off_comes_back(row: FollowUp, holder: Client) -> None:
    answer = holder.post(link(row, Act.TOMORROW))
    undo = undo_in(answer)
    assert "It is back on Today." in text_of(holder.post(undo))
    row.refresh_from_db()
    assert row.snoozed_until is None
    assert "It is on Today already." in text_of(holder.post(undo))


def test_it_can_be_put_off_again_the_next_day(
    row: FollowUp, holder: Client, clock: time_machine.Traveller
) -> None:
    holder.post(link(row, Act.TOMORROW))
    clock.move_to(THURSDAY)
    assert "Put off. It comes back tomorrow at 08:00." in text_of(holder.post(link(row, Act.TOMORROW)))


@pytest.mark.parametrize(
    ("evening", "morning"),
    [
        # Clocks went back on 1 November, and forward on 14 March.
        (datetime(2026, 10, 31, 23, 30, tzinfo=UTC), datetime(2026, 11, 1, 13, 0, tzinfo=UTC)),
        (datetime(2027, 3, 13, 23, 30, tzinfo=UTC), datetime(2027, 3, 14, 12, 0, tzinfo=UTC)),
        # In New York it is still the thirtieth.
        (datetime(2026, 12, 1, 2, 0, tzinfo=UTC), datetime(2026, 12, 1, 13, 0, tzinfo=UTC)),
    ],
)
def test_tomorrow_has_its_own_offset(
    row: FollowUp, holder: Client, clock: time_machine.Traveller, evening: datetime, morning: datetime
) -> None:
    clock.move_to(evening)
    assert "tomorrow at 08:00" in text_of(holder.post(link(row, Act.TOMORROW, now=evening)))
    row.refresh_from_db()
    assert row.snoozed_until == morning


def test_it_says_when_tomorrow_will_be_late(
    row: FollowUp, holder: Client, clock: time_machine.Traveller
) -> None:
    assert row.late_after is not None
    evening = row.late_after - timedelta(hours=2)
    clock.move_to(evening)
    assert "when it will be late" in text_of(holder.get(link(row, Act.TOMORROW, now=evening)))


def test_a_silent_application_is_let_go_and_taken_back(
    row: FollowUp, holder: Client, clock: time_machine.Traveller
) -> None:
    follow_ups.skip(row, now=NOW)
    row = wait_for("status_inquiry", row, clock)
    follow_ups.skip(row, now=row.opens_at or NOW)
    row = wait_for("close_out", row, clock)
    now = row.opens_at or NOW
    assert [words for words, _ in links_of(row, now=now)] == ["Mark “no response”", "Snooze to tomorrow"]
    assert "Yes, let it go" in text_of(holder.get(link(row, now=now)))
    answer = holder.post(link(row, now=now))
    row.application.refresh_from_db()
    assert row.application.stage == Stage.NO_RESPONSE
    assert "Nothing is to be done for it any more." in text_of(holder.post(link(row, now=now)))
    assert "It is open again." in text_of(holder.post(undo_in(answer)))
    row.application.refresh_from_db()
    row.refresh_from_db()
    assert (row.application.stage, row.status) == (Stage.INTERVIEWING, "open")


def wait_for(kind: str, row: FollowUp, clock: time_machine.Traveller) -> FollowUp:
    """Time goes on until the application's step of this kind opens."""
    found = FollowUp.objects.get(application=row.application_id, kind=kind)
    assert found.opens_at is not None
    clock.move_to(found.opens_at)
    replan_due(found.opens_at)
    found.refresh_from_db()
    return found


def test_a_promise_is_done(
    signed_in: Client, user: User, holder: Client, clock: time_machine.Traveller
) -> None:
    logged(signed_in, user, SARA, promise_text="References", promise_due="2026-11-10")
    row = FollowUp.objects.get(kind=StepKind.OWN_PROMISE)
    now = row.opens_at or NOW
    clock.move_to(now)
    assert [words for words, _ in links_of(row, now=now)] == ["Mark as done", "Snooze to tomorrow"]
    answer = holder.post(link(row, now=now))
    assert "Marked as done." in text_of(answer)
    promise = row.application.own_promises.get()
    assert promise.kept_on == now.date()
    holder.post(undo_in(answer))
    promise.refresh_from_db()
    assert promise.kept_on is None


def test_an_offer_is_decided_on_the_page_alone(row: FollowUp, holder: Client) -> None:
    move_stage(row.application, Stage.OFFER, on=date(2026, 11, 4), offer_deadline=date(2026, 11, 12))
    decision = FollowUp.objects.get(kind=StepKind.OFFER_DECISION)
    assert [words for words, _ in links_of(decision, now=NOW)] == ["Snooze to tomorrow"]


def test_it_ends_after_fourteen_days(row: FollowUp, holder: Client, clock: time_machine.Traveller) -> None:
    old = link(row)
    clock.move_to(NOW + timedelta(days=14))
    assert holder.get(old).status_code == 200
    clock.move_to(NOW + timedelta(days=14, seconds=1))
    for answer in (holder.get(old), holder.post(old)):
        assert answer.status_code == 410
        assert f"/follow-ups/{row.pk}/" in text_of(answer)
        assert "Sara" not in text_of(answer)
    row.refresh_from_db()
    assert row.status == "open"


def test_it_survives_a_new_secret_that_knows_the_old(
    row: FollowUp, holder: Client, settings: LazySettings
) -> None:
    old = link(row)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert holder.get(old).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert holder.get(old).status_code == 404


def test_a_step_that_moved_is_not_the_one_the_mail_told_of(
    row: FollowUp, holder: Client, signed_in: Client
) -> None:
    old = link(row)
    FollowUp.objects.filter(pk=row.pk).update(opens_at=NOW + timedelta(days=3))
    assert holder.post(old).status_code == 410
    row.refresh_from_db()
    assert row.status == "open"


@pytest.mark.parametrize("gone", ["application", "account", "row", "owner"])
def test_what_is_gone_is_told_like_what_never_was(
    row: FollowUp, holder: Client, user: User, another: User, gone: str
) -> None:
    address = link(row)
    wrong = holder.get(address.replace("done", "gone"))
    assert wrong.status_code == 404
    if gone == "application":
        delete_application(row.application, now=NOW)
    elif gone == "account":
        User.objects.filter(pk=user.pk).update(is_active=False)
    elif gone == "row":
        FollowUp.objects.all().delete()
    else:
        row.application.owner = another
        row.application.save()
    before = everything()
    for answer in (holder.get(address), holder.post(address)):
        assert (answer.status_code, answer.content) == (404, wrong.content)
    assert everything() == before


ALPHABET = "abcXYZ0189-_.~:=% /é"


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    act=st.sampled_from(list(Act)),
    where=st.integers(0, 200),
    put=st.text(ALPHABET, max_size=3),
    cut=st.integers(0, 3),
)
@example(act=Act.DONE, where=0, put="", cut=0)
@example(act=Act.DONE, where=5, put="0", cut=0)
def test_any_change_of_a_link_leads_nowhere(
    row: FollowUp, holder: Client, act: Act, where: int, put: str, cut: int
) -> None:
    from urllib.parse import quote

    token = link(row, act).removeprefix("/from-mail/").removesuffix("/")
    where %= len(token)
    changed = token[:where] + put + token[where + cut :]
    before = FollowUp.objects.values().get(pk=row.pk)
    answer = holder.post(f"/from-mail/{quote(changed, safe='')}/")
    if changed == token:
        assert answer.status_code == 200
        holder.post(undo_in(answer)) if undo_in(answer) else None
    else:
        assert answer.status_code == 404
        assert FollowUp.objects.values().get(pk=row.pk) == before


def test_a_link_for_one_act_is_none_for_another(row: FollowUp, holder: Client, user: User) -> None:
    from reminders.services.unsubscribing import stop_path

    token = stop_path(email_channel(user)).removeprefix("/from-mail/stop/")
    assert holder.post(f"/from-mail/{token}").status_code == 404
    assert holder.post(link(row).replace("/from-mail/", "/from-mail/stop/")).status_code == 404


def test_who_is_signed_in_does_not_matter(
    row: FollowUp, holder: Client, another: User, signed_in_as: Callable[[User], Client]
) -> None:
    """The link decides. Ines, to whom Maya forwarded the mail, sees what anybody would and loses nothing."""
    ines = signed_in_as(another)
    plain, hers = holder.get(link(row, Act.TOMORROW)), ines.get(link(row, Act.TOMORROW))
    assert hers.content == plain.content
    assert "ines" not in text_of(hers).lower()
    assert not hers.cookies
    assert not plain.cookies
    logged(ines, another, {**SARA, "name": "Ana Costa"}, company="Hooli")
    theirs = list(FollowUp.objects.for_user(another).order_by("pk").values())
    answer = ines.post(link(row, Act.TOMORROW))
    # On Maya's clock, not on Lisbon's.
    assert "tomorrow at 08:00" in text_of(answer)
    row.refresh_from_db()
    assert row.snoozed_until == THURSDAY
    assert list(FollowUp.objects.for_user(another).order_by("pk").values()) == theirs
    # It opens no door: the step's own page stays hers who owns it.
    assert ines.get(f"/follow-ups/{row.pk}/").status_code == 404
    assert holder.get(f"/follow-ups/{row.pk}/").status_code == 302


def test_it_shows_the_title_and_no_more(row: FollowUp, holder: Client, user: User) -> None:
    for answer in (holder.get(link(row)), holder.post(link(row))):
        page = text_of(answer)
        for secret in (user.email, "batch windows", "sara@acme.example", "Dear", "Maya", "Main"):
            assert secret not in page


def test_a_word_for_the_signed_in_waits_for_their_own_page(
    row: FollowUp, another: User, signed_in_as: Callable[[User], Client]
) -> None:
    ines = signed_in_as(another)
    ines.post(reverse("channel_switch", args=[email_channel(another).pk]), {"active": "1"})
    assert "are on" not in text_of(ines.get(link(row)))
    assert f"Reminders to {another.email} are on" in text_of(ines.get("/settings/reminders/"))


@pytest.mark.parametrize("status", [200, 404, 410])
def test_the_address_goes_nowhere_else(
    row: FollowUp, holder: Client, clock: time_machine.Traveller, status: int
) -> None:
    address = link(row) if status != 404 else "/from-mail/done.1.1.1.1.x/"
    if status == 410:
        clock.move_to(NOW + timedelta(days=20))
    for answer in (holder.get(address), holder.post(address)):
        assert answer.status_code == status
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_no_log_holds_it(
    row: FollowUp,
    holder: Client,
    clock: time_machine.Traveller,
    settings: LazySettings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The handler made here writes to this test's own stream, and must not outlive it.
    monkeypatch.setattr(logging.root, "handlers", [])
    logging.config.dictConfig(settings.LOGGING)
    address = link(row)
    token = address.split("/")[2]
    assert holder.put(address).status_code == 405
    assert holder.get(f"/from-mail/anything/{token}/").status_code == 404
    delete_application(row.application, now=NOW)
    assert holder.get(address).status_code == 404
    logging.getLogger("anything").warning("asked for %s, %s", f"https://jobs.example.org{address}", "twice")
    told = capsys.readouterr().err
    assert token not in told
    assert token.rpartition(".")[2] not in told
    assert "Not Found: /from-mail/done…" in told
    assert "Method Not Allowed (PUT): /from-mail/done…" in told
    assert "twice" in told


def test_what_was_done_is_told_in_ids(
    row: FollowUp,
    holder: Client,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with caplog.at_level("INFO", "followthrough.decisions"), django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        holder.post(link(row))
    told = [record for record in caplog.records if record.getMessage() == "mail_link_done"]
    assert [record.ids for record in told] == [{"follow_up": row.pk}]  # type: ignore[attr-defined]
