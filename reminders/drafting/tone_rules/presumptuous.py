# ruff: noqa: E501  (a pattern is read as one line)
"""Talk as if the decision were made."""

from reminders.drafting.tone_rules.patterns import Category, family

FAMILIES = (
    family(
        Category.PRESUMPTUOUS,
        "Nothing is decided yet, so this runs ahead of their choice.",
        "I would be glad to join you if you choose me.",
        r"""
        when (?:do|can|should|shall|will|am) i (?:~)(?:start|starting|begin|sign|join|meet my|move in|collect|pick up|get (?:my|the)|expect (?:my|the) (?:contract|paperwork|papers|offer)|receive (?:my|the) (?:contract|paperwork|offer)|hand in) !! if (?:you|i|all|chosen|offered|selected|it|we|the offer)
        (?:where|when|how|what|which|who|whom) (?:~)(?:will|do|does|should|shall|is|are|am|can) (?:~)(?:my (?:new |own |future |first )?(?:desk|office|contract|laptop|badge|keys?|team|boss|start date|first day|uniform|locker|parking \S+|computer|email address|mentor|company car|supervisor|title|pay|salary|shifts?|shift|payslip|pay ?cheque|paycheck|tools|van)|i (?:be (?:sitting|based|working|reporting|paid|earning)|sit|report to|send my bank|get paid|earn)) !! if (?:you|i|all|chosen|offered|selected)|would|portfolio|interview|trial
        (?:which|what) (?:desk|office|team|laptop|shift|shifts|ward|route|class|classroom|van|locker|floor) (?:~)(?:mine|my own|i (?:will|shall|am|get|would be given)|will i|am i|do i|should i) !! if (?:you|i|chosen|offered|selected)
        (?:send|email|mail|forward|post|give|get|prepare|draw up|draft) (?:me |us |over |through |out )*(?:the|my|your|a) (?:~)(?:contract|employment papers|bank details|paperwork|payroll|onboarding|welcome pack|offer letter|employee handbook|keys?|login|uniform size) !! (?:your|the|this|an) offer(?! letter)|nda|non disclosure|would you (?:need|like)|my contract (?:with|requires|ends|runs)|if (?:you|i|chosen)|past
        (?:payroll|onboarding|induction day|bank details|staff discount|company car|parking space|staff pass|business cards) && (?:i|my|me) !! if (?:you|i|chosen|offered)|at (?:my|the|a) |i (?:ran|run|did|built|led|wrote|worked|handled|enjoyed|liked|designed|organi\w+|set up)|you (?:described|showed|mentioned|told|explained)|in (?:my|the) last
        when i (?:<adv>)(?:join|joined up|start (?:with|at|on|in|there|here|working|work|next|my|the)|begin (?:with|at|work|my|there|on)|work (?:(?:for|with|at) (?:you|your|the team)|there|here)|am (?:working|on the|part|in the job|in post|in charge|there full|your|one of|on board|settled|hired|employed)|arrive as|take over|sit at|come aboard|come on board|take up (?:the|my|this)|move into my|become|run|lead|head|get going|get started) !! if (?:you|i|chosen|offered)|used to|as a (?:child|boy|girl|student)|whenever
        (?:once|after|as soon as|the moment|the day) (?:i|i have|you|you have|we|we have) (?:<adv>)(?:am|start|join|are|begin|have signed|sign|started|joined|signed|settled|hire|hired|begun) (?:~)(?:on board|with you|in the job|part of|working|the team|hired|the contract|in your|there|me|at your|work together|your|settled|me in|in) !! if|would
        (?:it will not be long|not long|only a (?:matter of time|few (?:days|weeks))|counting the days|counting down|the day|can not be long) (?:until|till|before|now until|now before|to|when) (?:we|i) (?:~)(?:work|start|join|sit|begin|share|am|are|can start|become|my first)
        counting (?:down )?the days
        as your (?:new|future|next|latest) \w+ !! would|if
        my new (?:colleagues|team|boss|office|desk|role|job|employer|company|workplace|classroom|crew|ward) && (?:with you|at your|meet|will be|can not wait|already|your|excited|soon) !! my new \S+ (?:at|in) (?:the|a)
        (?:you|they|one) (?:will|would|could|can|are) (?:not|never|hardly|struggle to|hard pressed to|unlikely to) (?:~)(?:find|regret|get|meet|do better|see|look further|need to|have to look|be disappointed|be sorry|come across) (?:~)(?:better|anyone|anybody|someone|somebody|more|candidate|else|it|hiring|choosing|the others?|interview\w*|like me|me|any|this (?:choice|decision)) !! trouble|difficult|get (?:me|hold)
        your search (?:~)(?:over|ends|end|ended|stop|complete|done|finished)|look no further|need look no
        stop (?:looking|searching|interviewing)|cancel the (?:other|remaining)|call off the
        (?:take|taken) down the (?:ad|advert|posting|vacancy|notice)
        (?:no need|no point|not necessary|unnecessary) (?:~)(?:interview|interviewing|look|looking|search|searching|see|seeing|meet|meeting) (?:~)(?:else|others?|other|anyone|further|any|more|anybody|rest)
        i (?:am|will be|would be|remain) (?:<adv>)(?:by far |easily |hands down |without (?:a )?doubt |exactly |undoubtedly |precisely |beyond doubt )*the (?:~)(?:best|right|perfect|ideal|only|obvious|strongest|one|top|natural|clear|most qualified|most experienced) (?:<adv>)(?:candidate|person|choice|fit|match|man|woman|one|applicant|hire|answer|for|you|solution|sensible) !! not the|not (?:sure|certain|convinced)|whether
        i am (?:<adv>)(?:exactly |precisely |just )?(?:what|who|the one|whom) you (?:need|want|are looking|have been)
        you need (?:someone|somebody) like me|^you need me|made for (?:me|each other)
        born (?:to do|for) this (?:job|role)|tailor made for me|has my name (?:written )?(?:on|all over)|my name on it
        (?:you would be|you will be|it would be|it will be) (?:~)(?:foolish|crazy|mad|making a mistake|a mistake|missing out|lucky|silly|fools?|hard to (?:refuse|turn)|your loss|a loss)
        (?:the|your|any|all|those) (?:other|others|remaining) (?:~)?(?:candidates?|applicants?|finalists?|people)? ?(?:~)(?:can not|could not|do not|are not|will not|does not|stand no|have no|pale|hold a candle|behind) !! i am not
        (?:better|stronger|more qualified|more experienced) than (?:~)(?:the other|any other|anyone|anybody|all|most|the rest|everyone|everybody|whoever|the others) (?:~)(?:candidates?|applicants?|you|else|have|interview\w*|see|met|seen|finalists?)
        (?:the|this|that|your|it|<job>) (?:~)(?:<job> )?(?:is|was|will be|should be|belongs|has got to be|must be) (?:<adv>)(?:as good as |practically |basically |all but |virtually |bound to be |going to be )*(?:mine|in the bag|to me|a done deal|meant for me|in my pocket|a given|settled between) !! mistake|fault|pleasure
        in the bag|done deal|(?:a|mere|pure|just a|only a) formality|foregone conclusion|sealed the deal
        nailed (?:it|the|that|my)|aced (?:it|the|my|that|your)|passed with flying|it goes without saying that i
        no doubt i (?:will|have|am)|no question that (?:i|you)|as good as (?:hired|mine|done|signed|agreed)
        i (?:am|feel) (?:<adv>)(?:sure|certain|confident|convinced|positive|optimistic enough|assuming) (?:that )?(?:you (?:will|are going to|have) (?:~)(?:<hire>|chosen|me|agree|see that i)|i (?:will|have|got|am going to) (?:~)(?:get|got|be (?:chosen|hired|working|offered|your|the one|joining|starting|selected)|the <job>|join|start|hired)|the <job>|we will (?:~)(?:work|be|agree|make)) !! not (?:sure|certain|confident)
        i (?:know|take it|assume|trust|presume|have no doubt|gather|expect|understand) (?:that )?(?:<adv>)(?:the <job>|my (?:start|first|desk|office|name|contract|hiring|appointment|salary|new)|i (?:will|am|have|got|can|shall) (?:~)(?:get the|got the|be (?:hired|offered|chosen|starting|working|joining|getting|given|paid|your|the)|hired|have the|start|join|in|selected|chosen|through|the one)|we (?:are|have) (?:agreed|a deal)|you (?:will|are going to|have) (?:~)(?:<hire>|hiring|chosen|offering|hired|picked|choosing) (?:~)me|the (?:contract|offer|paperwork)|everything is settled) !! i know (?:that )?the <job>|i understand (?:that )?the|expect the|whether
        i (?:expect|count on|am expecting|look forward to|am looking forward to|await|am waiting for|am ready for) (?:~)(?:your offer|an offer|the offer|the contract|my contract|good news|a positive|your yes|a yes|signing|your call with the offer|to be hired|to be offered|to get the|the good news) !! would
        i (?:have )?(?:<adv>)(?:told|informed|announced to|let) (?:my (?:boss|manager|family|friends|landlord|employer|parents|wife|husband|colleagues|team)|everyone|everybody|the (?:team|office|landlord|agency)) (?:~)(?:leaving|leave|joining|join|starting|start|the job is|i got|moving|i am going|have (?:got )?the job|new job|coming to you|quitting|will be working) !! told me
        i (?:have )?(?:<adv>)(?:resigned|quit|handed in my notice|given in my notice|given notice|given my notice|gave notice|gave my notice|signed a lease|rented|put down a|enrolled|ordered|bought|updated my (?:linkedin|profile|signature|business|resume)|turned down (?:all|my other|every)|cancelled my other|withdrawn my other|changed my (?:linkedin|profile|signature|status)|printed|booked (?:a van|the van|movers|the movers|a removal|my (?:flight|move|holiday around)|a flat)) && (?:already|you|your|this job|new job|office|start|expect\w*) !! (?:last|previous) job|you (?:suggested|asked|recommended|mentioned)|because of you|years ago|so i (?:can|could|am free)
        (?:see you|until) (?:~)(?:at work|at the office|in the office|on my first|on the first day|around the office|at my desk|when i start)
        welcome me (?:on board|to|into|aboard)|welcoming me
        i (?:would|will|shall) (?:<adv>)(?:want|like|need|expect|prefer|require|rather|insist on|be needing) (?:~)(?:title|own office|office|corner|company car|parking|window|mac|macbook|laptop|assistant|bonus|raise|standing desk|desk|fridays off|the keys|a key|bigger|payroll|promotion|first pay|advance|chair|locker|budget) !! if (?:you|i|chosen|offered|selected|it)|would like to (?:know|hear|thank|see|visit|ask|come)|tax office|head office
        (?:will|do|shall|can|may|could|am) i (?:<adv>)(?:get|have|take|pick|choose|bring|receive|be (?:given|getting|working|based|reporting)|report|claim|getting|going to (?:get|have)) (?:~)(?:own|office|desk|laptop|holiday|holidays|fridays|leave|days? off|vacation|team|uniform|company|bonus|parking|payslip|salary|overtime|dog|paid|pension|discount|key|car|staff|raise) !! if (?:you|i|chosen|offered|selected)|would
        how (?:many|much|soon|long) (?:~)(?:holidays?|days off|vacation|leave|salary|bonus|paid|raise|promoted|promotion|pay rise|earn) (?:~)(?:do|will|can|am|shall|before|until|is) (?:~)i !! would|if
        how (?:soon|long|quickly) (?:~)(?:will|can|before|until|do) (?:~)i (?:~)(?:promoted|promotion|raise|bonus|manager|start|lead|pay rise|take over)
        (?:i am|i feel|i was|so|how) (?:<adv>)(?:glad|happy|delighted|pleased|thrilled|lucky|proud|excited|honou?red|relieved) (?:that )?(?:you (?:~)(?:chose|chosen|picked|hired|decided|want|found me)|i (?:will be|am going to be|got the|am joining|have the|am now|have been chosen)|we (?:are going to|will) (?:~)(?:work|be)|to (?:be (?:starting|joining|your new|part of your|your)|have (?:got|landed|won|secured) (?:the|this) <job>)) !! would|offer|you (?:chose|picked|decided) (?:to|the|a|this)
        (?:consider|count|call|think of|regard|see) (?:it|me|myself|this|the (?:job|matter|search)) (?:<adv>)(?:as )?(?:hired|part|a member|as good as|settled|done|agreed|in|one of|filled|mine|on board|your|solved|yours) !! would
        (?:already|practically|basically|as good as|pretty much|almost) (?:feel|felt|see myself|consider myself|think of myself|part of|one of|a member|on the|consider you|regard myself|feeling|your) (?:~)(?:part|one|member|team|colleague|employee|belong|family|crew|at home|us|staff|payroll) !! would|felt (?:almost|already)
        (?:my|the) (?:first day|start date|starting date|first week|first month|first shift|first pay|desk|start) (?:~)(?:with you|with your|at your|in your|will be|can be|should be|on your|is going) !! would|if
        (?:you|your team|the team|your company|everyone) (?:will|are going to|is going to) (?:~)(?:love|be (?:glad|lucky|delighted|happy|thrilled|grateful|amazed|impressed)|thank|benefit|profit|adore|see me|miss me|get used to me|hear the difference) (?:~)(?:me|you|have me|my|that|with me|chose|hired|yourselves|yourself|working with me|chosen|have found|from me)
        (?:no ?one|nobody|none) (?:else |of the others |of the other \S+ )?(?:~)(?:better suited|more suited|as well as i|like i (?:do|can)|better than (?:i|me)|more qualified|can match|comes close|has my|as qualified|as good as (?:me|i)) !! ask
        (?:the rest|all that|everything else|what (?:is left|remains)|this|it|the interview|the next (?:step|round)) (?:is|are|was) (?:<adv>)(?:just |only |mere |merely |pure )*(?:paperwork|formalit\w+|detail|details|a detail|bureaucracy)
        paperwork now
        (?:the|those|all|what|whom|who|which) (?:\S+ ){0,3}?i (?:will|am going to|shall) (?:soon |then |mostly |mainly |actually )?be (?:managing|leading|sitting|teaching|supervising|sharing|reporting|joining|starting|running|replacing|training|working|looking after|in charge|taking over|responsible|wearing|using|driving|earning|getting|selling|doing|living) !! would|if (?:you|i|chosen)|interview|meeting|speaking|presentation
        (?:choose|chose|chosen|pick|picked|hire|hired|hiring|choosing|picking|passing (?:me|on me)|turning me|reject\w*|losing me|let me go|letting me) (?:~)(?:me )?(?:~)(?:regret|mistake|best decision|wise|smart|clever|no brainer|sorry|safe choice|easy (?:choice|decision)|good luck|loss|never look back|lucky|obvious) !! i (?:chose|regret)
        no brainer|easy (?:choice|decision|call) for you|(?:hard|difficult|tough|impossible) (?:act|candidate|one|man|woman) to (?:beat|follow|match|refuse)|(?:i am|consider me|i would be) your (?:man|woman|guy|girl|person|answer)|you have found (?:your|the|him|her)|(?:found|met) your (?:match|new|next|man|woman)|the (?:job|post|position|role) has found|(?:the|our) chemistry|(?:it is|it was) (?:fate|destiny|meant to be|written)|my (?:desk|place|seat|chair|name plate|nameplate|locker|peg|mug) (?:~)(?:waiting|ready|next to|by the|yours|there|window|please|at your|in your|on the door)|save me (?:a|the) (?:desk|seat|place|spot)|keep (?:a|the|my) (?:desk|seat|chair|place|mug) (?:~)(?:for me|warm|free)|clear (?:a|my) (?:desk|space)|set (?:a|up my) (?:desk|place|laptop|account) (?:~)(?:for me|ready)|make room for me|business cards|warm (?:my|the) (?:chair|seat) !! tickets|at (?:the|my) (?:old|last)|would
        i (?:can|could|will|shall|already|have|am) (?:<adv>)(?:picture|pictured|see|hear|imagine|imagined|imagining|picturing|smell|taste|counting|spending|spent|planning|dreaming of|planned) (?:~)(?:my name on|myself in that (?:chair|office)|myself (?:running|leading|at the head)|my (?:first|desk|office|new|salary|signature|future)|how i will|what i will|the changes i|our (?:future|first)|us working)  !! would|if
        (?:can not|can hardly|can barely|could not|eager|itching|raring) (?:wait )?to (?:<adv>)(?:start|begin|join|work|be (?:a )?part|get started) (?:~)(?:with you|for you|at your|your (?:team|company|firm|staff|crew)|the team|on monday|in my new)
        i (?:will|shall|guess i|am going to) (?:be )?(?:start|starting|begin|beginning) (?:on (?:the|monday|tuesday|wednesday|thursday|friday)|with you|right after|tomorrow|next (?:week|month)) !! as (?:we )?agreed|accept|course|if|with the|thank|signed|as you
        what (?:size|day|time|colou?r) (?:~)(?:do i (?:get|begin|start|wear)|is my|on my first day|should i wear (?:~)first)
        (?:let us|shall we|we can|we may as well) (?:~)(?:skip|agree on (?:~)(?:first day|start|holidays)|say (?:that )?i (?:begin|start)|talk money|not (?:waste|pretend)|get to the contract) !! if you
        i (?:am taking|will take|hereby take) the (?:<job>)|as the new (?:head|manager|director|boss|lead|chef|curator) !! your|of your new
        (?:a huge asset|doing you a favou?r by|teach your (?:team|people|staff|colleagues)|show your (?:people|team|staff)|answer to (?:all )?your (?:problems|prayers)|missing piece|natural leader|god ?send|dream candidate|be your boss|have your job|in that chair|at that desk)
        i am (?:<adv>)(?:by far |simply |exactly |obviously |clearly |just )*(?:a |the |your )(?:perfect|ideal|missing|best|strongest|right|only) (?:match|fit|candidate|person|choice|one|piece|man|woman|nurse|applicant|hire|solution|developer|teacher|vet)(?! to ask)
        i am the (?:one|vet|nurse|chef|person|driver|teacher) (?:you|that you) (?:have|need|want|are)
        (?:you|the panel|everyone(?: on the panel)?|the team|they) (?:<adv>)(?:loved me|wanted me|agreed (?:~)(?:me|mine)|want me(?! to)|liked me best|decided (?:~)(?:for me|in my favou?r|on me))
        in my favou?r (?:\.|$)|made up your mind(?:s)? (?:~)(?:about|for) me
        (?:more|better) (?:\S+ )?than (?:your (?:current|present) (?:staff|team|people)|whoever|the rest|everybody else|me (?:\.|$|,))
        (?:no ?one|nobody|no way (?:anyone|anybody)|no other (?:candidate|applicant)|none of the others) (?:~)(?:better than me|what i (?:can )?offer|neater|beats? me|comparable|than me|close to me|stand(?:s|ing)? a chance|but me|can do (?:~)(?:but|like|as)|did as well|match(?:es)? me) !! bothers? me|cares|replied|answer\w*
        (?:real|serious) competition|nothing to fear|do not stand a chance|with my record
        of my (?:calibre|caliber|standing)
        (?:we both|you and i both|you|everybody) (?:<adv>)know (?:that )?(?:i am (?:the|better|right|good)|how this|it (?:had|has) to be)
        obvious that i (?:should|am|will|was)
        (?:evident|obvious|clear) (?:~)that (?:no other|nobody|i am (?:the|better))
        of course (?:i (?:got|will get|am (?:hired|in))|you will (?:hire|choose|take|pick|offer|want me))|(?:the|your|this) (?:decision|choice|search|deal|hunt) (?:~)?(?:should be|is|will be|must be|seems) (?:an |a )?(?:<adv>)(?:easy|clear|simple|obvious|over|settled|done|made) !! not|hard|yet|when|whether|if|once|who|mine|wonder\w*
        consider the (?:search|matter|job) |that is settled (?:then|,)|nothing (?:left |more )?to discuss
        (?:matter|question) of (?:time|when) (?:~)(?:until|before|offer|call)
        hardly imagine (?:~)(?:anybody|anyone|others)|no question (?:that|but)|(?:already )?(?:ours|mine) (?:then|,? i)
        no need to (?:talk to|see|interview|look at|check|meet|consider) (?:~)(?:anyone|anybody|others|other|references|else)
        do not need to check|tell the other(?:s)? (?:applicants|candidates|firms)
        stop (?:looking|searching|interviewing)
        i (?:<adv>)(?:expect|want|require|demand|would want|would need|will need|need) (?:~)(?:a salary|of the range|bonus|company car|corner office|parking space|pay for my move|own team|pay rise|signing|top of (?:the|your)|business class|first class|window seat|my own (?:office|team|assistant|parking)) !! asked|question|stated|form|permit for
        my (?:salary|pay|office|team|title|desk|rate) (?:has to|must|should (?:have|be)|will (?:need|have|of course|be at)|needs to) !! if|would|asked|move|current|old|present|hear
        out of bed for|who (?:is|will be|will|would) (?:going to )?(?:train me|be training me|my (?:manager|boss)|report to me|be on my team|be reporting)|(?:my manager|my boss) going to be|report to me|whose job will i|how much will you pay me|(?:my|an) employee number|staff list|(?:order|prepare|set up|reserve|cut) (?:for me |the |my |me )(?:~)(?:desk|email account|locker|business cards|uniform|keys|apron|badge|login)|(?:keys|apron|desk|uniform|laptop|cards|locker|login) (?:~)(?:cut|ready|ordered|prepared|reserved) (?:~)for me|my (?:laptop|login|business cards|email account|first pay|name (?:~)(?:roster|door|rota|list|website)) !! interview|open day|lost|broken
        i (?:have )?(?:<adv>)(?:booked|bought|packed|found|planned|chosen|rented|ordered|signed|leased|gave up|given up|cancelled|quit|sold|put) (?:~)(?:moving van|for my first|my things|(?:near|to|for) (?:your|you)|first (?:week|ninety|day)|with your logo|business cards|as i will be|since i will be|because i know|my flat|on the market) !! interview|talk|visit|hotel|train|room for|trial
        i (?:have )?(?:<adv>)(?:told|said|informed|let|announced|listing|instructed) (?:~)(?:that i (?:am (?:leaving for|joining|coming|going|moving|working|taken)|shall be|will be with|go to)|i am (?:joining|coming|leaving|working|moving|taken|going)|i (?:work|go) (?:at|for|to) (?:yours|you)|my affiliation|about my new) !! holiday|late
        (?:tell|let) (?:your|the|my) (?:team|people|brigade|staff|crew|colleagues|new team) (?:~)(?:i am (?:coming|on my way)|coming|know that from|come to me)
        welcome to your new|your new(?:est)? favou?rite|new (?:chef|nurse|manager|teacher) is coming|put me down for
        see you (?:~)for work
        i will not be working (?:weekends|fridays|mondays)|i will be working with you|going to be working with you
        i will (?:take|be taking|need) (?:~)(?:weeks? off|days? off|holiday)|my days off|days off (?:~)do i
        am going to live there
        (?:as|since) i (?:will be|am going to be|am) (?:~)?(?:joining|working|moving|starting|responsible) (?:~)(?:you|for it|anyway|soon|your)
        when i (?:join|am in charge|run your|take over)|in my new (?:job|role|post) (?:at|with) your|my first act
        with (?:someone like me|me) at the (?:helm|head|wheel)
        i (?:<adv>)?(?:crushed|nailed|aced|smashed) (?:it|that|this|the)
        (?:sure|certain|know|feel) (?:that )?i (?:have )?(?:<adv>)(?:crushed|nailed|aced|smashed|got (?:this|it|the job|the position))
        that i have got it|i have got this (?:\.|,|$|one|in)|i can feel it (?:\.|$|,)
        (?:await|awaiting) (?:my|your|the) (?:contract|offer)
        (?:forward to|when to expect) (?:my|the) (?:offer|contract|first pay)
        (?:offer|contract) (?:~)(?:surely|on its way|in the (?:post|mail)|is coming)
        guess(?:ing)? (?:~)(?:contract|offer) (?:~)(?:post|mail|way)|ready to sign
        i (?:<adv>)(?:presume|assume|take it|trust|guess|am guessing|bet|suppose) (?:~)(?:be offered|offered to me|picking me|my (?:bench|desk|rig|office|room)|skip the|is mine|be mine|i am hired|post is mine|i start|done interviewing|new one) !! trust the scale
        what is my (?:start|salary|starting|title|desk|first)
        (?:from )?which day (?:~)(?:am i|i am|do i) (?:~)(?:start|work)|when do we (?:start|begin)|want me , you
        be blind not to|you (?:will|would) (?:~)(?:regret|thank me)|had to be me|who to pick
        probation (?:~)(?:not be necessary|necessary in my case)|how i would run your|my affiliation|redesigning your
        what my (?:desk|office|room) |colou?r is my office|my office going to be|could you (?:~)start on my visa
        where (?:do|will) i (?:sit|park) (?:~)(?:first day|every)
        (?:look|looking) forward to (?:<adv>)(?:joining (?:you|your|the)|working (?:with|for|at|alongside) (?:you|your|the|everyone)|starting (?:with|at|work|in|on|my)|being (?:part|your|one)|becoming (?:part|your|a)|our (?:work|time) together|my first (?:day|week)) !! would|if|perhaps|possibility|chance|should|i accept|accepted|agreed|signed|thank you for choosing|delighted to accept
        i am (?:<adv>)(?:perfect|ideal|made|cut out|destined) for (?:this|the|your|it)
        (?:can|could|may|will) i (?:~)(?:days?|weeks?) off (?:~)(?:after|when|once|in|right)
        (?:once|when|after|as soon as) i (?:have )?(?:started|start|begin|have begun) (?:there |here |with you )?, (?:~)(?:i|could|can|shall|may|will) (?:~)(?:have|need|take|want|get|off|shift|change)
        i (?:have )?(?:<adv>)(?:looked|looking|begun|started|found|begun looking|started looking|am looking) (?:~)(?:flats?|apartments?|rooms?|houses?) (?:~)(?:near|close to|by|around) (?:you|your)
        (?:assume|expect|suppose|presume|sure|certain|confident) (?:that )?i (?:will|am going to|shall) (?:~)(?:get|receive|have) (?:~)(?:offer|contract|job|position|place|post)
        ready to (?:accept|sign|take) (?:your|the|any) (?:offer|contract)
        i (?:will|shall|do) not need (?:an |any )?(?:introduction|training|induction|probation)
        take over (?:at once|immediately|from day one|tomorrow)
        (?:clear|obvious|evident|plain) (?:to (?:everyone|all|me) )?that i (?:<adv>)(?:did|was|am|have|had|would be|will be) (?:~)(?:best|better|right|strongest|perfect|job)
        (?:no|not (?:one|a|any)) reason (?:<adv>)(?:not to|to not|why you should not|for you not to) (?:hire|choose|take|pick|want)
        (?:other|others?|rest) (?:candidates|applicants)? ?(?:can|may|could) (?:~)(?:go home|give up|stop)
        hardly imagine (?:that )?(?:~)(?:other|another|anyone|anybody|better)
        (?:candidates|applicants|others) (?:~)come close
        (?:your (?:company|name|firm|school|logo)) (?:~)(?:on|in|to) my (?:profile|signature|resume|linkedin)
        confirm my (?:starting |new |first )?(?:salary|start|contract|first day|position|holidays)
        as your (?:new|future|next)
        look any further|and you know it|soon i will be (?:one of you|part|your|there|with you)|i (?:can )?already see myself (?!as a)\S+
        (?:sure|certain|convinced|know) (?:that )?i (?:was|am|did) (?:~)(?:best|strongest|better|favou?rite) !! not (?:sure|certain)
        (?:notice|job) ,? ?(?:so|and) i can (?:start|begin|join) (?:with you|next|on|at|right|immediately|tomorrow) && i (?:have )?(?:<adv>)(?:given|gave|quit|handed)
        my new desk|can not wait to start (?:\.|!|$)|you will be (?:<adv>)(?:happy|pleased|glad|satisfied|delighted) with me|(?:policy|rules|schedule) for me in
        """,
        unless=r"my (?:message|email|letter|note) about|the only (?:\S+ ){1,2}(?:in|on|at|of|from|among) (?:my|our|the)|now that the contract|contract (?:is|has been) signed|to the interview|travel (?:costs|expenses)|bought your|i accept (?:with|gladly)|(?:interview|application|position) (?:~)payroll|can start (?:any|at once|immediately|straight)|for (?:kindly )?offering me|having me on|not be working together|podcast|accept your offer|as we agreed|when i (?:come|arrive) for|that i have signed|before i must",
    ),
)
