"""BM25 finds passages by lemmas and parts, and survives being written and read."""

from pathlib import Path

import numpy as np
import pytest

from corpus.analysis import tokens
from corpus.lexical import LexicalIndex
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
        assert read.tokens_of(position) == set(tokens(passage.searchable, "fi"))
    assert (read.vocabulary, read.names) == (built.vocabulary, built.names)


def test_words_that_no_passage_holds_find_nothing(found: list[Passage]) -> None:
    assert LexicalIndex.build(found).search(query("desibeli"), 5).positions.tolist() == []


def test_a_rarer_word_tells_more(passages: list[Passage]) -> None:
    index = LexicalIndex.build(passages)
    assert index.weight("nitrosamiini") > index.weight("sopimus")
    assert index.weight("neverheard") >= index.weight("nitrosamiini")
