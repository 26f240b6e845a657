"""Runs over a site on loopback: what changes there is in the index afterwards, and nothing else."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.builds import current_build, pointed_at
from corpus.lines import DOCUMENT, Lines
from corpus.types import Document, Kind
from ingest.report.types import Outcome, Report
from ingest.run import Watch, build, run
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


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    texts = tmp_path / "texts"
    texts.mkdir()
    shutil.copy(TEXTS / "neighbours" / "car-trade.fi.md", texts)
    with small_site({"/sites": SITES, "/daycare": DAYCARE}) as site:
        nights = Nights(site, tmp_path)
        nights.sources({"/sites": "emission-free-sites", "/daycare": "daycare-chemicals"})
        yield nights


def test_a_run_puts_the_pages_into_the_index_with_what_their_entries_say(nights: Nights) -> None:
    report = nights.run()
    assert nights.outcomes(report) == {"/sites": Outcome.ADDED, "/daycare": Outcome.ADDED}
    found = {document.deal: document for document in nights.documents()}
    assert set(found) == {"emission-free-sites", "daycare-chemicals"}
    sites = found["emission-free-sites"]
    assert (sites.title, sites.kind, sites.official, sites.language) == ("Päästöttömät työmaat", Kind.PAGE, True, "fi")
    assert "Vuoden 2025 loppuun mennessä työmaat ovat fossiilittomia." in sites.text
    assert "Etusivu" not in sites.text
    assert report.indexed is not None
    assert report.indexed.embedded == report.indexed.passages


def test_a_second_run_over_the_same_site_reads_no_body_and_embeds_nothing(nights: Nights) -> None:
    nights.run()
    nights.site.asked.clear()
    report = nights.run()
    assert nights.outcomes(report) == {"/sites": Outcome.UNCHANGED, "/daycare": Outcome.UNCHANGED}
    assert report.indexed is not None
    assert report.indexed.embedded == 0
    assert {status for path, status in nights.site.asked if path != "/robots.txt"} == {304}


def test_a_changed_page_is_embedded_alone_and_its_former_wording_is_kept_as_superseded(nights: Nights) -> None:
    nights.run()
    nights.site.pages["/sites"] = SITES.replace("Vuoden 2025 loppuun", "Vuoden 2030 loppuun")
    report = nights.run()
    [changed] = report.of(Outcome.CHANGED)
    assert "2025" in changed.before
    assert "2030" in changed.after
    now = [document for document in nights.documents() if document.deal == "emission-free-sites"]
    assert {("2030" in document.text, document.current) for document in now} == {(True, True), (False, False)}
    assert report.indexed is not None
    assert 0 < report.indexed.embedded < report.indexed.passages


def test_a_dry_run_tells_what_would_change_and_writes_nothing(nights: Nights) -> None:
    nights.run()
    before = files(nights.settings.data_dir)
    nights.site.pages["/sites"] = SITES.replace("fossiilittomia", "päästöttömiä")
    report = nights.run(dry=True)
    assert nights.outcomes(report) == {"/sites": Outcome.CHANGED, "/daycare": Outcome.UNCHANGED}
    assert report.indexed is None
    assert files(nights.settings.data_dir) == before


def files(folder: Path) -> dict[str, bytes]:
    """Every file but what reading alone makes: the locks, and what SQLite keeps beside a file that is open."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(p): p.read_bytes() for p in found if "lock" not in p.name and not p.name.endswith(("-shm", "-wal"))}


def test_a_first_dry_run_leaves_no_archive_behind(nights: Nights) -> None:
    report = nights.run(dry=True)
    assert nights.outcomes(report) == {"/sites": Outcome.ADDED, "/daycare": Outcome.ADDED}
    assert not list((nights.settings.data_dir).rglob("*.db"))


def test_a_page_that_vanishes_leaves_the_answers_after_the_set_number_of_runs(nights: Nights) -> None:
    nights.run()
    del nights.site.pages["/daycare"]
    assert nights.outcomes(nights.run())["/daycare"] is Outcome.FAILED
    assert len(nights.documents()) == 2
    assert nights.outcomes(nights.run())["/daycare"] is Outcome.VANISHED
    assert [document.deal for document in nights.documents()] == ["emission-free-sites"]


def test_a_run_that_would_take_away_too_much_is_refused_until_it_is_told_to_go_on(nights: Nights) -> None:
    paths = {f"/p{at}": "general" for at in range(6)}
    for path in paths:
        nights.site.pages[path] = page(
            f"Uutinen {path}", f"Tämä sivu {path} kertoo omasta asiastaan, josta muut eivät."
        )
    nights.sources(paths)
    nights.run()
    in_use = pointed_at(nights.settings.data_dir)
    for path in list(paths)[:3]:
        del nights.site.pages[path]
    nights.run()
    refused = nights.run()
    assert refused.refused is not None
    assert (refused.refused.lost, refused.refused.of) == (3, 6)
    assert refused.indexed is None
    assert len(nights.documents()) == 6
    assert nights.run().refused, "it goes on refusing"
    assert nights.run(allow_shrinking=True).indexed is not None
    assert len(nights.documents()) == 3
    assert pointed_at(nights.settings.data_dir) != in_use


def test_a_plain_build_keeps_what_was_fetched(nights: Nights) -> None:
    nights.run()
    built = build(nights.settings, rebuild=True, progress=lambda *_: None)
    assert len(nights.documents()) == 2
    assert built.synced.embedded == built.synced.passages


def test_the_same_page_under_two_addresses_is_one_document(nights: Nights) -> None:
    nights.site.pages["/copy"] = SITES
    nights.sources({"/sites": "emission-free-sites", "/copy": "emission-free-sites"})
    report = nights.run()
    assert len(nights.documents()) == 1
    assert len([entry for entry in report.entries if entry.alias_of]) == 1
