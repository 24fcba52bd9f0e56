"""Labelled cases for the order of the shelf: a shelf, what is known of a job, and the lines that would do.

Written before the scoring; two of its numbers (letters a word, weight of the posting) were chosen by them.
"""

from typing import NamedTuple


class Case(NamedTuple):
    """`fitting` holds the places, on the shelf, of the lines that a careful friend would take."""

    shelf: tuple[str, ...]
    title: str
    topics: str
    posting: str
    fitting: frozenset[int]


DATA = (
    "cut batch time from 4 h to 9 min at Fjord",
    "moved 40 services to Kubernetes without downtime",
    "mentored three juniors to their first on-call rotation",
    "wrote the data contract that six product teams signed",
    "halved the Snowflake bill in a quarter",
    "ran incident reviews that people looked forward to",
    "built a Kafka outbox for billing events",
    "designed the fraud model, 0.92 AUC in production",
    "gave a talk on schema evolution at PyData",
    "migrated the warehouse from Oracle to BigQuery",
)
NURSE = (
    "ran the night shift on a 24-bed cardiac ward",
    "trained 14 new nurses in wound care",
    "brought medication errors down by a third with a double check",
    "set up the rota software that the whole hospital uses now",
    "looked after families during the visiting ban",
    "led the move from paper charts to Epic",
    "translated for Arabic-speaking patients",
    "certified in advanced life support since 2017",
)
MARKETING = (
    "grew the newsletter from 2,000 to 60,000 readers",
    "cut cost per lead by 38% with better landing pages",
    "launched the brand in Poland and Czechia",
    "wrote the pricing page that lifted trials by a fifth",
    "managed an ad budget of 1.2 million euros",
    "organised a conference for 400 customers",
    "ran weekly user interviews for two years",
    "hired and led a team of five writers",
    "built the attribution dashboard in Looker",
)
TEACHER = (
    "taught physics to years 7 to 13 for six years",
    "raised the pass rate in A-level maths from 71% to 88%",
    "started a robotics club that won the county final",
    "wrote the school's policy on phones with parents and pupils",
    "coached four trainee teachers through their first year",
    "organised the exchange with a school in Lyon",
    "introduced adaptive homework software to the department",
)


def case(shelf: tuple[str, ...], title: str, topics: str, *fitting: int, posting: str = "") -> Case:
    return Case(shelf, title, topics, posting, frozenset(fitting))


KAFKA_POSTING = (
    "We are looking for an engineer with strong experience in streaming. You will own our Kafka platform, build "
    "event-driven services and support teams in production. Experience with billing is a plus. We offer 30 days of "
    "leave and a friendly team."
)
WARD_POSTING = (
    "The cardiac unit is looking for a senior nurse with ALS certification, ready to work nights and to train new "
    "colleagues. Experience with electronic charts is welcome."
)
GROWTH_POSTING = (
    "Own paid acquisition across channels. You will manage budget, test landing pages, report cost per lead."
)
LONG_POSTING = f"""{KAFKA_POSTING} {WARD_POSTING} {GROWTH_POSTING}
You will collaborate with cross functional product teams, write documentation, review code, mentor colleagues, and
lead projects from design to production. We value ownership, migration experience, data quality, customers, budgets,
training, software, policy, writing and a good sense for cost. You have led a team, managed services, built
dashboards and models."""

CASES = (
    case(DATA, "Senior Data Engineer", "talked abt k8s migration", 1),
    case(DATA, "Senior Data Engineer", "how slow the nightly batch is", 0),
    case(DATA, "Data Engineer", "her team's move from oracle, it took two years", 9),
    case(DATA, "Platform Engineer", "on-call and incidents", 2, 5),
    case(DATA, "Data Engineer", "", 6, posting=KAFKA_POSTING),
    case(DATA, "ML Engineer", "fraud detection; false positives", 7),
    case(DATA, "Staff Engineer", "growing juniors, mentoring", 2),
    case(DATA, "Data Engineer", "cloud costs are out of hand", 4),
    case(DATA, "Data Engineer", "data contracts w/ product teams", 3),
    case(NURSE, "Senior Nurse", "", 0, 1, 5, 7, posting=WARD_POSTING),
    case(NURSE, "Ward Sister", "nights are hard to staff", 0, 3),
    case(NURSE, "Nurse", "medication safety, they had two errors last year", 2),
    case(NURSE, "Nurse", "going paperless, new charting system", 5),
    case(MARKETING, "Growth Lead", "", 1, 4, posting=GROWTH_POSTING),
    case(MARKETING, "Head of Content", "newsletter has 3k readers and is stuck", 0),
    case(MARKETING, "Marketing Manager", "entering the polish market", 2),
    case(MARKETING, "Product Marketing", "talking to users regularly", 6),
    case(TEACHER, "Physics Teacher", "maths results dropped", 1),
    case(TEACHER, "Head of Department", "supporting trainee teachers", 4),
    case(TEACHER, "Teacher", "phones in class :(", 3),
    case(DATA, "Data Engineer", "late events, kafka, replay", 6),
    case(DATA, "Analytics Engineer", "snowflake is too expensive", 4),
    case(DATA, "Data Engineer", "batch window. She wants to halve it.", 0),
    case(DATA, "SRE", "kubernetes, and how they do rollouts", 1),
    case(DATA, "Data Engineer", "schema evolution and who may change what", 8, 3),
    case(DATA, "Data Engineer", "warehouse is on oracle still, want to migrate", 9),
    case(DATA, "Engineering Manager", "postmortems / incident culture", 5),
    case(DATA, "Data Scientist", "models in production", 7),
    case(DATA, "Billing Engineer", "what broke last year", 6),
    case(NURSE, "Nurse", "families and visiting hours", 4),
    case(NURSE, "Nurse Educator", "training for new starters", 1),
    case(NURSE, "Nurse", "many patients speak arabic", 6),
    case(NURSE, "Charge Nurse", "rota, they still use excel", 3),
    case(NURSE, "ICU Nurse", "life support courses", 7),
    case(MARKETING, "Marketing Lead", "events, a customer conference in june", 5),
    case(MARKETING, "Head of Marketing", "hiring writers", 7),
    case(MARKETING, "Pricing Manager", "trial conversion", 3),
    case(MARKETING, "Marketing Analyst", "attribution, nobody trusts the dashboards", 8),
    case(MARKETING, "Performance Marketer", "budgets get cut in q1", 4),
    case(TEACHER, "Maths Teacher", "pass rates", 1),
    case(TEACHER, "Teacher", "robots! and the club", 2),
    case(TEACHER, "French Teacher", "exchange trips", 5),
    case(TEACHER, "Teacher", "homework software nobody uses", 6),
)
