"""Paragraphs as they come from a file -> blocks: clauses as headings, letters and bullets as items, in their depth."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from textwrap import shorten

from ingest.extract.blocks import Block, Heading, Item, Paragraph, Row, plain
from ingest.extract.clauses import Clause, as_letter, follows, is_title, read_clause

_TOP = 2  # level 1 is the title
_DEEPEST = 6
_LARGER = 1.08
"""Letters of a heading are at least this large, in sizes of the running text, unless they are bold."""
_LONGEST_HEADING = 180  # characters
_LONGEST_NAME = 200
_SAME = 3.0  # points by which items of one list may differ in where they begin


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of a file with what its looks tell.

    `indent` is in points from the edge of the column; `style` is what makes it look like a heading, the size of its
    letters and whether they are bold, None for running text; `level` is the heading's level, and `clause` its number,
    where the file tells them.
    """

    text: str
    page: int = 1
    indent: float = 0.0
    bullet: bool = False
    style: tuple[float, bool] | None = None
    level: int | None = None
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class _Headed:
    """A heading without a number, whose level its looks tell once all are known."""

    text: str
    page: int
    style: tuple[float, bool]


@dataclass(slots=True)
class _Outline:
    """Where in the text we are: the last number, the letters that have been, the items that are open."""

    numbers: tuple[int, ...] = ()
    lowest: int = _TOP  # the level of a clause with one number
    listed: int = 0  # the last number of an open numbered list
    lettered: dict[str, int] = field(default_factory=dict)
    items: list[tuple[float, str]] = field(default_factory=list)
    levels: dict[tuple[float, bool], int] = field(default_factory=dict)

    def begin_section(self) -> None:
        self.listed = 0
        self.lettered.clear()
        self.items.clear()

    def depth(self, indent: float, kind: str) -> int:
        """How deep an item stands that begins here, by where the open ones begin and how they are marked."""
        while self.items and self.items[-1][0] > indent + _SAME:
            self.items.pop()
        here = [i for i, (place, other) in enumerate(self.items) if abs(place - indent) <= _SAME and other == kind]
        if here:
            del self.items[here[0] + 1 :]
        else:
            self.items.append((indent, kind))
        return len(self.items) - 1


def looks_like_heading(text: str, size: float, bold: bool, body: float) -> tuple[float, bool] | None:
    """The style of a heading that a paragraph looks like, beside running text of the size `body`; None for none."""
    if len(text) > _LONGEST_HEADING or text.endswith((".", ";", ",", ":")) or not any(map(str.isalpha, text)):
        return None
    bold = bold or (text.isupper() and sum(map(str.isalpha, text)) > 3)
    if size >= _LARGER * body or (bold and size > 0.95 * body):
        return round(size * 2) / 2, bold
    return None


def first_words(blocks: Iterable[Block]) -> str:
    """What a text without a title is called by."""
    texts = (plain(block.text) for block in blocks if not isinstance(block, Row))
    return next((shorten(text, _LONGEST_NAME, placeholder=" …") for text in texts if text), "")


def outlined(entries: Sequence[Entry | Row | Paragraph]) -> list[Block]:
    """The blocks of a text. A Paragraph among the entries is a footnote to what stands before it."""
    outline = _Outline()
    found: list[Block | _Headed] = []
    for entry, after in zip_longest(entries, entries[1:]):
        if isinstance(entry, Row):
            outline.items.clear()
            found.append(entry)
        elif isinstance(entry, Paragraph):
            found.append(replace(entry, within=len(outline.items)))
        else:
            found += _blocks(entry, after if isinstance(after, Entry) else None, outline)
    return list(_leveled(found, outline.levels))


def _blocks(entry: Entry, after: Entry | None, outline: _Outline) -> Iterator[Block | _Headed]:
    clause = None if entry.bullet else entry.clause or read_clause(entry.text)
    if entry.bullet:
        yield Item(entry.text, outline.depth(entry.indent, "bullet"), page=entry.page)
    elif clause and _is_section(clause, entry, after, outline):
        yield from _section(clause, entry, outline)
    elif entry.level is not None or entry.style is not None:
        yield from _unnumbered(entry, outline)
    elif clause and (item := _item(clause, entry, outline)):
        yield item
    else:
        within = [place for place, _ in outline.items if entry.indent > place + _SAME]
        del outline.items[len(within) :]
        yield Paragraph(entry.text, entry.page, len(within))


