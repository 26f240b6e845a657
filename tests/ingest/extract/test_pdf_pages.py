"""What stands where on a page tells columns from labels, running heads from headings, and footnotes from clauses."""

from dataclasses import replace

import pytest

from ingest.extract.pdf.columns import Placed, in_reading_order
from ingest.extract.pdf.lines import lines_of
from ingest.extract.pdf.margins import split_references, take_footnotes, without_running_heads
from ingest.extract.pdf.page import Glyph, Line, Page
from ingest.extract.pdf.paragraphs import grouped
from ingest.extract.signing import signed_on
from ingest.extract.titles import is_real

_HEIGHT = 842.0


def _line(text: str, top: float, x0: float = 57, *, size: float = 10, page: int = 1, bold: bool = False) -> Line:
    return Line(text, x0, x0 + 5 * len(text), top, top + size, size, bold, page, 57, 540)


def _page(*lines: Line, number: int = 1) -> Page:
    return Page(number, _HEIGHT, tuple(replace(line, page=number) for line in lines), (), (), False, 100)


def _texts(placed: list[Placed]) -> list[str]:
    return [thing.text for thing in placed if isinstance(thing, Line)]


def _letters(text: str, x0: float = 50, top: float = 100, size: float = 10, width: float = 5) -> list[Glyph]:
    return [Glyph(c, x0 + i * width, x0 + (i + 1) * width, top, top + size, size, False) for i, c in enumerate(text)]


def test_columns_are_read_one_after_the_other_and_what_crosses_them_between() -> None:
    left = [_line(f"vasen palsta, rivi numero {n} tekstiä", 100 + 12 * n) for n in range(4)]
    right = [_line(f"oikea palsta, rivi numero {n} tekstiä", 104 + 12 * n, 300) for n in range(4)]
    title = _line("Otsikko, joka kulkee molempien palstojen yli koko sivun leveydeltä", 60)
    end = _line("Lopuksi on taas lause, joka kulkee molempien palstojen yli koko sivulla", 170)
    order = _texts(in_reading_order([*right, end, *left, title]))
    assert order == [title.text, *(line.text for line in left), *(line.text for line in right), end.text]


def test_labels_beside_their_values_are_read_across() -> None:
    rows = [("Osapuoli:", "Ympäristöministeriö"), ("Allekirjoitus:", "9.9.2020"), ("Voimassa:", "31.12.2030 saakka")]
    placed = [
        _line(text, 100 + 12 * n, x) for n, row in enumerate(rows) for text, x in zip(row, (57, 200), strict=True)
    ]
    assert _texts(in_reading_order(placed)) == [" ".join(row) for row in rows]


def test_running_heads_and_page_numbers_go_and_text_at_the_same_height_stays() -> None:
    pages = [
        _page(
            _line("Esimerkkisopimus", 30),
            _line(f"{n} (3)", 30, 480),
            _line("Dnro 1234", 42, 480),
            _line(f"Vuoden {2020 + n} oma lause on tässä.", 70),
            _line(str(n), 810, 300),
            number=n,
        )
        for n in (1, 2, 3)
    ]
    assert [[line.text for line in page.lines] for page in without_running_heads(pages)] == [
        [f"Vuoden {year} oma lause on tässä."] for year in (2021, 2022, 2023)
    ]


def test_a_clause_at_the_top_of_each_page_is_no_running_head() -> None:
    pages = [
        _page(_line("2.1", 60), _line("Osapuolet tapaavat vuosittain.", 60, 90)),
        _page(_line("3.4", 60), _line("Sopimus on vapaaehtoinen.", 60, 90), number=2),
        _page(_line("Vaatimus 3", 60, bold=True), number=3),
        _page(_line("Vaatimus 4", 60, bold=True), number=4),
    ]
    assert without_running_heads(pages) == pages


def test_a_title_that_later_pages_repeat_at_their_head_stays() -> None:
    title = _line("Esimerkki: muistio", 80, size=20)
    pages = [_page(title), *(_page(_line("Esimerkki: muistio", 30), number=n) for n in (2, 3))]
    assert [page.lines for page in without_running_heads(pages)] == [(title,), (), ()]


