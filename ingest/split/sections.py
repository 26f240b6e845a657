"""The lines of a section -> its statements, each item with what it stands under."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from corpus.sentences import split_sentences
from corpus.types import SourcePage, Statement
from ingest.split.cutting import MAX_WORDS, clauses

_ITEM = re.compile(r"^(?:[-*]|\d+[.)]) +(.+)$")
_ROW = re.compile(r"^\|\s*(.*\S)\s*\|$")
"""A row of a table."""

Kind = Literal["sentence", "lead", "item"]


class Section:
    """The statements of a section, each item with what it stands under.

    That is the sentence before its list (with a colon, as our texts have it, or without), the item above a nested one,
    the first row of a table for its other rows. Of what is longer than a passage may be, each sentence is a statement,
    and of a sentence that is, each piece; those after the first stand under it.
    """

    def __init__(self, saying: Callable[[int, int], tuple[SourcePage, ...]]) -> None:
        """`saying` gives the pages that say what stands between two positions of the document."""
        self.statements: list[Statement] = []
        self._saying = saying
        self._lead: int | None = None
        self._items: list[tuple[int, int]] = []  # indentation and position of the items that are open
        self._table: int | None = None
        self._line, self._offset, self._read = "", 0, 0

    def add(self, line: str, offset: int) -> None:
        """Take a line that is no heading, and where in the document it begins."""
        self._line, self._offset, self._read = line, offset, 0
        content = line.strip()
        indentation = len(line) - len(line.lstrip())
        row = _ROW.match(content)
        if not row:
            self._table = None
        if content and not any(map(str.isalnum, content)):
            return  # the line under a table's first row, a rule between paragraphs, an empty item
        if item := _ITEM.match(content):
            self._close(indentation)
            position = self._put_whole(item[1], "item", self._above())
            self._items.append((indentation, position))
        elif row:
            position = self._put_whole(row[1], "item", self._lead if self._table is None else self._table)
            self._table = position if self._table is None else self._table
        elif content and indentation and self._items:
            self._close(indentation)  # more of the item that is open
            for text in split_sentences(content):
                self._put_whole(text, "item", self._above())
        elif content:
            self._paragraph(content)

    def _paragraph(self, content: str) -> None:
        self._items = []
        texts = split_sentences(content)
        for text in texts:
            is_lead = text is texts[-1] and text.endswith(":")
            self._lead = self._put_whole(text, "lead" if is_lead else "sentence", None)

    def _put_whole(self, text: str, kind: Kind, lead: int | None) -> int:
        """Put a sentence, item or row, in pieces where it is too long; the position of the first."""
        first = len(self.statements)
        for piece in _pieces(text):
            is_first = len(self.statements) == first
            self._put(piece, kind if is_first else "item", lead if is_first else first)
        return first

    def _put(self, text: str, kind: Kind, lead: int | None) -> None:
        start = self._line.index(text, self._read)
        self._read = start + len(text)
        pages = self._saying(self._offset + start, self._offset + self._read)
        self.statements.append(Statement(text, kind, pages, lead))

    def _close(self, indentation: int) -> None:
        """Leave the items that a line with this indentation is no part of."""
        while self._items and self._items[-1][0] >= indentation:
            self._items.pop()

    def _above(self) -> int | None:
        return self._items[-1][1] if self._items else self._lead


def _pieces(text: str) -> Iterator[str]:
    """The text itself, or, where it is too long for a passage, its sentences, and the clauses of those too long."""
    if len(text.split()) <= MAX_WORDS:
        yield text
        return
    for sentence in split_sentences(text):
        yield from clauses(sentence)
