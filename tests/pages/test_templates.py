"""Templates of one's own: written, tried, kept in versions, chosen for letters, taken along as a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reminders.drafting.templates import OwnTemplate, from_file, our_template
from reminders.models import Draft, FollowUp, Template, TemplateVersion
from reminders.models.template import LetterKind
from reminders.services import templates as service
from reminders.services.channels import email_channel
from reminders.services.reminder_mail import compose_reminder
from reminders.views.templates import PREVIEWS_A_MINUTE
from tests.applications.typed import SARA, TOM, logged, text_of
from tests.drafting.facts import KINDS
from tests.drafting.test_templates import HOSTILE
from tests.pages.test_ownership import everything

BODY = "{{ greeting }}\n\nThanks for {{ topics }} at {{ company }}."


def kept(user: User, *, name: str = "Short", kind: str = "thank_you", body: str = BODY) -> Template:
    return service.add_template(user, kind=kind, name=name, text=OwnTemplate("For {{ company }}", body))


def thank_you(client: Client, user: User, *people: dict[str, Any]) -> FollowUp:
    made = logged(client, user, *(people or (SARA,)))
    return FollowUp.objects.filter(application=made.application, kind="thank_you").earliest("pk")


def typed(**changes: str) -> dict[str, str]:
    return {"kind": "thank_you", "name": "Short", "subject": "Hi", "body": BODY, **changes}


def undo_of(page: str) -> str:
    return str(re.findall(r'action="([^"]*)"[^>]*>\s*<input[^>]*>\s*<button[^>]*>Undo', page)[-1])


def choose(client: Client, row: FollowUp, **wording: Any) -> str:
    return text_of(client.post(reverse("follow_up_wording", args=[row.pk]), wording, follow=True))


def test_the_kinds_are_those_that_have_a_letter() -> None:
    assert tuple(LetterKind.values) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_one_begins_with_our_letter(signed_in: Client, kind: str) -> None:
    page = text_of(signed_in.get(reverse("template_new"), {"kind": kind}))
    assert "{{ greeting }}" in page
    assert "made-up example" in page
    assert "Sara" in page


def test_it_is_saved_and_listed(signed_in: Client, user: User) -> None:
    response = signed_in.post(reverse("template_new"), typed(name="My own"))
    template = Template.objects.get()
    assert (template.owner, template.name, template.body) == (user, "My own", BODY)
    assert response.headers["Location"].startswith(reverse("template", args=[template.pk]))
    page = text_of(signed_in.get(reverse("templates")))
    assert "My own" in page
    assert "<h2>Thank-you</h2>" in page


@pytest.mark.parametrize("kind", ["", "close_out", "nonsense"])
def test_a_kind_without_a_letter_has_no_templates(signed_in: Client, kind: str) -> None:
    for name in ("template_new", "template_preview"):
        assert signed_in.post(reverse(name), typed(kind=kind)).status_code == 404
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 101}, "there is room for 100"),
        ({"subject": "x" * 501}, "there is room for 500"),
        ({"body": ""}, "This field is required."),
        ({"body": "x" * 10_001}, "there is room for 10000"),
        ({"subject": "{{ compnay }}"}, "There is no field called compnay. Did you mean company?"),
        ({"body": "one\n{{ compnay }} two"}, "Line 2: there is no field called compnay. Did you mean company?"),
        ({"body": "{{ topics | first }}"}, "Line 1: the filter first needs a list: use split before it."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_all_that_was_typed(
    signed_in: Client, user: User, changes: dict[str, str], says: str
) -> None:
    template = kept(user)
    before = everything()
    for address in (reverse("template_new"), reverse("template", args=[template.pk])):
        response = signed_in.post(address, typed(**{"name": "Another", **changes}))
        page = text_of(response)
        assert response.status_code == 422
        assert says in page
        for value in changes.values():
            assert value.split("\n")[-1] in page
    assert everything() == before


def test_an_error_shows_its_line_and_leads_there(signed_in: Client) -> None:
    page = text_of(signed_in.post(reverse("template_new"), typed(body="one\n  {{ compnay }} two")))
    assert 'href="#id_body" data-line="2"' in page
    assert "<code>{{ compnay }} two</code>" in page


def test_two_of_one_name_would_be_mixed_up(signed_in: Client, user: User) -> None:
    kept(user)
    other = kept(user, name="Other")
    for address in (reverse("template_new"), reverse("template", args=[other.pk])):
        response = signed_in.post(address, typed())
        assert response.status_code == 422
        assert "Choose another name." in text_of(response)
    signed_in.post(reverse("template_new"), typed(kind="answer"))
    assert Template.objects.filter(name="Short").count() == 2


def test_there_is_an_end_to_how_many(signed_in: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_TEMPLATES", 2)
    one = kept(user, name="one")
    kept(user, name="two")
    response = signed_in.post(reverse("template_new"), typed(name="three"))
    assert response.status_code == 422
    assert "Delete one first." in text_of(response)
    signed_in.post(reverse("template_delete", args=[one.pk]))
    signed_in.post(reverse("template_new"), typed(name="three"))
    signed_in.post(reverse("template_restore", args=[one.pk]))
    assert {each.name for each in Template.objects.live()} == {"two", "three"}


# The preview


def show(client: Client, **changes: str) -> Any:
    return client.post(reverse("template_preview"), typed(**changes))


def test_the_preview_is_of_a_real_follow_up_of_ones_own(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user, SARA, TOM)
    other = FollowUp.objects.filter(kind="thank_you").exclude(pk=row.pk).get()
    pages = {each.pk: text_of(show(signed_in, example=str(each.pk))) for each in (row, other)}
    assert "Dear Sara," in pages[row.pk]
    assert "batch windows at Acme" in pages[row.pk]
    assert "on-call rota at Acme" in pages[other.pk]
    assert "made-up" not in pages[row.pk]


def test_without_one_it_is_a_made_up_one_and_says_so(signed_in: Client) -> None:
    page = text_of(show(signed_in))
    assert "this one is made up" in page
    assert "replaying a whole day of late events" in page


@pytest.mark.parametrize("example", ["", "0", "-1", "x", "9" * 40])
def test_an_example_that_is_none_is_the_first(signed_in: Client, user: User, example: str) -> None:
    thank_you(signed_in, user)
    assert "batch windows at Acme" in text_of(show(signed_in, example=example))


def test_nobody_elses_step_is_an_example(
    signed_in: Client, another: User, signed_in_as: Callable[[User], Client]
) -> None:
    theirs = thank_you(signed_in_as(another), another)
    page = text_of(show(signed_in, example=str(theirs.pk)))
    assert "batch windows" not in page
    assert "this one is made up" in page
    new = signed_in.get(reverse("template_new"), {"kind": "thank_you", "example": str(theirs.pk)})
    assert "batch windows" not in text_of(new)


def test_each_field_is_offered_with_what_it_says_there(signed_in: Client, user: User) -> None:
    thank_you(signed_in, user)
    page = text_of(show(signed_in))
    assert 'data-insert="{{ company }}"' in page
    assert re.search(r"The company\.</span> <span class=\"why as-text\">Acme", page)
    assert '<mark class="gap">[date you applied]</mark>' in page


def test_gaps_are_marked(signed_in: Client) -> None:
    assert '<mark class="gap">[your answer]</mark>' in text_of(show(signed_in, body="So: {{ your_answer }}"))


def test_what_facts_hold_is_text_and_no_markup(signed_in: Client, user: User) -> None:
    thank_you(signed_in, user, SARA | {"topics": "<b>{{ company }}</b>"})
    page = text_of(show(signed_in, body="{{ topics }}<i>"))
    assert "<b>{{" not in page
    assert "&lt;i&gt;" in page


def test_an_error_takes_the_letters_place(signed_in: Client) -> None:
    response = show(signed_in, body="a\n{{ compnay }}")
    page = text_of(response)
    assert response.status_code == 200
    assert "Line 2: there is no field called compnay" in page
    assert "once the errors beside the text are mended" in page


def test_a_preview_writes_nothing(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    template = kept(user)
    before = everything()
    show(signed_in, example=str(row.pk))
    show(signed_in, body="{{ x }}")
    signed_in.get(reverse("template", args=[template.pk]), {"example": row.pk})
    assert everything() == before


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_ends_as_an_error_or_as_harmless_text(
    signed_in: Client, user: User, name: str
) -> None:
    source = HOSTILE[name].encode("utf-8", "replace").decode()
    for part in ("subject", "body"):
        response = show(signed_in, **{part: source})
        page = text_of(response)
        assert response.status_code in {200, 422}
        assert len(page) < 400_000
        assert not re.search("Traceback|__mro__ at|<class|object at|NoneType", page)
        before = everything()
        saved = signed_in.post(reverse("template_new"), typed(**{"name": part, part: source}))
        assert saved.status_code in {302, 422}
        assert saved.status_code == 302 or everything() == before


@pytest.mark.parametrize("part", ["subject", "body"])
def test_a_text_out_of_all_measure_is_refused(signed_in: Client, part: str) -> None:
    response = show(signed_in, **{part: "{% if 1 %}a" * 100_000})
    assert response.status_code == 422
    assert "there is room for" in text_of(response)


def test_there_is_an_end_to_previews_a_minute(
    signed_in: Client, settings: LazySettings, clock: time_machine.Traveller
) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "previews"}
    }
    cache.clear()
    asked = [show(signed_in, body="a").status_code for _ in range(PREVIEWS_A_MINUTE + 1)]
    assert asked == [200] * PREVIEWS_A_MINUTE + [429]
    clock.shift(timedelta(minutes=1))
    assert show(signed_in).status_code == 200


# Versions


def test_each_text_that_was_saved_is_kept_and_comes_back(signed_in: Client, user: User) -> None:
    template = kept(user)
    address = reverse("template", args=[template.pk])
    signed_in.post(address, typed(body="Second."))
    signed_in.post(address, typed(body="Second.", name="Renamed"))
    assert [each.body for each in template.versions.order_by("pk")] == [BODY, "Second."]
    first = template.versions.earliest("pk")
    page = text_of(signed_in.post(reverse("template_version_restore", args=[first.pk]), follow=True))
    template.refresh_from_db()
    assert (template.body, template.subject, template.name) == (BODY, "For {{ company }}", "Renamed")
    signed_in.post(undo_of(page))
    template.refresh_from_db()
    assert template.body == "Second."


def test_only_the_latest_versions_are_kept(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_VERSIONS", 3)
    template = kept(user)
    for number in range(5):
        service.save_template(template, name="Short", text=OwnTemplate("", f"text {number}"))
    assert [each.body for each in template.versions.order_by("pk")] == ["text 2", "text 3", "text 4"]


def test_reset_to_ours_and_back(signed_in: Client, user: User) -> None:
    template = kept(user)
    page = text_of(signed_in.post(reverse("template_reset", args=[template.pk]), follow=True))
    template.refresh_from_db()
    assert template.text == our_template("thank_you")
    signed_in.post(undo_of(page))
    template.refresh_from_db()
    assert template.body == BODY


def test_a_deleted_one_comes_back_as_it_was(signed_in: Client, user: User) -> None:
    row, template = thank_you(signed_in, user), kept(user)
    choose(signed_in, row, template=template.pk)
    service.choose_for_kind(template)
    page = text_of(signed_in.post(reverse("template_delete", args=[template.pk]), follow=True))
    assert signed_in.get(reverse("template", args=[template.pk])).status_code == 404
    assert (
        signed_in.post(reverse("template_version_restore", args=[template.versions.get().pk])).status_code
        == 404
    )
    letter = text_of(signed_in.get(reverse("follow_up", args=[row.pk])))
    assert "Written from your template" not in letter
    assert "Short" not in letter
    signed_in.post(undo_of(page))
    assert "Written from your template “Short”" in text_of(signed_in.get(reverse("follow_up", args=[row.pk])))
    template.refresh_from_db()
    assert template.is_default


def test_what_came_in_its_place_meanwhile_stays(user: User) -> None:
    old = kept(user)
    service.choose_for_kind(old)
    service.delete_template(old, now=timezone.now())
    service.choose_for_kind(kept(user))
    back = service.undelete_template(old)
    assert (back.name, back.is_default) == ("Short (2)", False)


def test_long_after_its_deletion_it_is_gone_for_good(user: User) -> None:
    old, new = kept(user), kept(user, name="New")
    now = timezone.now()
    service.delete_template(old, now=now)
    service.delete_template(new, now=now + timedelta(days=29))
    assert Template.objects.count() == 2
    service.delete_template(new, now=now + timedelta(days=31))
    assert [each.name for each in Template.objects.all()] == ["New"]


# Letters


def test_one_letter_is_written_from_it(signed_in: Client, user: User) -> None:
    row, template = thank_you(signed_in, user), kept(user)
    page = choose(signed_in, row, template=template.pk)
    assert "Thanks for batch windows at Acme." in page
    assert "For Acme" in page
    assert "Written from your template “Short”" in page
    assert f'name="template" value="{template.pk}" aria-pressed="true"' in page
    assert 'name="register" value="warm" aria-pressed="false"' in page
    assert "Thanks for batch windows at Acme." in text_of(signed_in.get("/"))
    eml = signed_in.get(reverse("follow_up_eml", args=[row.pk])).content.decode()
    assert "Subject: For Acme" in eml
    assert "Thanks for batch windows" in eml
    assert "subject=For%20Acme" in page
    # And as one of ours again.
    assert "Written from your template" not in choose(signed_in, row, register="formal")
    assert FollowUp.objects.get(pk=row.pk).template is None


def test_all_letters_of_the_kind_are_but_those_chosen_otherwise(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user, SARA, TOM)
    choose(signed_in, row, register="warm")
    template = kept(user)
    page = text_of(signed_in.post(reverse("template_use", args=[template.pk]), follow=True))
    assert "Used for all of these" in page
    today = text_of(signed_in.get("/"))
    assert "Thanks for on-call rota at Acme." in today
    assert "Thanks for batch windows at Acme." not in today
    page = text_of(signed_in.post(reverse("template_unuse", args=[template.pk]), follow=True))
    assert "Thanks for on-call rota at Acme." not in text_of(signed_in.get("/"))
    signed_in.post(undo_of(page))
    assert "Thanks for on-call rota at Acme." in text_of(signed_in.get("/"))


def test_another_default_takes_its_place_and_gives_it_back(signed_in: Client, user: User) -> None:
    one, two = kept(user, name="one"), kept(user, name="two")
    signed_in.post(reverse("template_use", args=[one.pk]))
    page = text_of(signed_in.post(reverse("template_use", args=[two.pk]), follow=True))
    assert list(Template.objects.filter(is_default=True)) == [two]
    signed_in.post(undo_of(page))
    assert list(Template.objects.filter(is_default=True)) == [one]


def test_ones_own_wording_makes_way_and_comes_back(signed_in: Client, user: User) -> None:
    row, template = thank_you(signed_in, user), kept(user)
    signed_in.post(reverse("follow_up_draft", args=[row.pk]), {"subject": "Mine", "body": "My own words."})
    page = choose(signed_in, row, template=template.pk)
    assert "My own words." not in page.partition("Earlier versions")[0]
    signed_in.post(undo_of(page))
    assert Draft.objects.get().body == "My own words."


def test_a_changed_text_comes_back_together_with_its_template(signed_in: Client, user: User) -> None:
    row, template = thank_you(signed_in, user), kept(user)
    choose(signed_in, row, template=template.pk)
    signed_in.post(reverse("follow_up_draft", args=[row.pk]), {"subject": "Mine", "body": "My own words."})
    page = choose(signed_in, row, register="formal")
    assert "Dear Sara Lindqvist," in page
    signed_in.post(undo_of(page))
    page = text_of(signed_in.get(reverse("follow_up", args=[row.pk])))
    assert "My own words." in page
    assert "Written from your template “Short”" in page
    page = text_of(signed_in.post(reverse("follow_up_draft_drop", args=[row.pk]), follow=True))
    assert "Back to the letter from your template." in page
    assert "Thanks for batch windows at Acme." in page


def test_choosing_another_wording_is_taken_back_with_one_click(signed_in: Client, user: User) -> None:
    row, template = thank_you(signed_in, user), kept(user)
    signed_in.post(undo_of(choose(signed_in, row, template=template.pk)))
    assert FollowUp.objects.get(pk=row.pk).template is None
    choose(signed_in, row, template=template.pk)
    signed_in.post(undo_of(choose(signed_in, row, register="brief")))
    assert FollowUp.objects.get(pk=row.pk).template == template


def test_one_that_cannot_be_used_gives_way_to_ours_and_says_so(signed_in: Client, user: User) -> None:
    row, template = thank_you(signed_in, user), kept(user)
    choose(signed_in, row, template=template.pk)
    # As a later version of the language may have it.
    Template.objects.update(body="Hi\n{{ gone }}")
    page = text_of(signed_in.get(reverse("follow_up", args=[row.pk])))
    assert "cannot be used for this letter, so ours stands in its place" in page
    assert "Line 2: there is no field called gone." in page
    assert f'href="{reverse("template", args=[template.pk])}?example={row.pk}"' in page
    assert "Written from your template" not in page
    assert "Dear Sara," in page
    assert signed_in.get("/").status_code == 200
    editor = text_of(signed_in.get(reverse("template", args=[template.pk])))
    assert "Line 2: there is no field called gone." in editor


def test_slips_in_a_template_are_told_as_in_any_words_of_ones_own(signed_in: Client, user: User) -> None:
    row = thank_you(signed_in, user)
    logged(signed_in, user, TOM, company="Hooli")
    template = kept(user, body="{{ greeting }}\n\nI would love to work for Hooli.")
    assert "Hooli" in choose(signed_in, row, template=template.pk)
    assert "Worth a look" in choose(signed_in, row, template=template.pk)


@pytest.mark.parametrize(
    "wording", [{}, {"register": "warm", "both": "1"}, {"template": "x"}, {"template": "9" * 40}]
)
def test_a_wording_that_is_none_is_refused(signed_in: Client, user: User, wording: dict[str, str]) -> None:
    row, template = thank_you(signed_in, user), kept(user)
    wording = wording | ({"template": str(template.pk)} if wording.pop("both", "") else {})
    address = reverse("follow_up_wording", args=[row.pk])
    assert signed_in.post(address, wording).status_code == 404


def test_only_ones_own_templates_of_the_kind_can_be_chosen(
    signed_in: Client, user: User, another: User
) -> None:
    row = thank_you(signed_in, user)
    address = reverse("follow_up_wording", args=[row.pk])
    for template in (kept(another), kept(user, kind="answer")):
        assert signed_in.post(address, {"template": template.pk}).status_code == 404
    service.choose_for_kind(Template.objects.get(owner=another))
    page = text_of(signed_in.get(reverse("follow_up", args=[row.pk])))
    assert "Written from your template" not in page
    assert "Short" not in page


def test_reminders_carry_it_for_the_same_few_queries(signed_in: Client, user: User) -> None:
    template, now = kept(user), timezone.now()
    service.choose_for_kind(template)
    thank_you(signed_in, user, SARA, TOM)
    rows = list(FollowUp.objects.filter(kind="thank_you"))
    channel = email_channel(user)
    counts = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(connection) as captured:
            letter = compose_reminder(channel, some, message_id="<1@x.example>", now=now)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert "Thanks for batch windows at Acme." in letter.text
    assert "Thanks for on-call rota at Acme." in letter.text


@pytest.mark.parametrize(
    "changes",
    [
        {"is_default": True},
        {"name": "same"},
        {"kind": "close_out"},
        {"name": ""},
        {"name": "x" * 101},
        {"subject": "x" * 501},
        {"body": "x" * 10_001},
    ],
)
def test_the_database_itself_refuses_what_no_form_takes(user: User, changes: dict[str, Any]) -> None:
    kept(user, name="one")
    kept(user, name="two")
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Template.objects.update(**changes)


# Files


def test_all_of_them_as_a_file_and_back(signed_in: Client, user: User, another: User) -> None:
    kept(user)
    kept(user, kind="answer", name="Ünï / “code”")
    kept(another, name="theirs")
    response = signed_in.get(reverse("templates_file"))
    assert response.headers["Content-Disposition"] == 'attachment; filename="templates.json"'
    before = [(each.kind, each.name, each.text) for each in Template.objects.for_user(user).order_by("name")]
    assert [tuple(each) for each in from_file(text_of(response))] == before
    Template.objects.for_user(user).delete()
    file = SimpleUploadedFile("t.json", response.content)
    page = text_of(signed_in.post(reverse("templates_import"), {"file": file}))
    assert page.count(": new") == 2
    assert not Template.objects.for_user(user).exists()
    signed_in.post(reverse("templates_import"), {"pasted": text_of(response), "take": "1"})
    after = [(each.kind, each.name, each.text) for each in Template.objects.for_user(user).order_by("name")]
    assert after == before


def test_one_as_a_file(signed_in: Client, user: User) -> None:
    template = kept(user, name="Short & sweet")
    kept(user, name="Other")
    response = signed_in.get(reverse("template_file", args=[template.pk]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="short-sweet.json"'
    assert [each.name for each in from_file(text_of(response))] == ["Short & sweet"]


def file_of(body: str, **changes: Any) -> str:
    row = {"kind": "thank_you", "name": "Short", "subject": "Hi", "body": body, **changes}
    return json.dumps({"followthrough_templates": 1, "templates": [row]})


@pytest.mark.parametrize(
    ("wins", "names", "says"),
    [
        ("mine", ["Short"], BODY),
        ("theirs", ["Short"], "From the file."),
        ("both", ["Short", "Short (2)"], BODY),
    ],
)
def test_of_two_with_one_name_the_chosen_one_stands(
    signed_in: Client, user: User, wins: str, names: list[str], says: str
) -> None:
    kept(user)
    text = file_of("From the file.")
    page = text_of(signed_in.post(reverse("templates_import"), {"pasted": text}))
    assert "You have another “Short”" in page
    signed_in.post(reverse("templates_import"), {"pasted": text, "take": "1", "wins-0": wins})
    assert sorted(each.name for each in Template.objects.all()) == names
    assert Template.objects.get(name="Short").body == says
    assert TemplateVersion.objects.filter(template__name="Short", body=BODY).exists()


def test_what_is_there_already_changes_nothing(signed_in: Client, user: User) -> None:
    kept(user)
    text = text_of(signed_in.get(reverse("templates_file")))
    assert "nothing changes" in text_of(signed_in.post(reverse("templates_import"), {"pasted": text}))
    page = signed_in.post(reverse("templates_import"), {"pasted": text, "take": "1"}, follow=True)
    assert "Nothing changed." in text_of(page)
    assert TemplateVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({}, "Choose a file, or paste the text of one."),
        ({"pasted": "hello"}, "This is not a file of templates."),
        ({"pasted": file_of("{{ x }}")}, "cannot be used. In its body: Line 1: there is no field called x."),
        ({"pasted": "x" * 1_200_000}, "This file is too large"),
        ({"file": b"\xff\xfe\x00"}, "This is not a file of templates."),
        ({"file": b"["} , "This is not a file of templates."),
        ({"file": b"x" * 4_500_000}, "This file is too large"),
        ({"file": b""}, "The submitted file is empty."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(signed_in: Client, posted: dict[str, Any], says: str) -> None:
    if "file" in posted:
        posted = {"file": SimpleUploadedFile("t.json", posted["file"])}
    for sure in ({}, {"take": "1"}):
        response = signed_in.post(reverse("templates_import"), posted | sure)
        assert response.status_code == 422
        assert says in text_of(response)
        if "file" in posted:
            posted["file"].seek(0)
    assert not Template.objects.exists()


def test_more_than_there_is_room_for_takes_none(
    signed_in: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MOST_TEMPLATES", 2)
    for name in ("one", "two"):
        kept(user, name=name)
    text = text_of(signed_in.get(reverse("templates_file")))
    Template.objects.get(name="two").delete()
    Template.objects.get(name="one").delete()
    kept(user, name="three")
    response = signed_in.post(reverse("templates_import"), {"pasted": text, "take": "1"})
    assert response.status_code == 422
    assert "Delete one first." in text_of(response)
    assert [each.name for each in Template.objects.all()] == ["three"]


def test_a_choice_that_is_none_is_refused(signed_in: Client, user: User) -> None:
    kept(user)
    for choice in ({"wins-0": "whoever"}, {"wins-0": ""}, {}):
        posted = {"pasted": file_of("Other."), "take": "1"} | choice
        response = signed_in.post(reverse("templates_import"), posted)
        assert response.status_code == 422
        assert "You have another “Short”" in text_of(response)
    assert Template.objects.get().body == BODY
