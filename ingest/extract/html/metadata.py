"""What a page says of itself: title, dates in its head, canonical address, breadcrumb."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from ingest.clean import clean_line
from ingest.extract.dates import read_date
from ingest.extract.html.sites import Site
from ingest.extract.html.tree import attribute, words
from ingest.types import Link

_PUBLISHED = (
    *(
        "article:published_time",
        "og:published_time",
        "dcterms.issued",
        "dcterms.created",
        "dcterms.date",
        "dc.date.issued",
    ),
    *(
        "dc.date.created",
        "dc.date",
        "datepublished",
        "publish_date",
        "publish-date",
        "pubdate",
        "citation_publication_date",
        "date",
    ),
)
_CHANGED = (
    *(
        "article:modified_time",
        "og:updated_time",
        "dcterms.modified",
        "dc.date.modified",
        "datemodified",
        "last-modified",
    ),
    "revised",
)
_SEPARATOR = re.compile(r"\s+[|–—»·:-]{1,2}\s+|\s*\|\s*")
_CRUMBS = (
    "[class*='breadcrumb' i] li, [id*='breadcrumb' i] li, [aria-label*='breadcrumb' i] li,"
    " [aria-label*='murupolku' i] li, [class*='murupolku' i] li, [aria-label*='brödsmul' i] li"
)
_CRUMBS_WITHOUT_LIST = "[class*='breadcrumb' i] a, [id*='breadcrumb' i] a, [aria-label*='breadcrumb' i] a"
_MOST_CRUMBS = 12
_MOST_LINKS = 1000
_MOST_JSON = 500  # objects of a page's JSON-LD that are looked at
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head: read before what no reader sees is taken out."""

    title: str
    og_title: str
    site_name: str
    language: str
    canonical: str | None
    base: str
    published: date | None
    changed: date | None
    is_event: bool


def read_head(soup: BeautifulSoup, url: str, latest: date) -> Head:
    """Read the head of the page at `url`; dates after `latest` are none."""
    metas = _metas(soup)
    linked = list(_linked_data(soup))
    base = soup.find("base", href=True)
    canonical = soup.select_one("link[rel~='canonical' i][href]")
    stands_at = _absolute(url, attribute(base, "href")) if isinstance(base, Tag) else None
    types = {str(kind).lower() for item in linked for kind in _listed(item.get("@type"))}
    return Head(
        title=clean_line(words(soup.title)) if soup.title else "",
        og_title=clean_line(metas.get("og:title", "")),
        site_name=clean_line(metas.get("og:site_name", "")),
        language=attribute(soup.html, "lang") or attribute(soup.html, "xml:lang") if soup.html else "",
        canonical=_absolute(url, attribute(canonical, "href")) if canonical else None,
        base=stands_at or url,
        published=_first_date([*_values(metas, _PUBLISHED), *_said(linked, "datePublished")], latest),
        changed=_first_date([*_values(metas, _CHANGED), *_said(linked, "dateModified")], latest),
        is_event=any(kind.endswith("event") for kind in types),
    )


def title_of(soup: BeautifulSoup, head: Head, site: Site) -> str:
    """The page's own title, without the site's name.

    A visible `<h1>` that the head's titles repeat; or else the only `<h1>`; or else what the head says.
    """
    own_names = {name.casefold() for name in (head.site_name, *site.names) if name}
    shown = [
        text for tag in soup.find_all("h1") if (text := clean_line(words(tag))) and text.casefold() not in own_names
    ]
    told = [_without_name(title, own_names) for title in (head.og_title, head.title) if title]
    repeated = [text for text in shown if any(_begins(title, text) for title in told)]
    best = next(iter([*repeated, *(shown if len(shown) == 1 else []), *told, *shown]), "")
    return best[:_LONGEST_TITLE]


def breadcrumb_of(soup: BeautifulSoup) -> tuple[str, ...]:
    """Where the page stands in its site, the outermost first."""
    tags = soup.select(_CRUMBS) or soup.select(_CRUMBS_WITHOUT_LIST)
    crumbs = [text for tag in tags[:_MOST_CRUMBS] if (text := clean_line(words(tag)).strip(" /›»>|"))]
    return tuple(dict.fromkeys(crumbs))


def resolved(links: Iterable[Link], base: str) -> tuple[Link, ...]:
    """The links with absolute addresses, each address once, without fragments; only http and https."""
    found: dict[str, Link] = {}
    for link in links:
        if link.url.startswith("#") or len(found) >= _MOST_LINKS:
            continue
        if address := _absolute(base, link.url):
            found.setdefault(address, Link(address, clean_line(link.text)))
    return tuple(found.values())


def _absolute(base: str, address: str) -> str | None:
    try:
        absolute = urldefrag(urljoin(base, "".join(address.split("\n")).strip().replace(" ", "%20"))).url
        parts = urlsplit(absolute)
        usable = parts.scheme in ("http", "https") and parts.hostname and len(absolute) <= 2000
    except ValueError:
        return None
    return absolute if usable else None


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    """The first content of each `<meta>`, by its name, property or itemprop in lower case."""
    metas: dict[str, str] = {}
    for meta in soup.find_all("meta", limit=500):
        name = attribute(meta, "property") or attribute(meta, "name") or attribute(meta, "itemprop")
        metas.setdefault(name.lower(), attribute(meta, "content").strip())
    return metas


def _values(metas: dict[str, str], names: Iterable[str]) -> Iterator[str]:
    return (metas[name] for name in names if metas.get(name))


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, without those of events, whose dates are not of publication."""
    waiting: list[Any] = []
    for script in soup.find_all("script", type="application/ld+json", limit=20):
        try:
            waiting.append(json.loads(script.get_text()[:500_000]))
        except (ValueError, RecursionError):
            continue  # what is broken says nothing
    for _ in range(_MOST_JSON):
        if not waiting:
            return
        item = waiting.pop(0)
        waiting += item if isinstance(item, list) else []
        if isinstance(item, dict):
            waiting += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
            yield item


def _said(linked: Iterable[dict[str, Any]], key: str) -> Iterator[str]:
    return (value for item in linked if isinstance(value := item.get(key), str))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first_date(values: Iterable[str], latest: date) -> date | None:
    return next((day for value in values if (day := read_date(value, latest))), None)


def _without_name(title: str, own_names: set[str]) -> str:
    """A title without the last parts that name the site: known names, or the last of parts set off by “|”."""
    parts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    for start, end in reversed(parts):
        last = title[end:].strip()
        if last.casefold() in own_names or ("|" in title[start:end] and start > 0):
            title = title[:start].strip()
        else:
            break
    return title


def _begins(title: str, heading: str) -> bool:
    return title.casefold().startswith(heading.casefold()) or heading.casefold().startswith(title.casefold())
