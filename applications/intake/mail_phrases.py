"""How recruiters decide, ask and promise, a function a fact: does this sentence say so?"""

from __future__ import annotations

import re

from applications.intake.wording import SUPPOSED, any_of, calm, speaks_of_time

_REJECTS = any_of(
    r"\b(?:proceed|gone|go|going|continue|moving|move)(?: \w+){0,2}? with (?:someone|somebody) else\b",
    r"\bno longer (?:considering|accepting) (?:\w+ )?(?:candidates|applicants|applications)",
    r"\b(?:filled|closed) the (?:position|role|vacancy)\b",
    r"\b(?:don't|do not|didn't) (?:feel|think|believe) (?:that )?(?:you are|you're|you were|it is"
    r"|this is)(?: \w+){0,3}? (?:fit|match)\b",
    r"\bdecided against (?:progress|proceed|mov|tak|offer|continu)\w+",
    r"\b(?:not|won't|cannot|can't|unable to|wouldn't|will not be|decided against|declin\w+ to)(?: \w+){0,4}?"
    r" (?:mov|go|progress|proceed|continu|advanc|tak)(?:e|ing|ress\w*)?(?: \w+){0,4}? (?:forward|ahead"
    r"|further|with (?:your"
    r"|you\b))",
    r"\b(?:not|won't) (?:be )?(?:to )?(?:progress|proceed|advanc|continu)\w*(?: \w+){0,2} (?:your|you"
    r"|with your)\b",
    r"\b(?:decided|chosen|opted|going|elected|choose|chose|have|moved|moving|proceeding|proceed|progress\w*"
    r"|continue|continuing|move|go|gone)"
    r"(?: \w+){0,5}? (?:with|for|on) (?:(?:an)?other|a different|different|some other|someone else"
    r"|somebody else)"
    r"(?: \w+){0,3}? ?(?:candidates?|applicants?|person|people|finalists?|else)\b",
    r"\b(?:pursu\w+|select\w+|hired|chose|chosen|appointed|focus\w* on|advanc\w+)(?: \w+){0,3}?"
    r" (?:(?:(?:an)?other|different)(?: \w+){0,3}? ?(?:candidates?|applicants?|candidacies)|someone else"
    r"|somebody else)\b",
    r"\b(?:offered|given|gone)(?: \w+){0,4}? (?:position|role|job)(?: \w+){0,3}? to"
    r" (?:another|a different|someone|somebody|an internal)",
    r"\b(?:position|role|vacancy|opening)(?: \w+){0,5}? (?:has|have|had)(?: \w+){0,2} been filled\b",
    r"\b(?:position|role|job) (?:is|was) (?:now |already )?filled\b",
    r"\bno longer (?:under consideration|being considered|considering you|in consideration)",
    r"\b(?:have|has|were|was|are|been) not (?:been )?(?:selected|successful|shortlisted|chosen)",
    r"\b(?:you|application|candidacy)(?: \w+){0,8}?(?: was| were| is| has been| been)? unsuccessful\b",
    r"\bnot (?:been )?(?:selected|shortlisted) (?:you|for)\b",
    r"\b(?:sorry|regret|unfortunately|afraid)\b.{0,60}\b(?:not|n't"
    r"|unable)\b.{0,30}\b(?:offer(?:ing)? you (?:the|a|this)"
    r" (?:role|position|job|place))",
    r"\b(?:unable to|not able to|can't|cannot|won't be able to|not be able to|not"
    r"|not going to) (?:be )?(?:offer|offering|make|making)"
    r" you (?:the|a|an|this)(?: \w+)? ?(?:role|position|job|place|offer)",
    r"\bunfortunately\b.{0,80}\b(?:not (?:a |the )?(?:right |good |strong |best )?(?:fit|match)"
    r"|other candidates?|another candidate)",
    r"\bnot (?:a |the )(?:right |good |strong |best )(?:fit|match) (?:for (?:this|the|our)|at this time)",
    r"\b(?:won't|will not|not) be (?:inviting you|taking your)\b",
    r"\bnot to (?:invite|extend|offer|hire)\b",
    r"\b(?:leider|bedauerlicherweise)\b.{0,160}\b(?:absag\w+|nicht (?:berücksichtig\w+|weiter|in die engere)"
    r"|anderen? (?:bewerber|kandidat)\w*|absage)",
    r"\b(?:malheureusement|regret)\b.{0,160}\b(?:pas (?:été )?retenu\w*|ne pas (?:donner suite|retenir))"
    r"|votre candidature n'a pas été retenue",
    r"\blamenta\w+\b.{0,160}\b(?:otro candidato|no (?:has|ha) sido seleccionad\w+)",
)
_NOT_YET_OVER = any_of(
    r"\b(?:for|about|regarding) (?:a|another|our other|the other) (?:different )?(?:role|position|team"
    r"|opening)\b",
    r"\bwould (?:\w+ ){0,2}you (?:be (?:open|interested)|consider)\b",
    r"\bon hold\b",
    r"\bstill (?:like|love|want) to\b",
    r"\bnot a (?:rejection|no)\b",
)
_ABOUT_OTHERS = any_of(
    r"\bthat (?:you|we)(?:'ve| have)? (?:applied for|discussed)? ?(?:before|previously|last year)\b",
    r"\b(?:tom|sara|he|she|they|candidate) (?:was|were) not selected\b",
    r"\bnot moving (?:offices?|desks?)\b",
    r"\bstill (?:interviewing|meeting|speaking|talking)\b",
    r"\bdoes(?:n't| not) mean\b",
    r"\bas fast\b|\bas quickly\b",
    r"\buntil (?:\w+ ){0,6}(?:returns?|is back|monday|tuesday|wednesday|thursday|friday|next|january|\d)",
)


