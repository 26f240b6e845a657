"""A PDF's bytes -> its text with headings, lists, tables and the ends of its pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest.extract.blocks import Block, Heading, Item, Paragraph, plain, render
from ingest.extract.bounded import read_bounded
from ingest.extract.hyphens import join
from ingest.extract.languages import language_of
from ingest.extract.outline import first_words
from ingest.extract.pdf.blocks import blocks_of
from ingest.extract.pdf.columns import Placed, in_reading_order
from ingest.extract.pdf.file import open_pdf
from ingest.extract.pdf.letters import refuse_unreadable
from ingest.extract.pdf.lines import lowered
from ingest.extract.pdf.margins import body_size, take_footnotes, without_running_heads
from ingest.extract.pdf.page import Line, Page
from ingest.extract.signing import signed_on
from ingest.extract.titles import is_real, same
from ingest.types import Extracted, Link, NotExtracted, Reason

_ADDRESS = re.compile(r"https?://[^\s<>\"”“()]{4,500}")
_LONGEST_TITLE = 200  # characters
_MOST_LINES = 5
_LARGER = 1.15
"""Letters of a title are at least this large, in sizes of the running text."""


def extract_pdf(body: bytes, url: str) -> Extracted:
    """Read a PDF in a process of its own. Raises NotExtracted with what is wrong with it.

    Pages that are pictures between pages of text are left out, and `unread` names them.
    """
    read = read_bounded("pdf", body, url)
    return replace(read, language=language_of(read.text))


def read_pdf(body: bytes, url: str, today: date) -> Extracted:
    """Read a PDF here and now, without limits; its language is not looked for.

    `published` is the day of signature or publication that the text names, never the file's own, which is often that
    of a conversion; `changed` is the file's own.
    """
    file = open_pdf(body, url)
    refuse_unreadable(file.pages)
    title, blocks = _titled(file.title, file.pages)
    text, ends = render(blocks)
    if not text:
        raise NotExtracted(Reason.EMPTY, f"there is no text on its {len(file.pages)} pages but running heads")
    return Extracted(
        title=title,
        text=text,
        language=None,
        published=signed_on(text.splitlines()),
        changed=file.changed if file.changed and file.changed <= today else None,
        links=tuple(_links(file.pages, blocks)),
        pages=ends,
        unread=tuple(page.number for page in file.pages if page.pictured),
    )


def _titled(told: str, pages: Sequence[Page]) -> tuple[str, list[Block]]:
    """The title, what the file calls itself where the text bears it out or the largest line, and the blocks below."""
    body = body_size(pages)
    inner, notes = [], {}
    for page in without_running_heads(pages):
        rest, notes[page.number] = take_footnotes(page, body)
        inner.append(rest)
    placed = [thing for page in inner for thing in in_reading_order([*page.lines, *page.grids])]
    largest = _largest(placed, body)
    shown = plain(lowered(join([line.text for line in largest])))
    real = plain(told) if is_real(told, _beginning(placed)) else ""
    if shown and (not real or same(real, shown)):
        placed = [thing for thing in placed if thing not in largest]
    blocks = blocks_of(placed, body, notes)
    return real or shown or first_words(blocks), blocks


def _largest(placed: Sequence[Placed], body: float) -> list[Line]:
    """The lines with the largest letters of the first page, if they are a title: few, and larger than running text."""
    first = [thing for thing in placed if isinstance(thing, Line) and thing.page == placed[0].page]
    size = max((line.size for line in first), default=0.0)
    lines = [line for line in first if line.size > size - 0.6]
    if size < _LARGER * body or len(lines) > _MOST_LINES or sum(len(line.text) for line in lines) > _LONGEST_TITLE:
        return []
    start = first.index(lines[0])
    return lines if first[start : start + len(lines)] == lines else lines[:1]


def _beginning(placed: Sequence[Placed]) -> str:
    first = (thing.text for thing in placed if isinstance(thing, Line) and thing.page == placed[0].page)
    return lowered(" ".join(first))


def _links(pages: Iterable[Page], blocks: Iterable[Block]) -> Iterator[Link]:
    """The links that can be clicked, then the addresses that are only written; each address once."""
    known: set[str] = set()
    written = (
        Link(found.rstrip(".,;:!?'’”)]}"), found.rstrip(".,;:!?'’”)]}"))
        for block in blocks
        if isinstance(block, Heading | Paragraph | Item)
        for found in _ADDRESS.findall(block.text)
    )
    for link in (*(link for page in pages for link in page.links), *written):
        address = link.url.partition("#")[0]
        if address not in known:
            known.add(address)
            yield replace(link, url=address)
