"""The order in which the lines of a page are read: column by column where there are columns, else from the top down.

A gutter is looked for where several lines begin below one another with white to their left; what crosses it (a title,
a table, a full line) divides the page into bands, and a band has two columns only if both sides hold running text.
That is the idea of the XY-cut (Nagy and Seth 1984, "Hierarchical representation of optically scanned documents") with
the cut at what crosses instead of at white bands, since headings stand close to their columns.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.extract.pdf.lines import merged
from ingest.extract.pdf.page import Grid, Line

Placed = Line | Grid

_FEWEST = 3  # lines on each side
_GUTTER = 6.0  # points of white, at least
_WHITE = 2.0  # white over the whole width, in heights of a line, under which something new begins
_FILLED = 0.45
"""The least share of a column's width that its middle line fills: less are labels beside values, read across."""
_SHORTEST = 20  # letters of the middle line of running text; names and options are shorter
_DEEPEST = 3  # gutters within one another: four columns, eight at most


def in_reading_order(placed: Sequence[Placed], depth: int = 0) -> list[Placed]:
    """The lines and tables as they are read, each line with the edges of its column, the runs of a row as one line."""
    gutter = _gutter(placed) if depth < _DEEPEST else None
    if gutter is None:
        return _one_column(placed)
    ordered: list[Placed] = []
    across: list[Placed] = []  # bands that are no columns, as one, since they share their edges
    for band in _bands(placed, gutter):
        left = [p for p in band if p.x1 <= gutter]
        right = [p for p in band if p.x0 >= gutter - 1]
        if len(left) + len(right) == len(band) and _two_columns(left, right, gutter):
            ordered += _one_column(across)
            ordered += in_reading_order(left, depth + 1) + in_reading_order(right, depth + 1)
            across = []
        else:
            across += band
    return ordered + _one_column(across)


def _gutter(placed: Sequence[Placed]) -> float | None:
    """Where the right one of two columns begins: of the places where lines begin, the one most lines respect."""
    lines = [p for p in placed if isinstance(p, Line)]
    if len(lines) < 2 * _FEWEST:
        return None
    begins = Counter(round(line.x0) for line in lines)
    best: tuple[int, float] | None = None
    for place, count in begins.most_common(12):
        if count < _FEWEST:
            break
        gutter = min(line.x0 for line in lines if round(line.x0) == place)
        sides = _sides(placed, gutter)
        if sides and (best is None or sides > best[0]):
            best = sides, gutter
    return best[1] if best else None


def _sides(placed: Sequence[Placed], gutter: float) -> int:
    """How many lines stand in the bands that this gutter makes two columns of."""
    count = 0
    for band in _bands(placed, gutter):
        left = [p for p in band if p.x1 <= gutter]
        right = [p for p in band if p.x0 >= gutter - 1]
        if len(left) + len(right) == len(band) and _two_columns(left, right, gutter):
            count += len(band)
    return count


def _bands(placed: Sequence[Placed], gutter: float) -> Iterator[list[Placed]]:
    """The page from the top down, cut before and after what crosses the gutter, and where both sides are white."""
    band: list[Placed] = []
    for thing in sorted(placed, key=lambda p: p.top):
        crosses = thing.x0 < gutter - 1 and thing.x1 > gutter - _GUTTER
        if band and (crosses or thing.top - _lower(band[-8:]) > _WHITE * _height(thing)):
            heads = _heads_of(thing, band) if crosses else 0
            yield from filter(None, (band[: len(band) - heads], band[len(band) - heads :]))
            band = []
        if crosses:
            yield [thing]
        else:
            band.append(thing)
    if band:
        yield band


def _heads_of(thing: Placed, band: Sequence[Placed]) -> int:
    """How many lines at a band's end are the heading of what crosses below it, and no part of the left column."""
    heads = 0
    for above in reversed(band):
        if not isinstance(above, Line) or not isinstance(thing, Line) or above.x0 > thing.x0 + _GUTTER:
            break
        if not (above.size > thing.size + 0.6 or (above.bold and not thing.bold)):
            break
        heads += 1
    return heads


def _two_columns(left: Sequence[Placed], right: Sequence[Placed], gutter: float) -> bool:
    """Whether both sides are running text beside each other, and not labels beside what they stand for."""
    left, right = _rows(left), _rows(right)
    if len(left) < _FEWEST or len(right) < _FEWEST:
        return False
    if min(_middle_length(left), _middle_length(right)) < _SHORTEST:
        return False
    shared = min(_lower(left), _lower(right)) - max(_upper(left), _upper(right))
    if shared < 0.5 * min(_lower(left) - _upper(left), _lower(right) - _upper(right)):
        return False
    return all(_middle_width(side) >= _FILLED * (end - begin) for side, begin, end in (
        (left, min(p.x0 for p in left), gutter - _GUTTER),
        (right, gutter, max(p.x1 for p in right)),
    ))  # fmt: skip


def _rows(side: Sequence[Placed]) -> list[Placed]:
    """A side with the runs of a row as one: a justified line falls into many."""
    return [*merged([p for p in side if isinstance(p, Line)]), *(p for p in side if isinstance(p, Grid))]


def _middle_width(side: Sequence[Placed]) -> float:
    widths = sorted(p.x1 - p.x0 for p in side)
    return widths[len(widths) // 2]


def _middle_length(side: Sequence[Placed]) -> int:
    lengths = sorted(len(p.text) for p in side if isinstance(p, Line))
    return lengths[len(lengths) // 2] if lengths else _SHORTEST


def _height(thing: Placed) -> float:
    return thing.size if isinstance(thing, Line) else 10.0


def _upper(side: Sequence[Placed]) -> float:
    return min(p.top for p in side)


def _lower(side: Sequence[Placed]) -> float:
    return max(p.bottom for p in side)


def _one_column(placed: Sequence[Placed]) -> list[Placed]:
    lines = merged([p for p in placed if isinstance(p, Line)])
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=0.0)
    ordered: list[Placed] = [replace(line, left=left, right=right) for line in lines]
    return sorted(ordered + [p for p in placed if isinstance(p, Grid)], key=lambda p: p.top)
