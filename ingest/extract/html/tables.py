"""Tables -> rows of texts."""

from collections.abc import Iterator

from bs4 import Tag

from ingest.extract.html.tree import attribute, words

_OF_PAGES = ["table", "ul", "ol", "menu", "h1", "h2", "h3", "h4", "h5", "h6"]
"""What stands in the cells of tables with which a page is laid out."""
_MOST_SPANNED = 50  # rows, or columns of a table; some pages span thousands


def is_data(table: Tag) -> bool:
    """Whether a table is one: more than a column, and no page laid out with it."""
    if table.find(_OF_PAGES) is not None:
        return False
    return any(len(row.find_all(["td", "th"])) > 1 for row in table.find_all("tr"))


def rows_of(table: Tag) -> Iterator[list[str]]:
    """The rows with their cells' texts; a cell that spans rows is told in each, so that a row can be read alone."""
    hanging: dict[int, tuple[int, str]] = {}  # column -> for how many more rows, text
    for row in table.find_all("tr"):
        cells: list[str] = []
        for cell in row.find_all(["td", "th"]):
            _let_hang(cells, hanging)
            text = words(cell).replace("|", "/")
            rows, columns = (_span(cell, name) for name in ("rowspan", "colspan"))
            for number in range(min(columns, _MOST_SPANNED - len(cells))):
                if rows > 1:
                    hanging[len(cells)] = (rows - 1, text if number == 0 else "")
                cells.append(text if number == 0 else "")
        _let_hang(cells, hanging)
        yield cells


def _let_hang(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(cells) in hanging:
        rows, text = hanging.pop(len(cells))
        if rows > 1:
            hanging[len(cells)] = (rows - 1, text)
        cells.append(text)


def _span(cell: Tag, name: str) -> int:
    given = attribute(cell, name).strip()
    return max(1, min(int(given), _MOST_SPANNED)) if given.isascii() and given.isdigit() and len(given) < 6 else 1
