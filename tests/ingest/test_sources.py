"""The sources to fetch and the rules of links: read strictly, applied in order."""

from pathlib import Path

import pytest

from corpus.types import Kind
from ingest.sources import Followed, SourcesError, read_sources
from ingest.types import Link

FILE = """
[[source]]
url = "https://deals.fi/sites"
title = "Sites"
language = "fi"
deal = "emission-free-sites"
kind = "page"
cited = false
official = true

[[source]]
url = "https://www.city.fi/news"
title = "News"
language = "fi"
deal = "general"
kind = "news"
cited = false

[[rule]]
on = 'deals'
link = '\\.pdf$'
words = 'sopimus'
kind = "agreement"
depth = 1

[[rule]]
on = 'deals'
link = '\\.pdf$'
depth = 2
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_the_sources_that_are_shipped_can_be_read() -> None:
    sources = read_sources()
    assert len(sources.by_url) > 140
    assert "www.hankintakeino.fi" in sources.hosts


def test_a_host_may_be_asked_with_and_without_www(file: Path) -> None:
    assert read_sources(file).hosts == {"deals.fi", "www.deals.fi", "city.fi", "www.city.fi"}


def test_the_first_rule_that_fits_tells_what_a_link_is(file: Path) -> None:
    sources = read_sources(file)
    agreement = Link("https://deals.fi/a.pdf", "Sopimus (pdf)")
    assert sources.follow("https://deals.fi/sites", "emission-free-sites", 0, agreement) == Followed(
        Kind.AGREEMENT, "emission-free-sites", official=True
    )
    other = Link("https://deals.fi/b.pdf", "Esite")
    assert sources.follow("https://deals.fi/sites", "emission-free-sites", 0, other) == Followed(
        None, "emission-free-sites", official=True
    )


def test_the_deal_of_a_general_page_is_left_open(file: Path) -> None:
    link = Link("https://city.fi/a.pdf", "Sopimus")
    assert read_sources(file).follow("https://deals.fi/sites", "general", 0, link) == Followed(
        Kind.AGREEMENT, None, official=False
    )


def test_no_link_is_followed_further_than_its_rule_or_to_other_hosts_or_to_a_source(file: Path) -> None:
    sources = read_sources(file)
    page, deal = "https://deals.fi/sites", "emission-free-sites"
    agreement = Link("https://deals.fi/a.pdf", "Sopimus")
    further = sources.follow(page, deal, 1, agreement)
    assert further is not None
    assert further.kind is None, "the second rule reaches further"
    assert sources.follow(page, deal, 2, agreement) is None
    assert sources.follow(page, deal, 0, Link("https://elsewhere.fi/a.pdf", "Sopimus")) is None
    assert sources.follow(page, deal, 0, Link("https://www.city.fi/news", "Sopimus")) is None
    assert sources.follow("https://www.city.fi/news", deal, 0, agreement) is None


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('deal = "general"\nkind = "news"', 'deal = "unheard-of"\nkind = "news"', "unheard-of"),
        ("depth = 1", "depth = 9", "depth"),
        ("cited = false\nofficial", "cited = false\nofficially", "official"),
        ("link = '", "link = '(", "regular expression"),
        ('url = "https://www.city.fi/news"', 'url = "https://deals.fi/sites"', "stand twice"),
        ('url = "https://www.city.fi/news"', 'url = "http://[x/news"', "names no host"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(file: Path, right: str, wrong: str, named: str) -> None:
    file.write_text(FILE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(SourcesError, match=named) as refused:
        read_sources(file)
    assert str(file) in str(refused.value)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (FILE.replace("depth = 1", "depth = 9"), r"rule number 1 \(.+\) depth: "),
        (FILE.replace('deal = "general"', 'deal = "unheard-of"', 1), r"source number \d \(https://.+\) deal: "),
        ("source = [1]", "source number 1: "),
        ("source = 4", "source: "),
        (FILE + "[[rule]]\non = 3\nlink = 'x'\ndepth = 1\n", "3 is no text in quotes"),
    ],
)
def test_the_entry_that_is_wrong_is_told_by_its_number_and_address(file: Path, text: str, named: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourcesError, match=named):
        read_sources(file)


def test_a_missing_file_is_told_with_the_setting_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match=r"nowhere cannot be read.*GREENDEAL_SOURCES"):
        read_sources(tmp_path / "nowhere")


def test_a_file_that_is_no_toml_is_named(file: Path) -> None:
    file.write_text("[[source", encoding="utf-8")
    with pytest.raises(SourcesError, match=r"sources\.toml cannot be read"):
        read_sources(file)


def test_the_shipped_rules_find_the_agreement_on_a_deals_page_and_leave_the_rest_to_a_person() -> None:
    sources = read_sources()
    page = "https://sitoumus2050.fi/varhaiskasvatus"
    follow = [
        sources.follow(page, "daycare-chemicals", 0, link)
        for link in (
            Link("https://sitoumus2050.fi/documents/20143/0/Sopimus.pdf/abc", "Green deal -sopimus (pdf)"),
            Link("https://sitoumus2050.fi/documents/20143/0/Kriteerit.pdf/abc", "Hankintakriteerit"),
            Link("https://sitoumus2050.fi/esite.pdf", "Esite"),
            Link("https://sitoumus2050.fi/varhaiskasvatus/sitoutuneet", "Sitoutuneet"),
        )
    ]
    assert [link and link.kind for link in follow] == [Kind.AGREEMENT, Kind.CRITERIA, None, None]
    assert follow[2] is not None
    assert follow[3] is None
