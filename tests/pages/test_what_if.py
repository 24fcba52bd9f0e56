"""An imagined interview: the weeks after it, and nothing saved."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import save_settings
from applications.models import Application, Interview
from tests.applications.typed import text_of
from tests.pages.etiquette_form import typed

ADDRESS = "/what-if/"
PANEL = {
    "kind": "panel",
    "people": "3",
    "starts": "2026-11-10T10:00",
    "time_zone": "America/New_York",
    "said": "two weeks",
}


def play(client: Client, *, htmx: bool = True, **changes: str) -> str:
    headers = {"HX-Request": "true"} if htmx else {}
    return " ".join(text_of(client.get(ADDRESS, PANEL | changes, headers=headers)).split())


def acts(page: str) -> list[tuple[str, str, str]]:
    """(opens, what, the other dates) of each act."""
    found = re.findall(r"<time [^>]*>([^<]+)</time>.*?<h3>([^<]+)</h3> <p class=\"why\">([^<]+)</p>", page)
    return [(opens, what, rest.strip()) for opens, what, rest in found]


def test_a_panel_of_three_on_tuesday_they_said_two_weeks(signed_in: Client) -> None:
    page = play(signed_in)
    assert acts(page) == [
        (
            "Tue 10 Nov",
            "Thank each of the three, in words of their own",
            "Best by Thu 12 Nov. Late after Mon 16 Nov.",
        ),
        ("Wed 25 Nov", "Ask about their decision", "Best by Mon 30 Nov. Late after Tue 1 Dec."),
        ("Mon 7 Dec", "Ask once more, the last time", "Best by Thu 10 Dec. Late after Mon 14 Dec."),
        ("Thu 24 Dec", "Let it go", "You may mark it as no response."),
    ]
    assert "Understood as Tuesday 24 November." in page
    assert 'title="Veterans Day"' in page
    assert '<span class="week-tag week-their-date">Their date</span>' in page
    assert page.count("<tr>") == 1 + 7


def test_opened_for_the_first_time_it_plays_something(signed_in: Client) -> None:
    page = text_of(signed_in.get(ADDRESS))
    assert "Thank each of the three" in page
    assert "2026-11-10T10:00" in page


def test_they_answer_and_name_a_time(signed_in: Client) -> None:
    page = play(signed_in, said="", answer_on="2026-11-16", named="by the end of the month")
    assert ("Tue 1 Dec", "Ask about their decision", "Best by Thu 3 Dec. Late after Mon 7 Dec.") in acts(page)
    assert "They answer" in page


def test_nobody_to_thank(signed_in: Client) -> None:
    page = play(signed_in, kind="take_home", people="0", said="")
    assert acts(page)[0][:2] == ("Tue 17 Nov", "Ask about their decision")


def test_by_ones_own_etiquette_and_country(signed_in: Client, user: User) -> None:
    signed_in.post(reverse("etiquette"), typed(most_inquiries="1"))
    save_settings(user, {"country": "EG"})
    page = play(signed_in, starts="2026-11-05T10:00")
    assert "Ask once more" not in page
    # Friday and Saturday are the weekend there.
    assert "Best by Sun 8 Nov." in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"people": "9"}, "people"),
        ({"people": "-1"}, "people"),
        ({"starts": "soon"}, "starts"),
        ({"starts": "2026-11-10T10:00", "answer_on": "2026-11-10"}, "answer_on"),
        ({"named": "next week"}, "answer_on"),
        ({"kind": "seance"}, "kind"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"said": "x" * 501}, "said"),
    ],
)
def test_what_cannot_be_imagined_is_said(signed_in: Client, changes: dict[str, str], said: str) -> None:
    response = signed_in.get(ADDRESS, PANEL | changes)
    assert response.status_code == 422
    assert said in response.context["form"].errors
    assert next(iter(changes.values()))[:100] in text_of(response)


def test_past_midnight_it_counts_from_its_end(signed_in: Client) -> None:
    page = play(signed_in, starts="2026-11-10T23:30")
    assert "Understood as Wednesday 25 November." in page
    assert ("Fri 27 Nov", "Ask about their decision", "Best by Tue 1 Dec. Late after Wed 2 Dec.") in acts(
        page
    )


def test_an_hour_that_the_clocks_leave_out_is_refused(signed_in: Client) -> None:
    response = signed_in.get(ADDRESS, PANEL | {"starts": "2027-03-14T02:30"})
    assert "starts" in response.context["form"].errors


def test_a_word_alone_is_played_with_the_rest_as_it_was(signed_in: Client) -> None:
    page = " ".join(text_of(signed_in.get(ADDRESS, {"said": "soon"})).split())
    assert "No day can be read from that." in page
    assert "kept as a note" not in page


def test_nothing_is_saved(signed_in: Client) -> None:
    play(signed_in)
    assert not Interview.objects.exists()
    assert not Application.objects.exists()
    assert signed_in.post(ADDRESS, PANEL).status_code == 405


def test_for_htmx_the_weeks_alone(signed_in: Client) -> None:
    part = play(signed_in)
    assert "<form" not in part
    assert part.startswith('<section id="play"')
    response = signed_in.get(ADDRESS)
    assert "HX-Request" in response.headers["Vary"]
