"""A tree -> its blocks in reading order: headings, paragraphs, list items, rows of tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bs4 import Tag
from bs4.element import NavigableString

from ingest.extract.html.tables import is_data, rows_of
from ingest.extract.html.tree import BLOCKS, classes, words

_SILENT = frozenset(
    [
        *("button", "input", "select", "option", "optgroup", "textarea", "label", "img", "picture", "source"),
        *("progress", "meter"),
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ul", "ol", "menu")
_BOLD_HEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text to be.

    `level` is that of a heading (1 to 6) or how many lists an item stands in (from 1; also on a paragraph that goes on
    with an item). `marker` is an item's number (“1.”) or “-”.
    """

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    level: int = 0
    marker: str = ""


def blocks_of(roots: Iterable[Tag]) -> list[Block]:
    """The blocks of elements, one element after the other."""
    reader = _Reader()
    for root in roots:
        reader.read(root)
        reader.end_block()
    return reader.blocks


class _Reader:
    """Walks a tree; the text between two block elements becomes a block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._bold = True  # all of the text so far
        self._depth = 0  # of lists
        self._marker = ""  # of the item that has not begun yet

    def read(self, tag: Tag) -> None:
        """Read what is in an element. Recursion is as deep as the tree, which `parse` bounds."""
        for child in list(tag.children):
            if isinstance(child, NavigableString):
                self._say(child)
            elif isinstance(child, Tag) and child.name not in _SILENT:
                self._read_tag(child)

    def _read_tag(self, tag: Tag) -> None:
        if tag.name in _HEADINGS:
            self._put("heading", words(tag), _HEADINGS[tag.name])
        elif tag.name in _LISTS:
            self._list(tag)
        elif tag.name == "table" and is_data(tag):
            self._table(tag)
        elif tag.name == "dl":
            self._definitions(tag)
        elif tag.name == "br":
            self._break(tag)
        elif tag.name == "figcaption":
            return  # of a picture; a table's is its <caption>
        elif _is_labelled(tag):
            self._labelled(tag)
        else:
            self._other(tag)

    def _other(self, tag: Tag) -> None:
        if tag.name in BLOCKS:
            self.end_block()
            self.read(tag)
            self.end_block()
        else:
            self.read(tag)

    def _say(self, text: NavigableString) -> None:
        if text.strip():
            self._bold = self._bold and any(
                above.name in ("b", "strong") for above in text.parents if above.name not in BLOCKS
            )
        self._pieces.append(text)

    def _break(self, tag: Tag) -> None:
        """Two line breaks end a paragraph; one is a space."""
        after = tag.next_sibling
        while isinstance(after, NavigableString) and not after.strip():
            after = after.next_sibling
        if isinstance(after, Tag) and after.name == "br":
            self.end_block()
        self._pieces.append(" ")

    def end_block(self) -> None:
        """Put down what was said since the block before."""
        text = " ".join("".join(self._pieces).split())
        bold = self._bold
        self._pieces, self._bold = [], True
        if not text:
            return
        if self._marker:
            marker, self._marker = self._marker, ""
            self._put("item", text, self._depth, marker)
        elif bold and not self._depth and len(text.split()) <= _BOLD_HEADING_WORDS and text[-1] not in ".,:;!?":
            self._put("heading", text, 6)  # a heading in all but its tag
        else:
            self._put("paragraph", text, self._depth)

    def _put(
        self, kind: Literal["heading", "paragraph", "item", "row"], text: str, level: int = 0, marker: str = ""
    ) -> None:
        self.end_block()
        if text:
            self.blocks.append(Block(kind, text, level, marker))

    def _list(self, tag: Tag) -> None:
        self.end_block()
        self._depth += 1
        number = 1
        for child in list(tag.children):
            if isinstance(child, Tag) and child.name == "li":
                self._marker = f"{number}." if tag.name == "ol" else "-"
                number += 1
                self.read(child)
                self.end_block()
                self._marker = ""
            elif isinstance(child, Tag):  # a list right in a list, as old editors write
                self._read_tag(child)
                self.end_block()
        self._depth -= 1

    def _definitions(self, tag: Tag) -> None:
        self.end_block()
        term = ""
        for part in tag.find_all(["dt", "dd"]):
            text = words(part)
            if part.name == "dt" and term:
                self._put("item", term, self._depth + 1, "-")
            if part.name == "dd" and text:
                said = f"{term.removesuffix(':')}: {text}" if term else text
                self._put("item", said, self._depth + 1, "-")
            term = text if part.name == "dt" else ""
        self._put("item", term, self._depth + 1, "-")

    def _labelled(self, tag: Tag) -> None:
        """A field of Drupal with its label; without a value it says nothing."""
        self.end_block()
        label, *values = (child for child in tag.children if isinstance(child, Tag))
        if any(value.find(["p", "table", *_LISTS, *_HEADINGS]) for value in values):
            self._put("heading", words(label), 6)
            for value in values:
                self._other(value)
        elif said := ", ".join(filter(None, map(words, _values(values)))):
            self._put("item", f"{words(label).removesuffix(':')}: {said}", self._depth + 1, "-")

    def _table(self, table: Tag) -> None:
        self.end_block()
        if caption := table.find("caption"):
            self._put("paragraph", words(caption))
        for cells in rows_of(table):
            if any(cells):
                self._put("row", f"| {' | '.join(cells)} |")


def _is_labelled(tag: Tag) -> bool:
    first = next((child for child in tag.children if isinstance(child, Tag)), None)
    return first is not None and "field__label" in classes(first)


def _values(fields: Iterable[Tag]) -> Iterator[Tag]:
    """The values of a field, each in its `field__item`, which may stand together in one `field__items`."""
    for field in fields:
        items = [child for child in field.children if isinstance(child, Tag) and "field__item" in classes(child)]
        yield from items or [field]
