"""A page in HTML -> its main text and what it says of itself."""

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from ingest.extract.dates import labelled_date
from ingest.extract.html.blocks import blocks_of
from ingest.extract.html.charsets import decode
from ingest.extract.html.dates import placed_date, tells_event, timed_date, written_date
from ingest.extract.html.furniture import take_out_furniture
from ingest.extract.html.general import general_blocks
from ingest.extract.html.lines import from_title, main_blocks, written
from ingest.extract.html.links import links_in
from ingest.extract.html.metadata import breadcrumb_of, read_head, title_of
from ingest.extract.html.refusals import has_password, needs_script, refuse_if_no_page
from ingest.extract.html.sites import main_text_of, site_of
from ingest.extract.html.tree import parse, take_out_unseen
from ingest.extract.languages import language_of
from ingest.types import Extracted, Fetched

_OF_EVENT = re.compile(r"/(?:tapahtuma|tapahtumat|tapahtumakalenteri|events?|evenemang)/", re.IGNORECASE)


def extract_html(fetched: Fetched) -> Extracted:
    """Read a page. Raises NotExtracted for one that says nothing, or is larger than a page of ours can be."""
    latest, url = fetched.at.date(), fetched.final_url
    soup = parse(decode(fetched.body, fetched.headers.get("content-type", "")))
    head, site = read_head(soup, url, latest), site_of(url, soup)
    scripted, password = needs_script(soup), has_password(soup)
    take_out_unseen(soup)
    links = links_in(soup, head.base)
    title, breadcrumb = title_of(soup, head, site), breadcrumb_of(soup)
    placed = placed_date(soup, site, latest)
    take_out_furniture(soup, site)

    widest = _widest(soup)
    everything = blocks_of(widest)
    is_event = head.is_event or _OF_EVENT.search(url) is not None or tells_event(widest)
    roots = main_text_of(soup, site)
    found = blocks_of(roots) if roots else general_blocks(from_title(everything, title), soup)
    blocks = main_blocks(found, site, title, is_event=is_event)
    text = written(blocks)
    headings = [block.text for block in everything if block.kind == "heading"][:3]
    refuse_if_no_page([head.title, title, *headings], text, final_url=url, password=password, scripted=scripted)
    return Extracted(
        title=title or blocks[0].text[:120],
        text=text,
        language=language_of(text, head.language),
        published=head.published
        or placed
        or timed_date(widest, latest)
        or written_date(everything, title, latest, is_event=is_event),
        changed=head.changed or labelled_date((block.text for block in everything), "changed", latest),
        canonical=head.canonical,
        breadcrumb=breadcrumb,
        links=links,
    )


def _widest(soup: BeautifulSoup) -> Sequence[Tag]:
    """All of the page that can be main text."""
    return soup.select("main, [role='main']")[:1] or [soup.body or soup]
