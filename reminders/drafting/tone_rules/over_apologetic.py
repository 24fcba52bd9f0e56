# ruff: noqa: E501  (a pattern is read as one line)
"""More apology than the matter wants."""

from reminders.drafting.tone_rules.patterns import Category, family

FAMILIES = (
    family(
        Category.OVER_APOLOGETIC,
        "One short apology is enough, and asking once needs none.",
        "",
        r"""
        <sorry> (?:.* )?(?:sorry|apologize|apologies|forgive|pardon) !! sorry to (?:hear|learn|read)|if i am (?:wrong|mistaken)
        <sorry> (?:.* )?for (?:being|existing|rambling|going on|babbling) !! for being (?:late|unable|absent|away)
        (?:<sorry>|excuse) (?:~)<bother> !! if i am (?:wrong|mistaken)|(?:moved?|noise|did not bother|my last|no trouble|regret (?:any|the) (?:trouble|inconvenience))
        <sorry> (?:(?:for|if|that|to|about|in case|when) (?:~)(?:<bother>|your (?:time|inbox|day|evening|weekend)))
        (?:so|very|terribly|awfully|deeply|dreadfully|ever so|truly|really) (?:so|very|terribly|truly|really) sorry !! sorry (?:to (?:hear|learn|read|say)|for your|about your)
        (?:i am|i feel) (?:so|terribly|awfully|dreadfully|ever so|beyond|unbelievably) sorry !! sorry (?:to (?:hear|learn|read|say|miss)|for your|about (?:your|the)|that your|you (?:had|lost)|i (?:missed|was|could))
        (?:a thousand|a million|many|endless|my humblest?|humble|my sincerest|profuse|heartfelt|grovelling|abject|once again my|infinite) (?:apologies|pardons|apology)
        apologize (?:again|once again|once more|in advance|profusely|endlessly|from the bottom|yet again|a thousand times|a hundred times|over and over)
        sorry (?:again|once again|once more|in advance|a thousand times|yet again|a hundred times)
        apologies (?:again|once again|in advance|once more)|again , ~(?:sorry|apologies) !! thank\w*
        (?:can not|could not) (?:apologize|say sorry|tell you|express) (?:~)(?:enough|how sorry|how bad)
        how (?:terribly |very |deeply )?sorry i am|how bad i feel|words can not
        (?:unforgivable|inexcusable|unpardonable|thoughtless|careless|clumsy|silly|stupid|foolish|rude|selfish|inconsiderate|dumb|cheeky|greedy) of me
        (?:please )?(?:forgive|pardon) (?:me|my|the|this)(?! for (?:not|being late|missing)| if i am (?:wrong|mistaken|repeating)| (?:handwriting|typo|delay|late|noise|mess))
        excuse (?:my|the|this) (?:impatience|boldness|persistence|intrusion|interruption|forwardness|cheek|rudeness|insistence|audacity|stupid|silly|ignorance|rambling)
        (?:beg|begging) (?:for )?(?:your|you) (?:for )?(?:pardon|forgiveness|to forgive|indulgence|patience)
        (?:so|terribly|awfully|ever so|dreadfully) (?:so |very )?sorry (?:about (?:this|it|that)(?: \.|$)|\.|!|$|, (?:truly|so|really|very))|dreadfully sorry|(?:really|so) really sorry !! to hear|loss|your
        (?:deepest|sincerest|humblest|abject|profound|heartfelt|most humble) (?:\S+ )?apologies|my humble apologies
        apologize (?:a million|most humbly|unreservedly|on my knees)|apologize for (?:trying|daring|existing|being me)
        (?:sick|tired|fed up) (?:of|with) me|tired of my|hate (?:hearing from )?me (?:for|\.|$)
        driving you (?:mad|crazy)|trying your patience|for trying it|never wanted to hear from me|tell me to go away
        (?:want me to|should i) stop writing|on your nerves
        (?:die|dying|died) of (?:embarrassment|shame)|sink into the (?:ground|earth|floor)|never stop being sorry
        how (?:dreadfully|terribly|deeply|very|awfully) sorry|(?:tell|say) (?:~)how sorry
        can not tell you how (?:bad|sorry)
        (?:i|me) (?:~)(?:being|such|am|be) (?:a |such a |the )(?:\S+ )?(?:pest|nuisance|pain|nag|bore|burden|bother|trouble)|too pushy|so needy|such (?:a )?(?:trouble|hard work|nuisance|pain|pest|bother)|ask(?:ing)? too (?:many|much)|(?:must|have to) (?:disturb|bother|trouble) you|times for pardon|unforgivable , i know|i hardly dare|do not deserve your (?:patience|time|kindness)|wasting your time|waste your time !! hope i did not
        sorry (?:~)(?:every one of|all of) them|sorry (?:that )?i am (?:doing|writing|asking|being|disturbing)
        ignore (?:this|me) (?:~)(?:sorry|nag|pest|silly|busy|nuisance)
        hope (?:~)(?:not|ur not|you are not) (?:~)(?:mad|cross|angry|annoyed) (?:at|with)
        pains me to (?:impose|ask|trouble|bother)|least of your worries
        i (?:should|ought to) not (?:write|be writing|ask|have (?:written|asked)) && (?:i know|sorry)
        i am sorry , (?:i am sorry|i know)|sorry , sorry|promised not to ask
        (?:hate|loathe|dread) (?:bothering|disturbing|pestering|troubling|asking|imposing|chasing)
        for (?:disturbing|pestering|bothering|troubling|hassling) (?:you|your)
        (?:another|third|this|last) time (?:~)bother you
        i (?:am|was|feel|felt) (?:<adv>)(?:ashamed|mortified) (?:that|about|for) (?:~)(?:i|my|forgot|forgetting|ask|write|being|late)
        i (?:do )?feel (?:<adv>)(?:bad|awful|terrible|guilty|stupid|silly|horrible|dreadful) (?:for|about|that i) (?:~)(?:ask|asking|write|writing|bother\w*|it|this|keep|again|late|being|disturb\w*) !! for the (?:student|patient)
        (?:just|only) one of (?:many|hundreds|thousands|a hundred)|(?:do not|need not) have to answer (?:this|me|if|,|\.)
        i know (?:that )?i (?:should|ought to) not (?:<adv>)(?:write|be writing|ask|call|email|contact|have)
        (?:sorry|excuse|apologize|apologies|forgive) (?:for |about )?my (?:<adv>)(?:bad|poor|terrible|awful|broken|horrible|imperfect) (?:english|german|french|spelling|writing|grammar|accent)
        if not (?:,|then)? ?(?:~)(?:forget|ignore|delete) (?:it|this|me)
        hope (?:~)(?:not too|it is okay|is not too|not being too|okay) (?:~)(?:forward|that i (?:write|ask|am writing)|bold|pushy|cheeky)
        hope you (?:~)not (?:cross|angry|mad|annoyed|offended|upset)
        ^(?:so |very |really )*sorry , (?:it is )?me again|(?:sorry|apologies) , (?:me|it is me) again
        sorry (?:that |if )?i (?:<adv>)(?:ask|write|talk|call|email|talked|asked|wrote) (?:~)(?:so|too) (?:much|often|many|long)|sorry ,? ?sorry
        <sorry> , (?:(?:this|that|it) is )?my last|<sorry> , i am (?:just |really )?not good at|<sorry> (?:about|for) everything
        (?:is not|am not) (?:~)a bother
        """,
        unless=r"apologies from (?:ms|mr|mrs|dr|my|the|our)|forgive me for asking (?:a|an)|silly of me not to bring|apologize for the (?:length|delay|late|short|confusion|mix up|inconvenience)|sorry to hear|sorry for (?:your|the (?:long|late|short|delay|confusion|wait|mix up))|forgive (?:the|my (?:ignorance|handwriting))|excuse me for asking , but",
    ),
    family(
        Category.OVER_APOLOGETIC,
        "You are no bother: following up once is what they expect, so there is nothing to make yourself small for.",
        "I wanted to follow up on my application.",
        r"""
        i (?:really |so |just |do |absolutely )?(?:hate|dislike|loathe|hesitate|dread|dare|hardly dare|scarcely dare|am loath|am reluctant|am almost afraid|am afraid) (?:to|having to|that i|being|even to) (?:~)(?:<bother>|ask|do this|be this|be that|write|press|push|add|have to|even|be|email|call|raise)
        (?:mortified|ashamed of myself|kicking myself|cringe|cringing|cringed|wish the ground|sink into the ground|burning with shame|face is (?:still )?red|blushing)
        (?:^|[,;] |and |but |please )(?:please )?(?:do not|you must not|try not to) (?:be|get|think|hold|feel|hate|take) (?:<adv>)(?:cross|angry|mad|annoyed|badly|ill|it against|this against|you have to|you (?:must|need)|any (?:pressure|need|obligation)|obliged|pressured|too|me (?:rude|pushy)|of me)
        i (?:do not|did not|would not|never|really do not|certainly do not|would hate|never meant|never wanted|do hate) (?:~)to (?:be|become|seem|come across|sound|appear|look|make) (?:~)(?:bother|pest|nuisance|burden|pain|pushy|intrusive|rude|nag|impatient|ungrateful|greedy|annoying|needy|forward|demanding|a fuss)
        i (?:do not|did not|would not|really do not|never) (?:want|mean|meant|wish|like|wanted|intend) to (?:<adv>)(?:<bother>|stress you|be in the way|put (?:you )?(?:under )?pressure) !! my neighbours|my neighbors|the patients|the guests|more of your time than
        (?:i am|i was|i must be|i may be|i might be|i keep|i sound|i seem|me) (?:~)(?:a (?:real |right |terrible |total |bit of a |complete )?(?:pain|pest|nuisance|bother|burden|nag|bore)|such a (?:pain|pest|nuisance|bother|burden)|annoying you|bothering you|pestering you|getting on your nerves|wasting your|asking (?:for )?too much|overstepping|a thorn)
        (?:being|be|as|am) (?:such )?a (?:real |terrible |total )?(?:pain|pest|nuisance|bother|burden)
        i (?:know|realize|am sure|am aware|imagine|understand|can see|bet|expect|suppose) (?:that )?(?:you|your) (?:~)(?:swamped|inundated|sick of|tired of|snowed under|drowning|up to your|better things|far more important|more important|much more important|a million|rushed off|overwhelmed|bombarded|buried|no time for|hate me)
        (?:you must be|you are probably|you will be|you are surely|you are no doubt) (?:~)(?:sick|tired|fed up|bored|annoyed|rolling your eyes|groaning|sighing|swamped) (?:of|with|by|at|when)
        far be it from me|who am i to|how could i (?:be|have)|how dare i|silly me|poor (?:little|old) me|shame on me
        bad me|trust me to|i have no right to|it is not my place|i am not worthy|unworthy
        (?:a|one|my|this|the|another|another) (?:~)(?:silly|stupid|dumb|foolish|tiny|pathetic|humble|insignificant|wretched|boring) (?:~)(?:question|request|email|message|note|matter|letter|thing|query|person)
        (?:feel free to|just|please|simply|by all means|you can|you may|happily) (?:just |please |simply )*(?:ignore|delete|bin|disregard|throw away|throw out|skip) (?:this|me|it|my|if|everything|the (?:above|rest))
        i (?:will|shall|promise|swear) (?:~)(?:not|never|stop|leave you|go away|shut up|disappear|the last time) (?:~)(?:<bother>|in peace|alone|emailing|writing|forgive myself|write again|ask again|contact you again|hear from me|take long|keep you long|you)  !! (?:not|never) (?:~)(?:forget|be able|disappoint|let you|regret)
        (?:taking|taken|take|took|taking up|taken up|stealing|stolen|wasting|wasted|waste|eating into|cost you|costing you|robbed you of|demanding) (?:~)(?:of )?your (?:precious |valuable |limited |scarce |busy )*(?:time|day|evening|attention|minutes|weekend|lunch break|patience) !! more of your time than|(?:thank|grateful|appreciate|kind|worth)
        (?:so|too) much on your plate
        (?:someone|somebody|people|a person|person|man|woman) (?:as|so) (?:busy|important)
        such (?:a busy|an important) (?:person|man|woman)|busy (?:man|woman|person) like
        your (?:precious|busy|important) (?:time|schedule|day|inbox|work)
        i (?:<adv>)(?:should not|ought not to|had no business|have no business|had no right|probably should not) (?:even |really |be |have |to )*(?:asking|writing|wr[io]tten?|bother\w*|ask|asked|called|calling|complain\w*|taking|emailed|emailing|contact\w*|say this)
        (?:it is|was) (?:all |entirely |completely |totally )?my (?:own )?(?:stupid )?fault && (?:sorry|blame|ashamed|forgive|idiot|should)
        (?:i am|i was|i feel|feel) (?:such |like )?(?:an|a|a total|a complete|the biggest) (?:idiot|fool|clot|dunce|moron|burden|fraud|intruder|beggar|stalker)
        it is me again|only me again|yes , me again|here i am again|here i go again|i promise this is
        (?:hold|held|holding|take) (?:it|this|that) (?:~)against me|think (?:badly|ill|less) of me
        i wish i (?:did not have|had not had) to (?:write|ask|trouble|bother|raise|send|say)
        (?:so|very|more than|already|endlessly) patient with me|put up with me
        bear with me (?:again|once more|yet again)
        my (?:endless |constant |silly |stupid |eternal )+(?:questions|emails?|messages?|requests)|pestering
        (?:it|this) pains me to (?:ask|write|bother|trouble)|not worth your (?:time|while)
        (?:i will|let me) (?:make this|be|keep (?:it|this)) (?:~)(?:so as not|not to (?:waste|take|bother|steal))
        (?:long suffering|how (?:annoying|tiresome|irritating|tedious) (?:i|this|it|my)|as if you (?:did not have|had not|had nothing)|the last thing you need|last person you (?:want|need)|groan|roll(?:ing)? your eyes|oh no ,? (?:not )?(?:him|her|me) again|not (?:him|her|me|you) again|(?:promise|swear) (?:~)(?:last|short|quick|brief)|i could kick myself|i do not know what came over me|my sincere regrets for|(?:blush|blushed|shame|shameful|sheepish\w*|red face\w*|embarrassment)) && (?:i|me|my) && (?:you|your|ask\w*|writ\w*|email\w*|interview|bother\w*|late|question|mistake|again) !! customers|pupils|children|patients|you need not
        """,
        unless=r"is your busy|(?:for|of) your patience|do not have to (?:answer|reply|decide) (?:today|yet|now|before)|take your time|ignore my (?:first|last|previous)|not keep you long|hope you do not mind (?:that|my|if|the|me)|ashamed of nothing|my own|for the student|(?:feel|felt) (?:bad|sorry|terrible) (?:for|about) the|take up your (?:afternoon|morning|day) , so|and got a|that i (?:mixed|confused)|not having read|not to bring",
    ),
)
