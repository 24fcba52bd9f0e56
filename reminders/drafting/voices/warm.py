"""Warm: as one writes after a good conversation. A letter is warm unless another register is chosen."""

from reminders.drafting.voices.voice import (
    About,
    Answer,
    ApplicationInquiry,
    Confirmation,
    FirstInquiry,
    NewDate,
    OfferAcknowledgement,
    OfferDecision,
    OwnPromise,
    RejectionThanks,
    SecondInquiry,
    Since,
    ThankYou,
    Voice,
)

_THANK_YOU = ThankYou(
    openings=(
        "Thank you for taking the time to speak with me {day} about {role} at {company}. It was a pleasure "
        "to meet you, and good to hear about the work from someone who knows it from the inside.",
        "I wanted to thank you for our conversation {day} about {role} at {company}. I came away with a "
        "clear picture of the work and with more interest in it than I had brought.",
        "Thank you for making time for me {day}. Talking with you about {role} told me more about the work "
        "at {company} than any posting could, and I enjoyed it very much.",
        "It was good to meet you {day} and to talk about {role} at {company}. Thank you for your time, and "
        "for being so open about what the work is like.",
        "Thank you for a good conversation {day} about {role} at {company}. I appreciated how plainly you "
        "spoke about the work, and I now have a real sense of what it asks for.",
        "Our conversation {day} about {role} at {company} was a pleasure, and I would like to thank you for "
        "it. You made it easy to ask questions, and I learned a great deal from your answers.",
        "Many thanks for meeting with me {day}. I had read about {role} beforehand, but hearing from you "
        "what matters at {company} made it far easier to understand.",
        "I am writing to thank you for the time you gave me {day}. I enjoyed talking with you about {role}, "
        "and I understand much better now what the work at {company} involves.",
    ),
    others_too=(
        "I was glad to meet your colleagues as well.",
        "Meeting your colleagues the same day was a pleasure, too.",
        "It was also good to get to know the others.",
        "Please thank the others for their time, too.",
        "Having met several of you, I can picture the team well.",
    ),
    topics=(
        About(
            "What has stayed with me most is our conversation about {topic}.",
            "One part of our conversation has stayed with me most: {topic}.",
            "I have come back to it more than once since, and it is a good part of why the role appeals to "
            "me.",
        ),
        About(
            "I especially enjoyed talking with you about {topic}.",
            "There is one thing from our conversation that I especially enjoyed: {topic}.",
            "It made the role easy to picture, and I could see myself spending my days on questions like "
            "that.",
        ),
        About(
            "What I took home with me is our exchange about {topic}.",
            "What I took home with me from our exchange is this: {topic}.",
            "It showed me what matters in this role from day to day, which is hard to learn from outside.",
        ),
        About(
            "I was very glad that we had time to talk about {topic}.",
            "I was very glad that we had time for one thing in particular: {topic}.",
            "That part of our conversation gave me a better sense of the role than anything I had read "
            "beforehand.",
        ),
        About(
            "Of all the things we touched on, I was most interested to talk about {topic}.",
            "Of all the things we touched on, one interested me most: {topic}.",
            "I left with more to think about than I had brought, which I take as a good sign.",
        ),
        About(
            "Thank you in particular for talking with me about {topic}.",
            "Thank you in particular for one part of our conversation: {topic}.",
            "That was the moment when I could see most clearly what working with you would be like.",
        ),
    ),
    fits=(
        "It also ties in with something I have done before: {fit}. I would enjoy bringing that experience "
        "to your team and adding to it there.",
        "One piece of my own work comes to mind that should help here: {fit}. It taught me how much care "
        "such work takes, and I would bring the same care to this role.",
        "On my side, the closest match is this: {fit}. Much of what I learned there would carry over, and I "
        "would be glad to put it to use with you and your team.",
        "After our talk I can see better where my own experience would fit: {fit}. I would be glad to build "
        "on that in this role and to learn the rest from the people already doing it.",
        "Here is one thing I would bring to the role: {fit}. It taught me lessons that I still rely on, and "
        "I think they would serve your team well.",
        "It reminded me of something in my own work: {fit}. That seems to me a good match for what you "
        "described, and I would be happy to put it to use with you.",
    ),
    closings=(
        "Thank you again for your time. I look forward to hearing about the next steps.",
        "I would be glad to continue the conversation whenever it suits you. Until then, thank you again.",
        "If there is anything more you would like to know from me, I am happy to send it. Thank you once "
        "more.",
        "Thank you again for a conversation I truly enjoyed. I look forward to what comes next.",
        "It would be a pleasure to talk again. For now, thank you for your time and your openness.",
        "Thank you once more for your time. I hope that we will have the chance to speak again.",
    ),
    arrangements=(
        (("opening",), ("topic",), ("fit",), ("closing",)),
        (("opening",), ("topic",), ("fit",), ("closing",)),
        (("opening",), ("topic", "fit"), ("closing",)),
        (("opening",), ("topic",), ("fit", "closing")),
    ),
)

