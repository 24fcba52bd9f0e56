"""What a tracker calls the states of an application → stages."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from applications.stages import Stage


class Outside(StrEnum):
    """What no stage says."""

    NOT_APPLIED = "not_applied"


Meaning = Stage | Outside

# Whole values, as Huntr, Teal, Notion's and Airtable's templates and many an own sheet write them.
_KNOWN: dict[Meaning, tuple[str, ...]] = {
    Outside.NOT_APPLIED: (
        "wishlist", "saved", "bookmarked", "bookmark", "to apply", "want to apply", "not applied",
        "not yet applied",
        "interested", "considering", "applying", "draft", "drafting", "lead", "leads", "backlog", "not started",
        "prospect", "researching", "to do", "todo", "ready to apply", "in preparation", "preparing",
    ),
    Stage.APPLIED: (
        "applied", "application sent", "application submitted", "submitted", "sent", "application", "in review",
        "under review", "review", "reviewing", "waiting", "pending", "awaiting response", "awaiting reply",
        "waiting for response", "no reply yet", "in progress", "open", "active", "beworben", "postule",
        "solicitado",
        "received", "application received", "acknowledged", "followed up", "follow up", "referred",
    ),
    Stage.INTERVIEWING: (
        "interview", "interviews", "interviewing", "interviewed", "phone screen", "phone screening",
        "phone interview",
        "phone call", "screen", "screening", "recruiter screen", "recruiter call", "hr screen", "first interview",
        "second interview", "third interview", "1st interview", "2nd interview", "3rd interview", "final interview",
        "final round", "first round", "second round", "third round", "onsite", "on site", "onsite interview",
        "technical interview", "technical", "tech screen", "take home", "assessment", "assignment", "test",
        "coding challenge", "case study", "interview scheduled", "interview stage", "panel interview", "in process",
        "video interview", "vorstellungsgesprach", "entretien", "entrevista",
    ),
    Stage.OFFER: (
        "offer", "offered", "offer received", "offer extended", "negotiating", "negotiation", "negotiations",
        "verbal offer", "job offer", "offer made", "angebot", "offre",
    ),
    Stage.REJECTED: (
        "rejected", "reject", "rejection", "declined by company", "declined by employer", "turned down",
        "not selected", "unsuccessful", "denied", "not moving forward", "no", "position filled", "filled",
        "company rejected", "they rejected", "failed", "abgelehnt", "absage", "refuse", "rechazado",
        "archived rejected",
    ),
    Stage.ACCEPTED: (
        "accepted", "offer accepted", "accepted offer", "i accepted", "hired", "signed", "joined", "got it", "won",
    ),
    Stage.DECLINED: (
        "offer declined", "declined offer", "i declined", "turned down offer", "declined the offer",
        "offer rejected",
    ),
    Stage.WITHDRAWN: (
        "withdrawn", "withdrew", "i withdrew", "withdraw", "dropped out", "not interested", "no longer interested",
        "cancelled", "canceled", "application withdrawn",
    ),
    Stage.NO_RESPONSE: (
        "no response", "ghosted", "no reply", "no answer", "never heard back", "never replied", "no news", "stale",
        "expired", "closed", "archived", "archive", "dead", "timed out", "inactive", "job closed",
    ),
}  # fmt: skip
_MEANINGS = {word: meaning for meaning, words in _KNOWN.items() for word in words}

# Parts of values nobody has seen: the first that fits is proposed.
_HINTS: tuple[tuple[str, Meaning], ...] = (
    (r"offer.*(declin|reject|refus)|(declin|refus)\w* .*offer", Stage.DECLINED),
    (r"accept|hired|signed", Stage.ACCEPTED),
    (r"offer|negotiat", Stage.OFFER),
    (r"withdr|drop|not interested", Stage.WITHDRAWN),
    (r"reject|unsuccess|declin|not select|denied|regret", Stage.REJECTED),
    (r"ghost|no (response|reply|answer)|never|silen|expire|closed|archiv", Stage.NO_RESPONSE),
    (r"interview|screen|round|onsite|on site|assess|technical|panel|call|test|stage \d", Stage.INTERVIEWING),
    (r"wish|saved|bookmark|to apply|interested|not appl|will apply", Outside.NOT_APPLIED),
)


def fold_status(text: str) -> str:
    """A value without case, accents, emoji, numbering and punctuation: "✅ 3. Offer!" is "offer"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[^\W_]+", "".join(each for each in plain if not unicodedata.combining(each)))
    while len(words) > 1 and words[0].isdigit():
        words.pop(0)
    return " ".join(words)


def known_status(text: str) -> Meaning | None:
    """What a value surely means, or None."""
    return _MEANINGS.get(fold_status(text))


def propose_status(text: str) -> Meaning:
    """What a value that is not known most likely means; applied, where nothing hints at more."""
    folded = fold_status(text)
    return next((meaning for hint, meaning in _HINTS if re.search(hint, folded)), Stage.APPLIED)
