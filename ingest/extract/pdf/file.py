"""A PDF's bytes -> its pages: what is written, where, in what letters. Knows pypdf and pdfplumber; nothing else does.

pypdf opens the file and reads what it says about itself; pdfplumber reads letters, rulings and links with their
places (pypdf's text has no widths, without which neither a space nor a column can be told).
"""

import contextlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pdfplumber
from pdfplumber.page import Page as Plumbed
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.extract.hyphens import join
from ingest.extract.pdf.lines import lines_of, lowered, merged
from ingest.extract.pdf.page import UNKNOWN, Glyph, Grid, Page
from ingest.types import Link, NotExtracted, Reason

_Box = tuple[float, float, float, float]  # x0, top, x1, bottom

MOST_PAGES = 300
MOST_LETTERS = 2_000_000
_MOST_RULINGS = 4_000
"""Rulings on a page from which it is a drawing: no tables are looked for."""
_MOST_BACKGROUNDS = 500
_SMALLEST = 2.0  # points; smaller letters are not read by people
_BOLD = ("bold", "black", "heavy", "demi")
_PICTURE = 0.25
"""The least share of a page that a picture fills which is taken for its words."""
_DRAWN = 300
"""Curves on a page without letters from which they may be its letters, drawn."""


@dataclass(frozen=True, slots=True)
class File:
    """A PDF as it was read. `changed` is what it says itself."""

    pages: tuple[Page, ...]
    title: str
    changed: date | None


def open_pdf(body: bytes, url: str) -> File:
    """Read a PDF. Raises NotExtracted for one that is encrypted, broken or too long, and what the readers raise."""
    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotExtracted(Reason.ENCRYPTED, "a password is needed to open it")
        count = len(reader.pages)
    except PyPdfError as error:
        raise NotExtracted(Reason.BROKEN, f"it cannot be read as a PDF: {error}") from error
    if count > MOST_PAGES:
        raise NotExtracted(Reason.TOO_LONG, f"it has {count} pages, and at most {MOST_PAGES} are read")
    title, changed = _told(reader)
    pages = tuple(_pages(body, url))
    if len(pages) < count:
        raise NotExtracted(Reason.BROKEN, f"only {len(pages)} of its {count} pages can be read")
    return File(pages, title, changed)


def _told(reader: PdfReader) -> tuple[str, date | None]:
    """What the file says of its title and its last change; what cannot be read is not said."""
    title, changed = "", None
    with contextlib.suppress(Exception):  # pypdf reads these late, and raises whatever it meets
        title = str((reader.metadata and reader.metadata.title) or "")
    with contextlib.suppress(Exception):
        moment = reader.metadata and reader.metadata.modification_date
        changed = moment.date() if moment else None
    return title, changed


def _pages(body: bytes, url: str) -> Iterator[Page]:
    letters = 0
    with pdfplumber.open(io.BytesIO(body)) as file:
        for plumbed in file.pages:
            page = _page(plumbed, url)
            letters += page.letters
            if letters > MOST_LETTERS:
                raise NotExtracted(Reason.TOO_LONG, f"it has more than {MOST_LETTERS} letters")
            yield page
            plumbed.close()


def _page(plumbed: Plumbed, url: str) -> Page:
    number = plumbed.page_number
    glyphs = list(_seen(plumbed))
    grids = list(_grids(plumbed, glyphs))
    free = [glyph for glyph in glyphs if not any(_within(glyph, (g.x0, g.top, g.x1, g.bottom)) for g in grids)]
    letters = sum(not glyph.text.isspace() for glyph in glyphs)
    pictured = letters < 10 and (_has_picture(plumbed) or len(plumbed.curves) > _DRAWN)
    lines, links = tuple(lines_of(free, number)), tuple(_links(plumbed, glyphs, url))
    return Page(number, float(plumbed.height), lines, tuple(grids), links, pictured, letters)


def _letter(text: str) -> str:
    """A letter; one that the font gives no meaning is `UNKNOWN`."""
    return UNKNOWN if text.startswith("(cid:") or "\ue000" <= text[:1] <= "\uf8ff" or text[:1] in ("", "\0") else text


