"""Asking every source and the links that rules allow, host by host, and writing down what each visit means."""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from corpus.analysis import tokens
from corpus.deals import lemmas_of_names, read_deals
from corpus.types import GENERAL, LANGUAGES
from ingest.archive import Archive
from ingest.bodies import ArchiveError
from ingest.page_state import PageState
from ingest.report.types import Entry, Outcome
from ingest.sources import Followed, Source, Sources, host_of
from ingest.types import (
    Claim,
    Extracted,
    Fetched,
    Link,
    NotExtracted,
    NotFetched,
    NotModified,
    Reason,
    Validators,
)
from ingest.visit import Visit, learn

Progress = Callable[[int, int, str], object]
"""Called with how many addresses are done, how many are known of so far, and the host that is asked next."""


log = logging.getLogger(__name__)


class Fetches(Protocol):
    """Asks an address; see `ingest.fetch.Fetcher`."""

    def fetch(self, url: str, known: Validators = ...) -> Fetched | NotModified | NotFetched:
        """What came of it."""
        ...


@dataclass(frozen=True, slots=True)
class Reader:
    """How a response is read, and how one is that is read for its links; `fingerprint` changes when these change."""

    extract: Callable[[Fetched], Extracted]
    listing: Callable[[Fetched], Extracted]
    fingerprint: str

    def reads(self, source: Source | None) -> Callable[[Fetched], Extracted]:
        """How the pages of a source are read; None is one that was followed."""
        return self.listing if source and source.listing else self.extract


