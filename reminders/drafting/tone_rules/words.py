# ruff: noqa: E501  (a family of words is one pattern)
"""Families of words that the patterns name as `<name>`."""

WORDS = {
    "adv": r"(?:(?:so|very|really|truly|quite|rather|pretty|terribly|awfully|deeply|dreadfully|extremely|incredibly|"
    r"just|simply|frankly|honestly|a bit|a little|somewhat|still|also|now|already|too|much|far|even|more|most|"
    r"increasingly|completely|totally|utterly|absolutely|clearly|obviously|surely|certainly|definitely|sadly|"
    r"apparently|probably|actually|only|all|ever|always|seriously|profoundly|slightly|starting to feel|beginning to feel"
    r"|getting|growing|becoming|feeling|left) )*",
    "reply": r"(?:answer|reply|respond|write back|get back|call back|ring back|phone back|call|ring|phone|email|e mail|"
    r"text|write|contact|confirm|tell|inform|update|let me know|decide|come back|be in touch|get in touch|follow up|"
    r"acknowledge|explain|send|report back|reports back|make up your minds?|pick up the phone|reach out|notify|give)",
    "answer": r"(?:answers?|reply|replies|response|decision|feedback|update|word|news|outcome|result|results|verdict|"
    r"callback|call|date|clarity|confirmation|explanation|yes or no|straight answer|sign|status|timeline|letter|note)",
    "answers": r"(?:answer|reply|response|decision|feedback|update|verdict|callback|outcome|result|confirmation|"
    r"explanation|clarity|commitment)",
    "msg": r"(?:emails?|e mails?|messages?|letters?|calls?|voicemails?|voice email|notes?|reminders?|attempts?|"
    r"inquir(?:y|ies)|enquir(?:y|ies)|requests?|texts?|lines?|follow ups?|times?|tries)",
    "num": r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|multiple|numerous|countless|"
    r"repeated|various|a dozen|dozens of|a few|both|all|\d+)",
    "ord": r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|nth|umpteenth|hundredth|last|final|"
    r"\d+(?:st|nd|rd|th))",
    "day": r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|today|noon|lunchtime|midday|"
    r"midnight|christmas|easter|eod|cob|then|january|february|march|april|june|july|august|september|october|"
    r"november|december)",
    "soon": r"(?:by (?:~)(?:<day>|close|the end|end of|\d\S*|the \S+|this|next|one|two|three|four|five|six|nine|ten)|"
    r"today|tonight|tomorrow|this (?:morning|afternoon|evening|week|very day)|"
    r"before (?:<day>|the (?:weekend|end|day|week)|close|five|six|four|noon|lunch|\d\S*)|"
    r"within (?:~)(?:hours?|days?|week|weeks)|in the next (?:~)(?:hours?|days?)|"
    r"immediately|asap|a s a p|at once|right (?:away|now)|straight ?away|straight away|urgently|promptly|quickly|"
    r"(?:as )?soon as (?:possible|you can|humanly possible)|without (?:~)delay|no later than|at the latest|"
    r"first thing|instantly|now|the latest|forthwith|by return|pronto|immediate|prompt|swift|definite|final)",
    "nobody": r"(?:nobody|no one|none of you|not one of you|not a soul)",
    "anyone": r"(?:anyone|anybody|someone|somebody|a human|a person|a single person)",
    "they": r"(?:you|your \S+|anyone|anybody|someone|somebody|nobody|no one|hr|they|he|she|"
    r"the (?:recruiter|hiring manager|company|team|department|office|school|panel|committee|manager|other side))",
    "bother": r"(?:bother\w*|disturb\w*|troubl\w+|pester\w*|bug|bugging|nag|nagging|intrud\w+|intrusion|imposition|"
    r"impos\w+|interrupt\w*|burden\w*|annoy\w*|hassl\w+|chas(?:e|ing)|taking up|take up|steal\w*|keep \w+ing|"
    r"clog\w*|spam\w*|barg\w+|bombard\w*|nuisance|pest|harass\w*|hound\w*|badger\w*|flood\w*|"
    r"(?:ask|asking|write|writing|email|emailing|call|calling|contact|contacting|message|messaging|ring|ringing) "
    r"(?:you )?(?:again|once more|yet again|so soon|twice|a second time|another time)|being (?:so )?(?:pushy|impatient|a)|"
    r"be (?:a|so|such) (?:pain|pest|bother|pushy|forward)|follow(?:ing)? up|persist\w*|impatien\w+|existing|"
    r"yet another|another (?:email|message|letter|question|call)|(?:my|the) (?:long|length|rambling)|its length|"
    r"wasting|waste|asking|needing|my (?:stupid|silly|endless|many|constant) \S+)",
    "sorry": r"(?:sorry|apologize|apologies|apology|apologizing|forgive|forgiveness|pardon|excuse me|regret)",
    "bad": r"(?:awful|terrible|horrible|toxic|lazy|incompetent|useless|hopeless|nightmares?|hell|stupid|idiots?|idiotic|"
    r"mean|rude|dreadful|bull(?:y|ies)|tyrant|unbearable|miserable|boring|dull|dead end|chaotic|chaos|mess|messy|"
    r"a joke|crooks?|clueless|petty|unfair|dictator|disaster|circus|dishonest|rotten|falling apart|going nowhere|"
    r"disorganized|stingy|greedy|ungrateful|insufferable|pathetic|abysmal|appalling|ridiculous|hostile|"
    r"soul destroying|soul crushing|mind numbing|tedious|grim|depressing|pointless|silly|odd|weird|strange|shabby|"
    r"poor|poorly|bad|badly|unprofessional|cold|unfriendly|waste|insulting|insult|irrelevant|unprepared|amateurish|"
    r"amateur|outdated|old fashioned|ugly|dirty|filthy|cramped|gloomy|disappointing|underwhelming|confusing|"
    r"confused|sloppy|lousy|arrogant|dismissive|bored|distracted|laughable|mediocre|run down|tatty|stuffy|smelly|"
    r"aggressive|inappropriate|patronizing|patronising|condescending|vague|nothing special|farce|shambles|"
    r"shambolic|rubbish|garbage|trash|crap|worthless|embarrassing|basic|primitive|too long|too low|too small|low|"
    r"stingy|measly|snobs?|cliquey|bland|lacklustre|lackluster|uninspiring|dated|backward|in the dark ages|"
    r"dishonest|liars?|cheap|tacky|repetitive|monotonous|annoying|nonsense|torture|unbelievable|thin|weak|rambling|"
    r"(?:not|hardly|far from|less than) (?:~)(?:great|good|impressive|much|impressed|professional|thrilling|"
    r"exciting|ideal|well|fair|interested|prepared|inspiring|modern|nice|clean|friendly|competitive))",
    "be": r"(?:is|are|was|were|be|been|seems?|seemed|feels?|felt|looks?|looked|sounds?|sounded|struck me as|"
    r"appears?|appeared|came across as|strikes me as|turned out|has become|became|gets?|smells?|smelled)",
    "theirs": r"(?:interviews?|interviewers?|questions?|process|task|test|panel|offices?|building|website|site|form|"
    r"portal|receptionist|company|reviews|reputation|salary|pay|wages?|product|products|app|advert|ad|description|"
    r"assignment|lab|exercise|slides|recruiter|canteen|location|commute|package|benefits|staff|workshop|shop|"
    r"premises|chairs?|equipment|software|tools|brochure|place|people|room|colleague|manager|director|man|woman|"
    r"lady|gentleman|town|city|area|neighbourhood|tour|presentation|talk|hours|atmosphere|mood|welcome|coffee|"
    r"warehouse|kitchen|factory|plant|school|ward|code|codebase|stack|system|catalogue|menu|logo|competitors?)",
    "mine": r"my (?:current |present |last |former |previous |old |ex |own |first )*(?:boss|bosses|manager|managers|"
    r"employers?|company|job|colleagues?|coworkers?|co workers?|team|supervisor|firm|workplace|office|shop|school|"
    r"department|director|head|head teacher|ward|chef|place|work|foreman|line manager|team leader|agency)",
    "self": r"(?:resume|degree|grades?|english|answers?|interview|performance|experience|skills|presentation|portfolio|"
    r"memory|marks|school|spelling|maths?|qualifications?|record|career|life|background|references?|track record|"
    r"accent|writing|german|french|spanish|training|education|application|letter|time management)",
    "hire": r"(?:choose|hire|pick|offer|want|take|select|appoint|agree|accept|say yes|decide|be calling)",
    "job": r"(?:job|post|position|role|place|vacancy|spot|seat|gig|contract)",
    "period": r"(?:hours|days?|weeks?|months?|fortnight|ages|forever|an eternity|year|summer|winter|spring|autumn)",
    "kin": r"(?:family|wife|husband|partner|kids|children|son|daughter|mother|mum|mom|father|dad|parents|girlfriend|"
    r"boyfriend|landlord|bank|little ones|baby|boys|girls|grandmother|grandparents)",
    "meeting": r"(?:slot|appointment|interview|meeting|visit|call|talk|conversation|lunch|coffee|trial|tour|session)",
    "awful": r"(?:disgrace|catastrophe|disaster|flop|thief|thieves|clowns?|drunk|cowboys|poisonous|outdated|hideous|rip off|ancient|inhuman|unpleasant|disgusting|undrinkable|inedible|small minded|overpriced|monsters?|hell|nightmare|terrible state|chaos|chaotic|mess|awful|terrible|horrible|dreadful|appalling|atrocious|abysmal|rude|unfriendly|boring|dull|bland|ugly|filthy|dirty|shabby|grim|depressing|stupid|silly|idiots?|idiot|idiotic|useless|incompetent|lazy|arrogant|condescending|unprepared|unprofessional|amateurish|badly (?:written|run|organized|organised|explained|planned|designed|made)|poorly (?:written|run|organized|organised|explained|planned|designed|made)|insulting|pathetic|nonsense|pointless|joke|farce|rubbish|garbage|crap|crooks?|liars?|bull(?:y|ies)|tyrant|toxic|fools?|greedy|far too (?:low|long|small|simple)|too low|full of (?:bugs|mistakes|errors)|old fashioned|from the stone age|lousy|mediocre|worse than|interrogation|down at heel|accident waiting|unfair|misleading|off putting|no principle|not (?:(?:(?:so|very|really|quite|too) )*)(?:fresh|good|great|impressive|clean|up to)|wretched|tasteless|dead end|snake pit|sinking ship|madhouse|circus)",
}
