"""Spell out what tired people abbreviate: "abt kafka w/ 2 ppl, 5 yrs" → "about Kafka with 2 people, 5 years".

Only what is sure: a word that means something else elsewhere ("react", "spark", "it") stays as it was typed.
"""

import re

from reminders.drafting.vocabulary import FINITE, NAMES_AS_WRITTEN, PAST_VERBS

_SHORT = {
    "abt": "about", "w/o": "without", "w/": "with", "b/c": "because", "yr": "year", "yrs": "years", "hrs": "hours",
    "wk": "week", "wks": "weeks", "ppl": "people", "mgmt": "management", "mgr": "manager", "dept": "department",
    "convo": "conversation", "thru": "through", "k8s": "Kubernetes", "incl.": "including", "esp.": "especially",
    "approx.": "about", "v.": "very", "q&a": "questions and answers", "a11y": "accessibility",
}  # fmt: skip
_NAMES = {name.casefold(): name for name in NAMES_AS_WRITTEN}
# Not within an address, and no unit: "5 ml", "24 hr".
_ANY_NAME = re.compile(
    rf"(?<![\w.@/’'-])(?<!\d )(?:{'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})(?![\w@]|\.\w)"
)
_ANY_SHORT = re.compile(
    rf"(?<![\w.@/’'-])(?:{'|'.join(sorted(map(re.escape, _SHORT), key=len, reverse=True))})(?![\w@./])",
    re.IGNORECASE,
)
_LONE_I = re.compile(
    rf"(?<![\w.])i(?=['’](?:m|ve|d|ll)\b| (?:{'|'.join(sorted(FINITE | PAST_VERBS))}|left)\b)"
    r"|(?:(?<=\bhow )|(?<=\bwhy )|(?<=\bwhat )|(?<=\bwhen )|(?<=\bwould )|(?<=\bcould )"
    r"|(?<=\bshould ))i(?= [a-z])"
)
_AND_SO_ON = re.compile(
    r",?(?: and)? (?:etc\.?|so on|stuff|such|lol|haha|tbh|imo)$"
    r"|(?:,| [–—]) (?:which |it )?(?:sounds?|sounded|looks?|was|is|seems?) (?:very |really |so )?"
    r"(?:great|good|nice|cool|fun|interesting|exciting|amazing|awesome)$",
    re.IGNORECASE,
)


def spelled_out(line: str) -> str:
    """One line in whole words, with names as they are written; a line all in capitals is calmed first."""
    calm = line.lower() if line.isupper() and len(line.split()) > 2 else line
    whole = _ANY_SHORT.sub(lambda found: _SHORT[found.group().lower()], calm)
    named = _ANY_NAME.sub(lambda found: _NAMES[found.group()], whole)
    said = _LONE_I.sub("I", named).replace(" - ", " – ")
    return _AND_SO_ON.sub("", said.rstrip())