_FIRST_INQUIRY = FirstInquiry(
    spoken="again for speaking with me on {date} about {role} at {company}",
    tried="for the chance to {work} for {role} at {company}, which I {finished} on {date}",
    openings={
        Since.NOTHING: "Thank you {met}.",
        Since.THEIR_REPLY: "Thank you for getting back to me on {on}, and {met}.",
        Since.MY_ANSWER: "I hope that my answer of {on} was of use. Thank you {met}.",
        Since.REFERENCES: "I was glad to hear that you spoke with my references on {on}. Thank you {met}.",
        Since.THEIR_RETURN: "I hope this finds you well after your time away. Thank you {met}.",
    },
    enjoyed=About(
        "I enjoyed talking about {topic}.",
        "I enjoyed our conversation, one part of it in particular: {topic}.",
    ),
    task_enjoyed="I enjoyed one part of it in particular: {topic}.",
    interest="I remain very interested in joining you.",
    question_after_date="You mentioned that you {expect} to decide by {by}. Could you tell me where things "
    "stand now, and whether there is an updated timeline?",
    questions={
        Since.NOTHING: "Could you tell me where you are in the process, and when you expect to make a "
        "decision?",
        Since.THEIR_REPLY: "Could you tell me where things stand now, and by when you hope to make a "
        "decision?",
        Since.MY_ANSWER: "Could you tell me how things go on from here, and when you expect to decide?",
        Since.REFERENCES: "Could you tell me what comes next, and when you expect to make a decision?",
        Since.THEIR_RETURN: "Could you tell me where you are in the process, and when you expect to make a "
        "decision?",
    },
    offer="If references, work samples or anything else from me would help, I will gladly send them. Thank "
    "you for your time.",
    offer_after_references="If work samples or anything else from me would help, I will gladly send them. "
    "Thank you for the care you are giving this.",
    offer_after_task="I would gladly talk it through with you, and send references or anything else that "
    "would help. Thank you for your time.",
)

_SECOND_INQUIRY = SecondInquiry(
    spoken="{earlier} about {role} at {company}, following our conversation on {date}",
    tried="{earlier} about {role} at {company}, for which I {done} on {date}",
    openings={
        Since.NOTHING: "I wrote on {about}.",
        Since.THEIR_REPLY: "You kindly got back to me on {on}, and I wrote again on {about}.",
        Since.MY_ANSWER: "After answering your question on {on}, I wrote on {about}.",
        Since.REFERENCES: "I wrote on {about}. I am glad that you have had a word with my references.",
        Since.THEIR_RETURN: "I hope all is well with you since your return. I wrote on {about}.",
    },
    enjoyed=About(
        "I still think back with pleasure to talking about {topic}.",
        "I still think back with pleasure to one part of our conversation: {topic}.",
    ),
    task_enjoyed="I still think back to one part of the task: {topic}.",
    question="Hiring often takes longer than planned, so may I ask once more: is there a rough date by "
    "which you hope to decide? My interest is the same, and I will gladly send anything further that would "
    "help.",
    open_door="Should plans have changed, I would gladly hear from you at any later time. Thank you, and "
    "all the best to the team.",
)

