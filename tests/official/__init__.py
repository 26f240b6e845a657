"""Made-up official pages, as fetched documents: in our own wording, with the facts and dates of the field.

What they tell that our texts do not ("62 prosenttia työmaista ...") is invented, to see a gap give way.
"""

from datetime import date
from pathlib import Path
from typing import Any

import frontmatter

from corpus.types import Document, Kind, Proof, SourcePage

FOLDER = Path(__file__).parent
SEEN = date(2026, 11, 23)


def read_official() -> list[Document]:
    """The pages in this folder; a line `<!-- page -->` ends a page of a PDF."""
    return [_read(path) for path in sorted(FOLDER.glob("*.md"))]


def _read(path: Path) -> Document:
    post = frontmatter.loads(path.read_text(encoding="utf-8"))
    matter: dict[str, Any] = post.metadata
    pages = [page.lstrip("\n") for page in post.content.split("<!-- page -->\n")]
    addresses = [f"{matter['url']}#page={n}" for n in range(1, len(pages) + 1)] if len(pages) > 1 else [matter["url"]]
    ends = [len("".join(pages[: number + 1])) for number in range(len(pages))]
    name, language = path.stem.rsplit(".", 1)
    return Document(
        id=f"{name}.{language}",
        subject=name,
        deal=matter["deal"],
        language=language,  # type: ignore[arg-type]  # one of ours: the file's name says it
        kind=Kind(matter["kind"]),
        title=matter["title"],
        text="".join(pages),
        sources=tuple(SourcePage(address, matter["title"], SEEN) for address in addresses),
        proofs=tuple(Proof(end, (number,)) for number, end in enumerate(ends)),
        published=matter.get("published"),
        checked=SEEN,
        valid_from=None,
        valid_until=matter.get("valid_until"),
        superseded_by=matter.get("superseded_by"),
        confidence="high",
        official=matter.get("official", True),
    )
