"""Blocks become lines, and the ends of pages stay true."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.extract.blocks import Block, Heading, Item, Paragraph, Row, plain, render
from ingest.types import PageEnd

_TEXT = st.text(st.sampled_from("aä <>[]()!#-|*&;/\"'=1.:\n\u00ad{}`") | st.characters(codec="utf-8"), max_size=40)


def test_lists_and_tables_stand_together_and_all_else_apart() -> None:
    blocks: list[Block] = [
        Heading(2, "1 Toimet"),
        Paragraph("Yksikkö:"),
        Item("a) ostaa"),
        Item("osan", 1),
        Paragraph("alaviite", within=2),
        Item("b) myy"),
        Row(("Vuosi", "Osuus"), first=True),
        Row(("2025", "")),
    ]
    assert render(blocks)[0] == (
        "## 1 Toimet\n\nYksikkö:\n\n- a) ostaa\n  - osan\n    alaviite\n- b) myy\n\n| Vuosi | Osuus |\n| 2025 |  |\n"
    )


def test_a_block_belongs_to_the_page_on_which_it_begins() -> None:
    text, ends = render([Paragraph("Alku jatkuu.", 1), Paragraph("Kolmas.", 3)])
    assert ends == (PageEnd(12, 1), PageEnd(len(text), 3))


@given(st.lists(st.tuples(_TEXT, st.integers(1, 5))))
def test_cleaning_changes_nothing_and_ends_grow(texts: list[tuple[str, int]]) -> None:
    text, ends = render([Paragraph(words, page) for words, page in texts])
    assert clean(text) == text
    assert [end.end for end in ends] == sorted({end.end for end in ends})
    assert [end.page for end in ends] == sorted({end.page for end in ends})
    assert not ends or ends[-1].end == len(text)


def test_a_line_cannot_pass_for_a_heading_or_row() -> None:
    assert plain("## Otsikko") == "Otsikko"
    assert plain("a <b> c") == "a c"
    assert render([Row(("a | b", "c"), first=True)])[0] == "| a / b | c |\n"
