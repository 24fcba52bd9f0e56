"""Where an interview takes place: a room, a link, a telephone number."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

_END = r"[^\s<>\"'\\\]})]"
_LINKS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"https://(?:[\w-]+\.){{0,3}}zoom(?:gov)?\.(?:us|com)/(?:j|w|my|s)/{_END}+",
        rf"https://meet\.google\.com/{_END}+",
        rf"https://teams\.(?:microsoft|live)\.(?:com|us)/(?:l/meetup-join|meet|v2)/{_END}+",
        rf"https://(?:[\w-]+\.){{1,3}}webex\.com/{_END}+",
        rf"https://calendly\.com/events/{_END}+/(?:google_meet|zoom|webex|gotomeeting|microsoft_teams)\w*",
        rf"https://(?:[\w-]+\.){{0,2}}(?:whereby\.com|chime\.aws|bluejeans\.com|gotomeet\.me|meet\.jit\.si|"
        rf"meet\.goto\.com|gotomeeting\.com|daily\.co|livestorm\.co|ringcentral\.com|8x8\.vc|"
        rf"facetime\.apple\.com|join\.skype\.com)/{_END}+",
    )
]
_WRAPPED = re.compile(rf"https://[\w.-]+\.safelinks\.protection\.outlook\.com/{_END}+", re.IGNORECASE)
_ANY_LINK = re.compile(rf"https?://{_END}+", re.IGNORECASE)
_ONLY_NAMES_THE_MEANS = re.compile(
    r"(?:(?:microsoft )?teams(?:[- ]?(?:meeting|besprechung))?|réunion microsoft teams|reunión de microsoft teams|"
    r"zoom(?: meeting| video call)?|google meet|webex(?: meeting)?|video(?: ?call| conference)?|"
    r"online|virtual|remote|web ?conference|tbd|tba|see (?:below|description|invite)|phone(?: call)?|telephone)"
    r"(?: web conference)?(?: ?\([^()]*\))?\.?",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<![\w/])\+?\(?\d[\d ().\-\u2011/]{6,20}\d(?!\w)")
_CALLED = re.compile(r"\b(?:phone|dial|call|tel|telephone|mobile|number|cell|whatsapp)", re.IGNORECASE)
_PIN = re.compile(
    r"\b(?:PIN|pass ?code|access code|conference (?:id|code)|phone conference id|meeting id|participant code)"
    r"\s*[:=]?\s*(\d[\d \u00a0-]{1,18}\d#?|\d{2,14}#?)",
    re.IGNORECASE,
)
LONGEST = 500


def find_link(*texts: str) -> str:
    """The first link to a video meeting in the texts, unwrapped; empty where there is none."""
    for text in texts:
        seen = unwrap(text)
        for pattern in _LINKS:
            if found := pattern.search(seen):
                return found[0].rstrip(".,;:!?")
    return ""


def unwrap(text: str) -> str:
    """The text with Outlook's guarded links as the links they guard."""

    def bare(found: re.Match[str]) -> str:
        try:
            inner = parse_qs(urlsplit(found[0]).query).get("url", [""])[0]
        except ValueError:
            inner = ""
        return inner if inner.startswith("https://") else found[0]

    return _WRAPPED.sub(bare, text)


def find_telephone(*texts: str) -> str:
    """A number to call, with its PIN, where a text names one as such; empty where none does."""
    for text in texts:
        for found in _TELEPHONE.finditer(text[:20_000]):
            before = text[max(0, found.start() - 60) : found.start()]
            alone = text.strip() == found[0].strip()
            if not (alone or before.rstrip().lower().endswith("tel:") or _CALLED.search(before)):
                continue
            digits = sum(character.isdigit() for character in found[0])
            if 7 <= digits <= 15:
                after = text[found.end() : found.end() + 400]
                pin = _PIN.search(after) or re.match(r"\s*,+\s*(\d{2,14}#?)", after)
                number = " ".join(found[0].split())
                return f"{number}, PIN {' '.join(pin[1].split())}" if pin else number
    return ""


def place_of(location: str, *texts: str) -> str:
    """The place to show: the room and the link, else the number. `texts` are where else a link may stand."""
    location = " ".join(unwrap(location).split())
    link = find_link(location, *texts)
    room = location
    for found in _ANY_LINK.findall(location):
        room = room.replace(found, " ")
    parts = [" ".join(part.split()) for part in re.split(r"[;|]", room.strip(" ,;"))]
    room = "; ".join(part for part in parts if part and not _ONLY_NAMES_THE_MEANS.fullmatch(part))
    if not link and (elsewhere := _ANY_LINK.search(location)):
        link = elsewhere[0].rstrip(".,;")
    if not link:
        number = find_telephone(location, *texts)
        if number:
            return number if not room or number.partition(",")[0] in room else _cut(f"{room} · {number}")
    return _cut(" · ".join(part for part in (room, link) if part))


def _cut(text: str) -> str:
    """At most as long as fits; a link that is cut leads nowhere, so the room goes first."""
    if len(text) <= LONGEST:
        return text
    last = text.rpartition(" · ")[2]
    return last if len(last) <= LONGEST else text[: LONGEST - 1] + "…"
