"""A mail that came: pasted on an application's page or added, looked over, saved once, taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Contact, Intake, Interview, Message
from applications.models.intake import IntakeState
from applications.services.intakes import read_waiting
from tests.applications.typed import SARA, Answer, kinds, logged, text_of
from tests.factories import ApplicationFactory, ContactFactory, InterviewFactory, MessageFactory

HEAD = (
    "From: Sara Lindqvist <sara@acme.example>\nDate: Wed, 4 Nov 2026 09:30:00 -0500\nSubject: Re: Thank you\n"
)
PROMISE = f"{HEAD}\nHi Maya,\n\nIt was good to meet you. We will get back to you by Friday.\n\nBest,\nSara\n"
AWAY = f"{HEAD}Auto-Submitted: auto-replied\n\nI am out of the office until Monday, 9 November.\n"
QUESTION = f"{HEAD}\nCould you send us two references?\n"
REJECTION = f"{HEAD}\nUnfortunately, we have decided to move forward with another candidate.\n"
OFFER = f"{HEAD}\nWe are delighted to offer you the role. Please let us know by 13 November.\n"
INVITATION = f"{HEAD}\nWe would like to invite you to an interview. What times work for you next week?\n"
RECEIPT = f"{HEAD}\nThank you for your application. We have received it.\n".replace(
    "received it", "received your application"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    "DTSTART:20261110T150000Z\r\nDTEND:20261110T160000Z\r\n"
    "SUMMARY:Interview with Acme\r\nORGANIZER:mailto:sara@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def application(signed_in: Client, user: User) -> Application:
    """One interview with Sara on 3 November."""
    return logged(signed_in, user, SARA).application


def paste(client: Client, application: Application, mail: str) -> str:
    """Where the mail is looked over."""
    response = client.post(reverse("application_mail", args=[application.pk]), {"mail": mail})
    assert response.status_code == 302, text_of(response)
    return response["Location"]


def add(client: Client, mail: str) -> str:
    response = client.post(reverse("add"), {"text": mail, "kind": "mail"})
    assert response.status_code == 302, text_of(response)
    return response["Location"]


def save(client: Client, where: str, **changes: str) -> Answer:
    """As the form stands, with these changes."""
    form = client.get(where).context["form"]
    typed = {name: str(form[name].value() or "") for name in form.fields} | changes
    return client.post(where, typed)


def saved(client: Client, where: str, **changes: str) -> Message:
    response = save(client, where, **changes)
    assert response.status_code == 302, text_of(response)
    return Message.objects.latest("pk")


def test_a_promise_is_shown_with_its_sentence_and_day(signed_in: Client, application: Application) -> None:
    where = paste(signed_in, application, PROMISE)
    page = text_of(signed_in.get(where))
    assert "We will get back to you by Friday." in page
    assert "Understood as Friday 6 November." in page
    assert not application.messages.exists()
    message = saved(signed_in, where)
    assert (message.kind, message.at) == ("reply", datetime(2026, 11, 4, 14, 30, tzinfo=UTC))
    assert (message.timing_date, message.subject) == (date(2026, 11, 6), "Re: Thank you")
    assert message.contact
    assert message.contact.name == "Sara Lindqvist"
    assert "It was good to meet you." in message.text


def test_the_day_understood_can_be_changed(signed_in: Client, application: Application) -> None:
    message = saved(signed_in, paste(signed_in, application, PROMISE), timing_date="2026-11-12")
    assert message.timing_date == date(2026, 11, 12)


def test_another_wording_is_asked_about_before_saving(signed_in: Client, application: Application) -> None:
    where = paste(signed_in, application, PROMISE)
    asked = save(signed_in, where, timing_text="in two weeks")
    assert asked.status_code == 422
    assert "Understood as Wednesday 18 November." in text_of(asked)
    assert not application.messages.exists()


def test_an_automatic_reply_counts_as_one(signed_in: Client, application: Application) -> None:
    message = saved(signed_in, paste(signed_in, application, AWAY))
    assert (message.kind, message.returns_on) == ("auto_reply", date(2026, 11, 9))


def test_an_automatic_reply_in_another_language(signed_in: Client, application: Application) -> None:
    mail = (
        HEAD.replace("Re: Thank you", "Abwesenheitsnotiz: Danke")
        + "\nIch bin bis einschließlich 13.11.2026 nicht im Büro.\n"
    )
    message = saved(signed_in, paste(signed_in, application, mail))
    assert (message.kind, message.returns_on) == ("auto_reply", date(2026, 11, 14))


def test_a_question_asks_for_an_answer(signed_in: Client, application: Application) -> None:
    assert saved(signed_in, paste(signed_in, application, QUESTION)).kind == "question"
    assert application.follow_ups.filter(kind="answer", status="open").exists()


def test_a_rejection_moves_the_application(signed_in: Client, application: Application) -> None:
    assert saved(signed_in, paste(signed_in, application, REJECTION)).kind == "reply"
    application.refresh_from_db()
    assert (application.stage, application.rejected_on) == ("rejected", date(2026, 11, 4))
    assert kinds(application) == {"rejection_thanks"}


def test_their_confirmation_settles_that_an_interview_waits_for_it(
    signed_in: Client, user: User, application: Application
) -> None:
    ahead = logged(
        signed_in, user, SARA, starts="2026-11-12T10:00", ends="", unconfirmed="on", invited_on="2026-11-04"
    )
    assert "confirm_interview" in kinds(application)
    where = paste(
        signed_in, application, f"{HEAD}\nThis is to confirm your interview on 12 November at 10:00.\n"
    )
    saved(signed_in, where, what="confirmation")
    assert Interview.objects.get(pk=ahead.pk).confirmed
    assert "confirm_interview" not in kinds(application)
    signed_in.post(reverse("intake_undo", args=[Intake.objects.latest("pk").pk]))
    assert not Interview.objects.get(pk=ahead.pk).confirmed
    assert "confirm_interview" in kinds(application)


def test_an_offer_comes_with_its_deadline(signed_in: Client, application: Application) -> None:
    saved(signed_in, paste(signed_in, application, OFFER))
    application.refresh_from_db()
    assert (application.stage, application.offer_deadline) == ("offer", date(2026, 11, 13))
    assert "offer_acknowledgement" in kinds(application)


def test_an_invitation_leads_on_to_the_interview(signed_in: Client, application: Application) -> None:
    response = save(signed_in, paste(signed_in, application, INVITATION))
    assert response["Location"] == f"{reverse('interview_new')}?application={application.pk}"
    assert application.messages.get().kind == "reply"


def test_a_cancelling_leads_on_to_which_interview(signed_in: Client, application: Application) -> None:
    mail = f"{HEAD}\nI am afraid we have to cancel our call tomorrow.\n"
    response = save(signed_in, paste(signed_in, application, mail))
    assert response["Location"] == reverse("heard", args=[application.pk, "cancelled"])


def test_a_receipt_is_no_answer(signed_in: Client, application: Application) -> None:
    message = saved(signed_in, paste(signed_in, application, RECEIPT))
    assert (message.kind, message.returns_on) == ("auto_reply", None)


def test_another_kind_can_be_picked(signed_in: Client, application: Application) -> None:
    saved(signed_in, paste(signed_in, application, REJECTION), what="reply")
    application.refresh_from_db()
    assert application.stage == "interviewing"


@pytest.mark.parametrize("mail", [PROMISE, AWAY, QUESTION, REJECTION, OFFER])
def test_all_of_it_is_taken_back(signed_in: Client, application: Application, mail: str) -> None:
    mail = mail.replace("Sara Lindqvist <sara@acme.example>", "Ana New <ana@acme.example>")
    before = Application.objects.filter(pk=application.pk).values().get()
    steps = sorted(application.follow_ups.values_list("kind", "status", "opens_at"), key=str)
    saved(signed_in, paste(signed_in, application, mail))
    assert Contact.objects.filter(name="Ana New").exists()
    undo = reverse("intake_undo", args=[Intake.objects.get().pk])
    assert f'action="{undo}"' in text_of(signed_in.get(reverse("application", args=[application.pk])))
    signed_in.post(undo)
    assert Application.objects.filter(pk=application.pk).values().get() == before
    assert not application.messages.exists()
    assert not Contact.objects.filter(name="Ana New").exists()
    open_now = [
        each for each in application.follow_ups.values_list("kind", "status", "opens_at") if each[1] == "open"
    ]
    assert sorted(open_now, key=str) == [each for each in steps if each[1] == "open"]


def test_a_second_click_saves_nothing_twice(signed_in: Client, application: Application) -> None:
    where = paste(signed_in, application, PROMISE)
    form = signed_in.get(where).context["form"]
    typed = {name: str(form[name].value() or "") for name in form.fields}
    signed_in.post(where, typed)
    signed_in.post(where, typed)
    assert application.messages.count() == 1


def test_the_same_mail_again_says_so_and_is_kept_once(signed_in: Client, application: Application) -> None:
    mail = "Message-ID: <1@acme.example>\n" + REJECTION
    saved(signed_in, paste(signed_in, application, mail))
    again = add(signed_in, mail)
    assert "This very mail is logged already" in text_of(signed_in.get(again))
    save(signed_in, again)
    assert application.messages.count() == 1
    assert application.stage_changes.filter(to_stage="rejected").count() == 1
    # Taking back the second leaves the first.
    signed_in.post(reverse("intake_undo", args=[Intake.objects.latest("pk").pk]))
    assert application.messages.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", ""),
        ("at", "2027-01-01T09:00"),
        ("application", ""),
        ("application", "999999"),
        ("application", "x"),
        ("what", "pigeon"),
        ("email", "not one"),
        ("text", "Щ" * 50_001),
        ("timing_date", "0001-01-01"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_saved(
    signed_in: Client, application: Application, field: str, value: str
) -> None:
    response = save(signed_in, paste(signed_in, application, PROMISE), **{field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not application.messages.exists()


def test_a_field_of_another_kind_does_not_stand_in_the_way(
    signed_in: Client, application: Application
) -> None:
    message = saved(
        signed_in, paste(signed_in, application, PROMISE), returns_on="nonsense", offer_deadline="x"
    )
    assert message.returns_on is None


def test_away_without_a_day_is_asked_about(signed_in: Client, application: Application) -> None:
    response = save(signed_in, paste(signed_in, application, AWAY), returns_on="")
    assert list(response.context["form"].errors) == ["returns_on"]


def test_an_empty_paste_is_told(signed_in: Client, application: Application) -> None:
    address = reverse("application_mail", args=[application.pk])
    assert signed_in.post(address, {"mail": " "}).status_code == 422
    assert signed_in.post(address, {"mail": "x" * 200_001}).status_code == 422


def test_words_without_headers_come_now_from_who_signs(signed_in: Client, application: Application) -> None:
    where = paste(signed_in, application, "We will get back to you by Friday.\n\nBest,\nSara Lindqvist\n")
    assert "The mail does not say when it came" in text_of(signed_in.get(where))
    message = saved(signed_in, where)
    assert message.contact
    assert message.contact.email == "sara@acme.example"
    # The clock field knows no seconds.
    assert message.at == datetime(2026, 11, 4, 17, 0, tzinfo=UTC)


def test_somebody_new_is_added_and_nobody_if_left_empty(signed_in: Client, application: Application) -> None:
    mail = PROMISE.replace("Sara Lindqvist <sara@acme.example>", "Ana Silva <ana@acme.example>")
    message = saved(signed_in, paste(signed_in, application, mail))
    assert message.contact
    assert (message.contact.name, message.contact.company) == ("Ana Silva", application.company)
    other = saved(signed_in, paste(signed_in, application, QUESTION), name="", email="")
    assert other.contact is None


def test_a_machines_address_becomes_nobody(signed_in: Client, application: Application) -> None:
    mail = RECEIPT.replace("Sara Lindqvist <sara@acme.example>", "Acme <no-reply@greenhouse.io>")
    assert saved(signed_in, paste(signed_in, application, mail)).contact is None


def test_an_added_mail_finds_its_application_by_its_sender(
    signed_in: Client, user: User, application: Application
) -> None:
    ApplicationFactory.create_batch(3, owner=user)
    where = add(signed_in, PROMISE)
    assert "Sara Lindqvist is somebody you know from there." in text_of(signed_in.get(where))
    assert saved(signed_in, where).application == application


def test_an_added_mail_finds_its_application_by_its_conversation(signed_in: Client, user: User) -> None:
    known = MessageFactory.create(
        application__owner=user, message_id="<1@x.example>", thread_id="<0@x.example>"
    )
    ApplicationFactory.create(owner=user)
    where = add(
        signed_in, "From: Ann <ann@gmail.com>\nReferences: <0@x.example>\nSubject: Re: x\n\nWe will see.\n"
    )
    assert saved(signed_in, where).application == known.application


def test_a_mail_of_an_unknown_company_makes_its_application(signed_in: Client, user: User) -> None:
    mail = RECEIPT.replace("sara@acme.example", "sara@globex.com")
    where = add(signed_in, mail)
    response = save(signed_in, where, title="Chemist")
    assert response.status_code == 302, text_of(response)
    made = Application.objects.get()
    assert (made.company.name, made.title, made.messages.count()) == ("Globex", "Chemist", 1)
    signed_in.post(reverse("intake_undo", args=[Intake.objects.get().pk]))
    made.refresh_from_db()
    assert made.deleted_at is not None


def test_an_unclear_home_is_asked_for(signed_in: Client, user: User) -> None:
    ApplicationFactory.create_batch(2, owner=user)
    response = save(signed_in, add(signed_in, "From: a@b.example\nSubject: Hello\n\nWe will see.\n"))
    assert list(response.context["form"].errors) == ["application"]
    response = save(
        signed_in,
        add(signed_in, "From: a@b.example\nSubject: Hello\n\nWe will see.\n"),
        application="new",
        company="",
    )
    assert set(response.context["form"].errors) == {"company", "title"}


def test_an_invitation_inside_is_looked_over_next(signed_in: Client, application: Application) -> None:
    raw = (
        f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        f"Here is the invitation.\n--b\nContent-Type: text/calendar\n\n{CALENDAR}\n--b--\n"
    )
    where = add(signed_in, raw)
    assert "There is a calendar invitation inside." in text_of(signed_in.get(where))
    response = save(signed_in, where)
    inside = Intake.objects.latest("pk")
    assert response["Location"] == reverse("intake", args=[inside.pk])
    assert (inside.kind, inside.state) == ("calendar", IntakeState.READ)
    assert signed_in.get(response["Location"]).status_code == 200


def test_a_large_mail_is_read_by_a_worker_and_its_page_goes_on(
    signed_in: Client, application: Application
) -> None:
    raw = PROMISE.encode() + b"\n-- \n" + b"x" * 300_000
    where = signed_in.post(reverse("add"), {"file": SimpleUploadedFile("reply.eml", raw)})["Location"]
    assert "being read" in text_of(signed_in.get(where))
    assert read_waiting(timezone.now())
    # The page asks by itself, and is told to show the rest.
    assert signed_in.get(where, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert saved(signed_in, where).timing_date == date(2026, 11, 6)


def test_ones_own_mail_is_told_apart(signed_in: Client, user: User, application: Application) -> None:
    page = text_of(
        signed_in.get(
            add(signed_in, f"From: Maya <{user.email}>\nSubject: Thanks\n\nThank you for your time.\n")
        )
    )
    assert "This mail is from you." in page


def test_markup_is_never_shown_as_markup(signed_in: Client, application: Application) -> None:
    raw = (
        f"{HEAD}Content-Type: text/html\n\n"
        f"<p>Hi</p><img src=x onerror=alert(1)><script>alert(2)</script>&lt;b&gt;bold"
    )
    where = add(signed_in, raw)
    page = text_of(signed_in.get(where))
    assert "onerror" not in page
    assert "alert(2)" not in page
    assert "&lt;b&gt;bold" in page


def test_applications_of_others_are_neither_offered_nor_taken(
    signed_in: Client, another: User, application: Application
) -> None:
    theirs = ApplicationFactory.create(owner=another, company__name="Secret Ltd")
    MessageFactory.create(application=theirs, message_id="<1@x.example>")
    where = add(signed_in, f"In-Reply-To: <1@x.example>\n{PROMISE}")
    assert "Secret" not in text_of(signed_in.get(where))
    assert save(signed_in, f"{where}?application={theirs.pk}", application=str(theirs.pk)).status_code == 422
    assert theirs.messages.count() == 1


def test_the_conversation_stands_on_both_pages(
    signed_in: Client, user: User, application: Application
) -> None:
    saved(signed_in, paste(signed_in, application, PROMISE))
    sara = Contact.objects.get(name="Sara Lindqvist")
    MessageFactory.create(
        application=application, kind="thank_you", contact=sara, text="My thanks", subject="Thank you"
    )
    other = ApplicationFactory.create(owner=user, title="Lab Lead")
    MessageFactory.create(application=other, contact=sara, text="Elsewhere", means="phone")
    page = text_of(signed_in.get(reverse("application", args=[application.pk]), {"show": "conversation"}))
    assert "Their reply from Sara Lindqvist" in page
    assert "My thanks" in page
    assert "Elsewhere" not in page
    assert "Video interview" not in page
    person = text_of(signed_in.get(reverse("person", args=[sara.pk])))
    for words in ("My thanks", "Elsewhere", "Lab Lead", "Phone", "Re: Thank you"):
        assert words in person


def test_a_deleted_applications_mails_are_told_nowhere(signed_in: Client, user: User) -> None:
    sara = ContactFactory.create(owner=user)
    gone = MessageFactory.create(application__owner=user, contact=sara, text="Gone")
    signed_in.post(reverse("application_delete", args=[gone.application_id]))
    assert "Gone" not in text_of(signed_in.get(reverse("person", args=[sara.pk])))


def test_the_exact_text_and_subject_are_kept_and_correctable(signed_in: Client, user: User) -> None:
    text = "Dear Sara,\n\n  two spaces, “quotes” and a tab\t.\n\nMaya"
    message = MessageFactory.create(
        application__owner=user, kind="thank_you", text=text, subject="Thank you – Engineer"
    )
    form = signed_in.get(reverse("message", args=[message.pk])).context["form"]
    assert (form["text"].value(), form["subject"].value()) == (text, "Thank you – Engineer")
    typed = {"at": "2026-11-04T09:00", "means": "email", "subject": "Thanks", "text": "Pasted"}
    signed_in.post(reverse("message", args=[message.pk]), typed)
    message.refresh_from_db()
    assert (message.subject, message.text) == ("Thanks", "Pasted")


def test_a_mail_for_an_interview_of_another_company(
    signed_in: Client, user: User, application: Application
) -> None:
    meeting = InterviewFactory.create(application__owner=user, application__company__name="Hooli")
    where = add(signed_in, "From: Gavin <gavin@hooli.com>\nSubject: Your talk\n\nYou were great.\n")
    assert saved(signed_in, where).application == meeting.application


SIGNED = PROMISE.replace("Sara\n", "Sara Lindqvist\nHead of Data, Acme\n+47 412 34 567\n")


def test_what_their_signature_says_is_kept_if_one_says_so(
    signed_in: Client, application: Application
) -> None:
    where = paste(signed_in, application, SIGNED)
    page = signed_in.get(where)
    assert "What you have of Sara Lindqvist already stays." in text_of(page)
    assert not page.context["form"]["keeps_signature"].value()
    saved(signed_in, where, keeps_signature="on")
    sara = Contact.objects.get(name="Sara Lindqvist")
    assert (sara.role, sara.phone) == ("Head of Data, Acme", "+47 412 34 567")
    signed_in.post(reverse("intake_undo", args=[Intake.objects.get().pk]))
    sara.refresh_from_db()
    assert (sara.role, sara.phone) == ("", "")


def test_what_their_signature_says_is_left_out_unless_one_says_so(
    signed_in: Client, application: Application
) -> None:
    saved(signed_in, paste(signed_in, application, SIGNED), keeps_signature="")
    assert Contact.objects.get(name="Sara Lindqvist").phone == ""


def test_a_signature_changes_nothing_that_is_known(signed_in: Client, application: Application) -> None:
    Contact.objects.update(role="Data lead")
    where = paste(signed_in, application, SIGNED)
    assert not signed_in.get(where).context["form"]["role"].value()
    saved(signed_in, where, role="Boss", keeps_signature="on")
    sara = Contact.objects.get(name="Sara Lindqvist")
    assert (sara.role, sara.phone) == ("Data lead", "+47 412 34 567")
    again = paste(signed_in, application, SIGNED.replace("Friday", "Thursday"))
    assert "keeps_signature" not in signed_in.get(again).context["form"].fields


def test_a_signature_names_the_writer_where_no_header_does(signed_in: Client, user: User) -> None:
    other = ApplicationFactory.create(owner=user)
    words = (
        "Hello,\nwe will get back to you by Friday.\n\n"
        "Best,\nTom Kerr\nRecruiter\n+47 412 34 567\ntom@acme.example\n"
    )
    where = paste(signed_in, other, words)
    form = signed_in.get(where).context["form"]
    assert (form["name"].value(), form["email"].value()) == ("Tom Kerr", "tom@acme.example")
    nobody = save(signed_in, where, name="", email="", keeps_signature="on")
    assert nobody.status_code == 422
    assert "Say whose signature it is" in text_of(nobody)
    message = saved(signed_in, where, keeps_signature="on")
    assert message.contact is not None
    assert (str(message.contact), message.contact.role) == ("Tom Kerr", "Recruiter")
    signed_in.post(reverse("intake_undo", args=[Intake.objects.get().pk]))
    assert not Contact.objects.exists()
