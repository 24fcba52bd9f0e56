"""Templates of one's own: what they print, what they refuse and where, and that all of them come to an end."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reminders.drafting.letter import SUBJECT, Gap, Letter
from reminders.drafting.letters import NoLetter, write
from reminders.drafting.register import Register
from reminders.drafting.template_examples import example_facts
from reminders.drafting.template_fields import values_of
from reminders.drafting.template_filters import FILTERS, with_article
from reminders.drafting.template_guide import FILTER_LESSONS, TAG_LESSONS
from reminders.drafting.template_language import worked_out
from reminders.drafting.template_markup import TAGS
from reminders.drafting.templates import (
    FIELDS,
    OwnTemplate,
    TemplateError,
    check,
    faults,
    our_template,
    write_from,
)
from tests.drafting.facts import KINDS, SILENCES, facts

NOTHING: dict[str, Any] = {
    "sender_name": "",
    "recipient_name": "",
    "recipient_email": "",
    "company": "",
    "title": "",
    "interview_on": None,
    "interview_starts": "",
    "interview_kind": "",
    "topics": "",
    "fit": "",
    "promise_text": "",
    "promise_date": None,
    "inquiry_on": None,
    "applied_on": None,
    "offer_deadline": None,
    "question_text": "",
    "own_promise_text": "",
}


ODDITIES = re.compile(
    r"  | [,.;:!?]|\(\)|\[\]|\bNone\b|\.\.|,,|[,;:]\.|[?!…]\.|\ba [aeiou]|\bthe the\b|\ba an\b|[,;–-]$",
    re.IGNORECASE,
)
MAY_MATTER: dict[str, tuple[str, ...]] = {
    "thank_you": ("interview_on", "topics", "fit", "met_with_others"),
    "status_inquiry": ("interview_on", "topics", "promise_date"),
    "application_inquiry": ("applied_on", "fit"),
    "confirm_interview": ("interview_on", "interview_starts", "interview_kind", "nobody_met"),
    "reschedule": ("interview_on", "interview_kind", "asked_on"),
    "answer": ("question_text",),
    "rejection_thanks": ("interview_on", "topics", "nobody_met"),
    "offer_acknowledgement": ("offer_deadline",),
    "offer_decision": ("offer_deadline",),
    "own_promise": ("interview_on", "own_promise_text", "nobody_met"),
}
ELSEWISE = {**NOTHING, "met_with_others": True, "nobody_met": True, "asked_on": date(2026, 11, 3)}


def combinations(choices: dict[str, Any]) -> list[dict[str, Any]]:
    """Every subset of these changes."""
    chosen: list[dict[str, Any]] = [{}]
    for name, value in choices.items():
        chosen += [{**each, name: value} for each in chosen]
    return chosen


def printed(body: str, **changes: Any) -> str:
    """The letter's first paragraph."""
    return write_from(OwnTemplate("Hello", body), facts(**changes)).paragraphs[0]


def problem(source: str, **changes: Any) -> str:
    """What is wrong with it, be it seen when it is saved or when it is used."""
    with pytest.raises(TemplateError) as caught:
        write_from(OwnTemplate("Hello", source), facts(**changes))
    return str(caught.value)


