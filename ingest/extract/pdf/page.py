"""A page of a PDF as it lies on paper: lines and tables with their places, in points from the upper left corner."""

from dataclasses import dataclass

from ingest.types import Link

UNKNOWN = "\ufffd"
"""What stands for a letter that its font gives no meaning."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter that is seen, or a space."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a run of it without a wide gap. `left` and `right` are the edges of the column it stands in."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    page: int
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. `edges` are where its columns begin."""

    rows: tuple[tuple[str, ...], ...]
    x0: float
    x1: float
    top: float
    bottom: float
    edges: tuple[float, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page. `pictured` is True for a page whose words are a picture."""

    number: int
    height: float
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    links: tuple[Link, ...]
    pictured: bool
    letters: int