def _is_section(clause: Clause, entry: Entry, after: Entry | None, outline: _Outline) -> bool:
    """Whether a clause heads a section, and is neither an item of a list nor a sentence that begins with a number."""
    if clause.kind in ("letter", "roman"):
        return False
    looks = _looks(entry)
    alone = not _heads_too(after, clause)
    if clause.kind != "number":
        return looks or (alone and (not clause.rest or is_title(clause.rest)))
    if len(clause.numbers) > 1:
        return looks or entry.clause is not None or follows(outline.numbers, clause.numbers)
    if looks or outline.listed == clause.numbers[0] - 1 > 0:
        return looks
    return alone and is_title(clause.rest) and follows(outline.numbers, clause.numbers)


def _looks(entry: Entry) -> bool:
    """Whether an entry is set as a heading."""
    return entry.level is not None or entry.style is not None


def _heads_too(after: Entry | None, clause: Clause) -> bool:
    """Whether the next paragraph begins in the same way: then both are items of a list."""
    following = after.clause or read_clause(after.text) if after and not _looks(after) else None
    return following is not None and following.kind == clause.kind and len(following.numbers) == len(clause.numbers)


def _section(clause: Clause, entry: Entry, outline: _Outline) -> Iterator[Block]:
    """The heading of a clause; one that begins with a sentence has its number as heading, so that it can be quoted."""
    outline.begin_section()
    level = _level(clause, outline)
    if entry.style is not None:
        outline.levels.setdefault(entry.style, level)
    if not clause.rest or is_title(clause.rest) or _looks(entry):
        yield Heading(level, f"{clause.label} {clause.rest}".strip(), entry.page)
    else:
        yield Heading(level, clause.label, entry.page)
        yield Paragraph(clause.rest, entry.page)


def _level(clause: Clause, outline: _Outline) -> int:
    """The level of a clause's heading; what it is counted under is remembered."""
    match clause.kind:
        case "number":
            outline.numbers = clause.numbers
            return min(outline.lowest + len(clause.numbers) - 1, _DEEPEST)
        case "chapter" | "annex":
            outline.numbers, outline.lowest = (), _TOP + 1
            return _TOP
        case _:
            outline.numbers = ()
            return outline.lowest


def _unnumbered(entry: Entry, outline: _Outline) -> Iterator[Block | _Headed]:
    outline.begin_section()
    if entry.level is not None:
        yield Heading(entry.level, entry.text, entry.page)
    elif entry.style is not None:
        yield _Headed(entry.text, entry.page, entry.style)


def _item(clause: Clause, entry: Entry, outline: _Outline) -> Item | None:
    """The item that a clause is; None for one that continues nothing: then it is a sentence with a number."""
    read = as_letter(clause)
    if read and outline.lettered.get("letter", 0) == read.numbers[0] - 1 > 0:
        clause = read
    if clause.kind in ("letter", "roman"):
        if clause.numbers[0] not in (1, outline.lettered.get(clause.kind, 0) + 1):
            return None
        outline.lettered[clause.kind] = clause.numbers[0]
        depth = outline.depth(entry.indent, clause.kind)
        return Item(f"{clause.label} {clause.rest}", depth, page=entry.page)
    if clause.kind != "number" or len(clause.numbers) > 1 or clause.numbers[0] not in (1, outline.listed + 1):
        return None
    outline.listed = clause.numbers[0]
    return Item(clause.rest, outline.depth(entry.indent, "number"), f"{clause.label}.", entry.page)


def _leveled(found: Sequence[Block | _Headed], levels: dict[tuple[float, bool], int]) -> Iterator[Block]:
    """The headings without numbers get the level of numbered ones with the same looks, else one by their size."""
    level = _TOP - 1
    known: dict[tuple[float, bool], int] = {}
    for style in sorted({block.style for block in found if isinstance(block, _Headed)} | levels.keys(), reverse=True):
        level = known[style] = levels.get(style, min(level + 1, _DEEPEST))
    for block in found:
        yield Heading(known[block.style], block.text, block.page) if isinstance(block, _Headed) else block
