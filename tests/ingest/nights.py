"""Runs over a site on loopback, night after night."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.builds import current_build
from corpus.lines import DOCUMENT, Lines
from corpus.types import Document, Kind
from ingest.report.types import Outcome, Report
from ingest.run import Watch, run
from ingest.settings import IngestSettings
from tests.conftest import TEXTS
from tests.ingest.small_site import SmallSite, page, small_site

SITES = page(
    "Päästöttömät työmaat",
    "Sopimuksen osapuolet tavoittelevat työmaita, joilla ei synny päästöjä. Tavoitteet kiristyvät vuosittain.",
    "Vuoden 2025 loppuun mennessä työmaat ovat fossiilittomia. Työkoneet ja kuljetukset luetaan mukaan.",
    links=(("/sopimus.html.pdf", "Esite"),),
)
DAYCARE = page(
    "Haitalliset aineet varhaiskasvatuksessa",
    "Sopimuksella vähennetään haitallisten kemikaalien määrää päiväkodeissa. Hankinnat ohjaavat markkinoita.",
    "Kunnat ottavat käyttöön kriteerit, jotka koskevat leluja, tekstiilejä ja siivousta.",
)


@dataclass
class Nights:
    """The site, and the runs over it."""

    site: SmallSite
    folder: Path

    @property
    def settings(self) -> IngestSettings:
        return IngestSettings(
            data_dir=self.folder / "data",
            texts_dir=self.folder / "texts",
            sources=self.folder / "sources.toml",
            crawl_pace_s=0,
            crawl_loopback=True,
            crawl_gone_after=2,
        )

    def sources(self, paths: dict[str, str]) -> None:
        entries = [
            f'[[source]]\nurl = "{self.site.url(path)}"\ntitle = "{path}"\nlanguage = "fi"\ndeal = "{deal}"\n'
            'kind = "page"\ncited = false\nofficial = true\n'
            for path, deal in paths.items()
        ]
        self.settings.sources.write_text("\n".join(entries), encoding="utf-8")

    def run(self, *, dry: bool = False, allow_shrinking: bool = False) -> Report:
        watch = Watch(lambda *_: None, lambda *_: None)
        return run(self.settings, dry=dry, allow_shrinking=allow_shrinking, watch=watch)

    def outcomes(self, report: Report) -> dict[str, Outcome]:
        return {entry.url.removeprefix(self.site.url("")): entry.outcome for entry in report.entries}

    def documents(self) -> list[Document]:
        """The fetched documents of the index in use."""
        folder = current_build(self.settings.data_dir)
        assert folder is not None
        return [known for known in Lines(folder / "documents.jsonl", DOCUMENT) if known.kind is not Kind.SUMMARY]


@pytest.fixture(name="nights")
def nights_of_a_site(tmp_path: Path) -> Iterator[Nights]:
    texts = tmp_path / "texts"
    texts.mkdir()
    shutil.copy(TEXTS / "neighbours" / "car-trade.fi.md", texts)
    with small_site({"/sites": SITES, "/daycare": DAYCARE}) as site:
        nights = Nights(site, tmp_path)
        nights.sources({"/sites": "emission-free-sites", "/daycare": "daycare-chemicals"})
        yield nights
