"""Formal: measured and whole sentences, still from one person to another. No contractions."""

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
        "I am writing to thank you for the time you gave me {day} to discuss {role} at {company}. Our "
        "conversation left me with a thorough understanding of the position, and I value the care with "
        "which you explained it.",
        "Thank you for the opportunity to speak with you {day} about {role} at {company}. I appreciated the "
        "clarity with which you described the position and the expectations that come with it.",
        "My sincere thanks for our conversation {day} regarding {role} at {company}. It strengthened my "
        "interest in the position, and it answered several questions that I could not have settled by "
        "reading alone.",
        "It was a pleasure to speak with you {day} regarding {role} at {company}, and I thank you for the "
        "attention you gave to my application. I found your account of the responsibilities candid and "
        "helpful.",
        "I would like to express my thanks for our meeting {day} concerning {role} at {company}. I "
        "appreciated both the thoughtful course of the discussion and the openness with which you answered "
        "my questions.",
        "Thank you for considering me for {role} at {company} and for speaking with me {day}. The "
        "discussion gave me a well-founded impression of the position and of the people with whom I would "
        "work.",
        "I am grateful that you found the time to speak with me {day} about {role} at {company}. What I "
        "heard from you went well beyond the published description, and it strengthened my wish to join you.",
        "With this note I would like to thank you for meeting with me {day}. I was interested to learn how "
        "{role} contributes to {company}, and I am grateful for the detail you were willing to go into.",
    ),
    others_too=(
        "I was also pleased to be introduced to your colleagues.",
        "I am equally grateful to your colleagues for their time.",
        "The opportunity to meet several of your colleagues was most welcome.",
        "It was helpful to hear the perspectives of the other interviewers as well.",
    ),
    topics=(
        About(
            "I was particularly interested in our discussion of {topic}.",
            "One part of our discussion was of particular interest to me: {topic}.",
            "It illustrated clearly what the position demands in practice, and I have given the subject "
            "further thought since.",
        ),
        About(
            "Of the subjects we covered, I found our exchange about {topic} the most instructive.",
            "Of the subjects we covered, I found one the most instructive: {topic}.",
            "It brought the responsibilities of the position into focus, and it is a central reason for my "
            "interest in it.",
        ),
        About(
            "I am especially grateful that we were able to speak about {topic}.",
            "I am especially grateful that we were able to speak about one subject: {topic}.",
            "It gave me a clear idea of the standards to which your team works, and I found that "
            "encouraging.",
        ),
        About(
            "Our conversation about {topic} made a lasting impression on me.",
            "One element of what we discussed made a lasting impression on me: {topic}.",
            "It showed how much thought stands behind what your team does, and I value an environment of "
            "that kind.",
        ),
        About(
            "I valued the opportunity to exchange views with you about {topic}.",
            "I valued the opportunity to exchange views with you about one matter above all: {topic}.",
            "It is in conversations such as this that one learns the most about a position, and I am "
            "grateful for your openness.",
        ),
        About(
            "I have reflected further on what was said about {topic}.",
            "I have reflected further on one matter that we discussed: {topic}.",
            "Few descriptions of a position convey as much about the daily responsibilities, and I was glad "
            "to gain such an insight.",
        ),
    ),
    fits=(
        "My own experience includes work that is closely related: {fit}. I am confident that what I learned "
        "from it would allow me to contribute to your team at an early stage.",
        "In this context I would like to mention one element of my background: {fit}. It called for the "
        "same thoroughness and sound judgment that I understand this position to require.",
        "A relevant example from my own career is the following: {fit}. I would be pleased to apply that "
        "experience to the responsibilities you described.",
        "With regard to the requirements of the position, one part of my experience seems especially "
        "pertinent: {fit}. I believe that it has prepared me well for this role.",
        "As evidence of what I would bring to the position, I would point to the following: {fit}. The "
        "methods I acquired there would, I believe, transfer well to your team.",
        "My background corresponds to the position in one respect in particular: {fit}. I would be pleased "
        "to build on that foundation as a member of your team.",
    ),
    closings=(
        "Thank you once again for your time and consideration. I look forward to learning about the next "
        "steps.",
        "Should you require any further information, I would be pleased to provide it. Thank you again for "
        "your time and for your consideration of my application.",
        "I am grateful for your consideration of my application, and I would welcome the opportunity to "
        "continue our conversation.",
        "I thank you again for the time you devoted to me, and I hope to have the opportunity to speak with "
        "you further.",
        "With renewed thanks for your time, I look forward to any further conversation that you may "
        "consider useful.",
        "Thank you again for a most informative conversation. I would be pleased to continue it at a time "
        "convenient to you.",
    ),
    arrangements=(
        (("opening",), ("topic",), ("fit",), ("closing",)),
        (("opening",), ("topic", "fit"), ("closing",)),
        (("opening",), ("topic",), ("fit", "closing")),
    ),
)

