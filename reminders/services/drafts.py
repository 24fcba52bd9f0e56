"""The user's own wording of a letter: saved, replaced, brought back.

Whatever replaces a whole text says why, and the text before it is kept as an earlier version. Saving while one types
keeps one only after a pause, so that a version is a sitting and not a keystroke.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from reminders.drafting.register import Register
from reminders.letters import register_of
from reminders.models import Draft, DraftVersion, FollowUp, Template
from reminders.models.follow_up import FollowUpStatus
from reminders.sheets import letter_of, template_of

MOST_VERSIONS = 20
PAUSE = timedelta(minutes=10)
"""Who comes back after so long may want the letter as they left it."""


class SettledAlready(Exception):
    """The step was sent or skipped meanwhile: its letter is what it was."""


class ChangedElsewhere(Exception):
    """Another tab or device saved since this editor read the letter. Nothing was written.

    `draft` is what stands there now; None: the letter from the facts.
    """

    def __init__(self, draft: Draft | None) -> None:
        super().__init__()
        self.draft = draft


@transaction.atomic
def save_draft(
    follow_up: FollowUp,
    *,
    subject: str,
    body: str,
    now: datetime,
    why: str = "",
    started_from: str | None = None,
) -> DraftVersion | None:
    """Keep the user's wording; a text that says just what the facts give is no wording of their own.

    `why` completes "as it was before …" ("before rewriting it"): with it the text replaced is kept as an earlier
    version, which is returned (None where the letter from the facts was replaced). `started_from` is the
    `Draft.version` that the editor read, "" for the letter from the facts, None to write in any case.
    Raises ChangedElsewhere and SettledAlready.
    """
    draft = _locked(follow_up)
    if draft is not None and (draft.subject, draft.body) == (subject, body):
        return None
    if started_from is not None and started_from != (draft.version if draft else ""):
        raise ChangedElsewhere(draft)
    kept = None
    if draft is not None and (why or now - draft.updated_at >= PAUSE):
        kept = _keep(follow_up, draft.subject, draft.body, why=why or "before your next changes", now=now)
    if is_from_facts(follow_up, subject=subject, body=body, now=now):
        Draft.objects.filter(follow_up=follow_up).delete()
    else:
        Draft.objects.update_or_create(follow_up=follow_up, defaults={"subject": subject, "body": body})
    return kept


@transaction.atomic
def write_anew(
    follow_up: FollowUp, *, wording: Register | Template | None, asks_for_time: bool, why: str, now: datetime
) -> DraftVersion | None:
    """The letter from the facts, in this register or from this template (None: as it is); the user's wording
    makes way as the version returned.

    How a letter sounds is no fact, so nothing is planned anew. Raises SettledAlready.
    """
    draft = _locked(follow_up)
    kept = _keep(follow_up, draft.subject, draft.body, why=why, now=now) if draft else None
    Draft.objects.filter(follow_up=follow_up).delete()
    FollowUp.objects.filter(pk=follow_up.pk).update(asks_for_time=asks_for_time, **_stored(wording))
    return kept


@transaction.atomic
def restore_version(follow_up: FollowUp, version: DraftVersion, *, now: datetime) -> DraftVersion | None:
    """That earlier text again, and how the letter sounded then. What stands there now is the version returned.

    Raises SettledAlready.
    """
    draft = _locked(follow_up)
    kept = None
    if draft is not None and (draft.subject, draft.body) != (version.subject, version.body):
        kept = _keep(
            follow_up, draft.subject, draft.body, why="before going back to an earlier version", now=now
        )
    Draft.objects.update_or_create(
        follow_up=follow_up, defaults={"subject": version.subject, "body": version.body}
    )
    wording = version.template or Register(version.register)
    FollowUp.objects.filter(pk=follow_up.pk).update(**_stored(wording), asks_for_time=version.asks_for_time)
    DraftVersion.objects.filter(pk=version.pk).delete()
    return kept


@transaction.atomic
def keep_aside(follow_up: FollowUp, *, subject: str, body: str, why: str, now: datetime) -> DraftVersion:
    """Keep a text among the earlier versions without making it the letter. Raises SettledAlready."""
    _locked(follow_up)
    return _keep(follow_up, subject, body, why=why, now=now)


def is_from_facts(follow_up: FollowUp, *, subject: str, body: str, now: datetime) -> bool:
    """Whether the text is what the facts give, but for the space at its ends."""
    letter = letter_of(follow_up, now=now)
    return letter is not None and (subject.strip(), body.strip()) == (
        " ".join(letter.subject.split()),
        letter.body.strip(),
    )


def _stored(wording: Register | Template | None) -> dict[str, Any]:
    """The columns that say so; a register chosen for one letter asks for ours."""
    if wording is None:
        return {}
    if isinstance(wording, Template):
        return {"register": "", "template": wording}
    return {"register": wording, "template": None}


def _locked(follow_up: FollowUp) -> Draft | None:
    """The wording as it is now, with the step locked until the transaction ends."""
    row = FollowUp.objects.select_for_update(no_key=True).get(pk=follow_up.pk)
    if row.status != FollowUpStatus.OPEN:
        raise SettledAlready
    return Draft.objects.filter(follow_up=row).first()


def _keep(follow_up: FollowUp, subject: str, body: str, *, why: str, now: datetime) -> DraftVersion:
    version = DraftVersion.objects.create(
        follow_up=follow_up,
        subject=subject,
        body=body,
        register=register_of(follow_up),
        template=template_of(follow_up),
        asks_for_time=follow_up.asks_for_time,
        why=why[:100],
        at=now,
    )
    too_old = follow_up.draft_versions.order_by("-pk").values_list("pk", flat=True)[MOST_VERSIONS:]
    DraftVersion.objects.filter(pk__in=list(too_old)).delete()
    return version
