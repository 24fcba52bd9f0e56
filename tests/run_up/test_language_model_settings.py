"""What an operator may set about language models and private addresses, and what is said when it is wrong."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest

from config.environment import ConfigurationError, Environment, LanguageModel, read_environment

URL = "https://models.example.org/v1"


def read(folder: Path, **variables: str) -> Environment:
    return read_environment({"FOLLOWTHROUGH_DATA": str(folder), **variables})


def test_nothing_is_set_and_nothing_private_is_open(tmp_path: Path) -> None:
    environment = read(tmp_path)
    assert environment.language_model is None
    assert environment.language_model_own
    assert (environment.outbound_networks, environment.outbound_hosts) == ((), frozenset())
    assert not environment.outbound_loopback


def test_a_model_for_everybody(tmp_path: Path) -> None:
    given = {
        "LANGUAGE_MODEL_URL": URL + "/",
        "LANGUAGE_MODEL_NAME": "small",
        "LANGUAGE_MODEL_KEY": "sk-secret",
    }
    environment = read(tmp_path, LANGUAGE_MODEL_OWN="0", **given)
    assert environment.language_model == LanguageModel(URL, "small", "sk-secret")
    assert not environment.language_model_own
    assert "sk-secret" not in repr(environment)


def test_networks_and_hosts(tmp_path: Path) -> None:
    environment = read(tmp_path, OUTBOUND_ALLOW=" Ollama.lan., 10.0.0.0/8,192.168.1.4,fd00::/8, ")
    networks = ["10.0.0.0/8", "192.168.1.4/32", "fd00::/8"]
    assert environment.outbound_networks == tuple(map(ipaddress.ip_network, networks))
    assert environment.outbound_hosts == {"ollama.lan"}


@pytest.mark.parametrize(
    ("variables", "names"),
    [
        ({"LANGUAGE_MODEL_URL": "models.example.org"}, "LANGUAGE_MODEL_URL"),
        ({"LANGUAGE_MODEL_URL": "ftp://models.example.org"}, "LANGUAGE_MODEL_URL"),
        ({"LANGUAGE_MODEL_URL": "https://u:secret@models.example.org"}, "LANGUAGE_MODEL_URL"),
        ({"LANGUAGE_MODEL_URL": URL}, "LANGUAGE_MODEL_NAME"),
        ({"LANGUAGE_MODEL_KEY": "sk-secret"}, "LANGUAGE_MODEL_URL"),
        (
            {"LANGUAGE_MODEL_URL": URL, "LANGUAGE_MODEL_NAME": "a", "LANGUAGE_MODEL_KEY": "sk-secret\n\nx"},
            "LANGUAGE_MODEL_KEY",
        ),
        ({"LANGUAGE_MODEL_OWN": "perhaps"}, "LANGUAGE_MODEL_OWN"),
        ({"OUTBOUND_LOOPBACK": "2"}, "OUTBOUND_LOOPBACK"),
        ({"OUTBOUND_ALLOW": "10.0.0.1/8"}, "OUTBOUND_ALLOW"),
        ({"OUTBOUND_ALLOW": "10.0.0.256"}, "OUTBOUND_ALLOW"),
        ({"OUTBOUND_ALLOW": "http://ollama.lan"}, "OUTBOUND_ALLOW"),
        ({"OUTBOUND_ALLOW": "ollama.lan:11434"}, "OUTBOUND_ALLOW"),
        ({"OUTBOUND_ALLOW": "*.lan"}, "OUTBOUND_ALLOW"),
    ],
)
def test_a_wrong_one_is_one_line_without_the_secret(
    tmp_path: Path, variables: dict[str, str], names: str
) -> None:
    with pytest.raises(ConfigurationError, match=names) as caught:
        read(tmp_path, **variables)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
