"""Wordings -> for each address what it says now and what it said before, made ready to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from corpus.types import Language
from ingest.types import Reason, Wording
from ingest.versions.addresses import Location, Site, locate
from ingest.versions.documents import HELSINKI, cleaned, tells_something, title_of
from ingest.versions.furniture import Furniture, find_furniture
from ingest.versions.kinship import Page, title_words
from ingest.versions.likeness import read, says_the_same

_NOT_SHOWN = timedelta(days=7)
"""What has not been seen for so long before the newest fetch is taken to be shown no more."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says `now`, and the wordings `before`, the newest first."""

    now: Page
    before: tuple[Page, ...]


def read_addresses(wordings: Sequence[Wording], sites: Sequence[Site]) -> tuple[list[Address], dict[str, Reason]]:
    """The addresses in the order of the alphabet, and those whose text now can be no document, with the reason."""
    clean = sorted((replace(wording, extracted=cleaned(wording.extracted)) for wording in wordings), key=_age)
    left_out = {w.url: reason for w in clean if w.latest and (reason := _no_document(w))}
    told = [w for w in clean if w.url not in left_out and not _no_document(w)]
    places = {w.url: locate(w.url, sites) for w in told}
    furniture = find_furniture((places[w.url], w) for w in told)
    newest_fetch = max((w.last_seen for w in told), default=datetime.max.replace(tzinfo=UTC))
    reading = _Reading(furniture, shown_since=newest_fetch - _NOT_SHOWN)
    by_address = groupby(told, key=lambda wording: wording.url)
    return [reading.address(places[url], tuple(found)) for url, found in by_address], left_out


def _age(wording: Wording) -> tuple[str, bool, datetime, datetime, str]:
    """Orders by address, then by age, what it says now last."""
    return wording.url, wording.latest, wording.last_seen, wording.first_seen, repr(wording.extracted)


def _no_document(wording: Wording) -> Reason | None:
    if wording.extracted.language is None:
        return Reason.OTHER_LANGUAGE
    return None if tells_something(wording.extracted.text) else Reason.EMPTY


@dataclass(frozen=True, slots=True)
class _Reading:
    """Makes pages of the wordings of one run."""

    furniture: Furniture
    shown_since: datetime

    def address(self, location: Location, oldest_first: Sequence[Wording]) -> Address:
        *former, now = (self._page(location, wording) for wording in oldest_first)
        before = tuple(reversed(former))
        changed = before and not says_the_same(before[0].content, now.content)
        seen_to_change = now.wording.first_seen.astimezone(HELSINKI).date() if changed else None
        days = [day for day in (now.told, location.since, seen_to_change) if day]
        return Address(replace(now, told=max(days, default=None)), before)

    def _page(self, location: Location, wording: Wording) -> Page:
        extracted = wording.extracted
        language: Language = extracted.language or "fi"  # none without a language is left
        of_many = extracted.title in self.furniture.titles.get(location.site, ())
        title = title_of(extracted, of_many, wording.url)
        return Page(
            wording=wording,
            location=location,
            content=read(extracted.text, language, self.furniture.lines.get(location.site, ())),
            title=title,
            about=frozenset() if of_many else title_words(title, language),
            told=max((day for day in (extracted.changed, extracted.published) if day), default=None),
            shown=wording.last_seen >= self.shown_since,
        )
