"""Which page looks over which kind, and how what it saved is taken back. To add a kind: its line here, and one
in `applications/intake/readers.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from accounts.models import User
from applications.intake.kinds import Kind
from applications.intake.reader import Json
from applications.models import Intake
from applications.services.invitations import take_back
from applications.services.mails import take_back as take_back_mail
from applications.views import contact_cards, invitations, mails, postings, spreadsheets


@dataclass(frozen=True)
class Review:
    """`page` shows and saves an intake that was read (through `finishing` and `mark_saved`), for GET and POST;
    `undo` takes its outcome back; `called` names the kind in the sentence of what can be added."""

    page: Callable[[HttpRequest, Intake], HttpResponse]
    undo: Callable[[User, Json, datetime], None]
    called: str


REVIEWS: Mapping[Kind, Review] = {
    Kind.CALENDAR: Review(invitations.review, take_back, "calendar invitations (.ics)"),
    Kind.MAIL: Review(mails.review, take_back_mail, "e-mails (.eml, or pasted)"),
    Kind.POSTING: Review(
        page=postings.page, undo=postings.undo, called="job postings (a link, a page or its text)"
    ),
    Kind.VCARD: Review(
        page=contact_cards.page,
        undo=contact_cards.undo,
        called="contact cards (.vcf) and the lines with which somebody signs a mail",
    ),
    Kind.SPREADSHEET: Review(
        spreadsheets.review, spreadsheets.take_back, "spreadsheets of an old tracker (CSV or XLSX)"
    ),
}