def test_a_footnote_is_known_by_the_reference_to_it() -> None:
    referring = _line("Laki on sitova\ue001.", 100)
    clause = _line("1 Sopimuksen tarkoitus", 120)
    note = _line("1 Laki 740/2021, joka tuli", 700, size=8)
    more = _line("voimaan elokuussa 2021.", 709, size=8)
    page, notes = take_footnotes(_page(referring, clause, note, more), 10)
    assert page.lines == (referring, clause)
    assert notes == {1: "Laki 740/2021, joka tuli voimaan elokuussa 2021."}
    assert split_references("sitova\ue001.", notes) == ("sitova.", [1])
    assert split_references("300 m\ue001 ja 5\ue002", notes) == ("300 m1 ja 52", [])


def test_without_a_reference_small_print_at_the_foot_is_text() -> None:
    page = _page(_line("Teksti.", 100), _line("1 Pientä", 700, size=8))
    assert take_footnotes(page, 10) == (page, {})


def test_letters_that_were_printed_twice_and_accents_by_themselves_are_put_right() -> None:
    twice = _letters("koti") + _letters("koti", x0=50.2)
    assert [line.text for line in lines_of(twice, 1)] == ["koti"]
    accented = [*_letters("t"), *_letters("¨", x0=55), *_letters("a", x0=55)]
    assert [line.text for line in lines_of(accented, 1)] == ["tä"]


def test_a_gap_is_a_space_and_a_wide_gap_ends_a_run() -> None:
    near, far = _letters("maa", x0=67), _letters("raja", x0=150)
    assert [line.text for line in lines_of([*_letters("oma"), *near, *far], 1)] == ["oma maa", "raja"]


def test_ligatures_and_bullets_of_symbol_fonts_are_written_out() -> None:
    bullet, text = _letters("\ufffd"), _letters("eﬁkas", x0=58)
    assert [line.text for line in lines_of([*bullet, *text], 1)] == ["• efikas"]


def _groups(*lines: Line) -> list[str]:
    return [" ".join(line.text for line in group) for group in grouped(lines) if isinstance(group, list)]


def test_a_paragraph_ends_where_a_line_was_ended_on_purpose() -> None:
    full = "Tämä rivi on niin pitkä, että se ulottuu palstan oikeaan reunaan asti ja vielä hieman sen yli."
    lines = [_line(full, 100), _line("ja päättyy tähän.", 112), _line("Toinen alkaa.", 124)]
    assert _groups(*lines) == [f"{full} ja päättyy tähän.", "Toinen alkaa."]


def test_a_paragraph_runs_over_the_page_and_lines_of_contents_are_left_out() -> None:
    lines = [
        _line("1 Tarkoitus ........ 3", 90),
        _line("Siirtymäaika päättyy", 780),
        _line("vuoden lopussa.", 60, page=2),
        _line("Uusi kappale.", 72, page=2),
    ]
    assert _groups(*lines) == ["Siirtymäaika päättyy vuoden lopussa.", "Uusi kappale."]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Helsingissä 9. päivänä syyskuuta 2020"], "2020-09-09"),
        (["Helsingfors den 9 september 2020"], "2020-09-09"),
        (["Julkaistu: 4.1.2024"], "2024-01-04"),
        (["Signed on 25 November 2020"], "2020-11-25"),
        (["Sopimus on voimassa 31.12.2030 saakka.", "Vuosi 2020"], "None"),
        (["Helsingissä 9.9.2020", "Espoossa 10.9.2020"], "None"),
        (["Helsingissä 31.2.2020"], "None"),
    ],
)
def test_the_day_of_signature_is_read_where_the_text_names_one(lines: list[str], day: str) -> None:
    assert str(signed_on(lines)) == day


@pytest.mark.parametrize(
    ("title", "real"),
    [
        ("Esimerkki: koneiden vaatimukset", True),
        ("Microsoft Word - koneiden vaatimukset.docx", False),
        ("untitled", False),
        ("Asiakirja1", False),
        ("Aivan toinen otsikko mallipohjasta", False),
    ],
)
def test_a_title_is_real_if_the_text_bears_it_out(title: str, real: bool) -> None:
    assert is_real(title, "Esimerkki: koneiden vaatimukset. Tämä on keksitty.") is real
