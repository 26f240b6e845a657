"""A file of passages is read line by line, when it is asked for, and one that is no longer whole is refused."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from corpus.lines import DOCUMENT, PASSAGE, ById, Lines, write_lines
from corpus.types import Passage
from tests.documents import document


@pytest.fixture
def written(tmp_path: Path, passages: list[Passage]) -> Path:
    write_lines(tmp_path / "passages.jsonl", passages[:20])
    return tmp_path / "passages.jsonl"


def test_what_is_read_is_what_was_written(written: Path, passages: list[Passage]) -> None:
    read = Lines(written, PASSAGE)
    assert list(read) == passages[:20]
    assert (read[7], read[-1], read[3:5]) == (passages[7], passages[19], passages[3:5])
    assert ById(read)[passages[4].id] == passages[4]
    assert list(ById(read)) == [passage.id for passage in passages[:20]]
    with pytest.raises(IndexError):
        read[20]


def test_a_document_that_was_written_before_there_were_aliases_has_none(tmp_path: Path) -> None:
    written = replace(document("subject", "Lause.\n"), aliases=("https://example.fi/b",))
    write_lines(tmp_path / "documents.jsonl", [written])
    assert list(Lines(tmp_path / "documents.jsonl", DOCUMENT)) == [written]
    older = asdict(written)
    del older["aliases"]
    assert DOCUMENT.validate_json(json.dumps(older, default=str)).aliases == ()


def test_the_rank_of_an_id_is_its_place_in_the_alphabet(written: Path) -> None:
    read = Lines(written, PASSAGE)
    assert [read.ids[at] for at in read.rank.argsort()] == sorted(read.ids)


def test_a_file_of_another_length_is_refused(written: Path) -> None:
    written.write_bytes(written.read_bytes()[:-1])
    with pytest.raises(ValueError, match="bytes instead of"):
        Lines(written, PASSAGE)
