"""A wrong chat model is told at the start, with the name of the setting and what to do."""

import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.generative.model import Limits, load_model
from assistant.providers import UnknownProvider, providers
from assistant.settings import Settings
from corpus.settings import SettingsError
from tests.conftest import ROOT
from tests.processes import run

LIMITS = Limits(1, 1, 100)


@pytest.mark.parametrize("name", ["gpt-4o", "openai", "openai:", "nobody:model", ":", ""])
def test_a_name_without_a_known_provider_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENDEAL_CHAT_MODEL", name)
    with pytest.raises(SettingsError, match=r"GREENDEAL_CHAT_MODEL.*openai.*anthropic.*mistralai"):
        Settings.read()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("CHAT_URL", "nowhere"),
        ("CHAT_TEMPERATURE", "3"),
        ("CHAT_MAX_TOKENS", "0"),
        ("CHAT_FIRST_TOKEN_S", "0"),
        ("CHAT_TOTAL_S", "never"),
        ("CHAT_DAILY_TOKENS", "-1"),
        ("CHAT_PASSAGES", "0"),
    ],
)
def test_a_wrong_value_is_told_by_its_setting(setting: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"GREENDEAL_{setting}", value)
    with pytest.raises(SettingsError, match=f"GREENDEAL_{setting}.*{value}"):
        Settings.read()


def test_a_provider_that_is_not_installed_stops_the_start_with_the_command_that_installs_it(data: Path) -> None:
    missing = next(name for name, provider in providers().items() if find_spec(provider.module) is None)
    for program in (["server.py"], ["-m", "assistant", "ask", "mikä KEINO on"]):
        done = run(*program, data_dir=data, chat_model=f"{missing}:some-model")
        assert done.returncode == 2
        assert "GREENDEAL_CHAT_MODEL" in done.stderr
        assert f"pip install '.[{providers()[missing].extra}]'" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_model_that_cannot_be_set_up_stops_the_start_and_never_shows_the_key(data: Path) -> None:
    done = run("server.py", data_dir=data, chat_model="azure_openai:some-model", chat_key="very-secret")
    assert done.returncode == 2
    assert "GREENDEAL_CHAT_MODEL" in done.stderr
    assert "OPENAI_API_VERSION" in done.stderr, "the provider's class says what it lacks"
    assert "very-secret" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_each_extra_of_a_provider_can_be_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for provider in providers().values():
        [package] = project["optional-dependencies"][provider.extra]
        assert provider.module.replace("_", "-") in package


def test_the_settings_reach_the_model() -> None:
    model = load_model("openai:some-model", "http://127.0.0.1:1/v1", "very-secret", 0.5, LIMITS)
    told = model.model_dump()
    assert told["model_name"] == "some-model"
    assert told["openai_api_base"] == "http://127.0.0.1:1/v1"
    assert told["temperature"] == 0.5
    assert told["max_tokens"] == 100
    assert "very-secret" not in repr(model)


def test_a_key_for_a_provider_that_takes_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    keyless = next(name for name, provider in providers().items() if not provider.key)
    monkeypatch.setattr("assistant.generative.model.check_installed", lambda _: None)
    with pytest.raises(UnknownProvider, match="GREENDEAL_CHAT_KEY"):
        load_model(f"{keyless}:some-model", None, "very-secret", 0.0, LIMITS)


def test_without_the_setting_nothing_of_a_chat_model_is_loaded(data: Path) -> None:
    program = (
        "import sys; from server import create_app; from assistant.settings import Settings; create_app(Settings());"
        "print([m for m in sys.modules if m.startswith(('langchain.chat_models', 'langchain_openai', 'openai',"
        " 'assistant.generative.model', 'assistant.generative.answerer', 'assistant.budget'))])"
    )
    done = run("-c", program, data_dir=data)
    assert done.stdout.strip() == "[]", done.stderr
