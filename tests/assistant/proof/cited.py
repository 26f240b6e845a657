"""A sentence and what it cites, made for one test: `broken` tells which rules it breaks."""

from dataclasses import dataclass
from datetime import date

from assistant.proof import check_sentence
from assistant.types import Citation, Rule
from corpus.types import GENERAL, Document, Kind, Language, Passage, SourcePage, Statement

PAGE = SourcePage("https://example.org/deal", "Deal", date(2026, 11, 24))


@dataclass(frozen=True)
class Case:
    """A quote, a sentence that it proves, and the same sentence changed so that it no longer does."""

    language: Language
    quote: str
    true: str
    false: str
    quoted_in: Language | None = None
    heading: str = ""
    deal: str = GENERAL

    @property
    def citation(self) -> Citation:
        return cite(self.quote, self.quoted_in or self.language, self.heading, self.deal)


def cite(quote: str, language: Language, heading: str = "", deal: str = GENERAL, number: int = 1) -> Citation:
    """A citation of a text of one statement."""
    statement = Statement(quote, "sentence", (PAGE,))
    passage = Passage(
        id=f"made.{language}#{number}",
        document_id=f"made.{language}",
        number=number,
        subject="made",
        deal=deal,
        language=language,
        kind=Kind.SUMMARY,
        title="",
        section=(heading,) if heading else (),
        statements=(statement,),
        published=None,
        checked=PAGE.seen,
        valid_until=None,
        current=True,
        official=False,
    )
    return Citation(number, passage, quote, (PAGE,))


def stored(*citations: Citation) -> dict[str, Document]:
    """The documents of which the citations are, by id."""
    documents = {}
    for document_id in {c.passage.document_id for c in citations}:
        cited = [c for c in citations if c.passage.document_id == document_id]
        passage = cited[0].passage
        documents[document_id] = Document(
            id=document_id,
            subject=passage.subject,
            deal=passage.deal,
            language=passage.language,
            kind=passage.kind,
            title=passage.title,
            text="\n\n".join(c.passage.text for c in cited),
            sources=(PAGE,),
            proofs=(),
            published=None,
            checked=PAGE.seen,
            valid_from=None,
            valid_until=None,
            superseded_by=None,
            confidence="high",
            official=False,
        )
    return documents


def broken(text: str, language: Language, *citations: Citation) -> set[Rule]:
    """The rules that a sentence breaks which rests on the citations."""
    return {fault.rule for fault in check_sentence(text, language, citations, stored(*citations))}


def broken_by(text: str, case: Case) -> set[Rule]:
    """The rules that a text breaks which rests on the quote of the case."""
    return broken(text, case.language, case.citation)
