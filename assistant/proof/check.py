"""Holds a sentence to what it cites, and an answer to its sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.proof.deals import deals_named
from assistant.proof.evidence import Evidence, gather, is_quoted, stands
from assistant.proof.figures import faults_of_figures
from assistant.proof.linking import Links, link
from assistant.proof.markers import faults_of_markers
from assistant.proof.meaning import COPY, copied, faults_of_meaning
from assistant.proof.reading import Reading, read
from assistant.proof.ties import faults_of_ties
from assistant.types import Citation, Fault, Reply, Rule, Sentence, Status, Struck
from corpus.types import Document, Language


def verify(reply: Reply, documents: Mapping[str, Document], language: Language) -> Reply:
    """Strike every sentence without proof; the citations that are left are numbered anew.

    A lead that has lost its items goes too. When nothing is left the answer is `not_found`; when the first sentence of
    an answer is struck it is `partial`, for what it was to tell is missing.
    """
    cited = {citation.number: citation for citation in reply.citations}
    checked = [(sentence, _faults(sentence, cited, documents, language)) for sentence in reply.sentences]
    struck = tuple(Struck(sentence, faults) for sentence, faults in checked if faults)
    kept = _with_items([sentence for sentence, faults in checked if not faults], reply.sentences)
    if reply.sentences and not kept:
        return replace(reply, status=Status.NOT_FOUND, sentences=(), citations=(), struck=struck)
    opening_struck = bool(checked) and bool(checked[0][1])
    status = Status.PARTIAL if opening_struck and reply.status is Status.ANSWERED else reply.status
    return replace(_renumbered(kept, cited, reply), status=status, struck=struck)


def check_sentence(
    text: str, language: Language, citations: Sequence[Citation], documents: Mapping[str, Document]
) -> tuple[Fault, ...]:
    """What is wrong with a sentence in the light of what it cites; empty when it is proven.

    `language` is that of the sentence; each quote has its own. docs/verification.md tells what each rule holds.
    """
    if not citations:
        return (Fault(Rule.NO_CITATION, text),)
    lost = tuple(Fault(Rule.QUOTE_NOT_FOUND, c.quote) for c in citations if not stands(c, documents))
    if lost:
        return lost
    if is_quoted(text, [citation.quote for citation in citations]):
        return ()
    return tuple(dict.fromkeys(_compare(read(text, language), gather(citations))))


def _faults(
    sentence: Sentence, cited: Mapping[int, Citation], documents: Mapping[str, Document], language: Language
) -> tuple[Fault, ...]:
    if sentence.kind == "missing" and not sentence.citations:
        return ()
    missing = [number for number in sentence.citations if number not in cited]
    if missing:
        return (Fault(Rule.NO_CITATION, f"[{missing[0]}]"),)
    citations = [cited[number] for number in sentence.citations]
    if sentence.kind in {"verdict", "missing"} and citations:
        return tuple(Fault(Rule.QUOTE_NOT_FOUND, c.quote) for c in citations if not stands(c, documents))
    return check_sentence(sentence.text, language, citations, documents)


def _compare(sentence: Reading, evidence: Evidence) -> Iterator[Fault]:
    """Each rule in turn."""
    links = [link(sentence, quote) for quote in evidence.quotes]
    around = [link(sentence, text) for text in evidence.around]
    in_quotes = [any(found[position] for found in links) for position in range(len(sentence.tokens))]
    known = [told or any(found[position] for found in around) for position, told in enumerate(in_quotes)]
    yield from faults_of_figures(sentence, evidence.quotes, evidence.leads)
    is_copy = evidence.language == sentence.language and copied(sentence, evidence.quotes) >= COPY
    yield from _faults_of_deals(sentence, evidence, is_copy)
    named = in_quotes if is_copy and not _tells_all_names(evidence, links) else known
    yield from _faults_of_names(sentence, named)
    yield from _faults_of_markers(sentence, evidence, links, is_copy)
    for quote in evidence.together:
        yield from faults_of_ties(sentence, quote, link(sentence, quote))
    yield from faults_of_meaning(sentence, known, is_copy)


def _faults_of_names(sentence: Reading, known: Sequence[bool]) -> Iterator[Fault]:
    for position, token in enumerate(sentence.tokens):
        if token.kind in {"name", "known"} and not known[position]:
            yield Fault(Rule.NAME, token.text)


def _tells_all_names(evidence: Evidence, links: Sequence[Links]) -> bool:
    """Whether a sentence has each known name of the quotes; a name of the heading may then stand beside them."""
    return all(
        any(position in told for told in found)
        for quote, found in zip(evidence.quotes, links, strict=True)
        for position, token in enumerate(quote.tokens)
        if token.kind == "known"
    )


def _faults_of_deals(sentence: Reading, evidence: Evidence, is_copy: bool) -> Iterator[Fault]:
    """A deal that what is cited does not speak of, or one in the place of another that the quotes name.

    A copy that names a deal besides those of its quote has put it in the place of another name of theirs. Where
    the quotes name two deals, a sentence that names one twice and the other never has put it in the other's place.
    """
    said = deals_named(sentence.text, sentence.language)
    named = sum((deals_named(quote.text, quote.language) for quote in evidence.quotes), start=Counter[str]())
    around = {deal for text in evidence.around for deal in deals_named(text.text, text.language)}
    known = set(named) if is_copy and named else {*named, *evidence.deals, *around}
    doubled = 1 == len(said) < len(named) and max(said.values()) > 1
    for deal in said:
        replaced = said[deal] > named[deal] and any(named[other] > said[other] for other in named)
        if replaced or doubled or deal not in known:
            yield Fault(Rule.DEAL, deal)


def _faults_of_markers(sentence: Reading, evidence: Evidence, links: Sequence[Links], is_copy: bool) -> Iterator[Fault]:
    """A list item is also led by the line above it, whose markers it need not repeat."""
    told = [marker for quote in evidence.quotes for marker in quote.markers]
    leading = [] if is_copy else [marker for lead in evidence.leads for marker in lead.markers if marker.strong]
    covered = [
        marker
        for quote, found in zip(evidence.quotes, links, strict=True)
        for marker in quote.markers
        if is_copy or _is_covered(sentence, quote, marker.start, frozenset().union(*found))
    ]
    yield from faults_of_markers(sentence.markers, (*told, *leading), covered, sentence.lower, is_copy)


def _is_covered(sentence: Reading, quote: Reading, start: int, linked: frozenset[int]) -> bool:
    """Whether a sentence tells what stands around a place of a quote.

    It does when it is about as long as the quote, or holds at least a half of the clause's content words.
    """
    if len(sentence.content) >= 0.6 * len(quote.content):
        return True
    clause = next((token.clause for token in quote.tokens if token.end > start), None)
    content = [position for position in quote.content if quote.tokens[position].clause == clause]
    return sum(position in linked for position in content) * 2 >= len(content)


def _with_items(kept: list[Sentence], sentences: Sequence[Sentence]) -> list[Sentence]:
    """Without the leads of which no item is left; a lead that had none stays."""
    had_items = {id(s) for s, after in pairwise(sentences) if after.kind == "item"}
    return [
        sentence
        for position, sentence in enumerate(kept)
        if sentence.kind != "lead"
        or id(sentence) not in had_items
        or (position + 1 < len(kept) and kept[position + 1].kind == "item")
    ]


def _renumbered(kept: Sequence[Sentence], cited: Mapping[int, Citation], reply: Reply) -> Reply:
    used = sorted({number for sentence in kept for number in sentence.citations})
    anew = {number: position for position, number in enumerate(used, start=1)}
    return replace(
        reply,
        sentences=tuple(replace(s, citations=tuple(anew[number] for number in s.citations)) for s in kept),
        citations=tuple(replace(cited[number], number=anew[number]) for number in used),
    )
