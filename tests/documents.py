"""Small documents made for a test."""

from datetime import date

from corpus.types import Document, Kind, Language, Passage, Proof, SourcePage
from ingest.split import split

PAGE = SourcePage("https://example.fi/a", "A page", date(2026, 11, 24))


def document(subject: str, text: str, title: str = "Otsikko", language: Language = "fi") -> Document:
    return Document(
        id=f"{subject}.{language}",
        subject=subject,
        deal="general",
        language=language,
        kind=Kind.SUMMARY,
        title=title,
        text=text,
        sources=(PAGE,),
        proofs=(Proof(len(text), (0,)),),
        published=None,
        checked=date(2026, 11, 24),
        valid_from=None,
        valid_until=None,
        superseded_by=None,
        confidence="high",
        official=False,
    )


def passage(heading: str, text: str, language: Language = "fi") -> Passage:
    [found] = split(document("subject", f"## {heading}\n\n{text}\n", language=language))
    return found
