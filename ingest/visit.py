"""What a visit to an address means: the page's new state, and the outcome that is reported. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from ingest.archive import wording_of
from ingest.page_state import PageState
from ingest.report.types import Entry, Outcome
from ingest.types import VANISHED, Extracted, Fetched, NotExtracted, NotFetched, Reason, Validators

_NOT_ASKED = frozenset([Reason.NO_SUCH_SCHEME, Reason.HOST_NOT_ALLOWED, Reason.PRIVATE_ADDRESS, Reason.ROBOTS])
"""What will be the same tomorrow, by rule: skipped, no failure."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking an address. `said` is its text, or why there is none; `fetched` is None where none came."""

    page: PageState
    said: Extracted | NotExtracted | NotFetched
    before: Extracted | None
    at: datetime
    fetched: Fetched | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """What is written down of a visit. `said` is the wording that the page has now, None where it is not told anew."""

    page: PageState
    entry: Entry
    said: Extracted | None = None


def learn(visit: Visit, title: str, gone_after: int, *, listing: bool = False) -> Learned:
    """Read a visit. `title` is what the address is called so far.

    A page that is not there stays in the answers until it was not there in `gone_after` runs; one that cannot be had
    for another reason stays as it was read last. A `listing` is read for its links and gives no document.
    """
    if isinstance(visit.said, Extracted):
        return _read(visit, visit.said, title, listing=listing)
    reason, detail = visit.said.reason, visit.said.detail
    page = replace(visit.page, failing_since=visit.page.failing_since or visit.at)
    if visit.fetched:  # what has a former text is asked without conditions, so that a 304 cannot mean that text
        validators = Validators() if page.wording else _validators(visit.fetched)
        page = replace(page, etag=validators.etag, last_modified=validators.last_modified)
    if reason in VANISHED:
        page = replace(page, failures=page.failures + 1)
        if page.wording and not page.vanished and page.failures >= gone_after:
            page = replace(page, vanished=visit.at)
            return Learned(page, Entry(page.url, title, Outcome.VANISHED, reason, detail))
    kept = page.wording is not None and not page.vanished
    skipped = reason in _NOT_ASKED or (visit.fetched is not None and not kept) or page.vanished is not None
    return Learned(page, Entry(page.url, title, Outcome.SKIPPED if skipped else Outcome.FAILED, reason, detail))


def _validators(fetched: Fetched) -> Validators:
    """What to ask again by; nothing after a redirect, whose end may be another page next time."""
    return fetched.validators if fetched.final_url == fetched.url else Validators()


def _read(visit: Visit, said: Extracted, title: str, *, listing: bool) -> Learned:
    page = replace(visit.page, checked=visit.at, failures=0, failing_since=None, vanished=None)
    if visit.fetched:
        validators = _validators(visit.fetched)
        page = replace(page, etag=validators.etag, last_modified=validators.last_modified)
    if listing:
        entry = Entry(page.url, title, Outcome.SKIPPED, Reason.LISTING, f"{len(said.links)} links read")
        return Learned(replace(page, claim=None), entry, said)
    title = said.title or title
    if page.claim is None:
        entry = Entry(
            page.url, title, Outcome.SKIPPED, Reason.UNSURE, "No rule and no name in its title tells the deal."
        )
        return Learned(page, entry, said)
    was_in = visit.page.wording is not None and visit.page.vanished is None and visit.page.claim is not None
    unread = f"Pictures without text, left out: pages {', '.join(map(str, said.unread))}." if said.unread else ""
    if not was_in or visit.before is None:
        return Learned(page, Entry(page.url, title, Outcome.ADDED, detail=unread, after=said.text), said)
    if wording_of(said) == visit.page.wording:
        return Learned(page, Entry(page.url, title, Outcome.UNCHANGED, detail=unread), said)
    changed = Entry(page.url, title, Outcome.CHANGED, detail=unread, before=visit.before.text, after=said.text)
    return Learned(page, changed, said)
