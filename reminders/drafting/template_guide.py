"""What can be written in a template besides fields, each with an example that is worked out where it is shown."""

from typing import NamedTuple


class Lesson(NamedTuple):
    """One thing that can be written, in Liquid, and what it does, in plain words."""

    source: str
    meaning: str


TAG_LESSONS = (
    Lesson(
        "{% if topics %}We spoke about {{ topics }}.{% endif %}",
        "Words that only stand there where a fact is known.",
    ),
    Lesson(
        "{% if fit %}It fits what I did.{% elsif topics %}I enjoyed it.{% else %}Thank you.{% endif %}",
        "One or the other: the first that applies.",
    ),
    Lesson("{% unless met_others %}It was good to talk in private.{% endunless %}", "The opposite of “if”."),
    Lesson(
        "{% case number %}{% when 1 %}May I ask?{% when 2 %}May I ask once more?{% endcase %}",
        "Words for each value of a field.",
    ),
    Lesson(
        "{% assign first = company | upcase %}{{ first }} and {{ first }}",
        "A name for something that you need more than once.",
    ),
    Lesson(
        '{% assign parts = "one,two" | split: "," %}{% for part in parts %}{{ part }}. {% endfor %}',
        "Something for each part of a list.",
    ),
    Lesson("{% comment %}for myself{% endcomment %}Thank you.", "A remark that is not printed."),
    Lesson("{% # for myself %}Thank you.", "The same in one line."),
)

FILTER_LESSONS = (
    Lesson('{{ company | append: ", Oslo" }}', "puts words behind it"),
    Lesson('{{ company | prepend: "your friends at " }}', "puts words before it"),
    Lesson('{{ promise_text | default: "soon" }}', "says something else where it is not known"),
    Lesson("{{ title | with_article }}", "“a” or “an” before it, whichever is right"),
    Lesson("{{ topics | capitalize }}", "makes its first letter large"),
    Lesson("{{ company | upcase }}", "makes all letters large"),
    Lesson("{{ title | downcase }}", "makes all letters small"),
    Lesson('{{ title | replace: "Engineer", "Wrangler" }}', "other words in place of some"),
    Lesson("{{ topics | truncatewords: 3 }}", "no more than so many words"),
    Lesson("{{ topics | truncate: 20 }}", "no more than so many characters"),
    Lesson('{{ " Acme " | strip }}', "without spaces around it"),
    Lesson("{{ company | size }}", "how many characters it has"),
    Lesson('{{ their_name | split: " " | first }}', "the first part of a list that “split” has made"),
    Lesson('{{ their_name | split: " " | last }}', "the last part"),
    Lesson('{{ their_name | split: " " | join: "-" }}', "the parts put together again"),
)