def test_every_field_prints_what_is_known_and_a_gap_for_what_is_not() -> None:
    known, missing = facts(), facts(**NOTHING)
    for field in FIELDS:
        body = f"{{{{ {field.name} }}}}"
        assert printed(body), field.name
        letter = write_from(OwnTemplate("", body), missing)
        there = worked_out(f"{{% if {field.name} %}}there{{% endif %}}", values_of(missing).fields)
        assert ("[" in letter.paragraphs[0]) == (not there) or field.name in {
            "met_others",
            "no_conversation",
        }, field.name
    assert len(values_of(missing).gaps) <= 32, "one stand-in for each gap"
    assert not any(gap.name.startswith("sender") for gap in values_of(known).gaps)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 4), "yesterday, Tuesday 3 November"),
        (date(2026, 11, 6), "on Tuesday, Tuesday 3 November"),
        (date(2026, 11, 16), "on 3 November, Tuesday 3 November"),
    ],
)
def test_days_are_said_as_on_the_day_of_reading(today: date, said: str) -> None:
    assert printed("{{ interview_relative }}, {{ interview_day }}", today=today) == said


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{% if topics %}yes{% else %}no{% endif %} {% unless company %}none{% endunless %}", "yes"),
        ("{% case number %}{% when 1 %}one{% when 2 %}two{% endcase %}", "one"),
        ('{% assign words = company | append: ",b" | split: "," %}{{ words | join: " and " }}', "Acme and b"),
        ("{% for i in (1..3) %}{{ forloop.index }}{% unless forloop.last %}, {% endunless %}{% endfor %}", "1, 2, 3"),
        ("a{% comment %} {{ nothing }} {% endcomment %}b{% # quiet %}c", "abc"),
        ("{{ title | with_article }}", "a Senior Data Engineer"),
        ("{{ company | upcase }} {{ company | downcase | capitalize }}", "ACME Acme"),
        ('{{ title | truncate: 9, "…" }} {{ title | truncatewords: 2 }}', "Senior D… Senior Data..."),
        ('{{ title | split: " " | first }} {{ title | split: " " | last }} {{ company | size }}', "Senior Engineer 4"),
        ('{{ company | replace: "A", "B" | prepend: "<" | strip }}', "<Bcme"),
        ("So {{ company }}, ( ) and  two   spaces", "So Acme, and two spaces"),
        ("{{ question }}. Well... so", "When could you start? Well... so"),
        ("{{ ' [typed] ' }}", "[typed]"),
    ],
)  # fmt: skip
def test_what_can_be_written(body: str, text: str) -> None:
    assert printed(body) == text


@pytest.mark.parametrize(
    ("body", "text", "hints"),
    [
        ("{{ company }}", "[company]", ["[company]"]),
        ("{{ company | upcase | truncate: 1 }}!", "[company]!", ["[company]"]),
        ('{{ company | prepend: "at " }}', "at [company]", ["[company]"]),
        ('{{ company | default: "you" }}', "you", []),
        (
            "{{ role }} and {{ title | with_article }}",
            "the [job title] role and a [job title]",
            ["[job title]"] * 2,
        ),
        ("{% if company == 'Acme' %}x{% endif %}{{ company | size }}", "0", []),
        ("\ufdd0{{ 'a\ufdd1b' }}", "ab", []),
    ],
)
def test_missing_facts_stay_visible_and_are_marked(body: str, text: str, hints: list[str]) -> None:
    letter = write_from(OwnTemplate("To {{ company }}", body), facts(company="", title="\ufdd0"))
    assert letter.paragraphs[0] == text
    assert [part for part, gap in letter.pieces()[0] if gap] == hints
    assert letter.subject_pieces() == [("To ", False), ("[company]", True)]
    assert letter.marks[0].line == SUBJECT


@pytest.mark.parametrize(
    ("body", "ends_with"),
    [
        ("Hi", "Kind regards,\nMaya Okafor"),
        ("Hi\n\n{{ signature }}", "Kind regards,\nMaya Okafor"),
        ("Hi\n\nAll the best,\n{{ my_name }}", "All the best,\nMaya Okafor"),
        ("Hi\n\nI am {{ my_name }}", "Kind regards,\nMaya Okafor"),
    ],
)
def test_a_letter_is_signed_once(body: str, ends_with: str) -> None:
    letter = write_from(OwnTemplate("", body), facts())
    assert letter.paragraphs[-1] == ends_with
    assert letter.body.count("Kind regards") <= 1


