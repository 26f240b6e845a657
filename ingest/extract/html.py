"""A page in HTML -> its main text and what it says of itself."""

import re
from collections.abc import Sequence
from datetime import date

from bs4 import BeautifulSoup, Tag

from ingest.extract.charsets import decode
from ingest.extract.dates import labelled_date, lone_date
from ingest.extract.html_blocks import Block, blocks_of
from ingest.extract.html_furniture import take_out_furniture
from ingest.extract.html_general import general_blocks
from ingest.extract.html_lines import from_title, main_blocks, written
from ingest.extract.html_metadata import (
    breadcrumb_of,
    placed_date,
    read_head,
    resolved,
    tells_event,
    timed_date,
    title_of,
)
from ingest.extract.html_refusals import has_password, needs_script, refuse_if_no_page
from ingest.extract.html_sites import main_text_of, site_of
from ingest.extract.html_tree import parse, take_out_unseen
from ingest.extract.languages import language_of
from ingest.types import Extracted, Fetched

_OF_EVENT = re.compile(r"/(?:tapahtuma|tapahtumat|tapahtumakalenteri|events?|evenemang)/", re.IGNORECASE)
_UNDER_TITLE = 3
"""Lines; a date alone in one of so many under the title is that of publication."""


def extract_html(fetched: Fetched) -> Extracted:
    """Read a page. Raises NotExtracted for one that says nothing, or is larger than a page of ours can be."""
    latest, url = fetched.at.date(), fetched.final_url
    soup = parse(decode(fetched.body, fetched.headers.get("content-type", "")))
    head, site = read_head(soup, url, latest), site_of(url, soup)
    scripted, password = needs_script(soup), has_password(soup)
    take_out_unseen(soup)
    title, breadcrumb = title_of(soup, head, site), breadcrumb_of(soup)
    placed = placed_date(soup, site, latest)
    take_out_furniture(soup, site)

    widest = _widest(soup)
    everything = blocks_of(widest)
    roots = main_text_of(soup, site)
    blocks = main_blocks(
        blocks_of(roots) if roots else general_blocks(from_title(everything, title), soup), site, title
    )
    text = written(blocks)
    headings = [block.text for block in everything if block.kind == "heading"][:3]
    refuse_if_no_page([head.title, title, *headings], text, final_url=url, password=password, scripted=scripted)
    is_event = head.is_event or _OF_EVENT.search(url) is not None or tells_event(widest)
    return Extracted(
        title=title or blocks[0].text[:120],
        text=text,
        language=language_of(text, head.language),
        published=head.published
        or placed
        or timed_date(widest, latest)
        or _written_date(everything, title, latest, is_event=is_event),
        changed=head.changed or labelled_date((block.text for block in everything), "changed", latest),
        canonical=head.canonical,
        breadcrumb=breadcrumb,
        links=resolved((link for block in blocks for link in block.links), head.base),
    )


def _widest(soup: BeautifulSoup) -> Sequence[Tag]:
    """All of the page that can be main text."""
    return soup.select("main, [role='main']")[:1] or [soup.body or soup]


def _written_date(blocks: Sequence[Block], title: str, latest: date, *, is_event: bool) -> date | None:
    """The day of publication that the text tells with a label; of no event, also one alone under the title."""
    labelled = labelled_date((block.text for block in blocks), "published", latest)
    if labelled or is_event:
        return labelled
    return lone_date((block.text for block in from_title(blocks, title)[:_UNDER_TITLE]), latest)
