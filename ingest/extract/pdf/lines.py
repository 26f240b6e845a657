"""Letters on a page -> its lines: rows by height, runs by gaps, spaces where a gap is one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.extract.pdf.page import UNKNOWN, Glyph, Line

_SPACE = 0.18
"""The least gap between two words, in sizes of the letters: the narrowest space of a justified line has about 0.2."""
_WIDE = 0.9
"""A gap from which what follows may be of another column."""
_RAISED = 0xE000
"""Where a raised digit is put (private use), until it is known whether it refers to a footnote or is an exponent."""
RAISED = re.compile("[\ue000-\ue009]+")
_ACCENTS = {"¨": "\u0308", "˚": "\u030a", "´": "\u0301", "`": "\u0300", "^": "\u0302", "˜": "\u0303", "ˇ": "\u030c"}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPELLED = str.maketrans(_LIGATURES | {"\u2010": "-", "\u2011": "-", "\u0002": "\u00ad"})
# U+0002 is what some writers put for a hyphen at a line's end
_BULLET = re.compile(rf"(?<!\S){UNKNOWN}(?!\S)")  # of a font of symbols


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """The runs of letters without a wide gap, from the top down."""
    return [line for row in _rows(glyphs) for run in _runs(row) if (line := _line(run, page))]


def merged(lines: Sequence[Line]) -> list[Line]:
    """Runs of one column, those of one row as one line."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        if found and level(found[-1], line):
            found[-1] = _beside(found[-1], line)
        else:
            found.append(line)
    return found


def level(first: Line | Glyph, second: Line | Glyph) -> bool:
    """Whether two stand in one row: half of the lower one's height is beside the other."""
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared >= 0.5 * min(first.bottom - first.top, second.bottom - second.top)


def digits(raised: str) -> str:
    """Raised digits as digits."""
    return "".join(chr(ord(digit) - _RAISED + ord("0")) for digit in raised)


def lowered(text: str) -> str:
    """A text with its raised digits as digits."""
    return RAISED.sub(lambda found: digits(found[0]), text)


def _beside(first: Line, second: Line) -> Line:
    left, right = sorted((first, second), key=lambda line: line.x0)
    larger = max(first, second, key=lambda line: len(line.text))
    return Line(
        f"{left.text} {right.text}",
        left.x0,
        max(left.x1, right.x1),
        min(left.top, right.top),
        max(left.bottom, right.bottom),
        larger.size,
        left.bold and right.bold,
        left.page,
    )


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    row: list[Glyph] = []
    anchor: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        if anchor is None or not level(anchor, glyph):
            if row:
                yield row
            row, anchor = [], glyph
        row.append(glyph)
        if glyph.size > anchor.size:
            anchor = glyph
    if row:
        yield row


def _runs(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The row's letters from left to right, cut at wide gaps; spaces fill no gap, letters printed twice are one."""
    run: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.x0):
        last = run[-1] if run else None
        if last and glyph.text == last.text and glyph.x0 - last.x0 < 0.1 * glyph.size:
            continue
        if last and not glyph.text.isspace():
            edge = max((g.x1 for g in run[-3:] if not g.text.isspace()), default=last.x1)
            if glyph.x0 - edge > _WIDE * max(glyph.size, last.size):
                yield run
                run = []
        run.append(glyph)
    if run:
        yield run


def _line(run: Sequence[Glyph], page: int) -> Line | None:
    seen = [glyph for glyph in run if not glyph.text.isspace()]
    if not seen:
        return None
    size = max(sorted(g.size for g in seen)[len(seen) // 2], 0.1)
    main = max(seen, key=lambda glyph: (abs(glyph.size - size) < 0.1, glyph.size))
    text = _spaced([_raised(glyph, main) for glyph in _composed(run)], size)
    text = " ".join(unicodedata.normalize("NFC", text).translate(_SPELLED).split())
    text = _BULLET.sub("•", text)
    bold = sum(glyph.bold for glyph in seen) >= 0.9 * len(seen)
    x0, x1 = seen[0].x0, max(glyph.x1 for glyph in seen)
    return Line(text, x0, x1, main.top, main.bottom, size, bold, page) if text else None


def _spaced(run: Sequence[Glyph], size: float) -> str:
    text, edge = "", None
    for glyph in run:
        if edge is not None and glyph.x0 - edge > _SPACE * size and not glyph.text.isspace():
            text += " "
        text += glyph.text
        edge = glyph.x1
    return text


def _raised(glyph: Glyph, main: Glyph) -> Glyph:
    """A raised digit as what marks it; any other letter as it is."""
    if not (glyph.text.isascii() and glyph.text.isdigit() and len(glyph.text) == 1) or glyph.size > 0.8 * main.size:
        return glyph
    if glyph.bottom > main.bottom - 0.2 * main.size:
        return glyph
    return replace(glyph, text=chr(_RAISED + int(glyph.text)))


def _composed(run: Sequence[Glyph]) -> Iterator[Glyph]:
    """The letters with the accents that were printed over them by themselves, as TeX prints `ä`."""
    over: dict[int, str] = {}
    taken: set[int] = set()
    for i, glyph in enumerate(run):
        mark = _ACCENTS.get(glyph.text, glyph.text)
        if len(mark) != 1 or not unicodedata.combining(mark):
            continue
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(run) and run[j].text.isalpha()]
        over_it = [j for j in beside if abs(_middle(run[j]) - _middle(glyph)) < 0.35 * glyph.size]
        if over_it:
            over[min(over_it, key=lambda j: abs(_middle(run[j]) - _middle(run[i])))] = mark
            taken.add(i)
    for i, glyph in enumerate(run):
        if i in over:
            yield replace(glyph, text=unicodedata.normalize("NFC", glyph.text + over[i]))
        elif i not in taken:
            yield glyph


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2
