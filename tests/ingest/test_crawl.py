"""A crawl: which addresses are visited, what each visit means, and that nothing is lost when it is cut off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from corpus.types import Kind
from ingest.archive import Archive
from ingest.crawl import Crawl, Reader, orphans
from ingest.report.types import Entry, Outcome
from ingest.run import read_anew
from ingest.sources import Sources, read_sources
from ingest.types import Claim, Extracted, Fetched, NotFetched, NotModified, Reason, Validators
from tests.ingest.fake_site import FakeSite, read

HOME = "https://deals.fi/home"
NEWS = "https://deals.fi/news"
LIST = "https://city.fi/list"
PDF = "https://deals.fi/sopimus.pdf"

SOURCES = f"""
[[source]]
url = "{HOME}"
title = "Home"
language = "fi"
deal = "emission-free-sites"
kind = "page"
cited = false
official = true

[[source]]
url = "{NEWS}"
title = "News"
language = "fi"
deal = "general"
kind = "news"
cited = false

[[source]]
url = "{LIST}"
title = "List"
language = "fi"
deal = "general"
kind = "page"
cited = false
listing = true

[[rule]]
on = 'deals'
link = 'sopimus.*pdf$'
kind = "agreement"
depth = 2

[[rule]]
on = 'list'
link = 'city.fi/uutinen'
kind = "news"
depth = 1

