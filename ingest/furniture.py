"""What many pages of a site show and none of them is about: announcements, footers, titles such as "Uutinen"."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.addresses import Location
from ingest.likeness import Content, lines_of, read, resemblance
from ingest.types import Wording

MANY = 4
"""Pages. One more than the generations of a page that there are."""

_OTHER = 0.2
"""Two texts that resemble each other less are not the same page. Of the pairs of `tests/ingest/pairs.py` that are, one
resembles less."""

_EDGE = 3
"""Lines at the beginning and at the end of a page; nothing further inside is furniture."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """By site: the lines at the edges of its pages, and the titles, that it gives to many pages."""

    lines: dict[str, frozenset[str]]
    titles: dict[str, frozenset[str]]


def find_furniture(wordings: Iterable[tuple[Location, Wording]]) -> Furniture:
    """Look for what at least `MANY` pages of a site share that are otherwise unlike."""
    lines: dict[tuple[str, str], list[_Page]] = defaultdict(list)
    titles: dict[tuple[str, str], list[_Page]] = defaultdict(list)
    for location, wording in wordings:
        extracted = wording.extracted
        page = _Page(location.page, read(extracted.text, extracted.language or "fi"))
        shown = lines_of(extracted.text)
        for line in dict.fromkeys((*shown[:_EDGE], *shown[-_EDGE:])):
            lines[location.site, line].append(page)
        titles[location.site, extracted.title].append(page)
    return Furniture(_shared(lines), _shared(titles))


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    content: Content


def _shared(pages: dict[tuple[str, str], list[_Page]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for (site, text), shown_on in pages.items():
        if _on_many(shown_on):
            found[site].add(text)
    return {site: frozenset(texts) for site, texts in found.items()}


def _on_many(pages: Sequence[_Page]) -> bool:
    """Whether these are at least `MANY` pages, not counting twice what may be a wording of one counted already."""
    counted: list[_Page] = []
    for page in pages:
        if len(counted) == MANY:
            break
        if all(page.name != other.name and resemblance(page.content, other.content) < _OTHER for other in counted):
            counted.append(page)
    return len(counted) >= MANY