def _seen(plumbed: Plumbed) -> Iterator[Glyph]:
    """The letters that a reader of the page sees, upright ones; a stamp across the page is none of its text."""
    backgrounds: list[_Box] | None = None
    for char in plumbed.chars:
        glyph = _glyph(char)
        if not char["upright"] or glyph.size < _SMALLEST or not _within(glyph, plumbed.cropbox):
            continue
        if _is_white(char.get("non_stroking_color")) and not glyph.text.isspace():
            backgrounds = _backgrounds(plumbed) if backgrounds is None else backgrounds
            if not any(_within(glyph, box) for box in backgrounds):
                continue
        yield glyph


def _glyph(char: dict[str, Any]) -> Glyph:
    bold = any(word in char["fontname"].lower() for word in _BOLD)
    return Glyph(_letter(char["text"]), char["x0"], char["x1"], char["top"], char["bottom"], char["size"], bold)


def _is_white(color: Any) -> bool:
    if not isinstance(color, tuple | list) or not all(isinstance(part, int | float) for part in color):
        return False
    parts = [float(part) for part in color]
    return not any(parts) if len(parts) == 4 else min(parts, default=0.0) > 0.95  # four are inks, and white is none


def _backgrounds(plumbed: Plumbed) -> list[_Box]:
    """What white letters can be seen on: filled shapes and pictures."""
    filled = [s for s in (*plumbed.rects, *plumbed.curves) if s.get("fill") and not _is_white(s["non_stroking_color"])]
    return [(s["x0"], s["top"], s["x1"], s["bottom"]) for s in (*plumbed.images, *filled)[:_MOST_BACKGROUNDS]]


def _within(glyph: Glyph, box: _Box) -> bool:
    """Whether the middle of a letter lies in a box."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    x0, top, x1, bottom = box
    return x0 <= x <= x1 and top <= y <= bottom


def _has_picture(plumbed: Plumbed) -> bool:
    covered = sum(float((i["x1"] - i["x0"]) * (i["bottom"] - i["top"])) for i in plumbed.images)
    return covered > _PICTURE * float(plumbed.width * plumbed.height)


def _grids(plumbed: Plumbed, glyphs: Sequence[Glyph]) -> Iterator[Grid]:
    """The ruled tables with more than one row and column; frames around text are none."""
    if not 3 < len(plumbed.edges) < _MOST_RULINGS:
        return
    taken: list[_Box] = []
    for table in plumbed.find_tables():
        x0, top, x1, bottom = table.bbox
        inside = [glyph for glyph in glyphs if _within(glyph, table.bbox)]
        rows = [tuple(_cell(inside, cell, plumbed.page_number) for cell in row.cells) for row in table.rows]
        rows = _without_empty(rows)
        if len(rows) > 1 and len(rows[0]) > 1 and not any(_overlap(table.bbox, box) for box in taken):
            taken.append(table.bbox)
            edges = tuple(sorted({round(cell[0]) for row in table.rows for cell in row.cells if cell}))
            yield Grid(tuple(rows), x0, x1, top, bottom, tuple(map(float, edges)), plumbed.page_number)


def _overlap(a: _Box, b: _Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def _cell(glyphs: Sequence[Glyph], box: _Box | None, page: int) -> str:
    if box is None:
        return ""
    lines = merged(lines_of([glyph for glyph in glyphs if _within(glyph, box)], page))
    return join([lowered(line.text) for line in lines])


def _without_empty(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    rows = [row for row in rows if any(row)]
    kept = [i for i in range(len(rows[0]) if rows else 0) if any(row[i] for row in rows)]
    return [tuple(row[i] for i in kept) for row in rows]


def _links(plumbed: Plumbed, glyphs: Sequence[Glyph], url: str) -> Iterator[Link]:
    """The page's links with the words that they lie on; those that are no addresses of pages are left out."""
    for link in _hyperlinks(plumbed):
        try:
            address = urldefrag(urljoin(url, str(link["uri"]))).url
            leads_to_page = urlsplit(address).scheme in ("http", "https")
        except ValueError:
            continue
        if leads_to_page:
            box = (link["x0"] - 1, link["top"] - 1, link["x1"] + 1, link["bottom"] + 1)
            lines = merged(lines_of([glyph for glyph in glyphs if _within(glyph, box)], plumbed.page_number))
            yield Link(address, join([lowered(line.text) for line in lines]))


def _hyperlinks(plumbed: Plumbed) -> list[dict[str, Any]]:
    try:
        return [link for link in plumbed.hyperlinks if link.get("uri")]
    except Exception:  # a broken link is no reason to leave out the text, and pdfplumber raises whatever it meets
        return []
