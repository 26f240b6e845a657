"""The generated parts of docs/retrieval.md: between two comments that name the part."""

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path("docs/retrieval.md")
IMAGES = Path("docs/images")


def put(part: str, text: str, page: Path = PAGE) -> None:
    """Write a part anew, the rest of the page untouched. Raises ValueError where the page does not have the part."""
    before = page.read_text(encoding="utf-8")
    begins, ends = f"<!-- {part}: begins -->", f"<!-- {part}: ends -->"
    found = re.compile(rf"(?<={re.escape(begins)}\n).*?(?={re.escape(ends)})", re.DOTALL)
    if not found.search(before):
        raise ValueError(f"{page} has no part {part}: it stands between {begins} and {ends}")
    page.write_text(found.sub(lambda _: f"\n{text.strip()}\n\n", before, count=1), encoding="utf-8")


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the first column is a name, the others numbers."""
    align = ["---", *["---:"] * (len(columns) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, align, *rows))


def held(value: float, floor: float) -> str:
    """A number beside its floor: at least so much is asked for."""
    return f"{value:.3f} ({'holds' if value >= floor else '**does not hold**'}: {floor:.3f})"


def within(value: float, ceiling: float, unit: str) -> str:
    """A number beside its ceiling: less than so much is asked for."""
    return f"{value:.2f}{unit} ({'holds' if value <= ceiling else '**does not hold**'}: {ceiling:g}{unit})"
