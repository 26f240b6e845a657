"""An official page covers a statement of ours only where nothing is lost by it, and only while it still says so."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.covers import Cover, find_covers, read_covers, write_covers
from corpus.types import Document, Kind, Passage
from ingest.split import split
from tests.documents import document

OURS = "Vuoden 2030 loppuun mennessä vähintään 50 prosenttia työkoneista toimii sähköllä."
THEIRS = "Työkoneista vähintään 50 % toimii sähköllä vuoden 2030 loppuun mennessä."


def own(text: str = OURS) -> Document:
    return document("own", f"## Mikä on tavoite?\n\n{text}\n")


def gap(heading: str, text: str) -> Document:
    ours = document("gap", f"## {heading}\n\nAineistossa ei kerrota {text}.\n")
    return replace(ours, kind=Kind.GAP, published=date(2024, 6, 13))


def page(text: str = THEIRS, kind: Kind = Kind.PAGE, subject: str = "page", published: date | None = None) -> Document:
    fetched = document(subject, f"## 2 Tavoitteet\n\n{text}\n")
    return replace(fetched, kind=kind, official=True, published=published)


def covers(*documents: Document) -> dict[str, tuple[Cover, ...]]:
    return dict(find_covers([passage for text in documents for passage in split(text)]))


def test_the_same_in_other_words_covers_ours() -> None:
    assert covers(own(), page()) == {"own.fi#0": (Cover(0, "page.fi#0", (0,)),)}


def test_without_official_pages_nothing_is_covered(passages: list[Passage]) -> None:
    assert find_covers(passages) == {}


@pytest.mark.parametrize(
    "other",
    [
        page(THEIRS.replace("50", "40")),
        page("Työkoneista vähintään 50 % toimii sähköllä."),
        page(THEIRS.replace("Työkoneista", "Väyläviraston työkoneista")),
        page("Se toimii sähköllä, ja työkoneista vähintään 50 % vuoden 2030 loppuun mennessä."),
        replace(page(), superseded_by="new"),
        replace(page(), official=False),
        replace(page(), valid_until=date(2025, 12, 31)),
        replace(page(), id="page.sv", language="sv"),
        replace(page(), deal="daycare-chemicals"),
    ],
    ids=["other figure", "no year", "of one", "points back", "superseded", "unofficial", "ended", "Swedish", "deal"],
)
def test_what_says_something_else_or_no_longer_says_it_does_not(other: Document) -> None:
    assert covers(own(), other) == {}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "Kriteerejä on siivoukselle, patjoille, astioille, tekstiileille, leikkivälineille ja kalusteille.",
            "Kriteerejä on siivoukselle, patjoille, astioille, leikkivälineille.",
        ),
        (
            "Työkoneet toimivat biokaasulla, sähköllä ja vedyllä.",
            "Työkoneista 20 prosenttia toimii biokaasulla, sähköllä ja vedyllä.",
        ),
        ("Työkoneen päästöluokka.", "| Vuosi | Työkoneen päästöluokka |\n| --- | --- |\n| 2022 | Stage IV |"),
        ("Ryhmät ovat:\n\n- leikkivälineet\n- kalusteet", "Leikkivälineet."),
        (
            "Osapuolet ovat:\n\n- sosiaali- ja terveysministeriö",
            "Osapuolet ovat sosiaali- ja terveysministeriö sekä ympäristöministeriö.",
        ),
    ],
    ids=[
        "something is lost",
        "a number is put in",
        "the head of a table",
        "a word in a list",
        "more than an item says",
    ],
)
def test_what_only_resembles_ours_does_not(ours: str, theirs: str) -> None:
    # other texts, so that the words weigh as words of the field do
    others = document("others", "".join(f"Muuta kerrotaan luvussa {letter}.\n\n" for letter in "abcdefghijklmnopqrstu"))
    assert covers(own(ours), page(theirs), others) == {}


def test_a_text_of_ours_that_was_replaced_is_not_covered() -> None:
    assert covers(replace(own(), superseded_by="new"), page()) == {}


def test_what_binds_covers_before_news() -> None:
    found = covers(own(), page(kind=Kind.NEWS, subject="a"), page(kind=Kind.AGREEMENT, subject="b"))
    assert found["own.fi#0"][0].passage == "b.fi#0"


def test_an_item_covers_a_sentence_with_what_it_stands_under_and_an_item_alone() -> None:
    listed = f"Tavoitteet ovat:\n\n- {THEIRS}"
    assert covers(own(), page(listed))["own.fi#0"] == (Cover(0, "page.fi#0", (0, 1)),)
    ours = own(f"Sopimuksessa on tavoite:\n\n- {OURS}")
    assert covers(ours, page(listed))["own.fi#0"] == (Cover(1, "page.fi#0", (1,)),)


ASKED = "Paljonko työmaiden tärinä saa olla kuorma-autoissa?"
TOLD = "Tärinä kuorma-autoissa saa olla työmaiden teillä enintään 5 metriä sekunnissa."


def test_a_gap_gives_way_to_what_a_later_or_binding_page_tells() -> None:
    untold = gap(ASKED, "paljonko tärinä saa olla")
    for told in (page(TOLD, published=date(2026, 1, 1)), page(TOLD, Kind.AGREEMENT)):
        assert covers(untold, told) == {"gap.fi#0": (Cover(0, "page.fi#0", (0,)),)}


@pytest.mark.parametrize(
    "told",
    [
        page(TOLD, published=date(2021, 1, 1)),
        page(TOLD),
        page("Kuorma-autojen tärinästä työmaiden teillä keskusteltiin.", Kind.AGREEMENT),
        page("Kuorma-autoja on 5 kappaletta.", Kind.AGREEMENT),
        page("### Tärinä kuorma-autoissa\n\nTyömaiden teillä se on enintään 5 metriä sekunnissa.", Kind.AGREEMENT),
    ],
    ids=["before", "no date", "no figure", "something else", "in the heading"],
)
def test_a_gap_stays_where_a_page_cannot_know_or_tells_something_else(told: Document) -> None:
    assert covers(gap(ASKED, "paljonko tärinä saa olla"), told) == {}


def test_a_gap_does_not_give_way_to_what_our_texts_tell_already() -> None:
    known = "Tärinä saa olla kuorma-autoissa työmaiden teillä enintään 5 metriä sekunnissa."
    assert "gap.fi#0" not in covers(gap(ASKED, "paljonko tärinä saa olla"), own(known), page(TOLD, Kind.AGREEMENT))


def test_a_gap_about_one_is_not_told_by_what_another_does() -> None:
    untold = gap("Toimiiko Motiva vielä neuvojana työmailla?", "toimiiko Motiva")
    assert "gap.fi#0" in covers(untold, page("Motiva toimii neuvojana työmailla.", Kind.AGREEMENT))
    assert covers(untold, page("Hansel toimii neuvojana työmailla.", Kind.AGREEMENT)) == {}


def test_where_to_ask_stays_our_advice() -> None:
    ours = own("Sopimuksesta voi kysyä Motivan neuvojalta työmailla.")
    assert covers(ours, page("Sopimuksesta voi kysyä Motivan neuvojalta työmailla.")) == {}


def test_how_a_year_ended_is_not_told_before_it() -> None:
    untold = gap("Olivatko työmaat fossiilittomia vuoden 2025 lopussa?", "olivatko työmaat fossiilittomia")
    told = "Vuoden 2025 lopussa 62 prosenttia työmaista oli fossiilittomia."
    assert "gap.fi#0" in covers(untold, page(told, Kind.NEWS, published=date(2026, 6, 2)))
    assert covers(untold, page(told, Kind.AGREEMENT, published=date(2024, 9, 9))) == {}


def test_covers_are_read_as_they_were_written(tmp_path: Path) -> None:
    passages = [passage for text in (own(), page()) for passage in split(text)]
    write_covers(tmp_path / "covers.json", passages)
    assert read_covers(tmp_path / "covers.json") == find_covers(passages)
