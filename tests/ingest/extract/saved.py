"""The saved pages of our own making, in the shapes of real sites, and what is expected of each (`pages/`)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import frontmatter
from pydantic import BaseModel, ConfigDict

from corpus.types import Language
from ingest.types import Fetched

PAGES = Path(__file__).parent / "pages"
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


class Expected(BaseModel):
    """What stands in the head of a page's expected text."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    url: str
    content_type: str = "text/html; charset=utf-8"
    site: Literal["known", "general"]
    held_out: bool
    title: str
    language: Language
    published: date | None
    changed: date | None
    breadcrumb: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it would be fetched, and what is expected of it."""

    name: str
    body: bytes
    expected: Expected
    text: str

    @property
    def fetched(self) -> Fetched:
        """The page as a response."""
        return fetched(self.body, url=self.expected.url, content_type=self.expected.content_type)


def fetched(body: bytes | str, *, url: str = "https://a.example/", content_type: str = "text/html") -> Fetched:
    """A response with this body."""
    raw = body.encode() if isinstance(body, str) else body
    return Fetched(url, url, 200, {"content-type": content_type}, raw, AT)


def saved_pages() -> list[SavedPage]:
    """All saved pages, by name."""
    return [_read(path) for path in sorted(PAGES.glob("*.html"))]


def _read(path: Path) -> SavedPage:
    post = frontmatter.loads(path.with_suffix(".md").read_text(encoding="utf-8"))
    return SavedPage(path.stem, path.read_bytes(), Expected.model_validate(post.metadata), f"{post.content.strip()}\n")
