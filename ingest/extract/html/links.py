"""Every link of a page, also in lists and cards that are no part of its text: for the rules of what is followed."""

from bs4 import BeautifulSoup

from ingest.extract.html.charsets import decode
from ingest.extract.html.metadata import read_head, resolved
from ingest.extract.html.tree import attribute, parse, take_out_unseen, words
from ingest.types import Extracted, Fetched, Link


def links_in(soup: BeautifulSoup, base: str) -> tuple[Link, ...]:
    """The links of a page whose unseen parts are taken out, each address once."""
    return resolved((Link(attribute(a, "href").strip(), words(a)) for a in soup.find_all("a", href=True)), base)


def read_listing(fetched: Fetched) -> Extracted:
    """A page that is read for its links alone: it has no text. Raises NotExtracted for what is no page."""
    soup = parse(decode(fetched.body, fetched.headers.get("content-type", "")))
    head = read_head(soup, fetched.final_url, fetched.at.date())
    take_out_unseen(soup)
    return Extracted(head.title, "", None, links=links_in(soup, head.base))
