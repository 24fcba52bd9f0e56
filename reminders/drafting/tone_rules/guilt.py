# ruff: noqa: E501  (a pattern is read as one line)
"""Reproaches that make the reader answerable for how the writer feels."""

from reminders.drafting.tone_rules.patterns import Category, family

FAMILIES = (
    family(
        Category.GUILT,
        "This makes them answerable for how you feel or what you gave up, and people shy away from that.",
        "I remain very interested in the position.",
        r"""
        after (?:all|everything|the) (?:~)(?:i|we) && (?:deserve|the least|answer|i think i|hear nothing|i hear|nothing|would have thought|expected|hoped|at least|this is|silence|one would|owe\w*|worth|not even|surely) !! after all ,
        (?:i|we|candidates|applicants|i and my family) (?:<adv>)(?:think |feel |believe |surely |do |would say )*(?:i |we )?(?:<adv>)(?:deserve|deserved|am owed|have earned|earned|merit) (?:~)(?:<answer>|better|more|at least|to (?:know|hear|be)|that|honesty|respect|a (?:chance|little|line|word)|this|some)
        (?:you|your team|you all|they|your company|somebody) (?:<adv>)owe (?:~)(?:me|us|it|your candidates)
        (?:i|we) owed you|owe it to (?:me|us|your)|(?:am|are|was) owed
        the (?:very )?least (?:that )?(?:you|one|anyone|they|someone|i|your|a company|somebody|we) (?:~)(?:could|can|might|would|do|expect|owe|should)
        (?:could|would|can|might|should|did) (?:you|someone|somebody|anyone|anybody|they|your \S+|have) (?:not )?(?:~)at least
        at least (?:have|write|tell|answer|reply|send|let|give|open|read|say|call|you could|a (?:line|word|reply|call)|some(?:one|body))
        i (?:<adv>)(?:guess|suppose|take it|imagine|assume|gather|fear|bet|presume|suspect|see|sense|figure|conclude|must assume|can only assume|can only suppose|can only conclude|must conclude|expect|think|know|understand) (?:that )?(?:you|your team|nobody|no one|people like you) (?:~)(?:forgot|forgotten|lost interest|not (?:care|want|need|like|think|remember|interested|even|consider)|better things|more important|never (?:meant|cared|wanted|really|read|opened|had|planned)|cares?|found me (?:boring|too)|moved on|thinks|given up on me|written me off|made up your mind long|no use for|wants me)
        i (?:<adv>)(?:guess|suppose|take it|imagine|assume|gather|fear|bet|presume|suspect|see|feel|figure|must assume|can only assume) (?:that |like |as if |as though )*(?:i|people like me|my (?:time|feelings|effort|efforts|application|work|name|letter|age|face)) (?:~)(?:not|never|no longer|nothing|nobody|invisible|do not (?:matter|count)|too (?:old|young)|just|slipped|only|meant|unimportant|worthless|one of|fell|forgotten|least|does not)
        (?:i|people like me|candidates like me|a candidate|an applicant|my \S+) (?:~)(?:not|was not|were not|never|am not|is not) (?:<adv>)(?:important enough|good enough|worth (?:a|an|your|the|it|answering|even)|interesting enough|matter|count (?:for|to|enough)|young enough|anything to you|deserve even|a priority)
        (?:you|your team|they|everyone|everybody|you all|the company|you people|hr|the committee) (?:(?:have|had|must|seem|to|probably|apparently|clearly|obviously|may|might|simply|just|already|all|completely|long|since|could|is|conveniently) )*(?:forgot|forgotten|forget|given up on|wrote me off|written me off|dropped|abandoned|deserted|discarded) (?:~)(?:me|my|us|i (?:exist|existed)|that i|about (?:me|us|my|our)|all about|your promise|what you)
        (?:have|did|do) you (?:<adv>)(?:forgotten|forget|give up on|given up on|really want|even care|care|feel nothing|have any idea (?:what|how)|know (?:what it|how it|how (?:hard|much|long|painful)))
        (?:have been|been|being|was|feel|felt|am) (?:<adv>)(?:forgotten|abandoned|discarded|cast aside|thrown away|betrayed|cheated|let down|used|invisible|unwanted|worthless|rejected|thrown under|led on|hurt|crushed|devastated|heartbroken|gutted|deserted|dropped like|left behind|tossed aside|small|unseen|unloved|humiliated) && (?:i|me) && (?:by you|your (?:silence|team|company|side|office)|no word|no answer|silence|waiting|hear|without|nobody|no one|you (?:have|did|do|said|promised|never)) !! patients|customers|clients|tenants|families|pupils
        (?:nobody|no one|you|your company|your team|does anyone|none of you) (?:<adv>)(?:cares?|do not care|does not care|could not care|did not care|thought of me|spares? a thought|gave a thought|thinks? of|have no heart|has a heart) !! you (?:clearly )?care (?:about|for|deeply)
        (?:mean|means|meant) (?:~)(?:nothing|so little|little|very little|more than|a bit more|something) to you
        (?:does|did|do) not (?:<adv>)(?:matter|count|mean anything) (?:to you|at all|in your|for you|anymore)
        number to you
        because of (?:you|your (?:silence|promise|word|company|delay|offer|assurance|kind words|encouragement))(?! read) !! grateful|thank|proud|i (?:read|bought|learned|learnt|like|use|now)|better
        (?:on the strength|on account|in the light|trusting in|in reliance) of your|relying on your
        on (?:the basis of )?your (?:word|handshake|promise|assurance)|trusting your|at your word
        (?:at|on) the word of your|(?:gave|given|give) (?:me )?your word|broken promise|empty promise\w*
        broke(?:n)? (?:your|a|the|that) promise|breaking (?:your|a) promise|break (?:your|a) promise
        kept? your (?:word|promise)|promise(?:s)? (?:should|ought|is a|means?|to me|you (?:made|gave))
        (?:i|we|my \S+) (?:have )?(?:<adv>)(?:turned|declined|refused|passed|let|said no|gave|given|cancelled|canceled|quit|postponed|put|missed|skipped|lost|sacrificed|took|taken|rearranged|travelled|traveled|drove|bought|borrowed|paid|spent|stayed|waited|kept|moved|held|flew|left|invested|stopped|rejected|rode|stood|got up|resigned|sold|closed|burned|ended) && (?:because of you(?! read)|for your sake|waiting for you|counting on you|on your word|for nothing|in vain|in return|only to (?:hear|be|get|find|wait|then)|and (?:for what|now|then|yet|still|all i) (?:~)(?:nothing|silence|this|get|got|hear|not|what|you)|and for what|trusting|so sure of you|while (?:you|your (?:team|company))|thinking you|believing you|as you (?:promised|assured|told)|to stay (?:free|available) for you|to keep (?:myself )?(?:free|available) for you|without (?:even )?(?:a|so much|one|any) (?:thank|word|reply|answer|line|as)|not (?:even|so much as) (?:a|one)|silence|from you since|out of loyalty|loyal|not (?:had|got|getting|received|been given) (?:~)(?:word|reply|answer|line|back)|is this|be forgotten|be ignored)
        (?:i|we) (?:have |had )?(?:<adv>)(?:turned down|said no to|declined|refused|passed up|let go of|let go|rejected|gave up|given up|walked away from|withdrew from|cancelled|canceled|stopped|not applied|not looked|not even looked) (?:~)(?:offers?|another (?:job|company|post|interview)|other (?:jobs?|interviews?|posts?|offers?|compan\w+|applications?)|every other|all other|all my other|anywhere else|elsewhere|two others?|permanent|everything|else) !! years ago|once|to (?:train|become|study|care|teach|move|be)|because i|as i (?:like|love|prefer|want to stay)|your offer
        while you (?:~)(?:deliberat\w+|deciding|decide|decided|make up|made up|making up|dither\w*|think|thought|thinking|hesitat\w+|kept|keep|take your time|took your time|taking your time|wait|stayed|stay silent|consider|considered|weigh\w*|were silent|are silent|sat on|play|discuss)
        (?:i|we|my (?:whole |entire |little |old )?<kin>|my (?:two|three|four|five) <kin>|our <kin>|my \S+ and i|everything|so much|my (?:future|life|happiness|visa|rent|home)|our (?:future|life|home|rent)) (?:~)(?:counting|relying|depend\w*|banking|pinning|hang\w*|hing\w+|rely|count|rests?|riding|rides|relied|counted) (?:~)(?:on|in|upon|all) (?:~)(?:you|your|this|it|hearing|getting|these|that)
        pinned (?:all )?(?:my|our) hopes?|all (?:my|our) hopes?|last hope|only hope
        (?:my|our) (?:last|only) (?:chance|hope|lifeline)|life is on hold
        (?:my|our) (?:whole |entire )?(?:life|lives|plans|future) (?:~)(?:on hold|in your hands|waiting|stand still|at a standstill|depend\w* on (?:you|your|this))
        in your hands now|put (?:~)on hold (?:for|because|since|while|to)|everything on hold
        (?:my|our) (?:~)?(?:<kin>) (?:~)(?:keeps?|kept|asks?|asked|crying|cried|wonder\w*|hungry|suffer\w*|disappointed|sad|worried|worries|counting|waiting|need\w*|asking|upset|looking forward|already|pray\w*|in tears|disappointment|heartbroken|hopes?|hoping|evicted) && (?:the job|answer|word|waiting|news|this job|when i (?:start|will)|hear|call|decide|phone|post|whether|result|silence) !! move to|isn't|school you|helped|taught|patients
        (?:savings|rent|mortgage|bills|overdraft|groceries|money|heating|put food|make ends meet|feed (?:my|the|our)|unemployed|unemployment|benefits|evict\w*|debts?|deposit|lease|broke) && (?:while you|until you|without (?:your|this|a|an) (?:answer|job|word|decision)|because (?:you|of you)|you (?:decide|take|keep|can not|may not|leave|realize|know)|not (?:~)(?:pay|afford|stretch|last|eat|cover)|last of|run(?:ning|s)? (?:out|low|dry)|i have been waiting|waiting for|unless|every (?:day|week) you|depends?) !! my lease (?:ends|runs out) (?:in|on)
        (?:break|breaks|breaking|broke|broken|crush|crushes|crushing|shatter\w*|destroy\w*|ruin\w*|kill\w*|dash\w*) (?:~)(?:my|me|our|me to) (?:~)(?:heart|hopes?|dreams?|life|confidence|plans?|lives|faith|to hear|to lose) && (?:you|your|if i|not get|rejected|turned down)
        (?:you can (?:imagine|picture|guess)|imagine|can you (?:imagine|picture)|think|i wonder if you know|you have no idea|perhaps you can imagine|just imagine|try to imagine|how do you think|do you know|picture) (?:~)(?:how|what) (?:~)(?:i (?:am|feel|felt)|my|it (?:is|feels|felt|was|does|means)|that (?:feels|felt|does)|this (?:feels|is|does)|we feel|hard|much|waiting) !! i can (?:only )?imagine
        (?:in (?:my|our) (?:shoes|place|position|situation))
        (?:our places|the roles|the tables|positions|our roles|our positions|our situations|the shoe|tables|roles) (?:were|was|had been) (?:~)(?:swapped|reversed|turned|on the other)
        if i (?:were|was) you|if you were (?:me|the one|waiting)|if it were (?:you|your|the other way)
        how would you (?:feel|like)|would you like (?:it|to be|someone)
        treat\w* (?:you|others|people) (?:like|as|the way) (?:this|you would|they)
        i would (?:never|not) (?:have )?(?:left|leave|treated|treat|done|do|kept|keep|forget|forgotten|ignored) (?:~)(?:you|this|that|like|someone|anyone|anybody|people|a candidate|wondering)
        i (?:<adv>)(?:trusted|believed|believed in|had faith in|put (?:my|all my) (?:trust|faith) in|relied on|counted on|took you|have been loyal|was loyal|stood by|stuck by|stayed loyal|remained loyal|have stood by|gave you my|gave you everything|hung on|clung to|took your word|bet on|waited for you|waited loyally|bent over backwards|opened (?:up|my heart)|poured my heart) (?:~)(?:you|your|him|her|them|what|it|every word|when|heart|to)
        i (?:<adv>)(?:thought|had thought|believed|felt|had hoped|was hoping|hoped|expected|was led to believe|would have hoped|had believed|honestly thought|assumed) (?:that )?(?:you|we|i|your (?:company|team|school|firm|organization)|there|at least|you of all) (?:~)(?:liked|different|meant|connected|had a|would (?:do likewise|remember|call|write|have|keep|think|care|value|treat|be kinder|stand|notice|answer|want)|could trust|trust you|keep your|better than|cared?|were (?:friends|kinder|different|honest|on|better|serious|fair|people)|mattered|special|bond|understood|counted|valued|kinder|was more|was worth|kind enough|an understanding|important) !! would have (?:time|a chance)
        (?:you|they|your \S+) (?:<adv>)(?:led me to|made me|let me|allowed me to|encouraged me to|gave me|raised|got) (?:~)(?:believe|think|hopes?|false|hope|hopes up) && (?:now|but|yet|nothing|and then|only|false|not|only to|my hopes|believe (?:that )?i|then)
        (?:you|your (?:company|team|silence)) (?:have |has |had |will |would |are |is )*(?:<adv>)(?:let me down|letting me down|let down|disappointed me|failed me|hurt me|hurting me|betrayed|used me|broken me|taken advantage|left me alone|leave me alone|made me lose|cost me|costing me|ruined)
        (?:promised|swore|assured|vowed) (?:me |us )?(?:~)(?:and (?:i|trust|you|now|then)|but|yet|still|remember|so i (?:believed|waited|kept)|did not you|and (?:~)believed|never) !! i (?:have )?(?:promised|swore|assured|vowed)|as promised|patients|customers
        (?:loyalty|loyal|disloyal|faithful|conscience|guilty|ungrateful|betray\w*|heartless|cruel|cruelty|unkind|mercy|compassion|pity|have a heart|a little humanity|human decency) && (?:you|your) && (?:i|me|my) !! brand|customer loyalty|loyal (?:customers|guests|readers|patients|crew|clients|listeners|regulars)|programme|program|loyalty (?:card|scheme)
        i hope (?:that )?you (?:~)(?:are happy|live with|feel (?:good|bad|guilty|something|proud)|sleep|know what|realize what|never have to|proud of yourselves|someday|one day|remember (?:this|me)|have a good reason|think of me|are satisfied)
        (?:i|we) (?:~)(?:spent|took|cost|invested|put|worked|gave|stayed up|sat up|prepared|slaved) (?:~)(?:hours?|nights?|days?|evenings?|weekends?|weeks?|money|savings|effort|my (?:own )?money|heart|time) && (?:nobody|no one|not even|nothing|least|at least|not (?:worth|hear|had|heard|a|one|read|opened|looked)|silence|for what|for nothing|in vain|never (?:heard|looked|got|received|even|answered)|without (?:a|any|so)|and this is|wasted|thank)  !! patients|and nothing (?:beats|pleases)
        (?:even|not even|so much as) (?:a |an |one |the )*(?:short |simple |single |quick |small |two line |polite |brief |plain |kind |bad )*(?:no|line|word|rejection|thank you|thanks|goodbye|postcard|refusal|note|card|reply|courtesy|nod|hello|smile) (?:~)(?:would|is|was|from|to|in|for|be|better|came|has|after|since|back) && (?:i|me|you|your) !! even a no would (?:be fine|help)
        (?:would it|is it|was it|surely it is not|it is not|is this|is that|that is not) (?:~)(?:too much|so much|kill|hurt you|so hard|asking too much|really so) (?:~)(?:to (?:ask|write|expect|hope|reply|tell|send|spare|pick|let|call)|you)
        (?:people|candidates|applicants|someone|men|women|workers) (?:like me|my age|of my age|over (?:fifty|50|forty|40|sixty))
        (?:more|better) important (?:people|things|candidates|matters|names|than (?:me|i|my|us))
        people (?:far |much |so )?more important than (?:me|i)|(?:far|much|so) down (?:~)(?:list|pile)
        bottom of (?:your|the) (?:list|pile|drawer|stack)
        (?:end|ended|landed|wound) up in (?:the|a|your) (?:bin|drawer|trash|wastebasket|waste|shredder)
        like (?:an? )?(?:old|used|dirty|broken|unwanted|yesterday's|worn|hot) (?:\S+ )?(?:shoe|coat|rag|toy|news|paper|parcel|potato|glove|newspaper|umbrella|sock|tissue|furniture|letter)
        (?:my|our) (?:\S+ )?(?:wedding|holiday|honeymoon|move|surgery|operation|birthday|christmas|pension|house|flat|visa|treatment|degree|studies|plans?|whole \S+|summer|anniversary|loan|car) (?:~)(?:because|waiting|wait|hangs?|depends?|on hold|cancelled|postponed|put off|for (?:this|your|you)|until you|ruined|spoiled|spoilt|all for) && (?:you|your|this|answer|silence|word|interview|decision|job) && (?:waiting|because of|depends?|hangs?|on hold|ruined|spoil\w*|all for|for (?:you|this|your)|until you|your (?:silence|answer|decision|word)) !! can (?:change|move)|could (?:you|we)|free|reschedul\w*|would (?:another|it)|visa (?:~)depends on (?:the|a) (?:sponsor|contract)
        (?:is|was) (?:this|that|it) (?:~)(?:how you (?:treat|repay|reward|thank|value)|what i get|my (?:reward|thanks)|the thanks|all i am worth|all (?:my|that) (?:effort|work|time) (?:~)worth|because (?:of my|i am)|something i (?:said|did))|the thanks i get|what did i do (?:wrong|to deserve)|what have i done|(?:did|have) i (?:~)(?:do|done|say|said|offend\w*|upset|deserve\w*) (?:~)(?:wrong|anything|something|you|this|to deserve)|where did i go wrong|was it something|not asking (?:for )?(?:much|the (?:world|moon|earth))|i do not ask (?:for )?much|(?:all|everything) i (?:have|had|ever wanted|own)|you were (?:my|the) (?:\S+ )?(?:hope|chance|dream|reason)|(?:kept|keeping) me going|not made of stone|i have feelings|i am (?:only |also |just )?(?:human|a human being|a person|flesh|made of)|a (?:human|living) being|real person|(?:a|one) person behind|behind (?:every|each|the|this) application !! customers|patients|you (?:said|told|mentioned)|everything i have learn\w*|done anything like
        i feel (?:<adv>)(?:betrayed|used|abandoned|cheated|deceived|let down|thrown away|worthless|humiliated|discarded|like i have been|dropped|small when|foolish for having|led on) !! to (?:it|the)
        hurt my feelings|(?:it|that|this|your silence|which) (?:<adv>)(?:hurts|stings|wounds me|pains me)|it hurt (?:me )?(?:that|when|to)|(?:(?:break|breaks|broke|breaking) my heart|heart ?broken (?:\.|$|that|because|,)) (?!to close)|so hurt|i am (?:<adv>)(?:hurt|wounded|crushed|devastated) (?:by|that|because) !! if i have
        ^you (?:<adv>)promised (?:\.|!|me (?:that )?(?:i|you|it|an? answer|a call)|to (?:call|write|let)|you would|$) !! so i thought|wondered|still the plan|kindly
        ^remember (?:what you|who helped|that i (?:gave|came|waited|did))|you made (?:me )?a promise
        people kept their word|(?:keep|kept|keeping) (?:~)their (?:word|promises)
        your (?:word|promise) (?:~)(?:is worth|worth|meant|counted)
        you (?:<adv>)(?:broke|gave me) your (?:word|promise)
        i (?:<adv>)(?:stayed up|got up at|drove|travelled|traveled|flew|spent my|cancelled|canceled|missed|gave up|put aside|worked for free|borrowed|lost|sacrificed|said no|passed up|passed on|turned down|declined|skipped|took (?:a|two|an?) (?:\S+ )?day|let (?:\S+ ){1,4}go|poured) (?:~)(?:\S+ ){0,4}?(?:for you (?:\.|,|$|and|to)|because of you|for that (?:call|interview|round)|on the strength of|only to be|trusting in|and for what) !! happy|happily|gladly|enjoyed|glad|would do|pleasure|worth|thank|below
        i (?:<adv>)(?:stayed|got up|drove|travelled|traveled|flew|came|paid|spent|cancelled|canceled|missed|gave|put|worked|borrowed|lost|sacrificed|took|recommended|helped|did|defended|invested|prepared) (?:\S+ ){0,12}?(?:and|but|yet|only) (?:all i get|you (?:can|could|do|did|have) not|not even (?:a|one)|that is the thanks|you repay|what do i get)
        (?:i|my (?:work|time|effort|loyalty|trust|visit|application)) (?:<adv>)(?:mean|means|meant|matter|matters|count|counts|counted|is|was) (?:<adv>)(?:so little|nothing|little|for nothing|no value|not important|not worth) (?:~)(?:to you|for you|\.|$)
        not (?:<adv>)(?:important|good|worthy|memorable|special) enough (?:~)(?:to|for) (?:~)(?:you|your|call|answer|reply|get|be|director|answered|company|shop)
        (?:not|am i) worth (?:~)(?:answer|reply|email|call|minute|minutes|that|two)
        i (?:guess|suppose) (?:that is what i|you (?:~)(?:found someone|forgot|have forgotten|never|do not)|the nice words|i (?:am|was) (?:just |simply )?not|someone like me|nobody|people like me|a \S+ like me)
        (?:guess|suppose) (?:~)(?:in the bin|into the bin|not worth)
        (?:looks like|seems?|seem to have|as if) (?:~)(?:forgotten|forgot|i was forgotten|misplaced|good enough for)
        really (?:that|so) easy to forget|forgotten (?:me|about me|that i exist)|forget (?:about )?me
        (?:had|have|with) (?:such )?(?:high|so many) hopes|false hope|hopes (?:~)for nothing|for nothing (?:\.|$)
        (?:gave|let|made|left) me (?:~)hope (?:\.|$|and|,|when)|let me hope
        i (?:<adv>)thought (?:that )?(?:we (?:got|had|were|understood)|you (?:~)(?:were (?:my |better|different|friends|decent|fair)|liked me|cared|understood|valued|were a)|i (?:could trust|meant|mattered|was owed)|my (?:work|loyalty|help|word)|the handshake) !! of|when you (?:said|told)
        (?:maybe|perhaps|clearly|apparently|evidently|obviously|plainly) (?:~)(?:i|my \S+|a \S+ \S+ like me) (?:~)(?:not important|wrong to (?:believe|trust)|mean nothing|no value|not good enough|for nothing|not worth|does not matter|do not matter|does not deserve|does not count)
        (?:look|see) how (?:you|i am)|repay (?:me|us)|(?:is|are) the thanks|thanks (?:that )?i get|what do i get|this is how i am (?:treated|thanked|rewarded|repaid)|is (?:this|that) what i get|a thank you (?:\.|$) !! i wanted
        you (?:could|might) (?:at least |surely )?have (?:told me|called|written|spared|warned|let me know|said (?:so|something|no)|informed|answered|thought of)
        too much to ask (?:that|for|of)|least you (?:can|could) do
        at least (?:have|had|a) (?:~)(?:decency|courtesy|reply|answer|word|call)
        do you not (?:care|feel (?:bad|guilty|a bit)|think that i)|do i mean|never meant (?:it|a word)
        not care (?:about|for) (?:people like )?(?:me|us)|time for every(?:one|body) (?:else )?but
        had time to (?:~)but not|did you (?:ever )?(?:think|stop to think) (?:~)(?:how i|about me|of me)
        would have (?:meant|cost) (?:~)(?:to me|you nothing|nothing|so much|the world) !! means
        (?:thank you|call|note|word|line) would have been (?:nice|kind|decent)|would be nice for once !! to (?:meet|see)
        costs? (?:you )?nothing to (?:be|say|answer|reply|write)|only (?:polite|fair|decent|human) to
        (?:little|bit) (?:more |of )?(?:gratitude|humanity|respect|kindness|decency) (?:\.|would|$|from)
        (?:a|any|every) (?:decent|human|kind|good|fair|honest) (?:person|employer|company|firm|boss|human being|being|human) would (?:have|never)
        i would never (?:~)(?:do|treat|leave|keep) (?:~)(?:this|anyone|anybody|people|waiting|candidate|that|parent|applicant)
        if you (?:really|only|truly) (?:cared|knew|had any)|if it (?:were|was) not for you|if i lose (?:my|the)
        if you do not (?:take|hire|choose|pick) me|if i had known
        (?:you have|have you) no idea (?:~)(?:what|how) (?:~)(?:like|cost|hard|feel|hoping|waiting|means)
        how (?:would you|do you think i) feel
        hope you (?:never have|can (?:~)(?:live|sleep)|feel good|are (?:happy|proud)|can look)
        (?:no ?one|nobody|nowhere) else to (?:turn|go)|(?:my|our) (?:last|only) hope|i have nothing else|nothing else left|counting on (?:you|this)
        (?:(?:losing|lost|lose) (?:~)sleep|can not (?:~)(?:eat|sleep)|not (?:~)slept|not sleep (?:~)(?:again|tonight)|i cried|savings (?:~)gone|no other income|no money|last money|borrowed money|afford to wait|sleeping on) && (?:you|wait\w*|because|did not|come)  !! film|book|talk|excitement|baby|noise
        (?:my|the) (?:\S+ )?(?:<kin>|mum|savings) (?:~)(?:ashamed|asks?|asking|hungry|depend\w*|suffer\w*|tenterhooks|worried sick|no food|waiting to hear) && (?:you|now|tell|nothing|why|every|job|wait\w*|still) !! asks? (?:~)(?:about the|after)|happy|laugh\w*
        single (?:mother|father|parent) && you
        (?:please )?do not (?:break my|let me down|disappoint me)|please think of my (?:<kin>)
        my (?:<kin>) when you (?:decide|choose)|all the more (?:painful|bitter|hurtful)|bitter (?:feeling|to)
        went out of my way for you|looked me in the eye
        you (?:have |are )?(?:<adv>)(?:ruining|ruined|wasted|led me on|dropped me|vanished|took my (?:ideas|time)|let my hopes|made me (?:feel special|believe|feel like (?:a beggar|a fool|nobody|nothing|dirt))|knew that i (?:had|have|am|was)|left me (?:standing|waiting|with nothing)|let me down) !! thank|welcome|at home|part of
        what (?:have i done|did i do) (?:~)to (?:you|deserve)|was it (?:something i|because of my)|is it because (?:of my|i am)|did you a favou?r|favou?r , now|loyal to you|stayed loyal|defended your|my whole (?:family|life) (?:~)(?:because|on)|i (?:was|am|would be) owed|do not i deserve|(?:i|applicant|who) (?:~)deserved? (?:~)(?:word|answer|reply|better|silence|minute|courtesy|honesty)  !! your team|you deserve|they deserve|deserved (?:win|prize)
        hoped (?:that )?(?:~)(?:more (?:humanity|kindness|respect)|merited|deserved)
        would have expected (?:~)(?:humanity|kindness|call|word|more|better|decency)
        (?:employer|person|company|anyone|you) would have called|at least a no
        (?:kids|children|mouths|family|babies) (?:~)to feed|no idea how i (?:will|can|shall) pay|pay (?:my|the) rent if
        i would (?:never )?have (?:treated|handled|answered|told|called|informed) you
        (?:makes?|made) me (?:<adv>)(?:sad|cry|unhappy|miserable|feel (?:so |very )?(?:small|worthless|bad|stupid|invisible)) (?:that|when|how) (?:~)(?:you|nobody|no one|not)
        i am (?:<adv>)(?:hurt|heartbroken|devastated|crushed) (?:\.|!|$|by your|that you)
        (?:myself|own (?:money|pocket)|unpaid|for free|whole day) (?:~)(?:and )?(?:~)(?:never (?:heard|got|received|had)|heard nothing|nobody|not even|no answer|no reply)
        i (?:<adv>)spent (?:my |the |a )?(?:whole|entire|all my) (?:weekend|week|evening|day|night|time|holiday) (?:~)on your (?:task|test|case|exercise|assignment) !! enjoyed|glad|loved|fun|learned
        i (?:<adv>)(?:stayed up|sat up|worked) (?:~)(?:night|until \S+|till \S+) (?:~)(?:your|for you) (?:~)(?:for free|for nothing|unpaid|task|test)  !! enjoyed|glad|loved|fun|book
        if i do not get (?:this|the|your) (?:job|position|post|place) ,? ?(?:~)(?:i|we|my)
        do not know (?:what|how) i (?:will|shall|would) (?:do|cope|manage|survive)
        glued to my (?:inbox|phone)|thanks to you (?:\.|!|$)|every day (?:that )?you (?:do not|wait|keep)|costs me (?:\.|!|$|money|sleep|dearly)
        (?:waited|sat|waiting|sitting) (?:~)(?:by|at|next to|beside) the phone|waited (?:~)(?:day|evening|week|hours|morning|weekend) (?:~)for (?:you|your)
        told my (?:<kin>) (?:that )?i (?:would|will|had|was going to) (?:<adv>)(?:get|got|have|the job|be)
        you made me (?:think|believe|feel) (?:that |like |as if )?i (?:had|was|have|am|could)
        came all (?:that|this|the) way (?:~)(?:for|and|only)
        you (?:~)do not (?:even )?remember (?:me|my|who i)
        not (?:asking )?too much to ask|not (?:<adv>)much to ask
        i would never let (?:~)(?:wait|down)|think of my (?:situation|<kin>)|(?:do|did) not deserve (?:this|that|to be (?:treated|ignored|left|forgotten)|such)
        (?:and|but) now you (?:do not|will not|can not) (?:even )?(?:write|answer|call|reply|remember|talk|want)
        i put so much (?:work|time|effort|heart|love|hope) (?:~)into (?:this|it|your|that|my (?:application|letter|task|test))(?! and)
        lost (?:\S+ )?(?:\S+ )?(?:day's|days|pay|wages|money|job) (?:~)because of (?:you|your|the (?:interview|trial|wait|test))
        you (?:<adv>)(?:said|told me) (?:that )?i was (?:~)(?:favou?rite|best|perfect|first choice|special)
        i am (?:<adv>)(?:crying|in tears)|(?:would|will|does|do) not (?:have )?cost you (?:anything|much|a thing)
        i have (?:<adv>)been (?:<adv>)(?:patient|kind|loyal|understanding|good) (?:with|to) you|i sold my (?:~)(?:for (?:you|this)|to pay)
        """,
        unless=r"what would you do|deserve (?:no|none of the) (?:credit|praise)|owe me nothing|hurts? to (?:see|close|leave|lose)|asked whether you (?:really )?(?:have|make|are)|gave it all|(?:good|great|lovely|lively|nice|interesting) (?:conversation|talk|discussion|chat)|gladly|guilty keeping|hurts to see (?:good|food)|glad to accept|thank(?:s| you) (?:so much |very much |again )?for (?:being (?:so )?(?:clear|honest|open|frank|kind)|telling me|letting me|the (?:kind|clear|quick|honest|warm|frank))|declined (?:the|your|an|their) offer (?:from|because|with)|see how you|pity (?:that )?i missed|least i can do|of your film|truth about|(?:do|did|would) you like me to|none of your (?:~)made me",
    ),
)
