"""BM25 finds passages by lemmas and parts, and survives being written and read."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from corpus.analysis import tokens
from corpus.lexical import LexicalIndex
from corpus.translation import Alternative
from corpus.types import Passage
from ingest.split import split
from tests.corpus.test_index import SITES, TOYS, query


@pytest.fixture
def found() -> list[Passage]:
    return [*split(SITES), *split(TOYS)]


def test_an_index_that_is_read_back_searches_the_same(tmp_path: Path, found: list[Passage]) -> None:
    built = LexicalIndex.build(found)
    built.save(tmp_path / "lexical")
    read = LexicalIndex.load(tmp_path / "lexical")
    for words in (["työkone"], ["kone", "lelu"], ["lelu"]):
        for here, there in zip(read.search(query(*words), 5), built.search(query(*words), 5), strict=True):
            assert np.array_equal(here, there)
    for position, passage in enumerate(found):
        assert {read.vocabulary[token] for token in read.held[position]} == set(tokens(passage.searchable, "fi"))
    assert (read.vocabulary, read.names) == (built.vocabulary, built.names)


def test_words_that_no_passage_holds_find_nothing(found: list[Passage]) -> None:
    assert LexicalIndex.build(found).search(query("desibeli"), 5).positions.tolist() == []


def test_a_rarer_word_tells_more(passages: list[Passage]) -> None:
    index = LexicalIndex.build(passages)
    assert index.weight("nitrosamiini") > index.weight("sopimus")
    assert index.weight("neverheard") >= index.weight("nitrosamiini")


def test_the_best_few_are_the_first_of_all(passages: list[Passage]) -> None:
    index = LexicalIndex.build(passages)
    asked: list[list[Alternative]] = [
        [(("sopimus",), 1.0), (("avtal",), 0.7), (("agreement", "deal"), 0.7)],
        [(("työmaa", "kone"), 1.0)],
    ]
    whole = index.search(asked, len(passages))
    assert len(whole.positions) > 100
    assert whole.positions.tolist() == sorted(
        whole.positions.tolist(), key=dict(zip(whole.positions.tolist(), -whole.scores, strict=True)).__getitem__
    )
    for k in (1, 5, 14, 200):
        best = index.search(asked, k)
        assert best.positions.tolist() == whole.positions[:k].tolist()
        assert best.scores.tolist() == whole.scores[:k].tolist()


def test_a_word_counts_by_the_best_of_its_alternatives_and_words_add_up(passages: list[Passage]) -> None:
    index = LexicalIndex.build(passages)

    def scores(*asked: list[Alternative]) -> Counter[int]:
        found = index.search(asked, len(passages))
        return Counter(dict(zip(found.positions.tolist(), found.scores.tolist(), strict=True)))

    site, machine = scores([(("työmaa",), 1.0)]), scores([(("kone",), 1.0)])
    either = scores([(("työmaa",), 1.0), (("kone",), 0.5)])
    assert either == pytest.approx({at: max(site[at], machine[at] / 2) for at in site | machine})
    both = {at: site[at] + machine[at] for at in site | machine}
    assert scores([(("työmaa", "kone"), 1.0)]) == pytest.approx(both)
    assert scores([(("työmaa",), 1.0)], [(("kone",), 1.0)]) == pytest.approx(both)


def test_names_are_found_by_their_beginning(passages: list[Passage]) -> None:
    index = LexicalIndex.build(passages)
    found = index.names_beginning("helsi")
    assert found == [name for name in sorted(index.names) if name.startswith("helsi")] != []
    assert all(index.has_name(name) for name in found)
    assert not index.has_name("helsi")
