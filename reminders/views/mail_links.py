"""What the links in a mail lead to: a small page that asks once more, for whoever holds the mail.

The link alone decides: nobody's session is looked at and no cookie is set, so there is nothing that another site
could ride on, and the check for that is off. It would refuse them besides: without a referrer browsers say
"Origin: null".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reminders.days import spell_moment
from reminders.letters import title_of
from reminders.models import FollowUp
from reminders.models.follow_up import FollowUpStatus
from reminders.policy import StepKind
from reminders.services.attention import reminder_hour_in
from reminders.services.follow_ups import DoesNotSettle
from reminders.services.mail_links import (
    UNDO,
    Act,
    Asked,
    OldLink,
    UnknownLink,
    follow,
    path_of,
    read_link,
)
from reminders.services.unsubscribing import ONE_CLICK, NoSuchMails, read_stop, stop

View = Callable[[HttpRequest, str], HttpResponse]
# The address is a key: it goes to no other site, into no cache and no search.
UNSEEN = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def for_the_holder(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        for name, value in UNSEEN.items():
            response[name] = value
        return response

    return login_not_required(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(answer)))


@for_the_holder
def step(request: HttpRequest, token: str) -> HttpResponse:
    """Done, or tomorrow: asked by GET, done by POST, with the way back."""
    now = timezone.now()
    try:
        asked = read_link(token, now=now)
        # Answered on the owner's clock, whoever is signed in here.
        with timezone.override(asked.row.application.owner.zone):
            return _show_step(request, asked)
    except (UnknownLink, ObjectDoesNotExist):
        # The second: its owner deleted it at the same instant.
        return _nothing()
    except OldLink as old:
        text = "Its time is over, or the step has changed since. See how it stands now."
        return _page("This link is too old", text, url=_step_url(old.follow_up_id), status=410)


def _show_step(request: HttpRequest, asked: Asked) -> HttpResponse:
    now, row = timezone.now(), asked.row
    title, where = title_of(row), f"{row.application.company.name}, {row.application.title}"
    if not asked.stands:
        return _page(title, _as_it_is(asked), where=where, url=_step_url(row.pk))
    if request.method != "POST":
        question, button = _question(asked)
        return _page(title, question, where=where, button=button, url=_step_url(row.pk))
    try:
        follow(asked, now=now)
    except DoesNotSettle:
        text = "It cannot be marked from here. Open it to say when it was sent."
        return _page(title, text, where=where, url=_step_url(row.pk), status=409)
    row.refresh_from_db()
    undo = path_of(row, UNDO[asked.act], now=now) if asked.act in UNDO else ""
    return _page(title, _result(asked), where=where, undo=undo, url=_step_url(row.pk))


@for_the_holder
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """No more mails: asked by GET; a POST that says One-Click, from the page or from a mailbox, ends them."""
    try:
        channel = read_stop(token)
    except NoSuchMails:
        return _nothing()
    if request.method == "POST":
        if any(request.POST.get(name) != value for name, value in ONE_CLICK.items()):
            return _page("That request did not make sense", "Nothing was changed.", status=400)
        stop(channel)
    if not channel.active:
        return _page(
            "No more of these mails",
            f"Reminders no longer go to {channel.address}. What is due still stands on Today. "
            "To turn them on again, sign in and look under Settings, Reminders.",
            url=reverse("reminder_settings"),
            leads="Open the settings",
        )
    return _page(
        "Stop these mails?",
        f"Reminders by e-mail will no longer go to {channel.address}. What is due still stands on Today, "
        "and you can turn them on again under Settings, Reminders.",
        button="Stop these mails",
        posts=ONE_CLICK,
    )


def _question(asked: Asked) -> tuple[str, str]:
    """What the button does, in a sentence, and its words."""
    row = asked.row
    match asked.act, row.step_kind:
        case Act.DONE, StepKind.CLOSE_OUT:
            return (
                "Let it go? The application is closed as “no response”, and nothing more is due for it.",
                "Yes, let it go",
            )
        case Act.DONE, StepKind.OWN_PROMISE:
            return "Did you do it? It counts as done today.", "Yes, I did it"
        case Act.DONE, _:
            return (
                "Did you send it? It counts as sent by e-mail, now, with the letter as it stands. "
                "If it went another way or on another day, you can change that on its page afterwards.",
                "Yes, I sent it",
            )
        case Act.TOMORROW, _:
            return f"Put it off? It comes back {_tomorrow(row)}.", "Put it off"
        case Act.BACK, _:
            return "Bring it back? It then stands on Today again.", "Bring it back"
        case _:
            return "Take it back? It is then open again.", "Take it back"


def _result(asked: Asked) -> str:
    row = asked.row
    match asked.act, row.step_kind:
        case Act.DONE, StepKind.CLOSE_OUT:
            return "Closed as “no response”."
        case Act.DONE, StepKind.OWN_PROMISE:
            return "Marked as done."
        case Act.DONE, _:
            return "Marked as sent."
        case Act.TOMORROW, _ if row.is_snoozed(timezone.now()):
            return f"Put off. It comes back {_until(row)}."
        case Act.TOMORROW, _:
            # Somebody settled it at the same instant.
            return _as_it_is(asked)
        case Act.BACK, _:
            return "It is back on Today."
        case _:
            return "It is open again."


def _as_it_is(asked: Asked) -> str:
    """Why there is nothing left to do."""
    row = asked.row
    if row.status == FollowUpStatus.OPEN and row.is_snoozed(timezone.now()):
        return f"It is put off already. It comes back {_until(row)}."
    match asked.act, row.status:
        case Act.BACK, FollowUpStatus.OPEN:
            return "It is on Today already."
        case Act.REOPEN, FollowUpStatus.OPEN:
            return "It is open already."
        case _, FollowUpStatus.SENT:
            return "It is marked as done already."
        case _, FollowUpStatus.SKIPPED:
            return "It was skipped already."
        case _:
            return "Nothing is to be done for it any more."


def _tomorrow(row: FollowUp) -> str:
    owner, now = row.application.owner, timezone.now()
    until = reminder_hour_in(1, owner, now=now)
    late = row.late_after is not None and row.late_after < until
    words = spell_moment(until, now=now, zone=owner.zone)
    return f"{words}, when it will be late" if late else words


def _until(row: FollowUp) -> str:
    until, now = row.snoozed_until, timezone.now()
    return spell_moment(until, now=now, zone=row.application.owner.zone) if until else ""


def _step_url(pk: int) -> str:
    return reverse("follow_up", args=[pk])


def _nothing() -> HttpResponse:
    """The same for a link that is wrong and for one whose step, application or account is gone."""
    text = "It was cut off on the way, or what it was for is gone. Sign in to see what is due."
    return _page("This link leads nowhere", text, url=reverse("today"), leads="Go to Today", status=404)


def _page(
    title: str,
    text: str,
    *,
    where: str = "",
    button: str = "",
    posts: dict[str, str] | None = None,
    undo: str = "",
    url: str = "",
    leads: str = "Open it",
    status: int = 200,
) -> HttpResponse:
    """No request goes into the template: the page shows nothing of whoever is signed in."""
    context = {
        "title": title,
        "text": text,
        "where": where,
        "button": button,
        "posts": posts or {},
        "undo": undo,
        "url": url,
        "leads": leads,
    }
    return HttpResponse(render_to_string("reminders/from_mail.html", context), status=status)
