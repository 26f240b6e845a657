"""A wording becomes a document that can be quoted: named by its address, proven page by page, with its deal's term."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.deals import read_deals
from corpus.types import Kind
from ingest.clean import clean
from ingest.split import split
from ingest.types import Claim, Extracted, PageEnd, Wording
from ingest.versions.documents import Identity, cleaned, document_of, tells_something, title_of
from tests.ingest.pairs import read_pairs
from tests.ingest.wordings import wording

URL = "https://example.fi/sopimus.pdf"
PAGES = ["Ensimmäisen sivun lause.\n\n", "Toinen sivu: <b>lihava</b> lause &amp; muuta.\n\n", "Kolmas sivu päättyy.\n"]


def paged(pages: list[str], deal: str = "daycare-chemicals") -> Wording:
    ends = [PageEnd(sum(map(len, pages[: n + 1])), n + 1) for n in range(len(pages))]
    of = wording(URL, "".join(pages), deal=deal, kind=Kind.AGREEMENT, official=True, published=date(2020, 11, 4))
    return Wording(
        of.url,
        cleaned(Extracted("Sopimus", "".join(pages), "fi", of.extracted.published, pages=tuple(ends))),
        of.claim,
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(2026, 11, 23, 22, 30, tzinfo=UTC),
        latest=True,
    )


def test_each_statement_of_a_file_is_proven_by_its_page() -> None:
    document = document_of(paged(PAGES), "fi", Identity("s", "Sopimus"), {})
    said = {statement.text: statement.sources for passage in split(document) for statement in passage.statements}
    assert {text: [source.url for source in sources] for text, sources in said.items()} == {
        "Ensimmäisen sivun lause.": [f"{URL}#page=1"],
        "Toinen sivu: lihava lause &amp; muuta.": [f"{URL}#page=2"],
        "Kolmas sivu päättyy.": [f"{URL}#page=3"],
    }


def test_a_document_tells_where_when_and_under_which_term_it_was_read() -> None:
    deals = read_deals()
    document = document_of(paged(PAGES), "fi", Identity("s", "Sopimus", ("https://a.fi",), "newer"), deals)
    assert (document.id, document.subject, document.superseded_by) == ("s.fi", "s", "newer")
    assert document.checked == document.sources[0].seen == date(2026, 11, 24), "22.30 UTC is the next day in Helsinki"
    assert (document.published, document.valid_from) == (date(2020, 11, 4), None)
    assert document.valid_until == deals["daycare-chemicals"].valid_until
    assert (document.kind, document.official, document.confidence) == (Kind.AGREEMENT, True, "high")
    assert document.aliases == ("https://a.fi",)


def test_a_text_of_no_deal_has_no_term_and_one_that_is_not_official_less_confidence() -> None:
    document = document_of(wording(URL, "Lause tässä.\n"), "fi", Identity("s", "T"), read_deals())
    assert (document.valid_until, document.confidence) == (None, "medium")
    assert [source.url for source in document.sources] == [URL]
    assert [(proof.end, proof.sources) for proof in document.proofs] == [(len(document.text), (0,))]


@given(st.lists(st.text("ab c.\n<>&;[]()!#|-*1", max_size=30), min_size=1, max_size=5))
def test_the_ends_of_pages_stay_true_whatever_cleaning_takes_away(pages: list[str]) -> None:
    of = paged(pages)
    ends = [0, *(page.end for page in of.extracted.pages)]
    assert [of.extracted.text[a:b] for a, b in pairwise(ends)] == [clean(page) for page in pages]


def test_cleaning_a_text_as_extraction_gives_it_changes_nothing() -> None:
    for pair in read_pairs():
        for page in (pair.a, pair.b):
            assert cleaned(page.wording.extracted) == page.wording.extracted


@pytest.mark.parametrize(
    ("extracted", "of_many", "title"),
    [
        (Extracted("Sivun nimi", "# Muu\n\nLause.", "fi"), False, "Sivun nimi"),
        (Extracted("", "Alku.\n\n## Tavoitteet\n\nLause.", "fi"), False, "Tavoitteet"),
        (Extracted("Uutinen", "## Vantaa liittyi\n\nLause.", "fi"), True, "Vantaa liittyi"),
        (Extracted("Uutinen", "Lause.", "fi", breadcrumb=("Etusivu", "Vantaa liittyi")), True, "Vantaa liittyi"),
        (Extracted("Uutinen", "Lause.", "fi"), True, "Uutinen"),
        (Extracted(" <b></b> ", "Lause.", "fi"), False, "https://a.fi"),
        (Extracted("Yksi\n<b>rivi</b>", "Lause.", "fi"), False, "Yksi rivi"),
    ],
)
def test_a_title_is_the_pages_own_or_what_tells_most(extracted: Extracted, of_many: bool, title: str) -> None:
    assert title_of(extracted, of_many, "https://a.fi") == title


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("## Pelkkä otsikko tässä on\n", False),
        ("", False),
        ("1.2.2024\n", False),
        ("Lue lisää\n", False),
        ("## Otsikko\n\nTässä on lause.\n", True),
        ("- yksi kohta listassa\n", True),
    ],
)
def test_a_text_without_a_sentence_says_nothing(text: str, tells: bool) -> None:
    assert tells_something(text) is tells


def test_an_unknown_deal_is_no_error() -> None:
    of = wording(URL, "Lause tässä on.\n")
    other = Wording(of.url, of.extracted, Claim("no-such", Kind.PAGE, False), of.first_seen, of.last_seen, True)
    assert document_of(other, "fi", Identity("s", "T"), read_deals()).valid_until is None
