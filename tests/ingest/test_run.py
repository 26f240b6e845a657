"""Runs over a site on loopback: what changes there is in the index afterwards, and nothing else."""

from pathlib import Path

import pytest

from corpus.builds import pointed_at
from corpus.types import Kind
from ingest.report.as_json import from_json
from ingest.report.page import latest
from ingest.report.types import Outcome
from ingest.run import build
from ingest.types import Doubt
from tests.ingest.nights import SITES, Nights, nights_of_a_site
from tests.ingest.small_site import page

__all__ = ["nights_of_a_site"]


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


def test_a_run_has_its_report_before_it_is_closed_and_a_dry_one_has_none(nights: Nights) -> None:
    nights.run(dry=True)
    assert latest(nights.settings.reports) is None
    report = nights.run()
    written = latest(nights.settings.reports)
    assert written is not None
    assert from_json((written / "report.json").read_text(encoding="utf-8")) == report
    nights.settings.reports.rename(nights.folder / "elsewhere")
    nights.settings.reports.write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="reports"):
        nights.run()
    nights.settings.reports.unlink()
    nights.site.asked.clear()
    nights.run()
    assert not nights.site.asked, "the run that had no report is gone on with"


def test_pairs_that_stay_open_are_told_in_the_report_and_not_in_the_entries(nights: Nights) -> None:
    nights.site.pages["/copy"] = SITES
    nights.sources({"/sites": "emission-free-sites", "/copy": "daycare-chemicals"})
    report = nights.run()
    [pair] = report.unsure
    assert (pair.urls, pair.doubt) == ((nights.site.url("/copy"), nights.site.url("/sites")), Doubt.WHOSE)
    assert not any(entry.detail for entry in report.entries)


def test_sources_that_are_taken_from_the_file_may_leave_at_once(nights: Nights) -> None:
    paths = {f"/p{at}": "general" for at in range(6)}
    for path in paths:
        nights.site.pages[path] = page(f"Uutinen {path}", f"Tämä sivu {path} kertoo omasta asiastaan, muut eivät.")
    nights.sources(paths)
    nights.run()
    nights.sources(dict.fromkeys(list(paths)[:3], "general"))
    report = nights.run()
    assert report.refused is None
    assert len(report.of(Outcome.REMOVED)) == 3
    assert len(nights.documents()) == 3


def test_what_an_entry_says_now_holds_at_the_next_build_without_fetching(nights: Nights) -> None:
    nights.run()
    nights.sources({"/sites": "general", "/daycare": "daycare-chemicals"})
    build(nights.settings, rebuild=False, progress=lambda *_: None)
    assert {document.deal for document in nights.documents()} == {"general", "daycare-chemicals"}