def rejects(sentence: str) -> bool:
    """They say no to this application."""
    words = calm(sentence)
    found = _REJECTS.search(words)
    if not found or words.rstrip().endswith("?"):
        return False
    return not (SUPPOSED.search(words[: found.end()]) or _ABOUT_OTHERS.search(words))


def goes_on(sentence: str) -> bool:
    """Beside a no, something goes on."""
    return bool(_NOT_YET_OVER.search(calm(sentence)))


_OFFERS = any_of(
    r"\b(?:pleased|delighted|thrilled|happy|excited|glad|like|love|want|honou?red"
    r"|decided)(?: \w+){0,3}? (?:to )?(?:formally |officially )?(?:offer|offering) you"
    r" (?!an? (?:interview|chance|chat|call|slot|time|second|final|first)|the (?:chance|opportunity)"
    r"|\w+ (?:slots?|times?))",
    r"\b(?:offer|offering) you (?:the|a|this|our)(?: [\w-]+){0,6} (?:role|position|job)\b",
    r"\b(?:extend|extending|make|making)(?: you)? (?:an|a formal|a written|a verbal|the"
    r"|our)(?: \w+)? ?offer\b",
    r"\b(?:your|formal|written|official|the) offer letter\b(?! (?:will|would|template))",
    r"\b(?:attached|enclosed)\b.{0,60}\b(?:offer|contract|employment agreement)\b",
    r"\b(?:offer|contract|employment agreement)(?: letter)?\b.{0,30}\b(?:is|are) (?:attached|enclosed)\b",
    r"\bcongratulations\b.{0,80}\b(?:got|have) the (?:job|role|position)\b|\bthe (?:job|role"
    r"|position) is yours\b",
    r"\b(?:ihnen|dir) (?:die stelle|die position|ein angebot)\b.{0,40}\b(?:anbieten|machen|unterbreiten)",
)
_NO_OFFER = any_of(
    r"\b(?:unable|not able|can't|cannot|won't|not|never|hope|hoping|planning|before we|may|might|could"
    r"|would be able)\b.{0,50}\boffer",
    r"\bwe (?:also )?offer (?:a|great|competitive|flexible)",
    r"\boffers? (?:from|elsewhere|you may|you have)|\b(?:other|competing) offers?",
    r"\boffer (?:you )?(?:an? )?(?:interview|opportunity to|chance to|slot)",
    r"\b(?:decision|discuss|stage|committee)\b.{0,20}\boffer\b.{0,20}\b(?:next|later)",
    r"\bearly bird|\bdiscount|\b\d+% off",
)


def offers(sentence: str) -> bool:
    """They offer the job."""
    words = calm(sentence)
    found = _OFFERS.search(words)
    if not found or words.rstrip().endswith("?"):
        return False
    return not (SUPPOSED.search(words[: found.start()]) or _NO_OFFER.search(words))


_ANSWER_BY = any_of(
    r"\b(?:let (?:us|me) know|respon\w+|reply|answer|decision|decide|sign\w*|accept\w*|return\w*|confirm\w*"
    r"|hear (?:back )?from you"
    r"|expires?|valid|deadline|open)\b.{0,80}\b(?:by|until|till|before|on|within|through)\b",
    r"\b(?:by|until|before|within)\b.{0,40}\b(?:let (?:us|me) know|sign|accept|your (?:decision|answer))",
    r"\bdeadline\b",
)


def names_deadline(sentence: str) -> bool:
    """Until when they want the answer to an offer."""
    words = calm(sentence)
    return bool(_ANSWER_BY.search(words) and speaks_of_time(words))


