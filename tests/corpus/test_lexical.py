"""BM25 finds passages by lemmas and parts, and survives being written and read."""

from pathlib import Path

import pytest

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
        assert read.search(query(*words), 5) == built.search(query(*words), 5)
    assert (read.held, read.in_heading) == (built.held, built.in_heading)


def test_words_that_no_passage_holds_find_nothing(found: list[Passage]) -> None:
    assert LexicalIndex.build(found).search(query("desibeli"), 5) == []


def test_a_rarer_word_tells_more(passages: list[Passage]) -> None:
    index = LexicalIndex.build(passages)
    assert index.weight("nitrosamiini") > index.weight("sopimus")
    assert index.weight("neverheard") >= index.weight("nitrosamiini")