WARM = Voice(
    greeting="Dear {name},",
    greeting_without_name="Hello,",
    whole_name=False,
    closing="Kind regards,",
    handing_on="Could you please pass this note on to {whom}? Thank you very much.",
    thank_you=_THANK_YOU,
    first_inquiry=_FIRST_INQUIRY,
    second_inquiry=_SECOND_INQUIRY,
    application_inquiry=ApplicationInquiry(
        opening="On {applied} I applied for {role} at {company}, and I would like to say that my interest "
        "is as strong as it was that day.",
        fit="In short, what I would bring: {fit}.",
        question="Could you tell me where the search stands, and when you expect to be in touch with "
        "applicants?",
        offer="If further documents, work samples or references would be useful, I will gladly send them. "
        "Thank you for your time and for considering my application.",
    ),
    confirm_interview=Confirmation(
        opening="Thank you for inviting me to the {interview} for {role} at {company}. I am glad to confirm "
        "{on} at {starts}.",
        close="Please let me know if there is anything you would like me to prepare or bring. I look "
        "forward to our conversation.",
        close_where_nobody_is_met="Please let me know if there is anything you would like me to prepare or "
        "bring. I look forward to it.",
    ),
    reschedule=NewDate(
        planned=" on {on}",
        opening="Thank you for letting me know that the {interview}{planned} cannot go ahead as planned. "
        "That is no trouble at all, and I remain very interested in {role} at {company}.",
        times="I would be glad to find a new date. Any of these would suit me: {times}. If another time is "
        "better for you, please name it.",
        close="I look forward to speaking with you.",
    ),
    reschedule_again=NewDate(
        planned=" planned for {on}",
        opening="On {asked} I wrote about a new date for the {interview}{planned}. I know how quickly "
        "calendars fill up, and I would still be very glad to talk about {role} at {company}.",
        times="Here are some further times at which I could make it: {times}. If a short call or a meeting "
        "with one of your colleagues is easier to arrange, that would be just as welcome.",
        close="Thank you for your help in finding a day.",
    ),
    answer=Answer(
        opening="Thank you for your message about {role} at {company}.",
        opening_with_question="Thank you for your message about {role} at {company}. You asked: {question}.",
        close="If you would like to know more, I am happy to add to this or to speak by phone.",
    ),
    rejection_thanks=RejectionThanks(
        opening="Thank you for letting me know about your decision on {role}, and for the time you and your "
        "colleagues at {company} gave to my application.",
        regret="Naturally I had hoped for a different outcome, and I remain glad that I applied.",
        regret_after_conversation="Naturally I had hoped for a different outcome, but I enjoyed our "
        "conversation and learned from it.",
        regret_after_topic=About(
            "Naturally I had hoped for a different outcome, but I enjoyed talking about {topic}.",
            "Naturally I had hoped for a different outcome, but I will keep one part of our conversation in "
            "good memory: {topic}.",
        ),
        close="If a role comes up later for which you think I would be a good match, I would be happy to "
        "hear from you. I wish you and the team every success.",
    ),
    offer_acknowledgement=OfferAcknowledgement(
        thanks="Thank you very much for the offer of {role} at {company}. I was delighted to receive it, "
        "and I appreciate the confidence you are placing in me.",
        answer_by="I would like to read everything with the care it deserves, and I will give you my answer "
        "by {by}. Should a question come up before then, may I turn to you?",
        by_which_day="I would like to read everything with the care it deserves. By which day would you "
        "like to have my answer? If a question comes up before then, I hope I may turn to you.",
        more_time="I would like to read everything with the care it deserves, so may I have until {until} "
        "to decide? If a question comes up before then, I hope I may turn to you.",
        more_time_than_given="You asked for my answer by {by}. I would like to weigh everything with the "
        "care it deserves, so may I have until {until} to decide? If that is difficult, please tell me, and "
        "we will find a day that suits us both.",
        close="Thank you again to you and to everyone I met.",
    ),
    offer_decision=OfferDecision(
        thanks="Thank you again for the offer of {role} at {company}, and for giving me time to consider it.",
        asked="You asked for my answer by {by}.",
        close="I am grateful for the trust you have placed in me, and I enjoyed getting to know you and "
        "your colleagues. If there is anything you need from me now, please tell me and I will see to it at "
        "once.",
        thanks_to_all="Please pass my thanks on to everyone who took the time to speak with me.",
    ),
    own_promise=OwnPromise(
        opening="When we spoke {day} about {role} at {company}, I promised {promise}. I am glad to keep "
        "that promise now.",
        opening_without_interview="I am writing about {role} at {company}, and to keep my word. I promised "
        "{promise}.",
        close="If anything is missing, or if something else would be of use, please let me know and I will "
        "gladly send it. Thank you again for your time.",
    ),
)