_FIRST_INQUIRY = FirstInquiry(
    spoken="once more for speaking with me on {date} regarding {role} at {company}",
    tried="for the opportunity to {work} for {role} at {company}, which I {finished} on {date}",
    openings={
        Since.NOTHING: "I would like to thank you {met}.",
        Since.THEIR_REPLY: "I am grateful for your message of {on}, and I would like to thank you {met}.",
        Since.MY_ANSWER: "I hope that my reply of {on} answered your question. I would like to thank you "
        "{met}.",
        Since.REFERENCES: "I was pleased to learn that you contacted my references on {on}. I would like to "
        "thank you {met}.",
        Since.THEIR_RETURN: "I hope that you are well, now that you have returned. I would like to thank "
        "you {met}.",
    },
    enjoyed=About(
        "I particularly enjoyed discussing {topic}.",
        "I particularly enjoyed one subject of our conversation: {topic}.",
    ),
    task_enjoyed="I particularly enjoyed one aspect of it: {topic}.",
    interest="The position continues to interest me greatly.",
    question_after_date="You indicated that you {expect} to reach a decision by {by}. May I ask how matters "
    "stand, and whether the schedule has been revised?",
    questions={
        Since.NOTHING: "May I ask what stage the selection has reached, and when you anticipate a decision?",
        Since.THEIR_REPLY: "May I ask whether there have been further developments, and by what date you "
        "hope to conclude the selection?",
        Since.MY_ANSWER: "May I ask which steps follow, and when you anticipate a decision?",
        Since.REFERENCES: "May I ask which steps remain, and when you anticipate a decision?",
        Since.THEIR_RETURN: "May I ask what stage the selection has reached, and when you anticipate a "
        "decision?",
    },
    offer="I would be pleased to provide references, work samples or any further information that may "
    "assist you. Thank you for your time and consideration.",
    offer_after_references="I would be pleased to provide work samples or any further information. Thank "
    "you for the consideration you are giving to my application.",
    offer_after_task="I would be pleased to explain my approach, or to provide references or any further "
    "information. Thank you for your time and consideration.",
)

_SECOND_INQUIRY = SecondInquiry(
    spoken="{earlier} concerning {role} at {company}, about which we spoke on {date}",
    tried="{earlier} concerning {role} at {company}, for which I {done} on {date}",
    openings={
        Since.NOTHING: "I am writing with reference to my message of {about}.",
        Since.THEIR_REPLY: "Your message of {on} was most welcome, and I now refer to my own of {about}.",
        Since.MY_ANSWER: "After my reply to your question on {on}, I sent you a message on {about}.",
        Since.REFERENCES: "I am writing with reference to my message of {about}. It was good of you to "
        "consult my references.",
        Since.THEIR_RETURN: "I hope that all has gone well since your return. I am writing with reference "
        "to my message of {about}.",
    },
    enjoyed=About(
        "I recall with pleasure our conversation about {topic}.",
        "I recall with pleasure one part of our conversation: {topic}.",
    ),
    task_enjoyed="I recall with pleasure one part of the task: {topic}.",
    question="Since a selection can take longer than foreseen, could you give me an approximate date for "
    "your decision? My interest is unchanged, and further material is readily available.",
    open_door="Should circumstances have changed, a message at a later time would be equally welcome. Thank "
    "you for your attention, and my best wishes to you and your colleagues.",
)

