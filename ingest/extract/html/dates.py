"""The day of publication as a page shows it to its readers, told apart from the days of events."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bs4 import BeautifulSoup, Tag

from ingest.extract.dates import labelled_date, lone_date, read_date
from ingest.extract.html.blocks import Block
from ingest.extract.html.lines import UNDER_TITLE, from_title
from ingest.extract.html.sites import Site
from ingest.extract.html.tree import attribute, words

_SAYS_PUBLISHED = re.compile(r"publish|julkais|publicer|created|submitted|posted|(?:entry|post|pub|release)-?date")
_SAYS_EVENT = re.compile(r"event|tapahtuma|evenemang|\b(?:start|end|alku|loppu)[_-]?(?:date|time|pvm|aika)")
_LONGEST_DATE = 100
"""Characters; an element that says more does not stand for a date."""


def placed_date(soup: BeautifulSoup, site: Site, latest: date) -> date | None:
    """The day of publication that stands where the site has it."""
    tags = soup.select(", ".join(site.dates), limit=20) if site.dates else []
    moments = (_moment(tag) for tag in tags)
    return next((day for said in moments if len(said) < _LONGEST_DATE and (day := read_date(said, latest))), None)


def timed_date(main: Iterable[Tag], latest: date) -> date | None:
    """The day of publication that a `<time>` of the main text tells, if what stands around it says that it does."""
    times = (time for tag in main for time in tag.find_all("time", limit=20) if _tells_publication(time))
    return next((day for time in times if (day := read_date(_moment(time), latest))), None)


def tells_event(main: Iterable[Tag]) -> bool:
    """Whether a `<time>` of the main text is called that of an event."""
    return any(_SAYS_EVENT.search(_called(time)) for tag in main for time in tag.find_all("time", limit=20))


def written_date(blocks: Sequence[Block], title: str, latest: date, *, is_event: bool) -> date | None:
    """The day of publication that the text tells with a label; of no event, also one alone under the title."""
    labelled = labelled_date((block.text for block in blocks), "published", latest)
    if labelled or is_event:
        return labelled
    return lone_date((block.text for block in from_title(blocks, title)[:UNDER_TITLE]), latest)


def _moment(tag: Tag) -> str:
    """When an element says it is: its attribute for machines, or its words."""
    time = tag if tag.name == "time" else tag.find("time")
    given = attribute(time, "datetime") if isinstance(time, Tag) else ""
    return given or attribute(tag, "content") or words(tag)


def _tells_publication(time: Tag) -> bool:
    """Whether what stands around a `<time>` calls it the day of publication, and nothing calls it that of an event."""
    before = time.previous_sibling
    label = str(before) if isinstance(before, str) else words(before) if isinstance(before, Tag) else ""
    called = _called(time)
    return _SAYS_PUBLISHED.search(f"{called} {label.lower()}") is not None and _SAYS_EVENT.search(called) is None


def _called(time: Tag) -> str:
    """The classes and the like of an element and of the three around it."""
    around = (tag for tag in (time, *list(time.parents)[:3]) if tag.name != "body")
    return " ".join(
        f"{attribute(tag, 'class')} {attribute(tag, 'itemprop')} {' '.join(tag.attrs)}" for tag in around
    ).lower()
