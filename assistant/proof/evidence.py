"""What a sentence rests on: the quotes it cites, and what stands around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.proof.reading import Reading, read
from assistant.types import Citation
from corpus.deals import Deal, read_deals
from corpus.types import LANGUAGES, Document, Language, Passage


@dataclass(frozen=True, slots=True)
class Evidence:
    """The quotes; the lines that lead into quoted list items; and what may be named besides.

    `around` are these leads, the headings, the title and the names of the deals: a sentence may take a name or a word
    from there, for a quote often leaves its subject to the heading; never a figure.
    """

    quotes: tuple[Reading, ...]
    leads: tuple[Reading, ...]
    around: tuple[Reading, ...]
    deals: frozenset[str]

    @property
    def together(self) -> tuple[Reading, ...]:
        """The quotes of one language as one text, so that what was exchanged between them is seen."""
        if len(self.quotes) > 1 and len({quote.language for quote in self.quotes}) == 1:
            return (read(" ".join(quote.text for quote in self.quotes), self.language),)
        return self.quotes

    @property
    def language(self) -> Language:
        """The language of the first quote."""
        return self.quotes[0].language


def is_quoted(text: str, quotes: Sequence[str]) -> bool:
    """Whether a text is one of the quotes, or some of them after one another."""
    rest = _plain(text)
    for quote in quotes:
        rest = rest.removeprefix(_plain(quote)).lstrip()
    return not rest or any(_plain(quote) == _plain(text) for quote in quotes)


def stands(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Whether a quote stands word for word in the stored text and names a page that says it."""
    document = documents.get(citation.passage.document_id)
    return document is not None and bool(citation.sources) and bool(citation.quote) and citation.quote in document.text


def gather(citations: Sequence[Citation]) -> Evidence:
    """Read what is cited."""
    leads = [(lead, c.passage.language) for c in citations for lead in _leads(c.passage, c.quote)]
    around = [(text, c.passage.language) for c in citations for text in (c.passage.title, *c.passage.section)]
    deals = frozenset(citation.passage.deal for citation in citations)
    names = [(deal.short[language], language) for deal in _deals() if deal.id in deals for language in LANGUAGES]
    return Evidence(
        tuple(read(c.quote, c.passage.language) for c in citations),
        tuple(read(text, language) for text, language in dict.fromkeys(leads)),
        tuple(read(text, language) for text, language in dict.fromkeys((*leads, *around, *names))),
        deals,
    )


def _leads(passage: Passage, quote: str) -> list[str]:
    """What a quoted list item stands under, the nearest first."""
    found: list[str] = []
    statement = next((s for s in passage.statements if s.text == quote), None)
    while statement is not None and statement.lead is not None:
        statement = passage.statements[statement.lead]
        found.append(statement.text)
    return found


@lru_cache(maxsize=1)
def _deals() -> tuple[Deal, ...]:
    return tuple(read_deals().values())


def _plain(text: str) -> str:
    return " ".join(text.split())
