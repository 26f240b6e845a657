"""What the texts of two addresses are to each other: one document, two wordings of one page, or two things."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.analysis import content_words
from corpus.types import Kind, Language
from ingest.addresses import Location
from ingest.likeness import Content, containment, says_the_same
from ingest.types import Wording

# Set on the tuning half of the pairs in tests/ingest/pairs.py, which docs/ingestion/versions.md tells about.
MUCH = 0.3
"""Containment from which two texts of the same title and site are wordings of one page."""
SOME = 0.1
"""From here to `MUCH` that is open; of an address that is known to be the same page, this is enough."""
MOST = 0.6
"""From here on it is open whether texts of different titles on one site are wordings of one page."""
_ALIKE_TITLES = 0.6
"""The share of the words of two titles that both have."""


class Kinship(StrEnum):
    """What two texts are to each other."""

    SAME = "same"  # nothing that is said differs
    WORDINGS = "wordings"  # one page, at two times
    OPEN = "open"  # no rule tells
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Page:
    """What an address says, made ready to be compared.

    `about` are the lemmas of its title, empty for a title of many. `told` is the last day of which it is known that the
    page says this since then or longer; `shown` is False where it has not been seen for a while.
    """

    wording: Wording
    location: Location
    content: Content
    title: str
    about: frozenset[str]
    told: date | None
    shown: bool

    @property
    def language(self) -> Language:
        """The language of the text."""
        return self.content.language


def title_words(title: str, language: Language) -> frozenset[str]:
    """The lemmas of a title that tell what a page is about, without years."""
    return frozenset(word.lemma for word in content_words(title, language) if not word.lemma.isdigit())


def kinship(a: Page, b: Page) -> Kinship:
    """Judge two pages of one language.

    Texts of different sites are one document or two, never an older and a newer wording: who copies a release does
    not speak for its publisher. News stay as they were published, so no news item is a wording of another.
    """
    if says_the_same(a.content, b.content):
        return Kinship.SAME if a.wording.claim.deal == b.wording.claim.deal else Kinship.OPEN
    if a.location.site != b.location.site or a.wording.claim.deal != b.wording.claim.deal:
        return Kinship.OTHER
    shared = containment(a.content, b.content)
    if a.wording.claim.kind != b.wording.claim.kind or a.wording.claim.kind is Kind.NEWS:
        return Kinship.OPEN if shared >= MOST else Kinship.OTHER
    if a.location.page == b.location.page:
        return Kinship.WORDINGS if shared >= SOME else Kinship.OPEN
    if _alike(a, b):
        return Kinship.WORDINGS if shared >= MUCH else Kinship.OPEN if shared >= SOME else Kinship.OTHER
    return Kinship.OPEN if shared >= MOST else Kinship.OTHER


def _alike(a: Page, b: Page) -> bool:
    """Whether the titles, or the links that name the true address, say that it is the same page."""
    shared = len(a.about & b.about) / max(1, len(a.about | b.about))
    return shared >= _ALIKE_TITLES or b.wording.url == _canonical(a) or a.wording.url == _canonical(b)


def _canonical(page: Page) -> str | None:
    return page.wording.extracted.canonical