def test_paragraphs_and_the_subject_line() -> None:
    letter = write_from(OwnTemplate("Thank\n\nyou {{ company }} ", "One\r\ntwo\r\n \r\n\r\nthree"), facts())
    assert letter.paragraphs[:2] == ("One\ntwo", "three")
    assert letter.subject == "Thank you Acme"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"recipient_email": ""},
        {"recipient_email": "", "pass_on_name": "Priya Nair", "pass_on_email": "priya@acme.example"},
        {"kind": "confirm_interview", "recipient_email": ""},
    ],
)
def test_it_goes_where_our_own_letter_goes(changes: dict[str, Any]) -> None:
    ours, own = write(facts(**changes)), write_from(OwnTemplate("", "{{ greeting }}"), facts(**changes))
    assert (own.to, own.to_name, own.note, own.begins_at) == (
        ours.to,
        ours.to_name,
        ours.note,
        ours.begins_at,
    )
    assert own.paragraphs[: own.begins_at + 1] == ours.paragraphs[: ours.begins_at + 1]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("a\n\n{{ compnay }}", "Line 3: there is no field called compnay. Did you mean company?"),
        ("{{ my_name.__class__ }}", "Line 1: there is nothing inside my_name. Write {{ my_name }} alone."),
        ("{{ company.objects }}", "Line 1: there is nothing inside company"),
        ("{{ company[0] }}", "Line 1: there is nothing inside company"),
        ("{{ [company] }}", "Line 1: a field has to be called by its name"),
        ("{{ now }}{{ today }}", "Line 1: there is no field called now"),
        ("{{ forloop }}", "Line 1: there is no field called forloop"),
        ("{% for i in (1..2) %}{{ forloop.parentloop }}{% endfor %}", "Line 1: of a loop there is"),
        ("{% for part in topics %}{% endfor %}\n{{ part }}", "Line 2: there is no field called part"),
        ("\n{{ company | upcas }}", "Line 2: there is no filter called upcas. Did you mean upcase?"),
        ("{{ 'x' | times: 1000000 }}", "Line 1: there is no filter called times"),
        ("{{ company | append }}", "Line 1: the filter append takes one value"),
        ("{{ company | truncate: 'a' }}", "Line 1: the filter truncate needs a whole number"),
        ("{{ company | first }}", "Line 1: the filter first needs a list"),
        ("{{ company | replace: '', 'x' }}", "Line 1: the filter replace needs something"),
        ("{{ my name }}", "Line 1: {{ my name }} cannot be read. Write it like {{ company }}"),
        ("{{ }}", "Line 1: {{ }} cannot be read"),
        ("{% if company = 1 %}{% endif %}", "Line 1: {% if company = 1 %} cannot be read"),
        ("\n{{ company", "Line 2: what begins with {{ is never closed. Write }} where it ends."),
        ("{{ company" + " " * 600 + "}}", "Line 1: what begins with {{ is too long"),
        ("{% %}", "Line 1: a tag needs its name"),
        ("\n{% if company %}\n", "Line 2: the tag {% if %} is never closed. Write {% endif %} where it ends."),
        ("{% comment %}", "Line 1: the tag {% comment %} is never closed"),
        ("{% endif %}", "Line 1: nothing is open here"),
        ("{% if fit %}\n{% for i in (1..2) %}\n{% endif %}", "Line 3: the tag {% for %} of line 2 has to be closed"),
        ("{% else %}", "Line 1: the tag {% else %} belongs directly into {% if %}"),
        ("{% if fit %}{% else %}{% elsif topics %}{% endif %}", "Line 1: nothing can follow the {% else %}"),
        ("{% iff fit %}", "Line 1: there is no tag called iff. Did you mean if?"),
        ("{% if topics != blank %}{% endif %}", "Line 1: to ask whether something is there"),
        ("{% if topics == '' %}{% endif %}", "Line 1: to ask whether something is there"),
        ("{{ empty }}", "Line 1: the words blank and empty"),
        ("{% if company < 3 %}{% endif %}", "Line 1: these two cannot be compared"),
        ("{% for i in (1..3) limit: -1 %}{% endfor %}", "Line 1: in a loop, limit and offset"),
        ("{% case 1 %}{% when 1, 1 %}{% endcase %}", "Line 1: a {% when %} needs"),
        ("x" * 10_001, "This template is too long"),
    ],
)  # fmt: skip
def test_problems_are_told_at_their_line_in_plain_words(source: str, says: str) -> None:
    assert problem(source).startswith(says)


@pytest.mark.parametrize(
    "tag",
    ["include 'a'", "render 'a'", "extends 'a'", "capture a", "cycle 1", "increment a", "tablerow a in b", "raw",
     "liquid echo 1", "echo company", "doc", "macro a", "break", "ifchanged"],
)  # fmt: skip
def test_tags_that_reach_further_are_not_offered(tag: str) -> None:
    assert problem(f"{{% {tag} %}}").startswith("Line 1: there is no tag called")


