"""The body of a docx -> entries in the order in which they are read: paragraphs, text boxes where they hang, tables."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.extract.blocks import Paragraph, Row
from ingest.extract.clauses import read_clause
from ingest.extract.docx.numbers import Label, Numbering, indent
from ingest.extract.docx.text import Styles, Words, value, words_of
from ingest.extract.outline import Entry, looks_like_heading
from ingest.types import Link

_HEADING = re.compile(r"(?:heading|otsikko|rubrik) ?([1-9])$")
_CONTENTS = re.compile(r"(?:toc|table of figures|sisluet|innehåll)\b")
_SECTIONS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")))


class Body:
    """Reads a document's body once; `titles` and `links` are filled on the way."""

    def __init__(self, document: Docx) -> None:
        self.titles: list[str] = []
        self.links: list[Link] = []
        self._root = document.element.body
        self._part = document.part
        self._styles = Styles(document)
        self._numbering = Numbering(document)
        self._size = self._body_size()
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}

    def entries(self) -> Iterator[Entry | Row | Paragraph]:
        """What stands in the body. A Paragraph is a footnote to what stands before it."""
        yield from self._blocks(self._root)

    def _body_size(self) -> float:
        """The size of most letters, in points."""
        sizes: Counter[float] = Counter()
        for element in self._root.iter(qn("w:p")):
            words = words_of(element, self._styles)
            sizes[words.size] += len(words.text)
        return sizes.most_common(1)[0][0] if sizes else self._styles.size

    def _blocks(self, container: Any) -> Iterator[Entry | Row | Paragraph]:
        for element in container.iterchildren():
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag in _SECTIONS:
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Entry | Row | Paragraph]:
        properties = element.find(qn("w:pPr"))
        style = value(properties, "w:pStyle") or self._styles.default
        name = self._styles.names.get(style, "")
        words = words_of(element, self._styles)
        label = self._label(properties, style)
        if words.text and not _CONTENTS.match(name):
            if name == "title":
                self.titles.append(words.text)
            else:
                yield self._entry(words, label, element, style)
            yield from self._notes_to(words)
            self._keep_links(words)
        for box in element.iter(qn("w:txbxContent")):
            if not any(above.tag.endswith("}Fallback") for above in box.iterancestors()):
                yield from self._blocks(box)

    def _entry(self, words: Words, label: Label | None, element: Any, style: str) -> Entry:
        level = self._level(element.find(qn("w:pPr")), style)
        looks = None if level else looks_like_heading(words.text, words.size, words.bold, self._size)
        entry = Entry(words.text, style=looks, level=level, indent=indent(element) or 0.0)
        if label is None:
            return entry
        entry = replace(entry, indent=label.indent)
        if not label.text:
            return entry if level else replace(entry, bullet=True, style=None)
        clause = read_clause(f"{label.text} X")
        if clause is None:  # a number in words of its own, as “Kohta 1:”
            return replace(entry, text=f"{label.text} {words.text}", bullet=level is None, style=None)
        return replace(entry, text=f"{label.text} {words.text}", clause=replace(clause, rest=words.text))

    def _level(self, properties: Any, style: str) -> int | None:
        """The level of a heading, None for what is none."""
        told = value(properties, "w:outlineLvl")
        if told is None:
            found = self._styles.find(style, "w:pPr/w:outlineLvl")
            told = found.get(qn("w:val")) if found is not None else None
        if told is not None and told.isdecimal() and int(told) < 9:
            return min(int(told) + 2, 6)
        named = _HEADING.match(self._styles.names.get(style, ""))
        return min(int(named[1]) + 1, 6) if named else None

    def _label(self, properties: Any, style: str) -> Label | None:
        """The number of a paragraph; one whose end is deleted has none."""
        own = properties.find(qn("w:numPr")) if properties is not None else None
        of_style = self._styles.find(style, "w:pPr/w:numPr")
        number = value(own, "w:numId") or value(of_style, "w:numId")
        level = value(own, "w:ilvl") or value(of_style, "w:ilvl") or "0"
        if properties is not None and properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None:
            return None
        if not number or not number.isdecimal() or not level.isdecimal() or len(number + level) > 12:
            return None
        return self._numbering.label(int(number), int(level))

    def _notes_to(self, words: Words) -> Iterator[Paragraph]:
        for kind, identity in words.notes:
            if note := self._notes[kind].get(identity):
                yield Paragraph(note)

    def _keep_links(self, words: Words) -> None:
        for relation, text in words.links:
            if relation in self._part.rels and self._part.rels[relation].is_external:
                self.links.append(Link(self._part.rels[relation].target_ref, " ".join(text.split())))

    def _read_notes(self, kind: str) -> dict[str, str]:
        for relation in self._part.rels.values():
            if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
                root: Any = parse_xml(relation.target_part.blob)
                return {note.get(qn("w:id")) or "": self._text(note) for note in root.iter(qn(f"w:{kind}"))}
        return {}

    def _text(self, container: Any) -> str:
        """All paragraphs of a note or of a cell in one line."""
        texts = [words_of(element, self._styles).text for element in container.iter(qn("w:p"))]
        return " ".join(filter(None, texts))

    def _table(self, element: Any) -> Iterator[Entry | Row | Paragraph]:
        """A table's rows; one with a single row or column is a frame, and what stands in it is read as text."""
        rows = [list(_cells(row)) for row in element.iter(qn("w:tr")) if _is_own(row, element) and not _deleted(row)]
        if len(rows) < 2 or max(map(len, rows)) < 2:
            for cell in (cell for row in rows for cell in row if cell is not None):
                yield from self._blocks(cell)
            return
        first = True
        notes: list[Paragraph] = []
        for row in rows:
            cells = tuple("" if cell is None else self._text(cell) for cell in row)
            if any(cells):
                yield Row(cells, first)
                first = False
        for paragraph in element.iter(qn("w:p")):
            words = words_of(paragraph, self._styles)
            self._keep_links(words)
            notes += self._notes_to(words)
        yield from notes


def _is_own(row: Any, table: Any) -> bool:
    """Whether a row is of this table, and not of one inside it."""
    return next(row.iterancestors(qn("w:tbl"))) is table


def _deleted(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _cells(row: Any) -> Iterator[Any]:
    """The cells; None for the places that one fills beside its first, or that one above reaches down into."""
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is not row:
            continue
        properties = cell.find(qn("w:tcPr"))
        merged = properties.find(qn("w:vMerge")) if properties is not None else None
        yield None if merged is not None and merged.get(qn("w:val"), "continue") == "continue" else cell
        span = value(properties, "w:gridSpan") or "1"
        yield from [None] * (min(int(span), 64) - 1 if span.isdecimal() and len(span) < 4 else 0)
