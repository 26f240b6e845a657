"""Fetched texts are split without loss: long paragraphs and items, tables, deep and empty headings, pages of a PDF."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Document, Kind, Passage, Proof, SourcePage
from ingest.split import MAX_WORDS, split
from ingest.split.cutting import clauses
from tests.documents import document


def _sentence(length: int, every: int, mark: str) -> str:
    """Words that are all different, with a mark after some."""
    words = [f"sana{number}{mark if number % every == 0 else ''}" for number in range(1, length + 1)]
    return f"{' '.join(words).capitalize()}."


word = st.text(alphabet="abäö", min_size=1, max_size=4)
lengths = st.one_of(st.integers(1, 30), st.integers(140, 500))
sentence = st.builds(_sentence, lengths, st.integers(3, 200), st.sampled_from(",;:"))
paragraph = st.lists(sentence, min_size=1, max_size=4).map(" ".join)
bullets = st.lists(st.tuples(st.integers(0, 3), paragraph), min_size=1, max_size=5).map(
    lambda items: "\n".join(f"{'  ' * depth}- {text}" for depth, text in items)
)
cell = st.one_of(word, st.just(""), sentence)
table = st.lists(st.tuples(cell, cell, cell), min_size=1, max_size=12).map(
    lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], ("---", "---", "---"), *rows[1:]))
)
heading = st.tuples(st.integers(1, 6), st.one_of(st.just(""), word)).map(lambda h: f"{'#' * h[0]} {h[1]}".rstrip())
rule = st.just("---")
block = st.one_of(paragraph, bullets, table, heading, rule)
markdown = st.lists(block, min_size=1, max_size=6).map(lambda blocks: "\n\n".join(blocks) + "\n")


def _paged(text: str, ends: list[int]) -> Document:
    """A document of which a page ends at each of these positions and at the end."""
    pages = tuple(SourcePage(f"https://example.fi/a.pdf#page={n}", "A", date(2026, 11, 24)) for n in range(1, 99))
    proofs = tuple(Proof(end, (number,)) for number, end in enumerate(sorted({*ends, len(text)})))
    return replace(document("a", text), kind=Kind.AGREEMENT, official=True, sources=pages[: len(proofs)], proofs=proofs)


def _words(text: str) -> Counter[str]:
    """The words of a text without its headings and what only marks items, rows and rules."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    plain = " ".join(re.sub(r"^\s*- |\|", " ", line) for line in lines)
    return Counter(found for found in plain.split() if re.search(r"\w", found))


@given(markdown)
def test_no_word_is_lost(text: str) -> None:
    told = Counter[str]()
    for passage in split(_paged(text, [])):
        told += _words(" ".join(statement.text for statement in passage.statements))
    assert not _words(text) - told


@given(markdown)
def test_no_passage_is_over_the_limit(text: str) -> None:
    assert all(len(passage.text.split()) <= MAX_WORDS for passage in split(_paged(text, [])))


@given(markdown)
def test_each_statement_stands_in_the_text_and_under_one_before_it(text: str) -> None:
    for passage in split(_paged(text, [])):
        for position, statement in enumerate(passage.statements):
            assert statement.text in text
            assert re.search(r"\w", statement.text)
            assert statement.lead is None or statement.lead < position


@given(markdown, st.data())
def test_each_statement_stands_word_for_word_on_the_pages_that_it_names(text: str, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.integers(1, len(text)), max_size=20))
    paged = _paged(text, ends)
    starts = [0, *(proof.end for proof in paged.proofs)]
    for passage in split(paged):
        for statement in passage.statements:
            numbers = [paged.sources.index(source) for source in statement.sources]
            assert numbers == list(range(numbers[0], numbers[-1] + 1))
            assert statement.text in text[starts[numbers[0]] : starts[numbers[-1] + 1]]


@given(sentence)
def test_a_sentence_is_cut_into_pieces_that_make_it_up(text: str) -> None:
    pieces = list(clauses(text))
    assert " ".join(pieces) == text
    assert len(pieces) == 1 or all(len(piece.split()) <= MAX_WORDS * 3 // 8 for piece in pieces)


def _many(count: int, word: str = "sana") -> str:
    return " ".join([word] * count)


def _split(text: str) -> list[Passage]:
    return split(_paged(text, []))


def test_a_long_sentence_is_cut_where_a_clause_ends_and_its_rest_stands_under_its_beginning() -> None:
    first, second, third, last = f"{_many(50)};", f"{_many(55)},", f"{_many(58)},", f"{_many(30)}."
    told = [
        [(s.text, s.kind, s.lead) for s in passage.statements]
        for passage in _split(f"## Ehdot\n\n{first} {second} {third} {last}\n")
    ]
    assert told == [
        [(first, "sentence", None), (second, "item", 0)],
        [(first, "sentence", None), (third, "item", 0), (last, "item", 0)],
    ]


def test_each_part_of_a_table_of_hundreds_of_rows_begins_with_its_first_row() -> None:
    rows = "\n".join(f"| Kunta {number} | {number} prosenttia |" for number in range(300))
    passages = _split(f"Osuudet kunnittain:\n\n| Kunta | Osuus |\n| --- | --- |\n{rows}\n")
    assert len(passages) > 1
    for passage in passages:
        assert [s.text for s in passage.statements[:2]] == ["Osuudet kunnittain:", "Kunta | Osuus"]
        assert {s.lead for s in passage.statements[2:]} == {1}


def test_a_lead_too_long_to_be_repeated_is_said_once() -> None:
    rows = "\n".join(f"- {_many(60, 'kohta')} {number}" for number in range(4))
    passages = _split(f"{_many(120)}:\n\n{rows}\n")
    assert [p.text for p in passages].count(f"{_many(120)}:") == 1
    assert sum(p.text.count(" 3") for p in passages) == 1


def test_headings_are_followed_six_deep_and_one_without_words_ends_a_section() -> None:
    text = "\n\n".join(f"{'#' * level} {level}\n\nKohta {level}." for level in range(1, 7))
    sections = [passage.section for passage in _split(f"{text}\n\n##\n\nMuuta.\n")]
    assert sections == [tuple(str(n) for n in range(1, level + 1)) for level in range(1, 7)] + [("1",)]


def test_a_text_without_headings_is_one_section_under_its_title() -> None:
    [passage] = _split("Sopimus on voimassa vuoden 2030 loppuun.\n")
    assert (passage.section, passage.heading) == ((), "Otsikko")


def test_headings_under_which_nothing_stands_are_not_quoted() -> None:
    assert [passage.text for passage in _split("## Lue lisää\n\n## Liitteet\n\n## Ehdot\n\nEhto.\n")] == ["Ehto."]


def test_a_sentence_of_a_pdf_names_its_own_page_and_one_that_runs_over_both() -> None:
    first, over, last = "Ensimmäinen sivu.", "Tämä jatkuu sivulta toiselle.", "Toinen sivu."
    text = f"{first} {over} {last}\n"
    [passage] = split(_paged(text, [text.index("sivulta")]))
    pages = {s.text: [source.url.partition("#page=")[2] for source in s.sources] for s in passage.statements}
    assert pages == {first: ["1"], over: ["1", "2"], last: ["2"]}


def test_the_same_sentence_on_two_pages_names_each_its_own() -> None:
    text = "Ehto. Ehto.\n"
    [passage] = split(_paged(text, [6]))
    assert [s.sources[0].url[-1] for s in passage.statements] == ["1", "2"]
