"""Where a template of one's own can start: our letters in Liquid, in their wording."""

from reminders.drafting.letters import NoLetter
from reminders.drafting.template_source import OwnTemplate

_END = "{{ signature }}"

_STARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "thank_you": (
        "Thank you – {{ title }} interview",
        (
            "Thank you for taking the time to speak with me {{ interview_relative }} about {{ role }} at"
            " {{ company }}. It was a pleasure to meet you, and good to hear about the work from someone who"
            " knows it from the inside.{% if met_others %} I was glad to meet your colleagues as well.{% endif %}",
            "One part of our conversation has stayed with me most: {{ topics }}. I have come back to it more than"
            " once since, and it is a good part of why the role appeals to me.",
            "It also ties in with something I have done before: {{ fit }}. I would enjoy bringing that"
            " experience to your team and adding to it there.",
            "Thank you again for your time. I look forward to hearing about the next steps.",
        ),
    ),
    "status_inquiry": (
        "Following Up – {{ my_name }} – {{ title }}",
        (
            "{% if number == 2 %}"
            "I wrote on {{ first_inquiry_day }} about {{ role }} at {{ company }}, for which"
            "{% if no_conversation %} I handed in the task{% else %} we spoke{% endif %} on {{ interview_date }}."
            " I still think back with pleasure to one part of"
            "{% if no_conversation %} it{% else %} our conversation{% endif %}: {{ topics }}."
            "{% else %}"
            "{% if references_day %}"
            "I was glad to hear that you spoke with my references on {{ references_day }}."
            "{% elsif answered_day %}"
            "I hope that my answer of {{ answered_day }} was of use."
            "{% endif %}"
            " Thank you{% if reply_day %} for getting back to me on {{ reply_day }}, and{% endif %}"
            "{% if no_conversation %}"
            " for the chance to work on the task for {{ role }} at {{ company }}, which I handed in on"
            " {{ interview_date }}. I enjoyed one part of it in particular: {{ topics }}."
            "{% else %}"
            " again for speaking with me on {{ interview_date }} about {{ role }} at {{ company }}."
            " I enjoyed our conversation, one part of it in particular: {{ topics }}."
            "{% endif %} I remain very interested in joining you."
            "{% endif %}",
            "{% if number == 2 %}"
            "Hiring often takes longer than planned, so may I ask once more: is there a rough date by which you"
            " hope to decide? My interest is the same, and I will gladly send anything further that would help."
            "{% else %}"
            "{% if promise_day %}You mentioned {{ promise_day }} as the day of your decision. {% endif %}"
            "Could you tell me where things stand now, and when you expect to make a decision?"
            "{% endif %}",
            "{% if number == 2 %}"
            "Should plans have changed, I would gladly hear from you at any later time. Thank you, and all the"
            " best to the team."
            "{% else %}"
            "If references, work samples or anything else from me would help, I will gladly send them. Thank you"
            " for your time."
            "{% endif %}",
        ),
    ),
    "application_inquiry": (
        "Following Up – {{ my_name }} – {{ title }}",
        (
            "On {{ applied_day }} I applied for {{ role }} at {{ company }}, and I would like to say that my"
            " interest is as strong as it was that day."
            "{% if fit %} In short, what I would bring: {{ fit }}.{% endif %}",
            "Could you tell me where the search stands, and when you expect to be in touch with applicants?",
            "If further documents, work samples or references would be useful, I will gladly send them. Thank you"
            " for your time and for considering my application.",
        ),
    ),
    "confirm_interview": (
        "Confirming our interview – {{ title }}",
        (
            "Thank you for inviting me to the {{ interview_kind }} for {{ role }} at {{ company }}. I am glad to"
            " confirm {{ interview_day }} at {{ interview_time }}.",
            "Please let me know if there is anything you would like me to prepare or bring. I look forward to"
            "{% if no_conversation %} it{% else %} our conversation{% endif %}.",
        ),
    ),
    "reschedule": (
        "A new date for our interview – {{ title }}",
        (
            "{% if asked_day %}"
            "On {{ asked_day }} I wrote about a new date for the {{ interview_kind }}"
            "{% if interview_day %} planned for {{ interview_day }}{% endif %}. I know how quickly calendars fill"
            " up, and I would still be very glad to talk about {{ role }} at {{ company }}."
            "{% else %}"
            "Thank you for letting me know that the {{ interview_kind }}"
            "{% if interview_day %} on {{ interview_day }}{% endif %} cannot go ahead as planned. That is no"
            " trouble at all, and I remain very interested in {{ role }} at {{ company }}."
            "{% endif %}",
            "I would be glad to find a new date. Here are times at which I am free: {{ your_times }}. If another"
            " time suits you better, please name it.",
            "{% if asked_day %}Thank you for your help in finding a day."
            "{% else %}I look forward to speaking with you.{% endif %}",
        ),
    ),
    "answer": (
        "Your question – {{ my_name }} – {{ title }}",
        (
            "Thank you for your message about {{ role }} at {{ company }}."
            "{% if question %} You asked: {{ question }}.{% endif %}",
            "{{ your_answer }}",
            "If you would like to know more, I am happy to add to this or to speak by phone.",
        ),
    ),
    "rejection_thanks": (
        "Thank you – {{ title }}",
        (
            "Thank you for letting me know about your decision on {{ role }}, and for the time you and your"
            " colleagues at {{ company }} gave to my application. Naturally I had hoped for a different outcome,"
            "{% if no_conversation %} and I remain glad that I applied."
            "{% elsif topics %} but I will keep one part of our conversation in good memory: {{ topics }}."
            "{% elsif interview_day %} but I enjoyed our conversation and learned from it."
            "{% else %} and I remain glad that I applied.{% endif %}",
            "If a role comes up later for which you think I would be a good match, I would be happy to hear from"
            " you. I wish you and the team every success.",
        ),
    ),
    "offer_acknowledgement": (
        "Thank you for the offer – {{ title }}",
        (
            "Thank you very much for the offer of {{ role }} at {{ company }}. I was delighted to receive it, and"
            " I appreciate the confidence you are placing in me.",
            "I would like to read everything with the care it deserves, and I will give you my answer by"
            " {{ offer_deadline_day }}. Should a question come up before then, may I turn to you?",
            "Thank you again to you and to everyone I met.",
        ),
    ),
    "offer_decision": (
        "Your offer – {{ my_name }} – {{ title }}",
        (
            "Thank you again for the offer of {{ role }} at {{ company }}, and for giving me time to consider it.",
            "{{ your_decision }}.",
            "I am grateful for the trust you have placed in me, and I enjoyed getting to know you and your"
            " colleagues. If there is anything you need from me now, please tell me and I will see to it at once.",
            "Please pass my thanks on to everyone who took the time to speak with me.",
        ),
    ),
    "own_promise": (
        "As promised – {{ title }}",
        (
            "I am writing about {{ role }} at {{ company }}, and to keep my word."
            "{% if interview_day and no_conversation == false %} When we spoke {{ interview_relative }}, I promised"
            "{% else %} I promised{% endif %} {{ own_promise }}.",
            "{{ what_i_promised }}",
            "If anything is missing, or if something else would be of use, please let me know and I will gladly"
            " send it. Thank you again for your time.",
        ),
    ),
}


def our_template(kind: str) -> OwnTemplate:
    """Our own letter of this kind as a template to start from. Raises `NoLetter` for a kind without one."""
    if kind not in _STARTS:
        raise NoLetter(kind)
    subject, paragraphs = _STARTS[kind]
    return OwnTemplate(subject, "\n\n".join(("{{ greeting }}", *paragraphs, _END)))
