"""What the texts of two addresses are to each other: one document, two wordings of one page, or two things."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.analysis import content_words
from corpus.types import Kind, Language
from ingest.types import Wording
from ingest.versions.addresses import Location
from ingest.versions.likeness import Content, containment, says_the_same

# Set on the tuning half of the pairs in tests/ingest/pairs.toml, which docs/ingestion/versions.md tells about.
SOME = 0.1
"""Containment from which two texts of one address, or of one title and site, may be wordings of one page."""
MUCH = 0.3
"""From here on they are, if the titles are equal; if one title only says more than the other, that is open."""
MOST = 0.8
"""From here on it is open for any two texts of a site."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_TELLS_NOTHING = frozenset(["green", "deal", "sopimus", "avtal", "agreement", "keino"])


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
    """The lemmas of a title that tell what a page is about: no years, and no words that every other title has."""
    words = frozenset(word.lemma for word in content_words(title, language) if not _YEAR.fullmatch(word.lemma))
    return words - _TELLS_NOTHING or words


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
    if shared >= MUCH and _same_name(a, b):
        return Kinship.WORDINGS
    return Kinship.OPEN if shared >= _open_from(a, b) else Kinship.OTHER


def _same_name(a: Page, b: Page) -> bool:
    """Whether the titles, or a link that names the true address, say that it is the same page."""
    if a.wording.extracted.canonical == b.wording.url or b.wording.extracted.canonical == a.wording.url:
        return True
    return bool(a.about) and a.about == b.about


def _open_from(a: Page, b: Page) -> float:
    """The containment from which no one can say; titles that each have a word of their own name two things."""
    if _same_name(a, b):
        return SOME
    return MUCH if a.about and b.about and (a.about <= b.about or b.about <= a.about) else MOST
