"""Document -> passages: one passage a heading, sentences and list items whole."""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Literal

from corpus import sentences
from corpus.instructions import instructs
from corpus.sentences import split_sentences
from corpus.types import Document, Passage, SourcePage, Statement

MAX_WORDS = 160
"""A longer section is cut between paragraphs or list items, its list's lead-in repeated."""

_HEADING = re.compile(r"^(#{1,6}) +(.+)$")
_ITEM = re.compile(r"^(?:[-*]|\d+[.)]) +(.+)$")
_ROW = re.compile(r"^\|\s*(.*\S)\s*\|$")
"""A row of a table."""
_ONLY_RULES = re.compile(r"^[\s|:-]+$")
"""The line under a table's first row."""


def fingerprint() -> str:
    """Changes when the way of splitting changes, so that an index made in another way is noticed."""
    code = inspect.getsource(sys.modules[__name__]) + inspect.getsource(sentences)
    return sha256(code.encode()).hexdigest()[:16]


def split(document: Document) -> list[Passage]:
    """Cut a document into its passages, in reading order, numbered from 0.

    A line that instructs the machine that reads it is no statement; what stands under such a heading is left out, and
    so is a document with such a title.

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
    if instructs(document.title):
        return
    path: list[tuple[int, str]] = []
    section = _Section()
    offset = 0
    for line in document.text.splitlines(keepends=True):
        content = line.strip()
        if heading := _HEADING.match(content):
            yield from _told(path, section)
            level = len(heading[1])
            path = [entry for entry in path if entry[0] < level] + [(level, heading[2])]
            section = _Section()
        elif not instructs(content):
            section.add(line, partial(_proof, document, offset, line))
        offset += len(line)
    yield from _told(path, section)


def _told(path: Sequence[tuple[int, str]], section: "_Section") -> Iterator[tuple[tuple[str, ...], list[Statement]]]:
    titles = tuple(title for _, title in path)
    if section.statements and not any(map(instructs, titles)):
        yield titles, section.statements


class _Section:
    """The statements of a section, each item with what it stands under.

    That is the sentence before its list (with a colon, as our texts have it, or without), the item above a nested one,
    the first row of a table for its other rows.
    """

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self._lead: int | None = None
        self._items: list[tuple[int, int]] = []  # indentation and position of the items that are open
        self._table: int | None = None

    def add(self, line: str, proof: Callable[[str], tuple[SourcePage, ...]]) -> None:
        """Take a line that is no heading; `proof` gives the pages that say a text of it."""
        content = line.strip()
        indentation = len(line) - len(line.lstrip())
        row = _ROW.match(content)
        if not row:
            self._table = None
        if item := _ITEM.match(content):
            self._close(indentation)
            self._put(item[1], "item", proof, self._above())
            self._items.append((indentation, len(self.statements) - 1))
        elif row and _ONLY_RULES.match(content):
            return
        elif row:
            self._put(row[1], "item", proof, self._lead if self._table is None else self._table)
            self._table = len(self.statements) - 1 if self._table is None else self._table
        elif content and indentation and self._items:
            self._close(indentation)  # more of the item that is open
            for text in split_sentences(content):
                self._put(text, "item", proof, self._above())
        elif content:
            self._items = []
            texts = split_sentences(content)
            for text in texts:
                is_lead = text is texts[-1] and text.endswith(":")
                self._put(text, "lead" if is_lead else "sentence", proof, None)
            self._lead = len(self.statements) - 1

    def _put(
        self,
        text: str,
        kind: Literal["sentence", "lead", "item"],
        proof: Callable[[str], tuple[SourcePage, ...]],
        lead: int | None,
    ) -> None:
        self.statements.append(Statement(text, kind, proof(text), lead))

    def _close(self, indentation: int) -> None:
        """Leave the items that a line with this indentation is no part of."""
        while self._items and self._items[-1][0] >= indentation:
            self._items.pop()

    def _above(self) -> int | None:
        return self._items[-1][1] if self._items else self._lead


def _proof(document: Document, offset: int, line: str, text: str) -> tuple[SourcePage, ...]:
    """The pages that say `text`: those of the first proof that ends at or after its last character."""
    end = offset + line.index(text) + len(text)
    for proof in document.proofs:
        if proof.end >= end:
            return tuple(document.sources[number] for number in proof.sources)
    return document.sources


def _parts(statements: list[Statement]) -> Iterator[list[Statement]]:
    """Cut a section that is over the limit; what an item stands under is in its part, once more if need be."""
    part: list[int] = []
    words = 0
    for number, statement in enumerate(statements):
        length = len(statement.text.split())
        if part and words + length > MAX_WORDS:
            above = _above(statements, number)
            while part and part[-1] in above:
                part.pop()  # a lead-in goes along with its first item
            if part:
                yield _positioned(statements, part)
            part = above
            words = sum(len(statements[earlier].text.split()) for earlier in part)
        part.append(number)
        words += length
    yield _positioned(statements, part)


def _above(statements: Sequence[Statement], number: int) -> list[int]:
    """The numbers of the statements that one stands under, the outermost first."""
    found: list[int] = []
    lead = statements[number].lead
    while lead is not None:
        found.insert(0, lead)
        lead = statements[lead].lead
    return found


def _positioned(statements: Sequence[Statement], part: list[int]) -> list[Statement]:
    """The statements with these numbers, their leads by the position in the part."""
    chosen = (statements[number] for number in part)
    return [s if s.lead is None else replace(s, lead=part.index(s.lead)) for s in chosen]
