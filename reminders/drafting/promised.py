"""Bring a promise of the user's own, as they noted it, into a sentence that begins with "I promised"."""

import re

from reminders.drafting import own_words, vocabulary
from reminders.drafting.clean import lines
from reminders.drafting.second_person import to_you

COME_BACK = "to come back to you"
_MOST_WORDS = 25
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = (
    r"(?:(?:(?:next|this|coming) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|today|"
    r"tonight|tomorrow|this (?:week|month|evening|afternoon)|next (?:week|month)|(?:the )?weekend|"
    r"(?:the )?end of (?:(?:the|this|next) )?(?:day|week|month)|eod|eow|noon|asap|(?:the )?\d{1,2}(?:st|nd|rd|th)|"
    rf"\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)"
)
_WHEN = (
    rf"(?:(?:by|before|until|till|on|no later than) )?{_DATE}"
    rf"(?: (?:{_DATE}|morning|afternoon|evening|at the latest)){{0,2}}"
)
_WHEN_LAST = re.compile(rf",? {_WHEN}$", re.IGNORECASE)
_WHEN_FIRST = re.compile(rf"^{_WHEN}[,:]? (?=\w)", re.IGNORECASE)
_I_PROMISED = re.compile(
    r"^(?:i )?(?:promised|said|offered|agreed) (?:(?:you|her|him|them) )?(?:that )?", re.IGNORECASE
)
_I_WILL = re.compile(
    r"^(?:i\b ?)?(?:(?:'ll|will|would|'d|shall|should|must|need to|have to|want to|am going to|remember to|"
    r"don't forget to|please|to) )+",
    re.IGNORECASE,
)
_SEND = re.compile(
    r"^(?:(?P<surely>send|sending|share|sharing|forward|forwarding)|e-?mail|mail)\b(?: (?:over|along|through)\b)?"
    r"(?P<them> (?:with )?(?:you|her|him|them)\b)?(?: (?:over|along)\b)?",
    re.IGNORECASE,
)
_TO_THEM = re.compile(r" (?:(?:on|over|along|across) )?(?:to|with) (?:you|her|him|them)$", re.IGNORECASE)
_TO_OTHERS = re.compile(r"(?<!link)(?<!access)(?<!links)(?<!answer) to (?:HR\b|hr\b|the \w|\S+@|[A-Z][a-z])")
_OTHERS = re.compile(
    r"(?:(?:the|my|our) )?(?:hr|recruiter|hiring manager|manager|boss|team|panel)\b", re.IGNORECASE
)
_HEARS_IT = r"\b(let|tell|give|show|get|inform|call|phone|ring|meet|update|remind|introduce)"


def promised(text: str, name: str = "") -> str:
    """What follows "I promised": "to send you two references", "to check the date", "you a call".

    `name` is what the reader is called. Where the note is no sure fit it stands after a colon, and where
    nothing can be made of it, it is left out: "to come back to you".
    """
    note = _note(text)
    if not own_words.says_something(note) or "?" in note:
        return COME_BACK
    deed = _I_PROMISED.sub("", note)
    plain = _I_WILL.sub("", deed)
    said = _said(plain, surely_a_verb=plain != deed, name=name)
    return said.replace("'", "’") if "’" in text else said


def _note(text: str) -> str:
    """The first thing on the note, without its bullet and without the day it was promised for."""
    first = next(iter(lines(text)), "")
    parts = own_words.sentences(own_words.BULLET.sub("", first).split(";")[0].replace("’", "'"))
    note = own_words.ends_off(own_words.shortened(parts[0], _MOST_WORDS)) if parts else ""
    note = own_words.ends_off(_WHEN_LAST.sub("", note))
    note = own_words.ends_off(_WHEN_FIRST.sub("", note))
    return note.lower() if note.isupper() and " " in note else note


def _said(plain: str, *, surely_a_verb: bool, name: str) -> str:
    words = plain.split()
    if not words:
        return COME_BACK
    first, after = words[0].lower(), words[1].lower() if len(words) > 1 else ""
    somebody = after in {"her", "him", "them", "you", "back", name.lower()}
    object_follows = somebody or after in vocabulary.DETERMINERS | vocabulary.ONES_OWN
    send = _SEND.match(plain)
    if send and (send["surely"] or surely_a_verb or object_follows):
        return _sent(plain[send.end() :].strip(), name)
    if (
        surely_a_verb
        or first in vocabulary.PLAIN_VERBS
        or (first in vocabulary.ALSO_A_NOUN and object_follows)
    ):
        return f"to {_said_to_you(plain[0].lower() + plain[1:], name)}"
    clause = own_words.is_clause(plain) and first not in vocabulary.DETERMINERS
    if clause or send or first in vocabulary.NEVER_A_NOUN_FIRST or first.startswith("i'"):
        return COME_BACK
    return f"you {_thing(plain, name)}"


def _sent(thing: str, name: str) -> str:
    """What follows "I promised" for something to send, whoever else it was noted as going to."""
    thing = _TO_THEM.sub("", own_words.ends_off(thing))
    if name:
        thing = thing.removeprefix(f"{name} ").removesuffix(f" to {name}")
    first = thing.split()[0].lower() if thing else ""
    if not own_words.says_something(thing) or _OTHERS.match(thing) or thing.lower() in vocabulary.POINTING:
        return COME_BACK
    if first in {"about", "regarding", "re", "when", "once", "if", "whether", "as", "after", "with"}:
        return f"to write to you {_said_to_you(thing, name)}"
    whom = "" if _TO_OTHERS.search(thing) else "you "
    return f"to send {whom}{_thing(thing, name)}"


def _thing(thing: str, name: str) -> str:
    """A name for something, as it can stand after "send you": what may not fit comes after a colon."""
    thing = own_words.uncapped(thing)
    words = thing.split()
    first = words[0].lower()
    if first in vocabulary.DETERMINERS or first[0].isdigit() or first.endswith("'s"):
        return _said_to_you(thing, name)
    if first in vocabulary.ONES_OWN:
        kept = words[0] if words[0][1:] != words[0][1:].lower() else first
        return f"my {_said_to_you(' '.join([kept, *words[1:]]), name)}"
    if _several(words[0]) or (len(words) <= 3 and thing[0].islower() and _several(words[-1])):
        return _said_to_you(thing, name)
    return f"the following: {thing}"


def _several(word: str) -> bool:
    return word.isascii() and word.islower() and re.search(r"[^sui]s$", word) is not None


def _said_to_you(phrase: str, name: str) -> str:
    """ "let her know", "let Sara know": "let you know"."""
    who = rf"(?:her|him|them{'|' + re.escape(name) if name else ''})"
    phrase = re.sub(rf"{_HEARS_IT} {who}(?!\w)", r"\1 you", phrase, flags=re.IGNORECASE)
    phrase = re.sub(r"\b(back to|to|with|for) them\b", r"\1 you", phrase)
    return to_you(phrase, name)
