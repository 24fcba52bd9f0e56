"""The skills shelf: lines kept once, in one's own order, and nobody else's."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.shelf import MOST_LINES, ShelfFull, add_lines
from tests.applications.typed import text_of

PAGE = "/settings/shelf/"


def texts(user: User) -> list[str]:
    return [line.text for line in user.shelf.all()]


def test_several_lines_are_pasted_at_once(signed_in: Client, user: User) -> None:
    pasted = "- cut batch time\r\n\r\n•  ran incident reviews \r\n2) mentored three juniors\r\n-40 % cost"
    answer = signed_in.post(PAGE, {"lines": pasted}, follow=True)
    assert texts(user) == ["cut batch time", "ran incident reviews", "mentored three juniors", "-40 % cost"]
    assert "4 lines are on your shelf." in text_of(answer)


def test_what_is_there_already_is_not_doubled(signed_in: Client, user: User) -> None:
    signed_in.post(PAGE, {"lines": "one\ntwo"})
    answer = signed_in.post(PAGE, {"lines": "three\none\nthree"}, follow=True)
    assert texts(user) == ["one", "two", "three"]
    assert "On your shelf." in text_of(answer)
    assert "On your shelf already." in text_of(signed_in.post(PAGE, {"lines": "two"}, follow=True))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write at least one line."),
        (" \n - \n", "Write at least one line."),
        ("fine\n" + "x" * 201, "is 201 characters long; there is room for 200"),
        ("a\0b", "Null characters are not allowed."),
        ("\n".join(f"line {number}" for number in range(MOST_LINES + 1)), "room for 100 more lines"),
    ],
)
def test_what_cannot_be_is_said_and_kept(signed_in: Client, user: User, typed: str, said: str) -> None:
    answer = signed_in.post(PAGE, {"lines": typed})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert typed.strip().split("\n")[-1] in text_of(answer)
    assert texts(user) == []


def test_there_is_an_end_to_it(signed_in: Client, user: User) -> None:
    add_lines(user, [f"line {number}" for number in range(MOST_LINES - 1)])
    assert "room for 1 more line. " in text_of(signed_in.post(PAGE, {"lines": "a\nb"}))
    signed_in.post(PAGE, {"lines": "a"})
    assert "has its 100 lines" in text_of(signed_in.post(PAGE, {"lines": "b"}))
    assert len(texts(user)) == MOST_LINES
    with pytest.raises(ShelfFull):
        add_lines(user, ["b"])


def act(client: Client, user: User, what: str, line: str, **typed: str) -> None:
    pk = user.shelf.get(text=line).pk
    assert client.post(reverse(f"shelf_line_{what}", args=[pk]), typed).status_code == 302


@pytest.mark.parametrize(
    ("line", "move", "then"),
    [
        ("b", "up", "bacd"),
        ("b", "down", "acbd"),
        ("d", "top", "dabc"),
        ("a", "up", "abcd"),
        ("d", "down", "abcd"),
        ("a", "top", "abcd"),
    ],
)
def test_they_are_put_in_order(signed_in: Client, user: User, line: str, move: str, then: str) -> None:
    add_lines(user, list("abcd"))
    act(signed_in, user, "move", line, move=move)
    assert "".join(texts(user)) == then
    page = text_of(signed_in.get(PAGE))
    assert [page.index(f'shelf-text">{each}<') for each in then] == sorted(
        page.index(f'shelf-text">{each}<') for each in then
    )


def test_a_move_that_is_none_is_a_404(signed_in: Client, user: User) -> None:
    (line,) = add_lines(user, ["a"])
    for move in ("", "sideways", "-1"):
        assert signed_in.post(reverse("shelf_line_move", args=[line.pk]), {"move": move}).status_code == 404


def test_a_line_is_said_differently(signed_in: Client, user: User) -> None:
    line, _ = add_lines(user, ["cut batch time", "ran reviews"])
    address = reverse("shelf_line", args=[line.pk])
    assert 'value="cut batch time"' in text_of(signed_in.get(address))
    signed_in.post(address, {"text": "cut batch time from 4 h to 9 min"})
    assert texts(user) == ["cut batch time from 4 h to 9 min", "ran reviews"]
    for wrong in ("ran reviews", "", "x" * 201):
        answer = signed_in.post(address, {"text": wrong})
        assert answer.status_code == 422
        assert f'value="{wrong}"' in text_of(answer) or not wrong
    assert texts(user) == ["cut batch time from 4 h to 9 min", "ran reviews"]


def test_taking_one_off_is_undone_to_its_place(signed_in: Client, user: User) -> None:
    add_lines(user, ["a", "half & half", "c"])
    pk = user.shelf.get(text="half & half").pk
    answer = signed_in.post(reverse("shelf_line_remove", args=[pk]), follow=True)
    assert texts(user) == ["a", "c"]
    (undo,) = re.findall(r'action="(/settings/shelf/\?[^"]+)"', text_of(answer))
    signed_in.post(undo.replace("&amp;", "&"))
    assert texts(user) == ["a", "half & half", "c"]


def test_only_ones_own(signed_in: Client, user: User, another: User) -> None:
    add_lines(another, ["theirs"])
    assert "theirs" not in text_of(signed_in.get(PAGE))
    signed_in.post(PAGE, {"lines": "theirs"})
    assert texts(user) == texts(another) == ["theirs"]


def test_the_shelf_is_offered_where_an_application_asks_for_a_line(signed_in: Client, user: User) -> None:
    add_lines(user, ["cut “batch” time"])
    for name in ("application_new", "interview_new"):
        page = text_of(signed_in.get(reverse(name)))
        assert '<option value="cut “batch” time">' in page.partition('<datalist id="skills">')[2]
        assert re.search(
            r'<input[^>]*name="fit"[^>]*list="skills"|<input[^>]*list="skills"[^>]*name="fit"', page
        )
