"""Brief: a few short sentences for somebody with a full inbox, friendly all the same."""

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
        "Thanks for talking with me {day} about {role} at {company}. I came with a list of questions and "
        "left with a real feel for the work.",
        "Thank you for your time {day}, and for such a clear picture of {role} at {company}. It was more "
        "useful to me than anything I had read.",
        "It was great to talk {day} about {role} at {company}, and I appreciate the time you took. You "
        "answered my questions openly, which helped me a lot.",
        "Many thanks for our conversation {day} about {role} at {company}. I really enjoyed it, and I came "
        "away with a much better idea of what you need.",
        "Meeting you {day} to hear about {role} at {company} was a real pleasure, so thank you for making "
        "room for it. I know how full a day gets.",
        "A quick note to thank you for answering my questions {day} about {role} at {company}. Your "
        "answers were frank and clear, and they told me a lot.",
        "Speaking with you {day} left me even more interested in {role} at {company}, so thank you for "
        "that. It's good to hear how a job looks from inside.",
        "You made {role} at {company} come alive for me when we spoke {day}, so thanks for that. I had "
        "read about it, but that was only half.",
    ),
    others_too=(
        "It was nice to meet the others, too.",
        "I liked meeting your colleagues as well.",
        "Good to have met a few more of you, too.",
        "Meeting the rest of the group was a bonus.",
    ),
    topics=(
        About(
            "Talking about {topic} was the highlight for me, and I've been thinking about it since.",
            "The highlight for me, and something I've been thinking about ever since: {topic}.",
            "It's exactly the kind of thing I had hoped to hear about.",
        ),
        About(
            "I especially liked our talk about {topic}, because it showed me what the job is really like.",
            "One thing I especially liked, because it showed me what the job is really like: {topic}.",
            "None of that can be learned from a posting.",
        ),
        About(
            "I could happily have gone on about {topic}, and it made the role even more appealing.",
            "I could happily have gone on about one thing, and it made the role even more appealing: "
            "{topic}.",
            "I had more questions than we had minutes for it.",
        ),
        About(
            "Our exchange about {topic} stuck with me, and it told me a lot about how you work.",
            "One thing stuck with me, and it told me a lot about how you work: {topic}.",
            "It's a way of working I'd fit into easily.",
        ),
        About(
            "What I'll remember most is what we said about {topic}.",
            "What I'll remember most from our talk is this: {topic}.",
            "It made the work easy to picture, and I went home with a few ideas of my own.",
        ),
        About(
            "For me, the part about {topic} was worth the whole conversation.",
            "For me, this part was worth the whole conversation: {topic}.",
            "It showed me where the real work is, and I liked what I saw there.",
        ),
    ),
    fits=(
        "One thing I'd bring that should be useful from the first week: {fit}. I'd be glad to do more of "
        "that with you.",
        "It also made me think of something from my own work that should carry over well: {fit}. The "
        "details differ, but the habits don't.",
        "The closest match on my side, and what I'd enjoy putting to use with you: {fit}. It taught me how "
        "to do this well.",
        "From what you told me, this part of my experience should help your team the most: {fit}. I'd like "
        "to do more of it.",
        "What I've done that seems closest to your needs, and that I'd gladly build on: {fit}. I still use "
        "what I learned from it.",
        "Here's where I think I could lend a hand quickly, going by what I've done before: {fit}. I'd be "
        "happy to learn the rest.",
    ),
    closings=(
        "Thanks again for your time and for a good conversation. I look forward to hearing about the next "
        "steps.",
        "Thanks again for your time and your patience. I'd be glad to talk more whenever it suits you.",
        "Thanks again for a good conversation. If anything else from me would be useful, I'm happy to send "
        "it.",
        "That's all for now, with many thanks for your time. It would be a pleasure to talk again.",
        "Thanks again for being so open and for taking my questions seriously. I hope we get to talk again.",
        "Thanks for making it so easy to talk and to ask. I look forward to whatever comes next.",
    ),
    arrangements=(
        (("opening",), ("topic", "fit"), ("closing",)),
        (("opening", "topic"), ("fit",), ("closing",)),
        (("opening", "topic"), ("fit", "closing")),
    ),
)

_FIRST_INQUIRY = FirstInquiry(
    spoken="again for your time on {date} and for telling me about {role} at {company}",
    tried="for letting me {work} for {role} at {company}, which I {finished} on {date}",
    openings={
        Since.NOTHING: "Thanks {met}.",
        Since.THEIR_REPLY: "Thanks for your note of {on}, and {met}.",
        Since.MY_ANSWER: "I hope my answer of {on} helped, and thanks {met}.",
        Since.REFERENCES: "Good to hear that you talked to my references on {on}, and thanks {met}.",
        Since.THEIR_RETURN: "I hope you had an easy start after your time away, and thanks {met}.",
    },
    enjoyed=About(
        "I enjoyed talking about {topic}, and I'm still very interested.",
        "I'm still very interested, not least because I enjoyed this part of our talk: {topic}.",
    ),
    task_enjoyed="I'm still very interested, not least because I enjoyed this part of it: {topic}.",
    interest="",
    question_after_date="You had {by} in mind for the decision: is there any news, or a new date to plan "
    "with?",
    questions={
        Since.NOTHING: "How far along is the process, and do you have a date in mind for the decision?",
        Since.THEIR_REPLY: "Is there any news since, and do you have a date in mind for the decision?",
        Since.MY_ANSWER: "What are the next steps, and do you have a date in mind for the decision?",
        Since.REFERENCES: "What's left to do, and do you have a date in mind for the decision?",
        Since.THEIR_RETURN: "How far along is the process, and do you have a date in mind for the decision?",
    },
    offer="I'm happy to send references, work samples or whatever else would be useful. Many thanks.",
    offer_after_references="I'm happy to send work samples or whatever else would be useful. Many thanks.",
    offer_after_task="I'm happy to talk it through, or to send references. Many thanks.",
)

