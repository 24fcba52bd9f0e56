"""How an automatic reply says that somebody is away, and until when."""

from __future__ import annotations

import re

from applications.intake.wording import any_of, calm, speaks_of_time

_AUTOMATIC_SUBJECT = re.compile(
    r"^(?:(?:re|aw|antw|sv|fwd?)\s?:\s*)*(?:auto(?:matic)?[ -]?(?:reply|response|antwort)"
    r"|automatische antwort|auto:|abwesen\w+"
    r"|out[- ]of[- ](?:the[- ])?office|ooo\b|réponse automatique|absence du bureau|respuesta automática"
    r"|fuera de la oficina"
    r"|risposta automatica|automatisch antwoord|afwezig\w*|resposta automática|autosvar|automatiskt svar"
    r"|automatisk svar"
    r"|frånvaro\w*|automaattinen vastaus|odpowiedź automatyczna|automatická odpověď|автоответ"
    r"|автоматический ответ|自动回复|自動回复|自動応答|自動返信)",
    re.IGNORECASE,
)


def subject_says_automatic(subject: str) -> bool:
    return bool(_AUTOMATIC_SUBJECT.match(subject.strip()[:200]))


_AWAY = any_of(
    r"\b(?:i'm|i am|i will be|i'll be|am|currently)(?: \w+){0,3} (?:out of (?:the |my )?office|ooo"
    r"|away from (?:my desk|the office|work|my e-?mail)|out sick|out (?:until|from|through|on)|travelling"
    r"|traveling|on (?:\w+ )?(?:leave|vacation|holidays?|pto|sabbatical|business travel))\b",
    r"\bi(?:'m| am) (?:currently )?away\b|\bi(?:'m| am) (?:currently )?(?:not in the office|unavailable)\b",
    r"\b(?:limited|no|intermittent|sporadic|little) access to (?:my )?(?:e-?mails?|messages|inbox)",
    r"\bthank you for your (?:e-?mail|message)\.? i(?:'m| am) (?:currently )?(?:out|away|on)\b",
    r"^out of (?:the )?office\b",
    r"\b(?:ich bin|bin ich)\b.{0,60}\b(?:nicht im (?:büro|haus)|abwesend|im urlaub|nicht erreichbar"
    r"|außer haus|in elternzeit)",
    r"\bje (?:suis|serai)\b.{0,60}\b(?:absente?|en congés?|en vacances)|\b(?:estoy"
    r"|estaré)\b.{0,40}\b(?:fuera de la oficina|de vacaciones|ausente)",
    r"\bik ben\b.{0,40}\b(?:afwezig|niet op kantoor|met vakantie|met verlof)|\bsono (?:fuori ufficio"
    r"|assente|in ferie)|\b(?:estou|estarei) (?:ausente|de férias|fora do escritório)",
    r"\bjag är\b.{0,40}\b(?:inte på kontoret|på semester|ledig|borta)"
    r"|\bjeg er\b.{0,40}\b(?:ikke på kontoret|på ferie|bortreist|fraværende)",
    r"нахожусь в отпуске|буду в отпуске|нет на рабочем месте"
    r"|我(?:目前|现在)?(?:正在)?(?:休假|外出|不在办公室)|不在のため|休暇(?:中"
    r"|をいただいて)",
)


def is_away(sentence: str) -> bool:
    """Its sender is not there."""
    words = calm(sentence)
    return bool(_AWAY.search(words)) and not re.search(
        r"\b(?:was|were|had been|if|when)\b.{0,20}\b(?:out|away|on|in)\b", words, re.I
    )


_WITH_AWAY = any_of(
    r"\b(?:urgent|emergenc\w+|immediate|meantime|in my absence|contact|reach|assistance|return|back|reply"
    r"|respond|access|e-?mail|message|dringend\w*|zurück|retour|regreso|vertretung|urgence|best|regards"
    r"|thank|thanks|monitor\w*|absence|delay\w*)\b",
)


def goes_with_away(sentence: str) -> bool:
    """What an automatic reply says besides: when back, whom to write to."""
    return bool(_WITH_AWAY.search(calm(sentence)))


_RETURN = any_of(
    r"\b(?:return(?:ing)?|be back|am back|i'm back|back in (?:the )?office|back at (?:work|my desk)"
    r"|back)\b(?: \w+){0,4}? ?(?:on|from|by|in)? ?(?P<a>(?:on |the )?.{3,60})",
    r"\b(?:wieder|zurück|erreichbar|da)\b.{0,20}?\b(?:am|ab)(?: dem)? (?P<b>.{3,40})|\b(?:am"
    r"|ab)(?: dem)? (?P<c>.{3,40}?) (?:bin ich )?(?:wieder|zurück)",
    r"\bde retour\b.{0,12}?\b(?:le|à partir du) (?P<d>.{3,40})|\b(?:regreso|vuelvo"
    r"|volveré)\b.{0,12}?\bel (?P<e>.{3,40})",
    r"\b(?:terug|weer aanwezig)\b.{0,12}?\bop (?P<f>.{3,40})|\b(?:torno|rientro"
    r"|tornerò)\b.{0,12}?\bil (?P<g>.{3,40})",
    r"\b(?:tillbaka|tilbake)\b.{0,12}?\b(?P<h>(?:den )?.{3,40})|\b(?:вернусь|выйду)\b (?P<i>.{3,40})",
)
_LAST = any_of(
    r"\b(?:until|till|through|thru|to|until and including|up to)\b(?: and including)? (?P<a>.{3,60})",
    r"\bbis(?: einschließlich)?(?: zum)? (?P<b>.{3,40})|\bjusqu'?(?:au|à)(?: \w+ inclus)? (?P<c>.{3,40})",
    r"\bhasta(?: el)? (?P<d>.{3,40})|\btot(?: en met)? (?P<e>.{3,40})|\bfino al (?P<f>.{3,40})"
    r"|\baté(?: \w+)? (?P<g>.{3,40})",
    r"\b(?:till och med|till|til og med|til|t\.o\.m\.?) (?P<h>.{3,40})|\bдо (?P<i>.{3,40})"
    r"|[至到まで](?P<j>.{3,30})",
)


def return_day(sentence: str) -> str:
    """The words after "I am back on", if they name a day."""
    return _day_words(_RETURN, sentence)


def last_day_away(sentence: str) -> str:
    """The words after "until"."""
    return _day_words(_LAST, sentence)


def includes_last(sentence: str) -> bool:
    """ "Through Friday": so Friday is still a day away."""
    return bool(
        re.search(
            r"\b(?:through|thru|including|inclusive|einschließlich|inclus|tot en met|till och med|t\.o\.m"
            r"|til og med)\b",
            sentence,
            re.I,
        )
    )


def _day_words(pattern: re.Pattern[str], sentence: str) -> str:
    for found in pattern.finditer(calm(sentence)):
        words = next((each for each in found.groupdict().values() if each), "") if found.groupdict() else ""
        words = re.split(r"[;!?]|\.\s|\.$| and (?!\d)| with | if | please | bei | und ", words)[0].strip(
            " ,."
        )
        if words and (speaks_of_time(words) or re.search(r"\d", words)):
            return words
    return ""
