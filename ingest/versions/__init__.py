"""Wordings -> documents: one for each text, whatever addresses show it; older wordings are kept, and called so."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.deals import Deal, read_deals
from corpus.types import Document
from ingest.types import Doubt, Reason, Unsure, Wording
from ingest.versions.addresses import Site, known_sites, subject_of
from ingest.versions.documents import Identity, document_of, subject_of_former
from ingest.versions.kinship import Kinship, Page
from ingest.versions.likeness import Content, containment, says_the_same
from ingest.versions.lineage import Lineage, trace
from ingest.versions.pages import Address, read_addresses

FORMER_KEPT = 5
"""Former wordings of an address that are documents, the newest; a page with a counter has a new one each night."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The documents by id; each alias with the address whose document has its text; the pairs that stay open.

    `left_out` are the addresses whose text now is no document, with the reason.
    """

    documents: tuple[Document, ...]
    alias_of: Mapping[str, str]
    unsure: tuple[Unsure, ...]
    left_out: Mapping[str, Reason]


def settle(
    wordings: Sequence[Wording], deals: Mapping[str, Deal] | None = None, sites: Sequence[Site] | None = None
) -> Settled:
    """Make documents of all that was read; the order of `wordings` means nothing.

    `deals` and `sites` are the known ones where they are not given. Raises DealsError, AddressesError where these
    cannot be read.
    """
    addresses, left_out = read_addresses(wordings, known_sites() if sites is None else sites)
    lineage = trace([address.now for address in addresses])
    naming = _Naming(lineage, read_deals() if deals is None else deals)
    documents = [*naming.texts(), *naming.former(addresses)]
    return Settled(
        documents=tuple(sorted(documents, key=lambda document: document.id)),
        alias_of={_url(page): _url(text.pages[0]) for text in lineage.texts for page in text.pages[1:]},
        unsure=tuple(sorted(_unsure(lineage), key=lambda pair: pair.urls)),
        left_out=left_out,
    )


@dataclass(frozen=True, slots=True)
class _Naming:
    """Makes documents of texts and of former wordings, each with the subject that took its place."""

    lineage: Lineage
    deals: Mapping[str, Deal]

    def texts(self) -> Iterator[Document]:
        """A document for each text that is said now, also where a newer wording stands at another address."""
        for position, (lead, *others) in enumerate(text.pages for text in self.lineage.texts):
            newest = self.lineage.newest(position)
            yield self._document(
                lead,
                subject_of(_url(lead)),
                aliases=tuple(sorted(map(_url, others))),
                superseded_by=None if newest == position else self._subject(newest),
            )

    def former(self, addresses: Sequence[Address]) -> Iterator[Document]:
        """A document for each text that is said no more, told once; of an address no more than `FORMER_KEPT`."""
        before = [(page, address.now) for address in addresses for page in address.before]
        before.sort(key=lambda pair: (pair[0].location.staging, _url(pair[0])))
        before.sort(key=lambda pair: pair[0].wording.last_seen, reverse=True)
        said_now = {text.pages[0].content.letters for text in self.lineage.texts}
        kept: dict[int, list[Content]] = defaultdict(list)
        for position, text in enumerate(self.lineage.texts):
            kept[self.lineage.newest(position)].append(text.pages[0].content)
        text_of = {_url(page): position for position, text in enumerate(self.lineage.texts) for page in text.pages}
        made: Counter[str] = Counter()
        for page, now in before:
            newest = self.lineage.newest(text_of[_url(now)])
            content = page.content
            if made[_url(page)] == FORMER_KEPT or content.letters in said_now:
                continue
            if any(says_the_same(content, other) for other in kept[newest]):
                continue
            kept[newest].append(content)
            made[_url(page)] += 1
            subject = subject_of_former(page.wording, content)
            yield self._document(page, subject, aliases=(), superseded_by=self._subject(newest))

    def _subject(self, position: int) -> str:
        return subject_of(_url(self.lineage.texts[position].pages[0]))

    def _document(self, page: Page, subject: str, aliases: tuple[str, ...], superseded_by: str | None) -> Document:
        identity = Identity(subject, page.title, aliases, superseded_by)
        return document_of(page.wording, page.language, identity, self.deals)


def _url(page: Page) -> str:
    return page.wording.url


def _unsure(lineage: Lineage) -> Iterator[Unsure]:
    for a, b, kind in lineage.open:
        first, second = sorted((lineage.texts[a].pages[0], lineage.texts[b].pages[0]), key=_url)
        shared = containment(first.content, second.content)
        yield Unsure((_url(first), _url(second)), _doubt(first, second, kind), round(shared, 2))


def _doubt(first: Page, second: Page, kind: Kinship) -> Doubt:
    if kind is Kinship.WORDINGS:
        return Doubt.WHICH_IS_NEWER
    same_deal = first.wording.claim.deal == second.wording.claim.deal
    return Doubt.SAME_PAGE if same_deal else Doubt.WHOSE
