"""Whole pages in the shapes of the known sites, and of others, give the text and the metadata that stand beside them."""

import pytest

from ingest.extract import extract
from tests.ingest.extract.saved import SavedPage, saved_pages

SAVED = saved_pages()
PAGES = pytest.mark.parametrize("page", SAVED, ids=lambda page: page.name)


@PAGES
def test_a_saved_page_gives_the_text_beside_it(page: SavedPage) -> None:
    assert extract(page.fetched).text == page.text


@PAGES
def test_a_saved_page_gives_the_metadata_beside_it(page: SavedPage) -> None:
    found, expected = extract(page.fetched), page.expected
    assert (found.title, found.language) == (expected.title, expected.language)
    assert (found.published, found.changed) == (expected.published, expected.changed)
    assert found.breadcrumb == expected.breadcrumb
    assert tuple(link.url for link in found.links) == expected.links
