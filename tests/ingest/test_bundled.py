"""A bundled text is read as it is written, and a broken one is refused by its name."""

from pathlib import Path

import pytest

from corpus.types import Document
from ingest.bundled import TextError, read_folder
from ingest.split import split

HEAD = """---
id: {id}
deal: general
language: fi
kind: summary
title: Otsikko
published: null
checked: 2026-11-24
valid_from: null
valid_until: null
supersedes: {supersedes}
confidence: high
official: false
sources:
  - url: https://example.fi/a
    title: Sivu A
    seen: 2026-11-24
  - url: https://example.fi/b
    title: Sivu B
    seen: 2026-11-24
---
"""
BODY = """
## Mikä on tavoite?

Tavoite on vuosi 2030. <!-- 1 --> Osuus on
50 prosenttia. <!-- 2 -->

Päästöt ovat: <!-- 1 2 -->

- työkoneiden päästöt <!-- 1 -->
- kuljetusten päästöt
  työmaalla <!-- 2 -->
"""


def write(folder: Path, body: str = BODY, head: str = HEAD, name: str = "a.fi.md", **values: str) -> None:
    (folder / name).write_text(head.format(**({"id": "a", "supersedes": "[]"} | values)) + body, encoding="utf-8")


def read_one(folder: Path) -> Document:
    (document,) = read_folder(folder)
    return document


def test_comments_are_taken_out_and_lines_joined(tmp_path: Path) -> None:
    write(tmp_path)
    document = read_one(tmp_path)
    assert "<!--" not in document.text
    assert "Osuus on 50 prosenttia." in document.text
    assert "- kuljetusten päästöt työmaalla\n" in document.text


def test_a_year_at_the_start_of_a_line_is_no_list_item(tmp_path: Path) -> None:
    write(
        tmp_path, body="## Mihin asti?\n\nSopimus on voimassa vuoden\n2030. <!-- 1 --> Se on pitkä aika. <!-- 2 -->\n"
    )
    assert "Sopimus on voimassa vuoden 2030." in read_one(tmp_path).text


def test_nested_and_numbered_items_and_rows_stay_apart(tmp_path: Path) -> None:
    bullets = "- yksi <!-- 1 -->\n  - sen osa <!-- 1 -->"
    numbers = "1. ensin <!-- 1 -->\n2. sitten\n   vielä <!-- 2 -->"
    rows = "| a | b |\n| c | d | <!-- 1 -->"
    write(tmp_path, body=f"## Mitkä?\n\nNämä:\n\n{bullets}\n\n{numbers}\n\n{rows}\n")
    (passage,) = split(read_one(tmp_path))
    assert [(s.text, s.lead) for s in passage.statements] == [
        ("Nämä:", None),
        ("yksi", 0),
        ("sen osa", 1),
        ("ensin", 0),
        ("sitten vielä", 0),
        ("a | b", 0),
        ("c | d", 5),
    ]


def test_each_statement_knows_its_own_sources(tmp_path: Path) -> None:
    write(tmp_path)
    (passage,) = split(read_one(tmp_path))
    told = [(s.kind, s.text, [source.url[-1] for source in s.sources], s.lead) for s in passage.statements]
    assert told == [
        ("sentence", "Tavoite on vuosi 2030.", ["a"], None),
        ("sentence", "Osuus on 50 prosenttia.", ["b"], None),
        ("lead", "Päästöt ovat:", ["a", "b"], None),
        ("item", "työkoneiden päästöt", ["a"], 2),
        ("item", "kuljetusten päästöt työmaalla", ["b"], 2),
    ]


def test_a_text_that_another_replaces_is_not_current(tmp_path: Path) -> None:
    write(tmp_path, name="old.fi.md", id="old")
    write(tmp_path, name="new.fi.md", id="new", supersedes="[old]")
    new, old = read_folder(tmp_path)
    assert (new.current, old.current, old.superseded_by) == (True, False, "new")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"head": HEAD.replace("deal: general\n", "")}, "deal"),
        ({"head": HEAD.replace("official: false", "official: perhaps")}, "official"),
        ({"head": HEAD.replace("https://example.fi/a", "example.fi")}, "url"),
        ({"head": HEAD.replace("checked:", "chekced:")}, "chekced"),
        ({"head": HEAD.replace("title: Otsikko", "title: a: b")}, "front matter"),
        ({"body": "## A?\n\nB. <!-- 3 -->\n"}, "<!-- 3 -->"),
        ({"body": "## A?\n\nB. <!-- -->\n"}, "names no source"),
        ({"name": "a.sv.md"}, "language"),
        ({"supersedes": "[nothing]"}, "nothing"),
    ],
)
def test_a_broken_text_is_refused_with_its_name_and_the_fault(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    write(tmp_path, **change)
    with pytest.raises(TextError) as refused:
        read_folder(tmp_path)
    assert said in str(refused.value)
    assert "a." in str(refused.value)


def test_two_texts_of_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path)
    write(tmp_path / "b")
    with pytest.raises(TextError, match="two texts"):
        read_folder(tmp_path)
