"""Whole pages in the shapes of known sites, and of others, give the text and the metadata that stand beside them."""

import pytest

from benchmarks.extraction import score
from ingest.extract import extract
from tests.ingest.extract.saved import SavedPage, saved_pages

SAVED = saved_pages()
ALL = pytest.mark.parametrize("page", SAVED, ids=lambda page: page.name)
KNOWN = pytest.mark.parametrize("page", [p for p in SAVED if p.expected.site == "known"], ids=lambda page: page.name)
GENERAL = pytest.mark.parametrize(
    "page", [p for p in SAVED if p.expected.site == "general"], ids=lambda page: page.name
)


@KNOWN
def test_a_page_of_a_known_site_gives_exactly_the_text_beside_it(page: SavedPage) -> None:
    assert extract(page.fetched).text == page.text


@GENERAL
def test_a_page_of_any_other_site_gives_all_of_its_text_and_little_else(page: SavedPage) -> None:
    found = extract(page.fetched).text
    missing = set(page.text.splitlines()) - set(found.splitlines())
    assert not missing
    assert score(page.text, found).precision > 0.85


@ALL
def test_a_saved_page_gives_the_metadata_beside_it(page: SavedPage) -> None:
    found, expected = extract(page.fetched), page.expected
    assert (found.title, found.language) == (expected.title, expected.language)
    assert (found.published, found.changed) == (expected.published, expected.changed)
    assert found.breadcrumb == expected.breadcrumb
    assert set(expected.links) <= {link.url for link in found.links}, "links of the menus are there too"
