"""What people type about a conversation, and how it reads in a letter."""

import pytest

from reminders.drafting.letters import write
from reminders.drafting.own_words import done_before, topic
from tests.drafting.facts import facts

INLINE = [
    ("Late-arriving events; replay of a day", "late-arriving events and replay of a day"),
    ("We talked about how they handle on-call.", "how you handle on-call"),
    ("her team's move to Kafka", "your team's move to Kafka"),
    ("I told her about Fjord", "Fjord"),
    ("Kafka, replay, on-call", "Kafka and replay"),
    ("- Sharding\n- budgets", "sharding and budgets"),
    ("1. How she runs her team\n2. lunch", "how you run your team"),
    ("She asked me about testing in production.", "testing in production"),
    ("Topics:\nCI pipelines & test flakiness", "CI pipelines and test flakiness"),
    ("The future of the product 🎉", "the future of the product"),
    ("GDPR", "GDPR"),
    ("Discussed the roadmap", "the roadmap"),
    ("what they look for in the first 90 days", "what you look for in the first 90 days"),
    ("e.g. Kafka vs. Pulsar. Then lunch.", "Kafka vs. Pulsar"),
    ("her PhD (bees", "your PhD bees"),
    ("why he left Google :)", "why you left Google"),
    ("how often they deploy", "how often you deploy"),
    ("it was mostly about salary and notice period", "salary and notice period"),
    ("their ML platform - sounds great", "your ML platform"),
    ("patient safety, they had two near misses last yr; rota", "patient safety"),
    ("talked abt k8s migration", "Kubernetes migration"),
    ("long chat re: data contracts", "data contracts"),
    ("q&a about ci/cd", "CI/CD"),
    ("MIGRATION OF THE DATA WAREHOUSE", "migration of the data warehouse"),
    ("kafka, replay, on-call, team of 6", "Kafka and replay"),
    ("ci pipelines, flaky tests, the new test runner etc.", "CI pipelines and flaky tests"),
    ("asked why i left my last job", "why I left my last job"),
    ("how they do on-call, also the new office", "how you do on-call"),
    ("her move from oracle to snowflake", "your move from Oracle to Snowflake"),
]
AFTER_A_COLON = [
    ("She wants to halve the batch window", "you want to halve the batch window"),
    ("she was v. interested in my thesis", "you were very interested in my thesis"),
    ("he's been there 8 yrs, started as intern!!", "you have been there 8 years, started as intern"),
    ("growth is slow - what would i try first", "growth is slow – what would I try first"),
    ("if the batch is late, they wait", "if the batch is late, they wait"),
    ("i liked that they pair program", "I liked that you pair program"),
    ("Wir haben über Kafka gesprochen", "Wir haben über Kafka gesprochen"),
    ("wdrożenie i utrzymanie", "wdrożenie i utrzymanie"),
    ("not much trust between teams", "not much trust between teams"),
    ("their platform - built in house", "your platform – built in house"),
    ("she's moving the team to Kafka and loves it", "you are moving the team to Kafka and love it"),
    ("Sara's team is moving to Kafka", "your team is moving to Kafka"),
    ("Sara mentioned that the team is growing", "you mentioned that the team is growing"),
    ("Reduce batch time by half", "reduce batch time by half"),
    ("Kafka migration", "Kafka migration"),
    ("Event Sourcing at Scale", "Event Sourcing at Scale"),
    ("What is the team structure like?", "what is the team structure like?"),
    ("Data quality is her biggest worry!", "data quality is your biggest worry"),
    ("מעבר לקפקא", "מעבר לקפקא"),
    ("the events, and how they are replayed; lunch", "the events, and how they are replayed"),
]


@pytest.mark.parametrize(("typed", "said"), INLINE)
def test_a_plain_phrase_stands_in_the_sentence(typed: str, said: str) -> None:
    told = topic(typed, "Sara")
    assert told is not None
    assert (told.text, told.inline) == (said, True)


@pytest.mark.parametrize(("typed", "said"), AFTER_A_COLON)
def test_what_may_not_fit_stands_after_a_colon(typed: str, said: str) -> None:
    told = topic(typed, "Sara")
    assert told is not None
    assert (told.text, told.inline) == (said, False)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  \n ",
        "n/a",
        "-",
        "🎉",
        "...",
        "TBD",
        "()",
        "nothing special really",
        "didn't talk much",
        "can't remember",
    ],
)
def test_what_says_nothing_is_missing(typed: str) -> None:
    assert topic(typed) is None
    assert done_before(typed) == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("At Fjord I cut the batch window", "at Fjord I cut the batch window"),
        ("Built the outbox for billing events.", "I built the outbox for billing events"),
        ("led a team of five", "I led a team of five"),
        ("5 years of Kafka", "5 years of Kafka"),
        ("Distributed systems at Fjord", "distributed systems at Fjord"),
        ("- Migrated 40 services\n- Ran on-call", "I migrated 40 services"),
        ("I've run on-call for 3 years!", "I've run on-call for 3 years"),
        ("cut costs. Hired two people.", "I cut costs. I hired two people"),
        ("Kafka", "Kafka"),
        ("5 yrs of kafka w/ spark", "5 years of Kafka with spark"),
        ("i have led a team of 5", "I have led a team of 5"),
        ("certified in advanced life support", "I am certified in advanced life support"),
        ("certified in life support since 2017", "I have been certified in life support since 2017"),
        ("5 ml doses and 24 hr shifts, batch windows", "5 ml doses and 24 hr shifts, batch windows"),
        ("strong in react & sql", "I am strong in react & SQL"),
        ("mail api@python.org, see github.com", "mail api@python.org, see github.com"),
    ],
)
def test_what_one_has_done_is_said_in_the_first_person(typed: str, said: str) -> None:
    assert done_before(typed) == said


def test_long_text_is_cut_at_a_sentence_a_clause_or_a_word() -> None:
    sentence = "I moved forty services to the new platform without an hour of down time. "
    assert done_before(sentence * 5) == (sentence * 2).strip()
    clauses = "the migration of the old warehouse to a new one, " * 8
    told = topic(clauses)
    assert told is not None
    assert told.text.endswith("a new one")
    told = topic("word " * 90)
    assert told is not None
    assert told.text == " ".join(["word"] * 40) + "…"
    assert "word…" in write(facts(topics="word " * 90)).body
    assert "…." not in write(facts(topics="word " * 90)).body


ENDLESS = ["🎉", ",", ".", "(", "very ", "she ", "a. ", "we also ", "- ", "; ", "x", "e.g. ", "\n"]


@pytest.mark.parametrize("unit", ENDLESS)
def test_endless_text_is_cut_before_it_is_worked_on(unit: str) -> None:
    endless = unit * 100_000
    letter = write(
        facts(topics=endless + "x", fit=endless + "x", company=endless, title=endless, recipient_name=endless)
    )
    assert letter.word_count < 400
