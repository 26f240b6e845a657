"""A wording -> the document that is searched and quoted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from zoneinfo import ZoneInfo

from corpus.deals import Deal
from corpus.types import Document, Language, Proof, SourcePage
from ingest.clean import clean, clean_line
from ingest.types import Extracted, PageEnd, Wording
from ingest.versions.addresses import subject_of
from ingest.versions.likeness import Content, read

HELSINKI = ZoneInfo("Europe/Helsinki")
_FEWEST_WORDS = 3
"""Words of a statement. A text whose statements all have fewer says nothing."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is called: `subject` never changes while the address says this, whatever becomes of its title."""

    subject: str
    title: str
    aliases: tuple[str, ...] = ()
    superseded_by: str | None = None


def document_of(wording: Wording, language: Language, identity: Identity, deals: Mapping[str, Deal]) -> Document:
    """Make the document of a wording whose text is `cleaned`.

    A text of a deal carries the deal's term, whatever its kind, so that an answer tells when it has run out.
    """
    claim, extracted = wording.claim, wording.extracted
    sources, proofs = _proven(wording, identity.title)
    deal = deals.get(claim.deal)
    return Document(
        id=f"{identity.subject}.{language}",
        subject=identity.subject,
        deal=claim.deal,
        language=language,
        kind=claim.kind,
        title=identity.title,
        text=extracted.text,
        sources=sources,
        proofs=proofs,
        published=extracted.published,
        checked=sources[0].seen,
        valid_from=None,
        valid_until=deal.valid_until if deal else None,
        superseded_by=identity.superseded_by,
        confidence="high" if claim.official else "medium",
        official=claim.official,
        aliases=identity.aliases,
    )


def subject_of_former(wording: Wording, content: Content) -> str:
    """A name for what an address said before: with the day on which it last did, and a digest of what it said."""
    day = wording.last_seen.astimezone(HELSINKI).date()
    return f"{subject_of(wording.url)}-{day.isoformat()}-{content.digest}"


def title_of(extracted: Extracted, of_many: bool, url: str) -> str:
    """The page's title; where it has none, or one that it shares `of_many`, the first heading or the breadcrumb."""
    headings = (line.lstrip("#") for line in extracted.text.splitlines() if line.startswith("#"))
    own = () if of_many else (extracted.title,)
    candidates = (*own, *headings, *reversed(extracted.breadcrumb), extracted.title, url)
    return next(title for title in map(clean_line, candidates) if title)


def tells_something(text: str) -> bool:
    """Whether a text has a sentence, or an item that says something, beside its headings."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return any(len(statement) >= _FEWEST_WORDS for statement in read(body, "fi").statements)


def cleaned(extracted: Extracted) -> Extracted:
    """The extracted text without what its readers do not see.

    Each page of a file is cleaned for itself, so that the ends stay true whatever is taken away.
    """
    if not extracted.pages:
        return replace(extracted, text=clean(extracted.text))
    ends = [min(page.end, len(extracted.text)) for page in extracted.pages]
    ends[-1] = len(extracted.text)
    pieces = [clean(extracted.text[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
    lengths = accumulate(map(len, pieces))
    pages = tuple(PageEnd(end, page.page) for end, page in zip(lengths, extracted.pages, strict=True))
    return replace(extracted, text="".join(pieces), pages=pages)


def _proven(wording: Wording, title: str) -> tuple[tuple[SourcePage, ...], tuple[Proof, ...]]:
    """Which source each part of the text has: the page of a file, or the address."""
    seen = wording.last_seen.astimezone(HELSINKI).date()
    pages = wording.extracted.pages
    sources = [SourcePage(f"{wording.url}#page={page.page}", title, seen) for page in pages]
    proofs = [Proof(page.end, (number,)) for number, page in enumerate(pages)]
    if not pages:
        sources, proofs = [SourcePage(wording.url, title, seen)], [Proof(len(wording.extracted.text), (0,))]
    return tuple(sources), tuple(proofs)
