"""Dictionaries -> pairs, on entries in the formats of dictd and WordNet."""

import gzip
from pathlib import Path

import pytest

from training.dictionaries import entries, freedict, senses, wordnet
from training.field import glossary_pairs, pivot_pairs
from training.texts import Pair

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _base64(value: int) -> str:
    return (_base64(value // 64) if value >= 64 else "") + _DIGITS[value % 64]


def _write(root: Path, name: str, bodies: dict[str, str]) -> None:
    folder = root / "usr/share/dictd"
    folder.mkdir(parents=True, exist_ok=True)
    data, lines = b"", []
    for headword, body in bodies.items():
        lines.append(f"{headword}\t{_base64(len(data))}\t{_base64(len(body.encode()))}")
        data += body.encode()
    (folder / f"freedict-{name}.dict.dz").write_bytes(gzip.compress(data))
    (folder / f"freedict-{name}.index").write_text("\n".join(lines), encoding="utf-8")


def test_entries_are_found_by_offset_and_length_in_base_64(tmp_path: Path) -> None:
    long = "jäte /jæte/\nwaste\n" + "x" * 100
    _write(tmp_path, "fin-eng", {"00databaseinfo": "about", "jäte": long, "työmaa /tyø/": "työmaa\nsite"})
    assert list(entries(tmp_path / "usr/share/dictd", "fin-eng")) == [("jäte", long), ("työmaa", "työmaa\nsite")]


def test_numbered_senses_keep_their_own_definitions() -> None:
    body = "aine\n1. substance, matter\nThat of which things\nare made.\n2. subject\nTaught at school."
    assert list(senses(body)) == [
        ("substance, matter", "That of which things are made"),
        ("subject", "Taught at school"),
    ]


def test_a_headword_makes_pairs_with_its_translations_and_its_definition(tmp_path: Path) -> None:
    for name in ("fin-eng", "eng-fin", "swe-fin", "fin-swe"):
        _write(tmp_path, name, {})
    _write(tmp_path, "fin-eng", {"jäte": "jäte\n1. waste (thing), refuse\nsellaista mitä ei enää tarvita"})
    assert list(freedict(tmp_path)) == [
        Pair("terms", "fi", "jäte", "en", "waste"),
        Pair("terms", "fi", "jäte", "en", "refuse"),
        Pair("definitions", "fi", "jäte", "fi", "sellaista mitä ei enää tarvita"),
        Pair("definitions", "en", "waste refuse", "fi", "sellaista mitä ei enää tarvita"),
    ]


def test_wordnet_gives_the_words_of_a_synset_with_its_gloss(tmp_path: Path) -> None:
    folder = tmp_path / "usr/share/wordnet"
    folder.mkdir(parents=True)
    for part in ("verb", "adj", "adv"):
        (folder / f"data.{part}").write_text("", encoding="latin-1")
    line = (
        '00001740 27 n 02 waste_matter 0 refuse(p) 0 001 @ 00001930 n 0000 | what is left over; "waste of the city"  \n'
    )
    (folder / "data.noun").write_text("  1 This software and database\n" + line, encoding="latin-1")
    assert list(wordnet(tmp_path)) == [Pair("glosses", "en", "waste matter refuse", "en", "what is left over")]


def test_swedish_and_english_terms_meet_in_a_finnish_one_that_has_few_meanings() -> None:
    pairs = [Pair("terms", "fi", "jäte", "en", "waste"), Pair("terms", "sv", "avfall", "fi", "jäte")]
    assert pivot_pairs(pairs) == [Pair("pivots", "en", "waste", "sv", "avfall")]
    many = [Pair("terms", "fi", "jäte", "en", f"waste {number}") for number in "abcd"]
    assert pivot_pairs([*many, pairs[1]]) == []


@pytest.mark.parametrize(("fi", "expected"), [("hankinta; osto (vanha)", ["hankinta", "osto"]), ("", [])])
def test_each_form_of_a_glossary_row_is_paired_without_its_remark(fi: str, expected: list[str], tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text(f'fi,sv,en,note\n"{fi}",,procurement,n\n', encoding="utf-8")
    assert [pair.left for pair in glossary_pairs(path)] == expected
