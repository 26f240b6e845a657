"""Every sentence against what it cites. Pure functions; no model."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.types import Citation, Reply, Sentence, Status
from corpus.figures import figures
from corpus.types import Document


def verify(reply: Reply, documents: Mapping[str, Document]) -> Reply:
    """Strike every sentence without proof; the citations that are left are numbered anew.

    A sentence is proven when each of its citations stands word for word in its document and names a source page, and
    when every number and date in it stands in a quote that it cites. When nothing is left, the status says so.
    """
    standing = {citation.number for citation in reply.citations if _stands(citation, documents)}
    quotes = {citation.number: citation for citation in reply.citations}
    kept = [
        sentence
        for sentence in reply.sentences
        if sentence.citations
        and standing.issuperset(sentence.citations)
        and _figures_stand(sentence, [quotes[number] for number in sentence.citations])
    ]
    if reply.sentences and not kept:
        return Reply(Status.NOT_FOUND)
    used = sorted({number for sentence in kept for number in sentence.citations})
    anew = {number: position for position, number in enumerate(used, start=1)}
    return replace(
        reply,
        sentences=tuple(replace(s, citations=tuple(anew[number] for number in s.citations)) for s in kept),
        citations=tuple(replace(quotes[number], number=anew[number]) for number in used),
    )


def _stands(citation: Citation, documents: Mapping[str, Document]) -> bool:
    document = documents.get(citation.passage.document_id)
    return document is not None and bool(citation.sources) and citation.quote in document.text


def _figures_stand(sentence: Sentence, citations: list[Citation]) -> bool:
    if not citations:
        return False
    language = citations[0].passage.language
    told = figures(sentence.text, language)
    proven = sum((figures(c.quote, c.passage.language) for c in citations), start=type(told)())
    return all(figure in proven for figure in told)
