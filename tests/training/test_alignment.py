"""IBM model 1 and the tables of translations made with it."""

import gzip
from pathlib import Path

import pytest

from corpus.translation import Table
from training.alignment import model_1
from training.texts import Pair
from training.translations import tables, write_table

# Koehn 2010, Statistical Machine Translation, figure 4.4: das Haus, das Buch, ein Buch. His model has no empty word
# there; with one the numbers differ, what they converge to does not.
_TOY = [(("das", "haus"), ("the", "house")), (("das", "buch"), ("the", "book")), (("ein", "buch"), ("a", "book"))]


@pytest.mark.parametrize(("word", "translation"), [("das", "the"), ("haus", "house"), ("buch", "book"), ("ein", "a")])
def test_the_toy_of_the_literature_converges_to_the_right_words(word: str, translation: str) -> None:
    found = model_1(_TOY, rounds=100)[word]
    assert max(found, key=lambda other: found[other]) == translation
    assert found[translation] > 0.9


def test_probabilities_of_a_word_sum_to_one() -> None:
    for found in model_1(_TOY, rounds=5).values():
        assert sum(found.values()) == pytest.approx(1, abs=0.01)


def test_one_round_shares_evenly_among_the_words_of_a_sentence() -> None:
    # after one round from even shares: haus stood with the and house alone, once each
    assert model_1(_TOY, rounds=1)["haus"] == pytest.approx({"the": 0.5, "house": 0.5})


def test_nothing_is_learnt_from_nothing() -> None:
    assert model_1([]) == {}
    assert model_1([((), ("the",))]) == {}


def _table(pairs: list[Pair], source: str, target: str) -> dict[str, dict[str, float]]:
    return next(table for one, other, table in tables(pairs) if (one, other) == (source, target))


def test_what_dictionary_and_sentences_agree_on_comes_first() -> None:
    sentences = [("supplier signs", "toimittaja allekirjoittaa"), ("supplier answers", "toimittaja vastaa")]
    pairs = [Pair("manuals", "en", left, "fi", right) for left, right in sentences * 3]
    pairs += [Pair("terms", "en", "supplier", "fi", word) for word in ("hankkija", "toimittaja")]
    found = _table(pairs, "en", "fi")["supplier"]
    assert next(iter(found.items())) == ("toimittaja", 1.0)
    assert found["hankkija"] < 1


def test_a_word_that_sentences_have_less_than_three_times_is_not_learnt() -> None:
    pairs = [Pair("manuals", "en", "biogas", "fi", "biokaasu")] * 2
    assert "biogas" not in _table(pairs, "en", "fi")
    assert _table([*pairs, pairs[0]], "en", "fi")["biogas"] == {"biokaasu": 1.0}


def test_untranslated_words_of_programs_are_no_translations() -> None:
    assert "array" not in _table([Pair("software", "sv", "matris", "fi", "qqarray")] * 5, "sv", "fi").get("matris", {})


def test_glossary_is_left_to_the_search() -> None:
    assert _table([Pair("glossary", "en", "procurement", "fi", "hankinta")], "en", "fi") == {}


def test_a_written_table_is_read_by_the_search_as_it_was(tmp_path: Path) -> None:
    table = {"ämne": {"aine": 1.0, "aihe": 0.4}, "zon": {"vyöhyke": 1.0}, "a:b": {"c:d": 0.25}}
    path = tmp_path / "sv-fi.tsv.gz"
    write_table(table, path)
    read = Table(path)
    assert {word: read.get(word) for word in table} == table
    assert read.get("zone") == {}


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    write_table({"b": {"x": 1.0}, "a": {"y": 1.0}}, first)
    write_table({"a": {"y": 1.0}, "b": {"x": 1.0}}, second)
    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()) == b"a\ty:100\nb\tx:100\n"
