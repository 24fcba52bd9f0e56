"""Make what was typed fit to stand in a letter: no control characters, one line where one line belongs."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BIDI_OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = set("\u00ad\u200b\u2060\ufeff\ufffc\ufffd")
_ONE_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\?&%]+@[^\s@,;:<>()\[\]\"\\?&%]+")
_MOST_CHARACTERS = 10_000
_NO_REPLY = re.compile(r"(?:do[-_.]?not|don'?t|no)[-_.]?reply", re.IGNORECASE)


def lines(text: str) -> list[str]:
    """The lines of a text, tidied, empty ones left out; what is longer than any letter is not read on."""
    tidied = (_tidy(line) for line in _LINE_ENDS.split(text[:_MOST_CHARACTERS]))
    return [line for line in tidied if line]


def one_line(text: str) -> str:
    """The whole text on one line."""
    return " ".join(lines(text))


def name_line(text: str, most: int = 120) -> str:
    """A name or a title on one line, without stray punctuation at its ends; cut between words if endless."""
    name = one_line(text).strip(" ,;:-–—/|")
    if len(name) > most:
        name = name[:most].rsplit(" ", 1)[0].rstrip(" ,;:-–—/|(")
    return name


def one_address(text: str) -> str:
    """The e-mail address, or nothing where there is not exactly one plausible address."""
    address = one_line(text)
    return address if _ONE_ADDRESS.fullmatch(address) else ""


def takes_no_mail(address: str) -> bool:
    """Whether this is a no-reply address: nobody reads what is sent there (C15)."""
    return bool(_NO_REPLY.match(address))


def _tidy(line: str) -> str:
    kept = "".join(
        " " if character == "\t" else character
        for character in unicodedata.normalize("NFC", line)
        if character == "\t" or _may_stand(character)
    )
    kept = re.sub(r"\(\s*\)", "", " ".join(kept.split()))
    kept = re.sub(r"(?: ,)+", ",", " ".join(kept.split()))
    return re.sub(r",{2,}", ",", kept).lstrip(", ")


def _may_stand(character: str) -> bool:
    if character in _BIDI_OVERRIDES or character in _INVISIBLE:
        return False
    return unicodedata.category(character) not in {"Cc", "Cs", "Co"}
