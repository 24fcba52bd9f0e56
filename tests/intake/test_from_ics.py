"""Calendar invitations, as the programs that people use write them, read as interviews.

The corpus in calendars/ is reconstructed, with names and addresses of our own. Google's, Exchange's and Zoom's form
follow invitations that stand in public repositories, Apple's follows events of theirs there; Outlook's with a time
zone of its own, Calendly's, Greenhouse's, Lever's and Ashby's are rebuilt from documentation and from what such
files are known to hold.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from applications.intake.errors import IntakeError
from applications.intake.from_ics import as_seen_by, read, read_calendar
from applications.intake.parsed import ParsedInterview, calendar_as_json, calendar_from_json
from tests.intake.calendar import CORPUS, calendar, corpus, event, zone

MAYA = ("maya@example.org",)


def the_one(data: bytes) -> ParsedInterview:
    (interview,) = read(data)
    return as_seen_by(interview, MAYA)


def said(*lines: str, method: str = "REQUEST", head: str = "") -> ParsedInterview:
    return the_one(calendar(event(*lines), method=method, head=head))


# name: start in UTC, minutes, zone, kind, company, role, place, people
AS_READ = {
    "google": (
        "2026-11-10 19:00", 60, "America/New_York", "technical", "Acme", "Senior Data Engineer",
        "NYC-4-Hopper (8) [VC] · https://meet.google.com/abc-defg-hij",
        ["Priya Raman <priya.raman@acme.example>", "Tom Kerr <tom.kerr@acme.example>"],
    ),
    "exchange": (
        "2026-11-12 09:00", 90, "Europe/Berlin", "final", "Fjord Data", "Lead Analyst",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_NWFhYmM%40thread.v2/0?context=%7b%22Tid%22%3a%22aa%22%7d",
        ["Sara Lindqvist <sara.lindqvist@fjord-data.example>", "Jonas Berg <jonas.berg@fjord-data.example>"],
    ),
    "outlook_customized": (
        "2026-07-01 09:00", 60, "Europe/Berlin", "on_site", "Nordlys", "", "Karl Johans gate 3, Oslo",
        ["Anna Dahl <anna.dahl@nordlys.example>"],
    ),
    "apple": (
        "2026-11-18 15:00", 90, "Europe/London", "panel", "Tidewater", "Product Designer",
        "Harbour House 12 Quay Street, Bristol, BS1 4RW, England", ["Ruth Adeyemi <ruth@tidewater.example>"],
    ),
    "zoom": (
        "2026-11-13 16:00", 30, "America/New_York", "phone_screen", "Lumen Labs", "",
        "https://us06web.zoom.us/j/81234567890?pwd=aBcDeFgHiJkL.1", [],
    ),
    "calendly": (
        "2026-11-16 17:00", 30, "", "phone_screen", "Brightpath", "",
        "https://calendly.com/events/3f2b/google_meet", ["Elena Petrova <elena@brightpath.example>"],
    ),
    "greenhouse": (
        "2026-11-17 15:00", 240, "", "video", "Northwind", "Staff Software Engineer",
        "https://northwind.zoom.us/j/98765432100?pwd=xyz", [],
    ),
    "lever": (
        "2026-11-19 20:00", 60, "", "video", "Helio", "Backend Engineer",
        "https://helio.webex.com/helio/j.php?MTID=m0123456789abcdef",
        ["Grace Oduya <grace@helio.example>", "Ken Watanabe <ken@helio.example>"],
    ),
    "ashby": (
        "2026-11-20 22:30", 45, "", "case", "Hooli", "Data Scientist", "+1 415-555-0134, PIN 445 566#", [],
    ),
}  # fmt: skip


def test_the_whole_corpus_is_told_of() -> None:
    assert {path.stem for path in CORPUS.glob("*.ics")} == set(AS_READ)


@pytest.mark.parametrize("name", sorted(AS_READ))
def test_an_invitation_is_read(name: str) -> None:
    interview = the_one(corpus(name))
    assert (
        f"{interview.starts:%Y-%m-%d %H:%M}",
        interview.minutes,
        interview.time_zone,
        interview.kind,
        interview.company,
        interview.role,
        interview.place,
        [f"{person.name} <{person.email}>" for person in interview.people],
    ) == AS_READ[name]
    assert interview.starts.tzinfo is UTC


@pytest.mark.parametrize("name", sorted(AS_READ))
def test_what_is_understood_can_be_kept(name: str) -> None:
    understood = read_calendar(corpus(name))
    assert calendar_from_json(calendar_as_json(understood)) == understood


# Time zones


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("/freeassociation.sourceforge.net/Europe/Oslo", "Europe/Oslo"),
        ("/citadel.org/20210210_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("europe/oslo", "Europe/Oslo"),
        ("US/Eastern", "US/Eastern"),
    ],
)
def test_a_zone_by_its_name(name: str, meant: str) -> None:
    interview = said(f'DTSTART;TZID="{name}":20261110T140000')
    assert interview.time_zone == meant


def test_a_zone_by_what_its_clock_does() -> None:
    rules = zone("Our office", standard="+0100", daylight="+0200")
    summer = said("DTSTART;TZID=Our office:20260701T110000", head=rules)
    winter = said("DTSTART;TZID=Our office:20261201T110000", head=rules)
    assert (summer.time_zone, winter.time_zone) == ("Europe/Berlin", "Europe/Berlin")
    assert (summer.starts.hour, winter.starts.hour) == (9, 10)


def test_a_zone_without_summer_time_is_none_with_it() -> None:
    interview = said("DTSTART;TZID=Ours:20261201T110000", head=zone("Ours", standard="+0530"))
    assert interview.time_zone == "Asia/Kolkata"


def test_two_files_may_give_one_name_to_two_clocks() -> None:
    """A library remembers the zones it met; one invitation's must not be the next one's."""
    name = "Customized Time Zone"
    start = f"DTSTART;TZID={name}:20261201T110000"
    assert said(start, head=zone(name, standard="+0100", daylight="+0200")).starts.hour == 10
    assert said(start, head=zone(name, standard="-0500")).starts.hour == 16
    assert said(start).starts.tzinfo is None


def test_an_hour_in_utc_names_no_clock() -> None:
    interview = said("DTSTART:20261110T190000Z")
    assert (interview.starts, interview.time_zone) == (datetime(2026, 11, 10, 19, tzinfo=UTC), "")


def test_an_hour_without_a_zone_stays_without() -> None:
    interview = said("DTSTART:20261110T140000", "DTEND:20261110T144500")
    assert interview.starts == datetime(2026, 11, 10, 14)
    assert (interview.time_zone, interview.zone_said, interview.minutes) == ("", "", 45)


def test_a_zone_that_nobody_knows_is_told() -> None:
    interview = said("DTSTART;TZID=Middle Earth Time:20261110T140000")
    assert (interview.starts, interview.zone_said) == (datetime(2026, 11, 10, 14), "Middle Earth Time")


def test_a_whole_day_has_no_hour() -> None:
    interview = said("DTSTART;VALUE=DATE:20261110", "DTEND;VALUE=DATE:20261111")
    assert interview.all_day
    assert (interview.starts, interview.ends) == (datetime(2026, 11, 10), None)


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DURATION:PT45M"], 45),
        (["DTEND:20261110T150000Z"], 60),
        (["DTEND:20261110T130000Z"], None),
        (["DTEND:20271110T150000Z"], None),
        ([], None),
        (["DURATION:P99999999999W"], None),
    ],
)
def test_how_long_it_lasts(lines: list[str], minutes: int | None) -> None:
    assert said("DTSTART:20261110T140000Z", *lines).minutes == minutes


# People, place


def test_no_rooms_no_machines_each_once() -> None:
    interview = said(
        "DTSTART:20261110T140000Z",
        "ORGANIZER;CN=Sara Lindqvist:mailto:sara@acme.example",
        "ATTENDEE;CN=Sara Lindqvist:MAILTO:SARA@acme.example",
        "ATTENDEE;CN=Room 4;CUTYPE=ROOM:mailto:room4@acme.example",
        "ATTENDEE;CN=NYC:mailto:c_18@resource.calendar.google.com",
        "ATTENDEE:mailto:no-reply@acme.example",
        "ATTENDEE:mailto:acme@hire.lever.co",
        "ATTENDEE;CN=Fred:mailto:fred@fireflies.ai",
        "ATTENDEE;CN=Maya Okafor:mailto:Maya@Example.org",
        'ATTENDEE;CN="Reyes, Tom":mailto:tom@acme.example',
    )
    assert [(each.name, each.email) for each in interview.people] == [
        ("Sara Lindqvist", "sara@acme.example"),
        ("Tom Reyes", "tom@acme.example"),
    ]


def test_people_work_at_calendly_too() -> None:
    interview = said("DTSTART:20261110T140000Z", "ORGANIZER;CN=Ines Duarte:mailto:ines@calendly.com")
    assert interview.company == "Calendly"
    assert [each.email for each in interview.people] == ["ines@calendly.com"]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["LOCATION:Zoom", "DESCRIPTION:Join https://acme.zoom.us/j/123?pwd=a."], "https://acme.zoom.us/j/123?pwd=a"),
        (["LOCATION:Storgata 1\\, Oslo"], "Storgata 1, Oslo"),
        (["LOCATION:Storgata 1", "DESCRIPTION:or https://meet.google.com/abc-defg-hij"],
         "Storgata 1 · https://meet.google.com/abc-defg-hij"),
        (["CONFERENCE;VALUE=URI:https://meet.google.com/x-y-z"], "https://meet.google.com/x-y-z"),
        (["DESCRIPTION:<a href='https://eur01.safelinks.protection.outlook.com/?url="
          "https%3A%2F%2Fteams.microsoft.com%2Fmeet%2F312&data=x'>Join</a>"], "https://teams.microsoft.com/meet/312"),
        (["DESCRIPTION:Please call +44 20 7946 0018\\, PIN: 4455#"], "+44 20 7946 0018, PIN 4455#"),
        (["LOCATION:+1 (415) 555-0134"], "+1 (415) 555-0134"),
        (["DESCRIPTION:Reference 4155550134 of your application"], ""),
        (["LOCATION:https://acme.webex.com/meet/sara"], "https://acme.webex.com/meet/sara"),
        (["LOCATION:https://interviews.acme.example/room/7"], "https://interviews.acme.example/room/7"),
    ],
)  # fmt: skip
def test_where_it_is(lines: list[str], place: str) -> None:
    assert said("DTSTART:20261110T140000Z", *lines).place == place


def test_mark_up_in_the_description_is_text_here() -> None:
    interview = said(
        "DTSTART:20261110T140000Z",
        "DESCRIPTION:<p>Hello<script>alert(1)</script></p><img src=x onerror=alert(1)><b>Bring</b> ID &amp\\; CV",
    )
    assert interview.text == "Hello\nBring ID & CV"


# What the title says


@pytest.mark.parametrize(
    ("title", "kind", "role", "company"),
    [
        ("Phone screen with Acme", "phone_screen", "", "Acme"),
        ("Acme <> Maya Okafor - Senior Backend Engineer", "video", "Senior Backend Engineer", "Acme"),
        ("Technical interview (Data Engineer) @ Globex", "technical", "Data Engineer", "Globex"),
        ("Interview: Product Manager at Initech", "video", "Product Manager", "Initech"),
        ("Coding round 2 | HubSpot", "technical", "", "HubSpot"),
        ("Virtual onsite - Marketing Director", "video", "Marketing Director", ""),
        ("Coffee chat", "informal", "", ""),
        ("Case study presentation", "case", "", ""),
        ("Final interview with Sara Lindqvist", "final", "", ""),
        ("", "video", "", ""),
    ],
)
def test_what_the_title_says(title: str, kind: str, role: str, company: str) -> None:
    people = [
        "ATTENDEE;CN=Sara Lindqvist:mailto:sara@gmail.com",
        "ATTENDEE;CN=Maya Okafor:mailto:maya@example.org",
    ]
    interview = said("DTSTART:20261110T140000Z", f"SUMMARY:{title}", *people)
    assert (interview.kind, interview.role, interview.company) == (kind, role, company)


def test_a_company_is_spelled_as_the_title_spells_it() -> None:
    interview = said(
        "DTSTART:20261110T140000Z", "SUMMARY:HubSpot interview", "ORGANIZER:mailto:sara@hubspot.com"
    )
    assert interview.company == "HubSpot"


# Updates, cancellations, series


def test_a_cancellation_says_so() -> None:
    assert said("DTSTART:20261110T140000Z", method="CANCEL").cancelled
    assert said("DTSTART:20261110T140000Z", "STATUS:CANCELLED", method="PUBLISH").cancelled
    assert not said("DTSTART:20261110T140000Z").cancelled


def test_one_of_a_series_is_told_from_the_others() -> None:
    first = said("DTSTART:20261110T140000Z", "SEQUENCE:3", "RECURRENCE-ID:20261109T140000Z")
    same = said("DTSTART:20261111T140000Z", "RECURRENCE-ID;TZID=America/New_York:20261109T090000")
    assert first.key == same.key != said("DTSTART:20261110T140000Z").key
    assert (first.sequence, same.sequence) == (3, 0)


@pytest.mark.parametrize(
    ("rule", "words"), [("FREQ=WEEKLY;COUNT=3", "every week"), ("FREQ=SECONDLY", "more than once")]
)
def test_a_series_says_so(rule: str, words: str) -> None:
    assert said("DTSTART:20261110T140000Z", f"RRULE:{rule}").repeats == words


def test_several_events_the_latest_first() -> None:
    found = read(
        calendar(
            event("DTSTART:20261110T140000Z", uid="1"),
            event("DTSTART;VALUE=DATE:20261112", uid="2"),
            event("DTSTART;TZID=Europe/Oslo:20261111T140000", uid="3"),
        )
    )
    assert [each.key for each in found] == ["2", "3", "1"]


# What cannot be read


def test_what_is_refused_is_named_with_the_reason() -> None:
    understood = read_calendar(
        calendar(
            event("DTSTART:20261110T140000Z", "SUMMARY:Fine", uid="1"),
            event("SUMMARY:Someday", uid="2"),
            event("DTSTART:next Tuesday", "SUMMARY:Garbled", uid="3"),
        )
    )
    assert [each.title for each in understood.interviews] == ["Fine"]
    assert {(each.what, each.why) for each in understood.refused} == {
        ("Someday", "It names no start."),
        ("Garbled", "Its start is no date."),
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no calendar file"),
        (b"Hello, see you on Tuesday", "no calendar file"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "no event"),
        (calendar(event("SUMMARY:Someday")), "It names no start."),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 50, "nested too deep"),
        (b"BEGIN:VCALENDAR\n" + b"X:1\n" * 200_000, "too long"),
        (b"BEGIN:VCALENDAR\n" + b"X" * (6 * 1024 * 1024), "larger than"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "no calendar file"),
    ],
)
def test_what_is_no_invitation_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(IntakeError, match=words):
        read(data)


def test_more_events_than_fit_are_counted() -> None:
    day = [event(f"DTSTART:202611{number:02}T140000Z", uid=str(number)) for number in range(1, 31)]
    more = [event(f"DTSTART:202612{number:02}T140000Z", uid=f"d{number}") for number in range(1, 31)]
    understood = read_calendar(calendar(*day, *more))
    assert len(understood.interviews) == 50
    assert understood.interviews[0].key == "d30"
    assert [each.what for each in understood.refused] == ["10 more"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_whatever_the_encoding(encoding: str) -> None:
    text = calendar(event("DTSTART:20261110T140000Z", "SUMMARY:Gespräch")).decode()
    assert the_one(text.encode(encoding)).title == "Gespräch"


def test_an_event_without_its_calendar_and_one_in_a_letter() -> None:
    alone = event("DTSTART:20261110T140000Z", "SUMMARY:Alone")
    assert the_one(alone.encode()).title == "Alone"
    letter = b"Hi Maya,\n\nsee below.\n\n" + calendar(alone) + b"\nBest, Sara"
    assert the_one(letter).title == "Alone"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYHOUR=0,1,2,3;BYMINUTE=0,1,2",
        "FREQ=MINUTELY;BYDAY=SU",
        "FREQ=YEARLY;FREQ=SECONDLY",
    ],
)
def test_a_zone_whose_rules_would_count_for_hours_is_left_out(rule: str) -> None:
    wild = zone("Wild", standard="+0100", daylight="+0200", rule=rule)
    assert said("DTSTART;TZID=Wild:20261110T140000", head=wild).starts.tzinfo is None