FORMAL = Voice(
    greeting="Dear {name},",
    greeting_without_name="Dear Hiring Team,",
    whole_name=True,
    closing="Yours sincerely,",
    handing_on="I would be grateful if you could pass this note on to {whom}.",
    thank_you=_THANK_YOU,
    first_inquiry=_FIRST_INQUIRY,
    second_inquiry=_SECOND_INQUIRY,
    application_inquiry=ApplicationInquiry(
        opening="I submitted my application for {role} at {company} on {applied}, and the position remains "
        "of great interest to me.",
        fit="One part of my experience appears particularly relevant: {fit}.",
        question="May I ask what stage the selection has reached, and when applicants can expect a message "
        "from you?",
        offer="I would be pleased to supply any further documents, work samples or references that may "
        "assist you. Thank you for your time and for considering my application.",
    ),
    confirm_interview=Confirmation(
        opening="Thank you for your invitation to the {interview} for {role} at {company}. I am pleased to "
        "confirm that I will be available on {on} at {starts}.",
        close="Should you wish me to prepare anything or to bring any documents, I would be grateful for a "
        "short message. I look forward to our conversation.",
        close_where_nobody_is_met="Should any preparation be required of me, I would be grateful for a "
        "short message. I look forward to taking part.",
    ),
    reschedule=NewDate(
        planned=" scheduled for {on}",
        opening="Thank you for informing me that the {interview}{planned} cannot take place. I fully "
        "understand, and my interest in {role} at {company} is unchanged.",
        times="I would be pleased to agree on a new date and am available at the following times: {times}. "
        "Should another time be more convenient for you, I would be glad to receive your suggestions.",
        close="Thank you for your help with the arrangements.",
    ),
    reschedule_again=NewDate(
        planned=" originally arranged for {on}",
        opening="With my message of {asked} I asked about another date for the {interview}{planned}. I am "
        "aware of the many demands on your time, and I would still welcome the opportunity to discuss "
        "{role} at {company}.",
        times="I could also be available at these times: {times}. Should a short telephone call or a "
        "conversation with one of your colleagues be simpler to arrange, I would be equally pleased.",
        close="I thank you for your efforts and look forward to speaking with you.",
    ),
    answer=Answer(
        opening="Thank you for your message regarding {role} at {company}, to which I am glad to reply.",
        opening_with_question="Thank you for your message regarding {role} at {company}. I am glad to "
        "answer the question you put to me: {question}.",
        close="Should any point require further explanation, I would be pleased to provide it in writing or "
        "by telephone.",
    ),
    rejection_thanks=RejectionThanks(
        opening="Thank you for informing me of your decision regarding {role} at {company}, and for the "
        "consideration that you and your colleagues gave to my application.",
        regret="While I had wished for a different result, I am glad to have applied.",
        regret_after_conversation="While I had wished for a different result, I valued our conversation and "
        "learned much from it.",
        regret_after_topic=About(
            "While I had wished for a different result, I valued our discussion of {topic}.",
            "While I had wished for a different result, I valued one part of our discussion in particular: "
            "{topic}.",
        ),
        close="Should a suitable position become available in the future, I would be pleased to be "
        "considered. I wish you and your colleagues continued success.",
    ),
    offer_acknowledgement=OfferAcknowledgement(
        thanks="Thank you for offering me {role} at {company}. I was very pleased to receive your offer, "
        "and I value the confidence that it expresses.",
        answer_by="I intend to review the terms carefully and will give you my answer by {by}. May I "
        "contact you if any questions arise in the meantime?",
        by_which_day="I intend to review the terms carefully. Could you let me know by which day you need "
        "my answer? Should any questions arise in the meantime, I would be grateful for the opportunity to "
        "ask them.",
        more_time="This is a decision that I do not wish to make in haste: may I have until {until} to "
        "decide? Should any questions arise in the meantime, I would be grateful for the opportunity to ask "
        "them.",
        more_time_than_given="You requested my answer by {by}. This is a decision that I do not wish to "
        "make in haste: may I have until {until} to decide? Should that not be possible, I would of course "
        "keep to the day you named.",
        close="I am grateful to you and to everyone who was involved in the process.",
    ),
    offer_decision=OfferDecision(
        thanks="Thank you for offering me {role} at {company} and for the time you allowed me to reach a "
        "decision.",
        asked="You requested my answer by {by}.",
        close="I sincerely appreciate the confidence you have shown in me and the opportunity to become "
        "acquainted with you and your colleagues. Should you require anything of me at this point, please "
        "let me know, and I will attend to it without delay.",
        thanks_to_all="I would be grateful if you could convey my thanks to everyone who took part in the "
        "interviews.",
    ),
    own_promise=OwnPromise(
        opening="During our conversation {day} regarding {role} at {company}, I promised {promise}. I am "
        "pleased to make good on that with this message.",
        opening_without_interview="This message concerns {role} at {company}. I promised {promise}. I am "
        "pleased to make good on that now.",
        close="Should anything be incomplete or unclear, I would be glad to hear from you. Thank you for "
        "your time and consideration.",
    ),
)
