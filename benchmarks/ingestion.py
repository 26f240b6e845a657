"""`python -m benchmarks.ingestion`: pages a second from a site on loopback to the index, and what share is embedding.

The pages are made (`benchmarks.material`), the server, the fetching without pace, the reading, the archive and the
index are real. The second run is over the same site: nothing has changed.
"""

import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.material import make_documents
from benchmarks.page import markdown, put
from ingest.run import Watch, run
from ingest.settings import IngestSettings
from tests.ingest.small_site import small_site

PAGE = Path("docs/ingestion/README.md")
_PAGES = 300
_TEXTS = Path("corpus/texts/neighbours")


@dataclass
class Clock:
    """When fetching and embedding began and ended, in seconds."""

    start: float = field(default_factory=time.perf_counter)
    fetched: float = 0.0
    embedding: float = 0.0
    _began: float = 0.0

    def fetching(self, *_: object) -> None:
        """Called after each page; the last one tells."""
        self.fetched = time.perf_counter() - self.start

    def embeds(self, done: int, total: int) -> None:
        """Called before the first passage and after each batch."""
        if not done:
            self._began = time.perf_counter()
        if done == total:
            self.embedding = time.perf_counter() - self._began


def pages(count: int) -> dict[str, str | bytes]:
    """Pages of ten sections each, by path."""
    documents, _ = make_documents(count * 10)
    return {f"/{at}": _page(document.title, document.text) for at, document in enumerate(documents[:count])}


def _page(title: str, markdown_text: str) -> str:
    lines = []
    for line in markdown_text.splitlines():
        if line.startswith("#"):
            lines.append(f"<h2>{line.lstrip('# ')}</h2>")
        elif line.startswith(("- ", "* ")):
            lines.append(f"<ul><li>{line[2:]}</li></ul>")
        elif line:
            lines.append(f"<p>{line}</p>")
    menu = "".join(f'<li><a href="/{at}">Osio {at}</a></li>' for at in range(40))
    return (
        f'<!doctype html><html lang="fi"><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav>'
        f"<main><article><h1>{title}</h1>{''.join(lines)}</article></main><footer>Yhteystiedot</footer></body></html>"
    )


def measure(folder: Path, count: int = _PAGES) -> list[list[str]]:
    """Two runs over `count` pages: a row each."""
    rows = []
    with small_site(pages(count)) as site:
        home = site.url("")
        sources = folder / "sources.toml"
        sources.write_text(
            "\n".join(
                f'[[source]]\nurl = "{home}/{at}"\ntitle = "Sivu {at}"\nlanguage = "fi"\n'
                'deal = "general"\nkind = "page"\ncited = false\n'
                for at in range(count)
            ),
            encoding="utf-8",
        )
        settings = IngestSettings(
            data_dir=folder / "data", texts_dir=_TEXTS, sources=sources, crawl_pace_s=0, crawl_loopback=True
        )
        for name in ("first run", "second run, nothing changed"):
            clock = Clock()
            report = run(settings, dry=False, allow_shrinking=True, watch=Watch(clock.fetching, clock.embeds))
            whole = time.perf_counter() - clock.start
            indexed = report.indexed
            assert indexed is not None  # noqa: S101  # it is not dry and may shrink
            rows.append(
                [
                    name,
                    f"{count:,}",
                    f"{indexed.passages:,}",
                    f"{indexed.embedded:,}",
                    f"{whole:.1f}",
                    f"{count / whole:.1f}",
                    f"{clock.fetched / whole:.0%}",
                    f"{clock.embedding / whole:.0%}",
                ]
            )
            print(rows[-1], file=sys.stderr)
    return rows


def main() -> None:
    """Measure and write the table into the docs."""
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder))
    columns = ["", "pages", "passages", "embedded", "seconds", "pages a second", "fetching, reading", "embedding"]
    put("speed", markdown(columns, rows), PAGE)


if __name__ == "__main__":
    main()