def test_each_part_tells_its_own_fault_with_its_line() -> None:
    template = OwnTemplate("{{ company | a }}", "Hi\n  {{ compnay }} there")
    subject, body = faults(template, facts())
    assert (subject.part, str(subject)) == ("subject", "There is no filter called a.")
    assert (body.part, body.error.line, body.text) == ("body", 2, "{{ compnay }} there")
    assert str(body) == "Line 2: there is no field called compnay. Did you mean company?"
    assert faults(our_template("thank_you"), facts()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_made_up_example_leaves_no_fact_open(kind: str) -> None:
    example = example_facts(
        kind, today=date(2026, 11, 4), register=Register.WARM, sender_name="Maya", signature=""
    )
    left = {gap.name for gap in write_from(our_template(kind), example).gaps}
    assert left <= {"times", "answer", "decision", "promised"}


def test_the_guide_explains_all_that_is_offered_and_nothing_else() -> None:
    told = " ".join(lesson.source for lesson in (*TAG_LESSONS, *FILTER_LESSONS))
    assert {name for name in FILTERS if re.search(rf"\| {name}\b", told)} == {*FILTERS}
    assert {name for name in TAGS if re.search(rf"{{% {name} ?", told)} == TAGS
    for lesson in (*TAG_LESSONS, *FILTER_LESSONS):
        assert faults(OwnTemplate("", lesson.source), facts()) == []


def test_a_problem_in_the_subject_says_so() -> None:
    with pytest.raises(TemplateError, match=r"^In the subject: there is no filter called a\."):
        write_from(OwnTemplate("{{ company | a }}", "Hi"), facts())


LONG = "x" * 450
HOSTILE = {
    "deep": "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "deep but allowed": "{% if 1 %}" * 20 + "a" + "{% endif %}" * 20,
    "range": "{% for i in (1..1000000000) %}x{% endfor %}",
    "range from the end": "{% for i in (1..1000000000) reversed limit: 1 %}x{% endfor %}",
    "range far away": "{% for i in (99999999999998..99999999999999) %}{{ i }}{% endfor %}",
    "range of fields": "{% assign a = 1000000000 %}{% for i in (1..a) %}x{% endfor %}",
    "range searched": "{% if (1..1000000000) contains 'x' %}x{% endif %}",
    "range joined": "{{ (1..1000000000) | join: 'x' }}",
    "range measured": "{{ (1..99999999999999999999999999) | size }}",
    "nested loops": "{% for i in (1..900) %}" * 5 + "x" + "{% endfor %}" * 5,
    "many loops": "{% for i in (1..999) %}x{% endfor %}" * 100,
    "busy loop": "{% for i in (1..200) %}" + "{% if 1 %}{% endif %}" * 45 + "{% endfor %}",
    "overfull loop": "{% for i in (1..200) %}" + "{% if 1 %}{% endif %}" * 190 + "{% endfor %}",
    "repeated cases": "{% case 1 %}{% when 1,1,1,1,1,1,1,1,1,1 %}" * 19 + "x" + "{% endcase %}" * 19,
    "doubling": "{% assign a = 'x' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
    "replacing": "{% assign a = '" + LONG + "' %}{{ a | replace: 'x', a | replace: 'x', a | replace: 'x', a }}",
    "joining": "{% assign a = '" + LONG + "' | split: '' | join: '" + LONG + "' %}{{ a | split: '' | join: a }}",
    "truncating": "{{ 'a' | truncate: 99999999999999999999 }}{{ 'a' | truncate: -5, '" + LONG + "' }}",
    "work": "{% assign a = '" + LONG + "' %}{% for i in (1..200) %}" + "{% if a contains a %}{% endif %}" * 30
    + "{% endfor %}",
    "output": "{% for i in (1..200) %}" + "y" * 1000 + "{% endfor %}",
    "digits": "{{ " + "9" * 480 + " }}{{ " + "9" * 480 + ".0 }}",
    "one megabyte": "{% if 1 %}a" * 100_000,
    "spaces": "{{" + " " * 19_990,
    "brackets": "{{ " + "[" * 450 + " }}",
    "closed brackets": "{{ " + "[" * 240 + "a" + "]" * 240 + " }}",
    "parentheses": "{% if " + "(" * 450 + " %}{% endif %}",
    "comparisons": "{% if " + "1<" * 230 + "1 %}{% endif %}",
    "many quotes": "{{ " + "\"'" * 240 + " }}",
    "raw": "{% comment %}" + "{% raw %}" * 300 + "{% endcomment %}",
    "null bytes": "\x00{{ comp\x00any }}\x00{% if\x00 1 %}a{% endif %}\x00",
    "surrogates": "\ud800{{ '\udfff' }}",
    "turned round": "\u202e{{ ynapmoc }}",
    "look-alike": "{{ соmраnу }}",
    "separators": "{{\u2028company\u2029}}\x85{{ company\x0b}}",
    "walks": "{{ company.__class__.__mro__[1].__subclasses__ }}",
    "walk by brackets": "{{ company['__class__']['__init__'] }}",
    "walk through a loop": "{% for i in (1..2) %}{{ forloop.__class__ }}{{ forloop['it'] }}{% endfor %}",
    "format": "{{ '{0.__class__}' | append: '%s' }}",
}  # fmt: skip
INSIDES = re.compile(
    r"Traceback|object at|<class|__\w+__|\w+Error|NoneType|liquid|token|\bint\b|\bstr\b|range\("
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_templates_end_as_an_error_or_as_harmless_text(name: str) -> None:
    try:
        text = write_from(OwnTemplate("", HOSTILE[name]), facts()).body
    except TemplateError as error:
        text = "" if "{{" in str(error) else str(error)
    assert len(text) <= 50_100
    assert not INSIDES.search(text.replace("{0.__class__}", ""))


@pytest.mark.parametrize(
    "name", ["deep", "range", "range searched", "nested loops", "many loops", "doubling", "output", "repeated cases",
             "overfull loop", "replacing", "one megabyte", "work"]
)  # fmt: skip
def test_whatever_would_go_on_too_long_is_refused(name: str) -> None:
    assert problem(HOSTILE[name])


def test_the_limits_themselves_are_allowed() -> None:
    check("{{ company }}" + "x" * 9_987)
    assert problem("x" * 10_001)
    assert printed("a{% for i in (1..100) %}{% endfor %}{% for i in (1..100) %}{% endfor %}") == "a"
    assert problem("a{% for i in (1..100) %}{% endfor %}{% for i in (1..101) %}{% endfor %}")
    check("{{ fit }}" * 400)
    assert problem("{{ fit }}" * 401)


PARTS = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{%-", "-%}", " ", "\n", "'", '"', "|", ":", ",", ".", "[", "]", "(", "..", ")", "1", "-9",
     "==", "<", "contains", "and", "if", "endif", "else", "elsif", "unless", "for", "i", "in", "endfor", "case", "when",
     "endcase", "assign", "=", "comment", "endcomment", "raw", "#", "limit", "offset", "continue", "reversed",
     "forloop", "nil", "true", "empty", "now", "\ufdd0", *(field.name for field in FIELDS[:14]), *FILTERS]
)  # fmt: skip
SENTENCES = st.lists(PARTS, max_size=25).map(" ".join)
TAGGED = st.lists(
    st.one_of(
        st.lists(PARTS, max_size=6).map(lambda parts: "{{ " + " ".join(parts) + " }}"),
        st.lists(PARTS, max_size=6).map(lambda parts: "{% " + " ".join(parts) + " %}"),
        st.sampled_from(
            ["{% if company %}", "{% endif %}", "{% for i in (1..9) %}", "{% endfor %}", "{{ i }}"]
        ),
    ),
    max_size=12,
).map("".join)


