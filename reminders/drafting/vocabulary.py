"""Small word lists that tell how a phrase somebody typed can stand in a sentence. Never complete, and they
need not be: a phrase they do not recognise goes after a colon, where anything can stand."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOTHING_SAID = _words("n/a na none nothing no tbd todo unknown idk nil null same x")

OPENERS = _words("""
    a an the this that these those their her his its our your my one two three four five six several some
    any both each every how why what when where which who whether if at in on as for from with without
    within during after before since while between across about i'd both and but so because then i we you
    they she he it there late early long short new old big small large fast slow good better best great
    open remote hybrid distributed data event events team teams work working culture values product
    products project projects process processes code system systems service services customer customers
    user users client clients people hiring mentoring migration migrations move moving replay replays
    testing tests test deployment deployments deploy release releases incident incidents monitoring
    observability architecture design designs infrastructure platform platforms pipeline pipelines batch
    streaming stream latency throughput performance scaling scale scalability security privacy quality
    reliability resilience automation tooling tools onboarding growth strategy roadmap planning priorities
    budget budgets sales marketing finance reporting reports metrics analytics analysis dashboards
    leadership management feedback communication collaboration ownership autonomy trust balance research
    education training learning teaching patients students pupils nursing shifts schedule schedules travel
    pricing billing payments invoices contracts compliance regulation audits audit risk risks machine deep
    natural technical legacy internal external weekly daily monthly on-call oncall office life challenges
    challenge plans ideas questions problems problem lessons experience experiences experiments using
    building making writing running leading managing years knowledge strong hands-on clear domain
    cross-functional stakeholder stakeholders ways accessibility usability typography illustration
    photography logistics warehouse supply procurement built cut led ran wrote
""")

ORDINARY_ENDINGS = ("ing", "tion", "tions", "ment", "ments", "ility", "ness", "ance", "ence", "ship", "ology")

PREPOSITIONS = _words("""
    about after against and around as at because before but by for from how if in into of off on or out
    over so than that then through to until up what when where whether which while who why with without i
    we you they she he is was are were do did would could will can very really more too also again
    yesterday today
""")

FUNCTION_WORDS = PREPOSITIONS | _words("a an the this these those their her his its our your my several some")

THEIRS = _words("""
    approach architecture backend backlog billing brand budget business clients code codebase company
    culture customers dashboard dashboards data database department design engineers goals growth hiring
    infrastructure management mission monitoring office on-call onboarding patients people pipeline
    pipelines plan plans platform policy process processes product products project projects release
    research roadmap rota sales stack strategy students system systems team teams tech technology users
    values vision warehouse work
""")

NAMES_THAT_ARE_WORDS = _words("""
    Will May Mark Grant Art April June Rose Hope Grace Faith Joy Bill Rob Sue Pat Drew Chase Page Rich Max
    Dash Dean Guy Ray Gene Frank Summer
""")

IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "isn't": "aren't",
             "wasn't": "weren't", "hasn't": "haven't", "doesn't": "don't"}  # fmt: skip

NEVER_A_NOUN_FIRST = _words("""
    i we you they she he it there i'm i'd i've i'll we're we've you're they're she's he's it's that's
    there's to not never always also just maybe perhaps probably very really quite too and or but so
    because then if although though since until unless is are was were be been has have had do does did
    can could will would shall should may might must ask asked avoid become bring build keep make get give
    go grow hire improve increase reduce learn let migrate reach reduce remove rewrite send solve start
    stop take tell try use write understand deliver develop create implement introduce maintain modernise
    modernize optimise optimize achieve add adopt yes no ok okay good great nice cool fun interesting
    awesome loved liked enjoyed talked spoke said told built led ran wrote cut moved mentioned explained
    described showed wants needs likes loves uses