class Crawl:
    """One run's visits. The network and the reading are done by threads, one a host; the archive by the caller's."""

    def __init__(
        self,
        archive: Archive,
        sources: Sources,
        fetcher: Fetches,
        reader: Reader,
        run: datetime,
        *,
        gone_after: int,
        workers: int,
    ) -> None:
        self._archive = archive
        self._sources = sources
        self._fetcher = fetcher
        self._reader = reader
        self._run = run
        self._gone_after = gone_after
        self._workers = workers
        self._names = [(deal.id, lemmas_of_names(deal)) for deal in read_deals().values()]
        self._met: set[str] = set()
        self._waiting: dict[str, deque[PageState]] = {}
        self._done = 0

    def run(self, progress: Progress) -> frozenset[str]:
        """Visit everything that this run has not visited yet; give every address that it knows of."""
        done = {entry.url for entry in self._archive.entries(self._run)}
        for url in self._sources.by_url:
            self._meet(self._state(url), done)
        for page in sorted(self._archive.pages(), key=lambda page: page.depth):
            self._meet_again(page, done)
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="fetch")
        try:
            self._visit_all(pool, done, progress)
        except BaseException:  # also Ctrl+C: what is being asked is not waited for, and asked again by the next run
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        pool.shutdown()
        progress(self._done, len(self._met), "")
        return frozenset(self._met)

    def _visit_all(self, pool: ThreadPoolExecutor, done: set[str], progress: Progress) -> None:
        asked: dict[Future[Visit], str] = {}
        while self._waiting or asked:
            self._ask(pool, asked, progress)
            finished, _ = wait(asked, return_when=FIRST_COMPLETED)
            for future in finished:
                del asked[future]
                self._write(future.result(), done)

    def _state(self, url: str) -> PageState:
        """What is known of a source."""
        source = self._sources.by_url[url]
        known = self._archive.page(url) or PageState(url, 0)
        return replace(known, depth=0, found_on=None, link_text="", claim=None if source.listing else source.claim)

    def _meet(self, page: PageState, done: set[str]) -> None:
        """Put an address in line, once; of one that this run has visited already, only what it links to."""
        if page.url in self._met:
            return
        self._met.add(page.url)
        if page.url in done:
            self._done += 1
            if (known := self._archive.page(page.url)) and known.wording:
                self._follow(known, self._archive.wording(page.url, known.wording), done)
        elif page.removed:
            self._done += 1
            entry = Entry(page.url, self._title(page), Outcome.REMOVED, detail=f"by hand on {page.removed:%Y-%m-%d}")
            self._archive.record(self._run, page, entry)
        else:
            self._waiting.setdefault(host_of(page.url), deque()).append(page)

    def _meet_again(self, page: PageState, done: set[str]) -> None:
        """Put an address in line that a rule once led to, also if its page links to it no more: it may stand on."""
        if page.found_on not in self._met or page.url in self._met or not (page.claim and page.wording):
            return
        parent = self._archive.page(page.found_on)
        link = Link(page.url, page.link_text)
        if parent and (followed := self._sources.follow(parent.url, self._deal(parent), parent.depth, link)):
            self._take(parent, link, followed, done)

    def _deal(self, page: PageState) -> str:
        source = self._sources.by_url.get(page.url)
        return page.claim.deal if page.claim else source.deal if source else GENERAL

    def _ask(self, pool: ThreadPoolExecutor, asked: dict[Future[Visit], str], progress: Progress) -> None:
        """Give free threads the next address of a host that is not being asked."""
        for host in list(self._waiting):
            if len(asked) >= self._workers:
                return
            if host in asked.values():
                continue
            page = self._waiting[host].popleft()
            if not self._waiting[host]:
                del self._waiting[host]
            before = self._archive.wording(page.url, page.wording) if page.wording else None
            progress(self._done, len(self._met), host)
            asked[pool.submit(self._visit, page, before, self._kept(page))] = host

    def _kept(self, page: PageState) -> Fetched | None:
        """The response kept of what the address says; None where there is none that can be read."""
        try:
            return self._archive.response(page.url, page.wording)
        except ArchiveError:
            return None

    def _visit(self, page: PageState, before: Extracted | None, kept: Fetched | None) -> Visit:
        """Ask and read; no part of it touches the archive. What is not kept whole is asked for without conditions."""
        came = self._fetcher.fetch(page.url, page.validators if kept else Validators())
        if isinstance(came, NotFetched):
            return Visit(page, came, before, came.at)
        if isinstance(came, NotModified):
            if kept is None:  # not asked for, so no answer to believe
                fault = NotFetched(page.url, Reason.BAD_STATUS, "304 to a request without conditions", came.at, 304)
                return Visit(page, fault, before, came.at)
            if before is not None:
                return Visit(page, before, before, came.at)
            came = kept  # it gave no text when it was read last, and may now
        page = replace(page, extractor=self._reader.fingerprint)
        try:
            said = self._reader.reads(self._sources.by_url.get(page.url))(came)
            return Visit(page, said, before, came.at, came)
        except NotExtracted as fault:
            return Visit(page, fault, before, came.at, came)
        except Exception as error:  # one page that a reader stumbles over must not end the night's run
            log.error("%s cannot be read: %r", page.url, error)
            log.debug("Where that was:", exc_info=error)
            return Visit(page, NotExtracted(Reason.BROKEN, f"reading it failed: {error!r}"), before, came.at, came)

    def _write(self, visit: Visit, done: set[str]) -> None:
        page = visit.page
        if isinstance(visit.said, Extracted) and page.depth and page.claim is None:
            visit = replace(visit, page=replace(page, claim=self._claim(page, visit.said)))
        source = self._sources.by_url.get(page.url)
        learned = learn(visit, self._title(page), self._gone_after, listing=bool(source and source.listing))
        self._archive.record(self._run, learned.page, learned.entry, visit.fetched, learned.said)
        self._done += 1
        if learned.said:
            self._follow(learned.page, learned.said, done)
        elif learned.page.wording and visit.before:
            self._follow(learned.page, visit.before, done)

    def _follow(self, page: PageState, said: Extracted, done: set[str]) -> None:
        """Put the links in line that a rule allows."""
        for link in said.links:
            followed = self._sources.follow(page.url, self._deal(page), page.depth, link)
            if followed and link.url not in self._met:
                self._take(page, link, followed, done)

    def _take(self, page: PageState, link: Link, followed: Followed, done: set[str]) -> None:
        """Put a link in line, or report it where a person must look at it."""
        if followed.kind is None:
            self._show(page, link)
        else:
            self._meet(self._linked(page, link, followed), done)

    def _linked(self, page: PageState, link: Link, followed: Followed) -> PageState:
        known = self._archive.page(link.url) or PageState(link.url, 0)
        deal = followed.deal or (known.claim.deal if known.claim else None)
        claim = Claim(deal, followed.kind, followed.official) if deal and followed.kind else None
        return replace(known, depth=page.depth + 1, found_on=page.url, link_text=link.text, claim=claim)

    def _show(self, page: PageState, link: Link) -> None:
        """Report a link that a person must look at."""
        self._met.add(link.url)
        self._done += 1
        known = self._archive.page(link.url) or PageState(link.url, page.depth + 1, page.url, link.text)
        known = replace(known, claim=None)  # whatever it was taken for by an earlier rule
        detail = f"No rule tells what it is. It is linked from {page.url} as “{link.text}”."
        self._archive.record(self._run, known, Entry(link.url, link.text, Outcome.SKIPPED, Reason.UNSURE, detail))

    def _claim(self, page: PageState, said: Extracted) -> Claim | None:
        """What a followed page is whose deal its link did not tell; None where its names tell none, or several."""
        parent = self._archive.page(page.found_on or "")
        on = page.found_on or ""
        followed = self._sources.follow(on, GENERAL, parent.depth if parent else 0, Link(page.url, page.link_text))
        named = self._deals_named(f"{page.link_text} {said.title}")
        if followed is None or followed.kind is None or len(named) != 1:
            return None
        return Claim(named[0], followed.kind, followed.official)

    def _deals_named(self, text: str) -> list[str]:
        words = frozenset(word for language in LANGUAGES for word in tokens(text, language))
        return [deal for deal, names in self._names if any(name <= words for name in names)]

    def _title(self, page: PageState) -> str:
        source = self._sources.by_url.get(page.url)
        return source.title if source else page.link_text or page.url


def orphans(pages: Iterable[PageState], met: frozenset[str]) -> list[PageState]:
    """The addresses with a text that no source and no rule leads to any more."""
    return [page for page in pages if page.claim and page.wording and page.url not in met]
