"""How to address someone whose name was typed in any of the ways names are typed."""

import re
import unicodedata

from reminders.drafting.clean import name_line

_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "rev", "hon", "judge"}
_WEAKER_TITLES = {"dr"}
_AFTER_NAME = {
    "phd", "dphil", "md", "jr", "sr", "ii", "iii", "iv", "mba", "msc", "bsc", "ma", "ba", "cpa", "cfa", "pmp",
    "esq", "pe", "rn", "dds", "llm", "jd", "shrm-cp", "shrm-scp", "phr", "sphr",
}  # fmt: skip
_GROUPS = {
    "team", "department", "committee", "panel", "hr", "recruiting", "recruitment", "recruiters", "talent",
    "careers", "jobs", "hiring", "staff", "board",
}  # fmt: skip
_PARTICLES = {
    "de",
    "la",
    "del",
    "di",
    "da",
    "van",
    "von",
    "der",
    "den",
    "le",
    "du",
    "dos",
    "el",
    "bin",
    "al",
    "ter",
}


def short_name(full_name: str) -> str:
    """What somebody is called: the first name; title and last name if titled; the whole name where the first
    one cannot be told (initials, scripts that put the family first, a team). Empty if there is no name."""
    as_it_stands, names = _read(full_name)
    if as_it_stands or not names:
        return as_it_stands
    first = names[0]
    if len(names) > 1 and (_is_initial(first) or first.lower() in _PARTICLES):
        return " ".join(names)
    return _capitalised(first)


def whole_name(full_name: str) -> str:
    """First and last name, as a formal letter greets somebody; title and last name if titled."""
    as_it_stands, names = _read(full_name)
    return as_it_stands or " ".join(
        word if word in _PARTICLES and place else _capitalised(word) for place, word in enumerate(names)
    )


def _read(full_name: str) -> tuple[str, list[str]]:
    """The name where there is one way only to say it, else its words, the first name first."""
    name = name_line(re.split(r"[|<]|\s[-–—]\s", re.sub(r"\([^()]*\)", " ", full_name))[0], 60)
    if "@" in name or not any(character.isalpha() for character in name):
        return "", []
    name = _turned_round(name).replace(",", "")
    words = name.split()
    if not words or any(_bare(word) in _GROUPS for word in words) or not _latin(name):
        return name, []
    titles = [word for word in words if _bare(word) in _TITLES]
    names = [word for word in words if _bare(word) not in _TITLES]
    while len(names) > 1 and _bare(names[-1]) in _AFTER_NAME:
        names.pop()
    if name.isupper() and len(names) > 1:
        names = [word.title() for word in names]
    if titles and names:
        return f"{_foremost(titles)} {_last_name(names)}", []
    return "", names


def _capitalised(word: str) -> str:
    return word[0].upper() + word[1:] if word.islower() else word


def _turned_round(name: str) -> str:
    """ "Lindqvist, Sara" the other way round; "Tom Kerr, PhD" as it is without the degree."""
    head, comma, tail = name.partition(",")
    words = [word for word in tail.replace(",", " ").split() if _bare(word) not in _AFTER_NAME]
    if not comma or not words:
        return head
    return f"{' '.join(words)} {head}"


def _foremost(titles: list[str]) -> str:
    """Of "Prof. Dr." the one that is said."""
    stronger = [title for title in titles if _bare(title) not in _WEAKER_TITLES]
    title = (stronger or titles)[0]
    return title[0].upper() + title[1:].lower()


def _last_name(names: list[str]) -> str:
    for place, word in enumerate(names):
        if place > 0 and word.lower() in _PARTICLES:
            return " ".join(names[place:])
    return names[-1]


def _is_initial(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return len(letters) == 1 or re.fullmatch(r"(?:[^\W\d_]\.)+", word) is not None


def _bare(word: str) -> str:
    return word.strip(".,").replace(".", "").lower()


def _latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(character, "") for character in name if character.isalpha())