def letter_or_error(source: str, changes: dict[str, Any]) -> Letter | TemplateError:
    try:
        check(source)
        return write_from(OwnTemplate(source, source), facts(**changes))
    except TemplateError as error:
        return error


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), SENTENCES, TAGGED), st.booleans())
@example("{% for i in (1..3) offset: 9999 %}{% endfor %}", True)
def test_any_text_is_a_template_or_an_error_of_ours(source: str, known: bool) -> None:
    letter = letter_or_error(source, {} if known else NOTHING)
    if isinstance(letter, TemplateError):
        assert 0 <= letter.line <= source.count("\n") + source.count("\r") + 1
        assert str(letter).endswith((".", "?"))
        return
    assert "\n" not in letter.subject
    for text, parts in zip(letter.paragraphs, letter.pieces(), strict=True):
        assert text
        assert "  " not in text
        assert "".join(part for part, _gap in parts) == text
        assert not re.search("[\ufdd0-\ufdef\x00]", text)


def _read(template: OwnTemplate, **changes: Any) -> None:
    """The letter reads well, whatever is known, and asks for what is missing as our own does."""
    letter = write_from(template, facts(**changes))
    for line, text in [(SUBJECT, letter.subject), *enumerate(letter.paragraphs)]:
        plain = text if line != letter.begins_at else text.removesuffix(",")
        for mark in reversed([mark for mark in letter.marks if mark.line == line]):
            plain = plain[: mark.start] + "Xyz" + plain[mark.end :]
        assert not ODDITIES.search(plain), plain
        assert "{" not in plain
    ours = {gap.name: gap for gap in write(facts(**changes)).gaps}
    for gap in letter.gaps:
        if gap.name in ours and gap.name != "interview_on":
            assert gap == ours[gap.name]


