"""How the material stands, as it is read from the archive, the reports and the builds."""

from datetime import UTC, datetime

from corpus.lock import held
from corpus.types import Kind
from ingest.archive import Archive
from ingest.report.status import Ending, LastRun
from ingest.report.types import Outcome
from ingest.status import read_status
from ingest.types import Reason
from tests.ingest.nights import Nights, nights_of_a_site
from tests.ingest.small_site import page

__all__ = ["nights_of_a_site"]


def test_before_any_run_there_is_nothing_and_nothing_is_made(nights: Nights) -> None:
    status = read_status(nights.settings)
    assert (status.last_run, status.build, status.failing, status.earlier) == (None, None, (), ())
    assert not nights.settings.data_dir.exists()


def test_a_run_is_told_with_its_outcomes_its_build_and_what_there_is(nights: Nights) -> None:
    nights.run()
    status = read_status(nights.settings)
    assert status.last_run is not None
    assert status.last_run.ending is Ending.DONE
    assert status.outcomes == {Outcome.ADDED: 2}
    assert status.build is not None
    assert status.build.documents == 3
    assert status.documents["daycare-chemicals", Kind.PAGE, "fi"] == 1
    assert status.earlier == ()


def test_a_page_that_is_gone_is_told_with_its_reason_until_it_is_taken_out_by_hand(nights: Nights) -> None:
    nights.run()
    first = read_status(nights.settings).build
    del nights.site.pages["/daycare"]
    nights.run()
    [failing] = read_status(nights.settings).failing
    assert (failing.url, failing.reason, failing.left) == (nights.site.url("/daycare"), Reason.GONE, False)
    nights.run()
    [failing] = read_status(nights.settings).failing
    assert failing.left
    assert read_status(nights.settings).earlier == (first,)
    with Archive(nights.settings.data_dir) as archive:
        archive.remove(failing.url, datetime.now(UTC))
    assert read_status(nights.settings).failing == ()


def test_a_run_without_an_end_goes_on_while_its_lock_is_held_and_was_cut_off_when_it_is_free(nights: Nights) -> None:
    now = datetime.now(UTC)
    with Archive(nights.settings.data_dir) as archive:
        archive.begin(now, now)
    with held(nights.settings.fetched_lock, "fetching"):
        assert read_status(nights.settings).last_run == LastRun(now, None, Ending.RUNNING)
    assert read_status(nights.settings).last_run == LastRun(now, None, Ending.CUT_OFF)


def test_a_refused_run_is_told_as_stopped(nights: Nights) -> None:
    paths = {f"/p{at}": "general" for at in range(4)}
    for path in paths:
        nights.site.pages[path] = page(f"Uutinen {path}", f"Tämä sivu {path} kertoo omasta asiastaan, muut eivät.")
    nights.sources(paths)
    nights.run()
    for path in list(paths)[:2]:
        del nights.site.pages[path]
    nights.run()
    nights.run()
    last = read_status(nights.settings).last_run
    assert last is not None
    assert last.ending is Ending.REFUSED
