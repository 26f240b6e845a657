"""Headings, paragraphs, list items and rows of tables -> the Markdown of `Extracted.text`, and where its pages end."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.clean import clean_line
from ingest.types import PageEnd

_OPENS_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LOOKS_LIKE_MARK = re.compile(r"^(?:#{1,6}|[-*|>])(?:\s+|$)")
_PASSES = 5  # a text that `clean` still changes after so many is made to be so, and is left out


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 is the highest, since level 1 is the title."""

    level: int
    text: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. One that belongs to the list item above it stands `within` items, counted from 1."""

    text: str
    page: int = 1
    within: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; `mark` is `-` or a number with a full stop, `depth` counts the items that it stands under."""

    text: str
    depth: int = 0
    mark: str = "-"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `first` begins a table."""

    cells: tuple[str, ...]
    first: bool = False
    page: int = 1


Block = Heading | Paragraph | Item | Row


def render(blocks: Iterable[Block]) -> tuple[str, tuple[PageEnd, ...]]:
    """The text, one line a block, and the ends of its pages.

    A block belongs to the page on which it begins. A page on which none begins has no end of its own, so that ends
    and pages only grow. The text is as `ingest.clean` leaves it, so that the ends stay true.
    """
    text = ""
    ends: list[PageEnd] = []
    earlier: Block | None = None
    page = 0
    for block in blocks:
        line = _line(block)
        if not line:
            continue
        if earlier is not None:
            if block.page > page:
                ends.append(PageEnd(len(text), page))
            text += "\n" if _in_one_run(earlier, block) else "\n\n"
        page = max(page, block.page)
        text += line
        earlier = block
    if earlier is not None:
        text += "\n"
        ends.append(PageEnd(len(text), page))
    return text, tuple(ends)


def plain(text: str) -> str:
    """A text in one line as `ingest.clean` leaves it, also when it stands among others."""
    line = " ".join(text.split())
    for _ in range(_PASSES):
        cleaned = _LOOKS_LIKE_MARK.sub("", _OPENS_TAG.sub("< ", clean_line(line)))
        if cleaned == line:
            return line
        line = cleaned
    return ""


def _line(block: Block) -> str:
    if isinstance(block, Row):
        cells = [plain(cell).replace("|", "/") for cell in block.cells]
        return f"| {' | '.join(cells)} |" if any(cells) else ""
    text = plain(block.text)
    if not text:
        return ""
    match block:
        case Heading(level=level):
            return f"{'#' * min(level, 6)} {text}"
        case Item(mark=mark, depth=depth):
            return f"{'  ' * depth}{mark} {text}"
        case Paragraph(within=within):
            return "  " * within + text


def _in_one_run(earlier: Block, block: Block) -> bool:
    """Whether no blank line stands between: both of one list, or of one table."""
    match block:
        case Row(first=first):
            return isinstance(earlier, Row) and not first
        case Item():
            return isinstance(earlier, Item) or (isinstance(earlier, Paragraph) and earlier.within > 0)
        case Paragraph(within=within):
            return within > 0
        case Heading():
            return False