@pytest.mark.parametrize("kind", KINDS)
def test_our_templates_read_well_with_whatever_is_known(kind: str) -> None:
    template = our_template(kind)
    check(template.subject)
    check(template.body)
    names = ("sender_name", "recipient_name", "title", *MAY_MATTER[kind])
    for changes in combinations({name: ELSEWISE[name] for name in names}):
        for company in ("Acme", "Acme Inc.", ""):
            _read(template, kind=kind, company=company, **changes)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("silence", SILENCES)
def test_our_inquiry_reads_well_in_every_silence(silence: str, number: int) -> None:
    template = our_template("status_inquiry")
    day = {1: date(2026, 11, 16), 2: date(2026, 11, 24)}[number]
    names = ("recipient_name", "company", "title", "interview_on", "topics", "inquiry_on", "promise_date")
    for changes in combinations({name: NOTHING[name] for name in names}):
        told = {**SILENCES[silence], **changes}
        _read(template, **{"kind": "status_inquiry", "number": number, "today": day, **told})


@pytest.mark.parametrize(
    ("kind", "fewest", "most"),
    [("thank_you", 100, 200), ("status_inquiry", 50, 125), ("application_inquiry", 50, 125)],
)
def test_our_templates_keep_to_the_usual_length(kind: str, fewest: int, most: int) -> None:
    for number in (1, 2):
        letter = write_from(our_template(kind), facts(kind=kind, number=number, title="Engineer"))
        assert fewest <= letter.word_count <= most
    assert letter.gaps == ()


def test_a_kind_without_a_letter_has_no_template() -> None:
    with pytest.raises(NoLetter):
        our_template("close_out")


@pytest.mark.parametrize(
    ("text", "said"),
    [("Engineer", "an"), ("Data Engineer", "a"), ("SRE", "an"), ("UX Designer", "a"), ("University Lecturer", "a"),
     ("hourly worker", "an"), ("HR Manager", "an"), ("HEAD CHEF", "a"), ("Head of Data", "a"), ("Usher", "an"),
     ("8-hour clerk", "an"), ("European Lead", "a"), ("M&A Analyst", "an"), ("one-off", "a"), ("", "a")],
)  # fmt: skip
def test_articles(text: str, said: str) -> None:
    assert with_article(text) == f"{said} {text}"


def test_gaps_have_the_hints_of_our_own_letters() -> None:
    for kind in KINDS:
        ours = {gap.name: gap for gap in write(facts(kind=kind, **NOTHING)).gaps}
        own = {gap.name: gap for gap in values_of(facts(kind=kind, **NOTHING)).gaps}
        missing = set(ours) - set(own)
        assert not missing, missing
    assert own["company"] == Gap("company", "company")
