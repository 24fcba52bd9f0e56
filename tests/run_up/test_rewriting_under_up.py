"""A rewrite under the real web server: pieces arrive as they are written, and who leaves hangs up on the model."""

from __future__ import annotations

import http.client
import json
import re
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.model_server import LETTER, model_server
from tests.run_up.processes import Up, started, wait_until

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
    pytest.mark.xdist_group("up"),
]
KEY = "sk-never-to-be-seen"


class Visitor:
    """Somebody with cookies; each request on a connection of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, **typed: str) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if typed:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"], **typed})
        connection.request("POST" if typed else "GET", path, body, headers)
        response = connection.getresponse()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return connection, response

    def read(self, path: str, **typed: str) -> str:
        connection, response = self.ask(path, **typed)
        text = response.read().decode()
        connection.close()
        return text


def test_who_leaves_hangs_up_and_the_server_goes_on(tmp_path: Path) -> None:
    with model_server("slow") as model:
        set_up = {
            "LANGUAGE_MODEL_URL": model.base_url,
            "LANGUAGE_MODEL_NAME": "small",
            "LANGUAGE_MODEL_KEY": KEY,
        }
        with started(Up(tmp_path / "data", variables=set_up, arguments=("--demo",))) as up:
            up.wait_for_page()
            login = wait_until(
                lambda: re.search(r"sign in as (\S+) with the password (\S+)", up.output.read_text()), "Maya"
            )
            assert login is not None
            maya = Visitor(up.port)
            maya.read("/accounts/login/")
            maya.read("/accounts/login/", login=login[1], password=login[2])
            found = re.search(r'href="(/follow-ups/\d+/)"', maya.read("/"))
            assert found is not None
            letter = found[1]
            maya.read(f"{letter}rewrite/begin/", agree=model.base_url)

            connection, response = maya.ask(f"{letter}rewrite/stream/", go="on")
            assert json.loads(response.readline()) == {"piece": LETTER[0]}
            # Meanwhile the other threads serve.
            assert "Followthrough" in maya.read("/")
            assert not model.left.is_set()
            response.close()
            connection.close()
            assert model.left.wait(30)

            model.mode = "good"
            connection, response = maya.ask(f"{letter}rewrite/stream/", go="on")
            lines = [json.loads(line) for line in response.read().splitlines() if line]
            assert [each["piece"] for each in lines[:-1]] == list(LETTER)
            assert "Use this" in lines[-1]["proposal"]
            connection.close()
            for secret in (KEY, LETTER[0].strip()):
                assert secret not in up.read()
