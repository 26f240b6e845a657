"""What is known of the sites whose pages are read often: the rules of `sites.toml`."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from ingest.extract.html.tree import words

RULES = Path(__file__).parent / "sites.toml"
_ENOUGH_WORDS = 25
"""A selector that finds less has not found the main text."""


@dataclass(frozen=True, slots=True)
class Site:
    """The rules of a site; `sites.toml` tells what each key means."""

    name: str
    hosts: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    card_end: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


UNKNOWN = Site("unknown")


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What is no main text on any site; `sites.toml` tells what each key means."""

    tags: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    leftovers: frozenset[str]


@cache
def everywhere() -> Everywhere:
    """The rules that hold on every site."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))["everywhere"]
    return Everywhere(**{key: frozenset(values) for key, values in rules.items()})


@cache
def sites() -> tuple[Site, ...]:
    """The known sites, in the order in which they are tried."""
    entries = tomllib.loads(RULES.read_text(encoding="utf-8"))["site"]
    return tuple(Site(entry.pop("name"), **{key: tuple(value) for key, value in entry.items()}) for entry in entries)


def site_of(url: str, soup: BeautifulSoup) -> Site:
    """The site that a page is of: by its host, or else by how it is built; `UNKNOWN` for any other."""
    host = (urlsplit(url).hostname or "").lower()
    for site in sites():
        if any(fnmatchcase(host, pattern) for pattern in site.hosts):
            return site
    built = (site for site in sites() if any(soup.select_one(marker) for marker in site.markers))
    return next(built, UNKNOWN)


def main_text_of(soup: BeautifulSoup, site: Site) -> Sequence[Tag]:
    """The elements that hold the main text by the site's rules; none where the rules find too little."""
    for selector in site.content:
        found = _outermost(soup.select(selector))
        if sum(len(words(tag).split()) for tag in found) >= _ENOUGH_WORDS:
            return found
    return ()


def _outermost(tags: Sequence[Tag]) -> list[Tag]:
    """Those that stand in no other of them."""
    chosen = {id(tag) for tag in tags}
    return [tag for tag in tags if not any(id(above) in chosen for above in tag.parents)]
