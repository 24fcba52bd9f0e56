"""Say to somebody what was noted down about them: "how she runs her team" becomes "how you run your team"."""

import re

from reminders.drafting.vocabulary import FINITE, IRREGULAR, NAMES_THAT_ARE_WORDS, PREPOSITIONS, THEIRS

_ADVERB = r"(?:(?:also|always|often|never|still|just|really|even|only|already|usually|\w+ly) )*"
_THEY = re.compile(
    r"(^|\b(?:how|why|what|where|when|that|way)(?: (?:often|much|well|fast|quickly|long|many \w+))? )they\b"
    r"(?! (?:are|were|get|got)\b)",
    re.IGNORECASE,
)
_HAS = (
    r"'s(?= (?:\w+ )?(?:been|had|got|done|seen|gone|built|led|written|grown|become|taken|made|moved|worked|switched"
    r"|started|joined|spent|lived|left)\b)"
)
_SHORT_FORMS = {"'s": " are", "'re": " are", "'ve": " have", "'d": " would", "'ll": " will"}


def to_you(text: str, name: str = "") -> str:
    """The text with its reader as "you". `name` is what the reader is called, as in "Sara's team"."""
    said = text.replace("’", "'")
    if name and name not in NAMES_THAT_ARE_WORDS:
        said = re.sub(rf"(?<!\w){re.escape(name)}'s\b", "your", said)
        said = _verbs(said, rf"(?<![\w]){re.escape(name)}(?= [a-z])", anywhere=False)
        said = re.sub(rf"\b(with|from|to|by|for) {re.escape(name)}(?!\w)", r"\1 you", said)
    said = _verbs(said, r"\b(?:[Ss]he|[Hh]e)\b", anywhere=True)
    said = _THEY.sub(r"\1you", said)
    said = re.sub(r"\b(told|asked|showed|gave|with) them\b", r"\1 you", said)
    said = re.sub(r"\b(?:him|her)self\b", "yourself", said)
    said = re.sub(r"\b[Hh]er\b(?P<next>\s+[\w-]+)?", _her, said)
    said = re.sub(r"\b(?:him|hers)\b", "you", said)
    said = re.sub(r"\b[Hh]is\b", "your", said)
    said = re.sub(r"\b[Tt]heir\b(?P<next>\s+[\w-]+)?", _their, said)
    return said.replace("'", "’") if "’" in text else said


def _verbs(text: str, subject: str, *, anywhere: bool) -> str:
    """The subject as "you", with its verb: "she handles" → "you handle"."""
    place = "" if anywhere else r"^"
    has = re.sub(rf"{place}{subject}{_HAS}", "you have", text)
    short = re.sub(
        rf"{place}{subject}('s|'re|'ve|'d|'ll)\b", lambda found: "you" + _SHORT_FORMS[found.group(1)], has
    )
    said = re.sub(
        rf"{place}{subject}(?P<adverb> {_ADVERB})?(?P<verb>[A-Za-z]+(?:n't)?)?",
        lambda found: "you" + (found["adverb"] or "") + _plain_verb(found["verb"] or ""),
        short,
    )
    return said if said == text else re.sub(r"(?<=\band )[a-z]+s\b", _second_verb, said)


def _second_verb(found: re.Match[str]) -> str:
    """ "you moved the team and loves it": the other verb of the same subject."""
    return _plain_verb(found.group()) if found.group() in FINITE else found.group()


def _plain_verb(verb: str) -> str:
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return verb[:-2]
    return (
        verb[:-1] if verb.endswith("s") and not verb.endswith(("ss", "us", "is")) and len(verb) > 2 else verb
    )


def _her(found: re.Match[str]) -> str:
    follows = found["next"] or ""
    return ("you" if not follows or follows.strip().lower() in PREPOSITIONS else "your") + follows


def _their(found: re.Match[str]) -> str:
    follows = found["next"] or ""
    ours = found.start() == 0 or follows.strip().lower() in THEIRS
    return ("your" if ours else found.group()[:5]) + follows
