"""What a model is asked, and which of its claims are marked."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.drafting.letters import write
from reminders.drafting.rewriting import What, ask, check, facts_sent
from tests.drafting.facts import FILLED, KINDS, facts, inquiry

ORIGINAL = (
    "Dear Sara,\n\nThank you for talking with me yesterday about the Senior Data Engineer role at Acme. "
    "At Fjord I cut the batch window from four hours to nine minutes.\n\nKind regards,\nMaya Okafor"
)


def marked(proposal: str, original: str = ORIGINAL, **changes: object) -> list[tuple[str, str]]:
    marks = check(proposal, facts(**changes), original)
    return [(proposal[mark.start : mark.end], mark.what.value) for mark in marks]


@pytest.mark.parametrize(
    ("proposal", "text", "what"),
    [
        ("I spoke with Tom about it.", "Tom", What.NAME),
        ("I spoke with Maria Lopez about it.", "Maria Lopez", What.NAME),
        ("Dear Sarah,\n\nThank you.", "Sarah", What.NAME),
        ("Sarah,\n\nThank you.", "Sarah", What.NAME),
        ("Maria Lopez told me so.", "Maria Lopez", What.NAME),
        ("Thomas Lindqvist told me so.", "Thomas", What.NAME),
        ("Sarah mentioned it.", "Sarah", What.NAME),
        ("Sarah's team is fine.", "Sarah", What.NAME),
        ("Meeting Maria was fine.", "Maria", What.NAME),
        ("We use Kafka, and I like it.", "Kafka", What.NAME),
        ("It ran on AWS for long.", "AWS", What.NAME),
        ("AWS it was.", "AWS", What.NAME),
        ("My iPhone is fine.", "iPhone", What.NAME),
        ("I know C++ and more.", "C++", What.NAME),
        ("I met Dr. Lopez there.", "Lopez", What.NAME),
        ("Our Berlin-based office.", "Berlin-based", What.NAME),
        ("I speak Spanish.", "Spanish", What.NAME),
        ("Thank you, Initech GmbH.", "Initech", What.NAME),
        ("Kind regards,\nMaia Okafor", "Maia", What.NAME),
        ("We met on 5 November.", "5 November", What.DATE),
        ("We met on November 5th, 2026.", "November 5th, 2026", What.DATE),
        ("We met on the fifth of November.", "fifth of November", What.DATE),
        ("We met on Wednesday 3 November.", "Wednesday 3 November", What.DATE),
        ("We met on 3 November 2025.", "3 November 2025", What.DATE),
        ("We met on 2026-11-05.", "2026-11-05", What.DATE),
        ("We met on 11/05/2026.", "11/05/2026", What.DATE),
        ("We met on 3.11.22 there.", "3.11.22", What.DATE),
        ("We met on 3.11.2022 there.", "3.11.2022", What.DATE),
        ("We met on 3 May.", "3 May", What.DATE),
        ("Let us talk tomorrow.", "tomorrow", What.DATE),
        ("We met last year.", "last year", What.DATE),
        ("That was in May 2024.", "May 2024", What.DATE),
        ("We met on Wednesday.", "Wednesday", What.WEEKDAY),
        ("We could meet on Thursdays.", "Thursday", What.WEEKDAY),
        ("We met Thu at last.", "Thu", What.WEEKDAY),
        ("I can start in May.", "May", What.MONTH),
        ("I can start in January.", "January", What.MONTH),
        ("We met at 11:00 there.", "11:00", What.TIME),
        ("We met at 10 pm there.", "10 pm", What.TIME),
        ("We met at noon.", "noon", What.TIME),
        ("I have 7 years of it.", "7", What.NUMBER),
        ("I have seven years of it.", "seven", What.NUMBER),
        ("Twenty-five people did.", "Twenty-five", What.NUMBER),
        ("We had two hundred and fifty users.", "two hundred and fifty", What.NUMBER),
        ("It was faster by 40%.", "40%", What.NUMBER),
        ("It took 1,200 runs.", "1,200", What.NUMBER),
        ("We had 20k users.", "20k", What.NUMBER),
        ("A dozen of us.", "dozen", What.NUMBER),
        ("My third year there.", "third", What.NUMBER),
        ("It was in 2019.", "2019", What.NUMBER),
        ("On the 12th, then.", "12th", What.NUMBER),
        ("Write to maya@example.org.", "maya@example.org", What.ADDRESS),
        ("See https://example.org/maya.", "https://example.org/maya", What.LINK),
        ("See www.maya.example, please.", "www.maya.example", What.LINK),
        ("See maya.dev for more.", "maya.dev", What.LINK),
    ],
)
def test_made_up(proposal: str, text: str, what: What) -> None:
    assert marked(proposal) == [(text, what.value)]


@pytest.mark.parametrize(
    "proposal",
    [
        ORIGINAL,
        "Dear Sara,\n\nThank you for our conversation on Tuesday, 3 November 2026.",
        "We spoke on November 3rd, on the 3rd, on 3 Nov, yesterday, on Tue, and in 2026.",
        "We spoke on Tuesday the third of November, on 2026-11-03, 03.11.2026 and 11/3/2026.",
        "You expect to decide by Friday 13 November, next week that is.",
        "We met on 3.11.26 and on 11/03/26. P.S. Kindly, I remain.",
        "We met at 10:00, at 10 am, at 10 a.m., at 10.",
        "We cut it from 4 hours to 9 minutes, from Four to NINE.",
        "Late-Arriving Events and the Replay of a day at Acme's.",
        "Acme Inc. and Acme GmbH are one company.",
        "May I ask once more? I may be late. You might march on. It is an august company.",
        "However, I enjoyed it. Conversations like ours are rare. Data matters. Clear words, too.",
        "Today I write. When Sara asked, I answered. As I said: This was fun. “Quite so.” Then we left.",
        "One more thing, at first: no one had a second to lose, and that is one of the reasons.",
        "I'm glad, I’d come, and I've time. It's fine. Let's talk. That's all. What's next?",
        "Engineers like me, and Data Engineers like you, Sara Lindqvist.",
        "Dear Hiring Team,\n\nThank You.\n\nBest Regards,\nMaya",
        "Hello,\n\nThanks.\n\nSincerely,\nMaya Okafor",
        "Best,\nMaya",
        "- Thank you\n- Replay was fun\n* Kind of you",
        "Write to Sara.Lindqvist@acme.example.",
        "We spoke this month, in November, as planned since October.",
        "ÜBER is fine? No: Maya.",
    ],
)
def test_known_or_ordinary(proposal: str) -> None:
    assert marked(proposal, ORIGINAL + "\nüber") == []


def test_what_the_user_typed_is_known() -> None:
    typed = {
        "topics": "Kafka with Renée, 20k users, see https://acme.example/blog/",
        "signature": "+49 30 1234",
    }
    proposal = "Kafka's 20,000 users, twenty thousand in all, and Renee: see www.acme.example/blog. Maya, +49 30 1234"
    assert marked(proposal, **typed) == []


def test_names_that_are_words() -> None:
    assert marked("Dear May,\n\nI asked May and Will.", recipient_name="May Will") == []
    assert marked("I asked May, and Will too.") == [("May", "name"), ("Will", "name")]


def test_marks_are_in_order_and_apart() -> None:
    proposal = "On 5 May at 11:00 Tom and 7 others met at tom@initech.example in May."
    assert [text for text, _ in marked(proposal)] == [
        "5 May",
        "11:00",
        "Tom",
        "7",
        "tom@initech.example",
        "May",
    ]


TEXTS = [field.name for field in fields(FILLED) if field.type == "str" or field.type is str]
DAYS = [field.name for field in fields(FILLED) if "date |" in str(field.type)]


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "kind"])
def test_every_text_of_the_facts_is_known(name: str) -> None:
    assert marked("I met Zaphod.", "", **{name: "Zaphod"}) == []


@pytest.mark.parametrize("name", DAYS)
def test_every_day_of_the_facts_is_known(name: str) -> None:
    assert marked("On Wednesday 7 May 2031.", "", **{name: date(2031, 5, 7)}) == []


def test_every_field_of_the_facts_is_looked_at() -> None:
    """A field that the facts gain has to be thought of here."""
    assert {"topics", "own_promise_text"} <= set(TEXTS)
    assert {"interview_on", "asked_on"} <= set(DAYS)


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_letters_have_no_marks(kind: str) -> None:
    """A proposal that repeats the draft claims nothing new, whether or not the draft is counted as known."""
    letter = write(facts(kind=kind))
    for told in (letter.body, letter.subject):
        assert marked(told, told, kind=kind) == []
        assert marked(re.sub(r"\[.*?\]", "", told), "", kind=kind) == []


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from([*ORIGINAL.split(), "May", "3", "31", ":", "11:5"])).map(" ".join)
)
def test_any_text_is_read_and_bears_itself_out(text: str) -> None:
    marks = check(text, FILLED, "")
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))
    assert check(text, FILLED, text) == ()


def test_facts_sent_are_the_facts_and_no_addresses() -> None:
    listed = dict(facts_sent(facts(signature="Maya\n+49 30 1234", pass_on_email="tom@acme.example")))
    assert listed["Job title"] == "Senior Data Engineer"
    assert listed["Day of the interview"] == "Tuesday 3 November 2026"
    assert listed["Talked about"] == "Late-arriving events; replay of a day"
    everything = " ".join(listed.values())
    assert "@" not in everything
    assert "+49" not in everything
    assert all(listed.values())
    assert "Their question" not in dict(facts_sent(facts(question_text="  \n")))


def test_everything_sent_beside_the_letter_is_listed() -> None:
    """The request holds the listed facts and the letter; nothing comes to it from elsewhere."""
    given_facts = inquiry(2)
    listed = facts_sent(given_facts)
    system, user = ask("My letter.", "My subject", listed, kind=given_facts.kind)
    assert (system.role, user.role) == ("system", "user")
    assert all(f"- {label}: {value}\n" in user.content for label, value in listed)
    assert "My letter." in user.content
    assert "My subject" in user.content
    without = ask("My letter.", "My subject", (), kind=given_facts.kind)[1].content
    assert "Acme" not in without
    assert "Sara" not in without


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("thank_you", "between 100 and 200 words"),
        ("status_inquiry", "between 50 and 125 words"),
        ("application_inquiry", "between 50 and 125 words"),
        ("own_promise", "no longer than the letter is now"),
    ],
)
def test_length_is_that_of_the_kind(kind: str, said: str) -> None:
    assert said in ask("", "", (), kind=kind)[1].content


def test_rules_of_tone_are_asked_for() -> None:
    system = ask("", "", (), kind="thank_you")[0].content
    for rule in ("demanding", "frustrated", "negative", "Add none", "[square brackets]"):
        assert rule in system


def test_a_very_long_fact_is_cut() -> None:
    listed = dict(facts_sent(facts(topics="word " * 5_000)))
    assert len(listed["Talked about"]) <= 2_000


def test_day_words_count_from_today() -> None:
    assert marked("We spoke yesterday.", "", today=date(2026, 11, 4)) == []
    assert marked("We spoke yesterday.", "", today=date(2026, 11, 6)) == [("yesterday", "date")]
