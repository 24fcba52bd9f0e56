"""Bring what the user typed about a conversation or about themselves into a sentence.

A phrase that is sure to fit after "about" or "of" stands inline; whatever is not sure goes after a colon,
where a noun phrase, a clause and a whole sentence all read well.
"""

import re
from dataclasses import dataclass

from reminders.drafting import vocabulary
from reminders.drafting.clean import lines, one_line
from reminders.drafting.second_person import to_you
from reminders.drafting.shorthand import spelled_out

MOST_WORDS = 40
BULLET = re.compile(r"^(?:[-*•·–—>+‣▪]+|\(?\d{1,2}[.)]|[a-z]\))\s+")
_SEPARATORS = re.compile(r";|, (?:and )?also |\s[/|•·+]\s|(?<=[。！？])")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bvs\.)(?<!Mrs\.)(?<!etc\.)(?<!Prof\.)"
    r"(?<!\bNo\.)(?<!\bSt\.)(?<!approx\.)(?<=[.!?…])[\"”’)]*\s+"
)
_EMOJI = "".join(
    chr(number)
    for first, last in (
        (0x1F000, 0x1FAFF),
        (0x2190, 0x21FF),
        (0x2300, 0x27BF),
        (0x2B00, 0x2BFF),
        (0xE0020, 0xE007F),
    )
    for number in range(first, last + 1)
)
_STRAY = " ,;:!–—-，\ufe0f\u200d" + _EMOJI
_SAYS_NOTHING = re.compile(
    r"(?:nothing|not (?:much|a lot|really)"
    r"|(?:we |i )?(?:did ?n[o'’]?t|hardly|barely) (?:really )?(?:talk(?:ed)?|speak|spoke)"
    r"|(?:i )?(?:can['’]?t|cannot|don['’]?t|do not) (?:really )?(?:remember|recall|know)|no idea|forgot|small talk"
    r"|the usual|various|misc|stuff)"
    r"(?: (?:special|much|really|specific|particular|in particular|else|to note|new|at all|so far|tbh|yet|a lot|long|"
    r"anything|things|stuff|with (?:him|her|them)))*",
    re.IGNORECASE,
)
_I_AM = re.compile(
    r"(?:certified|qualified|licensed|fluent|experienced|comfortable|skilled|good|great|strong)"
    r" (?:at|with|in|as|for)\b",
    re.IGNORECASE,
)
_SMILEY = re.compile(r"(?:^|(?<=\s))[:;=]-?[()DPp/](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Told:
    """The user's words, made ready: `inline` when they can stand after "about"."""

    text: str
    inline: bool


def topic(text: str, name: str = "", most: int = MOST_WORDS) -> Told | None:
    """The first thing talked about (two, if they are short and alike), said to the person it was talked about
    with: "her team's move" becomes "your team's move". One specific topic is what a thank-you names (C18)."""
    found = [told for item in _items(text) if (told := _told(item, name, most))]
    if not found:
        return None
    first = found[0]
    if len(found) > 1 and _short_noun(first) and _short_noun(found[1]):
        return Told(f"{first.text} and {found[1].text}", first.inline and found[1].inline)
    return first


def about_somebody_else(text: str) -> bool:
    """Whether this speaks of a third person, so that it cannot simply be said to another one."""
    return re.search(r"\b(?:she|he|her|his|him|hers)\b", one_line(text), re.IGNORECASE) is not None


def done_before(text: str) -> str:
    """What the user has done, for after a colon: "Built the outbox" becomes "I built the outbox"."""
    for line in lines(text):
        plain = ends_off(spelled_out(BULLET.sub("", line)))
        if says_something(plain):
            said = [_in_first_person(sentence) for sentence in sentences(shortened(plain))]
            return uncapped(" ".join(said))
    return ""


def quoted(text: str) -> str:
    """A question of theirs, as it was typed, on one line and not too long."""
    plain = shortened(one_line(text).strip('"“” '))
    return plain if says_something(plain) else ""


def uncapped(phrase: str) -> str:
    """The phrase without the capital its first word had only for standing first."""
    first = re.split(r"[\s,:;.]", phrase, maxsplit=1)[0].rstrip("!?").replace("’", "'")
    if first == "I" or first.startswith("I'") or not _only_first_letter_upper(first):
        return phrase
    word = first.lower().removesuffix("'s")
    head, hyphen, tail = word.partition("-")
    second = phrase.split()[1] if " " in phrase else ""
    if (
        _only_first_letter_upper(second)
        and word not in vocabulary.FUNCTION_WORDS
        and not word.endswith("ing")
    ):
        return phrase
    known = word in vocabulary.OPENERS or (
        hyphen and head in vocabulary.OPENERS and first[len(head) + 1 :] == tail
    )
    verb = word in vocabulary.PAST_VERBS or word in vocabulary.NEVER_A_NOUN_FIRST
    if known or verb or (len(word) > 6 and word.endswith(vocabulary.ORDINARY_ENDINGS)):
        return phrase[0].lower() + phrase[1:]
    return phrase


def _items(text: str) -> list[str]:
    """The separate things in a note: its lines, list entries, sentences."""
    whole: list[str] = []
    for line in lines(text):
        wrapped = whole and len(whole[-1]) >= 50 and line[0].islower() and whole[-1][-1] not in ".;:!?"
        if wrapped:
            whole[-1] += " " + line
        else:
            whole.append(BULLET.sub("", line))
    whole = [spelled_out(line) for line in whole]
    pieces = [
        piece
        for line in whole
        for part in _SEPARATORS.split(_SMILEY.sub("", line))
        for piece in sentences(part)
    ]
    items = [ends_off(piece) for piece in pieces if not piece.rstrip().endswith(":")]
    return [entry for item in items if says_something(item) for entry in _comma_list(item)]


def _comma_list(item: str) -> list[str]:
    """ "Kafka, replay, on-call" is a list; a sentence with a comma is not. "Safety, they had two accidents last
    year" names a thing and then tells of it."""
    head, _, told = item.partition(", ")
    if re.match(r"(?:they|she|he|it|we|i) ", told, re.IGNORECASE) and not is_clause(head):
        return [head, told]
    parts = [part.strip() for part in item.split(",")]
    most = 4 if len(parts) > 2 else 3
    short = all(part and len(part.split()) <= most and not is_clause(part) for part in parts)
    return parts if len(parts) > 1 and short and " and " not in item else [item]


def _told(item: str, name: str, most: int) -> Told | None:
    about = _without_lead_in(item, name)
    phrase = uncapped(shortened(ends_off(to_you(about, name).replace(" & ", " and ")), most))
    if not says_something(phrase):
        return None
    sure_case = about != item or len(phrase.split()) == 1 or not _only_first_letter_upper(phrase.split()[0])
    return Told(phrase, sure_case and _can_follow_about(phrase))


def _can_follow_about(phrase: str) -> bool:
    """Whether it is sure to read well after "about": a plain noun phrase, or "how you handle on-call"."""
    words = phrase.lower().replace("’", "'").split()
    first = words[0].strip('"“(,')
    if re.search(r"[:?!…\"“(]| [–—-] ", phrase) or len(words) > 16:
        return False
    if first in {"how", "why", "what", "where", "which", "whether"}:
        return len(words) > 2 and words[1] not in {
            "do",
            "does",
            "did",
            "can",
            "could",
            "would",
            "should",
            "will",
            "is",
            "are",
        }
    latin = phrase[0].isascii() and phrase[0].isalnum()
    return latin and first not in vocabulary.NEVER_A_NOUN_FIRST and first != "that" and not is_clause(phrase)


def is_clause(phrase: str) -> bool:
    """Whether there is a finite verb or a subject in it, so that it is more than a name for something."""
    words = {word.strip(",.") for word in phrase.lower().replace("’", "'").split()}
    return not words.isdisjoint(vocabulary.FINITE)


def _short_noun(told: Told) -> bool:
    plain = not re.search(r"[:?!…,]| and | [–—-] ", told.text) and not is_clause(told.text)
    opener = told.text.split()[0].lower() not in vocabulary.NEVER_A_NOUN_FIRST | {
        "that",
        "how",
        "why",
        "what",
    }
    return plain and opener and len(told.text.split()) <= 8


def _without_lead_in(item: str, name: str) -> str:
    """ "We talked about how they handle on-call": how they handle on-call."""
    somebody = rf"(?:{re.escape(name)}|me|her|him|them|us|you)" if name else "(?:me|her|him|them|us|you)"
    subject = rf"(?:we|i|they|she|he|you{'|' + re.escape(name) if name else ''})"
    filler = r"(?:(?:also|then|mostly|mainly|briefly|really|just|even|both|all) )*"
    extent = r"(?: (?:a lot|a bit|a little|at length|briefly|mostly|mainly|more|also|together|again))*"
    with_about = (
        rf"(?:talk(?:ed|ing)?|sp(?:oke|eaking)|chat(?:ted|ting)?|told|asked|learn(?:ed|t)|heard|laughed|bonded|"
        rf"went deep)(?: (?:to |with )?{somebody})?{extent} (?:about|on|into|over|re:?|regarding)"
    )
    direct = (
        rf"(?:discuss(?:ed|ing)|explained|described|explored|debated|mentioned|touched (?:on|upon)|"
        rf"went (?:over|through)|walked (?:{somebody} )?through|brought up|dug into|got into|"
        rf"focused on|covered|outlined|showed(?: {somebody})?|shared)(?: to {somebody})?"
    )
    noun = (
        r"(?:(?:a|an|our|the|very|good|great|long|nice|short|quick|brief|interesting|lots of|a lot of|some) )*"
        r"(?:discussion|conversation|chat|talk|questions and answers|question|stuff|thing)s?"
        r" (?:about|of|on|around|re:?|regarding)"
    )
    patterns = (
        rf"(?:and |then |so )?{subject} {filler}(?:{with_about}|{direct})",
        rf"(?:{with_about}|discuss(?:ed|ing)|explained|described|mentioned|talked through)",
        noun,
        rf"(?:{subject} )?(?:asked|wanted to know)(?: {somebody})?(?= (?:why|how|what|whether)\b)",
        r"(?:e\.g\.|i\.e\.|mainly|mostly|also|and)",
        r"(?:about|re:|regarding|topics?:|topic was|(?:it|this|that) was (?:(?:mostly|mainly|all|just) )?about)",
    )
    for pattern in patterns:
        rest = re.sub(rf"^{pattern} (?!that\b)", "", item, count=1, flags=re.IGNORECASE)
        if rest != item and says_something(rest):
            return rest
    return item


def _in_first_person(sentence: str) -> str:
    words = sentence.split()
    first = words[0].lower()
    after = words[1].lower() if len(words) > 1 else ""
    plain_ed = first.endswith("ed") and first not in vocabulary.ED_BUT_NO_VERB
    certain = plain_ed and (
        after in {"a", "an", "the", "our", "their", "my", "all", "up", "out"} or after[:1].isdigit()
    )
    if first in vocabulary.PAST_VERBS - vocabulary.ED_BUT_NO_VERB or certain:
        return f"I {sentence[0].lower()}{sentence[1:]}"
    if _I_AM.match(sentence):
        am = "have been" if re.search(r" (?:since|for) (?:\d|\w+ years)", sentence) else "am"
        return f"I {am} {sentence[0].lower()}{sentence[1:]}"
    return sentence


def sentences(text: str) -> list[str]:
    """The sentences of a text; the full stop of an abbreviation ends none."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def shortened(text: str, most: int = MOST_WORDS) -> str:
    """At most so many words, cut after a sentence, else after a clause, else between two words."""
    words = _wide_words(text)
    if len(words) <= most:
        return " ".join(words)
    head = " ".join(words[:most])
    whole = sentences(head)
    if len(whole) > 1:
        return " ".join(whole[:-1]) if head[-1:] not in ".!?" else head
    clause = re.match(r"(?:\S+ ){8,}\S+(?=[,;]| [–—-] )", head)
    return clause.group().rstrip(" ,;–—-") if clause else head.rstrip(" ,;–—-") + "…"


def _wide_words(text: str) -> list[str]:
    """The words; a stretch of a script without spaces is cut like a long sentence."""
    return [word if len(word) <= 120 or word.isascii() else word[:119] + "…" for word in text.split()]


def ends_off(text: str) -> str:
    """Without stray punctuation and emoji at the ends, nor brackets and quotation marks without a partner."""
    for opening, closing in (("(", ")"), ("“", "”"), ("[", "]"), ("«", "»")):
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = re.sub(r"([?,])\1+", r"\1", text).rstrip(_STRAY + ".…。").lstrip(_STRAY)
    return " ".join(re.sub(r"^(?:\.{2,}|…|\.(?!\w))[\s,;:!–—-]*", "", text).split())


def says_something(text: str) -> bool:
    """Whether there is more to it than punctuation, "n/a" or "nothing special"."""
    if not any(character.isalnum() for character in text) or text.lower() in vocabulary.NOTHING_SAID:
        return False
    return not _SAYS_NOTHING.fullmatch(text)


def _only_first_letter_upper(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return (
        bool(letters)
        and letters[0].isupper()
        and not any(letter.isupper() for letter in letters[1:])
        and len(letters) > 1
    )
