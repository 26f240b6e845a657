"""Pages -> texts, each with the addresses that show it -> which text took the place of which."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ingest.versions.kinship import SOME, Kinship, Page, kinship

_COMMON = 50
"""Texts. A run of words that more of them have is of no page in particular."""

Kinships = dict[tuple[int, int], Kinship]
"""What is known of pairs of pages, by their positions, the smaller first; all others have nothing in common."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text and the pages that show it; the first is the one that is quoted."""

    pages: tuple[Page, ...]

    @property
    def told(self) -> date | None:
        """The last day of which a page tells that it says this."""
        return max((page.told for page in self.pages if page.told), default=None)

    @property
    def rank(self) -> tuple[date, bool, bool]:
        """Higher is newer; of the same day, what can still be read, and then what is no vendor's copy."""
        shown = any(page.shown for page in self.pages)
        return self.told or date.min, shown, not all(page.location.staging for page in self.pages)


@dataclass(frozen=True, slots=True)
class Lineage:
    """The texts, and by position the text that took the place of one; `open` are pairs of which that is not known."""

    texts: tuple[Text, ...]
    successor: dict[int, int]
    open: tuple[tuple[int, int, Kinship], ...]

    def newest(self, position: int) -> int:
        """The text that stands today in place of one."""
        while position in self.successor:
            position = self.successor[position]
        return position


def trace(pages: Sequence[Page]) -> Lineage:
    """Find out which pages show one text, and which texts are older wordings of others."""
    kinships = {(a, b): kinship(pages[a], pages[b]) for a, b in sorted(_candidates(pages))}
    members = _joined(len(pages), (pair for pair, kind in kinships.items() if kind is Kinship.SAME))
    texts = tuple(Text(tuple(sorted((pages[m] for m in group), key=_preference))) for group in members)
    text_of = {member: position for position, group in enumerate(members) for member in group}
    between: Kinships = {}
    for (a, b), kind in kinships.items():
        pair = text_of[a], text_of[b]
        pair = min(pair), max(pair)
        if kind in (Kinship.WORDINGS, Kinship.OPEN) and between.get(pair) is not Kinship.WORDINGS:
            between[pair] = kind
    lineage = Lineage(texts, _successors(texts, between), ())
    return Lineage(texts, lineage.successor, tuple(_open(lineage, between)))


def _candidates(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """The pairs that have one text, those whose addresses mean one page, and those that share many runs of words."""
    reading: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    meaning: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for position, page in enumerate(pages):
        reading[page.language, page.wording.claim.deal, page.content.letters].append(position)
        meaning[page.language, page.location.site, page.location.page].append(position)
    found = {(first, copy) for first, *copies in reading.values() for copy in copies}
    found.update(pair for positions in meaning.values() for pair in combinations(positions, 2))
    return found | _sharing(pages, [first for first, *_ in reading.values()])


def _sharing(pages: Sequence[Page], positions: Sequence[int]) -> set[tuple[int, int]]:
    """The pairs of these that share enough of the runs that are not common."""
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position in sorted(positions):
        for run in pages[position].content.runs:
            having[pages[position].language, run].append(position)
    rare = (holders for holders in having.values() if len(holders) <= _COMMON)
    shared = Counter(pair for holders in rare for pair in combinations(holders, 2))
    fewest = {pair: min(len(pages[position].content.runs) for position in pair) for pair in shared}
    return {pair for pair, count in shared.items() if count >= SOME * fewest[pair]}


def _joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The positions in groups, each with all that its pairs lead to."""
    group = {position: [position] for position in range(count)}
    for a, b in pairs:
        if group[a] is not group[b]:
            merged = sorted(group[a] + group[b])
            group.update(dict.fromkeys(merged, merged))
    return [members for position, members in group.items() if members[0] == position]


def _preference(page: Page) -> tuple[bool, bool, bool, int, bool, int, str]:
    """Orders the pages of one text, of which nothing said differs: official ones first, then those that a reader can
    open, the publisher's own, the newest, the plainest address."""
    url = page.wording.url
    newest = -(page.told or date.min).toordinal()
    secure = url.startswith("https:")
    return not page.wording.claim.official, not page.shown, page.location.staging, newest, not secure, len(url), url


def _successors(texts: Sequence[Text], between: Kinships) -> dict[int, int]:
    """The newest of the newer wordings of each text that has any."""
    newer: dict[int, list[int]] = defaultdict(list)
    for (a, b), kind in between.items():
        if kind is Kinship.WORDINGS and _comparable(texts[a], texts[b]) and texts[a].rank != texts[b].rank:
            old, new = (a, b) if texts[a].rank < texts[b].rank else (b, a)
            newer[old].append(new)
    return {old: max(found, key=lambda position: (texts[position].rank, -position)) for old, found in newer.items()}


def _comparable(a: Text, b: Text) -> bool:
    """Of a text with a day and one without, no one can say which is newer."""
    return (a.told is None) == (b.told is None)


def _open(lineage: Lineage, between: Kinships) -> Iterator[tuple[int, int, Kinship]]:
    for (a, b), kind in between.items():
        if lineage.newest(a) != lineage.newest(b):
            yield a, b, kind