_SECOND_INQUIRY = SecondInquiry(
    spoken="{earlier} about {role} at {company}, the one we discussed on {date}",
    tried="{earlier} about {role} at {company}, for which I {done} on {date}",
    openings={
        Since.NOTHING: "This is a short follow-up to my note of {about}.",
        Since.THEIR_REPLY: "It was good to get your reply on {on}; this is a short follow-up to my note of "
        "{about}.",
        Since.MY_ANSWER: "You have my answer of {on}, and this is a short follow-up to my note of {about}.",
        Since.REFERENCES: "I'm glad you had a word with my references; this is a short follow-up to my note "
        "of {about}.",
        Since.THEIR_RETURN: "Welcome back; this is a short follow-up to my note of {about}.",
    },
    enjoyed=About(
        "What we said about {topic} is still a highlight for me.",
        "One part of our talk is still a highlight for me: {topic}.",
    ),
    task_enjoyed="One part of the task is still a highlight for me: {topic}.",
    question="Could you give me a rough idea of when you'll decide? I'm as interested as before, and happy "
    "to send more material.",
    open_door="If plans have changed, a line at any later time would be welcome, and my thanks to you and "
    "the team either way.",
)

BRIEF = Voice(
    greeting="Hi {name},",
    greeting_without_name="Hello,",
    whole_name=False,
    closing="Best,",
    handing_on="Could you pass this note on to {whom}? Thanks a lot.",
    thank_you=_THANK_YOU,
    first_inquiry=_FIRST_INQUIRY,
    second_inquiry=_SECOND_INQUIRY,
    application_inquiry=ApplicationInquiry(
        opening="I applied for {role} at {company} on {applied}, and I'd still be very glad to work with "
        "you.",
        fit="What I'd bring: {fit}.",
        question="How is the search going, and when do you plan to get back to people?",
        offer="If you'd like to see further documents, work samples or references, I can send them any day. "
        "Thanks for reading this, and for considering me.",
    ),
    confirm_interview=Confirmation(
        opening="Thanks for the invitation to the {interview} for {role} at {company}. {on} at {starts} "
        "works well for me.",
        close="Is there anything I should prepare or bring? Looking forward to our conversation.",
        close_where_nobody_is_met="Is there anything I should prepare? Looking forward to it.",
    ),
    reschedule=NewDate(
        planned=" on {on}",
        opening="Thanks for letting me know about the {interview}{planned}. No problem at all, and I'm "
        "still very interested in {role} at {company}.",
        times="These times would work for me: {times}. I'm flexible, so feel free to name another.",
        close="Looking forward to it.",
    ),
    reschedule_again=NewDate(
        planned=" first set for {on}",
        opening="This is about a new date for the {interview}{planned}, which I also asked about on "
        "{asked}. I'd still love to talk about {role} at {company}.",
        times="A few more times that suit me: {times}. A quick call or a chat with a colleague would be "
        "just as good.",
        close="Thanks for your help.",
    ),
    answer=Answer(
        opening="Thanks for getting in touch about {role} at {company}.",
        opening_with_question="Thanks for getting in touch about {role} at {company}. You wanted to know: "
        "{question}.",
        close="Just write or call if you'd like more detail.",
    ),
    rejection_thanks=RejectionThanks(
        opening="Thanks for telling me what you decided about {role} at {company}, and for all the time "
        "you gave me.",
        regret="I'd hoped for a yes, of course, but I'm glad I applied.",
        regret_after_conversation="I'd hoped for a yes, of course, but our conversation was well worth it.",
        regret_after_topic=About(
            "I'd hoped for a yes, of course, but talking about {topic} was well worth it.",
            "I'd hoped for a yes, of course, but one part of our talk was well worth it: {topic}.",
        ),
        close="If something else that fits comes up, I'd love to hear from you. All the best to you and the "
        "team.",
    ),
    offer_acknowledgement=OfferAcknowledgement(
        thanks="Thank you so much for offering me {role} at {company}; your message made my day.",
        answer_by="I'll go through everything and get back to you by {by}. If a question comes up, may I "
        "ask you?",
        by_which_day="I'd like to go through everything carefully, so by which day do you need my answer?",
        more_time="I'd like to think it over properly, so may I have until {until} to decide?",
        more_time_than_given="You asked to hear from me by {by}. I'd like to think it over properly, so may "
        "I have until {until} to decide?",
        close="My thanks to everyone I met, too.",
    ),
    offer_decision=OfferDecision(
        thanks="Thanks again for offering me {role} at {company}, and for the time to think it over.",
        asked="You asked to hear from me by {by}.",
        close="It was a pleasure getting to know you all, so please thank everyone for me. If you need "
        "anything from me now, just say so.",
        thanks_to_all="",
    ),
    own_promise=OwnPromise(
        opening="We talked {day} about {role} at {company}, and I promised {promise}.",
        opening_without_interview="A short note about {role} at {company}: I promised {promise}.",
        close="Just ask if you need anything else. Many thanks once more.",
    ),
)