[[rule]]
on = '.'
link = 'pdf$'
depth = 1
"""


class Night:
    """A site, its sources, and the runs over it."""

    def __init__(self, folder: Path) -> None:
        self.site = FakeSite({HOME: "Koti\nTyömaat.", NEWS: "Uutiset\nUutinen.", LIST: "Lista\n"})
        self.folder = folder
        self.archive = Archive(folder)
        self.reader = Reader(read, read, "1")
        self.sources = self.of(SOURCES)

    def of(self, text: str) -> Sources:
        path = self.folder / "sources.toml"
        path.write_text(text, encoding="utf-8")
        return read_sources(path)

    def begin(self) -> datetime:
        return self.archive.begin(self.site.now, self.site.now - timedelta(hours=1))

    def crawl(self, run: datetime) -> frozenset[str]:
        made = Crawl(self.archive, self.sources, self.site, self.reader, run, gone_after=2, workers=2)
        return made.run(lambda *_: None)

    def run(self) -> dict[str, Entry]:
        """A whole run; its outcomes by address."""
        run = self.begin()
        self.crawl(run)
        entries = {entry.url: entry for entry in self.archive.entries(run)}
        self.archive.end(run, self.site.now)
        return entries

    def texts(self) -> dict[str, str]:
        """What each address says now."""
        return {wording.url: wording.extracted.text for wording in self.archive.wordings() if wording.latest}


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    night = Night(tmp_path)
    with night.archive:
        yield night


def outcomes(entries: dict[str, Entry]) -> dict[str, Outcome]:
    return {url: entry.outcome for url, entry in entries.items()}


def test_a_first_run_adds_and_a_second_finds_nothing_changed(night: Night) -> None:
    assert outcomes(night.run()) == {HOME: Outcome.ADDED, NEWS: Outcome.ADDED, LIST: Outcome.SKIPPED}
    assert outcomes(night.run()) == {HOME: Outcome.UNCHANGED, NEWS: Outcome.UNCHANGED, LIST: Outcome.SKIPPED}
    assert night.texts() == {HOME: "Työmaat.\n", NEWS: "Uutinen.\n"}


def test_a_server_without_validators_is_read_again_and_found_unchanged(night: Night) -> None:
    night.site.etags = False
    night.run()
    assert outcomes(night.run())[HOME] is Outcome.UNCHANGED


def test_a_changed_page_is_reported_with_both_texts_and_the_former_is_kept(night: Night) -> None:
    night.run()
    night.site.pages[HOME] = "Koti\nTyömaat ja kuljetukset."
    entry = night.run()[HOME]
    assert (entry.outcome, entry.before, entry.after) == (Outcome.CHANGED, "Työmaat.\n", "Työmaat ja kuljetukset.\n")
    of_home = [(w.extracted.text, w.latest) for w in night.archive.wordings() if w.url == HOME]
    assert of_home == [("Työmaat.\n", False), ("Työmaat ja kuljetukset.\n", True)]


def test_what_a_page_said_on_a_day_can_be_had_again(night: Night) -> None:
    night.run()
    then = night.site.now
    night.site.now += timedelta(days=1)
    night.site.pages[HOME] = "Koti\nAivan muuta."
    night.run()
    wording = night.archive.wording_at(HOME, then)
    response = night.archive.response(HOME, wording)
    assert response is not None
    assert response.body.decode() == "Koti\nTyömaat."


def test_a_link_that_a_rule_allows_is_followed_with_the_pages_deal(night: Night) -> None:
    night.site.pages[HOME] = f"Koti\nTyömaat.\n-> {PDF} Sopimus"
    night.site.pages[PDF] = "Sopimus\nKohta 1."
    assert night.run()[PDF].outcome is Outcome.ADDED
    [wording] = [wording for wording in night.archive.wordings() if wording.url == PDF]
    assert wording.claim == Claim("emission-free-sites", Kind.AGREEMENT, official=True)


def test_a_link_is_still_read_when_its_page_has_not_changed(night: Night) -> None:
    night.site.pages[HOME] = f"Koti\nTyömaat.\n-> {PDF} Sopimus"
    night.site.pages[PDF] = "Sopimus\nKohta 1."
    night.run()
    night.site.pages[PDF] = "Sopimus\nKohta 2."
    assert night.run()[PDF].outcome is Outcome.CHANGED


def test_a_file_stays_when_its_page_links_to_it_no_more_but_it_still_answers(night: Night) -> None:
    night.site.pages[HOME] = f"Koti\nTyömaat.\n-> {PDF} Sopimus"
    night.site.pages[PDF] = "Sopimus\nKohta 1."
    night.run()
    night.site.pages[HOME] = "Koti\nTyömaat."
    assert night.run()[PDF].outcome is Outcome.UNCHANGED


def test_a_listing_is_read_for_its_links_alone(night: Night) -> None:
    link = "https://city.fi/uutinen/1"
    night.site.pages |= {LIST: f"Lista\nTiivistelmä.\n-> {link} Päästötön työmaa", link: "Uutinen\nKaupunki liittyi."}
    entries = night.run()
    assert (entries[LIST].reason, entries[link].outcome) == (Reason.LISTING, Outcome.ADDED)
    assert LIST not in night.texts()


@pytest.mark.parametrize(
    ("words", "deal"),
    [
        ("Päästötön työmaa", "emission-free-sites"),
        ("Päästöttömät työmaat ja muovikassisopimus", None),
        ("Uutinen", None),
    ],
)
def test_the_deal_of_a_general_pages_link_is_the_one_that_is_named_or_it_is_unsure(
    night: Night, words: str, deal: str | None
) -> None:
    link = "https://city.fi/uutinen/1"
    night.site.pages |= {LIST: f"Lista\n-> {link} {words}", link: "Otsikko\nKaupunki liittyi."}
    entry = night.run()[link]
    claims = [wording.claim.deal for wording in night.archive.wordings() if wording.url == link]
    assert claims == ([deal] if deal else [])
    assert (entry.reason is Reason.UNSURE) == (deal is None)


def test_a_link_that_no_rule_can_tell_is_shown_to_a_person_and_not_fetched(night: Night) -> None:
    link = "https://deals.fi/esite.pdf"
    night.site.pages[HOME] = f"Koti\nTyömaat.\n-> {link} Esite"
    entry = night.run()[link]
    assert (entry.outcome, entry.reason) == (Outcome.SKIPPED, Reason.UNSURE)
    assert HOME in entry.detail
    assert "Esite" in entry.detail
    assert link not in night.site.asked


def test_a_page_leaves_the_answers_when_no_rule_tells_any_more_what_it_is(night: Night) -> None:
    night.site.pages[HOME] = f"Koti\nTyömaat.\n-> {PDF} Sopimus"
    night.site.pages[PDF] = "Sopimus\nKohta 1."
    night.run()
    night.sources = night.of(SOURCES.replace("sopimus.*pdf$", "avtal.*pdf$"))
    night.site.asked.clear()
    assert night.run()[PDF].reason is Reason.UNSURE
    assert PDF not in night.texts()
    assert PDF not in night.site.asked


def test_a_page_that_is_gone_leaves_after_as_many_runs_as_are_set_and_comes_back(night: Night) -> None:
    night.run()
    night.site.pages[HOME] = Reason.GONE
    assert night.run()[HOME].outcome is Outcome.FAILED
    assert HOME in night.texts(), "the first time may be a slip"
    assert night.run()[HOME].outcome is Outcome.VANISHED
    assert HOME not in night.texts()
    assert night.run()[HOME].outcome is Outcome.SKIPPED
    night.site.pages[HOME] = "Koti\nTyömaat."
    assert night.run()[HOME].outcome is Outcome.ADDED
    assert HOME in night.texts()


def test_a_page_that_was_seen_between_is_counted_anew(night: Night) -> None:
    night.run()
    for page in (Reason.GONE, "Koti\nTyömaat.", Reason.GONE):
        night.site.pages[HOME] = page
        assert night.run()[HOME].outcome is not Outcome.VANISHED


@pytest.mark.parametrize("reason", [Reason.SERVER_ERROR, Reason.TIMED_OUT, Reason.HOST_UNKNOWN, Reason.REFUSED])
def test_a_server_that_fails_takes_no_page_away_however_long(night: Night, reason: Reason) -> None:
    night.run()
    night.site.pages[HOME] = reason
    for _ in range(5):
        assert night.run()[HOME].outcome is Outcome.FAILED
    assert HOME in night.texts()
    page = night.archive.page(HOME)
    assert page is not None
    assert page.failing_since is not None


def test_a_page_that_gives_no_text_now_stays_as_it_was_and_is_asked_without_conditions(night: Night) -> None:
    night.run()
    night.site.pages[HOME] = "\n"
    entry = night.run()[HOME]
    assert (entry.outcome, entry.reason) == (Outcome.FAILED, Reason.EMPTY)
    assert night.texts()[HOME] == "Työmaat.\n"
    assert night.run()[HOME].outcome is Outcome.FAILED, "a 304 would have told that the old text stands"


def test_what_robots_forbid_is_skipped(night: Night) -> None:
    night.site.pages[HOME] = Reason.ROBOTS
    entry = night.run()[HOME]
    assert (entry.outcome, entry.reason, entry.detail) == (Outcome.SKIPPED, Reason.ROBOTS, "it is robots")


def test_a_page_removed_by_hand_is_not_asked_for_and_comes_back_when_let_in(night: Night) -> None:
    night.run()
    night.archive.remove(HOME, night.site.now)
    night.site.asked.clear()
    assert night.run()[HOME].outcome is Outcome.REMOVED
    assert HOME not in night.site.asked
    assert HOME not in night.texts()
    night.archive.remove(HOME, None)
    assert night.run()[HOME].outcome is Outcome.UNCHANGED
    assert HOME in night.texts()


def test_a_source_that_is_taken_from_the_file_is_an_orphan_with_all_that_it_led_to(night: Night) -> None:
    night.site.pages[HOME] = f"Koti\nTyömaat.\n-> {PDF} Sopimus"
    night.site.pages[PDF] = "Sopimus\nKohta 1."
    night.run()
    night.sources = night.of(SOURCES.replace(HOME, "https://deals.fi/another"))
    met = night.crawl(night.begin())
    assert {page.url for page in orphans(night.archive.pages(), met)} == {HOME, PDF}


def test_who_looks_on_is_told_how_many_are_done_and_known_and_which_host_is_asked(night: Night) -> None:
    seen: list[tuple[int, int, str]] = []
    made = Crawl(night.archive, night.sources, night.site, night.reader, night.begin(), gone_after=2, workers=1)
    made.run(lambda *told: seen.append(told))
    assert {host for _, _, host in seen[:-1]} == {"deals.fi", "city.fi"}
    assert seen[-1][:2] == (3, 3)


def test_a_run_that_was_cut_off_is_gone_on_with_and_asks_no_page_twice(night: Night) -> None:
    night.site.pages[HOME] = f"Koti\nTyömaat.\n-> {PDF} Sopimus"
    night.site.pages[PDF] = "Sopimus\nKohta 1."
    run = night.begin()
    with pytest.raises(KeyboardInterrupt):
        stop_after(night, run, 1)
    done = {entry.url for entry in night.archive.entries(run)}
    assert done
    night.site.asked.clear()
    again = night.begin()
    assert again == run
    night.crawl(again)
    assert not done & set(night.site.asked)
    assert {entry.url for entry in night.archive.entries(run)} == {HOME, NEWS, LIST, PDF}


def stop_after(night: Night, run: datetime, visits: int) -> None:
    def stop(done: int, *_: object) -> None:
        if done >= visits:
            raise KeyboardInterrupt

    Crawl(night.archive, night.sources, night.site, night.reader, run, gone_after=2, workers=1).run(stop)


def test_the_outcomes_of_former_runs_do_not_pile_up(night: Night) -> None:
    first = night.begin()
    night.crawl(first)
    night.archive.end(first, night.site.now)
    assert night.archive.entries(first)
    night.run()
    assert night.archive.entries(first) == []


def test_a_run_of_another_day_is_not_gone_on_with(night: Night) -> None:
    run = night.begin()
    night.site.now += timedelta(days=1)
    assert night.begin() != run


def test_a_page_that_could_not_be_read_is_read_from_what_was_kept_once_the_reader_can(night: Night) -> None:
    night.site.pages[HOME] = "\nTyömaat."
    for _ in range(2):
        assert night.run()[HOME].reason is Reason.EMPTY, "also where the server says that nothing has changed"
    assert HOME in night.site.unchanged
    night.reader = Reader(lambda fetched: read(replace(fetched, body=b"Koti" + fetched.body)), read, "2")
    assert night.run()[HOME].outcome is Outcome.ADDED


def test_pages_of_a_file_that_cannot_be_read_are_told_of(night: Night) -> None:
    night.reader = Reader(lambda fetched: replace(read(fetched), unread=(2, 3)), read, "1")
    for _ in range(2):
        assert "pages 2, 3" in night.run()[HOME].detail


def test_a_reader_that_stumbles_over_a_page_ends_no_run(night: Night, caplog: pytest.LogCaptureFixture) -> None:
    def stumble(_: Fetched) -> Extracted:
        raise RuntimeError("no such thing")

    night.reader = Reader(stumble, stumble, "1")
    entry = night.run()[HOME]
    assert entry.reason is Reason.BROKEN
    assert "no such thing" in entry.detail
    assert HOME in caplog.text


def test_what_is_not_kept_whole_any_more_is_asked_for_without_conditions_and_kept_anew(night: Night) -> None:
    night.run()
    for body in (night.folder / "fetched" / "bodies").rglob("*.gz"):
        body.write_bytes(b"damaged")
    night.site.unchanged.clear()
    assert outcomes(night.run())[HOME] is Outcome.UNCHANGED
    assert not night.site.unchanged
    page = night.archive.page(HOME)
    assert page is not None
    kept = night.archive.response(HOME, page.wording)
    assert kept is not None
    assert kept.body == b"Koti\nTy\xc3\xb6maat."
    night.run()
    assert HOME in night.site.unchanged


def test_two_wordings_that_a_better_reader_finds_to_be_one_are_one_since_the_first_of_both(night: Night) -> None:
    for text in ("Koti\nTyömaat 1.", "Koti\nTyömaat 2."):
        night.site.pages[HOME] = text
        night.run()
    before = [wording for wording in night.archive.wordings() if wording.url == HOME]
    night.reader = replace(
        night.reader, extract=lambda fetched: replace(read(fetched), text="Työmaat.\n"), fingerprint="2"
    )
    read_anew(night.archive, night.reader, night.sources)
    assert not night.archive.stale("2"), "so that nothing is read twice"
    [one] = [wording for wording in night.archive.wordings() if wording.url == HOME]
    assert (one.first_seen, one.last_seen, one.latest) == (before[0].first_seen, before[1].last_seen, True)
    page = night.archive.page(HOME)
    assert page is not None
    kept = night.archive.response(HOME, page.wording)
    assert kept is not None
    assert "Työmaat 2." in kept.body.decode(), "of the two responses, the newer stays"


def test_a_stopped_run_waits_for_no_page_that_is_being_asked(night: Night) -> None:
    """Ctrl+C while a server lets us wait."""
    asked, answer, waited = Event(), Event(), Event()

    class Slow:
        def fetch(self, url: str, known: Validators = Validators()) -> Fetched | NotModified | NotFetched:  # noqa: B008
            asked.set()
            answer.wait(20)
            waited.set()
            return night.site.fetch(url, known)

    def stop(_done: int, _total: int, host: str) -> None:
        if host == "city.fi" and asked.wait(60):
            raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            Crawl(night.archive, night.sources, Slow(), night.reader, night.begin(), gone_after=2, workers=2).run(stop)
        assert not waited.is_set()
    finally:
        answer.set()
    assert outcomes(night.run())[HOME] is Outcome.ADDED
