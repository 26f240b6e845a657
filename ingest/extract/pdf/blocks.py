"""Groups of lines and tables -> blocks: which is a heading and of what level, which an item and how deep it stands."""

from collections.abc import Iterator, Mapping, Sequence

from ingest.extract.blocks import Block, Paragraph, Row
from ingest.extract.hyphens import join, words_of
from ingest.extract.outline import Entry, looks_like_heading, outlined
from ingest.extract.pdf.columns import Placed
from ingest.extract.pdf.lines import lowered
from ingest.extract.pdf.margins import split_references
from ingest.extract.pdf.page import Grid, Line
from ingest.extract.pdf.paragraphs import BULLET, Group, grouped

_MOST_LINES = 4
_NEAR = 3.0  # points by which the columns of a table may differ from one page to the next

Notes = Mapping[int, Mapping[int, str]]
"""The footnotes of each page by number."""


def blocks_of(placed: Sequence[Placed], body: float, notes: Notes) -> list[Block]:
    """The blocks of a text whose running letters have the size `body`.

    A footnote stands after the paragraph or item that refers to it.
    """
    whole = words_of(lowered(thing.text) for thing in placed if isinstance(thing, Line))
    entries: list[Entry | Row | Paragraph] = []
    before: Grid | None = None
    for group in grouped(placed):
        if isinstance(group, Grid):
            entries += _rows(group, before)
            before = group
        else:
            entries += _entries(group, body, notes, whole)
            before = None
    return outlined(entries)


def _entries(group: Group, body: float, notes: Notes, whole: frozenset[str]) -> Iterator[Entry | Paragraph]:
    page = group[0].page
    texts, referred = [], []
    for line in group:
        text, numbers = split_references(line.text, notes.get(line.page, {}))
        texts.append(text)
        referred += [notes[line.page][number] for number in numbers]
    text = join(texts, whole)
    first = group[0]
    bullet = BULLET.match(text)
    yield Entry(
        text=text[bullet.end() :] if bullet else text,
        page=page,
        indent=first.x0 - first.left,
        bullet=bullet is not None,
        style=None if bullet else _style(group, text, body),
    )
    yield from (Paragraph(note, page) for note in referred)


def _style(group: Group, text: str, body: float) -> tuple[float, bool] | None:
    """What makes a group look like a heading; None for running text."""
    if len(group) > _MOST_LINES:
        return None
    return looks_like_heading(text, max(line.size for line in group), all(line.bold for line in group), body)


def _rows(grid: Grid, before: Grid | None) -> Iterator[Row]:
    """The rows of a table; one that goes on from the page before has no header of its own, also where it repeats it."""
    goes_on = before is not None and before.page == grid.page - 1 and len(before.rows[0]) == len(grid.rows[0])
    repeats = before is not None and goes_on and before.rows[0] == grid.rows[0]
    if before is not None and goes_on and not repeats:
        goes_on = all(abs(a - b) <= _NEAR for a, b in zip(before.edges, grid.edges, strict=False))
    for number, cells in enumerate(grid.rows[1:] if repeats else grid.rows):
        yield Row(cells, first=number == 0 and not goes_on, page=grid.page)
