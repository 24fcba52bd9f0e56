"""A user's own templates: written, kept in versions, chosen for a kind of letter, taken in from a file.

Each write holds the user's row, so that two of them at once cannot pass the limit or make two defaults.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from reminders.drafting.templates import (
    LONGEST_NAME,
    MOST_TEMPLATES,
    NamedTemplate,
    OwnTemplate,
    our_template,
    readable,
)
from reminders.models import Template, TemplateVersion

MOST_VERSIONS = 50
# A deleted template can be brought back from the page it was deleted on; long after that nobody looks for it.
KEPT_AFTER_DELETION = timedelta(days=30)


class TooManyTemplates(Exception):
    """The user has as many templates as one person can keep."""

    def __str__(self) -> str:
        return f"You have {MOST_TEMPLATES} templates, which is the most. Delete one first."


class NameTaken(Exception):
    """Another template for the same kind of letter has this name."""

    def __str__(self) -> str:
        return "You have a template of this name for the same kind of letter. Choose another name."


class Wins(StrEnum):
    """Which text stands after an import, where a template of the same name has another one."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def add_template(user: User, *, kind: str, name: str, text: OwnTemplate) -> Template:
    """A new template with its first version. Raises TooManyTemplates and NameTaken."""
    with _holding(user):
        mine = Template.objects.for_user(user).live()
        if mine.count() >= MOST_TEMPLATES:
            raise TooManyTemplates
        if mine.filter(kind=kind, name=name).exists():
            raise NameTaken
        text = _plain(text)
        template = Template.objects.create(
            owner=user, kind=kind, name=name, subject=text.subject, body=text.body
        )
        TemplateVersion.objects.create(template=template, subject=text.subject, body=text.body)
        return template


def save_template(template: Template, *, name: str, text: OwnTemplate) -> Template:
    """Its name and its text from here on; another text is another version. Raises NameTaken."""
    with _holding(template.owner):
        row = Template.objects.get(pk=template.pk)
        others = Template.objects.filter(owner_id=row.owner_id, kind=row.kind, name=name, deleted_at=None)
        if others.exclude(pk=row.pk).exists():
            raise NameTaken
        text = _plain(text)
        if text != row.text:
            TemplateVersion.objects.create(template=row, subject=text.subject, body=text.body)
            _forget_the_oldest(row)
        row.name, row.subject, row.body = name, text.subject, text.body
        row.save(update_fields=["name", "subject", "body"])
        return row


def restore_version(version: TemplateVersion) -> Template:
    """Let the template say what it said then; what it says now stays among its versions."""
    return save_template(version.template, name=version.template.name, text=version.text)


def reset_template(template: Template) -> Template:
    """Let the template say what our own letter of its kind says."""
    return save_template(template, name=template.name, text=our_template(template.kind))


def newest_version(template: Template) -> TemplateVersion:
    """What the template says now, as a version to come back to."""
    return template.versions.latest("pk")


def delete_template(template: Template, *, now: datetime) -> None:
    """Gone from every page; its letters are ours again. See `undelete_template`."""
    with _holding(template.owner):
        Template.objects.filter(pk=template.pk, deleted_at=None).update(deleted_at=now)
        Template.objects.filter(owner_id=template.owner_id, deleted_at__lt=now - KEPT_AFTER_DELETION).delete()


def undelete_template(template: Template) -> Template:
    """Back as it was, under another name where its own is taken by now. Raises TooManyTemplates."""
    with _holding(template.owner):
        row = Template.objects.get(pk=template.pk)
        if row.deleted_at is None:
            return row
        mine = Template.objects.filter(owner_id=row.owner_id, deleted_at=None)
        if mine.count() >= MOST_TEMPLATES:
            raise TooManyTemplates
        same_kind = mine.filter(kind=row.kind)
        row.name = _free_name(row.name, set(same_kind.values_list("name", flat=True)))
        row.is_default = row.is_default and not same_kind.filter(is_default=True).exists()
        row.deleted_at = None
        row.save(update_fields=["name", "is_default", "deleted_at"])
        return row


def choose_for_kind(template: Template) -> Template | None:
    """Write the user's letters of this kind from it. Returns the template that did so until now."""
    with _holding(template.owner):
        same_kind = Template.objects.filter(owner_id=template.owner_id, kind=template.kind, deleted_at=None)
        before = same_kind.filter(is_default=True).exclude(pk=template.pk).first()
        same_kind.filter(is_default=True).update(is_default=False)
        same_kind.filter(pk=template.pk).update(is_default=True)
        return before


def unchoose_for_kind(template: Template) -> None:
    """Write the user's letters of this kind as ours are."""
    Template.objects.filter(pk=template.pk).update(is_default=False)


def take_in(user: User, arrivals: Sequence[tuple[NamedTemplate, Wins]]) -> int:
    """Keep templates from a file: new ones as they are, and of those with a name of one's own what wins.

    Returns how many were added or changed. Raises TooManyTemplates; then none is taken.
    """
    taken = 0
    with _holding(user):
        mine = {(each.kind, each.name): each for each in Template.objects.for_user(user).live()}
        for arrival, wins in arrivals:
            own = mine.get((arrival.kind, arrival.name))
            if own is None:
                add_template(user, kind=arrival.kind, name=arrival.name, text=arrival.template)
            elif own.text == _plain(arrival.template) or wins == Wins.MINE:
                continue
            elif wins == Wins.THEIRS:
                save_template(own, name=own.name, text=arrival.template)
            else:
                taken_names = set(
                    Template.objects.for_user(user)
                    .live()
                    .filter(kind=own.kind)
                    .values_list("name", flat=True)
                ) | {each.name for each, _ in arrivals if each.kind == own.kind}
                name = _free_name(arrival.name, taken_names)
                add_template(user, kind=arrival.kind, name=name, text=arrival.template)
            taken += 1
    return taken


@contextmanager
def _holding(user: User) -> Iterator[None]:
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        yield


def _plain(text: OwnTemplate) -> OwnTemplate:
    return OwnTemplate(readable(text.subject), readable(text.body))


def _forget_the_oldest(template: Template) -> None:
    kept = template.versions.order_by("-pk").values_list("pk", flat=True)[:MOST_VERSIONS]
    template.versions.filter(pk__lt=min(kept)).delete()


def _free_name(name: str, taken: set[str]) -> str:
    """The name itself, or with the first free number behind it."""
    number, free = 2, name
    while free in taken:
        ending = f" ({number})"
        free = name[: LONGEST_NAME - len(ending)] + ending
        number += 1
    return free
