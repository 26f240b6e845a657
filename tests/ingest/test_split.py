"""Splitting keeps every word, in order, in passages that are not too long."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.types import Document, Passage, Proof
from ingest.split import split
from tests.documents import document

words = st.text(alphabet="abcäö", min_size=1, max_size=8)
sentence = st.lists(words, min_size=1, max_size=12).map(lambda w: f"{' '.join(w).capitalize()}.")
paragraph = st.lists(sentence, min_size=1, max_size=6).map(" ".join)
bullets = st.lists(words, min_size=1, max_size=40).map(
    lambda items: "Lista on:\n\n" + "\n".join(f"- {i}" for i in items)
)
section = st.tuples(words, st.lists(st.one_of(paragraph, bullets), min_size=1, max_size=5)).map(
    lambda parts: f"## {parts[0]}?\n\n" + "\n\n".join(parts[1])
)
texts = st.lists(section, min_size=1, max_size=4).map("\n\n".join)


def _document(text: str) -> Document:
    return replace(document("a", text), proofs=(Proof(len(text), (0,)),))


@given(texts)
def test_no_word_is_lost_and_none_moves(text: str) -> None:
    passages = split(_document(text))
    told: list[str] = []
    for passage in passages:
        for position, statement in enumerate(passage.statements):
            repeated_lead = statement.kind == "lead" and position == 0 and told[-1:] != [] and statement.text in told
            if not repeated_lead:
                told.append(statement.text)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    plain = " ".join(re.sub(r"^- ", "", line) for line in lines)
    told_words = " ".join(told).split()
    # a lead that is repeated after a cut may be told once more; nothing else may differ
    assert [w for w in told_words if w not in ("Lista", "on:")] == [
        w for w in plain.split() if w not in ("Lista", "on:")
    ]


@given(texts)
def test_every_statement_stands_word_for_word_in_the_document(text: str) -> None:
    given_document = _document(text)
    for passage in split(given_document):
        for statement in passage.statements:
            assert statement.text in given_document.text


@given(texts)
def test_items_know_their_lead(text: str) -> None:
    for passage in split(_document(text)):
        for statement in passage.statements:
            if statement.kind == "item" and statement.lead is not None:
                assert passage.statements[statement.lead].kind == "lead"


def test_the_path_of_headings_is_kept() -> None:
    text = "# Sopimus\n\nAlku.\n\n## Tavoitteet\n\nYksi.\n\n### Vuosi 2030\n\nKaksi.\n\n## Muuta\n\nKolme.\n"
    assert [passage.section for passage in split(_document(text))] == [
        ("Sopimus",),
        ("Sopimus", "Tavoitteet"),
        ("Sopimus", "Tavoitteet", "Vuosi 2030"),
        ("Sopimus", "Muuta"),
    ]


def test_passages_of_translations_have_the_same_key(passages: list[Passage]) -> None:
    keys = {language: [p.key for p in passages if p.language == language] for language in ("fi", "sv", "en")}
    assert keys["fi"] == keys["sv"] == keys["en"]


def _under(passage: Passage) -> list[tuple[str, ...]]:
    """Each item with what it stands under, the outermost first."""
    found = []
    for statement in passage.statements:
        told, above = [statement.text], statement.lead
        while above is not None:
            told.insert(0, passage.statements[above].text)
            above = passage.statements[above].lead
        if statement.kind == "item":
            found.append(tuple(told))
    return found


def _words(count: int) -> str:
    return " ".join(["sana"] * count)


LONG = _words(70)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nämä:\n\n1. yksi\n2) kaksi", [[("Nämä:", "yksi"), ("Nämä:", "kaksi")]]),
        ("Näin se on. Nämä ovat ne.\n\n- yksi", [[("Nämä ovat ne.", "yksi")]]),
        (
            "Nämä:\n\n- yksi\n  - sen osa\n    - osan osa\n- kaksi",
            [
                [
                    ("Nämä:", "yksi"),
                    ("Nämä:", "yksi", "sen osa"),
                    ("Nämä:", "yksi", "sen osa", "osan osa"),
                    ("Nämä:", "kaksi"),
                ]
            ],
        ),
        (
            "Nämä:\n\n- yksi\n\n  Lisää yhdestä.\n\n- kaksi",
            [[("Nämä:", "yksi"), ("Nämä:", "yksi", "Lisää yhdestä."), ("Nämä:", "kaksi")]],
        ),
        (
            "Rajat:\n\n| vuosi | osuus |\n| --- | ---: |\n| 2025 | 20 |\n| 2030 | 50 |",
            [
                [
                    ("Rajat:", "vuosi | osuus"),
                    ("Rajat:", "vuosi | osuus", "2025 | 20"),
                    ("Rajat:", "vuosi | osuus", "2030 | 50"),
                ]
            ],
        ),
        # a list that is cut twice
        (
            f"Nämä:\n\n- a {LONG}\n- b {LONG}\n- c {LONG}\n- d {LONG}\n- e {LONG}",
            [
                [("Nämä:", f"a {LONG}"), ("Nämä:", f"b {LONG}")],
                [("Nämä:", f"c {LONG}"), ("Nämä:", f"d {LONG}")],
                [("Nämä:", f"e {LONG}")],
            ],
        ),
        # a nested list that is cut
        (
            f"Nämä:\n\n- yksi\n  - a {LONG}\n  - b {LONG}\n  - c {LONG}\n- kaksi",
            [
                [("Nämä:", "yksi"), ("Nämä:", "yksi", f"a {LONG}"), ("Nämä:", "yksi", f"b {LONG}")],
                [("Nämä:", "yksi"), ("Nämä:", "yksi", f"c {LONG}"), ("Nämä:", "kaksi")],
            ],
        ),
        # items over the limit, in pieces that begin with the first of them
        (
            f"Nämä:\n\n- a {LONG}. B {LONG}. C {LONG}.\n- d",
            [
                [("Nämä:", f"a {LONG}."), ("Nämä:", f"a {LONG}.", f"B {LONG}.")],
                [("Nämä:", f"a {LONG}."), ("Nämä:", f"a {LONG}.", f"C {LONG}."), ("Nämä:", "d")],
            ],
        ),
    ],
)
def test_an_item_has_all_that_it_stands_under(text: str, expected: list[list[tuple[str, ...]]]) -> None:
    assert [_under(passage) for passage in split(_document(f"## Mitkä?\n\n{text}\n"))] == expected


def test_no_passage_ends_with_a_lead_in_whose_list_is_in_the_next() -> None:
    first, second = split(_document(f"## Mitkä?\n\n{_words(150)}.\n\nNämä:\n\n- {_words(20)}\n"))
    assert [statement.text for statement in first.statements] == [f"{_words(150)}."]
    assert [statement.kind for statement in second.statements] == ["lead", "item"]
