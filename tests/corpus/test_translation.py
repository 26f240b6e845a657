"""Words of a question are given what they may be called in another language: terms first, names not at all."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.analysis import content_words
from corpus.glossary import Glossary
from corpus.translation import MODEL, Alternative, Table, Translator
from corpus.types import LANGUAGES, Language

TERMS: list[dict[Language, tuple[str, ...]]] = [
    {"en": ("procurement",), "fi": ("hankinta",)},
    {"en": ("procurement unit", "contracting entity"), "fi": ("hankintayksikkö", "ostaja")},
    {"en": ("site",), "sv": ("byggarbetsplats",)},
]
LISTED = {
    "en-fi": {
        "unit": "yksikkö:80",
        "procurement": "osto:90",
        "machine": "kone:70\tlaite:25",
        "total weight": "paino:60",
    },
    "fi-en": {"kone": "machine:80", "rajoitin": "limiter:60", "sähkö": "electricity:90"},
}


@pytest.fixture
def translator(tmp_path: Path) -> Translator:
    for source in LANGUAGES:
        for target in LANGUAGES:
            lines = LISTED.get(f"{source}-{target}", {})
            content = "".join(f"{word}\t{others}\n" for word, others in sorted(lines.items()))
            (tmp_path / f"{source}-{target}.tsv.gz").write_bytes(gzip.compress(content.encode()))
    return Translator(Glossary(TERMS), tmp_path)


def translate(
    translator: Translator, text: str, source: Language = "en", target: Language = "fi"
) -> dict[str, list[Alternative]]:
    words = content_words(text, source)
    found = translator.translate(words, source, target)
    assert len(found) == len(words)
    return {word.surface: list(alternatives) for word, alternatives in zip(words, found, strict=True)}


def first_tokens(alternatives: Sequence[Alternative]) -> list[tuple[str, float]]:
    return [(tokens[0], weight) for tokens, weight in alternatives]


def test_the_longest_term_comes_first_and_stands_for_each_of_its_words(translator: Translator) -> None:
    found = translate(translator, "procurement units")
    assert first_tokens(found["procurement"]) == [("hankintayksikkö", 1.0), ("ostaja", 1.0)]
    assert found["units"] == found["procurement"]


def test_a_term_alone_and_a_word_alone_are_what_they_are_alone(translator: Translator) -> None:
    assert first_tokens(translate(translator, "procurement machines")["procurement"]) == [("hankinta", 1.0)]
    assert first_tokens(translate(translator, "a unit")["unit"]) == [("yksikkö", 0.8)]


def test_the_glossary_goes_before_the_tables(translator: Translator) -> None:
    assert "osto" not in dict(first_tokens(translate(translator, "procurement")["procurement"]))


def test_a_table_gives_each_translation_with_how_sure_it_is_and_knows_terms_too(translator: Translator) -> None:
    assert first_tokens(translate(translator, "machines")["machines"]) == [("kone", 0.7), ("laite", 0.25)]
    found = translate(translator, "the total weight of machines")
    assert first_tokens(found["total"]) == first_tokens(found["weight"]) == [("paino", 0.6)]
    assert first_tokens(found["machines"])[0] == ("kone", 0.7)


def test_a_compound_that_is_not_known_is_what_its_parts_are_at_half_the_weight(translator: Translator) -> None:
    [alternatives] = translate(translator, "sähkökone", "fi", "en").values()
    assert set(first_tokens(alternatives)) == {("electricity", 0.45), ("machine", 0.4)}


def test_a_compound_of_which_one_part_is_known_is_that_part(translator: Translator) -> None:
    [alternatives] = translate(translator, "lelukone", "fi", "en").values()
    assert first_tokens(alternatives) == [("machine", 0.4)]


@pytest.mark.parametrize("name", ["Kulosaari", "KEINO", "Zorblax", "2030", "HVO"])
def test_names_numbers_and_unknown_words_stay(translator: Translator, name: str) -> None:
    for source in LANGUAGES:
        for target in LANGUAGES:
            if source != target:
                assert list(translate(translator, name, source, target).values()) == [[]]


def test_a_term_that_has_no_form_in_the_language_stays(translator: Translator) -> None:
    assert translate(translator, "site")["site"] == []
    assert first_tokens(translate(translator, "sites", "en", "sv")["sites"]) == [("byggarbetsplats", 1.0)]


def test_of_no_words_there_is_nothing(translator: Translator) -> None:
    assert translator.translate([], "en", "fi") == []


def test_a_table_finds_whole_words_only_the_first_and_the_last_too(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv.gz"
    path.write_bytes(gzip.compress("aita\tfence:50\nkone\tmachine:100\nölje\toil:7\n".encode()))
    table = Table(path)
    assert [table.get(word) for word in ("aita", "kone", "ölje")] == [{"fence": 0.5}, {"machine": 1.0}, {"oil": 0.07}]
    assert [table.get(word) for word in ("", "a", "kon", "koneet", "öljy", "ö")] == [{}] * 6


@pytest.mark.parametrize("source", LANGUAGES)
@pytest.mark.parametrize("target", LANGUAGES)
def test_the_tables_that_come_with_the_program_are_in_the_order_that_the_search_needs(
    source: Language, target: Language
) -> None:
    if source == target:
        return
    lines = gzip.decompress((MODEL / f"{source}-{target}.tsv.gz").read_bytes()).splitlines()
    assert len(lines) > 1000
    assert lines == sorted(lines)
    for line in lines[:: len(lines) // 50]:
        weights = list(Table(MODEL / f"{source}-{target}.tsv.gz").get(line.split(b"\t")[0].decode()).values())
        assert weights
        assert weights == sorted(weights, reverse=True)
        assert all(0 < weight <= 1 for weight in weights)