""")

FINITE = _words("""
    i we they she he it is are was were am has had have will would can could should must might do does did
    isn't aren't wasn't weren't don't doesn't didn't can't won't i'm i've i'd we're we've they're they've
    it's uses needs wants runs loves likes works handles owns thinks believes hopes plans knows feels says
    sees makes takes gives goes gets keeps lets means seems looks finds starts stops comes becomes used
    needed wanted ran loved liked handled thought believed hoped planned knew felt said saw made took gave
    went got kept let meant seemed looked found started stopped came became told asked mentioned showed
    explained built led wrote moved switched migrated grew hired struggled decided
""")

PAST_VERBS = _words("""
    built led ran wrote cut grew made set took gave taught brought held kept sold won oversaw rewrote
    rebuilt migrated designed launched shipped moved reduced managed created implemented developed
    introduced maintained improved scaled founded mentored hired owned delivered worked helped replaced
    started organised organized coordinated analysed analyzed supported supervised planned trained tested
    deployed automated optimised optimized increased doubled halved tripled saved refactored researched
    published presented negotiated handled coached co-founded co-led spearheaded drove established
    modernised modernized documented operated administered nursed spent earned passed completed studied
    volunteered tutored advised negotiated converted consolidated facilitated cared treated edited
    translated produced directed programmed architected containerised containerized
""")

ED_BUT_NO_VERB = _words("""
    distributed embedded advanced applied automated integrated shared related detailed experienced
    certified qualified skilled proven event-based cloud-based limited extended licensed registered seed
    need speed feed varied mixed dedicated armed red
""")

DETERMINERS = _words("""
    a an the this these those my your our his her their some any all both several more further additional
    another one two three four five six seven eight nine ten what whatever everything
""")

ONES_OWN = _words("""
    portfolio reference references cv resume résumé transcript transcripts certificate certificates diploma
    degree licence license code coding writing work design designs github gitlab linkedin website availability
    salary notice start visa slides presentation thesis publications solution application contact feedback
    questions passport payslip payslips
""")

PLAIN_VERBS = _words("""
    add apply arrange ask attend be book bring check clarify collect come compare complete confirm connect
    consider create decide discuss do explain fill find finish fix follow gather get give go inform
    introduce keep learn let look make meet pass phone prepare propose provide put read respond revert
    schedule see sign speak submit suggest talk tell think translate try upload write
""")

ALSO_A_NOUN = _words("call answer draft reply update review return ring show test visit")
"""A verb only where somebody or something is its object: "call her", but "call with Tom"."""

POINTING = _words("it that this them these those something one")

NAMES_AS_WRITTEN = _words("""
    Kafka Kubernetes Snowflake Databricks BigQuery PostgreSQL Postgres MySQL SQLite Oracle MongoDB
    Redis Python Java JavaScript TypeScript Kotlin PyTorch TensorFlow Django Docker Terraform Ansible Jenkins
    GitHub GitLab Linux Salesforce HubSpot Jira LinkedIn Figma Photoshop Tableau Looker
    SQL NoSQL API APIs AWS GCP Azure ETL ELT CI CD CI/CD ML AI LLM LLMs NLP GPU GPUs UX UI UX/UI QA HR KPI KPIs OKR
    OKRs CRM ERP SAP SEO SaaS B2B B2C GDPR SLA SLAs SLO SLOs SRE PhD MBA ICU UK
    Monday Tuesday Wednesday Thursday Friday January February April September October November December
    English German French Spanish Arabic
""")
"""Names and acronyms that mean nothing else, whatever case they are typed in."""

SAYS_LITTLE = _words("""
    a about after all also am an and any are as at be because been before both but by can could did do does done each
    for from get had has have her his how i if in into is it its job just like made many me more most my new not of on
    one or other our out over own per role same she so some such team teams than that the their them then they this
    those to two up us use used using very was way we were what when where which while who why will with work worked
    working would year years you your talked talk spoke discussed asked company people looking join need strong
    experience skills ability including great good well able hour hours day days week weeks month months
""")
"""So common in postings and notes that two texts with them have nothing in common yet."""
