"""A clause is known by its number and by what came before it; a date or an amount is none."""

import pytest

from ingest.extract.blocks import Block, Heading, Item, Paragraph
from ingest.extract.clauses import follows, is_title, read_clause
from ingest.extract.outline import Entry, outlined


@pytest.mark.parametrize(
    ("line", "kind", "label", "rest"),
    [
        ("1 Sopimuksen tarkoitus", "number", "1", "Sopimuksen tarkoitus"),
        ("2. Osapuolet", "number", "2", "Osapuolet"),
        ("1.1 Hankintayksikkö raportoi.", "number", "1.1", "Hankintayksikkö raportoi."),
        ("1.2.3", "number", "1.2.3", ""),
        ("a) ostaa kalustoa;", "letter", "a)", "ostaa kalustoa;"),
        ("(b) rapporterar.", "letter", "(b)", "rapporterar."),
        ("iv) kertoo tuloksista", "roman", "iv)", "kertoo tuloksista"),
        ("3 § Soveltamisala", "section", "3 §", "Soveltamisala"),
        ("§ 3 Tillämpning", "section", "§ 3", "Tillämpning"),
        ("Artikla 2", "article", "Artikla 2", ""),
        ("Article 12: Reporting", "article", "Article 12", "Reporting"),
        ("2 luku Velvoitteet", "chapter", "2 luku", "Velvoitteet"),
        ("Bilaga 1", "annex", "Bilaga 1", ""),
        ("LIITE 3 Kriteerit", "annex", "LIITE 3", "Kriteerit"),
    ],
)
def test_a_number_at_the_head_of_a_line_is_read(line: str, kind: str, label: str, rest: str) -> None:
    clause = read_clause(line)
    assert clause is not None
    assert (clause.kind, clause.label, clause.rest) == (kind, label, rest)


@pytest.mark.parametrize(
    "line",
    [
        "2030 mennessä puolet koneista on päästöttömiä",
        "20 prosenttia koneista",
        "9.9.2020 allekirjoitettu",
        "1,5 miljoonaa euroa",
        "50 % työkoneista",
        "liite 1 kuuluu sopimukseen",
        "Sopimus on voimassa",
        "",
    ],
)
def test_a_sentence_that_begins_with_a_number_or_a_name_is_no_clause(line: str) -> None:
    assert read_clause(line) is None


@pytest.mark.parametrize(
    ("last", "numbers", "may"),
    [
        ((), (1,), True),
        ((), (7,), False),
        ((1,), (1, 1), True),
        ((1, 3), (2,), True),
        ((1, 3), (2, 1), True),
        ((1, 3), (1, 4), True),
        ((1, 3, 2), (1, 4), True),
        ((1, 3), (1, 3), False),
        ((2,), (1,), False),
        ((1,), (30,), False),
    ],
)
def test_a_clause_follows_the_one_before_it(last: tuple[int, ...], numbers: tuple[int, ...], may: bool) -> None:
    assert follows(last, numbers) is may


def test_a_sentence_is_no_title() -> None:
    assert is_title("Sopimuksen tarkoitus")
    assert not is_title("Osapuolet tapaavat kerran vuodessa.")


def _outlined(*texts: str) -> list[Block]:
    return outlined([Entry(text) for text in texts])


def test_clauses_are_sections_and_one_that_is_a_sentence_is_quoted_below_its_number() -> None:
    assert _outlined("1 Tarkoitus", "1.1 Osapuolet edistävät tavoitetta.", "2 Voimassaolo", "Vuoteen 2030.") == [
        Heading(2, "1 Tarkoitus"),
        Heading(3, "1.1"),
        Paragraph("Osapuolet edistävät tavoitetta."),
        Heading(2, "2 Voimassaolo"),
        Paragraph("Vuoteen 2030."),
    ]


def test_numbers_one_below_the_other_are_a_list() -> None:
    assert _outlined("Mukana ovat:", "1. Helsinki", "2. Espoo", "3. Turku") == [
        Paragraph("Mukana ovat:"),
        Item("Helsinki", mark="1."),
        Item("Espoo", mark="2."),
        Item("Turku", mark="3."),
    ]


def test_letters_go_on_and_numerals_stand_below_them() -> None:
    letters = [Item(f"{letter}) kohta") for letter in "abcdefgh"]
    assert _outlined(*(f"{letter}) kohta" for letter in "abcdefghij")) == [*letters, Item("i) kohta"), Item("j) kohta")]
    assert _outlined("a) ensin", "i) osa", "ii) osa", "b) sitten") == [
        Item("a) ensin"),
        Item("i) osa", 1),
        Item("ii) osa", 1),
        Item("b) sitten"),
    ]


def test_an_annex_begins_its_own_numbers_one_level_below() -> None:
    assert _outlined("1 Tarkoitus", "Teksti.", "Liite 1 Kriteerit", "1 Lelut", "Teksti.") == [
        Heading(2, "1 Tarkoitus"),
        Paragraph("Teksti."),
        Heading(2, "Liite 1 Kriteerit"),
        Heading(3, "1 Lelut"),
        Paragraph("Teksti."),
    ]


def test_a_heading_without_a_number_has_the_level_of_its_looks() -> None:
    large, bold = (14.0, True), (10.0, True)
    entries = [Entry("1 Ensin", style=large), Entry("Alaotsikko", style=bold), Entry("Liitännäinen", style=large)]
    assert outlined(entries) == [Heading(2, "1 Ensin"), Heading(3, "Alaotsikko"), Heading(2, "Liitännäinen")]
