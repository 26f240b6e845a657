"""The rules of `sites.toml` can be used as they stand."""

import pytest
from bs4 import BeautifulSoup

from ingest.extract.html.sites import UNKNOWN, Site, everywhere, main_text_of, site_of, sites

SOUP = BeautifulSoup("<html><body><main><p>a</p></main></body></html>", "lxml")
LINE = "sana " * 30


@pytest.mark.parametrize("site", sites(), ids=lambda site: site.name)
def test_every_selector_of_a_site_is_valid(site: Site) -> None:
    for selector in (*site.markers, *site.content, *site.drop, *site.dates):
        SOUP.select(selector)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.hankintakeino.fi/fi/x", "KEINO"),
        ("http://hankintakeino.fi/node/16", "KEINO"),
        ("https://hankintakeino-content.druid.fi/fi", "KEINO"),
        ("https://sitoumus2050.fi/en/x", "Commitment2050"),
        ("https://ym.fi/-/x", "ministries"),
        ("https://hankintakeino.fi.evil.example/", "unknown"),
        ("https://www.example.org/", "unknown"),
    ],
)
def test_a_site_is_known_by_its_host(url: str, name: str) -> None:
    assert site_of(url, SOUP).name == name


def test_a_site_is_known_by_how_it_is_built_where_its_host_is_not() -> None:
    page = BeautifulSoup('<html><head><meta name="generator" content="Drupal 9"></head></html>', "lxml")
    assert site_of("https://www.example.org/", page).name == "Drupal"


def test_the_best_selector_that_finds_enough_is_used_and_nothing_is_read_twice() -> None:
    page = BeautifulSoup(f"<div class=a>x</div><div class=b>{LINE}<div class=b>{LINE}</div></div>", "lxml")
    found = main_text_of(page, Site("s", content=(".a", ".b")))
    assert [tag["class"] for tag in found] == [["b"]]
    assert not main_text_of(page, UNKNOWN)


def test_the_words_of_furniture_are_written_as_they_are_compared() -> None:
    rules = everywhere()
    for word in (*rules.tags, *rules.roles, *rules.words, *rules.names, *rules.leftovers):
        assert word == word.lower().strip()
    assert all("-" not in word for word in rules.words)
