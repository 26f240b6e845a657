"""Settings come from the environment and from `.env`; a wrong value stops the start and is named."""

from pathlib import Path

import pytest

from assistant.settings import Settings
from corpus.settings import IndexSettings, SettingsError
from ingest.settings import IngestSettings
from tests.conftest import ROOT
from tests.processes import run


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("GREENDEAL_EMBEDDER=from-file\nGREENDEAL_DATA_DIR=elsewhere\n", encoding="utf-8")
    monkeypatch.setenv("GREENDEAL_EMBEDDER", "from-environment")
    settings = IndexSettings.read()
    assert (settings.embedder, settings.data_dir) == ("from-environment", Path("elsewhere"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("CHROMA_URL", "not an address"),
        ("RATE_LIMIT", "sixty a minute"),
        ("CONTACT_EMAIL", "nobody"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_is(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"GREENDEAL_{name}", value)
    with pytest.raises(SettingsError) as error:
        Settings.read()
    assert f"GREENDEAL_{name}" in str(error.value)
    assert value in str(error.value)


@pytest.mark.parametrize("program", [["server.py"], ["-m", "ingest"], ["-m", "assistant", "ask", "x"]])
def test_a_program_with_a_wrong_setting_leaves_with_one_clear_message(program: list[str]) -> None:
    done = run(*program, chroma_url="nonsense")
    assert done.returncode == 2
    assert "GREENDEAL_CHROMA_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, field in (IngestSettings.model_fields | Settings.model_fields).items():
        row = next((line for line in readme.splitlines() if line.startswith(f"| `GREENDEAL_{name.upper()}`")), None)
        assert row is not None, name
        value = f"{field.default:g}" if isinstance(field.default, float) else str(field.default)
        default = "none" if field.default in (None, "") else value.removeprefix(f"{ROOT}/")
        assert f"`{default}`" in row or (default == "none" and "| none |" in row), (name, default, row)