_ACKNOWLEDGES = any_of(
    r"\b(?:thank you|thanks)(?: \w+){0,4} for (?:applying|your application|submitting"
    r"|your recent application|your interest|taking the time to apply|sending (?:us )?your (?:cv|resume"
    r"|résumé|application))",
    r"\b(?:we(?:'ve| have)?|has been|have)(?: \w+){0,2} received(?: \w+){0,2} (?:your|the) (?:application"
    r"|cv|resume|résumé)",
    r"\b(?:your )?application\b.{0,80}\b(?:has been|was) (?:\w+ )?(?:received|submitted)",
    r"\b(?:confirm\w*|acknowledg\w*)(?: \w+){0,3} (?:receipt of"
    r"|that we (?:have )?received)(?: \w+){0,3} (?:application|cv|resume|résumé)",
    r"\byour application was sent to\b",
    r"\b(?:eingang ihrer bewerbung|ihre bewerbung (?:ist|haben|erhalten)|vielen dank für ihre bewerbung"
    r"|avons bien reçu votre candidature|hemos recibido (?:tu|su) (?:candidatura|solicitud))",
)


def acknowledges(sentence: str) -> bool:
    """They have the application."""
    words = calm(sentence)
    return bool(_ACKNOWLEDGES.search(words)) and not _THANKS_BY_HAND.search(words)


_THANKS_BY_HAND = any_of(
    r"\byour interest in (?:our|the|my) (?!(?:role|position|job|opening|team|company|\w+ (?:role|position"
    r"|job)))",
)


_ASKS_TO = any_of(
    r"^kindly (?:fill|send|complete|return|sign|provide|confirm|share|reply|upload)\b",
    r"\b(?:could|can|would|will) you(?: \w+){0,2} (?:please |kindly )?(?:send|share|let|tell|provide"
    r"|confirm|forward|fill|complete|give|upload|clarify|explain|walk|describe|add|resend|check|sign|get"
    r"|advise|point|remind|attach|elaborate|outline|indicate)\b",
    r"\bplease (?:\w+ )?(?:send|share|tell|provide|confirm|forward|fill (?:in|out)|complete|upload|clarify"
    r"|supply|indicate|advise|reply with|respond with|answer)\b(?! (?:an? )?(?:thank|if|free))",
    r"\b(?:let (?:me|us) know)(?: \w+){0,2} (?:what|which|when|whether|your|how|who|where)\b",
    r"\b(?:we|i)(?: \w+){0,2} (?:need|require|are missing|are still missing"
    r"|am missing)\b.{0,40}\b(?:from you|your|you to)\b",
    r"\b(?:könnten|können|würden) sie (?:uns|mir|bitte)\b|\bpourriez-vous\b|\bpodría[s]? (?:enviar|decir"
    r"|confirmar)",
)
_IS_NO_QUESTION = any_of(
    r"^\W*(?:how are you|how (?:is|are) (?:things|it going|everything)|how was your|have you (?:seen|heard)"
    r"|hope\b|any questions"
    r"|questions|what happens next|what's next|who are we|why (?:join|work|us)|did you know|need help"
    r"|got questions|still (?:interested|looking)|not interested|interested|having trouble|wondering"
    r"|sound good|ready|want to|looking for|curious|missed|are you ready|what now|what to expect)\b",
    r"\b(?:any|further|other|more) (?:questions|concerns)\b",
    r"\bdo not (?:reply|respond)\b|\bno need to\b",
    r"\b(?:unsubscribe|click here|view (?:this|in)|privacy policy|survey|feedback on your experience"
    r"|rate your)\b",
    r"\b(?:can|could|would) you believe\b",
)
_ABOUT_YOU = re.compile(
    r"\b(?:you|your|you're|yours|sie|ihre?n?|dir|deine?|vous|votre|vos|usted|tu|tienes?|haben)\b", re.I
)


def asks(sentence: str) -> bool:
    """They want something answered or sent."""
    words = calm(sentence)
    if _IS_NO_QUESTION.search(words):
        return False
    if words.rstrip(" \"')”").endswith("?"):
        return bool(_ABOUT_YOU.search(words))
    found = _ASKS_TO.search(words)
    return bool(
        found
        and not SUPPOSED.search(words[: found.start()])
        and not re.search(r"^if\b|\bif (?:you|anything|there)\b", words, re.I)
    )


