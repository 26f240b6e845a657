"""What many pages of a site show and none of them is about: announcements, footers, titles such as "Uutinen"."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.types import Wording
from ingest.versions.addresses import Location
from ingest.versions.likeness import lines_of, read

MANY = 4
"""Pages. One more than the generations of a page that there are."""

_OTHER = 0.2
"""Two texts that resemble each other less are not one page: of the wordings of one page in `tests/ingest/pairs.toml`,
those that are the least alike have a resemblance of .27."""

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
        page = _Page(location.page, read(extracted.text, "fi").runs)  # whose runs are the same in each language
        shown = lines_of(extracted.text)
        for line in dict.fromkeys((*shown[:_EDGE], *shown[-_EDGE:])):
            lines[location.site, line].append(page)
        titles[location.site, extracted.title].append(page)
    return Furniture(_shared(lines), _shared(titles))


@dataclass(frozen=True, slots=True)
class _Page:
    name: str
    runs: frozenset[str]


def _shared(pages: dict[tuple[str, str], list[_Page]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for (site, text), shown_on in pages.items():
        if len(shown_on) >= MANY and _on_many(shown_on, read(text, "fi").runs):
            found[site].add(text)
    return {site: frozenset(texts) for site, texts in found.items()}


def _on_many(pages: Sequence[_Page], shared: frozenset[str]) -> bool:
    """Whether these are at least `MANY` pages, not counting twice what may be a wording of one counted already."""
    counted: list[_Page] = []
    for page in pages:
        if all(page.name != other.name and _unlike(page.runs - shared, other.runs - shared) for other in counted):
            counted.append(page)
        if len(counted) == MANY:
            return True
    return False


def _unlike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) < _OTHER * len(a | b)
