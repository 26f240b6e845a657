"""The report's texts are whole in every language, and every outcome, reason and kind has one."""

import re
import string
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import ingest.report
from corpus.types import LANGUAGES, Kind, Language
from ingest.report.status import Ending
from ingest.report.texts import read_texts
from ingest.report.types import Outcome
from ingest.types import Doubt, Reason

FOLDER = Path(ingest.report.__file__).parent


def leaves(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def texts(language: Language) -> dict[str, str]:
    return dict(leaves(tomllib.loads((FOLDER / f"texts.{language}.toml").read_text(encoding="utf-8"))))


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_languages_have_the_same_keys_with_the_same_gaps_and_nothing_empty() -> None:
    finnish = {key: gaps(text) for key, text in texts("fi").items()}
    for language in LANGUAGES:
        assert {key: gaps(text) for key, text in texts(language).items()} == finnish
        assert all(text.strip() == text != "" for text in texts(language).values())


def test_no_two_languages_say_it_with_the_same_sentence() -> None:
    for key, text in texts("fi").items():
        if " " in re.sub(r"\{\w+\}", "", text).strip():
            assert len({text, texts("sv")[key], texts("en")[key]}) == 3, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_reason_ending_and_kind_is_told(language: Language) -> None:
    found = read_texts(language)
    for outcome in Outcome:
        for table in ("outcome", "outcome_means", "section"):
            assert found.get(table, outcome)
        assert found.counted(outcome, 1).startswith("1")
        assert found.counted(outcome, 2).startswith("2")
    for doubt in Doubt:
        assert found.doubt(doubt)
    for reason in Reason:
        assert found.reason(reason).endswith(".")
        assert found.remedy(reason).endswith(".")
    assert all(found.get("ending", ending) for ending in Ending)
    assert all(found.get("kind", kind) for kind in Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_reasons_read_the_same(language: Language) -> None:
    assert len({read_texts(language).reason(reason) for reason in Reason}) == len(Reason)


@pytest.mark.parametrize(
    ("language", "time", "number", "listed"),
    [
        ("fi", "1.7.2026 klo 0.05", "1\u00a0234\u00a0567", "a, b ja c"),
        ("sv", "1 juli 2026 kl. 0.05", "1\u00a0234\u00a0567", "a, b och c"),
        ("en", "1 July 2026 at 0:05", "1,234,567", "a, b and c"),
    ],
)
def test_times_are_finnish_and_times_numbers_and_lists_are_written_as_the_language_does(
    language: Language, time: str, number: str, listed: str
) -> None:
    found = read_texts(language)
    assert found.time(datetime(2026, 6, 30, 21, 5, tzinfo=UTC)) == time
    assert found.number(1_234_567) == number
    assert found.listed(["a", "b", "c"]) == listed
    assert found.listed(["a"]) == "a"