_PROMISES = any_of(
    r"\b(?:we|i|they)(?:'ll| will)(?: \w+){0,3}? make (?:our|the|a) (?:choice|decision)\b",
    r"\blet me (?:check|ask|speak|talk|find out)\b.{0,60}\b(?:get back|come back|let you know|update you)\b",
    r"\b(?:we|our) (?:\w+ )?aim\w*(?: is)? to (?:inform|tell|decide|reply|answer|let|get back|make)\b",
    r"\b(?:it(?:'ll| will) take|we need|(?:committee|team|panel|manager|board) needs)\b.{0,40}\b(?:days?"
    r"|weeks?)\b.{0,40}"
    r"\b(?:decide|decision|answer|reach out|get back|let you know|be in touch)\b",
    r"\byou(?:'ll| will) hear from (?:me|us)\b|^ ?(?:and )?get back to you\b",
    r"\bwill make (?:our|the|a) (?:choice|decision)\b",
    r"\b(?:we|i|they|he|she|who|team|manager|committee|panel|sara|tom|department)(?:'ll| will| should"
    r"| shall| expect to| hope to| plan to| aim to| intend to| are going to| am going to| would expect to"
    r"| want to| are hoping to| are aiming to| anticipate|'re hoping to|'re aiming to|'re planning to"
    r"| are planning to|'d expect to)?"
    r"(?: \w+){0,4}? (?:get back|getting back|be in touch|come back to you|coming back to you|let you know"
    r"|follow up|following up|update you|be able to (?:tell|share|give|update|say)|share (?:an?|the|our"
    r"|more|some)|reach out|be reaching out|contact you|circle back|have (?:an|a|some|more|our"
    r"|the)? ?(?:answer|decision|news|feedback|update|more|clarity|final)"
    r"|make (?:a|our|the|an)(?: \w+)? ?(?:decision|choice|offer)|decide|reply|respond|send (?:you )?(?:an? "
    r"|the |our )?(?:update|feedback|answer|decision|next steps)|give you (?:an?|our|some"
    r"|the)(?: \w+)? ?(?:answer|decision|feedback|update|news)|finali[sz]e|wrap up|notify you|inform you"
    r"|confirm (?:next steps|the outcome|either way)|call you|write to you|speak again"
    r"|complete (?:interviews|the process)|conclude)",
    r"\byou(?:'ll| will| should| can expect to| can| may)(?: \w+){0,3}? (?:hear|receive (?:an?|our"
    r"|the)(?: \w+)? ?(?:answer|decision|update|response|feedback|reply)|have (?:an?"
    r"|our)(?: \w+)? ?(?:answer|decision|reply|response)|get (?:an?|our)(?: \w+)? ?(?:answer|decision"
    r"|response))",
    r"\b(?:will|should)(?: \w+){0,2} (?:get back|be in touch|come back to you|let you know|follow up"
    r"|update you|reach out"
    r"|contact you|write to you|call you)\b",
    r"\bexpect (?:to hear|an? (?:update|answer|decision|response|reply)|feedback|a reply|news|to (?:have"
    r"|make|decide|reach))\b",
    r"\b(?:decision|answer|update|outcome|feedback|result|news)\b.{0,40}\b(?:by|within|before|on|in|next"
    r"|expected|will be (?:made|shared|sent|ready))\b",
    r"\bcontact (?:all )?(?:candidates|applicants|everyone|you)\b",
)
_NO_PROMISE = any_of(
    r"^\s*(?:please|could you|can you|would you|kindly)\b",
    r"\b(?:please|could you|can you|would you|if you could)(?: \w+){0,4}? (?:let (?:us|me) know|get back"
    r"|reply|respond|send|confirm|share)",
    r"\b(?:let (?:us|me) know|your (?:decision|answer|reply|response)|need (?:your|an) answer"
    r"|hear (?:back )?from you|from you)\b",
    r"\b(?:last|past|previous) (?:week|month|monday|tuesday|wednesday|thursday|friday)\b|\b(?:ago"
    r"|yesterday)\b",
    r"\b(?:if|unless) (?:you )?(?:don't|do not|haven't|have not|we don't)\b",
    r"\b(?:spoke|met|decided|talked|was|were) (?:on|last|to us)\b",
    r"\b(?:you|we) (?:have )?(?:interviewed|discussed|applied|met)\b.{0,30}\b(?:last|on|in)\b(?!.*\b(?:will"
    r"|'ll|should|expect|hope|aim)\b)",
    r"\b(?:offer|slot|link|invitation) (?:expires|is valid)\b",
    r"\b(?:back in the office|out of (?:the )?office|on (?:annual )?leave|on holiday|on vacation)\b",
)


def promises(sentence: str) -> bool:
    """They say when they get back, with a day or a span."""
    return bool(promised_words(sentence))


def promised_words(sentence: str) -> str:
    """The part of the sentence that says when they get back; empty where none does."""
    words = calm(sentence)
    if words.rstrip().endswith("?"):
        return ""
    start = 0
    for clause in _CLAUSE.split(words):
        rest, start = words[start:], start + len(clause)
        if _PROMISES.search(clause) and not _NO_PROMISE.search(clause) and speaks_of_time(rest):
            return re.sub(r"^(?:and|but|so),? ", "", rest.strip()).rstrip(".!")
    return ""


# In "Sara is away until Monday, so we will write on Tuesday" only the second half promises.
_CLAUSE = re.compile(r"(?<=[;:])|(?<=, )|(?= (?:so|but|and) )")
