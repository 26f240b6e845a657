"""Document -> passages: one passage a heading, sentences and list items whole."""

import inspect
import re
import sys
from collections.abc import Iterator
from hashlib import sha256

from corpus import sentences
from corpus.sentences import split_sentences
from corpus.types import Document, Passage, SourcePage, Statement

MAX_WORDS = 160
"""A longer section is cut between paragraphs or list items, its list's lead-in repeated."""

_HEADING = re.compile(r"^(#{1,6}) +(.+)$")
_ITEM = re.compile(r"^(?:[-*]|\d+[.)]) +(.+)$")


def fingerprint() -> str:
    """Changes when the way of splitting changes, so that an index made in another way is noticed."""
    code = inspect.getsource(sys.modules[__name__]) + inspect.getsource(sentences)
    return sha256(code.encode()).hexdigest()[:16]


def split(document: Document) -> list[Passage]:
    """Cut a document into its passages, in reading order, numbered from 0.

    Translations with the same sections get the same numbers, as long as none of their sections is over the limit.
    """
    passages: list[Passage] = []
    for section, statements in _sections(document):
        for part in _parts(statements):
            number = len(passages)
            passages.append(
                Passage(
                    id=f"{document.id}#{number}",
                    document_id=document.id,
                    number=number,
                    subject=document.subject,
                    deal=document.deal,
                    language=document.language,
                    kind=document.kind,
                    title=document.title,
                    section=section,
                    statements=tuple(part),
                    published=document.published,
                    checked=document.checked,
                    valid_until=document.valid_until,
                    current=document.current,
                    official=document.official,
                )
            )
    return passages


def _sections(document: Document) -> Iterator[tuple[tuple[str, ...], list[Statement]]]:
    """Yield each section's path of headings with its statements; empty sections are left out."""
    path: list[tuple[int, str]] = []
    statements: list[Statement] = []
    lead: int | None = None
    offset = 0
    for line in document.text.splitlines(keepends=True):
        content = line.strip()
        if heading := _HEADING.match(content):
            if statements:
                yield tuple(title for _, title in path), statements
            level = len(heading[1])
            path = [entry for entry in path if entry[0] < level] + [(level, heading[2])]
            statements, lead = [], None
        elif item := _ITEM.match(content):
            statements.append(Statement(item[1], "item", _proof(document, offset, line, item[1]), lead))
        elif content:
            texts = split_sentences(content)
            for text in texts:
                is_lead = text is texts[-1] and text.endswith(":")
                lead = len(statements) if is_lead else None
                statements.append(
                    Statement(text, "lead" if is_lead else "sentence", _proof(document, offset, line, text))
                )
        offset += len(line)
    if statements:
        yield tuple(title for _, title in path), statements


def _proof(document: Document, offset: int, line: str, text: str) -> tuple[SourcePage, ...]:
    """The pages that say `text`: those of the first proof that ends at or after its last character."""
    end = offset + line.index(text) + len(text)
    for proof in document.proofs:
        if proof.end >= end:
            return tuple(document.sources[number] for number in proof.sources)
    return document.sources


def _parts(statements: list[Statement]) -> Iterator[list[Statement]]:
    """Cut a section that is over the limit; a list that is cut gets its lead-in again, with positions set anew."""
    part: list[Statement] = []
    words = 0
    for statement in statements:
        length = len(statement.text.split())
        if part and words + length > MAX_WORDS:
            yield part
            part, words = [], 0
            if statement.lead is not None:
                lead = statements[statement.lead]
                part, words = [lead], len(lead.text.split())
        if statement.lead is not None:
            lead_text = statements[statement.lead].text
            position = next(i for i, earlier in enumerate(part) if earlier.text == lead_text)
            statement = Statement(statement.text, "item", statement.sources, position)
        part.append(statement)
        words += length
    yield part
